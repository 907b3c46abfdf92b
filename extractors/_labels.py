"""Labels by meaning, and what is bound to them.

A form is read by what its labels say, never by where our own layout would put them. `find` finds labels in
a cell or a line; `bind` finds each one's value: behind it in the same text (also in the middle of a
sentence with blanks: «购买价格 109.59 万元，占总资产 11.33 %»), in the cell to the right, in the cell below
(label above value), or, without a table, in the words to the right and under them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors._lines import union
from extractors._segments import Segment
from pipeline.model import Box, Page
from pipeline.quantity import QUANTITIES, UNIT_FACTORS, is_nil

NUMERIC = frozenset({"money", "count", "percent", "area"})
FUZZY = 0.93  # a label that was misread in a glyph says less surely what its value is
NEIGHBOUR = 0.99
COMPLETE = re.compile(
    r"(?:公司|中心|大学|学院|研究院|研究所|协会|商会|联合会|促进会|事务所|集团|联盟|\(普通合伙\))$"
)


@dataclass(frozen=True, slots=True)
class Label:
    """`quantities` () is a label that only ends the value before it. `unit` is what the form prints there.

    `glued`: the value may follow without a colon or a gap («名称甲公司» on a licence)."""

    quantities: tuple[str, ...]
    names: tuple[str, ...]
    unit: str | None = None
    glued: bool = False

    @property
    def numeric(self) -> bool:
        return bool(self.quantities) and QUANTITIES[self.quantities[0]].sort in NUMERIC


def label(quantities: str, names: str, unit: str | None = None, glued: bool = False) -> Label:
    return Label(tuple(quantities.split()), tuple(sorted(names.split(), key=len, reverse=True)), unit, glued)


@dataclass(frozen=True, slots=True)
class Found:
    """A label in a text: glyphs `start` to `end`, with hint and colon up to `after`."""

    label: Label
    start: int
    end: int
    after: int
    unit: str | None
    colon: bool
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Bound:
    """A label with the text bound to it. `text` is '' where the place is blank."""

    label: Label
    text: str
    box: Box | None
    confidence: float
    unit: str | None
    segment: Segment
    read: str


_COLON = ":：;；.．·,，、|"
_OPEN = re.compile(r"[(（\[【]([^()（）\[\]【】]{0,24})[)）\]】]")
_TORN = re.compile(r"[(（]?(?:盖章|公章|签字|签章|签名)[)）]")  # a stamp may hide one bracket of the hint
_NUMBERISH = re.compile(
    r"^[\s_—:：]*(?:约|近|共计|共|合计|总计|总|达|为|是|有|超过|逾|人民币|RMB|¥|￥|[(（]|个|大约|不少于)*"
    r"[-−–]?(?:\d|[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟百千万亿]{1,20}(?:[元圆整人家户台%％平㎡]|$))"
)
_FIGURE = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
_UNITS = (
    "台(套)",
    "台套",
    "平方米",
    "万元",
    "亿元",
    "元",
    "㎡",
    "m2",
    "人",
    "家",
    "户",
    "个",
    "台",
    "套",
    "%",
    "％",
    "米",
)


def _unit_of(hint: str) -> str | None:
    t = hint.removeprefix("单位").lstrip(":：").removeprefix("人民币")
    return t if t in UNIT_FACTORS else None


def _behind(text: str, end: int) -> tuple[int, str | None, bool]:
    """(where the value begins, unit in a bracket, whether a colon stands there) behind a label."""
    unit, colon, i = None, False, end
    while i < len(text):
        if text[i] in ":：":
            colon, i = True, i + 1
            continue
        if i == end and (torn := _TORN.match(text, i)):
            i = torn.end()
            continue
        m = _OPEN.match(text, i)
        if (
            m
            and not re.fullmatch(r"[\d.,]+", m.group(1))
            and not (colon and i > end + 1 and text[i - 1] not in ":：")
        ):
            unit = unit or _unit_of(m.group(1))
            i = m.end()
            continue
        break
    return i, unit, colon


def _fits(segment: Segment, found: Label, start: int, end: int) -> bool:
    """Whether a label's name at start..end is a label there and not a part of running text."""
    text = segment.text
    after, _, colon = _behind(text, end)
    if colon:
        return True
    rest = text[after:]
    if found.numeric:
        # A number, a blank with its unit, or nothing follows.
        return bool(_NUMBERISH.match(rest)) or not rest.strip("_—- ") or rest.lstrip("_—-").startswith(_UNITS)
    begins = start in segment.starts or not re.match(r"[\u3400-\u9fff]", text[start - 1])
    ends = after in segment.starts or after == len(text) or text[after] in _COLON + "_"
    return begins and (ends or (found.glued and start in segment.starts))


