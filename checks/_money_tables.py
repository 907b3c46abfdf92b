"""Tables of figures as columns of lines: what each line is to its total, and how surely it was read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Cell, Document, Grid, Page
from pipeline.quantity import is_nil, parse_figure, squeeze

_AMOUNT = re.compile(r"[-−–(]?¥?[-−–]?\d[\d,.]*(?:[百千]?[万亿]?元)?\)?[.。]?")
_MONEY = re.compile(r"收入|支出|成本|费用|结余|差额|盈余|利润|金额|数额|合计|元|[本上][年期]|20\d\d")
_OTHER = re.compile(r"占|比|率|%|序|行次|次数|户|家|人次|人数|数量|备注|增|减|变动")
_UNIT = re.compile(r"(?:单位[:：](?:人民币)?|[(（])((?:百万|千|万|亿)?元)")
_NUMBER = re.compile(r"[(（]?(?:[一二三四五六七八九十]+[、.．)）]|\d+[、.．)）]?)")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", re.compile(r"其中")),
    ("minus", re.compile(r"减[:：]")),
    ("subtotal", re.compile(r".*小计")),
    ("total", re.compile(r"(?:合计|总计|共计|合共|总额)|.*(?:合计|总计|共计)(?:\(.*\))?$")),
    ("result", re.compile(r".*(?:结余|结转|差额|盈余|利润|净额|余额)")),
    ("skip", re.compile(r"行次|栏次|备注|注[:：]|占|.*(?:比例|占比|比率)")),
)  # fmt: skip
Rows = Sequence[Sequence[Cell | None]]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column. `value` is in yuan, None for a blank or what is no figure; `sure`: read surely."""

    kind: str
    label: str
    value: Decimal | None
    step: Decimal
    sure: bool
    numbered: bool


@dataclass(frozen=True, slots=True)
class Column:
    """A column of money: what heads it and its lines, top to bottom. `table` tells tables apart.

    `ruled`: it stands between ruled lines; a table that words alone make may have lost a line.
    """

    table: int
    ruled: bool
    head: str
    lines: tuple[Line, ...]


def columns(document: Document, floor: float) -> Iterator[Column]:
    """The columns of money of every table; one that the end of a page has cut is put together."""
    for n, (rows, unit, ruled) in enumerate(_tables(document)):
        start = _start(rows)
        heads = [_head(rows[:start], k) for k in range(len(rows[0]))]
        body = [row for row in rows[start:] if not _titled(row)]
        money = [
            k
            for k, h in enumerate(heads)
            if k and _MONEY.search(h) and not _OTHER.search(h) and _figures(body, k)
        ]
        for k in money:
            written = m[1] if (m := _UNIT.search(heads[k])) else unit
            lines = [_line(row, k, money[0], written, floor) for row in body]
            yield Column(n, ruled, heads[k], tuple(line for line in lines if line.kind != "skip"))


def _figures(rows: Rows, column: int) -> bool:
    return any(c and _AMOUNT.fullmatch(squeeze(c.text)) for c in (row[column] for row in rows))


def _titled(row: Sequence[Cell | None]) -> bool:
    """A line that is the title of those below it («二、服务支出»), without a figure of its own."""
    told = [squeeze(c.text) for c in row if c and squeeze(c.text) and not squeeze(c.text).isdigit()]
    return len(told) == 1 and bool(re.match(r"[(（]?[一二三四五六七八九十]+[、.．)）]", told[0]))


def _tables(document: Document) -> list[tuple[Rows, str, bool]]:
    """Rows of cells, the unit of the page, and whether the whole of the table is there between ruled lines."""
    found: list[tuple[list[Sequence[Cell | None]], str, bool]] = []
    for page in document.pages:
        unit = next((m[1] for w in page.words if (m := _UNIT.match(squeeze(w.text)))), "元")
        for grid in sorted((g for g in page.grids if g.columns > 1), key=lambda g: _top(g, page)):
            rows = [[_starting(grid, r, k) for k in range(grid.columns)] for r in range(grid.rows)]
            start = _start(rows)
            before = found[-1][0] if found else []
            ruled = grid.reader == "ruled"
            if before and found[-1][2] == ruled and not _closed(before) and _continues(rows, before):
                before.extend(rows[start:])
                continue
            found.append((list(rows), unit, ruled))
    return [(r, unit, ruled and not _late(r)) for r, unit, ruled in found if 0 < _start(r) < len(r)]


def _continues(rows: Rows, before: Rows) -> bool:
    """Whether rows have the columns of the table before, and no head or the same."""
    heads = [[_head(t[: _start(t)], k) for k in range(len(t[0]))] for t in (rows, before)]
    return len(rows[0]) == len(before[0]) and (not _start(rows) or heads[0] == heads[1])


def _late(rows: Rows) -> bool:
    """Whether the printed numbers begin beyond one: the lines before are on a page that was not read."""
    numbers = (squeeze(row[0].text) for row in rows[: _start(rows) + 1] if row[0] is not None)
    first = next((n for n in numbers if n.isdecimal()), "1")
    return int(first) > 1


def _starting(grid: Grid, row: int, column: int) -> Cell | None:
    """The cell of a place; what only reaches into it from above says nothing there unless it is a head."""
    cell = grid.at(row, column)
    if cell is None or ((cell.row, cell.column) != (row, column) and _AMOUNT.fullmatch(squeeze(cell.text))):
        return None
    return cell


def _top(grid: Grid, page: Page) -> float:
    return grid.box[1] if grid.box else float(page.grids.index(grid))


def _start(rows: Rows) -> int:
    """The first row that holds an amount beside its label."""
    held = (any(c and _AMOUNT.fullmatch(squeeze(c.text)) and not re.fullmatch(r"20\d\d", c.text) for c in row[1:]) for row in rows)  # fmt: skip
    return next((r for r, has in enumerate(held) if has), len(rows))


def _closed(rows: Rows) -> bool:
    return any(
        c and _kind(c.text)[0] in ("total", "result") for row in rows[_start(rows) :] for c in row[:-1]
    )


def _head(rows: Rows, column: int) -> str:
    return "".join(dict.fromkeys(squeeze(c.text) for row in rows if (c := row[column])))


def _kind(text: str) -> tuple[str, str, bool]:
    """What a label makes of its line, the label without its number, and whether it had one."""
    label = squeeze(text)
    bare = _NUMBER.sub("", label, count=1) if _NUMBER.match(label) else label
    return next((k for k, p in _KINDS if p.match(bare)), "line"), bare, bare != label


def _line(row: Sequence[Cell | None], column: int, first: int, unit: str, floor: float) -> Line:
    labels = [c.text for c in row[:first] if c and not is_nil(c.text)]
    told = [t for t in labels if not re.fullmatch(r"[\d.、+]*", squeeze(t))]
    kind, label, numbered = _kind(told[-1]) if told else ("line", "", False)
    cell = row[column]
    text = squeeze(cell.text) if cell else ""
    figure = parse_figure(text, unit) if _AMOUNT.fullmatch(text) else None
    nil = bool(text) and is_nil(text)
    value = figure.value if figure else Decimal(0) if nil else None
    sure = bool(cell and cell.confidence >= floor and label)
    made = Line(kind, label, value, figure.resolution if figure else Decimal(0), sure, numbered or len(labels) > len(told))  # fmt: skip
    return replace(made, value=-abs(value)) if kind == "minus" and value else made
