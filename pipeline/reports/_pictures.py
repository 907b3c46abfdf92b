"""Evidence cut out of the scans: the cutter itself, and the pictures of one page under a budget of bytes."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from pipeline.model import Box
from pipeline.reports._context import Context, Crop, Picture

# A label stands left of its figure; the next column, with which it may have been confused, stands right.
LEFT, RIGHT, ABOVE, BELOW = 210.0, 140.0, 34.0, 28.0
TALLEST = 260.0  # points
WIDEST = 900  # pixels
CROP_BYTES = 120_000
PAGE_BYTES = 3_600_000  # of crops in one report; base64 makes a third more of it


def cutter(
    pictures: Mapping[tuple[str, int], Path], sizes: Mapping[tuple[str, int], tuple[float, float]]
) -> Crop:
    """A `crop` over upright page pictures on disk; `sizes` are the pages' widths and heights in points."""

    @lru_cache(maxsize=4)
    def opened(path: Path) -> Image.Image | None:
        try:
            with Image.open(path) as image:
                return image.convert("RGB")
        except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
            return None

    def crop(file: str, page: int, box: Box) -> Picture | None:
        path, size = pictures.get((file, page)), sizes.get((file, page))
        image = opened(path) if path and size and min(size) > 0 else None
        return None if image is None or size is None else cut(image, size, box)

    return crop


def cut(image: Image.Image, size: tuple[float, float], box: Box) -> Picture | None:
    """The region around `box` (points of a page of `size`) as JPEG of at most about 120 KB."""
    width, height = size
    x0, x1 = sorted((min(max(box[0], 0.0), width), min(max(box[2], 0.0), width)))
    y0, y1 = sorted((min(max(box[1], 0.0), height), min(max(box[3], 0.0), height)))
    left, right = max(x0 - LEFT, 0.0), min(x1 + RIGHT, width)
    top, bottom = max(y0 - ABOVE, 0.0), min(y1 + BELOW, height, y0 + TALLEST)
    # A box near the edge still gets the full width, so that crops side by side have one scale.
    right = min(max(right, left + LEFT + RIGHT), width)
    left = max(min(left, right - LEFT - RIGHT), 0.0)
    if right - left < 2 or bottom - top < 2:
        return None
    sx, sy = image.width / width, image.height / height
    part = image.crop((round(left * sx), round(top * sy), round(right * sx), round(bottom * sy)))
    if part.width > WIDEST:
        part = part.resize((WIDEST, max(1, part.height * WIDEST // part.width)), Image.Resampling.LANCZOS)
    data = _jpeg(part)
    w, h = right - left, bottom - top
    mark = ((x0 - left) / w, (y0 - top) / h, (x1 - left) / w, min((y1 - top) / h, 1.0))
    return Picture(data, mark, part.width, part.height)


def _jpeg(part: Image.Image) -> bytes:
    data = b""
    for quality in (82, 68, 50, 34):
        buffer = io.BytesIO()
        part.save(buffer, "JPEG", quality=quality, optimize=True)
        data = buffer.getvalue()
        if len(data) <= CROP_BYTES:
            break
    return data


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture ready for the page: a data URI and the rectangle to draw, in percent."""

    uri: str
    rect: tuple[float, float, float, float] | None
    width: int
    height: int


class Album:
    """The crops of one report. What comes first gets its picture; when the budget is spent, links remain."""

    def __init__(self, context: Context, budget: int = PAGE_BYTES) -> None:
        self._crop = context.crop
        self._left = budget

    def shot(self, file: str, page: int | None, box: Box | None) -> Shot | None:
        if page is None or box is None or self._left <= 0:
            return None
        picture = self._crop(file, page, box)
        if picture is None or not picture.data or len(picture.data) > self._left:
            return None
        self._left -= len(picture.data)
        kind = "png" if picture.data.startswith(b"\x89PNG") else "jpeg"
        uri = f"data:image/{kind};base64,{base64.b64encode(picture.data).decode('ascii')}"
        return Shot(uri, _rect(picture.mark), picture.width, picture.height)


def _rect(mark: Box | None) -> tuple[float, float, float, float] | None:
    """The box with a little air around it: a frame on the glyphs would hide what it shows."""
    if mark is None:
        return None
    x0, y0 = max(mark[0] * 100 - 0.8, 0.3), max(mark[1] * 100 - 4, 1.0)
    x1, y1 = min(mark[2] * 100 + 0.8, 99.7), min(mark[3] * 100 + 4, 99.0)
    return (round(x0, 2), round(y0, 2), round(x1 - x0, 2), round(y1 - y0, 2))
