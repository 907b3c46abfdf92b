"""推荐汇总表: the table of a batch. Recognised only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._kinds import opening
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "recommendation-summary"
PRODUCES: tuple[str, ...] = ()
READS = False

_TITLES = (
    "推荐汇总表",
    "平台汇总表",
    "推荐平台汇总表",
    "申报汇总表",
    "推荐名单汇总表",
    "推荐单位汇总表",
    "汇总推荐表",
    "推荐情况汇总表",
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 汇总表, of recommended platforms."""
    return opening(pages, _TITLES)


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Recognised only: nothing of it is a claim."""
    yield from ()
