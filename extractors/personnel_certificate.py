"""毕业证书, 职称证书 and other papers of single persons. Recognised only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import mentions, opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "personnel-certificate"
PRODUCES: tuple[str, ...] = ()
READS = False

_TITLES = vocabulary(
    """
    学历证书 毕业证书 毕业证 学位证书 职称证书 资格证书 职业资格证书 专业技术资格证书 任职资格证书
    专业技术职务任职资格证书 职业技能等级证书 专业技术职务任职资格 专业技术职务资格证书
    学历证书电子注册备案表 学籍在线验证报告 执业资格证书 人员资格证书 居民身份证 专业技术人员职业资格证书
    人员证书 职称证 聘任证书 职业证书 培训师证书
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """The title of a personal certificate, or its sentence («学生 … 性别 … 毕业»)."""
    found = opening(pages, _TITLES, unless="机构|企业|单位|会计师事务所")
    if (
        found is None
        and pages
        and mentions(pages[0], "学生", "性别|身份证", "专业.*学习|准予毕业|授予.*学位") >= 3
    ):
        return 0.6
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Recognised only: nothing of it is a claim."""
    yield from ()
