"""Whether a declaration is sealed and signed, as far as a reading can tell: yes, no, unclear.

A signature is a word behind «法定代表人(签字)», or pen strokes beside it. A seal is one that reading found.
What the page hides (a stamp over the line, glyphs lost under it, no pixels at all) is unclear, never no.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors._lines import Line, page_lines
from extractors._sealed import near
from extractors._surnames import plausible
from pipeline.model import Box, Page, Word
from pipeline.quantity import parse_date, squeeze

YES, NO, UNCLEAR = "yes", "no", "unclear"
_SIGNER = re.compile(
    r"[(（]?(?:法定代表人|法人代表|法人|单位负责人|负责人|授权代表)"
    r"(?:[(（]?(?:或|/)[^()（）:：]{1,10}?(?:[)）]|(?=[签盖(（:：]|$)))?"
    r"[(（]?(?:(?:亲笔)?签[字名章](?:[或及和与、/]?(?:加?盖(?:公|印)?章|签章))?|盖章(?:[或及和与、/]?签[字名])?|签)?[)）]?"
)
_ASKS = re.compile(r"签字|签名|签章|签$")
_STAMPED = re.compile(r"[(（]?(?:单位)?(?:盖章|公章|加盖公章|签章|盖单位公章)[)）]?")
_DATE_LABEL = re.compile(r"(?:日期|时间)[:：]?")
# Both sides of a contract date it on one line: what stands before the last date is the other's.
_DATED = re.compile(
    r"(?:(?:(?:日期|时间)[:：]?)?(?:\d{4}[年./-]\d{1,2}[月./-]\d{1,2}日?|[二一][\d〇○零一二三四五六七八九O]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日))+(?:(?:日期|时间)[:：]?)?"
)
_NAME = re.compile(r"(?!.*(?:[章签字期日年月]|公司|单位|中心|协会|商会))[\u3400-\u9fff·]{2,4}")
_SEAL_NUMBER = re.compile(r"(?<!\d)\d{10,14}$")


@dataclass(frozen=True, slots=True)
class Signature:
    state: str
    name: str | None = None
    box: Box | None = None
    confidence: float = 1.0


def signature(page: Page, ends: float | None = None) -> Signature | None:
    """The signature where the page asks for one, None where it does not. `ends` cuts a right-hand column."""
    best: Signature | None = None
    for line in page_lines(page):
        words = [w for w in line.words if ends is None or w.box[0] < ends]
        text = squeeze("".join(w.text for w in words))
        m = _SIGNER.search(text)
        # A sentence that mentions the legal representative asks for nothing.
        if (
            not m
            or m.start() > 12
            or len(text) > 48
            or (not _ASKS.search(m.group()) and not re.match("[:：]", text[m.end() :]))
        ):
            continue
        rest = re.split(r"日期|[:：]?\d{4}年|年月日|联系|电话", text[m.end() :].lstrip(":：;·.,、_—- "))[0]
        name = re.sub(r"[_—\-\s:：()（）]", "", rest)
        label_box = line.box
        if len(name) >= 2 and re.search(r"[\u3400-\u9fffA-Za-z]", name):
            sure = min(w.confidence for w in words)
            name = name if sure >= 0.9 else ""  # that somebody signed is sure, what is written is not
            return Signature(
                YES, name if re.fullmatch(r"[\u3400-\u9fff·]{2,5}", name) else None, label_box, sure
            )
        if raised := _raised(page, line, ends):
            return raised
        best = best or _strokes(page, line, ends)
        if best.state == YES:
            return best
    return best


def _raised(page: Page, line: Line, ends: float | None) -> Signature | None:
    """A name that was written a little above or under its line, and so was read as a line of its own."""
    middle, height = (line.box[1] + line.box[3]) / 2, line.height
    for w in page.words:
        off = abs((w.box[1] + w.box[3]) / 2 - middle)
        beside = line.box[2] - 0.5 * height < w.box[0] < min(line.box[2] + 8 * height, ends or page.width)
        name = squeeze(w.text)
        if beside and off < 1.1 * height and _NAME.fullmatch(name) and plausible(name):
            return Signature(YES, name if w.confidence >= 0.9 else None, w.box, w.confidence)
    return None


def _strokes(page: Page, line: Line, ends: float | None) -> Signature:
    left, right = line.box[0], ends or page.width
    top, bottom = line.box[1] - 2.5 * line.height, line.box[3] + 1.5 * line.height
    for b in page.ink:
        x, y = (b[0] + b[2]) / 2, (b[1] + b[3]) / 2
        if left + 2 * line.height < x < right and top < y < bottom and b[2] - b[0] > 0.8 * line.height:
            return Signature(YES, None, b, 0.9)
    if page.number is None:
        return Signature(UNCLEAR, None, line.box)
    if any(near(s, line.box) for s in page.seals) or page.photo:
        return Signature(UNCLEAR, None, line.box)
    return Signature(NO, None, line.box)


def sealed(
    pages: Sequence[Page], own: Box | None = None, other: Box | None = None
) -> tuple[str, str, Box | None]:
    """(state, the ring's text, its box). `own` and `other` are where the two sides of a paper are to stamp."""
    for page in reversed(pages):
        for s in page.seals:
            if own is not None and other is not None and _distance(s.box, other) < _distance(s.box, own):
                continue
            return YES, s.text, s.box
    if any(p.number is None or p.photo for p in pages) or any(_damaged(p) for p in pages):
        return UNCLEAR, "", None
    return NO, "", None


def _damaged(page: Page) -> bool:
    """Glyphs lost where the stamp should stand: a bracket torn off «(盖章)», words read into each other."""
    for line in page_lines(page):
        if not _STAMPED.search(line.text):
            continue
        if line.text.count("(") != line.text.count(")") or line.confidence < 0.75:
            return True
        if any(a.box[2] > b.box[0] + 4 for a, b in zip(line.words, line.words[1:], strict=False)):
            return True
    return False


def _distance(a: Box, b: Box) -> float:
    return abs((a[0] + a[2]) - (b[0] + b[2])) / 2 + abs((a[1] + a[3]) - (b[1] + b[3])) / 2


def closing_date(page: Page, ends: float | None = None) -> tuple[str, str, Box, float] | None:
    """(ISO date, text, box, confidence) of the date that stands alone near the end of the page."""
    found = None
    for line in page_lines(page):
        words = [w for w in line.words if (ends is None or w.box[0] < ends) and not _numbers_a_seal(w, page)]
        text = squeeze("".join(w.text for w in words))
        tail = re.search(r"(?:[12二一][\d〇○零一二三四五六七八九O]{3})\s*[年./-].{1,9}$", text)
        date = parse_date(text[tail.start() :]) if tail else None
        before = _DATE_LABEL.sub("", text[: tail.start()]) if tail else ""
        if tail and date and len(date) == 10 and words and (not before or _closing(before)):
            boxes = [w.box for w in words]
            found = (
                date,
                text[tail.start() :],
                (boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]),
                min(w.confidence for w in words),
            )
    return found


def _closing(before: str) -> bool:
    if _DATED.fullmatch(before):
        return True
    place = re.fullmatch(r"中国[·•.,、]?[\u3400-\u9fff]{2,8}", before)
    return bool(place or re.search(r"盖章|公章|签字|签名|签章|[:：]$", before)) or len(before) <= 4


def _numbers_a_seal(word: Word, page: Page) -> bool:
    """The number at the foot of a stamp, which readers put on the line of the date beside it."""
    return bool(_SEAL_NUMBER.search(word.text.strip())) and any(near(s, word.box) for s in page.seals)
