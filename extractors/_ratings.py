"""Which of three columns a mark stands in: 满意, 基本满意, 不满意.

Ticks are printed, typed, drawn over the lines, or words; readers see √ as V, r, Y or nothing at all. What
counts is which cell of the row holds the most of a mark. Where two hold about the same, nobody decides here.
Boxes hold ink whether they are marked or not: there it is which of a row's boxes holds more than the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from extractors._grids import Value
from pipeline.model import Box
from pipeline.quantity import squeeze

RATINGS: Mapping[str, str] = {
    "satisfied": "satisfied",
    "basically": "basically-satisfied",
    "dissatisfied": "dissatisfied",
}
_TICKS = re.compile(r"[√✓✔☑✅vVｖＶyYrＹ丿ノレ〆J对是●⚫■◆★☆OoＯ○Q1ⅴⅤ∨/╱\\y]+|[.,'`·•]*[√✓vVrY][.,'`·•]*")
_CLEAR = re.compile(r"[√✓✔☑✅☒vVｖＶ●■∨]")
_NIL = re.compile(r"[-—–_.,·•'`\s|]*|无|0|/")
_EMPTY = re.compile(r"[□☐▢◻口囗〇○OoＯ日ロ]")
_OFFER = re.compile(
    r"([^\u3400-\u9fffA-Za-z0-9]|[VvｖＶ口囗日曰回区図图国因目])?[)）.、:：]?"
    r"(不太满意|不满意|基本满意|比较满意|较满意|非常满意|十分满意|很满意|满意|一般)"
)
_INSET = 1.2  # points: reading counts ink in the inside of a cell alone
_WORDS = (
    (re.compile(r"不满意|不太满意|^差$|较差|^不$"), "dissatisfied"),
    (
        re.compile(r"基本满意|比较满意|较满意|一般|基本|^良好?$|尚可|^基.?满意$|^.?本满意$"),
        "basically-satisfied",
    ),
    (re.compile(r"满意|^优秀?$|^好$|很好"), "satisfied"),
    # one glyph of the three words misread («清意»)
    (re.compile(r"^不[^同本]意$|^不满.$"), "dissatisfied"),
    (re.compile(r"^[^同不无有注随任]意$|^满.$"), "satisfied"),
)


def word(text: str) -> str | None:
    """The rating that words say."""
    t = squeeze(text)
    return next((rating for pattern, rating in _WORDS if pattern.search(t)), None)


Cells = Mapping[str, Sequence[Value]]  # the cells of one row, by the rating whose column they stand in


@dataclass(frozen=True, slots=True)
class Ink:
    """What a list's own cells show: the share of ink of an empty cell, and what a mark adds to it.

    In a list of boxes (□ ☑ ■) empty cells hold ink too: `lead` is how much more (in square points) the marked
    box of a row usually holds than the next. It is 0 where boxes do not differ enough to tell. `box` is what an
    empty one holds.
    """

    empty: float = 0.0
    marked: float = 0.06
    boxed: bool = False
    lead: float = 0.0
    box: float = 0.0


def usual_ink(rows: Sequence[Cells]) -> Ink:
    """What the cells of three columns hold: a third of them is marked, the rest is empty."""
    inks = sorted(v.ink for row in rows for values in row.values() for v in values if v.ink is not None)
    if not inks:
        return Ink(boxed=_boxed(rows))
    empty = inks[len(inks) // 3]
    held = [i for i in inks if i > empty + 0.02]
    marked = held[len(held) // 2] - empty if held else 0.06
    ranked = [sorted(a.values(), reverse=True) for row in rows if len(a := _amounts(row)) > 1]
    if not _boxed(rows) or not ranked:
        return Ink(empty, marked, _boxed(rows))
    lead = median(a[0] - a[1] for a in ranked)
    noise = median(a[1] - a[-1] for a in ranked)
    box = median(a[-1] for a in ranked)
    return Ink(empty, marked, True, lead if lead > max(2.5 * noise, 0.1 * box) else 0.0, box)


def _boxed(rows: Sequence[Cells]) -> bool:
    """Whether unmarked cells hold a box: in most rows a second cell holds ink or a glyph of one."""

    def holds_two(row: Cells) -> bool:
        amounts = sorted(_amounts(row).values(), reverse=True)
        if sum(_glyph(values) is not None for values in row.values()) > 1:
            return True
        return len(amounts) > 1 and amounts[1] > 0.35 * amounts[0] > 0

    return sum(holds_two(row) for row in rows) > 0.5 * len(rows)


def _amounts(row: Cells) -> dict[str, float]:
    """The ink of each cell in square points: a share alone would depend on the height of the row."""
    found = {}
    for name, values in row.items():
        inked = [v.ink * _area(v) for v in values if v.ink is not None and v.box is not None]
        if inked:
            found[name] = max(inked)
    return found


def _area(v: Value) -> float:
    x0, y0, x1, y1 = v.box or (0.0, 0.0, 0.0, 0.0)
    return max(x1 - x0 - 2 * _INSET, 1.0) * max(y1 - y0 - 2 * _INSET, 1.0)


def sealed(v: Value, stamp: Box) -> bool:
    """Whether the middle of a cell lies under a stamp."""
    x0, y0, x1, y1 = v.box or (-1.0, -1.0, -1.0, -1.0)
    return stamp[0] < (x0 + x1) / 2 < stamp[2] and stamp[1] < (y0 + y1) / 2 < stamp[3]


def touched(v: Value, stamps: Sequence[Box]) -> bool:
    """Whether a stamp reaches into a cell."""
    box = v.box
    return box is not None and any(
        box[0] < s[2] and s[0] < box[2] and box[1] < s[3] and s[1] < box[3] for s in stamps
    )


def _glyph(values: Sequence[Value]) -> bool | None:
    """Whether the box that cells read as is marked; None where they read as no box."""
    texts = [squeeze(v.text).strip(".,·'`-_|") for v in values]
    if any(_CLEAR.search(t) for t in texts):
        return True
    return False if any(_EMPTY.fullmatch(t) for t in texts) else None


def strength(v: Value, usual: Ink) -> float:
    """How much of a mark a cell holds, 0..1. A speck (a dot, little ink) weighs little beside a tick."""
    t = squeeze(v.text)
    if word(t) and v.confidence >= 0.8:
        return 1.0  # print is a word whatever a lifted seal has left of its ink
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


def decide(
    cells: Cells, usual: Ink, stamps: Sequence[Box] = (), coloured: Sequence[Box] = ()
) -> tuple[str | None, bool]:
    """(rating, doubtful) of a row from the cells of its three columns; None where nothing is marked.

    `stamps` are the grey seals of the page: of what lies under them reading keeps the darkest ink alone. Of
    `coloured` ones it keeps what their colour left behind.
    """
    for values in cells.values():
        for v in values:
            if v.span > 1 and word(v.text):  # one word written across the columns
                return word(v.text), False
    if name := _ticked(cells, (*stamps, *coloured)):
        return RATINGS[name], False
    if usual.boxed:
        return _by_boxes(cells, usual, stamps)
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


def _ticked(cells: Cells, stamps: Sequence[Box]) -> str | None:
    """The one column where a mark reads, if a stamp reaches into the row and all else there is its ink or a box."""
    ticked = [n for n, values in cells.items() if any(squeeze(v.text) in ("√", "■", "●") for v in values)]
    rest = [v for n, values in cells.items() if n not in ticked for v in values]
    stamped = any(touched(v, stamps) for values in cells.values() for v in values)
    other = any(v.text and not _EMPTY.fullmatch(squeeze(v.text)) for v in rest)
    inked = any(v.mark and not touched(v, stamps) for v in rest)
    return ticked[0] if len(ticked) == 1 and stamped and not other and not inked else None


def _by_boxes(cells: Cells, usual: Ink, stamps: Sequence[Box]) -> tuple[str | None, bool]:
    """Of a row of boxes, by what they read as and by which holds more ink than its neighbours.

    Readers take ■ for □ and □ for 日, and a stamp adds ink to any of them: both may be silent, but where
    they contradict each other nobody decides.
    """
    glyphs = {name: _glyph(values) for name, values in cells.items()}
    said = [name for name, marked in glyphs.items() if marked]
    read = said[0] if len(said) == 1 else None
    amounts = _amounts(cells)
    stamped = [n for n in amounts if any(sealed(v, s) for v in cells[n] for s in stamps)]
    lost = any(amounts[n] < 0.5 * usual.box for n in stamped)
    for name in stamped if lost else ():
        amounts[name] += usual.box  # the outline went with the stamp
    ranked = sorted(amounts.items(), key=lambda p: -p[1])
    inked, lead, rest = None, 0.0, 0.0
    if len(ranked) > 1 and (lost or not stamped):
        lead, rest = ranked[0][1] - ranked[1][1], ranked[1][1] - ranked[-1][1]
        if usual.lead and lead > 0.4 * usual.lead and (lost or rest < 0.5 * lead):
            inked = ranked[0][0]
    if inked and (not said or inked in said):
        return RATINGS[inked], False
    alone = read is not None and all(marked is False for name, marked in glyphs.items() if name != read)
    if read and alone and not inked and (not ranked or ranked[-1][0] != read):
        return RATINGS[read], False
    alike = lead + rest < (0.3 * usual.lead or 0.08 * (ranked[0][1] if ranked else 0.0))
    return None, not (alike and all(marked is False for marked in glyphs.values()))


def chosen(text: str) -> tuple[str | None, bool]:
    """(rating, doubtful) of one cell that offers every rating with a box («□满意 ☑基本满意 □不满意») or one word."""
    t = squeeze(text)
    offers = list(_OFFER.finditer(t))
    if len(offers) < 2:
        # An empty box before the only word: the marked one stands in a cell that was not read with it.
        unmarked = bool(offers and _EMPTY.fullmatch(offers[0].group(1) or ""))
        return (None, True) if unmarked else (word(t), False)
    ticked = [m for m in offers if _CLEAR.search(m.group(1) or "")]
    if not ticked and len(offers) > 2:
        # Readers drop a ticked box or make anything of it, a plain one they read: it is the one without.
        ticked = [m for m in offers if not _EMPTY.fullmatch(m.group(1) or "")]
    return (word(ticked[0].group(2)), False) if len(ticked) == 1 else (None, True)
