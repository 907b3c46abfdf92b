"""Figures of years without a table of years: «2019年营业收入612.80万元，其中服务收入441.22万元», or fields named so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._segments import Segment
from extractors._year_table import COLUMNS, Entry, legible, unit_of

_NAMES = {n: q for q, names in COLUMNS for n in names.split()}
_NAMES |= dict.fromkeys(("服务中小企业", "服务中小微企业", "服务企业"), "served-count")
_YEAR = r"(?P<year>(?:19|20)\d{2})年(?:度|末|底)?(?!\d{1,2}月|[-—–~至到、和])"
_NAME = (
    r"(?<!固定)(?<!流动)(?<!非)(?<!营业)(?P<name>"
    + "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True))
    + r")(?P<hint>\([^()]{1,8}\))?"
)
_FIGURE = r"[:：]?(?:实现|达到|达|为|是|约|共计|共|合计)*(?P<figure>[-−–]?\d[\d,，]*(?:[.．]\d+)?(?:亿元|万元|千元|元|家|户|万)?)(?![\d.]*%)"
_DATE = r"(?P<other>(?:19|20)\d{2}年)"
_TOLD = re.compile(f"{_YEAR}|{_DATE}|{_NAME}{_FIGURE}")
_FIELD = re.compile(rf"\D{{0,3}}{_YEAR}的?(?:其中:?)?{_NAME}[:：]?")


def read_phrases(every: Sequence[Segment]) -> list[Entry]:
    """The entries of sentences and of fields that name their year; none where fewer than three quantities are."""
    entries = [*_told(every), *_fields(every)]
    return entries if len({e.quantity for e in entries}) >= 3 else []


def _told(every: Sequence[Segment]) -> Iterator[Entry]:
    year: str | None = None
    for s in every:
        if s.cell is not None:
            year = None
        for m in _TOLD.finditer(s.text):
            if not m["name"]:
                year = m["year"]  # None for a month, or for a range of years
            elif year is not None:
                box, sure = s.spot(m.start("figure"), m.end("figure"))
                address = s.cell.address if s.cell else None
                unit = unit_of(m["hint"] or "")
                yield Entry(_NAMES[m["name"]], year, m["figure"], box, sure * 0.95, unit, address)


def _fields(every: Sequence[Segment]) -> Iterator[Entry]:
    for s in every:
        m = _FIELD.fullmatch(s.text)
        if m is None or s.cell is None or s.grid is None:
            continue
        right = s.grid.at(s.cell.row, s.cell.column + s.cell.column_span)
        below = s.grid.at(s.cell.row + s.cell.row_span, s.cell.column)
        place = next((c for c in (right, below) if c and c.text.strip() and legible(c.text)), None)
        if place is not None:
            unit = unit_of(m["hint"] or "")
            yield Entry(
                _NAMES[m["name"]],
                m["year"],
                place.text,
                place.box,
                place.confidence * 0.95,
                unit,
                place.address,
            )
