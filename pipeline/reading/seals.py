"""Stamped seals: coloured blobs or grey rings. Colour is lifted off the print below before recognition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Seal
from pipeline.reading.engines import Engine
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.rules import Rules
from pipeline.reading.settings import Image

Colour = Literal["red", "blue", "grey"]
SMALLEST, LARGEST = 60.0, 190.0  # points across: 21 to 67 mm
_ANGLES = np.linspace(0, 2 * np.pi, 180, endpoint=False)
_COSINES, _SINES = np.cos(_ANGLES), np.sin(_ANGLES)
LEAST_SUPPORT = (
    0.74  # of the outline; rings on copies have 0.81 and more, print and photos 0.71 at most beside it
)


@dataclass(frozen=True, slots=True)
class Ring:
    """A seal in pixels of the straightened page. `circle` is (x, y, radius) where the outline is round."""

    box: PixelBox
    colour: Colour
    confidence: float
    circle: tuple[float, float, float] | None = None


def colour_rings(image: Image, unit: float) -> list[Ring]:
    """Red and blue seals of a BGR page, whichever way up; `unit` is pixels a point."""
    colours: tuple[tuple[Colour, int], ...] = (("red", 2), ("blue", 0))
    return [r for colour, channel in colours for r in _blobs(_colour_mask(image, channel), unit, colour)]


def grey_rings(page: Frame, rules: Rules, known: Sequence[Ring] = ()) -> list[Ring]:
    """Round seals on a copy without colour, apart from `known` ones."""
    return [r for r in _grey_rings(page, rules) if not any(_meet(r.box, k.box) for k in known)]


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
    count, _, stats, _ = cv2.connectedComponentsWithStats(np.asarray(closed, np.uint8), connectivity=8)
    rings = []
    for i in range(1, count):
        x, y, w, h, _ = (int(v) for v in stats[i])
        if 40 <= max(w, h) / unit <= LARGEST and 0.6 <= w / h <= 1.7:
            own = mask[y : y + h, x : x + w] > 0
            outline = _ellipse_support(own)
            if 0.04 < float(own.mean()) < 0.75 and outline >= 0.5:  # emblems and pictures have no outline
                circle = (x + w / 2, y + h / 2, (w + h) / 4) if 0.88 < w / h < 1.14 else None
                rings.append(Ring((x, y, x + w, y + h), colour, round(min(outline + 0.1, 1.0), 2), circle))
    return rings


def _ellipse_support(own: NDArray[np.bool_]) -> float:
    """The share of the outline (12 of 12 parts) that is inked near the rim of the blob's box."""
    height, width = own.shape
    ys, xs = np.nonzero(own)
    u, v = (xs - width / 2) / (width / 2), (ys - height / 2) / (height / 2)
    rim = np.abs(np.hypot(u, v) - 0.95) < 0.08
    parts = np.histogram(np.arctan2(v[rim], u[rim]), bins=36, range=(-np.pi, np.pi))[0]
    return float((parts > 0.02 * (width + height)).mean())


