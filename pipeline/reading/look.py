"""Pictures for people, and the second reading of one box."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache

import cv2
import numpy as np

from pipeline.errors import UnsupportedError
from pipeline.model import Box, EngineName, Page, SourceFile, Word
from pipeline.reading.engines import engine
from pipeline.reading.frame import Frame, frame
from pipeline.reading.lifting import lifted
from pipeline.reading.rules import find_rules
from pipeline.reading.seals import colour_rings, grey_rings
from pipeline.reading.settings import DEFAULT, Image, Settings
from pipeline.reading.source import raster
from pipeline.reading.upright import turn

_ONE_AT_A_TIME = threading.Lock()


def picture(file: SourceFile, page: Page, width: int, settings: Settings = DEFAULT) -> bytes:
    """JPEG of the upright, not straightened page, `width` pixels wide. Raises DocumentError."""
    upright, _ = _upright(file, page, settings)
    ratio = max(16, min(width, 4000)) / upright.shape[1]
    way = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
    return _encoded(
        np.asarray(cv2.resize(upright, None, fx=ratio, fy=ratio, interpolation=way), np.uint8), ".jpg"
    )


def crop(file: SourceFile, page: Page, box: Box, margin: float = 4.0, settings: Settings = DEFAULT) -> bytes:
    """PNG of `box` (points of the upright page) with `margin` points around it. Raises DocumentError."""
    upright, scale = _upright(file, page, settings)
    height, width = upright.shape[:2]
    x0, y0 = max(int((box[0] - margin) * scale), 0), max(int((box[1] - margin) * scale), 0)
    x1, y1 = min(int((box[2] + margin) * scale) + 1, width), min(int((box[3] + margin) * scale) + 1, height)
    x0, y0 = min(x0, width - 1), min(y0, height - 1)
    return _encoded(upright[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)], ".png")


def reread(
    file: SourceFile,
    page: Page,
    box: Box,
    engine_name: EngineName = "tesseract",
    settings: Settings = DEFAULT,
) -> Word:
    """Reads one line again in another way: straightened, enlarged, ruled lines painted out.

    `tesseract` is another reader altogether; `rapidocr` reads the crop with more air and another scale.
    Returns a Word with '' and confidence 0 where nothing is read. Raises DocumentError.
    """
    whole, image = _cleaned(file, page, settings)
    x0, y0, x1, y1 = whole.pixels(box)
    pad = max(2, round(1.0 * whole.scale))
    y0, y1, x0, x1 = max(y0 - pad, 0), y1 + pad, max(x0 - pad, 0), x1 + pad
    part = image[y0:y1, x0:x1]
    if part.size == 0:
        return Word("", box, 0.0)
    part = _tight(part)
    ratio = 96 / part.shape[0] if part.shape[0] < 96 else 1.0
    part = np.asarray(cv2.resize(part, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_CUBIC), np.uint8)
    if engine_name == "rapidocr":
        part = np.asarray(cv2.copyMakeBorder(part, 14, 14, 24, 24, cv2.BORDER_REPLICATE), np.uint8)
    text, confidence = engine(settings, engine_name).recognise([part])[0]
    return Word(unicodedata.normalize("NFKC", text).strip(), box, round(confidence, 3))


def _upright(file: SourceFile, page: Page, settings: Settings) -> tuple[Image, float]:
    if page.number is None:
        raise UnsupportedError(f"{file.path} has no pictures of pages", f"{file.path} 没有页面图像")
    shot = raster(file, page.index, settings)
    return turn(shot.image, page.rotation), shot.scale


def _cleaned(file: SourceFile, page: Page, settings: Settings) -> tuple[Frame, Image]:
    """The straightened page, and the same without seals' colour and with ruled lines painted over with paper."""
    with _ONE_AT_A_TIME:  # two figures of one page are asked for side by side
        return _made_clean(file, page, settings)


@lru_cache(maxsize=2)  # the figures of a finding stand on a page or two
def _made_clean(file: SourceFile, page: Page, settings: Settings) -> tuple[Frame, Image]:
    """The straightened page, and the same without seals' colour and with ruled lines painted over with paper."""
    upright, scale = _upright(file, page, settings)
    whole = frame(upright, scale, page.skew)
    rules, coloured = find_rules(whole), colour_rings(whole.image, scale)
    image = lifted(whole.image, [*coloured, *grey_rings(whole, rules, coloured)]).copy()
    mask = cv2.dilate(rules.mask, np.ones((3, 3), np.uint8))
    image[mask > 0] = np.uint8(np.percentile(whole.grey, 90))
    return whole, image


def _tight(part: Image) -> Image:
    """The crop around its ink, with a little air: engines read a line best when it fills the crop."""
    grey = cv2.cvtColor(part, cv2.COLOR_BGR2GRAY)
    dark = np.asarray(cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1])
    rows, columns = np.flatnonzero((dark > 0).sum(axis=1)), np.flatnonzero((dark > 0).sum(axis=0))
    if len(rows) < 4 or len(columns) < 2:
        return part
    air = max(2, len(rows) // 6)
    return part[max(rows[0] - air, 0) : rows[-1] + air, max(columns[0] - air, 0) : columns[-1] + air]


def _encoded(image: Image, suffix: str) -> bytes:
    options = [cv2.IMWRITE_JPEG_QUALITY, 82] if suffix == ".jpg" else [cv2.IMWRITE_PNG_COMPRESSION, 6]
    return bytes(cv2.imencode(suffix, image, options)[1].tobytes())
