"""The day of registration on the form is that of the licence (domain C1).

Asks: whether «注册日期» of the form is «成立日期» of the applicant's licence; the audit's notes bear either out.
Passes: the licence says the same; where only a month was printed, the same month.
Warns: it says another day, and both were read twice alike.
Undecided: a date was read once alone or faintly, the notes agree with the form, only the notes differ, the licence
bears the form's day in another place (issue, term), or a paper speaks of a conversion or a change.
Must not accuse: a predecessor's day, the day of a reissued licence, another body's licence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from checks._compare import borne_out
from checks._dates import days_of
from checks._names import alike, applicant, by_document
from checks._words import asked, inapplicable, passed, warned, where
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import parse_date, squeeze

ID = "reg-date-agree"
CATEGORY = "consistency"
ASKS = Message(
    "申请表注册日期与营业执照/法人证书成立日期是否一致",
    "Is the day of registration on the form that of the licence?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
QUANTITY = "established-on"
_DAY = re.compile(r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?")
_CHANGED = re.compile(r"改制|转制|前身|脱钩|曾用名|更名为|名称变更|变更登记|换发|迁入|合并设立|分立")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The form against the licence, else against the notes of the audit."""
    stated = _dated(facts, "application-form")
    licences = [c for c in _dated(facts, "licence") if c.document not in _others(facts)]
    notes = _dated(facts, "audit-report")
    if not stated or not (licences or notes):
        return inapplicable(
            "未同时识别到申请表注册日期与证照成立日期，未作比对",
            "the day of registration was not read on both the form and the licence",
        )
    form, sources = stated[0], licences or notes
    if agreeing := next((c for c in sources if any(_same(f, c) for f in stated)), None):
        return passed(
            f"申请表注册日期与{where(agreeing)[0]}一致：{agreeing.value}",
            f"the day of registration agrees with {where(agreeing)[1]}: {agreeing.value}",
            claims=(form.id, agreeing.id),
        )
    other = sources[0]
    zh = f"申请表注册日期为{form.value}，{where(other)[0]}为{other.value}"
    en = f"registered on {form.value} by the form, on {other.value} by {where(other)[1]}"
    if doubt := _doubt(form, other, notes, facts):
        return asked(
            f"{zh}；{doubt[0]}，请核对原件", f"{en}; {doubt[1]}: check the scan",
            claims=(form.id, other.id), expected=other.value, found=form.value, cause="misread",
        )  # fmt: skip
    return warned(
        f"{zh}，两处不一致，请核实", f"{en}: they do not agree",
        claims=(form.id, other.id), expected=other.value, found=form.value,
    )  # fmt: skip


def _doubt(form: Claim, other: Claim, notes: Sequence[Claim], facts: Facts) -> tuple[str, str] | None:
    """Why two days may rightly differ, or may not differ at all."""
    both = (form, other)
    own = applicant(facts)
    held = by_document(facts, "applicant-name", ("licence",)).get(other.document, [])
    printed = [
        day
        for d in facts.of_kind("licence")
        if d.id == other.document
        for day in _DAY.findall(squeeze(d.text))
    ]
    for doubted, zh, en in (
        (any(c.confidence < facts.floor or c.damaged for c in both), "日期识读不清", "a date was read faintly"),
        (any(_meet(a, b) for a in _readings(form) for b in _readings(other)), "复核识读结果相符", "a second reading agrees"),
        (other.kind != "licence", "证照成立日期未识别，附注日期可能指其他登记", "the licence's day was not read, and the notes may mean another"),
        (any(_same(form, c) for c in notes), "审计报告附注与申请表一致", "the audit's notes agree with the form"),
        (any(_meet(form.value, parse_date(d) or "") for d in printed), "该日期为证照上的另一日期", "the licence bears that day in another place"),
        (any(_CHANGED.search(squeeze(d.text)) for d in facts.documents), "材料中提及改制、变更或换发", "a paper speaks of a conversion or a change"),
        (own is None or not any(alike(c.value, own.value, c.confidence) != "other" for c in held), "未能确认该证照为申请单位所有", "whose licence it is was not read"),
        (not all(map(borne_out, both)), "日期识读未能印证", "no second reading bears the dates out"),
    ):  # fmt: skip
        if doubted:
            return zh, en
    return None


def _dated(facts: Facts, kind: str) -> list[Claim]:
    """The days that documents of a kind state, the surest first."""
    found = [c for c in facts.find(QUANTITY, kind, scope=None) if days_of(c.value)]
    return sorted(found, key=lambda c: -c.confidence)


def _others(facts: Facts) -> set[str]:
    """Licences that plainly bear another name than the form."""
    forms = [c for c in facts.find("applicant-name", "application-form") if c.confidence >= facts.floor]
    held = by_document(facts, "applicant-name", ("licence",))
    return {
        document
        for document, names in held.items()
        if forms and all(alike(n.value, f.value, n.confidence) == "other" for n in names for f in forms)
    }


def _readings(claim: Claim) -> tuple[str, ...]:
    return (claim.value, *claim.readings)


def _same(a: Claim, b: Claim) -> bool:
    return _meet(a.value, b.value)


def _meet(a: str, b: str) -> bool:
    """T-date: the same day, or the same month or year where no more is printed."""
    x, y = days_of(a), days_of(b)
    return x is not None and y is not None and x[0] <= y[1] and y[0] <= x[1]
