"""Many packages: finds them, screens those that no earlier run finished, and writes the summary.

The engine is given as two functions, so that the same road runs with Prefect (flows.py) and without.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import output
from pipeline.comparison import Comparison, Entrant, entrant, with_outcomes
from pipeline.comparison import compare as compare_all
from pipeline.discover import asks
from pipeline.errors import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    EXIT_UNREADABLE,
    ContractError,
    RulesetError,
    ShenyanError,
    UsageError,
)
from pipeline.filenames import is_litter
from pipeline.intake import gather
from pipeline.kept import kept_in
from pipeline.looking import Looker
from pipeline.model import Message, Problem, Row
from pipeline.reports._context import Lang
from pipeline.reports._summary import SummaryRow, render_summary_html, render_summary_json, row_from_json
from pipeline.screening import SILENT, Options, Step, package_name, screen
from rulesets import Call

Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Job:
    """One package to be screened into its folder."""

    package: Path
    folder: Path
    options: Options = field(default_factory=Options)
    lang: Lang = "zh"
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of one package: its report.json, or why there is none."""

    job: Job
    report: Report | None
    error: str | None = None
    seconds: float = 0.0
    reused: bool = False


def packages_in(folder: Path, out: Path | None = None, summary: Path | None = None) -> tuple[Path, ...]:
    """The packages directly under a folder: folders, zips and single documents. Raises UsageError.

    `out`, where reports go, and the summary table are no packages even if they lie in the folder.
    """
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is not a folder; give the folder that holds the packages",
            f"{folder} 不是文件夹，请给出存放各申报材料的文件夹",
        )
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be opened ({error.strerror}); ask its owner for access",
            f"{folder} 无法打开（{error.strerror}），请检查访问权限",
        ) from error
    found = [p for p in entries if not p.name.startswith(".") and not is_litter(p.name)]
    if out is not None:
        if out.resolve() == folder.resolve():
            raise UsageError(
                f"--out {out} is the folder of the packages; choose another one",
                f"--out {out} 与申报材料文件夹相同，请改用其他文件夹",
            )
        found = [p for p in found if p.resolve() != out.resolve()]
    if summary is not None:
        found = [p for p in found if p.resolve() != summary.resolve()]
    if not found:
        raise UsageError(
            f"{folder} holds no package; put one folder, zip or document an applicant into it",
            f"{folder} 中没有任何申报材料，请为每家申报单位放入一个文件夹、zip 或文件",
        )
    return tuple(found)


def jobs(packages: Sequence[Path], out: Path, options: Options, lang: Lang, fresh: bool) -> tuple[Job, ...]:
    """One job a package, each with a folder of its own under `out`, which is made. Raises UsageError."""
    names = output.folder_names(package_name(p) for p in packages)
    made = tuple(Job(p, out / n, options, lang, fresh) for p, n in zip(packages, names, strict=True))
    for job in made:  # reports among the documents would be read as documents by the next run
        inside = job.package.resolve()
        if inside in (out.resolve(), job.folder.resolve(), *out.resolve().parents):
            raise UsageError(
                f"--out {out} lies in the package {job.package}; choose a folder outside of it",
                f"--out {out} 位于申报材料 {job.package} 之内，请改用其他文件夹",
            )
    output.prepare(out)
    return made


def run_job(job: Job, looker: Looker, step: Step = SILENT) -> Finished:
    """Screens one package and writes its folder. A package that cannot be used is told of, never raised."""
    began = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="shenyan-") as work:
            files, _ = gather(job.package, Path(work))
            mark = output.fingerprint(files, job.options, job.lang)
            earlier = None if job.fresh else output.finished(job.folder, mark)
            if earlier is not None:
                return Finished(job, earlier, None, time.monotonic() - began, reused=True)
        with tempfile.TemporaryDirectory(prefix="shenyan-") as work:
            screened = screen(job.package, Path(work), job.options, looker, step)
            report = replace(screened.report, package=job.folder.name)
            output.write(replace(screened, report=report), job.folder, job.lang)
        output.finish(job.folder, mark)
    except (RulesetError, ContractError):  # the set-up is wrong, not the package
        raise
    except ShenyanError as error:
        return Finished(job, None, error.zh if job.lang == "zh" else error.en, time.monotonic() - began)
    return Finished(job, output.finished(job.folder, mark), None, time.monotonic() - began)


