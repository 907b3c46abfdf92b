"""Stamped seals: coloured blobs or grey rings, and the text of their arcs."""

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
from pipeline.reading.rule import Rules
from pipeline.reading.settings import Image

Colour = Literal["red", "blue", "grey"]
SMALLEST, LARGEST = 60.0, 190.0  # points across: 21 to 67 mm
_ANGLES = np.linspace(0, 2 * np.pi, 180, endpoint=False)
_COSINES, _SINES = np.cos(_ANGLES), np.sin(_ANGLES)
AIR = 128  # pixels of the small copy
# Of the outline, and above the circles beside it: rings on copies have 0.78 and 0.55 at least, print and photos
# have much of both.
LEAST_SUPPORT, LEAST_CONTRAST = 0.74, 0.35


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
    """Circles by their edges (Hough on a small copy), kept where the outline is inked and its neighbours are not.

    They are proposed without the ruled lines, and judged with them: the top of a ring passes for a level rule.
    """
    ratio = 1.0 / page.scale  # one pixel a point is enough for a ring
    bare = _shrunk(np.asarray(cv2.subtract(rules.ink, rules.mask), np.uint8), ratio)
    circles = cv2.HoughCircles(
        cv2.GaussianBlur(bare, (3, 3), 0), cv2.HOUGH_GRADIENT, 1.5, 40, param1=120, param2=34,
        minRadius=round(SMALLEST / 2), maxRadius=round(LARGEST / 2),
    )  # fmt: skip
    if circles is None:
        return []
    rings: list[Ring] = []
    lonely, dark = _dark(bare), _dark(_shrunk(rules.ink, ratio))
    for circle in np.asarray(circles, np.float64).reshape(-1, 3)[:30]:
        if max(_support(lonely, circle + np.array([[0, 0, d] for d in (-3, 0, 3, 6)]))) < 0.4:
            continue
        (x, y, radius), support, beside = _refined(dark, circle)
        if support < LEAST_SUPPORT or support < beside + LEAST_CONTRAST or not _all_round(dark, x, y, radius):
            continue  # in a photo or a block of print all is inked
        cx, cy, r = x / ratio, y / ratio, radius / ratio
        box = (round(cx - r), round(cy - r), round(cx + r), round(cy + r))
        if not any(_meet(box, k.box) for k in rings):
            rings.append(Ring(box, "grey", round(min(support, 1.0), 2), (cx, cy, r)))
    return rings


def _shrunk(ink: Image, ratio: float) -> Image:
    return np.asarray(cv2.resize(ink, None, fx=ratio, fy=ratio, interpolation=cv2.INTER_AREA), np.uint8)


def _dark(small: Image) -> Image:
    """1 where ink is, with air around it, so that every outline lies inside."""
    thick = cv2.dilate((small > 60).astype(np.uint8), np.ones((2, 2), np.uint8))
    return np.pad(np.asarray(thick, np.uint8), AIR)


Circles = NDArray[np.float64]  # rows of (x, y, radius)


def _refined(dark: Image, circle: Circles) -> tuple[tuple[float, float, float], float, float]:
    """(circle, support, support beside it) of the clearest ring nearby.

    Hough's circle may lie some pixels off, or be that of the characters within the ring: so the search is
    wider outwards, and looks for a line with paper on both sides.
    """
    tried = _around(circle, np.linspace(-12.0, 12.0, 9), np.linspace(-8.0, 20.0, 15))
    tried = tried[np.abs(tried[:, 2] - (SMALLEST + LARGEST) / 4) <= (LARGEST - SMALLEST) / 4 + 3]
    support, beside = _contrast(dark, tried)
    best = int(np.argmax(support - beside))
    for step in (2.0, 1.0):
        near = np.linspace(-2.0, 2.0, 5) * step
        tried = _around(tried[best], near, near)
        support, beside = _contrast(dark, tried)
        best = int(np.argmax(support - 0.5 * beside))
    x, y, radius = tried[best].tolist()
    return (x, y, radius), float(support[best]), float(beside[best])


def _around(circle: Circles, shifts: Circles, widenings: Circles) -> Circles:
    moves = np.array(np.meshgrid(shifts, shifts, widenings), np.float64).reshape(3, -1).T
    return np.asarray(circle + moves, np.float64)


def _contrast(dark: Image, circles: Circles) -> tuple[Circles, Circles]:
    outside, inside = circles + np.array([0.0, 0.0, 6.0]), circles - np.array([0.0, 0.0, 5.0])
    return _support(dark, circles), np.maximum(_support(dark, outside), _support(dark, inside))


def _support(dark: Image, circles: Circles) -> Circles:
    """The share of each circle's outline that is inked."""
    return np.asarray(_outline(dark, circles).mean(axis=1), np.float64)


def _all_round(dark: Image, x: float, y: float, radius: float) -> bool:
    """Whether nearly every twelfth of the outline is inked in good part: print under a circle leaves gaps."""
    twelfths = _outline(dark, np.array([[x, y, radius]])).reshape(12, 15).mean(axis=1)
    return bool((twelfths > 0.4).sum() >= 10)


def _outline(dark: Image, circles: Circles) -> Image:
    x, y, radius = (circles[:, k, np.newaxis] for k in range(3))
    xs = np.rint(x + radius * _COSINES).astype(np.intp) + AIR
    ys = np.rint(y + radius * _SINES).astype(np.intp) + AIR
    return dark[np.clip(ys, 0, dark.shape[0] - 1), np.clip(xs, 0, dark.shape[1] - 1)]


def _meet(a: PixelBox, b: PixelBox) -> bool:
    width, height = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    smaller = min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1]))
    return width > 0 and height > 0 and width * height > 0.4 * smaller


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
