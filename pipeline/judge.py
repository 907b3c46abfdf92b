"""Runs the checks over the ledger, explains mismatches, and makes outcomes and the triage.

Three-valued: a check is called only when what it needs stands in the ledger above the confidence floor;
otherwise the judge itself records `undecided` and why. One finding per root cause; echoes point to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.discover import Check
from pipeline.explain import explain
from pipeline.ledger import NoAnswer, answer
from pipeline.model import (
    KINDS,
    Attachment,
    Claim,
    Facts,
    Message,
    Outcome,
    Problem,
    Severity,
    TriageName,
    Verdict,
)
from rulesets import Binding

_WEIGHT: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}
_TRIAGE_WARNINGS = ("consistency", "condition", "attachment", "form")


def judge(
    bindings: Sequence[Binding], checks: Mapping[str, Check], facts: Facts
) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    """All outcomes of a package, roots before echoes. A check that breaks becomes a Problem and an undecided."""
    outcomes: list[Outcome] = []
    problems: list[Problem] = []
    verdicts: list[Verdict] = []
    for binding in bindings:
        check = checks[binding.check]
        try:
            verdict = _explained(_decide(check, binding, facts), facts)
        except Exception as error:  # a broken check is that package's Problem, never the batch's end
            verdict = _undecided(Message("检查程序出错，未能判断", "the check failed to run"), "error")
            text = f"{binding.check}: {type(error).__name__}: {error}"
            problems.append(Problem("checking", "internal", Message(f"检查 {text}", f"check {text}")))
        verdicts.append(verdict)
        outcomes.append(outcome_of(check.CATEGORY, binding, verdict))
    return _echoed(outcomes, verdicts), tuple(problems)


def _decide(check: Check, binding: Binding, facts: Facts) -> Verdict:
    """Binds the check's needs, or says why it cannot be decided."""
    answers = {name: answer(need, facts) for name, need in check.NEEDS.items()}
    bound = {name: a for name, a in answers.items() if isinstance(a, Claim)}
    doubtful = [a for a in answers.values() if isinstance(a, NoAnswer) and a.reason != "missing"]
    for name, found in answers.items():
        if isinstance(found, NoAnswer) and not check.NEEDS[name].optional:
            return _with_claims(_unanswered(found), doubtful)
    for kind in check.NEEDS_ROWS:
        if not facts.table(kind):
            return _undecided(_no_rows(kind, facts), "warning")
    return _with_doubts(check.check(facts.binding(bound), binding.parameters), doubtful)


def _no_rows(kind: str, facts: Facts) -> Message:
    """Why a list has no rows: nobody handed it in, or it could not be read."""
    name = KINDS[kind]
    if documents := facts.of_kind(kind):
        first = documents[0].pages[0]
        place = first.file if first.number is None else f"{first.file} 第{first.number}页"
        place_en = first.file if first.number is None else f"{first.file} page {first.number}"
        return Message(
            f"{name.zh}的数据行未能识别，请对照原件（{place}）",
            f"no rows could be read in the {name.en}: look at {place_en}",
        )
    return Message(f"未在材料中识别到{name.zh}", f"the {name.en} was not found")


def _with_doubts(verdict: Verdict, doubtful: Sequence[NoAnswer]) -> Verdict:
    """What was read too faintly is not taken for absent: a verdict for want of it is undecided and says so."""
    if not doubtful or verdict.verdict in ("pass", "fail"):
        return verdict
    if verdict.verdict == "not-applicable":
        return _unanswered(doubtful[0])
    return _with_claims(verdict, doubtful)


def _with_claims(verdict: Verdict, doubtful: Sequence[NoAnswer]) -> Verdict:
    """The verdict with the places of all that is doubtful, so that each is looked at again."""
    more = (c.id for found in doubtful for c in found.claims if c.id not in verdict.claims)
    return replace(verdict, claims=(*verdict.claims, *more))


def _unanswered(found: NoAnswer) -> Verdict:
    return replace(
        _undecided(found.message, "warning" if found.reason == "missing" else "error"),
        claims=tuple(c.id for c in found.claims),
    )


