"""推荐表: what the recommending authority fills in: the firms that it asked, and how content each was."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._columns import Column
from extractors._grids import Value
from extractors._kinds import opening, vocabulary
from extractors._lines import page_lines
from extractors._lists import completeness, row
from extractors._names import printed
from extractors._parties import signed
from extractors._ratings import RATINGS, Ink, decide, usual_ink, word
from extractors._tables import Record, read_list
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import is_nil, squeeze

KIND = "recommendation-form"
PRODUCES: tuple[str, ...] = ("applicant-name", "signed-on")
READS = True

_TITLES = ("推荐表", "推荐书")

COLUMNS = (
    Column("number", vocabulary("序号 编号 序 号 No NO")),
    Column("name", vocabulary("抽样企业名称 抽样企业 企业名称 受访企业 受访企业名称 被访企业 被访企业名称 抽查企业名称")),
    Column("contact", vocabulary("被访人员姓名 被访人员 受访人员姓名 受访人员 被访人 受访人 姓名 联系人")),
    Column("position", vocabulary("职务 职位")),
    Column("phone", vocabulary("联系电话 电话 手机 联系方式")),
    Column("service", vocabulary("接受服务内容 服务内容 接受服务 服务项目 接受的服务内容")),
    Column("satisfied", vocabulary("很满意 满意 非常满意")),
    Column("basically", vocabulary("基本满意 比较满意 一般")),
    Column("dissatisfied", vocabulary("不满意 不太满意")),
    Column("rating", vocabulary("总体评价 评价 满意度 满意程度 对所受服务的总体评价")),
)  # fmt: skip
_GROUP = ("评价", ("satisfied", "basically", "dissatisfied"))
_BEHIND = re.compile(r"影响和作用|推荐意见|主管部门|测评方法|盖章|评审意见|年\s*月\s*日")
_BEARER = re.compile(r"(?:平台)?(?:承担|申报|运营)单位(?:名称)?[:：]_*([^:：_]{4,40})")


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 推荐表."""
    return opening(pages, _TITLES)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """A row a firm that was asked; the applicant's name; the day of the opinion."""
    for page in document.pages:
        made = _bearer(page)
        if made:
            yield made
            break
    if made := signed(document.pages, KIND):
        yield made
    records = _sampled(read_list(document, COLUMNS, "name", _GROUP).records)
    mended, _ = completeness(records)
    usual = usual_ink([{n: _under(r, n) for n in RATINGS} for r in records])
    for n, record in enumerate(records, 1):
        yield _row(document, n, record, mended[n - 1], usual)


def _bearer(page: Page) -> Claim | None:
    for line in page_lines(page):
        if found := _BEARER.search(line.text):
            made = claim(
                page, "applicant-name", found[1], kind=KIND, box=line.box, confidence=line.confidence, read=line.spaced
            )  # fmt: skip
            if made:
                return made
    return None


def _sampled(records: Sequence[Record]) -> list[Record]:
    """The rows up to what the form prints under the table, without blank ones."""
    kept: list[Record] = []
    for record in records:
        if _BEHIND.search(squeeze(record.text("name"))):
            break
        if not is_nil(record.text("name")):
            kept.append(record)
    return kept


def _under(record: Record, name: str) -> list[Value]:
    return [v for k, v in record.cells.items() if k == name or k.startswith(name + "#")]


def _row(document: Document, n: int, record: Record, number: int | None, usual: Ink) -> Row:
    cells: dict[str, str | None] = {}
    boxes: dict[str, Box | None] = {}
    doubt: list[str] = []
    for name, v in record.cells.items():
        if name.partition("#")[0] in RATINGS or name == "number":
            continue
        cells[name], boxes[name] = v.text or None, v.box
        if v.text and v.confidence < 0.7:
            doubt.append(name)
    cells["name"] = printed(cells.get("name") or "")
    cells["rating"], doubtful = _rating(record, usual)
    if doubtful:
        doubt.append("rating")
    sure = record.get("name").confidence
    return row(document, KIND, n, record, number, cells, boxes, sure, tuple(dict.fromkeys(doubt)))


def _rating(record: Record, usual: Ink) -> tuple[str | None, bool]:
    """(rating, whether it is in doubt) of a firm: the marked column, else the word."""
    columns = {m: _under(record, m) for m in RATINGS}
    if any(columns.values()):
        return decide({m: v for m, v in columns.items() if v}, usual)
    single = record.text("rating")
    said = word(single)
    return said, bool(single) and said is None
