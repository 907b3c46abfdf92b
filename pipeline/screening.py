"""The road of one package: files → pages → documents → claims → outcomes → report. Plain functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

import rulesets
from pipeline import doubt, ledger, reading
from pipeline.attachments import assess
from pipeline.discover import checks, extractors
from pipeline.errors import DocumentError
from pipeline.filenames import readable
from pipeline.intake import gather
from pipeline.judge import by_weight, judge, triage
from pipeline.looking import Looker, chunks, full_chunks
from pipeline.model import (
    Claim,
    Document,
    Facts,
    Message,
    Outcome,
    Page,
    Problem,
    Report,
    Row,
    RulesetRef,
    SourceFile,
)
from pipeline.rereading import reread_with
from pipeline.running_heads import without_head_rows
from pipeline.splitting import split
from rulesets import Ruleset


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for. `ruleset` is an id, a path, or `auto`."""

    ruleset: str = "auto"
    variant: str | None = None
    as_of: date | None = None
    stage: str = "application"
    full_text: bool = False


class Step(Protocol):
    """Who is told how far the work is."""

    def package(self, name: str, number: int, of: int) -> None: ...

    def __call__(self, stage: str, done: int, of: int) -> None: ...


class Silent:
    """No progress shown."""

    def package(self, name: str, number: int, of: int) -> None:
        """A new package begins."""

    def __call__(self, stage: str, done: int, of: int) -> None:
        """A step is done."""


@dataclass(frozen=True, slots=True)
class Screened:
    """A report and the files it speaks of, which its pictures are cut from."""

    report: Report
    files: Mapping[str, SourceFile]
    ruleset: Ruleset | None


SILENT = Silent()


def package_name(path: Path) -> str:
    """The name of a package's output folder: without `.zip` or `.pdf`, and without what a path could abuse."""
    name = path.stem if path.suffix.lower() in (".zip", ".pdf") and not path.is_dir() else path.name
    return re.sub(r"[/\\\x00-\x1f]", "_", readable(name)).strip(". ") or "package"


def screen(package: Path, workdir: Path, options: Options, looker: Looker, step: Step = SILENT) -> Screened:
    """Screens one package. `workdir` holds what is unpacked. Only a wrong ruleset raises."""
    files, problems = gather(package, workdir)
    pages, unread = glance(files, looker, step)
    scores = {kind: extractor.score for kind, extractor in extractors().items()}
    documents = split(pages, scores)
    documents, faults = read_documents(documents, files, looker, step, everything=options.full_text)
    said = [(d, extract(d)) for d in documents]
    claims, rows, problems_said = ledger.enter(said)
    facts = Facts(
        as_of=ledger.filing_date(claims, options.as_of),
        documents=documents,
        claims=claims,
        rows=rows,
        floor=ledger.FLOOR,
        stage=options.stage,
    )
    known = (*problems, *unread, *faults, *problems_said)
    report, ruleset = decide(
        package_name(package), facts, known, options, reread_with(files, documents, looker)
    )
    return Screened(report, {f.path: f for f in files}, ruleset)


