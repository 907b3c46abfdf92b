"""推荐汇总表: one row a platform, with its unit, its functions, what is exemplary, and which quota it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors._columns import Column
from extractors._kinds import opening, vocabulary
from extractors._lines import page_lines, union
from extractors._lists import completeness, row
from extractors._tables import Record, read_list
from pipeline.model import Box, Cell, Claim, Document, Grid, Page, Problem, Row
from pipeline.quantity import is_nil, squeeze

KIND = "recommendation-summary"
PRODUCES: tuple[str, ...] = ()
READS = True

_TITLES = (
    "推荐汇总表",
    "平台汇总表",
    "推荐平台汇总表",
    "申报汇总表",
    "推荐名单汇总表",
    "推荐单位汇总表",
    "汇总推荐表",
    "推荐情况汇总表",
)

COLUMNS = (
    Column("number", vocabulary("序号 编号 序 号 No NO")),
    Column("platform", vocabulary("平台名称 公共服务平台名称 示范平台名称 申报平台名称 推荐平台名称")),
    Column(
        "name",
        vocabulary(
            "服务机构名称 须与申报单位盖章名称一致 申报单位 申报单位名称 承担单位 承担单位名称 单位名称 机构名称 运营单位 运营单位名称"
        ),
    ),
    Column(
        "functions",
        vocabulary("服务功能类别 申请示范平台服务功能类别 申请服务功能类别 功能类别 服务类别 服务功能"),
    ),
    Column("statement", vocabulary("示范性表述 示范性 示范性描述 示范性简介")),
    Column("remark", vocabulary("备注 推荐名额 名额类别 说明")),
)
_AUTHORITY = re.compile(
    r"(?:主管部门或行业协会名称|主管部门名称|行业协会名称|主管部门|推荐单位名称|推荐单位|推荐部门|填报单位)"
    r"(?:[(（](?:盖章|公章|加盖公章)[)）])?[:：]_*([^:：_]{4,40})"
)
_ABOVE = re.compile(r"汇总表|主管部门|行业协会名称")
_HINT = re.compile(r"[(（](?:盖章|公章|加盖公章)[)）]|20\d{2}年.*$|联系人.*$")
_READ = ("platform", "name", "functions", "statement", "remark")


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 汇总表, of recommended platforms."""
    return opening(pages, _TITLES)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """A row a platform; every row carries the name of the recommending authority."""
    document = replace(document, pages=tuple(_whole_heads(p) for p in document.pages))
    found = read_list(document, COLUMNS, "name")
    records = [r for r in found.records if not is_nil(r.text("name")) or not is_nil(r.text("platform"))]
    if not records:
        return
    authority = _authority(document)
    mended, _ = completeness(records)
    for n, record in enumerate(records, 1):
        yield _row(document, n, record, mended[n - 1], authority)


def _whole_heads(page: Page) -> Page:
    """The page with each table's head in one row: its long heads wrap, and their lines may be read as rows."""
    return replace(page, grids=tuple(_whole_head(g) for g in page.grids))


def _whole_head(grid: Grid) -> Grid:
    def printed(row: int) -> list[Cell]:
        return [c for c in grid.cells if c.row == row and c.text.strip()]

    numbers = [c.row for c in grid.cells if c.column == 0 and squeeze(c.text) == "1"]
    body = min(numbers, default=0)
    head = body
    while head > 0 and len(printed(head - 1)) >= 2 and not _ABOVE.search(_said(grid, head - 1)):
        head -= 1
    rows = body - head
    if rows < 2 or any(c.row < body < c.row + c.row_span for c in grid.cells):
        return grid
    kept = [replace(c, row=c.row - rows + 1) for c in grid.cells if c.row >= body]
    kept += [c for c in grid.cells if c.row < head]
    columns: dict[int, list[Cell]] = {}
    for c in sorted((c for c in grid.cells if head <= c.row < body), key=lambda c: (c.row, c.column)):
        columns.setdefault(c.column, []).append(c)
    for parts in columns.values():
        boxes = [c.box for c in parts if c.box]
        whole = replace(
            parts[0],
            row=head,
            row_span=1,
            text="".join(c.text for c in parts),
            box=union(boxes) if boxes else None,
            words=tuple(w for c in parts for w in c.words),
        )
        kept.append(whole)
    return replace(grid, rows=grid.rows - rows + 1, cells=tuple(kept))


def _said(grid: Grid, row: int) -> str:
    """The text of one row of a grid."""
    return squeeze("".join(c.text for c in grid.row(row) if c.row == row))


def _row(document: Document, n: int, record: Record, number: int | None, authority: str | None) -> Row:
    cells: dict[str, str | None] = {"authority": authority}
    boxes: dict[str, Box | None] = {}
    doubt: list[str] = []
    for head, v in record.cells.items():
        # The printed remark's head quotes half of the call; no list of heads would know it.
        name = "remark" if head.startswith("备注") else head
        if name == "number":
            continue
        cells[name], boxes[name] = v.text or None, v.box
        # A blank in a scan may be a text that was not seen.
        if v.confidence < 0.8 or (v.blank and record.page.source == "ocr"):
            doubt.append(name)
    doubt += [name for name in _READ if name not in cells]
    for name in _READ:
        cells.setdefault(name, None)
    sure = min((record.get(c).confidence for c in ("name", "platform") if record.text(c)), default=0.3)
    return row(document, KIND, n, record, number, cells, boxes, sure, tuple(dict.fromkeys(doubt)))


def _authority(document: Document) -> str | None:
    """The recommender that the heading names, else the one on a seal."""
    for page in document.pages:
        # The line over the table may stand inside its frame, and be parted there.
        texts = [_said(g, r) for g in page.grids for r in range(min(g.rows, 4))]
        texts += [line.text for line in page_lines(page)]
        for text in texts:
            found = _AUTHORITY.search(text)
            name = _HINT.sub("", found[1]).strip("_ ,，.。") if found else ""
            if len(name) >= 4 and "序号" not in name:
                return name
    seals = [s.text for p in document.pages for s in p.seals if len(s.text) >= 6]
    return seals[0] if seals else None
