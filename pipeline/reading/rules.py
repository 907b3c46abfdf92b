"""Ruled lines: found as long thin runs of ink, pieces of a broken line joined."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipeline.reading.frame import Frame, ink_mask
from pipeline.reading.settings import Image

TextBox = tuple[int, int, int, int]
EDGE = 4.0  # points from the edge of the page, where it casts a shadow
OVER = 25.0  # points that a streak runs over a table's edge at least
OVERSHOT = 1.2  # points that an upright may run into, or over, the level rule at its end
SURELY = 70.0  # points: as long is no stroke
THIN = 0.7  # strokes of glyphs below each other are thinner than the rule in whose line they lie
WORN = 18.0  # points: a gap that wear leaves in a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line in pixels: `at` across it, from `start` to `end` along it.

    A line that wavers or slants a little lies between `low` and `high`; `inked` is its length without gaps.
    """

    at: float
    start: int
    end: int
    thickness: float = 1.0
    low: float = 0.0
    high: float = 0.0
    inked: int = 0

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Rules:
    """All ruled lines of a page; `ink` is the ink of the page, `mask` that of the lines alone (255)."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    mask: Image
    ink: Image

    @property
    def count(self) -> int:
        return len(self.level) + len(self.upright)


def find_rules(
    page: Frame, text: Sequence[TextBox] = (), shortest: float = 16.0, glyphs: Sequence[TextBox] = ()
) -> Rules:
    """Lines at least `shortest` points long.

    `text` are boxes of detected lines, whose strokes are no rules; `glyphs`, where they are known, are boxes
    of single characters, whose ink is left out of account.
    """
    every = ink_mask(page.grey, 8)
    ink = every.copy() if glyphs else every
    for x0, y0, x1, y1 in glyphs:
        edge = (y1 - y0) // 8
        ink[max(y0 + edge, 0) : max(y1 - edge, 0), max(x0, 0) : max(x1, 0)] = 0
    unit = page.scale
    swapped = [(y0, x0, y1, x1) for x0, y0, x1, y1 in text]
    level, level_mask = _along(ink, unit, shortest, _Strokes(text, (0.0, 0.15), unit))
    upright, upright_mask = _along(
        np.ascontiguousarray(ink.T), unit, shortest * 0.7, _Strokes(swapped, (0.08, 0.0), unit)
    )
    # What lies within a line of text and does not reach a long rule is a stroke of a letter.
    long = [r for r in level if r.length >= 30 * unit]
    within = _Strokes(swapped, (-0.1, 0.0), unit)
    sure = [r for r in upright if _touches(r, long, 4 * unit) or not within.hold(r)]
    columns = [r for r in sure if r.length >= SURELY * unit]
    kept = [r for r in sure if _is_rule(r, long, columns, unit)]
    flat = [
        r for r in level if r.length >= 30 * unit or _touches(r, kept, 4 * unit) or _goes_on(r, long, unit)
    ]
    bottom = page.grey.shape[0] - EDGE * unit
    dirt = {*_slanted(kept, page), *_streaks(kept, [r for r in flat if EDGE * unit < r.at < bottom], unit)}
    kept = [r for r in kept if r not in dirt]
    kept = [_without_stroke(r, kept, flat, text, unit) for r in kept]
    mask = np.asarray(cv2.bitwise_or(_band(level_mask, flat), _band(upright_mask, kept).T), np.uint8)
    return Rules(tuple(flat), tuple(kept), mask, every)


def _is_rule(rule: Rule, long: Sequence[Rule], columns: Sequence[Rule], unit: float) -> bool:
    """Strokes of lines of print below each other line up too: but with gaps, and not from rule to rule.

    A short rule that goes on a column's may be broken at its ends; any other touches the rules it parts.
    """
    if rule.length >= SURELY * unit:
        return rule.inked >= 0.75 * rule.length
    goes_on = any(abs(c.at - rule.at) <= 2 * unit and rule.thickness > THIN * c.thickness for c in columns)
    slack = (5 if goes_on else 2.2) * unit
    near = [r for r in long if r.start - slack <= rule.at <= r.end + slack]
    over = OVERSHOT * unit
    begins = any(abs(r.at - rule.start) <= slack or r.low - over <= rule.start <= r.high for r in near)
    stops = any(abs(r.at - rule.end) <= slack or r.low <= rule.end <= r.high + over for r in near)
    ends = begins + stops
    return rule.inked >= 0.9 * rule.length and (ends == 2 or (ends == 1 and rule.length >= 40 * unit))


def _without_stroke(
    rule: Rule, others: Sequence[Rule], flat: Sequence[Rule], text: Sequence[TextBox], unit: float
) -> Rule:
    """An upright without the stroke of a glyph that lies in its line, under or over the level rule where it ends.

    Where others end as far out as it does, they are the sides of cells that no rule closes.
    """
    crossed = [f for f in flat if f.start <= rule.at <= f.end and rule.start < f.at < rule.end]
    if len(crossed) < 2:
        return rule
    first, last = min(f.at for f in crossed), max(f.at for f in crossed)
    across = [b for b in text if b[0] + 2 * unit < rule.at < b[2] - 2 * unit]
    high = sum(abs(o.start - rule.start) <= 3 * unit for o in others) < 3
    low = sum(abs(o.end - rule.end) <= 3 * unit for o in others) < 3
    below = low and any(last - 2 * unit < b[1] < rule.end <= b[3] + unit for b in across)
    above = high and any(b[1] - unit <= rule.start < b[3] < first + 2 * unit for b in across)
    cut = replace(rule, start=round(first) if above else rule.start, end=round(last) if below else rule.end)
    return cut if cut.length >= SURELY * unit else rule  # a short one may be no rule at all: an arc of a seal


def _slanted(uprights: Sequence[Rule], page: Frame) -> list[Rule]:
    """Pieces of a line that was upright before the page was straightened: dirt of the glass.

    They slant against their table, or run from one edge of the page to the other.
    """
    height = page.grey.shape[0]
    lean, unit = math.tan(math.radians(page.skew)), page.scale
    lines: dict[int, list[Rule]] = {}
    for rule in sorted(uprights, key=lambda r: r.at - lean * (r.start + r.end) / 2):
        before = rule.at - lean * (rule.start + rule.end) / 2
        last = next(reversed(lines), None)
        if last is None or before - last > 2 * unit:
            lines[round(before)] = [rule]
        else:
            lines[last].append(rule)
    return [
        r
        for pieces in lines.values()
        if (
            len(pieces) >= 3
            and sum(p.length for p in pieces) > 0.4 * height
            and max(p.at for p in pieces) - min(p.at for p in pieces) > 4 * unit
        )
        or (
            sum(p.length for p in pieces) > 0.6 * height
            and min(p.start for p in pieces) < EDGE * unit
            and max(p.end for p in pieces) > height - EDGE * unit
        )
        for r in pieces
    ]


def _streaks(uprights: Sequence[Rule], flat: Sequence[Rule], unit: float) -> list[Rule]:
    """Upright lines that are dirt of a scanner's glass: they run on over the table's edge, above and below.

    Where one begins or ends within the table, as its pieces do once the page is straightened, other uprights have to
    end at the edge that it crosses.
    """
    overs = [_over(r, flat, 4 * unit) for r in uprights]
    sure = [own for own, crossed in overs if crossed >= 3]
    made = []
    for rule, (own, crossed) in zip(uprights, overs, strict=True):
        if not crossed or max(own) <= OVER * unit:
            continue
        side = own.index(max(own))
        ending = sum(1 for other in sure if other[side] <= 8 * unit)
        if (crossed >= 3 and min(own) > OVER * unit) or ending >= 2:
            made.append(rule)
    return made


def _over(rule: Rule, flat: Sequence[Rule], slack: float) -> tuple[tuple[float, float], int]:
    """How far an upright runs beyond the first and the last level rule that it crosses, and how many these are."""
    crossed = [
        f.at
        for f in flat
        if f.start - slack <= rule.at <= f.end + slack and rule.start - slack < f.at < rule.end + slack
    ]
    return ((min(crossed) - rule.start, rule.end - max(crossed)) if crossed else (0.0, 0.0)), len(crossed)


def _goes_on(rule: Rule, long: Sequence[Rule], unit: float) -> bool:
    """Whether a short piece lies on the line of a long rule that wear broke, a gap from its end."""
    return any(
        abs(r.at - rule.at) <= 1.5 * unit and 0 <= max(rule.start - r.end, r.start - rule.end) <= WORN * unit
        for r in long
    )


class _Strokes:
    """Tells whether a level rule lies within one text box, less `inset` (shares of the box along, across)."""

    def __init__(self, text: Sequence[TextBox], inset: tuple[float, float], unit: float) -> None:
        boxes = np.array(text, np.float64).reshape(-1, 4)
        width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        along, across = inset
        self._x0, self._x1 = boxes[:, 0] + along * width - 1, boxes[:, 2] - along * width + 1
        self._y0, self._y1 = boxes[:, 1] + across * height, boxes[:, 3] - 1.3 * across * height

    def hold(self, rule: Rule) -> bool:
        inside = (
            (self._x0 <= rule.start) & (rule.end <= self._x1) & (self._y0 <= rule.at) & (rule.at <= self._y1)
        )
        return bool(inside.any())


def _band(mask: Image, rules: Iterable[Rule]) -> Image:
    """`mask` near the given level rules alone, so that strokes of letters stay text."""
    near = np.zeros_like(mask)
    for rule in rules:
        reach = rule.thickness / 2 + 2
        top, bottom = max(int(rule.low - reach), 0), int(rule.high + reach) + 1
        near[top:bottom, max(rule.start - 2, 0) : rule.end + 2] = 255
    return np.asarray(cv2.bitwise_and(mask, near), np.uint8)


def _touches(rule: Rule, others: Iterable[Rule], slack: float) -> bool:
    hits = sum(
        1
        for o in others
        if o.start - slack <= rule.at <= o.end + slack and rule.start - slack <= o.at <= rule.end + slack
    )
    return hits >= 2


def _along(ink: Image, unit: float, shortest: float, strokes: _Strokes) -> tuple[list[Rule], Image]:
    """Level lines of a mask (the caller turns it for upright ones), and their pixels."""
    # A scanned line wavers by a pixel and breaks: thicken across, keep unbroken runs longer than strokes of
    # print, and only then close the gaps between them; closing first would make rules of rows of digits.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    runs = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones((1, max(8, round(7 * unit))), np.uint8))
    closed = cv2.morphologyEx(runs, cv2.MORPH_CLOSE, np.ones((1, max(3, round(4 * unit))), np.uint8))
    opened = cv2.morphologyEx(
        closed, cv2.MORPH_OPEN, np.ones((1, max(12, round(0.8 * shortest * unit))), np.uint8)
    )
    count, labels, stats, centres = cv2.connectedComponentsWithStats(opened, connectivity=8)
    pieces: list[Rule] = []
    keep = np.zeros(count, np.uint8)
    for i in range(1, count):
        x, y, w, h, area = (int(v) for v in stats[i])
        if area / w > 3.5 * unit + 5 or h > 0.06 * w + 5 * unit:
            continue
        piece = Rule(float(centres[i][1]), x, x + w, area / w, y, y + h, w)
        if not strokes.hold(piece):
            keep[i] = 255
            pieces.append(piece)
    mask = cv2.bitwise_and(keep[labels], cv2.dilate(ink, np.ones((3, 3), np.uint8)))
    return [r for r in _joined(pieces, unit) if r.length >= shortest * unit], np.asarray(mask, np.uint8)


def _joined(pieces: Sequence[Rule], unit: float) -> list[Rule]:
    """Collinear pieces as one rule where the gap is short against both."""
    done: list[Rule] = []
    for piece in sorted(pieces, key=lambda r: r.start):
        for i, line in enumerate(done):
            gap = piece.start - line.end
            if abs(line.at - piece.at) <= 2.0 * unit and gap <= min(
                8 * unit, 0.5 * max(line.length, piece.length)
            ):
                if gap < -0.5 * piece.length and abs(line.at - piece.at) > 1.2 * unit:
                    continue  # two parallel lines, not one
                total = line.length + piece.length
                done[i] = Rule(
                    (line.at * line.length + piece.at * piece.length) / total,
                    line.start,
                    max(line.end, piece.end),
                    max(line.thickness, piece.thickness),
                    min(line.low, piece.low),
                    max(line.high, piece.high),
                    line.inked + piece.inked,
                )
                break
        else:
            done.append(piece)
    return sorted(done, key=lambda r: (r.at, r.start))