def glance(
    files: Sequence[SourceFile], looker: Looker, step: Step = SILENT
) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """A first look at every page, in the order of files."""
    wanted: list[tuple[SourceFile, Sequence[int]]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            wanted.append((file, range(1, reading.page_count(file) + 1)))
        except DocumentError as error:
            problems.append(Problem("reading", error.category, Message(error.zh, error.en), file.path))
    pages: list[Page] = []
    total, seen = sum(len(indices) for _, indices in wanted), 0
    for result in looker.run(chunks("glance", wanted)):
        seen += len(result)
        step("glance", seen, total)
        pages.extend(p for p in result if isinstance(p, Page))
        problems.extend(p for p in result if isinstance(p, Problem))
    return tuple(pages), tuple(problems)


def read_documents(
    documents: Sequence[Document],
    files: Sequence[SourceFile],
    looker: Looker,
    step: Step = SILENT,
    everything: bool = False,
) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The same documents, those that an extractor reads (or all) with their pages read in full."""
    wanted = [
        p
        for d in documents
        if everything or (d.kind in extractors() and extractors()[d.kind].READS)
        for p in d.pages
        if p.depth != "full" and not p.blank
    ]
    read: dict[tuple[str, int], Page] = {}
    problems: list[Problem] = []
    seen = 0
    for result in looker.run(full_chunks(wanted, {f.path: f for f in files})):
        seen += len(result)
        step("read", seen, len(wanted))
        for thing in result:
            if isinstance(thing, Page):
                read[thing.file, thing.index] = thing
            elif isinstance(thing, Problem):
                problems.append(thing)
    full = (tuple(read.get((p.file, p.index), p) for p in d.pages) for d in documents)
    headless = (replace(d, pages=without_head_rows(pages)) for d, pages in zip(documents, full, strict=True))
    return tuple(headless), tuple(problems)


def extract(document: Document) -> tuple[Claim | Row | Problem, ...]:
    """What the document's extractor says of it. An extractor that breaks becomes a Problem."""
    extractor = extractors().get(document.kind)
    if extractor is None:
        return ()
    said: list[Claim | Row | Problem] = []
    try:
        for thing in extractor.extract(document):
            if not isinstance(thing, Claim | Row | Problem):
                raise TypeError(f"{type(thing).__name__} is no claim, row or problem")
            said.append(thing)
    except Exception as error:  # nothing else of the package is lost
        first = document.pages[0]
        text = f"{document.kind}: {type(error).__name__}: {error}"
        said.append(
            Problem(
                "extracting",
                "internal",
                Message(f"提取失败（{text}）", f"extraction failed ({text})"),
                first.file,
                first.number,
            )
        )
    return tuple(said)


def choose(facts: Facts, options: Options) -> tuple[Ruleset | None, RulesetRef, tuple[Problem, ...]]:
    """The ruleset: the user's, else the one whose title the application form bears."""
    if options.ruleset != "auto":
        ruleset = rulesets.load(options.ruleset, {id: c.PARAMETERS for id, c in checks().items()})
        return ruleset, RulesetRef(ruleset.id, options.variant, "option", ruleset.title), ()
    head = "\n".join(d.text for d in facts.of_kind("application-form"))
    matched = rulesets.match(head, facts.as_of)
    if matched is None:
        known = "、".join(rulesets.ids())
        problem = Problem(
            "checking",
            "ruleset",
            Message(
                f"申请表标题未能对应任何认定办法，请用 --ruleset 指定（可选：{known}）",
                f"the application form's title names no known ruleset; choose one with --ruleset ({known})",
            ),
        )
        return None, RulesetRef(None, options.variant, "form-title"), (problem,)
    return matched, RulesetRef(matched.id, options.variant, "form-title", matched.title), ()


def _no_variant(variant: str, ruleset: Ruleset) -> Problem:
    names = "、".join(ruleset.variants()) or "—"
    return Problem(
        "checking",
        "variant",
        Message(
            f"{ruleset.id} 没有 --variant {variant}（有：{names}），已按材料中的地址判断",
            f"{ruleset.id} has no --variant {variant} (it has: {names}); the address decided instead",
        ),
    )


def decide(
    name: str, facts: Facts, problems: Iterable[Problem], options: Options, reread: doubt.Reread | None
) -> tuple[Report, Ruleset | None]:
    """Chooses the ruleset, judges, looks twice at what accuses, judges again. Never reads a page."""
    known = list(problems)
    ruleset, ref, unchosen = choose(facts, options)
    known.extend(unchosen)
    outcomes: tuple[Outcome, ...] = ()
    if ruleset is not None:
        variant = options.variant
        if variant is not None and variant not in ruleset.variants():
            known.append(_no_variant(variant, ruleset))
            variant = None
        variant = variant or ruleset.variant_of(facts)
        ref = replace(ref, variant=variant)
        facts = replace(facts, variant=variant)
        facts = replace(facts, attachments=assess(ruleset.attachments, facts, known))
        bindings = ruleset.bindings(variant)
        outcomes, broken = judge(bindings, checks(), facts)
        wanted = doubt.contested(outcomes, facts.claims, facts.floor) if reread else ()
        if wanted and reread:
            facts = replace(facts, claims=doubt.second_look(facts.claims, wanted, reread))
            outcomes, broken = judge(bindings, checks(), facts)
        known.extend(broken)
    has_form = bool(facts.of_kind("application-form"))
    if not has_form:
        known.append(
            Problem(
                "splitting",
                "no-application-form",
                Message(
                    "材料中未识别到申请表，请确认是否提交或重新扫描",
                    "no application form was recognised in the package; hand it in or scan it again",
                ),
            )
        )
    report = Report(
        package=name,
        applicant=ledger.applicant(facts.claims),
        ruleset=ref,
        as_of=facts.as_of,
        triage=triage(outcomes, facts.attachments, has_form) if ruleset or not has_form else "review",
        documents=facts.documents,
        claims=facts.claims,
        rows=facts.rows,
        attachments=facts.attachments,
        outcomes=tuple(sorted(outcomes, key=by_weight)),
        problems=tuple(known),
        tools={"shenyan": version("shenyan")} | reading.versions(),
    )
    return report, ruleset
