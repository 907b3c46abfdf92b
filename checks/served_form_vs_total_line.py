"""The total line of the list agrees with the form (domain C4; Xinjiang's table closes with such a line).

Asks: whether «上年度共服务企业 __ 家» equals last year's «服务中小企业户数» on the form.
Passes: equal.
Fails: different.
Must not accuse: templates without such a line; the number of rows, which may be lower (A7-26).
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._compare import count, number
from checks._words import failed, formula, inapplicable, passed, said
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "served-form-vs-total-line"
CATEGORY = "consistency"
ASKS = Message(
    "申请表服务户数与名单合计行是否一致",
    "Does the form's number of enterprises served agree with the list's total line?",
)
NEEDS: Mapping[str, Need] = {
    "form": Need("served-count", ("application-form",), "last-year", "part-2"),
    "line": Need("served-count", ("served-enterprises",), field="total-line", optional=True),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-count."""
    form, line = facts["form"], facts.get("line")
    if line is None:
        return inapplicable("名单无合计行或未识别到，无从比对", "the list has no total line to compare with")
    a, b = said(form), said(line)
    claims = (form.id, line.id)
    if count(form, line) == "match":
        return passed(
            f"申请表与名单合计行均为{b}家", f"the form and the total line both say {b}", claims=claims
        )
    return failed(
        f"申请表上年度服务中小企业{a}家，名单合计行为{b}家，两处不一致",
        f"{a} enterprises served on the form, {b} in the list's total line",
        claims=claims, expected=b, found=a, pair=claims,
        workings=formula(f"{plain(number(form))} − {plain(number(line))} = {plain(number(form) - number(line))}"),
    )  # fmt: skip
