"""A non-profit's net assets grow by the change that its own statement gives (domain C2, B2.3).

Asks: whether net assets at the start of the year, with 净资产变动额, come to net assets at its end.
Passes: they do, to one unit of the last digit for each figure.
Undecided: they do not: a misread figure, or a change of the opening balance, that a person looks at.
Must not accuse: enterprises and public institutions, whose equity moves in other ways too; restated opening balances
(前期差错更正, 会计政策变更); a figure that was read faintly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks._compare import mended, number, ulp
from checks._money import non_profit
from checks._words import asked, formula, inapplicable, passed, said
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import plain, show, squeeze

ID = "npo-rollforward"
CATEGORY = "consistency"
ASKS = Message(
    "民间非营利组织净资产年初数加本年变动额是否等于年末数",
    "Do a non-profit's opening net assets and their change come to the closing ones?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "audit-report"
_RESTATED = re.compile(
    r"前期(?:会计)?差错|差错更正|会计政策变更|追溯(?:调整|重述)|以前年度(?:损益|盈余|净资产)?调整"
)
_PUBLIC = re.compile(r"事业单位会计|政府会计|累计盈余|本期盈余|无偿调拨")

Roll = Mapping[str, Claim]


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every year whose two balances and change are known."""
    if not non_profit(facts) or _public(facts):
        return inapplicable("非民间非营利组织，不适用", "the applicant is no private non-profit")
    rolls = list(_rolls(facts))
    if not rolls:
        return inapplicable(
            "未完整识别到净资产年初数、年末数及变动额，未作核算",
            "net assets of both ends and their change were not all read surely",
        )
    off = [r for r in rolls if not _holds(r)]
    claims = tuple(c.id for r in off[:1] or rolls for c in r.values())
    if not off:
        years = "、".join(r["change"].period or "" for r in rolls)
        return passed(
            f"净资产年初数加变动额等于年末数（{years}年）",
            f"opening net assets and their change come to the closing ones ({years})",
            claims=claims,
        )
    roll = off[0]
    opening, change, closing = roll["opening"], roll["change"], roll["closing"]
    total = plain(number(opening) + number(change))
    texts = (squeeze(d.text) for d in facts.of_kind(KIND))
    misread = mended(roll, _holds)
    restated = any(map(_RESTATED.search, texts))
    why, why_en = (
        ("复核识读结果相符，请核对原件", "a second reading agrees: check the scan")
        if misread
        else ("报告提及差错更正或政策变更，请核实", "the report speaks of a restatement: a person looks")
        if restated
        else ("可能误识或年初数经调整，请先核对扫描件", "a digit may be misread, or the opening restated: look at the scan first")
    )  # fmt: skip
    return asked(
        f"净资产年初数{said(opening)}加变动额{said(change)}为{show(closing.quantity, total)}，年末数为{said(closing)}；{why}",
        f"opening net assets {said(opening)} and their change {said(change)} come to "
        f"{show(closing.quantity, total)}, the closing ones are {said(closing)}; {why_en}",
        claims=claims, expected=total, found=closing.value,
        cause="misread" if misread else "restated" if restated else None,
        workings=formula(f"{plain(number(opening))} + {plain(number(change))} = {total} ≠ {plain(number(closing))}"),
    )  # fmt: skip


def _public(facts: Facts) -> bool:
    """Whether a public institution's certificate or its accounting is in the package."""
    codes = [c.value for k in ("licence", "application-form", KIND) for c in facts.find("credit-code", k)]
    types = squeeze("".join(c.value for c in facts.find("organisation-type")))
    texts = (squeeze(d.text) for d in facts.of_kind(KIND))
    return any(c[:2] == "12" for c in codes) or "事业" in types or any(map(_PUBLIC.search, texts))


def _rolls(facts: Facts) -> Iterator[Roll]:
    for change in facts.find("total-profit", KIND):
        year = change.period or ""
        if not year.isdigit():
            continue
        ends = {"opening": f"{int(year) - 1}-12-31", "closing": f"{year}-12-31"}
        found = {
            name: [c for c in facts.find("net-assets", KIND, day) if c.document == change.document]
            for name, day in ends.items()
        }
        if not all(len(claims) == 1 for claims in found.values()):
            continue
        roll = {"opening": found["opening"][0], "change": change, "closing": found["closing"][0]}
        if all(c.confidence >= facts.floor and not c.damaged for c in roll.values()):
            yield roll


def _holds(roll: Roll) -> bool:
    """T-stmt: one written unit for each addend."""
    gap = number(roll["opening"]) + number(roll["change"]) - number(roll["closing"])
    return abs(gap) <= sum(ulp(c) for c in roll.values())
