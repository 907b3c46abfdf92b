"""The declaration that the papers are true (art. 17(8) national 2017; template of xinjiang 2021).

Yields the unit's name and the date, and one row that says whether it is sealed and signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors._binding import Bound, bind, label_word, pieces
from extractors._claims import claim, strip_blanks
from extractors._labels import label
from extractors._lines import page_lines, union
from extractors._parties import UNIT
from extractors._sealed import name_under_seal
from extractors._segments import of_words, segments
from extractors._signing import closing_date, sealed, signature
from extractors._titles import headings
from pipeline.contents import is_contents
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "truth-declaration"
READS = True
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "credit-code",
    "signed-on",
    "legal-representative",
    "contact",
    "phone",
    "mobile",
)
TITLES = ("申报材料真实性声明", "申请材料真实性声明", "材料真实性声明", "真实性声明", "真实性的声明", "真实性承诺书",
          "真实性承诺", "真实性承诺函", "真实性的承诺", "真实性保证书", "真实性责任书", "真实性说明", "真实性声明书",
          "材料真实性的声明", "真实有效声明", "真实性承诺声明", "真实性申明", "真实性自我声明")  # fmt: skip
LOOSE = ("诚信承诺书", "承诺书", "声明", "声明书", "承诺函", "郑重声明", "信用承诺书", "保证书")

LABELS = (
    label("applicant-name", "申报单位名称 申请单位名称 申报单位 申请单位 声明单位 承诺单位 单位名称 企业名称 申报企业 承诺企业 申请人 声明人 承诺人 单位"),
    label("contact", "联系人"),
    label("mobile", "手机 移动电话"),
    label("phone", "联系电话 电话"),
    label("", "法定代表人 法人代表 负责人 日期 声明日期 承诺日期 时间 地址"),
)  # fmt: skip
_ORGANISATION = re.compile(
    r"^[\u3400-\u9fff()A-Za-z0-9]{4,40}(?:公司|中心|院|所|学校|协会|商会|联合会|促进会|大学|集团|\(普通合伙\)|联盟|社|基地|局)$"
)
# «甲公司（统一社会信用代码…）对所提交的材料…»: the sentence itself names who declares.
_DECLARES = re.compile(rf"(?:我|本)?(?:单位|公司)?({UNIT})[(](?:统一)?社会?信用代码[:：]?([0-9A-Z]{{18}})[)]")
_NAME_ENDS = re.compile(r"(?:有?限)?(?:责?任)?公?司|(?:服务)?中?心|协?会")


def score(pages: Sequence[Page]) -> float | None:
    """The title, or a short page that vouches for its papers and asks for seal and signature."""
    if not pages or is_contents(pages[0]):
        return None
    page = pages[0]
    found = headings(page, TITLES, prefix=24, reach=0.55)
    if found:
        return round(min(1.0, found[0].score + 0.08), 4)
    text = squeeze(page.text)
    if re.search(r"行政机关告知|告知的(?:全部|条件)|告知承诺", text):  # a page of a letter of commitment
        return None
    vouches = bool(re.search(r"真实|虚假|不实|如实", text)) and bool(re.search(r"承担|责任|后果", text))
    loose = headings(page, LOOSE, prefix=12, reach=0.4)
    if vouches and loose and re.search(r"材料|资料|申报|申请", text):
        return round(max(0.0, loose[0].score - 0.12), 4)
    if (
        vouches
        and re.search(r"(?:声明|承诺)", text)
        and re.search(r"盖章|公章|签字", text)
        and len(page_lines(page)) <= 16
        and not page.ruled
    ):
        return 0.55
    return None


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Claims of the closing lines, and the row of the declaration."""
    pages = document.pages
    name: Claim | None = None
    cells: dict[str, str | None] = {
        "seal": None,
        "seal-text": None,
        "signature": None,
        "date": None,
        "unit": None,
    }
    boxes: dict[str, Box | None] = {}
    for page in pages:
        for made in _labelled(page):
            if isinstance(made, Claim) and made.quantity == "applicant-name":
                name = name or made
            yield made
        if name is None and (made_name := _closing_name(page)) is not None:
            name = made_name
            yield name
        for made in _declaring(page):
            if made.quantity == "applicant-name":
                if name is not None:
                    continue
                name = made
            yield made
        if dated := closing_date(page):
            cells["date"], boxes["date"] = dated[0], dated[2]
            made_date = claim(
                page, "signed-on", dated[0], kind=KIND, box=dated[2], confidence=dated[3], read=dated[1]
            )
            if made_date:
                yield made_date
        signed = signature(page)
        if signed is not None:
            cells["signature"], boxes["signature"] = signed.state, signed.box
            if signed.name:
                # A hand is read less surely than print; it is no ground for an accusation.
                by = claim(
                    page,
                    "legal-representative",
                    signed.name,
                    kind=KIND,
                    box=signed.box,
                    confidence=min(0.75, signed.confidence),
                )
                if by:
                    yield by
    cells["seal"], cells["seal-text"], boxes["seal"] = sealed(pages)
    cells["unit"] = name.value if name and not name.damaged else None
    yield Row(KIND, None, pages[0].file, pages[-1].number, cells, boxes, document.confidence)


