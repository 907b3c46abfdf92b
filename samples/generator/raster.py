"""Draws a page's operations as an image."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageDraw

from .fonts import advance, load, real
from .page import Fill, Line, Page, Picture, Words


def render(page: Page, dpi: int) -> Image.Image:
    """The page as an RGB image at a resolution, upright."""
    k = dpi / 72
    img = Image.new("RGB", (round(page.size[0] * k), round(page.size[1] * k)), "white")
    d = ImageDraw.Draw(img)
    stamps = [op for op in page.ops if isinstance(op, Picture) and op.ink]
    for op in page.ops:
        if isinstance(op, Words):
            _words(d, op, k)
        elif isinstance(op, Line):
            d.line(
                [(x * k, y * k) for x, y in op.points],
                fill=op.colour,
                width=max(1, round(op.width * k)),
                joint="curve",
            )
        elif isinstance(op, Fill):
            d.rectangle([v * k for v in op.box], fill=op.colour)
        elif not op.ink:
            picture = op.image.resize(
                (max(1, round(op.width * k)), max(1, round(op.height * k))), Image.Resampling.LANCZOS
            )
            img.paste(
                picture, (round(op.x * k), round(op.y * k)), picture if picture.mode == "RGBA" else None
            )
    for op in stamps:
        _stamp(img, op, k)
    return img


def _words(d: ImageDraw.ImageDraw, op: Words, k: float) -> None:
    x = op.x
    for ch in op.text:
        if not ch.isspace():
            d.text(
                (x * k, op.y * k),
                ch,
                font=load(real(op.face, ch), round(op.size * k * 2) / 2),
                fill=op.colour,
                anchor="ls",
            )
        x += advance(op.face, ch) * op.size + op.track


def _stamp(img: Image.Image, op: Picture, k: float) -> None:
    """Ink is multiplied into what lies below."""
    stamp = op.image.resize(
        (max(1, round(op.width * k)), max(1, round(op.height * k))), Image.Resampling.LANCZOS
    )
    x, y = round(op.x * k), round(op.y * k)
    box = (max(0, x), max(0, y), min(img.width, x + stamp.width), min(img.height, y + stamp.height))
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    stamp = stamp.crop((box[0] - x, box[1] - y, box[2] - x, box[3] - y))
    below = np.asarray(img.crop(box), np.float32)
    rgba = np.asarray(stamp, np.float32)
    alpha = rgba[..., 3:] / 255
    ink = 1 - alpha * (1 - rgba[..., :3] / 255)
    img.paste(Image.fromarray((below * ink).astype(np.uint8)), box[:2])