@cache
def _spotted(name: str) -> re.Pattern[str]:
    """A label's name, also with a speck read between its glyphs («名·称»)."""
    return re.compile("[·•.]?".join(re.escape(ch) for ch in name))


def find(segment: Segment, lexicon: Sequence[Label]) -> list[Found]:
    """The labels in a segment, in order, not overlapping; the longest name wins."""
    text = segment.text
    hits: list[Found] = []
    for entry in lexicon:
        for name in entry.names:
            for m in _spotted(name).finditer(text):
                start, end = m.span()
                if _fits(segment, entry, start, end):
                    after, unit, colon = _behind(text, end)
                    hits.append(Found(entry, start, end, after, unit, colon))
    hits.sort(key=lambda f: (-(f.end - f.start), f.start))
    kept: list[Found] = []
    for f in hits:
        if all(f.end <= k.start or f.start >= k.end for k in kept):
            kept.append(f)
    kept += _misread(segment, lexicon, kept)
    return sorted(kept, key=lambda f: f.start)


def _misread(segment: Segment, lexicon: Sequence[Label], kept: Sequence[Found]) -> list[Found]:
    """Labels that were misread in a glyph: before a colon, before a figure, or a whole cell."""
    text = segment.text
    made: list[Found] = []
    places: list[tuple[int, bool]] = [(m.start(), False) for m in re.finditer("[:：]", text)]
    places += [(m.start(), True) for m in _FIGURE.finditer(text)]
    if segment.cell is not None and not places and 3 <= len(text) <= 24:
        places.append((len(text), False))
    for at, figure in places:
        if any(k.start <= at <= k.after for k in [*kept, *made]):
            continue
        piece = re.split(r"[,，。；;:：%％\d]|台\(套\)|万元|平方米", text[:at].rstrip("_—-("))[-1]
        piece = _OPEN.sub("", piece)
        best: tuple[float, Label, int] | None = None
        for entry in lexicon:
            if figure and not entry.numeric:
                continue
            for name in entry.names:
                n = len(name)
                if n < 3 or abs(len(piece) - n) > (2 if not figure else 99):
                    continue
                allowed = 1 if n < 7 else 2
                for width in (n, n - 1, n + 1) if len(piece) > n else (len(piece),):
                    tail = piece[-width:]
                    distance = Levenshtein.distance(tail, name, score_cutoff=allowed)
                    likeness = 1 - distance / n
                    if distance <= allowed and (best is None or likeness > best[0]):
                        best = (likeness, entry, width)
        if best is None:
            continue
        end = at if not figure else len(text[:at].rstrip("_—-(约近共"))
        start = max(0, end - best[2])
        if any(start < k.after and k.start < end for k in [*kept, *made]):
            continue
        after, unit, colon = _behind(text, end)
        made.append(Found(best[1], start, end, after, unit, colon, FUZZY))
    return made


def bind(page: Page, every: Sequence[Segment], lexicon: Sequence[Label]) -> Iterator[Bound]:
    """Each label of the segments of a page with its value."""
    founds = [find(s, lexicon) for s in every]
    by_cell = {(id(s.grid), s.cell.row, s.cell.column): i for i, s in enumerate(every) if s.cell and s.grid}
    for i, (segment, labels) in enumerate(zip(every, founds, strict=True)):
        for k, f in enumerate(labels):
            if not f.label.quantities:
                continue
            stop = labels[k + 1].start if k + 1 < len(labels) else len(segment.text)
            made = _inline(segment, f, stop)
            last = k + 1 == len(labels)
            if made is None and last and segment.cell is not None:
                made = _neighbour(segment, f, by_cell, every, founds)
            elif segment.line is not None and not f.label.numeric:
                made = _wrapped(every, founds, i, f, stop, made)
            yield made or Bound(f.label, "", segment.box, segment.confidence, f.unit, segment, "")


def _value(segment: Segment, f: Found, start: int, stop: int, sure: float) -> Bound | None:
    text = segment.text[start:stop]
    begin = start + len(text) - len(text.lstrip("_—:：·；;,，、."))
    if f.label.numeric:
        if not _NUMBERISH.match(segment.text[begin:stop]):
            return None
    elif is_nil(segment.text[begin:stop].strip("_—-:：()（）")):
        return None
    box, confidence = segment.spot(begin, stop)
    if f.label.numeric and (m := _FIGURE.search(segment.text, begin, stop)):
        box, confidence = segment.spot(begin, min(stop, m.end() + 1))
    raw = segment.raw(begin, stop)
    return Bound(
        f.label, raw, box, confidence * f.likeness * sure, f.unit, segment, segment.raw(f.start, stop)
    )


