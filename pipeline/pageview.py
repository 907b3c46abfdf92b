"""`shenyan read`: what is read of a file, page by page, as JSON (contract section 4) or as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.discover import extractors
from pipeline.intake import gather
from pipeline.looking import Looker, full_chunks
from pipeline.model import Grid, Page, Problem
from pipeline.screening import glance
from pipeline.splitting import split


@dataclass(frozen=True, slots=True)
class View:
    """One file's pages, read in full, and the kind each is taken for."""

    file: str
    pages: tuple[tuple[Page, str], ...]


def pages_of(path: Path, workdir: Path, looker: Looker) -> tuple[tuple[View, ...], tuple[Problem, ...]]:
    """All pages of a file (or of a package) in full."""
    files, problems = gather(path, workdir)
    glances, unread = glance(files, looker)
    documents = split(glances, {k: e.score for k, e in extractors().items()})
    kinds = {(p.file, p.index): d.kind for d in documents for p in d.pages}
    found: dict[str, list[tuple[Page, str]]] = {}
    failed: list[Problem] = []
    for result in looker.run(full_chunks(glances, {f.path: f for f in files})):
        for thing in result:
            if isinstance(thing, Page):
                found.setdefault(thing.file, []).append((thing, kinds[thing.file, thing.index]))
            elif isinstance(thing, Problem):
                failed.append(thing)
    return tuple(View(f, tuple(p)) for f, p in found.items()), (*problems, *unread, *failed)


def describe(view: View) -> dict[str, Any]:
    """The contract's JSON of one file."""
    return {"file": view.file, "pages": [_page(p, kind) for p, kind in view.pages]}


def _page(page: Page, kind: str) -> dict[str, Any]:
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "rotation": page.rotation,
        "skew": round(page.skew, 2),
        "source": page.source,
        "kind": kind,
        "words": [
            {"text": w.text, "box": _box(w.box), "confidence": round(w.confidence, 3)} for w in page.words
        ],
        "grids": [_grid(g) for g in page.grids],
        "seals": [{"box": _box(s.box), "text": s.text} for s in page.seals],
    }


def _box(box: Sequence[float] | None) -> list[float] | None:
    return [round(v, 1) for v in box] if box else None


def _grid(grid: Grid) -> dict[str, Any]:
    cells = [
        {
            "row": c.row,
            "column": c.column,
            "row_span": c.row_span,
            "column_span": c.column_span,
            "text": c.text,
            "box": _box(c.box),
        }
        for c in grid.cells
    ]
    return {"box": _box(grid.box), "rows": grid.rows, "columns": grid.columns, "cells": cells}


def as_text(view: View) -> str:
    """For the eye: each page's kind, its words, and its grids row by row."""
    lines = [view.file]
    for page, kind in view.pages:
        turned = f", {page.rotation}°" if page.rotation else ""
        lines.append(
            f"── {page.number or page.sheet or 1} · {kind} · {page.source}{turned}, {page.skew:+.1f}°, {len(page.seals)} seals"
        )
        lines.extend(f"   {w.confidence:.2f}  {w.text}" for w in page.words)
        for grid in page.grids:
            lines.append(f"   ┌ {grid.rows} × {grid.columns} ({grid.reader})")
            for row in range(grid.rows):
                cells = [c for c in grid.row(row) if c.row == row]
                lines.append(
                    "   │ " + " | ".join(c.text or (f"<{c.mark}>" if c.mark else "·") for c in cells)
                )
    return "\n".join(lines)
