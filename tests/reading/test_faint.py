"""Rules that are no ink beside dark print."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.reading.faint import mended
from pipeline.reading.rule import Rule

UNIT = 2.0
LEFT, RIGHT = Rule(50, 10, 60, 2, 49, 51, 50), Rule(50, 260, 400, 2, 49, 51, 140)


@pytest.mark.parametrize(
    ("between", "pieces"),
    [
        ("a line as faint as the pieces", 1),
        ("nothing", 2),
        ("print", 2),
        ("a shade", 2),
        ("a dark stroke", 2),
    ],
)
def test_pieces_are_one_rule_where_the_line_between_them_is_seen(between: str, pieces: int) -> None:
    rng = np.random.default_rng(1)
    grey = np.full((100, 420), 240, np.float64)
    grey[50, LEFT.start : LEFT.end] = grey[50, RIGHT.start : RIGHT.end] = 222
    grey[34:44, 60:260:3] = 60  # the print of the row above, close by
    gap = grey[:, LEFT.end : RIGHT.start]
    if between == "a line as faint as the pieces":
        gap[50] = 222
    elif between == "print":
        gap[42:58, ::4] = gap[42:58:6, :] = 90
    elif between == "a shade":
        gap[46:] = 222
    elif between == "a dark stroke":
        gap[50] = 60
    noisy = np.clip(grey + rng.normal(0, 3, grey.shape), 0, 255).astype(np.uint8)
    assert len(mended([LEFT, RIGHT], noisy, UNIT)) == pieces


def test_a_rule_in_three_pieces_is_one_and_its_neighbour_another() -> None:
    grey = np.full((100, 420), 240, np.uint8)
    grey[50, 10:400] = grey[70, 10:400] = 215
    upper = [Rule(50, a, b, 2, 49, 51, b - a) for a, b in ((10, 60), (120, 180), (300, 400))]
    lower = [Rule(70, 10, 400, 2, 69, 71, 390)]
    (first, second) = mended([*upper, *lower], grey, UNIT)
    assert (first.start, first.end, first.inked) == (10, 400, 390)
    assert second == lower[0]
