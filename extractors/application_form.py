"""The application form: cover, 申请表 with its parts 一 to 四 (national 2017 annex 2, xinjiang 2021 annex 1).

Part 一 is read by labels, part 二 by its year rows, part 三 by its service lines; «上年末» is the 31st of
December before the year of filing, which the cover gives (else the newest full year of part 二).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractors import _partner_names as partner_names
from extractors import _service_lines as service
from extractors import _year_table as years
from extractors._binding import Bound, bind, label_word, pieces
from extractors._claims import CUT_HINT, claim, strip_blanks, unread
from extractors._form_fields import field_claim, of_what, section_unit, units
from extractors._form_labels import LABELS
from extractors._form_pages import COVER_TITLES, TITLES, opens
from extractors._sealed import name_under_seal, near
from extractors._segments import Segment, segments
from extractors._signing import closing_date
from extractors._split_cells import split_cells
from extractors._titles import headings
from extractors._year_lines import read_lines
from extractors._year_phrases import read_phrases
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import UNIT_FACTORS, is_nil, squeeze

KIND = "application-form"
READS = True
PRODUCES: tuple[str, ...] = (
    "applicant-name", "filed-on", "established-on", "organisation-type", "legal-representative", "address",
    "postcode", "contact", "phone", "fax", "mobile", "website", "icp-number", "email", "credit-code",
    "registered-capital", "total-assets", "equipment-count", "equipment-cost", "equipment-asset-ratio",
    "premises-area", "premises-owned", "premises-leased", "staff-count", "qualified-staff-count",
    "qualified-staff-ratio", "revenue", "service-revenue", "total-profit", "net-profit", "taxes-paid",
    "served-count", "training-attendances", "service-activities", "financing-arranged", "guarantees-issued",
    "partner-count", "net-assets", "total-liabilities",
)  # fmt: skip

COUNTED = 0.75  # names counted in running lines: below the floor of the checks
BACK = {"-1": "上年", "-2": "前年"}
PARTS = (("part-1", r"基本情况$"), ("part-2", r"(?:运营|经营)(?:管理)?情况"), ("part-3", r"服务能力(?:及|和|与)业绩"),
         ("part-4", r"政府支持|主管部门推荐意见"))  # fmt: skip


def score(pages: Sequence[Page]) -> float | None:
    """A cover, the 申请表 itself, or a part of it."""
    return opens(pages)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Every value of the form; the date of the cover (else part 二) dates «上年末» and the service lines."""
    claims: list[Claim] = []
    problems: list[Problem] = []
    head: years.Head | None = None
    unit = "万元"
    for page in (split_cells(p, LABELS) for p in document.pages):
        every = segments(page)
        part = _parts(every)
        unit = section_unit(every) or unit
        labelled = list(_labelled(page, every, part))
        filed = any(isinstance(c, Claim) and c.quantity == "filed-on" for c in (*claims, *labelled))
        if not filed and (dated := _cover_date(page)):
            claims.append(dated)
        entries: list[years.Entry] = []
        for grid in page.grids:
            found, head = years.read_grid(grid, head)
            entries += found
        if not entries:
            entries = list(read_lines(page)) or read_phrases(every)
        yearly = {e.box for e in entries if e.box}
        for made in labelled:
            if isinstance(made, Problem):
                problems.append(made)
            elif made.evidence.box not in yearly:
                claims.append(made)
        lost = years.without_point(entries) if page.source == "ocr" else []
        claims += _yearly(page, [e for e in entries if e not in lost], unit)
        problems += _illegible(page, entries, lost)
        claims += _third(page)
    yield from _dated(_unique(claims))
    yield from problems


def _parts(every: Sequence[Segment]) -> str | None:
    """The part that the first heading of a page opens."""
    for s in every:
        for name, pattern in PARTS:
            if len(s.text) < 30 and re.search(pattern, re.sub(r"[(（].*$|\.$", "", s.text)):
                return name
    return None


