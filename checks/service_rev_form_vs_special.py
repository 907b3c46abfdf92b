"""Service revenue of last year on the form agrees with the special audit (domain C2).

Asks: whether «其中：服务收入» of last year's row equals the total of the special audit of service income.
Passes: within one unit of the last digit written on the form.
Fails: further off; up to 0.5 % (or two units) it is a warning.
Must not accuse: rounding; an application without a special audit; a special audit of public services alone
is for the reviewer to recognise, the message quotes both figures.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._money import against_source
from checks._words import inapplicable
from pipeline.model import Facts, Message, Need, Verdict

ID = "service-rev-form-vs-special"
CATEGORY = "consistency"
ASKS = Message(
    "申请表上年度服务收入与服务收支专项审计是否一致",
    "Does last year's service revenue on the form agree with the special audit?",
)
NEEDS: Mapping[str, Need] = {
    "form": Need("service-revenue", ("application-form",), "last-year", "part-2"),
    "special": Need("service-revenue", ("special-audit-report", "audit-report"), "last-year", optional=True),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-money against the special audit, else against the audit that contains it."""
    special = facts.get("special")
    if (
        special is None or special.field == "notes"
    ):  # what a note on revenue calls so may be one service of several
        return inapplicable(
            "未在审计材料中识别到服务收入合计，无从比对",
            "no total of service revenue was found in the audits to compare with",
            claims=(facts["form"].id,),
        )
    return against_source(facts["form"], special)
