"""Ruled lines: found as long thin runs of ink, pieces of a broken line joined."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from pipeline.reading.faint import mended
from pipeline.reading.frame import Frame, ink_mask
from pipeline.reading.rule import WORN, Rule, Rules, TextBox
from pipeline.reading.settings import Image
from pipeline.reading.strokes import OVERSHOT, SURELY, Strokes, is_rule, parted, without_stroke

EDGE = 4.0  # points from the edge of the page, where it casts a shadow
LIKE = 0.8  # an upright of one row is as thick as the others, by this share
OVER = 25.0  # points that a streak runs over a table's edge at least


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
    level, level_mask, _ = _along(ink, unit, shortest, Strokes(text, (0.0, 0.15), unit))
    upright, upright_mask, pieces = _along(
        np.ascontiguousarray(ink.T), unit, shortest * 0.7, Strokes(swapped, (0.08, 0.0), unit)
    )
    # What lies within a line of text and does not reach a long rule is a stroke of a letter.
    long = [r for r in level if r.length >= 30 * unit]
    within = Strokes(swapped, (-0.1, 0.0), unit)
    sure = [r for r in upright if _touches(r, long, 4 * unit) or not within.hold(r)]
    columns = [r for r in sure if r.length >= SURELY * unit]
    kept = [r for r in sure if is_rule(r, long, columns, unit)]
    kept += _by_themselves([r for r in sure if r not in set(kept)], pieces, kept, long, unit)
    flat = [
        r for r in level if r.length >= 30 * unit or _touches(r, kept, 4 * unit) or _goes_on(r, long, unit)
    ]
    height = page.grey.shape[0]
    within_page = [r for r in flat if EDGE * unit < r.at < height - EDGE * unit]
    dirt = {*_slanted(kept, page), *_streaks(kept, within_page, unit)}
    dirt -= {r for r in kept if _fills(r, flat, height, unit)}
    kept = [r for r in kept if r not in dirt]
    kept = [without_stroke(r, kept, flat, text, unit) for r in kept]
    kept = [piece for r in kept for piece in parted(r, flat, text, every, unit)]
    mask = np.asarray(cv2.bitwise_or(_band(level_mask, flat), _band(upright_mask, kept).T), np.uint8)
    flat, kept = mended(flat, page.grey, unit), mended(kept, np.ascontiguousarray(page.grey.T), unit)
    return Rules(tuple(flat), tuple(kept), mask, every)


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

    def dirty(pieces: Sequence[Rule]) -> bool:
        inked = sum(p.length for p in pieces)
        slants = max(p.at for p in pieces) - min(p.at for p in pieces) > 4 * unit
        first, last = min(p.start for p in pieces), max(p.end for p in pieces)
        edges = first < EDGE * unit and last > height - EDGE * unit
        return (len(pieces) >= 3 and inked > 0.4 * height and slants) or (inked > 0.6 * height and edges)

    return [r for pieces in lines.values() if dirty(pieces) for r in pieces]


def _fills(upright: Rule, flat: Sequence[Rule], height: int, unit: float) -> bool:
    """Whether an upright goes through the whole page to level rules at both its edges: the picture is the table alone."""
    edge = EDGE * unit
    if upright.start > edge or upright.end < height - edge:
        return False
    ends = [f.at for f in flat if f.start - edge <= upright.at <= f.end + edge]
    return all(any(abs(at - end) <= edge for at in ends) for end in (upright.start, upright.end))


def _streaks(uprights: Sequence[Rule], flat: Sequence[Rule], unit: float) -> list[Rule]:
    """Upright lines that are dirt of a scanner's glass: they run on over the table's edge, above and below.

    Where one begins or ends within the table, as its pieces do once the page is straightened, other uprights have to
    end at the edge that it crosses.
    """
    crossings = [_crossed(r, flat, 4 * unit) for r in uprights]
    made = []
    for rule, crossed in zip(uprights, crossings, strict=True):
        if not crossed:
            continue
        over = min(crossed) - rule.start, rule.end - max(crossed)
        if max(over) <= OVER * unit:
            continue
        edge = min(crossed) if over[0] == max(over) else max(crossed)
        ends = [
            (r.start if over[0] == max(over) else r.end)
            for r, c in zip(uprights, crossings, strict=True)
            if len(c) >= 3
        ]
        ending = sum(abs(end - edge) <= 8 * unit for end in ends)
        if (len(crossed) >= 3 and min(over) > OVER * unit) or ending >= 2:
            made.append(rule)
    return made


def _crossed(rule: Rule, flat: Sequence[Rule], slack: float) -> list[float]:
    """Where an upright crosses, or meets, level rules."""
    return [
        f.at
        for f in flat
        if f.start - slack <= rule.at <= f.end + slack and rule.start - slack < f.at < rule.end + slack
    ]


def _goes_on(rule: Rule, long: Sequence[Rule], unit: float) -> bool:
    """Whether a short piece lies on the line of a long rule that wear broke, a gap from its end."""
    return any(
        abs(r.at - rule.at) <= 1.5 * unit and 0 <= max(rule.start - r.end, r.start - rule.end) <= WORN * unit
        for r in long
    )


def _by_themselves(
    joined: Sequence[Rule], pieces: Sequence[Rule], kept: Sequence[Rule], level: Sequence[Rule], unit: float
) -> list[Rule]:
    """Uprights of one row that were joined with strokes in their line, and so were none: what they were joined of.

    They are as thick as the others and end right at level rules; what a glyph or a seal leaves does so by chance.
    """
    usual = float(np.median([r.thickness for r in kept])) if kept else 0.0
    parts = dict.fromkeys(
        p
        for r in joined
        for p in pieces
        if r.start <= p.start and p.end <= r.end and (p.start, p.end) != (r.start, r.end)
        and r.low <= p.low and p.high <= r.high
    )  # fmt: skip
    over = OVERSHOT * unit

    def closed(p: Rule, end: int) -> bool:
        return any(f.low - over <= end <= f.high + over and f.start <= p.at <= f.end for f in level)

    return [p for p in parts if p.thickness > LIKE * usual and closed(p, p.start) and closed(p, p.end)]


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


def _along(
    ink: Image, unit: float, shortest: float, strokes: Strokes
) -> tuple[list[Rule], Image, list[Rule]]:
    """Level lines of a mask (the caller turns it for upright ones), their pixels, and the pieces they were joined of."""
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
    whole = [r for r in _joined(pieces, unit) if r.length >= shortest * unit]
    return whole, np.asarray(mask, np.uint8), [p for p in pieces if p.length >= shortest * unit]


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
