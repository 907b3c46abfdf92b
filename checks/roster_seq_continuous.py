"""The printed numbers of the roster run on from page to page (domain C3).

Asks: whether the numbers beside the names run from 1 without leaving any out.
Passes: they do.
Undecided: between two pages, or before the first, two or more in a row are left out: a page may be missing, or was
not read.
Must not accuse: single numbers that a reader lost or joined, rows left out within a page (which a reader loses, and
people delete), lists that begin again at 1, numbers that are no run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from checks._words import asked, inapplicable, passed
from pipeline.model import Facts, Message, Need, Row, Verdict

ID = "roster-seq-continuous"
CATEGORY = "consistency"
ASKS = Message("人员名单序号是否连续", "Do the numbers of the roster run on?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "staff-roster"
RUN = 3  # so many numbers in a row are no misreading
MISSING = 2  # one number alone is a reader's slip

Run = Sequence[Row]


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every roster by itself: an annex may number its own."""
    rosters: dict[str, list[Row]] = {}
    for row in facts.table(KIND):
        rosters.setdefault(row.document, []).append(row)
    gaps = [g for rows in rosters.values() for g in _gaps(rows)]
    if gaps:
        before, after = gaps[0]
        first = (before.number or 0) + 1 if before else 1
        last = (after.number or 0) - 1
        place = f"第{after.page}页" if after.page else after.file
        place_en = f"page {after.page}" if after.page else after.file
        return asked(
            f"人员名单{place}之前缺序号{first}–{last}，可能缺页或有页未识别，请核对原件",
            f"numbers {first}–{last} of the roster are left out before {place_en}: a page may be missing or unread, check the scan",
            rows=tuple(r.id for r in (before, after) if r),
            expected=str(first),
            found=str(after.number),
        )
    if not rosters or not all(map(_whole, rosters.values())):
        return inapplicable(
            "未识别到连续的人员名单序号，未作核对",
            "no roster with a run of numbers was read"
            if not rosters
            else "the numbers of the roster are no single run",
        )
    counts = "、".join(f"1–{len(rows)}" for rows in rosters.values())
    return passed(f"人员名单序号连续（{counts}）", f"the numbers of the roster run on ({counts})")


def _runs(rows: Run) -> list[Run]:
    """Rows whose numbers grow as they stand, in the order of the list."""
    numbered = [(i, r) for i, r in enumerate(rows) if r.number is not None]
    groups = groupby(numbered, key=lambda p: (p[1].number or 0) - p[0])
    return [[r for _, r in group] for _, group in groups]


def _gaps(rows: Run) -> Iterator[tuple[Row | None, Row]]:
    """Where numbers are left out between pages: the rows before (None at the beginning) and after."""
    runs = [run for run in _runs(rows) if len(run) >= RUN]
    begun: list[tuple[Row | None, Row]] = [(None, run[0]) for run in runs[:1] if run[0] is rows[0]]
    for before, after in [*begun, *((a[-1], b[0]) for a, b in pairwise(runs))]:
        missing = (after.number or 0) - (before.number or 0 if before else 0) - 1
        apart = rows.index(after) - (rows.index(before) if before else -1) - 1
        same = before is not None and (before.file, before.page) == (after.file, after.page)
        if MISSING <= missing - apart <= len(rows) and not same:
            yield before, after


def _whole(rows: Run) -> bool:
    return [r.number for r in rows] == list(range(1, len(rows) + 1))
