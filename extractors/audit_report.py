"""审计报告: the auditor's opinion, the statements and the notes of a year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors import _money
from extractors._audits import body, common, own_text
from extractors._claims import unread
from extractors._kinds import mentions, opening, strongest, vocabulary
from extractors._notes import profile
from extractors._service_income import incomes
from extractors._statements import is_statement_page, statements
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "audit-report"
PRODUCES: tuple[str, ...] = (
    "applicant-name", "audit-report-number", "audit-code", "audit-firm", "audit-period", "audit-opinion", "signed-on",
    "total-assets", "total-liabilities", "net-assets", "revenue", "total-profit", "net-profit", "established-on",
    "credit-code", "registered-capital", "legal-representative", "address", "service-revenue",
)  # fmt: skip
READS = True

_TITLES = vocabulary(
    """
    审计报告 审计报告书 财务审计报告 年度审计报告 财务报表审计报告 会计报表审计报告 审计报告及财务报表
    审计报告及已审财务报表 审计报告及附注 审计报告及报表附注 年报审计报告
    """
)
_SPECIAL = "专项|收支|鉴证|离任|经济责任|研发费用|清算|服务收入|情况的?审计"

_ACCOUNT = "服务收支|服务收入(?:项目|明细|合计|小计)|中小(?:微)?企业(?:的|公共)?服务收入"
_LINE = r"(?:营业|主营业务)收入[^\n]{0,8}\n(?:.*\n){0,4}?(?:其中[:：])?服务(?:业务)?收入\d"


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
    """Cover and opinion, the lines of the statements, in the notes the company's profile and its income from services."""
    said = list(common(document, KIND))
    year = next((c.value for c in said if c.quantity == "audit-period"), None)
    n = 0
    found = statements(replace(document, pages=body(document)))
    for statement in found:
        made = list(_money.rows(statement, document, n))
        n += len(statement.lines)
        yield from made
    yield from said
    for statement in found:
        yield from _money.claims(statement, KIND, year)
    seen = {c.kind for c in found}
    first = document.pages[0]
    if "balance-sheet" not in seen:
        yield unread(
            first,
            "no-balance-sheet",
            "审计报告中未能读出资产负债表",
            "no balance sheet could be read in the audit report",
        )
    notes = [p for p in body(document) if p not in own_text(document) and not is_statement_page(p)]
    yield from profile(notes, KIND)
    yield from _service_income(notes, year)


def _service_income(notes: Sequence[Page], year: str | None) -> Iterator[Claim]:
    """The income from services that the notes account for, else the line of it in a note on all revenue (field notes)."""
    accounted = [p for p in notes if mentions(p, _ACCOUNT)]
    told = [c for c in incomes(accounted, KIND, year) if c.quantity == "service-revenue"]
    yield from told
    if not told:
        lines = incomes([p for p in notes if mentions(p, _LINE)], KIND, year)
        yield from (replace(c, field="notes") for c in lines if c.quantity == "service-revenue")
