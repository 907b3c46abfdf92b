"""The number of qualified staff on the form against the roster (domain C3, A7-2).

Asks: whether 专业人员 on the form is the number of people with both degree and title, or with either.
Passes: it equals one of the two readings (titles that the lexicon does not know count both ways).
Warns: it lies between them. Fails: it lies outside both.
Must not accuse: either reading of «学历和职称»; unknown titles; rows that were not read.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._compare import QUALIFIED, mended, number
from checks._staff import Span, qualified
from checks._words import Extra, failed, formula, passed, said, some, unsure, warned
from pipeline.model import Facts, Message, Need, Verdict

ID = "qualified-count-form-vs-roster"
CATEGORY = "consistency"
ASKS = Message(
    "申请表专业人员数与人员名单是否一致", "Does the form's count of qualified staff agree with the roster?"
)
NEEDS: Mapping[str, Need] = {"form": Need("qualified-staff-count", ("application-form",), field="part-1")}
NEEDS_ROWS = ("staff-roster",)
PARAMETERS: Mapping[str, str] = {
    "qualification_as_title": "accept, human or reject: whether a vocational qualification counts as a title",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """∩ and ∪ of the roster, each from worst to best case."""
    form = facts["form"]
    staff = qualified(facts.table("staff-roster"), str(parameters.get("qualification_as_title", "human")))
    stated = number(form)
    counts = facts.find("qualified-staff-count", "staff-roster")
    whole = Span(staff.both.worst, staff.either.best)
    extra: Extra = {
        "claims": (form.id, *(c.id for c in counts[:1])),
        "expected": f"{staff.both} / {staff.either}",
        "found": said(form),
        "workings": formula(f"∩ {staff.both}, ∪ {staff.either}, n = {staff.total}"),
    }
    zh = f"申请表专业人员{said(form)}人；名单中学历、职称同时具备的{staff.both}人，具备其一的{staff.either}人"
    en = f"{said(form)} qualified staff on the form; on the roster {staff.both} have both degree and title, {staff.either} either"
    if stated in staff.both:
        return passed(f"{zh}，与同时具备口径一致", f"{en}: the reading «both» fits", **extra)
    if stated in staff.either:
        return passed(f"{zh}，与具备其一口径一致", f"{en}: the reading «either» fits", **extra)
    near = form.qualifier and (whole.worst * (1 - QUALIFIED) <= stated <= whole.best * (1 + QUALIFIED))
    if near:
        return passed(f"{zh}，所填为约数", f"{en}; the form's figure is approximate", **extra)
    if stated in whole:
        return warned(f"{zh}，介于两种口径之间，请核实", f"{en}: between the two readings", **extra)
    if mended({"form": form}, lambda c: number(c["form"]) in whole):
        extra["cause"] = "misread"
        return unsure(
            f"{zh}；复核识读结果不同，请核对原件",
            f"{en}; a second reading differs: check the scan",
            **extra,
        )
    if counts:
        extra["pair"] = (form.id, counts[0].id)
    tail = f"；未能归类：{some(staff.unknown)}" if staff.unknown else ""
    return failed(f"{zh}，按任何口径均不一致{tail}", f"{en}: neither reading fits", **extra)
