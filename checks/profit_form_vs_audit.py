"""Total profit of last year on the form agrees with the audit report (domain C2).

Asks: whether «利润总额» of last year's row equals the audited income statement.
Passes: within one unit of the last digit written on the form.
Fails: further off; up to 0.5 % (or two units) it is a warning.
Must not accuse: losses in brackets; public institutions and non-profits (a warning at most). A net profit
entered as total profit is named as such by the judge and becomes a warning.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._money import against_source, non_profit
from pipeline.model import Facts, Message, Need, Verdict

ID = "profit-form-vs-audit"
CATEGORY = "consistency"
ASKS = Message(
    "申请表上年度利润总额与审计报告是否一致",
    "Does last year's total profit on the form agree with the audit report?",
)
NEEDS: Mapping[str, Need] = {
    "form": Need("total-profit", ("application-form",), "last-year", "part-2"),
    "audit": Need("total-profit", ("audit-report", "financial-statements"), "last-year"),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-money; W only for entities without an income statement of enterprises."""
    return against_source(facts["form"], facts["audit"], mildly=non_profit(facts))
