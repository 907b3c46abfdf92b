"""The command line keeps the contract's sections 1 and 4: options, exit statuses, JSON, errors in one line."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import typer

from pipeline import batch, cli, discover, doctor
from pipeline.batch import Finished, Job, exit_status
from pipeline.errors import RulesetError
from pipeline.model import KINDS, Message, Problem, Report
from pipeline.progress import Progress
from pipeline.quantity import QUANTITIES
from pipeline.reports.json_report import as_json
from tests.packages import Run, form, here, pdf, report
from tests.reports.batch import reports

ROOT = Path(__file__).parent.parent
CHINESE = re.compile("[\u4e00-\u9fff]")
MAYBE = (str, type(None))
NUMBER = (int, float, str, bool, list, type(None))  # a threshold, a switch, a word, several, or none


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return here(monkeypatch, capsys, tmp_path / "home")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A folder of packages with one in it."""
    return form(tmp_path / "in" / "pkg" / "申请表.docx").parent


# --- what became of packages, and the exit status


BY_TRIAGE = {r.triage: r for r in reports() if r.package != "minglan"}
READY = replace(BY_TRIAGE["ready"], problems=())
[FAIL, *_] = [o for o in BY_TRIAGE["return"].outcomes if o.verdict == "fail" and o.severity == "error"]
PROBLEM = Problem("reading", "corrupt", Message("坏", "bad"), "a.pdf")
BECAME: dict[str, Report | None] = {
    "clean": READY,
    "hint": replace(READY, outcomes=(replace(FAIL, verdict="undecided", severity="info"),)),
    "echo": replace(READY, outcomes=(replace(FAIL, severity="info", same_root_as="other"),)),
    "warning": replace(READY, outcomes=(replace(FAIL, severity="warning"),)),
    "open": replace(READY, outcomes=(replace(FAIL, verdict="undecided", severity="warning"),)),
    "problem": replace(READY, problems=(PROBLEM,)),
    "unjudged": replace(READY, triage="review", outcomes=()),
    "return": BY_TRIAGE["return"],
    "unreadable": BY_TRIAGE["unreadable"],
    "broken": None,
}
STATUSES = [
    (["clean"], 0), (["clean", "hint", "echo"], 0), (["warning"], 1), (["open"], 1), (["problem"], 1),
    (["unjudged"], 1), (["clean", "return"], 1), (["unreadable"], 3), (["broken"], 3),
    (["return", "unreadable"], 3), (["broken", "clean"], 3),
]  # fmt: skip


def finished(job: Job) -> Finished:
    """What became of a package that is called after what is to become of it."""
    made = BECAME[job.package.name]
    return Finished(job, as_json(replace(made, package=job.folder.name)) if made else None, "坏")


@pytest.mark.parametrize(("packages", "status"), STATUSES, ids=lambda v: str(v))
def test_exit_status(packages: list[str], status: int) -> None:
    assert exit_status([finished(Job(Path(p), Path(p))) for p in packages]) == status


