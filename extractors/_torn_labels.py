"""Labels of a licence that readers tear: letter-spaced, wrapped in a narrow column, or read into the column before."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from extractors._lines import union
from pipeline.model import Box, Page, Word
from pipeline.quantity import squeeze


def mended(page: Page, names: Collection[str], spaced: Collection[str]) -> Page:
    """The page with its labels whole. `spaced` are those that stand letter-spaced: «…服务住», «所» in two columns."""
    words = list(page.words)
    for k, w in enumerate(words):
        for name in spaced:
            if squeeze(w.text) != name[1:]:
                continue
            for j, before in enumerate(words):
                if before.text.endswith(name[0]) and len(before.text) > 1 and _ends_at(before, w):
                    glyph = (before.box[2] - before.box[0]) / len(before.text)
                    cut = before.box[2] - glyph
                    words[j] = replace(
                        before, text=before.text[:-1], box=(*before.box[:2], cut, before.box[3])
                    )
                    words[k] = replace(w, text=name, box=(cut, *w.box[1:]))
    words = _unwrapped([part for w in words for part in _cut_off(w, words, spaced)], names)
    words = _levelled(words, names, math.tan(math.radians(page.skew)))
    return page if words == list(page.words) else replace(page, words=tuple(words))


def _cut_off(w: Word, words: Sequence[Word], spaced: Collection[str]) -> tuple[Word, ...]:
    """A word and the label that was read into its end: «…财务咨询;税住所» where the next column's value follows."""
    name = next((n for n in spaced if w.text.endswith(n) and len(w.text) > len(n) + 3), None)
    if name is None or not any(_ends_at(w, beside) for beside in words):
        return (w,)
    cut = w.box[2] - (w.box[2] - w.box[0]) * len(name) / len(w.text)
    left = replace(w, text=w.text[: -len(name)], box=(*w.box[:2], cut, w.box[3]))
    return left, replace(w, text=name, box=(cut, *w.box[1:]))


def _unwrapped(words: Sequence[Word], names: Collection[str]) -> list[Word]:
    """The words with labels whole that wrapped in a narrow column: «法定代表», under it «人»."""
    made = list(words)
    for w in words:
        rests = {name[len(squeeze(w.text)) :] for name in names if name.startswith(squeeze(w.text))} - {""}
        below = [b for b in made if squeeze(b.text) in rests and _right_under(b, w)] if rests else []
        if len(squeeze(w.text)) >= 3 and len(below) == 1:
            down = _down(w, (below[0].box[1] - w.box[1]) / 2, made)
            box = (w.box[0], w.box[1] + down, w.box[2], w.box[3] + down)
            made[made.index(w)] = replace(w, text=w.text + below[0].text, box=box)
            made.remove(below[0])
    return made


def _levelled(words: Sequence[Word], names: Collection[str], slope: float) -> list[Word]:
    """The words with a value of two lines whose label stands between them put together, level with the label."""
    made = list(words)
    for box in _labels(words, names):
        height, middle = box[3] - box[1], (box[1] + box[3]) / 2
        off = {w: _off(w, middle + slope * (w.box[0] + w.box[2] - box[0] - box[2]) / 2) for w in words}
        right = [w for w in words if 0 < w.box[0] - box[2] < 8 * height and abs(off[w]) < 1.1 * height]
        above = [w for w in right if off[w] < -0.35 * height]
        below = [w for w in right if off[w] > 0.35 * height]
        if (
            all(w in made for w in right)
            and len(right) == 2
            and above
            and below
            and abs(above[0].box[0] - below[0].box[0]) < 0.6 * height
        ):
            first, second = above[0], below[0]
            text, sure = first.text + second.text, min(first.confidence, second.confidence)
            x0, x1 = min(first.box[0], second.box[0]), max(first.box[2], second.box[2])
            down = slope * (x0 + x1 - box[0] - box[2]) / 2
            made[made.index(first)] = Word(text, (x0, box[1] + down, x1, box[3] + down), sure)
            made.remove(second)
    return made


def _off(w: Word, middle: float) -> float:
    """How far under a height the middle of a word lies."""
    return (w.box[1] + w.box[3]) / 2 - middle


def _labels(words: Sequence[Word], names: Collection[str]) -> Iterator[Box]:
    """Where labels stand, those of two glyphs that are words of their own among them."""
    for w in words:
        if squeeze(w.text) in names:
            yield w.box
        for v in words:
            if squeeze(w.text) + squeeze(v.text) in names and len(squeeze(w.text)) == 1 and _ends_at(w, v):
                yield union([w.box, v.box])


def _down(label: Word, half: float, words: Sequence[Word]) -> float:
    """How far under the first line of a wrapped label its value stands: on its line, or half a line further down."""
    height, middle = label.box[3] - label.box[1], (label.box[1] + label.box[3]) / 2
    beside = [(b.box[1] + b.box[3]) / 2 for b in words if 0 < b.box[0] - label.box[2] < 8 * height]
    return min((0.0, half), key=lambda d: min((abs(y - middle - d) for y in beside), default=0.0))


def _right_under(low: Word, high: Word) -> bool:
    """Whether a word stands on the next line, within the width of the one above it."""
    height = high.box[3] - high.box[1]
    near = -0.5 * height < low.box[1] - high.box[3] < height
    return near and high.box[0] - 0.5 * height < low.box[0] and low.box[2] < high.box[2] + 0.5 * height


def _ends_at(before: Word, w: Word) -> bool:
    """Whether a word stands right before another on its line, no more than a label's inner space away."""
    height = w.box[3] - w.box[1]
    level = abs((before.box[1] + before.box[3]) - (w.box[1] + w.box[3])) < 1.6 * height
    return level and -0.5 * height < w.box[0] - before.box[2] < 3.5 * height
