"""One field of the form as a claim: what its text says once the form's own words around it are understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors._binding import Bound
from extractors._claims import ICP_BEGINS, claim
from extractors._form_labels import LABELS, SHARE
from extractors._segments import Segment
from pipeline.model import Claim, Page
from pipeline.quantity import QUANTITIES, plain, squeeze

_SHARES = {
    "qualified-staff-count": "qualified-staff-ratio",
    "equipment-cost": "equipment-asset-ratio",
}
_LABELS = {q: next(k for k in LABELS if k.quantities == (q,) and k is not SHARE) for q in _SHARES.values()}


def section_unit(every: Sequence[Segment]) -> str | None:
    """«(单位：万元)» of the heading over the year rows."""
    for s in every:
        if m := re.search(r"单位[:：]?(?:人民币)?(亿元|万元|千元|元)", s.text):
            return m.group(1)
    return None


def units(every: Sequence[Segment]) -> dict[int, str]:
    """The unit that the heading of its section prints, by segment: «二、资产情况(单位:千元)»."""
    made: dict[int, str] = {}
    unit: str | None = None
    for s in every:
        here = section_unit([s])
        if here or re.match(r"[一二三四五六七八九十]、", s.text):
            unit = here
        if unit:
            made[id(s)] = unit
    return made


def of_what(bounds: Sequence[Bound]) -> Iterator[Bound]:
    """The fields; a bare «占 88.9%» is the share of what its own sentence or row names before it, else nobody's."""
    last: Bound | None = None
    for b in bounds:
        if b.label is not SHARE:
            last = b
            yield b
            continue
        quantity = _SHARES.get(last.label.quantities[0]) if last and _together(last, b) else None
        said = any(quantity in o.label.quantities and o.text for o in bounds if o.label is not SHARE)
        if quantity and not said:
            yield replace(b, label=_LABELS[quantity])


def _together(a: Bound, b: Bound) -> bool:
    one, two = a.place or a.segment, b.place or b.segment
    if one is two:
        return True
    if one.line is not None and two.line is not None:  # a sentence goes on in the next line
        return 0 <= two.line.y - one.line.y < 2.5 * one.line.height
    row = one.cell is not None and two.cell is not None and one.cell.row == two.cell.row
    return row and one.grid is two.grid


def figures(text: str) -> list[str]:
    """The figures of a text, each with what follows it: «420㎡/180㎡» are two."""
    starts = [m.start() for m in re.finditer(r"(?<![A-Za-z\d.,])\d", squeeze(text))]
    ends = [*starts[1:], len(squeeze(text))]
    return [squeeze(text)[a:b].rstrip("/、,;|共约") for a, b in zip(starts, ends, strict=True)]


def field_claim(page: Page, b: Bound, quantity: str, kind: str, section: str | None = None) -> Claim | None:
    """What the place of a label claims; `section` is the unit that the heading above prints."""
    text = b.text
    if len(b.label.quantities) > 1 and b.label.numeric:
        each = figures(text)
        if len(each) != len(b.label.quantities):
            return None
        text = each[b.label.quantities.index(quantity)]
    signed = "%" in (b.place or b.segment).text + b.segment.text
    if QUANTITIES[quantity].sort == "percent" and not signed and re.fullmatch(r"0?\.\d+", squeeze(text)):
        text = f"{plain(Decimal(squeeze(text)) * 100)}%"  # a bare 0.85 where no sign is printed is 85 %
    if quantity == "website":
        # One field holds the site and its filing number, and a long address wraps.
        text = re.sub(r"\s+", "", text)
        text = re.split(ICP_BEGINS, text)[0]
    elif quantity in ("icp-number", "email", "phone", "fax", "mobile", "postcode", "address"):
        text = re.sub(r"\s+", "", text)
    elif quantity == "contact":
        text = re.split(r"[(（]?\d", text)[0].rstrip(" -—,，、/")  # «联系人及电话：丁铭胜 0713-…»
    elif quantity == "organisation-type" and re.search("[☑√✓✔■☒□☐]", text):
        ticked = re.findall(r"[☑√✓✔■☒]\s*([\u3400-\u9fff()（）]+)", text)
        if len(ticked) != 1:
            return None
        text = ticked[0]
    cell = b.segment.cell
    return claim(
        page, quantity, text, kind=kind, box=b.box, unit=b.unit or section or b.label.unit, confidence=b.confidence,
        cell=cell.address if cell else None, read=b.read,
    )  # fmt: skip
