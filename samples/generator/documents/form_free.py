"""Forms that no text prints: the same labels in another order, in synonyms, above or beside their values, in one
column, or in running lines. Sample applicants of Heilongjiang, Shandong and Baoding use them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from ..applicant import World
from ..identity import capitals
from ..layout import Flow
from ..page import Run, Text, said
from ..style import Style, plain
from ..table import Cell, Row, Rules, row, table
from ..world import wan
from .common import closing_day, count_said, dated, name

UNITS = {"万元": Decimal(1), "千元": Decimal(10), "元": Decimal(10000)}
SYNONYMS = {
    "name": ("企业名称", "单位名称", "申报单位", "申请单位"),
    "code": ("统一社会信用代码", "统一社会信用代码", "社会信用代码"),
    "established": ("注册日期", "注册时间", "成立日期"),
    "kind": ("单位性质", "企业性质", "单位类型"),
    "legal": ("法人代表", "法定代表人"),
    "address": ("注册地址", "单位地址", "地址"),
    "postcode": ("邮政编码", "邮编"),
    "contact": ("联系人",),
    "phone": ("联系电话", "电话"),
    "fax": ("传真",),
    "mobile": ("手机", "手机号码"),
    "email": ("电子邮件", "电子邮箱", "E-mail"),
    "web": ("网址及备案号", "网站及备案号"),
    "capital": ("注册资本", "注册资金"),
    "assets": ("上年末总资产", "上年末资产总额", "上年末资产总计"),
    "equipment": ("仪器设备数量", "设备、仪器数量"),
    "cost": ("设备购买价格", "设备购置金额"),
    "share": ("设备占总资产比例", "占总资产比例"),
    "area": ("服务场地面积", "服务场所总面积"),
    "owned": ("自有面积", "其中：自有"),
    "leased": ("租用面积", "其中：租用"),
    "staff": ("职工总数", "从业人员", "从业人数"),
    "qualified": ("大专及以上学历和中级及以上职称人员", "其中：大专及以上学历和中级及以上技术职称的专业人员"),
    "ratio": ("占总人数比例", "专业人员占总人数比例"),
}
IDENTITY = (
    *("name", "code", "established", "kind", "legal", "address", "postcode"),
    *("contact", "phone", "fax", "mobile", "email", "web"),
)
SIZE = (
    *("capital", "assets", "equipment", "cost", "share", "area", "owned", "leased"),
    *("staff", "qualified", "ratio"),
)
WIDE = ("name", "address", "email", "web", "qualified")


@dataclass
class Field:
    """A label with its value; the unit stands with the label or behind the value."""

    key: str
    label: str
    value: list[str | Run]
    unit: str = ""

    def beside(self, label_bears: bool) -> tuple[str, Text]:
        if not self.unit:
            return self.label, self.value
        if label_bears:
            return f"{self.label}（{self.unit}）", self.value
        return self.label, [*self.value, self.unit]


def amount(
    w: World, s: Style, value: Decimal, quantity: str, period: object, accept: tuple[str, ...] = ()
) -> Run:
    """A figure held in 万元, typed in the form's unit; in yuan, people copy the audited figure to the cent."""
    books = [y for y in w.accounts if s.form_unit == "元"]
    exact = {
        wan(v): v for y in books for v in (y.revenue, y.service_revenue, y.assets, y.profit, y.taxes_paid)
    }
    typed = exact[value] if value in exact else value * UNITS[s.form_unit]
    digits = 1 if s.form_unit == "千元" else 2
    printed = f"{typed:,.{digits}f}" if s.wan == "comma" or s.form_unit == "元" else f"{typed:.{digits}f}"
    yuan = Decimal(printed.replace(",", "")) * 10000 / UNITS[s.form_unit]
    return said(printed, quantity, plain(yuan), period, accept)  # type: ignore[arg-type]


