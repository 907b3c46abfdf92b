"""信用报告: what 信用中国 or the publicity system says of the applicant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import mentions, opening, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "credit-report"
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "credit-code",
    "signed-on",
    "legal-representative",
    "established-on",
    "address",
)
READS = True

_TITLES = vocabulary(
    """
    信用报告 信用信息报告 公共信用信息报告 信用信息概况 信用信息查询报告 信用查询报告 企业信用报告
    信用信息公示报告 信用核查报告 信用信息概览 公共信用报告 信用信息 信用记录 信用证明 无违法违规证明
    信用中国 信用信息查询结果 信用查询结果 信用评价报告 信用等级证书
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title about credit, or the words of such a report («行政处罚», «严重失信», «守信激励»)."""
    found = opening(pages, _TITLES, unless="承诺|声明|代码|担保|授信|服务信用信息平台")
    words = (
        "信用中国|信用报告|信用信息",
        "行政处罚",
        "失信|黑名单|异常名录",
        "守信|红名单|行政许可",
        "统一社会信用代码",
    )
    if found is None and pages and mentions(pages[0], *words) >= 4:
        return 0.7
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    yield from ()
