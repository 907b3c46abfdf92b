"""The firms that the recommending authority asked, and their rows on the applicant's own list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks._lists import counted, firm_key, name_of
from pipeline.model import Facts, Row

RATED = ("satisfied", "basically-satisfied", "dissatisfied")


def sampled(facts: Facts) -> tuple[Row, ...]:
    """The rows of the recommendation form, each firm once."""
    found: dict[str, Row] = {}
    for row in counted(facts.table("recommendation-form")).rows:
        found.setdefault(firm_key(name_of(row)), row)
    return tuple(found.values())


def listed(facts: Facts) -> dict[str, Row]:
    """The rows of the list of firms served by firm."""
    found: dict[str, Row] = {}
    for row in counted(facts.table("served-enterprises")).rows:
        found.setdefault(firm_key(name_of(row)), row)
    return found


def rated(rows: Sequence[Row]) -> list[Row]:
    """The rows with exactly one rating, surely read."""
    return [r for r in rows if r.cells.get("rating") in RATED and "rating" not in r.doubt]


def phone(row: Row) -> str:
    """The digits of a row's phone, '' where they are masked, doubtful or too few."""
    text = row.cells.get("phone") or ""
    digits = re.sub(r"\D", "", text)
    return "" if "*" in text or "phone" in row.doubt or len(digits) < 7 else digits
