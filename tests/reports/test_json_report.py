"""report.json keeps the contract's section 3: keys, words, order, and the same bytes for the same facts."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from pipeline.model import Evidence, Report
from pipeline.quantity import QUANTITIES
from pipeline.reports import Context
from pipeline.reports.json_report import render
from tests.reports.example import example

TEXT, NUMBER, MAYBE = (str,), (int, float), (str, type(None))
PAGE = (int, type(None))
MESSAGE = {"zh": TEXT, "en": TEXT}
# What stands in the contract (section 3); `rows` and `workings` of an outcome are the two additions.
SHAPE: dict[str, Any] = {
    "schema": {"shenyan.report/1"},
    "package": TEXT,
    "applicant": MAYBE,
    "ruleset": {"id": MAYBE, "variant": MAYBE, "chosen_by": {"form-title", "option"}},
    "as_of": MAYBE,
    "triage": {"ready", "review", "return", "unreadable"},
    "documents": [{"id": TEXT, "kind": TEXT, "pages": [{"file": TEXT, "page": PAGE}], "confidence": NUMBER}],
    "claims": [
        {
            "id": TEXT, "quantity": set(QUANTITIES), "value": TEXT, "unit": TEXT, "period": MAYBE,
            "scope": {"own", "consolidated"}, "field": MAYBE, "document": TEXT, "kind": TEXT, "confidence": NUMBER,
            "qualifier": MAYBE, "derived_from": [TEXT],
            "evidence": {"file": TEXT, "page": PAGE, "box": "box", "cell": MAYBE, "text": TEXT, "reader": TEXT},
        }
    ],
    "tables": [
        {
            "document": TEXT, "kind": TEXT,
            "rows": [{"id": TEXT, "number": PAGE, "file": TEXT, "page": PAGE, "confidence": NUMBER,
                      "cells": dict, "boxes": dict}],
        }
    ],
    "attachments": [
        {"item": TEXT, "article": TEXT, "documents": [TEXT],
         "status": {"present", "missing", "substituted", "undecided", "not-required"}}
    ],
    "outcomes": [
        {
            "check": TEXT, "category": {"consistency", "condition", "attachment", "form", "plausibility", "batch"},
            "verdict": {"pass", "fail", "undecided", "not-applicable"}, "severity": {"error", "warning", "info"},
            "article": MAYBE, "message": MESSAGE, "claims": list, "packages": (list, type(None)), "expected": MAYBE,
            "found": MAYBE, "same_root_as": MAYBE, "rows": [TEXT], "workings": [MESSAGE],
            "cause": {"unit", "column", "year", "line", "scope", "misread", "rounding", "restated", None},
        }
    ],
    "problems": [
        {"stage": {"intake", "reading", "splitting", "extracting", "checking"}, "file": MAYBE, "page": PAGE,
         "category": TEXT, "message": MESSAGE}
    ],
    "tools": dict,
}  # fmt: skip


def faults(value: Any, shape: Any, path: str = "$") -> list[str]:
    """Where `value` departs from `shape`; a key too many or too few is a fault."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or set(value) != set(shape):
            return [f"{path}: keys {sorted(value)}, not {sorted(shape)}"]
        return [f for k in shape for f in faults(value[k], shape[k], f"{path}.{k}")]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: no list"]
        return [f for i, v in enumerate(value) for f in faults(v, shape[0], f"{path}[{i}]")]
    if isinstance(shape, set):
        return [] if value in shape else [f"{path}: {value!r} is not allowed"]
    if shape == "box":
        good = value is None or (len(value) == 4 and all(isinstance(x, float) for x in value))
        return [] if good else [f"{path}: {value!r} is no box"]
    return [] if isinstance(value, shape) else [f"{path}: {value!r} is no {shape}"]


def loaded(report: Report) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(render(report, Context()))
    return data


def test_keeps_the_schema_of_the_contract() -> None:
    assert faults(loaded(example()), SHAPE) == []


def test_same_bytes_twice_whatever_the_order_of_mappings() -> None:
    report = example()
    turned = replace(report, tools=dict(reversed(list(report.tools.items()))))
    assert render(report, Context()) == render(turned, Context("en"))


def test_no_absolute_path_and_no_clock() -> None:
    data = loaded(example())
    files = [c["evidence"]["file"] for c in data["claims"]] + [
        r["file"] for t in data["tables"] for r in t["rows"]
    ]
    assert not [f for f in files if f.startswith("/")]


def test_tables_stand_one_a_document_in_the_order_of_the_list() -> None:
    tables = loaded(example())["tables"]
    assert [(t["kind"], len(t["rows"])) for t in tables] == [("staff-roster", 30), ("served-enterprises", 40)]
    assert [r["number"] for r in tables[0]["rows"]] == list(range(1, 31))


def test_claims_across_packages_name_their_package() -> None:
    report = example()
    batch = next(o for o in report.outcomes if o.category == "batch")
    data = loaded(replace(report, outcomes=(replace(batch, claims=("pkg-07/c3", "c1")),)))
    assert data["outcomes"][0]["claims"] == [
        {"package": "pkg-07", "claim": "c3"},
        {"package": "minglan", "claim": "c1"},
    ]


@pytest.mark.parametrize("name", ["half\udc80name.pdf", "引号\"'.pdf", "line\nbreak.pdf"])
def test_strange_file_names_survive(name: str) -> None:
    claim = replace(example().claims[0], evidence=Evidence(name, 1, (-0.0, 1.005, 2, 3), "x"))
    evidence = loaded(replace(example(), claims=(claim,)))["claims"][0]["evidence"]
    assert evidence["file"] == name
    assert str(evidence["box"][0]) == "0.0"
