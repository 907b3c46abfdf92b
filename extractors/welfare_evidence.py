"""公益性、低收费服务证明: the file on the share of public-benefit services. Recognised only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "welfare-evidence"
PRODUCES: tuple[str, ...] = ()
READS = False

_TITLES = vocabulary(
    """
    公益性服务证明 公益服务证明 公益性服务情况说明 公益服务情况说明 公益性服务说明 公益性服务台账
    公益服务台账 公益性服务清单 低收费服务证明 低收费服务说明 低收费服务情况说明 低收费服务证明材料
    公益性服务证明材料 公益服务证明材料 低收费服务情况 公益性服务或低收费服务 公益性服务和低收费服务
    公益性服务占比证明 公益性服务占比情况说明 总服务量的证明 总服务量比例的证明 公益性服务情况
    低收费服务汇总表 公益性服务汇总表 公益服务活动汇总表 公益性服务一览表
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title about public-benefit or low-fee services."""
    return opening(pages, _TITLES)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Recognised only: nothing of it is a claim."""
    yield from ()