def _inline(segment: Segment, f: Found, stop: int) -> Bound | None:
    return _value(segment, f, f.after, stop, 1.0)


def _neighbour(
    segment: Segment,
    f: Found,
    by_cell: dict[tuple[int, int, int], int],
    every: Sequence[Segment],
    founds: Sequence[list[Found]],
) -> Bound | None:
    """The value in the cell to the right, else, under a row of labels, in the cell below."""
    cell, grid = segment.cell, segment.grid
    assert cell is not None
    assert grid is not None

    def at(row: int, column: int) -> int | None:
        there = grid.at(row, column)
        return by_cell.get((id(grid), there.row, there.column)) if there else None

    right = at(cell.row, cell.column + cell.column_span)
    if right is not None and not founds[right] and every[right].text:
        made = _value(every[right], f, 0, len(every[right].text), NEIGHBOUR)
        if made is not None:
            return made
    if right is not None and not founds[right] and not every[right].text:
        return None  # its place is there, and blank
    left = at(cell.row, cell.column - 1) if cell.column else None
    among = (right is not None and founds[right]) or (right is None and left is not None and founds[left])
    below = at(cell.row + cell.row_span, cell.column)
    if not among or below is None or founds[below]:
        return None
    under = every[below].cell
    if under is None or (under.column, under.column_span) != (cell.column, cell.column_span):
        return None
    return _value(every[below], f, 0, len(every[below].text), NEIGHBOUR)


def _wrapped(
    every: Sequence[Segment], founds: Sequence[list[Found]], i: int, f: Found, stop: int, made: Bound | None
) -> Bound | None:
    """A text value that goes on in the lines below, in its own column (no table: a licence, a cover)."""
    segment = every[i]
    quantity = f.label.quantities[0]
    if QUANTITIES[quantity].sort not in ("text", "date") or segment.line is None:
        return made
    own = segment.words_of(f.start, f.end)
    if not own:
        return made
    height = segment.line.height
    value_words = segment.words_of(f.after, stop) if made else ()
    # Where the label's own word holds the value, the column begins somewhere inside that word.
    left = min((w.box[0] for w in value_words), default=own[-1].box[2]) - 1.5 * height
    if made and value_words and value_words[0] in own:
        w = value_words[0]
        left = w.box[0] + (w.box[2] - w.box[0]) * 0.2
    limit = min(
        (w.box[0] for w in segment.words_of(stop, len(segment.text)) if w not in value_words),
        default=float("inf"),
    )
    text, boxes, sure = (
        (made.text if made else ""),
        [made.box] if made and made.box else [],
        made.confidence if made else 1.0,
    )
    if re.search(r"章[)）]$", text) or (made and quantity == "applicant-name" and COMPLETE.search(text)):
        return made
    last = segment.line
    for j in range(i + 1, min(i + 5, len(every))):
        below = every[j]
        if below.line is None or below.line.y - last.y > 2.1 * max(height, below.line.height):
            break
        words = [w for w in below.line.words if left <= w.box[0] < limit - height]
        labelled = [w for g in founds[j] for w in below.words_of(g.start, g.end)]
        if any(w in labelled for w in words) or any(
            w.box[0] < left + 3 * height and w.box[2] <= limit for w in labelled
        ):
            break
        if not words:
            if made is None and not text:
                continue
            break
        text += "".join(w.text for w in words)
        boxes += [w.box for w in words]
        sure = min(sure, *(w.confidence for w in words))
        last = below.line
    if is_nil(text) or (made and text == made.text):
        return made
    box = union(boxes) if boxes else segment.box
    return Bound(f.label, text, box, sure * f.likeness, f.unit, segment, segment.raw(f.start, f.end) + text)


def label_end(b: Bound) -> float | None:
    """Where, in points from the left, the word ends that holds the label of a bound value."""
    text = b.segment.text
    for name in b.label.names:
        at = text.find(name)
        if at >= 0 and (words := b.segment.words_of(at, at + len(name))):
            w = words[-1]
            return w.box[2] if not b.box or w.box[2] <= b.box[0] + 1 else None
    return None


def pieces(b: Bound) -> int:
    """In how many words a bound value was read; a hint such as (盖章) is none of them."""
    if b.box is None:
        return 1
    inside = [w for w in b.segment.words if w.box[0] >= b.box[0] - 1 and w.box[2] <= b.box[2] + 1]
    return sum(not re.match(r"[(（]?(?:盖|公)?章", w.text.strip()) for w in inside) or 1
