"""The service functions: every part with what the text asks, what was found, and who decides. Nobody is accused here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.model import Claim, Outcome
from pipeline.quantity import decimal_of, squeeze
from pipeline.reports import _words as words
from pipeline.reports._person import PageLink, Spot, missing, spots
from pipeline.reports._view import Place, Viewer, safe_href
from rulesets import Condition, Function
from rulesets._figures import Lang, changed, figure

CHECK = "function-at-least-one"
Status = Literal["met", "below", "person", "unseen"]
EVENTS = 40
STATING = ("application-form", "narrative")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure that the applicant states, and where; `common` is one that tells no functions apart."""

    value: str
    place: Place
    common: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a function."""

    route: str
    article: str
    text: str
    standard: str
    status: Status
    word: str
    figure: Evidence | None
    spots: tuple[Spot, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class FunctionView:
    """One function: `state` is the best that its figures allow to say."""

    name: str
    article: str
    state: Status
    word: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A paper that tells of a service: its first words, the day, its pages."""

    title: str
    day: str
    file: str
    page: PageLink


@dataclass(frozen=True, slots=True)
class Matrix:
    """All functions, those with figures first; `rest` are the ones for which nothing was stated."""

    article: str
    asked: str
    level: str
    word: str
    functions: tuple[FunctionView, ...]
    rest: tuple[FunctionView, ...]
    events: tuple[Event, ...]
    more_events: int


def matrix(v: Viewer) -> Matrix | None:
    """None where no ruleset was chosen."""
    ruleset = v.context.ruleset
    if ruleset is None:
        return None
    rule = ruleset.functions
    outcome = next((o for o in v.report.outcomes if o.check == CHECK), None)
    seen = [_function(v, f, outcome, [x.zh for x in rule.functions]) for f in rule.functions]
    events = list(_events(v))
    level, word = _conclusion(v, outcome)
    return Matrix(
        v.words.article(rule.article),
        rule.en if v.words.lang == "en" else rule.zh,
        level,
        word,
        tuple(f for f in seen if f.state != "unseen"),
        tuple(f for f in seen if f.state == "unseen"),
        tuple(events[:EVENTS]),
        max(0, len(events) - EVENTS),
    )


def _conclusion(v: Viewer, o: Outcome | None) -> tuple[str, str]:
    """(class, word): a pass speaks of figures alone."""
    if o is None:
        return "", ""
    table, id = (
        (words.PARTS, "function-met") if o.verdict == "pass" else (words.LEVELS, f"{o.verdict}/{o.severity}")
    )
    return f"{o.verdict}-{o.severity}", v.words.of(table, id)


def _function(v: Viewer, f: Function, outcome: Outcome | None, names: Sequence[str]) -> FunctionView:
    routes = list(dict.fromkeys(p.route for p in f.parts if p.route))
    parts = tuple(_part(v, f, p, outcome, names, routes) for p in f.parts)
    state = _state(parts)
    name = f.en if v.words.lang == "en" else f.zh
    return FunctionView(
        name, v.words.article(f.article), state, v.words.of(words.PARTS, f"function-{state}"), parts
    )


def _state(parts: Sequence[Part]) -> Status:
    """Met where all figures of one way are; below where figures fall short; unseen where none that is its own is stated."""
    counted = [p for p in parts if p.status in ("met", "below") or (p.standard and p.status == "unseen")]
    own = [p for p in counted if p.figure and not p.figure.common]
    for route in dict.fromkeys(p.route for p in counted):
        way = [p for p in counted if p.route == route]
        if all(p.status == "met" for p in way):
            return "met"
    if not own:
        return "unseen"
    return "below" if all(p.status == "below" for p in own) else "person"


def _part(
    v: Viewer, f: Function, p: Condition, outcome: Outcome | None, names: Sequence[str], routes: Sequence[str]
) -> Part:
    w, variant = v.words, v.report.ruleset.variant
    asked = "" if not p.parameters else _asked(p, variant, w.lang)
    claim = _claim(v, f, p, outcome, names) if p.parameters else None
    # Where a figure is stated, its own place is enough; what else tells of it are the papers of services and lists.
    found = tuple(s for s in spots(v, p) if not p.parameters or s.kind not in STATING)
    status = _status(p, variant, claim, bool(found))
    return Part(
        w.t("route", no=routes.index(p.route) + 1) if p.route and len(routes) > 1 else "",
        w.article(p.article),
        p.en if w.lang == "en" else p.zh,
        asked,
        status,
        w.of(words.PARTS, status),
        _evidence(v, claim, f.zh) if claim else None,
        found,
        missing(v, p.documents) if not found else "",
    )


def _asked(p: Condition, variant: str | None, lang: Lang) -> str:
    """≥ 4, or what the variant makes of it; the row names the quantity."""
    quantity = next(iter(p.parameters))
    asked = f"≥ {figure(p.parameters_in(variant)[quantity], p.unit, lang)}"
    if variant and p.variants.get(variant, {}).get("relaxable"):
        asked += ("；" if lang == "zh" else "; ") + changed(p, variant, lang)
    return asked


def _status(p: Condition, variant: str | None, claim: Claim | None, found: bool) -> Status:
    if not p.parameters:
        return "person" if found else "unseen"
    if claim is None:
        return "unseen"
    given = p.parameters_in(variant)
    value, minimum = decimal_of(claim.value) or Decimal(0), Decimal(str(given[claim.quantity]))
    if value >= minimum:
        return "met"
    return "person" if given.get("relaxable") else "below"


def _claim(
    v: Viewer, f: Function, p: Condition, outcome: Outcome | None, names: Sequence[str]
) -> Claim | None:
    """The figure that the check used for this part: that of the function's own line, else that of all together."""
    quantity = next(iter(p.parameters))
    used = [v.claims[id] for id in (outcome.claims if outcome else ()) if id in v.claims]
    used = [c for c in used if c.quantity == quantity]
    own = [c for c in used if squeeze(c.evidence.text).startswith(f.zh)]
    common = [c for c in used if not squeeze(c.evidence.text).startswith(tuple(names))]
    return max(own or common, key=lambda c: decimal_of(c.value) or Decimal(0), default=None)


def _evidence(v: Viewer, c: Claim, function: str) -> Evidence:
    e = c.evidence
    # Attendances and sums are of one function; activities and enterprises are of any.
    common = c.quantity in ("service-activities", "served-count") and not squeeze(e.text).startswith(function)
    return Evidence(
        v.words.value(c.quantity, c.value), v.place(c.kind, e.file, e.page, c.field, e.cell), common
    )


def _events(v: Viewer) -> Iterator[Event]:
    """The papers of services, each with its heading and the first day it names."""
    for e in v.leads.events:
        href = safe_href(v.context.page_pictures.get((e.file, e.numbers[0]))) if e.numbers else None
        yield Event(e.title or v.words.t("untitled"), e.day, e.file, PageLink(v.words.pages(e.numbers), href))
