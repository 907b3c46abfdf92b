"""One bounded second look: the figures that accuse are read again by another reader.

What the second reader sees is kept on the claim (`readings`): a value that it confirms may accuse; a value
that it reads as the other side's is a misreading, and the judge then says undecided (domain C0.3, H6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Claim, Outcome
from pipeline.quantity import QUANTITIES, UNIT_FACTORS, decimal_of, figures, parse_date, plain, squeeze

MOST = 40
Reread = Callable[[Claim], str | None]


def contested(outcomes: Iterable[Outcome], claims: Iterable[Claim]) -> tuple[str, ...]:
    """The ids of the scanned claims that an accusation, or a doubt of one, rests on, worst findings first."""
    by_id = {c.id: c for c in claims}
    wanted: dict[str, None] = {}
    for outcome in sorted(outcomes, key=lambda o: o.severity != "error"):
        if outcome.verdict != "fail" and outcome.cause != "misread":
            continue
        for id in outcome.claims:
            claim = by_id.get(id)
            if claim and claim.evidence.reader == "ocr" and claim.evidence.box and not claim.derived_from:
                wanted[id] = None
    return tuple(wanted)[:MOST]


def second_look(claims: Iterable[Claim], wanted: Iterable[str], reread: Reread) -> tuple[Claim, ...]:
    """The same claims, those in `wanted` with what the second reader saw of them."""
    chosen = set(wanted)
    return tuple(_looked_at(c, reread(c)) if c.id in chosen else c for c in claims)


def _looked_at(claim: Claim, text: str | None) -> Claim:
    if not text:
        return claim
    value = _as_value(claim, text)
    return replace(claim, readings=(*claim.readings, value)) if value else claim


def _as_value(claim: Claim, text: str) -> str | None:
    """What the second reading says of this quantity, in the contract's form; None if nothing."""
    sort = QUANTITIES[claim.quantity].sort
    if sort in ("money", "percent", "count", "area"):
        return _as_figure(claim, text)
    if sort == "date":
        return parse_date(text)
    if squeeze(claim.evidence.text) and squeeze(claim.evidence.text) in squeeze(text):
        return claim.value
    return squeeze(text) or None


def _as_figure(claim: Claim, text: str) -> str | None:
    """The second reading's figure in the claim's unit, whichever of the two saw the unit beside it."""
    value = decimal_of(claim.value)
    mine, others = _written(claim.evidence.text), _written(text)
    if value is None or not others:
        return None
    at = next((i for i, n in enumerate(mine) if any(n * f == value for f in UNIT_FACTORS.values())), None)
    if at is None or (len(others) != len(mine) and len(others) > 1):
        return None
    other = others[at] if len(others) == len(mine) else others[0]
    if mine[at] == other:
        return claim.value
    return plain(other * value / mine[at]) if mine[at] else None


def _written(text: str) -> list[Decimal]:
    """The numbers of `text` as they are written, without their units."""
    return [f.value / UNIT_FACTORS.get(f.unit or "", Decimal(1)) for f in figures(text)]
