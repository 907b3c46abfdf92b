"""The share of qualified staff on the form follows from its own figures (domain C3).

Asks: whether 专业人员 ÷ 从业人数 gives the stated percentage.
Passes: within one unit of the last digit of the stated percentage (rounding and truncation).
Fails: further off.
Must not accuse: a whole percentage that is off by up to a point; figures with 约; a figure whose second
reading makes the sum come out.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._arith import share_stated
from pipeline.model import Facts, Message, Need, Verdict

ID = "qualified-ratio-arith"
CATEGORY = "consistency"
ASKS = Message(
    "申请表专业人员占比与人数是否相符",
    "Does the stated share of qualified staff follow from the form's figures?",
)
NEEDS: Mapping[str, Need] = {
    "part": Need("qualified-staff-count", ("application-form",), field="part-1"),
    "whole": Need("staff-count", ("application-form",), field="part-1"),
    "stated": Need("qualified-staff-ratio", ("application-form",), field="part-1"),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-pct."""
    return share_stated(facts["part"], facts["whole"], facts["stated"])