def _grey_rings(page: Frame, rules: Rules) -> list[Ring]:
    """Circles by their edges (Hough on a small copy), kept where most of the outline is inked."""
    ratio = 1.0 / page.scale  # one pixel a point is enough for a ring
    ink = cv2.subtract(rules.ink, rules.mask)
    small = np.asarray(cv2.resize(ink, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)
    soft = cv2.GaussianBlur(small, (3, 3), 0)
    circles = cv2.HoughCircles(
        soft, cv2.HOUGH_GRADIENT, 1.5, 40, param1=120, param2=34,
        minRadius=round(SMALLEST / 2), maxRadius=round(LARGEST / 2),
    )  # fmt: skip
    if circles is None:
        return []
    rings: list[Ring] = []
    dark = np.asarray(cv2.dilate((small > 60).astype(np.uint8), np.ones((2, 2), np.uint8)), np.uint8)
    for x, y, radius in np.asarray(circles).reshape(-1, 3)[:30].tolist():
        if max(_support(dark, x, y, radius + d) for d in (-3, 0, 3, 6)) < 0.4:
            continue
        support, x, y, radius = _refined(dark, x, y, radius)
        beside = max(_support(dark, x, y, radius + 6), _support(dark, x, y, radius - 5))
        if support < LEAST_SUPPORT or support < beside + 0.2 or not _all_round(dark, x, y, radius):
            continue  # in a photo or a block of print all is inked
        cx, cy, r = x / ratio, y / ratio, radius / ratio
        box = (round(cx - r), round(cy - r), round(cx + r), round(cy + r))
        if not any(_meet(box, k.box) for k in rings):
            rings.append(Ring(box, "grey", round(min(support, 1.0), 2), (cx, cy, r)))
    return rings


def _refined(dark: Image, x: float, y: float, radius: float) -> tuple[float, float, float, float]:
    """The best-supported circle nearby: Hough's centre may lie some pixels off, where the ring is thick."""
    best = (_support(dark, x, y, radius), x, y, radius)
    for step in (3.0, 1.0):
        _, x, y, radius = best
        moves = [k * step for k in (-2, -1, 0, 1, 2)]
        tried = (
            (_support(dark, x + dx, y + dy, radius + dr), x + dx, y + dy, radius + dr)
            for dx in moves for dy in moves for dr in moves
        )  # fmt: skip
        best = max(best, max(tried))
    return best


def _support(dark: Image, x: float, y: float, radius: float) -> float:
    """The share of a circle's outline that is inked."""
    return float(_outline(dark, x, y, radius).mean())


def _all_round(dark: Image, x: float, y: float, radius: float) -> bool:
    """Whether nearly every twelfth of the outline is inked in good part: print under a circle leaves gaps."""
    twelfths = _outline(dark, x, y, radius).reshape(12, 15).mean(axis=1)
    return bool((twelfths > 0.4).sum() >= 10)


def _outline(dark: Image, x: float, y: float, radius: float) -> NDArray[np.float64]:
    xs = np.rint(x + radius * _COSINES).astype(np.intp)
    ys = np.rint(y + radius * _SINES).astype(np.intp)
    ok = (xs >= 0) & (ys >= 0) & (xs < dark.shape[1]) & (ys < dark.shape[0])
    out = np.zeros(180)
    out[ok] = dark[ys[ok], xs[ok]]
    return out


def _meet(a: PixelBox, b: PixelBox) -> bool:
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return width > 0 and height > 0 and width * height > 0.4 * smaller


def lifted(image: Image, rings: Sequence[Ring]) -> Image:
    """The page with the ink of the seals turned to paper, so that the print below reads.

    Of a coloured seal its own channel is taken; a grey one is lighter than print, if it can be lifted at all.
    """
    out = image
    for ring in rings:
        x0, y0, x1, y1 = (max(v, 0) for v in ring.box)
        part = image[y0:y1, x0:x1]
        light = _without_grey(part, ring, (x0, y0)) if ring.colour == "grey" else _own_channel(part, ring)
        if light is not None:
            if out is image:
                out = image.copy()
            out[y0:y1, x0:x1] = light[:, :, np.newaxis]
    return out


def _own_channel(part: Image, ring: Ring) -> Image:
    own = part[:, :, 2 if ring.colour == "red" else 0]
    paper = float(np.percentile(own, 80))
    return np.asarray(np.clip(own.astype(np.float32) * (235 / max(paper, 60)), 0, 255), np.uint8)


def _without_grey(part: Image, ring: Ring, corner: tuple[int, int]) -> Image | None:
    """Paper where a pixel is as light as the ring's outline or lighter; None where print is no darker than that."""
    if ring.circle is None or part.size == 0:
        return None
    own = part.min(axis=2).astype(np.float32)
    paper = float(np.percentile(own, 85))
    ys, xs = np.nonzero(own < paper - 45)
    if len(ys) < 50:
        return None
    x, y, radius = ring.circle
    far = np.hypot(xs + corner[0] - x, ys + corner[1] - y) / radius
    tones = own[ys, xs]
    rim = tones[(far > 0.93) & (far < 1.03)]
    rest = tones[far < 0.9]
    if len(rim) < 30 or len(rest) < 30:
        return None
    seal, print_ = float(np.percentile(rim, 25)), float(np.percentile(rest, 5))
    if seal - print_ < 22:
        return None
    low, high = print_ + 0.45 * (seal - print_), print_ + 0.95 * (seal - print_)
    # Dark stays, what is as light as the seal becomes paper, in between a ramp keeps edges smooth.
    share = np.clip((own - low) / max(high - low, 1.0), 0, 1)
    return np.asarray(own + (paper - own) * share, np.uint8)


def seal_of(page: Frame, ring: Ring, engine: Engine) -> Seal:
    """The seal with the text of its arc, as far as it reads."""
    text = _arc_text(page, ring, engine) if ring.circle else ""
    return Seal(page.points(ring.box), text, ring.colour, ring.confidence)


def _arc_text(page: Frame, ring: Ring, engine: Engine) -> str:
    """Unrolls the ring from lower left over the top to lower right and reads it as a line."""
    assert ring.circle is not None
    x, y, radius = ring.circle
    image = page.grey
    if ring.colour != "grey":  # the seal's own colour is dark where the other channel is
        image = np.ascontiguousarray(page.image[:, :, 1])
    length, depth = round(2 * np.pi * radius * 0.8), round(0.42 * radius)
    if depth < 8:
        return ""
    # angles run clockwise from lower left; y grows downwards
    angle = np.linspace(np.pi * 0.72, np.pi * 2.28, length, dtype=np.float32)
    down = np.linspace(0.97, 0.97 - depth / radius, depth, dtype=np.float32)[:, np.newaxis] * radius
    xs = (x + down * np.cos(angle)).astype(np.float32)
    ys = (y + down * np.sin(angle)).astype(np.float32)
    strip = cv2.remap(image, xs, ys, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    crop = np.asarray(cv2.cvtColor(strip, cv2.COLOR_GRAY2BGR), np.uint8)
    text, confidence = engine.recognise([crop])[0]
    return text.strip() if confidence >= 0.6 and len(text.strip()) >= 4 else ""
