"""How the figures that `doubt` asks for are read again: by the workers that read the pages, side by side."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.doubt import Reread
from pipeline.looking import FIGURES, Figures, Looker
from pipeline.model import Claim, Document, EngineName, SourceFile, Word


def reread_with(files: Sequence[SourceFile], documents: Sequence[Document], looker: Looker) -> Reread:
    """Other readings of single figures, by the same workers."""
    by_path = {f.path: f for f in files}
    pages = {(p.file, p.number): p for d in documents for p in d.pages}

    def reread(claims: Sequence[Claim], engine: EngineName) -> list[str | None]:
        standing: dict[tuple[str, int | None], list[Claim]] = {}
        for claim in claims:
            place = (claim.evidence.file, claim.evidence.page)
            if claim.evidence.file in by_path and place in pages and claim.evidence.box:
                standing.setdefault(place, []).append(claim)
        groups = [g[i : i + FIGURES] for g in standing.values() for i in range(0, len(g), FIGURES)]
        tasks = [
            Figures(
                engine,
                by_path[g[0].evidence.file],
                pages[g[0].evidence.file, g[0].evidence.page],
                tuple(c.evidence.box for c in g if c.evidence.box),
            )
            for g in groups
        ]
        read = {
            claim.id: thing.text
            for group, result in zip(groups, looker.run(tasks), strict=True)
            for claim, thing in zip(group, result, strict=True)
            if isinstance(thing, Word)  # a second reader that breaks leaves a figure unconfirmed
        }
        return [read.get(c.id) for c in claims]

    return reread
