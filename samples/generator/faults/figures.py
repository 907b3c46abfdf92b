"""Faults of figures: units, columns, years, sums."""

from __future__ import annotations

import random
from decimal import Decimal

from ..applicant import World
from ..finance import accounts
from ..world import percent, wan
from .base import EITHER, Fault, fault, must


@fault("unit-slip", "assets")
def unit_slip(w: World, rng: random.Random) -> Fault:
    """The closing assets are typed in yuan under the printed unit 万元."""
    yuan = w.accounts[1].assets
    w.form.assets, w.form.assets_note = yuan, (f"{yuan:.2f}",)
    return Fault(
        "unit-slip",
        [
            must(
                "total-assets-form-vs-audit",
                "上年末总资产 is typed in 元 under the printed unit 万元",
                "unit-slip",
                "total-assets-form-internal",
            )
        ],
        tolerated=["equipment-share-arith", "round-figures"],
        soft=True,
    )


@fault("opening-for-closing", "assets")
def opening_for_closing(w: World, rng: random.Random) -> Fault:
    """The form takes the opening column of the balance sheet for the closing one."""
    value = wan(w.accounts[0].assets)
    w.form.assets = w.form.years[-1].assets = value
    w.form.equipment_share = percent(w.form.equipment_cost, value)
    return Fault(
        "opening-for-closing",
        [must("total-assets-form-vs-audit", "期初 copied for 期末 in part 1 and part 2")],
        tolerated=["total-assets-form-internal", "year-consistency", "prior-year-form-vs-opening"],
        soft=True,
    )


@fault("net-for-total-profit", "profit", needs=("income statement",))
def net_for_total(w: World, rng: random.Random) -> Fault:
    """Net profit stands where total profit is asked for."""
    for row, y in zip(w.form.years, w.accounts, strict=False):
        row.profit = wan(y.net_profit)
    return Fault(
        "net-for-total-profit",
        [must("profit-form-vs-audit", "净利润 entered as 利润总额")],
        triage="review",
        soft=True,
    )


@fault("audit-of-wrong-year", "audit", "assets", "profit", "revenue", "code", needs=("audit",))
def audit_wrong_year(w: World, rng: random.Random) -> Fault:
    """The audit report is of the year before the last."""
    old = w.accounts[0]
    books = accounts(
        rng,
        w.last - 1,
        old.assets,
        Decimal(w.capital * 10000),
        sum((i.cost for i in w.items), Decimal(0)),
        w.npo,
    )
    w.audited_books = books
    row, y = w.form.years[0], books[1]
    row.revenue, row.service_revenue, row.assets, row.profit, row.taxes = (
        wan(y.revenue),
        wan(y.service_revenue),
        wan(y.assets),
        wan(y.profit),
        wan(y.taxes_paid),
    )
    echoes = [
        "total-assets-form-vs-audit",
        "revenue-form-vs-audit",
        "profit-form-vs-audit",
        "assets-threshold",
        "special-vs-annual",
        "audit-dates-order",
        "prior-year-form-vs-opening",
        "attachments-complete",
        "finance-route-complete",
        "equipment-vs-fixed-assets",
    ]
    return Fault(
        "audit-of-wrong-year",
        [
            must(
                "audit-year-correct",
                f"the audit is of {w.last - 1}, not {w.last}",
                "attachments-complete",
                "finance-route-complete",
                "year-consistency",
            )
        ],
        tolerated=echoes,
        attachments={"audit-report": ["present", "missing", "undecided"]},
    )


@fault("service-above-revenue", "revenue")
def service_above_revenue(w: World, rng: random.Random) -> Fault:
    """Service income above the income it is part of."""
    row = w.form.years[-1]
    row.service_revenue = (row.revenue * Decimal("1.12")).quantize(Decimal("0.01"))
    return Fault(
        "service-above-revenue",
        [must("service-rev-le-revenue", "服务收入 exceeds 营业收入 of the same year")],
        tolerated=["service-rev-form-vs-special", "service-share-consistent", "special-vs-annual"],
    )


