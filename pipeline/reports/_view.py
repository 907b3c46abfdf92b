"""What the page shows of outcomes: findings with both sides, their places, pictures and echoes.

Templates only lay out; everything that is decided (what is a finding, what is its echo, what is shown
of a claim) is decided here, in plain values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote

from pipeline.model import Box, Claim, Outcome, Report, Row
from pipeline.quantity import QUANTITIES, decimal_of, show, squeeze
from pipeline.reports import _words as words
from pipeline.reports._context import Context
from pipeline.reports._pictures import Album, Shot
from pipeline.reports._spots import leads
from pipeline.reports._words import Words

FLOOR = 0.8
SIDES = 4  # shown open; the rest is folded
ROWS = 60
_WEIGHT = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: words for the document and the page, a link where there is a page picture."""

    document: str
    file: str
    page: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that a finding sets side by side."""

    label: str
    value: str
    exact: str | None
    raw: str | None
    note: str | None
    place: Place
    percent: int
    doubtful: bool
    shot: Shot | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a list with the columns that they have."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One outcome as a card."""

    number: int
    level: str
    word: str
    category: str
    headline: str
    check: str
    asks: str | None
    article: str
    citation: str | None
    cause: str | None
    expected: str | None
    found: str | None
    workings: tuple[str, ...]
    sides: tuple[Side, ...]
    folded: tuple[Side, ...]
    tables: tuple[Table, ...]
    echoes: tuple[str, ...]
    packages: tuple[str, ...]


