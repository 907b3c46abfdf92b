"""The loader's strictness, the national measures, variants, matching by title, and the JSON of the contract."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import rulesets
from pipeline.discover import checks
from pipeline.errors import RulesetError
from tests.checks._written import facts_of

NATIONAL = rulesets.load("national-2017")
READERS = {id: tuple(c.PARAMETERS) for id, c in checks().items()}
FILE = Path(rulesets.__file__).parent / "national-2017.yaml"
MALFORMED = yaml.safe_load((Path(__file__).parent / "malformed.yaml").read_text(encoding="utf-8"))


def test_all_rulesets_load_against_the_checks() -> None:
    loaded = rulesets.load_all(READERS)
    assert [r.id for r in loaded] == list(rulesets.ids())
    assert "national-2017" in rulesets.ids()


@pytest.mark.parametrize("case", MALFORMED, ids=[c["name"] for c in MALFORMED])
def test_a_malformed_file_is_refused_by_name_line_path_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(case["replace"]) >= 1, "the case no longer fits the file"
    start = text.index(case["replace"])
    text = text.replace(case["replace"], case["by"], 1)
    path = tmp_path / "broken.yaml"
    path.write_text(text, encoding="utf-8")
    faults = rulesets.faults(path, READERS)
    told = [f.told(path) for f in faults]
    english, chinese = ("\n".join(side) for side in zip(*told, strict=True))
    for word in case["says"]:
        assert word in english
    assert all(line.startswith(str(path)) for pair in told for line in pair)
    assert all(re.search(r"[\u4e00-\u9fff]", zh) for _, zh in told), chinese
    broken = range(text[:start].count("\n") + 1, text[: start + len(case["by"])].count("\n") + 2)
    if at := case.get("at"):
        line = text[: text.index(at)].count("\n") + 1
        broken = range(line, line + 1)
    assert at == "" or {f.line for f in faults} & set(broken), english


def test_loading_says_the_first_fault_and_how_many_more(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    text = (
        FILE.read_text(encoding="utf-8")
        .replace("[licence, app", "[license, app")
        .replace(": [licence]", ": [license]")
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        rulesets.load(path, READERS)
    assert (
        "conditions[0].documents[0]: unknown document kind 'license'; did you mean 'licence'?"
        in caught.value.en
    )
    assert "more: shenyan rulesets validate" in caught.value.en
    assert "\n" not in caught.value.en + caught.value.zh


def test_what_is_misspelt_does_not_hide_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    text = FILE.read_text(encoding="utf-8").replace("valid_from: 2017-07-03", "valid_from: 2017-7-3")
    text = text.replace("check: assets-threshold", "check: asset-threshold")
    text = text.replace("    decided_by: machine", "    decide_by: machine", 1).replace(
        "    unit: years", "    unit: 年", 1
    )
    path.write_text(
        text.replace("parameters: {minimum: 150}", "parameters: {minimum: 150, most: 9}"), encoding="utf-8"
    )
    assert [f.where for f in rulesets.faults(path, READERS)] == [
        "valid_from",
        "conditions[1].unit",
        "conditions[2].check",
        "conditions[2].decide_by",
        "conditions[5].parameters.most",
    ]


def test_the_files_that_are_there_have_no_fault() -> None:
    for id in rulesets.ids():
        assert rulesets.faults(FILE.parent / f"{id}.yaml", READERS) == ()


def test_no_such_ruleset() -> None:
    with pytest.raises(RulesetError, match=r"there are: .*national-2017"):
        rulesets.load("national-2018")
    with pytest.raises(RulesetError, match="no such file"):
        rulesets.load("nowhere/x.yaml")


def test_not_yaml(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text("id: [national", encoding="utf-8")
    with pytest.raises(RulesetError, match="not valid YAML"):
        rulesets.load(path)
    path.write_text("- a\n- b\n", encoding="utf-8")
    with pytest.raises(RulesetError, match="mapping"):
        rulesets.load(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulesetError, match="UTF-8"):
        rulesets.load(path)


@pytest.mark.parametrize(
    ("article", "check", "value", "unit"),
    [
        ("12(1)", "operating-years-min", 2, "years"),
        ("12(1)", "assets-threshold", 3000000, "CNY"),
        ("12(2)", "served-threshold", 150, "count"),
        ("12(2)", "satisfaction-rule", 80, "percent"),
        ("12(3)", "partners-min", 5, "count"),
        ("12(5)", "welfare-share", 20, "percent"),
        ("12(6)", "roster-min-rows", 20, "count"),
        ("12(6)", "qualified-ratio-rule", 80, "percent"),
    ],
)
def test_national_thresholds(article: str, check: str, value: int, unit: str) -> None:
    entries = [
        e for e in rulesets.to_json(NATIONAL)["conditions"] if e["check"] == check and e["variant"] is None
    ]
    assert [(e["article"], e["value"], e["unit"]) for e in entries] == [(article, value, unit)]


def test_national_functions() -> None:
    found = {
        (f["function"], p["parameter"]): p["value"]
        for f in rulesets.to_json(NATIONAL)["functions"]
        for p in f["parts"]
        if p["parameter"]
    }
    assert found == {
        ("information", "served-count"): 150,
        ("information", "service-activities"): 8,
        ("technology", "service-activities"): 5,
        ("startup", "service-activities"): 8,
        ("training", "training-attendances"): 2000,
        ("financing", "service-activities"): 10,
        ("financing", "financing-arranged"): 800_000_000,
        ("financing", "guarantees-issued"): 3_000_000_000,
    }


def test_the_west_relaxes_items_1_2_3_6_without_a_number() -> None:
    entries = [e for e in rulesets.to_json(NATIONAL)["conditions"] if e["variant"] == "west"]
    assert {e["article"] for e in entries} == {"12(1)", "12(2)", "12(3)", "12(6)"}
    assert all(e["value"] is None and e["decided_by"] == "person" for e in entries)
    relaxed = {b.check for b in NATIONAL.bindings("west") if b.parameters.get("relaxable")}
    assert "welfare-share" not in relaxed
    assert not any(b.parameters.get("relaxable") for b in NATIONAL.bindings())


def test_every_article_of_12_13_and_17_is_there() -> None:
    cited = set(NATIONAL.citations())
    wanted = (
        {f"12({n})" for n in range(1, 7)}
        | {f"13({n})" for n in range(1, 6)}
        | {f"17({n})" for n in range(1, 9)}
    )
    assert wanted <= cited
    outcomes = {b.article for b in NATIONAL.bindings()}
    assert {a for a in outcomes if a} <= cited | {"17"}
    assert "12(6)" in cited
    assert "20" in NATIONAL.citations()["12(6)"].zh


@pytest.mark.parametrize(
    ("claims", "variant"),
    [
        (["licence credit-code 91421182MA168210XM"], None),
        (["licence credit-code 91510100MA168210XM"], "west"),
        (["licence credit-code 91422801MA168210XM"], "west"),
        (["licence credit-code 91510100MA168210XM", "licence address 湖北省武汉市东湖路1号"], None),
        (["licence credit-code 91421182MA168210XM", "licence address 四川省成都市高新区1号"], "west"),
        (["licence address 湖北省恩施土家族苗族自治州恩施市1号"], "west"),
        (["licence address 青岛市市南区宁夏路288号", "licence credit-code 91370200MA168210XM"], None),
        ([], None),
    ],
)  # fmt: skip
def test_the_variant_follows_the_address_then_the_code(claims: list[str], variant: str | None) -> None:
    assert NATIONAL.variant_of(facts_of({"claims": claims})) == variant
    assert NATIONAL.variant_of(facts_of({"claims": claims, "variant": "west"})) == "west"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("国家中小企业公共服务示范平台\n申请报告\n申请单位名称", "national-2017"),
        ("国 家 中小企业公共服务示范平台申请表", "national-2017"),
        ("国家中小企业公共服务示苑平台\n申请报告", "national-2017"),
        ("江苏省中小企业公共服务示范平台申请表\n曾获国家中小企业认定", None),
        ("中小企业公共服务示范平台申请表", None),
        ("专精特新企业申请书", None),
        ("", None),
    ],
)
def test_the_form_title_chooses_the_ruleset(text: str, id: str | None) -> None:
    found = rulesets.match(text, date(2019, 6, 20))
    assert (found.id if found else None) == id


def test_the_json_has_the_contracts_keys() -> None:
    shown = rulesets.to_json(NATIONAL)
    assert {"id", "title", "valid_from", "valid_to", "conditions", "functions", "attachments"} <= set(shown)
    keys = {"article", "check", "parameter", "value", "unit", "variant", "decided_by"}
    assert all(keys <= set(e) for e in shown["conditions"])
    assert all(keys <= set(p) for f in shown["functions"] for p in f["parts"])
    assert all(set(a) == {"item", "article", "status", "replaceable_by"} for a in shown["attachments"])
    assert {a["status"] for a in shown["attachments"]} <= {"required", "conditional", "alternative"}
    assert shown["newer"]["since"] == "2025-10-21"
