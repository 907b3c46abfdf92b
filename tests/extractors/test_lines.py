"""Words of a page put into lines, whichever way the page slopes."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from extractors._lines import page_lines
from pipeline.model import Page, Word
from tests.pages import page, words

PITCH = 15.0  # points from line to line


def sloping(skew: float, *printed: str) -> Page:
    """A page of printed lines that slopes down to the right by `skew` degrees."""
    slope = math.tan(math.radians(skew))
    made: list[Word] = []
    for n, text in enumerate(printed):
        for level in words(text, y=100 + PITCH * n):
            x0, y0, x1, y1 = level.box
            ends = sorted((slope * x0, slope * x1))
            made.append(replace(level, box=(x0, y0 + ends[0], x1, y1 + ends[1])))
    return replace(page(), words=tuple(made), skew=skew)


@pytest.mark.parametrize("skew", [1.9, 0.0, -1.9])
def test_a_short_line_under_a_long_one_keeps_its_place(skew: float) -> None:
    """Straightened the other way, the short line at the left falls into a long one."""
    long, short = "甲中心长期面向本地中小企业提供信息和技术以及培训和融资等方面的公共服务", "并收取费用。"
    printed = [long, short, long, long, short, long]
    assert [line.text for line in page_lines(sloping(skew, *printed))] == printed


@pytest.mark.parametrize("skew", [1.9, 0.0, -1.9])
def test_words_far_apart_stay_on_their_line(skew: float) -> None:
    printed = [
        "联系人：丁铭胜" + " " * 60 + "手机：15921200354",
        "传真：0713-2523368" + " " * 50 + "邮编：435300",
    ]
    lines = page_lines(sloping(skew, *printed))
    assert [[w.text for w in line.words] for line in lines] == [text.split() for text in printed]


@pytest.mark.parametrize(
    "stamp", ["复印件与原件一致", "此件与原件相符", "本复印件与原件核对无误", "与原件一致"]
)
def test_what_a_stamp_says_of_a_copy_is_part_of_no_line(stamp: str) -> None:
    lines = page_lines(page(f"住所    甲阳市丙大道128号    {stamp}", f"我单位承诺{stamp}。"))
    assert [line.text for line in lines] == ["住所甲阳市丙大道128号", f"我单位承诺{stamp}。"]
