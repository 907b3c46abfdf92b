"""Many packages: what is finished stays, what fails is told of, and every package has a folder of its own."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline import batch, output
from pipeline.errors import CorruptError
from pipeline.screening import Screened
from tests.packages import Run, Said, archive, form, here, report

LAYOUT = ("甲公司", "乙公司", "丙公司")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return here(monkeypatch, capsys, tmp_path / "home")


@pytest.fixture
def screened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the packages that are screened, in order."""
    names: list[str] = []
    real = batch.screen

    def screen(package: Path, *rest: Any) -> Screened:
        names.append(package.name)
        return real(package, *rest)

    monkeypatch.setattr(batch, "screen", screen)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three packages."""
    for name in LAYOUT:
        form(tmp_path / "in" / name / "申请表.docx", f"{name}服务有限公司")
    return tmp_path / "in"


def summary(out: Path) -> Any:
    return json.loads((out / "summary.json").read_text("utf-8"))


# --- what an earlier run finished


def change_a_file(folder: Path) -> None:
    form(folder / "乙公司" / "申请表.docx", "乙公司改名有限公司")


def add_a_file(folder: Path) -> None:
    form(folder / "丙公司" / "附件.docx", title="附件")


def add_a_package(folder: Path) -> None:
    form(folder / "丁公司" / "申请表.docx")


def rename_a_file(folder: Path) -> None:
    (folder / "甲公司" / "申请表.docx").rename(folder / "甲公司" / "另名.docx")


def touch(folder: Path) -> None:
    for path in folder.rglob("*.docx"):
        os.utime(path, (1, 1))


def nothing(folder: Path) -> None:
    pass


ALL = set(LAYOUT)
AGAIN: list[tuple[Callable[[Path], None], list[str], set[str]]] = [
    (nothing, [], set()),
    (touch, [], set()),
    (nothing, ["--workers", "1"], set()),
    (nothing, ["--fresh"], ALL),
    (nothing, ["--ruleset", "national-2017"], ALL),
    (nothing, ["--variant", "west"], ALL),
    (nothing, ["--as-of", "2019-06-20"], ALL),
    (nothing, ["--stage", "recommended"], ALL),
    (nothing, ["--lang", "en"], ALL),
    (change_a_file, [], {"乙公司"}),
    (add_a_file, [], {"丙公司"}),
    (rename_a_file, [], {"甲公司"}),
    (add_a_package, [], {"丁公司"}),
]


@pytest.mark.parametrize(
    ("change", "options", "again"), AGAIN, ids=[f"{c.__name__} {' '.join(o)}".strip() for c, o, _ in AGAIN]
)
def test_only_what_changed_is_done_again(
    run: Run, screened: list[str], folder: Path, tmp_path: Path,
    change: Callable[[Path], None], options: list[str], again: set[str],
) -> None:  # fmt: skip
    out = tmp_path / "out"
    first = run("batch", folder, "--out", out)
    assert set(screened) == ALL
    kept = {name: (out / name / "report.json").stat().st_mtime_ns for name in LAYOUT}
    screened.clear()
    change(folder)
    second = run("batch", folder, "--out", out, *options)
    assert set(screened) == again
    assert len(screened) == len(again)
    untouched = {name for name in LAYOUT if (out / name / "report.json").stat().st_mtime_ns == kept[name]}
    assert untouched == ALL - again
    assert {p["package"] for p in summary(out)["packages"]} == ALL | again
    assert first.status == second.status
    if not again:
        assert second.out == first.out


def test_check_and_batch_share_what_is_finished(
    run: Run, screened: list[str], folder: Path, tmp_path: Path
) -> None:
    run("check", folder / "甲公司", "--out", tmp_path / "out")
    run("batch", folder, "--out", tmp_path / "out")
    assert sorted(screened) == sorted(ALL)
    run("check", folder / "乙公司", "--out", tmp_path / "out")
    assert len(screened) == len(ALL)


def test_a_newer_program_does_everything_anew(
    run: Run, screened: list[str], folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("batch", folder, "--out", tmp_path / "out")
    screened.clear()
    monkeypatch.setattr(output, "program_digest", lambda: "a newer program")
    run("batch", folder, "--out", tmp_path / "out")
    assert set(screened) == ALL


def test_a_package_that_left_is_no_longer_in_the_summary(run: Run, folder: Path, tmp_path: Path) -> None:
    run("batch", folder, "--out", tmp_path / "out")
    (folder / "甲公司" / "申请表.docx").unlink()
    (folder / "甲公司").rmdir()
    run("batch", folder, "--out", tmp_path / "out")
    assert {p["package"] for p in summary(tmp_path / "out")["packages"]} == ALL - {"甲公司"}


def test_reports_in_the_folder_of_the_packages_are_no_package(
    run: Run, screened: list[str], folder: Path
) -> None:
    for _ in range(2):
        run("batch", folder, "--out", folder / "结果")
    assert set(screened) == ALL
    assert {p["package"] for p in summary(folder / "结果")["packages"]} == ALL


# --- summary.json


def test_summary_json_agrees_with_the_contract(run: Run, folder: Path, tmp_path: Path) -> None:
    run("batch", folder, "--out", tmp_path / "out")
    made = summary(tmp_path / "out")
    assert made["schema"] == "shenyan.summary/1"
    assert {"packages", "batch_outcomes", "pages", "seconds"} <= set(made)
    assert made["pages"] == len(LAYOUT)
    assert made["seconds"] >= 0
    assert [p["package"] for p in made["packages"]] == sorted(LAYOUT)
    for row in made["packages"]:
        told = report(tmp_path / "out" / row["package"])
        assert (row["applicant"], row["triage"], row["ruleset"]) == (
            told["applicant"],
            told["triage"],
            "national-2017",
        )
        assert (tmp_path / "out" / row["report"]).is_file()
        fails = [o for o in told["outcomes"] if o["verdict"] == "fail" and o["severity"] != "info"]
        assert row["fails"] == len([o for o in fails if o["same_root_as"] is None])
    page = (tmp_path / "out" / "summary.html").read_text("utf-8")
    assert all(f"{name}服务有限公司" in page for name in LAYOUT)


# --- a package on which something fails


def failing(monkeypatch: pytest.MonkeyPatch, name: str, error: Exception) -> None:
    real = batch.screen

    def screen(package: Path, *rest: Any) -> Screened:
        if package.name == name:
            raise error
        return real(package, *rest)

    monkeypatch.setattr(batch, "screen", screen)


FAILURES: list[tuple[Exception, str]] = [
    (ZeroDivisionError("division\nby zero"), "the program failed on this package (ZeroDivisionError: division by zero"),
    (MemoryError(), "the program failed on this package (MemoryError"),
    (OSError(28, "No space left on device"), "No space left on device"),
    (CorruptError("pkg is damaged; copy it again", "pkg 已损坏，请重新拷贝"), "pkg is damaged; copy it again"),
]  # fmt: skip


def told(said: Said, name: str) -> tuple[str, str]:
    [line] = [line for line in said.lines() if line["package"] == name]
    return line["triage"], line["error"]


@pytest.mark.parametrize(("error", "words"), FAILURES, ids=[type(e).__name__ for e, _ in FAILURES])
def test_a_package_that_fails_is_told_of_and_the_others_are_screened(
    run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path, error: Exception, words: str
) -> None:
    failing(monkeypatch, "乙公司", error)
    said = run("batch", folder, "--out", tmp_path / "out", "--json", "--lang", "en")
    assert said.status == 3
    triage, why = told(said, "乙公司")
    assert triage == "unreadable"
    assert words in why
    assert "\n" not in why
    assert {p["package"]: p["triage"] for p in summary(tmp_path / "out")["packages"]} == {
        "乙公司": "unreadable",
        "甲公司": "return",
        "丙公司": "return",
    }
    plain = run("batch", folder, "--out", tmp_path / "out", "--lang", "en")
    assert [line for line in plain.out.splitlines() if line.startswith("乙公司: unreadable · ")]
    alone = run("check", folder / "乙公司", "--out", tmp_path / "out")
    assert alone.status == 3


def test_an_older_report_of_what_fails_now_is_withdrawn(
    run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    run("batch", folder, "--out", tmp_path / "out")
    assert (tmp_path / "out" / "乙公司" / "report.json").exists()
    failing(monkeypatch, "乙公司", ValueError("broken"))
    change_a_file(folder)
    run("batch", folder, "--out", tmp_path / "out")
    assert not list((tmp_path / "out" / "乙公司").glob("report.*"))
    monkeypatch.undo()
    assert output.finished(tmp_path / "out" / "乙公司", "any") is None


def test_what_fails_once_is_tried_again_by_the_next_run(
    run: Run, monkeypatch: pytest.MonkeyPatch, folder: Path, tmp_path: Path
) -> None:
    with monkeypatch.context() as patch:
        failing(patch, "乙公司", ValueError("broken"))
        assert run("batch", folder, "--out", tmp_path / "out").status == 3
    assert run("batch", folder, "--out", tmp_path / "out").status == 1
    assert report(tmp_path / "out" / "乙公司")["applicant"] == "乙公司服务有限公司"


def test_a_folder_that_cannot_be_written_costs_its_package_alone(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "乙公司").write_text("a file in the way")
    said = run("batch", folder, "--out", tmp_path / "out", "--json")
    assert {line["package"]: line["triage"] for line in said.lines()} == {
        "乙公司": "unreadable",
        "甲公司": "return",
        "丙公司": "return",
    }
    assert (tmp_path / "out" / "乙公司").read_text() == "a file in the way"


# --- names


def test_names_that_collide(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    form(folder / "甲" / "a.docx", "甲一服务有限公司")
    archive(folder / "甲.zip", {"a.docx": form(tmp_path / "2.docx", "甲二服务有限公司").read_bytes()})
    form(folder / "甲.PDF", "甲三服务有限公司")  # a DOCX by its content
    said = run("batch", folder, "--out", tmp_path / "out", "--json")
    names = {line["package"] for line in said.lines()}
    assert names == {"甲", "甲-2", "甲-3"}
    assert {report(tmp_path / "out" / name)["applicant"] for name in names} == {
        "甲一服务有限公司",
        "甲二服务有限公司",
        "甲三服务有限公司",
    }
    assert {report(tmp_path / "out" / name)["package"] for name in names} == names
    again = run("batch", folder, "--out", tmp_path / "out", "--json")
    assert again.out == said.out


HOSTILE = [
    "<script>evil()</script>", '"><img src=x onerror=evil()>', "line\nbreak", "\x1b[2Jbell\x07", "-rf", "--help", "~",
    "$(touch evil)", "%2e%2e", "a;b|c", "名" * 80, "summary.json", "con. ", os.fsdecode("甲公司".encode("gbk")),
    "‮txt.exe", "{{7*7}}",
]  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE, ids=[ascii(n)[:24] for n in HOSTILE])
def test_a_hostile_name_is_a_name(run: Run, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    form(folder / name / "申请表.docx")
    form(folder / "正常" / "申请表.docx")
    out = tmp_path / "out"
    said = run("batch", folder, "--out", out, "--json")
    assert said.status == 1
    [mine] = {line["package"] for line in said.lines()} - {"正常"}
    assert (out / mine).parent == out
    assert not [c for c in mine if ord(c) < 32 or c in "/\\"]
    assert report(out / mine)["package"] == mine
    assert {p.name for p in out.iterdir() if not p.name.startswith("summary.")} - {"正常"} == {mine} - {
        n for n in [mine] if n.startswith("summary.")
    }
    assert {p.name for p in tmp_path.iterdir()} == {"in", "out", "home"}
    for page in (out / "summary.html", out / mine / "report.html"):
        html = page.read_text("utf-8")
        assert "<script>evil" not in html
        assert "<img src=x" not in html
        assert "javascript:" not in html
    plain = run("batch", folder, "--out", out)
    assert "\x1b" not in plain.out + plain.err
    assert len(plain.out.splitlines()) == 3, "a line a package and one for the summary"
