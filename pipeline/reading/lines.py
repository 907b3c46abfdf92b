"""Detected lines become words: cut at upright rules before they are read, so that no two cells melt together."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np

from pipeline.model import Word
from pipeline.reading.engines import Engine, Quad
from pipeline.reading.frame import Frame, PixelBox
from pipeline.reading.rule import Rule, Rules
from pipeline.reading.settings import Image

CLOSER, CLOSER_FIGURE = 0.8, 0.9  # confidence below which a line is read closer: words, figures
# A figure that the closer look reads otherwise is believed where it is much surer, and even then not wholly.
CLEAR_LEAD, UNSURE = 0.15, 0.78
FEW = 4  # glyphs
INSET = 0.12  # of a line's height, above and below


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text before or after recognition, in pixels of the straightened page."""

    box: PixelBox
    quad: Quad | None = None
    text: str = ""
    confidence: float = 0.0

    @property
    def middle(self) -> tuple[float, float]:
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2

    @property
    def height(self) -> int:
        return self.box[3] - self.box[1]

    def word(self, page: Frame) -> Word:
        return Word(self.text, page.points(self.box), round(self.confidence, 3))


def straightened(quads: Iterable[Quad], page: Frame) -> list[Quad]:
    """Quads of the upright page as they lie on the straightened one."""
    height, width = page.image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), page.skew, 1.0)
    limit = np.array([width, height], np.float32)
    return [np.clip(np.asarray(q @ matrix[:, :2].T + matrix[:, 2], np.float32), 0, limit) for q in quads]


def cut(quads: Iterable[Quad], rules: Rules, page: Frame, cuts: Sequence[Rule] = ()) -> list[Line]:
    """Pieces of the detected lines between upright rules (and `cuts`), shrunk to their ink, in reading order."""
    text_ink = np.asarray(
        cv2.subtract(rules.ink, np.asarray(cv2.dilate(rules.mask, np.ones((3, 3), np.uint8)))), np.uint8
    )
    uprights = [*rules.upright, *cuts]
    lines: list[Line] = []
    for quad in quads:
        x0, y0 = (max(int(v), 0) for v in quad.min(axis=0))
        x1, y1 = (math.ceil(float(v)) for v in quad.max(axis=0))
        width, height = float(np.linalg.norm(quad[1] - quad[0])), float(np.linalg.norm(quad[3] - quad[0]))
        if min(width, height) < 4:
            continue
        tilt = math.degrees(math.atan2(float(quad[1][1] - quad[0][1]), float(quad[1][0] - quad[0][0])))
        at = sorted(
            r.at
            for r in uprights
            if x0 + 2 < r.at < x1 - 2 and min(r.end, y1) - max(r.start, y0) > 0.75 * (y1 - y0)
        )
        if abs(tilt) > 2.5 and not at and width > 3 * height:
            lines.append(Line((x0, y0, x1, y1), quad))
            continue
        edges = [float(x0), *at, float(x1)]
        for left, right in pairwise(edges):
            piece = _to_ink(
                (math.ceil(left) + (left != x0), y0, int(right) - (right != x1), y1), text_ink, page
            )
            if piece:
                lines.append(Line(piece))
    return _joined(ordered(lines), uprights)


def _joined(lines: Sequence[Line], uprights: Sequence[Rule]) -> list[Line]:
    """Detection breaks a line where a seal's rim or a stain crosses it: pieces that touch become one again."""
    done: list[Line] = []
    for line in lines:
        last = done[-1] if done else None
        if last and last.quad is None and line.quad is None and _touch(last, line):
            y = (last.middle[1] + line.middle[1]) / 2
            x0, x1 = sorted((last.box[2], line.box[0]))
            if not any(x0 - 3 <= r.at <= x1 + 3 and r.start <= y <= r.end for r in uprights):
                a, b = last.box, line.box
                done[-1] = Line((a[0], min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3])))
                continue
        done.append(line)
    return done


def _touch(a: Line, b: Line) -> bool:
    height = min(a.height, b.height)
    level = abs(a.middle[1] - b.middle[1]) < 0.25 * height and max(a.height, b.height) < 1.4 * height
    long = (a.box[2] - a.box[0]) + (b.box[2] - b.box[0]) > 6 * height
    return level and long and -0.6 * height < b.box[0] - a.box[2] < 0.12 * height


