"""Unaudited statements of the last year: balance sheet, income, and the income and spending of services."""

from __future__ import annotations

import random
from decimal import Decimal

from ..applicant import World
from ..finance import split
from ..layout import Flow
from ..page import Document, said
from ..style import Style, money, plain
from ..table import Cell, row, table
from . import statements
from .common import name, seal
from .special_audit import FUNCTIONS

KIND = "financial-statements"


def build(w: World, s: Style) -> Document:
    flow = Flow(s.audit)
    statements.balance(flow, w, s, w.name)
    _sealed(flow, w, "unaudited-balance")
    statements.income(flow, w, s)
    _sealed(flow, w, "unaudited-income")
    _services(flow, w, s)
    _sealed(flow, w, "unaudited-services")
    return Document(KIND, flow.pages[1:], f"{w.last}年度财务报表")


def _sealed(flow: Flow, w: World, topic: str) -> None:
    """The unit's seal below the statement, unless one lies across its figures already."""
    rng: random.Random = w.rng(topic)
    if not flow.page.note:
        seal(flow, w.name, flow.left + rng.uniform(60, 120), min(flow.y + 72, flow.bottom - 20), rng)


def _services(flow: Flow, w: World, s: Style) -> None:
    """服务收支情况表"""
    rng, y = w.rng("unaudited"), w.accounts[1]
    flow.new_page()
    flow.title("中小企业服务收支情况表", 18, after=2)
    flow.put(f"{y.year}年度", flow.y + 6, align="center", size=10)
    flow.space(20)
    flow.put(["编制单位：", name(w)], flow.y, size=9.5)
    flow.put("单位：元", flow.y, align="right", size=9.5)
    flow.space(6)
    show = lambda v: money(v, s.money)  # noqa: E731
    income = y.service_revenue
    spent = (income * Decimal(rng.uniform(0.82, 0.93))).quantize(Decimal("0.01"))
    shares = [0.2, 0.26, 0.12, 0.24, 0.1, 0.08]
    lines = zip(FUNCTIONS, split(rng, income, shares), split(rng, spent, shares, 0.05), strict=True)
    right = lambda v: Cell(show(v), align="right")  # noqa: E731
    rows = [row("序号", "服务类别", "服务收入", "服务支出", "结余", weight=True)]
    rows += [row(str(i), f, right(a), right(b), right(a - b)) for i, (f, a, b) in enumerate(lines, 1)]
    whole = Cell(said(show(income), "service-revenue", plain(income), y.year), align="right")
    rows.append(row("", "合  计", whole, right(spent), right(income - spent)))
    table(flow, [0.1, 0.24, 0.22, 0.22, 0.22], rows, 1, size=10.5, least=25)
    flow.put(f"单位负责人：{w.legal}", flow.y + 22, size=9.5)
    flow.put(f"制表人：{w.staff[-1].name}", flow.y + 22, flow.left + flow.room * 0.6, size=9.5)
