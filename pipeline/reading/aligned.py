"""Tables by alignment alone: lines of text that form rows and columns where no rule tells, and rows inside
tall ruled rows whose columns each list several values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pipeline.reading.columns import gaps, grid_of
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape, Slot
from pipeline.reading.rule import Rules
from pipeline.reading.settings import Image

LEAST_ROWS = 3
LEAST_COLUMNS = 3
PAIRED_COLUMNS, PAIRED_ROWS = 4, 4


def aligned_shapes(page: Frame, rules: Rules, ink: Image, boxes: Sequence[PixelBox]) -> list[Shape]:
    """Runs of at least three rows of three pieces of text each, whose gaps run through."""
    rows = bands(boxes)
    runs: list[list[list[PixelBox]]] = []
    for row in rows:
        many = len(row) >= LEAST_COLUMNS
        if many and runs and runs[-1] and _near(runs[-1][-1], row):
            runs[-1].append(row)
        elif many:
            runs.append([row])
        elif len(row) == 2 and runs and runs[-1] and _near(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([])
    shapes = []
    for run in (r for r in runs if len(r) >= LEAST_ROWS):
        left, right = min(b[0] for r in run for b in r), max(b[2] for r in run for b in r)
        spans = [(min(b[1] for b in r), max(b[3] for b in r)) for r in run]
        xs = gaps(ink, spans, max(left - 2, 0), right + 2, page.scale, boxes)
        if len(xs) - 1 < LEAST_COLUMNS:
            continue
        ys = [float(spans[0][0]), *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), float(spans[-1][1])]
        shapes.append(grid_of(xs, ys, "aligned", 0.7))
    return shapes


def bands(boxes: Sequence[PixelBox]) -> list[list[PixelBox]]:
    """Boxes that stand on one line, top to bottom, each left to right."""
    rows: list[list[PixelBox]] = []
    for box in sorted(boxes, key=lambda b: b[1] + b[3]):
        middle = (box[1] + box[3]) / 2
        if rows:
            mean = float(np.mean([(b[1] + b[3]) / 2 for b in rows[-1]]))
            height = min(box[3] - box[1], *(b[3] - b[1] for b in rows[-1]))
            if abs(middle - mean) < 0.45 * height:
                rows[-1].append(box)
                continue
        rows.append([box])
    return [sorted(r) for r in rows]


def _near(above: Sequence[PixelBox], below: Sequence[PixelBox]) -> bool:
    height = float(np.median([b[3] - b[1] for b in (*above, *below)]))
    gap = min(b[1] for b in below) - max(b[3] for b in above)
    return gap < 2.0 * height


def with_implied_rows(shape: Shape, boxes: Sequence[PixelBox]) -> Shape:
    """`shape` with tall rows parted, where at least three columns list values on the same three or more lines, or all on two."""
    at = 0
    slots: list[Slot] = []
    shift: dict[int, int] = {}
    usual = float(np.median([s.box[3] - s.box[1] for s in shape.slots if s.row_span == 1] or [0]))
    for number in range(shape.rows):
        shift[number] = at
        own = [s for s in shape.slots if s.row == number]
        twice = number > 0 and shape.rows >= PAIRED_ROWS and _height(own) > 1.6 * usual  # never the header
        parts = _parts(own, boxes, twice) if own and all(s.row_span == 1 for s in own) else []
        spanned = any(s.row < number < s.row + s.row_span for s in shape.slots)
        if parts and not spanned:
            for k, (top, bottom) in enumerate(parts):
                slots += [replace(s, row=at + k, box=(s.box[0], top, s.box[2], bottom)) for s in own]
            at += len(parts)
        else:
            slots += [replace(s, row=at) for s in own]
            at += 1
    shift[shape.rows] = at
    fixed = [s if s.row_span == 1 else replace(s, row_span=_span(s.row, s.row_span, shift)) for s in slots]
    return replace(shape, rows=at, slots=tuple(fixed))


def _span(row: int, span: int, shift: dict[int, int]) -> int:
    """The new span of a cell that begins in new row `row` (spanned rows are never parted)."""
    old = next(n for n, new in shift.items() if new == row)
    return shift[old + span] - row


def _height(own: Sequence[Slot]) -> int:
    return max((s.box[3] - s.box[1] for s in own), default=0)


def _parts(own: Sequence[Slot], boxes: Sequence[PixelBox], twice: bool) -> list[tuple[int, int]]:
    filled = []
    for slot in own:
        inside = [
            b
            for b in boxes
            if slot.box[0] <= (b[0] + b[2]) / 2 < slot.box[2]
            and slot.box[1] <= (b[1] + b[3]) / 2 < slot.box[3]
        ]
        if inside:
            filled.append(bands(inside))
    if len(filled) < LEAST_COLUMNS:
        return []
    longest = max(filled, key=len)
    # Two lines in one column wrap; in the first and most of the others they are two rows whose rule is worn away.
    doubled = [len(f) == 2 for f in filled]
    paired = twice and sum(doubled) >= PAIRED_COLUMNS and doubled[0] and sum(doubled) > 0.6 * len(doubled)
    if len(longest) < LEAST_ROWS and not paired:
        return []
    lines = [(min(b[1] for b in r), max(b[3] for b in r)) for r in longest]
    if sum(1 for f in filled if len(f) >= 0.7 * len(longest)) < LEAST_COLUMNS:
        return []
    for column in filled:
        for row in column:
            middle = (min(b[1] for b in row) + max(b[3] for b in row)) / 2
            if not any(top < middle < bottom for top, bottom in lines):
                return []
    top, bottom = own[0].box[1], own[0].box[3]
    cuts = [top, *(round((a[1] + b[0]) / 2) for a, b in pairwise(lines)), bottom]
    return list(pairwise(cuts))
