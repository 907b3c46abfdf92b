"""Pages drawn for the tests of reading: tables, marks and seals in plain Latin type, without any font file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from pipeline.model import Media, SourceFile
from pipeline.reading.frame import Frame, frame

A4 = (1240, 1754)  # 150 dpi
SCALE = 150 / 72
Box = tuple[int, int, int, int]


def source(path: Path, media: Media) -> SourceFile:
    """The file as intake would hand it on."""
    return SourceFile(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), media, path)


def paper(size: tuple[int, int] = A4) -> Image.Image:
    return Image.new("RGB", size, (248, 248, 246))


def text(picture: Image.Image, at: tuple[float, float], words: str, size: int = 30) -> None:
    ImageDraw.Draw(picture).text(at, words, fill=(25, 25, 25), font=ImageFont.load_default(size))


def table(
    picture: Image.Image,
    xs: Sequence[int],
    ys: Sequence[int],
    cells: Sequence[Sequence[str]] = (),
    *,
    without: Sequence[Box] = (),
    upright: bool = True,
    outer: bool = True,
    width: int = 2,
) -> None:
    """Rules at `xs` and `ys`; `without` are lines (x0, y0, x1, y1) that are rubbed out; texts in the cells."""
    draw = ImageDraw.Draw(picture)
    for y in ys:
        draw.line((xs[0], y, xs[-1], y), fill=(40, 40, 40), width=width)
    for x in (xs if outer else xs[1:-1]) if upright else ():
        draw.line((x, ys[0], x, ys[-1]), fill=(40, 40, 40), width=width)
    for line in without:
        draw.line(line, fill=(248, 248, 246), width=width + 3)
    for r, row in enumerate(cells):
        for c, words in enumerate(row):
            if words:
                text(picture, (xs[c] + 16, (ys[r] + ys[r + 1]) / 2 - 18), words)


def tick(picture: Image.Image, box: Box) -> None:
    x0, y0, x1, y1 = box
    corner = (x0 + (x1 - x0) * 0.35, y1)
    line = [(x0, y0 + (y1 - y0) * 0.55), corner, (x1, y0)]
    ImageDraw.Draw(picture).line(line, fill=(30, 30, 60), width=5, joint="curve")


def cross(picture: Image.Image, box: Box) -> None:
    x0, y0, x1, y1 = box
    draw = ImageDraw.Draw(picture)
    draw.line((x0, y0, x1, y1), fill=(30, 30, 60), width=5)
    draw.line((x0, y1, x1, y0), fill=(30, 30, 60), width=5)


def ring(picture: Image.Image, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]) -> None:
    x, y = centre
    draw = ImageDraw.Draw(picture)
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=colour, width=7)
    draw.regular_polygon((x, y, radius // 4), 5, fill=colour)


def as_frame(picture: Image.Image, skew: float = 0.0) -> Frame:
    return frame(np.ascontiguousarray(np.asarray(picture)[:, :, ::-1]), SCALE, skew)


def pdf_of(pictures: Sequence[Image.Image], path: Path) -> SourceFile:
    """A scan: one picture a page."""
    pictures[0].save(path, "PDF", resolution=150, save_all=True, append_images=list(pictures[1:]))
    return source(path, "pdf")
