"""What is printed alike at two places was not misread: a faint claim that another one bears out may decide.

Readers err at random. That they make the same seven digits, or the same name, out of two places of a package
that say different things does not happen; a small number or half a date agrees by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Claim
from pipeline.quantity import QUANTITIES, decimal_of, fold_name

BORNE_OUT = 0.95
BOTH_FAINT = 0.85
LEAST = 0.4  # what was read more faintly than this bears nothing out, and is not borne out
DIGITS = 3


def corroborate(claims: Sequence[Claim], floor: float) -> tuple[Claim, ...]:
    """The claims, those surer that say what a claim at another place of the package says."""
    alike: dict[tuple[str, str | None, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if (said := _telling(claim)) is not None:
            alike[claim.quantity, claim.period, said].append(claim)
    surer: dict[str, float] = {}
    for group in alike.values():
        for claim in group:
            others = [c.confidence for c in group if _apart(c, claim)]
            if others:
                surer[claim.id] = BORNE_OUT if max(others) >= floor else BOTH_FAINT
    return tuple(
        replace(c, confidence=surer[c.id]) if c.confidence < surer.get(c.id, 0.0) else c for c in claims
    )


def _telling(claim: Claim) -> str | None:
    """The value, where two readings hardly have it in common by chance; None for claims that follow from others."""
    if claim.derived_from or claim.damaged or claim.scope != "own" or claim.confidence < LEAST:
        return None
    sort = QUANTITIES[claim.quantity].sort
    if sort in ("money", "count", "percent", "area"):
        value = decimal_of(claim.value)
        digits = () if value is None else value.normalize().as_tuple().digits
        return claim.value if len(digits) >= DIGITS else None
    if sort == "date":
        return claim.value if claim.value.count("-") == 2 else None
    said = fold_name(claim.value)
    return said if len(said) >= 2 else None


def _apart(a: Claim, b: Claim) -> bool:
    """Whether two claims stand at different places."""
    x, y = a.evidence, b.evidence
    return (x.file, x.page, x.box, x.cell) != (y.file, y.page, y.box, y.cell)
