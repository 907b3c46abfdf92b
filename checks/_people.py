"""Who stands on the roster twice: the same name is not enough, namesakes exist (domain C3)."""

from __future__ import annotations

from collections.abc import Sequence

from checks._lists import name_of
from pipeline.model import Row
from pipeline.quantity import is_nil, squeeze

SECOND = ("age", "sex", "education")
ID_NUMBER = ("id-number", "身份证号", "身份证号码", "证件号码")


def duplicates(rows: Sequence[Row]) -> list[list[Row]]:
    """Groups of rows that are one person: same name, age and no attribute that differs; or one id number."""
    groups: list[list[Row]] = []
    for row in rows:
        home = next((g for g in groups if same_person(g[0], row)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return [g for g in groups if len(g) > 1]


def same_person(a: Row, b: Row) -> bool:
    """Whether two rows are surely one person."""
    if (one := _id(a)) and one == _id(b):
        return True
    if name_of(a) != name_of(b):
        return False
    known = [(squeeze(x), squeeze(y)) for f in SECOND if (x := a.cells.get(f)) and (y := b.cells.get(f))]
    return len(known) >= 2 and all(x == y for x, y in known)


def same_id(group: Sequence[Row]) -> bool:
    """Whether one id number binds the group."""
    first = _id(group[0])
    return bool(first) and all(_id(r) == first for r in group)


def _id(row: Row) -> str:
    text = next((row.cells.get(c) or "" for c in ID_NUMBER if not is_nil(row.cells.get(c))), "")
    return "" if "*" in text else squeeze(text)
