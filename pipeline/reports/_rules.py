"""What the report was made by: which regulation, whether it was in force, which variant, how its words were read."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Outcome
from pipeline.reports import _words as words
from pipeline.reports._view import Place, Viewer

FORCE, VARIANT = "regulation-in-force", "region-variant"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the state: its sign is ok, warn or ask."""

    name: str
    sign: str
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The regulation as it applies here. `notice` stands above everything else: a newer instrument, no force."""

    lines: tuple[Line, ...]
    notice: str


@dataclass(frozen=True, slots=True)
class Use:
    """Where a reading was used: the article, what came of it, the card."""

    article: str
    word: str
    finding: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One ambiguity of the text and how it was read."""

    asks: str
    choice: str
    uses: tuple[Use, ...]
    open: bool


def state(v: Viewer) -> State | None:
    """None where no ruleset was chosen."""
    r, w = v.context.ruleset, v.words
    if r is None:
        return None
    outcomes = {o.check: o for o in v.report.outcomes}
    chosen = w.of(words.CHOSEN, v.report.ruleset.chosen_by)
    lines = [
        Line(
            w.t("ruleset"),
            "ok",
            f"{w.message(r.title)}{w.t('comma-after')}{r.basis}{w.t('semicolon')}{chosen}",
        )
    ]
    lines.append(_force(v, outcomes.get(FORCE)))
    if r.variations:
        lines.append(_variant(v, outcomes.get(VARIANT)))
    return State(tuple(lines), _notice(v, outcomes.get(FORCE)))


def _force(v: Viewer, o: Outcome | None) -> Line:
    r, w = v.context.ruleset, v.words
    assert r is not None
    if o is None:
        text = w.t("force-unknown")
        return Line(w.t("force"), "ask", text)
    start = r.valid_from.isoformat() if r.valid_from else "—"
    span = (
        w.t("force-span", start=start, end=r.valid_to.isoformat())
        if r.valid_to
        else w.t("force-since", start=start)
    )
    sign = {"pass": "ok", "fail": "warn"}.get(o.verdict, "ask")
    text = span if _newer(v) else f"{w.message(o.message)}{w.t('semicolon')}{span}"
    return Line(w.t("force"), sign, text)


def _newer(v: Viewer) -> bool:
    """Whether a later instrument stands over this package: filed after it, or on a day that was not read."""
    r, day = v.context.ruleset, v.report.as_of
    return bool(r and r.newer and (day is None or day >= r.newer.since))


def _notice(v: Viewer, o: Outcome | None) -> str:
    r, w = v.context.ruleset, v.words
    assert r is not None
    if r.newer and _newer(v):
        day = v.report.as_of
        filed = w.t("filed-at", day=day.isoformat()) if day else w.t("filed-unknown")
        return f"{filed}{w.t('colon')}{r.newer.en if w.lang == 'en' else r.newer.zh}"
    return w.message(o.message) if o and o.verdict == "fail" else ""


def _variant(v: Viewer, o: Outcome | None) -> Line:
    r, w = v.context.ruleset, v.words
    assert r is not None
    given = r.variations.get(v.report.ruleset.variant or "")
    if o is None:
        return Line(w.t("variant"), "ok", w.message(given.name) if given else w.t("no-variant"))
    claim = next((v.claims[id] for id in o.claims if id in v.claims), None)
    place = (
        v.place(claim.kind, claim.evidence.file, claim.evidence.page, claim.field, claim.evidence.cell)
        if claim
        else None
    )
    return Line(w.t("variant"), "ask" if o.verdict == "undecided" else "ok", w.message(o.message), place)


def readings(v: Viewer, numbers: dict[str, int]) -> tuple[Reading, ...]:
    """The settings of the ruleset with their values, and the outcomes of the checks that read them.

    `numbers` are the cards by check.
    """
    r, w = v.context.ruleset, v.words
    if r is None:
        return ()
    made = [Reading(w.t("inclusive"), w.t("inclusive-how"), (), False)]
    for name, s in r.settings.items():
        readers = [o for o in v.report.outcomes if name in v.context.reads.get(o.check, ())]
        uses = tuple(
            Use(w.article(o.article), w.of(words.LEVELS, f"{o.verdict}/{o.severity}"), numbers.get(o.check))
            for o in readers
            if o.verdict != "not-applicable"
        )
        chosen = s.choices.get(str(s.value))
        value = w.message(chosen) if chosen else str(s.value)
        made.append(
            Reading(
                s.en if w.lang == "en" else s.zh, value, uses, any(o.verdict == "undecided" for o in readers)
            )
        )
    return tuple(made)
