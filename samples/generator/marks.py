"""What people put on paper: seals, signatures, ticks; and pictures of events and QR codes."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .fonts import load
from .page import Fill, Line, Page, Words

SEAL_RED = (205, 25, 35)
INK = [(25, 30, 60), (20, 20, 25), (30, 40, 110)]


def seal(
    text: str,
    rng: random.Random,
    foot: str = "",
    star: bool = True,
    pixels: int = 360,
    colour: tuple[int, int, int] = SEAL_RED,
) -> Image.Image:
    """A round seal with the name on its arc; worn and unevenly inked."""
    s = pixels * 2
    img = Image.new("L", (s, s), 0)
    d = ImageDraw.Draw(img)
    d.ellipse((8, 8, s - 8, s - 8), outline=255, width=s // 42)
    span = min(300.0, 25.0 * len(text))
    em = min(s * 0.135, s * 0.34 * math.radians(span) / max(1, len(text)) * 1.12)
    font = load("song-bold", round(em))
    for i, ch in enumerate(text):
        angle = -span / 2 + span * (i + 0.5) / len(text)
        box = round(em * 1.6)
        glyph = Image.new("L", (box, box), 0)
        ImageDraw.Draw(glyph).text((box / 2, box / 2), ch, font=font, fill=255, anchor="mm")
        glyph = glyph.rotate(-angle, Image.Resampling.BICUBIC)
        r = s * 0.5 - s / 42 - em * 0.78
        x, y = s / 2 + r * math.sin(math.radians(angle)), s / 2 - r * math.cos(math.radians(angle))
        img.paste(255, (round(x - box / 2), round(y - box / 2)), glyph)
    if star:
        r1, r2 = s * 0.15, s * 0.15 * 0.382
        pts = [
            (
                s / 2 + (r1 if k % 2 == 0 else r2) * math.sin(k * math.pi / 5),
                s / 2 - (r1 if k % 2 == 0 else r2) * math.cos(k * math.pi / 5),
            )
            for k in range(10)
        ]
        d.polygon(pts, fill=255)
    if foot:
        d.text((s / 2, s * 0.76), foot, font=load("song-bold", round(s * 0.075)), fill=255, anchor="mm")
    worn = np.random.default_rng(rng.randrange(2**32))
    patch = cv2.GaussianBlur(worn.random((s // 8, s // 8)).astype(np.float32), (0, 0), 3)
    patch = cv2.resize(patch, (s, s), interpolation=cv2.INTER_CUBIC)
    patch = np.clip((patch - 0.4) * 6, 0.35, 1.0)
    alpha = np.asarray(img, np.float32) * patch * rng.uniform(0.72, 0.95)
    out = Image.new("RGBA", (s, s), (*colour, 0))
    out.putalpha(Image.fromarray(alpha.astype(np.uint8)))
    return out.rotate(rng.uniform(-14, 14), Image.Resampling.BICUBIC).resize(
        (pixels, pixels), Image.Resampling.LANCZOS
    )


def square_seal(name: str, rng: random.Random, pixels: int = 150) -> Image.Image:
    """A person's square seal: four characters read from the right."""
    text = (name + "之印")[:4] if len(name) == 2 else name[:3] + "印"
    img = Image.new("RGBA", (pixels, pixels), (*SEAL_RED, 0))
    d = ImageDraw.Draw(img)
    fill = (*SEAL_RED, round(255 * rng.uniform(0.7, 0.95)))
    d.rectangle((4, 4, pixels - 5, pixels - 5), outline=fill, width=5)
    font = load("kai", round(pixels * 0.42))
    for i, ch in enumerate(text):
        d.text(
            (pixels * (0.72 if i < 2 else 0.28), pixels * (0.28 if i % 2 == 0 else 0.72)),
            ch,
            font=font,
            fill=fill,
            anchor="mm",
        )
    return img.rotate(rng.uniform(-5, 5), Image.Resampling.BICUBIC)


