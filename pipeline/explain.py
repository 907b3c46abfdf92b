"""Before accusing, explain: the harmless causes of a mismatch, in the order of domain C0.3.

H1 unit · H2 column · H3 year · H4 line · H5 scope · H6 misread. Each finds the cause by looking for the
suspect's figure elsewhere in the package; none changes a value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.ledger import same_value
from pipeline.model import Cause, Claim, Facts, Message, Row
from pipeline.quantity import QUANTITIES, decimal_of, plain, show, squeeze

UNIT_STEPS = (Decimal(10_000), Decimal(1000), Decimal(10))
NEIGHBOURS: dict[str, tuple[str, ...]] = {
    "total-profit": ("net-profit",),
    "net-profit": ("total-profit",),
    "total-assets": ("net-assets", "total-liabilities"),
    "revenue": ("service-revenue", "total-profit"),
    "service-revenue": ("revenue",),
}
CONFUSED = frozenset(
    frozenset(pair)
    for pair in (
        "06",
        "08",
        "68",
        "17",
        "38",
        "56",
        "49",
        "35",
        "0O",
        "0D",
        "1I",
        "1L",
        "2Z",
        "5S",
        "8B",
        "6G",
        "UV",
    )
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """The winning hypothesis and how it is said."""

    cause: Cause
    message: Message
    claims: tuple[str, ...] = ()


def explain(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    """The first harmless cause that accounts for the mismatch of `suspect` with `other`, if any."""
    for hypothesis in (_unit, _column, _year, _line, _scope, _misread):
        found = hypothesis(suspect, other, facts)
        if found:
            return found
    return None


def _numbers(a: Claim, b: Claim) -> tuple[Decimal, Decimal] | None:
    x, y = decimal_of(a.value), decimal_of(b.value)
    return (x, y) if x is not None and y is not None else None


def _unit(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    numbers = _numbers(suspect, other)
    if QUANTITIES[suspect.quantity].sort != "money" or not numbers or not all(numbers):
        return None
    ratio = numbers[0] / numbers[1]
    for step in UNIT_STEPS:
        for factor in (step, 1 / step):
            if abs(ratio / factor - 1) <= Decimal("0.005"):
                zh = f"两数恰差约 {step:f} 倍，疑为单位（元/千元/万元）填写有误"
                return Explanation(
                    "unit",
                    Message(zh, f"the figures differ by a factor of about {step:f}: probably a wrong unit"),
                )
    return None


def _elsewhere(suspect: Claim, facts: Facts) -> Iterator[Claim]:
    yield from (c for c in facts.claims if c.id != suspect.id and decimal_of(c.value) is not None)


def _column(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    for c in _other_periods(suspect, other, facts):
        if c.document == other.document:
            zh = f"填报数与同一报表另一栏（{c.period}）一致，疑为抄错栏（期初/期末、上年/本年）"
            en = f"the figure equals the other column ({c.period}) of the same statement"
            return Explanation("column", Message(zh, en), (c.id,))
    return None


def _year(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    for c in _other_periods(suspect, other, facts):
        zh = f"填报数与其他年度（{c.period}）的数值一致，疑为年度填错"
        return Explanation(
            "year", Message(zh, f"the figure equals that of another year ({c.period})"), (c.id,)
        )
    return None


def _other_periods(suspect: Claim, other: Claim, facts: Facts) -> Iterator[Claim]:
    """Claims of the same quantity for another period, in another place, that say what the suspect says."""
    for c in _elsewhere(suspect, facts):
        same = c.quantity == suspect.quantity and c.scope == other.scope and c.period is not None
        elsewhere = (c.kind, c.field) != (suspect.kind, suspect.field) and c.period != suspect.period
        if same and elsewhere and same_value(suspect, c):
            yield c


def _line(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    for c in _elsewhere(suspect, facts):
        near = c.quantity in NEIGHBOURS.get(suspect.quantity, ())
        if near and c.document == other.document and c.period == other.period and same_value(suspect, c):
            label = QUANTITIES[c.quantity]
            zh = f"填报数等于该报表的“{label.zh}”（{show(c.quantity, c.value)}），疑似误填项目"
            return Explanation(
                "line", Message(zh, f"the figure equals another line of the statement: {label.en}"), (c.id,)
            )
    for row in facts.rows:
        if row.document == other.document and _row_has(row, suspect):
            name = row.cells.get("line") or ""
            return Explanation(
                "line",
                Message(
                    f"填报数等于该报表的“{name}”，疑似误填项目",
                    f"the figure equals the line {name!r} of the statement",
                ),
            )
    return None


def _row_has(row: Row, suspect: Claim) -> bool:
    step = decimal_of(suspect.resolution) or Decimal(0)
    value = decimal_of(suspect.value)
    figure = decimal_of(row.cells.get("closing"))
    return (
        bool(row.cells.get("line"))
        and value is not None
        and figure is not None
        and bool(figure)
        and abs(value - figure) < max(step, Decimal("0.01"))
    )


def _scope(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    for c in facts.find(suspect.quantity, other.kind, other.period, scope=None):
        if c.scope != other.scope and same_value(suspect, c):
            zh = "填报数与合并口径报表一致" if c.scope == "consolidated" else "填报数与母公司口径报表一致"
            return Explanation(
                "scope", Message(zh, f"the figure equals that of the {c.scope} statements"), (c.id,)
            )
    return None


def confirmed(claim: Claim, facts: Facts) -> bool:
    """Whether a second reading or a second place in the package says the same as this claim.

    What was typed, counted or computed has no glyph to misread.
    """
    if claim.derived_from or claim.evidence.reader in ("text", "sheet", "person", "qr", "count"):
        return True
    if any(same_value(replace(claim, value=r), claim) for r in claim.readings):
        return True
    return any(
        c.id != claim.id and c.quantity == claim.quantity and c.period == claim.period and same_value(c, claim)
        and _place(c) != _place(claim)
        for c in facts.claims
    )  # fmt: skip


def _place(claim: Claim) -> tuple[object, ...]:
    e = claim.evidence
    return e.file, e.page, e.box, e.cell


def one_glyph_apart(a: str, b: str) -> bool:
    """Whether two readings differ by one commonly confused glyph, or by a lost point, comma or minus alone."""
    x, y = squeeze(a).replace(",", ""), squeeze(b).replace(",", "")
    if x == y:
        return False
    if x.replace(".", "").lstrip("-") == y.replace(".", "").lstrip("-"):
        return True
    if len(x) != len(y):
        return False
    differing = [(p, q) for p, q in zip(x, y, strict=True) if p != q]
    return len(differing) == 1 and frozenset(differing[0]) in CONFUSED


def _misread(suspect: Claim, other: Claim, facts: Facts) -> Explanation | None:
    if confirmed(suspect, facts) and confirmed(other, facts):
        return None
    if _second_agrees(suspect, other) or _one_slip_apart(suspect, other):
        zh = "两数仅差一个易混字形或第二次识读与对方一致，疑似识别误差，请核对原件"
        return Explanation(
            "misread",
            Message(
                zh,
                "one easily confused glyph apart, or a second reading agrees with the other side: check the scan",
            ),
        )
    return None


def _second_agrees(suspect: Claim, other: Claim) -> bool:
    """Whether the second reading of one side says what the other side says."""
    sides = ((suspect, other), (other, suspect))
    return any(same_value(replace(a, value=r), b) for a, b in sides for r in a.readings)


def _one_slip_apart(suspect: Claim, other: Claim) -> bool:
    """Whether one confused glyph, a lost point or a lost minus on one side makes the two agree."""
    if not _numbers(suspect, other):
        return one_glyph_apart(suspect.value, other.value)
    sides = ((suspect, other), (other, suspect))
    return any(same_value(slip, b) for a, b in sides for slip in _slips(a))


def _slips(claim: Claim) -> Iterator[Claim]:
    """The claim with one glyph of its figure read otherwise."""
    for i, glyph in enumerate(claim.value):
        for pair in CONFUSED:
            if glyph in pair and pair <= set("0123456789"):
                (twin,) = pair - {glyph}
                yield replace(claim, value=claim.value[:i] + twin + claim.value[i + 1 :])
    value, step = decimal_of(claim.value), decimal_of(claim.resolution)
    if value is None or QUANTITIES[claim.quantity].sort not in ("money", "percent", "area"):
        return
    yield replace(claim, value=plain(-value))
    if "." not in claim.evidence.text:
        for places in (1, 2, 3, 4):
            fine = plain(step.scaleb(-places)) if step else None
            yield replace(claim, value=plain(value.scaleb(-places)), resolution=fine)
