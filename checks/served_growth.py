"""The number of enterprises served grew over the last two years (national art. 12(2); A7-6).

Asks: whether last year's number is above that of the year before; where three years are shown, both steps.
Passes: it rose in each step.
Warns: it stayed the same. A decline is for a person: «未见增长».
Must not accuse: the current, unfinished year; figures that were read with doubt.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from checks._compare import number
from checks._words import asked, formula, passed, said, warned
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "served-growth"
CATEGORY = "condition"
ASKS = Message(
    "近两年服务企业数量是否稳步增长", "Did the number of enterprises served grow over the last two years?"
)
NEEDS: Mapping[str, Need] = {
    "last": Need("served-count", ("application-form",), "last-year", "part-2"),
    "before": Need("served-count", ("application-form",), "year-before", "part-2"),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Each step, oldest first."""
    years = [facts["before"], facts["last"]]
    if facts.last_year is not None:
        oldest = facts.find("served-count", "application-form", str(facts.last_year - 2), "part-2")
        years = [*(c for c in oldest[:1] if c.confidence >= facts.floor), *years]
    shown = " → ".join(f"{(c.period or '')[:4]}: {plain(number(c))}" for c in years)
    claims = tuple(c.id for c in years)
    steps = list(pairwise(years))
    fallen = [(a, b) for a, b in steps if number(b) < number(a)]
    if fallen:
        a, b = fallen[-1]
        return asked(
            f"服务中小企业户数{(a.period or '')[:4]}年{said(a)}、{(b.period or '')[:4]}年{said(b)}，未见增长，请核实",
            f"no growth in enterprises served: {said(a)} in {(a.period or '')[:4]}, {said(b)} in {(b.period or '')[:4]}",
            claims=claims, found=shown, workings=formula(shown),
        )  # fmt: skip
    if any(number(a) == number(b) for a, b in steps):
        return warned(
            f"服务中小企业户数两年持平（{shown}），未见增长",
            f"the number of enterprises served stayed the same ({shown})",
            claims=claims, found=shown, workings=formula(shown),
        )  # fmt: skip
    return passed(
        f"服务中小企业户数逐年增长（{shown}）",
        f"the number of enterprises served grew ({shown})",
        claims=claims, found=shown, workings=formula(shown),
    )  # fmt: skip
