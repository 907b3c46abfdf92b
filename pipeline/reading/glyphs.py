"""Glyphs that readers give in their traditional form on pages that are printed in the simplified one (碩士 for 硕士)."""

from __future__ import annotations

from functools import cache

from opencc import OpenCC


def simplified(text: str) -> str:
    """`text` in simplified glyphs. What GB 2312 knows is one itself (乾), whatever else it may stand for."""
    return "".join(ch if _known(ch) else _converter().convert(ch) for ch in text)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


@cache
def _known(glyph: str) -> bool:
    try:
        glyph.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
