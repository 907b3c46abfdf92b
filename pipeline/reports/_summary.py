"""summary.json (schema `shenyan.summary/1`) and summary.html: a row a package, and what recurs.

A row is made of a report's JSON, so that packages finished in an earlier run need not be screened again.
It is no report format of one package: hence the underscore.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.model import Message, Outcome, Problem, Report
from pipeline.reports import _words as words
from pipeline.reports._context import Lang
from pipeline.reports._pages import page
from pipeline.reports._view import safe_href
from pipeline.reports._words import Words
from pipeline.reports.json_report import as_json, dump, outcome, problem

SCHEMA = "shenyan.summary/1"
TOP = 3
QUOTA = "quota-and-special"
_TRIAGE = {t: i for i, t in enumerate(("unreadable", "return", "review", "ready"))}
_SEVERITY = {s: i for i, s in enumerate(("error", "warning", "info"))}


@dataclass(frozen=True, slots=True)
class Raised:
    """A finding of a package, as far as the summary needs it."""

    check: str
    severity: str
    message: Message


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One package. `fails` are the findings that weigh (error or warning, no echo), most severe first."""

    package: str
    applicant: str | None
    ruleset: str | None
    triage: str
    fails: tuple[Raised, ...]
    missing: tuple[str, ...]
    undecided: int
    holds: int

    @property
    def need(self) -> tuple[int, int, int, str]:
        """Sort key: what needs attention first."""
        errors = sum(f.severity == "error" for f in self.fails) + len(self.missing)
        return (
            _TRIAGE.get(self.triage, len(_TRIAGE)),
            -errors,
            -len(self.fails) - self.undecided,
            self.package,
        )


def row_of(report: Report) -> SummaryRow:
    """The row of a report just made."""
    return row_from_json(as_json(report))


def row_from_json(data: Mapping[str, Any]) -> SummaryRow:
    """The row of a report.json, as `json.loads` gives it."""
    outcomes = data["outcomes"]
    raised = [
        Raised(o["check"], o["severity"], Message(o["message"]["zh"], o["message"]["en"]))
        for o in outcomes
        if o["verdict"] == "fail" and o["severity"] != "info" and o["same_root_as"] is None
    ]
    return SummaryRow(
        package=data["package"],
        applicant=data["applicant"],
        ruleset=data["ruleset"]["id"],
        triage=data["triage"],
        fails=tuple(sorted(raised, key=lambda f: _SEVERITY[f.severity])),
        missing=tuple(a["item"] for a in data["attachments"] if a["status"] == "missing"),
        undecided=sum(o["verdict"] == "undecided" and o["same_root_as"] is None for o in outcomes),
        holds=sum(o["verdict"] == "pass" for o in outcomes),
    )


def render_summary_json(
    rows: Iterable[SummaryRow],
    batch: Sequence[Outcome] = (),
    pages: int = 0,
    seconds: float = 0.0,
    problems: Sequence[Problem] = (),
    call: str | None = None,
) -> bytes:
    """summary.json of the contract, packages by name. A batch under a call names it; problems stand last."""
    packages = [
        {
            "package": r.package,
            "applicant": r.applicant,
            "ruleset": r.ruleset,
            "triage": r.triage,
            "fails": len(r.fails),
            "undecided": r.undecided,
            "report": f"{r.package}/report.json",
        }
        for r in sorted(rows, key=lambda r: r.package)
    ]
    return dump(
        {
            "schema": SCHEMA,
            "packages": packages,
            "batch_outcomes": [outcome(o, "") for o in batch],
            "pages": pages,
            "seconds": round(seconds, 1),
            **({"call": call} if call else {}),
            **({"problems": [problem(p) for p in problems]} if problems else {}),
        }
    )


