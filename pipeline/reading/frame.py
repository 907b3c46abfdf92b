"""The straightened working image of a page, and the way back to points of the upright page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Box
from pipeline.reading.settings import Image

PixelBox = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Frame:
    """`image` BGR and `grey`, turned about the centre by `skew` degrees so that lines lie level.

    `upright` is the same page before straightening; `scale` is pixels a point.
    """

    image: Image
    grey: Image
    upright: Image
    scale: float
    skew: float

    @property
    def width(self) -> float:
        """Width in points."""
        return float(self.image.shape[1] / self.scale)

    @property
    def height(self) -> float:
        """Height in points."""
        return float(self.image.shape[0] / self.scale)

    def points(self, box: tuple[float, float, float, float]) -> Box:
        """A pixel box of the straightened image as the surrounding box, in points, of the upright page."""
        x0, y0, x1, y1 = box
        corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float64)
        turned = corners @ _matrix(self.image, -self.skew)[:, :2].T + _matrix(self.image, -self.skew)[:, 2]
        low, high = turned.min(axis=0) / self.scale, turned.max(axis=0) / self.scale
        return (
            round(max(float(low[0]), 0.0), 1),
            round(max(float(low[1]), 0.0), 1),
            round(min(float(high[0]), self.width), 1),
            round(min(float(high[1]), self.height), 1),
        )

    def pixels(self, box: Box) -> PixelBox:
        """The reverse of `points`: about the same box, in pixels of the straightened image."""
        x0, y0, x1, y1 = (v * self.scale for v in box)
        matrix = _matrix(self.image, self.skew)
        cx, cy = matrix[:, :2] @ np.array([(x0 + x1) / 2, (y0 + y1) / 2]) + matrix[:, 2]
        width, height = x1 - x0, y1 - y0
        t = math.radians(abs(self.skew))
        c, s = math.cos(t), math.sin(t)
        # The surrounding box of a turned w x h rectangle is (wc + hs) x (ws + hc): solved for w and h.
        inner_w, inner_h = (
            (width * c - height * s) / (c * c - s * s),
            (height * c - width * s) / (c * c - s * s),
        )
        if inner_w <= 2 or inner_h <= 2:
            inner_w, inner_h = width, height
        return (
            int(cx - inner_w / 2),
            int(cy - inner_h / 2),
            math.ceil(cx + inner_w / 2),
            math.ceil(cy + inner_h / 2),
        )


def frame(upright: Image, scale: float, skew: float) -> Frame:
    """Straightens `upright` (BGR) by `skew` degrees."""
    image = upright
    if abs(skew) >= 0.05:
        matrix = _matrix(upright, skew)
        size = (upright.shape[1], upright.shape[0])
        turned = cv2.warpAffine(upright, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        image = np.asarray(turned, np.uint8)
    else:
        skew = 0.0
    return Frame(image, grey(image), upright, scale, skew)


def grey(image: Image) -> Image:
    """Luminance of a BGR image."""
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), np.uint8)


def _matrix(image: Image, skew: float) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    height, width = image.shape[:2]
    return np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), skew, 1.0), np.float64)


def ink_mask(grey_image: Image, sensitivity: float = 12.0) -> Image:
    """255 where a pixel is darker than its surroundings: ink on paper of any tint, under any shade."""
    block = max(15, (min(grey_image.shape[:2]) // 40) | 1)
    smooth = cv2.GaussianBlur(grey_image, (3, 3), 0)
    mask = cv2.adaptiveThreshold(
        smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, block, sensitivity
    )
    return np.asarray(mask, np.uint8)


SLACK = 0.4  # degrees by which the rows' sums and the lines of print hardly ever differ
LONG_LINES = 6


def slope(quads: Sequence[NDArray[np.float32]]) -> float | None:
    """Degrees by which most long lines slant (corners clockwise from the upper left), None where too few tell.

    Corners are whole pixels of a small copy: it takes many lines, and the long ones tell most.
    """
    runs = np.array([(q[1] - q[0] + q[2] - q[3]) / 2 for q in quads if _long(q)], np.float64)
    if len(runs) < LONG_LINES:
        return None
    angles = np.degrees(np.arctan2(runs[:, 1], runs[:, 0]))
    low, high = np.percentile(angles, [20, 80])
    kept = (angles >= low) & (angles <= high)
    return float(np.average(angles[kept], weights=np.square(runs[kept]).sum(axis=1)))


def _long(quad: NDArray[np.float32]) -> bool:
    width, height = np.linalg.norm(quad[1] - quad[0]), np.linalg.norm(quad[3] - quad[0])
    return bool(width > 5 * height)


def find_skew(grey_image: Image, limit: float = 8.0, near: float | None = None) -> float:
    """Degrees (positive: turn counter-clockwise) that make lines of text and rules level, 0 if nothing tells.

    The rows' sums of ink vary most when lines lie level; searched coarse, then fine, on a small copy. `near` is
    what the lines themselves say (`slope`): of a list whose cells wrap, rows also line up at a slant.
    """
    ratio = 900 / max(grey_image.shape[:2])
    small = grey_image
    if ratio < 1:
        small = np.asarray(
            cv2.resize(grey_image, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8
        )
    mask = ink_mask(small, 15)
    # Turning blurs: without a blur of its own the page as it lies would always seem the sharpest.
    mask = np.asarray(cv2.GaussianBlur(mask, (3, 3), 0), np.uint8)
    edge = max(4, int(0.02 * min(mask.shape)))
    mask[:edge], mask[-edge:], mask[:, :edge], mask[:, -edge:] = 0, 0, 0, 0
    if int((mask > 0).sum()) < 200:
        return 0.0

    def sharpness(angle: float) -> float:
        height, width = mask.shape
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
        rows = (
            np.asarray(cv2.warpAffine(mask, matrix, (width, height), flags=cv2.INTER_LINEAR)).sum(axis=1)
            / 255
        )
        return float(np.square(np.diff(rows.astype(np.float64))).sum())

    best, step = 0.0, 1.0
    angles = list(np.arange(-limit, limit + 0.01, step))
    base = sharpness(0.0)
    while step >= 0.05:
        scores = [(sharpness(float(a)), -abs(float(a)), float(a)) for a in angles]
        best = max(scores)[2]
        step /= 4
        angles = [best + k * step for k in range(-4, 5)]
    best = best if sharpness(best) > 1.02 * base else 0.0
    return round(best if near is None or abs(best - near) <= SLACK else near, 2)
