"""Shapes of hand-drawn marks, and ink that is no mark."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.reading.frame import ink_mask
from pipeline.reading.marks import shape_of
from pipeline.reading.settings import Image as Pixels
from tests.reading.drawn import SCALE, cross, paper, tick


def mask(picture: Image.Image) -> Pixels:
    return ink_mask(np.asarray(picture.convert("L"), np.uint8), 10)


@pytest.mark.parametrize("size", [(30, 24), (44, 30), (26, 34)])
def test_tick(size: tuple[int, int]) -> None:
    picture = paper((120, 80))
    tick(picture, (20, 20, 20 + size[0], 20 + size[1]))
    assert shape_of(mask(picture), SCALE) == "tick"


def test_cross_dot_ring_and_stroke() -> None:
    pictures = {name: paper((120, 80)) for name in ("cross", "dot", "ring", "stroke")}
    cross(pictures["cross"], (30, 20, 62, 52))
    ImageDraw.Draw(pictures["dot"]).ellipse((40, 30, 58, 48), fill=(20, 20, 20))
    ImageDraw.Draw(pictures["ring"]).ellipse((30, 20, 66, 56), outline=(20, 20, 20), width=4)
    ImageDraw.Draw(pictures["stroke"]).line((20, 40, 90, 41), fill=(20, 20, 20), width=4)
    assert {n: shape_of(mask(p), SCALE) for n, p in pictures.items()} == {
        "cross": "cross", "dot": "dot", "ring": "dot", "stroke": "stroke",
    }  # fmt: skip


def test_dirt_is_no_mark() -> None:
    picture = paper((120, 80))
    for x, y in ((20, 20), (60, 50), (100, 30)):
        ImageDraw.Draw(picture).ellipse((x, y, x + 2, y + 2), fill=(20, 20, 20))
    assert shape_of(mask(picture), SCALE) is None
