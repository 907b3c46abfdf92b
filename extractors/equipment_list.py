"""设备清单: equipment, instruments and software with their number and price."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors._amounts import amount
from extractors._claims import claim
from extractors._columns import Column, named
from extractors._kinds import listed, opening, vocabulary
from extractors._lines import page_lines
from extractors._list_owner import list_owner
from extractors._lists import completeness, counted, row
from extractors._tables import Listing, Record, read_list
from pipeline.model import Box, Cell, Claim, Document, Grid, Page, Problem, Row
from pipeline.quantity import Figure, clean, parse_figure, plain, squeeze

KIND = "equipment-list"
PRODUCES: tuple[str, ...] = ("equipment-count", "equipment-cost", "applicant-name")
READS = True
Reader = Callable[[str, str | None], Figure | None]

_TITLES = vocabulary(
    """
    设备清单 服务设备、仪器及软件清单 设备、仪器及软件清单 设备、仪器和软件清单 设备、仪器、软件清单 设备、仪器清单
    仪器、设备及软件清单 仪器、设备、软件清单 设备及仪器清单 设备及软件一览表 设备、仪器及软件一览表
    设备、软件清单 设备和软件清单 设备及软件清单 仪器设备清单 仪器设备和软件清单 设备仪器清单
    仪器及软件清单 仪器和软件清单 仪器清单 软件清单 设备一览表 仪器设备一览表 设备明细表 设备清单表 设备明细
    仪器设备明细表 设备台账 仪器设备台账 固定资产清单 固定资产明细表 固定资产台账 设备列表 设备情况表
    仪器设备表 软件一览表 仪器一览表 设备统计表 软硬件清单 软硬件设备清单 设备登记表 设备设施清单
    设施设备清单 仪器、设备清单 设备汇总表 设施清单
    """
)


COLUMNS = (
    Column("number", vocabulary("序号 编号 序 号 No NO")),
    Column(
        "name",
        vocabulary(
            """
            设备仪器软件名称 设备名称 仪器设备名称 设备仪器名称 设备软件名称 软件名称 仪器名称 资产名称 名称 设备及软件名称 设备
            仪器设备及软件名称 固定资产名称 物品名称 设备设施名称
            """
        ),
    ),
    Column(
        "model",
        vocabulary("型号规格 规格型号 型号 规格 品牌型号 主要技术指标 型号及规格 规格及型号 版本 技术参数"),
    ),
    Column("quantity", vocabulary("数量 数量台套 台套数 台数 数量台 数量套 台套")),
    Column("price", vocabulary("单价 单价万元 单价元")),
    Column(
        "cost",
        vocabulary(
            """
            购置金额 金额 购买价格 总价 合计金额 原值 资产原值 购置价格 价格 购置原值 价值 账面原值 设备原值 总金额 总值 购入价格
            购买金额 采购金额 购置价值 价款 小计 购置费用
            """
        ),
    ),
    Column("date", vocabulary("购置时间 购置日期 购买时间 启用时间 购入日期 购买日期 入账日期 采购时间")),
    Column(
        "place",
        vocabulary(
            "存放地点 使用部门 放置地点 用途 保管人 使用人 使用情况 状态 产地 生产厂家 厂家 品牌 单位"
        ),
    ),
    Column("remark", vocabulary("备注 说明")),
)
_UNIT = re.compile(
    r"(?:金额)?单位[:：为]?(?:(?:台|套|件|个)(?:[(（]套[)）]|[/／]套)?[、,，/／])?(?:人民币)?((?:百万|万|千|百|亿)?元)"
    r"|\(((?:百万|万|千|百|亿)?元)\)|(?:金额|价格|原值|总价|单价)[/／、:：]?((?:万|千)?元)"
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 设备…清单, or the head of such a table."""
    found = opening(pages, _TITLES, unless="租赁|采购合同|报价|签到")
    if found is None and pages:
        found = listed(pages[0], "设备|仪器|软件", "型号|规格", "数量|台套", "单价|金额|原值|价格", need=4)
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """A row a device; the printed totals of quantity and cost, else their sums."""
    pages = tuple(replace(p, grids=tuple(map(_headed, p.grids))) for p in document.pages)
    found = read_list(replace(document, pages=pages), COLUMNS, "name")
    records = [r for r in found.records if r.text("name") or r.text("number")]
    mended, whole = completeness(records)
    rows = [_row(document, n, r, mended[n - 1]) for n, r in enumerate(records, 1)]
    yield from rows
    unit = _unit(document)
    read = _decimal if _three_places([*found.records, *found.totals], unit) else amount
    printed = [
        _printed(found, "quantity", "equipment-count", None, read),
        _printed(found, "cost", "equipment-cost", unit, read),
    ]
    yield from (c for c in printed if c)
    if rows and printed[0] is None:
        each = [parse_figure(r.text("quantity")) for r in records]
        if any(each):
            total = sum((f.value for f in each if f), Decimal(0))
            sure = whole * (1 if all(each) else 0.7)
            yield counted(rows, KIND, "equipment-count", plain(total), sure)
    if rows and printed[1] is None:
        costs = [_cost(r, unit, read) for r in records]
        if any(costs):
            total = sum((f.value for f in costs if f), Decimal(0))
            sure = whole * (1 if all(costs) else 0.7)
            made = counted(rows, KIND, "equipment-cost", plain(total), min(sure, 0.9))
            step = max(f.resolution for f in costs if f)
            yield replace(made, resolution=plain(step))
    if owner := list_owner(document.pages, KIND):
        yield owner


