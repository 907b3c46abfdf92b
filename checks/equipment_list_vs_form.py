"""The number and the price of the equipment on the form are those of the equipment list (domain C2).

Asks: whether «仪器、设备数量» and «购买价格» of the form follow from the list's columns of quantity and cost.
Passes: by all rows or by the rows without software, furniture and vehicles; by the quantities or by the number of items.
Warns: a sum that its own list bears out (a printed total, price × quantity, a typed list) is another than the form's.
Undecided: a row, a quantity, a cost or a unit was not read; several lists; the form lies between the list with and
without software; the list names the main equipment alone (主要…) and comes to less.
Must not accuse: subtotals, 1批 or 300米, a page that was not read, 约, rounding to 万元, a misread digit on either side.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from checks._compare import count, mended, money, number
from checks._equipment import KIND, Listed, main_alone, pieces, price_of
from checks._words import Extra, asked, formula, inapplicable, passed, said, warned
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import plain, show

ID = "equipment-list-vs-form"
CATEGORY = "consistency"
ASKS = Message(
    "申请表仪器设备数量、购买价格与设备清单是否一致",
    "Do the number and price of equipment on the form agree with the equipment list?",
)
FORM = "application-form"
NEEDS: Mapping[str, Need] = {
    "count": Need("equipment-count", (FORM,), field="part-1", optional=True),
    "cost": Need("equipment-cost", (FORM,), field="part-1", optional=True),
}
PARAMETERS: Mapping[str, str] = {}
NAMES = {"count": ("仪器、设备数量", "number of devices"), "cost": ("设备购买价格", "price of the equipment")}
State = Literal["same", "between", "more", "less", "open"]


@dataclass(frozen=True, slots=True)
class _Side:
    """The form's figure beside the list's."""

    name: str
    form: Claim
    listed: Listed

    @property
    def way(self) -> Decimal | None:
        """The meaning of the list's figure that the form agrees with: the plain sum before others."""
        ways = (self.listed.most, *self.listed.ways)
        agreed = (w for w in ways if w in self.listed.ways and _same(self.form, w, self.listed.claim))
        return next(agreed, None)

    @property
    def state(self) -> State:
        if self.way is not None:
            return "same"
        if self.listed.doubt:
            return "open"
        if self.listed.least < number(self.form) < self.listed.most:
            return "between"
        return "more" if number(self.form) < self.listed.most else "less"

    @property
    def text(self) -> tuple[str, str]:
        """The two figures, in both languages, and how the list is counted where it is not the plain sum."""
        name, own = NAMES[self.name], said(self.form)
        total = show(self.form.quantity, plain(self.listed.most))
        unit = "台(套)" if self.name == "count" else ""
        zh = f"申请表{name[0]}为{own}{unit}，设备清单合计{total}{unit}"
        en = f"{name[1]} on the form: {own}, on the equipment list: {total}"
        if self.way is None or self.way == self.listed.most:
            return zh, en
        part = show(self.form.quantity, plain(self.way))
        return (
            f"{zh}（按项数，或不计软件、家具等为{part}）",
            f"{en} ({part} by items, or without software, furniture and the like)",
        )


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-count and T-money; of the two figures the one that surely parts speaks."""
    if not facts.of_kind(KIND) and not facts.table(KIND):
        return inapplicable(
            "未识别到设备清单，见附件检查", "no equipment list was found; see the attachments"
        )
    stated = {name: facts.find(need.quantity, FORM, field="part-1") for name, need in NEEDS.items()}
    if not facts.of_kind(FORM) and not any(stated.values()):
        return inapplicable(
            "未识别到申请表，设备清单未作比对", "no form was found to compare the equipment list with"
        )
    listed = {"count": pieces(facts), "cost": price_of(facts)}
    pairs = ((name, facts.get(name) or _alone(stated[name]), listed[name]) for name in NEEDS)
    sides = [_Side(name, form, own) for name, form, own in pairs if form and own]
    # What was read faintly may agree with the list, which bears it out, but is not held against anything.
    faint = [n for n, claims in stated.items() if claims and not facts.get(n)]
    faint = [n for n in faint if not any(s.name == n and s.state == "same" for s in sides)]
    sides = [s for s in sides if s.name not in faint]
    if not sides and not faint:
        return asked(
            "申请表的仪器设备数量、购买价格或设备清单的数量、金额未能识别，无法比对",
            "the form's figures of equipment, or the list's, were not read, so they cannot be compared",
        )
    differing = [_differs(s, sides, facts) for s in sides if s.state in ("more", "less")]
    if differing:
        return next((v for v in differing if v.verdict == "fail"), differing[0])
    if unsettled := [s for s in sides if s.state != "same"]:
        return _open(unsettled[0], sides)
    if faint:
        return asked(
            f"申请表{'、'.join(NAMES[n][0] for n in faint)}未能可靠识别，请对照设备清单",
            f"the {' and the '.join(NAMES[n][1] for n in faint)} on the form could not be read surely: look at the list",
            claims=tuple(c.id for n in faint for c in stated[n]),
        )
    return passed(
        f"{'；'.join(s.text[0] for s in sides)}，相符",
        f"{'; '.join(s.text[1] for s in sides)}: they agree",
        claims=_ids(sides),
    )


def _open(side: _Side, sides: Sequence[_Side]) -> Verdict:
    """A figure that does not agree, and a list that cannot be held against it."""
    between = (
        "申请表可能未计软件、家具或车辆，请核对口径",
        "the form may leave out software, furniture or vehicles",
    )
    why, why_en = side.listed.doubt if side.state == "open" and side.listed.doubt else between
    return asked(
        f"{side.text[0]}；{why}", f"{side.text[1]}; {why_en}: a person looks", claims=_ids(sides)
    )  # fmt: skip


def _differs(side: _Side, sides: Sequence[_Side], facts: Facts) -> Verdict:
    """Two sure figures that part, or the reason why they may rightly do so."""
    zh, en = side.text
    most, form = side.listed.most, number(side.form)
    extra: Extra = {
        "claims": _ids(sides),
        "expected": show(side.form.quantity, plain(most)),
        "found": said(side.form),
        "workings": formula(f"{plain(most)} − {plain(form)} = {plain(most - form)}"),
    }
    if mended({"form": side.form}, lambda c: replace(side, form=c["form"]).state in ("same", "between")):
        extra["cause"] = "misread"
        return asked(
            f"{zh}；复核识读的填报数与清单相符，请核对原件",
            f"{en}; a second reading of the form agrees with the list: check the scan",
            **extra,
        )
    # Where the other figure agrees, nothing is left out of the list.
    partial = main_alone(facts) and not any(s.state == "same" for s in sides)
    for doubted, why, why_en in (
        (partial, "清单可能仅列主要设备，请核实", "the list may name the main equipment alone: a person looks"),
        (not side.listed.complete, "清单可能有行未识别，请核对原件", "rows of the list may be unread: check the scan"),
    ):  # fmt: skip
        if doubted and side.state == "less":
            return asked(f"{zh}；{why}", f"{en}; {why_en}", **extra)
    if side.listed.claim:
        extra["pair"] = (side.form.id, side.listed.claim.id)
    return warned(f"{zh}，两处不一致，请核实", f"{en}: they do not agree", **extra)


def _same(form: Claim, way: Decimal, source: Claim | None) -> bool:
    """T-count, T-money; rounding of the form is within its last written digit."""
    other = replace(source or form, value=plain(way), qualifier=None)
    if form.quantity == "equipment-count":
        return count(form, other) == "match"
    return money(form, other) != "off"


def _alone(claims: Sequence[Claim]) -> Claim | None:
    """The surest claim, where the form does not contradict itself."""
    return max(claims, key=lambda c: c.confidence) if len({c.value for c in claims}) == 1 else None


def _ids(sides: Sequence[_Side]) -> tuple[str, ...]:
    listed = (s.listed.claim for s in sides)
    return (*(s.form.id for s in sides), *(c.id for c in listed if c))
