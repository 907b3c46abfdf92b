"""The page: a list of drawing operations in points, and what a perfect reader finds on it.

Origin top left, y downwards, 72 points an inch. A document is printed once and then drawn
by `raster` (for scans) or by `digital` (for PDFs with a text layer).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PIL import Image

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)
Colour = tuple[int, int, int]
BLACK: Colour = (20, 20, 20)
RED: Colour = (200, 22, 30)


@dataclass(frozen=True)
class Claim:
    """One occurrence of a quantity (contract, section 3). Values follow the contract's rules."""

    quantity: str
    value: str
    period: str | None = None
    accept: tuple[str, ...] = ()
    tolerance: str | None = None
    derived: bool = False
    printed: str | None = None


@dataclass(frozen=True)
class Run:
    """A stretch of text with one look, and the claims that its words make."""

    text: str
    claims: tuple[Claim, ...] = ()
    underline: bool = False
    bold: bool = False


Text = str | Run | Sequence[str | Run]


def runs(text: Text) -> list[Run]:
    """The same text as a list of runs."""
    if isinstance(text, str):
        return [Run(text)]
    if isinstance(text, Run):
        return [text]
    return [r if isinstance(r, Run) else Run(r) for r in text]


def said(
    printed: str,
    quantity: str,
    value: str | None = None,
    period: str | int | None = None,
    accept: Sequence[str] = (),
    underline: bool = False,
    bold: bool = False,
) -> Run:
    """A run that states a value of a quantity; without a value, the printed words are the value."""
    claim = Claim(
        quantity,
        printed if value is None else value,
        None if period is None else str(period),
        tuple(accept),
        printed=printed,
    )
    return Run(printed, (claim,), underline, bold)


@dataclass(frozen=True)
class Words:
    """A line of text; `x` is its left end, `y` its baseline, `track` the extra advance a character."""

    x: float
    y: float
    text: str
    face: str
    size: float
    colour: Colour = BLACK
    track: float = 0.0


@dataclass(frozen=True)
class Line:
    points: tuple[tuple[float, float], ...]
    width: float = 0.6
    colour: Colour = BLACK


@dataclass(frozen=True)
class Fill:
    box: tuple[float, float, float, float]
    colour: Colour


@dataclass(frozen=True)
class Picture:
    """An RGBA image laid on the page; with `ink`, it darkens what lies below it, as a stamp does."""

    x: float
    y: float
    width: float
    height: float
    image: Image.Image
    ink: bool = False


@dataclass
class Page:
    size: tuple[float, float] = A4
    ops: list[Words | Line | Fill | Picture] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    rows: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    turn: int = 0  # quarter turns by which the sheet lay wrong on the scanner, clockwise
    foot: tuple[str, str] | None = None  # pattern of the page number, and its face
    note: str | None = None  # what is special about this page, for the truth's `degradations`


@dataclass
class Document:
    """The pages of one document kind, in order."""

    kind: str
    pages: list[Page]
    title: str = ""  # how a contents page or a file name calls it
    source: list[tuple[str, Text]] = field(
        default_factory=list
    )  # running text as (title | head | body, text), for Word files
