"""收费标准: the fee table and the reductions for small firms. Recognised only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import headed, opening, strongest, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "fee-schedule"
PRODUCES: tuple[str, ...] = ()
READS = False

_TITLES = vocabulary(
    """
    收费标准 收费标准表 收费标准公示 收费项目及标准 收费公示 收费公示表 收费一览表 收费目录 收费明细表
    收费清单 收费标准及优惠措施 收费标准及减免办法 收费管理办法 收费优惠办法 收费减免办法 优惠收费标准
    收费价目表 服务价格表 价格公示 价格公示表 服务价目表 收费依据及标准 收费情况说明 收费说明 收费标准说明
    """
)
_MEANING = (
    r"收费.{0,8}(?:标准|规定|办法|公示|目录|一览|清单|优惠|减免|说明|项目|依据)|(?:价目|价格|资费).{0,6}(?:表|公示|标准)|"
    r"(?:收费|服务费|价格).{0,6}(?:优惠|减免)"
)


def score(pages: Sequence[Page]) -> float | None:
    """A title about fees; a unit or «服务项目及» may stand before it."""
    return strongest(
        opening(pages, _TITLES), headed(pages, _MEANING, unless="合同|协议|审计|的通知|发票|票据")
    )


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Recognised only: nothing of it is a claim."""
    yield from ()
