"""Draws the pages that the example report quotes: text on ruled paper, a little skewed and grey like a scan."""

from __future__ import annotations

import io
import math
import random
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from pipeline.model import Box

WIDTH, HEIGHT, SCALE = 595.0, 842.0, 2
SKEW = 0.5  # degrees

_FONTS = [
    "/usr/share/fonts/truetype/arphic/ukai.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
]


def _font(size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    path = next((p for p in _FONTS if Path(p).exists()), None)
    return ImageFont.truetype(path, round(size * SCALE)) if path else ImageFont.load_default()


class Paper:
    """One page in points; `cell` and `text` return the box on the skewed page, as evidence has it."""

    def __init__(self, title: str, seed: int = 1) -> None:
        self._random = random.Random(seed)
        self._image = Image.new("L", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), 248)
        self._draw = ImageDraw.Draw(self._image)
        self.text(title, WIDTH / 2, 76, 17, anchor="mm")

    def text(self, text: str, x: float, y: float, size: float = 10.5, anchor: str = "lm") -> Box:
        font = _font(size)
        known = isinstance(font, ImageFont.FreeTypeFont)
        place = (x * SCALE, y * SCALE)
        if not known:
            text, anchor = text.encode("ascii", "replace").decode(), "la"
        self._draw.text(place, text, fill=45, font=font, anchor=anchor if known else None)
        x0, y0, x1, y1 = self._draw.textbbox(place, text, font=font, anchor=anchor if known else None)
        return _turned((x0 / SCALE, y0 / SCALE, x1 / SCALE, y1 / SCALE))

    def cell(self, text: str, x: float, y: float, w: float, h: float = 24, label: str = "") -> Box:
        """A ruled cell; the box is that of its text without the label before it."""
        self._draw.rectangle((x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE), outline=70, width=2)
        start = x + 6
        if label:
            self.text(label, start, y + h / 2)
            font = _font(10.5)
            start += font.getlength(label) / SCALE + 4 if isinstance(font, ImageFont.FreeTypeFont) else 60
        return self.text(text, start, y + h / 2)

    def row(self, texts: list[str], widths: list[float], x: float, y: float, h: float = 24) -> list[Box]:
        boxes = []
        for text, w in zip(texts, widths, strict=True):
            boxes.append(self.cell(text, x, y, w, h))
            x += w
        return boxes

    def stamp(self, text: str, x: float, y: float, radius: float = 54) -> None:
        box = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self._draw.ellipse(box, outline=150, width=6)
        self.text(text, x, y, 9, anchor="mm")

    def scan(self) -> Image.Image:
        """The page as a copier would give it."""
        turned = self._image.rotate(SKEW, resample=Image.Resampling.BICUBIC, fillcolor=248)
        turned = turned.filter(ImageFilter.GaussianBlur(0.7))
        draw = ImageDraw.Draw(turned)
        for _ in range(160):
            x, y = self._random.random() * turned.width, self._random.random() * turned.height
            r = self._random.choice((0.6, 0.9, 1.6))
            draw.ellipse((x - r, y - r, x + r, y + r), fill=90)
        return turned.convert("RGB")

    def jpeg(self) -> bytes:
        buffer = io.BytesIO()
        self.scan().save(buffer, "JPEG", quality=72)
        return buffer.getvalue()


def _turned(box: Box) -> Box:
    """The box after the page's skew: its centre turned, its size kept."""
    a = math.radians(-SKEW)
    cx, cy = (box[0] + box[2]) / 2 - WIDTH / 2, (box[1] + box[3]) / 2 - HEIGHT / 2
    dx = cx * math.cos(a) - cy * math.sin(a) + WIDTH / 2 - (box[0] + box[2]) / 2
    dy = cx * math.sin(a) + cy * math.cos(a) + HEIGHT / 2 - (box[1] + box[3]) / 2
    return tuple(round(v + d, 2) for v, d in zip(box, (dx, dy, dx, dy), strict=True))  # type: ignore[return-value]
