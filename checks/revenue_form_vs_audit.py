"""Revenue of last year on the form agrees with the audit report (domain C2).

Asks: whether «营业收入» of last year's row equals the audited income statement.
Passes: within one unit of the last digit written on the form.
Fails: further off; up to 0.5 % (or two units) it is a warning.
Must not accuse: rounding; public institutions and non-profits, whose accounts have other lines (a warning at
most). The judge first tries the harmless causes, such as 主营业务收入 for 营业收入.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._money import against_source, non_profit
from pipeline.model import Facts, Message, Need, Verdict

ID = "revenue-form-vs-audit"
CATEGORY = "consistency"
ASKS = Message(
    "申请表上年度营业收入与审计报告是否一致",
    "Does last year's revenue on the form agree with the audit report?",
)
NEEDS: Mapping[str, Need] = {
    "form": Need("revenue", ("application-form",), "last-year", "part-2"),
    "audit": Need("revenue", ("audit-report", "financial-statements"), "last-year"),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-money; W only for entities without an income statement of enterprises."""
    return against_source(facts["form"], facts["audit"], mildly=non_profit(facts))
