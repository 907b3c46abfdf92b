"""合作协议: agreements with the institutions that the platform gathers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "cooperation-agreement"
PRODUCES: tuple[str, ...] = ("applicant-name", "signed-on", "valid-until")
READS = True

_TITLES = vocabulary(
    """
    合作协议 合作协议书 合作框架协议 合作框架协议书 战略合作协议 战略合作协议书 战略合作框架协议 合作合同
    合作合同书 共建协议 共建协议书 联盟协议 服务联盟协议 加盟协议 入驻协议 合作备忘录 合作意向书
    服务合作协议 协作协议 联合服务协议 战略合作备忘录 合作服务协议 合作共建协议 框架协议 合作意向协议
    签约服务协议 服务机构协议
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 合作协议, 共建协议 and the like."""
    return opening(pages, _TITLES, unless="租赁|房屋|场地|证明")


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    yield from ()
