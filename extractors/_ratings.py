"""Which of three columns a mark stands in: 满意, 基本满意, 不满意.

Ticks are printed, typed, drawn over the lines, or words; readers see √ as V, r, Y or nothing at all. What
counts is which cell of the row holds the most of a mark. Where two hold about the same, nobody decides here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors._grids import Value
from pipeline.quantity import squeeze

RATINGS: Mapping[str, str] = {
    "satisfied": "satisfied",
    "basically": "basically-satisfied",
    "dissatisfied": "dissatisfied",
}
_TICKS = re.compile(r"[√✓✔☑✅vVｖＶyYrＹ丿ノレ〆J对是●⚫■◆★☆OoＯ○Q1ⅴⅤ∨/╱\\y]+|[.,'`·•]*[√✓vVrY][.,'`·•]*")
_CLEAR = re.compile(r"[√✓✔☑✅vVｖＶ●■∨]")
_NIL = re.compile(r"[-—–_.,·•'`\s|]*|无|0|/")
_WORDS = (
    (re.compile(r"不满意|不太满意|^差$|较差|^不$"), "dissatisfied"),
    (re.compile(r"基本满意|比较满意|较满意|一般|基本|^良好?$|尚可"), "basically-satisfied"),
    (re.compile(r"满意|^优秀?$|^好$|很好"), "satisfied"),
)


def word(text: str) -> str | None:
    """The rating that words say."""
    t = squeeze(text)
    return next((rating for pattern, rating in _WORDS if pattern.search(t)), None)


@dataclass(frozen=True, slots=True)
class Ink:
    """The share of ink of an empty cell and of a marked one, as a list's own cells show."""

    empty: float = 0.0
    marked: float = 0.06


def usual_ink(values: Sequence[Value]) -> Ink:
    """What the cells of three columns hold: a third of them is marked, the rest is empty."""
    inks = sorted(v.ink for v in values if v.ink is not None)
    if not inks:
        return Ink()
    empty = inks[len(inks) // 3]
    held = [i for i in inks if i > empty + 0.02]
    return Ink(empty, held[len(held) // 2] - empty if held else 0.06)


def strength(v: Value, usual: Ink) -> float:
    """How much of a mark a cell holds, 0..1. A speck (a dot, little ink) weighs little beside a tick."""
    t = squeeze(v.text)
    by_text = 0.0
    if t and (word(t) or _CLEAR.search(t)):
        by_text = 1.0
    elif t in ("/", "1"):
        by_text = 0.25
    elif t and not _NIL.fullmatch(t):
        by_text = 0.8 if _TICKS.fullmatch(t) else 0.4
    by_mark = {"tick": 1.0, "cross": 0.6, "dot": 0.3, "stroke": 0.4}.get(v.mark or "", 0.0)
    told = max(by_text, by_mark)
    if v.ink is None:
        return told
    share = max(0.0, v.ink - usual.empty) / usual.marked
    if v.mark == "dot" and share > 0.5:
        told = 0.8  # a filled dot is a mark, a small one is a speck
    return max(told * min(1.0, max(0.1, share / 0.5)), min(0.7, share * 0.8) if share > 0.1 else 0.0)


def decide(cells: Mapping[str, Sequence[Value]], usual: Ink) -> tuple[str | None, bool]:
    """(rating, doubtful) of a row from the cells of its three columns; None where nothing is marked."""
    for values in cells.values():
        for v in values:
            if v.span > 1 and word(v.text):  # one word written across the columns
                return word(v.text), False
    found = {name: max((strength(v, usual) for v in values), default=0.0) for name, values in cells.items()}
    ranked = sorted(found.items(), key=lambda p: -p[1])
    if not ranked or ranked[0][1] < 0.15:
        return None, False
    top, second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0.0
    if second > 0.6 * top[1]:
        return None, True
    if top[1] < 0.35:
        return None, True
    return RATINGS[top[0]], False
