"""The five regulations, one file each; a file lists its variants, the plain one first."""

from __future__ import annotations

from ..regulation import Regulation
from . import baoding, heilongjiang_2019, national_2017, shandong_2020, xinjiang_2021

NATIONAL_2017 = national_2017.VARIANTS[0]
ALL: tuple[Regulation, ...] = tuple(
    r for m in (national_2017, heilongjiang_2019, shandong_2020, baoding, xinjiang_2021) for r in m.VARIANTS
)
IDS = tuple(dict.fromkeys(r.id for r in ALL))


def find(regulation: str, variant: str | None = None) -> Regulation:
    """A regulation by its id, and its variant."""
    return next(r for r in ALL if (r.id, r.variant) == (regulation, variant))


__all__ = ["ALL", "IDS", "NATIONAL_2017", "Regulation", "find"]
