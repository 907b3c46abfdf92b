"""One bounded second look: the figures that accuse, or that are too faint to decide, are read again.

What a second reading sees is kept on the claim (`readings`): a value that it confirms may accuse, and may
decide although the first reading was faint; a value that it reads as the other side's is a misreading, and the
judge then says undecided (domain C0.3, H6).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from pipeline.model import Claim, EngineName, Outcome
from pipeline.quantity import QUANTITIES, UNIT_FACTORS, decimal_of, figures, parse_date, plain, squeeze

MOST = 40
ENGINES: tuple[EngineName, ...] = ("tesseract", "rapidocr")
CONFIRMED = 0.9  # two readings that agree
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?")
_MARKS = re.compile(r"[_:：;；,，、。()（）]+(?!\d)|(?<!\d)[_:：;；,，、。()（）]+")
_DATES = re.compile(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日?|[./-]\d{1,2}[./-]\d{1,2})")
TELLING = 3  # so many digits do not turn up in a line by chance
Reread = Callable[[Sequence[Claim], EngineName], Sequence[str | None]]
"""(claims, engine) → what that engine reads in each claim's box, None where it reads nothing."""


def contested(outcomes: Iterable[Outcome], claims: Iterable[Claim], floor: float) -> tuple[str, ...]:
    """The ids of the scanned claims that an accusation, or a doubt, rests on, worst findings first.

    An accusation is looked at whole; of what is undecided only the claims fainter than `floor`.
    """
    by_id = {c.id: c for c in claims}
    wanted: dict[str, None] = {}
    for outcome in sorted(outcomes, key=lambda o: o.severity != "error"):
        if outcome.verdict not in ("fail", "undecided"):
            continue
        whole = outcome.verdict == "fail" or outcome.cause == "misread"
        for id in outcome.claims:
            claim = by_id.get(id)
            if (
                claim
                and (whole or claim.confidence < floor)
                and claim.evidence.reader == "ocr"
                and claim.evidence.box
                and not claim.derived_from
            ):
                wanted[id] = None
    return tuple(wanted)[:MOST]


def second_look(claims: Iterable[Claim], wanted: Iterable[str], reread: Reread) -> tuple[Claim, ...]:
    """The same claims, those in `wanted` with what other readings saw of them.

    Another reader first; where that does not bear the value out, the first reader at another scale.
    """
    looked = {c.id: c for c in claims}
    open_ones = list(dict.fromkeys(id for id in wanted if id in looked))
    for engine in ENGINES:
        asked = [looked[id] for id in open_ones]
        for claim, text in zip(asked, reread(asked, engine) if asked else (), strict=True):
            looked[claim.id] = _looked_at(claim, text)
        open_ones = [id for id in open_ones if looked[id].value not in looked[id].readings]
    return tuple(looked.values())


def _looked_at(claim: Claim, text: str | None) -> Claim:
    """The claim with what a second reading saw; surer where that bears it out."""
    value = _as_value(claim, text) if text else None
    if value is None:
        return claim
    sure = max(claim.confidence, CONFIRMED) if value == claim.value else claim.confidence
    return replace(claim, readings=(*claim.readings, value), confidence=sure)


def _as_value(claim: Claim, text: str) -> str | None:
    """What the second reading says of this quantity, in the contract's form; None if nothing."""
    sort = QUANTITIES[claim.quantity].sort
    if sort in ("money", "percent", "count", "area"):
        return _as_figure(claim, text)
    if sort == "date":
        if claim.quantity == "valid-until":  # «自…起至…止»: the end of a term
            text = (_DATES.findall(squeeze(text)) or [text])[-1]
        return parse_date(text)
    if squeeze(claim.evidence.text) and squeeze(claim.evidence.text) in squeeze(text):
        return claim.value
    return squeeze(text) or None


def _as_figure(claim: Claim, text: str) -> str | None:
    """The second reading's figure in the claim's unit, whichever of the two saw the unit beside it."""
    value = decimal_of(claim.value)
    mine_text, others_text = (squeeze(t).strip("，。；：,.;:") for t in (claim.evidence.text, text))
    if mine_text in others_text and not mine_text.isdigit():
        return claim.value  # the box holds the whole line, the claim one figure of it with its label
    if any(_marks_lost(m.group(), value, others_text) for m in _FIGURE.finditer(mine_text)):
        return claim.value
    mine, others = _written(claim.evidence.text), _written(text)
    if value is None or not others:
        return None
    at = next((i for i, n in enumerate(mine) if any(n * f == value for f in UNIT_FACTORS.values())), None)
    if at is None:
        return None
    if len(others) != len(mine) and len(others) > 1:  # the line in the box says more than the claim
        other = _beside(claim.evidence.text, mine[at], text)
        telling = len(mine[at].normalize().as_tuple().digits) >= TELLING
        if other is None and telling and others.count(mine[at]) == 1:
            other = mine[at]
    else:
        other = others[at] if len(others) == len(mine) else others[0]
    if other is None or mine[at] == other:
        return claim.value if other is not None else None
    return plain(other * value / mine[at]) if mine[at] else None


def _marks_lost(figure: str, value: Decimal | None, again: str) -> bool:
    """Whether a second reading has all digits of the claim's figure and none of its marks: «2 514 537 28» for 2,514,537.28.

    Where the figure's commas tell where its point stands; a point that stands alone may be a speck.
    """
    number = decimal_of(figure)
    claimed = number is not None and any(number * f == value for f in UNIT_FACTORS.values())
    return claimed and bool(_GROUPED.fullmatch(figure)) and again == re.sub(r"\D", "", figure)


def _beside(text: str, figure: Decimal, other: str) -> Decimal | None:
    """The figure of `other` that has the neighbours which `figure` has in `text` («人员25人»)."""
    text, other = (_MARKS.sub("", squeeze(t)) for t in (text, other))
    place = next((m for m in _FIGURE.finditer(text) if decimal_of(m.group()) == figure), None)
    if place is None or place.start() < 2:
        return None
    before, after = text[place.start() - 2 : place.start()], text[place.end() : place.end() + 1]
    found = re.findall(re.escape(before) + rf"({_FIGURE.pattern})" + re.escape(after), other)
    return decimal_of(found[0]) if len(found) == 1 else None


def _written(text: str) -> list[Decimal]:
    """The numbers of `text` as they are written, without their units."""
    return [f.value / UNIT_FACTORS.get(f.unit or "", Decimal(1)) for f in figures(text)]
