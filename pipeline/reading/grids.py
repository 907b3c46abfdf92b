"""Tables of a page: hypotheses by several readers, scored by how the text fits; then cells are filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from pipeline.model import Cell, Grid
from pipeline.reading import marks
from pipeline.reading.aligned import aligned_shapes, with_implied_rows
from pipeline.reading.columns import level_shapes, text_ink
from pipeline.reading.engines import Engine
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape, Slot, ruled_shapes
from pipeline.reading.lines import Line
from pipeline.reading.rules import Rules
from pipeline.reading.settings import Image


class GridReader(Protocol):
    """Proposes the tables of a straightened page; `boxes` are where text was detected, in pixels."""

    @property
    def name(self) -> str: ...

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]: ...


@dataclass(frozen=True, slots=True)
class RuledReader:
    """Ruled lines in both directions."""

    name: str = "ruled"

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
        return ruled_shapes(rules, page.scale)


@dataclass(frozen=True, slots=True)
class LevelReader:
    """Level rules alone, columns by the gaps."""

    name: str = "level"

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
        return level_shapes(page, rules, boxes)


@dataclass(frozen=True, slots=True)
class AlignedReader:
    """No rules at all: rows and columns of text."""

    name: str = "aligned"

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
        return aligned_shapes(page, rules, text_ink(rules), boxes)


READERS: tuple[GridReader, ...] = (RuledReader(), LevelReader(), AlignedReader())


def find_shapes(page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
    """The best-supported hypotheses that do not overlap, top to bottom."""
    proposals = [
        (support(shape, boxes) * shape.confidence, shape)
        for reader in READERS
        for shape in reader.propose(page, rules, boxes)
    ]
    kept: list[Shape] = []
    for score, shape in sorted(proposals, key=lambda p: (-p[0] * len(p[1].slots) ** 0.25, p[1].box)):
        if score >= 0.3 and not any(_meet(shape.box, k.box) for k in kept):
            kept.append(shape)
    return [with_implied_rows(s, boxes) for s in sorted(kept, key=lambda s: (s.box[1], s.box[0]))]


def support(shape: Shape, boxes: Sequence[PixelBox]) -> float:
    """0..1: the share of the table's text that lies within one cell each."""
    inside = [b for b in boxes if _within(b, shape.box) > 0.6]
    if not inside or not any(True for _ in shape.slots):
        return 0.0
    good = 0.0
    for box in inside:
        best = max(_within(box, s.box) for s in shape.slots)
        good += 1.0 if best > 0.8 else best * 0.5
    return good / len(inside)


def _within(box: PixelBox, other: PixelBox) -> float:
    """The share of `box` that lies in `other`."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max((box[2] - box[0]) * (box[3] - box[1]), 1)


def _meet(a: PixelBox, b: PixelBox) -> bool:
    return _within(a, b) > 0.3 or _within(b, a) > 0.3


def fill(
    page: Frame, image: Image, shape: Shape, lines: Sequence[Line], rules: Rules, engine: Engine
) -> Grid:
    """Puts lines into the cells of `shape`; cells with ink and no line are read again, then taken for marks."""
    of_slot: dict[Slot, list[Line]] = {s: [] for s in shape.slots}
    for line in lines:
        if not line.text or _within(line.box, shape.box) < 0.5:
            continue
        x, y = line.middle
        home = next((s for s in shape.slots if s.box[0] <= x < s.box[2] and s.box[1] <= y < s.box[3]), None)
        if home is not None:
            of_slot[home].append(line)
    ink = text_ink(rules)
    inked = {s: _inside_ink(ink, s.box, page.scale) for s in shape.slots}
    silent = [s for s in shape.slots if not of_slot[s] and _enough(inked[s], page.scale)]
    for slot, line in _read_again(silent, inked, image, engine, page.scale).items():
        of_slot[slot].append(line)
    cells = tuple(_cell(page, s, of_slot[s], inked[s]) for s in shape.slots)
    read = [c.confidence for c in cells if c.text]
    return Grid(
        page.points(shape.box),
        shape.rows,
        shape.columns,
        cells,
        shape.reader,
        round(shape.confidence * (sum(read) / len(read) if read else 1.0), 3),
    )


def _inside_ink(ink: Image, box: PixelBox, unit: float) -> Image:
    inset = max(2, round(1.2 * unit))
    x0, y0, x1, y1 = box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset
    if x1 <= x0 or y1 <= y0:
        return np.zeros((1, 1), np.uint8)
    return ink[max(y0, 0) : y1, max(x0, 0) : x1]


def _enough(ink: Image, unit: float) -> bool:
    """Whether there is more than dirt: a digit of small print has at least this many pixels."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    return any(
        stats[i, cv2.CC_STAT_AREA] >= 2.0 * unit * unit and max(stats[i, 2], stats[i, 3]) >= 3 * unit
        for i in range(1, count)
    )


def _read_again(
    slots: Sequence[Slot], inked: dict[Slot, Image], image: Image, engine: Engine, unit: float
) -> dict[Slot, Line]:
    """Recognition alone on the ink of each cell; only what reads surely as text is taken."""
    boxes: list[tuple[Slot, PixelBox]] = []
    inset, margin = max(2, round(1.2 * unit)), round(2 * unit)
    for slot in slots:
        ys, xs = np.nonzero(inked[slot])
        x0, y0 = slot.box[0] + inset + int(xs.min()) - margin, slot.box[1] + inset + int(ys.min()) - margin
        x1, y1 = slot.box[0] + inset + int(xs.max()) + margin, slot.box[1] + inset + int(ys.max()) + margin
        air = max(0, round(0.4 * (x1 - x0) - 0.5 * (y1 - y0)))  # a dash alone would be stretched to a beam
        y0, y1 = y0 - air, y1 + air
        box = (
            max(x0, slot.box[0] + 2),
            max(y0, slot.box[1] + 2),
            min(x1, slot.box[2] - 1),
            min(y1, slot.box[3] - 1),
        )
        if box[2] - box[0] > 3 and box[3] - box[1] > 3:
            boxes.append((slot, box))
    readings = engine.recognise([image[b[1] : b[3], b[0] : b[2]] for _, b in boxes])
    found: dict[Slot, Line] = {}
    for (slot, box), (text, confidence) in zip(boxes, readings, strict=True):
        text = text.strip()
        rows, columns = (np.ptp(np.nonzero(inked[slot])[i]) for i in (0, 1))
        flat = rows < 0.3 * columns
        if flat and text in {
            "一",
            "-",
            "—",
            "－",
            "–",
        }:  # a dash says nil; only the table knows which of both it is
            confidence = max(confidence, 0.85)
        if text and confidence >= 0.6 and not (len(text) == 1 and not text.isdigit() and confidence < 0.85):
            found[slot] = Line(box, None, text, confidence)
    return found


def _cell(page: Frame, slot: Slot, lines: Sequence[Line], ink: Image) -> Cell:
    text = joined([x.text for x in lines])
    mark: marks.Mark | None = None
    only = text.strip()
    if not only:
        mark = marks.shape_of(ink, page.scale) if _enough(ink, page.scale) else None
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
        tuple(x.word(page) for x in lines),
    )


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
