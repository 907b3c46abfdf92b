"""A money field of the form in the wrong unit (domain C2, H1).

Asks: whether a figure of the form is 10 000 or 1000 times what the audit, the licence, a list or the form's own
other years say.
Passes: none is.
Warns: one is, and the message gives the probable figure. Comparisons of the same figure echo this or are the
root of it.
Must not accuse: large institutions (two figures must stand in the exact ratio, or the form's other years far off).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from statistics import median

from checks._compare import number
from checks._words import failed, formula, inapplicable, label, passed, said, warned, where
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import QUANTITIES, plain, yuan

ID = "unit-slip"
CATEGORY = "plausibility"
ASKS = Message("申请表金额单位是否填写有误", "Is a money field of the form in the wrong unit?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
STEPS = (Decimal(10_000), Decimal(1000))
EXACTLY = Decimal("0.005")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Each money field of the form against its peers."""
    fields = [
        c
        for c in facts.claims
        if c.kind == "application-form"
        and QUANTITIES[c.quantity].sort == "money"
        and c.confidence >= facts.floor
        and number(c)
    ]
    if not fields:
        return inapplicable("申请表未识别到金额", "no money fields were read on the form")
    for field in fields:
        for peer, step in _slipped(field, facts):
            zh, en = label(field)
            at, at_en = where(peer)
            # The judge names the cause and lowers this to a warning (C→W).
            return failed(
                f"申请表{zh}{said(field)}约为{at}{said(peer)}的{plain(step)}倍，疑为单位（元/千元/万元）填写有误",
                f"{en} on the form, {said(field)}, is about {plain(step)} times the {said(peer)} of {at_en}: probably a wrong unit",
                claims=(field.id, peer.id), expected=said(peer), found=said(field), cause="unit",
                pair=(field.id, peer.id), workings=formula(f"{plain(number(field))} ÷ {plain(number(peer))} ≈ {plain(step)}"),
            )  # fmt: skip
        middle = _far_off(field, facts)
        if middle is not None:
            zh, en = label(field)
            return warned(
                f"申请表{zh}{said(field)}超过其他年度（{yuan(middle)}）一万倍，疑为单位填写有误",
                f"{en} on the form, {said(field)}, is more than 10 000 times the other years': probably a wrong unit",
                claims=(field.id,), expected=yuan(middle), found=said(field), cause="unit",
            )  # fmt: skip
    return passed("申请表金额未见单位错误", "no money field of the form seems to be in the wrong unit")


def _slipped(field: Claim, facts: Facts) -> Iterator[tuple[Claim, Decimal]]:
    for peer in facts.find(field.quantity):
        if peer.id == field.id or (peer.kind == field.kind and peer.field == field.field):
            continue
        if peer.period != field.period or peer.confidence < facts.floor or not number(peer):
            continue
        for step in STEPS:
            if abs(number(field) / number(peer) / step - 1) <= EXACTLY:
                yield peer, step


def _far_off(field: Claim, facts: Facts) -> Decimal | None:
    others = [
        abs(number(c))
        for c in facts.find(field.quantity, field.kind, field=field.field)
        if c.id != field.id and c.period != field.period and number(c)
    ]
    if not others:
        return None
    middle = Decimal(median(others))
    return middle if abs(number(field)) >= STEPS[0] * middle * (1 - EXACTLY) else None
