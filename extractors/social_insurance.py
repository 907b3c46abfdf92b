"""社会保险: proofs that staff is insured, often a table with one row a person and kind of insurance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors._binding import bind
from extractors._claims import claim
from extractors._columns import Column
from extractors._kinds import listed, opening, vocabulary
from extractors._labels import label
from extractors._lists import counted, row
from extractors._numbering import numbers
from extractors._segments import segments
from extractors._tables import read_list
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "social-insurance"
PRODUCES: tuple[str, ...] = ("applicant-name", "credit-code", "staff-count", "signed-on")
READS = True

_TITLES = vocabulary(
    """
    社会保险缴费证明 社会保险参保证明 社会保险参保缴费证明 参保证明 参保缴费证明 参保缴费明细 参保缴费明细表
    参保缴费凭证 参保人员花名册 参保人员名单 参保人员明细 参保人员明细表 参保职工花名册 参保花名册 缴费明细
    缴费明细表 社保缴费清单 社保缴费明细 社保缴费证明 社保证明 社会保险费缴费证明 社会保险缴费清单
    社会保险费申报表 社会保险缴费凭证 社会保险缴费记录 参保缴费记录 职工参保名单 社会保险证明 社会保险登记证
    个人权益记录 缴费人员明细 缴费人员名单 职工社会保险清单 社会保险个人缴费明细 参保人员缴费明细
    社会保险缴费明细表 社会保险缴费明细 参保情况 缴费情况 缴费情况表 社会保险缴费情况 社会保险参保人员名单
    """
)


COLUMNS = (
    Column("number", vocabulary("序号 编号 序 号 No NO")),
    Column("name", vocabulary("姓名 职工姓名 参保人姓名 参保人 人员姓名 名字")),
    Column(
        "id-number",
        vocabulary(
            "证件号码 身份证号码 身份证号 社会保障号码 公民身份号码 社会保障号 证件号 身份证 个人编号 社保号"
        ),
    ),
    Column("insurance", vocabulary("险种 参保险种 险种类型 险种名称 参保类型 缴费险种 保险种类")),
    Column(
        "month",
        vocabulary(
            "费款所属期 缴费年月 所属期 缴费月份 费款所属时期 缴费所属期 参保月份 缴费期间 开始年月 对应费款所属期 年月 月份"
        ),
    ),
    Column("base", vocabulary("缴费基数 基数 缴费工资")),
    Column("employer-share", vocabulary("单位缴费 单位缴纳 单位应缴 单位缴费金额 单位部分 单位应缴金额")),
    Column("own-share", vocabulary("个人缴费 个人缴纳 个人应缴 个人缴费金额 个人部分 个人应缴金额")),
    Column("state", vocabulary("参保状态 缴费状态 状态 人员状态 缴费标志")),
)
_LABELS = (
    label("applicant-name", "参保单位名称 参保单位 单位名称 缴费单位名称 缴费单位 用人单位名称 用人单位 缴费人名称"),
    label("credit-code", "统一社会信用代码 社会信用代码 信用代码"),
    label("signed-on", "打印日期 打印时间 制表日期 出具日期 查询日期 开具日期 生成日期 经办日期"),
    label("", "单位编号 社保编号 登记证号 经办机构 社保经办机构 查询期间 所属期 费款所属期 页码 参保人数 缴费人数 人数"),
)  # fmt: skip


def score(pages: Sequence[Page]) -> float | None:
    """A title about insurance, or the head of such a table."""
    found = opening(pages, _TITLES, unless="税|会费|电费|水费")
    if found is None and pages:
        found = listed(
            pages[0],
            "险种|养老|医疗保险|工伤",
            "缴费(?:基数|月数|年月|状态)",
            "姓名",
            "证件号|身份证|社会保障号",
            need=4,
        )
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """A row a line (a person may have one for each insurance); the number of distinct persons; the insured unit."""
    found = read_list(document, COLUMNS, "name")
    records = [r for r in found.records if r.text("name")]
    rows: list[Row] = []
    for n, (record, number) in enumerate(zip(records, numbers(records), strict=True), 1):
        cells: dict[str, str | None] = {k: v.text or None for k, v in record.cells.items() if k != "number"}
        boxes: dict[str, Box | None] = {k: v.box for k, v in record.cells.items() if k != "number"}
        cells["name"] = squeeze(record.text("name")) or None
        doubt = [k for k, v in record.cells.items() if v.text and v.confidence < 0.7]
        rows.append(
            row(document, KIND, n, record, number, cells, boxes, record.get("name").confidence, doubt)
        )
    yield from rows
    if rows:
        yield counted(rows, KIND, "staff-count", str(_persons(rows)), 0.9)
    done: set[str] = set()
    for page in document.pages:
        for b in bind(page, segments(page), _LABELS):
            quantity = b.label.quantities[0]
            if not b.text or quantity in done:
                continue
            made = claim(page, quantity, b.text, kind=KIND, box=b.box, confidence=b.confidence, read=b.read)
            if made:
                done.add(quantity)
                yield made


def _persons(rows: Sequence[Row]) -> int:
    """Distinct persons. Where kinds of insurance are told, a name comes once for each; where not, numbers tell.

    Masked numbers read badly: «37****1978****3065» and «3**97***065» may be one.
    """
    if not any(r.cells.get("insurance") for r in rows):
        return len({(r.cells.get("name"), _last_four(r.cells.get("id-number"))) for r in rows})
    times = Counter((r.cells.get("name"), r.cells.get("insurance"), r.cells.get("month")) for r in rows)
    most: dict[str | None, int] = {}
    for (name, _, _), n in times.items():
        most[name] = max(n, most.get(name, 0))
    return sum(most.values())


def _last_four(number: str | None) -> str:
    """The end of an identity number, which is often masked, whatever else was read into its cell."""
    whole = re.match(r"[^\u3400-\u9fff:：]+", squeeze(number or ""))
    return (whole.group() if whole else number or "")[-4:]
