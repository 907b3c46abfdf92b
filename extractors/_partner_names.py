"""With whom the applicant works: the names under «签订合作协议的单位» in Part 三 of the form.

A comma list in one cell, names in lines of their own, two lists side by side; the count may stand behind the heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors._lines import Line, page_lines
from pipeline.model import Cell, Grid, Page, Word
from pipeline.quantity import is_nil, squeeze

HEADING = 24  # glyphs: what is longer is a sentence
PARTNERS = re.compile(
    r"签[订定署]?[^\s:,、约]{0,4}协议的?(?:合作)?(?:单位|机构|伙伴)|(?:合作协议|签约(?:合作)?|协议签[订署约])(?:单位|机构|伙伴)"
)
_OTHERS = re.compile(r"其[他它](?:合作)?(?:单位|机构|伙伴)")
# The heading with what is printed behind it, in one cell or line with the names: «已签协议单位(6家)：甲公司、…».
_SAID = re.compile(
    rf"^.{{0,8}}?(?:{PARTNERS.pattern})(?:\((?:共计?|合计)?(\d{{1,3}})[家个]\))?(?:\([^()]{{0,16}}\))?([:：]?)"
)
_END_OF_NAME = r"(?:公司|事务所|大学|学院|学校|研究院|研究所|协会|商会|学会|联合会|促进会|中心|银行|集团|联盟|合作社|基地|医院|园区|委员会|管委会)"
_FORM = re.compile(r"有限责任公司|股份有限公司|有限公司|[(（](?:特殊)?(?:普通|有限)合伙")  # goes on «…事务所»
_SECTION = re.compile(r"[一二三四五六七八九]、|得到|其他合作|省级|主管部门|.*推荐意见$")
_END_OF_LINE = re.compile(
    rf"(?:{_END_OF_NAME}|支行|分行|分所|营业部|办事处|联社|孵化[园器]|产业园)(?:\([^()]*\))?$"
)
_BRANCH = re.compile(r"^(?:.{0,12}(?:分公司|支行|分行|分院|分所|营业部|办事处|分校|分中心|支公司))")


def partner_cells(grid: Grid) -> tuple[Cell, ...]:
    """The cells under (or beside) «签订合作协议的单位» that hold names."""
    for head in grid.cells:
        if _names_behind(head):
            return (head,)
        if not PARTNERS.search(squeeze(head.text)) or len(squeeze(head.text)) > HEADING:
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


def _names_behind(cell: Cell) -> str:
    """The names that follow the heading in its own cell, '' where it holds none or speaks of it in a sentence."""
    text = squeeze(cell.text)
    m = _SAID.match(text)
    if m is None:
        return ""
    rest = text[m.end() :]
    names = [n for n in partners(rest) if not (PARTNERS.search(n) or _OTHERS.search(n))]
    if m.group(2):
        return rest if names else ""
    # Without a colon the heading is a line of its own, over what ends like a name.
    apart = any(m.group().endswith(squeeze(w.text)) for w in cell.words[:2])
    return rest if apart and any(_END_OF_LINE.search(n) for n in names) else ""


def partner_lines(page: Page) -> tuple[str, tuple[Line, ...]] | None:
    """(the names, their lines) behind «签订合作协议的单位：» on a form without a table; None where the end is not seen."""
    every = page_lines(page)
    for i, line in enumerate(every):
        if column := _column(every, i):
            return column
        m = re.search(rf"(?:{PARTNERS.pattern})(?:\([^()]*\))?[:：]", line.text)
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


def _column(every: Sequence[Line], i: int) -> tuple[str, tuple[Line, ...]] | None:
    """The names in lines under a heading of their own, cut from those under «其他合作单位» beside it."""
    heads = [w for w in every[i].words if _heading(w, PARTNERS) or _heading(w, _OTHERS)]
    own = next((w for w in heads if _heading(w, PARTNERS)), None)
    if own is None or (own is not every[i].words[-1] and len(heads) < 2):
        return None
    after = min((w.box[0] for w in heads if w.box[0] > own.box[2]), default=float("inf"))
    used: list[Line] = [every[i]]
    texts: list[str] = []
    for line in every[i + 1 :]:
        if line.y - used[-1].y > 3 * line.height or _SECTION.match(line.text) or ":" in line.text[:16]:
            break
        if any(w.box[0] < after - line.height and w.box[2] > after + 2 * line.height for w in line.words):
            break  # it runs over both columns
        mine = [w for w in line.words if w.box[2] > own.box[0] and _nearest(w, heads) is own]
        texts += ["".join(squeeze(w.text) for w in mine)] if mine else []
        used.append(line)
    names = joined(texts)
    if names.endswith(("、", ";", ",")):
        return None  # the list goes on elsewhere
    return (names, tuple(used)) if partners(names) else None


def _heading(word: Word, named: re.Pattern[str]) -> bool:
    text = re.sub(r"\([^()]*\)|[:：]$", "", squeeze(word.text))
    return bool(named.fullmatch(text))


def _nearest(word: Word, heads: Sequence[Word]) -> Word:
    """The heading under which a word stands: both begin at one place, or have one middle."""

    def off(head: Word) -> float:
        a, b = word.box, head.box
        return min(abs(a[0] - b[0]), abs(a[0] + a[2] - b[0] - b[2]) / 2)

    return min(heads, key=off)


def partners(text: str) -> tuple[str, ...]:
    """The distinct names of a list; a lost comma between two names is put back, a branch stays one name."""
    names: list[str] = []
    # One cell may hold both lists.
    signed = re.split(r"其[他它]合作(?:单位|机构|伙伴)?[:：]", squeeze(text))[0]
    for piece in re.split(r"[、,，;；。\n]+|(?<=\D)\d{1,2}[.、．)）](?=\D)", signed):
        piece = re.sub(r"^\d{1,2}[.、．)）]?|等\d*[家个]?(?:单位|机构|企业)?$|等$", "", piece)
        if is_nil(piece):
            continue
        names += _apart(piece)
    return tuple(dict.fromkeys(n for n in names if len(n) >= 4))


def listed(cell: Cell) -> str:
    """The names in a cell, without the heading they may share it with; those on lines of their own get their commas back."""
    lines = [squeeze(w.text) for w in cell.words] or [squeeze(cell.text)]
    whole, behind = "".join(lines), _names_behind(cell)
    if behind and whole.endswith(behind):
        lines = _after(lines, len(whole) - len(behind))
    return joined(lines)


def _after(lines: Sequence[str], cut: int) -> list[str]:
    """The lines without their first `cut` glyphs."""
    kept: list[str] = []
    for line in lines:
        kept += [line[cut:]] if cut < len(line) else []
        cut = max(0, cut - len(line))
    return kept


def joined(lines: Sequence[str]) -> str:
    """Lines of names put together; where nothing stands between names, each line that ends one gets a comma."""
    if any(re.search("[、,，;；。]|\\d[.．、)）]", line) for line in lines):
        return "".join(lines)
    text = ""
    for line, after in zip(lines, [*lines[1:], ""], strict=False):
        goes_on = not after or _BRANCH.match(after) or _FORM.match(after)
        text += line + ("、" if _END_OF_LINE.search(line) and not goes_on else "")
    return text


def announced(grid: Grid) -> str | None:
    """The count that stands behind the heading over or beside the names: «签订合作协议的单位(6家)»."""
    said = (_SAID.match(squeeze(c.text)) for c in grid.cells)
    return next((m.group(1) for m in said if m and m.group(1)), None)


def stated(text: str) -> str | None:
    """«…等12家单位», «已签协议单位(6家)：…»: how many there are is said, not listed."""
    s = squeeze(text)
    if (m := _SAID.match(s)) and m.group(1):
        return m.group(1)
    m = re.search(r"等(?:共)?(\d{1,3})[家个](?:单位|机构|企业)?$", s)
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
