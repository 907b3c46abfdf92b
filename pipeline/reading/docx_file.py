"""DOCX: paragraphs and tables in the order of the document, as one page without a number.

Only `word/document.xml` is read: no macros, fields, links or embedded objects act.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from pipeline.errors import LimitError
from pipeline.model import Cell, Grid, Page, SourceFile, Word
from pipeline.reading.settings import Settings
from pipeline.reading.sheets import synthetic
from pipeline.reading.source import corrupt


def read_docx(file: SourceFile, settings: Settings) -> Page:
    """Boxes are synthetic: a line of text is a line of the page, a column of a table its share of the width."""
    check_package(file, settings)
    try:
        body = docx.Document(str(file.location))
        words: list[Word] = []
        grids: list[Grid] = []
        row = 0
        for block in _blocks(body):
            if row > settings.max_rows:
                raise _too_long(file, settings)
            if isinstance(block, Paragraph):
                for line in block.text.splitlines():
                    if line.strip():
                        words.append(Word(line.strip(), synthetic(row, 0, 1, 1, 1)))
                        row += 1
            else:
                grid = _grid(block, row, settings, file)
                if grid:
                    grids.append(grid)
                    words += [w for c in grid.cells for w in c.words]
                    row += grid.rows
    except (
        KeyError,
        ValueError,
        OSError,
        zipfile.BadZipFile,
        SyntaxError,
        AttributeError,
        IndexError,
    ) as error:
        raise corrupt(file) from error
    height = synthetic(max(row, 1), 0, 1, 1, 1)[1]
    return Page(
        file.path, 1, None, 595.0, max(height, 842.0), "text", "full",
        words=tuple(words), grids=tuple(grids), blank=not words,
    )  # fmt: skip


def check_package(file: SourceFile, settings: Settings) -> None:
    """Refuses an Office package that unpacks to more than its share. Raises CorruptError, LimitError."""
    try:
        with zipfile.ZipFile(file.location) as package:
            sizes = [(i.file_size, i.compress_size) for i in package.infolist()]
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise corrupt(file) from error
    total = sum(s for s, _ in sizes)
    if (
        len(sizes) > 5000
        or total > settings.max_unpacked
        or any(s > 1e7 and s > 300 * max(c, 1) for s, c in sizes)
    ):
        raise LimitError(
            f"{file.path} unpacks to {total} bytes; save it again without pictures",
            f"{file.path} 解压后过大（{total} 字节），请删除图片后另存",
        )


def _too_long(file: SourceFile, settings: Settings) -> LimitError:
    return LimitError(
        f"{file.path} has more than {settings.max_rows} lines; split it",
        f"{file.path} 超过 {settings.max_rows} 行，请拆分",
    )


def _blocks(body: object) -> Iterator[Paragraph | Table]:
    for child in body.element.body.iterchildren():  # type: ignore[attr-defined]
        if child.tag == qn("w:p"):
            yield Paragraph(child, body)  # type: ignore[arg-type]
        elif child.tag == qn("w:tbl"):
            yield Table(child, body)  # type: ignore[arg-type]


def _grid(table: Table, first: int, settings: Settings, file: SourceFile) -> Grid | None:
    """Cells by the underlying XML: python-docx gives a merged cell once for every place that it covers."""
    owners: dict[Any, list[tuple[int, int]]] = {}
    texts: dict[Any, str] = {}
    rows = len(table.rows)
    columns = 0
    for r, row in enumerate(table.rows):
        c = row.grid_cols_before
        for cell in row.cells:
            key = cell._tc  # the element itself: its id may be given again
            owners.setdefault(key, []).append((r, c))
            texts[key] = cell.text.strip()
            c += 1
        columns = max(columns, c)
        if (r + 1) * columns > settings.max_cells:
            raise _too_long(file, settings)
    cells = []
    for key, places in owners.items():
        top, left = min(p[0] for p in places), min(p[1] for p in places)
        rs, cs = max(p[0] for p in places) - top + 1, max(p[1] for p in places) - left + 1
        box = synthetic(first + top, left, rs, cs, max(columns, 1))
        text = "".join(texts[key].splitlines())
        words = (Word(text, box),) if text else ()
        cells.append(Cell(top, left, rs, cs, text, box, words=words))
    if not cells:
        return None
    cells.sort(key=lambda c: (c.row, c.column))
    whole = synthetic(first, 0, rows, max(columns, 1), max(columns, 1))
    return Grid(whole, rows, columns, tuple(cells), "docx")
