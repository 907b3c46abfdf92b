"""Traditional glyphs on simplified pages."""

from __future__ import annotations

import pytest

from pipeline.reading.glyphs import simplified


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("莫靜雪", "莫静雪"),
        ("碩士", "硕士"),
        ("蕭健伟", "萧健伟"),
        ("萧乾", "萧乾"),
        ("闫振鸿 A-1√○", "闫振鸿 A-1√○"),
        ("䶮", "䶮"),
    ],
)
def test_readers_give_glyphs_in_their_traditional_form(read: str, printed: str) -> None:
    assert simplified(read) == printed
