"""服务企业名单及评价: the firms served, how content they are, and what is counted of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from extractors._claims import claim
from extractors._columns import Column
from extractors._grids import Value
from extractors._kinds import listed, opening, vocabulary
from extractors._lines import page_lines
from extractors._list_owner import list_owner
from extractors._lists import completeness, counted, reunited, row, uncounted, unjoined
from extractors._names import one_place, printed
from extractors._ratings import RATINGS, Ink, chosen, decide, sealed, usual_ink
from extractors._tables import Record, read_list, years_of
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "served-enterprises"
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "served-count",
    "satisfied-count",
    "basically-satisfied-count",
    "dissatisfied-count",
    "satisfaction-ratio",
)
READS = True
FEW = 0.05  # share of unrated rows; more are the applicant's own omission (domain A7-5)

_TITLES = vocabulary(
    """
    服务的中小企业名单 服务的中小企业名单及服务评价表 服务的中小企业名单及评价表 名单及服务评价表
    名单及评价表 名单及满意度评价表 企业名单及满意度 名单及满意度 名单及满意度情况 名单及用户满意度
    服务中小企业名单 服务企业名单 服务企业名单及评价 服务的企业名单 服务企业一览表 服务企业明细表
    服务企业清单 服务企业汇总表 服务企业情况表 服务企业统计表 服务企业台账 服务对象名单 服务对象一览表
    服务客户名单 中小企业名单 受服务企业名单 被服务企业名单 服务评价表 服务成效评价表 名单及服务成效评价表 服务效果评价表 企业服务评价表 满意度评价表
    满意度汇总表 满意度测评汇总表 满意度调查汇总表 用户满意度汇总表 满意度统计表 服务用户名单 服务单位名单
    服务中小微企业名单 小微企业名单 服务的中小企业 服务企业花名册 名单及服务评价 名单和服务评价表
    名单及评价情况 名单及评价
    """
)

COLUMNS = (
    Column("number", vocabulary("序号 编号 序 号 No NO")),
    Column(
        "name",
        vocabulary(
            "服务企业名称 企业名称 单位名称 服务对象 服务企业 客户名称 服务单位名称 服务对象名称 被服务企业名称 公司名称 服务的企业名称 名称 "
            "服务单位 被服务企业 中小企业名称 服务中小企业名称 用户名称 企业单位名称 受服务企业"
        ),
    ),
    Column("contact", vocabulary("联系人 企业联系人 联系人姓名 负责人 姓名")),
    Column("phone", vocabulary("联系电话 电话 手机 联系方式 电话号码 手机号码 联系人电话")),
    Column(
        "service",
        vocabulary(
            "服务内容简述 服务内容 服务项目 服务内容简介 服务内容及简述 接受服务内容 服务事项 服务类别 服务类型 内容简述"
        ),
    ),
    Column("date", vocabulary("服务时间 服务日期 服务年度 时间 日期 年度 年份")),
    Column("industry", vocabulary("行业 所属行业 行业类别")),
    Column("fee", vocabulary("是否收费 收费情况 收费 服务费用 金额")),
    Column("satisfied", vocabulary("满意 很满意 非常满意 十分满意")),
    Column("basically", vocabulary("基本满意 比较满意 较满意 一般")),
    Column("dissatisfied", vocabulary("不满意 不太满意")),
    Column(
        "rating",
        vocabulary(
            "企业满意度 满意度 服务评价 评价 企业评价 满意程度 用户满意度 客户满意度 满意情况 满意度评价 服务满意度 评价结果 企业满意度评价"
        ),
    ),
    Column("seal", vocabulary("企业盖章 盖章 签章 企业签章 签字 签字盖章")),
    Column("remark", vocabulary("备注 说明")),
)
_GROUP = ("满意", ("satisfied", "basically", "dissatisfied"))
_SUM = re.compile(
    r"(?:上一?年度?|全年|20\d{2}年度?)?[共累总合]计?服务.{0,6}企业"
)  # the closing line, cut at a column
_TOTAL_LINE = re.compile(
    r"(?:共计?|累计|总计|合计)?(?:为|提供)?服务(?:的)?(?:中小|小微)?(?:微)?(?:型)?企业(?:数量?|总数)?[共计为:：约_]*(\d{1,6})[_]*(?:余|多)?[_]*(?:家|户)(?!次)"
)


def score(pages: Sequence[Page]) -> float | None:
    """A title of a list of firms served, or the head of such a table."""
    found = opening(
        pages, _TITLES, unless="参会|参训|参加|培训|签到|通知|公布|认定|拟认定|专精特新|入库|推荐"
    )
    if found is None and pages:
        found = listed(
            pages[0],
            "企业名称|单位名称|服务企业|服务对象",
            "满意",
            "联系人|联系电话|电话",
            "服务内容|服务项目|内容简述",
            need=4,
        )
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """A row a firm; the number of firms and of each rating; the printed total of the year."""
    found = read_list(document, COLUMNS, "name", _GROUP)
    records = reunited(unjoined([r for r in found.records if r.text("name") or r.text("number")]))
    records = [r for r in records if not _SUM.match(squeeze(r.text("name")))]
    rows: list[Row] = []
    if records:
        mended, whole = completeness(records)
        usual = usual_ink([_rated(r) for r in records])
        for n, record in enumerate(records, 1):
            before = rows[-1].cells.get("rating") if rows else None
            rows.append(_row(document, n, record, mended[n - 1], usual, before))
        if any(p.source == "ocr" for p in document.pages):
            named = one_place([r.cells.get("name") for r in rows])
            rows = [replace(r, cells={**r.cells, "name": n}) for r, n in zip(rows, named, strict=True)]
            rows = _doubting(rows)
        yield from rows
        yield counted(rows, KIND, "served-count", str(len(rows)), whole)
        yield from _ratings(rows, whole, found.columns)
    yield from _total_line(document)
    if owner := list_owner(document.pages, KIND):
        yield owner


def _doubting(rows: Sequence[Row]) -> list[Row]:
    """The rows of a scan; where nearly all are rated, one without a rating is one that was not seen."""
    bare = [r for r in rows if not r.cells.get("rating") and "rating" not in r.doubt]
    if not bare or len(bare) > FEW * len(rows):
        return list(rows)
    return [replace(r, doubt=(*r.doubt, "rating")) if r in bare else r for r in rows]


def _under(record: Record, name: str) -> list[Value]:
    """The cells of a rating's columns (很满意 and 满意 may both be there)."""
    return [v for k, v in record.cells.items() if k == name or k.startswith(name + "#")]


