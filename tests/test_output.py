"""What a run leaves on disk: the contract's report, the same bytes each time, for the owner's eyes alone."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from pipeline import batch, output, screening
from pipeline.batch import Job
from pipeline.discover import reports
from pipeline.errors import UsageError
from pipeline.looking import Desk
from pipeline.model import Claim, Document, Evidence, Page, Report, RulesetRef, SourceFile
from pipeline.screening import Options, Screened
from tests.contract import departures
from tests.packages import APPLICANT, Here, archive, form, pdf, report


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A form, a roster, the served enterprises and a file that cannot be read."""
    folder = form(tmp_path / "in" / "甲公司" / "申请表.docx").parent
    lists = {
        "人员": [["专业技术人员名单"], ["序号", "姓名", "性别", "学历", "职称"], [1, "傅伟兰", "女", "本科", "高级工程师"],
                [2, "丁铭胜", "男", "硕士", "中级"]],
        "服务企业": [["服务企业名单"], ["序号", "企业名称", "联系人", "联系电话", "服务内容", "满意度"],
                  [1, "江城云岫机械有限公司", "王一", "13800000001", "培训", "满意"],
                  [2, "江城明月食品有限公司", "李二", "13800000002", "咨询", "基本满意"]],
    }  # fmt: skip
    for name, rows in lists.items():
        book = openpyxl.Workbook()
        assert book.active is not None
        for row in rows:
            book.active.append(row)
        book.save(folder / f"{name}.xlsx")
    pdf(folder / "locked.pdf", encrypt="secret")
    return folder


def run(package: Path, out: Path, **options: Any) -> Path:
    """Screens a package; gives its folder."""
    [job] = batch.jobs((package,), out, Options(**options), "zh", False)
    assert batch.run_job(job, Here(Desk(None))).report is not None
    return job.folder


# --- report.json


def test_report_json_agrees_with_the_contract(package: Path, tmp_path: Path) -> None:
    made = report(run(package, tmp_path / "out"))
    assert departures(made) == []
    assert {t["kind"]: len(t["rows"]) for t in made["tables"]} == {"staff-roster": 2, "served-enterprises": 2}
    assert {c["evidence"]["reader"] for c in made["claims"]} >= {"text", "count"}
    assert made["package"] == "甲公司"


