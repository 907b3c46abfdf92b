"""A figure of the form held against the same figure in a stronger document (T-money, domain C0.2)."""

from __future__ import annotations

from decimal import Decimal

from checks._compare import BAND, money, number
from checks._words import failed, formula, label, passed, said, warned, where
from pipeline.model import Claim, Facts, Verdict
from pipeline.quantity import plain, squeeze


def against_source(stated: Claim, source: Claim, band: Decimal = BAND, mildly: bool = False) -> Verdict:
    """match → pass; within `band` → warning; else fail (a warning if `mildly`). The pair names the form first."""
    match = money(stated, source, band)
    zh, en = label(stated)
    at, at_en = where(source)
    gap = number(stated) - number(source)
    mine, theirs = said(stated), said(source)
    workings = formula(f"{plain(number(stated))} − {plain(number(source))} = {plain(gap)} (CNY)")
    claims = (stated.id, source.id)
    if match == "match":
        return passed(
            f"申请表{zh}{mine}与{at}{theirs}一致",
            f"{en} on the form, {mine}, agrees with {at_en}, {theirs}",
            claims=claims, expected=theirs, found=mine, workings=workings,
        )  # fmt: skip
    apart, apart_en = _apart(abs(gap), abs(number(source)), number(stated))
    word = warned if match == "near" or mildly else failed
    tail = (
        ("，差异较小，请核实口径", "; the difference is small, ask for the basis")
        if match == "near"
        else ("", "")
    )
    return word(
        f"申请表{zh}为{mine}，{at}为{theirs}，{apart}{tail[0]}",
        f"{en}: {mine} on the form, {theirs} in {at_en}, {apart_en}{tail[1]}",
        claims=claims, expected=theirs, found=mine, workings=workings, pair=(stated.id, source.id),
    )  # fmt: skip


def _apart(gap: Decimal, source: Decimal, stated: Decimal) -> tuple[str, str]:
    """How far apart: in percent, or as a multiple where that says more."""
    if not source:
        return "另一方为零", "the other is nought"
    if gap > 10 * source:
        times = f"{abs(stated) / source:.0f}"
        return f"前者约为后者的{times}倍", f"the first about {times} times the second"
    return f"相差{gap / source * 100:.2f}%", f"{gap / source * 100:.2f}% apart"


def non_profit(facts: Facts) -> bool:
    """A public institution, association or private non-enterprise: other income accounts, so W only (B2.3)."""
    codes = [
        c.value for k in ("licence", "audit-report", "application-form") for c in facts.find("credit-code", k)
    ]
    if any(len(c) == 18 for c in codes):
        return any(c[:2] in ("12", "51", "52", "53") for c in codes if len(c) == 18)
    types = squeeze("".join(c.value for c in facts.find("organisation-type")))
    return any(word in types for word in ("事业", "民办非企业", "社会团体", "社团", "基金会", "社会服务机构"))
