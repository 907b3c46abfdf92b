"""Strokes of glyphs that look like ruled lines, or like a piece of one: told by the print around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pipeline.reading.rule import Rule, TextBox
from pipeline.reading.settings import Image

OVERSHOT = 1.2  # points that an upright may run into, or over, the level rule at its end
SURELY = 70.0  # points: as long is no stroke
THIN = 0.7  # strokes of glyphs below each other are thinner than the rule in whose line they lie
PADDING = 1.5  # points between print and the rules of its row that tell whether an upright runs there


class Strokes:
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


def is_rule(rule: Rule, long: Sequence[Rule], columns: Sequence[Rule], unit: float) -> bool:
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


def without_stroke(
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


def parted(rule: Rule, flat: Sequence[Rule], text: Sequence[TextBox], ink: Image, unit: float) -> list[Rule]:
    """An upright without the rows in which a stroke of a glyph alone joins what lies above to what lies below.

    Print runs across it there, and between the print and the level rules of the row its line is bare.
    """
    slack = 2 * unit
    crossed = sorted(
        {
            round(f.at)
            for f in flat
            if f.start <= rule.at <= f.end and rule.start - slack < f.at < rule.end + slack
        }
    )
    left, right = max(int(rule.low) - 1, 0), int(rule.high) + 2
    inked = np.asarray(ink[:, left:right].max(axis=1) > 0)
    pieces, start = [], rule.start
    for top, bottom in pairwise(crossed):
        across = [
            (b[1], b[3])
            for b in text
            if b[0] + b[3] - b[1] < rule.at < b[2] - b[3] + b[1] and top < (b[1] + b[3]) / 2 < bottom
        ]
        if not across:
            continue
        bare = [
            inked[y]
            for y in range(round(top + slack), round(bottom - slack))
            if not any(y0 <= y <= y1 for y0, y1 in across)
        ]
        if len(bare) >= PADDING * unit and sum(bare) < 0.3 * len(bare):
            pieces.append(replace(rule, start=start, end=top, inked=top - start))
            start = bottom
    pieces.append(replace(rule, start=start, end=rule.end, inked=rule.end - start) if pieces else rule)
    return [p for p in pieces if p.length > slack]
