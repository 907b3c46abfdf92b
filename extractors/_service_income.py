"""Income from services, and the whole income, in a special audit report (domain B2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors._amounts import amount
from extractors._claims import claim
from extractors._grids import Value, bands, cells_in, value
from extractors._lines import page_lines
from extractors._opinions import flowing
from pipeline.model import Claim, Grid, Page
from pipeline.quantity import parse_year, plain, squeeze

_PART = r"(?:信息|技术|创业|培训|融资|咨询|法律|检测|市场|其他|其它|人才|管理|代理|公益|主营|非)"
_SERVICE = re.compile(
    r"服务(?:业务)?(?:总)?收入(?:合计|总额|总计|共计|金额)?(?:为|是|达|共计|[:：])*(?:人民币)?(\d[\d,，.]*)(万|亿)?元"
)
_WHOLE = re.compile(
    r"(?<!主营)(?<!服务)(?:(?:营业|业务)(?:总)?收入|收入总额)(?:合计|总额|总计|金额)?(?:为|是|达|共计|[:：])*(?:人民币)?(\d[\d,，.]*)(万|亿)?元"
)
_PARTS = re.compile(_PART + r"$")
_LINES = (
    (
        "service-revenue",
        r"(?:面向|其中[:：])?(?:中小(?:微)?企业)?(?:的|公共)?服务(?:业务)?(?:总)?收入(?:合计|总计|小计)?",
    ),
    ("revenue", r"营业(?:总)?收入(?:合计|总计)?"),
)
_NO_INCOME = re.compile("占|比|率|%|行次|序号|较|增|减|变动|差|成本|支出|费用|毛利|结余")
COLUMNS = 6  # of a table of income by year; a broader one is by service


def incomes(pages: Sequence[Page], kind: str, year: str | None) -> Iterator[Claim]:
    """Claims of service-revenue and revenue; table and sentence that agree are one claim, surer for it."""
    prose = [c for page in pages for c in _prose(page, kind, year)]
    tables = [c for page in pages for c in _tables(page, kind, year)]
    seen: set[tuple[str, str, str | None]] = set()
    for made in [*prose, *tables]:
        key = (made.quantity, made.value, made.period)
        if key in seen:
            continue
        seen.add(key)
        twice = sum((c.quantity, c.value) == (made.quantity, made.value) for c in [*prose, *tables]) > 1
        contrary = any(
            (c.quantity, c.period) == (made.quantity, made.period) and c.value != made.value
            for c in [*prose, *tables]
        )
        if contrary and made in tables and not twice and any(c.quantity == made.quantity for c in prose):
            continue  # another table's total; the sentence says what the report means
        yield replace(made, confidence=max(made.confidence, 0.98)) if twice else made


def _prose(page: Page, kind: str, year: str | None) -> Iterator[Claim]:
    text = flowing(page)
    for quantity, pattern in (("service-revenue", _SERVICE), ("revenue", _WHOLE)):
        for m in pattern.finditer(text.text):
            if quantity == "service-revenue" and _PARTS.search(text.text[max(0, m.start() - 3) : m.start()]):
                continue
            before = re.findall(r"(20\d{2})年", text.text[max(0, m.start() - 80) : m.start()])
            number = amount(m.group(1), (m.group(2) or "") + "元")
            if number is None:
                continue
            box, sure = text.spot(m.start(1), m.end())
            made = claim(
                page, quantity, plain(number.value) + "元", kind=kind, box=box, period=before[-1] if before else year,
                confidence=sure, read=text.raw(m.start(), m.end()),
            )  # fmt: skip
            if made:
                yield replace(made, resolution=plain(number.resolution))


def _tables(page: Page, kind: str, year: str | None) -> Iterator[Claim]:
    """The total of a column 服务收入, or a line 服务收入合计."""
    unit_line = next(
        (
            m.group(1)
            for line in page_lines(page)
            if (m := re.search(r"单位[:：](?:人民币)?((?:万|千|百万|亿)?元)", line.text))
        ),
        "元",
    )
    for grid in page.grids:
        every = bands(grid)
        if len(every) < 2 or grid.columns < 2:
            continue
        for k in range(grid.columns):
            head = squeeze(value(cells_in(grid, every[0], k)).text)
            unit = next((m.group(1) for m in [re.search(r"\(((?:万|千)?元)\)", head)] if m), unit_line)
            if re.fullmatch(r"(?:(?:20\d\d)年度?)?(?:中小企业)?服务收入(?:金额|合计)?(?:\(.*\))?", head):
                for band in every[1:]:
                    if re.match(r"合计|总计|共计|合$", _first(grid, band, k)):
                        yield from _cell(
                            page,
                            kind,
                            value(cells_in(grid, band, k)),
                            unit,
                            parse_year(head) or year,
                            "service-revenue",
                        )
        for band in every[1:]:
            yield from _line(page, kind, grid, (every[0], band), unit_line, year)


def _line(
    page: Page,
    kind: str,
    grid: Grid,
    bands_of: tuple[tuple[int, int], tuple[int, int]],
    unit: str,
    year: str | None,
) -> Iterator[Claim]:
    """A line 服务收入 or 营业收入: its label may stand behind a line number, or behind the figure."""
    head, band = bands_of
    texts = [squeeze(value(cells_in(grid, band, k)).text) for k in range(grid.columns)]
    at = next((k for k, t in enumerate(texts) if re.search("[\u3400-\u9fff]", t)), 0)
    label = re.sub(r"^[一二三四五六七\d、.()（）]+", "", texts[at])
    quantity = next((q for q, p in _LINES if re.fullmatch(p, label)), None)
    for k in range(grid.columns) if quantity and grid.columns <= COLUMNS else ():
        v, above = value(cells_in(grid, band, k)), squeeze(value(cells_in(grid, head, k)).text)
        if k == at or not amount(v.text) or _NO_INCOME.search(above + v.text):
            continue
        yield from _cell(page, kind, v, unit, _year_of(above, year), str(quantity))
        if not re.search(r"20\d\d|[本上][年期]", above):
            break


def _year_of(head: str, year: str | None) -> str | None:
    """The year of a column: the one it names, or the one before the audited year («上年金额»)."""
    if re.match("上年|上期", head):
        return str(int(year) - 1) if year else None
    return parse_year(head) or year


def _first(grid: Grid, band: tuple[int, int], stop: int) -> str:
    """What a line of a table begins with: a total has no number before it."""
    texts = (squeeze(value(cells_in(grid, band, k)).text) for k in range(stop))
    return next((t for t in texts if t), "-")


def _cell(page: Page, kind: str, v: Value, unit: str, period: str | None, quantity: str) -> Iterator[Claim]:
    number = amount(v.text, unit)
    if number is None:
        return
    made = claim(
        page, quantity, plain(number.value) + "元", kind=kind, box=v.box, period=period, confidence=v.confidence,
        cell=v.address, read=v.text,
    )  # fmt: skip
    if made:
        yield replace(made, resolution=plain(number.resolution))
