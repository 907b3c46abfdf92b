"""What a copier, a scanner and a JPEG do to a page."""

from __future__ import annotations

import io
import random
from dataclasses import asdict, dataclass, replace
from typing import Any

import cv2
import numpy as np
from PIL import Image


@dataclass(frozen=True)
class Scanner:
    """One machine's habits. `skew` in degrees, `dark`/`light` the grey of ink and paper after copying."""

    dpi: int = 150
    colour: bool = False
    quality: int = 40
    skew: float = 1.0
    blur: float = 0.5
    noise: float = 1.5
    dark: int = 30
    light: int = 248
    speckle: int = 0
    punch: bool = False
    gutter: bool = False  # the shadow and the bend of a bound volume
    shadow: bool = False  # one side lies darker
    photo: bool = False  # taken with a phone: perspective
    tilt: float = 0.018  # how far a photo's corners stray, as a share of the side
    shade: bool = False  # somebody's shadow falls on the sheet
    through: float = 0.0  # how strongly the back of the sheet shines through
    tint: tuple[int, int, int] | None = None  # coloured paper
    patchy: float = 0.0  # how far the ink fades in patches, so that strokes and lines break
    edges: bool = False  # the dark rim that a copier leaves beside the sheet
    reduced: float = 1.0  # a larger sheet made smaller by the copier, or small paper on a large glass

    def record(self) -> dict[str, Any]:
        """The settings; what was added later only where it is used."""
        plain = asdict(Scanner())
        return {k: v for k, v in asdict(self).items() if k not in LATER or v != plain[k]}


LATER = ("tilt", "shade", "through", "tint", "patchy", "edges", "reduced")
PAPERS = ((255, 236, 240), (255, 246, 205), (225, 240, 255), (228, 246, 228))


PROFILES: dict[str, Scanner] = {
    "office": Scanner(dpi=150, colour=True, quality=42, skew=0.5, blur=0.4, noise=1.0, dark=25, light=252),
    "copier": Scanner(dpi=150, quality=40, skew=1.6, blur=0.65, noise=1.6, dark=38, light=243, speckle=55),
    "faint": Scanner(dpi=150, quality=40, skew=1.0, blur=0.7, noise=1.4, dark=105, light=246, speckle=12),
    "bound": Scanner(
        dpi=150, quality=40, skew=0.8, blur=0.5, noise=1.2, dark=30, light=247, gutter=True, speckle=8
    ),
    "fine": Scanner(dpi=200, quality=40, skew=0.7, blur=0.4, noise=1.0, dark=28, light=250, punch=True),
    "sharp": Scanner(dpi=300, quality=40, skew=0.4, blur=0.4, noise=0.8, dark=20, light=252),
    "phone": Scanner(
        dpi=170,
        colour=True,
        quality=44,
        skew=1.4,
        blur=0.5,
        noise=1.5,
        dark=45,
        light=238,
        shadow=True,
        photo=True,
    ),
}


def vary(scanner: Scanner, rng: random.Random) -> Scanner:
    """The same kind of machine with other settings."""
    return replace(
        scanner,
        dpi=rng.choice([150, 150, 180, 200, 240, 300]),
        quality=rng.choice([32, 40, 40, 50, 65]),
        skew=scanner.skew * rng.uniform(0.5, 1.6),
        blur=scanner.blur * rng.uniform(0.7, 1.2),
        noise=scanner.noise * rng.uniform(0.6, 1.3),
        dark=min(120, round(scanner.dark * rng.uniform(0.7, 1.3))),
        colour=scanner.colour or rng.random() < 0.2,
        punch=scanner.punch or rng.random() < 0.15,
    )


