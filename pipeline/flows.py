"""The one module that imports Prefect: thin flows and tasks over plain functions.

A batch is a flow; its tasks are packages and chunks of pages. It runs with no server (Prefect's own, kept in
this machine's cache folder, comes and goes with the run) and shows in the Prefect UI where PREFECT_API_URL
is set.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.batch import Finished, Job, run_job
from pipeline.looking import Chunk, Desk, Pool, look, settle_worker
from pipeline.model import Page, Problem
from pipeline.screening import SILENT, Step
from pipeline.store import home


def _settle() -> None:
    """Before Prefect is imported: no telemetry, no chatter, and a home that exists."""
    folder = Path(os.environ.setdefault("PREFECT_HOME", str(home() / "prefect")))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
    os.environ["DO_NOT_TRACK"] = "1"
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_SERVER_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")
    os.environ.setdefault("PREFECT_CLI_PROMPT", "false")


_settle()

from prefect import flow, task  # noqa: E402
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.task_runners import ProcessPoolTaskRunner  # noqa: E402


@task(name="look at pages", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, persist_result=False)
def look_at(chunk: Chunk, desk: Desk) -> tuple[Page | Problem, ...]:
    """A chunk of pages, in a worker process."""
    return look(chunk, desk)


@dataclass
class FlowLooker:
    """Looks at chunks through the flow's task runner; a chunk whose worker dies is looked at page by page."""

    package: str
    desk: Desk

    def run(self, chunks: Sequence[Chunk]) -> Iterator[tuple[Page | Problem, ...]]:
        futures = [
            look_at.with_options(
                task_run_name=f"{self.package} · {c.file.path} · {c.depth} {c.indices[0]}–{c.indices[-1]}"
            ).submit(c, self.desk)
            for c in chunks
        ]
        for chunk, future in zip(chunks, futures, strict=True):
            try:
                yield future.result()
            except Exception:  # a dead worker: the pages are read alone, and the guilty one becomes a Problem
                with Pool(self.desk, 1) as pool:
                    yield pool.one_by_one(chunk)


@task(name="screen package", retries=1, cache_policy=NO_CACHE, persist_result=False)
def screen_package(job: Job, desk: Desk, step: Any) -> Finished:
    """One package, from its files to its reports; its findings become artifacts of the run."""
    done = run_job(job, FlowLooker(job.folder.name, desk), step)
    if done.report is not None:
        _publish(job, done.report)
    return done


def _publish(job: Job, report: dict[str, Any]) -> None:
    key = hashlib.sha256(job.folder.name.encode()).hexdigest()[:12]
    findings = [
        {
            "check": o["check"],
            "verdict": o["verdict"],
            "severity": o["severity"],
            "article": o["article"],
            "message": o["message"][job.lang],
        }
        for o in report["outcomes"]
        if o["verdict"] in ("fail", "undecided")
    ]
    create_table_artifact(table=findings, key=f"findings-{key}", description=job.folder.name)
    link = (job.folder / "report.html").resolve().as_uri()
    create_markdown_artifact(f"[{job.folder.name}]({link})", key=f"report-{key}", description=job.folder.name)


@flow(name="shenyan batch", log_prints=False, validate_parameters=False, persist_result=False)
def screen_batch(jobs: Sequence[Job], desk: Desk, step: Any) -> list[Finished]:
    """All packages of a batch, one after the other, their pages side by side."""
    done: list[Finished] = []
    for number, job in enumerate(jobs, 1):
        step.package(job.folder.name, number, len(jobs))
        done.append(screen_package.with_options(task_run_name=job.folder.name)(job, desk, step))
    return done


def run_batch(jobs: Sequence[Job], desk: Desk, workers: int, step: Step = SILENT) -> list[Finished]:
    """Runs the flow on this machine's processors."""
    runner: Any = ProcessPoolTaskRunner(max_workers=workers, initializer=settle_worker)
    done: list[Finished] = screen_batch.with_options(task_runner=runner)(jobs, desk, step)
    return done
