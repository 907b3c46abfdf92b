"""Compares the packages of a batch with each other, with the recommendation summary and with the year's call.

It is the same again as within a package: facts in, outcomes out; only that a batch check is given the facts of
all packages, and its outcomes name those that they touch. Nothing here reads a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.discover import batch_checks
from pipeline.judge import outcome_of, triage
from pipeline.ledger import FLOOR
from pipeline.model import Batch, Facts, Message, Outcome, Problem, Report, Row, Verdict
from rulesets import Binding, Call


@dataclass(frozen=True, slots=True)
class Entrant:
    """A package as far as it is compared: its applicant, its ruleset, its facts."""

    applicant: str | None
    ruleset: str | None
    facts: Facts


@dataclass(frozen=True, slots=True)
class Comparison:
    """What spans the packages of a batch, and what could not be read or run on the way."""

    outcomes: tuple[Outcome, ...] = ()
    problems: tuple[Problem, ...] = ()
    call: Call | None = None

    def touching(self, package: str) -> tuple[Outcome, ...]:
        """The findings that a package's own report shows: those that speak of it."""
        return tuple(
            o for o in self.outcomes if package in (o.packages or ()) and o.verdict in ("fail", "undecided")
        )


def compare(
    entrants: Mapping[str, Entrant],
    call: Call | None = None,
    summary: tuple[Row, ...] | None = None,
    problems: Sequence[Problem] = (),
) -> Comparison:
    """Every batch check over the packages by name. `problems` are those of the summary table.

    A check without parameters runs in every batch and over all packages; what a call binds, over those of its
    ruleset.
    """
    bound = {b.check: b for b in call.bindings()} if call else {}
    always = [bound.get(id, Binding(id, None)) for id, c in batch_checks().items() if not c.PARAMETERS]
    outcomes, broken = compared(batch_of(entrants, summary), always)
    if call is not None:
        own = {name: e for name, e in entrants.items() if e.ruleset == call.ruleset}
        more, also = compared(batch_of(own, summary), [b for b in bound.values() if b not in always])
        outcomes, broken = (*outcomes, *more), (*broken, *also)
    ordered = sorted(outcomes, key=lambda o: (o.check, o.packages or (), o.message.zh))
    return Comparison(tuple(ordered), (*problems, *broken), call)


def batch_of(entrants: Mapping[str, Entrant], summary: tuple[Row, ...] | None) -> Batch:
    """The packages as batch checks see them, by name. A summary without a row is one that was not read."""
    names = sorted(entrants)
    return Batch(
        {n: entrants[n].facts for n in names},
        {n: entrants[n].applicant for n in names},
        summary,
        unread=summary is not None and not summary,
    )


def entrant(report: Report) -> Entrant:
    """The facts that a report was judged by; of the lists only those that a batch check looks at."""
    kinds = {kind for c in batch_checks().values() for kind in c.NEEDS_ROWS}
    facts = Facts(
        as_of=report.as_of,
        documents=report.documents,
        claims=report.claims,
        rows=tuple(replace(r, boxes={}) for r in report.rows if r.kind in kinds),
        attachments=report.attachments,
        floor=FLOOR,
        variant=report.ruleset.variant,
    )
    return Entrant(report.applicant, report.ruleset.id, facts)


def compared(batch: Batch, bindings: Iterable[Binding]) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """The outcomes of some checks. One that breaks becomes a Problem and an undecided."""
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    for binding in bindings:
        try:
            verdicts = list(batch_checks()[binding.check].check(batch, binding.parameters))
        except Exception as error:  # a broken check never ends a batch
            text = f"{binding.check}: {type(error).__name__}: {error}"
            problems.append(Problem("checking", "internal", Message(f"检查 {text}", f"check {text}")))
            said = Message("检查程序出错，未能判断", "the check failed to run")
            verdicts = [Verdict("undecided", said, "error")]
        outcomes += [outcome_of("batch", binding, verdict) for verdict in verdicts]
    return tuple(outcomes), tuple(problems)


def with_outcomes(report: Report, more: Sequence[Outcome]) -> Report:
    """A report with the batch outcomes that touch it, and the triage that follows."""
    if not more:
        return report
    outcomes = (*report.outcomes, *more)
    has_form = any(d.kind == "application-form" for d in report.documents)
    follows = triage(outcomes, report.attachments, has_form)
    if report.ruleset.id is None and follows == "ready":
        follows = report.triage  # nothing was judged: a person has to choose the ruleset
    return replace(report, outcomes=outcomes, triage=follows)
