"""Pen strokes that belong to no printed word, rule, seal or code: signatures above all."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.model import Box
from pipeline.reading.columns import text_ink
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.rule import Rules

MOST = 40


def pen_regions(
    page: Frame, rules: Rules, known: Sequence[PixelBox], tables: Sequence[PixelBox]
) -> tuple[Box, ...]:
    """Regions of at least 12 by 6 points outside `known`, largest first. Marks in cells are the cells' matter."""
    unit = page.scale
    ink = text_ink(rules)
    grow = round(1.5 * unit)
    for x0, y0, x1, y1 in known:
        ink[max(y0 - grow, 0) : y1 + grow, max(x0 - grow, 0) : x1 + grow] = 0
    for x0, y0, x1, y1 in tables:
        ink[max(y0, 0) : y1, max(x0, 0) : x1] = 0
    edge = round(12 * unit)  # shadows and holes live at the edge
    ink[:edge], ink[-edge:], ink[:, :edge], ink[:, -edge:] = 0, 0, 0, 0
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((round(5 * unit), round(8 * unit)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(joined, np.uint8), connectivity=8)
    regions = []
    for i in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[i])
        amount = int((ink[y : y + h, x : x + w] > 0).sum())
        filled = amount / (w * h)
        if (
            12 * unit <= w <= 220 * unit
            and 6 * unit <= h <= 110 * unit
            and amount > 25 * unit
            and filled < 0.5
        ):
            regions.append((amount, (x, y, x + w, y + h)))
    return tuple(page.points(box) for _, box in sorted(regions, reverse=True)[:MOST])
