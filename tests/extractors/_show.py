"""Claims as short rows: what the tests of extractors compare."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Claim, Problem, Row

Extracted = Claim | Row | Problem


def values(found: Iterable[Extracted], *, field: str | None = None) -> dict[str, str]:
    """`{"revenue@2019": "6128000", …}` of the claims (of one field)."""
    made: dict[str, str] = {}
    for c in found:
        if isinstance(c, Claim) and (field is None or c.field == field):
            made[c.quantity + (f"@{c.period}" if c.period else "")] = c.value
    return made


def rows(found: Iterable[Extracted]) -> list[Row]:
    return [r for r in found if isinstance(r, Row)]


def problems(found: Iterable[Extracted]) -> list[Problem]:
    return [p for p in found if isinstance(p, Problem)]
