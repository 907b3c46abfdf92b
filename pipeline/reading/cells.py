"""Fills the cells of a table: with lines already read, with what detection overlooked, and with marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import cv2
import numpy as np

from pipeline.model import Cell, Grid, Word
from pipeline.reading import marks
from pipeline.reading.columns import text_ink
from pipeline.reading.engines import Engine
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.hidden import with_hidden
from pipeline.reading.lattice import Shape, Slot
from pipeline.reading.lines import Line, ordered
from pipeline.reading.options import with_boxes
from pipeline.reading.repeated import with_repeated
from pipeline.reading.rule import Rules
from pipeline.reading.settings import Image

DASHES = frozenset("一-—－–―─")


def fill(
    page: Frame,
    image: Image,
    shape: Shape,
    lines: Sequence[Line],
    rules: Rules,
    engine: Engine,
    covered: Sequence[PixelBox] = (),
) -> Grid:
    """Puts `lines` into the cells of `shape` and reads ink without a line again, except under `covered` (seals).

    `image` is the straightened page with seals lifted. Cells with ink that does not read get a mark.
    """
    of_slot: dict[Slot, list[Line]] = {s: [] for s in shape.slots}
    for line in lines:
        x, y = line.middle
        home = next((s for s in shape.slots if s.box[0] <= x < s.box[2] and s.box[1] <= y < s.box[3]), None)
        if line.text and home is not None:
            of_slot[home].append(line)
    ink = text_ink(rules)
    inked = {s: _inside(ink, s.box, page.scale) for s in shape.slots}
    bare = ink.copy()
    for x0, y0, x1, y1 in (*(x.box for x in lines), *covered):
        bare[max(y0 - 2, 0) : y1 + 2, max(x0 - 2, 0) : x1 + 2] = 0
    unread = [(s, box) for s in shape.slots for box in _unread(bare, s, bool(of_slot[s]), page.scale)]
    for slot, line in _read_again(unread, image, engine, page.scale, of_slot):
        if not any(_holds(line.box, x.box) for x in of_slot[slot]):  # else show-through around what was read
            of_slot[slot] = ordered([*of_slot[slot], line])
    cells = _owned([_cell(page, s, of_slot[s], inked[s]) for s in shape.slots])
    cells = with_repeated(page, ink, shape, with_hidden(page, ink, shape, cells, covered), covered)
    cells = with_boxes(page, ink, cells)
    read = [c.confidence for c in cells if c.text]
    sure = shape.confidence * (sum(read) / len(read) if read else 1.0)
    return Grid(page.points(shape.box), shape.rows, shape.columns, cells, shape.reader, round(sure, 3))


def _holds(box: PixelBox, other: PixelBox) -> bool:
    """Whether most of `other` lies in `box`."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    area = (other[2] - other[0]) * (other[3] - other[1])
    return width > 0 and height > 0 and width * height > 0.5 * area


