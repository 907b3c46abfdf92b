"""The field of a form in which the recommending authority writes its opinion, seals and dates it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.model import Document, Grid, Page
from pipeline.quantity import parse_date, squeeze

_LABEL = re.compile(
    r"(?:推荐单位|推荐部门|主管部门|工业和信息化(?:主管)?部门|(?:地|州|市|县|区)[^,，。]{0,12})?(?:审核|初审)?推荐意见"
)
_PRINTED = re.compile(
    r"[(（]?(?:单位)?[(（]?(?:盖章|公章|签章|签字)[)）]*|单位[:：]?|负责人[:：]?|(?:\d{2,4})?年\d{0,2}月\d{0,2}日?|[\s_:：,，.。()（）]+"
)
_LINES = 14  # of text under the label, where no cell bounds the field


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the field holds. `clear` is false where a hand or a stamp may have been missed."""

    page: Page
    text: str
    date: str | None
    sealed: bool
    clear: bool


def opinion_of(document: Document) -> Opinion | None:
    """The opinion's field, None where no page of the document has one."""
    for page in reversed(document.pages):
        field = _in_cells(page)
        if field is None:
            field = _in_lines(page)
        if field is None:
            continue
        label = _LABEL.search(field)
        bare = field[label.end() :] if label else field
        text = _PRINTED.sub("", bare)
        date = parse_date(bare)
        clear = page.source != "ocr" or (not page.ink and not page.photo and page.confidence >= 0.8)
        return Opinion(page, text, date if date and len(date) == 10 else None, bool(page.seals), clear)
    return None


def _in_cells(page: Page) -> str | None:
    for grid in page.grids:
        for cell in grid.cells:
            text = squeeze(cell.text)
            found = _LABEL.search(text)
            if found is None or found.start() > 12:
                continue
            return text + "".join(_beside(grid, cell.row, cell.column + cell.column_span))
    return None


def _beside(grid: Grid, row: int, column: int) -> list[str]:
    """The cells to the right of a label; they belong to it whatever they hold."""
    return [squeeze(c.text) for c in grid.row(row) if c.column >= column]


def _in_lines(page: Page) -> str | None:
    lines = squeeze_lines(page)
    for i, line in enumerate(lines):
        found = _LABEL.search(line)
        if found and found.start() <= 12:
            return "".join(lines[i : i + _LINES])
    return None


def squeeze_lines(page: Page) -> list[str]:
    """The words of a page, top to bottom."""
    return [squeeze(w.text) for w in sorted(page.words, key=lambda w: (round(w.box[1] / 6), w.box[0]))]
