"""report.json, schema `shenyan.report/1` of the contract: the same bytes for the same facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pipeline.model import KINDS, Box, Claim, Message, Outcome, Problem, Report, Row
from pipeline.reports._context import Context

NAME = "json"
SUFFIX = "report.json"
SCHEMA = "shenyan.report/1"

Json = dict[str, Any]


def render(report: Report, context: Context) -> bytes:
    """UTF-8 JSON, one blank of indentation, keys in the contract's order."""
    return dump(as_json(report))


def dump(value: Mapping[str, Any]) -> bytes:
    """File names of old ZIPs can hold half characters: they are escaped, not lost and no crash."""
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def as_json(report: Report) -> Json:
    """The contract's object. Order within lists is the ledger's and the ruleset's, tables go by kind."""
    return {
        "schema": SCHEMA,
        "package": report.package,
        "applicant": report.applicant,
        "ruleset": {
            "id": report.ruleset.id,
            "variant": report.ruleset.variant,
            "chosen_by": report.ruleset.chosen_by,
        },
        "as_of": report.as_of.isoformat() if report.as_of else None,
        "triage": report.triage,
        "documents": [
            {
                "id": d.id,
                "kind": d.kind,
                "pages": [{"file": p.file, "page": p.number} for p in d.pages],
                "confidence": _share(d.confidence),
            }
            for d in report.documents
        ],
        "claims": [_claim(c) for c in report.claims],
        "tables": _tables(report.rows),
        "attachments": [
            {"item": a.item, "article": a.article, "status": a.status, "documents": list(a.documents)}
            for a in report.attachments
        ],
        "outcomes": [outcome(o, report.package) for o in report.outcomes],
        "problems": [problem(p) for p in report.problems],
        "tools": dict(sorted(report.tools.items())),
    }


def _claim(c: Claim) -> Json:
    e = c.evidence
    return {
        "id": c.id,
        "quantity": c.quantity,
        "value": c.value,
        "unit": c.unit,
        "period": c.period,
        "scope": c.scope,
        "field": c.field,
        "document": c.document,
        "kind": c.kind,
        "confidence": _share(c.confidence),
        "qualifier": c.qualifier,
        "derived_from": list(c.derived_from),
        "evidence": {
            "file": e.file,
            "page": e.page,
            "box": _box(e.box),
            "cell": e.cell,
            "text": e.text,
            "reader": e.reader,
        },
    }


def _tables(rows: tuple[Row, ...]) -> list[Json]:
    """One table a document and kind, by the contract's order of kinds; rows stay in the order of the list."""
    grouped: dict[tuple[int, str, str], list[Row]] = {}
    for r in rows:
        rank = list(KINDS).index(r.kind) if r.kind in KINDS else len(KINDS)
        grouped.setdefault((rank, r.kind, r.document), []).append(r)
    return [
        {"document": document, "kind": kind, "rows": [_row(r) for r in group]}
        for (_, kind, document), group in sorted(grouped.items(), key=lambda item: item[0][:2])
    ]


def _row(r: Row) -> Json:
    return {
        "id": r.id,
        "number": r.number,
        "file": r.file,
        "page": r.page,
        "confidence": _share(r.confidence),
        "cells": dict(sorted(r.cells.items())),
        "boxes": {name: _box(box) for name, box in sorted(r.boxes.items()) if box},
    }


def outcome(o: Outcome, package: str) -> Json:
    """One outcome. Across packages a claim is named by `package/claim` in the model, by two keys here."""
    claims: list[Any] = list(o.claims)
    if o.packages is not None:
        claims = [_claim_of_package(id, package) for id in o.claims]
    return {
        "check": o.check,
        "category": o.category,
        "verdict": o.verdict,
        "severity": o.severity,
        "article": o.article,
        "message": _message(o.message),
        "claims": claims,
        "packages": list(o.packages) if o.packages is not None else None,
        "expected": o.expected,
        "found": o.found,
        "cause": o.cause,
        "same_root_as": o.same_root_as,
        "rows": list(o.rows),
        "workings": [_message(m) for m in o.workings],
    }


def problem(p: Problem) -> Json:
    """What could not be done, and where."""
    return {
        "stage": p.stage,
        "file": p.file,
        "page": p.page,
        "category": p.category,
        "message": _message(p.message),
    }


def _claim_of_package(id: str, package: str) -> Json:
    owner, slash, claim = id.rpartition("/")
    return {"package": owner if slash else package, "claim": claim}


def _message(m: Message) -> Json:
    return {"zh": m.zh, "en": m.en}


def _share(confidence: float) -> float:
    return round(float(confidence), 4)


def _box(box: Box | None) -> list[float] | None:
    """Hundredths of a point: finer is noise that differs between machines. `+ 0.0` makes -0.0 plain."""
    return None if box is None else [round(float(x), 2) + 0.0 for x in box]
