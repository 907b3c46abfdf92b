"""财务报表: unaudited statements, read as those of an audit report are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors import _money
from extractors._audits import best, units
from extractors._claims import claim
from extractors._kinds import opening, vocabulary
from extractors._lines import page_lines
from extractors._service_income import incomes
from extractors._statements import statements
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "financial-statements"
PRODUCES: tuple[str, ...] = (
    "total-assets", "total-liabilities", "net-assets", "revenue", "total-profit", "net-profit", "applicant-name",
    "legal-representative", "service-revenue",
)  # fmt: skip
READS = True

_TITLES = vocabulary(
    """
    财务报表 会计报表 财务会计报表 财务报表及附注 年度财务报表 资产负债表 合并资产负债表 利润表 损益表
    业务活动表 收入费用表 现金流量表 所有者权益变动表 财务决算报表 利润及利润分配表 财务报告 年度财务报告
    收入支出表 收入支出总表 利润和利润分配表
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """The title of a statement; weaker than an audit report, of which statements are a part."""
    found = opening(pages, _TITLES, unless="审计|审核|附注|责任|分析|说明|通知")
    return None if found is None else round(0.85 * found, 4)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """The lines of the statements and whose they are."""
    n = 0
    found = statements(document)
    for statement in found:
        yield from _money.rows(statement, document, n)
        n += len(statement.lines)
    for statement in found:
        yield from _money.claims(statement, KIND, None)
    whose = best(list(units((), document.pages)))
    if whose:
        made = claim(
            whose.page, "applicant-name", whose.value, kind=KIND, box=whose.box, confidence=whose.confidence
        )
        if made:
            yield made
    for page in document.pages:
        yield from _head(page)
    services = tuple(p for p in document.pages if _of_services(p))
    if services:
        year = next((m.group(1) for p in services if (m := re.search(r"(20\d\d)年", squeeze(p.text)))), None)
        yield from incomes(services, KIND, year)


def _head(page: Page) -> Iterator[Claim]:
    """Who signs a statement as its legal representative; whoever else is in charge may be another."""
    for w in page.words:
        m = re.fullmatch(
            r"(?:单位|企业)?法定代表人(?:[(（]签章[)）])?[:：]([\u3400-\u9fff·]{2,4})", squeeze(w.text)
        )
        if m:
            made = claim(
                page,
                "legal-representative",
                m.group(1),
                kind=KIND,
                box=w.box,
                confidence=w.confidence,
                read=w.text,
            )
            if made:
                yield made


def _of_services(page: Page) -> bool:
    """A statement of income and cost of services, by its heading."""
    return any(re.search(r"服务.{0,4}(?:收支|收入)", line.text) for line in page_lines(page)[:3])
