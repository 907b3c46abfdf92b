"""What the scores of most kinds share: a list of titles, and what must not stand before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors._lines import Line, page_lines
from extractors._titles import bare, headings
from pipeline.contents import is_contents
from pipeline.model import Page
from pipeline.quantity import squeeze

PROSE = 0.9  # of the widest line: so wide a line that cites a paper is running text


def vocabulary(text: str) -> tuple[str, ...]:
    """The words of a list that is written down as running text."""
    return tuple(text.split())


def opening(
    pages: Sequence[Page],
    titles: Sequence[str],
    *,
    unless: str | None = None,
    only: str | None = None,
    reach: float = 0.6,
    prefix: int = 40,
) -> float | None:
    """How strongly the first page opens with one of `titles`, 0..1.

    `unless` refuses headings whose whole text matches, `only` refuses all others (regular expressions over
    what stands before the title and the title as it should read).
    """
    if not pages:
        return None
    # Most titles have glyphs that stand nowhere on the page: looking for those is what costs time.
    there = set(squeeze(pages[0].text))
    likely = [t for t in titles if sum(ch not in there for ch in t) <= _misread(t)]
    if not likely:
        return None
    for h in headings(pages[0], likely, reach=reach, prefix=prefix):
        whole = h.before + h.title
        if unless and re.search(unless, whole):
            continue
        if only and not re.search(only, whole):
            continue
        if h.score < 0.8 and any(_parted(line) for line in h.lines):
            continue
        return round(h.score, 4)
    return None


def headed(pages: Sequence[Page], meaning: str, *, unless: str = r"$^", lines: int = 4) -> float | None:
    """0.7 where one of the first lines is a heading that means `meaning` (a regular expression), in any words.

    For kinds whose titles nobody prescribes; a title of the list is surer. A line as wide as the text is prose.
    """
    if not pages or is_contents(pages[0]):
        return None
    every = page_lines(pages[0])
    widest = max((line.box[2] - line.box[0] for line in every[lines:]), default=0.0)
    for line in every[:lines]:
        text = bare(line.text)
        if line.box[1] > 0.35 * pages[0].height or not 4 <= len(text) <= 40 or _parted(line):
            continue
        if len(every) > 2 * lines and line.box[2] - line.box[0] > PROSE * widest and "《" in text:
            continue
        if re.search(meaning, text) and not re.search(r"[,，。；;：:]|" + unless, text):
            return 0.7
    return None


def _misread(title: str) -> int:
    """Glyphs of a title that may be missing: those that `headings` forgives."""
    return 0 if len(title) < 4 else 1 + (len(title) - 4) // 6


def _parted(line: Line) -> bool:
    """Whether a line is the row of a table: pieces of several glyphs with a glyph's width between them."""
    for a, b in pairwise(line.words):
        long = min(len(squeeze(a.text)), len(squeeze(b.text)))
        glyph = (a.box[2] - a.box[0]) / max(len(squeeze(a.text)), 1)
        if long >= 3 and b.box[0] - a.box[2] > 0.7 * glyph:
            return True
    return False


def mentions(page: Page, *patterns: str, reach: float = 1.0) -> int:
    """How many of `patterns` occur in the lines of the upper `reach` of the page."""
    text = "\n".join(line.text for line in page_lines(page) if line.box[1] <= reach * page.height)
    return sum(bool(re.search(p, text)) for p in patterns)


def strongest(*scores: float | None) -> float | None:
    """The highest of the scores that hold an opinion."""
    held = [s for s in scores if s is not None]
    return max(held) if held else None


def listed(page: Page, *patterns: str, need: int = 3) -> float | None:
    """A weak opinion (0.4) where a table's head names `need` of `patterns`: a list without its title.

    Weak, because the next page of a list repeats the head as well.
    """
    if is_contents(page):
        return None
    return 0.4 if mentions(page, *patterns, reach=0.4) >= need else None
