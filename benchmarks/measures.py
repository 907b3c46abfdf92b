"""What a benchmark measures, and how the figures of packages add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """`good` of `of`."""

    good: int = 0
    of: int = 0

    def add(self, good: bool) -> None:
        self.good += good
        self.of += 1

    def __iadd__(self, other: Tally) -> Tally:
        self.good += other.good
        self.of += other.of
        return self

    @property
    def share(self) -> float:
        return self.good / self.of if self.of else 1.0


MEASURES = (
    "claims",
    "wrong",
    "spurious",
    "pages",
    "kinds",
    "rows",
    "cells",
    "attachments",
    "planted",
    "decided",
    "triage",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One value that stands in the package, how its page was spoilt, and whether it was found."""

    quantity: str
    spoilt: tuple[str, ...]
    found: bool


@dataclass(frozen=True, slots=True)
class Stated:
    """How sure the program was of a claim that the truth can judge, and whether it was right."""

    confidence: float
    right: bool


@dataclass(slots=True)
class Score:
    """What one package (or all of them) came to; `notes` say what went wrong."""

    package: str
    tallies: dict[str, Tally] = field(default_factory=lambda: {m: Tally() for m in MEASURES})
    false: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    taken: Counter[tuple[str, str]] = field(default_factory=Counter)  # (a page's kind, what it was taken for)
    printed: list[Printed] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)

    def __iadd__(self, other: Score) -> Score:
        for name, tally in other.tallies.items():
            self.tallies[name] += tally
        self.false += other.false
        self.warned += other.warned
        self.notes += other.notes
        self.taken += other.taken
        self.printed += other.printed
        self.stated += other.stated
        return self


def total(scores: Iterable[Score]) -> Score:
    """All packages together."""
    whole = Score("all")
    for one in scores:
        whole += one
    return whole
