"""One bounded second look: the figures that accuse are read again by another reader.

What the second reader sees is kept on the claim (`readings`): a value that it confirms may accuse; a value
that it reads as the other side's is a misreading, and the judge then says undecided (domain C0.3, H6).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from pipeline.model import Claim, Outcome
from pipeline.quantity import QUANTITIES, decimal_of, parse_date, parse_figure, plain, squeeze

MOST = 40
Reread = Callable[[Claim], str | None]


def contested(outcomes: Iterable[Outcome], claims: Iterable[Claim]) -> tuple[str, ...]:
    """The ids of the scanned claims that a failing outcome rests on, worst findings first."""
    by_id = {c.id: c for c in claims}
    wanted: dict[str, None] = {}
    for outcome in sorted(outcomes, key=lambda o: o.severity != "error"):
        if outcome.verdict != "fail":
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
    if squeeze(claim.evidence.text) and squeeze(claim.evidence.text) in squeeze(text):
        return claim.value
    if sort in ("money", "percent", "count", "area"):
        mine = parse_figure(claim.evidence.text)
        other = parse_figure(text)
        value = decimal_of(claim.value)
        if not mine or not other or not mine.value or value is None:
            return None
        return plain((other.value * value / mine.value).normalize())
    if sort == "date":
        return parse_date(text)
    return squeeze(text) or None