def _owned(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Without marks that are the tail of a neighbour's: much less ink, right beside it in the row."""
    out = []
    for cell in cells:
        beside = [
            c
            for c in cells
            if c.mark and c.row == cell.row and c.column in {cell.column - 1, cell.column + cell.column_span}
        ]
        tail = any((cell.ink or 0.0) < 0.35 * (c.ink or 0.0) for c in beside)
        out.append(replace(cell, mark=None) if cell.mark and tail else cell)
    return tuple(out)


def _inset(unit: float) -> int:
    return max(2, round(1.2 * unit))


def _inside(ink: Image, box: PixelBox, unit: float) -> Image:
    inset = _inset(unit)
    x0, y0, x1, y1 = box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset
    if x1 <= x0 or y1 <= y0:
        return np.zeros((1, 1), np.uint8)
    return ink[max(y0, 0) : y1, max(x0, 0) : x1]


def _unread(ink: Image, slot: Slot, has_text: bool, unit: float) -> Iterator[PixelBox]:
    """Rows of ink that no line covers, as boxes. Beside text that was read only whole characters count."""
    part = _inside(ink, slot.box, unit)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(part, connectivity=8)
    least = 2.0 * unit * unit  # a digit of small print has more pixels than dirt
    good = [
        i
        for i in range(1, count)
        if stats[i, cv2.CC_STAT_AREA] >= least and max(stats[i, 2], stats[i, 3]) >= 2.5 * unit
    ]
    if not good:
        return
    solid = np.isin(labels, good)
    left, top = max(slot.box[0] + _inset(unit), 0), max(slot.box[1] + _inset(unit), 0)
    for y0, y1 in _rows(np.asarray(solid.any(axis=1)), unit):
        xs = np.flatnonzero(solid[y0:y1].any(axis=0))
        width, height = int(xs[-1] - xs[0]), y1 - y0
        if not has_text or (height >= 6 * unit and width >= 5 * unit):
            yield (left + int(xs[0]), top + y0, left + int(xs[-1]) + 1, top + y1)


def _rows(filled: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], unit: float) -> list[tuple[int, int]]:
    """Runs of filled rows; strokes of one character (二) stay together."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    runs: list[tuple[int, int]] = []
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if runs:
            above, below = runs[-1]
            flat = min(below - above, end - start) < 4 * unit and end - above < 16 * unit
            if start - below < 2 * unit or flat:
                runs[-1] = (above, end)
                continue
        runs.append((start, end))
    return runs


def _read_again(
    places: Sequence[tuple[Slot, PixelBox]],
    image: Image,
    engine: Engine,
    unit: float,
    known: dict[Slot, list[Line]],
) -> Iterator[tuple[Slot, Line]]:
    """Recognition alone on boxes of ink; only what reads surely as text is taken."""
    margin = round(2 * unit)
    crops, kept = [], []
    for slot, (x0, y0, x1, y1) in places:
        air = max(0, round(0.4 * (x1 - x0) - 0.5 * (y1 - y0)))  # a dash alone would be stretched to a beam
        box = (
            max(x0 - margin, slot.box[0] + 2),
            max(y0 - margin - air, slot.box[1] + 2),
            min(x1 + margin, slot.box[2] - 1),
            min(y1 + margin + air, slot.box[3] - 1),
        )
        if box[2] - box[0] > 3 and box[3] - box[1] > 3:
            crops.append(image[box[1] : box[3], box[0] : box[2]])
            kept.append((slot, box, (y1 - y0) < 0.3 * (x1 - x0)))
    for (slot, box, flat), (text, confidence) in zip(kept, engine.recognise(crops), strict=True):
        text = text.strip()
        if flat and text in DASHES:  # a dash says nil, 一 says one: only the table knows which of both it is
            confidence = max(confidence, 0.85)
        floor = 0.85 if known[slot] or (len(text) == 1 and not text.isdigit()) else 0.6
        if text and confidence >= floor:
            yield slot, Line(box, None, text, confidence)


def _cell(page: Frame, slot: Slot, lines: Sequence[Line], ink: Image) -> Cell:
    text = joined([x.text for x in lines])
    mark: marks.Mark | None = None
    words = tuple(x.word(page) for x in lines)
    only = text.strip(" .,·'’`") or text.strip()
    if not only:
        mark = marks.shape_of(ink, page.scale)
        if mark in marks.GLYPHS and slot.row_span == 2:  # whose row it is depends on where it stands
            text = marks.GLYPHS[mark]
            words = (_placed(page, slot, ink, text),)
    elif len(only) == 1 or (len(only) == 2 and not any("一" <= ch <= "鿿" for ch in only)):
        if only[0] in marks.TICK_TEXT:
            seen = marks.shape_of(ink, page.scale)
            mark = "tick" if seen in {"tick", "stroke"} else seen
        elif only[0] in marks.CROSS_TEXT:
            mark = "cross"
        elif only[0] in marks.DOT_TEXT:
            mark = "dot"
    return Cell(
        slot.row,
        slot.column,
        slot.row_span,
        slot.column_span,
        text,
        page.points(slot.box),
        round(sum(x.confidence for x in lines) / len(lines), 3) if lines else 1.0,
        round(float((ink > 0).mean()), 4),
        mark,
        None,
        words,
    )


def _placed(page: Frame, slot: Slot, ink: Image, glyph: str) -> Word:
    """A mark as a word where its ink stands."""
    ys, xs = np.nonzero(ink)
    left, top = slot.box[0] + _inset(page.scale), slot.box[1] + _inset(page.scale)
    box = (left + int(xs.min()), top + int(ys.min()), left + int(xs.max()) + 1, top + int(ys.max()) + 1)
    return Word(glyph, page.points(box), 0.9)


def joined(parts: Sequence[str]) -> str:
    """Wrapped lines as one text: nothing between Chinese characters, a space between Latin words."""
    text = ""
    for part in parts:
        if (
            text
            and part
            and text[-1].isascii()
            and part[0].isascii()
            and text[-1].isalpha()
            and part[0].isalpha()
        ):
            text += " "
        text += part
    return text
