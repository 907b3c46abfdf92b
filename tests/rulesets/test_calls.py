"""Calls: strict loading by the words of the messages, and the figures of the texts written down a second time."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import rulesets
from pipeline.discover import batch_checks
from pipeline.errors import RulesetError
from rulesets import _calls

READERS = {id: tuple(c.PARAMETERS) for id, c in batch_checks().items()}
FILE = _calls.FOLDER / "miit-2019.yaml"
MALFORMED = yaml.safe_load((Path(__file__).parent / "malformed_calls.yaml").read_text(encoding="utf-8"))


def given(id: str) -> dict[str, dict[str, Any]]:
    """Rule → its parameters, unit and article."""
    call = rulesets.load_call(id, READERS)
    return {r.id: {**r.parameters, "unit": r.unit, "article": r.article} for r in call.rules}


def test_all_calls_load_against_the_batch_checks() -> None:
    loaded = [rulesets.load_call(id, READERS) for id in rulesets.call_ids()]
    assert [(c.id, c.ruleset, c.year) for c in loaded] == [
        ("guangdong-2019", "national-2017", 2019),
        ("miit-2019", "national-2017", 2019),
    ]
    for call in loaded:
        for rule in call.rules:
            assert re.search(r"[\u4e00-\u9fff]", rule.zh)
            assert rule.en.isascii() or "平台" in rule.en
        for binding in call.bindings():
            said = call.citations()[binding.article or ""]
            bound = [r for r in call.rules if r.check == binding.check]
            assert bound
            assert all(r.zh in said.zh and r.en in said.en for r in bound)


@pytest.mark.parametrize("case", MALFORMED, ids=[c["name"] for c in MALFORMED])
def test_a_malformed_call_is_refused_by_name_path_and_mend(case: dict[str, Any], tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count(case["replace"]) >= 1, "the case no longer fits the file"
    path = tmp_path / "broken.yaml"
    path.write_text(text.replace(case["replace"], case["by"], 1), encoding="utf-8")
    with pytest.raises(RulesetError) as caught:
        rulesets.load_call(path, READERS)
    assert str(path) in caught.value.en
    for word in case["says"]:
        assert word in caught.value.en
    assert re.search(r"[\u4e00-\u9fff]", caught.value.zh)


def test_no_such_call_lists_those_that_are_there(tmp_path: Path) -> None:
    with pytest.raises(RulesetError, match=r"no call 'miit-2020'; there are: guangdong-2019, miit-2019"):
        rulesets.load_call("miit-2020")
    with pytest.raises(RulesetError, match=r"no call '\.\./national-2017'"):
        rulesets.load_call("../national-2017")
    with pytest.raises(RulesetError, match="no such file"):
        rulesets.load_call(tmp_path / "x.yaml")
    (tmp_path / "x.yaml").write_text("- a\n", encoding="utf-8")
    with pytest.raises(RulesetError, match="mapping"):
        rulesets.load_call(tmp_path / "x.yaml")


def test_a_file_in_the_room_has_its_own_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_calls, "FOLDER", tmp_path)
    (tmp_path / "other.yaml").write_text(FILE.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(RulesetError, match="not the file's name"):
        rulesets.load_call("other", READERS)


def test_the_ministrys_figures() -> None:
    rules = given("miit-2019")
    assert rules["MIIT310-1-quota"] == {"province": 4, "association": 4, "unit": "count", "article": "一"}
    assert rules["MIIT310-1-quota-separate"]["separate"] == 2
    assert len(rules["MIIT310-1-quota-separate"]["separate_names"]) == 6
    assert len(set(rules["MIIT310-annex1-associations"]["associations"])) == 13
    assert rules["MIIT310-2-special"]["special_per_city"] == 1
    assert rules["MIIT310-annex2-functions"]["maximum"] == 3
    assert rules["MIIT310-annex2-statement"]["maximum"] == 150
    assert rules["MIIT310-annex2-note1"]["banned"] == ("国家", "中国", "省级", "示范")
    assert rules["MIIT310-annex2-note1"]["ending"] == "平台"


def test_the_associations_stand_in_the_text() -> None:
    names = given("miit-2019")["MIIT310-annex1-associations"]["associations"]
    assert names[0] == "中国机械工业联合会"
    assert names[-1] == "中国中小企业国际合作协会"


def test_a_city_of_guangdong_recommends_one() -> None:
    rules = given("guangdong-2019")
    assert rules["GD19-2.1-quota"]["city"] == 1
    assert rules["GD19-2.1-special"]["special_per_city"] == 1
    assert rules["GD19-1.2-recognition"]["titles"] == (
        "省级中小企业公共服务示范平台",
        "省级中小企业公共技术服务示范平台",
    )


def test_the_provinces_deadline_and_copies_are_its_own() -> None:
    """A8-11: both are right for their addressee."""
    ministry, province = given("miit-2019"), given("guangdong-2019")
    assert ministry["MIIT310-4-deadline"]["deadline"] == date(2019, 7, 15)
    assert ministry["MIIT310-5-ministry"]["deadline"] == date(2019, 7, 15)
    assert province["GD19-2.3-deadline"]["deadline"] == date(2019, 6, 28)
    assert (ministry["MIIT310-4-copies"]["copies"], province["GD19-2.3-copies"]["copies"]) == (2, 3)


def test_deadlines_and_quotas_live_in_calls() -> None:
    """A8-12: they change every year; no ruleset binds a check that asks for them."""
    bound = {b.check for r in rulesets.load_all() for b in r.bindings()}
    assert not bound & set(batch_checks())
