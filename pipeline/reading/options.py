"""Boxes before the options of a cell («☑满意», under it «□不满意») that no reader saw: told by their ink.

A column prints its options alike in every cell: the boxes that were read say how much ink an open one has, and the
lines that were read where each option stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model import Box, Cell, Word
from pipeline.quantity import squeeze
from pipeline.reading.frame import Frame
from pipeline.reading.settings import Image

OPEN, TICKED = "□", "☑"
_OPEN, _TICKED = frozenset("□☐囗"), frozenset("☑√✓✔☒■")
LEAST = 6  # boxes, or whole cells, that were read: fewer do not tell how a column prints them
ALIKE = 0.15  # how far the width of a glyph may be from the usual one
STEADY = 4.0  # points: within how many an option stands at one place in the cells of its column
EMPTIER, ABOUT = 0.6, 1.2  # times the ink of an open box: as much has another one
FULLER = 1.35  # times: a tick or a filling has more
BY_PLACE = 0.85  # how sure an option is that was looked for where it has to stand


@dataclass(frozen=True, slots=True)
class _Option:
    """A line of a cell: its words without the box, the box as read ('' where it was not), the ink where one stands."""

    word: Word
    text: str
    box: str
    ink: float


def with_boxes(page: Frame, ink: Image, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """`cells` of a table with the boxes put back before options; a cell stays as it is unless one alone is ticked."""
    made = list(cells)
    for column in {c.column for c in cells}:
        listed = [i for i, c in enumerate(cells) if c.column == column and len(c.words) >= 2]
        marked = [w for i in listed for w in cells[i].words if _box(w)]
        if len(marked) < LEAST:
            continue
        glyph = float(np.median([_width(w) / len(squeeze(w.text)) for w in marked]))
        options = {squeeze(w.text)[1:] for w in marked}
        told = {i: list(_options(page, ink, cells[i], options, glyph)) for i in listed}
        usual = _usual([o for held in told.values() for o in held if o.box == OPEN])
        places = _places([(cells[i], held) for i, held in told.items()])
        for i, held in told.items():
            if held and len(held) < len(places):  # lines that were read as one
                held = [_at(page, ink, cells[i], text, place) for text, place in places.items()]
            elif len(held) < len(cells[i].words):
                continue
            if any(not o.box for o in held):
                made[i] = _filled(cells[i], held, usual)
    return tuple(made)


def _options(page: Frame, ink: Image, cell: Cell, options: set[str], glyph: float) -> Iterator[_Option]:
    """The lines of a cell that are options and wide enough to begin with a box."""
    for word in cell.words:
        box = _box(word)
        text = squeeze(word.text)[len(box) :]
        if text in options and abs(_width(word) / (len(text) + 1) / glyph - 1) < ALIKE:
            yield _Option(word, text, box, _lead(page, ink, word.box, len(text)))


def _lead(page: Frame, ink: Image, box: Box, glyphs: int) -> float:
    """The share of ink in the square before a text of so many glyphs."""
    x0, y0, x1, y1 = page.pixels(box)
    side, middle = (x1 - x0) / (glyphs + 1), (y0 + y1) / 2
    top, bottom = max(round(middle - side / 2), 0), round(middle + side / 2)
    part = ink[top:bottom, max(x0, 0) : round(x0 + side)]
    return float((part > 0).mean()) if part.size else 0.0


def _usual(seen: Sequence[_Option]) -> dict[str, float]:
    """The ink of an open box before each option: lines that stand close reach into each other's, alike in every row."""
    by_text: dict[str, list[float]] = {}
    for o in seen:
        by_text.setdefault(o.text, []).append(o.ink)
    return {text: float(np.median(inks)) for text, inks in by_text.items() if len(inks) >= LEAST // 2}


def _places(told: Sequence[tuple[Cell, Sequence[_Option]]]) -> dict[str, Box]:
    """Where each option stands in its cell, from the middle of the left side, in order; {} where that varies."""
    whole = [(cell, held) for cell, held in told if held and len(held) == len(cell.words)]
    most = max((len(held) for _, held in whole), default=0)
    whole = [(cell, held) for cell, held in whole if len(held) == most]
    orders = {tuple(o.text for o in held) for _, held in whole}
    if len(whole) < LEAST or len(orders) != 1:
        return {}
    found: dict[str, Box] = {}
    for n, text in enumerate(orders.pop()):
        boxes = np.array([_moved(held[n].word.box, cell, -1) for cell, held in whole])
        low, high = np.percentile(boxes[:, 1] + boxes[:, 3], (10, 90)) / 2
        if high - low > STEADY:
            return {}
        x0, y0, x1, y1 = (float(v) for v in np.median(boxes, axis=0))
        found[text] = (x0, y0, x1, y1)
    return found


def _moved(box: Box, cell: Cell, way: int) -> Box:
    """`box` from the page to the middle of the left side of `cell` (-1), or back (1)."""
    x0, y0, _, y1 = cell.box or (0.0, 0.0, 0.0, 0.0)
    dx, dy = way * x0, way * (y0 + y1) / 2
    return (box[0] + dx, box[1] + dy, box[2] + dx, box[3] + dy)


def _at(page: Frame, ink: Image, cell: Cell, text: str, place: Box) -> _Option:
    """An option of a cell where the same one stands in the others."""
    box = _moved(place, cell, 1)
    return _Option(Word(text, box, BY_PLACE), text, "", _lead(page, ink, box, len(text)))


def _filled(cell: Cell, held: Sequence[_Option], usual: Mapping[str, float]) -> Cell:
    """The cell with each box as its ink says, where one is ticked and all others are open."""
    boxes = [o.box or _told(o.ink, usual.get(o.text, 0.0)) for o in held]
    if sorted(boxes) != sorted([TICKED, *[OPEN] * (len(held) - 1)]):
        return cell
    words = tuple(replace(o.word, text=b + o.text) for o, b in zip(held, boxes, strict=True))
    return replace(cell, text="".join(w.text for w in words), words=words)


def _told(ink: float, open_box: float) -> str:
    if open_box == 0 or ink < EMPTIER * open_box:
        return ""
    return TICKED if ink > FULLER * open_box else OPEN if ink < ABOUT * open_box else ""


def _box(word: Word) -> str:
    """The box that a line begins with, as one of two glyphs; '' where none was read."""
    first = squeeze(word.text)[:1]
    return OPEN if first in _OPEN else TICKED if first in _TICKED else ""


def _width(word: Word) -> float:
    return word.box[2] - word.box[0]
