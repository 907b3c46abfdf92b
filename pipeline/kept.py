"""What a run keeps of a package besides its reports, so that a batch can be compared anew without reading a page.

The report without batch outcomes: claims, rows and outcomes as they were judged; of the pages only what reports
show (their size and picture). Whatever spans packages is added to it and rendered again, so nothing piles up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.model import Message, Report
from pipeline.reports._spots import Leads
from rulesets import Ruleset

FILE = ".ledger.json"


@dataclass(frozen=True, slots=True)
class Kept:
    """A report, the pictures of its pages as (file, page, path in the folder), and the ruleset it was judged by.

    `citations` are what articles ask that stand in no ruleset: those of a call. `leads` are the places for a
    person's eye, which are found in the words of the pages.
    """

    report: Report
    pictures: tuple[tuple[str, int, str], ...] = ()
    ruleset: Ruleset | None = None
    citations: Mapping[str, Message] = field(default_factory=dict)
    leads: Leads = field(default_factory=Leads)


@cache
def _adapter() -> TypeAdapter[Kept]:
    return TypeAdapter(Kept)


def bare(report: Report) -> Report:
    """The report without what was read of its pages."""
    documents = tuple(
        replace(
            d,
            pages=tuple(replace(p, words=(), grids=(), seals=(), codes=(), ink=()) for p in d.pages),
        )
        for d in report.documents
    )
    return replace(report, documents=documents)


def keep(kept: Kept, folder: Path) -> None:
    """Writes it beside the reports. What cannot be written as UTF-8 is not kept: that package is not compared."""
    try:
        data = _adapter().dump_json(replace(kept, report=bare(kept.report)))
    except ValueError:  # half a character in an old zip's name
        (folder / FILE).unlink(missing_ok=True)
        return
    (folder / FILE).write_bytes(data)


def kept_in(folder: Path) -> Kept | None:
    """What was kept of a package, None where nothing was or where it is not whole."""
    try:
        return _adapter().validate_json((folder / FILE).read_bytes())
    except (OSError, ValueError):
        return None
