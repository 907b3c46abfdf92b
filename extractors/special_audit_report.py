"""服务收支情况专项审计报告: the auditor's report on income and cost of services alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._audits import body, common
from extractors._kinds import opening, vocabulary
from extractors._service_income import incomes
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "special-audit-report"
PRODUCES: tuple[str, ...] = (
    "applicant-name", "audit-period", "audit-report-number", "audit-code", "audit-firm", "audit-opinion", "signed-on",
    "service-revenue", "revenue",
)  # fmt: skip
READS = True

# «情况的专项审计报告»: what stands before the title may not end in 的, which elsewhere marks a mention.
_TITLES = vocabulary(
    """
    专项审计报告 的专项审计报告 情况专项审计报告 情况的专项审计报告 收支情况的专项审计报告 收支专项审计报告
    专项审核报告 的专项审核报告 情况的专项审核报告 情况专项审核报告 鉴证报告 专项鉴证报告 的鉴证报告
    情况的鉴证报告 商定程序报告 执行商定程序的报告 收支情况审计报告 收支情况的审计报告 收入审计报告
    服务收支审计报告 收支审计报告 情况的审计报告 情况审计报告 收入的专项审计报告 收入专项审计报告
    收入情况的审计报告 收支情况表审计报告
    """
)
_REVIEW = "审核报告"


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 专项审计报告, or 审计报告 on income and cost of services."""
    if not pages:
        return None
    # One glyph from 审计报告: no title to be forgiving with.
    titles = (*_TITLES, _REVIEW) if _REVIEW in squeeze(pages[0].text) else _TITLES
    return opening(
        pages,
        titles,
        only="专项|收支|服务|鉴证|商定|审核",
        unless="离任|经济责任|清算|研发费用|汇算清缴|净资产",
        prefix=70,
    )


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Cover and opinion, and the income from services with the whole income where it is printed."""
    said = list(common(document, KIND))
    yield from said
    year = next((c.value for c in said if c.quantity == "audit-period"), None)
    yield from incomes(body(document), KIND, year)
