"""The year rows of a form: «年度 | 营业收入 | 其中：服务收入 | 资产总额 | 利润总额 | 上缴税金 | 服务中小企业户数».

Columns are known by their headings (one or two rows of them, in any order), rows by their year; the table
may stand on its side, run over pages without its head, or have no ruled lines (`_year_lines`). A part of a
year («2023年1-6月») is not a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from pipeline.model import Box, Cell, Grid
from pipeline.quantity import UNIT_FACTORS, squeeze

# Longest first where one heading holds another: 服务收入 is no 营业收入.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("service-revenue", "服务收入 服务营业收入 服务性收入 中小企业服务收入 其中服务收入"),
    ("served-count", "服务中小企业户数 服务中小企业数 服务企业户数 服务企业数 服务中小企业家数 服务企业家数 服务户数 中小企业户数"),
    ("total-profit", "利润总额"),
    ("net-profit", "净利润"),
    ("taxes-paid", "上缴税金 上缴税费 上缴税收 上交税金 缴纳税金 纳税总额 纳税额 实缴税金 已缴税金"),
    ("total-assets", "资产总额 总资产 资产总计 资产合计"),
    ("total-liabilities", "负债总额 负债合计 总负债"),
    ("net-assets", "净资产 所有者权益"),
    ("revenue", "营业收入 总收入 收入总额 营业总收入 业务收入 主营业务收入"),
    ("staff-count", "从业人数 职工人数 从业人员数"),
)  # fmt: skip
BALANCES = ("total-assets", "net-assets", "total-liabilities")  # at the year's end, not over the year
SERVED = ("服务中小企业", "服务企业")  # as whole headings: «服务中小企业满意度» counts nobody
_NAMES = tuple((q, n) for q, names in COLUMNS for n in names.split())
# What is made of a quantity, or is another's part, is not that quantity: growth, shares, fixed assets.
_OTHER = re.compile(r"增长|增幅|增加|比例|占比|比重|率|人均|户均|平均|%|占|固定|流动|无形|营业外|非服务")
_CHANGE = re.compile("变动|增减")  # what net assets changed by is not net assets
# What public bodies call their income and what is left of it.
_OWN_WORD = re.compile(
    r"(?:本[年期]|当年|年度)?(?:收支)?(?:结余|盈余|差额|净资产变动额?|收入合计|总收入|事业收入|收入总计)"
)
_YEAR = re.compile(
    r"^[^\d]{0,7}((?:19|20)\d{2})\)?(?:年度?|年末|年底)?\)?(?:\(?(?:全年|审计|实际|决算|单位|[亿万千]?元)[^)]{0,8}\)?)?$"
)
# «上年度» before the year of filing. «本年» is not among them: some mean the year reported on, some that of filing.
_BEFORE = ((re.compile(r"^(?:上一?个?年度?|去年度?)$"), "-1"), (re.compile(r"^(?:前年度?|上上年度?)$"), "-2"))
_THIS = re.compile(r"^(?:本年度?|当年度?|今年度?)$")
PART = re.compile(r"\d{1,2}月?[-—–~至到]\d{1,2}月|上半年|下半年|[一二三四]季度|截[至止]|预[计测]|目标|计划")
FIGURE = re.compile(r"[-−–]?[(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?(?:万元|亿元|元|家|户)?|^[-—–/无]+$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the table: its quantity, year, text, and the unit of its column where one is printed."""

    quantity: str
    year: str
    text: str
    box: Box | None
    confidence: float
    unit: str | None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """Quantities by column number (ruled) or by span in points (not ruled), with each column's unit."""

    columns: Mapping[int, str]
    units: Mapping[int, str | None]
    grid_columns: int = 0


def quantity_of(text: str) -> str | None:
    """The quantity that a column heading names; one misread glyph is forgiven from four glyphs on."""
    t = re.sub(r"[(（].*?[)）]|[:：,，、.]|其中|^(?:上年度?|年度?|本年)|^服务(?=营业收入)", "", squeeze(text))
    t = re.sub(r"[(（].*$", "", t)
    best: tuple[float, str] | None = None
    if glossed := _glossed(text, t):
        return glossed
    if _OTHER.search(t) or _CHANGE.search(t):
        return None
    if t in SERVED:
        return "served-count"
    for q, name in _NAMES:
        if t == name:
            return q
        if len(name) >= 4 and t:
            likeness = 1 - Levenshtein.distance(t, name) / len(name)
            if likeness >= 0.75 and (best is None or likeness > best[0]):
                best = (likeness, q)
    if best:
        return best[1]
    return next((q for q, n in _NAMES if n in t and len(t) <= len(n) + 6), None)


def _glossed(text: str, outside: str) -> str | None:
    """«结余(利润总额)»: a public body's own word with the form's in a bracket; «成本(营业收入)» is no income."""
    if not _OWN_WORD.fullmatch(outside):
        return None
    if not _CHANGE.search(outside) and any(n in outside for _, n in _NAMES):
        return None
    inside = re.findall(r"\(([^()]*)\)", squeeze(text))
    return next((q for said in inside for q, n in _NAMES if said.removeprefix("即") == n), None)


def unit_of(text: str) -> str | None:
    m = re.search(r"(亿元|万元|千元|元)", squeeze(text))
    return m.group(1) if m and m.group(1) in UNIT_FACTORS else None


def year_of(text: str) -> str | None:
    """The full year that a row's first cell names, None for a part of a year or anything else.

    «-1» and «-2» are years before that of filing (上年度, 前年).
    """
    t = squeeze(text)
    if PART.search(t):
        return None
    if m := _YEAR.match(t):
        return m.group(1)
    return next((back for said, back in _BEFORE if said.match(t)), None)


