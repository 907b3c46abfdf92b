"""Real pages through the real program: read, judged and reported, without a network, once."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pipeline import reading
from pipeline.model import Page, SourceFile
from tests.contract import departures
from tests.packages import report

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "packages" / "nat-clean"
TRUTH: dict[str, Any] = json.loads((ROOT / "samples" / "truth" / "nat-clean.json").read_text("utf-8"))
PAGES = {"01申请报告.pdf": [0, 1, 2], "02营业执照副本.pdf": [0]}

# Found by every Python process of the run before anything else; what asks for the network leaves a trace.
WITHOUT_NETWORK = """
import os, socket

def refuse(*asked, **_):
    with open(os.environ["ASKED"], "a") as trace:
        trace.write(repr(asked) + "\\n")
    raise OSError("there is no network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = socket.create_connection = refuse
open(os.environ["LOADED"], "a").write("x")
"""
# The same program, in which nobody can read: what it knows of pages is what an earlier run kept.
WITHOUT_EYES = """
from pipeline import reading
from pipeline.cli import main

def blind(*_, **__):
    raise RuntimeError("a page was read again")

reading.glance = reading.read = blind
if __name__ == "__main__":
    main()
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program: its status, what it printed, where its report is, processor seconds."""

    status: int
    out: str
    err: str
    folder: Path
    seconds: float


def check(place: Path, out: str, *program: str) -> Run:
    began = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        [sys.executable, *(program or ("-m", "pipeline.cli")), "check", str(place / "小申报包"), "--out", str(place / out),
         "--workers", "1", "--json"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": str(place / "nobody"), "SHENYAN_HOME": str(place / "home"),
             "PYTHONPATH": f"{place / 'hooks'}{os.pathsep}{ROOT}", "PYTHONUTF8": "1",
             "ASKED": str(place / "asked"), "LOADED": str(place / "loaded")},
        capture_output=True, text=True, timeout=400, check=False,
    )  # fmt: skip
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - began
    return Run(done.returncode, done.stdout, done.stderr, place / out / "小申报包", seconds)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package of the form and the licence of a sample, and hooks that take the network away."""
    folder = tmp_path_factory.mktemp("end")
    (folder / "小申报包").mkdir()
    (folder / "hooks").mkdir()
    (folder / "hooks" / "sitecustomize.py").write_text(WITHOUT_NETWORK)
    (folder / "blind.py").write_text(WITHOUT_EYES)
    for name, indices in PAGES.items():
        made = pypdfium2.PdfDocument.new()
        source = pypdfium2.PdfDocument(SAMPLE / name)
        made.import_pages(source, indices)
        made.save(str(folder / "小申报包" / name))
        source.close()
        made.close()
    return folder


@pytest.fixture(scope="module")
def first(place: Path) -> Run:
    return check(place, "first")


@pytest.fixture(scope="module")
def made(first: Run) -> Any:
    return report(first.folder)


def test_it_ends_with_its_status_and_its_line(first: Run, made: Any) -> None:
    assert first.status == 1, first.err
    [line] = map(json.loads, first.out.splitlines())
    assert (line["package"], line["triage"]) == ("小申报包", made["triage"])
    assert made["triage"] == "return", "the audit report and more were left out"
    assert "Traceback" not in first.err
    assert first.err.splitlines()[0] == "[1/1] 小申报包"


def test_no_network_is_asked_for(first: Run, place: Path) -> None:
    assert len((place / "loaded").read_text()) >= 2, "the program and its worker ran without a network"
    assert not (place / "asked").exists(), (place / "asked").read_text()
    assert not (place / "nobody").exists(), "nothing is written into the home of whoever runs it"


def test_the_report_is_that_of_the_contract(made: Any) -> None:
    assert departures(made) == []
    assert made["problems"] == []
    assert {"shenyan", "rapidocr"} <= set(made["tools"])


def test_applicant_ruleset_and_day_are_read(made: Any) -> None:
    assert made["applicant"] == TRUTH["applicant"]
    assert made["ruleset"] == {"id": "national-2017", "variant": None, "chosen_by": "form-title"}
    assert made["as_of"] == TRUTH["as_of"]


def test_documents_are_told_apart(made: Any) -> None:
    pages = {(p["file"], p["page"]): d["kind"] for d in made["documents"] for p in d["pages"]}
    assert pages == {("01申请报告.pdf", n): "application-form" for n in (1, 2, 3)} | {
        ("02营业执照副本.pdf", 1): "licence"
    }
    status = {a["item"]: a["status"] for a in made["attachments"]}
    assert (status["application-report"], status["licence"], status["audit-report"]) == (
        "present",
        "present",
        "missing",
    )


@pytest.mark.parametrize("quantity", ["applicant-name", "total-assets", "filed-on", "credit-code"])
def test_every_value_of_the_truth_stands_on_its_page(made: Any, quantity: str) -> None:
    there = {(name, index + 1) for name, indices in PAGES.items() for index in indices}
    wanted = {
        (c["kind"], c["value"], c["period"], c["file"], c["page"])
        for c in TRUTH["claims"]
        if c["quantity"] == quantity and (c["file"], c["page"]) in there
    }
    found = {
        (c["kind"], c["value"], c["period"], c["evidence"]["file"], c["evidence"]["page"])
        for c in made["claims"]
        if c["quantity"] == quantity
    }
    assert wanted
    assert wanted <= found


def test_the_evidence_of_a_figure_is_the_figure(made: Any, place: Path) -> None:
    printed = {"15280900": "152809", "14386000": "143860"}  # the digits of the values in 万元
    assets = [c for c in made["claims"] if c["quantity"] == "total-assets" and c["field"] == "part-2"]
    assert {c["value"] for c in assets} == set(printed), "the rows of the years, a line each"
    for claim in assets:
        evidence = claim["evidence"]
        file = SourceFile(evidence["file"], "0" * 64, "pdf", place / "小申报包" / evidence["file"])
        page = Page(file.path, evidence["page"], evidence["page"], 595.0, 842.0, "ocr", "full")
        again = reading.reread(file, page, tuple(evidence["box"]), "rapidocr").text
        assert printed[claim["value"]] in re.sub(r"\D", "", again)


def test_a_second_run_reads_nothing_again_and_says_the_same(first: Run, place: Path) -> None:
    second = check(place, "second", str(place / "blind.py"))
    assert second.status == first.status
    names = sorted(p.name for p in first.folder.iterdir() if p.is_file() and not p.name.startswith("."))
    assert (
        sorted(p.name for p in second.folder.iterdir() if p.is_file() and not p.name.startswith(".")) == names
    )
    assert (second.folder / "report.json").read_bytes() == (first.folder / "report.json").read_bytes()
    assert second.seconds < first.seconds * 0.8, "reading is most of the time"
    resumed = check(place, "second", str(place / "blind.py"))
    assert resumed.out == second.out
    assert not (place / "asked").exists()
