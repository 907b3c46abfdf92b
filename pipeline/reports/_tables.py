"""What the page shows besides findings: attachments, figures side by side, lists, what was not read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.model import KINDS, Claim, Document
from pipeline.quantity import QUANTITIES
from pipeline.reports import _words as words
from pipeline.reports._view import FLOOR, Place, Side, Table, Viewer, percent, period_of, printed

_STATUS_ORDER = list(words.STATUSES)
FAINT = 24  # doubtful figures shown with their crops


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the attachment list."""

    name: str
    status: str
    word: str
    article: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place that states a value."""

    place: Place
    raw: str | None
    percent: int
    doubtful: bool
    finding: int | None


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a quantity and every place that states it."""

    value: str
    exact: str | None
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The values of one quantity in one period."""

    period: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One quantity with its periods."""

    name: str
    groups: tuple[Group, ...]
    lines: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One list of one document, folded."""

    table: Table
    place: str


def document_place(v: Viewer, d: Document) -> Iterator[Place]:
    """One place a file: a document may run over several files."""
    files: dict[str, list[int]] = defaultdict(list)
    for p in d.pages:
        files[p.file].extend([p.number] if p.number is not None else [])
    for file, numbers in files.items():
        first = v.place(d.kind, file, min(numbers)) if numbers else v.place(d.kind, file, None)
        yield Place(first.document, file, v.words.pages(numbers), first.href)


def _places(v: Viewer, found: list[Document]) -> Iterator[Place]:
    """One place a kind and file: seven notices in one volume are one run of pages."""
    kinds: dict[str, list[Document]] = defaultdict(list)
    for d in found:
        kinds[d.kind].append(d)
    for group in kinds.values():
        yield from document_place(v, replace(group[0], pages=tuple(p for d in group for p in d.pages)))


def items(v: Viewer) -> tuple[list[Item], list[str]]:
    """(the list, what wants attention first; the names of what the ruleset does not ask for)."""
    documents = {d.id: d for d in v.report.documents}
    asked = [a for a in v.report.attachments if a.status != "not-required" or a.documents]
    rest = [v.words.item(a) for a in v.report.attachments if a not in asked]
    listed = []
    for a in sorted(asked, key=lambda a: _STATUS_ORDER.index(a.status)):
        places = tuple(_places(v, [documents[id] for id in a.documents if id in documents]))
        word = v.words.of(words.STATUSES, a.status)
        listed.append(Item(v.words.item(a), a.status, word, v.words.article(a.article), places))
    return listed, rest


def figures(v: Viewer) -> list[Figure]:
    """All claims by quantity, then period; equal values share a line, so that what differs stands out."""
    order = {q: i for i, q in enumerate(QUANTITIES)}
    grouped: dict[str, dict[tuple[str, str], list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for c in v.report.claims:
        grouped[c.quantity][(period_of(c), c.scope)].append(c)
    found = []
    for quantity in sorted(grouped, key=lambda q: (order.get(q, len(order)), q)):
        groups = []
        # The latest year first, for it is the one that counts; the applicant's own figures before consolidated ones.
        keys = sorted(sorted(grouped[quantity], reverse=True), key=lambda k: k[1] != "own")
        for period, scope in keys:
            name = v.words.period(period)
            if scope == "consolidated":
                name = f"{name} {v.words.t('consolidated')}".strip()
            groups.append(Group(name, tuple(_values(v, grouped[quantity][(period, scope)]))))
        found.append(Figure(v.words.quantity(quantity), tuple(groups), sum(len(g.values) for g in groups)))
    return found


def _values(v: Viewer, claims: list[Claim]) -> Iterator[Value]:
    by_value: dict[str, list[Claim]] = defaultdict(list)
    for c in claims:
        by_value[c.value].append(c)
    rank = {k: i for i, k in enumerate(KINDS)}
    for value, group in sorted(by_value.items(), key=lambda g: min(rank.get(c.kind, 99) for c in g[1])):
        first = group[0]
        shown = v.words.value(first.quantity, value)
        places = []
        for c in sorted(group, key=lambda c: (rank.get(c.kind, 99), c.evidence.file, c.evidence.page or 0)):
            e = c.evidence
            places.append(
                Occurrence(
                    v.place(c.kind, e.file, e.page, c.field, e.cell),
                    printed(c, shown),
                    percent(c.confidence),
                    c.confidence < FLOOR,
                    v.numbers.get(c.id),
                )
            )
        yield Value(shown, v.words.exact(first.quantity, value), tuple(places))


def listings(v: Viewer) -> list[Listing]:
    """Every list of the package, whole."""
    found = []
    known = {d.id: d for d in v.report.documents}
    grouped: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, r in enumerate(v.report.rows):
        grouped[(r.document, r.kind)].append(i)
    rank = {k: i for i, k in enumerate(KINDS)}
    for (document, _), indexes in sorted(grouped.items(), key=lambda g: rank.get(g[0][1], 99)):
        rows = [v.report.rows[i] for i in indexes]
        d = known.get(document)
        where = "; ".join(f"{p.file} {p.page}".strip() for p in document_place(v, d)) if d else rows[0].file
        found += [Listing(t, where) for t in v.tables(rows, limit=None)]
    return found


def faint(v: Viewer) -> tuple[list[Side], int]:
    """(the least certain figures with their crops, how many there are)."""
    doubtful = sorted((c for c in v.report.claims if c.confidence < FLOOR), key=lambda c: c.confidence)
    return [v.side(c) for c in doubtful[:FAINT]], len(doubtful)
