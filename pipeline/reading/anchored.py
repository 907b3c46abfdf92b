"""Numbered lists without rules: a narrow first column says where the rows are, however their text wraps."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from pipeline.reading.aligned import LEAST_COLUMNS, bands
from pipeline.reading.columns import gaps, grid_of, pieces
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.headings import by_headings
from pipeline.reading.lattice import Shape
from pipeline.reading.leaning import leaning, sides_of_columns
from pipeline.reading.settings import Image

LEAST_ROWS = 4
TALL = 1.9  # times the usual height of a line


def anchored_shapes(page: Frame, ink: Image, boxes: Sequence[PixelBox]) -> list[Shape]:
    """The list that hangs on the leftmost column of short pieces of text, with the header above it."""
    text = _text(boxes, ink)
    anchors = _anchors(text, page.scale)
    while anchors and sum(anchors[-1][1] < _middle(b) < anchors[-1][3] for b in boxes) < 2:
        del anchors[-1]  # «备注：» and what it says, below the list
    if len(anchors) < LEAST_ROWS:
        return []
    ys = _levels(anchors, text)
    first, second, last = ys[0], ys[1], ys[-1]
    inside = [b for b in text if first <= _middle(b) <= last]
    sides = sides_of_columns(anchors[1:], [row[-1] for row in bands(inside)], page.scale)
    if sides:
        ink, text = sides.upright(ink, last), [sides.box(b) for b in text]
        inside = [b for b in text if first <= _middle(b) <= last]
    left, right = min(b[0] for b in inside), max(b[2] for b in inside)
    spans = [(int(a), int(b)) for a, b in pairwise(ys)]
    xs = gaps(ink, spans, max(left - 2, 0), right + 2, page.scale, text)
    if len(xs) - 1 < LEAST_COLUMNS:
        return []
    head = _head(text, first, left, right, float(np.median([b[3] - b[1] for b in anchors])))
    named = [b for b in text if head is not None and head <= _middle(b) < first]
    if len(named) < LEAST_COLUMNS:  # the first anchor is the number column's own heading
        named += [b for b in text if first <= _middle(b) < second]
    xs = by_headings(xs, named, inside, [b for b in boxes if _middle(b) < second])
    shape = grid_of(xs, ys if head is None else [head, *ys], "aligned", 0.8)
    return [leaning(shape, sides) if sides else shape]


def _text(boxes: Sequence[PixelBox], ink: Image) -> list[PixelBox]:
    """The pieces of text, without what is as tall as several rows: ticks below each other in one box."""
    parts = pieces(boxes, ink)
    usual = float(np.median([b[3] - b[1] for b in parts])) if parts else 0.0
    return [b for b in parts if b[3] - b[1] < TALL * usual]


def _levels(anchors: Sequence[PixelBox], boxes: Sequence[PixelBox]) -> list[float]:
    """The edges of the rows that hang on the anchors, top to bottom."""
    cuts = [_cut(a, b, boxes) for a, b in pairwise(anchors)]
    pitch = float(np.median(np.diff([_middle(a) for a in anchors])))
    first = _cut_between(_middle(anchors[0]) - 1.3 * pitch, _middle(anchors[0]), boxes)
    return [float(first), *cuts, _bottom(anchors[-1], boxes, cuts[-1], pitch)]


def _middle(box: PixelBox) -> float:
    return (box[1] + box[3]) / 2


def _anchors(boxes: Sequence[PixelBox], unit: float) -> list[PixelBox]:
    """Short pieces that stand leftmost of their line, below each other in one column, nearly all lines of it."""
    firsts = [row[0] for row in bands(boxes) if row[0][2] - row[0][0] < 32 * unit]
    if len(firsts) < LEAST_ROWS:
        return []
    centre = float(np.median([(b[0] + b[2]) / 2 for b in firsts]))
    column = [b for b in firsts if abs((b[0] + b[2]) / 2 - centre) < 16 * unit]
    # Ends of names that wrapped stand first in their lines too, right of the numbers.
    leftmost = min((b[0] + b[2]) / 2 for b in firsts)
    numbers = [b for b in firsts if (b[0] + b[2]) / 2 < leftmost + 16 * unit]
    if len(numbers) >= max(LEAST_ROWS, len(column)):
        centre, column = leftmost + 8 * unit, numbers
    if len(column) < LEAST_ROWS:
        return []
    further_left = [b for b in boxes if b[2] < centre - 16 * unit and column[0][1] < b[1] < column[-1][3]]
    return _filled(column, boxes) if len(further_left) <= len(column) // 8 else []


def _filled(column: list[PixelBox], boxes: Sequence[PixelBox]) -> list[PixelBox]:
    """`column` with a place for each number that was not detected: a line of several pieces in a gap.

    One that stands in the right half alone is the lower line of the header.
    """
    half = (min(b[0] for b in column) + max(b[2] for b in boxes)) / 2
    pitch = float(np.percentile(np.diff([_middle(b) for b in column]), 35))  # wrapped rows are taller
    every = list(column)
    for a, b in pairwise(column):
        if _middle(b) - _middle(a) < 1.6 * pitch:
            continue
        for row in bands([x for x in boxes if a[3] < _middle(x) < b[1]]):
            place = (a[0], min(x[1] for x in row), a[2], max(x[3] for x in row))
            near = min(abs(_middle(place) - _middle(x)) for x in every)
            if len(row) >= LEAST_COLUMNS and row[0][0] < half and near > 0.55 * pitch:
                every.append(place)
    return [*sorted(every, key=_middle), *_below(column, boxes, pitch)]


def _below(column: Sequence[PixelBox], boxes: Sequence[PixelBox], pitch: float) -> list[PixelBox]:
    """Places of numbers under the last one that a detector joined with what stands beside them («104 某公司»)."""
    left, right, last = min(b[0] for b in column), max(b[2] for b in column), column[-1]
    found: list[PixelBox] = []
    for row in bands([b for b in boxes if _middle(b) > last[3]]):
        if row[0][0] > right:
            continue  # a text of the row above wraps
        place = (last[0], min(b[1] for b in row), last[2], max(b[3] for b in row))
        joined = abs(row[0][0] - left) < right - left < row[0][2] - left
        if (
            len(row) < LEAST_COLUMNS
            or not joined
            or _middle(place) - _middle([last, *found][-1]) > 1.6 * pitch
        ):
            break
        found.append(place)
    return found


def _cut(above: PixelBox, below: PixelBox, boxes: Sequence[PixelBox]) -> float:
    """Between two rows: the middle of the widest stretch that no line of text covers."""
    return _cut_between(_middle(above), _middle(below), boxes)


def _cut_between(top: float, bottom: float, boxes: Sequence[PixelBox]) -> float:
    edges = [top]
    covered = sorted(
        (b[1] + 0.15 * (b[3] - b[1]), b[3] - 0.15 * (b[3] - b[1]))
        for b in boxes
        if b[3] > top and b[1] < bottom
    )
    free: list[tuple[float, float]] = []
    for start, end in covered:
        if start > edges[-1]:
            free.append((edges[-1], start))
        edges.append(max(edges[-1], end))
    if edges[-1] < bottom:
        free.append((edges[-1], bottom))
    if not free:
        return (top + bottom) / 2
    start, end = max(free, key=lambda f: f[1] - f[0])
    return (start + end) / 2


def _of_row(anchor: PixelBox, boxes: Sequence[PixelBox], top: float, bottom: float) -> list[PixelBox]:
    """What stands right of an anchor between two heights, and touches or nears its line."""
    reach = 1.1 * (anchor[3] - anchor[1])
    near = [b for b in boxes if top <= _middle(b) <= bottom and abs(_middle(b) - _middle(anchor)) <= reach]
    return near or [anchor]


def _bottom(anchor: PixelBox, boxes: Sequence[PixelBox], top: float, pitch: float) -> float:
    row = _of_row(anchor, boxes, top, _middle(anchor) + 0.75 * pitch)
    return float(max(b[3] for b in row))


def _head(boxes: Sequence[PixelBox], first: float, left: int, right: int, height: float) -> float | None:
    """Where the header begins: the lines above the rows, up to a wide gap or a line that is the title's."""
    top = float(first)
    for row in reversed(bands([b for b in boxes if b[3] <= first + 0.3 * height and b[2] > left])):
        low, high = min(b[1] for b in row), max(b[3] for b in row)
        alone = len(row) == 1 and (row[0][0] + row[0][2]) / 2 < left + 0.7 * (right - left)
        if top - high > 2.2 * height or alone or max(b[3] - b[1] for b in row) > 1.6 * height:
            break
        top = float(low)
    return top if top < first - 0.5 * height else None
