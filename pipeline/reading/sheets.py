"""Sheets (XLSX, XLS, CSV): one page a sheet, one grid with merged cells and the sheet's addresses.

Values as last calculated; formulas, macros and links do not act. XLSX is read twice: cells by a streaming
reader under limits, merged ranges from the sheet's XML.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter, range_boundaries
from python_calamine import CalamineError, CalamineWorkbook

from pipeline.errors import CorruptError, EncryptedError, LimitError
from pipeline.model import Box, Cell, Grid, Page, SourceFile, Word
from pipeline.reading.settings import Settings
from pipeline.reading.source import corrupt

WIDTH, ROW = 595.0, 14.0
Span = tuple[int, int, int, int]  # first row, first column, last row, last column, from 0


@dataclass(slots=True)
class Sheet:
    """Texts by row and column, and merged ranges."""

    name: str
    rows: list[list[str]]
    merged: list[Span] = field(default_factory=list)


def synthetic(row: int, column: int, rows: int, columns: int, of: int) -> Box:
    """A box in points for a cell of a page that has no paper: rows one below the other, columns of one width."""
    step = WIDTH / max(of, 1)
    return (round(column * step, 2), row * ROW, round((column + columns) * step, 2), (row + rows) * ROW)


def sheet_count(file: SourceFile, settings: Settings) -> int:
    """The number of sheets with something to read, at least 1."""
    return max(len(_sheets(file, settings)), 1)


def read_sheet(file: SourceFile, index: int, settings: Settings) -> Page:
    """Sheet `index` (from 1). Raises CorruptError, EncryptedError, LimitError."""
    sheets = _sheets(file, settings)
    if not sheets and index == 1:
        return Page(file.path, 1, None, WIDTH, ROW, "sheet", "full", blank=True)
    if not 1 <= index <= len(sheets):
        raise corrupt(file)
    sheet = sheets[index - 1]
    columns = max((len(r) for r in sheet.rows), default=0)
    grid = _grid(sheet, columns)
    words = tuple(w for c in grid.cells for w in c.words)
    height = max(len(sheet.rows), 1) * ROW
    return Page(
        file.path, index, None, WIDTH, height, "sheet", "full",
        words=words, grids=(grid,) if words else (), blank=not words, sheet=sheet.name,
    )  # fmt: skip


def _grid(sheet: Sheet, columns: int) -> Grid:
    covered: dict[tuple[int, int], Span] = {}
    for span in sheet.merged:
        for r in range(span[0], min(span[2], len(sheet.rows) - 1) + 1):
            for c in range(span[1], min(span[3], columns - 1) + 1):
                covered[r, c] = span
    cells = []
    for r, row in enumerate(sheet.rows):
        for c in range(columns):
            span = covered.get((r, c), (r, c, r, c))
            if (r, c) != span[:2]:
                continue
            rs, cs = min(span[2], len(sheet.rows) - 1) - r + 1, min(span[3], columns - 1) - c + 1
            text = row[c] if c < len(row) else ""
            box = synthetic(r, c, rs, cs, columns)
            address = f"{sheet.name}!{get_column_letter(c + 1)}{r + 1}"
            cells.append(
                Cell(r, c, rs, cs, text, box, address=address, words=(Word(text, box),) if text else ())
            )
    box = synthetic(0, 0, max(len(sheet.rows), 1), max(columns, 1), max(columns, 1))
    return Grid(box, len(sheet.rows), columns, tuple(cells), "sheet")


def _sheets(file: SourceFile, settings: Settings) -> list[Sheet]:
    return _load(file, settings)


@lru_cache(maxsize=2)  # the sheets of a workbook are asked for one after the other
def _load(file: SourceFile, settings: Settings) -> list[Sheet]:
    if file.media == "csv":
        return [s for s in [_csv(file, settings)] if s.rows]
    with file.location.open("rb") as stream:
        start = stream.read(8)
    if start[:4] == b"PK\x03\x04":
        return _xlsx(file, settings)
    return _xls(file, settings)


def _limit(file: SourceFile, en: str, zh: str) -> LimitError:
    return LimitError(f"{file.path} has more than {en}; split it", f"{file.path} 超过{zh}，请拆分")


def _taken(file: SourceFile, name: str, rows: Iterable[Sequence[Any]], settings: Settings) -> Sheet:
    """Rows as text, without the empty ones at the end, under the limits."""
    kept: list[list[str]] = []
    cells = filled = 0
    for row in rows:
        texts = [_text(v) for v in row]
        while texts and not texts[-1]:
            texts.pop()
        kept.append(texts)
        cells += len(texts)
        if texts:
            filled = len(kept)
        if len(kept) - filled > 2000:  # a formatted but empty tail of a million rows
            break
        if filled > settings.max_rows:
            raise _limit(file, f"{settings.max_rows} rows in a sheet", f"单表 {settings.max_rows} 行")
        if cells > settings.max_cells:
            raise _limit(file, f"{settings.max_cells} cells", f" {settings.max_cells} 个单元格")
    return Sheet(name, kept[:filled])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time | timedelta):
        return str(value)
    if isinstance(value, float):
        # Binary noise of a sum (0.30000000000000004) is not what the sheet shows.
        return f"{value:.15g}" if abs(value) < 1e15 else repr(value)
    return str(value).strip().replace("\r", "").replace("\n", "")


def _xlsx(file: SourceFile, settings: Settings) -> list[Sheet]:
    from pipeline.reading.docx_file import check_package

    check_package(file, settings)
    try:
        book = load_workbook(file.location, read_only=True, data_only=True, keep_links=False)
        try:
            visible = [w for w in book.worksheets if getattr(w, "sheet_state", "visible") == "visible"]
            if len(visible) > settings.max_sheets:
                raise _limit(file, f"{settings.max_sheets} sheets", f" {settings.max_sheets} 个工作表")
            merged = _merged_ranges(file)
            sheets = []
            for work in visible:
                work.reset_dimensions()
                sheet = _taken(file, work.title, _rows(work, settings), settings)
                sheet.merged = merged.get(str(getattr(work, "_worksheet_path", "")), [])
                if any(any(r) for r in sheet.rows):
                    sheets.append(sheet)
            return sheets
        finally:
            book.close()
    except (LimitError, EncryptedError, CorruptError):
        raise
    except Exception as error:  # the reader raises what its parsers raise: all mean the same to a package
        raise corrupt(file) from error


def _rows(work: Any, settings: Settings) -> Iterator[Sequence[Any]]:
    """Rows with percent formats applied: 0.85 formatted as 0.00% is read as 85%, as printed."""
    for row in work.iter_rows(max_col=1000):
        out: list[Any] = []
        for cell in row:
            value = cell.value
            if (
                isinstance(value, int | float)
                and not isinstance(value, bool)
                and "%" in str(cell.number_format)
            ):
                value = f"{round(value * 100, 10):.12g}%"
            out.append(value)
        yield out


_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')


def _merged_ranges(file: SourceFile) -> dict[str, list[Span]]:
    """Merged ranges by the part's path: the streaming reader leaves them out."""
    found: dict[str, list[Span]] = {}
    with zipfile.ZipFile(file.location) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                spans = []
                for ref in _MERGE.findall(package.read(name))[:20_000]:
                    left, top, right, bottom = (int(v or 1) for v in range_boundaries(ref.decode()))
                    spans.append((top - 1, left - 1, bottom - 1, right - 1))
                found[name] = spans
    return found


