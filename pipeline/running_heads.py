"""Running heads: small lines that stand over page after page of a file, and are no part of what the pages say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.model import Grid, Page, Word
from pipeline.quantity import squeeze

HEAD = 0.075  # the share of the page's height in which a running head stands
SIDES = 2  # left and right
RUN = 3  # pages behind each other that bear it; two are enough where it names the whole volume
FOLIO = re.compile(r"[-—–·第共]*\d{1,5}[-—–·页]*(?:[/共]\d{1,3}页?)?")
DIVIDER = re.compile(
    r"^(附件|附录|附表|证明材料|第[一二三四五六七八九十]+[部章]分?|[一二三四五六七八九十]+、)"
)
_VOLUME = re.compile(r"申[请报](?:报告|材料|书)|合订本|公共服务(?:示范)?平台")


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without the small lines that stand over page after page, and say nothing of the page they stand on."""
    made = []
    for page, running in zip(pages, _running(pages), strict=True):
        rest = tuple(w for w in page.words if w not in running)
        made.append(replace(page, words=rest) if running and rest else page)
    return made


def without_head_rows(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, their tables without a first row that is the running head above them."""
    return tuple(
        replace(page, grids=tuple(_without_row(g, running) for g in page.grids)) if running else page
        for page, running in zip(pages, _running(pages), strict=True)
    )


def _running(pages: Sequence[Page]) -> list[list[Word]]:
    """The words of the running heads of each page."""
    heads = [_heads(p) for p in pages]
    return [
        [w for text, words in heads[i] if _runs(text, i, pages, heads) for w in words]
        for i in range(len(pages))
    ]


def _without_row(grid: Grid, running: Sequence[Word]) -> Grid:
    """A table without its first row where that is the running head above it."""
    first = [w for c in grid.cells if c.row == 0 for w in c.words]
    if not first or grid.rows < 2 or any(w not in running for w in first):
        return grid
    rest = tuple(
        replace(c, row=max(c.row - 1, 0), row_span=c.row_span - (c.row == 0))
        for c in grid.cells
        if c.row + c.row_span > 1
    )
    return replace(grid, rows=grid.rows - 1, cells=rest)


_Heads = Sequence[tuple[str, Sequence[Word]]]


def _runs(text: str, i: int, pages: Sequence[Page], heads: Sequence[_Heads]) -> bool:
    """Whether the pages around page `i` bear the same head, enough of them behind each other."""
    first = last = i
    while first > 0 and pages[first - 1].file == pages[i].file and _bears(heads[first - 1], text):
        first -= 1
    while last + 1 < len(pages) and pages[last + 1].file == pages[i].file and _bears(heads[last + 1], text):
        last += 1
    return last - first + 1 >= RUN or (last > first and bool(_VOLUME.search(text)))


def _heads(page: Page) -> list[tuple[str, list[Word]]]:
    """The lines in the margin above the text, but for page numbers, each with its words; none larger than the text.

    What stands left and right of a wide gap are two lines; what a slanting scan has torn apart is one.
    """
    if page.source == "sheet" or not page.words:
        return []
    tall = sorted(w.box[3] - w.box[1] for w in page.words)[len(page.words) // 2]
    above = sorted(
        (w for w in page.words if w.box[3] < HEAD * page.height and w.box[3] - w.box[1] < 1.2 * tall),
        key=lambda w: w.box[0],
    )
    lines: list[list[Word]] = []
    for w in above:
        if lines and -tall < w.box[0] - lines[-1][-1].box[2] < tall:
            lines[-1].append(w)
        else:
            lines.append([w])
    told = [(squeeze("".join(w.text for w in line)), line) for line in lines]
    said = [(text, line) for text, line in told if not FOLIO.fullmatch(text) and not DIVIDER.match(text)]
    # Three pieces side by side are the headings of a list, unless one names the volume.
    return said if len(said) <= SIDES or any(_VOLUME.search(text) for text, _ in said) else []


def _bears(heads: _Heads, text: str) -> bool:
    return any(_alike(text, other) for other, _ in heads)


def _alike(one: str, other: str) -> bool:
    """Whether two heads say the same, but for a misread glyph or two; numbers tell things apart."""
    numbers = [re.findall(r"\d+", t) for t in (one, other)]
    return len(one) >= 4 and numbers[0] == numbers[1] and fuzz.ratio(one, other) >= 80
