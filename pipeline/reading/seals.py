"""Stamped seals: coloured or grey rings. Red is lifted off the text under it before recognition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np

from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.settings import Image

Colour = Literal["red", "blue", "grey"]


@dataclass(frozen=True, slots=True)
class Ring:
    """A seal in pixels of the straightened page."""

    box: PixelBox
    colour: Colour
    confidence: float


def find_rings(page: Frame) -> list[Ring]:
    """Coloured blobs of the size and outline of a seal."""
    found: list[Ring] = []
    for colour, mask in (("red", _colour_mask(page.image, 2)), ("blue", _colour_mask(page.image, 0))):
        found += _blobs(mask, page.scale, "red" if colour == "red" else "blue")
    return found


def _colour_mask(image: Image, channel: int) -> Image:
    """Pixels whose `channel` (of BGR) outshines the others."""
    own = image[:, :, channel].astype(np.int16)
    others = np.maximum(image[:, :, 1], image[:, :, 2 - channel]).astype(np.int16)
    return np.asarray((own - others > 28) * 255, np.uint8)


def _blobs(mask: Image, unit: float, colour: Colour) -> list[Ring]:
    if int((mask > 0).sum()) < 100 * unit:
        return []
    reach = max(3, round(4 * unit))
    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(closed, connectivity=8)
    rings = []
    for i in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[i])
        size = max(w, h) / unit
        if 40 <= size <= 200 and 0.6 <= w / h <= 1.7:
            own = mask[y : y + h, x : x + w] > 0
            if 0.04 < float(own.mean()) < 0.75:
                rings.append(Ring((x, y, x + w, y + h), colour, 0.9))
    return rings


def lifted(image: Image, rings: Sequence[Ring]) -> Image:
    """The page with red and blue ink inside the seals turned to paper, so that the print below reads."""
    out = image
    for ring in rings:
        if ring.colour == "grey":
            continue
        channel = 2 if ring.colour == "red" else 0
        x0, y0, x1, y1 = ring.box
        if out is image:
            out = image.copy()
        part = image[y0:y1, x0:x1]
        own = part[:, :, channel]
        paper = float(np.percentile(own, 80))
        light = np.clip(own.astype(np.float32) * (235 / max(paper, 60)), 0, 255)
        out[y0:y1, x0:x1] = light.astype(np.uint8)[:, :, np.newaxis]
    return out
