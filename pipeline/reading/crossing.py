"""Lines of print that a grey seal crosses: detected anew, and read with the seal or without it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np

from pipeline.reading.engines import Engine, Quad
from pipeline.reading.lifting import lifted
from pipeline.reading.lines import Line, read_lines
from pipeline.reading.rules import Rules
from pipeline.reading.seals import Ring
from pipeline.reading.settings import Image

GAP = 0.45  # of a line's height: wider gaps end it
REACH = 2.5  # heights that a line which ends at a seal is followed into it
_CUT_DATE = re.compile(r"(?:19|20)\d\d(?:(?:年|[./-])(?:\d{1,2}(?:(?:月|[./-])\d{0,2})?)?)?$")
_DATE = re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[./-]\d{1,2}[./-]\d{1,2})")


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


def surer(lines: Sequence[Line], image: Image, rings: Sequence[Ring], reader: Engine) -> list[Line]:
    """`lines` with those that read badly under a lifted seal as they read with the seal on them, if that is surer."""

    def under(line: Line) -> bool:
        x0, y0, x1, y1 = line.box
        return any(x0 < r.box[2] and r.box[0] < x1 and y0 < r.box[3] and r.box[1] < y1 for r in rings)

    unsure = [i for i, x in enumerate(lines) if x.confidence < 0.8 and under(x)][:12]
    made = list(lines)
    for i, again in zip(unsure, read_lines([lines[i] for i in unsure], image, reader), strict=True):
        if again.confidence > lines[i].confidence:
            made[i] = again
    return made


def with_dates(
    lines: Sequence[Line], images: Sequence[Image], rings: Sequence[Ring], reader: Engine
) -> list[Line]:
    """`lines` with dates that break off at a seal («2025年4月2») read on below it, on the first image that shows the rest.

    What else was read in the place of the rest is dropped.
    """
    made = list(lines)
    for line in lines:
        cut = _CUT_DATE.search(line.text.replace(" ", ""))
        if cut is None or line.quad is not None or not any(_ends_at(line, r) for r in rings):
            continue
        x0, y0, x1, y1 = line.box
        whole = Line((x0, y0, min(x1 + round(REACH * line.height), images[0].shape[1]), y1))
        for image in images:
            (again,) = read_lines([whole], image, reader)
            date = _DATE.search(again.text.replace(" ", ""))
            if date and date.group().startswith(cut.group()[:-1]) and len(date.group()) > len(cut.group()):
                made = [again if x is line else x for x in made if x is line or not _within(x, whole)]
                break
    return made


def _ends_at(line: Line, ring: Ring) -> bool:
    x0, y0, x1, y1 = ring.box
    return y0 < line.middle[1] < y1 and x0 - line.height < line.box[2] < x1


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
