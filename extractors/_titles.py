"""Headings: how an extractor's `score` tells that a page opens its kind of document.

A title may be letter-spaced, split over two or three lines, preceded by the unit's name or a year, followed
by a hint in brackets, and misread in a glyph. It is not a title when it stands in running text
(«提交审计报告»), in a contents page, or in the list of attachments.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractors._lines import Line, page_lines
from pipeline.contents import is_contents
from pipeline.model import Page

_NUMBERING = re.compile(
    r"^(?:附件?表?\d*[::、.]?|附录\d*[::]?|[(（]?[一二三四五六七八九十]{1,3}[)）、.,]|[(（]?\d{1,2}[)）、.](?!\d)|第[一二三四五六七八九十]+[章部分]+)"
)
_TAIL_HINT = re.compile(r"[(（\[【][^()（）]*[)）\]】]$")
_RUNNING = re.compile(r"[,，。；;]|[:：].{4,}")
_BEFORE_MENTION = (
    "提交",
    "附",
    "见",
    "《",
    "<",
    "提供",
    "出具",
    "的",
    "和",
    "及",
    "与",
    "、",
    "以及",
    "包括",
    "开展",
    "随附",
    "份",
    "“",
    '"',
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title found on a page: `score` 0..1, the title meant, what stood before it, and the line's number."""

    score: float
    title: str
    before: str
    index: int
    lines: tuple[Line, ...]


def bare(text: str) -> str:
    """A line without its numbering («五、», «附件2:») and bracketed tail («(100家以上)»)."""
    t = _NUMBERING.sub("", text)
    shorter = _TAIL_HINT.sub("", t)
    return shorter or t


def _allowed(title: str) -> int:
    """Misread glyphs that are forgiven: one from four glyphs on, one more for every six."""
    return 0 if len(title) < 4 else 1 + (len(title) - 4) // 6


def match(text: str, title: str) -> tuple[float, str] | None:
    """(likeness, what stands before it) where `text` is `title` or ends in it, forgiving misread glyphs."""
    t = bare(text)
    if not t:
        return None
    n = len(title)
    allowed = _allowed(title)
    whole = Levenshtein.distance(t, title, score_cutoff=allowed)
    if whole <= allowed:
        return 1 - 0.5 * whole / n, ""
    if len(t) <= n:
        return None
    for width in (n, n - 1, n + 1):
        tail = t[-width:]
        distance = Levenshtein.distance(tail, title, score_cutoff=allowed)
        if distance <= allowed:
            return 1 - 0.5 * distance / n, t[:-width]
    return None


def headings(
    page: Page, titles: Sequence[str], *, reach: float = 0.6, prefix: int = 40, span: int = 3
) -> list[Heading]:
    """Titles that stand as headings in the upper `reach` of the page, best first.

    `prefix` is how many glyphs may stand before the title on its line (a unit's name, a year; 0: none).
    `span` is over how many lines a title may be split.
    """
    every = page_lines(page)
    if not every or is_contents(page):
        return []
    usual = sorted(line.height for line in every)[len(every) // 2]
    found: list[Heading] = []
    for i, line in enumerate(every):
        if line.box[1] > reach * page.height:
            continue
        for k in range(1, span + 1):
            group = every[i : i + k]
            if len(group) < k or not _together(group):
                break
            text = "".join(g.text for g in group)
            for title in titles:
                made = match(text, title)
                if made is None:
                    continue
                likeness, before = made
                # Lines above that add nothing to the title are not part of it.
                if len(before) > prefix or (k > 1 and len(before) >= len(group[0].text)):
                    continue
                if before.endswith(_BEFORE_MENTION) or _RUNNING.search(before):
                    continue
                score = likeness * (0.9 if not before else 0.8)
                score += 0.06 if _stands_out(page, group, usual) else -0.06
                score -= 0.15 * max(0.0, group[0].box[1] / page.height - 0.35)
                found.append(Heading(max(0.0, min(1.0, score)), title, before, i, tuple(group)))
    return sorted(found, key=lambda h: (-h.score, h.index))


def _together(group: Sequence[Line]) -> bool:
    """Whether lines follow each other as the lines of one title do: near, and of like size."""
    for a, b in pairwise(group):
        if b.y - a.y > 3.2 * max(a.height, b.height) or not 0.6 < a.height / b.height < 1.7:
            return False
    return True


def _stands_out(page: Page, group: Sequence[Line], usual: float) -> bool:
    """Larger than the text around it, or alone and centred on the page."""
    if min(g.height for g in group) > 1.18 * usual:
        return True
    return all(
        abs((g.box[0] + g.box[2]) / 2 - page.width / 2) < 0.08 * page.width
        and g.box[2] - g.box[0] < 0.75 * page.width
        for g in group
    )
