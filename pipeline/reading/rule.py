"""What a ruled line is, and all those of a page."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.reading.settings import Image

TextBox = tuple[int, int, int, int]
WORN = 18.0  # points: a gap that wear leaves in a line


@dataclass(frozen=True, slots=True)
class Rule:
    """A level or upright line in pixels: `at` across it, from `start` to `end` along it.

    A line that wavers or slants a little lies between `low` and `high`; `inked` is its length without gaps.
    """

    at: float
    start: int
    end: int
    thickness: float = 1.0
    low: float = 0.0
    high: float = 0.0
    inked: int = 0

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Rules:
    """All ruled lines of a page; `ink` is the ink of the page, `mask` that of the lines alone (255)."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    mask: Image
    ink: Image

    @property
    def count(self) -> int:
        return len(self.level) + len(self.upright)
