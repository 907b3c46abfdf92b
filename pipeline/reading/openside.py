"""Ruled tables with uprights between some columns only: the open stretch is parted by its gaps, and headings that
stand above the uprights, between two level rules of the table's width, are its first row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.reading.columns import gaps, text_ink
from pipeline.reading.frame import PixelBox
from pipeline.reading.headings import by_headings
from pipeline.reading.lattice import Shape, Slot
from pipeline.reading.rule import Rule, Rules
from pipeline.reading.settings import Image

BROAD = 0.35  # of the table's width: no column alone is as broad, row after row with gaps at the same places
ROWS, PARTS = 5, 3  # fewer may fall into line by chance
FILLED = 0.6  # of the rows have ink in every part; of the columns have a heading
STRIP = (6, 60)  # points: the least and the greatest height of a strip of headings
BESIDE = 6  # points: as near ends of rules of one table are


def parted(shape: Shape, rules: Rules, unit: float, boxes: Sequence[PixelBox]) -> Shape:
    """`shape` with the columns told apart that stand in one broad column without uprights between them."""
    for column in reversed(range(shape.columns)):
        rows = [s for s in shape.slots if (s.column, s.column_span, s.row_span) == (column, 1, 1)]
        broad = BROAD * (shape.box[2] - shape.box[0])
        if len(rows) >= ROWS and rows[0].box[2] - rows[0].box[0] > broad:
            edges = _edges(rows, text_ink(rules), unit, boxes)
            if len(edges) > PARTS:
                shape = _at(shape, column, edges)
    return shape


def headed(shape: Shape, rules: Rules, unit: float, boxes: Sequence[PixelBox]) -> Shape:
    """`shape` with the strip of headings above it, where a level rule closes one and each stands over a column."""
    left, top, right, bottom = shape.box
    over = [
        r.at
        for r in rules.level
        if abs(r.start - left) < BESIDE * unit > abs(r.end - right)
        and STRIP[0] < (top - r.at) / unit < STRIP[1]
    ]
    if not over:
        return shape
    start = round(max(over))
    spans = sorted({(s.box[0], s.box[2]) for s in shape.slots if s.column_span == 1})
    columns = [(a, b) for n, (a, b) in enumerate(spans) if n == 0 or a >= spans[n - 1][1] - unit]
    inside = [b for b in boxes if start < (b[1] + b[3]) / 2 < top and left < (b[0] + b[2]) / 2 < right]
    under = [
        [n for n, (a, z) in enumerate(columns) if a - 3 * unit < b[0] and b[2] < z + 3 * unit] for b in inside
    ]
    filled = {n for found in under for n in found}
    if len(columns) != shape.columns or not all(under) or len(filled) < max(PARTS, FILLED * len(columns)):
        return shape
    head = (Slot(0, n, 1, 1, (a, start, z, top)) for n, (a, z) in enumerate(columns))
    slots = (*head, *(replace(s, row=s.row + 1) for s in shape.slots))
    cuts = (*shape.cuts, *(Rule(z, start, top) for _, z in columns[:-1]))
    return replace(shape, box=(left, start, right, bottom), rows=shape.rows + 1, slots=slots, cuts=cuts)


def _edges(rows: Sequence[Slot], ink: Image, unit: float, boxes: Sequence[PixelBox]) -> list[float]:
    """Edges of the columns of text in `rows`, outer ones included; none where not every part is a column."""
    left, top, right, bottom = rows[0].box[0], rows[0].box[1], rows[0].box[2], rows[-1].box[3]
    inside = [b for b in boxes if left < (b[0] + b[2]) / 2 < right]
    data = [b for b in inside if top < (b[1] + b[3]) / 2 < bottom]
    edges = gaps(ink, [(s.box[1], s.box[3]) for s in rows], left, right, unit, data)
    if len(edges) <= PARTS:
        return []
    edges = by_headings(edges, [b for b in inside if (b[1] + b[3]) / 2 < top], data)
    # What shines through between two columns is no third one.
    read = [any(a <= (b[0] + b[2]) / 2 < z for b in data) for a, z in pairwise(edges)]
    edges = [x for x, held in zip(edges, [True, *read[1:], True], strict=True) if held]
    for a, b in pairwise(edges):
        filled = sum(bool((ink[s.box[1] : s.box[3], round(a) : round(b)] > 0).any()) for s in rows)
        if filled < FILLED * len(rows):
            return []
    return edges


def _at(shape: Shape, column: int, edges: Sequence[float]) -> Shape:
    """`shape` with a column cut at `edges`."""
    more = len(edges) - 2
    slots: list[Slot] = []
    cuts = list(shape.cuts)
    for s in shape.slots:
        if (s.column, s.column_span) == (column, 1):
            for n, (a, b) in enumerate(pairwise(edges)):
                box = (round(a), s.box[1], round(b), s.box[3])
                slots.append(replace(s, column=column + n, box=box))
            cuts += [Rule(x, s.box[1], s.box[3]) for x in edges[1:-1]]
        elif s.column > column:
            slots.append(replace(s, column=s.column + more))
        elif s.column + s.column_span > column:
            slots.append(replace(s, column_span=s.column_span + more))
        else:
            slots.append(s)
    slots.sort(key=lambda s: (s.row, s.column))
    return replace(shape, columns=shape.columns + more, slots=tuple(slots), cuts=tuple(cuts))
