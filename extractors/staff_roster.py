"""人员名单: the staff with education and professional titles, and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import listed, opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "staff-roster"
PRODUCES: tuple[str, ...] = ("staff-count", "qualified-staff-count")
READS = True

_TITLES = vocabulary(
    """
    人员名单 服务人员名单 名单及职称情况 人员名单及职称情况 人员名单及职称情况一览表 名单及职称情况一览表
    职称情况一览表 职称情况表 人员名单及职称 人员名单及职称一览表 人员名单一览表 从业人员名单 工作人员名单
    员工花名册 人员花名册 职工花名册 员工名册 职工名册 人员名册 花名册 员工名单 职工名单 人员一览表
    人员情况一览表 人员情况表 人员基本情况表 专业技术人员名单 专业人员名单 管理人员名单 人员明细表
    人员信息表 人员清单 人员汇总表 服务人员情况 服务团队名单 团队人员名单 专职人员名单 专职服务人员名单
    人员学历职称情况 人员构成表 人员配备表 服务人员一览表 人员登记表 人员结构表 职工情况表 员工情况表
    员工信息表
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 人员名单 and the like, or the head of such a table."""
    found = opening(
        pages,
        _TITLES,
        unless="参保|社会保险|社保|缴费|参会|参训|参加|培训|学员|签到|专家|客户|会员|与会|获奖|拟录",
    )
    if found is None and pages:
        found = listed(pages[0], "姓名", "学历|文化程度", "职称|专业技术", "性别|年龄|职务|岗位", need=4)
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    yield from ()
