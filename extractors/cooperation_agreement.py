"""合作协议: agreements with the institutions that the platform gathers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._kinds import opening, vocabulary
from extractors._parties import Party, parties, signed, until
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import fold_name

KIND = "cooperation-agreement"
PRODUCES: tuple[str, ...] = ("applicant-name", "signed-on", "valid-until")
READS = True

_TITLES = vocabulary(
    """
    合作协议 合作协议书 合作框架协议 合作框架协议书 战略合作协议 战略合作协议书 战略合作框架协议 合作合同
    合作合同书 共建协议 共建协议书 联盟协议 服务联盟协议 加盟协议 入驻协议 合作备忘录 合作意向书
    服务合作协议 协作协议 联合服务协议 战略合作备忘录 合作服务协议 合作共建协议 框架协议 合作意向协议
    签约服务协议 服务机构协议
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 合作协议, 共建协议 and the like."""
    return opening(pages, _TITLES, unless="租赁|房屋|场地|证明")


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """One row an agreement; of the document the party that all its agreements share, the first date and term."""
    bundles = _bundles(document)
    sides = [[p for page in pages for p in parties(page)] for pages in bundles]
    own = _shared(sides)
    firsts: list[Claim] = []
    for n, (pages, named) in enumerate(zip(bundles, sides, strict=True), 1):
        date, end = signed(pages, KIND), until(pages, KIND)
        other = next((p for p in named if own is None or fold_name(p.name) != fold_name(own.name)), None)
        cells = {
            "unit": own.name if own else None,
            "partner": other.name if other else None,
            "signed-on": date.value if date else None,
            "valid-until": end.value if end else None,
            "seals": str(sum(len(p.seals) for p in pages)),
        }
        boxes: dict[str, Box | None] = {"partner": other.box if other else None}
        sure = other.confidence if other else 0.5
        yield Row(
            KIND,
            n,
            pages[0].file,
            pages[0].number,
            cells,
            boxes,
            round(sure, 4),
            (),
            document.id,
            f"{document.id}-r{n}",
        )
        if n == 1:
            firsts = [c for c in (date, end) if c]
    if own:
        # With one agreement alone nothing tells which side is the applicant.
        sure = own.confidence if len(bundles) > 1 else min(own.confidence, 0.75)
        made = claim(own.page, "applicant-name", own.name, kind=KIND, box=own.box, confidence=sure)
        if made:
            yield made
    yield from firsts


def _bundles(document: Document) -> list[tuple[Page, ...]]:
    """The agreements of a document: each begins with a title."""
    made: list[list[Page]] = []
    for page in document.pages:
        if not made or (score((page,)) or 0.0) >= 0.5:
            made.append([])
        made[-1].append(page)
    return [tuple(pages) for pages in made]


def _shared(sides: Sequence[Sequence[Party]]) -> Party | None:
    """The party of most agreements; of one alone, 甲方."""
    count = Counter(name for named in sides for name in {fold_name(p.name) for p in named})
    every = [p for named in sides for p in named]
    if not every:
        return None
    return max(every, key=lambda p: (count[fold_name(p.name)], p.side == "甲", p.confidence))
