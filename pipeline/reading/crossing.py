"""Lines of print that a grey seal crosses: detected anew, and read with the seal or without it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from pipeline.reading.engines import Engine, Quad
from pipeline.reading.frame import PixelBox
from pipeline.reading.lifting import lifted
from pipeline.reading.lines import Line, read_lines
from pipeline.reading.rule import Rules
from pipeline.reading.seals import Ring
from pipeline.reading.settings import Image

CROSSED = 40  # lines of a page that are read twice
LOUD, LOUD_FIGURE = 0.7, 0.5  # below it the second reading is no objection: of words, of figures and dates
DISPUTED = 0.78  # the confidence of what two readings dispute
GAP = 0.45  # of a line's height: wider gaps end it
BREAK = 1.6  # heights: the widest gap that a seal breaks into a line
REACH = 2.5  # heights that a line which ends at a seal is followed into it
_NUMERAL = "[〇○零Oo0一二三四五六七八九十]"
_CUT_DATE = re.compile(
    rf"(?:(?:19|20)\d\d(?:(?:年|[./-])(?:\d{{1,2}}(?:(?:月|[./-])\d{{0,2}})?)?)?|二{_NUMERAL}{{1,3}}(?:年|月|{_NUMERAL})*日?)$"
)
_DATE = re.compile(
    rf"(?:19|20)\d\d(?:年\d{{1,2}}月\d{{1,2}}日|[./-]\d{{1,2}}[./-]\d{{1,2}})|二{_NUMERAL}{{3}}年{_NUMERAL}{{1,2}}月{_NUMERAL}{{1,3}}日"
)
INSETS = (0.0, 0.12)  # of a line's height: less of the stamp above and below it


def under_seals(
    image: Image, quads: Sequence[Quad], rules: Rules, rings: Sequence[Ring], reader: Engine
) -> tuple[Image, Sequence[Quad]]:
    """The page with the seals lifted that can be, and the lines across them detected anew."""
    clear = lifted(image, rings)
    kept = list(quads)
    for ring in rings:
        top, strip = _strip(clear, ring)
        if clear is not image:
            found = [q for q in _detected(strip, top, reader) if _across(q, ring)]
            gone = [q for q in kept if _across(q, ring) or any(_same_place(q, f) for f in found)]
            if found and _length(found) >= 0.7 * _length(gone):
                kept = [q for q in kept if not any(q is g for g in gone)] + found
        kept += _ending_there(strip, top, ring, kept, rules, reader)
    return clear, kept


def rejoined(lines: Sequence[Line], rings: Sequence[Ring], tables: Sequence[PixelBox]) -> list[Line]:
    """`lines` in which pieces of one line that stop at a seal on either side of a gap are one again, outside `tables`."""
    made: list[Line] = []
    for line in lines:
        last = made[-1] if made else None
        if last and last.quad is None and line.quad is None and _broken(last, line, rings, tables):
            a, b = last.box, line.box
            made[-1] = Line((a[0], min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
        else:
            made.append(line)
    return made


def _broken(a: Line, b: Line, rings: Sequence[Ring], tables: Sequence[PixelBox]) -> bool:
    height = min(a.height, b.height)
    gap, y = (a.box[2], b.box[0]), (a.middle[1] + b.middle[1]) / 2
    level = abs(a.middle[1] - b.middle[1]) < 0.3 * height and max(a.height, b.height) < 1.5 * height
    if not level or not -0.3 * height < gap[1] - gap[0] < BREAK * height:
        return False
    if any(t[0] < gap[0] and gap[1] < t[2] and t[1] < y < t[3] for t in tables):
        return False
    return any(r.box[0] < gap[1] and gap[0] < r.box[2] and r.box[1] < y < r.box[3] for r in rings)


def both_ways(lines: Sequence[Line], clear: Image, rings: Sequence[Ring], reader: Engine) -> list[Line]:
    """`lines` as they were read with the seals on them, those under a seal read again without it, on `clear`.

    The stamp mostly disturbs less than its lifting, which takes thin strokes along: what lifting lost is no
    objection. Where the two disagree, the surer stands, and below the floor of the checks.
    """

    def under(line: Line) -> bool:
        x0, y0, x1, y1 = line.box
        return any(x0 < r.box[2] and r.box[0] < x1 and y0 < r.box[3] and r.box[1] < y1 for r in rings)

    crossed = [i for i, x in enumerate(lines) if under(x)][:CROSSED]
    made = list(lines)
    for i, again in zip(crossed, read_lines([lines[i] for i in crossed], clear, reader), strict=True):
        here, there = _glyphs(lines[i].text), _glyphs(again.text)
        if here == there:
            made[i] = replace(lines[i], confidence=max(lines[i].confidence, again.confidence))
        elif again.confidence > lines[i].confidence:
            made[i] = again if not here else replace(again, confidence=min(again.confidence, DISPUTED))
        elif again.confidence > _loud(here) and not _among(there, here):
            made[i] = replace(lines[i], confidence=min(lines[i].confidence, DISPUTED))
    return made


def _loud(text: str) -> float:
    return LOUD_FIGURE if any(ch.isdigit() for ch in text) else LOUD


def _glyphs(text: str) -> str:
    """What a text says, without its marks; those of a figure (point, sign, per cent) say something."""
    plain = unicodedata.normalize("NFKC", text)
    marks = ".-%" if any(ch.isdigit() for ch in plain) else ""
    return "".join(ch for ch in plain if ch.isalnum() or ch in marks)


def _among(some: str, whole: str) -> bool:
    """Whether `whole` has all glyphs of `some` in their order."""
    rest = iter(whole)
    return all(ch in rest for ch in some)


def with_dates(
    lines: Sequence[Line], images: Sequence[Image], rings: Sequence[Ring], reader: Engine
) -> list[Line]:
    """`lines` with dates that break off at a seal («2025年4月2», «二〇二年六月») read on, on the first image that shows all.

    What else was read in the place of the rest is dropped.
    """
    made = list(lines)
    for line in lines:
        text = line.text.replace(" ", "")
        cut = _CUT_DATE.search(text)
        if (
            cut is None
            or _DATE.search(text)
            or line.quad is not None
            or not any(_touches(line, r) for r in rings)
        ):
            continue
        x0, y0, x1, y1 = line.box
        whole = Line((x0, y0, min(x1 + round(REACH * line.height), images[0].shape[1]), y1))
        if again := _read_on(whole, cut.group(), images, reader):
            made = [again if x is line else x for x in made if x is line or not _within(x, whole)]
    return made


def _read_on(whole: Line, begun: str, images: Sequence[Image], reader: Engine) -> Line | None:
    """`whole` as the first image has it that shows all of the date whose first glyphs are `begun`."""
    x0, y0, x1, y1 = whole.box
    for image in images:
        for inset in (round(share * whole.height) for share in INSETS):
            (again,) = read_lines([Line((x0, y0 + inset, x1, y1 - inset))], image, reader)
            date = _DATE.search(again.text.replace(" ", ""))
            if date and len(date.group()) > len(begun) and _begins(date.group(), begun):
                return replace(again, box=whole.box)
    return None


def _begins(date: str, begun: str) -> bool:
    """Whether `begun` is the date's beginning; its last glyph may be misread, one of its numerals lost."""
    return date.startswith(begun[:-1]) or (begun.startswith("二") and _among(begun[:-1], date))


