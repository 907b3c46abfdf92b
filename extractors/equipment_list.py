"""设备清单: equipment, instruments and software with their number and price."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import listed, opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "equipment-list"
PRODUCES: tuple[str, ...] = ("equipment-count", "equipment-cost", "applicant-name")
READS = True

_TITLES = vocabulary(
    """
    设备清单 服务设备、仪器及软件清单 设备、仪器及软件清单 设备、仪器和软件清单 设备、仪器、软件清单 设备、仪器清单
    仪器、设备及软件清单 仪器、设备、软件清单 设备及仪器清单 设备及软件一览表 设备、仪器及软件一览表
    设备、软件清单 设备和软件清单 设备及软件清单 仪器设备清单 仪器设备和软件清单 设备仪器清单
    仪器及软件清单 仪器和软件清单 仪器清单 软件清单 设备一览表 仪器设备一览表 设备明细表 设备清单表 设备明细
    仪器设备明细表 设备台账 仪器设备台账 固定资产清单 固定资产明细表 固定资产台账 设备列表 设备情况表
    仪器设备表 软件一览表 仪器一览表 设备统计表 软硬件清单 软硬件设备清单 设备登记表 设备设施清单
    设施设备清单 仪器、设备清单 设备汇总表 设施清单
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 设备…清单, or the head of such a table."""
    found = opening(pages, _TITLES, unless="租赁|采购合同|报价|签到")
    if found is None and pages:
        found = listed(pages[0], "设备|仪器|软件", "型号|规格", "数量|台套", "单价|金额|原值|价格", need=4)
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    yield from ()