def fields(w: World, s: Style, rng: random.Random) -> dict[str, Field]:
    """Every field of the first part by its key."""
    f = w.form
    money: Callable[[Decimal, str], Run] = lambda v, q: amount(w, s, v, q, None)  # noqa: E731
    capital = (
        said(capitals(w.capital), "registered-capital", str(w.capital * 10000))
        if s.capital_words
        else said(str(w.capital), "registered-capital", str(w.capital * 10000))
    )
    assets = amount(w, s, f.assets, "total-assets", closing_day(w.last), f.assets_note)
    values: dict[str, tuple[str | Run | list[str | Run], str]] = {
        "name": (name(w), ""),
        "code": (said(w.code, "credit-code"), ""),
        "established": (dated(w.established, s.date, "established-on"), ""),
        "kind": (said(w.kind, "organisation-type"), ""),
        "legal": (said(f.legal, "legal-representative"), ""),
        "address": (said(w.address, "address"), ""),
        "postcode": (said(w.postcode, "postcode"), ""),
        "contact": (said(w.contact, "contact"), ""),
        "phone": (said(w.phone, "phone"), ""),
        "fax": (said(w.fax, "fax"), ""),
        "mobile": (said(w.mobile, "mobile"), ""),
        "email": (said(w.email, "email"), ""),
        "web": ([said(w.website, "website"), "  ", said(w.icp, "icp-number")], ""),
        "capital": (capital, "" if s.capital_words else "万元"),
        "assets": (assets, s.form_unit),
        "equipment": (count_said(f.equipment_count, "equipment-count"), "台（套）"),
        "cost": (money(f.equipment_cost, "equipment-cost"), s.form_unit),
        "share": (said(plain(f.equipment_share), "equipment-asset-ratio"), "%"),
        "area": (count_said(f.area, "premises-area"), "平方米"),
        "owned": (count_said(f.owned, "premises-owned"), "平方米"),
        "leased": (count_said(f.leased, "premises-leased"), "平方米"),
        "staff": (count_said(f.staff, "staff-count"), "人"),
        "qualified": (count_said(f.qualified, "qualified-staff-count"), "人"),
        "ratio": (said(plain(f.ratio), "qualified-staff-ratio"), "%"),
    }
    return {
        k: Field(k, rng.choice(SYNONYMS[k]), v if isinstance(v, list) else [v], unit)
        for k, (v, unit) in values.items()
    }


def write(flow: Flow, w: World, s: Style) -> None:
    """The first two parts of the form, in the style's layout."""
    rng = w.rng("free-form")
    found = fields(w, s, rng)
    label_bears = rng.random() < 0.5
    identity, size = list(IDENTITY), list(SIZE)
    if rng.random() < 0.5:  # contacts before the rest
        identity = identity[:2] + identity[7:] + identity[2:7]
    if rng.random() < 0.5:  # people before things
        size = size[:2] + size[8:] + size[2:8]
    lay = {"pairs": _pairs, "column": _column, "above": _above, "lines": _lines}[s.form_layout]
    for heading, keys in (("一、申请单位基本情况", identity), ("二、资产、场地和人员情况", size)):
        _heading(flow, s, heading)
        lay(flow, s, [found[k] for k in keys], label_bears)
    _heading(flow, s, f"三、近两年运营管理情况（单位：{s.form_unit}）")
    _years(flow, w, s)
    flow.space(6)
    if flow.y > flow.bottom - 260:
        flow.new_page()


def _heading(flow: Flow, s: Style, text: str) -> None:
    flow.need(60)
    flow.space(6)
    flow.para(text, indent=0, face=s.look.head, align="left", size=11.5, leading=1.6)
    if s.double_frame:
        flow.space(5)


def _rules(s: Style) -> Rules:
    return Rules(outer=1.1 if s.double_frame else 0.6, double=s.double_frame, tone=s.line_tone)


def _pairs(flow: Flow, s: Style, fields: list[Field], label_bears: bool) -> None:
    """Two fields a row, labels in cells of their own."""
    rows: list[Row] = []
    open_row: list[Cell] = []
    for f in fields:
        label, value = f.beside(label_bears)
        wide = f.key in WIDE
        if open_row and (wide or len(open_row) == 4):
            rows.append(Row(_filled(open_row)))
            open_row = []
        if wide:
            rows.append(Row([Cell(label, 3), Cell(value, 9, align="left")]))
        else:
            open_row += [Cell(label, 3), Cell(value, 3)]
    if open_row:
        rows.append(Row(_filled(open_row)))
    table(flow, [1 / 12] * 12, rows, size=s.table_size, pad=3.5, least=24, rules=_rules(s))


