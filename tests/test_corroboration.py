"""Two places that say the same: neither was misread."""

from __future__ import annotations

import pytest

from pipeline.corroboration import BORNE_OUT, BOTH_FAINT, corroborate
from pipeline.model import Claim, Evidence

FLOOR = 0.8


def said(quantity: str, value: str, sure: float, page: int, **more: object) -> Claim:
    place = Evidence("a.pdf", page, (10.0, 10.0, 90.0, 22.0), value)
    return Claim(quantity, value, place, "application-form", confidence=sure, id=f"c{page}", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("claims", "wanted"),
    [
        # one faint, one sure: the faint one is borne out
        ([said("revenue", "6029300", 0.55, 1), said("revenue", "6029300", 0.9, 2)], [BORNE_OUT, 0.9]),
        ([said("revenue", "6029300", 0.55, 1), said("revenue", "6029300", 0.6, 2)], [BOTH_FAINT, BOTH_FAINT]),
        ([said("revenue", "6029300", 0.55, 1), said("revenue", "6029300", 0.99, 2)], [BORNE_OUT, 0.99]),
        ([said("applicant-name", "清江（甲）中心", 0.6, 1), said("applicant-name", "清江(甲)中心", 0.9, 2)], [BORNE_OUT, 0.9]),
        # another figure, another year, too small to tell, too faint, taken from the other, the same ink
        ([said("revenue", "6029300", 0.55, 1), said("revenue", "6029800", 0.9, 2)], [0.55, 0.9]),
        ([said("revenue", "6029300", 0.55, 1, period="2020"), said("revenue", "6029300", 0.9, 2, period="2019")], [0.55, 0.9]),
        ([said("staff-count", "25", 0.55, 1), said("staff-count", "25", 0.9, 2)], [0.55, 0.9]),
        ([said("revenue", "6000000", 0.55, 1), said("revenue", "6000000", 0.9, 2)], [0.55, 0.9]),
        ([said("revenue", "6029300", 0.3, 1), said("revenue", "6029300", 0.9, 2)], [0.3, 0.9]),
        ([said("revenue", "6029300", 0.55, 1, derived_from=("c2",)), said("revenue", "6029300", 0.9, 2)], [0.55, 0.9]),
        ([said("revenue", "6029300", 0.55, 1), said("revenue", "6029300", 0.9, 1)], [0.55, 0.9]),
    ],
)  # fmt: skip
def test_what_two_places_say_alike(claims: list[Claim], wanted: list[float]) -> None:
    assert [c.confidence for c in corroborate(claims, FLOOR)] == wanted
