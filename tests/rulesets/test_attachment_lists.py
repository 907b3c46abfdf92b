"""The attachments of each regulation: present, missing, replaced, and what nobody asks for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

import rulesets
from pipeline.attachments import assess
from tests.checks._written import facts_of

TABLE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "attachments.yaml").read_text(encoding="utf-8")
)
ICP = "application-form#part-1 icp-number 鄂ICP备12009876号-1"


def states(id: str, kinds: Sequence[Any], claims: Sequence[str] = ()) -> dict[str, str]:
    facts = facts_of({"documents": list(kinds), "claims": list(claims)})
    return {a.item: a.status for a in assess(rulesets.load(id).attachments, facts)}


def full(id: str) -> list[str]:
    return list(TABLE[id]["required"].values())


def every(key: str) -> Iterator[tuple[str, Any]]:
    for id, said in TABLE.items():
        for entry in said[key].items() if isinstance(said[key], dict) else said[key]:
            yield id, entry


def test_every_ruleset_is_in_the_table() -> None:
    assert set(TABLE) == set(rulesets.ids())


@pytest.mark.parametrize("id", list(TABLE))
def test_a_full_package_lacks_nothing(id: str) -> None:
    found = states(id, full(id))
    assert {i for i, s in found.items() if s == "missing"} == set()
    assert {i for i in TABLE[id]["required"] if found[i] != "present"} == set()
    assert {i for i in TABLE[id]["optional"] if found[i] not in ("not-required", "present")} == set()
    assert set(TABLE[id]["required"]) | set(TABLE[id]["optional"]) >= set(found) - {"welfare-proof"}


@pytest.mark.parametrize(("id", "entry"), list(every("required")))
def test_a_required_item_is_missing(id: str, entry: tuple[str, str]) -> None:
    item, kind = entry
    assert states(id, [k for k in full(id) if k != kind])[item] == "missing"


@pytest.mark.parametrize(("id", "item"), list(every("claimed")))
def test_a_conditional_item_is_due_where_the_form_claims_it(id: str, item: str) -> None:
    assert states(id, full(id), [ICP])[item] == "missing"
    assert states(id, full(id))[item] == "not-required"
    assert states(id, [*full(id), item], [ICP])[item] == "present"


@pytest.mark.parametrize(("id", "entry"), list(every("instead")))
def test_what_may_stand_in(id: str, entry: dict[str, str]) -> None:
    kinds = [k for k in full(id) if k != entry["without"]]
    assert states(id, [*kinds, entry["with"]])[entry["item"]] == entry["status"]


def test_a_letter_of_commitment_replaces_claimed_qualifications() -> None:
    assert states("xinjiang-2021", [*full("xinjiang-2021"), "commitment-letter"], [ICP])["qualification"] == (
        "substituted"
    )
    assert states("national-2017", [*full("national-2017"), "commitment-letter"], [ICP])["qualification"] == (
        "missing"
    )


@pytest.mark.parametrize(
    ("id", "title"), [("heilongjiang-2019", "公益性服务占比证明"), ("shandong-2020", "服务收费标准")]
)
def test_a_paper_bound_into_another_is_not_called_missing(id: str, title: str) -> None:
    item, kind = (
        ("welfare-proof", "welfare-evidence") if "公益" in title else ("fee-schedule", "fee-schedule")
    )
    kinds: list[Any] = [k for k in full(id) if k not in (kind, "service-evidence")]
    assert states(id, [*kinds, {"kind": "service-evidence", "text": title}])[item] == "undecided"
    assert states(id, [*kinds, {"kind": "service-evidence", "text": "培训通知"}])[item] == "missing"
