"""Nobody stands on the rosters of two applicants (domain C3).

Asks: whether one person is listed in two packages: the same id number, or the same name, age and education.
Passes: nobody is.
Undecided: somebody seems to be; a person looks at both rows.
Must not accuse: namesakes (age or education that was not read, any of these, sex or title that differs, is enough to
leave them alone). It never fails.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from checks._across import called, refs
from checks._lists import counted, name_of
from checks._people import ID_NUMBER
from checks._words import asked, inapplicable, passed, some
from pipeline.model import Batch, Message, Need, Row, Verdict
from pipeline.quantity import is_nil, squeeze

ID = "staff-across-applicants"
CATEGORY = "batch"
ASKS = Message("同一人是否出现在两家单位的人员名单", "Does anybody stand on the rosters of two applicants?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("staff-roster",)
PARAMETERS: Mapping[str, str] = {}


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """One verdict a pair of packages that share people."""
    rosters = {p: counted(f.table("staff-roster")).rows for p, f in batch.packages.items()}
    rosters = {p: rows for p, rows in rosters.items() if rows}
    if len(rosters) < 2:
        yield inapplicable("识别到人员名单的申报包不足两份", "fewer than two packages have a roster")
        return
    by_name: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for package in sorted(rosters):
        for row in rosters[package]:
            if "name" not in row.doubt:
                by_name[name_of(row)].append((package, row))
    shared: dict[tuple[str, str], list[tuple[Row, Row]]] = defaultdict(list)
    for people in by_name.values():
        for i, (a, one) in enumerate(people):
            for b, other in people[i + 1 :]:
                if a != b and same(one, other):
                    shared[a, b].append((one, other))
    for (a, b), both in sorted(shared.items()):
        names = some(dict.fromkeys(one.cells["name"] or "" for one, _ in both))
        yield asked(
            f"“{called(batch, a)}”与“{called(batch, b)}”的人员名单疑有同一人员：{names}，姓名、年龄、学历（或证件号码）相同，也可能同名，请核实",
            f"on the rosters of both {called(batch, a)} and {called(batch, b)}: {names}, of the same name, age and"
            " education (or id number); they may be namesakes: a person should look",
            packages=(a, b),
            rows=(*refs(a, (x for x, _ in both)), *refs(b, (y for _, y in both))),
            expected="0",
            found=str(len(both)),
        )
    if not shared:
        yield passed(
            f"已比对{len(rosters)}份人员名单，未见同一人员",
            f"nobody was found on two of {len(rosters)} rosters",
        )


def same(a: Row, b: Row) -> bool:
    """Whether two rows of one name are one person; an id number that differs says no."""
    one, other = _id(a), _id(b)
    if one and other:
        return one == other
    told = [_of(a, b, column) for column in ("age", "education")]
    return all(told) and all(_of(a, b, column) is not False for column in ("sex", "title"))


def _of(a: Row, b: Row, column: str) -> bool | None:
    """Whether a column agrees, None where it was not read on both sides."""
    x, y = a.cells.get(column), b.cells.get(column)
    if is_nil(x) or is_nil(y) or column in a.doubt or column in b.doubt:
        return None
    return squeeze(x or "") == squeeze(y or "")


def _id(row: Row) -> str:
    text = next((row.cells.get(c) or "" for c in ID_NUMBER if not is_nil(row.cells.get(c))), "")
    return "" if "*" in text else squeeze(text).upper()
