"""服务企业名单及评价: the firms served, how content they are, and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import listed, opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "served-enterprises"
PRODUCES: tuple[str, ...] = (
    "served-count",
    "satisfied-count",
    "basically-satisfied-count",
    "dissatisfied-count",
    "satisfaction-ratio",
)
READS = True

_TITLES = vocabulary(
    """
    服务的中小企业名单 服务的中小企业名单及服务评价表 服务的中小企业名单及评价表 名单及服务评价表
    名单及评价表 名单及满意度评价表 企业名单及满意度 名单及满意度 名单及满意度情况 名单及用户满意度
    服务中小企业名单 服务企业名单 服务企业名单及评价 服务的企业名单 服务企业一览表 服务企业明细表
    服务企业清单 服务企业汇总表 服务企业情况表 服务企业统计表 服务企业台账 服务对象名单 服务对象一览表
    服务客户名单 中小企业名单 受服务企业名单 被服务企业名单 服务评价表 企业服务评价表 满意度评价表
    满意度汇总表 满意度测评汇总表 满意度调查汇总表 用户满意度汇总表 满意度统计表 服务用户名单 服务单位名单
    服务中小微企业名单 小微企业名单 服务的中小企业 服务企业花名册 名单及服务评价 名单和服务评价表
    名单及评价情况 名单及评价
    """
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
    yield from ()
