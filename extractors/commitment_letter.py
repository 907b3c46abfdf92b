"""The letter that stands in for certificates: 证明事项告知承诺书 (annex 2 of xinjiang 2021).

The applicant's side is 一(二) 申请单位 and the lower left corner; 一(三) and the lower right belong to the
authority and are never claimed. The row says what the applicant filled in, sealed and signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors._binding import bind
from extractors._claims import claim, credit_code
from extractors._labels import label
from extractors._lines import page_lines
from extractors._segments import Segment, segments
from extractors._signing import closing_date, sealed, signature
from extractors._titles import headings
from pipeline.contents import is_contents
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "commitment-letter"
READS = True
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "phone",
    "credit-code",
    "signed-on",
    "legal-representative",
    "contact",
)
TITLES = ("证明事项告知承诺书", "告知承诺书", "告知承诺制承诺书", "告知承诺制告知承诺书", "告知承诺文书")

LABELS = (
    label("applicant-name", "单位名称 申请单位名称 申请人名称 名称"),
    label("phone", "联系方式 联系电话 电话"),
    label("contact", "联系人"),
    label("credit-code", "证件编号 证件号码 统一社会信用代码 信用代码"),
    label("", "证件类型 法定代表人 申请事项名称"),
)
_AUTHORITY = re.compile(r"^[(（]?[一二三四]?[)）、]?行政机关")
_OWN_PLACE = re.compile(
    r"^(?:申请单位|申请人|承诺单位|承诺人|单位)(?:名称)?[:：]?[(（]?(?:盖章|公章|签章|签字)"
)
_TORN_PLACE = re.compile(r"^申请|[(（](?:盖章|公章)")
_OTHER_PLACE = re.compile(r"行政机关[:：]?[(（]?(?:公章|盖章|签章)")


def score(pages: Sequence[Page]) -> float | None:
    """Its title; the articles that mention 告知承诺 in running text are no title."""
    if not pages or is_contents(pages[0]):
        return None
    found = headings(pages[0], TITLES, prefix=36, reach=0.5)
    return round(min(1.0, found[0].score + 0.08), 4) if found else None


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """What the applicant wrote into the letter, and one row about seal, signature and date."""
    cells: dict[str, str | None] = {
        "seal": None,
        "seal-text": None,
        "signature": None,
        "date": None,
        "unit": None,
        "filled": None,
    }
    boxes: dict[str, Box | None] = {}
    seen: set[str] = set()
    own: Box | None = None
    other: Box | None = None
    authority = False
    for page in document.pages:
        every, authority = _applicants(segments(page), authority)
        for made in _labelled(page, every):
            if made.quantity not in seen:
                seen.add(made.quantity)
                if made.quantity == "applicant-name":
                    cells["unit"], boxes["unit"] = made.value, made.evidence.box
                yield made
        places = _places(page)
        if places is None:
            continue
        own, other = places
        ends = other[0] - 4 if other is not None and other[0] > own[2] - 4 else None
        signed = signature(page, ends)
        if signed is not None:
            cells["signature"], boxes["signature"] = signed.state, signed.box
        if dated := closing_date(page, ends):
            cells["date"], boxes["date"] = dated[0], dated[2]
            made_date = claim(
                page, "signed-on", dated[0], kind=KIND, box=dated[2], confidence=dated[3], read=dated[1]
            )
            if made_date:
                yield made_date
        cells["seal"], cells["seal-text"], boxes["seal"] = sealed((page,), own, other)
    cells["filled"] = "yes" if {"applicant-name", "credit-code"} <= seen else "no" if not seen else "partly"
    if cells["seal"] is None:
        cells["seal"], cells["seal-text"], boxes["seal"] = sealed(document.pages)
    yield Row(
        KIND, None, document.pages[0].file, document.pages[-1].number, cells, boxes, document.confidence
    )


def _applicants(every: Sequence[Segment], authority: bool) -> tuple[list[Segment], bool]:
    """The segments before «(三) 行政机关» : what follows there is the authority's."""
    kept: list[Segment] = []
    for s in every:
        authority = authority or (bool(_AUTHORITY.match(s.text)) and len(s.text) < 12)
        if not authority:
            kept.append(s)
    return kept, authority


def _labelled(page: Page, every: Sequence[Segment]) -> Iterator[Claim]:
    for b in bind(page, every, LABELS):
        quantity = b.label.quantities[0]
        if not b.text or (quantity == "applicant-name" and len(squeeze(b.text)) > 40):
            continue
        if quantity == "credit-code" and credit_code(b.text) is None:
            continue
        made = claim(page, quantity, b.text, kind=KIND, box=b.box, confidence=b.confidence, read=b.read)
        if made is not None:
            yield replace(made, field=None)


def _places(page: Page) -> tuple[Box, Box | None] | None:
    """Where the applicant and where the authority are to stamp."""
    own: Box | None = None
    other: Box | None = None
    for line in page_lines(page):
        for w in line.words:
            text = squeeze(w.text)
            if _OTHER_PLACE.search(text):
                other = w.box
            elif _OWN_PLACE.search(text):
                own = w.box
    if (
        own is None and other is not None
    ):  # the seal is on the words: what stands left of the authority's place
        beside = [
            w.box for line in page_lines(page) for w in line.words if _TORN_PLACE.search(squeeze(w.text))
        ]
        level = [b for b in beside if b[2] < other[0] and abs(b[1] - other[1]) < 1.5 * (other[3] - other[1])]
        own = level[0] if level else None
    return (own, other) if own is not None else None
