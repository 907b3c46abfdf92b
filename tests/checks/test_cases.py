"""One runner for the cases in YAML, and what every check owes: docs, a binding, cases, parameters that are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import rulesets
from pipeline.discover import checks
from pipeline.judge import judge
from rulesets import Binding
from tests.checks._written import facts_of

CASES = Path(__file__).parent / "cases"
VERDICTS = ("pass", "fail", "undecided")


class Recorded(Mapping[str, object]):
    """Parameters that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, object], asked: set[str]) -> None:
        self.values_, self.asked = values, asked

    def __getitem__(self, name: str) -> object:
        self.asked.add(name)
        return self.values_[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_)

    def __len__(self) -> int:
        return len(self.values_)


@cache
def cases_of(check: str) -> dict[str, Any]:
    path = CASES / f"{check}.yaml"
    if not path.exists():
        return {"cases": []}
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


@cache
def bound(ruleset: str, variant: str | None) -> dict[str, Binding]:
    return {b.check: b for b in rulesets.load(ruleset).bindings(variant)}


def outcome(check: str, case: Mapping[str, Any], asked: set[str]) -> Any:
    """A case is judged by the national measures unless it, or its file, names another ruleset."""
    facts = facts_of(case)
    ruleset = case.get("ruleset") or cases_of(check).get("ruleset", "national-2017")
    binding = bound(ruleset, case.get("variant"))[check]
    parameters = {**binding.parameters, **case.get("parameters", {})}
    outcomes, problems = judge(
        [Binding(check, binding.article, Recorded(parameters, asked))], checks(), facts
    )
    assert not problems, problems[0].message.en
    return outcomes[0]


ALL = [(id, case) for id in checks() for case in cases_of(id)["cases"]]


@pytest.mark.parametrize(("check", "case"), ALL, ids=[f"{id}: {case['name']}" for id, case in ALL])
def test_case(check: str, case: Mapping[str, Any]) -> None:
    found = outcome(check, case, set())
    expected = case["expect"]
    told = f"{found.message.zh} | {found.message.en} | {found.workings}"
    assert (found.verdict, found.severity) == tuple(expected[:2]), told
    for word in expected[2:]:
        assert word in told, told
    assert found.message.zh
    assert found.message.en
    if "cause" in case:
        assert found.cause == case["cause"], told
    assert not any(word in told for word in ("欺诈", "造假", "虚假", "fraud")), (
        "it reports, it does not accuse"
    )


@pytest.mark.parametrize("check", list(checks()))
def test_every_verdict_has_a_case(check: str) -> None:
    data = cases_of(check)
    shown = {case["expect"][0] for case in data["cases"]}
    excused = data.get("cannot", {})
    for verdict in VERDICTS:
        assert (verdict in shown) != (verdict in excused), f"{check}: a case for {verdict}, or why it cannot"


@pytest.mark.parametrize("check", list(checks()))
def test_is_documented(check: str) -> None:
    doc = checks()[check].__doc__ or ""
    for part in ("Asks:", "Passes:", "Must not accuse:"):
        assert part in doc, f"{check}: the docstring lacks {part!r}"
    assert any(part in doc for part in ("Fails:", "Warns:", "Undecided:"))
    assert checks()[check].ASKS.zh
    assert checks()[check].ASKS.en


@pytest.mark.parametrize("check", list(checks()))
def test_is_bound_by_a_ruleset(check: str) -> None:
    users = [r.id for r in rulesets.load_all() if any(b.check == check for b in r.bindings())]
    assert users, f"no ruleset binds {check}"


@pytest.mark.parametrize("check", list(checks()))
def test_reads_its_parameters_and_no_others(check: str) -> None:
    asked: set[str] = set()
    for case in cases_of(check)["cases"]:
        outcome(check, case, asked)
    declared = set(checks()[check].PARAMETERS)
    assert asked <= declared, f"{check} reads undeclared parameters: {asked - declared}"
    assert declared <= asked, f"{check}: no case makes it read {declared - asked}"


def test_no_case_without_a_check() -> None:
    assert {p.stem for p in CASES.glob("*.yaml")} <= set(checks())
