"""Where in the package a reviewer would look: documents of the kinds that prove something, and their likeliest pages.

Made once from the pages as they were read, as plain data: a report can be drawn anew when the pages are gone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model import Document, Page, Report
from pipeline.quantity import squeeze
from rulesets import Condition, Ruleset

BEST = 3  # pages named where words were found
LINKED = 6  # pages of a short document that are each linked
_EVENT = re.compile(
    r"通知|签到|报到|照片|总结|方案|议程|简报|邀请|记录|回访|合同|协议|反馈|举办|培训|活动|会议|讲座|对接"
)
_DAY = re.compile(r"(20\d\d)[年.\-/](\d{1,2})(?:[月.\-/](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Found:
    """Pages of one kind in one file, in order; `words` are those that were looked for and stand on them."""

    kind: str
    file: str
    numbers: tuple[int, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A paper that tells of a service: its heading, the first day that it names (ISO, '' if none), its pages."""

    title: str
    day: str
    file: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Leads:
    """Where to look for each rule that a person decides or a function asks for, by its id; the papers of services."""

    rules: Mapping[str, tuple[Found, ...]] = field(default_factory=dict)
    events: tuple[Event, ...] = ()

    def pages(self) -> set[tuple[str, int]]:
        """The pages that a report links to."""
        named = {(f.file, n) for found in self.rules.values() for f in found for n in linked(f.numbers)}
        return named | {(e.file, e.numbers[0]) for e in self.events if e.numbers}


def leads(report: Report, ruleset: Ruleset | None) -> Leads:
    """All of a package. Needs the pages with their words."""
    if ruleset is None:
        return Leads()
    parts = [p for f in ruleset.functions.functions for p in f.parts]
    rules = {
        rule.id: tuple(find(report.documents, rule.documents, rule.look_for))
        for rule in (*by_a_person(ruleset), *parts)
    }
    return Leads(rules, tuple(_event(d) for d in report.documents if d.kind == "service-evidence"))


def by_a_person(ruleset: Ruleset) -> Iterator[Condition]:
    """What nobody but a person decides, conditions first; without the parts of functions."""
    yield from (c for c in (*ruleset.conditions, *ruleset.form_rules) if c.decided_by == "person")


def find(
    documents: Sequence[Document], kinds: Collection[str], look_for: Sequence[str] = ()
) -> Iterator[Found]:
    """One entry a kind and file: the pages with most of the words, all pages where none of them was read."""
    for kind in kinds:
        files: dict[str, list[Page]] = defaultdict(list)
        for d in documents:
            if d.kind == kind:
                for p in d.pages:
                    files[p.file].append(p)
        for file, pages in files.items():
            yield _best(kind, file, pages, look_for)


def _best(kind: str, file: str, pages: Sequence[Page], look_for: Sequence[str]) -> Found:
    hits = [(p, [w for w in look_for if w in squeeze(p.text)]) for p in pages]
    best = sorted((h for h in hits if h[1]), key=lambda h: -len(h[1]))[:BEST]
    chosen = best or [(p, []) for p in pages]
    numbers = sorted({p.number for p, _ in chosen if p.number is not None})
    seen = {w for _, words in best for w in words}
    return Found(kind, file, tuple(numbers), tuple(w for w in look_for if w in seen))


def linked(numbers: Sequence[int]) -> tuple[int, ...]:
    """The pages that get a link of their own: all of a few, the first of many."""
    return tuple(numbers) if len(numbers) <= LINKED else tuple(numbers[:1])


def _event(d: Document) -> Event:
    lines = [squeeze(word.text) for word in d.pages[0].words[:12]]
    named = [t for t in lines if 4 <= len(t) <= 60 and _EVENT.search(t)]
    m = _DAY.search(squeeze(d.text))
    day = "" if m is None else "-".join([m[1], m[2].zfill(2), *([m[3].zfill(2)] if m[3] else [])])
    numbers = tuple(p.number for p in d.pages if p.number is not None)
    return Event(max(named[:3], key=len, default=""), day, d.pages[0].file, numbers)
