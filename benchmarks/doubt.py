"""Whether the program knows when it does not know: confidence against truth.

A claim that the truth can judge is right or wrong. `bins` groups them by the stated confidence (the reliability
diagram); `caught` asks how many of the wrong ones a reviewer sees who looks at the least sure share alone,
`needed` how large that share has to be for nearly all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.measures import Stated

LOAD = 0.05  # share of the claims that a reviewer looks at
MOST = 0.9  # of the wrong ones, as many as he should see
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose confidence lies in (low, high], the first one with its lower end."""

    low: float
    high: float
    claims: int
    right: int
    mean: float


def bins(stated: Sequence[Stated]) -> list[Bin]:
    """Non-empty bins, the least sure first."""
    out = []
    for low, high in pairwise(EDGES):
        here = [s for s in stated if low < s.confidence <= high or s.confidence == low == 0]
        if here:
            mean = sum(s.confidence for s in here) / len(here)
            out.append(Bin(low, high, len(here), sum(s.right for s in here), mean))
    return out


def caught(stated: Sequence[Stated], load: float = LOAD) -> tuple[int, int]:
    """(wrong claims among the least sure `load` of all, wrong claims); among equals the right ones come first."""
    ranked = sorted(stated, key=lambda s: (s.confidence, not s.right))
    looked_at = ranked[: round(len(ranked) * load)]
    return sum(not s.right for s in looked_at), sum(not s.right for s in ranked)


def needed(stated: Sequence[Stated], share: float = MOST) -> float | None:
    """The load at which `share` of the wrong claims is seen, None where none is wrong; among equals the right come first."""
    ranked = sorted(stated, key=lambda s: (s.confidence, not s.right))
    wrong = [i for i, s in enumerate(ranked, 1) if not s.right]
    return wrong[math.ceil(share * len(wrong)) - 1] / len(ranked) if wrong else None


def table(stated: Sequence[Stated]) -> str:
    """The bins, and what a review of the least sure catches."""
    lines = [f"{'confidence':<16}{'claims':>8}{'right':>8}{'share':>9}"]
    for b in bins(stated):
        lines.append(
            f"{b.low:.2f} to {b.high:.2f}".ljust(16) + f"{b.claims:>8}{b.right:>8}{b.right / b.claims:>9.4f}"
        )
    good, wrong = caught(stated)
    lines.append(f"wrong claims among the least sure {LOAD:.0%}: {good}/{wrong}")
    if (load := needed(stated)) is not None:
        lines.append(f"{MOST:.0%} of the wrong claims are among the least sure {load:.1%}")
    return "\n".join(lines)
