"""The text layer of digital PDF pages: taken only where it says what the page shows.

A layer is refused (and the page read by OCR) when it is garbled, when a picture fills the page (a scan with
somebody else's recognition behind it), or when much of the ink has no text. Words without ink under them,
white on white, are left out: what nobody sees is no statement.
"""

from __future__ import annotations

import logging
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import numpy as np
import pdfplumber
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from pipeline.model import SourceFile
from pipeline.reading.frame import Frame, PixelBox, ink_mask
from pipeline.reading.lines import Line, ordered
from pipeline.reading.rule import Rules
from pipeline.reading.settings import Image
from pipeline.reading.source import pdf

MOST_CHARACTERS = 60_000
ASLANT = 4.0  # degrees
# Fonts share one drawing between a radical and the letter, browsers then write the radical («黑⻰江»); of these NFKC
# knows nothing (Unicode, EquivalentUnifiedIdeograph).
RADICALS = dict(
    zip(
        "⺁⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "厂民虎西见角贝车長长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
# A font of Chromium's makes it warn a hundred times a page, and nobody can mend a font.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character (rarely a ligature) with its box in points, origin top left."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float


def layer(file: SourceFile, index: int) -> list[Glyph] | None:
    """The glyphs of a page with a text layer worth reading, None where OCR must read it."""
    if not _promising(file, index):
        return None
    try:
        with pdfplumber.open(file.location, pages=[index]) as document:
            page = document.pages[0]
            found: list[dict[str, Any]] = page.chars
            left, top = float(page.bbox[0]), float(page.bbox[1])
    except Exception:  # pdfminer raises whatever its parsers meet; OCR does not depend on it
        return None
    if not 4 <= len(found) <= MOST_CHARACTERS:
        return None
    upright = sum(1 for c in found if c.get("upright", True))
    if upright < 0.8 * len(found) or garbled("".join(str(c["text"]) for c in found)):
        return None
    usual = median(_slant(c) for c in found)
    return [
        Glyph(_clean(str(c["text"])), c["x0"] - left, c["top"] - top, c["x1"] - left, c["bottom"] - top)
        for c in found
        # The glyphs of a drawn seal stand aslant between those of the line below it.
        if c["x1"] > c["x0"]
        and c["bottom"] > c["top"]
        and abs((_slant(c) - usual + 180) % 360 - 180) < ASLANT
    ]


def _slant(char: dict[str, Any]) -> float:
    """The angle of a glyph's base line in degrees."""
    a, b = (char.get("matrix") or (1.0, 0.0))[:2]
    return math.degrees(math.atan2(b, a))


def _promising(file: SourceFile, index: int) -> bool:
    """Cheap look by PDFium: some text, and no picture that fills the page."""
    with pdf(file) as document:
        try:
            page = document[index - 1]
            count = page.get_textpage().count_chars()
            width, height = page.get_size()
            covered = 0.0
            for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
                x0, y0, x1, y1 = thing.get_bounds()
                covered = max(covered, (x1 - x0) * (y1 - y0) / (width * height))
        except (pdfium.PdfiumError, IndexError):
            return False
    return bool(4 <= count <= MOST_CHARACTERS and covered < 0.6)


def garbled(text: str) -> bool:
    """Whether a text layer is nonsense: no mapping to Unicode, private glyphs, or a wrong code page."""
    solid = [c for c in text if not c.isspace()]
    if not solid:
        return True
    if text.count("(cid:") * 6 > 0.08 * len(solid):
        return True
    bad = sum(1 for c in solid if c == "�" or unicodedata.category(c) in {"Co", "Cn", "Cc", "Cs"})
    if bad > 0.05 * len(solid):
        return True
    # GBK bytes read as Latin-1 give accented letters in rows, which no Chinese document has.
    latin = sum(1 for c in solid if "\x80" <= c <= "ɏ")
    return latin > 0.25 * len(solid) or _rare(solid)


def _rare(solid: Sequence[str]) -> bool:
    """UTF-8 read as GBK gives Chinese of characters that hardly occur: few of the hundred commonest are there."""
    han = [c for c in solid if "一" <= c <= "鿿"]
    if len(han) < 60:
        return False
    common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理务价额元万费收支企业称号单审财报投资产负债"
    return sum(1 for c in han if c in common) < 0.12 * len(han)


def _clean(text: str) -> str:
    """Compatibility forms (radicals, ligatures) as the letters that they show."""
    if text in RADICALS:
        return RADICALS[text]
    if len(text) == 1 and ("⺀" <= text <= "⿕" or "豈" <= text <= "ﬆ"):
        return unicodedata.normalize("NFKC", text)
    return "".join(c for c in text if c == " " or unicodedata.category(c) not in {"Cc", "Cf"})


def text_lines(glyphs: Sequence[Glyph], page: Frame, rules: Rules) -> list[Line] | None:
    """Lines cut at upright rules and wide gaps; None where the layer covers too little of the page's ink."""
    ink = ink_mask(page.grey, 10)
    solid = [g for g in glyphs if g.text.strip() and _has_ink(_pixel(g, page), ink)]
    if not solid or not _covers(solid, page, ink, rules):
        return None
    lines: list[Line] = []
    for row in _rows(solid):
        run: list[Glyph] = []
        for glyph in sorted(row, key=lambda g: g.x0):
            if run and _apart(run[-1], glyph, page, rules):
                lines.append(_line(run, page))
                run = []
            if not (run and glyph.text == run[-1].text and abs(glyph.x0 - run[-1].x0) < 0.8):  # fake bold
                run.append(glyph)
        if run:
            lines.append(_line(run, page))
    return ordered(lines)


def _pixel(glyph: Glyph, page: Frame) -> PixelBox:
    k = page.scale
    return (int(glyph.x0 * k), int(glyph.top * k), int(glyph.x1 * k) + 1, int(glyph.bottom * k) + 1)


def _has_ink(box: PixelBox, ink: Image) -> bool:
    return bool(ink[max(box[1], 0) : box[3], max(box[0], 0) : box[2]].any())


def _covers(glyphs: Sequence[Glyph], page: Frame, ink: Image, rules: Rules) -> bool:
    covered = rules.mask.copy()
    for glyph in glyphs:
        x0, y0, x1, y1 = _pixel(glyph, page)
        covered[max(y0 - 2, 0) : y1 + 2, max(x0 - 2, 0) : x1 + 2] = 255
    own = int(((ink > 0) & (rules.mask == 0)).sum())
    bare = int(((ink > 0) & (covered == 0)).sum())
    # Pictures, seals and logos are ink too: a layer is partial when it leaves most of the ink and says little.
    return bare < 0.5 * max(own, 1) or len(glyphs) > 300


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.top + g.bottom) / 2):
        middle = (glyph.top + glyph.bottom) / 2
        last = rows[-1][-1] if rows else None
        if last and abs(middle - (last.top + last.bottom) / 2) < 0.35 * min(
            glyph.bottom - glyph.top, last.bottom - last.top
        ):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _apart(left: Glyph, right: Glyph, page: Frame, rules: Rules) -> bool:
    size = max(left.bottom - left.top, right.bottom - right.top)
    if right.x0 - left.x1 > 1.3 * size:
        return True
    a, b = ((g.x0 + g.x1) / 2 * page.scale for g in (left, right))
    y = (right.top + right.bottom) / 2 * page.scale
    return any(a < r.at < b and r.start <= y <= r.end for r in rules.upright)


def _line(run: Sequence[Glyph], page: Frame) -> Line:
    text = ""
    for i, glyph in enumerate(run):
        if i:
            gap = glyph.x0 - run[i - 1].x1
            size = glyph.bottom - glyph.top
            between = text[-1:].isascii() and glyph.text.isascii()
            if gap > (0.18 if between else 0.6) * size:
                text += " "
        text += glyph.text
    low, high = min(g.top for g in run), max(g.bottom for g in run)
    x0, x1 = run[0].x0, max(g.x1 for g in run)
    k = page.scale
    return Line(
        (int(x0 * k), int(low * k), int(np.ceil(x1 * k)), int(np.ceil(high * k))), None, text.strip(), 1.0
    )
