"""Crops: the evidence is inside, its mark fits, hostile boxes and files do no harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from pipeline.model import Box
from pipeline.reports import cutter
from pipeline.reports._pictures import CROP_BYTES, cut

SIZE = (595.0, 842.0)


def sheet(box: Box, scale: float = 2.0) -> Image.Image:
    image = Image.new("RGB", (round(SIZE[0] * scale), round(SIZE[1] * scale)), "white")
    ImageDraw.Draw(image).rectangle([v * scale for v in box], fill="black")
    return image


@pytest.mark.parametrize(
    "box", [(300, 400, 360, 412), (2, 2, 30, 14), (560, 820, 594, 840), (40, 100, 560, 118)]
)
def test_the_mark_frames_the_evidence(box: Box, tmp_path: Path) -> None:
    picture = cut(sheet(box), SIZE, box)
    assert picture is not None
    assert picture.mark is not None
    (tmp_path / "crop.jpg").write_bytes(picture.data)
    with Image.open(tmp_path / "crop.jpg") as image:
        grey = image.convert("L").point(lambda v: 255 if v < 128 else 0)
        seen = grey.getbbox()
    assert seen is not None
    marked = [picture.mark[i] * (picture.width, picture.height)[i % 2] for i in range(4)]
    assert all(abs(a - b) <= 3 for a, b in zip(seen, marked, strict=True))


def test_a_crop_is_small_even_of_noise() -> None:
    noise = Image.effect_noise((3000, 4200), 90).convert("RGB")
    picture = cut(noise, SIZE, (50, 100, 550, 700))
    assert picture is not None
    assert len(picture.data) < CROP_BYTES * 1.6


@pytest.mark.parametrize(
    "box", [(700, 900, 800, 950), (-50, -50, -10, -10), (300, 400, 100, 380), (0, 0, 0, 0)]
)
def test_boxes_off_the_page_do_no_harm(box: Box) -> None:
    picture = cut(sheet((0, 0, 1, 1)), SIZE, box)
    assert picture is None or all(0 <= v <= 1 for v in picture.mark or ())


def test_a_cutter_over_files_gives_none_for_what_it_has_not(tmp_path: Path) -> None:
    good, bad = tmp_path / "1.jpg", tmp_path / "2.jpg"
    sheet((300, 400, 360, 412)).save(good)
    bad.write_bytes(b"no picture")
    crop = cutter(
        {("a.pdf", 1): good, ("a.pdf", 2): bad, ("a.pdf", 4): good}, {("a.pdf", n): SIZE for n in (1, 2, 3)}
    )
    assert crop("a.pdf", 1, (300, 400, 360, 412)) is not None
    assert [crop("a.pdf", n, (1, 1, 2, 2)) for n in (2, 3, 4)] == [None, None, None]
