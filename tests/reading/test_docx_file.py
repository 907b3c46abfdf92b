"""DOCX: paragraphs and tables in the order of the document."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from pipeline.errors import CorruptError, LimitError
from pipeline.reading import page_count, read
from tests.reading.drawn import source


def test_order_and_merged_cells(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("申请表")
    table = made.add_table(2, 3)
    for r in range(2):
        for c in range(3):
            table.cell(r, c).text = f"{r}{c}"
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    made.add_paragraph("结束")
    made.save(str(tmp_path / "a.docx"))
    file = source(tmp_path / "a.docx", "docx")
    assert page_count(file) == 1
    page = read(file, 1)
    assert [w.text for w in page.words] == ["申请表", "合并", "02", "10", "11", "12", "结束"]
    assert [(c.text, c.column_span) for c in page.grids[0].row(0)] == [("合并", 2), ("02", 1)]
    assert page.number is None


def test_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(CorruptError):
        read(source(path, "docx"), 1)


def test_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b" " * 20_000_000)
    with pytest.raises(LimitError):
        read(source(path, "docx"), 1)
