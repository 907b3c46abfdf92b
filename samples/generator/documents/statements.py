"""The statements and notes bound into an audit report: the enterprise layout and that of private non-profits,
whose opening column comes first."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..applicant import World
from ..finance import Year, cash_flows
from ..layout import Flow
from ..page import Text, said
from ..style import Style, plain
from ..table import Cell, Row, row, table
from .common import closing_day, name, seal
from .statement_lines import ASSETS, CLAIMS_SIDE, DISPLAY, INCOME, NPO_ASSETS, NPO_CLAIMS, NPO_INCOME

UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000)}
CLAIMED = {
    "资产总计": "total-assets",
    "负债合计": "total-liabilities",
    "所有者权益合计": "net-assets",
    "净资产合计": "net-assets",
}
FLOWS = {
    "营业收入": "revenue",
    "利润总额": "total-profit",
    "净利润": "net-profit",
    "收入合计": "revenue",
    "净资产变动额": "total-profit",
}


def _amount(value: Decimal, s: Style, blank_zero: bool = True) -> str:
    if not value and blank_zero:
        return ""
    shown = (value / UNITS[s.statement_unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{shown:,.2f}" if s.money == "comma" else f"{shown:.2f}"


def _figure(value: Decimal, s: Style, quantity: str | None, period: str) -> Text:
    text = _amount(value, s)
    if not quantity or not text:
        return text
    amount = Decimal(text.replace(",", "")) * UNITS[s.statement_unit]
    return said(
        text, quantity, plain(amount), period, accept=() if s.statement_unit == "元" else (plain(value),)
    )


def _head(flow: Flow, w: World, s: Style, title: str, when: str, code: str) -> None:
    flow.new_page()
    flow.y = max(50.0, flow.y - 8)
    flow.title(title, 18, after=0, spread=6)
    flow.put(when, flow.y + 8, align="center", size=10)
    flow.put(code, flow.y + 8, align="right", size=9)
    flow.space(22)
    flow.put(["编制单位：", name(w, w.audit_name or w.name)], flow.y, size=9.5)
    flow.put(
        "单位："
        + ("人民币元" if s.statement_unit == "元" and w.rng("unit").random() < 0.4 else s.statement_unit),
        flow.y,
        align="right",
        size=9.5,
    )
    flow.space(6)


def _feet(flow: Flow, w: World) -> None:
    others = w.rng("feet")
    a, b = others.sample([p.name for p in w.staff[2:]], 2)
    y = flow.y + 18
    head = (
        ["法定代表人：", said(w.legal, "legal-representative")]
        if w.rng("feet-head").random() < 0.6
        else f"单位负责人：{w.legal}"
    )
    flow.put(head, y, size=9.5)
    flow.put(f"主管会计工作负责人：{a}", y, flow.left + flow.room * 0.33, size=9.5)
    flow.put(f"会计机构负责人：{b}", y, flow.left + flow.room * 0.72, size=9.5)


def _line(years: tuple[Year, Year], label: str, closing_first: bool, s: Style, shift: Decimal) -> list[Cell]:
    key = label.strip().split("（")[0] if label.startswith("  ") else label
    cells = []
    pair = [years[1], years[0]] if closing_first else [years[0], years[1]]
    for y in pair:
        value = y.lines.get(key, Decimal(0)) + (shift if key == "负债合计" and y is years[1] else 0)
        cells.append(
            Cell(_figure(value, s, CLAIMED.get(key), closing_day(y.year)) if label else "", align="right")
        )
    return cells


def balance(flow: Flow, w: World, s: Style, sealed_by: str | None = None) -> None:
    """The balance sheet: both halves side by side, or one below the other on two pages."""
    years = w.audited
    _head(flow, w, s, "资产负债表", f"{years[1].year}年12月31日", "会民非01表" if w.npo else "会小企01表")
    left, right = (NPO_ASSETS, NPO_CLAIMS) if w.npo else (ASSETS, CLAIMS_SIDE)
    closing_first = not w.npo
    opening = "年初数" if w.npo else s.opening
    heads = ["期末数" if opening.endswith("数") else "期末余额", opening]
    if not closing_first:
        heads.reverse()
    shown = lambda t: DISPLAY.get(t, t)  # noqa: E731
    size = 9.0
    if s.split_sheet:
        n = 0
        for k, side in enumerate((left, right)):
            if k:
                _head(
                    flow,
                    w,
                    s,
                    "资产负债表（续）",
                    f"{years[1].year}年12月31日",
                    "会民非01表" if w.npo else "会小企01表",
                )
            rows = [row(*[Cell(h, weight=True) for h in ("项        目", "行次", *heads)])]
            for label in [t for t in side if t]:
                n += 1
                rows.append(
                    Row(
                        [
                            Cell(shown(label), align="left"),
                            Cell(str(n), size=8),
                            *_line(years, label, closing_first, s, w.audit_break),
                        ]
                    )
                )
            table(flow, [0.44, 0.08, 0.24, 0.24], rows, 1, True, size=9.5, pad=3, least=24)
    else:
        rows = [
            row(
                *[
                    Cell(h, weight=True)
                    for h in ("资    产", *heads, "负债和净资产" if w.npo else "负债和所有者权益", *heads)
                ]
            )
        ]
        for a, b in zip(left, right, strict=False):
            rows.append(
                Row(
                    [
                        Cell(shown(a), align="left", size=8.4),
                        *_line(years, a, closing_first, s, Decimal(0)),
                        Cell(shown(b), align="left", size=8.4),
                        *_line(years, b, closing_first, s, w.audit_break),
                    ]
                )
            )
        keep, flow.margin = flow.margin, 34.0
        table(
            flow, [0.19, 0.155, 0.155, 0.19, 0.155, 0.155], rows, 1, True, size=size - 0.6, pad=2.5, least=22
        )
        flow.margin = keep
    _feet(flow, w)
    rng = w.rng("stamp/balance")
    if rng.random() < 0.5:
        seal(flow, sealed_by or w.auditor, flow.size[0] * rng.uniform(0.3, 0.7), rng.uniform(240, 520), rng)
        flow.page.note = "seal across figures"


def income(flow: Flow, w: World, s: Style) -> None:
    """The income statement, or the activity statement of a non-profit."""
    before, now = w.audited
    rng = w.rng("income")
    _head(
        flow,
        w,
        s,
        "业 务 活 动 表" if w.npo else "利 润 表",
        f"{now.year}年度",
        "会民非02表" if w.npo else "会小企02表",
    )
    if w.npo:
        rows = [
            Row(
                [Cell("项    目", down=2), Cell("行次", down=2), Cell("上年累计数", 3), Cell("本年累计数", 3)]
            ),
            row(*["非限定性", "限定性", "合计"] * 2),
        ]
        for n, (label, key) in enumerate(NPO_INCOME, 1):
            cells = [Cell(label, align="left"), Cell(str(n))]
            for y in (before, now):
                value = y.lines.get(key, Decimal(0)) if key else Decimal(0)
                cells += [
                    Cell(_amount(value, s), align="right"),
                    Cell("", align="right"),
                    Cell(_figure(value, s, FLOWS.get(key), str(y.year)), align="right"),
                ]
            rows.append(Row(cells))
        keep, flow.margin = flow.margin, 34.0
        table(
            flow, [0.25, 0.05, 0.135, 0.08, 0.135, 0.135, 0.08, 0.135], rows, 2, size=8.2, pad=2.5, least=24
        )
        flow.margin = keep
    else:
        heads = rng.choice([("本期金额", "上期金额"), ("本年累计金额", "上年金额"), ("本年金额", "上年金额")])
        rows = [row(*[Cell(h, weight=True) for h in ("项        目", "行次", *heads)])]
        for n, (label, key) in enumerate(INCOME, 1):
            text = label if label[0] in "一二三四五" else ("  " if label[1] == "：" else "    ") + label
            rows.append(
                row(
                    Cell(text, align="left"),
                    str(n),
                    *[
                        Cell(
                            _figure(y.lines.get(key, Decimal(0)), s, FLOWS.get(key), str(y.year)),
                            align="right",
                        )
                        for y in (now, before)
                    ],
                )
            )
        table(flow, [0.46, 0.08, 0.23, 0.23], rows, 1, size=9.8, pad=3.5, least=24)
    _feet(flow, w)


def cash(flow: Flow, w: World, s: Style) -> None:
    """The cash-flow statement."""
    before, now = w.audited
    _head(flow, w, s, "现 金 流 量 表", f"{now.year}年度", "会民非03表" if w.npo else "会小企03表")
    rows = [row("项        目", "行次", "本期金额")]
    for n, (label, value, total) in enumerate(cash_flows(w.rng("cash"), before, now), 1):
        text = label if total or value is None or label[1] == "、" else "    " + label
        rows.append(
            row(
                Cell(text, align="left"),
                str(n),
                Cell("" if value is None else _amount(value, s), align="right"),
            )
        )
    table(flow, [0.6, 0.1, 0.3], rows, 1, size=9.8, pad=3.5, least=24)
    _feet(flow, w)