def _labelled(page: Page) -> Iterator[Claim | Problem]:
    for b in bind(page, segments(page), LABELS):
        quantity = b.label.quantities[0]
        damaged = False
        if not b.text:
            continue
        if quantity == "applicant-name":
            b = _whole(page, b)
            name = name_under_seal(page, strip_blanks(b.text), b.box, label_word(b), b.confidence, pieces(b))
            if not name.damaged and not _ORGANISATION.match(squeeze(name.text)):
                continue
            b, damaged = replace(b, text=name.text, confidence=name.confidence), name.damaged
        made = claim(page, quantity, b.text, kind=KIND, box=b.box, confidence=b.confidence, read=b.read)
        if made is not None:
            yield replace(made, damaged=damaged or made.damaged)


def _whole(page: Page, b: Bound) -> Bound:
    """A name whose last glyphs (公司, 司, 中心) begin the next line, be it at the margin."""
    if b.box is None or _ORGANISATION.match(squeeze(strip_blanks(b.text))):
        return b
    head = squeeze(strip_blanks(b.text))
    for line in page_lines(page):
        if not 0 < line.box[1] - b.box[1] < 2.5 * line.height:
            continue
        word = line.words[0]
        rest = squeeze(word.text)
        # A glyph read twice is no end of a name.
        if _NAME_ENDS.fullmatch(rest) and _ORGANISATION.match(head + rest) and head[-1:] != rest[0]:
            sure, box = min(b.confidence, word.confidence), union([b.box, word.box])
            return replace(b, text=head + rest, box=box, confidence=sure, read=b.read + word.text)
    return b


def _declaring(page: Page) -> Iterator[Claim]:
    """The unit and its credit code, where the declaring sentence begins with them."""
    every = page_lines(page)
    for i in range(len(every)):
        text = of_words([w for line in every[i : i + 3] for w in line.words])
        if m := _DECLARES.match(text.text):
            for quantity, group in (("applicant-name", 1), ("credit-code", 2)):
                box, sure = text.spot(m.start(group), m.end(group))
                made = claim(page, quantity, m.group(group), kind=KIND, box=box, confidence=sure)
                if made:
                    yield made
            return


def _closing_name(page: Page) -> Claim | None:
    """A unit's name that stands alone at the end, without a label."""
    for line in reversed(page_lines(page)):
        if re.match(r"申[报请]单位|声明单位|承诺单位|单位名称|企业名称", line.text):
            return None  # a labelled name that could not be read is not read twice
        text = re.sub(r"[(（](?:盖章|公章|单位公章|签章)[)）]$", "", line.text)
        if line.box[1] > 0.15 * page.height and len(text) >= 6 and _ORGANISATION.match(text):
            name = name_under_seal(page, text, line.box, None, line.confidence)
            made = claim(
                page, "applicant-name", name.text, kind=KIND, box=line.box, confidence=name.confidence
            )
            return made and replace(made, damaged=name.damaged or made.damaged)
    return None
