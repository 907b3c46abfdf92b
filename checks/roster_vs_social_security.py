"""The full-time staff of the roster are insured by the applicant (Shandong art. 14(6), 19(9); domain C3).

Asks: whether enough of the people on the roster stand on the list of social insurance of last December.
Passes: at least the minimum do, and at most a fifth of the roster does not.
Undecided: fewer do, or the list is of another month: re-employed pensioners, posts of public institutions, staff
of agencies and new hires are insured elsewhere, so a person has to look.
Must not accuse: anyone. A person with one row for each insurance counts once; names one glyph apart are one name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from checks import _threshold, _variant
from checks._lists import counted, name_of
from checks._words import Extra, asked, formula, passed, some, unsure
from pipeline.model import Facts, Message, Need, Row, Verdict

ID = "roster-vs-social-security"
CATEGORY = "consistency"
ASKS = Message("名单人员是否在社会保险缴费清单中", "Are the people on the roster on the insurance list?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("staff-roster", "social-insurance")
PARAMETERS: Mapping[str, str] = {
    "minimum": "the least number of insured people",
    "variation": _threshold.PARAMETERS["variation"],
}
_MONTH = re.compile(r"(20\d\d)\D{0,2}(\d{1,2})")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Distinct people by name."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    roster = counted(facts.table("staff-roster"))
    lines = facts.table("social-insurance")
    insured = list(dict.fromkeys(filter(None, (name_of(r) for r in lines))))
    if not insured or not roster.rows:
        return asked("名单或社保清单未识别到姓名，无法比对", "no names were read to compare")
    minimum = int(_threshold.minimum_of(parameters))
    listed = {name_of(r) for r in roster.rows}
    others = [name for name in insured if name not in listed]
    absent = [r for r in roster.rows if name_of(r) not in insured and not _slip(name_of(r), others)]
    covered = len(roster.rows) - len(absent)
    extra: Extra = {
        "rows": tuple(r.id for r in absent)[:50],
        "expected": f"≥ {minimum}",
        "found": str(covered),
        "workings": formula(f"{len(roster.rows)} − {len(absent)} = {covered}; insured {len(insured)}"),
    }
    zh = f"名单{len(roster.rows)}人中{covered}人在社保清单内（清单{len(insured)}人）"
    en = f"{covered} of the {len(roster.rows)} on the roster are on the insurance list of {len(insured)} people"
    if covered < minimum:
        return unsure(
            f"{zh}，少于{minimum}人，专职人员数请核实：{some(name_of(r) for r in absent)}",
            f"{en}, fewer than {minimum}: the number of full-time staff has to be verified",
            **extra,
        )
    if len(absent) * 5 > len(roster.rows):
        return asked(
            f"{zh}，未见{len(absent)}人，请核实：{some(name_of(r) for r in absent)}",
            f"{en}: {len(absent)} are not on it, a person should look",
            **extra,
        )
    if wrong := _another_month(lines, facts):
        return asked(
            f"{zh}；清单月份为{wrong}，应为上一年度末",
            f"{en}; the list is of {wrong}, not of the end of last year",
            **extra,
        )
    return passed(f"{zh}，不少于{minimum}人", f"{en}: at least {minimum}", **extra)


def _slip(name: str, others: Sequence[str]) -> bool:
    """Whether an insured name that is nobody else's is one glyph apart."""
    return len(name) >= 3 and any(
        len(other) == len(name) and Levenshtein.distance(name, other) == 1 for other in others
    )


def _another_month(lines: Sequence[Row], facts: Facts) -> str | None:
    """The month of the list where it shows months and none is last December."""
    found = {m.groups() for r in lines if (m := _MONTH.search(r.cells.get("month") or ""))}
    if not found or facts.last_year is None or any(_holds(r, facts.last_year) for r in lines):
        return None
    year, month = sorted(found)[-1]
    return f"{year}-{month.zfill(2)}"


def _holds(row: Row, year: int) -> bool:
    """Whether the row's month, or its span of months, takes in December of `year`."""
    months = [int(y) * 12 + int(m) for y, m in _MONTH.findall(row.cells.get("month") or "")]
    return bool(months) and min(months) <= year * 12 + 12 <= max(months)
