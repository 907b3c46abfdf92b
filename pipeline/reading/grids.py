"""The tables of a page: hypotheses by several readers, scored by how the text fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from pipeline.reading.aligned import aligned_shapes, with_implied_rows
from pipeline.reading.anchored import anchored_shapes
from pipeline.reading.columns import level_shapes, text_ink
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.lattice import Shape, ruled_shapes
from pipeline.reading.openside import headed, parted
from pipeline.reading.rule import Rules

FRAMED = 5  # lines in one cell alone
LINES = 1.6  # of text in a cell, on average, where a shape's cells are those of the table
MADE_UP = 0.6  # of a table's text, where others hold that much of it


class GridReader(Protocol):
    """Proposes the tables of a straightened page; `boxes` are where text was detected, in pixels."""

    @property
    def name(self) -> str: ...

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]: ...


@dataclass(frozen=True, slots=True)
class RuledReader:
    """Ruled lines in both directions; columns without uprights between them by the gaps."""

    name: str = "ruled"

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
        whole = (parted(s, rules, page.scale, boxes) for s in ruled_shapes(rules, page.scale))
        return [headed(s, rules, page.scale, boxes) for s in whole]


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


@dataclass(frozen=True, slots=True)
class AnchoredReader:
    """No rules at all: rows by their numbers."""

    name: str = "anchored"

    def propose(self, page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
        return anchored_shapes(page, text_ink(rules), boxes)


READERS: tuple[GridReader, ...] = (RuledReader(), LevelReader(), AlignedReader(), AnchoredReader())


def find_shapes(page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
    """The best-supported hypotheses that do not overlap, top to bottom."""
    shapes = [with_implied_rows(s, boxes) for reader in READERS for s in reader.propose(page, rules, boxes)]
    ruled = [s for s in shapes if s.reader == "ruled" and _tight(s, boxes)]
    shapes = [s for s in shapes if s.reader != "aligned" or not _made_up(s, ruled, boxes)]
    proposals = [(support(s, boxes) * s.confidence, s) for s in shapes]
    kept: list[Shape] = []
    for score, shape in sorted(proposals, key=lambda p: (-p[0] * len(p[1].slots) ** 0.25, p[1].box)):
        if score >= 0.3 and not any(_meet(shape.box, k.box) for k in kept):
            kept.append(shape)
    tables = (s for s in kept if not _frame(s, boxes))
    return sorted(tables, key=lambda s: (s.box[1], s.box[0]))


def _frame(shape: Shape, boxes: Sequence[PixelBox]) -> bool:
    """Whether a shape is no table but the ornament around a certificate: one cell that holds lines and lines."""
    inside, filled = _filled(shape, boxes)
    return filled == 1 and inside > FRAMED


def _tight(shape: Shape, boxes: Sequence[PixelBox]) -> bool:
    """Whether the cells of a shape are cells: hardly any holds several lines of text."""
    inside, filled = _filled(shape, boxes)
    return inside <= LINES * filled


def _filled(shape: Shape, boxes: Sequence[PixelBox]) -> tuple[int, int]:
    """(how many lines of text a shape holds, in how many cells)."""
    inside = [b for b in boxes if _within(b, shape.box) > 0.6]
    return len(inside), len({s for s in shape.slots for b in inside if _within(b, s.box) > 0.5})


def _made_up(shape: Shape, ruled: Sequence[Shape], boxes: Sequence[PixelBox]) -> bool:
    """Whether a table by alignment takes several ruled ones below each other for one."""
    parts = [r for r in ruled if _within(r.box, shape.box) > 0.8]
    inside = [b for b in boxes if _within(b, shape.box) > 0.6]
    held = sum(any(_within(b, r.box) > 0.6 for r in parts) for b in inside)
    return len(parts) > 1 and held > MADE_UP * len(inside)


def support(shape: Shape, boxes: Sequence[PixelBox]) -> float:
    """0..1: the share of the table's text that lies within one cell each."""
    inside = [b for b in boxes if _within(b, shape.box) > 0.6]
    if not inside or not shape.slots:
        return 0.0
    text, cells = (np.asarray(b, np.float64)[:, None] for b in (inside, [s.box for s in shape.slots]))
    width, height = (
        np.minimum(text[..., n + 2], cells[..., n + 2].T) - np.maximum(text[..., n], cells[..., n].T)
        for n in (0, 1)
    )
    area = np.maximum((text[..., 2] - text[..., 0]) * (text[..., 3] - text[..., 1]), 1)
    best = (width.clip(0) * height.clip(0) / area).max(axis=1)
    return float(np.where(best > 0.8, 1.0, best * 0.5).mean())


def _within(box: PixelBox, other: PixelBox) -> float:
    """The share of `box` that lies in `other`."""
    width = min(box[2], other[2]) - max(box[0], other[0])
    height = min(box[3], other[3]) - max(box[1], other[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max((box[2] - box[0]) * (box[3] - box[1]), 1)


def _meet(a: PixelBox, b: PixelBox) -> bool:
    return _within(a, b) > 0.3 or _within(b, a) > 0.3
