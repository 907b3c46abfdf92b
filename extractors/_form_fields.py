"""One field of the form as a claim: what its text says once the form's own words around it are understood."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors._binding import Bound
from extractors._claims import ICP_BEGINS, claim
from extractors._segments import Segment
from pipeline.model import Claim, Page
from pipeline.quantity import QUANTITIES, plain, squeeze


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


def field_claim(page: Page, b: Bound, quantity: str, kind: str, section: str | None = None) -> Claim | None:
    """What the place of a label claims; `section` is the unit that the heading above prints."""
    text = b.text
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
