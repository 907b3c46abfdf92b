"""Marks under a seal: found where the list's own marks, all printed alike, show through the stamp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Cell, Word
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape
from pipeline.reading.marks import GLYPHS
from pipeline.reading.settings import Image

LEAST = 4  # marks in the open, to know how this list prints them
PATTERNS = 12
ALIKE = 0.2  # how far a mark's size may be from the usual one
# Marks under stamps have a correlation with those in the open of 0.60 and more, and 0.92 of their strokes are as
# dark; a stamp alone reaches 0.65, but then none of its ink is dark.
LIKENESS, DARK = 0.5, 0.88
LEAD = 0.08  # in correlation, over the next likely place of the row
MARKED = frozenset("√✓✔☑■●")
_BOXES = frozenset("□☐口囗日ロ○〇O")


def with_hidden(
    page: Frame, ink: Image, shape: Shape, cells: Sequence[Cell], seals: Sequence[PixelBox]
) -> tuple[Cell, ...]:
    """`cells` (one a slot of `shape`) with the mark of each row that a seal crosses, where one place alone looks like one.

    Nothing changes where marks vary, as those drawn by hand do. `ink` is the ink without rules.
    """
    made = list(cells)
    open_ones = [
        (i, mark)
        for i, s in enumerate(shape.slots)
        if (mark := cells[i].mark) in GLYPHS and not _any(s.box, seals)
    ]
    kinds = Counter(mark for _, mark in open_ones)
    if not seals or not kinds:
        return tuple(made)
    kind = kinds.most_common(1)[0][0]
    patterns = _patterns(page.grey, ink, [shape.slots[i].box for i, mark in open_ones if mark == kind])
    for row in _crossed_rows(shape, cells, seals) if patterns else ():
        if found := _best(page.grey, [shape.slots[i].box for i in row], patterns):
            at, box, likeness = found
            if any(cells[i].text in MARKED for i in row if i != row[at]):
                continue  # another place reads as a mark
            word = Word(GLYPHS[kind], page.points(box), likeness)
            made[row[at]] = replace(
                cells[row[at]], text=word.text, mark=kind, confidence=likeness, words=(word,)
            )
    return tuple(made)


def _patterns(grey: Image, ink: Image, boxes: Sequence[PixelBox]) -> list[Image]:
    """The marks of cells in the open, cut to their ink, if most of them are of one size."""
    tight: list[PixelBox] = []
    for x0, y0, x1, y1 in boxes:
        ys, xs = np.nonzero(ink[y0 + 3 : y1 - 3, x0 + 3 : x1 - 3])
        if len(ys):
            left, top = x0 + 3, y0 + 3
            tight.append(
                (left + int(xs.min()), top + int(ys.min()), left + int(xs.max()) + 1, top + int(ys.max()) + 1)
            )
    if len(tight) < LEAST:
        return []
    width, height = (float(np.median([b[k + 2] - b[k] for b in tight])) for k in (0, 1))
    usual = [
        b
        for b in tight
        if abs(b[2] - b[0] - width) <= ALIKE * width and abs(b[3] - b[1] - height) <= ALIKE * height
    ]
    if len(usual) < max(LEAST, 0.5 * len(tight)):
        return []
    return [grey[max(b[1] - 1, 0) : b[3] + 1, max(b[0] - 1, 0) : b[2] + 1] for b in usual[:PATTERNS]]


def _crossed_rows(shape: Shape, cells: Sequence[Cell], seals: Sequence[PixelBox]) -> Iterator[list[int]]:
    """The slots of the columns of marks, row by row, where a seal lies on one of them."""
    numbered = list(enumerate(shape.slots))

    def marks(column: int) -> bool:
        own = [cells[i] for i, s in numbered if s.column == column]
        worded = sum(len(c.text) > 1 or bool(c.text and not c.mark and c.text not in _BOXES) for c in own)
        return worded <= min(0.5 * len(own), max(3, 0.2 * len(own)))  # up to three are its header

    marked = {k for k in range(shape.columns) if marks(k)}
    for row in range(shape.rows):
        own = [i for i, s in numbered if s.row == row and s.row_span == 1 and s.column in marked]
        if (
            own
            and not any(len(cells[i].text) > 1 for i in own)
            and any(_any(shape.slots[i].box, seals) for i in own)
        ):
            yield own


def _best(
    grey: Image, boxes: Sequence[PixelBox], patterns: Sequence[Image]
) -> tuple[int, PixelBox, float] | None:
    """(which of `boxes`, where, likeness) of the one place in a row that looks like a mark more than all others."""
    height, width = (int(np.median([p.shape[k] for p in patterns])) for k in (0, 1))
    air = height // 4  # a mark may reach over the rule
    top, left = max(min(b[1] for b in boxes) - air, 0), min(b[0] for b in boxes)
    bottom, right = max(b[3] for b in boxes) + air, max(b[2] for b in boxes)
    likeness = _likeness(grey[top:bottom, left:right], patterns)
    if likeness is None:
        return None
    inside = np.full(likeness.shape, -1.0, np.float32)
    for b in boxes:  # where a mark's middle may be
        a, z = (max(0, b[k] - left - width // 2) for k in (0, 2))
        inside[:, a:z] = likeness[:, a:z]
    y, x = (int(v) for v in np.unravel_index(int(inside.argmax()), inside.shape))
    best = float(inside[y, x])
    inside[:, max(x - width // 2, 0) : x + width // 2 + 1] = -1.0
    if best < LIKENESS or best - float(inside.max()) < LEAD:
        return None
    x0, y0 = left + x, top + y
    if max(_dark(grey[y0 : y0 + p.shape[0], x0 : x0 + p.shape[1]], p) for p in patterns) < DARK:
        return None
    at = next((i for i, b in enumerate(boxes) if b[0] <= x0 + width / 2 < b[2]), 0)
    return at, (x0, y0, x0 + width, y0 + height), round(min(best, 1.0), 3)


def _likeness(band: Image, patterns: Sequence[Image]) -> NDArray[np.float32] | None:
    """For each place of a mark's upper left corner how like one it looks, None where there is no room."""
    height, width = (max(p.shape[k] for p in patterns) for k in (0, 1))
    if band.shape[0] < height or band.shape[1] < width:
        return None
    rows, columns = band.shape[0] - height + 1, band.shape[1] - width + 1
    maps = [cv2.matchTemplate(band, p, cv2.TM_CCOEFF_NORMED)[:rows, :columns] for p in patterns]
    return np.asarray(np.max(maps, axis=0), np.float32)


def _dark(place: Image, pattern: Image) -> float:
    """The share of the pattern's strokes that are about as dark at the place: a stamp adds ink, it takes none."""
    if place.shape != pattern.shape:
        return 0.0
    ink, paper = (float(np.percentile(pattern, share)) for share in (10, 90))
    limit = ink + 0.35 * (paper - ink)
    strokes = place[pattern < limit]
    return float((strokes < limit).mean()) if strokes.size else 0.0


def _any(box: PixelBox, others: Sequence[PixelBox]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
