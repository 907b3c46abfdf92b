"""The batch: a row a package, what needs attention first, links that work, and the contract's section 5."""

from __future__ import annotations

import json

import pytest

from pipeline.discover import reports as formats
from pipeline.reports import Context, Lang, render_summary_html, render_summary_json, row_from_json, row_of
from pipeline.reports.json_report import render
from tests.reports.batch import batch, reports, rows
from tests.reports.example import example
from tests.reports.test_html_report import HOSTILE, Reader, hostile


def test_json_keeps_the_schema_of_the_contract() -> None:
    data = json.loads(render_summary_json(rows(), batch(), 412, 903.44))
    assert list(data) == ["schema", "packages", "batch_outcomes", "pages", "seconds"]
    assert data["schema"] == "shenyan.summary/1"
    assert [p["package"] for p in data["packages"]] == ["minglan", "pkg-03", "pkg-07", "pkg-11", "scan_0007"]
    assert data["packages"][0] == {
        "package": "minglan", "applicant": example().applicant, "ruleset": "national-2017", "triage": "return",
        "fails": 5, "undecided": 5, "report": "minglan/report.json",
    }  # fmt: skip
    assert data["batch_outcomes"][0]["claims"][1] == {"package": "pkg-07", "claim": "c1"}


def test_a_row_from_an_earlier_runs_report_is_the_same_row() -> None:
    for report in reports():
        assert row_from_json(json.loads(render(report, Context()))) == row_of(report)


def test_what_needs_attention_comes_first_and_links_to_its_report() -> None:
    found = Reader(render_summary_html(rows(), batch(), 412, 903.4))
    links = [v for t, n, v in found.attributes if (t, n) == ("a", "href")]
    assert links[:5] == [f"./{p}/report.html" for p in ("scan_0007", "minglan", "pkg-11", "pkg-07", "pkg-03")]
    text = " ".join(found.texts)
    assert "缺少材料：已获认定文件" in text
    assert "未读到申请表" in text
    assert "用时 15 分 3 秒" in text


def test_what_recurs_is_said_once_with_its_packages() -> None:
    found = Reader(render_summary_html(rows(), batch()))
    assert found.texts.count("revenue-form-vs-audit") == 1
    i = found.texts.index("revenue-form-vs-audit")
    assert found.texts[i - 2] == "2 个单位"
    assert "明澜" in found.texts[i + 1]
    assert "江城市中小企业融资担保有限公司" in found.texts[i + 1]


def test_batch_outcomes_link_to_the_packages_they_touch() -> None:
    found = Reader(render_summary_html(rows(), batch()))
    assert "6 家相同" in " ".join(found.cards[""])


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(text: str, lang: Lang) -> None:
    found = Reader(render_summary_html([row_of(hostile(text))], batch(), lang=lang))
    assert len(found.styles) == 2
    assert not [v for _, n, v in found.attributes if n == "href" and not v.startswith("./")]
    assert not [n for _, n, _ in found.attributes if n.startswith("on")]


def test_an_empty_batch_is_said() -> None:
    assert "没有可审验的申报材料。" in Reader(render_summary_html([])).texts


def test_discovery_finds_the_formats() -> None:
    found = formats()
    assert {"html", "json"} <= set(found)
    assert found["html"].SUFFIX == "report.html"