def _touches(line: Line, ring: Ring) -> bool:
    """Whether a line runs through a ring or ends at it."""
    x0, y0, x1, y1 = ring.box
    return y0 < line.middle[1] < y1 and line.box[0] < x1 and line.box[2] > x0 - line.height


def _within(line: Line, whole: Line) -> bool:
    x0, y0, x1, y1 = whole.box
    return x0 <= line.middle[0] <= x1 and y0 <= line.middle[1] <= y1


def _ending_there(
    strip: Image, top: int, ring: Ring, known: Sequence[Quad], rules: Rules, reader: Engine
) -> list[Quad]:
    """Lines that nobody found because they run into the ring: with its inside blank they end before it.

    The detector joins such a line with the ring and drops both («有效期至:2025年7月22日» beside a seal).
    """
    if ring.circle is None:
        return []
    x, y, radius = ring.circle
    blank = strip.copy()
    paper = [float(v) for v in np.percentile(strip.reshape(-1, 3), 80, axis=0)]
    cv2.circle(blank, (round(x), round(y - top)), round(radius) + 3, paper, -1)
    made = []
    for quad in _detected(blank, top, reader):
        height = float(quad[:, 1].max() - quad[:, 1].min())
        chord = float(np.sqrt(max(radius**2 - (float(quad[:, 1].mean()) - y) ** 2, 0.0)))
        into = abs(float(quad[:, 0].max()) - (x - chord)) < height and chord > 0
        out_of = abs(float(quad[:, 0].min()) - (x + chord)) < height and chord > 0
        if (into or out_of) and not any(_same_place(quad, k) for k in known):
            made.append(_followed(quad, rules.ink, height, 1 if into else -1))
    return made


def _followed(quad: Quad, ink: Image, height: float, way: int) -> Quad:
    """The line as far as its print goes on to the right (`way` 1) or left (-1), at most `REACH` heights."""
    y0, y1 = int(quad[:, 1].min() + 0.15 * height), int(quad[:, 1].max())
    side = np.flatnonzero((quad[:, 0] - quad[:, 0].mean()) * way > 0)
    edge = int(quad[side, 0].max() if way > 0 else quad[side, 0].min())
    steps = range(edge, edge + way * round(REACH * height), way)
    last, gap = edge, 0
    for at in steps:
        if not 0 <= at < ink.shape[1]:
            break
        if (ink[y0:y1, at] > 0).any():
            last, gap = at, 0
        elif (gap := gap + 1) > GAP * height:
            break
    out = quad.copy()
    out[side, 0] += last - edge
    return out


def _strip(image: Image, ring: Ring) -> tuple[int, Image]:
    """(its upper edge, the page at the height of a ring), the whole width, so that no line ends at the crop."""
    air = (ring.box[3] - ring.box[1]) // 5
    top = max(ring.box[1] - air, 0)
    return top, image[top : ring.box[3] + air]


def _detected(strip: Image, top: int, reader: Engine) -> list[Quad]:
    return [q + np.array([0, top], np.float32) for q in reader.detect(strip, max(strip.shape[:2]))]


def _across(quad: Quad, ring: Ring) -> bool:
    x0, y0, x1, y1 = ring.box
    middle = float(quad[:, 1].mean())
    return y0 < middle < y1 and float(quad[:, 0].min()) < x1 and float(quad[:, 0].max()) > x0


def _same_place(a: Quad, b: Quad) -> bool:
    low, high = np.maximum(a.min(axis=0), b.min(axis=0)), np.minimum(a.max(axis=0), b.max(axis=0))
    shared = np.clip(high - low, 0, None).prod()
    return bool(shared > 0.4 * min(np.ptp(a, axis=0).prod(), np.ptp(b, axis=0).prod()))


def _length(quads: Sequence[Quad]) -> float:
    return float(sum(np.linalg.norm(q[1] - q[0]) for q in quads))
