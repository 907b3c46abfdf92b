"""推荐表: what the recommending authority fills in. Recognised only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import opening
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "recommendation-form"
PRODUCES: tuple[str, ...] = ()
READS = False

_TITLES = ("推荐表", "推荐书")


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 推荐表."""
    return opening(pages, _TITLES)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Recognised only: nothing of it is a claim."""
    yield from ()