def _xls(file: SourceFile, settings: Settings) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_path(str(file.location))
        names = book.sheet_names
        if len(names) > settings.max_sheets:
            raise _limit(file, f"{settings.max_sheets} sheets", f" {settings.max_sheets} 个工作表")
        sheets = []
        for name in names:
            work = book.get_sheet_by_name(name)
            if work.height > 4 * settings.max_rows or work.height * work.width > 4 * settings.max_cells:
                raise _limit(file, f"{settings.max_cells} cells", f" {settings.max_cells} 个单元格")
            sheet = _taken(file, name, work.to_python(skip_empty_area=False), settings)
            sheet.merged = [(a[0], a[1], b[0], b[1]) for a, b in work.merged_cell_ranges or []]
            if any(any(r) for r in sheet.rows):
                sheets.append(sheet)
        return sheets
    except (CalamineError, OSError, ValueError) as error:
        if "password" in str(error).lower() or "encrypt" in str(error).lower():
            raise EncryptedError(
                f"{file.path} is protected by a password; save it without one",
                f"{file.path} 设有密码，请解除密码后重新提交",
            ) from error
        raise corrupt(file) from error


def _csv(file: SourceFile, settings: Settings) -> Sheet:
    data = file.location.read_bytes()
    text = decoded(data)
    if text is None:
        raise corrupt(file)
    head = text[:4000]
    delimiter = max(",\t;|", key=lambda d: (head.count(d), -",\t;|".index(d)))
    csv.field_size_limit(1_000_000)
    try:
        return _taken(
            file, file.path.rsplit("/", 1)[-1], csv.reader(io.StringIO(text), delimiter=delimiter), settings
        )
    except csv.Error as error:
        raise corrupt(file) from error


def decoded(data: bytes) -> str | None:
    """Text as UTF-8, UTF-16 with its mark, or GB 18030; None where it is none of them."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        codecs: tuple[str, ...] = ("utf-16",)
    else:
        codecs = ("utf-8-sig", "gb18030")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    return None
