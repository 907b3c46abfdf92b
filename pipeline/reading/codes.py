"""QR and bar codes, decoded by zxing-cpp."""

from __future__ import annotations

from dataclasses import dataclass

import zxingcpp

from pipeline.model import Code
from pipeline.reading.frame import Frame, PixelBox

LONGEST = 2000  # characters of a code that are kept: more than a QR code of a document ever holds


@dataclass(frozen=True, slots=True)
class Found:
    """A code and its place in pixels of the straightened page."""

    code: Code
    pixels: PixelBox


def find_codes(page: Frame) -> list[Found]:
    """All codes that decode, top to bottom."""
    found = []
    for code in zxingcpp.read_barcodes(page.grey, try_rotate=True, try_downscale=True):
        corners = [
            code.position.top_left,
            code.position.top_right,
            code.position.bottom_right,
            code.position.bottom_left,
        ]
        xs, ys = [c.x for c in corners], [c.y for c in corners]
        box = (min(xs), min(ys), max(xs) + 1, max(ys) + 1)
        if code.text.strip():
            found.append(Found(Code(page.points(box), code.text.strip()[:LONGEST]), box))
    return sorted(found, key=lambda f: (f.pixels[1], f.pixels[0]))
