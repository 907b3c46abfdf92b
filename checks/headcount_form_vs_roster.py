"""从业人数 on the form and the persons on the roster (domain C3).

Asks: whether the roster lists as many people as the form says.
Passes: equal.
Fails: the roster lists more than the form says; fewer is a warning, because a roster may list service staff
alone.
Must not accuse: rows that were counted twice; a roster whose numbers go further than what was read; 约.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._compare import QUALIFIED, mended, number
from checks._lists import counted
from checks._people import duplicates
from checks._words import asked, failed, formula, passed, said, unsure, warned
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "headcount-form-vs-roster"
CATEGORY = "consistency"
ASKS = Message("申请表从业人数与人员名单是否一致", "Does the form's headcount agree with the roster?")
NEEDS: Mapping[str, Need] = {"form": Need("staff-count", ("application-form",), field="part-1")}
NEEDS_ROWS = ("staff-roster",)
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-count; by rows or by distinct persons."""
    form = facts["form"]
    roster = counted(facts.table("staff-roster"))
    rows = len(roster.rows)
    persons = rows - sum(len(g) - 1 for g in duplicates(roster.rows))
    stated = number(form)
    counts = facts.find("staff-count", "staff-roster")
    claims = (form.id, *(c.id for c in counts[:1]))
    if stated in (rows, persons) or (form.qualifier and abs(stated - rows) <= QUALIFIED * rows):
        return passed(
            f"申请表从业人数{said(form)}人与人员名单一致",
            f"{said(form)} people on the form and on the roster",
            claims=claims,
        )
    zh = f"申请表从业人数为{said(form)}人，人员名单识别到{rows}人"
    en = f"{said(form)} people on the form, {rows} on the roster"
    if roster.unread and rows < stated <= roster.total:
        return asked(
            f"{zh}，名单序号至{roster.total}，可能有行未识别，请核对原件",
            f"{en}, whose numbers go to {roster.total}: rows may be unread",
            claims=claims,
        )
    if mended({"form": form}, lambda c: number(c["form"]) in (rows, persons)):
        return unsure(
            f"{zh}；复核识读结果与名单一致，请核对原件",
            f"{en}; a second reading agrees with the roster: check the scan",
            claims=claims,
            cause="misread",
        )
    pair = (form.id, counts[0].id) if counts else None
    workings = formula(f"{plain(stated)} − {rows} = {plain(stated - rows)}")
    if rows > stated:
        return failed(
            f"{zh}，名单多于申请表",
            f"{en}: the roster lists more",
            claims=claims,
            expected=str(rows),
            found=said(form),
            pair=pair,
            workings=workings,
        )
    return warned(
        f"{zh}，名单少于申请表，请核实名单是否仅列服务人员",
        f"{en}: ask whether the roster lists service staff alone",
        claims=claims,
        expected=str(rows),
        found=said(form),
        pair=pair,
        workings=workings,
    )
