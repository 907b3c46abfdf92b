"""Lines in a cell: their order, and what a cut leaves behind."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from pipeline.reading.engines import Quad, Reading
from pipeline.reading.frame import find_skew, slope
from pipeline.reading.lines import Line, ordered, read_lines
from pipeline.reading.settings import Image


class Says:
    """An engine that reads every crop as the same text."""

    name, version = "says", "1"

    def __init__(self, text: str, confidence: float) -> None:
        self.reading = (text, confidence)

    def detect(self, image: Image, longer_side: int) -> list[Quad]:
        return []

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        return [self.reading for _ in crops]


# Two lines of one cell of a phone photo, in pixels: they overlap by more than half their height.
WRAPPED = [
    Line((174, 1240, 266, 1290), text="责任公司"),
    Line((175, 1222, 377, 1272), text="禾城腾盛医疗器械有限"),
]


def test_a_wrapped_line_follows_the_one_it_wraps_however_near() -> None:
    assert [x.text for x in ordered(WRAPPED)] == ["禾城腾盛医疗器械有限", "责任公司"]


def test_pieces_of_one_line_are_read_from_the_left() -> None:
    pieces = [Line((300, 106, 400, 136), text="有限公司"), Line((100, 100, 290, 130), text="清江农机")]
    assert [x.text for x in ordered(pieces)] == ["清江农机", "有限公司"]


@pytest.mark.parametrize(
    ("text", "sure", "width", "wanted"),
    [
        ("质", 0.27, 10, ""),  # the edge of 财 in the next cell
        ("1", 0.97, 10, "1"),
        ("财", 0.27, 40, "财"),
    ],
)
def test_the_edge_of_a_glyph_behind_a_cut_says_nothing(
    text: str, sure: float, width: int, wanted: str
) -> None:
    page = np.full((100, 100, 3), 255, np.uint8)
    (read,) = read_lines([Line((20, 20, 20 + width, 62))], page, Says(text, sure))
    assert read.text == wanted


def quads(angle: float, count: int, width: int = 400) -> list[Quad]:
    """Lines of print that slant by `angle` degrees, with corners at whole pixels."""
    rise = np.tan(np.radians(angle)) * width
    return [
        np.round(
            np.array(
                [(100, y), (100 + width, y + rise), (100 + width, y + rise + 30), (100, y + 30)], np.float32
            )
        )
        for y in range(100, 100 + 40 * count, 40)
    ]


@pytest.mark.parametrize("angle", [-1.7, -0.4, 0.0, 0.6, 2.2])
def test_slope_is_that_of_most_long_lines(angle: float) -> None:
    stray = [*quads(30, 2), *quads(5, 3, width=60)]
    assert slope([*quads(angle, 9), *stray]) == pytest.approx(angle, abs=0.12)


def test_few_lines_tell_no_slope() -> None:
    assert slope(quads(1.0, 4)) is None


def test_wrapped_cells_that_line_up_at_a_slant_do_not_turn_the_page() -> None:
    """A list whose names wrap: their lines stand half a line above and below those of the other columns."""
    page = np.full((1400, 1000), 255, np.uint8)
    for y in range(100, 1300, 60):
        page[y - 9 : y + 9, 520:900:2] = 0
        for half in (-15, 15):
            page[y + half - 9 : y + half + 9, 80:420:2] = 0
    assert abs(find_skew(page)) > 0.5, "the rows' sums alone are misled"
    assert find_skew(page, near=0.0) == 0.0
