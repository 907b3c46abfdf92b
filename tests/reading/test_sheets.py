"""Sheets: one page a sheet, merged cells, addresses, limits."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from pipeline.errors import CorruptError, LimitError
from pipeline.reading import Settings, page_count, read
from pipeline.reading.sheets import decoded
from tests.reading.drawn import source


def workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "服务名单"
    sheet.append(["2019年服务企业名单", None, None])
    sheet.append(["序号", "企业名称", "满意率"])
    sheet.append([1, "甲公司", 0.8478])
    sheet.append([2, "乙公司", 1234567.5])
    sheet["C3"].number_format = "0.00%"
    sheet.merge_cells("A1:C1")
    book.create_sheet("空表")
    book.save(path)
    return path


def test_merged_title_addresses_and_percent(tmp_path: Path) -> None:
    file = source(workbook(tmp_path / "a.xlsx"), "sheet")
    assert page_count(file) == 1
    page = read(file, 1)
    assert (page.number, page.source, page.sheet, page.image_hash) == (None, "sheet", "服务名单", None)
    grid = page.grids[0]
    title = grid.at(0, 2)
    assert title is not None
    assert (title.text, title.column_span, title.address) == ("2019年服务企业名单", 3, "服务名单!A1")
    assert [c.text for c in grid.row(2)] == ["1", "甲公司", "84.78%"]
    assert [c.text for c in grid.row(3)] == ["2", "乙公司", "1234567.5"]
    assert [w.text for w in page.words[:4]] == ["2019年服务企业名单", "序号", "企业名称", "满意率"]


def test_empty_workbook_is_one_blank_page(tmp_path: Path) -> None:
    Workbook().save(tmp_path / "a.xlsx")
    file = source(tmp_path / "a.xlsx", "sheet")
    assert page_count(file) == 1
    assert read(file, 1).blank


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04 and nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_corrupt_workbooks(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(CorruptError):
        read(source(path, "sheet"), 1)


def test_truncated_workbook(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    path.write_bytes(workbook(tmp_path / "a.xlsx").read_bytes()[:2000])
    with pytest.raises(CorruptError):
        page_count(source(path, "sheet"))


def test_limits_name_the_mend(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(f"{i},x" for i in range(50)), encoding="utf-8")
    with pytest.raises(LimitError, match="split") as caught:
        read(source(path, "csv"), 1, Settings(max_rows=10))
    assert "拆分" in caught.value.zh


def test_formulas_do_not_act(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["=1+1", "x"])
    book.save(tmp_path / "a.xlsx")
    assert [c.text for c in read(source(tmp_path / "a.xlsx", "sheet"), 1).grids[0].row(0)] == ["", "x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / f"{encoding}.csv"
    path.write_text("序号,名称\n1,蕲阳公司\n", encoding=encoding)
    assert [c.text for c in read(source(path, "csv"), 1).grids[0].row(1)] == ["1", "蕲阳公司"]


@given(
    rows=st.lists(
        st.lists(st.text(alphabet="甲乙丙 1x", max_size=4), min_size=2, max_size=4), min_size=1, max_size=6
    )
)
def test_csv_cells_stand_where_they_were(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["首", "行"], *rows])
    grid = read(source(path, "csv"), 1).grids[0]
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row):
            cell = grid.at(r, c)
            assert (cell.text if cell else "") == value.strip()


@given(st.binary(max_size=200))
def test_decoding_never_raises(data: bytes) -> None:
    text = decoded(data)
    assert text is None or isinstance(text, str)
