"""Total assets reach the minimum (national art. 12(1); domain C2, NAT-12.1-assets).

Asks: whether the closing total assets of the last year, the applicant's own, are at least the minimum.
Passes: at or above it, by the audit report (else unaudited statements).
Fails: below it, however little; the form's own figure below it where no statement was read.
Must not accuse: the opening column, consolidated figures, applicants for whom the text relaxes (a person
decides), a figure whose second reading differs.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks import _threshold
from checks._compare import number
from checks._words import asked, unsure, where
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import yuan

ID = "assets-threshold"
CATEGORY = "condition"
ASKS = Message("上年末资产总额是否达到规定标准", "Do total assets at the end of last year reach the minimum?")
NEEDS: Mapping[str, Need] = {
    "assets": Need(
        "total-assets", ("audit-report", "financial-statements", "application-form"), "last-year-end"
    ),
}
PARAMETERS: Mapping[str, str] = _threshold.PARAMETERS


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The stronger document decides; the form alone can miss the condition but not prove it."""
    assets = facts["assets"]
    zh, en = where(assets)
    verdict = _threshold.against_minimum(
        _threshold.Measured(
            number(assets),
            f"上年末资产总额（{zh}）",
            f"total assets at the end of last year ({en})",
            yuan,
            claims=(assets.id,),
            claim=assets,
        ),
        parameters,
        facts,
    )
    if assets.kind != "application-form":
        return verdict
    if facts.find("total-assets", "audit-report", assets.period, scope="consolidated"):
        return unsure(
            "审计报告中仅识别到合并口径的资产总额，未识别到申报单位自身口径，请核实",
            "only consolidated total assets were found in the audit report, not the applicant's own",
            claims=(assets.id,),
        )
    if verdict.verdict != "pass":
        return verdict
    return asked(
        f"申请表所填资产总额{yuan(assets.value)}达到标准，但未在审计报告或财务报表中识别到上年末资产总计，无法核实",
        f"total assets on the form, {yuan(assets.value)}, reach the minimum, but were not found in an audit report or statements",
        claims=(assets.id,),
    )