def _rated(record: Record) -> dict[str, list[Value]]:
    return {name: held for name in RATINGS if (held := _under(record, name))}


def _row(
    document: Document, n: int, record: Record, number: int | None, usual: Ink, before: str | None
) -> Row:
    cells: dict[str, str | None] = {}
    boxes: dict[str, Box | None] = {}
    doubt: list[str] = []
    for name, v in record.cells.items():
        column = name.partition("#")[0]
        if column in RATINGS:
            continue
        if name != "number":
            cells[name] = v.text or None
            boxes[name] = v.box
            if v.text and v.confidence < 0.7:
                doubt.append(name)
    rating, doubtful = _rating(record, usual, before)
    cells["rating"] = rating
    if cells.get("name"):
        cells["name"] = printed(cells["name"] or "")
    if doubtful:
        doubt.append("rating")
    marked = next((v.box for m in RATINGS if RATINGS[m] == rating for v in _under(record, m)), None)
    if marked:
        boxes["rating"] = marked
    sure = record.get("name").confidence if cells.get("name") else 0.3
    return row(document, KIND, n, record, number, cells, boxes, sure, tuple(dict.fromkeys(doubt)))


def _rating(record: Record, usual: Ink, before: str | None) -> tuple[str | None, bool]:
    if columns := _rated(record):
        grey = [s.box for s in record.page.seals if s.colour == "grey"]
        coloured = [s.box for s in record.page.seals if s.colour != "grey"]
        rating, doubtful = decide(columns, usual, grey, coloured)
        if not rating and any(
            sealed(v, s.box) for c in columns.values() for v in c for s in record.page.seals
        ):
            doubtful = True
        if rating or doubtful:
            return rating, doubtful
    single = record.text("rating")
    if squeeze(single) in ("同上", "〃", '"', "″", "''"):
        return before, False
    said, doubtful = chosen(single)
    return said, doubtful or (not said and bool(single))


def _ratings(rows: Sequence[Row], whole: float, columns: Sequence[str]) -> Iterator[Claim | Problem]:
    if not any(c.partition("#")[0] in RATINGS or c == "rating" for c in columns):
        return
    lost = [r for r in rows if "rating" in r.doubt and not r.cells.get("rating")]
    if lost:  # a number that leaves rows out would be a guess; the checks weigh the rows themselves
        yield uncounted(lost, "评价", "rating", "满意度各项", "the ratings")
        return
    unsure = sum("rating" in r.doubt for r in rows)
    sure = min(whole, 0.95 - 3 * unsure / len(rows))
    sure = max(0.2, sure)
    rated = {name: [r for r in rows if r.cells.get("rating") == name] for name in RATINGS.values()}
    if not any(rated.values()):
        return
    for rating, quantity in (
        ("satisfied", "satisfied-count"),
        ("basically-satisfied", "basically-satisfied-count"),
        ("dissatisfied", "dissatisfied-count"),
    ):
        yield counted(rows, KIND, quantity, str(len(rated[rating])), sure, of=rated[rating])
    strict = (Decimal(100) * len(rated["satisfied"]) / len(rows)).quantize(Decimal("0.01"))
    yield counted(rows, KIND, "satisfaction-ratio", str(strict), sure, field="strict")


def _total_line(document: Document) -> Iterator[Claim]:
    """«上一年度共服务企业 87 家»: the figure that closes the form's table."""
    year = next(years_of(document), None)
    for page in reversed(document.pages):
        for line in reversed(page_lines(page)):
            m = _TOTAL_LINE.search(line.text)
            if (
                not m
                or not re.search(r"年度?|共|合计|总", line.text)
                or re.search(r"不少于|以上|填写", line.text)
            ):
                continue
            named = re.search(r"(20\d{2})年", line.text)
            made = claim(
                page, "served-count", m.group(1), kind=KIND, box=line.box, period=named.group(1) if named else year,
                field="total-line", confidence=line.confidence, read=line.spaced,
            )  # fmt: skip
            if made:
                yield made
                return
