"""The number and the price of the equipment on the form are those of the equipment list (domain C2).

Asks: whether «仪器、设备数量» and «购买价格» of the form follow from the list's columns of quantity and cost.
Passes: by all rows or by the rows without software, furniture and vehicles; by the quantities or by the number of items.
Warns: a sum that its own list bears out (a printed total, price × quantity, a typed list) is another than the form's.
Undecided: a row, a quantity, a cost or a unit was not read; several lists; the form lies between the list with and
without software; the list names the main equipment alone (主要…) and comes to less.
Must not accuse: subtotals, 1批 or 300米, a page that was not read, 约, rounding to 万元, a misread digit on either side.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from checks._compare import count, mended, money, number
from checks._lists import counted
from checks._words import Extra, asked, formula, inapplicable, passed, said, warned
from pipeline.model import Claim, Facts, Message, Need, Row, Verdict
from pipeline.quantity import is_nil, parse_figure, plain, show, squeeze

ID = "equipment-list-vs-form"
CATEGORY = "consistency"
ASKS = Message(
    "申请表仪器设备数量、购买价格与设备清单是否一致",
    "Do the number and price of equipment on the form agree with the equipment list?",
)
FORM, KIND = "application-form", "equipment-list"
NEEDS: Mapping[str, Need] = {
    "count": Need("equipment-count", (FORM,), field="part-1", optional=True),
    "cost": Need("equipment-cost", (FORM,), field="part-1", optional=True),
}
PARAMETERS: Mapping[str, str] = {}
NAMES = {"count": ("仪器、设备数量", "number of devices"), "cost": ("设备购买价格", "price of the equipment")}
SCALES = tuple(map(Decimal, (1, 1000, 10_000)))  # 元, 千元, 万元
CENT = Decimal("0.01")
State = Literal["same", "between", "more", "less", "open"]
_PIECES = re.compile(r"(\d{1,5})(?:\.0+)?(?:台[/(]?套?\)?|套|件|个|部|架|辆|只|组|块|副|把|张)?")
_MEASURE = re.compile(r"批|米|m|㎡|平方米|项|年|次|用户|点|人|宗|期|公斤|kg|升")
# What a form's «仪器、设备» may leave out.
_APART = re.compile(
    r"软件|系统|平台|数据库|网站|程序|授权|许可|windows|office|wps|cad|app|[桌椅柜]|沙发|家具|空调|幕布|白板|窗帘|图书|装修|布线|汽车|轿车|车辆",
    re.I,
)
_SUM = re.compile(r"[小合总共]计|^[一二三四五六七八九十]{1,2}[、.．)]")
_TITLE = re.compile(r"(?:设备|仪器|软件|设施|资产).{0,8}(?:清单|一览表|明细|台账|列表|表)")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A figure of the list: all that it may mean, the sum of all rows, and that of what is surely equipment.

    `doubt` says why nothing can be held against it, `complete` that no row can be missing.
    """

    claim: Claim | None
    ways: tuple[Decimal, ...]
    most: Decimal
    least: Decimal
    complete: bool
    doubt: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class _Side:
    """The form's figure beside the list's."""

    name: str
    form: Claim
    listed: _Listed

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
    listed = {"count": _pieces(facts), "cost": _price(facts)}
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
    partial = _main_alone(facts) and not any(s.state == "same" for s in sides)
    for doubted, why, why_en in (
        (partial, "清单可能仅列主要设备，请核实", "the list may name the main equipment alone: a person looks"),
        (not side.listed.complete, "清单可能有行未识别，请核对原件", "rows of the list may be unread: check the scan"),
    ):  # fmt: skip
        if doubted and side.state == "less":
            return asked(f"{zh}；{why}", f"{en}; {why_en}", **extra)
    if side.listed.claim:
        extra["pair"] = (side.form.id, side.listed.claim.id)
    return warned(f"{zh}，两处不一致，请核实", f"{en}: they do not agree", **extra)


def _pieces(facts: Facts) -> _Listed | None:
    """The column of quantities; None where the list has none."""
    rows = _items(facts)
    claims = _totals("equipment-count", facts)
    if not claims and not any(r.cells.get("quantity") for r in rows):
        return None
    each = [_quantity(r) for r in rows]
    doubt = _unread(rows, facts) or _gaps(each, "数量未识别，或单位不是台(套)", "quantity")
    total = sum((q for q in each if q is not None), Decimal(0))
    apart = [q or Decimal(0) for q, r in zip(each, rows, strict=True) if _is_apart(r)]
    least = total - sum(apart, Decimal(0))
    ways = [number(c) for c in claims]
    if not doubt:
        ways += [total, least, Decimal(len(rows)), Decimal(len(rows) - len(apart))]
    return _listed(facts, claims, ways, total, least, doubt)


def _price(facts: Facts) -> _Listed | None:
    """The column of costs in yuan; None where the list has none."""
    rows = _items(facts)
    claims = _totals("equipment-cost", facts)
    if not claims:
        return None
    each = [_cost(r) for r in rows]
    raw = sum((c for c in each if c is not None), Decimal(0))
    said_ = number(claims[0])
    scale = next((s for s in SCALES if abs(raw * s - said_) <= max(CENT * s * len(rows), CENT)), None)
    doubt = _unread(rows, facts) or _gaps(each, "金额未识别", "cost")
    if not doubt and scale is None:
        doubt = "清单合计与各行金额之和不符或金额单位未能识别", "the list's total is not the sum of its rows, or its unit is not known"  # fmt: skip
    apart = sum((c or Decimal(0) for c, r in zip(each, rows, strict=True) if _is_apart(r)), Decimal(0))
    least = said_ - apart * (scale or 0)
    ways = [number(c) for c in claims]
    return _listed(facts, claims, ways if doubt else [*ways, least], said_, least, doubt)


