"""Labels by meaning, and what is bound to them.

A form is read by what its labels say, never by where our own layout would put them. `find` finds labels in
a cell or a line; `_binding.bind` finds each one's value: behind it in the same text (also in the middle of a
sentence with blanks: «购买价格 109.59 万元，占总资产 11.33 %»), in the cell to the right, in the cell below
(label above value), or, without a table, in the words to the right and under them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from extractors._segments import Segment
from pipeline.quantity import QUANTITIES, UNIT_FACTORS

NUMERIC = frozenset({"money", "count", "percent", "area"})
FUZZY = 0.93  # a label that was misread in a glyph says less surely what its value is


@dataclass(frozen=True, slots=True)
class Label:
    """`quantities` () is a label that only ends the value before it. `unit` is what the form prints there.

    `glued`: the value may follow without a colon or a gap («名称甲公司» on a licence). `shapes` are names by
    their parts, for what each hand words differently («设备、仪器购置金额»); `unless` is what, right before the
    name, makes it another's («离退休» 职工人数)."""

    quantities: tuple[str, ...]
    names: tuple[str, ...]
    unit: str | None = None
    glued: bool = False
    shapes: tuple[re.Pattern[str], ...] = ()
    unless: re.Pattern[str] | None = None

    @property
    def numeric(self) -> bool:
        return bool(self.quantities) and QUANTITIES[self.quantities[0]].sort in NUMERIC


def label(
    quantities: str,
    names: str,
    unit: str | None = None,
    glued: bool = False,
    shapes: Sequence[str] = (),
    unless: str | None = None,
) -> Label:
    longest_first = tuple(sorted(names.split(), key=len, reverse=True))
    return Label(
        tuple(quantities.split()),
        longest_first,
        unit,
        glued,
        tuple(re.compile(shape) for shape in shapes),
        re.compile(f"(?:{unless})$") if unless else None,
    )


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


_COLON = ":：;；.．·,，、|"
_BRACKET = r"[(（\[【]([^()（）\[\]【】]{0,%d}(?:[(（][^()（）]{0,8}[)）][^()（）]{0,4})?)[)）\]】]"
_OPEN = re.compile(_BRACKET % 24)
# A hint that tells what to fill in may run long before its colon: «单位性质(企业、事业单位、社会团体……)».
_HINT = re.compile(_BRACKET % 60)
_WHOSE = re.compile(
    r"(?:^|[^\u3400-\u9fff])(?:本?单位|企业|机构|公司|平台|申[报请](?:单位|机构)|运营单位|项目|其中)的?$"
)
# A value that no one takes for a part of its label needs no colon and no gap: «手机13900000000».
_GLUED = {
    "phone": r"\(?0\d{2,3}\)?[-—–]?\d{7,8}|1\d{10}(?!\d)",
    "fax": r"\(?0\d{2,3}\)?[-—–]?\d{7,8}",
    "mobile": r"1\d{10}(?!\d)",
    "postcode": r"\d{6}(?!\d)",
    "email": r"[A-Za-z0-9_.+-]+@",
    "website": r"(?i:www\.|https?:)",
}
# A stamp may hide one bracket of the hint, and a form may print it without any.
_TORN = re.compile(r"[(（]?(?:盖章|公章|签字|签章|签名)[)）]|[(（]?已建网站的?填写[)）]?")
NUMBERISH = re.compile(
    r"^[\s_—:：]*(?:约|近|共计|共|合计|总计|总|达|为|是|有|超过|逾|人民币|百分之|RMB|¥|￥|[(（]|个|大约|不少于)*"
    r"[-−–]?(?:\d|[零一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾佰仟百千万亿]{1,20}(?:[元圆整人家户台%％平㎡]|$))"
)
FIGURE = re.compile(r"\d[\d,，]*(?:[.．]\d+)?")
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


def unit_alone(text: str) -> str | None:
    """The unit of money that is all there is in a cell."""
    return _unit_of(text.strip("()（）"))


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
        m = (_OPEN if colon else _HINT).match(text, i)
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
    if found.unless and found.unless.search(text[:start]):
        return False
    after, _, colon = _behind(text, end)
    if colon:
        return True
    rest = text[after:]
    if found.numeric:
        # A number, a blank with its unit, or nothing follows; or the label stands apart on both sides.
        apart = start in segment.starts and after in segment.starts
        return (
            apart
            or bool(NUMBERISH.match(rest))
            or not rest.strip("_—- ")
            or rest.lstrip("_—-").startswith(_UNITS)
        )
    begins = start in segment.starts or not re.match(r"[\u3400-\u9fff]", text[start - 1])
    begins = begins or bool(_WHOSE.search(text[:start]))
    ends = after in segment.starts or after == len(text) or text[after] in _COLON + "_"
    if start in segment.starts:
        ends = ends or after in segment.gaps or _glued(found, text, after)
    asks = found.glued or bool(_TORN.match(text, end))  # «申报单位(盖章)甲中心»: the stamp hides the colon
    return begins and (ends or (asks and start in segment.starts))


def _glued(found: Label, text: str, after: int) -> bool:
    pattern = _GLUED.get(found.quantities[0]) if found.quantities else None
    return bool(pattern and re.match(pattern, text[after:]))


@cache
def _spotted(name: str) -> re.Pattern[str]:
    """A label's name, also with a speck read between its glyphs («名·称»)."""
    return re.compile("[·•.]?".join(re.escape(ch) for ch in name))


def find(segment: Segment, lexicon: Sequence[Label]) -> list[Found]:
    """The labels in a segment, in order, not overlapping; the longest name wins."""
    text = segment.text
    hits: list[Found] = []
    for entry in lexicon:
        for shape in (*entry.shapes, *map(_spotted, entry.names)):
            for m in shape.finditer(text):
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
    places += [(m.start(), True) for m in FIGURE.finditer(text)]
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
                if n < 3:
                    continue
                allowed = 1 if n < 7 else 2
                alone = abs(len(piece) - n) <= 2
                for width in (n, n - 1, n + 1) if len(piece) > n else (len(piece),):
                    # Before a colon it is the whole piece, or begins a word of its own behind another value.
                    if not (figure or alone or at - width in segment.starts):
                        continue
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
        if best[1].unless and best[1].unless.search(text[:start]):
            continue
        after, unit, colon = _behind(text, end)
        made.append(Found(best[1], start, end, after, unit, colon, FUZZY))
    return made
