"""A photo is told from a sheet that lies half in the shadow."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from pipeline.reading.frame import PixelBox
from pipeline.reading.pages import _photo
from tests.reading.drawn import as_frame

PICTURE = (150, 300, 1100, 1300)


def grain(height: int, width: int) -> NDArray[np.float32]:
    """Half-tones as a picture has them: light and dark spots of some size."""
    noise = np.random.default_rng(7).random((height // 12, width // 12), np.float32)
    return np.asarray(
        cv2.resize(noise, (width, height), interpolation=cv2.INTER_CUBIC) * 160 + 60, np.float32
    )


@pytest.mark.parametrize(
    ("pictured", "print_at", "photo"),
    [(False, [], False), (True, [], True), (True, [(140, 290, 1110, 1310)], False)],
    ids=["sheet", "picture", "all of it is print"],
)
def test_half_tones_in_the_shadow(pictured: bool, print_at: list[PixelBox], photo: bool) -> None:
    page = np.full((1754, 1240), 240, np.float32)
    page[1400:1420, 200:1000] = 30
    if pictured:
        x0, y0, x1, y1 = PICTURE
        page[y0:y1, x0:x1] = grain(y1 - y0, x1 - x0)
    shadow = np.linspace(1.0, 0.45, 1240, dtype=np.float32)
    grey = np.clip(page * shadow, 0, 255).astype(np.uint8)
    assert _photo(as_frame(Image.fromarray(grey).convert("RGB")), print_at) is photo


def test_a_black_page_is_no_photo() -> None:
    assert not _photo(as_frame(Image.new("RGB", (600, 800))), [])
