"""Tables whose sides lean, as on photos: seen upright between the ends of their level rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import cv2
import numpy as np

from pipeline.reading.frame import PixelBox
from pipeline.reading.lattice import Shape
from pipeline.reading.rule import Rule
from pipeline.reading.settings import Image

RULES = 5  # fewer do not show a lean
LEAN, STRAY = (
    3.0,
    1.5,
)  # points: a lean that matters from top to bottom, how far a rule's end may be from the side


@dataclass(frozen=True, slots=True)
class Sides:
    """The left and the right side of a table as lines x = a + b·y, in pixels; `top` is where they are taken upright."""

    left: tuple[float, float]
    right: tuple[float, float]
    top: float

    def back(self, x: float, y: float) -> float:
        """Where `x` of the upright table is on the page at the height `y`."""
        (a, width), (a0, width0) = self._at(y), self._at(self.top)
        return a + (x - a0) * width / width0

    def box(self, box: PixelBox) -> PixelBox:
        """A box of the page as it stands on the upright table."""
        (a, width), (a0, width0) = self._at((box[1] + box[3]) / 2), self._at(self.top)
        x0, x1 = (round(a0 + (x - a) * width0 / width) for x in (box[0], box[2]))
        return (x0, box[1], x1, box[3])

    def upright(self, ink: Image, bottom: float) -> Image:
        """The ink of the page with the table upright, down to `bottom`."""
        low, high = max(int(self.top), 0), min(int(bottom) + 1, ink.shape[0])
        ys = np.arange(low, high, dtype=np.float32)[:, None]
        xs = np.arange(ink.shape[1], dtype=np.float32)[None, :]
        (a, b), (c, d) = self.left, self.right
        a0, width0 = self._at(self.top)
        at = (a + b * ys) + (xs - a0) * ((c - a) + (d - b) * ys) / width0
        made = ink.copy()
        made[low:high] = cv2.remap(
            ink, at.astype(np.float32), np.broadcast_to(ys, at.shape).astype(np.float32), cv2.INTER_NEAREST
        )
        return made

    def _at(self, y: float) -> tuple[float, float]:
        """(left side, width) at a height."""
        left, right = (a + b * y for a, b in (self.left, self.right))
        return left, right - left


def sides_of(stack: Sequence[Rule], unit: float) -> Sides | None:
    """The sides of a table by the ends of its level rules; None where they stand upright, or do not tell."""
    if len(stack) < RULES:
        return None
    ys = [r.at for r in stack]
    left, right = (_line(ys, ends) for ends in ([r.start for r in stack], [r.end for r in stack]))
    for (a, b), ends in ((left, [r.start for r in stack]), (right, [r.end for r in stack])):
        if float(np.median([abs(a + b * y - x) for x, y in zip(ends, ys, strict=True)])) > STRAY * unit:
            return None
    leans = max(abs(b) * (ys[-1] - ys[0]) for _, b in (left, right))
    return Sides(left, right, ys[0]) if leans > LEAN * unit else None


def sides_of_columns(first: Sequence[PixelBox], last: Sequence[PixelBox], unit: float) -> Sides | None:
    """The sides of a list without rules by the boxes of its first and its last column; None where they stand upright."""
    if len(first) < RULES:
        return None
    left = _side(first, unit)
    if left is None:
        return None
    right = _side(last, unit) if len(last) >= RULES else None
    right = right or (left[0] + max((b[2] for b in last), default=0) - first[0][0], left[1])
    height = first[-1][1] - first[0][1]
    return (
        Sides(left, right, first[0][1]) if max(abs(left[1]), abs(right[1])) * height > LEAN * unit else None
    )


def _side(boxes: Sequence[PixelBox], unit: float) -> tuple[float, float] | None:
    """The line that the left edges, the middles or the right edges of a column's boxes stand on; None if none do."""
    ys = [(b[1] + b[3]) / 2 for b in boxes]
    found = []
    for xs in ([b[0] for b in boxes], [(b[0] + b[2]) / 2 for b in boxes], [b[2] for b in boxes]):
        a, b = _line(ys, xs)
        found.append((float(np.median([abs(a + b * y - x) for x, y in zip(xs, ys, strict=True)])), (a, b)))
    stray, line = min(found)
    return line if stray <= STRAY * unit else None


def leaning(shape: Shape, sides: Sides) -> Shape:
    """A lattice of the upright table as it lies on the page: each row has its own edges."""
    slots = tuple(replace(s, box=_leant(s.box, sides)) for s in shape.slots)
    cuts = tuple(Rule(s.box[0], s.box[1], s.box[3]) for s in slots if s.column > 0)
    x0, x1 = min(s.box[0] for s in slots), max(s.box[2] for s in slots)
    return replace(shape, box=(x0, shape.box[1], x1, shape.box[3]), slots=slots, cuts=cuts)


def _leant(box: PixelBox, sides: Sides) -> PixelBox:
    x0, x1 = (round(sides.back(x, (box[1] + box[3]) / 2)) for x in (box[0], box[2]))
    return (x0, box[1], x1, box[3])


def _line(ys: Sequence[float], xs: Sequence[float]) -> tuple[float, float]:
    """x = a + b·y through most of the points (Theil and Sen's estimate), whatever wear did to the others."""
    pairs = combinations(zip(ys, xs, strict=True), 2)
    slopes = [(x1 - x0) / (y1 - y0) for (y0, x0), (y1, x1) in pairs if y0 != y1]
    b = float(np.median(slopes)) if slopes else 0.0
    return float(np.median([x - b * y for x, y in zip(xs, ys, strict=True)])), b
