"""One runner for the cases of batch checks, and what every one of them owes: docs, cases, a call that binds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

import rulesets
from pipeline.comparison import compared
from pipeline.discover import batch_checks
from pipeline.model import Batch, Facts, Outcome, Row
from rulesets import Binding
from tests.checks._written import facts_of
from tests.checks.test_cases import Recorded

CASES = Path(__file__).parent / "cases" / "batch"
VERDICTS = ("pass", "fail", "undecided")


@cache
def cases_of(check: str) -> dict[str, Any]:
    path = CASES / f"{check}.yaml"
    if not path.exists():
        return {"cases": []}
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def batch_of(case: Mapping[str, Any]) -> Batch:
    """`packages` are facts as in the other cases (with `name`); `summary` is the table, a mapping of cells a row."""
    packages: dict[str, Facts] = {}
    names: dict[str, str | None] = {}
    for package, written in case.get("packages", {}).items():
        facts = facts_of(written or {})
        # An id of a row is its package's own, as the ledger gives it.
        packages[package] = replace(
            facts, rows=tuple(replace(r, id=f"r{n}") for n, r in enumerate(facts.rows, 1))
        )
        names[package] = (written or {}).get("name")
    summary: list[Row] | None = None
    if "summary" in case:
        summary = []
        for n, cells in enumerate(case["summary"], 1):
            number, doubt = cells.get("number", n), cells.get("doubt", ())
            said = {k: v for k, v in cells.items() if k not in ("number", "doubt", "confidence")}
            if authority := case.get("authority"):
                said.setdefault("authority", authority)
            summary.append(
                Row("recommendation-summary", number, "汇总表.xlsx", None, said, confidence=cells.get("confidence", 0.97),
                    doubt=tuple(doubt), id=f"r{n}")
            )  # fmt: skip
    return Batch(packages, names, None if summary is None else tuple(summary), case.get("unread", False))


def outcomes_of(check: str, case: Mapping[str, Any], asked: set[str]) -> tuple[Outcome, ...]:
    """A case is judged by the ministry's call of 2019 unless it, or its file, names another."""
    call = rulesets.load_call(case.get("call") or cases_of(check).get("call", "miit-2019"))
    binding = next((b for b in call.bindings() if b.check == check), Binding(check, None))
    given = Recorded({**binding.parameters, **case.get("parameters", {})}, asked)
    outcomes, problems = compared(batch_of(case), [Binding(check, binding.article, given)])
    assert not problems, problems[0].message.en
    return outcomes


ALL = [(id, case) for id in batch_checks() for case in cases_of(id)["cases"]]


@pytest.mark.parametrize(("check", "case"), ALL, ids=[f"{id}: {case['name']}" for id, case in ALL])
def test_case(check: str, case: Mapping[str, Any]) -> None:
    """`expect` is one outcome (verdict, severity, words, [packages]) or a list of them."""
    found = outcomes_of(check, case, set())
    wanted = case["expect"] if isinstance(case["expect"][0], list) else [case["expect"]]
    told = [(o.verdict, o.severity, o.message.zh, o.message.en, o.packages) for o in found]
    assert len(found) == len(wanted), told
    for outcome, (verdict, severity, *words) in zip(found, wanted, strict=True):
        assert (outcome.verdict, outcome.severity) == (verdict, severity), told
        text = f"{outcome.message.zh} | {outcome.message.en} | {outcome.expected} | {outcome.found}"
        for word in words:
            if isinstance(word, list):
                assert list(outcome.packages or ()) == word, told
            else:
                assert str(word) in text, told
        assert outcome.category == "batch"
        assert outcome.message.zh
        assert outcome.message.en
        assert not any(word in text for word in ("欺诈", "造假", "虚假", "fraud", "抄袭"))


@pytest.mark.parametrize("check", list(batch_checks()))
def test_every_verdict_has_a_case(check: str) -> None:
    data = cases_of(check)
    shown = {e[0] for case in data["cases"] for e in (case["expect"] if isinstance(case["expect"][0], list) else [case["expect"]])}  # fmt: skip
    excused = data.get("cannot", {})
    for verdict in VERDICTS:
        assert (verdict in shown) != (verdict in excused), f"{check}: a case for {verdict}, or why it cannot"


@pytest.mark.parametrize("check", list(batch_checks()))
def test_is_documented(check: str) -> None:
    found = batch_checks()[check]
    for part in ("Asks:", "Passes:", "Must not accuse:"):
        assert part in (found.__doc__ or ""), f"{check}: the docstring lacks {part!r}"
    assert found.ASKS.zh
    assert found.ASKS.en


@pytest.mark.parametrize("check", list(batch_checks()))
def test_runs_in_every_batch_or_is_bound_by_a_call(check: str) -> None:
    bound = {b.check for id in rulesets.call_ids() for b in rulesets.load_call(id).bindings()}
    assert check in bound or not batch_checks()[check].PARAMETERS


@pytest.mark.parametrize("check", list(batch_checks()))
def test_reads_its_parameters_and_no_others(check: str) -> None:
    asked: set[str] = set()
    for case in cases_of(check)["cases"]:
        outcomes_of(check, case, asked)
    declared = set(batch_checks()[check].PARAMETERS)
    assert asked == declared


def test_no_case_without_a_check() -> None:
    assert {p.stem for p in CASES.glob("*.yaml")} <= set(batch_checks())
