"""Enough service bodies are gathered (national art. 12(3); A7-8).

Asks: whether the bodies that the applicant has agreements with are at least the minimum.
Passes: they are, by the form's list or by the agreements that were handed in.
Fails: they and the other partners named on the form together are too few.
Must not accuse: anyone whose other partners fill the gap, or whose list could not be split surely (a person
decides); applicants for whom the text relaxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks import _threshold, _variant
from checks._compare import number
from checks._words import Extra, asked, failed, formula, passed, unsure
from pipeline.model import Facts, Grid, Message, Need, Verdict
from pipeline.quantity import is_nil, plain, squeeze

ID = "partners-min"
CATEGORY = "condition"
ASKS = Message("集聚的服务机构是否达到规定家数", "Are enough service bodies gathered?")
NEEDS: Mapping[str, Need] = {"partners": Need("partner-count", ("application-form",), optional=True)}
PARAMETERS: Mapping[str, str] = {
    "minimum": _threshold.PARAMETERS["minimum"],
    "relaxable": _threshold.PARAMETERS["relaxable"],
    "variation": _threshold.PARAMETERS["variation"],
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """n1: with an agreement; n2: with the other partners of the form."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    partners = facts.get("partners")
    agreements = len(facts.of_kind("cooperation-agreement"))
    if partners is None and not agreements:
        return asked("未识别到合作机构", "no partners were found")
    named = int(number(partners)) if partners is not None else 0
    signed = max(named, agreements)
    minimum = int(_threshold.minimum_of(parameters))
    others = len(set(other_partners(facts)))
    extra: Extra = {
        "claims": (partners.id,) if partners is not None else (),
        "expected": f"≥ {minimum}",
        "found": f"{signed} + {others}",
        "workings": formula(
            f"n1 = max({named}, {agreements}) = {signed}; n2 = {signed} + {others} = {signed + others}"
        ),
    }
    zh = f"签订合作协议的机构{signed}家，其他合作单位{others}家"
    en = f"{signed} bodies with an agreement, {others} other partners"
    if signed >= minimum:
        return passed(f"{zh}，达到{minimum}家", f"{en}: at least {minimum}", **extra)
    if signed + others >= minimum:
        return unsure(
            f"{zh}，仅签订协议的不足{minimum}家，其他合作单位能否计入请审核认定",
            f"{en}: those with an agreement alone are fewer than {minimum}; whether the others count is open",
            **extra,
        )
    if parameters.get("relaxable"):
        return unsure(
            f"{zh}，合计不足{minimum}家，差{minimum - signed - others}家；条件可适当放宽但未规定幅度，请审核认定",
            f"{en}: together fewer than {minimum}; the text allows relaxation here without a number",
            **extra,
        )
    if partners is None:
        return unsure(
            f"仅识别到{agreements}份合作协议，未识别到申请表所列合作单位，请核对原件",
            f"only {agreements} agreements were found, not the form's list of partners",
            **extra,
        )
    return failed(
        f"{zh}，合计不足{plain(_threshold.minimum_of(parameters))}家",
        f"{en}: together fewer than {minimum}",
        **extra,
    )


def other_partners(facts: Facts) -> Iterator[str]:
    """The names under (or beside) «其他合作单位» on the form."""
    for document in facts.of_kind("application-form"):
        for page in document.pages:
            for grid in page.grids:
                for text in _cells(grid):
                    pieces = re.split(r"[、,，;；。\n]+", squeeze(text))
                    yield from (p for p in pieces if len(p) >= 4 and not is_nil(p))


def _cells(grid: Grid) -> Iterator[str]:
    for head in grid.cells:
        if not re.fullmatch(r"其他合作(?:单位|机构).{0,6}", squeeze(head.text)):
            continue
        below = grid.at(head.row + head.row_span, head.column)
        right = grid.at(head.row, head.column + head.column_span)
        # A cell that spans further to the left belongs to another line of the form.
        if (
            below is not None
            and below.column == head.column
            and not re.match(r"[一二三四]、|得到|省级", squeeze(below.text))
        ):
            yield below.text
        elif right is not None:
            yield right.text
