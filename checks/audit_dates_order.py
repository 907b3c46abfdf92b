"""An audit is signed after the year that it audits, and before the form that encloses it (domain C2).

Asks: whether the audit report and the special audit are signed after 31 December of the audited year and no later
than the day of filing.
Passes: they are; the day of filing itself counts.
Warns: one is signed later than the form, or within its year, and both dates are sure.
Undecided: a date was read once alone or faintly, the number of the report names another year, the day of filing is
not the form's own, or nothing but the title says which year was audited.
Must not accuse: misread numerals (二〇二四), a month without its day, audits of earlier years, an audit of a part of a
year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks._compare import borne_out
from checks._dates import days_of
from checks._words import Extra, asked, inapplicable, passed, warned, where
from pipeline.model import Claim, Facts, Message, Need, Verdict

ID = "audit-dates-order"
CATEGORY = "consistency"
ASKS = Message(
    "审计报告是否在审计年度结束之后、填报日期之前出具",
    "Are the audits signed after the audited year and before the form?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KINDS = ("audit-report", "special-audit-report")
_YEAR = re.compile(r"20\d\d")


@dataclass(frozen=True, slots=True)
class _Breach:
    """A report whose day is out of order. `rests` are the claims that say so, `doubt` what speaks against it."""

    text: tuple[str, str]
    rests: tuple[Claim, ...]
    expected: str
    doubt: tuple[str, str] | None


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every report that states its day."""
    reports = [c for k in KINDS for c in facts.find("signed-on", k, scope=None) if days_of(c.value)]
    if not reports:
        return inapplicable("未识别到审计报告的签署日期", "no day of an audit report was read")
    breaches = [b for c in reports for b in (*_after_filing(c, facts), *_within_year(c, facts))]
    if breaches:
        return _said(min(breaches, key=lambda b: b.doubt is not None))
    sure = [c for c in reports if c.confidence >= facts.floor and not c.damaged]
    if not sure or facts.as_of is None:
        return inapplicable(
            "审计报告签署日期或填报日期未能可靠识别，先后次序未作比对",
            "the day of the audits or of filing could not be read surely, so their order is not compared",
        )
    days = "、".join(f"{where(c)[0]}{c.value}" for c in sure)
    days_en = ", ".join(f"{where(c)[1]} {c.value}" for c in sure)
    return passed(
        f"{days}，均不晚于填报日{facts.as_of}",
        f"{days_en}: none after the day of filing ({facts.as_of})",
        claims=tuple(c.id for c in sure),
    )


def _after_filing(report: Claim, facts: Facts) -> Iterator[_Breach]:
    """Signed later than the form: the whole of its month is, where the day is not known."""
    span = days_of(report.value)
    own = [c for c in facts.find("filed-on", "application-form", scope=None) if days_of(c.value)]
    if facts.as_of is None or span is None or span[0] <= facts.as_of:
        return
    filed = [c for c in own if span[0].isoformat() > _days(c)[0][1]]
    if own and not filed:
        return
    # The declaration is signed when the package is handed in: the same day there bears the form's out.
    open_ones = [c for c in filed if not _declared(c, facts)]
    doubt = _misread((report, *open_ones), report, facts)
    if len(filed) < max(1, len(own)):
        doubt = (
            "填报日期非申请表所印或有不同日期",
            "the day of filing is not the form's own, or not its only one",
        )
    elif any(r[0] <= _days(filed[0])[0][1] for r in _days(report)) or any(
        span[0].isoformat() <= again[1] for c in open_ones for again in _days(c)
    ):
        doubt = "复核识读结果不同", "a second reading differs"
    zh, en = where(report)
    yield _Breach(
        (f"{zh}签署日期{report.value}晚于填报日期{facts.as_of}", f"{en} is signed on {report.value}, after the form ({facts.as_of})"),
        (report, *filed), f"≤ {facts.as_of}", doubt,
    )  # fmt: skip


def _within_year(report: Claim, facts: Facts) -> Iterator[_Breach]:
    """Signed on or before 31 December of the year that it audits."""
    span = days_of(report.value)
    years = [c for c in facts.find("audit-period", report.kind, scope=None) if c.document == report.document]
    if span is None or len({c.value for c in years}) != 1:
        return
    end = f"{years[0].value[:4]}-12-31"
    if span[1].isoformat() > end:
        return
    doubt = _misread((report, years[0]), report, facts)
    closing = facts.find("total-assets", report.kind, end, scope=None)
    if str(facts.last_year) != end[:4] or not any(c.document == report.document for c in closing):
        doubt = "审计年度未能印证", "nothing bears the audited year out"
    elif any(r[1] > end for r in _days(report)):
        doubt = "复核识读结果不同", "a second reading differs"
    zh, en = where(report)
    yield _Breach(
        (f"{zh}签署日期{report.value}不晚于审计年度末{end}", f"{en} is signed on {report.value}, before the audited year ended ({end})"),
        (report, years[0]), f"> {end}", doubt,
    )  # fmt: skip


def _days(claim: Claim) -> list[tuple[str, str]]:
    """The first and the last day of every reading."""
    spans = (days_of(said) for said in (claim.value, *claim.readings))
    return [(s[0].isoformat(), s[1].isoformat()) for s in spans if s]


def _declared(filed: Claim, facts: Facts) -> bool:
    """Whether the declaration of truth surely bears the same day."""
    letters = facts.find("signed-on", "truth-declaration", scope=None)
    return any(c.value == filed.value and c.confidence >= facts.floor and not c.damaged for c in letters)


def _misread(rests: tuple[Claim, ...], report: Claim, facts: Facts) -> tuple[str, str] | None:
    """Why a date may be another than was read."""
    numbers = [
        y
        for c in facts.find("audit-report-number", report.kind, scope=None)
        if c.document == report.document
        for y in _YEAR.findall(c.value)
    ]
    if any(c.confidence < facts.floor or c.damaged for c in rests):
        return "日期识读不清", "a date was read faintly"
    if numbers and report.value[:4] not in numbers:
        return "报告文号为另一年份", "the report's number names another year"
    if not all(map(borne_out, rests)):
        return "日期识读未能印证", "no second reading bears the dates out"
    return None


def _said(breach: _Breach) -> Verdict:
    extra: Extra = {
        "claims": tuple(c.id for c in breach.rests),
        "expected": breach.expected,
        "found": breach.rests[0].value,
    }
    zh, en = breach.text
    if breach.doubt is None:
        return warned(f"{zh}，请核实", en, **extra)
    why, why_en = breach.doubt
    extra["cause"] = "misread"  # what was read once is read again before anything is said
    return asked(f"{zh}；{why}，请核对原件", f"{en}; {why_en}: check the scan", **extra)