def _labelled(page: Page, every: Sequence[Segment], part: str | None) -> Iterator[Claim | Problem]:
    seen_premises = False
    printed = units(every)
    bounds = list(of_what([b for b in bind(page, every, LABELS) if _wanted(b)]))
    basics = sum(
        bool({"established-on", "address", "registered-capital", "staff-count"} & {*b.label.quantities})
        for b in bounds
    )
    for b in _registered(bounds):
        for q in b.label.quantities:
            named = (b.place or b.segment).text
            if q in ("premises-owned", "premises-leased") and not (
                seen_premises or re.search("面积|场|m2|平方米", named)
            ):
                continue
            seen_premises |= q == "premises-area"
            if not b.text:
                continue
            damaged = False
            if q == "applicant-name":
                b, damaged = _named(page, b)
            made = field_claim(page, b, q, KIND, printed.get(id(b.place)))
            if made is None:
                if q == "applicant-name":
                    yield unread(page, "illegible", "单位名称未能读出", "the unit's name could not be read")
                continue
            on_cover = q == "filed-on" or (q == "applicant-name" and basics < 2 and part in (None, "part-1"))
            if q == "filed-on" and _torn(made, page):
                yield unread(page, "covered", "填报日期被印章遮挡", "the filing date is covered by a seal")
                continue
            if q == "total-assets" and (said := re.search(r"(?<!\d)((?:19|20)\d{2})年", _around(b))):
                made = replace(made, period=f"{said[1]}-12-31")
            yield replace(made, field="cover" if on_cover else "part-1", damaged=damaged or made.damaged)


def _registered(bounds: Sequence[Bound]) -> list[Bound]:
    """Without the postal and office addresses where the registered one is given too: it is the licence's."""

    def registered(b: Bound) -> bool:
        named = b.read if b.place is b.segment else (b.place or b.segment).text
        return bool(re.match(r".{0,6}(?:注册|住所)", named))

    addresses = [b for b in bounds if b.label.quantities == ("address",) and b.text]
    kept = [b for b in addresses if registered(b)] or addresses
    return [b for b in bounds if b not in addresses or b in kept]


def _around(b: Bound) -> str:
    """A label with what stands before it and with its hint: «2019年末总资产», «总资产(2019年末)»."""
    text = (b.place or b.segment).text
    m = next((m for name in b.label.names if (m := re.search(re.escape(name), text))), None)
    if m is None:
        return ""
    before = re.split("[,，;；:：。]", text[: m.start()])[-1]
    hint = re.match(r"\([^()]*\)", text[m.end() :])
    return before + (hint[0] if hint else "")


def _torn(date: Claim, page: Page) -> bool:
    """A date under a stamp of which the day is gone."""
    box = date.evidence.box
    stamped = box is not None and any(near(s, box, 12.0) for s in page.seals)
    return stamped and len(date.value) < 10 and not date.evidence.text.endswith("月")


def _named(page: Page, b: Bound) -> tuple[Bound, bool]:
    """A name as its seal lets it be read, and whether that is not the whole of it."""
    end = label_word(b)
    name = name_under_seal(page, CUT_HINT.sub("", strip_blanks(b.text)), b.box, end, b.confidence, pieces(b))
    return replace(b, text=name.text, confidence=name.confidence), name.damaged


def _cover_date(page: Page) -> Claim | None:
    """The date that stands alone on a cover, without «填报日期»."""
    if page.grids or len(page.words) > 25 or not headings(page, (*TITLES, *COVER_TITLES), reach=0.7):
        return None
    dated = closing_date(page)
    if dated is None:
        return None
    value, read, box, sure = dated
    return claim(
        page, "filed-on", value, kind=KIND, box=box, field="cover", confidence=sure * 0.95, read=read
    )


def _wanted(b: Bound) -> bool:
    """A year table's headings are the business of `_year_table`, a list's columns that of its own kind."""
    place = b.place or b.segment
    if place.cell is not None and place.grid is not None:
        beside = [squeeze(c.text) for c in place.grid.row(place.cell.row)]
        if (
            any(re.fullmatch(r"序号|编号|姓名|企业名称|服务企业名称|设备名称", t) for t in beside)
            and len(beside) > 2
        ):
            return False
    if place.cell is None or place.grid is None:
        return True
    if b.segment.cell is not None and years.governs(place.grid, place.cell, b.segment.cell):
        return False
    if b.label.quantities[:1] != ("total-assets",):
        return True
    if place.text[:1] in "上年" or "末" in place.text:
        return True
    row = place.grid.row(place.cell.row)
    return not any(years.quantity_of(c.text) in ("revenue", "total-profit") for c in row)


