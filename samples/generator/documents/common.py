"""What several documents share."""

from __future__ import annotations

import random
from decimal import Decimal

from .. import marks
from ..applicant import World
from ..layout import Flow
from ..page import Claim, Run, Text, said
from ..style import date, plain, words_date


def name(w: World, printed: str | None = None, underline: bool = False) -> Run:
    """The applicant's name, as a claim."""
    return said(printed or w.name, "applicant-name", underline=underline)


def seal(
    flow: Flow, text: str, x: float, y: float, rng: random.Random, size: float = 118, foot: str = ""
) -> None:
    """A round seal of 42 mm around a centre."""
    flow.stamp(marks.seal(text, rng, foot), x - size / 2, y - size / 2, size)


def sign(flow: Flow, who: str, x: float, y: float, rng: random.Random, height: float = 30) -> None:
    """A signature whose writing line is at y."""
    image = marks.signature(who, rng)
    flow.stamp(image, x, y - height * 0.8, height * image.width / image.height, height)


def dated(iso: str, pattern: str, quantity: str = "signed-on") -> Run:
    """A date in a pattern (`words` for Chinese numerals), as a claim."""
    return said(words_date(iso) if pattern == "words" else date(iso, pattern), quantity, iso)


def closing_day(year: int) -> str:
    return f"{year}-12-31"


def wan_said(
    value: object,
    quantity: str,
    period: object = None,
    how: str = "plain",
    accept: tuple[str, ...] = (),
    underline: bool = False,
) -> Run:
    """A figure in 万元; the claim is in yuan."""
    amount = Decimal(str(value))
    printed = f"{amount:,.2f}" if how == "comma" else f"{amount:.2f}"
    run = said(printed, quantity, plain(amount * 10000), period, accept)  # type: ignore[arg-type]
    return Run(f" {printed} ", run.claims, True) if underline else run


def count_said(value: int, quantity: str, period: object = None, underline: bool = False) -> Run:
    run = said(str(value), quantity, None, period)  # type: ignore[arg-type]
    return Run(f" {value} ", run.claims, True) if underline else run


def counted(
    quantity: str,
    value: object,
    period: object = None,
    accept: tuple[str, ...] = (),
    tolerance: str | None = None,
) -> Claim:
    """A claim that follows from rows."""
    return Claim(quantity, str(value), None if period is None else str(period), accept, tolerance, True)


def section(flow: Flow, text: Text, after: float = 2) -> None:
    """A heading of a section in running text."""
    flow.need(flow.look.size * 4)
    flow.para(text, face=flow.look.head, align="left", after=after)


__all__ = ["closing_day", "count_said", "counted", "dated", "name", "seal", "section", "sign", "wan_said"]
