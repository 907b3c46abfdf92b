"""At least one service function is met (national art. 13; domain A2, C5).

Asks: whether the figures of at least one function (activities, attendances, financing …) reach its minimum.
Passes: one function's figures do; what cannot be counted (systems, pools, evaluation) is named for a person.
Fails: figures were stated, and every one of them is below its minimum.
Must not accuse: an applicant whose activities were not read or do not say which function they belong to; one
that may meet a function of which nothing can be counted; one for whom the text relaxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from checks import _variant
from checks._compare import number
from checks._words import Extra, asked, failed, passed, unsure
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import QUANTITIES, show, squeeze

ID = "function-at-least-one"
CATEGORY = "condition"
ASKS = Message("是否至少满足一项服务功能", "Is at least one service function met?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {
    "functions": "the functions with their routes of {quantity: minimum}",
    **_variant.PARAMETERS,
}
KINDS = ("application-form", "narrative")
# Stated by every applicant, whatever it offers: alone it tells of no function.
COMMON = "served-count"


@dataclass(frozen=True, slots=True)
class _Part:
    """One counted part of a function: its figure, if any was stated, against the minimum."""

    quantity: str
    minimum: Decimal
    claim: Claim | None
    relaxable: bool

    @property
    def met(self) -> bool | None:
        """None where nothing was stated, or where the text may be relaxed down to it."""
        if self.claim is None:
            return None
        return True if number(self.claim) >= self.minimum else None if self.relaxable else False


@dataclass(frozen=True, slots=True)
class _Route:
    """One way to meet one function."""

    function: Mapping[str, Any]
    parts: tuple[_Part, ...]

    @property
    def met(self) -> bool:
        return bool(self.parts) and all(p.met for p in self.parts)


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every route of every function; the best stated figure of last year counts."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    routes = list(_routes(facts, cast(Sequence[Mapping[str, Any]], parameters["functions"])))
    stated = [p for r in routes for p in r.parts if p.claim is not None]
    claims = tuple(dict.fromkeys(p.claim.id for p in stated if p.claim))
    if met := [r for r in routes if r.met]:
        return _met(met, claims)
    own = [p for p in stated if p.quantity != COMMON]
    if not own:
        return asked(
            "未识别到服务活动、培训、融资等数据，服务功能请人工核实",
            "no figures of activities, training or financing were found: a person must look at the functions",
            claims=claims,
        )
    told, told_en = "、".join(dict.fromkeys(_told(p) for p in own)), _told_en(own)
    extra: Extra = {"claims": claims, "found": told}
    if not all(p.met is False for p in own):
        return unsure(
            f"未能确认满足任一服务功能：{told}，请人工核实",
            f"no function could be confirmed: {told_en}",
            **extra,
        )
    if countless := [r.function for r in routes if not r.parts]:
        names, names_en = "、".join(f["zh"] for f in countless), ", ".join(f["en"] for f in countless)
        return unsure(
            f"所填各项服务数据均低于标准：{told}；{names}无可统计的指标，是否满足请人工核实",
            f"every stated figure is below its minimum: {told_en}; {names_en} cannot be counted: a person decides",
            **extra,
        )
    return failed(
        f"所填各项服务数据均低于任一服务功能的标准：{told}",
        f"every stated figure is below the minimum of its function: {told_en}",
        **extra,
    )


def _routes(facts: Facts, functions: Sequence[Mapping[str, Any]]) -> Iterator[_Route]:
    names = [str(f["zh"]) for f in functions]
    for function in functions:
        relaxable = function.get("relaxable", ())
        for route in function["routes"]:
            parts = (
                _Part(q, Decimal(str(m)), _best(facts, q, function["zh"], names), q in relaxable)
                for q, m in route.items()
            )
            yield _Route(function, tuple(parts))


def _met(met: Sequence[_Route], claims: tuple[str, ...]) -> Verdict:
    """Every function whose figures are reached: which of them the applicant offers, a person sees."""
    rest = (
        ("，其余定性要求请人工确认", "; what cannot be counted is for a person")
        if any(r.function["open_parts"] for r in met)
        else ("", "")
    )
    zh = "；".join(f"{r.function['zh']}（{'、'.join(_told(p) for p in r.parts)}）" for r in met)
    en = "; ".join(f"{r.function['en']} ({_told_en(r.parts)})" for r in met)
    return passed(
        f"数量要求已达到的服务功能：{zh}{rest[0]}",
        f"functions whose figures reach the minimum: {en}{rest[1]}",
        claims=claims,
        found="、".join(dict.fromkeys(_told(p) for r in met for p in r.parts)),
    )


def _best(facts: Facts, quantity: str, function: str, names: Sequence[str]) -> Claim | None:
    """The largest sure figure of last year (or of no year) that the applicant states.

    A line of the form names its service (技术服务：…6次): what is stated of this function goes before what is
    stated of all together, and what is stated of another does not count.
    """
    year = str(facts.last_year) if facts.last_year else ""
    found = [
        c
        for kind in KINDS
        for c in facts.find(quantity, kind)
        if c.confidence >= facts.floor and (c.period is None or c.period.startswith(year))
    ]
    own = [c for c in found if squeeze(c.evidence.text).startswith(function)]
    common = [c for c in found if not squeeze(c.evidence.text).startswith(tuple(names))]
    return max(own or common, key=number, default=None)


def _told(part: _Part) -> str:
    value = show(part.quantity, part.claim.value if part.claim else None)
    return f"{QUANTITIES[part.quantity].zh}{value}，标准{show(part.quantity, str(part.minimum))}"


def _told_en(parts: Iterable[_Part]) -> str:
    return ", ".join(
        dict.fromkeys(
            f"{QUANTITIES[p.quantity].en} {show(p.quantity, p.claim.value if p.claim else None)}"
            f" (minimum {show(p.quantity, str(p.minimum))})"
            for p in parts
        )
    )
