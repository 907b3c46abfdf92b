"""Total assets on the form agree with the audit report (domain C2).

Asks: whether «上年末总资产» of part 一 equals the closing total of the audited balance sheet.
Passes: within one unit of the last digit written on the form (rounding and truncation).
Fails: further off; up to 2 % it is a warning, because forms are often filled in before the audit.
Must not accuse: rounding, figures with 约 or 近 within a tenth, consolidated figures. The judge tries the
harmless causes (unit, column, year, line, scope, misreading) before the mismatch counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checks._money import against_source
from pipeline.model import Facts, Message, Need, Verdict

ID = "total-assets-form-vs-audit"
CATEGORY = "consistency"
ASKS = Message(
    "申请表上年末总资产与审计报告是否一致", "Do total assets on the form agree with the audit report?"
)
NEEDS: Mapping[str, Need] = {
    "form": Need("total-assets", ("application-form",), "last-year-end", "part-1"),
    "audit": Need("total-assets", ("audit-report", "financial-statements"), "last-year-end"),
}
PARAMETERS: Mapping[str, str] = {}
BEFORE_AUDIT = Decimal("0.02")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-money with a wider band for figures from before the audit."""
    return against_source(facts["form"], facts["audit"], BEFORE_AUDIT)
