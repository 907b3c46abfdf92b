"""What only a person can judge, as a checklist: the article, what it asks, and the pages where to look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.reports import _words as words
from pipeline.reports._spots import Found, by_a_person, linked
from pipeline.reports._view import Viewer, safe_href
from rulesets import Condition


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page, or a run of pages, with a link where there is a picture."""

    text: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to look: the document, its file, its pages, and the words that were found there."""

    kind: str
    document: str
    file: str
    pages: tuple[PageLink, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the checklist. `missing` are the documents that would prove it and were not found."""

    article: str
    text: str
    spots: tuple[Spot, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is judged now, and what belongs to a later stage."""

    tasks: tuple[Task, ...]
    later: tuple[tuple[str, str], ...]


def checklist(v: Viewer) -> Checklist | None:
    """None where no ruleset was chosen."""
    ruleset = v.context.ruleset
    if ruleset is None:
        return None
    rules = list(by_a_person(ruleset))
    now = tuple(_task(v, c) for c in rules if c.stage == "application")
    return Checklist(
        now, tuple((v.words.article(c.article), _said(v, c)) for c in rules if c.stage != "application")
    )


def _task(v: Viewer, c: Condition) -> Task:
    found = spots(v, c)
    return Task(v.words.article(c.article), _said(v, c), found, missing(v, c.documents))


def _said(v: Viewer, c: Condition) -> str:
    return c.en if v.words.lang == "en" else c.zh


def spots(v: Viewer, c: Condition) -> tuple[Spot, ...]:
    """The documents that would prove it and are there."""
    return tuple(_spot(v, f) for f in v.leads.rules.get(c.id, ()))


def missing(v: Viewer, kinds: Iterable[str]) -> str:
    """The kinds of which no document was recognised, in words; not what another of the same item stands for."""
    there = {d.kind for d in v.report.documents}
    items = (
        [a.kinds for a in v.context.ruleset.attachments if a.item != "other-proof"]
        if v.context.ruleset
        else []
    )
    for alternatives in items:
        if there.intersection(alternatives):
            there.update(alternatives)
    names = [v.words.of(words.KINDS, k) for k in kinds if k not in there and k != "other"]
    return v.words.t("comma").join(names)


def _spot(v: Viewer, found: Found) -> Spot:
    w = v.words

    def href(number: int) -> str | None:
        return safe_href(v.context.page_pictures.get((found.file, number)))

    single = linked(found.numbers)
    if len(single) == len(found.numbers):
        pages = tuple(PageLink(str(n), href(n)) for n in single)
    else:
        pages = (PageLink(w.runs(found.numbers), href(single[0])),)
    return Spot(found.kind, w.of(words.KINDS, found.kind), found.file, pages, w.quoted(found.words))
