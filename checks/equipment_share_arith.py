"""The share of equipment in total assets on the form follows from its own figures (domain C2).

Asks: whether 购买价格 ÷ 上年末总资产 gives the stated percentage.
Passes: within one unit of the last digit of the percentage, by part 一's total assets or by part 二's.
Warns: otherwise.
Must not accuse: a share above 100 % (equipment at cost); a form whose total assets are wrong for a reason
that another check names, if the share fits the other place or the audit.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checks._arith import share_stated
from checks._compare import number
from pipeline.model import Claim, Facts, Message, Need, Verdict

ID = "equipment-share-arith"
CATEGORY = "consistency"
ASKS = Message(
    "申请表设备占总资产比例与金额是否相符",
    "Does the stated share of equipment follow from the form's figures?",
)
NEEDS: Mapping[str, Need] = {
    "part": Need("equipment-cost", ("application-form",), field="part-1"),
    "whole": Need("total-assets", ("application-form",), "last-year-end", "part-1"),
    "stated": Need("equipment-asset-ratio", ("application-form",), field="part-1"),
}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-pct against each place that states total assets: the one that the stated share comes nearest to is told."""
    part, whole, stated = facts["part"], facts["whole"], facts["stated"]
    others = [c for c in facts.find("total-assets", None, whole.period) if c.confidence >= facts.floor]

    def gap(total: Claim) -> Decimal:
        return (
            abs(number(part) / number(total) * 100 - number(stated)) if number(total) else Decimal("Infinity")
        )

    return share_stated(part, min((whole, *others), key=gap), stated, mildly=True)
