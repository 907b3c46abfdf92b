"""Every threshold of every regulation: at it, just below and just above, with each variant on and off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

import rulesets
from tests.checks._written import facts_of
from tests.rulesets._measured import SHOWN, below, case_at, judged

HERE = Path(__file__).parent
TABLE: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
    (HERE / "thresholds.yaml").read_text(encoding="utf-8")
)
FUNCTIONS: dict[str, Any] = yaml.safe_load((HERE / "functions.yaml").read_text(encoding="utf-8"))
RULESETS = {r.id: r for r in rulesets.load_all()}
FLAWED = ("fail", "undecided")


def entries() -> Iterator[tuple[str, str, str | None]]:
    for id, checks in TABLE.items():
        for check, said in checks.items():
            for variant in (None, *RULESETS[id].variants()):
                if variant is None or variant in said:
                    yield id, check, variant


@pytest.mark.parametrize(("id", "check", "variant"), list(entries()))
def test_threshold(id: str, check: str, variant: str | None) -> None:
    ruleset, said = RULESETS[id], TABLE[id][check]
    base, change = said["base"], said.get(variant, said["base"])
    plain = change if isinstance(change, int) else base
    at = judged(ruleset, check, case_at(check, plain, variant), variant)
    assert (at.verdict, at.article) == ("pass", said["article"]), at.message.zh
    above = judged(
        ruleset, check, case_at(check, plain + 1 if plain < 100 else plain * 1.01, variant), variant
    )
    assert above.verdict == "pass", above.message.zh
    short = judged(ruleset, check, case_at(check, below(check, plain), variant), variant)
    if check == "roster-vs-social-security" or change == "open":
        assert short.verdict == "undecided", short.message.zh
    elif isinstance(change, str):
        floor = int(change.removeprefix("down to "))
        assert short.verdict == "undecided", short.message.zh
        assert "放宽" in short.message.zh
        assert judged(ruleset, check, case_at(check, floor, variant), variant).verdict == "undecided"
        assert judged(ruleset, check, case_at(check, below(check, floor), variant), variant).verdict == "fail"
    else:
        assert short.verdict == "fail", short.message.zh
        assert short.severity == "error"
    if variant is not None:
        assert SHOWN[variant][1] in short.message.zh, "the message says what showed the variant"


@pytest.mark.parametrize("id", list(RULESETS))
def test_the_table_holds_every_threshold_and_no_other(id: str) -> None:
    for variant in (None, *RULESETS[id].variants()):
        found = {
            b.check: b.parameters["minimum"]
            for b in RULESETS[id].bindings(variant)
            if "minimum" in b.parameters and b.check != "served-duplicates"
        }
        expected = {
            check: said[variant] if isinstance(said.get(variant), int) else said["base"]
            for check, said in TABLE[id].items()
        }
        assert found == expected
        open_ = {b.check for b in RULESETS[id].bindings(variant) if b.parameters.get("relaxable")}
        assert open_ == {
            check for check, said in TABLE[id].items() if variant and said.get(variant) == "open"
        }


def routes() -> Iterator[tuple[str, str | None, str, int]]:
    for id, by_variant in FUNCTIONS.items():
        for variant, functions in by_variant.items():
            if variant not in ("uncounted", "relaxed"):
                for function, ways in functions.items():
                    for n in range(len(ways)):
                        yield id, None if variant == "base" else variant, function, n


@pytest.mark.parametrize(("id", "variant", "function", "route"), list(routes()))
def test_function(id: str, variant: str | None, function: str, route: int) -> None:
    ruleset = RULESETS[id]
    figures = FUNCTIONS[id][variant or "base"][function][route]
    alone = [f for f in ruleset.function_parts(variant) if f["function"] == function]

    def said(stated: dict[str, int]) -> str:
        claims = [f"narrative {q}@2018 {n}" for q, n in stated.items()]
        case = {"claims": [*claims, SHOWN[variant][0]]}
        return judged(ruleset, "function-at-least-one", case, variant, alone).verdict

    assert said(figures) == "pass"
    assert said({q: n + 1 for q, n in figures.items()}) == "pass"
    for quantity, figure in figures.items():
        assert said({**figures, quantity: figure - 1}) in FLAWED, quantity
    relaxed = any(set(f["relaxable"]) & set(figures) for f in alone)  # type: ignore[call-overload]
    if set(figures) - {"served-count"}:
        assert said({q: n - 1 for q, n in figures.items()}) == ("undecided" if relaxed else "fail")


@pytest.mark.parametrize("id", list(RULESETS))
def test_every_function_is_in_the_table(id: str) -> None:
    table = FUNCTIONS[id]
    for variant in (None, *RULESETS[id].variants()):
        expected = table.get(variant or "base", table["base"])
        found = {f["function"]: f["routes"] for f in RULESETS[id].function_parts(variant)}
        assert {n: list(r) for n, r in found.items() if any(r)} == expected  # type: ignore[call-overload]
        assert [n for n, r in found.items() if not any(r)] == table.get("uncounted", [])  # type: ignore[call-overload]
        relaxed = {q for f in RULESETS[id].function_parts(variant) for q in f["relaxable"]}  # type: ignore[attr-defined]
        assert sorted(relaxed) == (table.get("relaxed") or {}).get(variant or "base", [])


@pytest.mark.parametrize("id", list(RULESETS))
def test_force_at_both_ends(id: str) -> None:
    ruleset = RULESETS[id]
    if ruleset.valid_from is None:
        assert "regulation-in-force" not in {b.check for b in ruleset.bindings()}
        return

    def on(day: Any) -> str:
        return judged(ruleset, "regulation-in-force", {"as_of": day}).verdict

    assert (on(ruleset.valid_from), on(ruleset.valid_from - timedelta(days=1))) == ("pass", "fail")
    if ruleset.valid_to is not None:
        assert (on(ruleset.valid_to), on(ruleset.valid_to + timedelta(days=1))) == ("pass", "fail")


@pytest.mark.parametrize("variant", [v for v in SHOWN if v])
def test_the_shown_applicants_are_of_their_variants(variant: str) -> None:
    ruleset = next(r for r in RULESETS.values() if variant in r.variants())
    assert ruleset.variant_of(facts_of({"claims": [SHOWN[variant][0]]})) == variant
