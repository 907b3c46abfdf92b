"""社会保险: proofs that staff is insured, often a table with one row a person and kind of insurance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import listed, opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

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
    yield from ()
