"""The real engine on drawn pages: few, because each takes a second."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from pipeline.model import Page, SourceFile
from pipeline.reading import crop, glance, pages, picture, read, reread
from tests.reading.drawn import cross, paper, pdf_of, ring, source, table, text, tick

pytestmark = pytest.mark.slow

XS, YS = [100, 220, 640, 800, 960, 1120], [300, 370, 440, 510, 580]
ROWS = [
    ["No", "Company", "good", "fair", "poor"], ["1", "Northern Light Trading", "", "", ""],
    ["2", "Harbour Tools Limited", "", "", ""], ["3", "Greenfield Seeds", "", "0", "11"],
]  # fmt: skip


def drawn() -> Image.Image:
    made = paper()
    text(made, (260, 150), "Enterprises served in 2019", 56)
    table(made, XS, YS, ROWS)
    tick(made, (700, 385, 740, 420))
    tick(made, (860, 455, 900, 490))
    cross(made, (1020, 385, 1050, 415))
    text(made, (100, 700), "The applicant declares that all of the above is true and complete.")
    ring(made, (800, 1200), 120, (205, 40, 45))
    text(made, (640, 1185), "Northern Platform Company")
    return made


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> SourceFile:
    folder = tmp_path_factory.mktemp("scan")
    crooked = drawn().rotate(1.2, resample=Image.Resampling.BICUBIC, fillcolor=(248, 248, 246))
    return pdf_of([crooked, paper()], folder / "a.pdf")


@pytest.fixture(scope="module")
def page(scan: SourceFile) -> Page:
    return read(scan, 1)


def test_words_grid_and_figures(page: Page) -> None:
    assert "Enterprises served in 2019" in page.text
    assert page.skew == pytest.approx(-1.2, abs=0.2)
    (grid,) = page.grids
    assert (grid.rows, grid.columns) == (4, 5)
    assert [c.text for c in grid.row(0)] == ROWS[0]
    assert [c.text for c in grid.row(3)] == ROWS[3]


def test_marks_and_ink(page: Page) -> None:
    (grid,) = page.grids
    marks = {(c.row, c.column): c.mark for c in grid.cells if c.mark}
    assert marks == {(1, 2): "tick", (2, 3): "tick", (1, 4): "cross"}
    empty, ticked = grid.at(2, 2), grid.at(2, 3)
    assert empty is not None
    assert ticked is not None
    assert (empty.ink or 0) < 0.005 < (ticked.ink or 0)


def test_seal_is_found_and_the_text_under_it_read(page: Page) -> None:
    (seal,) = page.seals
    assert seal.colour == "red"
    assert seal.box[2] - seal.box[0] == pytest.approx(240 * 0.48, rel=0.1)
    assert "Platform" in page.text


def test_boxes_are_those_of_the_upright_page_not_straightened(page: Page) -> None:
    line = next(w for w in page.words if w.text.startswith("The applicant"))
    first = next(w for w in page.words if w.text.startswith("Enterprises"))
    assert first.box[1] * 150 / 72 == pytest.approx(155, abs=16)
    assert line.box[3] - line.box[1] > 18  # the surrounding box of a sloping line is higher than its type


def test_glance_sees_the_head_and_a_blank_page(scan: SourceFile) -> None:
    page = glance(scan, 1)
    assert page.depth == "glance"
    assert "Enterprises served in 2019" in page.text
    assert page.ruled >= 9
    assert page.grids == ()
    assert glance(scan, 2).blank


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_turned_pages(tmp_path: Path, degrees: int) -> None:
    turned = drawn().rotate(degrees, expand=True)
    turned.save(tmp_path / "a.png", dpi=(150, 150))
    page = glance(source(tmp_path / "a.png", "image"), 1)
    assert page.rotation == degrees
    assert "Enterprises served in 2019" in page.text
    assert page.width < page.height


def test_a_turn_that_a_glance_found_is_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn().rotate(180).save(tmp_path / "a.png", dpi=(150, 150))
    file = source(tmp_path / "a.png", "image")
    found = read(file, 1)
    monkeypatch.setattr(pages, "set_upright", None)
    assert read(file, 1, rotation=180) == found


def test_pictures_and_crops(scan: SourceFile, page: Page) -> None:
    whole, part = picture(scan, page, 400), crop(scan, page, page.words[0].box, 4)
    assert whole[:3] == b"\xff\xd8\xff"
    assert part[:4] == b"\x89PNG"
    assert crop(scan, page, (-50, -50, 9000, 9000), 4)[:4] == b"\x89PNG"


def test_second_reading_of_a_cell(scan: SourceFile, page: Page) -> None:
    cell = page.grids[0].at(3, 4)
    assert cell is not None
    assert cell.box is not None
    assert reread(scan, page, cell.box, "rapidocr").text == "11"
