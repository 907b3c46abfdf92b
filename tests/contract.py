"""What the contract's section 3 asks of a report.json beyond its keys: references, vocabularies, values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.model import KINDS
from pipeline.quantity import QUANTITIES
from tests.reports.test_json_report import SHAPE, faults

ITEMS = {
    "application-report", "licence", "audit-report", "special-audit-report", "financial-statements", "premises-proof",
    "equipment-list", "service-evidence", "prior-recognition", "qualification", "other-proof", "truth-declaration",
    "credit-report", "cooperation-agreements", "fee-schedule", "social-insurance", "personnel-certificates",
    "welfare-proof", "staff-roster", "served-list",
}  # fmt: skip
READERS = {"ocr", "tesseract", "text", "sheet", "qr", "count", "person"}
OPINIONS = {"unqualified", "unqualified-with-emphasis", "qualified", "adverse", "disclaimer"}
VALUE = {
    "money": r"-?\d+(\.\d+)?",
    "percent": r"-?\d+(\.\d+)?",
    "area": r"\d+(\.\d+)?",
    "count": r"\d+",
    "date": r"\d{4}(-\d{2}(-\d{2})?)?",
}
PERIOD = re.compile(r"\d{4}(-\d{2}-\d{2})?")


def departures(report: Mapping[str, Any]) -> list[str]:
    """Where a report.json departs from the contract."""
    shape = faults(report, SHAPE)
    return shape or [*_references(report), *_places(report), *_words(report)]


def _references(report: Mapping[str, Any]) -> Iterator[str]:
    documents = {d["id"] for d in report["documents"]}
    claims = {c["id"] for c in report["claims"]}
    rows = {r["id"] for t in report["tables"] for r in t["rows"]}
    if len(claims) < len(report["claims"]) or len(documents) < len(report["documents"]):
        yield "an id is given twice"
    for c in report["claims"]:
        if c["document"] not in documents:
            yield f"{c['id']}: document {c['document']}"
        yield from (f"{c['id']}: derived from {i}" for i in c["derived_from"] if i not in claims | rows)
    yield from (f"table of {t['document']}" for t in report["tables"] if t["document"] not in documents)
    for a in report["attachments"]:
        yield from (f"{a['item']}: document {d}" for d in a["documents"] if d not in documents)
    checks = {o["check"] for o in report["outcomes"]}
    for o in report["outcomes"]:
        if o["packages"] is None:
            yield from (f"{o['check']}: claim {c}" for c in o["claims"] if c not in claims)
        yield from (f"{o['check']}: row {r}" for r in o["rows"] if r not in rows)
        if o["same_root_as"] is not None and (
            o["same_root_as"] not in checks or (o["verdict"], o["severity"]) != ("fail", "info")
        ):
            yield f"{o['check']}: echo of {o['same_root_as']} is {o['verdict']}/{o['severity']}"


def _places(report: Mapping[str, Any]) -> Iterator[str]:
    pages = {(p["file"], p["page"]) for d in report["documents"] for p in d["pages"]}
    for file, page in pages:
        if file.startswith("/") or "\\" in file or ".." in file.split("/") or (page is not None and page < 1):
            yield f"page {page} of {file}"
    for c in report["claims"]:
        e = c["evidence"]
        if (e["file"], e["page"]) not in pages:
            yield f"{c['id']} stands on {e['file']} page {e['page']}"
        if e["box"] and not (e["box"][0] <= e["box"][2] and e["box"][1] <= e["box"][3]):
            yield f"{c['id']}: box {e['box']}"
    for t in report["tables"]:
        for r in t["rows"]:
            if (r["file"], r["page"]) not in pages or not set(r["boxes"]) <= set(r["cells"]):
                yield f"{r['id']} stands on {r['file']} page {r['page']}"


def _words(report: Mapping[str, Any]) -> Iterator[str]:
    kinds = {d["kind"] for d in report["documents"]} | {t["kind"] for t in report["tables"]}
    yield from (f"kind {k}" for k in (kinds | {c["kind"] for c in report["claims"]}) - set(KINDS))
    items = [a["item"] for a in report["attachments"]]
    if report["ruleset"]["id"] is not None and (set(items) != ITEMS or len(items) != len(ITEMS)):
        yield f"attachments {sorted(ITEMS.symmetric_difference(items))}"
    for c in report["claims"]:
        sort = QUANTITIES[c["quantity"]].sort
        if not re.fullmatch(VALUE.get(sort, r"\S(.*\S)?"), c["value"], re.DOTALL):
            yield f"{c['id']}: {c['quantity']} {c['value']!r}"
        if c["quantity"] == "audit-opinion" and c["value"] not in OPINIONS:
            yield f"{c['id']}: opinion {c['value']}"
        if (c["unit"] == "CNY") != (sort == "money"):
            yield f"{c['id']}: {c['quantity']} in {c['unit']!r}"
        if c["period"] is not None and not PERIOD.fullmatch(c["period"]):
            yield f"{c['id']}: period {c['period']}"
        if c["evidence"]["reader"] not in READERS or not 0 <= c["confidence"] <= 1:
            yield f"{c['id']}: {c['evidence']['reader']} {c['confidence']}"
    for row in (r for t in report["tables"] if t["kind"] == "served-enterprises" for r in t["rows"]):
        if row["cells"].get("rating") not in (None, "satisfied", "basically-satisfied", "dissatisfied"):
            yield f"{row['id']}: rating {row['cells']['rating']}"
    if "shenyan" not in report["tools"]:
        yield "tools do not name shenyan"
