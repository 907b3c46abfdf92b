"""Text layers: taken where they say what is seen, refused where they are garbled, partial or invisible."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.colors import white
from reportlab.pdfgen.canvas import Canvas

from pipeline.reading import glance, read
from pipeline.reading.textlayer import _clean, garbled, layer
from tests.reading.drawn import paper, pdf_of, source


def digital(path: Path) -> Path:
    made = Canvas(str(path), pagesize=(595, 842))
    made.setFont("Helvetica", 12)
    made.drawString(200, 780, "Balance Sheet")
    made.saveState()  # a seal drawn as text: its glyphs stand aslant between those of the line
    made.translate(236, 781)
    made.rotate(-35)
    made.drawString(0, 0, "Q")
    made.restoreState()
    made.setFillColor(white)
    made.drawString(200, 740, "Nobody sees this line")
    made.setFillColorRGB(0, 0, 0)
    for r, row in enumerate(
        (["Item", "End", "Begin"], ["Cash", "1,200.50", "900.00"], ["Total", "1,200.50", "900.00"])
    ):
        for c, value in enumerate(row):
            made.rect(80 + 140 * c, 680 - 24 * r, 140, 24)
            made.drawString(86 + 140 * c, 687 - 24 * r, value)
    made.save()
    return path


def test_digital_page_with_a_ruled_table(tmp_path: Path) -> None:
    page = read(source(digital(tmp_path / "a.pdf"), "pdf"), 1)
    assert page.source == "text"
    assert [[c.text for c in page.grids[0].row(r)] for r in range(3)] == [
        ["Item", "End", "Begin"], ["Cash", "1,200.50", "900.00"], ["Total", "1,200.50", "900.00"],
    ]  # fmt: skip
    title = page.words[0]
    assert title.text == "Balance Sheet"
    assert title.box[0] == pytest.approx(200, abs=2)
    assert title.confidence == 1.0


def test_what_nobody_sees_is_not_read(tmp_path: Path) -> None:
    assert "Nobody" not in read(source(digital(tmp_path / "a.pdf"), "pdf"), 1).text


def test_glance_of_a_digital_page_needs_no_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.reading.pages.engine", None)
    page = glance(source(digital(tmp_path / "a.pdf"), "pdf"), 1)
    assert page.depth == "glance"
    assert page.words[0].text == "Balance Sheet"
    assert page.ruled >= 6


@pytest.mark.parametrize(
    "text",
    ["(cid:12)(cid:77)(cid:3)(cid:9)", "ÉêÇëµ¥Î»Ãû³ÆÉêÇëµ¥Î»", "\ue001\ue002\ue003\ue004", "�" * 8, "   "],
)
def test_garbled(text: str) -> None:
    assert garbled(text)


@pytest.mark.parametrize(
    "text",
    [
        "申请单位名称：蕲阳市中小企业服务中心",
        "Total assets 1,234.56 ¥",
        "国家中小企业公共服务示范平台申报书" * 5,
    ],
)
def test_not_garbled(text: str) -> None:
    assert not garbled(text)


def test_a_scan_has_no_layer(tmp_path: Path) -> None:
    assert layer(pdf_of([paper()], tmp_path / "a.pdf"), 1) is None


def test_recognition_behind_a_scan_is_not_believed(tmp_path: Path) -> None:
    made = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    made.drawInlineImage(paper((600, 850)), 0, 0, 595, 842)
    text = made.beginText(100, 700)
    text.setTextRenderMode(3)
    text.textLine("somebody else's recognition of this page")
    made.drawText(text)
    made.save()
    assert layer(source(tmp_path / "a.pdf", "pdf"), 1) is None


@pytest.mark.parametrize(
    ("written", "shown"), [("黑⻰江", "黑龙江"), ("⻢⻛⻓", "马风长"), ("⼯⼈", "工人"), ("ﬁ", "fi")]
)
def test_radicals_are_the_letters_that_they_show(written: str, shown: str) -> None:
    assert "".join(_clean(ch) for ch in written) == shown
