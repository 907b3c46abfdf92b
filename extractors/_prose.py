"""Running text put together from lines: paragraphs with headings, and where each glyph stands.

A line that is indented begins a paragraph; headings («（四）近年来的服务情况») open sections. Tables are left
out: their figures are rows, not sentences. Dates in Chinese numerals («二〇一一年五月») are given in figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors._lines import lines, union
from extractors._segments import loose_words
from pipeline.model import Box, Page, Word
from pipeline.quantity import squeeze

_HEADING = re.compile(
    r"^(?:第[一二三四五六七八九十]+[章节部]分?|[(（][一二三四五六七八九十]{1,3}[)）]?|[一二三四五六七八九十]{1,3}[)）、.．])"
    # Numbered by figures, a heading is known by what it is about: «3.服务企业192家» is an item.
    r"|^\d{1,2}[.．、]\D{2,24}(?:情况|状况|概况|简介|介绍|特色|业绩|贡献|成效|需求|案例|设想|规划|目标|计划)$"
)
_FOLIO = re.compile(r"^(?:第?[-—–·.]*\d{1,3}[-—–·.]*页?(?:[/共]\d{1,3}页?)?)$")
_DIGITS = {ch: str(n) for n, chars in enumerate(("〇○零OoＯ0", *"一二三四五六七八九")) for ch in chars}
_ONES = "[一二三四五六七八九]"
_TENS = f"(?:[二三]?十{_ONES}?|{_ONES})"
_DATE = re.compile(
    rf"(?<![一二三四五六七八九〇○零十百千万])(?:二[〇○零OoＯ0]|一九)[{''.join(_DIGITS)}]{{2}}(?=年)(?:年{_TENS}(?=月)(?:月{_TENS}(?=日))?)?"
)
_END = re.compile(r"[。！？；]$|[.!?]$")


@dataclass(slots=True)
class Paragraph:
    """`section` is the heading above it. `owners[i]` is (page, word) of glyph i."""

    section: str
    text: str
    owners: list[tuple[Page, Word]]

    def spot(self, start: int, end: int) -> tuple[Page, Box, float]:
        """The page, box and confidence of glyphs `start` to `end` (those of the first one's page)."""
        page = self.owners[start][0]
        used = list(dict.fromkeys(id(w) for p, w in self.owners[start:end] if p is page))
        words = {id(w): w for _, w in self.owners[start:end]}
        return page, union([words[k].box for k in used]), min(words[k].confidence for k in used)


def paragraphs(pages: Sequence[Page]) -> Iterator[Paragraph]:
    """The paragraphs of the pages, in order; a paragraph may run over a page's end."""
    return map(_in_figures, _put_together(pages))


def _in_figures(p: Paragraph) -> Paragraph:
    """A paragraph with its dates in figures, each glyph of which stands where the numeral stood."""
    text, owners, done = "", list[tuple[Page, Word]](), 0
    for m in _DATE.finditer(p.text):
        text, owners = text + p.text[done : m.start()], owners + p.owners[done : m.start()]
        done = m.end()
        for part in re.finditer("[年月]|[^年月]+", m.group()):
            said = _figure(part.group())
            text, owners = text + said, owners + [p.owners[m.start() + part.start()]] * len(said)
    return Paragraph(p.section, text + p.text[done:], owners + p.owners[done:]) if done else p


def _figure(numeral: str) -> str:
    """«二〇一一» → 2011, «三十一» → 31; anything else as it is."""
    if "十" in numeral:
        tens, ones = numeral.split("十")
        return _DIGITS.get(tens, "1") + _DIGITS.get(ones, "0")
    return "".join(_DIGITS.get(ch, ch) for ch in numeral)


def _put_together(pages: Sequence[Page]) -> Iterator[Paragraph]:
    section = ""
    current: Paragraph | None = None
    for page in pages:
        every = [line for line in lines(loose_words(page), page.skew) if not _FOLIO.match(line.text)]
        if not every:
            continue
        left = _margin([(line.box[0], line.box[2] - line.box[0]) for line in every])
        for line in every:
            text = line.text
            if _HEADING.match(text) and len(text) <= 40 and not re.search(r"[。；，,;]", text):
                if current:
                    yield current
                current, section = None, text
                continue
            indented = line.box[0] - left > 1.2 * line.height
            # A paragraph of a DOCX is one line of its page; print wraps.
            if current is None or page.number is None or (indented and _END.search(current.text)):
                if current:
                    yield current
                current = Paragraph(section, "", [])
            for w in line.words:
                part = squeeze(w.text)
                current.text += part
                current.owners += [(page, w)] * len(part)
    if current:
        yield current


def _margin(spans: Sequence[tuple[float, float]]) -> float:
    """The left edge of the text: the smallest start among the wide lines."""
    wide = max(w for _, w in spans)
    return min(x for x, w in spans if w >= 0.6 * wide)
