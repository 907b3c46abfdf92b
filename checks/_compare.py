"""The one way to compare figures (domain C0.2, C0.4), and the guard against misreadings (C0.3, H6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from pipeline.model import Claim
from pipeline.quantity import decimal_of, plain

Match = Literal["match", "near", "off"]
BAND = Decimal("0.005")
QUALIFIED = Decimal("0.10")


def number(claim: Claim) -> Decimal:
    """The claim's value; extractors make numbers of numeric quantities."""
    value = decimal_of(claim.value)
    if value is None:
        raise ValueError(f"{claim.quantity} is no number: {claim.value!r}")
    return value


def ulp(claim: Claim) -> Decimal:
    """One unit of the last written digit, in the base unit.

    Where the extractor gave none: the last digit that is not nought, at most one 万元 for whole yuan.
    """
    given = decimal_of(claim.resolution)
    if given is not None and given > 0:
        return given
    value = number(claim)
    exponent = value.normalize().as_tuple().exponent
    step = Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
    return min(step, Decimal(10_000)) if value else Decimal("0.01")


def money(stated: Claim, source: Claim, band: Decimal = BAND) -> Match:
    """T-money: within one written unit (rounding and truncation alike) match; within the band near; else off."""
    gap = abs(number(stated) - number(source))
    step = max(ulp(stated), ulp(source) if source.resolution else Decimal("0.01"))
    if gap <= step:
        return "match"
    near = max(band * abs(number(source)), 2 * step)
    if stated.qualifier or source.qualifier:
        near = max(near, QUALIFIED * abs(number(source)))
        return "match" if gap <= near else "off"
    return "near" if gap <= near else "off"


def percent(stated: Claim, computed: Decimal) -> Match:
    """T-pct: within one unit of the last written digit."""
    gap = abs(number(stated) - computed)
    step = _percent_step(stated)
    if gap <= step or (stated.qualifier and gap <= QUALIFIED * computed):
        return "match"
    return "off"


def _percent_step(stated: Claim) -> Decimal:
    given = decimal_of(stated.resolution)
    if given is not None and given > 0:
        return given
    exponent = number(stated).as_tuple().exponent
    return Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)


def area(a: Decimal, b: Decimal) -> Match:
    """T-area: within 1 m² or 1 %."""
    return "match" if abs(a - b) <= max(Decimal(1), Decimal("0.01") * max(abs(a), abs(b))) else "off"


def count(stated: Claim, other: Claim) -> Match:
    """T-count: exact; a qualified figure only if off by more than a tenth."""
    gap = abs(number(stated) - number(other))
    if not gap:
        return "match"
    if stated.qualifier or other.qualifier:
        return "match" if gap <= QUALIFIED * abs(number(other)) else "off"
    return "off"


def sure(claims: Sequence[Claim], floor: float) -> tuple[Claim, ...]:
    """The claims that were read surely enough to speak for themselves."""
    return tuple(c for c in claims if c.confidence >= floor)


def other_readings(claim: Claim) -> tuple[Claim, ...]:
    """The claim with each differing value that a second reader saw; none if one reader confirmed the first."""
    if claim.value in claim.readings or claim.evidence.reader != "ocr":
        return ()
    return tuple(replace(claim, value=r) for r in dict.fromkeys(claim.readings) if decimal_of(r) is not None)


def borne_out(claim: Claim) -> bool:
    """Whether a value was typed, or read alike by a second reader: nothing else is held against anybody where a glyph decides."""
    return claim.evidence.reader != "ocr" or claim.value in claim.readings


def mended(claims: Mapping[str, Claim], holds: Callable[[Mapping[str, Claim]], bool]) -> str | None:
    """Which claim, read as the second reader saw it, makes an arithmetic relation hold; None if none does."""
    for name, claim in claims.items():
        for again in other_readings(claim):
            if holds({**claims, name: again}):
                return name
    return None


def shown(value: Decimal) -> str:
    """A plain number."""
    return plain(value)