def render_summary_html(
    rows: Iterable[SummaryRow],
    batch: Sequence[Outcome] = (),
    pages: int = 0,
    seconds: float = 0.0,
    lang: Lang = "zh",
    checks: Mapping[str, Message] | None = None,
    problems: Sequence[Problem] = (),
    call: Message | None = None,
) -> bytes:
    """summary.html: packages by need of attention, each a link to its report."""
    w = Words(lang)
    ordered = sorted(rows, key=lambda r: r.need)
    names = {r.package: r.applicant or r.package for r in ordered}
    triages = ("return", "review", "ready", "unreadable")
    minutes, rest = divmod(round(seconds), 60)
    weighing = sorted(
        (o for o in batch if o.verdict in ("fail", "undecided")),
        key=lambda o: (o.verdict != "fail", _SEVERITY[o.severity]),
    )
    return page(
        "summary.html.j2",
        w=w,
        lang="zh-CN" if lang == "zh" else "en",
        lines=[_line(r, w) for r in ordered],
        totals=[(t, w.of(words.TRIAGES, t), sum(r.triage == t for r in ordered)) for t in triages],
        pages=pages,
        seconds=w.t("seconds", text=w.t("minutes", m=minutes, s=rest)) if seconds else "",
        recurring=_recurring(ordered, w, checks or {}),
        batch=[_spanning(o, names, w) for o in weighing if o.check != QUOTA],
        quotas=[_spanning(o, names, w) for o in batch if o.check == QUOTA and o.verdict != "not-applicable"],
        compared=[w.message(o.message) for o in batch if o.verdict == "pass" and o.check != QUOTA],
        problems=[(w.message(p.message), p.file) for p in problems],
        call=w.message(call) if call else "",
    )


def _spanning(o: Outcome, names: Mapping[str, str], w: Words) -> dict[str, Any]:
    """What the template lays out of an outcome that touches several packages."""
    return {
        "level": f"{o.verdict}-{o.severity}",
        "word": w.of(words.LEVELS, f"{o.verdict}/{o.severity}"),
        "text": w.message(o.message),
        "check": o.check,
        "article": o.article or "",
        "expected": o.expected or "—",
        "found": o.found or "—",
        "packages": [
            (names.get(p, p), safe_href(f"{p}/report.html") if p in names else None) for p in o.packages or ()
        ],
    }


def _line(r: SummaryRow, w: Words) -> dict[str, Any]:
    """What the template lays out of a row."""
    errors = [
        f for f in r.fails if f.severity == "error" and not (f.check == "attachments-complete" and r.missing)
    ]
    warnings = [f for f in r.fails if f.severity != "error"]
    top = [("fail-error", w.t("why-unread"))] if r.triage == "unreadable" else []
    top += [("fail-error", w.message(f.message)) for f in errors]
    if r.missing:
        items = w.t("comma").join(w.of(words.ITEMS, item) for item in r.missing)
        top.append(("fail-error", w.t("missing-item", item=items)))
    top += [("fail-warning", w.message(f.message)) for f in warnings]
    return {
        "triage": r.triage,
        "word": w.of(words.TRIAGES, r.triage),
        "name": r.applicant or r.package,
        "package": r.package,
        "ruleset": r.ruleset,
        "href": safe_href(f"{r.package}/report.html"),
        "fails": len(errors) + len(warnings) + len(r.missing),
        "undecided": r.undecided,
        "holds": r.holds,
        "top": top[:TOP],
        "more": max(0, len(top) - TOP),
    }


def _recurring(
    rows: Sequence[SummaryRow], w: Words, checks: Mapping[str, Message]
) -> list[tuple[str, str, int, list[str]]]:
    """(what the check asks, its id, how many, which packages) for checks that fail in more than one."""
    found: dict[str, list[SummaryRow]] = defaultdict(list)
    for r in rows:
        for check in dict.fromkeys(f.check for f in r.fails):
            found[check].append(r)
    often = sorted(
        ((c, rs) for c, rs in found.items() if len(rs) > 1), key=lambda item: (-len(item[1]), item[0])
    )
    return [
        (
            w.message(checks[c]) if c in checks else _example(rs[0], c, w),
            c,
            len(rs),
            [r.applicant or r.package for r in rs],
        )
        for c, rs in often
    ]


def _example(row: SummaryRow, check: str, w: Words) -> str:
    """Where nobody says what a check asks, one of its findings shows it."""
    return next(w.message(f.message) for f in row.fails if f.check == check)
