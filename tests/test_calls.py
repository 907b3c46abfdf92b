"""A batch under a call, from the files to the reports: the summary table, what spans packages, the recommended stage."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from pipeline import output
from pipeline.comparison import with_outcomes
from pipeline.kept import FILE, kept_in
from pipeline.model import Message, Outcome
from tests.packages import Run, form, here, report

HEADS = ("序号", "平台名称", "服务机构名称（须与申报单位盖章名称一致）", "申请示范平台服务功能类别（不超过3类）", "示范性表述（必填，总结提炼为150字以内）", "备注（属于省级推荐名额；或者属于特色载体）")  # fmt: skip
AUTHORITY = "省级中小企业主管部门或行业协会名称（盖章）：湖北省经济和信息化厅"
ONE, TWO = "江汉甲服务有限公司", "江汉乙服务有限公司"
GOOD = ("甲云公共服务平台", ONE, "信息、技术", "线上线下联动服务", "属于省级推荐名额")
ALSO = ("乙云公共服务平台", TWO, "培训", "集聚资源", "属于省级推荐名额")
BAD = ("乙云示范平台", TWO, "信息、技术、创业、培训", "", "属于省级推荐名额")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    return here(monkeypatch, capsys, tmp_path / "home")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two packages, filed in time for the ministry."""
    for package, name in (("one", ONE), ("two", TWO)):
        form(tmp_path / "in" / package / "申请表.docx", name, filed="2019年6月20日")
    return tmp_path / "in"


def sheet(path: Path, *rows: Sequence[str], authority: str = AUTHORITY) -> Path:
    """The summary table in XLSX."""
    made = openpyxl.Workbook()
    page = made.active
    assert page is not None
    page.append(["推荐2019年度国家中小企业公共服务示范平台汇总表"])
    page.append([authority])
    page.append(list(HEADS))
    for number, row in enumerate(rows, 1):
        page.append([number, *row])
    page.merge_cells("A1:F1")
    page.merge_cells("A2:F2")
    made.save(path)
    return path


