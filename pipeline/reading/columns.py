"""Tables without upright rules: rows from level rules or lines of text, columns from gaps that run through them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.headings import bare_head, by_headings
from pipeline.reading.lattice import Cluster, Shape, Slot, bridged, clusters
from pipeline.reading.leaning import leaning, sides_of
from pipeline.reading.rule import Rule, Rules
from pipeline.reading.settings import Image

WIDE = 0.4  # of the height of a line as detected
APART = 0.5  # of the height of the print: no two glyphs of a word stand so far apart
LEFT = 0.6  # of a line's length, where wear took one end


def level_shapes(page: Frame, rules: Rules, boxes: Sequence[PixelBox]) -> list[Shape]:
    """Tables that have level rules alone: at least three of about the same stretch, one below the other."""
    unit = page.scale
    free = [r for g in clusters(rules, 4 * unit) if _framed(g, 12 * unit) for r in g.level]
    lone = [r for r in bridged(free, (), unit) if r.length > 120 * unit]
    stacks: list[list[Rule]] = []
    for rule in sorted(lone, key=lambda r: r.at):
        for stack in stacks:
            if _stacked(stack, rule, unit) and 8 * unit < rule.at - stack[-1].at < 120 * unit:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    shapes = (_from_stack(page, rules, s, boxes) for s in stacks if len(s) >= 3)
    return [s for s in shapes if s is not None]


def _stacked(stack: Sequence[Rule], rule: Rule, unit: float) -> bool:
    """Whether `rule` runs as the lines of the stack do, or as much of them as wear has left at one end."""
    start, end = min(r.start for r in stack), max(r.end for r in stack)
    slack = max(10 * unit, 0.08 * (end - start))
    left, right = abs(rule.start - start) < slack, abs(rule.end - end) < slack
    worn = rule.length > LEFT * (end - start) and start - slack < rule.start and rule.end < end + slack
    return (left and right) or ((left or right) and worn)


def _framed(cluster: Cluster, slack: float) -> bool:
    """Whether uprights, if there are any, are but the sides of a frame around level rules."""
    if not cluster.upright:
        return True
    if not cluster.level:
        return False
    left, right = min(r.start for r in cluster.level), max(r.end for r in cluster.level)
    return all(abs(u.at - left) < slack or abs(u.at - right) < slack for u in cluster.upright)


def _from_stack(page: Frame, rules: Rules, stack: Sequence[Rule], boxes: Sequence[PixelBox]) -> Shape | None:
    ys = [r.at for r in stack]
    ink, sides = text_ink(rules), sides_of(stack, page.scale)
    left, right = min(r.start for r in stack), max(r.end for r in stack)
    if sides:
        ink, boxes = sides.upright(ink, ys[-1]), [sides.box(b) for b in boxes]
        left, right = (round(a + b * sides.top) for a, b in (sides.left, sides.right))
    xs = gaps(ink, [(int(a), int(b)) for a, b in pairwise(ys)], left, right, page.scale, boxes)
    if len(xs) < 3:
        return None
    inside = [b for b in boxes if left <= (b[0] + b[2]) / 2 <= right and ys[0] < (b[1] + b[3]) / 2 < ys[-1]]
    head = [b for b in inside if (b[1] + b[3]) / 2 < ys[1]]
    data = [b for b in inside if b not in head]
    xs = by_headings(xs, pieces(head, ink), data, head)
    above = bare_head(boxes, xs, ys[0])
    shape = grid_of(xs, ys if above is None else [above, *ys], "level")
    return leaning(shape, sides) if sides else shape


def text_ink(rules: Rules) -> Image:
    """Ink without ruled lines and specks."""
    ink = np.asarray(cv2.subtract(rules.ink, np.asarray(cv2.dilate(rules.mask, np.ones((3, 3), np.uint8)))))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    keep = np.zeros(count, np.uint8)
    keep[1:] = np.where(stats[1:, cv2.CC_STAT_AREA] >= 6, 255, 0)
    return np.asarray(keep[labels], np.uint8)


def gaps(
    ink: Image,
    bands: Sequence[tuple[int, int]],
    left: int,
    right: int,
    unit: float,
    boxes: Sequence[PixelBox] = (),
) -> list[float]:
    """Edges of columns: stretches that (almost) no band has ink in. Outer edges included.

    A gap is as wide as a good part of the text (`boxes`) is high, and text hardly ever runs across it.
    """
    inside = [b for b in boxes if left <= (b[0] + b[2]) / 2 <= right and _in_bands(b, bands)]
    height = float(np.median([b[3] - b[1] for b in inside])) if inside else 0.0
    least = max(2.4 * unit, 0.16 * height)
    rows = []
    for top, bottom in bands:
        part = ink[max(top, 0) : max(bottom, 1), left:right]
        if part.size:
            rows.append(_closed((part > 0).sum(axis=0) >= 2, round(2.5 * unit)))
    used = [r for r in rows if r.any()]
    if len(used) < 2:
        return []
    cover = np.sum(used, axis=0)
    free = cover <= (len(used) // 12)
    marks = np.flatnonzero(np.diff(np.concatenate(([0], free.astype(np.int8), [0]))))
    inner = [
        (left + _clearest(cover, int(a), int(b)), height > 0 and b - a >= WIDE * height)
        for a, b in zip(marks[::2], marks[1::2], strict=True)
        if b - a >= least and a > 0 and b < right - left
    ]
    # A detector joins short neighbours («01 王伟») into one line: a wide gap that hardly a row has ink in parts them.
    kept = [
        x for x, wide in inner if wide or sum(1 for b in inside if b[0] + 3 < x < b[2] - 3) <= len(used) // 5
    ]
    edges = [float(left), *kept, float(right)]
    # Ink that strays over a gap in one row makes two gaps of it: a column that holds no text is none, unless
    # most rows hold ink there (filled boxes are no text).
    for i in range(len(edges) - 2, 0, -1):
        a, b = int(edges[i]) - left, int(edges[i + 1]) - left
        inked = sum(bool(row[a:b].any()) for row in used) >= 0.5 * len(used)
        if inside and not inked and not any(edges[i] <= (x[0] + x[2]) / 2 < edges[i + 1] for x in inside):
            del edges[i]
    if len(edges) > 2 and inside and not any(edges[0] <= (b[0] + b[2]) / 2 < edges[1] for b in inside):
        del edges[1]
    return edges


def _clearest(cover: NDArray[np.int_], start: int, end: int) -> float:
    """The middle of a gap, where no row at all has ink if there is such a place: a heading may be wider than its column."""
    bare = np.flatnonzero(cover[start:end] == 0)
    if not len(bare):
        return (start + end) / 2
    widest = max(np.split(bare, np.flatnonzero(np.diff(bare) > 1) + 1), key=len)
    return start + (int(widest[0]) + int(widest[-1]) + 1) / 2


def pieces(boxes: Sequence[PixelBox], ink: Image) -> list[PixelBox]:
    """`boxes` parted at wide gaps in their ink: a detector joins neighbours («105 某公司», «基本 不满») into one line."""
    found: list[PixelBox] = []
    for x0, y0, x1, y1 in boxes:
        part = ink[max(y0, 0) : y1, max(x0, 0) : x1] > 0
        tall = int(np.count_nonzero(part.any(axis=1)))
        used = np.flatnonzero(part.any(axis=0))
        runs = np.split(used, np.flatnonzero(np.diff(used) > APART * tall) + 1) if len(used) else []
        if len(runs) < 2:
            found.append((x0, y0, x1, y1))
            continue
        edges = [x0, *(max(x0, 0) + int(x) for a, b in pairwise(runs) for x in (a[-1] + 1, b[0])), x1]
        found += [(a, y0, b, y1) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return found


def _in_bands(box: PixelBox, bands: Sequence[tuple[int, int]]) -> bool:
    return bool(bands) and bands[0][0] <= (box[1] + box[3]) / 2 <= bands[-1][1]


def _closed(row: NDArray[np.bool_], reach: int) -> NDArray[np.bool_]:
    line = row.astype(np.uint8)[np.newaxis]
    closed = np.asarray(cv2.morphologyEx(line, cv2.MORPH_CLOSE, np.ones((1, max(reach, 1)), np.uint8)))
    return np.asarray(closed[0] > 0)


def grid_of(xs: Sequence[float], ys: Sequence[float], reader: str, confidence: float = 1.0) -> Shape:
    """A plain lattice without merged cells; its upright edges become cuts."""
    slots = tuple(
        Slot(r, c, 1, 1, (round(xs[c]), round(ys[r]), round(xs[c + 1]), round(ys[r + 1])))
        for r in range(len(ys) - 1)
        for c in range(len(xs) - 1)
    )
    cuts = tuple(Rule(x, round(ys[0]), round(ys[-1])) for x in xs[1:-1])
    box = (round(xs[0]), round(ys[0]), round(xs[-1]), round(ys[-1]))
    return Shape(box, len(ys) - 1, len(xs) - 1, slots, reader, confidence, cuts)