def broken(job: Job, error: Exception) -> Finished:
    """What is told of a package on which the program itself failed. An older report of it is withdrawn."""
    with contextlib.suppress(OSError):
        output.withdraw(job.folder)
    zh, en = "程序出错，未能审验此申报包", "the program failed on this package"
    return Finished(job, None, f"{zh if job.lang == 'zh' else en} ({located(error)})")


def located(error: Exception) -> str:
    """An error in one line, with the place in the program where it came up."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f", {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said[:300]}{place}"


def compare(
    done: Sequence[Finished],
    call: Call | None = None,
    summary: tuple[Row, ...] | None = None,
    problems: Sequence[Problem] = (),
) -> tuple[list[Finished], Comparison]:
    """Compares the packages, also those of earlier runs, anew; what touches a package goes into its reports.

    `summary` are the rows of the recommendation summary table, None where none was given.
    """
    entrants: dict[str, Entrant] = {}
    for f in done:
        kept = kept_in(f.job.folder) if f.report else None
        if kept is not None:
            entrants[f.job.folder.name] = entrant(kept.report)
    comparison = compare_all(entrants, call, summary, problems)
    citations = call.citations() if call else {}
    return [_settled(f, comparison, citations) for f in done], comparison


def _settled(f: Finished, comparison: Comparison, citations: Mapping[str, Message]) -> Finished:
    """A package with the batch outcomes that touch it now, and without those of an earlier comparison."""
    more = comparison.touching(f.job.folder.name)
    if f.report is None or not (more or any(o.get("packages") is not None for o in f.report["outcomes"])):
        return f
    kept = kept_in(f.job.folder)
    if kept is None:
        return f
    report = with_outcomes(kept.report, more)
    whole = replace(kept, report=report, citations=citations if more else {})
    return replace(f, report=output.settle(whole, f.job.folder, f.job.lang))


def summarise(
    done: Sequence[Finished], out: Path, lang: Lang, seconds: float, comparison: Comparison | None = None
) -> Path:
    """Writes summary.json and summary.html; gives the path of the page to open."""
    comparison = comparison or Comparison()
    output.prepare(out)
    rows = [
        row_from_json(f.report)
        if f.report
        else SummaryRow(f.job.folder.name, None, None, "unreadable", (), (), 0, 0)
        for f in done
    ]
    pages = sum(len(d["pages"]) for f in done if f.report for d in f.report["documents"])
    (out / "summary.json").write_bytes(
        render_summary_json(
            rows,
            comparison.outcomes,
            pages=pages,
            seconds=round(seconds, 1),
            problems=comparison.problems,
            call=comparison.call.id if comparison.call else None,
        )
    )
    page = out / "summary.html"
    page.write_bytes(
        render_summary_html(
            rows,
            comparison.outcomes,
            pages=pages,
            seconds=round(seconds, 1),
            lang=lang,
            checks=asks(),
            problems=comparison.problems,
            call=comparison.call.title if comparison.call else None,
        )
    )
    return page


def exit_status(done: Sequence[Finished], comparison: Comparison | None = None) -> int:
    """The contract's exit status: 3 before 1 before 0."""
    if any(f.report is None or f.report["triage"] == "unreadable" for f in done):
        return EXIT_UNREADABLE
    comparison = comparison or Comparison()
    said = [(o["verdict"], o["severity"]) for f in done if f.report for o in f.report["outcomes"]]
    said += [(o.verdict, o.severity) for o in comparison.outcomes]
    raised = any(verdict in ("fail", "undecided") and severity != "info" for verdict, severity in said)
    unsettled = any(f.report["triage"] != "ready" or f.report["problems"] for f in done if f.report)
    return EXIT_FINDINGS if raised or unsettled or comparison.problems else EXIT_CLEAN