def age(scanner: Scanner, rng: random.Random) -> Scanner:
    """The same machine with one or two of the nuisances of real piles."""
    more: dict[str, Any] = {}
    for name in rng.sample(["through", "tint", "patchy", "edges", "shade"], rng.choice([0, 1, 1, 2])):
        more[name] = {
            "through": rng.uniform(0.06, 0.16),
            "tint": rng.choice(PAPERS),
            "patchy": rng.uniform(0.25, 0.5),
            "edges": not scanner.photo,
            "shade": scanner.photo,
        }[name]
    if scanner.photo:
        more["tilt"] = rng.uniform(0.012, 0.04)
    return replace(scanner, **more)


def wear(scanner: Scanner, rng: random.Random) -> Scanner:
    """The copy of a copy, scanned coarsely and kept small: what a reader gets wrong, so that its doubt can be measured."""
    return replace(
        scanner,
        dpi=rng.choice([100, 110, 120]),
        quality=rng.choice([18, 22, 26]),
        blur=rng.uniform(0.9, 1.15),
        noise=rng.uniform(3.0, 5.0),
        dark=rng.randrange(70, 115),
        speckle=max(scanner.speckle, 40),
    )


def degrade(
    img: Image.Image, scanner: Scanner, rng: random.Random, back: Image.Image | None = None
) -> Image.Image:
    """The image as the scanner leaves it (RGB or L); `back` is what is printed on the other side."""
    noise = np.random.default_rng(rng.randrange(2**32))
    a: np.ndarray = np.asarray(img.convert("RGB"), np.float32)
    h, w = a.shape[:2]
    if scanner.through and back is not None and back.size == img.size:
        ghost = np.asarray(back.convert("L").transpose(Image.Transpose.FLIP_LEFT_RIGHT), np.float32)
        a = a - (255 - cv2.GaussianBlur(ghost, (0, 0), scanner.dpi / 90))[..., None] * scanner.through
    if scanner.reduced < 1:
        a = _smaller(a, scanner.reduced, rng)
    if scanner.patchy:
        a = _faded(a, scanner, noise)
    if scanner.tint:
        a = a * np.array(scanner.tint, np.float32) / 255
    if not scanner.colour:
        a = cv2.cvtColor(a, cv2.COLOR_RGB2GRAY)
    if scanner.blur:
        a = cv2.GaussianBlur(a, (0, 0), scanner.blur * rng.uniform(0.85, 1.15) * scanner.dpi / 150)
    lo, hi = scanner.dark + rng.uniform(-8, 12), scanner.light + rng.uniform(-2, 2)
    a = lo + a * (hi - lo) / 255
    a = _warp(a, scanner, rng, hi)
    a = _light(a, scanner, rng)
    if scanner.speckle:
        for _ in range(rng.randrange(scanner.speckle // 2, scanner.speckle + 1)):
            centre = (rng.randrange(w), rng.randrange(h))
            tone = rng.uniform(20, 120)
            cv2.circle(
                a,
                centre,
                rng.choice([0, 0, 1, 1, 2]) * scanner.dpi // 150,
                (tone,) * 3 if scanner.colour else tone,
                -1,
            )
    if scanner.punch:
        for f in (0.36, 0.64):
            cv2.circle(
                a,
                (round(w * 0.026), round(h * f + rng.uniform(-3, 3))),
                round(scanner.dpi * 0.09),
                (70,) * 3 if scanner.colour else 70,
                -1,
            )
    if scanner.noise:
        grain = noise.normal(0, scanner.noise, a.shape[:2])
        a = a + (grain[..., None] if a.ndim == 3 else grain)
    return Image.fromarray(np.clip(a, 0, 255).astype(np.uint8))


def _smaller(a: np.ndarray, share: float, rng: random.Random) -> np.ndarray:
    """The sheet at `share` of its size somewhere on an empty one."""
    h, w = a.shape[:2]
    small = cv2.resize(a, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    x, y = (
        round(rng.uniform(0.2, 0.8) * (whole - part))
        for whole, part in ((w, small.shape[1]), (h, small.shape[0]))
    )
    out = np.full_like(a, 255)
    out[y : y + small.shape[0], x : x + small.shape[1]] = small
    return out


def _faded(a: np.ndarray, scanner: Scanner, noise: np.random.Generator) -> np.ndarray:
    """Ink that is thinner in some places than in others: first the hairlines go."""
    h, w = a.shape[:2]
    cells = noise.random((max(2, h // 90), max(2, w // 90))).astype(np.float32)
    field = cv2.resize(cells, (w, h), interpolation=cv2.INTER_CUBIC)
    grain = cv2.GaussianBlur(noise.random((h, w)).astype(np.float32), (0, 0), 1.2)
    loss = np.clip(field, 0, 1) * scanner.patchy + np.clip(grain - 0.56, 0, 1) * 4 * scanner.patchy
    return np.asarray(255 - (255 - a) * np.clip(1 - loss, 0, 1)[..., None])


def _warp(a: np.ndarray, scanner: Scanner, rng: random.Random, paper: float) -> np.ndarray:
    h, w = a.shape[:2]
    angle = rng.uniform(-scanner.skew, scanner.skew)
    fill = (paper - 6,) * 3
    if scanner.photo:
        j = lambda: rng.uniform(0.0, scanner.tilt)  # noqa: E731
        src = np.float32([[0, 0], [w, 0], [w, h], [0, h]])
        dst = np.float32(
            [
                [w * j(), h * j()],
                [w * (1 - j()), h * j()],
                [w * (1 - j()), h * (1 - j())],
                [w * j(), h * (1 - j())],
            ]
        )
        a = cv2.warpPerspective(
            a,
            cv2.getPerspectiveTransform(src, dst),
            (w, h),
            flags=cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=(120, 118, 112),
        )
    if scanner.gutter:
        x, y = np.meshgrid(np.arange(w, dtype=np.float32), np.arange(h, dtype=np.float32))
        bend = np.exp(-x / (w * 0.07)) * scanner.dpi * 0.05
        a = cv2.remap(
            a,
            x,
            y + bend * (y / h - 0.5) * 2,
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=fill,
        )
    m = cv2.getRotationMatrix2D((w / 2, h / 2), angle, 1.0)
    m[:, 2] += rng.uniform(-0.006, 0.006) * w, rng.uniform(-0.004, 0.004) * h
    return cv2.warpAffine(
        a, m, (w, h), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=fill
    )


def _light(a: np.ndarray, scanner: Scanner, rng: random.Random) -> np.ndarray:
    h, w = a.shape[:2]
    x = np.linspace(0, 1, w, dtype=np.float32)
    y = np.linspace(0, 1, h, dtype=np.float32)
    field = np.ones((h, w), np.float32)
    if scanner.gutter:
        field *= 1 - 0.45 * np.exp(-x / 0.025)[None, :]
    if scanner.shadow:
        dx, dy = rng.uniform(-0.2, 0.2), rng.uniform(-0.2, 0.2)
        field *= 1 - 0.12 + dx * (x - 0.5)[None, :] + dy * (y - 0.5)[:, None]
    if scanner.shade:
        side, edge = rng.choice([-1, 1]), rng.uniform(0.55, 0.8)
        slope = (x[None, :] if side > 0 else 1 - x[None, :]) + 0.35 * y[:, None]
        field *= 1 - 0.3 / (1 + np.exp(-(slope - edge) / 0.03))
    if scanner.edges:
        at = rng.uniform(0.004, 0.016)
        rim = (x[None, :] > 1 - at) if rng.random() < 0.5 else (y[:, None] < at * 0.8)
        field = np.where(rim, field * 0.25, field)
    if not (scanner.gutter or scanner.shadow or scanner.shade or scanner.edges):
        return a
    return a * (field[..., None] if a.ndim == 3 else field)


def jpeg(img: Image.Image, scanner: Scanner) -> bytes:
    """The JPEG file of a scanned page."""
    out = io.BytesIO()
    more = {"subsampling": 2} if img.mode == "RGB" else {}
    img.save(out, "JPEG", quality=scanner.quality, optimize=True, dpi=(scanner.dpi, scanner.dpi), **more)
    return out.getvalue()
