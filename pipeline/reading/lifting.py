"""Lifts seals off the print below: from the picture before recognition, from the ink before marks are looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.rule import Rules
from pipeline.reading.seals import Ring
from pipeline.reading.settings import Image

DARKER = 22  # by how much the darkest print under a grey seal is darker than the seal, in grey values
BESIDE = 10  # the same of ordinary print beside it: thin strokes on a faint copy are as light as a stamp


def lifted(image: Image, rings: Sequence[Ring]) -> Image:
    """The page with the ink of the seals turned to paper, so that the print below reads.

    Of a coloured seal its own channel is taken; a grey one is lighter than print, if it can be lifted at all.
    """
    out = image
    for ring in rings:
        light = (
            _without_grey(image, ring) if ring.colour == "grey" else _own_channel(_part(image, ring), ring)
        )
        if light is not None:
            if out is image:
                out = image.copy()
            _part(out, ring)[:] = light[:, :, np.newaxis]
    return out


def without_stamps(rules: Rules, image: Image, rings: Sequence[Ring]) -> Rules:
    """`rules` whose ink under grey seals is only what is darker than the seal: a filled box, a tick, bold print."""
    ink = rules.ink
    for ring in rings:
        tones = _tones(image, ring) if ring.colour == "grey" else None
        if tones is not None and tones.seal - tones.print >= DARKER:
            ink = ink.copy() if ink is rules.ink else ink
            _part(ink, ring)[tones.grey > (tones.seal + tones.print) / 2] = 0
    return rules if ink is rules.ink else replace(rules, ink=ink)


@dataclass(frozen=True, slots=True)
class _Tones:
    """Grey values in a seal's box: its `grey` pixels, the paper, the seal, the darkest of the print."""

    grey: NDArray[np.float32]
    paper: float
    seal: float
    print: float


def _part(image: Image, ring: Ring, air: int = 0) -> Image:
    x0, y0, x1, y1 = ring.box
    return image[max(y0 - air, 0) : max(y1 + air, 0), max(x0 - air, 0) : max(x1 + air, 0)]


def _own_channel(part: Image, ring: Ring) -> Image:
    own = part[:, :, 2 if ring.colour == "red" else 0]
    paper = float(np.percentile(own, 80))
    return np.asarray(np.clip(own.astype(np.float32) * (235 / max(paper, 60)), 0, 255), np.uint8)


def _without_grey(image: Image, ring: Ring) -> Image | None:
    """Paper where a pixel is as light as the seal's outline or lighter; None where print is no darker than that."""
    tones = _tones(image, ring)
    if tones is None or tones.seal - tones.print < DARKER or not _dark_beside(image, ring, tones):
        return None
    low = tones.print + 0.45 * (tones.seal - tones.print)
    high = tones.print + 0.95 * (tones.seal - tones.print)
    # Dark stays, what is as light as the seal becomes paper, in between a ramp keeps edges smooth.
    share = np.clip((tones.grey - low) / max(high - low, 1.0), 0, 1)
    return np.asarray(tones.grey + (tones.paper - tones.grey) * share, np.uint8)


def _tones(image: Image, ring: Ring) -> _Tones | None:
    part = _part(image, ring)
    if ring.circle is None or part.size == 0:
        return None
    grey = part.min(axis=2).astype(np.float32)
    paper = float(np.percentile(grey, 85))
    values, far = _dark(grey, ring, paper, 0)
    rim, rest = values[(far > 0.93) & (far < 1.03)], values[far < 0.9]
    if len(values) < 50 or len(rim) < 30 or len(rest) < 30:
        return None
    return _Tones(grey, paper, float(np.percentile(rim, 25)), float(np.percentile(rest, 5)))


def _dark_beside(image: Image, ring: Ring, tones: _Tones) -> bool:
    """Whether the print around the seal, as far as there is any, is darker than the seal."""
    assert ring.circle is not None
    air = round(0.5 * ring.circle[2])
    values, far = _dark(_part(image, ring, air).min(axis=2).astype(np.float32), ring, tones.paper, air)
    outside = values[far > 1.08]
    return len(outside) < 300 or tones.seal - float(np.percentile(outside, 25)) >= BESIDE


def _dark(
    grey: NDArray[np.float32], ring: Ring, paper: float, air: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """(values, distances from the centre in radii) of the pixels that are no paper."""
    assert ring.circle is not None
    x, y, radius = ring.circle
    ys, xs = np.nonzero(grey < paper - 45)
    left, top = max(ring.box[0] - air, 0), max(ring.box[1] - air, 0)
    return grey[ys, xs], np.asarray(np.hypot(xs + left - x, ys + top - y) / radius, np.float32)
