"""Part 一 and part 二 of the form give the same total assets for last year (domain C2).

Asks: whether «上年末总资产» equals «资产总额» of last year's row.
Passes: equal to the last digit that both write.
Fails: otherwise; the audit, where it was read, says which of the two is under suspicion.
Must not accuse: different rounding, figures with 约 or 近 within a tenth, a part-year row.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._compare import money, number
from checks._words import failed, passed, said
from pipeline.model import Facts, Message, Need, Verdict

ID = "total-assets-form-internal"
CATEGORY = "consistency"
ASKS = Message(
    "申请表“上年末总资产”与运营情况表上年度“资产总额”是否一致",
    "Do part 1 and part 2 of the form give the same total assets for last year?",
)
NEEDS: Mapping[str, Need] = {
    "basic": Need("total-assets", ("application-form",), "last-year-end", "part-1"),
    "yearly": Need("total-assets", ("application-form",), "last-year-end", "part-2"),
    "audit": Need("total-assets", ("audit-report", "financial-statements"), "last-year-end", optional=True),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Equal within the coarser of the two roundings."""
    basic, yearly, audit = facts["basic"], facts["yearly"], facts.get("audit")
    a, b = said(basic), said(yearly)
    if money(basic, yearly) == "match":
        return passed(
            f"申请表两处上年末资产总额一致（{a}）",
            f"both parts of the form give {a}",
            claims=(basic.id, yearly.id),
        )
    suspect, other = (yearly, basic)
    if audit is not None and abs(number(basic) - number(audit)) > abs(number(yearly) - number(audit)):
        suspect, other = basic, yearly
    return failed(
        f"申请表基本情况中上年末总资产为{a}，运营情况表上年度资产总额为{b}，两处不一致",
        f"total assets: {a} in part 1 of the form, {b} in part 2",
        claims=(basic.id, yearly.id),
        expected=said(other),
        found=said(suspect),
        pair=(suspect.id, other.id),
    )
