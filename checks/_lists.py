"""Counting the rows of a list: by what was read, and by the numbers printed beside the rows.

Source: domain C3 and C4 (multi-page tables, repeated headers, rows that a reader missed).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import Row
from pipeline.quantity import fold_name, is_nil

_PLACE = re.compile(r"^(.{2,8}?)[省市]")
_FORM = re.compile(r"(?:股份|集团)?有限责任公司$|(?:股份|集团)?有限公司$")


@dataclass(frozen=True, slots=True)
class Counted:
    """`rows` with a name, each once; `unread` rows that the printed numbers say are there but were not read."""

    rows: tuple[Row, ...]
    unread: int

    @property
    def total(self) -> int:
        """Rows read and rows that the numbers promise."""
        return len(self.rows) + self.unread


def counted(rows: Sequence[Row]) -> Counted:
    """The rows that name someone. A row that was read twice (same number, same name) counts once."""
    seen: set[tuple[int | None, str]] = set()
    kept: list[Row] = []
    for row in rows:
        name = name_of(row)
        if not name:
            continue
        key = (row.number, name)
        if row.number is not None and key in seen:
            continue
        seen.add(key)
        kept.append(row)
    numbers = {r.number for r in rows if r.number is not None and r.number > 0}
    # One number beyond the run is a misread digit; the last one must stand in a run of its neighbours, and one far
    # beyond what was read (whole pages may be lost) in a long run.
    far = 1.5 * len(rows) + 5
    last = max(
        (
            n
            for n in numbers
            if n == 1 or ({n - 1, n - 2} & numbers if n <= far else {n - 1, n - 2, n - 3} <= numbers)
        ),
        default=0,
    )
    return Counted(tuple(kept), max(0, last - len(kept)))


def name_of(row: Row) -> str:
    """The folded name of a row, '' where the row names nobody."""
    name = row.cells.get("name")
    return "" if is_nil(name) else fold_name(name or "")


def firm_key(name: str) -> str:
    """A firm's name without 省/市 and without its legal form: two spellings of one firm have one key."""
    return _FORM.sub("", _PLACE.sub(r"\1", fold_name(name)))


def firms(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by firm, in the order of the list."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(firm_key(name_of(row)), []).append(row)
    return groups
