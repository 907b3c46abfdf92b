"""审计报告: the auditor's opinion, the statements and the notes of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import mentions, opening, strongest, vocabulary
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "audit-report"
PRODUCES: tuple[str, ...] = ("applicant-name", "audit-period")
READS = True

_TITLES = vocabulary(
    """
    审计报告 审计报告书 财务审计报告 年度审计报告 财务报表审计报告 会计报表审计报告 审计报告及财务报表
    审计报告及已审财务报表 审计报告及附注 审计报告及报表附注 年报审计报告
    """
)
_SPECIAL = "专项|收支|鉴证|离任|经济责任|研发费用|清算|服务收入|情况的?审计"


def score(pages: Sequence[Page]) -> float | None:
    """The title 审计报告 that is no special one; its cover, or the page of the opinion where no cover is."""
    if not pages:
        return None
    found = opening(pages, _TITLES, unless=_SPECIAL, prefix=60)
    if found is not None and mentions(pages[0], "服务收支|专项审计", reach=0.5):
        return round(0.7 * found, 4)
    opinion = (
        mentions(pages[0], "^[一二三四]、审计意见|我们审计了", "全体股东|董事会|理事会", "财务报表") == 3
    )
    return strongest(found, 0.6 if opinion else None)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    yield from ()
