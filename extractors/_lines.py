"""Words of a page put into lines, straightened, left to right and top to bottom.

A `Page` holds words as they stand on the page, which may be skewed by a degree or two: over the width of
a page that is more than a line's height. Everything that reads running words goes through `lines`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Box, Page, Word
from pipeline.quantity import clean, squeeze

# What a stamp says of a copy stands anywhere on the page, also beside a title or a value, and is part of neither.
_OF_COPY = re.compile(
    r"(?:[此本]件|本?复印件)?(?:系|为)?(?:复印件)?与原件(?:核对)?(?:一致|相符|无误|一致无误)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """Words side by side. `y` is the straightened middle in points, `height` that of a glyph."""

    words: tuple[Word, ...]
    y: float
    height: float

    @property
    def text(self) -> str:
        """NFKC, no white space: titles and labels are compared by it."""
        return squeeze("".join(w.text for w in self.words))

    @property
    def spaced(self) -> str:
        """As read, words apart."""
        return clean("  ".join(w.text for w in self.words))

    @property
    def box(self) -> Box:
        return union([w.box for w in self.words])

    @property
    def confidence(self) -> float:
        return min((w.confidence for w in self.words), default=0.0)


def union(boxes: Sequence[Box]) -> Box:
    """The smallest box around `boxes`."""
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def _height(word: Word, slope: float) -> float:
    """The height of a glyph: the box of a long skewed word is taller than its letters."""
    tall = word.box[3] - word.box[1]
    return max(tall - abs(slope) * (word.box[2] - word.box[0]), tall * 0.4, 1.0)


def _rows(words: Sequence[Word], slope: float) -> list[list[tuple[float, float, Word]]]:
    placed = []
    for w in words:
        x, y = (w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2
        placed.append((y - slope * x, _height(w, slope), w))
    placed.sort(key=lambda p: p[0])
    rows: list[list[tuple[float, float, Word]]] = []
    for item in placed:
        if rows:
            last = rows[-1]
            middle = sum(p[0] for p in last) / len(last)
            tall = max(p[1] for p in last)
            # A title and the small print beside it, a word read out of a seal: not of one line.
            alike = max(tall, item[1]) < 1.9 * min(tall, item[1])
            if alike and abs(item[0] - middle) < 0.5 * min(item[1], tall):
                last.append(item)
                continue
        rows.append([item])
    return rows


def lines(words: Sequence[Word], skew: float = 0.0) -> tuple[Line, ...]:
    """Lines of `words` of a page that slopes down to the right by `skew` degrees, without what a stamp says of it."""
    printed = [w for w in words if not _OF_COPY.fullmatch(squeeze(w.text))]
    rows = _rows(printed, math.tan(math.radians(skew)))
    made = []
    for row in rows:
        row.sort(key=lambda p: p[2].box[0])
        made.append(
            Line(
                tuple(p[2] for p in row),
                sum(p[0] for p in row) / len(row),
                sorted(p[1] for p in row)[len(row) // 2],
            )
        )
    return tuple(made)


def page_lines(page: Page) -> tuple[Line, ...]:
    """The lines of a page. Every extractor asks for those of the same few pages, so they are kept."""
    return _kept(page.words, page.skew)


@lru_cache(maxsize=64)
def _kept(words: tuple[Word, ...], skew: float) -> tuple[Line, ...]:
    return lines(words, skew)