def paper(path: Path, *rows: Sequence[str]) -> Path:
    """The summary table as a digital PDF."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("s", fontName="STSong-Light", fontSize=9, wordWrap="CJK")
    cells = [HEADS, *((str(n), *row) for n, row in enumerate(rows, 1))]
    table = Table([[Paragraph(t, style) for t in row] for row in cells], [30, 85, 95, 85, 110, 90])
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.8, colors.black)]))
    head = ParagraphStyle("h", parent=style, fontSize=15, leading=22, alignment=1)
    title = Paragraph("推荐2019年度国家中小企业公共服务示范平台汇总表", head)
    SimpleDocTemplate(str(path)).build([title, Paragraph(AUTHORITY, style), table])
    return path


def summary(out: Path) -> Any:
    return json.loads((out / "summary.json").read_text("utf-8"))


def found(out: Path, check: str) -> list[tuple[str, str, list[str]]]:
    """(verdict, severity, packages) of a check in the summary."""
    return [
        (o["verdict"], o["severity"], o["packages"])
        for o in summary(out)["batch_outcomes"]
        if o["check"] == check
    ]


@pytest.mark.parametrize("made", [sheet, paper])
def test_the_summary_table_is_held_against_the_packages(
    run: Run, folder: Path, tmp_path: Path, made: Any
) -> None:
    out = tmp_path / "out"
    table = made(tmp_path / f"汇总表{'.xlsx' if made is sheet else '.pdf'}", GOOD, BAD)
    said = run("batch", folder, "--call", "miit-2019", "--summary", table, "--out", out, "--quiet")
    assert said.status == 1
    assert found(out, "summary-vs-packages") == [("pass", "info", [])]
    assert found(out, "platform-name-rule") == [("fail", "error", ["two"])]
    assert found(out, "function-categories-max3") == [("fail", "error", ["two"])]
    assert found(out, "summary-length") == [("fail", "error", ["two"])]
    assert found(out, "quota-and-special") == [("pass", "info", [])]
    assert found(out, "application-date-window") == [("pass", "info", [])]
    touched, other = report(out / "two"), report(out / "one")
    own = {o["check"]: o for o in touched["outcomes"] if o["packages"] is not None}
    assert set(own) == {"platform-name-rule", "function-categories-max3", "summary-length"}
    assert own["platform-name-rule"]["packages"] == ["two"]
    assert own["platform-name-rule"]["article"] == "工企业函〔2019〕310号 附件2说明(1)"
    assert touched["triage"] == "return"
    assert not [o for o in other["outcomes"] if o["packages"] is not None]
    assert summary(out)["call"] == "miit-2019"
    assert "乙云示范平台" in (out / "two" / "report.html").read_text("utf-8")
    page = (out / "summary.html").read_text("utf-8")
    assert "推荐名额" in page
    assert "湖北省经济和信息化厅推荐2家" in page


def test_a_table_in_the_folder_is_no_package(run: Run, folder: Path, tmp_path: Path) -> None:
    table = sheet(folder / "汇总表.xlsx", GOOD, ALSO)
    run("batch", folder, "--call", "miit-2019", "--summary", table, "--out", tmp_path / "out")
    assert [p["package"] for p in summary(tmp_path / "out")["packages"]] == ["one", "two"]


def test_over_quota_touches_every_row_of_it(run: Run, folder: Path, tmp_path: Path) -> None:
    table = sheet(
        tmp_path / "t.xlsx",
        GOOD,
        ALSO,
        *((f"{n}平台", f"江汉{n}公司", "信息", "好", "属于省级推荐名额") for n in "丙丁戊"),
    )
    run("batch", folder, "--call", "miit-2019", "--summary", table, "--out", tmp_path / "out")
    assert found(tmp_path / "out", "quota-and-special") == [("fail", "error", ["one", "two"])]
    assert {p["triage"] for p in summary(tmp_path / "out")["packages"]} == {"return"}


def test_the_same_again_gives_the_same_bytes_and_nothing_piles_up(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    out, bad = tmp_path / "out", sheet(tmp_path / "bad.xlsx", GOOD, BAD)
    again = ("batch", folder, "--call", "miit-2019", "--out", out, "--quiet", "--summary")
    run("batch", folder, "--out", out, "--quiet")
    plain = files(out)
    run(*again, bad)
    first = files(out)
    assert first != plain
    run(*again, bad)
    assert files(out) == first
    run(*again, sheet(tmp_path / "good.xlsx", GOOD, ALSO))
    assert not [o for o in report(out / "two")["outcomes"] if o["packages"] is not None]
    run("batch", folder, "--out", out, "--quiet")
    assert files(out) == plain, "what an earlier comparison said is gone"


def files(out: Path) -> dict[str, bytes]:
    """The reports of the packages, byte by byte."""
    return {f"{p.parent.name}/{p.name}": p.read_bytes() for p in sorted(out.glob("*/report.*"))}


def test_packages_of_an_earlier_run_are_compared_without_being_read(
    run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("batch", folder, "--out", tmp_path / "out")
    monkeypatch.setattr("pipeline.batch.screen", lambda *_: pytest.fail("screened again"))
    table = sheet(tmp_path / "t.xlsx", GOOD, BAD)
    run("batch", folder, "--call", "miit-2019", "--summary", table, "--out", tmp_path / "out")
    assert found(tmp_path / "out", "platform-name-rule") == [("fail", "error", ["two"])]


def test_one_applicant_in_two_packages(run: Run, folder: Path, tmp_path: Path) -> None:
    form(folder / "three" / "申请表.docx", ONE, filed="2019年6月20日")
    run("batch", folder, "--out", tmp_path / "out")
    assert found(tmp_path / "out", "duplicate-channel") == [("undecided", "warning", ["one", "three"])]
    assert "call" not in summary(tmp_path / "out")


def test_the_provinces_deadline_comes_first(run: Run, tmp_path: Path) -> None:
    """A8-11: filed between the two deadlines."""
    form(tmp_path / "in" / "one" / "申请表.docx", ONE, filed="2019年7月1日")
    for call, expected in (
        ("miit-2019", ("pass", "info", [])),
        ("guangdong-2019", ("fail", "warning", ["one"])),
    ):
        run("batch", tmp_path / "in", "--call", call, "--out", tmp_path / call)
        assert found(tmp_path / call, "application-date-window") == [expected]


def test_a_package_of_another_ruleset_is_none_of_the_calls(run: Run, tmp_path: Path) -> None:
    title = "新疆维吾尔自治区中小企业公共服务示范平台申请报告"
    form(tmp_path / "in" / "one" / "申请表.docx", ONE, title=title, filed="2022年7月1日")
    run("batch", tmp_path / "in", "--call", "miit-2019", "--out", tmp_path / "out")
    assert found(tmp_path / "out", "application-date-window") == [("not-applicable", "info", [])]


# --- what cannot be used


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--call", "miit-2020"), "no call 'miit-2020'; there are: guangdong-2019, miit-2019"),
        (("--summary", "nowhere.xlsx"), "--summary nowhere.xlsx: no such file; give the summary table"),
    ],
)
def test_a_wrong_option_is_said_in_one_line(
    run: Run, folder: Path, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    said = run("batch", folder, *options, "--out", tmp_path / "out")
    assert said.status == 2
    assert words in said.err
    assert len(said.err.splitlines()) == 1
    assert "没有" in run("batch", folder, *options, "--out", tmp_path / "out", "--lang", "zh").err


@pytest.mark.parametrize("content", ["broken", "no table"])
def test_a_table_that_cannot_be_read_is_a_problem(
    run: Run, folder: Path, tmp_path: Path, content: str
) -> None:
    table = tmp_path / "汇总表.xlsx"
    if content == "broken":
        table.write_bytes(b"PK\x03\x04 nothing")
    else:
        made = openpyxl.Workbook()
        assert made.active is not None
        made.active.append(["没有表格"])
        made.save(table)
    said = run(
        "batch", folder, "--call", "miit-2019", "--summary", table, "--out", tmp_path / "out", "--quiet"
    )
    assert said.status == 1
    assert "汇总表.xlsx" in said.err
    problems = summary(tmp_path / "out")["problems"]
    assert problems[-1]["category"] == "no-table"
    assert all(p["message"]["zh"] and p["message"]["en"] for p in problems)
    assert found(tmp_path / "out", "summary-vs-packages") == [("undecided", "error", [])]
    assert "未识别到含" in (tmp_path / "out" / "summary.html").read_text("utf-8")


def test_a_package_that_was_not_kept_is_left_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", folder, "--out", out)
    (out / "one" / FILE).write_text("{}", encoding="utf-8")
    assert kept_in(out / "one") is None
    table = sheet(tmp_path / "t.xlsx", GOOD, ALSO)
    said = run("batch", folder, "--call", "miit-2019", "--summary", table, "--out", out)
    assert said.status == 1


def test_reports_are_rendered_again_to_the_same_bytes(run: Run, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("batch", folder, "--out", out)
    kept, before = kept_in(out / "one"), files(out)
    assert kept is not None
    outcome = Outcome(
        "x", "batch", "undecided", "warning", None, Message("零", "nought"), packages=("one", "two")
    )
    more = with_outcomes(kept.report, [outcome])
    output.settle(type(kept)(more, kept.pictures, kept.ruleset), out / "one", "zh")
    assert files(out) != before
    output.settle(kept, out / "one", "zh")
    assert files(out) == before


# --- the recommended stage


def recommendation(path: Path, firms: int, opinion: str) -> Path:
    """A recommendation form in DOCX."""
    made = docx.Document()
    for line in (
        "国家中小企业公共服务示范平台",
        "推荐表",
        f"示范平台承担单位名称：{ONE}",
        "推荐单位组织测评情况（随机抽取，不少于10家）",
    ):
        made.add_paragraph(line)
    rows = [
        ("抽样企业名称", "被访人员姓名", "职务", "联系电话", "接受服务内容", "很满意", "基本满意", "不满意")
    ]
    rows += [
        (f"江汉{n}号机械有限公司", "张三", "经理", f"1380000{n:04}", "检测", "√", "", "")
        for n in range(firms)
    ]
    table = made.add_table(len(rows), 8)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    for line in ("省级中小企业主管部门推荐意见：", opinion):
        made.add_paragraph(line)
    made.save(str(path))
    return path


@pytest.mark.parametrize(
    ("stage", "firms", "verdict"),
    [("application", 3, "not-applicable"), ("recommended", 12, "pass"), ("recommended", 9, "fail")],
)
def test_the_sample_counts_once_recommended(
    run: Run, folder: Path, tmp_path: Path, stage: str, firms: int, verdict: str
) -> None:
    recommendation(folder / "one" / "推荐表.docx", firms, "同意推荐。2019年7月1日")
    run("batch", folder, "--stage", stage, "--out", tmp_path / "out")
    said = {o["check"]: o for o in report(tmp_path / "out" / "one")["outcomes"]}
    assert said["sample-size-and-membership"]["verdict"] == verdict
    opinion = {"application": "not-applicable", "recommended": "undecided"}[stage]
    assert said["recommender-opinion"]["verdict"] == opinion


def test_without_a_form_the_recommended_stage_asks_for_it(run: Run, folder: Path, tmp_path: Path) -> None:
    run("batch", folder, "--stage", "recommended", "--out", tmp_path / "out")
    said = {o["check"]: o for o in report(tmp_path / "out" / "one")["outcomes"]}
    assert (said["recommender-opinion"]["verdict"], said["recommender-opinion"]["severity"]) == (
        "undecided",
        "error",
    )
    assert "推荐表" in said["recommender-opinion"]["message"]["zh"]
