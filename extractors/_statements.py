"""Balance sheets and income statements out of grids: which figure belongs to which line and which date.

A balance sheet prints two halves side by side, each with its own columns; the header says which column is
closing and which opening (non-profits print the opening one first). Source of the layouts: domain B2.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractors._grids import NOTHING, Value, aligned, bands, cells_in, tidy, value
from extractors._lines import Line, page_lines
from extractors._lines_of_statements import BALANCE, INCOME, key_of, line_name, rank
from extractors._statement_columns import NOT_FIGURES, halves_of, head_of, role_of
from pipeline.model import Document, Grid, Page
from pipeline.quantity import parse_date, squeeze

_TITLE = re.compile(
    r"(?P<scope>合并|母公司|公司)?(?P<name>资产负债表|财务状况表|利润表|损益表|利润及利润分配表|利润和利润分配表|业务活动表|收入费用表|"
    r"收入支出表|收入支出总表|现金流量表|所有者权益变动表|股东权益变动表|净资产变动表|所有者权益\(股东权益\)变动表)(?:\(?续表?\d?\)?)?$"
)
_KINDS = {
    "资产负债表": "balance-sheet", "财务状况表": "balance-sheet", "利润表": "income-statement", "损益表": "income-statement",
    "利润及利润分配表": "income-statement", "利润和利润分配表": "income-statement", "业务活动表": "income-statement",
    "收入费用表": "income-statement", "收入支出表": "income-statement", "收入支出总表": "income-statement",
}  # fmt: skip
_UNIT = re.compile(r"单位[:：为]?(?:均为)?(?:[(（]?人民币[)）]?)?[:：]?((?:百万|千万|万|千|百|亿)?元)")
_AMOUNT = re.compile(r"\d,\d{3}|\d{3}\.\d{2}(?![\d.])")


@dataclass(slots=True)
class StatementLine:
    """One line: its printed name, its key where it is a known one, and the values of its columns."""

    text: str
    key: str | None
    closing: Value
    opening: Value
    page: Page
    rank: int = 0


@dataclass(slots=True)
class Statement:
    """A statement or a part of one. `date` is that of its closing column (or the year of a flow)."""

    kind: str
    page: Page
    consolidated: bool
    date: str | None
    unit: str | None
    lines: list[StatementLine] = field(default_factory=list)
    sure_columns: bool = True

    def line(self, key: str) -> StatementLine | None:
        """The line of a key: the best name, then the one that has figures, then the last."""
        held = [x for x in self.lines if x.key == key]
        return min(held, key=lambda x: (x.closing.blank and x.opening.blank, x.rank), default=None)


@dataclass(frozen=True, slots=True)
class _Caption:
    y: float
    kind: str | None
    consolidated: bool


def statements(document: Document) -> list[Statement]:
    """All balance sheets and income statements of a document, parts of one put together."""
    found: list[Statement] = []
    last: _Caption | None = None
    for page in document.pages:
        captions = list(_captions(page))
        grids: Sequence[Grid] = [tidy(g) for g in page.grids if g.columns >= 2]
        if not any(_kind_by_lines(g) for g in grids) and any(c.kind for c in captions):
            made = _from_words(page)
            grids = [*grids, made] if made else grids
        for grid in sorted(grids, key=lambda g: g.box[1] if g.box else 0.0):
            own = _caption_of(grid, captions)
            caption = own or (last if not captions else None)
            kind = _kind(grid, caption)
            if kind is None:
                continue
            made_of = _read(page, grid, kind, caption)
            for statement in made_of:
                _add(found, statement, fresh=own is not None)
        if captions:
            last = captions[-1]
    return found


def _add(found: list[Statement], new: Statement, fresh: bool) -> None:
    """Adds a statement; the second half of one (liabilities on the next page) joins the first."""
    for old in reversed(found):
        if old.kind == new.kind and old.consolidated == new.consolidated:
            keys = {x.key for x in old.lines if x.key}
            if not keys & {x.key for x in new.lines if x.key} - {"entrusted-assets"}:
                old.lines += new.lines
                old.date, old.unit = old.date or new.date, old.unit or new.unit
                return
            break
    found.append(new)


def _captions(page: Page) -> Iterator[_Caption]:
    lines = page_lines(page)
    texts = [(line.y, line.text) for line in lines if len(line.text) <= 40]
    if page.source == "sheet":
        texts = [(0.0, squeeze(page.sheet or "")), *texts]
        texts += [(0.1, squeeze(c.text)) for g in page.grids for c in g.cells if c.row < 4 and c.text.strip()]
    for y, text in texts:
        if re.search(r"[,，。;；、]", text):
            continue
        m = _TITLE.search(text)
        if m:
            yield _Caption(y, _KINDS.get(m["name"]), m["scope"] == "合并")


def _caption_of(grid: Grid, captions: Sequence[_Caption]) -> _Caption | None:
    if grid.box is None:
        return captions[0] if captions else None
    top = grid.box[1] + 0.25 * (grid.box[3] - grid.box[1])
    above = [c for c in captions if c.y < top]
    return max(above, key=lambda c: c.y, default=None)


def _kind_by_lines(grid: Grid) -> str | None:
    texts = [c.text for c in grid.cells if 3 <= len(squeeze(c.text)) <= 40]
    balance = {k for t in texts if (k := key_of(t, BALANCE))}
    if len(balance) >= 3:
        return "balance-sheet"
    income = {k for t in texts if (k := key_of(t, INCOME))}
    if "revenue" in income and ("total-profit" in income or len(income) >= 3):
        return "income-statement"
    return None


def _kind(grid: Grid, caption: _Caption | None) -> str | None:
    if caption is not None and caption.kind is None:
        return None  # a cash flow, a statement of changes
    by_lines = _kind_by_lines(grid)
    if by_lines or caption is None:
        return by_lines
    table = BALANCE if caption.kind == "balance-sheet" else INCOME
    return caption.kind if any(key_of(c.text, table) for c in grid.cells if c.text) else None


def _read(page: Page, grid: Grid, kind: str, caption: _Caption | None) -> list[Statement]:
    """The statements of a grid: one, or two where own and consolidated stand side by side."""
    table = BALANCE if kind == "balance-sheet" else INCOME
    every = bands(grid)
    first = _first_line(grid, every, table)
    header = (0, every[first][0] - 1) if first > 0 else (0, 0)
    paths = [head_of(grid, header, k) if first > 0 else "" for k in range(grid.columns)]
    above = _above(page, grid)
    date = _date(above, kind)
    unit = next((m.group(1) for t in [*paths, *above] if (m := _UNIT.search(t))), None)
    whole = caption is not None and caption.consolidated
    made = []
    sides = (
        {"合并", "母公司"} if any("合并" in p for p in paths) and any("母公司" in p for p in paths) else {""}
    )
    for side in sorted(sides):
        halves, sure = halves_of(grid, every[first:], paths, kind, date, side)
        if not halves:
            continue
        statement = Statement(kind, page, side == "合并" or (whole and not side), date, unit, [], sure)
        for n, (label, closing, opening) in enumerate(halves):
            firsts = [k for k in (closing, opening) if k is not None]
            spare = [k for k in range(label + 1, min(firsts)) if not NOT_FIGURES.search(paths[k])]
            for band in every[first:]:
                text = _label(grid, band, label, spare)
                if not text:
                    continue
                key = key_of(text, table)
                line = StatementLine(
                    text,
                    key,
                    value(cells_in(grid, band, closing)) if closing is not None else NOTHING,
                    value(cells_in(grid, band, opening)) if opening is not None else NOTHING,
                    page,
                    rank(text, key, table) if key else 0,
                )
                statement.lines.append(line)
            if kind == "balance-sheet":
                _bare_total(statement, n, len(halves))
        made.append(statement)
    return made


def _label(grid: Grid, band: tuple[int, int], label: int, spare: Sequence[int]) -> str:
    """The name of a line; where false rules cut its cell, the pieces up to the figures, left to right."""
    cells = cells_in(grid, band, label)
    for k in spare:
        cells += [
            c for c in cells_in(grid, band, k) if c not in cells and re.search("[\u3400-\u9fff]", c.text)
        ]
    return value(cells).text


def _bare_total(statement: Statement, half: int, halves: int) -> None:
    """A last line that says only 合计 or 总计."""
    key = "total-assets" if half == 0 and halves > 1 else "total"
    last = statement.lines[-1] if statement.lines else None
    if (
        last
        and last.key is None
        and line_name(last.text) in ("总计", "合计", "总额")
        and statement.line(key) is None
    ):
        last.key = key


def _first_line(grid: Grid, every: Sequence[tuple[int, int]], table: dict[str, tuple[str, ...]]) -> int:
    """The band after the header: the one after the last of the first bands that names columns."""
    last = -1
    for i, band in enumerate(every[:6]):
        texts = [squeeze(c.text) for c in grid.cells if band[0] <= c.row <= band[1] and c.text.strip()]
        hits = sum(bool(role_of(t, "balance-sheet") or role_of(t, "income-statement")) or bool(NOT_FIGURES.search(t)) or
                   t in ("项目", "资产", "合计") or "限定性" in t for t in texts if len(t) <= 24)  # fmt: skip
        if i > 0 and (
            any(_AMOUNT.search(t) for t in texts) or (hits < 2 and any(key_of(t, table) for t in texts))
        ):
            break
        if hits >= 1 and hits >= 0.3 * len(texts):
            last = i
    return last + 1


def _above(page: Page, grid: Grid) -> list[str]:
    """Captions between the title and the grid (date, unit), nearest last; for sheets the rows above the table."""
    if grid.box is None:
        return [squeeze(c.text) for c in grid.cells if c.row < 5 and c.text.strip()]
    top = grid.box[1] + 0.12 * (grid.box[3] - grid.box[1])
    lines: list[Line] = [line for line in page_lines(page) if line.box[1] < top]
    return [line.text for line in lines if len(line.text) < 90]


def _date(above: Sequence[str], kind: str) -> str | None:
    """The closing date (or the year) that the caption names; the last one above the table."""
    for text in reversed(above):
        if (len(text) > 60 and "单位" not in text) or _AMOUNT.search(text):
            continue  # a line of the table itself
        said = parse_date(re.sub(r"^.*?(?:编制单位|单位名称)[:：][^\d]*", "", text))
        if said is None:
            continue
        if kind == "balance-sheet" and len(said) == 10:
            return said
        if kind == "balance-sheet" and len(said) == 7:
            return said
        if len(said) >= 4 and re.search(r"年|度|-|\.", text):
            return said if kind == "balance-sheet" else _flow_year(text, said)
    return None


def _flow_year(text: str, said: str) -> str:
    """The year of a flow; `YYYY-MM` where it covers less than a year (2020年1-5月)."""
    m = re.search(r"(20\d{2})年(?:0?1月?)?[-—至~]+(\d{1,2})月", text)
    if m and int(m.group(2)) != 12:
        return f"{m.group(1)}-{int(m.group(2)):02d}"
    return said[:4]


def _from_words(page: Page) -> Grid | None:
    """A statement without rules: columns under the words of its header line."""
    lines = page_lines(page)
    for i, line in enumerate(lines):
        texts = [squeeze(w.text) for w in line.words]
        roles = sum(
            bool(role_of(t, "balance-sheet") or role_of(t, "income-statement")) for t in texts if len(t) <= 16
        )
        if roles < 2 or len(line.words) < 3:
            continue
        boxes = [w.box for w in line.words]
        extents: list[tuple[float, float]] = []
        for k, box in enumerate(boxes):
            figure = bool(role_of(texts[k], "balance-sheet") or role_of(texts[k], "income-statement"))
            # Names run to the right of their header word, figures to both sides of theirs.
            left = (boxes[k - 1][2] + box[0]) / 2 if k else 0.0
            right = (box[2] + boxes[k + 1][0]) / 2 if k + 1 < len(boxes) else page.width
            if not figure and k + 1 < len(boxes):
                right = boxes[k + 1][0] - 0.2 * (boxes[k + 1][2] - boxes[k + 1][0])
            elif figure and k and extents:
                left = max(
                    left if role_of(texts[k - 1], kind="balance-sheet") else box[0] - 0.2 * (box[2] - box[0]),
                    extents[-1][1],
                )
            extents.append((left, right))
        return aligned(page, extents, lines[i:])
    return None


def is_statement_page(page: Page) -> bool:
    """Whether a page is headed as a statement and holds figures."""
    return bool(list(_captions(page))) and (bool(page.grids) or len(re.findall(r"\d[.,]\d\d", page.text)) > 6)