def _row(document: Document, n: int, record: Record, number: int | None) -> Row:
    cells: dict[str, str | None] = {k: v.text or None for k, v in record.cells.items() if k != "number"}
    boxes: dict[str, Box | None] = {k: v.box for k, v in record.cells.items() if k != "number"}
    doubt = [k for k, v in record.cells.items() if v.text and v.confidence < 0.7 and k != "number"]
    return row(document, KIND, n, record, number, cells, boxes, record.get("name").confidence, doubt)


def _unit(document: Document) -> str | None:
    """The unit of money that captions or headers name."""
    for page in document.pages:
        texts = [line.text for line in page_lines(page)] + [
            squeeze(c.text) for g in page.grids for c in g.cells if c.row < 3
        ]
        for text in texts:
            if len(text) < 60 and (m := _UNIT.search(text)):
                return next(g for g in m.groups() if g)
    return None


def _headed(grid: Grid) -> Grid:
    """The grid with headings apart that were read as one word over their columns: «数量 单价(元) 金额(元)»."""
    made = {(c.row, c.column): c for c in grid.cells}
    for c in grid.cells:
        parts = c.words[0].text.split() if len(c.words) == 1 and c.row < 3 else []
        if len(parts) < 2 or not all(named(p, COLUMNS) for p in parts):
            continue
        x0, _, x1, _ = c.words[0].box
        over = [
            k for k in grid.cells
            if k.row == c.row and k.column_span == k.row_span == 1 and k.box and min(k.box[2], x1) - max(k.box[0], x0) > 0
        ]  # fmt: skip
        if len(over) == len(parts) and all(k is c or not k.text.strip() for k in over):
            for k, text in zip(sorted(over, key=lambda k: k.column), parts, strict=True):
                made[k.row, k.column] = _held(k, text, c)
    return replace(grid, cells=tuple(made.values()))


def _held(cell: Cell, text: str, source: Cell) -> Cell:
    """A cell with its part of the word of another."""
    word = replace(source.words[0], text=text, box=cell.box or source.words[0].box)
    return replace(cell, text=text, words=(word,), confidence=source.confidence)


def _three_places(records: Sequence[Record], unit: str | None) -> bool:
    """Whether 万元 are printed with three decimals (66.800): all are, and one begins with nought."""
    if unit != "万元":
        return False
    texts = [t for r in records for column in ("price", "cost") if (t := squeeze(r.text(column)))]
    figures = [t for t in texts if re.search(r"\d", t)]
    return (
        len(figures) >= 2
        and all(re.fullmatch(r"\d{1,6}[.．]\d{3}", t) for t in figures)
        and any(re.match(r"0[.．]", t) for t in figures)
    )


def _decimal(text: str, unit: str | None = None) -> Figure | None:
    return parse_figure(squeeze(text).replace("．", "."), unit or "元")


def _cost(record: Record, unit: str | None, read: Reader) -> Figure | None:
    """The cost of a row: its own column, else price times quantity."""
    if found := read(record.text("cost"), unit):
        return found
    price, quantity = read(record.text("price"), unit), parse_figure(record.text("quantity"))
    if price and quantity:
        return Figure(price.value * quantity.value, price.resolution)
    return None


def _printed(found: Listing, column: str, quantity: str, unit: str | None, read: Reader) -> Claim | None:
    """The figure of the closing line of totals."""
    for record in reversed(found.totals):
        v = record.get(column)
        text = clean(v.text)
        if not re.search(r"\d", text) or v.span > 2:
            continue
        if quantity == "equipment-cost":
            figure = read(text, unit)
            if figure is None:
                continue
            sure = v.confidence if unit else min(v.confidence, 0.7)  # 元 or 万元: nothing says
            made = claim(
                record.page,
                quantity,
                plain(figure.value) + "元",
                kind=KIND,
                box=v.box,
                confidence=sure,
                cell=v.address,
                read=text,
            )
            return replace(made, resolution=plain(figure.resolution)) if made else None
        return claim(
            record.page, quantity, text, kind=KIND, box=v.box, confidence=v.confidence, cell=v.address
        )
    return None
