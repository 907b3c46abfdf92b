"""What a cell holds that is no text: its share of ink, and the shape of a hand-drawn mark."""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np

from pipeline.reading.settings import Image

Mark = Literal["tick", "cross", "dot", "stroke"]
# What recognisers make of a hand-drawn tick.
TICK_TEXT = frozenset("√✓✔☑VvYyrJ丿/ノレ∨ⅴ")
CROSS_TEXT = frozenset("×✗✘xX╳☒")
DOT_TEXT = frozenset("●•·○◯■▲")
GLYPHS: dict[Mark, str] = {"tick": "√", "dot": "●"}  # how a mark that no reader saw is written


def shape_of(ink: Image, unit: float) -> Mark | None:
    """The mark in a mask of one cell's inside (255 where ink); `unit` is pixels a point."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    least = max(8.0, 1.5 * unit * unit)
    parts = [
        i
        for i in range(1, count)
        if stats[i, cv2.CC_STAT_AREA] >= least and max(stats[i, 2], stats[i, 3]) >= 2.5 * unit
    ]
    if not parts:
        return None
    ys, xs = np.nonzero(np.isin(labels, parts))
    x0, x1, y0, y1 = int(xs.min()), int(xs.max()), int(ys.min()), int(ys.max())
    width, height = x1 - x0 + 1, y1 - y0 + 1
    if max(width, height) < 2.0 * unit:
        return None
    filled = len(xs) / (width * height)
    if 0.55 < width / height < 1.8:
        if filled > 0.6:  # smaller blobs are dirt of the glass
            return "dot" if max(width, height) >= 3.5 * unit else None
        if _ring(xs - x0, ys - y0, width, height):
            return "dot"
        if _cross(xs - x0, ys - y0, width, height):
            return "cross"
    if _tick(xs - x0, ys - y0, width, height):
        return "tick"
    return "stroke"


Points = np.ndarray[tuple[int], np.dtype[np.intp]]


def _ring(xs: Points, ys: Points, width: int, height: int) -> bool:
    radius = np.hypot((xs - width / 2) / (width / 2), (ys - height / 2) / (height / 2))
    angles = np.histogram(np.arctan2(ys - height / 2, xs - width / 2), bins=12)[0]
    return bool((radius > 0.62).mean() > 0.92 and (angles > 0).sum() >= 10)


def _cross(xs: Points, ys: Points, width: int, height: int) -> bool:
    u, v = xs / max(width - 1, 1), ys / max(height - 1, 1)
    falling, rising = np.abs(u - v) < 0.22, np.abs(u + v - 1) < 0.22
    corners = [
        ((u < 0.35) if a else (u > 0.65)) & ((v < 0.35) if b else (v > 0.65)) for a in (0, 1) for b in (0, 1)
    ]
    share = [float(c.mean()) for c in corners]
    return bool((falling | rising).mean() > 0.85 and min(share) > 0.08)


def _tick(xs: Points, ys: Points, width: int, height: int) -> bool:
    """Down a little, then up and to the right: the lowest point lies left, the highest at the right end."""
    u, v = xs / max(width - 1, 1), ys / max(height - 1, 1)
    if height < 0.3 * width:
        return False
    low, high, left = u[v >= 0.88], u[v <= 0.12], v[u <= 0.12]
    if not (len(low) and len(high) and len(left)):
        return False
    return bool(low.mean() < 0.62 and high.mean() > 0.6 and left.mean() > 0.18 and width > 0.5 * height)
