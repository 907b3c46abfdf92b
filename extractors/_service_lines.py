"""Part 三 of the form: what is served on what scale, and with whom the applicant works.

«主要服务内容 | 服务规模（家、人/次） | 服务收入占年营业收入%» with cells such as 103家, 86家/8次, 2260人次, 1.2亿元;
«签订合作协议的单位» with a long comma list of names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors._lines import Line, page_lines
from pipeline.model import Cell, Grid, Page
from pipeline.quantity import is_nil, squeeze

_SCALE = re.compile(r"服务规模|服务数量|服务量")
_PERSONS = re.compile(r"(\d[\d,，]*)\s*(?:余|多)?\s*人\s*/?次?(?!数)")
_TIMES = re.compile(r"(?<![\d.])(\d[\d,，]*)\s*(?:场次?|次)")
_MONEY = re.compile(r"(\d[\d,，]*(?:\.\d+)?)\s*(?:余|多)?(亿元|万元|亿)")
_PARTNERS = re.compile(r"签[订定署]\S{0,4}协议的?(?:合作)?(?:单位|机构)|合作协议单位")
_END_OF_NAME = r"(?:公司|事务所|大学|学院|学校|研究院|研究所|协会|商会|学会|联合会|促进会|中心|银行|集团|联盟|合作社|基地|医院|园区|委员会|管委会)"
_FORM = re.compile(r"有限责任公司|股份有限公司|有限公司|[(（](?:特殊)?(?:普通|有限)合伙")  # goes on «…事务所»
_SECTION = re.compile(r"[一二三四五六七八九]、|得到|其他合作|省级|主管部门|.*推荐意见$")
_BRANCH = re.compile(r"^(?:.{0,12}(?:分公司|支行|分行|分院|分所|营业部|办事处|分校|分中心|支公司))")


@dataclass(frozen=True, slots=True)
class Scale:
    """One figure of a service line: quantity, text with unit, the cell, and the line's words."""

    quantity: str
    text: str
    cell: Cell
    service: str


def scales(grid: Grid) -> Iterator[Scale]:
    """What the lines under «服务规模» claim for a year."""
    heads = [c for c in grid.cells if _SCALE.search(squeeze(c.text)) and len(squeeze(c.text)) < 24]
    for head in heads:
        for r in range(head.row + head.row_span, grid.rows):
            row = [c for c in grid.row(r) if c.row == r]
            here = next((c for c in row if c.column == head.column), None)
            service = "".join(squeeze(c.text) for c in row if c.column < head.column)
            if (
                here is None
                or _PARTNERS.search("".join(squeeze(c.text) for c in row))
                or "合作资源" in service
            ):
                break
            yield from _of(here, service)


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


def partner_cells(grid: Grid) -> tuple[Cell, ...]:
    """The cells under (or beside) «签订合作协议的单位» that hold names."""
    for head in grid.cells:
        if not _PARTNERS.search(squeeze(head.text)) or len(squeeze(head.text)) > 24:
            continue
        under: list[Cell] = []
        for r in range(head.row + head.row_span, grid.rows):
            c = grid.at(r, head.column)
            if c is None or c.row != r:
                continue
            if c.column != head.column or _SECTION.match(squeeze(c.text)) or _opens_section(grid, r):
                break
            under.append(c)
        if any(partners(c.text) for c in under):
            return tuple(under)
        right = grid.at(head.row, head.column + head.column_span)
        if right is not None and "其他合作" not in squeeze(right.text) and partners(right.text):
            return (right,)
    return ()


def _opens_section(grid: Grid, row: int) -> bool:
    return any(c.row == row and re.match(r"[一二三四五六七八九]、", squeeze(c.text)) for c in grid.cells)


def partner_lines(page: Page) -> tuple[str, tuple[Line, ...]] | None:
    """(the names, their lines) behind «签订合作协议的单位：» on a form without a table; None where the end is not seen."""
    every = page_lines(page)
    for i, line in enumerate(every):
        m = re.search(_PARTNERS.pattern + "[:：]", line.text)
        if m is None:
            continue
        text = line.text[m.end() :]
        for k in range(i + 1, len(every) + 1):
            if text.endswith(("。", ".")):
                return text, tuple(every[i:k])
            if k < len(every) and re.search("[:：]", every[k].text[:16]):
                return text, tuple(every[i:k])
            text += every[k].text if k < len(every) else ""
    return None


def partners(text: str) -> tuple[str, ...]:
    """The distinct names of a list; a lost comma between two names is put back, a branch stays one name."""
    names: list[str] = []
    signed = re.split(r"其他合作(?:单位|机构|伙伴)?[:：]", squeeze(text))[0]  # one cell may hold both lists
    for piece in re.split(r"[、,，;；。\n]+|(?<=\D)\d{1,2}[.、．)）](?=\D)", signed):
        piece = re.sub(r"^\d{1,2}[.、．)）]?|等\d*[家个]?(?:单位|机构|企业)?$|等$", "", piece)
        if is_nil(piece):
            continue
        names += _apart(piece)
    return tuple(dict.fromkeys(n for n in names if len(n) >= 4))


def listed(cell: Cell) -> str:
    """The text of a cell; names that stand on lines of their own, with nothing between them, get their commas back."""
    lines = [squeeze(w.text) for w in cell.words]
    apart = len(lines) > 1 and all(
        re.fullmatch(rf"[^、,，;；。\d]{{4,}}{_END_OF_NAME}", line) for line in lines
    )
    return "、".join(lines) if apart else cell.text


def stated(text: str) -> str | None:
    """«…等12家单位»: how many there are is said, not listed."""
    m = re.search(r"等(?:共)?(\d{1,3})[家个](?:单位|机构|企业)?$", squeeze(text))
    return m.group(1) if m else None


def _apart(piece: str) -> list[str]:
    for m in re.finditer(_END_OF_NAME, piece):
        rest = piece[m.end() :]
        again = len(rest) > 2 and rest[:2] == piece[:2]  # names of one place
        if (
            len(rest) >= 6
            and re.search(_END_OF_NAME + r"$", rest)
            and not _BRANCH.match(rest)
            and not _FORM.match(rest)
            and (m.group() in ("公司", "事务所") or again)
        ):
            return [piece[: m.end()], *_apart(rest)]
    return [piece]
