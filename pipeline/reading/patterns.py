"""Print that comes again in a list: as it looks in the open, and how like it a place under a stamp looks."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.frame import PixelBox
from pipeline.reading.settings import Image

LEAST = 4  # places in the open, to know how this list prints a mark
PATTERNS = 12
ALIKE = 0.2  # how far a mark's size may be from the usual one
# Marks under stamps have a correlation with those in the open of 0.60 and more, and 0.92 of their strokes are as
# dark; a stamp alone reaches 0.65, but then none of its ink is dark.
LIKENESS, DARK = 0.5, 0.88
FAINTER = 0.35  # of the way from ink to paper: strokes are no lighter


def prints_of(grey: Image, ink: Image, boxes: Sequence[PixelBox], least: int = LEAST) -> list[Image]:
    """The same print at several places in the open, each cut to its ink, if most are of one size."""
    tight: list[PixelBox] = []
    for x0, y0, x1, y1 in boxes:
        ys, xs = np.nonzero(ink[y0 + 3 : y1 - 3, x0 + 3 : x1 - 3])
        if len(ys):
            left, top = x0 + 3, y0 + 3
            tight.append(
                (left + int(xs.min()), top + int(ys.min()), left + int(xs.max()) + 1, top + int(ys.max()) + 1)
            )
    if len(tight) < least:
        return []
    width, height = (float(np.median([b[k + 2] - b[k] for b in tight])) for k in (0, 1))
    usual = [
        b
        for b in tight
        if abs(b[2] - b[0] - width) <= ALIKE * width and abs(b[3] - b[1] - height) <= ALIKE * height
    ]
    if len(usual) < max(least, 0.5 * len(tight)):
        return []
    return [grey[max(b[1] - 1, 0) : b[3] + 1, max(b[0] - 1, 0) : b[2] + 1] for b in usual[:PATTERNS]]


def likeness_at(band: Image, patterns: Sequence[Image]) -> NDArray[np.float32] | None:
    """For each place of a mark's upper left corner how like one it looks, None where there is no room."""
    height, width = (max(p.shape[k] for p in patterns) for k in (0, 1))
    if band.shape[0] < height or band.shape[1] < width:
        return None
    rows, columns = band.shape[0] - height + 1, band.shape[1] - width + 1
    maps = [cv2.matchTemplate(band, p, cv2.TM_CCOEFF_NORMED)[:rows, :columns] for p in patterns]
    return np.asarray(np.max(maps, axis=0), np.float32)


def inked_below(pattern: Image) -> float:
    """The shade that parts the strokes of a print from its paper."""
    ink, paper = (float(np.percentile(pattern, share)) for share in (10, 90))
    return ink + FAINTER * (paper - ink)


def dark(place: Image, pattern: Image) -> float:
    """The share of the pattern's strokes that are about as dark at the place: a stamp adds ink, it takes none."""
    if place.shape != pattern.shape:
        return 0.0
    limit = inked_below(pattern)
    strokes = place[pattern < limit]
    return float((strokes < limit).mean()) if strokes.size else 0.0


def meets(box: PixelBox, others: Sequence[PixelBox]) -> bool:
    """Whether a box shares a place with one of the others."""
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
