"""What the checks say of the sample packages when they are read perfectly: the planted faults and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import rulesets
from pipeline.attachments import assess
from pipeline.discover import checks
from pipeline.judge import judge, triage
from pipeline.model import Claim, Document, Evidence, Facts, Outcome, Page, Row
from pipeline.quantity import QUANTITIES

ROOT = Path(__file__).parents[2]
# The samples, and the examples of another hand where they are there.
SHELF = ROOT.parent / "shared" / "examples"
TRUTHS = sorted([*(ROOT / "samples" / "truth").glob("*.json"), *SHELF.glob("truth/*.json")])
YEARLY = {"revenue", "service-revenue", "total-profit", "net-profit", "taxes-paid", "served-count"}
COVER = {"filed-on", "applicant-name"}
THIRD = {
    "training-attendances",
    "service-activities",
    "financing-arranged",
    "guarantees-issued",
    "partner-count",
}


def perfect(truth: Mapping[str, Any]) -> Facts:
    """The facts that a perfect reader would have of a package."""
    documents = tuple(_documents(truth))
    homes: dict[str, str] = {}
    for d in reversed(documents):
        homes[d.kind] = d.id
    claims: list[Claim] = []
    for said in truth["claims"]:
        claims.append(_claim(said, len(claims) + 1, claims, homes))
    # Truths name a value once; the form states last year's total assets in part 一 and in part 二.
    once = [c for c in claims if c.kind == "application-form" and c.quantity == "total-assets" and c.period]
    if len({c.period for c in once}) == len(once):
        last = max(once, key=lambda c: c.period or "")
        claims.append(replace(last, id=f"c{len(claims) + 1}", field="part-2"))
        claims[:] = [replace(c, field="part-2") if c in once and c is not last else c for c in claims]
    rows = tuple(_rows(truth, homes))
    as_of = date.fromisoformat(truth["as_of"]) if truth["as_of"] else None
    return Facts(as_of, documents, tuple(claims), rows)


def _documents(truth: Mapping[str, Any]) -> Iterator[Document]:
    for n, d in enumerate(truth["documents"], 1):
        pages = tuple(Page(d["file"], p or 1, p, 595, 842, "text", "full") for p in d["pages"])
        yield Document(f"d{n}", d["kind"], pages, 0.95)


def _claim(said: Mapping[str, Any], n: int, before: list[Claim], homes: Mapping[str, str]) -> Claim:
    kind, quantity = said["kind"], said["quantity"]
    field = None
    if kind == "application-form":
        again = any(c.kind == kind and c.quantity == quantity for c in before)
        field = (
            "cover"
            if quantity in COVER
            else "part-2"
            if quantity in YEARLY
            else "part-3"
            if quantity in THIRD
            else "part-1"
        )
        if quantity == "total-assets" and again:
            field = "part-2"
    if kind == "served-enterprises" and quantity == "served-count" and not said.get("derived"):
        field = "total-line"
    resolution = None
    printed = str(said.get("printed") or "")
    if QUANTITIES[quantity].sort == "money" and printed:
        decimals = len(printed.partition(".")[2])
        resolution = str(Decimal(10_000 if kind == "application-form" else 1).scaleb(-decimals))
    evidence = Evidence(said["file"], said.get("page"), (0, 10.0 * n, 9, 10.0 * n + 9), printed, "text")
    return Claim(
        quantity, said["value"], evidence, kind, QUANTITIES[quantity].unit, said.get("period"), field=field,
        confidence=0.99, resolution=resolution, document=homes.get(kind, ""), id=f"c{n}",
    )  # fmt: skip


def _rows(truth: Mapping[str, Any], homes: Mapping[str, str]) -> Iterator[Row]:
    for kind, rows in truth["tables"].items():
        for n, cells in enumerate(rows, 1):
            shown = {
                k: None if v is None else str(v)
                for k, v in cells.items()
                if k not in ("file", "page", "number")
            }
            yield Row(
                kind,
                cells.get("number"),
                cells.get("file", ""),
                cells.get("page"),
                shown,
                document=homes.get(kind, ""),
                id=f"{kind}-{n}",
            )
    unsealed = any(
        m["check"] == "declaration-sealed-signed" for m in [*truth["must_fail"], *truth["must_be_undecided"]]
    )
    if "truth-declaration" in homes:
        yield Row(
            "truth-declaration",
            None,
            "",
            1,
            {"seal": "no" if unsealed else "yes", "signature": "yes"},
            id="t1",
        )


def judged(truth: Mapping[str, Any]) -> tuple[tuple[Outcome, ...], Facts]:
    facts = perfect(truth)
    ruleset = rulesets.load(truth["ruleset"])
    variant = truth["variant"] or ruleset.variant_of(facts)
    facts = Facts(
        facts.as_of,
        facts.documents,
        facts.claims,
        facts.rows,
        assess(ruleset.attachments, facts),
        variant=variant,
    )
    outcomes, problems = judge(ruleset.bindings(variant), checks(), facts)
    assert not problems
    return outcomes, facts


@pytest.mark.parametrize("path", TRUTHS, ids=[p.stem for p in TRUTHS])
def test_planted_faults_are_found_and_nothing_else(path: Path) -> None:
    truth = json.loads(path.read_text(encoding="utf-8"))
    outcomes, facts = judged(truth)
    allowed = set(truth["tolerated"])
    for planted, verdicts in [(p, ["fail"]) for p in truth["must_fail"]] + [
        (p, ["undecided"]) for p in truth["must_be_undecided"]
    ]:
        names = set(planted.get("any_of", [planted["check"]]))
        allowed |= names
        good = planted.get("verdicts", verdicts)
        assert any(o.check in names and o.verdict in good and o.severity != "info" for o in outcomes), planted
    false = [
        (o.check, o.message.zh)
        for o in outcomes
        if o.verdict == "fail" and o.severity != "info" and o.check not in allowed
    ]
    assert not false
    accepted = truth["attachments_accept"]
    states = {a.item: a.status for a in facts.attachments}
    wrong = {item: states[item] for item, accept in accepted.items() if states[item] not in accept}
    assert not wrong
    assert triage(outcomes, facts.attachments, True) in truth["triage_accept"]
