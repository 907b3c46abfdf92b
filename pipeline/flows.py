"""The one module that imports Prefect: thin flows and tasks over plain functions.

A batch is a flow; its tasks are packages and chunks of pages. It runs with no server (one of Prefect's own, kept in
this machine's cache folder, comes and goes with the run) and shows in the Prefect UI where PREFECT_API_URL
is set.
"""

from __future__ import annotations

import faulthandler
import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.batch import Finished, Job, broken, run_job
from pipeline.errors import ShenyanError, UsageError
from pipeline.looking import SECONDS_A_PAGE, Desk, Looked, Pool, Task, look, settle_worker
from pipeline.screening import SILENT, Step
from pipeline.store import home


def _settle() -> None:
    """Before Prefect is imported: no chatter, no proxy to ourselves, and a home that exists."""
    folder = Path(os.environ.setdefault("PREFECT_HOME", str(home() / "prefect")))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_SERVER_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW", "ignore")
    os.environ.setdefault("PREFECT_CLI_PROMPT", "false")
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
    for name in ("NO_PROXY", "no_proxy"):  # an office's proxy cannot reach this machine's own server
        os.environ[name] = ",".join(filter(None, [os.environ.get(name), "127.0.0.1", "localhost"]))


_settle()

from prefect import flow, task  # noqa: E402
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.client.orchestration import get_client  # noqa: E402
from prefect.server.api.server import SubprocessASGIServer  # noqa: E402
from prefect.settings import PREFECT_API_URL, temporary_settings  # noqa: E402
from prefect.task_runners import ProcessPoolTaskRunner  # noqa: E402


@task(name="look at pages", retries=2, retry_delay_seconds=1, cache_policy=NO_CACHE, persist_result=False)
def look_at(chunk: Task, desk: Desk) -> Looked:
    """A chunk of pages, in a worker process. A worker that hangs for too long ends itself."""
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(SECONDS_A_PAGE * len(chunk.indices), exit=True, file=nowhere)
        try:
            return look(chunk, desk)
        finally:
            faulthandler.cancel_dump_traceback_later()


@task(name="look at pages one by one", cache_policy=NO_CACHE, persist_result=False)
def look_alone(chunk: Task, desk: Desk) -> Looked:
    """The pages of a chunk whose worker died, each in a process of its own: the guilty one is a Problem."""
    with Pool(desk, 1) as pool:
        return pool.one_by_one(chunk)


class Crew:
    """The worker processes of a run, behind Prefect's runner; a runner that lost a worker is replaced."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._runner: Any = None

    def __getstate__(self) -> dict[str, Any]:
        """Prefect sends a task's context, and with it its parameters, to the workers: the runner stays here."""
        return {"workers": self.workers, "_runner": None}

    def submit(self, name: str, chunk: Task, desk: Desk) -> Any:
        """The future of a chunk, as a task run called `name`."""
        if self._runner is None:
            runner = ProcessPoolTaskRunner(max_workers=self.workers, initializer=settle_worker)
            self._runner = runner.__enter__()
        named: Any = look_at.with_options(task_run_name=name)
        return self._runner.submit(named, {"chunk": chunk, "desk": desk})

    def dismiss(self) -> None:
        """Ends the processes; the next `submit` starts others."""
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.__exit__(None, None, None)


@dataclass
class FlowLooker:
    """Looks at chunks as tasks of the flow; a chunk whose worker dies is looked at page by page."""

    package: str
    desk: Desk
    crew: Crew

    def run(self, chunks: Sequence[Task]) -> Iterator[Looked]:
        """The results of chunks, in their order."""
        futures = [self._submit(chunk) for chunk in chunks]
        for i, chunk in enumerate(chunks):
            try:
                result: Looked = futures[i].result()
            except Exception:  # a dead worker takes the runner with it, and with the runner what was queued
                self.crew.dismiss()
                alone: Any = look_alone.with_options(task_run_name=self._name(chunk))
                result = alone(chunk, self.desk)
                futures[i + 1 :] = [self._submit(c) for c in chunks[i + 1 :]]
            yield result

    def _submit(self, chunk: Task) -> Any:
        return self.crew.submit(self._name(chunk), chunk, self.desk)

    def _name(self, chunk: Task) -> str:
        return f"{self.package} · {chunk.file.path} · {chunk.depth} {chunk.indices[0]}–{chunk.indices[-1]}"


def _worth_another_try(_task: Any, _run: Any, state: Any) -> bool:
    """A wrong set-up stays wrong; whatever else fails may do so by chance."""
    return not isinstance(state.result(raise_on_failure=False), ShenyanError)


@task(
    name="screen package",
    retries=1,
    retry_condition_fn=_worth_another_try,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def screen_package(job: Job, looker: FlowLooker, step: Any) -> Finished:
    """One package, from its files to its reports."""
    return run_job(job, looker, step)


@task(name="publish findings", retries=2, cache_policy=NO_CACHE, persist_result=False)
def publish(job: Job, report: dict[str, Any]) -> None:
    """The findings and a link to the report, as artifacts of the run."""
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


def screened(job: Job, looker: FlowLooker, step: Step) -> Finished:
    """One package of the flow. What fails again after its retries is told of; the batch goes on."""
    name = job.folder.name
    tried: Any = screen_package.with_options(task_run_name=name)
    try:
        done: Finished = tried(job, looker, step)
    except ShenyanError:
        raise
    except Exception as error:
        return broken(job, error)
    if done.report is not None:  # where the server cannot take them, the reports are on disk all the same
        shown: Any = publish.with_options(task_run_name=f"{name} · findings")
        shown(job, done.report, return_state=True)
    return done


def run_batch(jobs: Sequence[Job], desk: Desk, workers: int, step: Step = SILENT) -> list[Finished]:
    """Runs the flow on this machine's processors. Raises UsageError where Prefect's server does not answer."""
    _must_answer()
    crew = Crew(workers)

    # The server keeps a run's parameters: it is told the packages' names, and no path.
    @flow(name="shenyan batch", validate_parameters=False, persist_result=False)
    def screen_batch(packages: list[str]) -> list[Finished]:
        """All packages of a batch, one after the other, their pages side by side."""
        done: list[Finished] = []
        for number, (name, job) in enumerate(zip(packages, jobs, strict=True), 1):
            step.package(name, number, len(jobs))
            done.append(screened(job, FlowLooker(name, desk, crew), step))
        return done

    with _one_server():
        try:
            return screen_batch([job.folder.name for job in jobs])
        finally:
            crew.dismiss()


@contextmanager
def _one_server() -> Iterator[None]:
    """Prefect's own server for this run, of which the workers are told: else each of them starts another."""
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    server = SubprocessASGIServer()
    server.start()
    try:
        with temporary_settings({PREFECT_API_URL: server.api_url}):
            yield
    finally:
        server.stop()


def _must_answer() -> None:
    url = os.environ.get("PREFECT_API_URL")
    if not url:
        return
    with get_client(sync_client=True) as client:
        error = client.api_healthcheck()
    if error is not None:
        raise UsageError(
            f"PREFECT_API_URL {url} does not answer ({type(error).__name__}); start it with `prefect server start`, or unset PREFECT_API_URL",
            f"PREFECT_API_URL {url} 无响应（{type(error).__name__}），请先运行 prefect server start，或取消该环境变量",
        )
