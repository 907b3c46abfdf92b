"""Planted faults: each changes the world before it is printed and says which checks must notice.

A fault's `touches` names what it changes, so that two faults of one package do not mask each other.
Check ids are those of the catalogue of checks.
"""
from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Callable

from .finance import accounts
from .identity import USCC
from .world import World, percent, survey, wan


@dataclass
class Fault:
    """What a planted fault asks of the program."""

    name: str
    must_fail: list[dict[str, Any]] = field(default_factory=list)
    must_be_undecided: list[dict[str, Any]] = field(default_factory=list)
    tolerated: list[str] = field(default_factory=list)
    attachments: dict[str, list[str]] = field(default_factory=dict)
    triage: str = "return"
    soft: bool = False  # a named harmless cause, or a doubt, may lower the triage to review


Plant = Callable[[World, random.Random], Fault]
CATALOGUE: dict[str, tuple[Plant, frozenset[str]]] = {}


def fault(name: str, *touches: str) -> Callable[[Plant], Plant]:
    def keep(plant: Plant) -> Plant:
        CATALOGUE[name] = (plant, frozenset(touches))
        return plant
    return keep


def must(check: str, why: str, *also: str, verdicts: tuple[str, ...] = ()) -> dict[str, Any]:
    entry: dict[str, Any] = {"check": check, "why": why}
    if also:
        entry["any_of"] = [check, *also]
    if verdicts:
        entry["verdicts"] = list(verdicts)
    return entry


EITHER = ("fail", "undecided")


@fault("unit-slip", "assets")
def unit_slip(w: World, rng: random.Random) -> Fault:
    """The closing assets are typed in yuan under the printed unit 万元."""
    yuan = w.accounts[1].assets
    w.form.assets, w.form.assets_note = yuan, (f"{yuan:.2f}",)
    return Fault("unit-slip", [must("total-assets-form-vs-audit", "上年末总资产 is typed in 元 under the printed unit 万元", "unit-slip", "total-assets-form-internal")], tolerated=["equipment-share-arith", "round-figures"], soft=True)


@fault("opening-for-closing", "assets")
def opening_for_closing(w: World, rng: random.Random) -> Fault:
    """The form takes the opening column of the balance sheet for the closing one."""
    value = wan(w.accounts[0].assets)
    w.form.assets = w.form.years[-1].assets = value
    w.form.equipment_share = percent(w.form.equipment_cost, value)
    return Fault("opening-for-closing", [must("total-assets-form-vs-audit", "期初 copied for 期末 in part 1 and part 2")], tolerated=["total-assets-form-internal", "year-consistency", "prior-year-form-vs-opening"], soft=True)


@fault("net-for-total-profit", "profit")
def net_for_total(w: World, rng: random.Random) -> Fault:
    """Net profit stands where total profit is asked for."""
    for row, y in zip(w.form.years, w.accounts):
        row.profit = wan(y.net_profit)
    return Fault("net-for-total-profit", [must("profit-form-vs-audit", "净利润 entered as 利润总额")], triage="review", soft=True)


@fault("staff-ratio-low", "staff")
def staff_ratio_low(w: World, rng: random.Random) -> Fault:
    """The roster gives fewer qualified people, on any reading, than the form says."""
    n = len(w.staff)
    keep = n * rng.randrange(62, 72) // 100
    for p in [p for p in w.staff[1:] if p.degree and p.titled][max(0, keep - 1):]:
        p.title, p.education = rng.choice(["助理工程师", "无", "助理经济师"]), rng.choice(["中专", "高中"])
    for p in w.staff[1:]:
        if not (p.degree and p.titled):
            p.education, p.title = rng.choice(["中专", "高中"]), p.title if not p.titled else "无"
    both = sum(p.degree and p.titled for p in w.staff)
    return Fault("staff-ratio-low", [must("qualified-ratio-rule", f"roster: {both} of {n} = {percent(both, n)} % < 80 %"), must("qualified-count-form-vs-roster", f"form says {w.form.qualified}, roster gives {both}")], tolerated=["qualified-ratio-arith"])


@fault("staff-duplicates", "staff")
def staff_duplicates(w: World, rng: random.Random) -> Fault:
    """Two people stand twice on the roster, to reach the number."""
    for k in (2, 5):
        w.staff[-k] = w.staff[k + 3]
    w.form.qualified = sum(p.degree and p.titled for p in w.staff)
    w.form.ratio = percent(w.form.qualified, w.form.staff)
    return Fault("staff-duplicates", [must("roster-duplicates", "two people are listed twice")], tolerated=["headcount-form-vs-roster", "qualified-count-form-vs-roster", "roster-min-rows", "qualified-ratio-rule"], triage="review", soft=True)


