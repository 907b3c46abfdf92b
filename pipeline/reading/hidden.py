"""Marks under a seal: found where the list's own marks, all printed alike, show through the stamp."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pipeline.model import Cell, Word
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape
from pipeline.reading.marks import GLYPHS
from pipeline.reading.patterns import DARK, LIKENESS, dark, likeness_at, meets, prints_of
from pipeline.reading.settings import Image

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
        if (mark := cells[i].mark) in GLYPHS and not meets(s.box, seals)
    ]
    kinds = Counter(mark for _, mark in open_ones)
    if not seals or not kinds:
        return tuple(made)
    kind = kinds.most_common(1)[0][0]
    known = prints_of(page.grey, ink, [shape.slots[i].box for i, mark in open_ones if mark == kind])
    for row in _crossed_rows(shape, cells, seals) if known else ():
        if found := _best(page.grey, [shape.slots[i].box for i in row], known):
            at, box, likeness = found
            if any(cells[i].text in MARKED for i in row if i != row[at]):
                continue  # another place reads as a mark
            word = Word(GLYPHS[kind], page.points(box), likeness)
            made[row[at]] = replace(
                cells[row[at]], text=word.text, mark=kind, confidence=likeness, words=(word,)
            )
    return tuple(made)


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
            and any(meets(shape.slots[i].box, seals) for i in own)
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
    likeness = likeness_at(grey[top:bottom, left:right], patterns)
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
    if max(dark(grey[y0 : y0 + p.shape[0], x0 : x0 + p.shape[1]], p) for p in patterns) < DARK:
        return None
    at = next((i for i, b in enumerate(boxes) if b[0] <= x0 + width / 2 < b[2]), 0)
    return at, (x0, y0, x0 + width, y0 + height), round(min(best, 1.0), 3)
