"""Faults of people and clients: rosters, served lists, ratings, partners."""

from __future__ import annotations

import random
from decimal import Decimal

from ..applicant import World
from ..world import percent, survey
from .base import EITHER, Fault, fault, must


@fault("staff-ratio-low", "staff", needs=("firm",))
def staff_ratio_low(w: World, rng: random.Random) -> Fault:
    """The roster gives fewer qualified people, on any reading, than the form says."""
    n, limit = len(w.staff), w.regulation.ratio
    keep = n * rng.randrange(limit - 18, limit - 8) // 100
    for p in [p for p in w.staff[1:] if p.degree and p.titled][max(0, keep - 1) :]:
        p.title, p.education = rng.choice(["助理工程师", "无", "助理经济师"]), rng.choice(["中专", "高中"])
    for p in w.staff[1:]:
        if not (p.degree and p.titled):
            p.education, p.title = rng.choice(["中专", "高中"]), p.title if not p.titled else "无"
    both = sum(p.degree and p.titled for p in w.staff)
    return Fault(
        "staff-ratio-low",
        [
            must("qualified-ratio-rule", f"roster: {both} of {n} = {percent(both, n)} % < {limit} %"),
            must("qualified-count-form-vs-roster", f"form says {w.form.qualified}, roster gives {both}"),
        ],
        tolerated=["qualified-ratio-arith"],
    )


@fault("staff-duplicates", "staff")
def staff_duplicates(w: World, rng: random.Random) -> Fault:
    """Two people stand twice on the roster, to reach the number."""
    for k in (2, 5):
        w.staff[-k] = w.staff[k + 3]
    w.form.qualified = sum(p.degree and p.titled for p in w.staff)
    w.form.ratio = percent(w.form.qualified, w.form.staff)
    return Fault(
        "staff-duplicates",
        [must("roster-duplicates", "two people are listed twice")],
        tolerated=[
            "headcount-form-vs-roster",
            "qualified-count-form-vs-roster",
            "roster-min-rows",
            "qualified-ratio-rule",
        ],
        triage="review",
        soft=True,
    )


@fault("served-duplicates", "served")
def served_duplicates(w: World, rng: random.Random) -> Fault:
    """More than one row in twenty repeats a firm."""
    n = max(8, len(w.firms) // 12)
    half = len(w.firms) // 2
    for i, k in zip(rng.sample(range(half, len(w.firms)), n), rng.sample(range(half), n), strict=False):
        old = w.firms[k]
        w.firms[i] = type(old)(
            old.name, old.contact, old.phone, w.firms[i].service, w.firms[i].rating, old.industry
        )
    return Fault(
        "served-duplicates",
        [must("served-duplicates", f"{n} of {len(w.firms)} rows repeat a firm", verdicts=EITHER)],
        tolerated=["served-phone-reuse", "served-list-min-rows"],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("served-falling", "served")
def served_falling(w: World, rng: random.Random) -> Fault:
    """Fewer firms served than the year before: no growth to be seen."""
    first, last = w.form.years[-2:]
    first.served = last.served + rng.randrange(8, 25)
    return Fault(
        "served-falling",
        must_be_undecided=[
            must("served-growth", f"{first.served} → {last.served}", verdicts=("undecided", "fail"))
        ],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("served-below-threshold", "served")
def served_below(w: World, rng: random.Random) -> Fault:
    """One firm short of the threshold."""
    first, last = w.form.years[-2:]
    last.served = w.regulation.served - rng.randrange(1, 12)
    first.served = last.served - rng.randrange(5, 12)
    w.firms = w.firms[: min(len(w.firms), last.served)]
    w.satisfaction = survey(w.firms)
    return Fault(
        "served-below-threshold",
        [must("served-threshold", f"{last.served} < {w.regulation.served}")],
        tolerated=["function-at-least-one"],
    )


@fault("list-too-short", "served", needs=("rows asked",))
def list_too_short(w: World, rng: random.Random) -> Fault:
    """A list of fewer rows than the form asks for."""
    w.firms = w.firms[: rng.randrange(w.regulation.listed - 16, w.regulation.listed - 2)]
    w.satisfaction = survey(w.firms)
    return Fault(
        "list-too-short", [must("served-list-min-rows", f"{len(w.firms)} rows < {w.regulation.listed}")]
    )


@fault("satisfaction-low", "served", needs=("firm",))
def satisfaction_low(w: World, rng: random.Random) -> Fault:
    """Top and middle ratings together stay below 80 %."""
    n = len(w.firms)
    ratings = ["satisfied"] * (n * 55 // 100) + ["basically-satisfied"] * (n * 16 // 100)
    ratings += ["dissatisfied"] * (n - len(ratings))
    rng.shuffle(ratings)
    for f, r in zip(w.firms, ratings, strict=False):
        f.rating = r
    return Fault(
        "satisfaction-low",
        [
            must(
                "satisfaction-rule", f"71 % satisfied or basically satisfied < {w.regulation.satisfaction} %"
            ),
            must(
                "satisfaction-claimed-vs-computed", f"narrative says {w.satisfaction} %", "satisfaction-rule"
            ),
        ],
    )


@fault("partners-few", "partners")
def partners_few(w: World, rng: random.Random) -> Fault:
    """Fewer partners than are asked for."""
    limit = w.regulation.partners
    w.form.partners = w.form.partners[: max(1, limit - 2)]
    return Fault(
        "partners-few",
        [must("partners-min", f"{len(w.form.partners)} partners < {limit}")],
        tolerated=["partners-form-vs-agreements"],
    )


@fault("ratio-arithmetic", "staff")
def ratio_arithmetic(w: World, rng: random.Random) -> Fault:
    """The stated share of qualified staff does not follow from its figures."""
    off = Decimal(rng.randrange(500, 900)) / 100
    w.form.ratio += off if w.form.ratio + off < 100 else -off  # a point off may be rounding
    return Fault(
        "ratio-arithmetic", [must("qualified-ratio-arith", "专业人员 over 从业人数 gives another share")]
    )