def signature(name: str, rng: random.Random, pixels: int = 110) -> Image.Image:
    """A name written by hand: slanted characters of uneven size that touch, with a closing stroke."""
    colour = rng.choice(INK)
    w = round(pixels * (len(name) + 1.0))
    img = Image.new("RGBA", (w, round(pixels * 1.4)), (*colour, 0))
    x = pixels * 0.45
    for ch in name:
        size = round(pixels * rng.uniform(0.8, 1.1))
        glyph = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(glyph).text(
            (size, size),
            ch,
            font=load("kai", size),
            fill=235,
            anchor="mm",
            stroke_width=rng.choice([0, 1, 1]),
        )
        shear = rng.uniform(-0.35, -0.1)
        glyph = glyph.transform(
            glyph.size,
            Image.Transform.AFFINE,
            (1, -shear, shear * size, rng.uniform(-0.08, 0.08), 1, 0),
            Image.Resampling.BICUBIC,
        )
        glyph = glyph.rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC)
        layer = Image.new("RGBA", glyph.size, (*colour, 0))
        layer.putalpha(glyph)
        img.alpha_composite(
            layer, (max(0, round(x - size * 0.5)), max(0, round(pixels * 0.7 - size + rng.uniform(-8, 8))))
        )
        x += pixels * rng.uniform(0.84, 0.98)
    d = ImageDraw.Draw(img)
    y = pixels * rng.uniform(1.05, 1.2)
    pts = [(x - pixels * 0.6 + t * pixels * 0.12, y - math.sin(t * 0.9) * pixels * 0.09) for t in range(10)]
    d.line(pts, fill=(*colour, 225), width=3, joint="curve")
    return img


def tick(kind: str, rng: random.Random) -> Callable[[Page, float, float, float], None]:
    """A mark for a cell, drawn anew each time: hand-drawn ticks, a dot, a typed √, or a short stroke."""
    dx, dy, k = rng.gauss(0, 2.2), rng.gauss(0, 1.2), rng.uniform(0.85, 1.2)
    jit = [rng.uniform(-0.7, 0.7) for _ in range(8)]
    ink = rng.choice(INK)

    def draw(page: Page, x: float, y: float, height: float) -> None:
        s = min(height, 15.0) * 0.5 * k
        if kind in ("box", "empty", "filled"):
            _box(page, x, y, min(s, 4.6), kind, jit, ink)
        elif kind == "glyph":
            page.ops.append(Words(x - 5, y + 4, "√", "song", 10.5))
        elif kind == "dot":
            ring = [
                (x + dx / 3 + s * 0.42 * math.cos(a / 6 * math.pi), y + s * 0.42 * math.sin(a / 6 * math.pi))
                for a in range(13)
            ]
            for r in (1.0, 0.75, 0.5, 0.25):
                page.ops.append(
                    Line(
                        tuple((x + dx / 3 + (px - x - dx / 3) * r, y + (py - y) * r) for px, py in ring), 1.4
                    )
                )
        elif kind == "ring":
            page.ops.append(
                Line(
                    tuple(
                        (
                            x + dx / 2 + s * (0.8 + jit[0] * 0.2) * math.cos(a / 9 * math.pi),
                            y + dy + s * 0.7 * math.sin(a / 9 * math.pi),
                        )
                        for a in range(20)
                    ),
                    1.3,
                    ink,
                )
            )
        elif kind == "stroke":
            page.ops.append(
                Line(
                    (
                        (x + dx - s + jit[0], y + dy - s * 0.1 + jit[1]),
                        (x + dx - s * 0.1 + jit[2], y + dy + s * 0.75),
                        (x + dx + s * 1.3 + jit[3], y + dy - s * 1.2 + jit[4]),
                    ),
                    1.3,
                    ink,
                )
            )
        elif kind == "check":
            page.ops.append(
                Line(
                    (
                        (x + dx - s * 0.7, y + dy),
                        (x + dx - s * 0.25 + jit[0], y + dy + s * 0.6),
                        (x + dx + s * 0.2, y + dy - s * 0.1),
                        (x + dx + s * 0.9 + jit[1], y + dy - s * 0.9 + jit[2]),
                    ),
                    1.6,
                    ink,
                )
            )
        else:
            page.ops.append(
                Line(
                    (
                        (x + dx - s * 0.6 + jit[0], y + dy - s * 0.25),
                        (x + dx - s * 0.3, y + dy + s * 0.1),
                        (x + dx - s * 0.12, y + dy + s * 0.7),
                        (x + dx + s * 0.3, y + dy - s * 0.3),
                        (x + dx + s * 0.8 + jit[1], y + dy - s * 0.85 + jit[2]),
                    ),
                    1.0 + k * 0.4,
                    ink,
                )
            )

    return draw


