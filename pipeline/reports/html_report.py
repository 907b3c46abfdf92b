"""report.html: one page for the officer, reasons first, then every finding with both sides as scanned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.model import Report
from pipeline.reports import _tables as tables
from pipeline.reports import _words as words
from pipeline.reports._context import Context
from pipeline.reports._functions import matrix
from pipeline.reports._pages import page
from pipeline.reports._person import checklist
from pipeline.reports._rules import readings, state
from pipeline.reports._view import Finding, Viewer, split

NAME = "html"
SUFFIX = "report.html"

KEY_POINTS = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the top. Echoes count for nothing."""

    fail: int
    missing: int
    warning: int
    settle: int
    undecided: int
    hold: int


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the summary at the top."""

    level: str
    word: str
    text: str
    anchor: str


def count(report: Report) -> Counts:
    """What is counted where: a missing paper is counted as a paper, not again as the check that missed it."""
    fails, undecided, _ = split(report)
    weight = Counter(o.severity for o in fails if not lists_missing(o.check, report))
    return Counts(
        fail=weight["error"],
        missing=sum(a.status == "missing" for a in report.attachments),
        warning=weight["warning"],
        settle=sum(o.severity == "error" for o in undecided),
        undecided=len(undecided),
        hold=sum(o.verdict == "pass" for o in report.outcomes),
    )


def lists_missing(check: str, report: Report) -> bool:
    """Whether this check only says what the attachment list says already."""
    return check == "attachments-complete" and any(a.status == "missing" for a in report.attachments)


def reasons(report: Report, w: words.Words, counts: Counts) -> str:
    """Why the triage is what it is, in one line."""
    if report.triage == "unreadable":
        return w.t("why-unread")
    parts = []
    for key, n in (("why-error", counts.fail), ("why-missing", counts.missing)):
        if n:
            parts.append(w.t(key, n))
    if not parts or report.triage == "review":
        for key, n in (("why-settle", counts.settle), ("why-warning", counts.warning)):
            if n:
                parts.append(w.t(key, n))
    return ("、" if w.lang == "zh" else ", ").join(parts) or w.t("why-none")


def render(report: Report, context: Context) -> bytes:
    """One self-contained page in the context's language."""
    v = Viewer(report, context)
    w = v.words
    fails, undecided, echoes = split(report)
    counts = count(report)
    findings = v.findings(fails, echoes)
    open_ones = [o for o in undecided if o.severity == "error"]
    settle = v.findings(open_ones, echoes, first=len(findings) + 1)
    later = v.findings(undecided[len(open_ones) :], echoes, first=len(findings) + len(settle) + 1, cite=False)
    listed, not_asked = tables.items(v)
    doubtful, doubtful_n = tables.faint(v)
    cards = {f.check: f.number for f in (*findings, *settle, *later)}
    passes = [o for o in report.outcomes if o.verdict == "pass"]
    return page(
        "report.html.j2",
        w=w,
        W=words,
        lang="zh-CN" if w.lang == "zh" else "en",
        report=report,
        applicant=report.applicant or w.t("no-applicant"),
        ruleset=w.message(report.ruleset.title) or report.ruleset.id or w.t("no-ruleset"),
        triage=w.of(words.TRIAGES, report.triage),
        why=reasons(report, w, counts),
        counts=counts,
        points=key_points(report, w, findings),
        more=max(0, len(key_points(report, w, findings, limit=None)) - KEY_POINTS),
        page_count=sum(len(d.pages) for d in report.documents),
        state=state(v),
        matrix=matrix(v),
        checklist=checklist(v),
        readings=readings(v, cards),
        findings=_alone(findings),
        settle=_alone(settle),
        later=_alone(later),
        across=[f for f in (*findings, *settle, *later) if f.packages],
        items=listed,
        not_asked=not_asked,
        documents=[p for d in report.documents for p in tables.document_place(v, d)],
        figures=tables.figures(v),
        listings=tables.listings(v),
        problems=report.problems,
        doubtful=doubtful,
        doubtful_n=doubtful_n,
        passes=[(w.message(o.message), w.article(o.article), o.check) for o in passes],
        not_applicable=sum(o.verdict == "not-applicable" for o in report.outcomes),
        tools=sorted(report.tools.items()),
    )


def _alone(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Those of the package itself; what spans packages has a section of its own."""
    return tuple(f for f in findings if not f.packages)


def key_points(
    report: Report, w: words.Words, findings: tuple[Finding, ...], limit: int | None = KEY_POINTS
) -> list[Point]:
    """Errors, missing papers, then warnings: what the officer should know before scrolling."""
    points = []
    shown = [f for f in findings if not lists_missing(f.check, report)]
    for f in shown:
        if f.level == "fail-error":
            points.append(Point(f.level, f.word, f.headline, f"f{f.number}"))
    for a in report.attachments:
        if a.status == "missing":
            points.append(Point("fail-error", w.of(words.STATUSES, "missing"), w.item(a), "attachments"))
    for f in shown:
        if f.level == "fail-warning":
            points.append(Point(f.level, f.word, f.headline, f"f{f.number}"))
    return points[:limit]
