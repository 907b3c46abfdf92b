"""A batch as a Prefect flow: with no server, with one, with one that does not answer; in programs of their own."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import store
from tests.packages import form, pdf, report

ROOT = Path(__file__).parent.parent
NAMES = ("甲公司", "乙公司")
Done = subprocess.CompletedProcess[str]

# Page 2 of dies-2.pdf kills whoever looks at it; the package called fails makes the program fail.
DRIVER = """
import os
from pipeline import batch, reading
from pipeline.cli import main
from pipeline.model import Page

glance, screen = reading.glance, batch.screen

def looked(file, index):
    if not file.path.startswith("dies-"):
        return glance(file, index)
    if index == 2:
        os._exit(1)
    return Page(file.path, index, index, 595.0, 842.0, "ocr", "glance", blank=True)

def screened(package, *rest):
    if package.name == "fails":
        raise ValueError("a program's\\nown mistake")
    return screen(package, *rest)

reading.glance, batch.screen = looked, screened
if __name__ == "__main__":
    main()
"""


def start(
    *arguments: object, program: tuple[str, ...] = ("-m", "pipeline.cli"), **environment: object
) -> Done:
    """The command in a process of its own that knows nothing of this one's environment."""
    plain = {"PATH": os.environ["PATH"], "LANG": "en_GB.UTF-8", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        cwd=ROOT,
        env=plain | {k: str(v) for k, v in environment.items()},
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packages."""
    for name in NAMES:
        form(tmp_path / "in" / name / "申请表.docx", f"{name}服务有限公司")
    return tmp_path / "in"


# --- without a server


def test_a_batch_in_a_fresh_home_needs_no_server(folder: Path, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    done = start("batch", folder, "--out", tmp_path / "out", HOME=tmp_path / "home", TMPDIR=temporary)
    assert done.stderr.splitlines() == [
        line
        for number, name in enumerate(sorted(NAMES), 1)
        for line in (f"[{number}/2] {name}", "  glancing at pages 1/1")
    ], "nothing but progress"
    assert done.returncode == 1
    *packages, last = done.stdout.splitlines()
    assert [line.partition(":")[0] for line in packages] == sorted(NAMES)
    assert last == f"summary: {tmp_path / 'out' / 'summary.html'}"
    assert {report(tmp_path / "out" / n)["applicant"] for n in NAMES} == {f"{n}服务有限公司" for n in NAMES}
    own = tmp_path / "home" / ".cache" / "shenyan"
    assert {p.name for p in own.iterdir()} >= {"pages", "prefect"}
    assert own.stat().st_mode & 0o077 == 0
    assert [p.name for p in (tmp_path / "home").iterdir()] == [".cache"]
    assert [p.name for p in own.parent.iterdir()] == ["shenyan"]
    assert not list(temporary.glob("shenyan-*")), "what was unpacked is gone"


def test_a_worker_that_dies_costs_its_page_and_a_failure_its_package(folder: Path, tmp_path: Path) -> None:
    """With a home that cannot be written; not even the superuser can make a folder in a file."""
    (tmp_path / "home").write_text("")
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    pdf(folder / "甲公司" / "dies-2.pdf", 3)
    form(folder / "fails" / "a.docx")
    (tmp_path / "driver.py").write_text(DRIVER)
    done = start("batch", folder, "--out", tmp_path / "out", "--json", "--quiet", "--workers", 1,
                 program=(str(tmp_path / "driver.py"),), HOME=tmp_path / "home", TMPDIR=temporary)  # fmt: skip
    assert (done.returncode, done.stderr) == (3, "")
    said = {line["package"]: line for line in map(json.loads, done.stdout.splitlines())}
    assert {name: line["triage"] for name, line in said.items()} == {
        "甲公司": "review",  # what seems missing may stand on the page that nobody could read
        "乙公司": "return",
        "fails": "unreadable",
    }
    assert "ValueError: a program's own mistake, driver.py:" in said["fails"]["error"]
    made = report(tmp_path / "out" / "甲公司")
    assert [(p["file"], p["page"], p["category"]) for p in made["problems"]] == [("dies-2.pdf", 2, "crashed")]
    assert made["applicant"] == "甲公司服务有限公司"
    pages = {(p["file"], p["page"]) for d in made["documents"] for p in d["pages"]}
    assert {("dies-2.pdf", 1), ("dies-2.pdf", 3)} <= pages, "the neighbours are there"
    own = temporary / f"shenyan-{os.getuid()}"
    assert {p.name for p in own.iterdir()} >= {"pages", "prefect"}
    assert own.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"SHENYAN_HOME": "{}/mine"}, "{}/mine"),
        ({"SHENYAN_HOME": "{}/mine", "XDG_CACHE_HOME": "{}/xdg"}, "{}/mine"),
        ({"XDG_CACHE_HOME": "{}/xdg"}, "{}/xdg/shenyan"),
        ({"HOME": "{}/h"}, "{}/h/.cache/shenyan"),
        ({"HOME": "{}/file"}, "{}/tmp/shenyan-{uid}"),
        ({"SHENYAN_HOME": "{}/file/deeper"}, "{}/tmp/shenyan-{uid}"),
    ],
)
def test_where_the_program_keeps_its_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, environment: dict[str, str], expected: str
) -> None:
    (tmp_path / "tmp").mkdir()
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(store.tempfile, "gettempdir", lambda: str(tmp_path / "tmp"))
    for name in ("SHENYAN_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value.format(tmp_path))
    assert str(store.home()) == expected.format(tmp_path, uid=os.getuid())
    assert store.page_cache() == store.home() / "pages"
    assert store.page_cache().stat().st_mode & 0o077 == 0


def test_a_folder_that_somebody_else_prepared_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "theirs").mkdir()
    (tmp_path / f"shenyan-{os.getuid()}").symlink_to(tmp_path / "theirs")
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(store.tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("SHENYAN_HOME", str(tmp_path / "file" / "deeper"))
    made = store.home()
    assert made.resolve().parent == tmp_path.resolve()
    assert made.name.startswith(f"shenyan-{os.getuid()}-")
    assert store.home() == made
    assert not list((tmp_path / "theirs").iterdir())


# --- with a server


def test_a_server_that_does_not_answer_is_one_line(folder: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:  # bound, not listening: nobody else can come to answer there
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/api"
        done = start("batch", folder, "--out", tmp_path / "out", "--lang", "zh",
                     SHENYAN_HOME=tmp_path / "own", PREFECT_API_URL=url)  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"shenyan: [^\n]+\n", done.stderr)
    for part in (url, "无响应", "prefect server start"):
        assert part in done.stderr


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of the API of a Prefect server on this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(tmp_path), "PREFECT_HOME": str(tmp_path / "prefect"), "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "CRITICAL", "NO_PROXY": "127.0.0.1",
    }  # fmt: skip
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with (tmp_path / "server.log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}/api"
            _await(url, process, tmp_path / "server.log")
            yield url
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.3)
    pytest.fail(f"no Prefect server: {log.read_text()[-2000:]}")


def ask(url: str, what: str) -> list[dict[str, Any]]:
    request = urllib.request.Request(
        f"{url}/{what}/filter", b"{}", {"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)
    return found


def test_a_server_shows_runs_packages_and_findings(folder: Path, tmp_path: Path, server: str) -> None:
    done = start("batch", folder, "--out", tmp_path / "out", "--json", "--quiet",
                 SHENYAN_HOME=tmp_path / "own", PREFECT_API_URL=server)  # fmt: skip
    assert (done.returncode, done.stderr) == (1, "")
    assert [f["name"] for f in ask(server, "flows")] == ["shenyan batch"]
    [run] = ask(server, "flow_runs")
    assert run["state_type"] == "COMPLETED"
    assert run["parameters"] == {"packages": sorted(NAMES)}
    assert str(tmp_path) not in json.dumps(run, ensure_ascii=False)
    runs = ask(server, "task_runs")
    # Page by page, each in a new process, is for chunks whose worker died: here none did.
    assert not [r["name"] for r in runs if r["task_key"].startswith("look_alone")]
    tasks = {t["name"]: t["state_type"] for t in runs}
    for name in NAMES:
        assert tasks[name] == "COMPLETED"
        assert tasks[f"{name} · findings"] == "COMPLETED"
        assert tasks[f"{name} · 申请表.docx · glance 1–1"] == "COMPLETED"
    artifacts = {(a["description"], a["type"]): a["data"] for a in ask(server, "artifacts") if a["key"]}
    assert set(artifacts) == {(n, t) for n in NAMES for t in ("table", "markdown")}
    for name in NAMES:
        made = report(tmp_path / "out" / name)
        raised = [o for o in made["outcomes"] if o["verdict"] in ("fail", "undecided")]
        rows = artifacts[name, "table"]
        rows = json.loads(rows) if isinstance(rows, str) else rows
        assert [(r["check"], r["verdict"], r["message"]) for r in rows] == [
            (o["check"], o["verdict"], o["message"]["zh"]) for o in raised
        ]
        link = (tmp_path / "out" / name / "report.html").as_uri()
        assert artifacts[name, "markdown"] == f"[{name}]({link})"