def _filled(cells: list[Cell]) -> list[Cell]:
    """A row of two fields; a single one takes the whole row."""
    if len(cells) == 2:
        cells[1].span = 9
    return cells


def _column(flow: Flow, s: Style, fields: list[Field], label_bears: bool) -> None:
    """A field a row."""
    rows = []
    for f in fields:
        label, value = f.beside(label_bears)
        rows.append(row(Cell(label, align="left"), Cell(value, align="left")))
    table(flow, [0.4, 0.6], rows, size=s.table_size, pad=3, least=21, rules=_rules(s))


def _above(flow: Flow, s: Style, fields: list[Field], label_bears: bool) -> None:
    """Labels in a row, their values in the row below."""
    rows: list[Row] = []
    line: list[Field] = []

    def close() -> None:
        spans = {1: [12], 2: [6, 6], 3: [4, 4, 4], 4: [3, 3, 3, 3]}[len(line)]
        texts = [f.beside(label_bears) for f in line]
        rows.append(Row([Cell(a, n, weight=True) for (a, _), n in zip(texts, spans, strict=True)]))
        rows.append(Row([Cell(b, n) for (_, b), n in zip(texts, spans, strict=True)]))
        line.clear()

    for f in fields:
        if line and (
            len(line) == 4 or (f.key in WIDE) != (line[0].key in WIDE) or (len(line) == 2 and f.key in WIDE)
        ):
            close()
        line.append(f)
    close()
    table(flow, [1 / 12] * 12, rows, size=s.table_size, pad=3, least=21, rules=_rules(s))


def _lines(flow: Flow, s: Style, fields: list[Field], label_bears: bool) -> None:
    """Running lines, two or three fields in each, the values underlined."""
    line: list[str | Run] = []
    n = 0
    for f in fields:
        if n and (f.key in WIDE or n == 2):
            flow.para(line, indent=0, align="left", size=s.table_size + 1)
            line, n = [], 0
        values = [Run(f" {v.text} ", v.claims, True) if isinstance(v, Run) else v for v in f.value]
        line += ["    " if n else "", f.label + "：", *values, f.unit]
        n += 1 + (f.key in WIDE)
    if line:
        flow.para(line, indent=0, align="left", size=s.table_size + 1)


YEARLY = ("营业收入", "其中：服务收入", "资产总额", "利润总额", "上缴税金", "服务中小企业户数")


def _years(flow: Flow, w: World, s: Style) -> None:
    """The figures of the years: a row a year, or a column a year."""
    years = w.form.years if s.form_order == "ascending" else w.form.years[::-1]
    columns: list[list[Text]] = [
        [
            amount(w, s, y.revenue, "revenue", y.year),
            amount(w, s, y.service_revenue, "service-revenue", y.year),
            amount(w, s, y.assets, "total-assets", closing_day(y.year)),
            amount(w, s, y.profit, "total-profit", y.year),
            amount(w, s, y.taxes, "taxes-paid", y.year),
            count_said(y.served, "served-count", y.year),
        ]
        for y in years
    ]
    if s.years_across:
        rows = [row("指标", *[f"{y.year}年" for y in years], weight=True)]
        rows += [row(Cell(h, align="left"), *[c[i] for c in columns]) for i, h in enumerate(YEARLY)]
        widths = [0.4, *[0.6 / len(years)] * len(years)]
    else:
        rows = [row("年度", *YEARLY)]
        rows += [row(f"{y.year}年", *c) for y, c in zip(years, columns, strict=True)]
        widths = [0.1, 0.17, 0.17, 0.17, 0.14, 0.13, 0.12]
    table(flow, widths, rows, 1, size=s.table_size, pad=3, least=22, rules=_rules(s))