@fault("served-duplicates", "served")
def served_duplicates(w: World, rng: random.Random) -> Fault:
    """More than one row in twenty repeats a firm."""
    n = max(8, len(w.firms) // 12)
    half = len(w.firms) // 2
    for i, k in zip(rng.sample(range(half, len(w.firms)), n), rng.sample(range(half), n)):
        old = w.firms[k]
        w.firms[i] = type(old)(old.name, old.contact, old.phone, w.firms[i].service, w.firms[i].rating, old.industry)
    return Fault("served-duplicates", [must("served-duplicates", f"{n} of {len(w.firms)} rows repeat a firm", verdicts=EITHER)], tolerated=["served-phone-reuse", "served-list-min-rows"], triage="review", soft=True)


def _missing(key: str, item: str, why: str, *also: str) -> Plant:
    def plant(w: World, rng: random.Random) -> Fault:
        w.omit.add(key)
        return Fault("no-" + item, [must("attachments-complete", why, *also)], tolerated=list(also), attachments={item: ["missing", "undecided"]})
    return plant


fault("no-recognition", "recognition")(_missing("recognition", "prior-recognition", "no recognition document in the package", "recognition-level-and-force"))
fault("no-special-audit", "special")(_missing("special", "special-audit-report", "no special audit, and the annual audit has no section on services", "finance-route-complete"))
fault("no-licence", "licence")(_missing("licence", "licence", "no licence in the package", "licence-in-force"))
fault("no-declaration", "declaration")(_missing("declaration", "truth-declaration", "no declaration of truth", "declaration-sealed-signed"))


@fault("no-lease", "premises")
def no_lease(w: World, rng: random.Random) -> Fault:
    """Neither lease nor deed."""
    w.omit |= {"lease", "title"}
    return Fault("no-lease", [must("attachments-complete", "neither lease nor deed in the package", "premises-evidence-present")], tolerated=["premises-doc-vs-area"], attachments={"premises-proof": ["missing", "undecided"]})


@fault("audit-of-wrong-year", "audit", "assets", "profit", "revenue", "code")
def audit_wrong_year(w: World, rng: random.Random) -> Fault:
    """The audit report is of the year before the last."""
    old = w.accounts[0]
    books = accounts(rng, w.last - 1, old.assets, Decimal(w.capital * 10000), sum((i.cost for i in w.items), Decimal(0)), w.npo)
    w.audited_books = books
    row, y = w.form.years[0], books[1]
    row.revenue, row.service_revenue, row.assets, row.profit, row.taxes = wan(y.revenue), wan(y.service_revenue), wan(y.assets), wan(y.profit), wan(y.taxes_paid)
    echoes = ["total-assets-form-vs-audit", "revenue-form-vs-audit", "profit-form-vs-audit", "assets-threshold", "special-vs-annual", "audit-dates-order", "prior-year-form-vs-opening", "attachments-complete", "finance-route-complete", "equipment-vs-fixed-assets"]
    return Fault("audit-of-wrong-year", [must("audit-year-correct", f"the audit is of {w.last - 1}, not {w.last}", "attachments-complete", "finance-route-complete", "year-consistency")], tolerated=echoes, attachments={"audit-report": ["present", "missing", "undecided"]})


@fault("declaration-unsealed", "declaration")
def declaration_unsealed(w: World, rng: random.Random) -> Fault:
    """The declaration bears no seal."""
    w.declaration_sealed = False
    return Fault("declaration-unsealed", [must("declaration-sealed-signed", "the declaration bears no seal", verdicts=EITHER)], triage="return", soft=True)


@fault("service-above-revenue", "revenue")
def service_above_revenue(w: World, rng: random.Random) -> Fault:
    """Service income above the income it is part of."""
    row = w.form.years[-1]
    row.service_revenue = (row.revenue * Decimal("1.12")).quantize(Decimal("0.01"))
    return Fault("service-above-revenue", [must("service-rev-le-revenue", "服务收入 exceeds 营业收入 of the same year")], tolerated=["service-rev-form-vs-special", "service-share-consistent", "special-vs-annual"])


@fault("premises-sum", "premises")
def premises_sum(w: World, rng: random.Random) -> Fault:
    """Own and rented area do not add up to the whole."""
    w.lease_area = w.form.leased
    w.form.area += rng.choice([120, 180, 260])
    return Fault("premises-sum", [must("premises-area-sum", "自有 and 租用 do not sum to the whole area")], tolerated=["premises-doc-vs-area"], soft=True)


@fault("served-falling", "served")
def served_falling(w: World, rng: random.Random) -> Fault:
    """Fewer firms served than the year before: no growth to be seen."""
    first, last = w.form.years[-2:]
    first.served = last.served + rng.randrange(8, 25)
    return Fault("served-falling", must_be_undecided=[must("served-growth", f"{first.served} → {last.served}", verdicts=("undecided", "fail"))], triage="review", soft=True)


@fault("served-below-threshold", "served")
def served_below(w: World, rng: random.Random) -> Fault:
    """One firm short of the threshold."""
    first, last = w.form.years[-2:]
    last.served = w.regulation.served - rng.randrange(1, 12)
    first.served = last.served - rng.randrange(5, 12)
    w.firms = w.firms[:min(len(w.firms), last.served)]
    w.satisfaction = survey(w.firms)
    return Fault("served-below-threshold", [must("served-threshold", f"{last.served} < {w.regulation.served}")], tolerated=["function-at-least-one"])


@fault("list-too-short", "served")
def list_too_short(w: World, rng: random.Random) -> Fault:
    """A list of fewer rows than the form asks for."""
    w.firms = w.firms[:rng.randrange(84, 98)]
    w.satisfaction = survey(w.firms)
    return Fault("list-too-short", [must("served-list-min-rows", f"{len(w.firms)} rows < {w.regulation.listed}")])


@fault("satisfaction-low", "served")
def satisfaction_low(w: World, rng: random.Random) -> Fault:
    """Top and middle ratings together stay below 80 %."""
    n = len(w.firms)
    ratings = ["satisfied"] * (n * 55 // 100) + ["basically-satisfied"] * (n * 16 // 100)
    ratings += ["dissatisfied"] * (n - len(ratings))
    rng.shuffle(ratings)
    for f, r in zip(w.firms, ratings):
        f.rating = r
    return Fault("satisfaction-low", [must("satisfaction-rule", "71 % satisfied or basically satisfied < 80 %"), must("satisfaction-claimed-vs-computed", f"narrative says {w.satisfaction} %", "satisfaction-rule")])


@fault("legal-differs", "legal")
def legal_differs(w: World, rng: random.Random) -> Fault:
    """The form names the contact as legal representative."""
    w.form.legal = w.contact
    return Fault("legal-differs", [must("legal-rep-agree", f"form {w.contact}, licence {w.legal}")])


@fault("code-glyph-off", "code")
def code_glyph_off(w: World, rng: random.Random) -> Fault:
    """One character of the credit code in the audit report's notes is another one."""
    i = rng.randrange(9, 16)
    other = rng.choice([c for c in USCC[:10] if c != w.code[i]])
    w.audit_code_printed = w.code[:i] + other + w.code[i + 1:]
    return Fault("code-glyph-off", [must("uscc-agree", "one character differs between licence and notes; the wrong code fails its checksum", "uscc-checksum", verdicts=EITHER)], tolerated=["uscc-checksum", "audit-entity-correct"], soft=True)


@fault("audited-name-differs", "audit-name")
def audited_name(w: World, rng: random.Random) -> Fault:
    """The audit report is of another unit with a like name."""
    w.audit_name = w.name.replace("有限", "集团有限", 1) if "有限" in w.name else w.name + "分中心"
    return Fault("audited-name-differs", [must("audit-entity-correct", f"audited: {w.audit_name}", "applicant-name-agree")], tolerated=["applicant-name-agree"])


@fault("lease-expired", "premises")
def lease_expired(w: World, rng: random.Random) -> Fault:
    """The lease ended before the filing."""
    if not w.form.leased:
        w.form.leased, w.form.owned = w.form.area, 0
    end = dt.date.fromisoformat(w.filed) - dt.timedelta(days=rng.randrange(35, 150))
    start = end.replace(year=end.year - 3) + dt.timedelta(days=1)
    w.lease = ((start - dt.timedelta(days=12)).isoformat(), start.isoformat(), end.isoformat())
    return Fault("lease-expired", must_be_undecided=[must("lease-in-force", f"the lease ended on {end}", verdicts=("undecided", "fail"))], triage="review", soft=True)


@fault("partners-few", "partners")
def partners_few(w: World, rng: random.Random) -> Fault:
    """Three partners where five are asked for."""
    w.form.partners = w.form.partners[:3]
    return Fault("partners-few", [must("partners-min", "3 partners < 5")], tolerated=["partners-form-vs-agreements"])


@fault("assets-below", "assets", "revenue", "profit", "equipment")
def assets_below(w: World, rng: random.Random) -> Fault:
    """Audited assets below the threshold, and the form says the same."""
    size = Decimal(rng.randrange(1_900_000, 2_700_000)) + Decimal(rng.randrange(100)) / 100
    w.capital = min(w.capital, 100)
    budget = size * Decimal("0.28")
    while sum(i.cost for i in w.items) > budget and len(w.items) > 6:
        w.items.remove(max(w.items, key=lambda i: i.cost))
    equipment = sum((i.cost for i in w.items), Decimal(0))
    w.accounts = accounts(rng, w.last, size, Decimal(w.capital * 10000), equipment, w.npo)
    for row, y in zip(w.form.years, w.accounts):
        row.revenue, row.service_revenue, row.assets, row.profit, row.taxes = wan(y.revenue), wan(y.service_revenue), wan(y.assets), wan(y.profit), wan(y.taxes_paid)
    f = w.form
    f.assets, f.equipment_cost, f.equipment_count = wan(w.accounts[1].assets), wan(equipment), sum(i.quantity for i in w.items)
    f.equipment_share = percent(f.equipment_cost, f.assets)
    return Fault("assets-below", [must("assets-threshold", f"{wan(w.accounts[1].assets)} 万元 < {w.regulation.assets // 10000}")])


@fault("share-arithmetic", "equipment")
def share_arithmetic(w: World, rng: random.Random) -> Fault:
    """The stated share of equipment does not follow from its figures."""
    w.form.equipment_share += Decimal(rng.randrange(900, 2200)) / 100
    return Fault("share-arithmetic", [must("equipment-share-arith", "购买价格 over 总资产 gives another share")], triage="review", soft=True)


@fault("ratio-arithmetic", "staff")
def ratio_arithmetic(w: World, rng: random.Random) -> Fault:
    """The stated share of qualified staff does not follow from its figures."""
    w.form.ratio = min(Decimal(99), w.form.ratio + Decimal(rng.randrange(500, 900)) / 100)
    return Fault("ratio-arithmetic", [must("qualified-ratio-arith", "专业人员 over 从业人数 gives another share")])


@fault("balance-broken", "audit")
def balance_broken(w: World, rng: random.Random) -> Fault:
    """The closing total of liabilities is misprinted, so the sheet does not balance."""
    w.audit_break = Decimal(rng.randrange(90_000, 300_000))
    return Fault("balance-broken", [must("bs-equation", "负债合计 + 权益 ≠ 资产总计", "bs-subtotals", verdicts=EITHER)], tolerated=["bs-subtotals", "finance-health"], soft=True)


@fault("one-accountant", "audit-signing")
def one_accountant(w: World, rng: random.Random) -> Fault:
    """Only one certified accountant signs."""
    w.signers = 1
    return Fault("one-accountant", [must("audit-two-cpa-and-seal", "one accountant signs instead of two", verdicts=EITHER)], triage="review", soft=True)


@fault("qualified-opinion", "audit-opinion")
def qualified_opinion(w: World, rng: random.Random) -> Fault:
    """A qualified opinion."""
    w.audit_opinion = "qualified"
    return Fault("qualified-opinion", must_be_undecided=[must("audit-opinion-type", "保留意见", verdicts=EITHER)], tolerated=["finance-health"], triage="review", soft=True)


@fault("welfare-low", "welfare")
def welfare_low(w: World, rng: random.Random) -> Fault:
    """The stated share of public-benefit services is below 20 %."""
    w.welfare = rng.randrange(8, 18)
    return Fault("welfare-low", [must("welfare-share", f"{w.welfare} % < 20 %")])


@fault("special-differs", "special", "revenue")
def special_differs(w: World, rng: random.Random) -> Fault:
    """The special audit finds less service income than the form states."""
    w.special_total = (w.accounts[1].service_revenue * Decimal(rng.randrange(78, 88)) / 100).quantize(Decimal("0.01"))
    return Fault("special-differs", [must("service-rev-form-vs-special", "form and special audit differ by more than a tenth")], tolerated=["special-vs-annual", "service-share-consistent"])


@fault("too-young", "age")
def too_young(w: World, rng: random.Random) -> Fault:
    """Registered less than two years before the filing."""
    filed = dt.date.fromisoformat(w.filed)
    w.established = (filed - dt.timedelta(days=rng.randrange(420, 640))).isoformat()
    return Fault("too-young", [must("operating-years-min", f"registered {w.established}, filed {w.filed}")], tolerated=["qualification-valid", "agreement-valid"])


def plant(names: list[str], w: World) -> list[Fault]:
    """Plants faults in an order that keeps them independent."""
    return [CATALOGUE[n][0](w, w.rng("fault/" + n)) for n in names]


def compatible(rng: random.Random, n: int) -> list[str]:
    """Up to n faults that touch different things."""
    names = sorted(CATALOGUE)
    rng.shuffle(names)
    out: list[str] = []
    used: set[str] = set()
    for name in names:
        touches = CATALOGUE[name][1]
        if len(out) < n and not touches & used:
            out.append(name)
            used |= touches
    return out
