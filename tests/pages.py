"""Pages, words and grids made of plain text, for tests of whatever reads pages.

    page("申请报告", "申请单位名称：{甲公司}", table=[["注册日期：2011.05.30", "单位性质：企业"]])

Lines run down the page, one each 24 points; two or more spaces or a tab part a line into words that stand
apart. Nothing here knows any real layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.model import Box, Cell, Document, Grid, Page, Seal, Word

WIDTH, HEIGHT = 595.0, 842.0
GLYPH = 11.0
LINE = 24.0


def _width(text: str, size: float) -> float:
    return sum(size if ord(ch) > 0x2000 else size * 0.55 for ch in text)


def words(
    text: str,
    *,
    x: float = 70.0,
    y: float = 60.0,
    size: float = GLYPH,
    confidence: float = 0.98,
    centre: bool = False,
) -> list[Word]:
    """The words of one printed line."""
    parts = [(m.group(), m.start()) for m in re.finditer(r"\S+(?: \S+)*", text.replace("\t", "    "))]
    made: list[Word] = []
    start = (WIDTH - _width(text, size)) / 2 if centre else x
    for part, at in parts:
        left = start + _width(text.replace("\t", "    ")[:at], size)
        made.append(Word(part, (left, y, left + _width(part, size), y + size), confidence))
    return made


def grid(
    rows: Sequence[Sequence[str | tuple[str, int] | None]],
    *,
    top: float = 200.0,
    left: float = 50.0,
    right: float = 545.0,
    confidence: float = 0.98,
    words_too: bool = True,
    height: float = 28.0,
) -> tuple[Grid, list[Word]]:
    """A ruled table and its words.

    A cell is its text, `(text, column span)`, or None where the cell above spans down. Rows are padded by
    stretching the last cell.
    """
    spans = [[(c[0], c[1]) if isinstance(c, tuple) else (c, 1) for c in row] for row in rows]
    columns = max(sum(s for _, s in row) for row in spans)
    width = (right - left) / columns
    owners: dict[int, int] = {}
    cells: list[Cell] = []
    printed: list[Word] = []
    for r, row in enumerate(spans):
        column = 0
        for k, (text, span) in enumerate(row):
            if k == len(row) - 1:
                span = columns - column
            if text is None:
                at = owners[column]
                cells[at] = replace(cells[at], row_span=cells[at].row_span + 1)
                column += span
                continue
            box: Box = (
                left + column * width,
                top + r * height,
                left + (column + span) * width,
                top + (r + 1) * height,
            )
            inside = _cell_words(text, box, confidence)
            printed += inside
            for c in range(column, column + span):
                owners[c] = len(cells)
            cells.append(
                Cell(
                    r,
                    column,
                    1,
                    span,
                    text.replace("\n", ""),
                    box,
                    confidence,
                    0.1 if text else 0.0,
                    None,
                    None,
                    tuple(inside),
                )
            )
            column += span
    made = Grid((left, top, right, top + len(rows) * height), len(rows), columns, tuple(cells))
    return made, printed if words_too else []


def _cell_words(text: str, box: Box, confidence: float) -> list[Word]:
    made: list[Word] = []
    for k, line in enumerate(text.split("\n")):
        made += (
            words(line, x=box[0] + 4, y=box[1] + 4 + 13 * k, size=9.0, confidence=confidence)
            if line.strip()
            else []
        )
    return made


def page(
    *text: str,
    table: Sequence[Sequence[str | tuple[str, int] | None]] | None = None,
    tables: Iterable[Sequence[Sequence[str | tuple[str, int] | None]]] = (),
    title: str | None = None,
    number: int = 1,
    file: str = "a.pdf",
    confidence: float = 0.98,
    seals: Sequence[Seal] = (),
    ink: Sequence[Box] = (),
    top: float = 60.0,
) -> Page:
    """A page of printed lines, then tables. `title` is a large centred first line."""
    every: list[Word] = []
    y = top
    if title is not None:
        every += words(title, y=y, size=20.0, confidence=confidence, centre=True)
        y += 2 * LINE
    for line in text:
        every += words(line, y=y, confidence=confidence)
        y += LINE
    grids: list[Grid] = []
    for rows in ([table] if table else []) + list(tables):
        made, inside = grid(rows, top=y + 10, confidence=confidence)
        grids.append(made)
        every += inside
        y = (made.box[3] if made.box else y) + LINE
    return Page(
        file, number, number, WIDTH, max(HEIGHT, y + 40), "ocr", "full",
        words=tuple(every), grids=tuple(grids), seals=tuple(seals),
        ink=tuple(ink), image_hash=f"{file}-{number}",
    )  # fmt: skip


def document(kind: str, *pages: Page) -> Document:
    """Pages as one document; their numbers run on."""
    return Document("d1", kind, tuple(replace(p, number=i, index=i) for i, p in enumerate(pages, 1)))
