"""Stated percentages against the figures they come from (T-pct, domain C0.2)."""

from __future__ import annotations

from collections.abc import Mapping

from checks._compare import mended, number, percent
from checks._words import asked, failed, formula, label, passed, said, unsure, warned
from checks._words import percent as shown
from pipeline.model import Claim, Verdict


def share_stated(part: Claim, whole: Claim, stated: Claim, mildly: bool = False) -> Verdict:
    """part ÷ whole against the stated percentage; C, or W if `mildly`."""
    claims = (stated.id, part.id, whole.id)
    zh, en = label(stated)
    if not number(whole):
        return asked(
            f"无法核算{zh}：分母为零", f"{en} cannot be computed: the denominator is nought", claims=claims
        )
    parts = {"part": part, "whole": whole, "stated": stated}
    computed = number(part) / number(whole) * 100
    workings = formula(f"{said(part)} ÷ {said(whole)} = {shown(computed)}")
    if _holds(parts):
        return passed(
            f"{zh}{said(stated)}与{said(part)}÷{said(whole)}相符",
            f"{en} {said(stated)} follows from {said(part)} ÷ {said(whole)}",
            claims=claims, expected=shown(computed), found=said(stated), workings=workings,
        )  # fmt: skip
    text = f"{zh}填写为{said(stated)}，按{said(part)}÷{said(whole)}应为{shown(computed)}"
    text_en = f"{en} is given as {said(stated)}, but {said(part)} ÷ {said(whole)} is {shown(computed)}"
    if mended(parts, _holds):
        return unsure(
            f"{text}；复核识读结果不同，请核对原件",
            f"{text_en}; a second reading differs: check the scan",
            claims=claims, cause="misread", workings=workings,
        )  # fmt: skip
    word = warned if mildly else failed
    return word(text, text_en, claims=claims, expected=shown(computed), found=said(stated), workings=workings)


def _holds(parts: Mapping[str, Claim]) -> bool:
    whole = number(parts["whole"])
    return bool(whole) and percent(parts["stated"], number(parts["part"]) / whole * 100) == "match"
