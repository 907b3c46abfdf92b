"""The firms that the recommending authority asked, and their rows on the applicant's own list."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from checks._lists import counted, firm_key, name_of
from checks._names import alike
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


def home(row: Row, own: Mapping[str, Row]) -> Row | None:
    """The row of the same firm on the list, if need be but for a misread glyph."""
    key = firm_key(name_of(row))
    if key in own:
        return own[key]
    near = [r for k, r in own.items() if abs(len(k) - len(key)) <= 1 and alike(k, key) == "slip"]
    return near[0] if len(near) == 1 else None


def rated(rows: Sequence[Row]) -> list[Row]:
    """The rows with exactly one rating, surely read."""
    return [r for r in rows if r.cells.get("rating") in RATED and "rating" not in r.doubt]


def another_phone(a: Row, b: Row) -> bool:
    """Whether two rows surely have different phones; one digit is a reader's slip."""
    x, y = _phone(a), _phone(b)
    return bool(x) and bool(y) and Levenshtein.distance(x, y) > 1


def _phone(row: Row) -> str:
    """The digits of a row's phone, '' where they are masked, doubtful, or none of a phone."""
    text = row.cells.get("phone") or ""
    digits = re.sub(r"\D", "", text)
    whole = len(digits) == 11 if digits.startswith("1") else 7 <= len(digits) <= 12
    return "" if "*" in text or "phone" in row.doubt or not whole else digits