def weigh(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """What matters most first; within a weight, the ruleset's order."""
    return sorted(outcomes, key=lambda o: _WEIGHT[o.severity])


def split(report: Report) -> tuple[list[Outcome], list[Outcome], dict[str, list[Outcome]]]:
    """(findings, undecided, echoes by the check that is their root).

    An echo whose root is not among the findings or the undecided stands for itself.
    """
    raised = [o for o in report.outcomes if o.verdict in ("fail", "undecided")]
    shown = {o.check for o in raised if o.same_root_as is None}
    echoes: dict[str, list[Outcome]] = defaultdict(list)
    fails: list[Outcome] = []
    undecided: list[Outcome] = []
    for o in raised:
        if o.same_root_as in shown:
            echoes[o.same_root_as or ""].append(o)
        else:
            (fails if o.verdict == "fail" else undecided).append(o)
    return weigh(fails), weigh(undecided), dict(echoes)


def safe_href(path: str | None) -> str | None:
    """A relative link, quoted; None for anything that could lead out of the report's folder."""
    if not path or path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/"):
        return None
    return "./" + quote(path, safe="/", errors="replace")


class Viewer:
    """Turns outcomes, claims and rows of one report into what the templates lay out."""

    def __init__(self, report: Report, context: Context) -> None:
        self.report, self.context, self.words = report, context, Words(context.lang)
        self.album = Album(context)
        self.leads = context.leads or leads(report, context.ruleset)
        self.claims = {c.id: c for c in report.claims if c.id}
        self.rows = {r.id: r for r in report.rows if r.id}
        # Outcomes that span packages name what is ours by package and id.
        self.claims |= {f"{report.package}/{id}": c for id, c in self.claims.items()}
        self.rows |= {f"{report.package}/{id}": r for id, r in self.rows.items()}
        self.numbers: dict[str, int] = {}  # claim id → number of the first finding that cites it

    def findings(
        self, outcomes: Iterable[Outcome], echoes: dict[str, list[Outcome]], first: int = 1, cite: bool = True
    ) -> tuple[Finding, ...]:
        """Cards in order. Each check's echoes are folded under its first card."""
        left = dict(echoes)
        cards = []
        for number, outcome in enumerate(outcomes, first):
            cards.append(self._finding(number, outcome, left.pop(outcome.check, [])))
            if cite:
                for id in outcome.claims:
                    self.numbers.setdefault(id, number)
        return tuple(cards)

    def _finding(self, number: int, o: Outcome, echoes: list[Outcome]) -> Finding:
        w = self.words
        claims = [self.claims[id] for id in dict.fromkeys(o.claims) if id in self.claims]
        rows = [self.rows[id] for id in dict.fromkeys(o.rows) if id in self.rows]
        sides = [self.side(c) for c in claims]
        if len(rows) <= SIDES and not any(s.shot for s in sides):
            sides += [self._row_side(r) for r in rows]
        quantity = claims[0].quantity if claims else ""
        citation = self.context.citations.get(o.article or "")
        asks = self.context.checks.get(o.check)
        return Finding(
            number=number,
            level=f"{o.verdict}-{o.severity}",
            word=w.of(words.LEVELS, f"{o.verdict}/{o.severity}"),
            category=w.of(words.CATEGORIES, o.category),
            headline=w.message(o.message),
            check=o.check,
            asks=w.message(asks) if asks else None,
            article=w.article(o.article),
            citation=w.message(citation) if citation else None,
            cause=w.of(words.CAUSES, o.cause) if o.cause else None,
            expected=self._figure(quantity, o.expected, claims),
            found=self._figure(quantity, o.found, claims),
            workings=tuple(w.message(m) for m in o.workings),
            sides=tuple(sides[:SIDES]),
            folded=tuple(sides[SIDES:]),
            tables=tuple(self.tables(rows)) if rows else (),
            echoes=tuple(w.message(e.message) for e in echoes),
            packages=o.packages or (),
        )

    def _figure(self, quantity: str, value: str | None, claims: list[Claim]) -> str | None:
        """`expected` and `found` are bare values or words; bare money gets its unit. None if a side says it."""
        if value is None or any(value in (c.value, show(c.quantity, c.value)) for c in claims):
            return None
        known = quantity in QUANTITIES and QUANTITIES[quantity].sort in ("money", "percent", "area")
        return self.words.value(quantity, value) if known and decimal_of(value) is not None else value

    def place(
        self, kind: str, file: str, page: int | None, field: str | None = None, cell: str | None = None
    ) -> Place:
        w = self.words
        document = w.of(words.KINDS, kind)
        if field:
            document += " · " + w.of(words.FIELDS, field)
        where = w.t("page", no=page) if page is not None else (cell or "")
        href = safe_href(self.context.page_pictures.get((file, page))) if page is not None else None
        return Place(document, file, where, href)

    def side(self, c: Claim) -> Side:
        w, e = self.words, c.evidence
        label = " · ".join(filter(None, (w.quantity(c.quantity), w.period(period_of(c)))))
        if c.scope == "consolidated":
            label += f" · {w.t('consolidated')}"
        shown = w.value(c.quantity, c.value)
        note = w.t("qualifier", text=c.qualifier) if c.qualifier else None
        place = self.place(c.kind, e.file, e.page, c.field, e.cell)
        shot = self.album.shot(e.file, e.page, e.box)
        if c.derived_from:
            place, note, shot = self._derived(c, place, shot)
        return Side(
            label=label,
            value=shown,
            exact=w.exact(c.quantity, c.value),
            raw=printed(c, shown),
            note=note,
            place=place,
            percent=percent(c.confidence),
            doubtful=c.confidence < FLOOR,
            shot=shot,
        )

    def _derived(self, c: Claim, place: Place, shot: Shot | None) -> tuple[Place, str, Shot | None]:
        """What is counted has no place of its own: all its pages, and the last row as its proof."""
        w = self.words
        rows = [self.rows[id] for id in c.derived_from if id in self.rows]
        if not rows:
            return place, w.t("computed-from", len(c.derived_from)), shot
        pages = w.pages([r.page for r in rows if r.page is not None])
        last = rows[-1]
        strip = shot or self.album.shot(last.file, last.page, union(last.boxes.values()))
        note = w.t("counted-from", len(rows)) + (
            w.t("comma-after") + w.t("last-row") if strip and not shot else ""
        )
        return replace(place, page=pages or place.page), note, strip

    def _row_side(self, r: Row) -> Side:
        """A row of a list, with its strip of the scan."""
        w = self.words
        return Side(
            label=w.t("row-label", no=r.number) if r.number is not None else w.t("rows-label"),
            value=r.cells.get("name") or self._told(r),
            exact=None,
            raw=None,
            note=None,
            place=self.place(r.kind, r.file, r.page),
            percent=percent(r.confidence),
            doubtful=r.confidence < FLOOR,
            shot=self.album.shot(r.file, r.page, union(r.boxes.values())),
        )

    def _told(self, r: Row) -> str:
        """What a row without a name says: 盖章：有；签字：看不清."""
        w = self.words
        said = [(w.of(words.COLUMNS, c), self._cell(r, c)) for c in columns_of([r]) if c != "number"]
        return w.t("semicolon").join(f"{name}{w.t('colon')}{text}" for name, text in said if text)

    def tables(self, rows: Iterable[Row], limit: int | None = ROWS) -> Iterable[Table]:
        """One table a list: the contract's columns first, then whatever else was printed."""
        w = self.words
        grouped: dict[str, list[Row]] = defaultdict(list)
        for r in rows:
            grouped[r.kind].append(r)
        for kind, group in grouped.items():
            columns = columns_of(group)
            body = []
            for r in group[:limit]:
                page = "" if r.page is None else str(r.page)
                body.append((*(self._cell(r, c) for c in columns), page))
            if limit is not None and len(group) > limit:
                body.append(("…", *("" for _ in columns)))
            title = f"{w.of(words.KINDS, kind)} · {w.t('list-rows', len(group))}"
            heads = (*(w.of(words.COLUMNS, c) for c in columns), w.t("col-page"))
            yield Table(title, heads, tuple(body), tuple(c in _NUMERIC for c in (*columns, "page")))

    def _cell(self, r: Row, column: str) -> str:
        if column == "number":
            text = str(r.number) if r.number is not None else ""
        else:
            text = r.cells.get(column) or ""
        if column in _STATES:
            text = self.words.of(words.VALUES, text)
        if column == "id-number":
            text = masked(text)
        return f"{text} ?".strip() if column in r.doubt else text


_STATES = (
    "rating",
    "seal",
    "signature",
    "filled",
    "date",
    "level",
    "scope",
)  # columns whose values the contract words by ids
_INTERNAL = ("key",)  # the id of a statement's line: its printed name stands beside it
_NUMERIC = ("number", "age", "quantity", "cost", "opening", "closing", "page")


def period_of(c: Claim) -> str:
    """The period as far as it tells claims apart: a date or a year is its own period."""
    sort = QUANTITIES[c.quantity].sort if c.quantity in QUANTITIES else "text"
    return "" if sort in ("date", "year") else c.period or ""


def printed(c: Claim, shown: str) -> str | None:
    """What stands on the paper, where it says more than the value that is shown."""
    text = c.evidence.text.strip()
    said = {squeeze(shown), squeeze(c.value), ""}
    return None if c.evidence.reader == "count" or squeeze(text) in said else text


def union(boxes: Iterable[Box | None]) -> Box | None:
    """The box around all boxes."""
    known = [b for b in boxes if b]
    if not known:
        return None
    x0, y0, x1, y1 = zip(*known, strict=True)
    return (min(x0), min(y0), max(x1), max(y1))


def columns_of(rows: Iterable[Row]) -> list[str]:
    """The columns that any of the rows has, in the order of the contract."""
    used = {"number"} if any(r.number is not None for r in rows) else set()
    for r in rows:
        used.update(k for k, v in r.cells.items() if v is not None)
    known = [c for c in words.COLUMNS if c in used]
    return known + sorted(used.difference(known, _INTERNAL))


def masked(text: str) -> str:
    """An identity number with its middle hidden: the report is printed and passed on."""
    return text if len(text) < 9 else text[:4] + "*" * (len(text) - 6) + text[-2:]


def percent(confidence: float) -> int:
    """0..100, never rounded up to a certainty that is not there."""
    return int(max(0.0, min(confidence, 1.0)) * 100 + 1e-9)
