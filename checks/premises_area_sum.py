"""The premises on the form add up (domain C6).

Asks: whether 总面积 = 自有 + 租用.
Passes: within 1 m² or 1 %.
Fails: owned and rented together exceed the total; a total that exceeds them is a warning.
Must not accuse: space used free of charge or shared (it counts to neither; hence the warning only), a nil
entry for the part that does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checks._compare import area, mended, number
from checks._words import asked, failed, formula, passed, unsure, warned
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "premises-area-sum"
CATEGORY = "consistency"
ASKS = Message("服务场地面积是否等于自有与租用之和", "Is the premises' area the sum of owned and rented?")
NEEDS: Mapping[str, Need] = {
    "total": Need("premises-area", ("application-form",), field="part-1"),
    "owned": Need("premises-owned", ("application-form",), field="part-1", optional=True),
    "leased": Need("premises-leased", ("application-form",), field="part-1", optional=True),
}
PARAMETERS: Mapping[str, str] = {}


def _sum(parts: Mapping[str, Claim]) -> Decimal:
    return sum((number(c) for name, c in parts.items() if name != "total"), Decimal(0))


def _holds(parts: Mapping[str, Claim]) -> bool:
    return area(number(parts["total"]), _sum(parts)) == "match"


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-area; a missing part counts as nought only if the sum then comes out."""
    parts = {name: c for name in ("total", "owned", "leased") if (c := facts.get(name)) is not None}
    claims = tuple(c.id for c in parts.values())
    total, summed = number(parts["total"]), _sum(parts)
    text = f"{plain(summed)} ㎡ / {plain(total)} ㎡"
    if _holds(parts):
        return passed(
            f"服务场地面积{plain(total)} ㎡与自有、租用之和相符",
            f"the premises' {plain(total)} m² are the sum of owned and rented",
            claims=claims, workings=formula(text),
        )  # fmt: skip
    if len(parts) < 3:
        return asked(
            "未识别到全部自有、租用面积，无法核对与总面积是否相符",
            "the owned or the rented area was not found, so the sum cannot be checked",
            claims=claims,
        )
    zh = f"服务场地面积填写为{plain(total)} ㎡，自有与租用合计为{plain(summed)} ㎡"
    en = f"the premises are given as {plain(total)} m², owned and rented together as {plain(summed)} m²"
    if mended(parts, _holds):
        return unsure(
            f"{zh}；复核识读结果不同，请核对原件",
            f"{en}; a second reading differs: check the scan",
            claims=claims, cause="misread",
        )  # fmt: skip
    if total > summed:
        return warned(
            f"{zh}，差额是否为无偿使用或共用场地，请核实",
            f"{en}; ask whether the rest is used free of charge or shared",
            claims=claims, expected=f"{plain(summed)} ㎡", found=f"{plain(total)} ㎡",
        )  # fmt: skip
    return failed(
        f"{zh}，超出总面积", f"{en}, more than the total",
        claims=claims, expected=f"{plain(total)} ㎡", found=f"{plain(summed)} ㎡",
    )  # fmt: skip