@pytest.mark.parametrize(("packages", "status"), STATUSES, ids=lambda v: str(v))
def test_exit_status_of_a_batch(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, packages: list[str], status: int
) -> None:
    for name in packages:
        (tmp_path / "in" / name).mkdir(parents=True)
    monkeypatch.setattr(batch, "run_job", lambda job, *_: finished(job))
    said = run("batch", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert said.status == status
    assert {line["package"] for line in said.lines()} == set(packages)
    if len(packages) == 1:
        assert run("check", tmp_path / "in" / packages[0], "--out", tmp_path / "out").status == status


def test_a_wrong_set_up_comes_before_what_cannot_be_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def become(job: Job, *_: object) -> Finished:
        if job.package.name == "z":
            raise RulesetError("mine.yaml: no such check; write it right", "mine.yaml：没有这项检查，请改正")
        return replace(finished(replace(job, package=Path("unreadable"))), job=job)

    for name in ("a", "z"):
        (tmp_path / "in" / name).mkdir(parents=True)
    monkeypatch.setattr(batch, "run_job", become)
    said = run("batch", tmp_path / "in", "--out", tmp_path / "out", "--quiet")
    assert (said.status, said.err) == (2, "shenyan: mine.yaml: no such check; write it right\n")


# --- errors are one line with the mend


WRONG: list[tuple[str, str, str]] = [
    # the command, what is said in English, what in Chinese
    ("check {nowhere}", "does not exist; give a folder", "不存在，请给出"),
    ("check {pkg} --as-of 2019-13-40", "write it as 2019-06-20", "日期格式应为 2019-06-20"),
    ("check {pkg} --as-of 20.6.2019", "write it as 2019-06-20", "日期格式应为 2019-06-20"),
    ("check {pkg} --ruleset nix", "national-2017", "national-2017"),
    ("check {pkg} --ruleset {nowhere}.yaml", "nowhere.yaml", "nowhere.yaml"),
    ("check {pkg} --ruleset national-2017 --variant mars", "west", "west"),
    ("check {pkg} --ruleset baoding --variant mars", "none", "变体"),
    ("check {pkg} --out {pkg}", "choose a folder outside", "请改用其他文件夹"),
    ("check {pkg} --out {pkg}/a/b", "choose a folder outside", "请改用其他文件夹"),
    ("check {pkg} --out {file}", "choose another folder with --out", "请用 --out 指定其他文件夹"),
    ("check {pkg} --out {file}/deeper", "choose another folder with --out", "请用 --out 指定其他文件夹"),
    ("check {pkg} --workers 0", "See shenyan check --help", "用法见 shenyan check --help"),
    ("check {pkg} --workers many", "See shenyan check --help", "用法见 shenyan check --help"),
    ("check {pkg} --stage later", "application", "application"),
    ("check {pkg} --nix", "See shenyan check --help", "用法见 shenyan check --help"),
    ("check", "PACKAGE", "PACKAGE"),
    ("batch {nowhere}", "is not a folder; give the folder", "不是文件夹，请给出"),
    ("batch {file}", "is not a folder; give the folder", "不是文件夹，请给出"),
    ("batch {empty}", "put one folder, zip or document", "请为每家申报单位放入"),
    ("batch {in} --out {in}", "choose another one", "请改用其他文件夹"),
    ("batch {in} --out {pkg}/out", "choose a folder outside", "请改用其他文件夹"),
    ("batch {in} --ruleset nix", "national-2017", "national-2017"),
    ("batch {in} --as-of soon", "write it as 2019-06-20", "日期格式应为 2019-06-20"),
    ("read {nowhere}", "does not exist; give a folder", "不存在，请给出"),
    ("rulesets show nix", "national-2017", "national-2017"),
    ("rulesets validate {nowhere}.yaml", "give a ruleset's file", "请给出认定办法文件"),
    ("rulesets validate {file}", "give a ruleset's file", "请给出认定办法文件"),
    ("checks show nix", "see shenyan checks list", "请用 shenyan checks list 查看"),
    ("nix", "See shenyan --help", "用法见 shenyan --help"),
    ("rulesets nix", "See shenyan rulesets --help", "用法见 shenyan rulesets --help"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "en", "zh"), WRONG, ids=[w[0] for w in WRONG])
def test_an_error_is_one_line_with_the_mend(
    run: Run, monkeypatch: pytest.MonkeyPatch, package: Path, tmp_path: Path, command: str, en: str, zh: str
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file.txt").write_text("x")
    places = {"nowhere": tmp_path / "nowhere", "pkg": package, "in": package.parent, "file": tmp_path / "file.txt",
              "empty": tmp_path / "empty"}  # fmt: skip
    arguments = command.format(**places).split(" ")
    for locale, words in (("en_GB.UTF-8", en), ("zh_CN.UTF-8", zh)):
        monkeypatch.setenv("LANG", locale)
        said = run(*arguments)
        assert (said.status, said.out) == (2, "")
        assert re.fullmatch(r"shenyan: [^\n]+\n", said.err)
        assert words in said.err
    assert CHINESE.search(said.err)


def test_the_language_asked_for_goes_before_that_of_the_terminal(run: Run, tmp_path: Path) -> None:
    for lang, words in (("zh", "不存在"), ("en", "does not exist")):
        assert words in run("check", tmp_path / "nowhere", "--lang", lang).err


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (ValueError("a\nb"), 2, "please report this line"),
        (OSError(28, "No space left on device", "/out/report.json"), 2, "/out/report.json: No space left"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_nobody_foresaw_is_one_line_too(
    run: Run, monkeypatch: pytest.MonkeyPatch, package: Path, error: BaseException, status: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(batch, "jobs", fail)
    said = run("check", package)
    assert (said.status, len(said.err.splitlines())) == (status, int(bool(words)))
    assert words in said.err


def test_the_program_is_started_with_its_status_and_no_traceback(tmp_path: Path) -> None:
    """The entry point itself, where the terminal can write no Chinese."""
    name = tmp_path / os.fsdecode("营业执照".encode("gbk"))
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "check", str(name)],
        cwd=ROOT,
        env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii:strict", "SHENYAN_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.startswith(b"shenyan: ")
    assert done.stderr.count(b"\n") == 1


# --- what is printed of a run


def test_json_lines_name_report_and_triage(run: Run, package: Path, tmp_path: Path) -> None:
    form(package.parent / "other" / "a.docx", "丁戊己咨询有限公司")
    out = tmp_path / "out"
    [line] = run("check", package, "--out", out, "--json", "--quiet").lines()
    both = run("batch", package.parent, "--out", out, "--json", "--quiet").lines()
    assert [b["package"] for b in both] == ["other", "pkg"]
    assert both[1] == line
    for said in both:
        assert {"package", "report", "triage"} <= set(said)
        assert said["triage"] == report(out / said["package"])["triage"]
        assert Path(said["report"]).parent == out / said["package"]
        assert Path(said["report"]).is_file()


@pytest.mark.parametrize(("lang", "triage"), [("zh", "建议退回补正"), ("en", "to be returned")])
def test_a_line_a_package_in_the_language_asked_for(
    run: Run, package: Path, tmp_path: Path, lang: str, triage: str
) -> None:
    said = run("check", package, "--out", tmp_path / "out", "--lang", lang)
    assert said.out.count("\n") == 1
    assert triage in said.out
    assert str(tmp_path / "out" / "pkg" / "report.html") in said.out
    html = (tmp_path / "out" / "pkg" / "report.html").read_text("utf-8")
    assert f'lang="{ {"zh": "zh-CN", "en": "en"}[lang] }"' in html


def test_reports_are_chinese_unless_asked(run: Run, package: Path, tmp_path: Path) -> None:
    run("check", package, "--out", tmp_path / "out")
    assert 'lang="zh-CN"' in (tmp_path / "out" / "pkg" / "report.html").read_text("utf-8")


@pytest.mark.parametrize("command", ["check", "batch"])
def test_quiet_and_plain_progress(run: Run, package: Path, tmp_path: Path, command: str) -> None:
    given = package if command == "check" else package.parent
    said = run(command, given, "--out", tmp_path / "a")
    assert said.err.splitlines() == ["[1/1] pkg", "  glancing at pages 1/1"]
    assert run(command, given, "--out", tmp_path / "b", "--quiet").err == ""
    assert (tmp_path / "b" / "pkg" / "report.json").read_bytes() == (
        tmp_path / "a" / "pkg" / "report.json"
    ).read_bytes()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_is_one_moving_line() -> None:
    stream = Terminal()
    progress = Progress("en", stream=stream)
    progress.package("pkg", 2, 5)
    for done in (1, 2, 3):
        progress("read", done, 3)
    progress.end()
    shown = stream.getvalue().split("\r\x1b[2K")
    assert shown[0] == ""
    assert shown[-1] == ""
    assert "\n" not in stream.getvalue()
    assert [re.match(r"\[2/5\] pkg  reading pages \d/3 · [\d.]+/s", line) is not None for line in shown[1:-1]] == [
        True
    ] * 3  # fmt: skip
    assert re.search(r" · \d+ s$", shown[1]), "the time that is left"
    assert not re.search(r" · \d+ s$", shown[3])
    quiet = Terminal()
    silent = Progress("zh", quiet=True, stream=quiet)
    silent.package("pkg", 1, 1)
    silent("read", 1, 1)
    silent.end()
    assert quiet.getvalue() == ""


# --- options that reach the report


@pytest.mark.parametrize(
    ("options", "ruleset", "as_of"),
    [
        ([], {"id": "national-2017", "variant": None, "chosen_by": "form-title"}, "2020-06-08"),
        (["--ruleset", "auto", "--as-of", "2019-06-20"], {"id": "national-2017", "variant": None, "chosen_by": "form-title"}, "2020-06-08"),
        (["--ruleset", "national-2017", "--variant", "west"], {"id": "national-2017", "variant": "west", "chosen_by": "option"}, "2020-06-08"),
        (["--ruleset", "shandong-2020"], {"id": "shandong-2020", "variant": None, "chosen_by": "option"}, "2020-06-08"),
        (["--ruleset", str(ROOT / "rulesets" / "national-2017.yaml")], {"id": "national-2017", "variant": None, "chosen_by": "option"}, "2020-06-08"),
    ],
)  # fmt: skip
def test_options_reach_the_report(
    run: Run, package: Path, tmp_path: Path, options: list[str], ruleset: dict[str, Any], as_of: str
) -> None:
    run("check", package, "--out", tmp_path / "out", *options)
    made = report(tmp_path / "out" / "pkg")
    assert made["ruleset"] == ruleset
    assert made["as_of"] == as_of, "the form's own date goes before --as-of"


def test_as_of_stands_in_where_the_form_gives_no_date(run: Run, tmp_path: Path) -> None:
    form(tmp_path / "a.docx", filed="    年  月  日")
    run("check", tmp_path / "a.docx", "--out", tmp_path / "out", "--as-of", "2019-06-20")
    assert report(tmp_path / "out" / "a.docx")["as_of"] == "2019-06-20"


def test_a_variant_that_the_forms_ruleset_lacks_is_a_problem(run: Run, package: Path, tmp_path: Path) -> None:
    said = run("check", package, "--out", tmp_path / "out", "--variant", "mars")
    [problem] = report(tmp_path / "out" / "pkg")["problems"]
    assert (said.status, problem["category"]) == (1, "variant")
    assert all("mars" in words and "west" in words for words in problem["message"].values())


# --- help


def commands(command: Any, path: str) -> Iterator[str]:
    """The full name of every command below `command`."""
    for name, below in getattr(command, "commands", {}).items():
        full = f"{path} {name}"
        yield from commands(below, full) if hasattr(below, "commands") else [full]


COMMANDS = sorted(commands(typer.main.get_command(cli.app), "shenyan"))
HELP = """
import json, sys
from contextlib import redirect_stdout
from io import StringIO
from pipeline.cli import run
said = {}
for command in json.loads(sys.argv[1]):
    with redirect_stdout(StringIO()) as out:
        assert run([*command.split(" ")[1:], "--help"]) == 0
    said[command] = out.getvalue()
print(json.dumps(said))
"""


@pytest.mark.parametrize(("locale", "example"), [("en_GB.UTF-8", "Example: "), ("zh_CN.UTF-8", "示例：")])
def test_every_command_helps_with_an_example(locale: str, example: str) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("LC_ALL", "LC_MESSAGES")}
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", HELP, json.dumps(COMMANDS)],
        cwd=ROOT, env={**environment, "LANG": locale}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    helps: dict[str, str] = json.loads(done.stdout)
    assert not [c for c in COMMANDS if f"{example}{c} " not in f"{' '.join(helps[c].split())} "]
    assert not [
        c for c in COMMANDS if (example == "示例：") != bool(CHINESE.search(helps[c].split("\n\n")[1]))
    ]


def test_the_commands_of_the_contract_are_there() -> None:
    known = {"check", "batch", "read", "rulesets list", "rulesets show", "rulesets validate", "checks list", "checks show",
             "doctor"}  # fmt: skip
    assert {f"shenyan {name}" for name in known} <= set(COMMANDS)


# --- rulesets, checks, read, doctor


def test_rulesets_list(run: Run) -> None:
    said = run("rulesets", "list")
    assert said.status == 0
    listed = [line.split()[0] for line in said.out.splitlines()]
    there = sorted(p.stem for p in (ROOT / "rulesets").glob("*.yaml"))
    assert sorted(listed) == there
    assert [line["id"] for line in run("rulesets", "list", "--json").lines()] == listed


VARIANTS = {
    "national-2017": {"west"},
    "heilongjiang-2019": {"society", "remote"},
    "shandong-2020": {"nonprofit"},
    "xinjiang-2021": {"south"},
    "baoding": set(),
}
CONDITION: dict[str, Any] = {
    "article": (str,), "check": MAYBE, "parameter": MAYBE, "value": NUMBER, "unit": MAYBE, "variant": MAYBE,
    "decided_by": {"machine", "partly", "person"},
}  # fmt: skip
RULESET: dict[str, Any] = {
    "id": (str,), "title": (str,), "valid_from": MAYBE, "valid_to": MAYBE, "conditions": [CONDITION],
    "functions": [{"function": (str,), "parts": [CONDITION]}],
    "attachments": [
        {"item": (str,), "article": MAYBE, "status": {"required", "conditional", "alternative"}, "replaceable_by": MAYBE}
    ],
}  # fmt: skip
CHECK: dict[str, Any] = {
    "id": (str,), "category": {"consistency", "condition", "attachment", "form", "plausibility", "batch"},
    "asks": {"zh": (str,), "en": (str,)}, "needs": [(str,)], "rulesets": [(str,)],
}  # fmt: skip


def lacks(value: Any, shape: Any, path: str = "$") -> list[str]:
    """Where `value` falls short of `shape`. Keys that came since may be there."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{path}: no object"]
        missing = [f"{path}.{k}: missing" for k in shape if k not in value]
        return missing + [f for k in shape if k in value for f in lacks(value[k], shape[k], f"{path}.{k}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: no list"]
        return [f for i, v in enumerate(value) for f in lacks(v, shape[0], f"{path}[{i}]")]
    good = value in shape if isinstance(shape, set) else isinstance(value, shape)
    return [] if good else [f"{path}: {value!r}"]


@pytest.mark.parametrize("id", VARIANTS)
def test_rulesets_show(run: Run, id: str) -> None:
    shown = json.loads(run("rulesets", "show", id, "--json").out)
    assert lacks(shown, RULESET) == []
    assert shown["id"] == id
    entries = [*shown["conditions"], *(p for f in shown["functions"] for p in f["parts"])]
    assert entries
    assert {e["variant"] for e in entries} - {None} <= VARIANTS[id]
    assert {e["check"] for e in entries} - {None} <= set(discover.checks())
    text = run("rulesets", "show", id, "--lang", "zh").out
    assert id in text
    assert shown["title"] in text


@pytest.mark.parametrize("id", VARIANTS)
def test_rulesets_validate(run: Run, tmp_path: Path, id: str) -> None:
    source = ROOT / "rulesets" / f"{id}.yaml"
    assert run("rulesets", "validate", source).status == 0
    broken = tmp_path / "mine.yaml"
    broken.write_text(source.read_text("utf-8") + "\nnobody-knows-this: 1\n", "utf-8")
    said = run("rulesets", "validate", broken)
    assert said.status == 2
    assert "mine.yaml" in said.out + said.err
    assert "nobody-knows-this" in said.out + said.err


def test_checks_list(run: Run) -> None:
    listed = json.loads(run("checks", "list", "--json").out)
    assert lacks(listed, [CHECK]) == []
    assert {c["id"] for c in listed} == {*discover.checks(), *discover.batch_checks()}
    assert {n for c in listed for n in c["needs"]} <= set(QUANTITIES) | set(KINDS)
    assert {r for c in listed for r in c["rulesets"]} <= set(VARIANTS)
    text = run("checks", "list", "--lang", "zh").out.splitlines()
    assert [line.split()[0] for line in text] == [c["id"] for c in listed]
    assert all(CHINESE.search(line) for line in text)


@pytest.mark.parametrize("id", ["bs-equation", "quota-and-special"])
def test_checks_show(run: Run, id: str) -> None:
    said = run("checks", "show", id)
    check: Any = {**discover.checks(), **discover.batch_checks()}[id]
    assert said.status == 0
    for words in (check.ASKS.zh, check.ASKS.en, "Passes:", "Fails:"):
        assert words in said.out


WORD = {"text": (str,), "box": (list, type(None)), "confidence": (int, float)}
CELL = {
    "row": (int,),
    "column": (int,),
    "row_span": (int,),
    "column_span": (int,),
    "text": (str,),
    "box": (list, type(None)),
}
READ: dict[str, Any] = {
    "file": (str,),
    "pages": [
        {"number": (int, type(None)), "width": (int, float), "height": (int, float), "rotation": (int,), "skew": (int, float),
         "source": {"ocr", "text", "sheet"}, "kind": set(KINDS), "words": [WORD],
         "grids": [{"box": (list, type(None)), "rows": (int,), "columns": (int,), "cells": [CELL]}],
         "seals": [{"box": (list,), "text": (str,)}]}
    ],
}  # fmt: skip


def test_read_shows_what_is_read(run: Run, tmp_path: Path) -> None:
    form(tmp_path / "in" / "申请表.docx")
    said = run("read", tmp_path / "in" / "申请表.docx", "--json")
    shown = json.loads(said.out)
    assert (said.status, lacks(shown, READ)) == (0, [])
    [page] = shown["pages"]
    assert (shown["file"], page["kind"], page["number"], page["source"]) == (
        "申请表.docx", "application-form", None, "text",
    )  # fmt: skip
    assert [(c["row"], c["column"], c["text"]) for c in page["grids"][0]["cells"]][:2] == [
        (0, 0, "单位名称"),
        (0, 1, "甲乙丙服务有限公司"),
    ]
    assert "967.24" in run("read", tmp_path / "in" / "申请表.docx").out

    book = openpyxl.Workbook()
    for name in ("一", "二"):
        book.create_sheet(name)["B2"] = f"第{name}页"
    del book["Sheet"]
    book.save(tmp_path / "in" / "b.xlsx")
    two = json.loads(run("read", tmp_path / "in" / "b.xlsx", "--json").out)
    assert lacks(two, READ) == []
    assert [(p["source"], [w["text"] for w in p["words"]]) for p in two["pages"]] == [
        ("sheet", ["第一页"]),
        ("sheet", ["第二页"]),
    ]
    assert lacks(json.loads(run("read", tmp_path / "in", "--json").out), [READ]) == []


def test_read_says_what_cannot_be_read(run: Run, tmp_path: Path) -> None:
    said = run("read", pdf(tmp_path / "a.pdf", encrypt="secret"))
    assert (said.status, said.out) == (3, "")
    assert "a.pdf is protected by a password; save it without one" in said.err


@pytest.mark.parametrize(
    ("libraries", "path", "status", "words"),
    [
        (doctor.LIBRARIES, None, 0, "prefect "),
        ((*doctor.LIBRARIES, "no-such-library"), None, 2, "no-such-library is missing; run make setup"),
        (doctor.LIBRARIES, "", 0, f"Tesseract, the second reader, is missing: {doctor.INSTALL}"),
    ],
)
def test_doctor(
    run: Run, monkeypatch: pytest.MonkeyPatch, libraries: tuple[str, ...], path: str | None, status: int, words: str
) -> None:  # fmt: skip
    monkeypatch.setattr(doctor, "LIBRARIES", libraries)
    if path is not None:
        monkeypatch.setenv("PATH", path)
    said = run("doctor")
    assert said.status == status
    assert words in said.out
    assert CHINESE.search(run("doctor", "--lang", "zh").out)
