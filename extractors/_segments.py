"""Text in which labels are looked for: the words of a cell, or of a line outside every table.

A segment keeps, for each glyph of its text, which word it came from: so a value knows its box and how
surely it was read, and words that stand apart stay apart although white space is gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extractors._lines import Line, lines, union
from pipeline.model import Box, Cell, Grid, Page, Word
from pipeline.quantity import clean, squeeze


@dataclass(frozen=True)
class Segment:
    """`text` is squeezed; `owners[i]` is the index in `words` of glyph i (-1: unknown).

    `gaps`: where white space stood inside a word («注册地址 甲市…» read in one piece)."""

    text: str
    owners: tuple[int, ...]
    words: tuple[Word, ...]
    box: Box | None
    confidence: float = 1.0
    cell: Cell | None = None
    grid: Grid | None = None
    line: Line | None = None
    gaps: frozenset[int] = frozenset()

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where a word begins; the end of the text counts."""
        marks = {0, len(self.text)}
        marks |= {i for i in range(1, len(self.owners)) if self.owners[i] != self.owners[i - 1]}
        return frozenset(marks)

    def words_of(self, start: int, end: int) -> tuple[Word, ...]:
        seen = dict.fromkeys(o for o in self.owners[start:end] if o >= 0)
        return tuple(self.words[o] for o in seen)

    def raw(self, start: int, end: int) -> str:
        """The glyphs from `start` to `end`, with a space where words stand apart."""
        out = ""
        for i in range(start, end):
            if out and i in self.starts:
                out += " "
            out += self.text[i]
        return clean(out)

    def spot(self, start: int, end: int) -> tuple[Box | None, float]:
        """The box around the glyphs and the confidence of the weakest word among them."""
        used = self.words_of(start, end)
        if not used:
            return self.box, self.confidence
        return union([w.box for w in used]), min(w.confidence for w in used)


def of_words(words: Sequence[Word], **more: object) -> Segment:
    text, owners, gaps = "", [], set()
    for k, w in enumerate(words):
        for n, part in enumerate(w.text.split()):
            if n:
                gaps.add(len(text))
            part = squeeze(part)
            text += part
            owners += [k] * len(part)
    sure = min((w.confidence for w in words), default=0.0)
    box = union([w.box for w in words]) if words else None
    return Segment(text, tuple(owners), tuple(words), box, sure, gaps=frozenset(gaps), **more)  # type: ignore[arg-type]


def of_cell(cell: Cell, grid: Grid) -> Segment:
    made = of_words(cell.words, cell=cell, grid=grid)
    if cell.words and made.text == squeeze(cell.text):
        return made
    text = squeeze(cell.text)
    return Segment(text, (-1,) * len(text), (), cell.box, cell.confidence, cell, grid)


def of_line(line: Line) -> Segment:
    return of_words(line.words, line=line)


def loose_words(page: Page) -> tuple[Word, ...]:
    """The words that stand in no cell of a table."""
    held = {w.box for g in page.grids for c in g.cells for w in c.words}
    areas = [g.box for g in page.grids if g.box]

    def inside(w: Word) -> bool:
        x, y = (w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2
        return any(a[0] <= x <= a[2] and a[1] <= y <= a[3] for a in areas)

    return tuple(w for w in page.words if w.box not in held and not inside(w) and not _dirt(w, page))


def _dirt(w: Word, page: Page) -> bool:
    """A glyph or two read out of a stamp or a speck."""
    if len(w.text) > 2 or w.confidence >= 0.5:
        return False
    x, y = (w.box[0] + w.box[2]) / 2, (w.box[1] + w.box[3]) / 2
    stamped = any(s.box[0] <= x <= s.box[2] and s.box[1] <= y <= s.box[3] for s in page.seals)
    return stamped or w.confidence < 0.3


FRAMED = 12


def unframed(page: Page) -> Page:
    """The page without borders taken for tables: grids in which one cell holds nearly all that is written."""
    return replace(page, grids=tuple(g for g in page.grids if not _frame(g)))


def _frame(grid: Grid) -> bool:
    held = sorted(len(c.words) for c in grid.cells)
    return bool(held) and held[-1] >= FRAMED and held[-1] >= 0.8 * sum(held)


def segments(page: Page) -> tuple[Segment, ...]:
    """All cells and loose lines of a page, in reading order."""
    page = unframed(page)
    made = [of_line(line) for line in lines(loose_words(page), page.skew)]
    if not any(s.box for s in made) or not page.grids:
        return (*made, *(of_cell(c, g) for g in page.grids for c in g.cells))
    every: list[tuple[float, int, Segment]] = [(s.box[1] if s.box else 0.0, 0, s) for s in made]
    out: list[Segment] = []
    rest = sorted(every, key=lambda e: e[0])
    for g in sorted(page.grids, key=lambda g: g.box[1] if g.box else 0.0):
        top = g.box[1] if g.box else 0.0
        out += [s for y, _, s in rest if y < top]
        rest = [e for e in rest if e[0] >= top]
        out += [of_cell(c, g) for c in sorted(g.cells, key=lambda c: (c.row, c.column))]
    return (*out, *(s for _, _, s in rest))
