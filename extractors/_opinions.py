"""The auditor's opinion by its headings and its sentence (domain B2.2).

«保留意见» is a part of «无保留意见», and the text on responsibilities mentions «非无保留意见»: so only whole
headings and the sentence of the opinion itself count, never a word found anywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors._lines import page_lines
from extractors._segments import Segment, of_words
from pipeline.model import Box, Page

_ORDINAL = r"^(?:[(（]?[一二三四五六七八九十\d]{1,3}[)）、.,．·]?)?"
_HEADINGS = (
    ("disclaimer", re.compile(_ORDINAL + r"(?:形成)?无法表示(?:审计)?意见(?:的基础)?$")),
    ("adverse", re.compile(_ORDINAL + r"(?:形成|导致)?否定(?:审计)?意见(?:的基础|的事项)?$")),
    ("qualified", re.compile(_ORDINAL + r"(?:形成|导致)?保留(?:审计)?意见(?:的基础|的事项)?$")),
    ("emphasis", re.compile(_ORDINAL + r"(?:强调事项段?|与?持续经营(?:能力)?(?:相关的)?重大不确定性(?:的说明)?|.{0,6}持续经营相关的重大不确定性)$")),
)  # fmt: skip
_FAIR = r"(?:公允反映|公允列报|公允地?反映|公允表达|如实反映|真实反映|公允列示)"
_SENTENCES = (
    ("disclaimer", re.compile(r"我们不对后附的?.{0,40}发表(?:审计)?意见|(?:我们)?无法(?:对|就).{0,60}发表(?:审计)?意见")),
    ("adverse", re.compile(rf"(?:我们认为|由于).{{0,160}}(?:未能|没有|未)(?:在所有重大方面)?[^。]{{0,60}}{_FAIR}")),
    ("qualified", re.compile(rf"除.{{0,60}}(?:所述|事项|可能产生的影响|影响)[^。]{{0,40}}外[,，]?[^。]{{0,160}}{_FAIR}")),
    ("unqualified", re.compile(rf"我们认为[^。]{{0,220}}{_FAIR}|在所有重大方面[^。]{{0,80}}{_FAIR}")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opinion:
    """`value` is the contract's word; where it stands and what was read."""

    value: str
    page: Page
    box: Box | None
    text: str
    confidence: float


def flowing(page: Page) -> Segment:
    """The page as running text, line after line."""
    return of_words([w for line in page_lines(page) for w in line.words])


def opinion(pages: tuple[Page, ...]) -> Opinion | None:
    """The opinion on the pages of the auditor's own text; the gravest that a heading or sentence says."""
    said: dict[str, Opinion] = {}
    for page in pages:
        for line in page_lines(page):
            for value, pattern in _HEADINGS:
                if pattern.match(line.text):
                    said.setdefault(value, Opinion(value, page, line.box, line.spaced, line.confidence))
    for n, page in enumerate(pages):
        text, following = flowing(page), pages[n + 1] if n + 1 < len(pages) else None
        whole = text.text + (flowing(following).text[:200] if following else "")
        for value, pattern in _SENTENCES:
            m = pattern.search(whole)
            if m and m.start() < len(text.text) and not _hypothetical(whole, m.start()):
                box, sure = text.spot(m.start(), min(m.end(), len(text.text)))
                said.setdefault(value, Opinion(value, page, box, m.group(0)[:120], sure))
                break
    for value in ("disclaimer", "adverse", "qualified"):
        if value in said:
            return said[value]
    fair = said.get("unqualified")
    if fair is None:
        return None
    if "emphasis" in said:
        return Opinion("unqualified-with-emphasis", fair.page, fair.box, fair.text, fair.confidence)
    return fair


def _hypothetical(text: str, at: int) -> bool:
    """«如果 … 我们应当 …»: what an auditor would have to do."""
    return bool(re.search(r"(?:如果|若|应当|可能导致)[^。]{0,40}$", text[max(0, at - 60) : at]))
