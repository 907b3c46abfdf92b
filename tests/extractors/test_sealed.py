"""A name under its seal: print and ring together, or what is left of it."""

from __future__ import annotations

import pytest

from extractors._sealed import FAINT, name_under_seal
from pipeline.model import Seal, Word
from tests.pages import page

FULL = "甲乙(丙)公共服务有限公司"
LABEL = Word("申请单位名称:", (70, 100, 147, 111))


@pytest.mark.parametrize(
    ("printed", "start", "ring", "confidence", "pieces", "expected"),
    [
        (FULL, 148, FULL, 0.8, 1, (FULL, 0.9)),
        (FULL, 148, "乙公共服有限公司", 0.97, 2, (FULL, FAINT)),
        (FULL, 148, "甲乙公共服有限公司", 0.97, 2, (FULL, 0.97)),
        ("三公共服务有限公司", 220, FULL, 0.6, 2, (FULL, FAINT)),
        ("三公共服务有限公司", 220, "", 0.6, 2, "damaged"),
        ("公共服务有限公司", 220, "", 0.97, 1, "damaged"),
        ("甲乙公共服务心", 148, "", 0.94, 1, "damaged"),
        ("甲公共服务有限公司", 148, "丙公共服务有限公", 0.7, 1, "damaged"),
        (FULL, 148, "丁市市场监督管理局", 0.97, 1, (FULL, 0.97)),
    ],
)
def test_print_and_ring(
    printed: str, start: float, ring: str, confidence: float, pieces: int, expected: tuple[str, float] | str
) -> None:
    seal = Seal((140, 60, 260, 180), ring, confidence=0.9)
    laid = page("x", seals=(seal,))
    box = (start, 100.0, start + 11.0 * len(printed), 111.0)
    name = name_under_seal(laid, printed, box, LABEL, confidence, pieces)
    assert name.damaged == (expected == "damaged")
    if name.damaged:  # what is left is told as it is, and is too faint for any check
        assert name.text == printed
        assert name.confidence <= FAINT
    else:
        assert (name.text, name.confidence) == expected


def test_without_a_seal_nothing_changes() -> None:
    name = name_under_seal(page("x"), FULL, (148, 100, 290, 111), LABEL, 0.5, 3)
    assert (name.text, name.confidence) == (FULL, 0.5)
