"""Ruled tables with spans, marks in cells and breaks over pages."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .fonts import bold
from .layout import Flow, Piece, _wide, break_lines, draw_line
from .page import Line, Page, Run, Text, runs

Mark = Callable[[Page, float, float, float], None]  # page, centre x, centre y, height available


@dataclass
class Cell:
    text: Text = ""
    span: int = 1
    down: int = 1
    align: str = "center"
    weight: bool = False
    mark: Mark | None = None
    size: float | None = None
    leading: float | None = None


@dataclass
class Row:
    cells: list[Cell]
    record: tuple[str, dict[str, Any]] | None = None  # what the truth's table holds for this row
    height: float = 0.0


@dataclass
class Rules:
    """Which lines a table shows, and how they came out."""

    inner: str = "grid"  # grid | horizontal | three | none
    thick: float = 0.6
    outer: float = 0.6
    sides: bool = True  # the outer verticals
    double: bool = False  # a second frame around the first
    tone: int = 20  # grey of the lines
    worn: random.Random | None = None  # lines come with gaps
    cut: bool = False  # a row may go on over the page break


@dataclass
class _Placed:
    cell: Cell
    row: int
    column: int
    lines: list[list[Piece]] = field(default_factory=list)


def cell(text: Text = "", **kw: Any) -> Cell:
    return Cell(text, **kw)


def row(
    *texts: Text | Cell,
    record: tuple[str, dict[str, Any]] | None = None,
    height: float = 0.0,
    weight: bool = False,
) -> Row:
    """A row from texts or cells."""
    return Row([t if isinstance(t, Cell) else Cell(t, weight=weight) for t in texts], record, height)


def table(
    flow: Flow,
    widths: Sequence[float],
    rows: list[Row],
    head: int = 0,
    repeat: bool = True,
    rules: Rules | None = None,
    size: float = 10.5,
    pad: float = 4.0,
    leading: float = 1.35,
    face: str | None = None,
    least: float = 0.0,
    x: float | None = None,
) -> None:
    """Draws rows at the flow's position. `widths` are shares of the room (or points if they sum to more than 3);
    `head` rows stay together and come again on later pages if `repeat`."""
    rules = rules or Rules()
    face = face or flow.look.body
    total = sum(widths)
    cols = [w * flow.room / total for w in widths] if total <= 3 else list(widths)
    left = x if x is not None else flow.left + (flow.room - sum(cols)) / 2
    xs = [left]
    for w in cols:
        xs.append(xs[-1] + w)
    placed, heights = _measure(rows, cols, size, pad, leading, face, least)
    blocks = _blocks(placed, len(rows))
    head_blocks = [b for b in blocks if b[1] <= head]
    top = flow.y
    started: list[tuple[int, int]] = []

    def emit(block: tuple[int, int]) -> None:
        _draw(flow, placed, heights, block, xs, size, pad, leading, face, rules)
        for i in range(*block):
            flow.y += heights[i]
            if rows[i].record and block not in started:
                flow.page.rows.append(rows[i].record)  # type: ignore[arg-type]
        started.append(block)

    for n, block in enumerate(blocks):
        h = sum(heights[i] for i in range(*block))
        follow = heights[block[1]] if block[1] < len(rows) and block[1] <= head else 0.0
        if (flow.y + h + follow > flow.bottom and flow.y > top) or (flow.y + h > flow.bottom and n == 0):
            if rules.cut and block[0] >= head and block[1] - block[0] == 1:
                upper = _cut(placed, heights, block[0], flow.bottom - flow.y, size, pad, leading)
                if upper:
                    room = flow.bottom - flow.y
                    _draw(
                        flow, upper, [*heights[: block[0]], room], block, xs, size, pad, leading, face, rules
                    )
                    flow.y += room
                    if rows[block[0]].record:
                        flow.page.rows.append(rows[block[0]].record)  # type: ignore[arg-type]
                    started.append(block)
            _frame(flow, xs, top, rules)
            flow.new_page()
            top = flow.y
            if repeat and block[0] >= head:
                for b in head_blocks:
                    emit(b)
        emit(block)
    _frame(flow, xs, top, rules)


def _measure(
    rows: list[Row], cols: list[float], size: float, pad: float, leading: float, face: str, least: float
) -> tuple[list[_Placed], list[float]]:
    taken: set[tuple[int, int]] = set()
    placed: list[_Placed] = []
    heights = [max(r.height, least, size * leading + pad) for r in rows]
    for i, r in enumerate(rows):
        c = 0
        for item in r.cells:
            while (i, c) in taken:
                c += 1
            room = sum(cols[c : c + item.span]) - 2 * pad
            s = item.size or size
            lines = break_lines(item.text, bold(face) if item.weight else face, s, room)
            placed.append(_Placed(item, i, c, lines))
            taken.update((i + a, c + b) for a in range(item.down) for b in range(item.span))
            if item.down == 1:
                heights[i] = max(heights[i], len(lines) * s * (item.leading or leading) + pad)
            c += item.span
    for p in placed:
        if p.cell.down > 1:
            s = p.cell.size or size
            short = (
                len(p.lines) * s * (p.cell.leading or leading)
                + pad
                - sum(heights[p.row : p.row + p.cell.down])
            )
            if short > 0:
                heights[p.row + p.cell.down - 1] += short
    return placed, heights


def _cut(
    placed: list[_Placed],
    heights: list[float],
    row: int,
    room: float,
    size: float,
    pad: float,
    leading: float,
) -> list[_Placed]:
    """The lines of a row that still fit above the page break; what is left of the row stays in `placed`.
    Empty when the row cannot be cut."""
    fit = int((room - pad) // (size * leading))
    mine = [p for p in placed if p.row == row]
    if fit < 1 or max(len(p.lines) for p in mine) <= fit or any(p.cell.down > 1 for p in mine):
        return []
    upper = [_Placed(p.cell, row, p.column, p.lines[:fit]) for p in mine]
    for p in mine:
        p.lines, p.cell = p.lines[fit:], replace(p.cell, mark=None)
    heights[row] = max(len(p.lines) for p in mine) * size * leading + pad
    return upper


def _blocks(placed: list[_Placed], n: int) -> list[tuple[int, int]]:
    """Ranges of rows that a page break may not cut."""
    joined = [False] * (n + 1)
    for p in placed:
        for i in range(p.row + 1, p.row + p.cell.down):
            joined[i] = True
    blocks, start = [], 0
    for i in range(1, n + 1):
        if i == n or not joined[i]:
            blocks.append((start, i))
            start = i
    return blocks


def _draw(
    flow: Flow,
    placed: list[_Placed],
    heights: list[float],
    block: tuple[int, int],
    xs: list[float],
    size: float,
    pad: float,
    leading: float,
    face: str,
    rules: Rules,
) -> None:
    page = flow.page
    ys = {block[0]: flow.y}
    for i in range(*block):
        ys[i + 1] = ys[i] + heights[i]
    for p in placed:
        if not block[0] <= p.row < block[1]:
            continue
        x0, x1, y0, y1 = xs[p.column], xs[p.column + p.cell.span], ys[p.row], ys[p.row + p.cell.down]
        if rules.inner == "grid":
            _rule(page, (x0, y1), (x1, y1), rules.thick, rules)
            if rules.sides or x1 < xs[-1]:
                _rule(page, (x1, y0), (x1, y1), rules.thick, rules)
        elif rules.inner == "horizontal" or (
            rules.inner == "three" and p.row + p.cell.down < 2 and p.row == 0
        ):
            _rule(page, (x0, y1), (x1, y1), rules.thick, rules)
        s = p.cell.size or size
        pitch = s * (p.cell.leading or leading)
        y = (y0 + y1) / 2 - len(p.lines) * pitch / 2 + (pitch + s * 0.72) / 2
        f = bold(face) if p.cell.weight else face
        for line in p.lines:
            w = sum(_wide(q, f, s) for q in line)
            start = {"left": x0 + pad, "center": (x0 + x1 - w) / 2, "right": x1 - pad - w}[p.cell.align]
            draw_line(page, line, start, y, f, s)
            y += pitch
        if p.cell.mark:
            p.cell.mark(page, (x0 + x1) / 2, (y0 + y1) / 2, y1 - y0)


def _frame(flow: Flow, xs: list[float], top: float, rules: Rules) -> None:
    a, b, y = xs[0], xs[-1], flow.y
    if y <= top or rules.inner == "none":
        return
    sides: list[tuple[tuple[float, float], tuple[float, float]]] = [((a, top), (b, top)), ((a, y), (b, y))]
    if rules.inner == "grid" and rules.sides:
        sides += [((a, top), (a, y)), ((b, top), (b, y))]
    for start, end in sides:
        _rule(flow.page, start, end, rules.outer, rules)
    if rules.double:
        g = 2.6
        ring = ((a - g, top - g), (b + g, top - g), (b + g, y + g), (a - g, y + g), (a - g, top - g))
        flow.page.ops.append(Line(ring, rules.outer * 1.6, (rules.tone,) * 3))


def _rule(
    page: Page, start: tuple[float, float], end: tuple[float, float], width: float, rules: Rules
) -> None:
    """A line of the table; a worn one has a gap."""
    colour = (rules.tone,) * 3
    length = abs(end[0] - start[0]) + abs(end[1] - start[1])
    if not rules.worn or length < 30 or rules.worn.random() > 0.3:
        page.ops.append(Line((start, end), width, colour))
        return
    gap = rules.worn.uniform(4, 14) / length
    at = rules.worn.uniform(0, 1 - gap)
    point = lambda t: (start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t)  # noqa: E731
    page.ops.extend((Line((start, point(at)), width, colour), Line((point(at + gap), end), width, colour)))


def blanks(text: str) -> Run:
    """Underlined blanks with a figure on them, as forms print."""
    return Run(f" {text} ", underline=True)


def plain(text: Text) -> str:
    """The words alone."""
    return "".join(r.text for r in runs(text))
