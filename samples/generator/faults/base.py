"""Planted faults: each changes the world before it is printed and says which checks must notice.

A fault's `touches` names what it changes, so that two faults of one package do not mask each other.
Check ids are those of the catalogue of checks.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ..applicant import World


@dataclass
class Fault:
    """What a planted fault asks of the program."""

    name: str
    must_fail: list[dict[str, Any]] = field(default_factory=list)
    must_be_undecided: list[dict[str, Any]] = field(default_factory=list)
    tolerated: list[str] = field(default_factory=list)
    attachments: dict[str, list[str]] = field(default_factory=dict)
    triage: str = "return"
    mild: bool = False  # nothing but a reviewer's second look follows
    soft: bool = False  # a named harmless cause, or a doubt, may lower the triage to review


Plant = Callable[[World, random.Random], Fault]
CATALOGUE: dict[str, tuple[Plant, frozenset[str]]] = {}
NEEDS: dict[str, tuple[str, ...]] = {}


def fault(name: str, *touches: str, needs: tuple[str, ...] = ()) -> Callable[[Plant], Plant]:
    """Enters a fault into the catalogue. `needs` says where it can be planted: the key of a paper, `asks ITEM`
    of an attachment that the text asks for, `firm` where no relaxation softens the rule, or see `applicable`."""

    def keep(plant: Plant) -> Plant:
        CATALOGUE[name] = (plant, frozenset(touches))
        NEEDS[name] = needs
        return plant

    return keep


def applicable(name: str, w: World) -> bool:
    """Whether the fault is one under this applicant's regulation."""
    r = w.regulation
    has = set(r.papers) - ({"licence", "qualification"} if w.committed else {"commitment"})
    has |= {
        word
        for word, true in (
            ("firm", not r.relaxable),
            ("rows asked", bool(r.listed)),
            ("total line", r.wording.served_total),
            ("seal asked", r.seal_asked),
            ("income statement", not w.npo),
        )
        if true
    }
    return all(
        n.removeprefix("asks ") not in r.optional if n.startswith("asks ") else n in has for n in NEEDS[name]
    )


def must(check: str, why: str, *also: str, verdicts: tuple[str, ...] = ()) -> dict[str, Any]:
    entry: dict[str, Any] = {"check": check, "why": why}
    if also:
        entry["any_of"] = [check, *also]
    if verdicts:
        entry["verdicts"] = list(verdicts)
    return entry


EITHER = ("fail", "undecided")


def plant(names: list[str], w: World) -> list[Fault]:
    """Plants faults in an order that keeps them independent."""
    return [CATALOGUE[n][0](w, w.rng("fault/" + n)) for n in names]


def compatible(rng: random.Random, n: int, w: World | None = None) -> list[str]:
    """Up to n faults that touch different things, and that are faults for this applicant."""
    names = sorted(name for name in CATALOGUE if w is None or applicable(name, w))
    rng.shuffle(names)
    out: list[str] = []
    used: set[str] = set()
    for name in names:
        touches = CATALOGUE[name][1]
        if len(out) < n and not touches & used:
            out.append(name)
            used |= touches
    return out
