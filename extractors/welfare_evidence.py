"""公益性、低收费服务证明: the file on the share of public-benefit services. Recognised only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import headed, opening, strongest, vocabulary
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
_MEANING = r"(?:公益|低收费|免费|低偿|无偿).{0,14}(?:服务|活动).{0,10}(?:证明|说明|情况|清单|台账|统计|汇总|一览|占比|比例|总结|材料|明细)"


def score(pages: Sequence[Page]) -> float | None:
    """A title about public-benefit or low-fee services."""
    return strongest(
        opening(pages, _TITLES), headed(pages, _MEANING, unless="合同|协议|审计|的通知|收费标准")
    )


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Recognised only: nothing of it is a claim."""
    yield from ()
