"""Income from services is a part of the audited income of the same year (domain C2, B2.5).

Asks: whether the total of the special audit of service income is no more than the annual audit's revenue.
Passes: it is not, to one unit of the last digit.
Fails: it is more, both figures were read twice alike and no other basis explains it; a warning for non-profits.
Undecided: little more, or just the value-added tax more (1%, 3%, 5%, 6%, 9%, 13%); another revenue in the package is
as much as the special audit's total (its own, the form's, the consolidated one); a figure was read once alone.
Must not accuse: other years, 约 within a tenth, a slip of unit or of a glyph (the judge names it).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from checks._compare import borne_out, money, number
from checks._money import non_profit
from checks._words import (
    Extra,
    asked,
    failed,
    formula,
    inapplicable,
    passed,
    percent,
    said,
    unsure,
    warned,
)
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "special-vs-annual"
CATEGORY = "consistency"
ASKS = Message(
    "专项审计服务收入是否不超过年度审计营业收入",
    "Is the special audit's service income within the audited revenue?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
TAXES = tuple(map(Decimal, ("1.01", "1.03", "1.05", "1.06", "1.09", "1.13")))
LIKE = Decimal("0.005")

Pair = Mapping[str, Claim]


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The least that a special audit says of a year against the most that the annual one does."""
    pairs = list(_pairs(facts))
    if not pairs:
        return inapplicable(
            "未同时识别到同一年度的专项审计服务收入和审计报告营业收入，未作比对",
            "no year has both a special audit's service income and an audited revenue",
        )
    pair = next((p for p in pairs if not _within(p)), pairs[0])
    special, annual = pair["special"], pair["annual"]
    share = percent(number(special) / number(annual) * 100) if number(annual) > 0 else "—"
    zh = f"专项审计{special.period}年服务收入{said(special)}，年度审计营业收入{said(annual)}（占{share}）"
    en = f"service income of {special.period} by the special audit {said(special)}, audited revenue {said(annual)} ({share})"
    extra: Extra = {
        "claims": (special.id, annual.id),
        "expected": f"≤ {said(annual)}",
        "found": said(special),
        "workings": formula(f"{plain(number(special))} ÷ {plain(number(annual))} = {share}"),
    }
    if _within(pair):
        return passed(zh, en, **extra)
    if not _sure(pair, facts):
        extra["cause"] = "misread"
        return unsure(
            f"{zh}，前者大于后者；识读未能印证，请核对原件",
            f"{en}: the first is more than the second, but nothing bears the readings out: check the scan",
            **extra,
        )  # fmt: skip
    if why := _basis(pair, facts):
        return asked(
            f"{zh}，前者大于后者；{why[0]}，请核实口径",
            f"{en}: the first is more than the second; {why[1]}: ask for the basis",
            **extra,
        )
    extra["pair"] = (special.id, annual.id)
    return (warned if non_profit(facts) else failed)(
        f"{zh}，前者大于后者，两份审计不能同时成立，请核实",
        f"{en}: the first is more than the second, which cannot both be right",
        **extra,
    )


def _pairs(facts: Facts) -> Iterator[Pair]:
    """By year: the least that is said of the one, and the most of the other."""
    specials = facts.find("service-revenue", "special-audit-report")
    for year in sorted({c.period for c in specials if c.period}, reverse=True):
        mine = [c for c in specials if c.period == year]
        theirs = facts.find("revenue", "audit-report", year)
        if mine and theirs:
            yield {"special": min(mine, key=number), "annual": max(theirs, key=number)}


def _within(pair: Pair) -> bool:
    special, annual = pair["special"], pair["annual"]
    return number(special) <= number(annual) or money(special, annual) == "match"


def _sure(pair: Pair, facts: Facts) -> bool:
    return all(c.confidence >= facts.floor and not c.damaged and borne_out(c) for c in pair.values())


def _basis(pair: Pair, facts: Facts) -> tuple[str, str] | None:
    """Another basis on which the special audit's total may be right."""
    special, annual = pair["special"], pair["annual"]
    ratio = number(special) / number(annual) if number(annual) > 0 else Decimal(0)
    rivals = [
        *facts.find("revenue", "special-audit-report", special.period),
        *facts.find("revenue", "application-form", special.period),
        *facts.find("revenue", "audit-report", special.period, scope="consolidated"),
    ]
    if money(special, annual) == "near":
        return "两数相近", "the two are near"
    if any(abs(ratio - tax) <= LIKE for tax in TAXES):
        return "比值接近含税口径", "their ratio is about that of income with tax"
    if any(number(c) >= number(special) for c in rivals):
        return "材料中另有不低于该数的收入", "another revenue in the package is as much"
    return None
