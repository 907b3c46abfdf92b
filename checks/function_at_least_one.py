"""At least one service function is met (national art. 13; domain A2, C5).

Asks: whether the figures of at least one function (activities, attendances, financing …) reach its minimum.
Passes: one function's figures do; what cannot be counted (systems, pools, evaluation) is named for a person.
Fails: figures were stated, and every one of them is below its minimum.
Must not accuse: an applicant whose activities were not read or do not say which function they belong to; one
that may meet a function of which nothing can be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from checks import _variant
from checks._compare import number
from checks._words import asked, failed, passed, unsure
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import QUANTITIES, show

ID = "function-at-least-one"
CATEGORY = "condition"
ASKS = Message("是否至少满足一项服务功能", "Is at least one service function met?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {
    "functions": "the functions with their routes of {quantity: minimum}",
    **_variant.PARAMETERS,
}
KINDS = ("application-form", "narrative")


@dataclass(frozen=True, slots=True)
class _Part:
    """One counted part of a function: its figure, if any was stated, against the minimum."""

    quantity: str
    minimum: Decimal
    claim: Claim | None

    @property
    def met(self) -> bool | None:
        return None if self.claim is None else number(self.claim) >= self.minimum


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every route of every function; the best stated figure of last year counts."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    functions = cast(Sequence[Mapping[str, Any]], parameters["functions"])
    stated: list[_Part] = []
    for function in functions:
        for route in function["routes"]:
            parts = [_Part(q, Decimal(str(m)), _best(facts, q)) for q, m in route.items()]
            stated += [p for p in parts if p.claim is not None]
            if parts and all(p.met for p in parts):
                return _met(function, parts)
    own = [p for p in stated if p.quantity != "served-count"]
    if not own:
        return asked(
            "未识别到服务活动、培训、融资等数据，服务功能请人工核实",
            "no figures of activities, training or financing were found: a person must look at the functions",
        )
    claims = tuple(dict.fromkeys(p.claim.id for p in own if p.claim))
    told = "、".join(dict.fromkeys(_told(p) for p in own))
    countless = [f for f in functions if any(not route for route in f["routes"])]
    if all(p.met is False for p in own) and countless:
        names, names_en = "、".join(f["zh"] for f in countless), ", ".join(f["en"] for f in countless)
        return unsure(
            f"所填各项服务数据均低于标准：{told}；{names}无可统计的指标，是否满足请人工核实",
            f"every stated figure is below its minimum: {_told_en(own)}; {names_en} cannot be counted: a person decides",
            claims=claims, found=told,
        )  # fmt: skip
    if all(p.met is False for p in own):
        return failed(
            f"所填各项服务数据均低于任一服务功能的标准：{told}",
            f"every stated figure is below the minimum of its function: {_told_en(own)}",
            claims=claims, found=told,
        )  # fmt: skip
    return unsure(
        f"未能确认满足任一服务功能：{told}，请人工核实",
        f"no function could be confirmed: {_told_en(own)}",
        claims=claims, found=told,
    )  # fmt: skip


def _met(function: Mapping[str, Any], parts: Sequence[_Part]) -> Verdict:
    told = "、".join(_told(p) for p in parts)
    rest = (
        ("，其余定性要求请人工确认", "; what cannot be counted is for a person")
        if function["open_parts"]
        else ("", "")
    )
    return passed(
        f"{function['zh']}的数量要求已达到：{told}{rest[0]}",
        f"the figures of the function {function['en']} reach its minimum: {_told_en(parts)}{rest[1]}",
        claims=tuple(p.claim.id for p in parts if p.claim),
        found=told,
    )


def _best(facts: Facts, quantity: str) -> Claim | None:
    """The largest sure figure of last year (or of no year) that the applicant states."""
    year = str(facts.last_year) if facts.last_year else ""
    found = [
        c
        for kind in KINDS
        for c in facts.find(quantity, kind)
        if c.confidence >= facts.floor and (c.period is None or c.period.startswith(year))
    ]
    return max(found, key=number, default=None)


def _told(part: _Part) -> str:
    value = show(part.quantity, part.claim.value if part.claim else None)
    return f"{QUANTITIES[part.quantity].zh}{value}（标准{show(part.quantity, str(part.minimum))}）"


def _told_en(parts: Iterable[_Part]) -> str:
    return ", ".join(
        dict.fromkeys(
            f"{QUANTITIES[p.quantity].en} {show(p.quantity, p.claim.value if p.claim else None)}"
            f" (minimum {show(p.quantity, str(p.minimum))})"
            for p in parts
        )
    )
