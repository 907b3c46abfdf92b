"""What follows from the world itself, without a fault: a relaxation that is somebody's discretion."""

from __future__ import annotations

from ..applicant import World
from ..world import wan
from .base import Fault, must


def relaxed(w: World) -> list[Fault]:
    """Values between the variant's figure and the plain one: nobody is accused, a person decides."""
    strict = w.regulation.strict
    if not strict:
        return []
    assets, people = w.accounts[1].assets, len(w.staff)
    unsure = []
    if w.regulation.assets <= assets < strict.assets:
        why = f"{wan(assets)} 万元 lies between {w.regulation.assets // 10000} and {strict.assets // 10000}"
        unsure.append(must("assets-threshold", why + "; the text leaves it to the authority"))
    if w.regulation.staff <= people < strict.staff:
        why = f"{people} people lie between {w.regulation.staff} and {strict.staff}"
        unsure.append(must("roster-min-rows", why + "; the text leaves it to the authority"))
    if not unsure:
        return []
    also = ["roster-vs-social-security"]
    return [Fault("relaxed-band", must_be_undecided=unsure, tolerated=also, triage="review", soft=True)]
