"""Part 三 of the form: what is served on what scale.

«主要服务内容 | 服务规模（家、人/次） | 服务收入占年营业收入%» with cells such as 103家, 86家/8次, 2260人次, 1.2亿元.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors._lines import Line, page_lines
from extractors._partner_names import HEADING, PARTNERS
from pipeline.model import Cell, Grid, Page
from pipeline.quantity import is_nil, squeeze

_SCALE = re.compile(r"服务规模|服务数量|服务量")
_PERSONS = re.compile(r"(\d[\d,，]*)\s*(?:余|多)?\s*人\s*/?次?(?!数)")
_TIMES = re.compile(r"(?<![\d.])(\d[\d,，]*)\s*(?:场次?|次)")
_MONEY = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(?:余|多)?(亿元|万元|亿)")
# What else a service may be called than 培训: people counted there were not trained.
_UNTAUGHT = re.compile(r"信息|技术|融资|贷|创业|法律|咨询|检测|市场|管理|人才|招聘|对接|诊断|其他")
LIKELY = 0.75  # below the floor of the checks: no word says what was counted


@dataclass(frozen=True, slots=True)
class Scale:
    """One figure of a service line: quantity, text with unit, the cell, and the line's words."""

    quantity: str
    text: str
    cell: Cell
    service: str
    sure: float = 1.0


def scales(grid: Grid, page: Page | None = None) -> Iterator[Scale]:
    """What the lines under «服务规模» claim for a year; the heading may stand over the table, on `page`."""
    heads = [c for c in grid.cells if _SCALE.search(squeeze(c.text)) and len(squeeze(c.text)) < HEADING]
    places = [(head.column, head.row + head.row_span) for head in heads]
    if not places and page is not None and (column := _headed_above(page, grid)) is not None:
        places = [(column, 0)]
    for column, first in places:
        lines = list(_lines_of(grid, column, first))
        found = [s for cell, service in lines for s in _of(cell, service)]
        yield from found
        if not any("培训" in service + squeeze(cell.text) for cell, service in lines):
            yield from _only_persons(lines)


def _lines_of(grid: Grid, column: int, first: int) -> Iterator[tuple[Cell, str]]:
    for r in range(first, grid.rows):
        row = [c for c in grid.row(r) if c.row == r]
        here = next((c for c in row if c.column == column), None)
        service = "".join(squeeze(c.text) for c in row if c.column < column)
        if here is None or PARTNERS.search("".join(squeeze(c.text) for c in row)) or "合作资源" in service:
            break
        yield here, service


def _headed_above(page: Page, grid: Grid) -> int | None:
    """The column under a «服务规模» that stands right over a table in which only the lines were ruled."""
    if grid.box is None:
        return None
    for w in page.words:
        high = w.box[3] - w.box[1]
        said = squeeze(w.text)
        if (
            not _SCALE.search(said)
            or len(said) >= HEADING
            or "占" in said
            or not -high < grid.box[1] - w.box[3] < 2.5 * high
        ):
            continue
        middle = (w.box[0] + w.box[2]) / 2
        under = (c for c in grid.cells if c.row == 0 and c.box and c.box[0] < middle < c.box[2])
        return next((c.column for c in under), None)
    return None


def _only_persons(lines: Sequence[tuple[Cell, str]]) -> Iterator[Scale]:
    """«云上学堂 | 1,240人次»: where no service is called 培训, the only one counted in 人次 is likely that."""
    counted = [
        (c, s, m) for c, s in lines if (m := re.search(r"(\d[\d,，]*)(?:余|多)?人/?次", squeeze(c.text)))
    ]
    if len(counted) == 1 and not _UNTAUGHT.search(counted[0][1] + squeeze(counted[0][0].text)):
        cell, service, m = counted[0]
        yield Scale("training-attendances", m.group(1), cell, service, LIKELY)


def _of(cell: Cell, service: str) -> Iterator[Scale]:
    text = squeeze(cell.text)
    if is_nil(text):
        return
    if "培训" in service + text and (m := _PERSONS.search(text)):
        yield Scale("training-attendances", m.group(1), cell, service)
    if m := _TIMES.search(
        re.sub(r"人/?次", "人", re.sub(r"[家项户]/?次", "", text) if "/" not in text else text)
    ):
        yield Scale("service-activities", m.group(1), cell, service)
    if m := _MONEY.search(text):
        if "担保" in service + text:
            yield Scale("guarantees-issued", m.group(), cell, service)
        elif "融资" in service or "贷" in service:
            yield Scale("financing-arranged", m.group(), cell, service)


def attendances(page: Page) -> tuple[str, Line] | None:
    """«培训服务……2260人次» on a line of its own, where the table was not found."""
    for line in page_lines(page):
        if "培训" in line.text and len(line.text) < 60 and (m := re.search(r"(\d[\d,]*)人/?次", line.text)):
            return m.group(1), line
    return None
