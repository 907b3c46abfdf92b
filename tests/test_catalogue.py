"""`shenyan rulesets` as its users meet it: tables that line up, in both languages, on a terminal and in a pipe."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

import rulesets
from pipeline.catalogue import rulesets_app
from pipeline.quantity import squeeze

RUN = CliRunner()
ROOM = Path(rulesets.__file__).parent


def run(*arguments: str, width: int = 120) -> Result:
    return RUN.invoke(rulesets_app, list(arguments), env={"COLUMNS": str(width)})


def shown(*arguments: str, width: int = 120) -> str:
    done = run(*arguments, width=width)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("id", rulesets.ids())
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_leaves_nothing_out(id: str, lang: str) -> None:
    ruleset = rulesets.load(id)
    text = squeeze(shown("show", id, "--lang", lang, width=4000))

    def said(thing: object) -> str:
        return squeeze(str(getattr(thing, lang)))

    rules = [
        *ruleset.conditions,
        *ruleset.form_rules,
        *(p for f in ruleset.functions.functions for p in f.parts),
    ]
    asked = [a for a in ruleset.attachments if a.status != "not-required"]
    others = [*ruleset.sanctions, *ruleset.provisions, ruleset.validity, *ruleset.variations.values()]
    settings = [
        *ruleset.settings.values(),
        *(s.choices[str(s.value)] for s in ruleset.settings.values() if s.choices),
    ]
    for thing in (*rules, *asked, *others, *settings, ruleset.title, ruleset.grants):
        assert said(thing) in text
    for check in (*(r.check for r in rules if r.check), *(c.check for c in ruleset.consistency)):
        assert check in text
    assert ruleset.source in text


@pytest.mark.parametrize("width", [80, 120])
def test_columns_line_up_though_chinese_is_twice_as_wide(width: int) -> None:
    lines = shown("show", "shandong-2020", "--lang", "zh", width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert not [line for line in lines if "…" in line]
    head = next(line for line in lines if line.startswith("条款") and "标准" in line)
    column = cell_len(head[: head.index("标准")])
    figures = [line for line in lines if re.search(r"第十四条（.）.*≥ \d", line)]
    assert len(figures) >= 6
    assert {cell_len(line[: line.index("≥")]) for line in figures} == {column}


def test_figures_are_read_as_an_officer_reads_them() -> None:
    zh = shown("show", "shandong-2020", "--lang", "zh")
    for words in (
        "≥ 200 万元",
        "nonprofit: 可放宽至 100 万元",
        "≥ 5 亿元",
        "≥ 90%",
        "第十四条末款",
        "程序+人",
    ):
        assert words in zh
    en = shown("show", "xinjiang-2021", "--lang", "en")
    for words in (
        "≥ CNY 2,500,000",
        "south: ≥ CNY 1,500,000",
        "annex 1(4)",
        "may be relaxed, how far",
        "≥ 2 years",
    ):
        assert words in en
    assert "may be replaced by: letter of commitment" in shown(
        "show", "xinjiang-2021", "--lang", "en", width=400
    )
    assert "称号三年有效" in zh


def test_the_json_is_the_contracts() -> None:
    assert json.loads(shown("show", "baoding", "--json")) == rulesets.to_json(rulesets.load("baoding"))


# --- diff


def test_diff_shows_both_sides_with_their_articles() -> None:
    zh = shown("diff", "national-2017", "shandong-2020", "--lang", "zh", width=400)
    for left, right in (
        ("≥ 300 万元", "≥ 200 万元"),
        ("≥ 80%", "≥ 90%"),
        ("第十二条（一）", "第十四条（一）"),
        ("未载明", "2023-10-06"),
    ):
        assert re.search(f"{re.escape(left)}.*{re.escape(right)}", zh)
    assert "口径：7 项均相同" in zh
    assert "仅右" in zh
    assert "“信用中国”网站" in zh
    assert "年服务的中小企业数量稳步增长" not in zh
    en = shown("diff", "national-2017", "shandong-2020", "--lang", "en", width=400)
    assert re.search(r"left only .*art\. 12, end", en)
    assert re.search(r"figure, variants .*CNY 3,000,000|≥ CNY 3,000,000 +≥ CNY 2,000,000", en)


def test_diff_of_a_ruleset_with_itself_is_empty() -> None:
    compared = json.loads(shown("diff", "baoding", "baoding", "--json"))
    assert compared["differences"] == []
    assert compared["same"]["conditions"] == len(rulesets.load("baoding").conditions)
    assert "标准" not in shown("diff", "baoding", "baoding", "--lang", "zh")


def test_the_diff_as_json_has_plain_values() -> None:
    compared = json.loads(shown("diff", "national-2017", "xinjiang-2021", "--json"))
    assert (compared["a"], compared["b"]) == ("national-2017", "xinjiang-2021")
    assets = next(d for d in compared["differences"] if d["key"] == "assets-threshold")
    assert assets["a"]["parameters"] == {"minimum": 3000000}
    assert assets["b"]["variants"] == {"south": {"minimum": 1500000}}
    assert (assets["a"]["article"], assets["b"]["article"]) == ("12(1)", "7(1)")
    recognition = next(d for d in compared["differences"] if d["key"] == "recognition")
    assert recognition["b"] is None


def test_a_condition_that_only_one_side_checks_is_still_one_condition() -> None:
    compared = json.loads(shown("diff", "national-2017", "baoding", "--json"))
    finances = next(d for d in compared["differences"] if d["key"] == "audit-opinion-type")
    assert (finances["a"]["decided_by"], finances["b"]["decided_by"]) == ("partly", "person")


@pytest.mark.parametrize("a", rulesets.ids())
def test_no_condition_falls_between_the_two(a: str) -> None:
    for b in rulesets.ids():
        compared = rulesets.compare(rulesets.load(a), rulesets.load(b))
        for section, rules in (("conditions", "conditions"), ("form_rules", "form_rules")):
            listed = [d for d in compared.differences if d.section == section]
            for side, ruleset in (("a", compared.a), ("b", compared.b)):
                there = sum(getattr(d, side) is not None for d in listed) + compared.same[section]  # type: ignore[index]
                assert there == len(getattr(ruleset, rules))


# --- validate


def test_validate_says_ok() -> None:
    assert shown("validate", str(ROOM / "baoding.yaml")) == "baoding: ok\n"


def test_validate_names_every_fault_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "jilin-2026.yaml"
    text = (ROOM / "baoding.yaml").read_text(encoding="utf-8")
    text = text.replace("id: baoding", "id: jilin-2026", 1)
    text = text.replace("check: assets-threshold", "check: asset-threshold").replace(
        "unit: years", "unit: count"
    )
    path.write_text(text.replace("minimum: 1500000", "minimum: 150"), encoding="utf-8")
    done = run("validate", str(path), "--lang", "en")
    assert done.exit_code == 2
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    for line, words in zip(
        lines,
        ("operating-years-min measures in years", "did you mean 'assets-threshold'?", "1500000 for 150 万元"),
        strict=True,
    ):
        assert re.match(rf"{re.escape(str(path))}:\d+: conditions\[\d\]\.", line)
        assert words in line
    told = json.loads(run("validate", str(path), "--json").stdout)
    assert not told["ok"]
    assert [f["path"] for f in told["faults"]] == [
        "conditions[1].unit",
        "conditions[2].check",
        "conditions[2].parameters.minimum",
    ]
    assert "是否应为 assets-threshold？" in run("validate", str(path), "--lang", "zh").stderr


def test_validate_of_no_file_is_a_usage_error() -> None:
    assert run("validate", "nowhere.yaml").exit_code != 0
