"""The ledger: every claim of a package, numbered, and the answers that checks ask of it.

An answer is one claim, or the reason why there is none: missing, faint, or contradictory. This is the only
place that knows what to do with doubled values.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from pipeline.corroboration import corroborate
from pipeline.covered import complete
from pipeline.model import Claim, Document, Facts, Message, Need, Problem, Row
from pipeline.named import further_names
from pipeline.quantity import QUANTITIES, decimal_of, fold_name
from pipeline.spelled import spelled

FLOOR = 0.8


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """Why a need has no claim: `missing`, `faint` or `contradictory`, with the claims concerned."""

    reason: str
    message: Message
    claims: tuple[Claim, ...] = ()


def enter(
    documents: Iterable[tuple[Document, Iterable[Claim | Row | Problem]]],
) -> tuple[tuple[Claim, ...], tuple[Row, ...], tuple[Problem, ...]]:
    """Numbers what the extractors said: claims c1…, rows r1…; `derived_from` follows the new ids.

    An id that an extractor gives is its document's own; one in `derived_from` that names nothing there goes.
    The applicant's name is looked for where no extractor found it; names that a stamp covers are completed from
    their clear places; addresses are read as they spell the name; what two places say alike is surer.
    """
    claims: list[Claim] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    known: list[Document] = []
    for document, said in documents:
        known.append(document)
        renamed: dict[str, str] = {}
        first = len(claims)
        for thing in said:
            if isinstance(thing, Problem):
                problems.append(thing)
                continue
            into: list[Claim] | list[Row] = claims if isinstance(thing, Claim) else rows
            id = f"{'c' if isinstance(thing, Claim) else 'r'}{len(into) + 1}"
            if thing.id:
                renamed[thing.id] = id
            into.append(replace(thing, id=id, document=document.id))  # type: ignore[arg-type]
        for i, claim in enumerate(claims[first:], first):
            derived = tuple(renamed[d] for d in claim.derived_from if d in renamed)
            claims[i] = replace(claim, derived_from=derived)
    for n, further in enumerate(further_names(known, claims), len(claims) + 1):
        claims.append(replace(further, id=f"c{n}"))
    whole, covered = complete(claims)
    return corroborate(spelled(whole), FLOOR), tuple(rows), (*problems, *covered)


def _surest_first(claims: Iterable[Claim]) -> list[Claim]:
    """A person's corrections, the latest first, then by confidence."""
    known = list(claims)
    by_person = [c for c in known if c.evidence.reader == "person"]
    others = [c for c in known if c.evidence.reader != "person"]
    return by_person[::-1] + sorted(others, key=lambda c: -c.confidence)


def filing_date(claims: Iterable[Claim], given: date | None) -> date | None:
    """The day of filing: the form's own, else the day given by the user, else that of the declaration.

    The declaration of truth is signed when the package is handed in; it only stands in for a cover date
    that could not be read.
    """
    known = list(claims)
    return (
        _first_day(c for c in known if c.quantity == "filed-on")
        or given
        or _first_day(c for c in known if c.quantity == "signed-on" and c.kind == "truth-declaration")
    )


def _first_day(claims: Iterable[Claim]) -> date | None:
    """The surest claim that is a day; a month alone counts as its 28th, a year alone as its end."""
    for claim in _surest_first(claims):
        parts = claim.value.split("-")
        try:
            return date(
                int(parts[0]),
                int(parts[1]) if len(parts) > 1 else 12,
                int(parts[2]) if len(parts) > 2 else 28,
            )
        except ValueError:
            continue
    return None


def applicant(claims: Iterable[Claim]) -> str | None:
    """The applicant's legal name: the licence's, else the form's, else what most documents say."""
    names = [c for c in claims if c.quantity == "applicant-name" and c.scope == "own"]
    for kind in ("licence", "application-form", "truth-declaration"):
        of_kind = [c for c in names if c.kind == kind]
        if of_kind:
            return _surest_first(of_kind)[0].value
    return names[0].value if names else None


def same_value(a: Claim, b: Claim) -> bool:
    """Whether two claims of one quantity say the same thing to the last written digit."""
    sort = QUANTITIES[a.quantity].sort
    x, y = decimal_of(a.value), decimal_of(b.value)
    if x is not None and y is not None and sort in ("money", "count", "percent", "area"):
        step = max(decimal_of(a.resolution) or 0, decimal_of(b.resolution) or 0)
        return x == y or abs(x - y) < step
    if sort == "date":  # 2015-03 says no other thing than 2015-03-12
        return f"{a.value}-".startswith(f"{b.value}-") or f"{b.value}-".startswith(f"{a.value}-")
    return fold_name(a.value) == fold_name(b.value)


def period_of(need: Need, facts: Facts) -> str | None:
    """The period that a need means in this package."""
    year = facts.last_year
    if need.period is None or year is None:
        return None
    return {
        "last-year-end": f"{year}-12-31",
        "last-year": f"{year}",
        "year-before-end": f"{year - 1}-12-31",
        "year-before": f"{year - 1}",
    }[need.period]


def answer(need: Need, facts: Facts) -> Claim | NoAnswer:
    """The claim that answers a need: the first kind that has one; the surest of those that agree."""
    period = period_of(need, facts)
    if need.period is not None and period is None:
        return NoAnswer(
            "missing",
            Message(
                "未识别到填报日期，无法确定“上一年度”", "no filing date was read, so the year is unknown"
            ),
        )
    for kind in need.kinds:
        found = facts.find(need.quantity, kind, period, need.field, need.scope)
        if found:
            return _surest(found, facts.floor)
    label = QUANTITIES[need.quantity]
    when = f"（{period[:4]}年）" if period else ""
    kinds = ", ".join(need.kinds)
    return NoAnswer(
        "missing",
        Message(
            f"未在材料中识别到：{label.zh}{when}",
            f"not found in the scan: {label.en}{f' {period}' if period else ''} ({kinds})",
        ),
    )


def _surest(found: tuple[Claim, ...], floor: float) -> Claim | NoAnswer:
    by_person = [c for c in found if c.evidence.reader == "person"]
    if by_person:
        return by_person[-1]
    groups: dict[int, list[Claim]] = defaultdict(list)
    for claim in found:
        home = next((i for i, g in groups.items() if same_value(g[0], claim)), len(groups))
        groups[home].append(claim)
    ranked = sorted(groups.values(), key=lambda g: (max(c.confidence for c in g), len(g)), reverse=True)
    best = max(ranked[0], key=lambda c: c.confidence)
    label = QUANTITIES[best.quantity]
    rivals = [g for g in ranked[1:] if max(c.confidence for c in g) >= floor]
    if rivals and not (len(ranked[0]) >= 2 and all(len(g) < len(ranked[0]) for g in rivals)):
        values = [best.value, *(g[0].value for g in rivals)]
        return NoAnswer(
            "contradictory",
            Message(
                f"同一材料中{label.zh}出现不同数值：{'、'.join(values)}",
                f"{label.en} appears with different values: {', '.join(values)}",
            ),
            tuple(c for g in ranked for c in g),
        )
    if best.confidence < floor:
        return NoAnswer(
            "faint",
            Message(
                f"{label.zh}“{best.evidence.text}”识别把握不足，请核对原件",
                f"{label.en} {best.evidence.text!r} was read with doubt",
            ),
            (best,),
        )
    return best
