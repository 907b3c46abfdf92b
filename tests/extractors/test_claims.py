"""What an extractor makes of a text that states a quantity."""

from __future__ import annotations

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