def _to_ink(box: PixelBox, ink: Image, page: Frame) -> PixelBox | None:
    """The box less its empty left and right margins; None without ink worth reading.

    Dirt that stands apart at either end (a speck would read as a point before a figure) is left out.
    """
    x0, y0, x1, y1 = box
    if x1 - x0 < 3 or y1 - y0 < 3:
        return None
    part = ink[y0:y1, x0:x1]
    columns = np.flatnonzero((part > 0).any(axis=0))
    if len(columns) == 0 or int((part > 0).sum()) < 6:
        return None
    runs = [(int(r[0]), int(r[-1]) + 1) for r in np.split(columns, np.flatnonzero(np.diff(columns) > 1) + 1)]
    far = 0.2 * (y1 - y0)
    while len(runs) > 1 and runs[1][0] - runs[0][1] > far and _speck(part[:, runs[0][0] : runs[0][1]], page):
        del runs[0]
    while (
        len(runs) > 1 and runs[-1][0] - runs[-2][1] > far and _speck(part[:, runs[-1][0] : runs[-1][1]], page)
    ):
        del runs[-1]
    margin = max(2, (y1 - y0) // 8)
    if runs[0][0] > columns[0] or runs[-1][1] <= columns[-1]:
        margin = 2
    return (max(x0, x0 + runs[0][0] - margin), y0, min(x1, x0 + runs[-1][1] + margin), y1)


def _speck(ink: Image, page: Frame) -> bool:
    rows = np.flatnonzero((ink > 0).any(axis=1))
    return bool(max(ink.shape[1], int(rows[-1] - rows[0]) + 1) < 2.6 * page.scale)


def ordered(lines: Iterable[Line]) -> list[Line]:
    """Reading order: rows by overlap of height, then left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda x: x.middle[1]):
        for row in reversed(rows[-6:]):
            mean = sum(x.middle[1] for x in row) / len(row)
            level = abs(line.middle[1] - mean) < 0.4 * min(line.height, min(x.height for x in row))
            if level and not any(_stacked_on(line, x) for x in row):
                row.append(line)
                break
        else:
            rows.append([line])
    rows.sort(key=lambda row: sum(x.middle[1] for x in row) / len(row))
    return [x for row in rows for x in sorted(row, key=lambda x: x.box[0])]


def _stacked_on(a: Line, b: Line) -> bool:
    """Whether two lines share their place across the page: the second one wraps the first, however near."""
    shared = min(a.box[2], b.box[2]) - max(a.box[0], b.box[0])
    return shared > 0.5 * min(a.box[2] - a.box[0], b.box[2] - b.box[0])


def read_lines(lines: Sequence[Line], image: Image, engine: Engine) -> list[Line]:
    """Recognises each line on `image` (BGR, straightened)."""
    crops: list[Image] = []
    owner: list[int] = []
    for i, line in enumerate(lines):
        for crop in _crops(line, image):
            crops.append(crop)
            owner.append(i)
    texts: list[list[tuple[str, float]]] = [[] for _ in lines]
    for i, reading in zip(owner, engine.recognise(crops), strict=True):
        texts[i].append(reading)
    done = []
    for line, parts in zip(lines, texts, strict=True):
        said = [(t.strip(), c) for t, c in parts if t.strip()]
        confidence = sum(c for _, c in said) / len(said) if said else 0.0
        if _sliver(line, said, confidence):
            said, confidence = [], 0.0
        done.append(Line(line.box, line.quad, "".join(t for t, _ in said), confidence))
    return done


def read_again(lines: Sequence[Line], image: Image, rules: Rules, engine: Engine) -> list[Line]:
    """`lines` with those that read badly read closer: rules painted out, cut to the print, enlarged; the surer stands.

    A box somewhat too high, or a rule beside a figure, makes a reader drop digits (1,17,299.80 for 1,170,299.80).
    """
    faint = [
        i
        for i, x in enumerate(lines)
        if (x.confidence < (CLOSER_FIGURE if _figure(x.text) else CLOSER) or _too_few(x))
        and x.text
        and x.quad is None
        and x.box[2] - x.box[0] > 0.6 * x.height
    ]
    if not faint:
        return list(lines)
    bare = image.copy()
    bare[cv2.dilate(rules.mask, np.ones((3, 3), np.uint8)) > 0] = np.uint8(np.percentile(image, 90))
    made = list(lines)
    for i, (text, confidence) in zip(
        faint, engine.recognise([_closer(lines[i], bare) for i in faint]), strict=True
    ):
        text, before = text.strip(), lines[i]
        longer = _too_few(before) and text.startswith(before.text) and confidence > CLOSER
        if not text or (confidence <= before.confidence and not longer):
            continue
        disputed = text != before.text and any(ch.isdigit() for ch in text)
        if disputed and confidence < before.confidence + CLEAR_LEAD:
            confidence = min(confidence, UNSURE)
        made[i] = replace(
            before, text=text, confidence=min(confidence, CLOSER_FIGURE) if disputed else confidence
        )
    return made


def _too_few(line: Line) -> bool:
    """Whether a word of Chinese glyphs is wider than so many: a reader has dropped the last one (大 for 大专)."""
    n = len(line.text)
    return (
        0 < n <= FEW
        and line.box[2] - line.box[0] > n * line.height
        and all("一" <= ch <= "鿿" for ch in line.text)
    )


def _figure(text: str) -> bool:
    return 2 * sum(ch.isdigit() for ch in text) >= len(text)


def _closer(line: Line, image: Image) -> Image:
    x0, y0, x1, y1 = line.box
    inset = round(INSET * line.height)
    crop = image[max(y0 + inset, 0) : y1 - inset, max(x0, 0) : x1]
    padded = cv2.copyMakeBorder(crop, 0, 0, 6, 6, cv2.BORDER_REPLICATE)
    return np.asarray(cv2.resize(padded, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC), np.uint8)


def _sliver(line: Line, said: Sequence[tuple[str, float]], confidence: float) -> bool:
    """The edge of a glyph that a cut at a bent rule has left in the wrong cell."""
    narrow = line.box[2] - line.box[0] < 0.35 * line.height
    return narrow and confidence < 0.6 and sum(len(t) for t, _ in said) == 1


def _crops(line: Line, image: Image) -> list[Image]:
    x0, y0, x1, y1 = line.box
    crop = image[max(y0, 0) : y1, max(x0, 0) : x1]
    if crop.size == 0:
        return []
    if line.quad is not None:
        return [_warped(line.quad, image)]
    if crop.shape[0] > 1.8 * crop.shape[1] and crop.shape[0] > 40:
        return _stacked(crop)
    return [crop]


def _warped(quad: Quad, image: Image) -> Image:
    width = max(int(np.linalg.norm(quad[1] - quad[0])), 4)
    height = max(int(np.linalg.norm(quad[3] - quad[0])), 4)
    goal = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), goal)
    warped = cv2.warpPerspective(
        image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(warped, np.uint8)


def _stacked(crop: Image) -> list[Image]:
    """Characters written one below the other, each as a crop; or the whole where they do not part."""
    dark = cv2.threshold(
        cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU
    )[1]
    rows = (np.asarray(dark) > 0).sum(axis=1) > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], rows.astype(np.int8), [0]))))
    width = crop.shape[1]
    parts: list[list[int]] = []
    for top, bottom in zip(edges[::2], edges[1::2], strict=True):
        if parts and (bottom - parts[-1][0] <= 1.05 * width) and (top - parts[-1][1] < 0.2 * width):
            parts[-1][1] = int(bottom)
        else:
            parts.append([int(top), int(bottom)])
    parts = [p for p in parts if p[1] - p[0] >= 0.2 * width]
    if len(parts) < 2 or any(p[1] - p[0] > 1.6 * width for p in parts):
        return [np.asarray(cv2.rotate(crop, cv2.ROTATE_90_COUNTERCLOCKWISE), np.uint8)]
    return [crop[max(a - 2, 0) : b + 2] for a, b in parts]