def _listed(
    facts: Facts,
    claims: Sequence[Claim],
    ways: Sequence[Decimal],
    total: Decimal,
    least: Decimal,
    doubt: tuple[str, str] | None,
) -> _Listed:
    """The figure with what speaks against holding it against the form."""
    rows = _items(facts)
    claim = claims[0] if claims else None
    printed = claim if claim and claim.evidence.reader != "count" else None
    borne_out = printed is not None or _typed(facts) or all(map(_multiplies, rows))
    if doubt is None and printed and number(printed) != total:
        doubt = f"清单合计{plain(number(printed))}与各行之和{plain(total)}不符", f"the list's total {plain(number(printed))} is not the sum of its rows, {plain(total)}"  # fmt: skip
    if doubt is None and claim and (claim.confidence < facts.floor or claim.damaged):
        doubt = "清单合计或其单位识读不清", "the list's total or its unit was read faintly"
    if doubt is None and not borne_out:
        doubt = "清单未印合计，各行识读未能印证", "the list prints no total and nothing bears its rows out"
    most = number(printed) if doubt and printed else total
    complete = printed is not None or all(r.number is not None for r in rows)
    return _Listed(claim, tuple(ways), most, min(least, most), complete, doubt)


def _items(facts: Facts) -> tuple[Row, ...]:
    """The rows that name something or count it; totals are no rows."""
    return tuple(
        r for r in facts.table(KIND) if any(not is_nil(r.cells.get(c)) for c in ("name", "quantity", "cost"))
    )


def _totals(quantity: str, facts: Facts) -> tuple[Claim, ...]:
    """What each list comes to, the surest claim of a list first."""
    best: dict[str, Claim] = {}
    for c in sorted(facts.find(quantity, KIND), key=lambda c: -c.confidence):
        best.setdefault(c.document, c)
    return tuple(best.values())


def _quantity(row: Row) -> Decimal | None:
    """So many devices; None for a blank, a doubtful reading or what is no number of devices (1批, 300米)."""
    m = _PIECES.fullmatch(squeeze(row.cells.get("quantity") or ""))
    measured = _MEASURE.fullmatch(squeeze(row.cells.get("place") or ""))
    return Decimal(m[1]) if m and "quantity" not in row.doubt and not measured else None


def _cost(row: Row) -> Decimal | None:
    """The cost as printed, else price × quantity."""
    cost, price = (
        None if column in row.doubt else parse_figure(row.cells.get(column) or "")
        for column in ("cost", "price")
    )
    if cost or row.cells.get("cost"):
        return cost.value if cost and not cost.qualifier else None
    times = _quantity(row)
    return price.value * times if price and times is not None else None


def _multiplies(row: Row) -> bool:
    """Whether price × quantity is the printed cost: then none of the three is misread."""
    price, cost = (parse_figure(row.cells.get(c) or "") for c in ("price", "cost"))
    times = _quantity(row)
    if not price or not cost or times is None:
        return False
    return abs(price.value * times - cost.value) <= cost.resolution + price.resolution * times / 2


def _is_apart(row: Row) -> bool:
    return bool(_APART.search(squeeze(row.cells.get("name") or "")))


def _unread(rows: Sequence[Row], facts: Facts) -> tuple[str, str] | None:
    """Why the rows may be too few or too many, whatever they say."""
    homes = {r.document for r in rows}
    if not rows:
        return "清单数据行未能识别", "no rows of the list could be read"
    if len(homes | {d.id for d in facts.of_kind(KIND)}) > 1:
        return "设备清单有多份，可能重复提交", "there are several equipment lists, perhaps of the same things"
    found = counted(rows)
    if found.unread:
        return f"清单序号表明约有{found.unread}行未识别", f"by its numbers {found.unread} rows of the list are unread"  # fmt: skip
    if len(found.rows) != len(rows):
        return "清单有名称未识别或重复识别的行", "rows of the list have no name or were read twice"
    if any(_SUM.search(squeeze(r.cells.get("name") or "")) for r in rows):
        return "清单有分类小计，可能重复计数", "the list has sums of its sections, which may count twice"
    if any(p.depth == "glance" and not p.blank for d in facts.of_kind(KIND) for p in d.pages):
        return "清单有页面未识别", "a page of the list was not read"
    return None


def _gaps(each: Sequence[Decimal | None], zh: str, column: str) -> tuple[str, str] | None:
    missing = sum(v is None for v in each)
    return (
        (f"清单有{missing}行{zh}", f"the {column} of {missing} rows could not be told") if missing else None
    )


def _typed(facts: Facts) -> bool:
    """Whether the list was never scanned."""
    pages = [p for d in facts.of_kind(KIND) for p in d.pages]
    return bool(pages) and all(p.source in ("text", "sheet") for p in pages)


def _main_alone(facts: Facts) -> bool:
    """Whether a list calls itself one of the main things, as the official annex does, or has no title that was read."""
    titles = [t for d in facts.of_kind(KIND) for w in d.pages[0].words if _TITLE.search(t := squeeze(w.text))]
    return not titles or any(re.search("主要|部分|关键|大型", t) for t in titles)


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