@fault("premises-sum", "premises")
def premises_sum(w: World, rng: random.Random) -> Fault:
    """Own and rented area do not add up to the whole."""
    w.lease_area = w.form.leased
    w.form.area += rng.choice([120, 180, 260])
    return Fault(
        "premises-sum",
        [must("premises-area-sum", "自有 and 租用 do not sum to the whole area")],
        tolerated=["premises-doc-vs-area"],
        soft=True,
    )


@fault("assets-below", "assets", "revenue", "profit", "equipment")
def assets_below(w: World, rng: random.Random) -> Fault:
    """Audited assets below the threshold, and the form says the same."""
    least = w.regulation.assets
    size = Decimal(rng.randrange(least * 19 // 30, least * 27 // 30)) + Decimal(rng.randrange(100)) / 100
    w.capital = min(w.capital, 100, int(size) // 40_000)
    budget = size * Decimal("0.28")
    while sum(i.cost for i in w.items) > budget and len(w.items) > 3:
        w.items.remove(max(w.items, key=lambda i: i.cost))
    equipment = sum((i.cost for i in w.items), Decimal(0))
    w.accounts = accounts(rng, w.last, size, Decimal(w.capital * 10000), equipment, w.npo)
    for row, y in zip(w.form.years, w.accounts, strict=False):
        row.revenue, row.service_revenue, row.assets, row.profit, row.taxes = (
            wan(y.revenue),
            wan(y.service_revenue),
            wan(y.assets),
            wan(y.profit),
            wan(y.taxes_paid),
        )
    f = w.form
    f.assets, f.equipment_cost, f.equipment_count = (
        wan(w.accounts[1].assets),
        wan(equipment),
        sum(i.quantity for i in w.items),
    )
    f.equipment_share = percent(f.equipment_cost, f.assets)
    return Fault(
        "assets-below",
        [must("assets-threshold", f"{wan(w.accounts[1].assets)} 万元 < {w.regulation.assets // 10000}")],
    )


@fault("share-arithmetic", "equipment")
def share_arithmetic(w: World, rng: random.Random) -> Fault:
    """The stated share of equipment does not follow from its figures."""
    w.form.equipment_share += Decimal(rng.randrange(900, 2200)) / 100
    return Fault(
        "share-arithmetic",
        [must("equipment-share-arith", "购买价格 over 总资产 gives another share")],
        triage="review",
        soft=True,
    )


@fault("balance-broken", "audit")
def balance_broken(w: World, rng: random.Random) -> Fault:
    """The closing total of liabilities is misprinted, so the sheet does not balance."""
    w.audit_break = Decimal(rng.randrange(90_000, 300_000))
    return Fault(
        "balance-broken",
        [must("bs-equation", "负债合计 + 权益 ≠ 资产总计", "bs-subtotals", verdicts=EITHER)],
        tolerated=["bs-subtotals", "finance-health"],
        soft=True,
    )


@fault("welfare-low", "welfare", needs=("firm",))
def welfare_low(w: World, rng: random.Random) -> Fault:
    """The stated share of public-benefit services is below the threshold."""
    limit = w.regulation.welfare
    w.welfare = rng.randrange(limit * 2 // 5, limit * 9 // 10)
    return Fault("welfare-low", [must("welfare-share", f"{w.welfare} % < {limit} %")])


@fault("special-differs", "special", "revenue", needs=("special",))
def special_differs(w: World, rng: random.Random) -> Fault:
    """The special audit finds less service income than the form states."""
    w.special_total = (w.accounts[1].service_revenue * Decimal(rng.randrange(78, 88)) / 100).quantize(
        Decimal("0.01")
    )
    return Fault(
        "special-differs",
        [must("service-rev-form-vs-special", "form and special audit differ by more than a tenth")],
        tolerated=["special-vs-annual", "service-share-consistent"],
    )