BROKEN: list[tuple[str, Any, str]] = [
    ("claims.0.document", "d99", "document d99"),
    ("claims.0.evidence.page", 7, "stands on"),
    ("claims.0.value", " x", "' x'"),
    ("claims.0.unit", "CNY", "in 'CNY'"),
    ("claims.0.evidence.reader", "guess", "guess"),
    ("documents.0.kind", "letter", "kind letter"),
    ("attachments.0.status", "lost", "lost"),
    ("outcomes.0.verdict", "maybe", "maybe"),
    ("outcomes.0.claims", ["c999"], "claim c999"),
    ("outcomes.0.same_root_as", "nix", "echo of nix"),
    ("documents.0.pages.0.file", "/etc/passwd", "passwd"),
    ("tools", {}, "tools"),
    ("extra", 1, "keys"),
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("whole")
    form(folder / "a.docx")
    return report(run(folder / "a.docx", folder / "out"))


@pytest.mark.parametrize(("path", "value", "words"), BROKEN, ids=[b[0] for b in BROKEN])
def test_the_measure_itself_sees_what_is_wrong(whole: Any, path: str, value: Any, words: str) -> None:
    spoilt = json.loads(json.dumps(whole))
    *above, last = [int(p) if p.isdigit() else p for p in path.split(".")]
    place = spoilt
    for step in above:
        place = place[step]
    place[last] = value
    assert departures(whole) == []
    assert any(words in said for said in departures(spoilt))


def test_the_same_bytes_wherever_and_whenever(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = (run(package, tmp_path / "out") / "report.json").read_bytes()
    elsewhere = tmp_path / "elsewhere" / "甲公司"
    shutil.copytree(package, elsewhere)
    for path in elsewhere.iterdir():
        os.utime(path, (1, 1))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert (run(Path("elsewhere/甲公司"), Path("relative")) / "report.json").read_bytes() == first
    members = {p.name: p.read_bytes() for p in sorted(package.iterdir(), reverse=True)}
    packed = archive(tmp_path / "甲公司.zip", members)
    assert (run(packed, tmp_path / "zipped") / "report.json").read_bytes() == first


def test_no_absolute_path_and_no_clock(package: Path, tmp_path: Path) -> None:
    text = (run(package, tmp_path / "out") / "report.json").read_text("utf-8")
    for place in (str(tmp_path), str(Path.home()), str(Path.cwd()), "/tmp"):
        assert place not in text
    assert date.today().isoformat() not in text
    assert not re.search(r"\d{2}:\d{2}:\d{2}|\d{4}-\d{2}-\d{2}T", text)


# --- the folder


def tree(folder: Path) -> Iterator[Path]:
    """What stands below a folder, apart from the program's own marks (.finished.json)."""
    return (p.relative_to(folder) for p in sorted(folder.rglob("*")) if not p.name.startswith("."))


def test_folders_are_made_for_the_owner_alone(package: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = run(package, tmp_path / "deep" / "er" / "out")
    finally:
        os.umask(before)
    made = [tmp_path / "deep", tmp_path / "deep" / "er", folder.parent, folder, folder / "pages"]
    assert [oct(stat.S_IMODE(p.stat().st_mode)) for p in made] == [oct(0o700)] * len(made)


def test_a_folder_holds_its_reports_and_nothing_else(package: Path, tmp_path: Path) -> None:
    folder = run(package, tmp_path / "out")
    assert {str(p) for p in tree(folder)} == {"pages"} | {form.SUFFIX for form in reports().values()}
    assert {"report.json", "report.html"} <= {form.SUFFIX for form in reports().values()}


def scanned(path: str, location: Path) -> Screened:
    """A report on one picture that is called `path` in its package."""
    evidence = Evidence(path, 1, (10.0, 10.0, 90.0, 30.0), APPLICANT)
    claim = Claim("applicant-name", APPLICANT, evidence, "licence", document="d1", id="c1")
    page = Page(path, 1, 1, 595.0, 842.0, "ocr", "full")
    made = Report(
        "pkg", APPLICANT, RulesetRef(None, None, "form-title"), None, "review",
        (Document("d1", "licence", (page,)),), (claim,), (), (), (), (), {"shenyan": "0"},
    )  # fmt: skip
    return Screened(made, {path: SourceFile(path, "0" * 64, "image", location)}, None)


@pytest.mark.parametrize(
    "name",
    ["扫描/1.png", "../../evil.png", "/etc/evil.png", "a\\..\\evil.png", "<script>evil()</script>.png",
     '"><img src=x onerror=evil()>.png', "line\nbreak.png", "half\udc80.png", "长" * 80 + ".png"],
)  # fmt: skip
def test_names_of_documents_decide_nothing_on_disk(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (300, 420), "white").save(tmp_path / "scan.png")
    folder = tmp_path / "out" / "pkg"
    page = output.write(scanned(name, tmp_path / "scan.png"), folder, "zh")
    pictures = [p.name for p in (folder / "pages").iterdir()]
    assert len(pictures) == 1
    assert re.fullmatch(r"[0-9a-f]{10}-1\.jpg", pictures[0])
    assert {str(p) for p in tree(tmp_path)} == {"scan.png", "out", "out/pkg", "out/pkg/pages", f"out/pkg/pages/{pictures[0]}"} | {
        f"out/pkg/{form.SUFFIX}" for form in reports().values()
    }  # fmt: skip
    html = page.read_text("utf-8")
    assert "<script>evil" not in html
    assert "<img src=x" not in html
    [claim] = report(folder)["claims"]
    assert claim["evidence"]["file"] == name


def test_a_picture_that_cannot_be_made_costs_the_picture_alone(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n broken since")
    folder = tmp_path / "out" / "pkg"
    output.write(scanned("scan.png", tmp_path / "scan.png"), folder, "zh")
    assert list((folder / "pages").iterdir()) == []
    assert len(report(folder)["claims"]) == 1


@pytest.mark.parametrize("name", ["a/b", "taken"])
def test_where_nothing_can_be_written_the_mend_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / name.partition("/")[0]).write_text("a file")
    with pytest.raises(UsageError, match="--out"):
        output.prepare(tmp_path / name)


@pytest.mark.parametrize(
    ("packages", "names"),
    [
        (["a", "a", "b", "a"], ["a", "a-2", "b", "a-3"]),
        (["A", "a"], ["A", "a-2"]),
        (["a", "a-2", "a"], ["a", "a-2", "a-3"]),
        (["summary.json", "summary.html", "Summary.xlsx"], ["summary.json-2", "summary.html-2", "Summary.xlsx-2"]),
    ],
)  # fmt: skip
def test_every_package_has_a_folder_of_its_own(packages: list[str], names: list[str]) -> None:
    assert output.folder_names(packages) == names


@pytest.mark.parametrize("name", ["长" * 120, "a" * 255])
def test_names_too_long_for_a_disk_are_cut(tmp_path: Path, name: str) -> None:
    names = output.folder_names([name, name, name + "x"])
    assert len({n.casefold() for n in names}) == 3
    for made in names:
        output.prepare(tmp_path / made / "pages")
        assert made[:60] == name[:60]


# --- what passes for finished


def done(folder: Path) -> bool:
    return output.finished(folder, "print") is not None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a package that is finished."""
    Image.new("RGB", (300, 420), "white").save(tmp_path / "scan.png")
    made = tmp_path / "out" / "pkg"
    output.write(scanned("scan.png", tmp_path / "scan.png"), made, "zh")
    assert not done(made), "not before it is marked"
    output.finish(made, "print")
    assert done(made)
    return made


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (".finished.json", None), (".finished.json", ""), (".finished.json", '{"fingerp'), (".finished.json", "[]"),
        (".finished.json", "{}"), (".finished.json", '{"fingerprint": "another"}'), (".finished.json", "null"),
        ("report.json", None), ("report.json", '{"schema": "shen'), ("report.json", ""), ("report.html", None),
    ],
)  # fmt: skip
def test_what_is_not_whole_is_not_finished(folder: Path, name: str, text: str | None) -> None:
    if text is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(text)
    assert not done(folder)


@pytest.mark.parametrize("format", ["json_report", "html_report"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_an_interrupted_write_leaves_nothing_that_passes_for_finished(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, error: BaseException
) -> None:
    def fail(*_: object) -> bytes:
        raise error

    module = next(m for m in reports().values() if m.__name__.endswith(format))
    monkeypatch.setattr(module, "render", fail)
    older = (folder / "report.json").read_bytes()
    later = scanned("scan.png", tmp_path / "scan.png")
    later = replace(later, report=replace(later.report, applicant="丁戊己咨询有限公司"))
    with pytest.raises(type(error)):
        output.write(later, folder, "zh")
    assert not done(folder)
    assert not (folder / ".finished.json").exists()
    assert not (folder / module.SUFFIX).exists(), "an older report never stands beside a newer one"
    assert not (folder / "report.json").exists() or (folder / "report.json").read_bytes() != older


def test_withdrawing_takes_our_own_files_alone(folder: Path) -> None:
    (folder / "notes.txt").write_text("a reviewer's")
    output.withdraw(folder)
    assert {str(p) for p in tree(folder)} == {"notes.txt", "pages"}
    output.withdraw(folder.parent / "never-made")


FILE = SourceFile("a.pdf", "1" * 64, "pdf", Path("/x/a.pdf"))


@pytest.mark.parametrize(
    ("files", "options", "lang", "same"),
    [
        ([replace(FILE, location=Path("/y/b.pdf"))], Options(), "zh", True),
        ([replace(FILE, sha256="2" * 64)], Options(), "zh", False),
        ([replace(FILE, path="b.pdf")], Options(), "zh", False),
        ([FILE, replace(FILE, path="b.pdf")], Options(), "zh", False),
        ([], Options(), "zh", False),
        ([FILE], Options(ruleset="baoding"), "zh", False),
        ([FILE], Options(variant="west"), "zh", False),
        ([FILE], Options(as_of=date(2019, 6, 20)), "zh", False),
        ([FILE], Options(stage="recommended"), "zh", False),
        ([FILE], Options(full_text=True), "zh", False),
        ([FILE], Options(), "en", False),
    ],
)
def test_a_fingerprint_names_files_options_and_language(
    files: list[SourceFile], options: Options, lang: Any, same: bool
) -> None:
    mine = output.fingerprint([FILE], Options(), "zh")
    assert (output.fingerprint(files, options, lang) == mine) is same


def test_a_fingerprint_names_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = output.fingerprint([FILE], Options(), "zh")
    monkeypatch.setattr(output, "program_digest", lambda: "another")
    assert output.fingerprint([FILE], Options(), "zh") != mine


def test_a_ruleset_of_ones_own_that_changes_is_another(tmp_path: Path) -> None:
    source = Path(screening.rulesets.__file__).parent / "national-2017.yaml"
    mine = tmp_path / "mine.yaml"
    mine.write_bytes(source.read_bytes())
    options = Options(ruleset=str(mine))
    before = output.fingerprint([FILE], options, "zh")
    mine.write_bytes(source.read_bytes() + b"# changed\n")
    assert output.fingerprint([FILE], options, "zh") != before


def test_a_job_of_a_broken_run_is_done_again(package: Path, tmp_path: Path) -> None:
    folder = run(package, tmp_path / "out")
    (folder / "report.html").unlink()
    job = Job(package, folder)
    again = batch.run_job(job, Here(Desk(None)))
    assert not again.reused
    assert batch.run_job(job, Here(Desk(None))).reused
