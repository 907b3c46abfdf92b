"""Rules too faint beside dark print: where one breaks off and goes on, the shade of the paper tells whether it runs through.

What is ink is told from the mean of a neighbourhood. Print close by darkens that mean, and a thin grey rule is no
longer darker than it. Along the rule's own line it still is: a narrow valley between two lighter rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.reading.rule import Rule
from pipeline.reading.settings import Image

STRETCH = 6.0  # points that are looked at together
AROUND = 2.5  # points above and below within which the paper shows
WAVER = 1.0  # points that the line may lie off where its pieces point
DEPTH = 4.0  # shades that the valley is deeper than both its sides
LIKE = 16.0  # shades that it may differ from the pieces of the rule
THROUGH = 0.7  # share of the stretches of a gap


def mended(rules: Sequence[Rule], grey: Image, unit: float) -> list[Rule]:
    """Level `rules` (the caller turns the page for upright ones), pieces joined where the line between them is seen."""
    done: list[Rule] = []
    for piece in sorted(rules, key=lambda r: r.start):
        near = [i for i, r in enumerate(done) if abs(r.at - piece.at) <= 2 * unit and r.end <= piece.start]
        before = max(near, key=lambda i: done[i].end, default=None)
        if before is not None and _runs_through(done[before], piece, grey, unit):
            done[before] = _one(done[before], piece)
        else:
            done.append(piece)
    return sorted(done, key=lambda r: (r.at, r.start))


def _runs_through(left: Rule, right: Rule, grey: Image, unit: float) -> bool:
    """Whether most stretches of the gap show a valley as dark as the two pieces."""
    width, gap = max(4, round(STRETCH * unit)), right.start - left.end
    shades = [_shade(r, grey) for r in (left, right)]
    waver = max(1, round(WAVER * unit))
    reach = waver + max(1, round(AROUND * unit))
    seen = []
    for x in range(left.end, right.start, width):
        end = min(x + width, right.start)
        at = round(left.at + (right.at - left.at) * ((x + end) / 2 - left.end) / max(gap, 1))
        if at - reach < 0 or at + reach >= grey.shape[0]:
            return False
        rows = grey[at - reach : at + reach + 1, x:end].mean(axis=1)
        seen.append(_valley(rows, reach, waver, min(shades) - LIKE, max(shades) + LIKE))
    return bool(seen) and sum(seen) >= THROUGH * len(seen)


def _valley(rows: np.ndarray, middle: int, waver: int, low: float, high: float) -> bool:
    """Whether the darkest row near the middle is of the rule's shade, and lighter rows lie on both its sides."""
    at = middle - waver + int(rows[middle - waver : middle + waver + 1].argmin())
    reach = middle - waver
    above, below = rows[at - reach : at].max(), rows[at + 1 : at + reach + 1].max()
    return bool(low <= rows[at] <= high and min(above, below) - rows[at] >= DEPTH)


def _shade(rule: Rule, grey: Image) -> float:
    """The usual grey of the darkest pixel across a rule."""
    low, high = max(int(rule.low), 0), int(rule.high) + 1
    return float(np.median(grey[low:high, rule.start : rule.end].min(axis=0)))


def _one(left: Rule, right: Rule) -> Rule:
    total = left.length + right.length
    return replace(
        left,
        at=(left.at * left.length + right.at * right.length) / total,
        end=max(left.end, right.end),
        thickness=max(left.thickness, right.thickness),
        low=min(left.low, right.low),
        high=max(left.high, right.high),
        inked=left.inked + right.inked + max(right.start - left.end, 0),
    )
