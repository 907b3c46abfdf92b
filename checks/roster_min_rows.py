"""The roster lists enough people (national art. 12(6); domain C3).

Asks: whether the persons on the roster are at least the minimum.
Passes: at or above it.
Fails: below it.
Must not accuse: namesakes (two people); a roster whose printed numbers go further than the rows that were
read; applicants for whom the text relaxes.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks import _threshold
from checks._lists import counted
from checks._people import duplicates
from checks._words import unsure
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "roster-min-rows"
CATEGORY = "condition"
ASKS = Message("从事服务的人员是否达到规定人数", "Does the roster list enough people?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("staff-roster",)
PARAMETERS: Mapping[str, str] = _threshold.PARAMETERS


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Distinct persons; rows promised by the numbers but not read keep a shortfall open."""
    roster = counted(facts.table("staff-roster"))
    surplus = sum(len(group) - 1 for group in duplicates(roster.rows))
    persons = len(roster.rows) - surplus
    minimum = _threshold.minimum_of(parameters)
    if persons < minimum <= persons + roster.unread:
        return unsure(
            f"人员名单序号至{roster.total}，仅识别到{persons}人，无法确定是否达到{plain(minimum)}人，请核对原件",
            f"the roster is numbered to {roster.total} but only {persons} people were read: check the scan",
            expected=f"≥ {plain(minimum)}", found=str(persons),
        )  # fmt: skip
    return _threshold.against_minimum(
        _threshold.Measured(
            minimum * 0 + persons,
            "人员名单人数",
            "the number of people on the roster",
            lambda n: f"{plain(n)}人",
            claims=tuple(c.id for c in facts.find("staff-count", "staff-roster")),
        ),
        parameters,
        facts,
    )
