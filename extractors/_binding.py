"""The value of a label: behind it, in the cell beside or under it, or in the words to the right and below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors._labels import FIGURE, NUMBERISH, Found, Label, find, unit_alone
from extractors._lines import union
from extractors._neighbours import Cells, under_labels
from extractors._segments import Segment
from pipeline.model import Box, Page, Word
from pipeline.quantity import QUANTITIES, is_nil

NEIGHBOUR = 0.99
# What the form says in a value's place, before the value: «(与营业执照一致)甲公司».
HINT = re.compile(r"\((?=[^()]*(?:请|填|一致|为准|如有|如:|例))[^()]{2,40}\)")
COMPLETE = re.compile(
    r"(?:公司|中心|大学|学院|研究院|研究所|协会|商会|联合会|促进会|事务所|集团|联盟|\(普通合伙\))$"
)


@dataclass(frozen=True, slots=True)
class Bound:
    """A label with the text bound to it. `text` is '' where the place is blank.

    `segment` holds the value, `place` the label.
    """

    label: Label
    text: str
    box: Box | None
    confidence: float
    unit: str | None
    segment: Segment
    read: str
    place: Segment | None = None


def bind(page: Page, every: Sequence[Segment], lexicon: Sequence[Label]) -> Iterator[Bound]:
    """Each label of the segments of a page with its value."""
    founds = [find(s, lexicon) for s in every]
    cells = Cells.of(every, founds)
    for i, (segment, labels) in enumerate(zip(every, founds, strict=True)):
        beneath = under_labels(cells, i)
        for k, f in enumerate(labels):
            if not f.label.quantities:
                continue
            stop = labels[k + 1].start if k + 1 < len(labels) else len(segment.text)
            made = _inline(segment, f, stop)
            last = k + 1 == len(labels)
            if made is None and beneath:
                made = _value(beneath[k], replace(f, start=0), 0, len(beneath[k].text), NEIGHBOUR)
            elif made is None and last and segment.cell is not None:
                made = _neighbour(cells, i, f)
            elif segment.line is not None and not f.label.numeric:
                made = _wrapped(every, founds, i, f, stop, made)
            yield (
                replace(made, place=segment)
                if made
                else Bound(f.label, "", segment.box, segment.confidence, f.unit, segment, "", segment)
            )


def _value(segment: Segment, f: Found, start: int, stop: int, sure: float) -> Bound | None:
    text = segment.text[start:stop]
    begin = start + len(text) - len(text.lstrip("_—:：·；;,，、."))
    if f.label.numeric:
        if not NUMBERISH.match(segment.text[begin:stop]):
            return None
    elif is_nil(segment.text[begin:stop].strip("_—-:：()（）")):
        return None
    box, confidence = segment.spot(begin, stop)
    if f.label.numeric and (m := FIGURE.search(segment.text, begin, stop)):
        # Up to the next word: «884.50  967.24» are two figures. The unit behind belongs to it.
        end = min((at for at in segment.starts if m.start() < at < m.end()), default=m.end())
        unit_too = end < stop and not segment.text[end].isdigit()
        box, confidence = segment.spot(begin, end + unit_too)
    raw = segment.raw(begin, stop)
    return Bound(
        f.label, raw, box, confidence * f.likeness * sure, f.unit, segment, segment.raw(f.start, stop)
    )


def _inline(segment: Segment, f: Found, stop: int) -> Bound | None:
    return _value(segment, f, f.after, stop, 1.0)


def _neighbour(cells: Cells, i: int, f: Found) -> Bound | None:
    """The value in the cell beside, or under a row of labels in the cell below."""
    at, stop = cells.value_of(i, f) or (None, 0)
    if at is None or not cells.every[at].text:
        return None  # its place is there, and blank
    after = hint.end() if (hint := HINT.match(cells.every[at].text)) else 0
    made = _value(cells.every[at], replace(f, start=after), after, stop, NEIGHBOUR)
    further = cells.beside(at)
    if made is not None and f.unit is None and further is not None:
        # «注册资本 | 500 | 万元»
        made = replace(made, unit=unit_alone(cells.every[further].text))
    return made


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


def label_word(b: Bound) -> Word | None:
    """The word of a bound value's label, where the value is not in it."""
    for name in b.label.names:
        at = b.segment.text.find(name)
        if at >= 0 and (words := b.segment.words_of(at, at + len(name))):
            w = words[-1]
            return w if b.box is None or w.box[0] < b.box[0] - 1 else None
    return None


def pieces(b: Bound) -> int:
    """In how many words a bound value was read; a hint such as (盖章) is none of them."""
    if b.box is None:
        return 1
    inside = [w for w in b.segment.words if w.box[0] >= b.box[0] - 1 and w.box[2] <= b.box[2] + 1]
    return sum(not re.match(r"[(（]?(?:盖|公)?章", w.text.strip()) for w in inside) or 1
