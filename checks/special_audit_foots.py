"""The tables of a special audit report add up (domain C2).

Asks: whether the lines of each table come to its printed total, and income less cost to the surplus.
Passes: all do, to one unit of the last digit for each figure added.
Undecided: one does not. A misread digit is likelier than a wrong sum, so a person looks at the scan.
Must not accuse: «其中:» lines (not added), «减:» lines (taken off), subtotals (counted once), a table cut by a page,
counts and percentages; a line that was read faintly or not at all, a table that can be added in two ways.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks._footing import Balance, Sum, balances, sums
from checks._money_tables import columns
from checks._words import asked, formula, inapplicable, passed
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "special-audit-foots"
CATEGORY = "consistency"
ASKS = Message("专项审计报告各项相加是否等于合计", "Do the tables of the special audit report add up?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "special-audit-report"


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every column of money with a total, every line with income, cost and surplus."""
    every = [tuple(columns(d, facts.floor)) for d in facts.of_kind(KIND)]
    added = [s for found in every for c in found for s in sums(c)]
    totals = [s for s in added if s.known and not s.foots]
    uneven = [b for found in every for b in balances(found) if not b.even]
    claims = tuple(c.id for c in facts.find("service-revenue", KIND)[:1])
    if totals:
        return _off(totals, uneven, claims)
    if uneven:
        b = uneven[0]
        net, gap = plain(b.income - b.cost), plain(abs(b.gap))
        return asked(
            f"专项审计报告“{b.label}”一行收入减支出为{net}元，结余为{plain(b.surplus)}元，相差{gap}元；可能是某位数字误识，请先核对扫描件",
            f"in the line “{b.label}” of the special audit report income less cost is {net}, the surplus "
            f"{plain(b.surplus)}, {gap} yuan apart; a digit may be misread: look at the scan first",
            claims=claims,
            expected=net,
            found=plain(b.surplus),
            workings=formula(f"{plain(b.income)} − {plain(b.cost)} = {net} ≠ {plain(b.surplus)}"),
        )
    footed = [s for s in added if s.foots]
    if not footed:
        return inapplicable(
            "未在专项审计报告中完整识别到带合计的表格，未作加总",
            "no table with a total was read surely in a special audit report",
        )
    return passed(
        f"专项审计报告各项相加与合计一致（核对{len(footed)}处合计）",
        f"the lines of the special audit report come to its totals ({len(footed)} totals)",
        claims=claims,
        workings=formula("; ".join(f"Σ {len(s.parts)} = {plain(s.value)}" for s in footed)),
    )


def _off(totals: Sequence[Sum], uneven: Sequence[Balance], claims: tuple[str, ...]) -> Verdict:
    """Totals that do not come out; a line that is off by as much points at the misread figure."""
    first = totals[0]
    gap, said = plain(abs(first.gap)), f"{first.column.head}/{first.total.label}"
    guilty = next((b.label for b in uneven if abs(b.gap) == abs(first.gap)), None)
    more = f"（另有{len(totals) - 1}处合计不符）" if len(totals) > 1 else ""
    more_en = f" ({len(totals) - 1} more are off)" if len(totals) > 1 else ""
    at = f"；“{guilty}”一行收支相抵也差同一数额，疑似该行误识" if guilty else ""
    at_en = f"; the line “{guilty}” is off by as much, so it is probably misread" if guilty else ""
    return asked(
        f"专项审计报告“{said}”各行相加为{plain(first.value)}元，合计为{plain(first.printed)}元，相差{gap}元{more}{at}；"
        "可能是某位数字误识，请先核对扫描件",
        f"“{said}” of the special audit report: the lines come to {plain(first.value)}, the total says "
        f"{plain(first.printed)}, {gap} yuan apart{more_en}{at_en}; a digit may be misread: look at the scan first",
        claims=claims,
        expected=plain(first.value),
        found=plain(first.printed),
        cause="misread" if guilty else None,
        workings=tuple(m for s in totals for m in formula(s.formula)),
    )
