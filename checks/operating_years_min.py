"""In operation long enough (national art. 12(1); A7-3).

Asks: whether the applicant is old enough, counted from its foundation to 31 December of last year, and to the
day of filing.
Passes: old enough on 31 December of last year.
Fails: not even on the day of filing.
Must not accuse: anyone in between (the text does not say to when; a ruleset may settle it), a date of which only the year is known,
applicants for whom the text relaxes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from checks import _threshold, _variant
from checks._dates import days_of
from checks._words import Extra, asked, failed, formula, passed, unsure, where
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "operating-years-min"
CATEGORY = "condition"
ASKS = Message("运营时间是否满规定年限", "Has the applicant operated long enough?")
NEEDS: Mapping[str, Need] = {
    "founded": Need("established-on", ("licence", "application-form", "audit-report"))
}
PARAMETERS: Mapping[str, str] = {
    "minimum": "the least age, in years",
    "relaxable": _threshold.PARAMETERS["relaxable"],
    "variation": _threshold.PARAMETERS["variation"],
    "operating_until": "open, year-end or filing: the day up to which the time counts",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Two reference days, and the earliest and latest day that the printed date can mean."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    founded = facts["founded"]
    span = days_of(founded.value)
    if facts.as_of is None or span is None:
        return asked(
            "未识别到填报日期或成立日期，无法计算运营年限",
            "the day of filing or of foundation was not found, so the age cannot be computed",
            claims=(founded.id,),
        )
    minimum = _threshold.minimum_of(parameters)
    months = int(minimum * 12)
    year_end = date(facts.as_of.year - 1, 12, 31)
    at_end, at_filing = _years(span[1], year_end), _years(span[1], facts.as_of)
    zh, en = where(founded)
    extra: Extra = {
        "claims": (founded.id,),
        "expected": f"≥ {plain(minimum)}",
        "found": f"{at_end:.1f} / {at_filing:.1f}",
        "workings": formula(f"{founded.value} → {year_end}: {at_end:.1f}; → {facts.as_of}: {at_filing:.1f}"),
    }
    said_zh = f"成立日期{founded.value}（{zh}），至{year_end}满{at_end:.1f}年，至填报日满{at_filing:.1f}年"
    said_en = f"founded on {founded.value} ({en}): {at_end:.1f} years on {year_end}, {at_filing:.1f} on the day of filing"
    until = str(parameters.get("operating_until", "open"))
    last = year_end + timedelta(days=1)  # a year that began on 1 January is full on 31 December
    if _after(span[1], months) <= (facts.as_of if until == "filing" else last):
        return passed(f"{said_zh}，满{plain(minimum)}年", f"{said_en}: at least {plain(minimum)}", **extra)
    if _after(span[0], months) <= (last if until == "year-end" else facts.as_of):
        return unsure(
            f"{said_zh}；是否满{plain(minimum)}年取决于计算截止日，请审核认定",
            f"{said_en}: whether that is {plain(minimum)} years depends on the day counted to",
            **extra,
        )
    if parameters.get("relaxable"):
        return unsure(
            f"{said_zh}，不足{plain(minimum)}年；条件可适当放宽但未规定幅度，请审核认定",
            f"{said_en}: less than {plain(minimum)} years; the text allows relaxation here without a number",
            **extra,
        )
    return failed(
        f"{said_zh}，不足{plain(minimum)}年", f"{said_en}: less than {plain(minimum)} years", **extra
    )


def _after(day: date, months: int) -> date:
    """The day `months` later; 29 February and month ends go to the last day there is."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for d in range(day.day, 27, -1):
        try:
            return date(year, month + 1, d)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def _years(start: date, end: date) -> float:
    return max(0.0, (end - start).days / 365.25)
