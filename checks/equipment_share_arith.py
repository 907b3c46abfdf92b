"""The share of equipment in total assets on the form follows from its own figures (domain C2).

Asks: whether 购买价格 ÷ 上年末总资产 gives the stated percentage.
Passes: within one unit of the last digit of the percentage, by part 一's total assets or by part 二's.
Warns: otherwise.
Must not accuse: a share above 100 % (equipment at cost); a form whose total assets are wrong for a reason
that another check names, if the share fits the other place or the audit.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._arith import share_stated
from pipeline.model import Facts, Message, Need, Verdict

ID = "equipment-share-arith"
CATEGORY = "consistency"
ASKS = Message(
    "申请表设备占总资产比例与金额是否相符",
    "Does the stated share of equipment follow from the form's figures?",
)
NEEDS: Mapping[str, Need] = {
    "part": Need("equipment-cost", ("application-form",), field="part-1"),
    "whole": Need("total-assets", ("application-form",), "last-year-end", "part-1"),
    "stated": Need("equipment-asset-ratio", ("application-form",), field="part-1"),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-pct against each place that states total assets, the form's part 一 first."""
    whole = facts["whole"]
    others = facts.find("total-assets", None, whole.period)
    verdict = share_stated(facts["part"], whole, facts["stated"], mildly=True)
    for other in others:
        if verdict.verdict != "pass" and other.confidence >= facts.floor:
            again = share_stated(facts["part"], other, facts["stated"], mildly=True)
            verdict = again if again.verdict == "pass" else verdict
    return verdict
