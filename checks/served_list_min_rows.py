"""The list of enterprises served has enough rows (national annex 2 part 四; domain C4, A4).

Asks: whether the list names at least as many different enterprises as the form's template asks for.
Passes: at or above the minimum. It may be shorter than the claimed number served (A7-26).
Fails: below it.
Must not accuse: a list whose printed numbers go further than the rows that were read.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks import _threshold
from checks._lists import counted, firms
from checks._words import Extra, failed, formula, passed, unsure
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "served-list-min-rows"
CATEGORY = "form"
ASKS = Message("服务企业名单是否达到规定家数", "Does the list of enterprises served have enough rows?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("served-enterprises",)
PARAMETERS: Mapping[str, str] = {"minimum": "the least number of enterprises on the list"}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Different firms on rows that were read; rows promised by the numbers keep a shortfall open."""
    listed = counted(facts.table("served-enterprises"))
    minimum = int(_threshold.minimum_of(parameters))
    rows, distinct = len(listed.rows), len(firms(listed.rows))
    wanted = plain(_threshold.minimum_of(parameters))
    extra: Extra = {
        "claims": tuple(c.id for c in facts.find("served-count", "served-enterprises")[:1]),
        "expected": f"≥ {wanted}",
        "found": str(distinct),
        "workings": formula(f"rows {rows}, distinct {distinct}, numbered to {listed.total}"),
    }
    twice = f"（{rows}行，去重后{distinct}家）" if distinct < rows else ""
    twice_en = f" ({rows} rows, {distinct} different)" if distinct < rows else ""
    if distinct >= minimum:
        return passed(
            f"服务企业名单{distinct}家{twice}，达到{wanted}家",
            f"{distinct} enterprises are listed{twice_en}: at least {wanted}",
            **extra,
        )
    if distinct + listed.unread >= minimum:
        return unsure(
            f"服务企业名单序号至{listed.total}，仅识别到{distinct}家，无法确定是否达到{wanted}家，请核对原件",
            f"the list is numbered to {listed.total} but only {distinct} enterprises were read: check the scan",
            **extra,
        )
    return failed(
        f"服务企业名单识别到{distinct}家{twice}，少于{wanted}家",
        f"{distinct} enterprises are listed{twice_en}: fewer than {wanted}",
        **extra,
    )
