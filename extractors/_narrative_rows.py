"""«分别»: rows of figures, one for each year, or one for each quantity, in the order in which they are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors import _narrative_rules as rules

FIGURE = re.compile(
    r"(?<![\d.A-Za-z-])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<more>余|多)?(?P<u>"
    + "|".join(re.escape(u) for u in rules.UNITS)
    + r")"
    r"(?P<tail>以上|左右|上下|余|多)?"
)
_SAYS = r"(?:为|是|有|达到|达|实现|完成|约|共|计|[:：])*"
# In a row the short name is enough: «资产、负债分别为…».
_SHORT = {"资产": "total-assets", "负债": "total-liabilities", "利润": "total-profit"}
# What is spent has a figure in the row, and no rule; «流动资产», «营业利润» are parts of what the short name means.
_SPENT = re.compile(r"(?:[总各年度]|业务|经营|营业|全年)*(?:支出|成本|费用)(?:总额|合计|总计)?")
_PARTIAL = re.compile(
    r"(?:流动|固定|无形|有形|净|货币|金融|非|长期|短期|营业|主营|经营|业务|毛|税后|新增|户均|人均)$"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure (`match` has the groups n, u, more, tail) that states a rule's quantity in a year."""

    rule: rules.Rule
    match: re.Match[str]
    year: int | None


def of_years(text: str, made: list[Stated], years_at: Sequence[tuple[int, int]]) -> list[Stated]:
    """«2018年、2019年分别服务企业171家、192家»: as many figures of a unit in a row as years, in order."""
    at = text.index("分别")
    years = [y for where, y in years_at if where < at]
    kept = [s for s in made if s.match.start() < at or not s.rule.flow]
    for stated in made:
        if stated.match.start() < at or not stated.rule.flow:
            continue
        unit = stated.match.group("u")
        row: list[re.Match[str]] = []
        for m in FIGURE.finditer(text, stated.match.start()):
            if row and not re.fullmatch("[、,和及与]", text[row[-1].end() : m.start()]):
                break
            if m.group("u") == unit:
                row.append(m)
        if len(years) >= 2 and len(row) == len(years):
            kept += [Stated(stated.rule, m, y) for m, y in zip(row, years, strict=True)]
    return kept


def of_quantities(text: str) -> list[tuple[rules.Rule, re.Match[str]]]:
    """«资产总额、负债总额分别为293.77万元、67.91万元»: as many figures as names; none where a name is unknown."""
    at = text.index("分别")
    names = re.split("[、和及与]", re.split(r"[,;。()]", text[:at])[-1])
    start = re.compile("分别" + _SAYS).match(text, at)
    row: list[re.Match[str]] = []
    for m in FIGURE.finditer(text, start.end() if start else at):
        gap = text[row[-1].end() : m.start()] if row else text[start.end() if start else at : m.start()]
        if not re.fullmatch("[、,和及与]?" if row else "", gap):
            break
        row.append(m)
    found = [
        _named(name, m.group("u"), text[:at], first=k == 0)
        for k, (name, m) in enumerate(zip(names, row, strict=False))
    ]
    told = [(rule, m) for rule, m in zip(found, row, strict=False) if rule is not None]
    spent = sum(bool(_SPENT.fullmatch(name)) for name in names)
    several = len(names) >= 2 and len(names) == len(row) == len(told) + spent
    return told if several and len({r.quantity for r, _ in told}) == len(told) else []


def _named(name: str, unit: str, lead: str, *, first: bool) -> rules.Rule | None:
    """The rule that a name in a row stands for; before the first there may be whose it is, and when."""
    best: tuple[int, rules.Rule] | None = None
    for rule in rules.RULES:
        if unit not in rule.units or (rule.context and not re.search(rule.context, lead)):
            continue
        for cue in (*rule.before, *(s for s, q in _SHORT.items() if q == rule.quantity)):
            here = name == cue or (
                first and name.endswith(cue) and not _PARTIAL.search(name.removesuffix(cue))
            )
            whose = lead[: lead.rfind(name) + len(name) - len(cue)]
            blocked = rule.unless and re.search(rule.unless, re.split("[;。]", whose)[-1])
            if here and not blocked and (best is None or len(cue) > best[0]):
                best = (len(cue), rule)
    return best[1] if best else None