_LEGIBLE = re.compile(
    r"[·•.'`,。、:;~_|*°^-]*(?:约|近)?[-−–(（]?\d[\d,，]*(?:[.．]\d+)?[)）]?(?:万元|亿元|元|万|家|户)?(?:余|多|以上|左右)?[·•.'`,。、:;~_|*°^]*"
)


def legible(text: str) -> bool:
    """Whether a cell holds one figure and nothing else but dirt."""
    return bool(_LEGIBLE.fullmatch(squeeze(text)))


def without_point(entries: Sequence[Entry]) -> list[Entry]:
    """Entries whose decimal point a faint copy may have lost: another year of the quantity has one, and a hundredth of it.

    «7132» beside «63.08»; nobody's revenue grows like that.
    """
    return [e for e in entries if any(_lost_point(e, o) for o in entries if o.quantity == e.quantity)]


def _lost_point(entry: Entry, other: Entry) -> bool:
    a, b = (re.sub(r"[,，\s]", "", o.text) for o in (entry, other))
    if not re.fullmatch(r"\d{3,}", a) or not re.fullmatch(r"\d+[.．]\d{1,2}", b):
        return False
    value = float(b.replace("．", "."))
    return bool(value) and 25 < float(a) / value < 400


def read_grid(grid: Grid, head: Head | None = None) -> tuple[list[Entry], Head | None]:
    """The entries of a ruled table, and its head for the page that goes on without one."""
    found = _head(grid)
    if found is not None:
        head = found
    elif head is None or head.grid_columns != grid.columns:
        return (_sideways(grid), None)
    entries: list[Entry] = []
    for r in range(grid.rows):
        row = grid.row(r)
        year = next(
            (y for c in row if c.row == r and c.column not in head.columns and (y := year_of(c.text))), None
        )
        if year is None:
            continue
        for c in row:
            if c.row == r and c.column in head.columns:
                entries.append(_entry(head.columns[c.column], year, c, head.units.get(c.column)))
    return of_known_years(entries, [c.text for c in grid.cells]), head


def of_known_years(entries: list[Entry], texts: Iterable[str]) -> list[Entry]:
    """The entries; beside a «本年» nobody knows which year «上年» is."""
    if any(_THIS.match(squeeze(t)) for t in texts):
        return [e for e in entries if not e.year.startswith("-")]
    return entries


def governs(grid: Grid, label: Cell, value: Cell) -> bool:
    """Whether a figure beside or under its label is one of a year: then the year table says which."""
    if value.row != label.row:
        return any(
            _any_year(c.text) and not _measured(grid, label.row, c)
            for c in grid.row(value.row)
            if c.column < value.column
        )
    for r in range(value.row):
        years = {
            c.column for c in grid.row(r) if c.row == r and c.column > label.column and _any_year(c.text)
        }
        if value.column in years and len(years) > 1:
            return True
    return False


def _measured(grid: Grid, row: int, figure: Cell) -> bool:
    """Whether a figure under a heading of `row` is none of a year: 1940 under «服务场地面积(平方米)»."""
    head = grid.at(row, figure.column)
    named = squeeze(head.text) if head is not None else ""
    return figure.text.strip().isdigit() and bool(named) and not re.search("年|时间|期|项目|指标", named)


def _any_year(text: str) -> bool:
    """A year or a part of one, and nothing else."""
    t = squeeze(text)
    return year_of(t) is not None or bool(re.match(r"(?:19|20)\d{2}年", t) and PART.search(t))


def _entry(quantity: str, year: str, c: Cell, unit: str | None) -> Entry:
    return Entry(quantity, year, c.text, c.box, c.confidence, unit, c.address)


def _head(grid: Grid) -> Head | None:
    """The row with most headings of quantities, and the row of sub-headings under it."""
    named: dict[int, list[tuple[Cell, str]]] = {}
    for c in grid.cells:
        if len(squeeze(c.text)) <= 24 and not re.search(r"\d", c.text) and (q := quantity_of(c.text)):
            named.setdefault(c.row, []).append((c, q))
    if not named:
        return None
    top = max(named, key=lambda r: (len({q for _, q in named[r]}), -r))
    first_year = next(
        (r for r in range(top, grid.rows) if any(year_of(c.text) for c in grid.row(r))), grid.rows
    )
    columns: dict[int, str] = {}
    units: dict[int, str | None] = {}
    # The lowest heading of a column is the most specific: «营业收入» may span its own «其中：服务收入».
    for r in range(max(0, top - 1), min(first_year, top + 3)):
        for c, q in named.get(r, ()):
            columns[c.column] = q
            units[c.column] = unit_of("".join(re.findall(r"[(（].*?(?:[)）]|$)", c.text)))
    if len(set(columns.values())) < 3:
        return None
    return Head(columns, units, grid.columns)


def _sideways(grid: Grid) -> list[Entry]:
    """Years across, quantities down."""
    for r in range(grid.rows):
        years = {c.column: y for c in grid.row(r) if c.row == r and (y := year_of(c.text))}
        if len(years) < 2:
            continue
        units = {c.column: unit_of(c.text) for c in grid.row(r)}
        entries: list[Entry] = []
        for below in range(r + 1, grid.rows):
            row = grid.row(below)
            named = [q for c in row if c.column not in years and (q := quantity_of(c.text))]
            if named:
                unit = next((u for c in row if c.column not in years and (u := unit_of(c.text))), None)
                entries += [
                    _entry(named[-1], years[c.column], c, unit or units[c.column])
                    for c in row
                    if c.column in years
                ]
        if len({e.quantity for e in entries}) >= 3:
            return of_known_years(entries, [c.text for c in grid.cells])
    return []
