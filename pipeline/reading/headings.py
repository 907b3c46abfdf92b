"""Columns by their headings, where gaps alone do not tell: columns that are nearly empty, wide marks in narrow ones."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.reading.frame import PixelBox

HEADS, NAMED = 3, 0.7  # headings of a table whose first rule is below them: how many, of its columns


def leaves(head: Sequence[PixelBox]) -> list[tuple[int, int]]:
    """(left, right) of the lowest headings, left to right; lines of one heading below each other are one."""
    low = [
        b
        for b in head
        if not any(o is not b and _under(o, b) and _spans(b, [p for p in head if _under(p, b)]) for o in head)
    ]
    columns: list[tuple[int, int]] = []
    for box in sorted(low):
        if columns and box[0] < columns[-1][1] - 0.3 * (box[2] - box[0]):
            columns[-1] = (columns[-1][0], max(columns[-1][1], box[2]))
        else:
            columns.append((box[0], box[2]))
    return columns


def by_headings(
    edges: Sequence[float],
    head: Sequence[PixelBox],
    data: Sequence[PixelBox],
    detected: Sequence[PixelBox] = (),
) -> list[float]:
    """`edges` of columns without those that cut a heading beside an empty column, and with one between any two
    headings that share a column.

    No edge is put where lines of the rows below run across it, nor between the pieces of one of the `detected` boxes
    («单价  (万元)») over a column that is full on one side alone.
    """
    named = leaves(head)
    if len(named) < 3 or len(edges) < 3:
        return list(edges)
    held = [sum(1 for b in data if a <= (b[0] + b[2]) / 2 < z) for a, z in pairwise(edges)]
    used = [min(pair) >= 0.25 * max(held) for pair in pairwise(held)]  # both sides of an edge hold text
    inner = [
        x
        for x, sure in zip(edges[1:-1], used, strict=True)
        if sure or not any(a + 2 < x < b - 2 for a, b in named)
    ]
    for (_, right), (left, _) in pairwise(named):
        if any(right - 2 <= x <= left + 2 for x in inner) or left <= right:
            continue
        middle = (right + left) / 2
        if any(b[0] < right and left < b[2] for b in detected) and _one_sided(
            middle, [edges[0], *sorted(inner), edges[-1]], data
        ):
            continue
        lines = [b for b in data if b[2] - b[0] > 2 * (b[3] - b[1])]  # a tick may stray over an edge
        across = sum(1 for b in lines if b[0] + 3 < middle < b[2] - 3)
        centred = sum(
            1 for b in data if b not in lines and abs(b[0] + b[2] - 2 * middle) < 0.4 * (b[2] - b[0])
        )
        if across + centred <= max(1, len(lines) // 15):  # short texts stand in the middle under «姓  名»
            inner.append(middle)
    return [edges[0], *sorted(inner), edges[-1]]


def bare_head(boxes: Sequence[PixelBox], edges: Sequence[float], top: float) -> float | None:
    """The upper edge of a line of headings right above `top`, the first rule of a table: each over a column of its own."""
    near = [b for b in boxes if 0 <= top - (b[1] + b[3]) / 2 < b[3] - b[1]]
    columns = [
        [n for n, (a, z) in enumerate(pairwise(edges)) if a - 3 <= b[0] and b[2] <= z + 3] for b in near
    ]
    named = {n for found in columns for n in found}
    whole = bool(near) and all(columns) and len(named) == len(near)
    if not whole or len(named) < max(HEADS, NAMED * (len(edges) - 1)):
        return None
    return float(min(b[1] for b in near))


def _one_sided(x: float, edges: Sequence[float], data: Sequence[PixelBox]) -> bool:
    """Whether the column that `x` would part is as full as others, but on one side of `x` only."""
    a = max((e for e in edges if e <= x), default=edges[0])
    z = min((e for e in edges if e > x), default=edges[-1])
    middles = [(b[0] + b[2]) / 2 for b in data]
    usual = max(sum(p <= m < q for m in middles) for p, q in pairwise(edges))
    left, right = sum(a <= m < x for m in middles), sum(x <= m < z for m in middles)
    return left + right > 0.5 * usual and min(left, right) < 0.1 * (left + right)


def _under(low: PixelBox, high: PixelBox) -> bool:
    """Whether one box stands below another, over part of its width."""
    return low[1] >= high[3] - 0.4 * (high[3] - high[1]) and low[0] < high[2] and low[2] > high[0]


def _spans(high: PixelBox, below: Sequence[PixelBox]) -> bool:
    """Whether a heading stands over several others side by side."""
    ordered = sorted(below)
    return any(b[0] >= a[2] for a, b in pairwise(ordered)) and len(ordered) >= 2
