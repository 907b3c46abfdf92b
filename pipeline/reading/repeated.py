"""Words under a seal: found where a word that the column prints in the open as well shows through the stamp."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model import Cell, Word
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape
from pipeline.reading.patterns import DARK, LIKENESS, dark, inked_below, likeness_at, meets, prints_of
from pipeline.reading.settings import Image

CLEAR = 0.9  # confidence of a word in the open, and of one under a seal that stands as it was read
OPEN = 2  # places in the open that print the same word
PLACES = 6  # of them, to know where in its cell the column sets it
GLYPH = 0.3  # of the share of ink in the word: one more glyph beside it has as much in its square
ASIDE = 0.35  # of a glyph: how far from there a word may stand
LEAD = 0.08  # in correlation, over the next likely word
SURE, MOST = 0.6, 0.9  # what is known by its likeness alone is never wholly sure


@dataclass(frozen=True, slots=True)
class _Known:
    """A word of the column and how it is printed."""

    text: str
    prints: Sequence[Image]
    centred: bool  # else set left
    stands: float  # pixels from the cell's middle to the word's, or from its left side to the word's


def with_repeated(
    page: Frame, ink: Image, shape: Shape, cells: Sequence[Cell], seals: Sequence[PixelBox]
) -> tuple[Cell, ...]:
    """`cells` (one a slot of `shape`) with those that a seal crosses, and that did not read, by the words of their column.

    `ink` is the ink without rules.
    """
    made = list(cells)
    for own in _columns(shape, seals):
        covered = [i for i in own if meets(shape.slots[i].box, seals)]
        known = _known(page, ink, shape, cells, [i for i in own if i not in covered]) if covered else []
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


def _known(
    page: Frame, ink: Image, shape: Shape, cells: Sequence[Cell], clear: Sequence[int]
) -> list[_Known]:
    """Words of at least two glyphs that stand in the open more than once, on one line each, at the same place."""
    places: dict[str, list[int]] = defaultdict(list)
    for i in clear:
        cell = cells[i]
        if (
            len(cell.words) == 1
            and len(cell.text) > 1
            and cell.confidence >= CLEAR
            and not cell.text.isascii()
        ):
            places[cell.text].append(i)
    found = []
    for text, own in places.items():
        prints = prints_of(page.grey, ink, [page.pixels(cells[i].words[0].box) for i in own], OPEN)
        if not prints:
            continue
        seen = [(shape.slots[i].box, _place(page.grey, shape.slots[i].box, prints)) for i in own[:PLACES]]
        placed = [(box, at[0]) for box, at in seen if at is not None]
        glyph = prints[0].shape[0]
        middle, left = (
            float(np.median([_stand(*pair, centred) for pair in placed])) for centred in (True, False)
        )
        if (
            middle <= ASIDE * glyph
        ):  # what is set right begins anywhere: a longer word would not be told from this
            centred = middle >= -ASIDE * glyph
            found.append(_Known(text, prints, centred, middle if centred else left))
    return found


def _stand(cell: PixelBox, word: PixelBox, centred: bool) -> float:
    return (word[0] + word[2] - cell[0] - cell[2]) / 2 if centred else word[0] - cell[0]


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
    """Where in a cell a word may stand, if anywhere: like in shape, all its strokes dark, where the column has it.

    满意 in a 基本满意 that the column prints nowhere else stands further right than the others do.
    """
    found = _place(grey, box, known.prints)
    if found is None:
        return None
    place, best = found
    x0, y0, _, y1 = place
    off = abs(_stand(box, place, known.centred) - known.stands)
    darkest = max(dark(grey[y0 : y0 + p.shape[0], x0 : x0 + p.shape[1]], p) for p in known.prints)
    if best < LIKENESS or darkest < DARK or off > ASIDE * (y1 - y0) or _goes_on(grey, box, place, known):
        return None
    return known.text, place, round(min(SURE + (1 - SURE) * best, MOST), 3)


def _goes_on(grey: Image, cell: PixelBox, place: PixelBox, known: _Known) -> bool:
    """Whether a word that is set left is but the beginning of a longer one: print as dark stands right behind it."""
    if known.centred:
        return False  # a longer one would stand elsewhere
    _, y0, x1, y1 = place
    limit = inked_below(known.prints[0])
    behind = grey[y0:y1, x1 : min(x1 + y1 - y0, cell[2] - 3)]
    return behind.size > 0 and float((behind < limit).mean()) > GLYPH * float(
        (known.prints[0] < limit).mean()
    )


def _place(grey: Image, box: PixelBox, prints: Sequence[Image]) -> tuple[PixelBox, float] | None:
    """The likeliest place of a word in a cell, and how like it looks; None where the cell has no room for it."""
    left, top = max(box[0], 0), max(box[1], 0)
    likeness = likeness_at(grey[top : box[3], left : box[2]], prints)
    if likeness is None:
        return None
    y, x = (int(v) for v in np.unravel_index(int(likeness.argmax()), likeness.shape))
    height, width = (int(np.median([p.shape[k] for p in prints])) for k in (0, 1))
    return (left + x, top + y, left + x + width, top + y + height), float(likeness[y, x])