def _undecided(message: Message, severity: Severity) -> Verdict:
    return Verdict("undecided", message, severity)


def _explained(verdict: Verdict, facts: Facts) -> Verdict:
    """A failing comparison after the harmless causes have been tried (domain C0.3)."""
    if verdict.verdict != "fail" or verdict.pair is None:
        return verdict
    by_id = {c.id: c for c in facts.claims}
    suspect, other = (by_id.get(id) for id in verdict.pair)
    if suspect is None or other is None:
        return verdict
    cause = explain(suspect, other, facts)
    if cause is None:
        return verdict
    message = verdict.message
    if verdict.cause != cause.cause:  # a check that looks for this very cause has said it already
        message = Message(f"{message.zh}。{cause.message.zh}", f"{message.en}; {cause.message.en}")
    claims = (*verdict.claims, *(c for c in cause.claims if c not in verdict.claims))
    if cause.cause == "misread":
        return replace(
            verdict, verdict="undecided", severity="error", message=message, cause="misread", claims=claims
        )
    severity: Severity = "info" if verdict.severity == "info" else "warning"
    return replace(verdict, severity=severity, message=message, cause=cause.cause, claims=claims)


def _default_severity(verdict: Verdict) -> Severity:
    if verdict.severity is not None:
        return verdict.severity
    return {"fail": "error", "undecided": "warning"}.get(verdict.verdict, "info")  # type: ignore[return-value]


def outcome_of(category: str, binding: Binding, verdict: Verdict) -> Outcome:
    """What a check's verdict is in a report: with its category, its article, and the severity it implies."""
    return Outcome(
        check=binding.check,
        category=category,  # type: ignore[arg-type]
        verdict=verdict.verdict,
        severity=_default_severity(verdict),
        article=binding.article,
        message=verdict.message,
        claims=verdict.claims,
        rows=verdict.rows,
        expected=verdict.expected,
        found=verdict.found,
        cause=verdict.cause,
        workings=verdict.workings,
        packages=verdict.packages if category == "batch" else None,
    )


def _echoed(outcomes: Sequence[Outcome], verdicts: Sequence[Verdict]) -> tuple[Outcome, ...]:
    """One finding per root cause: a later failing comparison of a figure that is already accused is an echo.

    The root is the comparison whose suspect has an explained cause, else the first in the ruleset's order.
    """
    order = sorted(
        (i for i, o in enumerate(outcomes) if o.verdict == "fail" and verdicts[i].pair),
        key=lambda i: (outcomes[i].cause is None, i),
    )
    accused: dict[str, str] = {}
    result = list(outcomes)
    for i in order:
        pair = verdicts[i].pair
        assert pair is not None
        root = next((accused[id] for id in pair if id in accused), None)
        if root is not None and root != outcomes[i].check:
            result[i] = replace(outcomes[i], severity="info", same_root_as=root)
        else:
            accused.setdefault(pair[0], outcomes[i].check)
    return tuple(result)


def triage(outcomes: Iterable[Outcome], attachments: Iterable[Attachment], has_form: bool) -> TriageName:
    """`return`, `review`, `ready` or `unreadable`, by the contract's rule (section 3)."""
    if not has_form:
        return "unreadable"
    live = [o for o in outcomes if o.same_root_as is None]
    if any(a.status == "missing" for a in attachments) or any(
        o.verdict == "fail" and o.severity == "error" for o in live
    ):
        return "return"
    for o in live:
        if o.verdict == "undecided" and o.severity == "error":
            return "review"
        if o.verdict == "fail" and o.severity == "warning" and o.category in _TRIAGE_WARNINGS:
            return "review"
    return "ready"


def by_weight(outcome: Outcome) -> tuple[int, int]:
    """Sort key: what matters most first."""
    return (
        {"fail": 0, "undecided": 1, "pass": 2, "not-applicable": 3}[outcome.verdict],
        _WEIGHT[outcome.severity],
    )
