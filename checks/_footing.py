"""What the totals of a table should be (domain C2, T-stmt).

«其中:» lines are parts of the line before them and are not added, «减:» lines are taken off, subtotals count
once. What could not be read, or may be read in two ways, leaves a sum open unless it comes out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks._money_tables import Column, Line
from pipeline.quantity import plain

_SIDES = (re.compile("收入"), re.compile("支出|成本|费用"), re.compile("结余|差额|盈余|利润"))


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and what its lines come to. `known` where nothing is unread and there is one way to add."""

    column: Column
    total: Line
    parts: tuple[Line, ...]
    value: Decimal
    known: bool

    @property
    def printed(self) -> Decimal:
        return self.total.value or Decimal(0)

    @property
    def gap(self) -> Decimal:
        return self.printed - self.value

    @property
    def foots(self) -> bool:
        """T-stmt: one unit of the last digit for each figure that is added."""
        return abs(self.gap) <= max(p.step for p in (*self.parts, self.total)) * len(self.parts)

    @property
    def formula(self) -> str:
        said = " + ".join(plain(p.value or Decimal(0)) for p in self.parts).replace("+ -", "− ")
        return f"{said} = {plain(self.value)} ≠ {plain(self.printed)}"


@dataclass(frozen=True, slots=True)
class Balance:
    """Income, cost and surplus that were read surely."""

    label: str
    income: Decimal
    cost: Decimal
    surplus: Decimal
    step: Decimal

    @property
    def gap(self) -> Decimal:
        return self.income - self.cost - self.surplus

    @property
    def even(self) -> bool:
        return abs(self.gap) <= 3 * self.step


def sums(column: Column) -> Iterator[Sum]:
    """Each total and subtotal of a column with what stands above it (below it, where the totals stand on top)."""
    lines = list(column.lines)
    first = next((i for i, x in enumerate(lines) if x.kind in ("total", "subtotal")), None)
    if first is None:
        return
    if not any(x.kind in ("line", "minus", "part") for x in lines[:first]):
        if any(x.kind in ("part", "result") for x in lines):
            return  # «合计, 其中:» need not be all of it
        lines.reverse()
    loose: list[Line] = []
    grouped: list[Line] = []
    for line in lines:
        if line.kind in ("subtotal", "total"):
            parts = loose if line.kind == "subtotal" or not grouped else [*grouped, *loose]
            if len(parts) > 1 and line.value is not None:
                yield _sum(column, line, parts)
            grouped = [*grouped, line] if line.kind == "subtotal" else []
            loose = []
        elif line.kind == "result":
            loose, grouped = [], []
        else:
            loose.append(line)


def balances(every: Sequence[Column]) -> Iterator[Balance]:
    """What stands beside each other in a line of a table, or under each other as totals."""
    found: list[Sequence[Line]] = []
    for n in dict.fromkeys(c.table for c in every):
        table = [c for c in every if c.table == n]
        beside = [[c for c in table if p.search(c.head)] for p in _SIDES]
        if len(table) == 3 and table[0].ruled and all(len(side) == 1 for side in beside):
            found.extend(zip(*(side[0].lines for side in beside), strict=True))
    for head in dict.fromkeys(c.head for c in every):
        ends = [x for c in every if c.head == head and c.ruled for x in _ends(c)]
        under = [[x for x in ends if p.search(x.label)] for p in _SIDES]
        if all(len(side) == 1 for side in under):
            found.append([side[0] for side in under])
    for lines in found:
        values = [x.value for x in lines if x.value is not None and x.sure]
        if len(values) == 3:
            yield Balance(lines[0].label, values[0], values[1], values[2], max(x.step for x in lines))


def _ends(column: Column) -> Iterator[Line]:
    """The totals of a column, and a result that stands right under one."""
    before = None
    for line in column.lines:
        if line.kind == "total" or (line.kind == "result" and before == "total"):
            yield line
        before = line.kind


def _sum(column: Column, total: Line, parts: Sequence[Line]) -> Sum:
    """The way of adding that comes out, else the plain one: parts of lines left out."""
    plain_way: list[Line] = []
    after: list[Line] = []
    within = False
    for p in parts:
        within = p.kind == "part" or (within and not p.numbered)
        if p.kind != "part":
            (after if within else plain_way).append(p)
    ways = [w for w in ([*plain_way, *after], plain_way, list(parts)) if w]
    known = (
        column.ruled
        and not after
        and bool(plain_way)
        and all(p.sure and p.value is not None for p in (*plain_way, total))
    )
    made = [Sum(column, total, tuple(w), sum((p.value or Decimal(0) for p in w), Decimal(0)), known) for w in ways]  # fmt: skip
    return next((s for s in made if s.foots), made[0])
