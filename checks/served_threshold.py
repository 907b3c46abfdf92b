"""Enough small and medium-sized enterprises served last year (national art. 12(2); domain C4, A7-16).

Asks: whether «服务中小企业户数» of last year's row reaches the minimum; where the list closes with a total
line, that as well.
Passes: at or above the minimum in both.
Fails: the form's own figure is below it.
Must not accuse: a list that is shorter than the claim (A7-26); a total line that differs (a conflict of its own);
applicants for whom the text relaxes; figures of the current, unfinished year.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks import _threshold
from checks._compare import number
from checks._words import said, unsure
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "served-threshold"
CATEGORY = "condition"
ASKS = Message("上年度服务中小企业户数是否达到规定标准", "Were enough enterprises served last year?")
NEEDS: Mapping[str, Need] = {
    "form": Need("served-count", ("application-form",), "last-year", "part-2"),
    "line": Need("served-count", ("served-enterprises",), field="total-line", optional=True),
}
PARAMETERS: Mapping[str, str] = _threshold.PARAMETERS


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The form's figure; a lower total line keeps a pass open."""
    form, line = facts["form"], facts.get("line")
    measured = _threshold.Measured(
        number(form),
        f"申请表{(form.period or '')[:4]}年服务中小企业",
        f"enterprises served in {(form.period or '')[:4]} by the form",
        lambda n: f"{plain(n)}家",
        claims=(form.id,),
        claim=form,
    )
    verdict = _threshold.against_minimum(measured, parameters, facts)
    minimum = _threshold.minimum_of(parameters)
    if verdict.verdict == "pass" and line is not None and number(line) < minimum:
        return unsure(
            f"申请表填写{said(form)}家，达到{plain(minimum)}家，但名单合计行为{said(line)}家，请核实",
            f"the form's {said(form)} reach {plain(minimum)}, but the list's total line says {said(line)}",
            claims=(form.id, line.id),
            expected=f"≥ {plain(minimum)}",
            found=f"{said(form)} / {said(line)}",
        )
    return verdict
