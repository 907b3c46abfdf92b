"""Words under a seal: found where a word that the column prints in the open as well shows through the stamp."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model import Cell, Word
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape
from pipeline.reading.patterns import DARK, LIKENESS, dark, likeness_at, meets, prints_of
from pipeline.reading.settings import Image

CLEAR = 0.9  # confidence of a word in the open, and of one under a seal that stands as it was read
OPEN = 2  # places in the open that print the same word
LEAD = 0.08  # in correlation, over the next likely word
SURE, MOST = 0.6, 0.9  # what is known by its likeness alone is never wholly sure


@dataclass(frozen=True, slots=True)
class _Known:
    """A word of the column and how it is printed."""

    text: str
    prints: Sequence[Image]


def with_repeated(
    page: Frame, ink: Image, shape: Shape, cells: Sequence[Cell], seals: Sequence[PixelBox]
) -> tuple[Cell, ...]:
    """`cells` (one a slot of `shape`) with those that a seal crosses, and that did not read, by the words of their column.

    `ink` is the ink without rules.
    """
    made = list(cells)
    for own in _columns(shape, seals):
        covered = [i for i in own if meets(shape.slots[i].box, seals)]
        known = _known(page, ink, [cells[i] for i in own if i not in covered]) if covered else []
        for i in covered:
            if not known or not _doubtful(cells[i], known):
                continue
            if found := _likeliest(page.grey, shape.slots[i].box, known):
                text, box, likeness = found
                word = Word(text, page.points(box), likeness)
                made[i] = replace(cells[i], text=text, mark=None, confidence=likeness, words=(word,))
    return tuple(made)


def _columns(shape: Shape, seals: Sequence[PixelBox]) -> Iterator[list[int]]:
    """The slots of a single row and column of each column that a seal crosses."""
    for column in range(shape.columns) if seals else ():
        own = [
            i
            for i, s in enumerate(shape.slots)
            if s.column == column and s.row_span == 1 and s.column_span == 1
        ]
        if any(meets(shape.slots[i].box, seals) for i in own):
            yield own


def _known(page: Frame, ink: Image, cells: Sequence[Cell]) -> list[_Known]:
    """Words of at least two glyphs that stand in the open more than once, on one line each."""
    places: dict[str, list[PixelBox]] = defaultdict(list)
    for cell in cells:
        if (
            len(cell.words) == 1
            and len(cell.text) > 1
            and cell.confidence >= CLEAR
            and not cell.text.isascii()
        ):
            places[cell.text].append(page.pixels(cell.words[0].box))
    found = ((text, prints_of(page.grey, ink, boxes, OPEN)) for text, boxes in places.items())
    return [_Known(text, prints) for text, prints in found if prints]


def _doubtful(cell: Cell, known: Sequence[_Known]) -> bool:
    """Whether a covered cell did not read, or reads as no more than a part of a word of its column."""
    cut = any(cell.text in k.text and cell.text != k.text for k in known)
    return cell.confidence < CLEAR or not cell.text or cut


def _likeliest(grey: Image, box: PixelBox, known: Sequence[_Known]) -> tuple[str, PixelBox, float] | None:
    """(word, where, likeness) of the one word that a cell looks like more than all others."""
    found = sorted((f for k in known if (f := _seen(grey, box, k))), key=lambda f: (-f[2], f[0]))
    # 满意 is seen wherever 基本满意 stands: the whole word goes before its part.
    found = [f for f in found if not any(f[0] != o[0] and f[0] in o[0] for o in found)]
    if not found or (len(found) > 1 and found[0][2] - found[1][2] < LEAD):
        return None
    return found[0]


def _seen(grey: Image, box: PixelBox, known: _Known) -> tuple[str, PixelBox, float] | None:
    """Where in a cell a word may stand, if anywhere: like in shape, and all its strokes dark."""
    x0, y0, x1, y1 = box
    left, top = max(x0, 0), max(y0, 0)
    likeness = likeness_at(grey[top:y1, left:x1], known.prints)
    if likeness is None:
        return None
    y, x = (int(v) for v in np.unravel_index(int(likeness.argmax()), likeness.shape))
    best = float(likeness[y, x])
    height, width = (int(np.median([p.shape[k] for p in known.prints])) for k in (0, 1))
    x, y = left + x, top + y
    if (
        best < LIKENESS
        or max(dark(grey[y : y + p.shape[0], x : x + p.shape[1]], p) for p in known.prints) < DARK
    ):
        return None
    return known.text, (x, y, x + width, y + height), round(min(SURE + (1 - SURE) * best, MOST), 3)
