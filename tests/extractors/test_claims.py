"""What an extractor makes of a text that states a quantity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors._claims import claim
from tests.pages import page


@pytest.mark.parametrize(
    ("read", "site"),
    [
        ("ww.qihang-fw.example.com新ICP备14069577号-1", "www.qihang-fw.example.com"),
        ("wwww.example.com", "www.example.com"),
        ("http://ww.example.com/a", "http://www.example.com/a"),
        ("wx.example.com", "wx.example.com"),
    ],
)
def test_a_site_whose_three_alike_glyphs_were_miscounted(read: str, site: str) -> None:
    made = claim(page("x"), "website", read, kind="application-form")
    assert made is not None
    assert made.value == site


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("丁铭胜", True),
        ("下铭胜", False),  # as a scan of 丁铭胜 was read
        ("欧阳娜", True),
        ("阿不都热合曼·买买提", True),
        ("古丽娜尔", True),
        ("李", None),
        ("40%)", None),
    ],
)
def test_a_name_that_begins_with_no_surname_was_probably_misread(name: str, sure: bool | None) -> None:
    made = claim(page("x"), "contact", name, kind="application-form")
    assert (made.confidence == 1.0 if made else None) == sure


def test_a_site_in_a_text_layer_stands_as_it_was_typed() -> None:
    made = claim(replace(page("x"), source="text"), "website", "ww.example.com", kind="application-form")
    assert made is not None
    assert made.value == "ww.example.com"


@pytest.mark.parametrize("province", "京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕甘陇青宁新")
def test_a_filing_number_of_any_province(province: str) -> None:
    """陇 is Gansu's, 蜀 Sichuan's, 黔 Guizhou's, 滇 Yunnan's."""
    number = f"{province}ICP备12009876号-1"
    made = claim(page("x"), "icp-number", f"www.a-ppc.com {number}", kind="application-form")
    assert (made.value if made else None) == number


@pytest.mark.parametrize("quantity", ["applicant-name", "audit-firm"])
def test_a_glyph_that_two_pieces_of_a_line_both_hold_stands_once(quantity: str) -> None:
    """A ring of a seal cuts the line of print through «公»."""
    made = claim(page("x"), quantity, "清江企业服务有限公公司", kind="application-form")
    assert made is not None
    assert made.value == "清江企业服务有限公司"


@pytest.mark.parametrize("hint", ["（盖", "（盖章", "（加盖公章", "（公章"])
def test_a_hint_that_wraps_into_the_next_line_is_no_part_of_a_name(hint: str) -> None:
    made = claim(page("x"), "applicant-name", f"甲乙企业服务有限公司{hint}", kind="application-form")
    assert made is not None
    assert (made.value, made.damaged) == ("甲乙企业服务有限公司", False)


def test_a_name_may_hold_a_glyph_twice() -> None:
    made = claim(page("x"), "applicant-name", "清江市现代办公公司", kind="application-form")
    assert made is not None
    assert made.value == "清江市现代办公公司"