def _box(
    page: Page, x: float, y: float, half: float, kind: str, jit: list[float], ink: tuple[int, int, int]
) -> None:
    """A printed box: empty, filled, or ticked by hand."""
    ring = tuple((x + half * a, y + half * b) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)))
    page.ops.append(Line(ring, 0.7))
    if kind == "filled":
        page.ops.append(
            Fill((x - half * 0.75, y - half * 0.75, x + half * 0.75, y + half * 0.75), (20, 20, 20))
        )
    elif kind == "box":
        start, low, high = (x - half * 0.7 + jit[0], y), (x - half * 0.1, y + half * 0.7), half * 1.3
        page.ops.append(Line((start, low, (x + high + jit[1], y - high + jit[2])), 1.4, ink))


def qr(text: str, pixels: int = 220) -> Image.Image:
    """A QR code."""
    code = cv2.QRCodeEncoder.create().encode(text)
    return Image.fromarray(code).convert("RGB").resize((pixels, pixels), Image.Resampling.NEAREST)


def photo(banner: str, rng: random.Random, size: tuple[int, int] = (880, 560)) -> Image.Image:
    """A drawn meeting room: wall, banner, screen, windows and the audience from behind; each one differs."""
    w, h = size
    wall = tuple(rng.randrange(170, 225) for _ in range(3))
    img = Image.new("RGB", size, wall)
    d = ImageDraw.Draw(img)
    floor = h * rng.uniform(0.5, 0.62)
    d.rectangle((0, floor, w, h), fill=tuple(rng.randrange(90, 150) for _ in range(3)))
    for i in range(rng.randrange(0, 4)):
        x = w * (0.03 + 0.25 * i) if rng.random() < 0.5 else w * (0.97 - 0.2 * i)
        d.rectangle(
            (x - 30, h * 0.22, x + 45, h * 0.46), fill=(225, 238, 245), outline=(120, 120, 120), width=4
        )
    tone = rng.choice([(190, 20, 30), (170, 25, 40), (30, 60, 140)])
    y0 = h * rng.uniform(0.03, 0.07)
    d.rectangle((w * 0.06, y0, w * 0.94, y0 + h * 0.12), fill=tone)
    em = min(h * 0.075, w * 0.84 / len(banner))
    d.text(
        (w / 2, y0 + h * 0.06), banner, font=load("hei-bold", round(em)), fill=(250, 240, 200), anchor="mm"
    )
    sx = w * rng.uniform(0.3, 0.45)
    d.rectangle((sx, h * 0.22, sx + w * 0.27, h * 0.46), fill=(235, 240, 250), outline=(60, 60, 60), width=5)
    for k in range(rng.randrange(3, 6)):
        d.line(
            (sx + 24, h * 0.26 + k * 22, sx + w * rng.uniform(0.12, 0.24), h * 0.26 + k * 22),
            fill=(70, 90, 150),
            width=5,
        )
    px = sx + w * rng.uniform(0.3, 0.4)
    d.rectangle((px, h * 0.42, px + 70, floor + 20), fill=(120, 80, 50))
    d.ellipse((px + 20, h * 0.3, px + 52, h * 0.37), fill=(205, 170, 150))
    d.rectangle((px + 12, h * 0.365, px + 60, h * 0.44), fill=(40, 45, 60))
    rows = rng.randrange(4, 6)
    for r in range(rows):
        y, scale, n = floor + (h - floor) * (r + 0.2) / rows, 0.55 + 0.28 * r, rng.randrange(8, 13) - r
        d.rectangle((0, y + 24 * scale, w, y + 34 * scale), fill=(150, 120, 90))
        for k in range(n):
            x = w * (k + rng.uniform(0.2, 0.8)) / n
            skin = rng.choice([(40, 35, 35), (60, 50, 45), (30, 30, 35)])
            d.ellipse((x - 17 * scale, y - 26 * scale, x + 17 * scale, y + 12 * scale), fill=skin)
            d.rounded_rectangle(
                (x - 32 * scale, y + 8 * scale, x + 32 * scale, y + 60 * scale),
                12,
                fill=tuple(rng.randrange(30, 190) for _ in range(3)),
            )
    return img.filter(ImageFilter.GaussianBlur(rng.uniform(0.8, 1.6)))
