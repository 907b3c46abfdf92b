"""How many of a roster have the degree, the title, both, or either (A7-2, A7-4; lexicon B3).

A word that the lexicon does not know widens the interval: the worst case counts it as no, the best as yes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from checks._lists import counted
from pipeline.lexicon import COLLEGE, KNOWN_EDUCATION, KNOWN_TITLES, MID_UP, education_rank, mend, title_level
from pipeline.model import Row
from pipeline.quantity import is_nil, squeeze

Tri = bool | None


@dataclass(frozen=True, slots=True)
class Span:
    """A count between its worst and its best case."""

    worst: int
    best: int

    def __contains__(self, value: object) -> bool:
        return isinstance(value, Decimal | int) and self.worst <= value <= self.best

    def shares(self, whole: int) -> tuple[Decimal, Decimal]:
        """Percentages of `whole`, worst and best."""
        return Decimal(self.worst) / whole * 100, Decimal(self.best) / whole * 100

    def __str__(self) -> str:
        return str(self.worst) if self.worst == self.best else f"{self.worst}~{self.best}"


@dataclass(frozen=True, slots=True)
class Qualified:
    """The roster's counts. `unknown` are the words that could not be placed."""

    rows: tuple[Row, ...]
    unread: int
    both: Span
    either: Span
    degree: Span
    title: Span
    unknown: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.rows) + self.unread


def qualified(rows: Sequence[Row], qualification_as_title: str = "human") -> Qualified:
    """Counts over all rows with a name; rows that the numbers promise but nobody read are open both ways."""
    roster = counted(rows)
    nil_is_written = any(
        (r.cells.get("title") or "").strip() and is_nil(r.cells.get("title")) for r in roster.rows
    )
    degrees = [_degree(r) for r in roster.rows]
    titles = [_title(r, qualification_as_title, nil_is_written) for r in roster.rows]
    both = [_and(d, t) for d, t in zip(degrees, titles, strict=True)]
    either = [_or(d, t) for d, t in zip(degrees, titles, strict=True)]
    unknown = [
        squeeze(r.cells.get("education") or "空白")
        for r, d in zip(roster.rows, degrees, strict=True)
        if d is None
    ]
    unknown += [
        squeeze(r.cells.get("title") or "空白") for r, t in zip(roster.rows, titles, strict=True) if t is None
    ]
    more = roster.unread
    return Qualified(
        roster.rows, more, _span(both, more), _span(either, more), _span(degrees, more), _span(titles, more),
        tuple(dict.fromkeys(unknown)),
    )  # fmt: skip


def _degree(row: Row) -> Tri:
    text = row.cells.get("education")
    rank = _rank(text or "")
    if rank is None or ("education" in row.doubt and not _plain(text, KNOWN_EDUCATION)):
        return None
    return rank >= COLLEGE


def _title(row: Row, qualification_as_title: str, nil_is_written: bool) -> Tri:
    text = row.cells.get("title")
    level = _level(text or "")
    if "title" in row.doubt and not _plain(text, KNOWN_TITLES):
        return None
    if level is None:
        # A blank says «no title» unless this roster writes 无 where there is none: then the reader of a page lost it.
        return None if nil_is_written and row.page is not None else False
    if level == "qualification":
        return {"accept": True, "reject": False}.get(qualification_as_title)
    return None if level == "unknown" else level in MID_UP


def _plain(text: str | None, known: frozenset[str]) -> bool:
    """Whether a doubtful reading is a word of the lexicon that no other word is easily taken for."""
    return squeeze(text or "") in known and squeeze(text or "") not in ("大专", "中专")


@lru_cache(maxsize=4096)
def _rank(text: str) -> int | None:
    rank = education_rank(text)
    if rank is None and (better := mend(text, KNOWN_EDUCATION)):
        rank = education_rank(better)
    return rank


@lru_cache(maxsize=4096)
def _level(text: str) -> str | None:
    level: str | None = title_level(text)
    if level == "unknown" and (better := mend(text, KNOWN_TITLES)):
        level = title_level(better)
    return level


def _and(a: Tri, b: Tri) -> Tri:
    if a is False or b is False:
        return False
    return True if a and b else None


def _or(a: Tri, b: Tri) -> Tri:
    if a or b:
        return True
    return False if a is False and b is False else None


def _span(values: Sequence[Tri], unread: int) -> Span:
    yes, open_ = sum(v is True for v in values), sum(v is None for v in values)
    return Span(yes, yes + open_ + unread)
