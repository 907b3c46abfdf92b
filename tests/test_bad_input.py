"""Files that nobody should hand in: each is named with its mend, and everything else is screened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest

from tests.packages import APPLICANT, Run, archive, form, here, pdf, png, report

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100


def written(data: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(data)


def without_pages(path: Path) -> None:
    pypdfium2.PdfDocument.new().save(str(path))


def truncated(path: Path) -> None:
    data = pdf(path, 20).read_bytes()
    path.write_bytes(data[: len(data) // 2])


@dataclass(frozen=True, slots=True)
class Bad:
    """A bad file: its name, how it is made, and what must be said of it."""

    name: str
    make: Callable[[Path], object]
    category: str
    en: str
    zh: str


BAD = [
    Bad("encrypted.pdf", lambda p: pdf(p, encrypt="secret"), "encrypted", "save it without", "解除密码"),
    Bad("truncated.pdf", truncated, "corrupt", "export it again", "重新扫描或导出"),
    Bad("empty.pdf", written(b""), "empty", "hand it in again", "重新提交"),
    Bad("without-pages.pdf", without_pages, "corrupt", "export it again", "导出"),
    Bad("bomb.png", written(png(60_000)), "limit", "scan it at 200 to 300 dpi", "200 至 300 dpi 重新扫描"),
    Bad("账册.xlsx", written(b"PK\x03\x04 and no more"), "corrupt", "export it again", "导出"),
    Bad("附件.rar", written(b"Rar!\x1a\x07\x00"), "unsupported", "a ZIP archive", "ZIP 压缩包"),
    Bad("附件.7z", written(b"7z\xbc\xaf\x27\x1c"), "unsupported", "a ZIP archive", "ZIP 压缩包"),
    Bad(
        "简介.doc",
        written(OLE + "WordDocument".encode("utf-16-le")),
        "unsupported",
        "DOCX or PDF",
        "DOCX 或 PDF",
    ),
    Bad(
        "简介.wps",
        written(OLE + "WordDocument".encode("utf-16-le")),
        "unsupported",
        "DOCX or PDF",
        "DOCX 或 PDF",
    ),
    Bad(
        "执照.ofd",
        lambda p: archive(p, {"OFD.xml": b"<ofd/>"}),
        "unsupported",
        "convert it to PDF",
        "转换为 PDF",
    ),
    Bad("照片.heic", written(b"\0\0\0\x18ftypheic"), "unsupported", "convert it to JPEG", "转换为 JPEG"),
    Bad("数据.xyz", written(b"what is this"), "unsupported", "convert it to PDF, PNG", "转换为 PDF"),
]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return here(monkeypatch, capsys, tmp_path / "home")


def told(problems: list[dict[str, Any]], bad: Bad) -> bool:
    """Whether one problem alone names the file and the mend in both languages."""
    mine = [p for p in problems if p["file"] == bad.name]
    return [
        (p["category"], p["page"], bad.name in p["message"]["en"], bad.name in p["message"]["zh"])
        for p in mine
    ] == [(bad.category, None, True, True)] and (
        bad.en in mine[0]["message"]["en"] and bad.zh in mine[0]["message"]["zh"]
    )


@pytest.mark.parametrize("bad", BAD, ids=lambda b: b.name)
def test_a_bad_file_is_named_with_its_mend_and_the_others_are_screened(
    run: Run, tmp_path: Path, bad: Bad
) -> None:
    package = form(tmp_path / "pkg" / "申请表.docx").parent
    bad.make(package / bad.name)
    said = run("check", package, "--out", tmp_path / "out")
    made = report(tmp_path / "out" / "pkg")
    assert told(made["problems"], bad), made["problems"]
    assert len(made["problems"]) == 1
    assert made["applicant"] == APPLICANT
    assert {c["evidence"]["file"] for c in made["claims"]} == {"申请表.docx"}
    assert said.status == 1
    assert "1 problem" in said.out


@pytest.mark.parametrize("bad", BAD, ids=lambda b: b.name)
def test_a_bad_file_alone_cannot_be_read_at_all(run: Run, tmp_path: Path, bad: Bad) -> None:
    bad.make(tmp_path / bad.name)
    said = run("check", tmp_path / bad.name, "--out", tmp_path / "out")
    assert said.status == 3
    [folder] = (tmp_path / "out").iterdir()
    made = report(folder)
    assert made["triage"] == "unreadable"
    assert told(made["problems"], bad), made["problems"]
    assert {p["category"] for p in made["problems"]} >= {bad.category, "no-application-form"}


def test_all_of_them_in_one_batch_stop_nobody(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "2020"
    form(folder / "good" / "申请表.docx")
    form(folder / "mixed" / "申请表.docx", "丁戊己咨询有限公司")
    for bad in BAD:
        bad.make(folder / bad.name)
        bad.make(folder / "mixed" / bad.name)
    said = run("batch", folder, "--out", tmp_path / "out", "--json")
    triages = {line["package"]: line["triage"] for line in said.lines()}
    assert {name for name, triage in triages.items() if triage != "unreadable"} == {"good", "mixed"}
    assert len(triages) == len(BAD) + 2
    assert said.status == 3
    mixed = report(tmp_path / "out" / "mixed")
    assert not [bad.name for bad in BAD if not told(mixed["problems"], bad)]
    assert report(tmp_path / "out" / "good")["problems"] == []
    assert {r["applicant"] for r in map(report, (tmp_path / "out" / n for n in ("good", "mixed")))} == {
        APPLICANT,
        "丁戊己咨询有限公司",
    }


def test_the_fault_of_a_file_is_not_that_of_the_file_before_it(run: Run, tmp_path: Path) -> None:
    package = form(tmp_path / "pkg" / "0.docx").parent
    pdf(package / "1.pdf", encrypt="secret")
    without_pages(package / "2.pdf")
    run("check", package, "--out", tmp_path / "out")
    problems = report(tmp_path / "out" / "pkg")["problems"]
    assert [(p["file"], p["category"]) for p in problems] == [("1.pdf", "encrypted"), ("2.pdf", "corrupt")]


# --- archives


def spacious(data: bytes) -> bytes:
    """A document that packs a thousand to one."""
    return data + b"\0" * 20_000_000


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"../evil.pdf": b"%PDF-1.4", "a/../../evil.pdf": b"%PDF-1.4"}, [("unsafe", "../evil.pdf", "pack it again", "重新打包"),
                                                                    ("unsafe", "a/../../evil.pdf", "pack it again", "重新打包")]),
        ({"/etc/evil.pdf": b"%PDF-1.4"}, [("unsafe", "/etc/evil.pdf", "pack it again", "重新打包")]),
        ({"审计.pdf": spacious(b"%PDF-1.4")}, [("limit", "审计.pdf", "was not read", "请检查文件")]),
        ({"里.zip": b"PK\x03\x04 and no more"}, [("corrupt", "里.zip", "pack it again", "重新打包")]),
    ],
    ids=["leads out", "absolute", "a thousand to one", "damaged inside"],
)  # fmt: skip
def test_hostile_archives(
    run: Run, tmp_path: Path, members: dict[str, bytes], expected: list[tuple[str, str, str, str]]
) -> None:
    (tmp_path / "in").mkdir()
    good = {"申请表.docx": form(tmp_path / "form.docx").read_bytes()}
    package = archive(tmp_path / "in" / "pkg.zip", good | members)
    said = run("check", package, "--out", tmp_path / "out")
    made = report(tmp_path / "out" / "pkg")
    problems = {(p["category"], p["file"]): p["message"] for p in made["problems"]}
    assert set(problems) == {(category, file) for category, file, _, _ in expected}
    for category, file, en, zh in expected:
        message = problems[category, file]
        assert en in message["en"]
        assert zh in message["zh"]
        assert file in message["en"]
        assert file in message["zh"]
    assert (made["applicant"], said.status) == (APPLICANT, 1)
    assert not list(tmp_path.rglob("evil*"))


def test_an_archive_of_ten_thousand_files_is_not_unpacked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    archive(tmp_path / "in" / "many.zip", {f"{i}.pdf": b"x" for i in range(10_000)})
    form(tmp_path / "in" / "good" / "申请表.docx")
    said = run("batch", tmp_path / "in", "--out", tmp_path / "out", "--json")
    assert {line["package"]: line["triage"] for line in said.lines()} == {
        "good": "return",
        "many": "unreadable",
    }
    assert said.status == 3
    limit = next(p for p in report(tmp_path / "out" / "many")["problems"] if p["category"] == "limit")
    assert (limit["stage"], limit["file"]) == ("intake", "many.zip")
    assert "10000" in limit["message"]["en"]
    assert "split it" in limit["message"]["en"]
    assert "请拆分" in limit["message"]["zh"]


# --- packages that lack something, sheets that are laid out oddly


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_package_without_an_application_form(run: Run, tmp_path: Path, lang: str) -> None:
    pdf(tmp_path / "pkg.pdf", 1)
    said = run("check", tmp_path / "pkg.pdf", "--out", tmp_path / "out", "--lang", lang)
    made = report(tmp_path / "out" / "pkg")
    assert (said.status, made["triage"]) == (3, "unreadable")
    [problem] = [p for p in made["problems"] if p["category"] == "no-application-form"]
    assert "hand it in" in problem["message"]["en"]
    assert "申请表" in problem["message"]["zh"]
    assert {"zh": "无法识读", "en": "unreadable"}[lang] in said.out


def test_a_form_that_names_no_ruleset_stops_that_package_alone(run: Run, tmp_path: Path) -> None:
    form(tmp_path / "in" / "odd" / "a.docx", title="某省中小企业公共服务示范平台申请报告")
    form(tmp_path / "in" / "good" / "a.docx")
    run("batch", tmp_path / "in", "--out", tmp_path / "out")
    odd, good = (report(tmp_path / "out" / name) for name in ("odd", "good"))
    own = [
        o for o in odd["outcomes"] if o["packages"] is None
    ]  # both name one applicant, which spans packages
    assert (odd["ruleset"]["id"], own, odd["triage"]) == (None, [], "review")
    [problem] = odd["problems"]
    for words in problem["message"].values():
        assert "--ruleset" in words
        assert "national-2017" in words
    assert good["ruleset"] == {"id": "national-2017", "variant": None, "chosen_by": "form-title"}
    alone = run("check", tmp_path / "in" / "odd", "--out", tmp_path / "out")
    assert alone.status == 1, "a package that was not judged is never clean"


def test_a_sheet_with_merged_title_rows_is_read(run: Run, tmp_path: Path) -> None:
    package = form(tmp_path / "pkg" / "申请表.docx").parent
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["专业技术人员名单"])
    sheet.append([f"单位名称：{APPLICANT}"])
    sheet.append(["序号", "姓名", "基本情况", None, "学历", "职称", "职务"])
    sheet.append([None, None, "性别", "年龄", None, None, None])
    people = [("傅伟兰", "女", 41, "本科", "高级工程师", "主任"), ("丁铭胜", "男", 35, "硕士", "中级", "顾问"),
              ("周启文", "男", 29, "大专", "无", "专员")]  # fmt: skip
    for number, (name, *rest) in enumerate(people, 1):
        sheet.append([number, name, *rest])
    for cells in ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4"):
        sheet.merge_cells(cells)
    book.save(package / "人员.xlsx")
    run("check", package, "--out", tmp_path / "out")
    made = report(tmp_path / "out" / "pkg")
    assert made["problems"] == []
    [roster] = [t for t in made["tables"] if t["kind"] == "staff-roster"]
    wanted = ("name", "education", "title")
    assert [(r["number"], *(r["cells"].get(c) for c in wanted)) for r in roster["rows"]] == [
        (1, "傅伟兰", "本科", "高级工程师"),
        (2, "丁铭胜", "硕士", "中级"),
        (3, "周启文", "大专", "无"),
    ]
    assert {(r["file"], r["page"]) for r in roster["rows"]} == {("人员.xlsx", None)}
