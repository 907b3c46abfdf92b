"""Enough of the service staff have a college degree and an intermediate title (national art. 12(6); A7-2, A7-4).

Asks: whether the share of the roster's people with 大专+ and 中级+ reaches the minimum.
Passes: the people with both are enough, even if every unknown title counts as none.
Fails: the people with either are too few, even if every unknown title counts.
Must not accuse: the reading of «和» (between the two readings a person decides), titles that the lexicon does
not know, qualifications that may stand for a title, rows that were not read, a difference that comes from the
denominator alone (roster or 从业人数), applicants for whom the text relaxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checks import _threshold, _variant
from checks._compare import number
from checks._staff import Qualified, qualified
from checks._words import Extra, asked, failed, formula, passed, percent, some, unsure
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "qualified-ratio-rule"
CATEGORY = "condition"
ASKS = Message(
    "大专及以上学历和中级及以上职称人员占比是否达标",
    "Does the share of staff with a college degree and an intermediate title reach the minimum?",
)
NEEDS: Mapping[str, Need] = {
    "form": Need("staff-count", ("application-form",), field="part-1", optional=True)
}
NEEDS_ROWS = ("staff-roster",)
PARAMETERS: Mapping[str, str] = {
    "minimum": _threshold.PARAMETERS["minimum"],
    "relaxable": _threshold.PARAMETERS["relaxable"],
    "variation": _threshold.PARAMETERS["variation"],
    "qualified_reading": "open, both or either: which reading of «学历和职称» decides",
    "staff_denominator": "open or roster: whether the form's headcount may raise a question",
    "qualification_as_title": "accept, human or reject: whether a vocational qualification counts as a title",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The roster decides; its numerator over the form's headcount may only raise a question."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    staff = qualified(facts.table("staff-roster"), str(parameters.get("qualification_as_title", "human")))
    if not staff.total:
        return asked("人员名单未识别到姓名，无法计算占比", "no names were read on the roster")
    minimum = _threshold.minimum_of(parameters)
    form = facts.get("form")
    extra = _extra(staff, minimum, form)
    zh, en = _numbers(staff)
    wanted = f"{plain(minimum)}%"
    verdict = _of(staff, staff.total, minimum, parameters)
    over_form = parameters.get("staff_denominator", "open") == "open"
    if over_form and form is not None and number(form) > 0 and staff.unread == 0:
        other = _of(staff, int(number(form)), minimum, parameters)
        if verdict != "open" and other != verdict:
            return unsure(
                f"{zh}；按名单人数与按申请表从业人数{plain(number(form))}人计算结论不同，请确定分母口径",
                f"{en}; over the form's headcount of {plain(number(form))} the result differs: settle the denominator",
                **extra,
            )
    if verdict == "pass":
        return passed(f"{zh}，达到{wanted}", f"{en}: reaches {wanted}", **extra)
    if verdict == "open":
        unknown = f"；未能归类：{some(staff.unknown)}" if staff.unknown else ""
        return unsure(
            f"{zh}，标准{wanted}，结论取决于口径或待核实的学历、职称{unknown}",
            f"{en}, against {wanted}: it depends on the reading, or on degrees and titles to verify",
            **extra,
        )
    if parameters.get("relaxable"):
        gap = minimum - staff.either.shares(staff.total)[1]
        return unsure(
            f"{zh}，低于{wanted}，差{gap:.1f}个百分点；条件可适当放宽但未规定幅度，请审核认定",
            f"{en}: {gap:.1f} points below {wanted}; the text allows relaxation here without a number",
            **extra,
        )
    return failed(f"{zh}，均低于{wanted}", f"{en}: below {wanted} by either reading", **extra)


def _of(staff: Qualified, whole: int, minimum: Decimal, parameters: Mapping[str, object]) -> str:
    reading = parameters.get("qualified_reading", "open")
    least = (staff.either if reading == "either" else staff.both).shares(whole)[0]
    most = (staff.both if reading == "both" else staff.either).shares(whole)[1]
    return "pass" if least >= minimum else "fail" if most < minimum else "open"


def _numbers(staff: Qualified) -> tuple[str, str]:
    n = staff.total
    both, either = (_range(s.shares(n)) for s in (staff.both, staff.either))
    zh = f"名单{n}人中，学历、职称同时具备{staff.both}人（{both}），具备其一{staff.either}人（{either}）"
    en = f"of {n} people on the roster {staff.both} have both degree and title ({both}), {staff.either} either ({either})"
    return zh, en


def _range(shares: tuple[Decimal, Decimal]) -> str:
    worst, best = (percent(s) for s in shares)
    return worst if worst == best else f"{worst}~{best}"


def _extra(staff: Qualified, minimum: Decimal, form: Claim | None) -> Extra:
    n = staff.total
    text = f"∩ {staff.both}/{n}, ∪ {staff.either}/{n}, 学历 degree {staff.degree}/{n}, 职称 title {staff.title}/{n}"
    over_form = f"; / {plain(number(form))}: ∩ {staff.both}, ∪ {staff.either}" if form is not None else ""
    return {
        "claims": (form.id,) if form is not None else (),
        "expected": f"≥ {plain(minimum)}%",
        "found": f"{_range(staff.both.shares(n))} / {_range(staff.either.shares(n))}",
        "workings": formula(text + over_form),
    }
