"""Many packages: finds them, screens those that no earlier run finished, and writes the summary.

The engine is given as two functions, so that the same road runs with Prefect (flows.py) and without.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import output
from pipeline.discover import checks
from pipeline.errors import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNREADABLE, ShenyanError, UsageError
from pipeline.intake import gather
from pipeline.looking import Looker
from pipeline.reports._context import Lang
from pipeline.reports._summary import render_summary_html, render_summary_json, row_from_json
from pipeline.screening import SILENT, Options, Step, package_name, screen

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


def packages_in(folder: Path) -> tuple[Path, ...]:
    """The packages directly under a folder: folders, zips and single documents. Raises UsageError."""
    if not folder.is_dir():
        raise UsageError(
            f"{folder} is not a folder; give the folder that holds the packages",
            f"{folder} 不是文件夹，请给出存放各申报材料的文件夹",
        )
    found = sorted(p for p in folder.iterdir() if not p.name.startswith(".") and not p.name.startswith("~$"))
    if not found:
        raise UsageError(f"{folder} holds no package", f"{folder} 中没有任何申报材料")
    return tuple(found)


def jobs(packages: Sequence[Path], out: Path, options: Options, lang: Lang, fresh: bool) -> tuple[Job, ...]:
    """One job a package, each with a folder of its own under `out`."""
    names = output.folder_names(package_name(p) for p in packages)
    return tuple(Job(p, out / n, options, lang, fresh) for p, n in zip(packages, names, strict=True))


def run_job(job: Job, looker: Looker, step: Step = SILENT) -> Finished:
    """Screens one package and writes its folder. A package that cannot be screened is told of, never raised."""
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
            output.write(screened, job.folder, job.lang)
        output.finish(job.folder, mark)
    except UsageError:
        raise
    except ShenyanError as error:
        return Finished(job, None, error.zh if job.lang == "zh" else error.en, time.monotonic() - began)
    return Finished(job, output.finished(job.folder, mark), None, time.monotonic() - began)


def summarise(done: Sequence[Finished], out: Path, lang: Lang, seconds: float) -> Path:
    """Writes summary.json and summary.html; gives the path of the page to open."""
    output.prepare(out)
    rows = [row_from_json({**f.report, "package": f.job.folder.name}) for f in done if f.report]
    pages = sum(len(d["pages"]) for f in done if f.report for d in f.report["documents"])
    (out / "summary.json").write_bytes(render_summary_json(rows, pages=pages, seconds=round(seconds, 1)))
    page = out / "summary.html"
    asks = {id: check.ASKS for id, check in checks().items()}
    page.write_bytes(
        render_summary_html(rows, pages=pages, seconds=round(seconds, 1), lang=lang, checks=asks)
    )
    return page


def exit_status(done: Sequence[Finished]) -> int:
    """The contract's exit status: 3 before 1 before 0."""
    if any(f.report is None or f.report["triage"] == "unreadable" for f in done):
        return EXIT_UNREADABLE
    raised = any(
        o["verdict"] in ("fail", "undecided") and o["severity"] != "info"
        for f in done
        if f.report
        for o in f.report["outcomes"]
    )
    return EXIT_FINDINGS if raised else EXIT_CLEAN