def _yearly(page: Page, entries: Iterable[years.Entry], unit: str) -> Iterator[Claim]:
    for e in entries:
        if not years.legible(e.text):
            continue
        period = f"{e.year}-12-31" if e.quantity in years.BALANCES else e.year
        printed = e.unit if e.unit in UNIT_FACTORS else unit
        made = claim(
            page, e.quantity, e.text, kind=KIND, box=e.box, unit=printed, period=period, field="part-2",
            confidence=e.confidence, cell=e.address,
        )  # fmt: skip
        if made is not None:
            yield made


def _illegible(
    page: Page, entries: Iterable[years.Entry], torn: Sequence[years.Entry] = ()
) -> Iterator[Problem]:
    lost = [e for e in entries if e in torn or not (is_nil(e.text) or years.legible(e.text))]
    if lost:
        names = "、".join(f"{BACK.get(e.year, e.year)}/{e.quantity}" for e in lost)
        yield unread(
            page, "illegible", f"申请表年度数据未能读出：{names}", f"year figures could not be read: {names}"
        )


def _third(page: Page) -> Iterator[Claim]:
    for grid in page.grids:
        for s in service.scales(grid, page):
            made = claim(
                page, s.quantity, s.text, kind=KIND, box=s.cell.box, field="part-3", cell=s.cell.address,
                confidence=s.cell.confidence * s.sure, read=f"{s.service} {s.cell.text}",
            )  # fmt: skip
            if made is not None:
                yield made
        cells = partner_names.partner_cells(grid)
        if not cells:
            continue
        text = "、".join(partner_names.listed(c) for c in cells)
        said = partner_names.stated(cells[-1].text) or partner_names.announced(grid)
        names = partner_names.partners(text)
        made = claim(
            page, "partner-count", said or str(len(names)), kind=KIND, box=cells[0].box, field="part-3", read=text,
            confidence=min(c.confidence for c in cells), cell=cells[0].address, reader=None if said else "count",
        )  # fmt: skip
        if made is not None:
            yield made
    if not any(partner_names.partner_cells(g) for g in page.grids) and (
        listed := partner_names.partner_lines(page)
    ):
        text, rows = listed
        said, names = partner_names.stated(text), partner_names.partners(text)
        made = claim(
            page, "partner-count", said or str(len(names)), kind=KIND, box=rows[0].box, field="part-3", read=text,
            confidence=min(COUNTED, *(r.confidence for r in rows)), reader=None if said else "count",
        )  # fmt: skip
        if made is not None and names:
            yield made
    if not page.grids and (loose := service.attendances(page)):
        text, line = loose
        made = claim(
            page, "training-attendances", text, kind=KIND, box=line.box, field="part-3",
            confidence=line.confidence * 0.95, read=line.text,
        )  # fmt: skip
        if made is not None:
            yield made


def _unique(claims: Iterable[Claim]) -> list[Claim]:
    """One claim where a label was found twice for the same place."""
    seen: dict[tuple[object, ...], Claim] = {}
    for c in claims:
        seen.setdefault((c.quantity, c.value, c.period, c.field, c.evidence.page, c.evidence.box), c)
    return list(seen.values())


def _dated(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Gives «上年末», «上年度» and the service lines their year; without a date of filing «上年度» has none."""
    filed = [int(c.value[:4]) for c in claims if c.quantity == "filed-on"]
    rows = [int(c.period[:4]) for c in claims if c.field == "part-2" and c.period and c.period[0] != "-"]
    last = min(filed) - 1 if filed else max(rows, default=None)
    for c in claims:
        if c.period and c.period[0] == "-":
            year = str(min(filed) + int(c.period[:2])) if filed else None
            c = replace(c, period=year and year + c.period[2:])
        elif last is not None and c.period is None:
            if c.quantity == "total-assets":
                c = replace(c, period=f"{last}-12-31")
            elif c.field == "part-3" and c.quantity != "partner-count":
                c = replace(c, period=str(last))
        yield c
