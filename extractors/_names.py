"""Firms of one list mostly begin with the same place; a reader that knows its glyph badly says now this, now that.

A misread place (薪阳 for 蕲阳) is put right by the list itself, under strict conditions: the two beginnings
differ in one glyph, both are frequent, together they are most of the list, and the wrong one is no known place.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from pipeline.lexicon import rare

_SPECKS = " .·•。,，、'‘’`_|:：;；-—\"*"
_LEAST = 3  # a beginning that comes less often may be a firm's own name (向阳 beside 洛阳)


@cache
def places() -> frozenset[str]:
    """The first two glyphs of all counties, cities and provinces in python-stdnum's table."""
    table = files("stdnum.cn").joinpath("loc.dat").read_text(encoding="utf-8")
    named = re.findall(r'(?:\]|"|,)([\u3400-\u9fff]{2,})', table)
    return frozenset(n[:2] for n in named)


def one_place(names: Sequence[str | None]) -> list[str | None]:
    """The names with a misread first or second glyph of the common place put right."""
    heads = Counter(n[:2] for n in names if n and len(n) >= 6)
    total = sum(heads.values())
    if total < 10:
        return list(names)
    change: dict[str, str] = {}
    for (a, na), (b, nb) in ((x, y) for x in heads.items() for y in heads.items()):
        if na < nb or a == b or sum(p != q for p, q in zip(a, b, strict=True)) != 1:
            continue
        if nb < max(_LEAST, 0.03 * total) or na + nb < 0.6 * total:
            continue
        p, q = next((p, q) for p, q in zip(a, b, strict=True) if p != q)
        # Readers turn rare glyphs into common ones, hardly ever the other way round.
        right, wrong = (b, a) if rare(q) and not rare(p) else (a, b)
        if wrong not in places():
            change[wrong] = right
    return [change.get(n[:2], n[:2]) + n[2:] if n else n for n in names]


def printed(name: str) -> str:
    """A name as it is printed: without the specks of a scan at its ends."""
    return name.strip(_SPECKS) or name
