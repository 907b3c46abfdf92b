"""Minimum conditions: `>=`, inclusive, never with a tolerance in the applicant's favour (A7-1, C0.2).

A shortfall under a clause that relaxes without a number is a person's to judge, with the size of the gap;
a clause that relaxes to a number (`relaxed_minimum`, «可放宽») needs a person down to that number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from checks import _variant
from checks._compare import QUALIFIED, other_readings
from checks._words import Extra, failed, formula, passed, unsure
from pipeline.model import Claim, Facts, Message, Verdict
from pipeline.quantity import decimal_of

PARAMETERS: dict[str, str] = {
    "minimum": "the least value that meets the condition, in the quantity's base unit",
    "relaxable": "true where the text allows relaxation without saying how far",
    "relaxed_minimum": "a lower value that a person may accept",
    **_variant.PARAMETERS,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """What is held against the minimum: the figure, its words, how it is shown, and where it came from."""

    value: Decimal
    zh: str
    en: str
    show: Callable[[Decimal], str]
    claims: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    workings: tuple[Message, ...] = ()
    claim: Claim | None = None


def minimum_of(parameters: Mapping[str, object]) -> Decimal:
    """The minimum as an exact number."""
    return Decimal(str(parameters["minimum"]))


def against_minimum(measured: Measured, parameters: Mapping[str, object], facts: Facts) -> Verdict:
    """pass, fail, or undecided where relaxation or the reading leaves room; names the variant that applied."""
    return _variant.noted(_compared(measured, parameters), facts, parameters)


def _compared(measured: Measured, parameters: Mapping[str, object]) -> Verdict:
    minimum, value = minimum_of(parameters), measured.value
    shown, wanted = measured.show(value), measured.show(minimum)
    extra: Extra = {
        "claims": measured.claims,
        "rows": measured.rows,
        "expected": f"≥ {wanted}",
        "found": shown,
        "workings": (*measured.workings, *formula(f"{shown} {'≥' if value >= minimum else '<'} {wanted}")),
    }
    if value >= minimum:
        return _reached(measured, value == minimum, shown, wanted, extra)
    return _short(measured, minimum, parameters, shown, wanted, extra)


def _reached(measured: Measured, exactly: bool, shown: str, wanted: str, extra: Extra) -> Verdict:
    zh, en, claim = measured.zh, measured.en, measured.claim
    if exactly and claim is not None and claim.qualifier in ("近", "达到近"):
        return unsure(
            f"{zh}填写为“近{shown}”，无法确定是否达到{wanted}",
            f"{en} is given as nearly {shown}: whether it reaches {wanted} is open",
            **extra,
        )
    if exactly:
        return passed(
            f"{zh}{shown}，恰为标准值{wanted}，含本数，视为达到",
            f"{en} {shown} is exactly the minimum, which counts as met",
            **extra,
        )
    return passed(f"{zh}{shown}，达到{wanted}", f"{en} {shown} meets the minimum of {wanted}", **extra)


def _short(
    measured: Measured,
    minimum: Decimal,
    parameters: Mapping[str, object],
    shown: str,
    wanted: str,
    extra: Extra,
) -> Verdict:
    zh, en, claim = measured.zh, measured.en, measured.claim
    share = (minimum - measured.value) / minimum * 100 if minimum else Decimal(0)
    gap = measured.show(minimum - measured.value)
    below = f"{zh}{shown}，低于{wanted}，差{gap}（{share:.1f}%）"
    below_en = f"{en} {shown} is below the minimum of {wanted} by {gap} ({share:.1f}%)"
    if claim is not None and any((decimal_of(c.value) or 0) >= minimum for c in other_readings(claim)):
        return unsure(
            f"{below}；但复核识读结果不同，请核对原件",
            f"{below_en}; but a second reading differs: check the scan",
            **extra,
        )
    if claim is not None and claim.qualifier and share <= QUALIFIED * 100:
        return unsure(
            f"{below}；所填为约数，请核实确切数值",
            f"{below_en}; the figure is approximate: ask for the exact one",
            **extra,
        )
    if parameters.get("relaxable"):
        return unsure(
            f"{below}；条件可适当放宽但未规定幅度，请审核认定",
            f"{below_en}; the text allows relaxation here without a number: a person decides",
            **extra,
        )
    relaxed = parameters.get("relaxed_minimum")
    if relaxed is not None and measured.value >= Decimal(str(relaxed)):
        floor = measured.show(Decimal(str(relaxed)))
        return unsure(
            f"{below}，但不低于放宽后的{floor}；适用放宽条款，需审核认可",
            f"{below_en}, but not below the relaxed {floor}: a person has to grant the relaxation",
            **extra,
        )
    return failed(below, below_en, **extra)
