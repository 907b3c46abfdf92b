"""Compares a report.json with what a perfect reader finds (the truth format of samples/truth).

A printed value counts once a (kind, quantity, year, value). Found, wrong (something else was read there),
missing; spurious are claims of a kind, quantity and year that the truth knows with a value it does not know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from rapidfuzz.distance import Indel

from benchmarks.degradations import degradations
from benchmarks.measures import Printed, Score, Stated, Tally
from pipeline.quantity import QUANTITIES, squeeze

COLUMNS = {"staff-roster": ("name", "education", "title"), "served-enterprises": ("name", "rating")}
DECIDED = ("consistency", "condition", "attachment")
NOTHING = frozenset({"", "无", "/", "-", "—", "none", "null", "暂无"})
Json = Mapping[str, Any]


def _number(value: object) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[,%\s]", "", squeeze(str(value))))
    except InvalidOperation:
        return None


def _folded(quantity: str, value: object) -> str:
    text = squeeze("" if value is None else str(value)).lower()
    if quantity in ("phone", "fax", "mobile", "postcode"):
        return re.sub(r"\D", "", text)
    if quantity == "website":
        return re.sub(r"^https?://|/+$", "", text)
    if QUANTITIES[quantity].sort == "code":
        return re.sub(r"[^0-9a-z\u4e00-\u9fff]", "", text)
    return re.sub(r"[,，、:：;；。.·]", "", text) if quantity in ("address", "organisation-type") else text


def agrees(quantity: str, wanted: object, got: object, tolerance: str | None = None) -> bool:
    """Whether a reading says what the truth says."""
    if got is None:
        return False
    if QUANTITIES[quantity].sort in ("money", "count", "percent", "area"):
        a, b = _number(wanted), _number(got)
        return a is not None and b is not None and abs(a - b) <= Decimal(tolerance or "0.005")
    return _folded(quantity, wanted) == _folded(quantity, got)


def _year(period: object) -> str | None:
    found = re.match(r"\d{4}", str(period or ""))
    return found.group() if found else None


def _fits(truth: Json, claim: Json) -> bool:
    wanted = [truth["value"], *truth.get("accept", [])]
    return any(agrees(truth["quantity"], w, claim.get("value"), truth.get("tolerance")) for w in wanted)


def score(truth: Json, report: Json | None) -> Score:
    """All measures of one package. A missing report has found nothing."""
    made = Score(truth["package"])
    report = report or {"claims": [], "documents": [], "tables": [], "attachments": [], "outcomes": []}
    _claims(made, truth, report)
    _kinds(made, truth, report)
    _tables(made, truth, report)
    _attachments(made, truth, report)
    _outcomes(made, truth, report)
    wanted = truth.get("triage_accept") or [truth.get("triage")]
    made.tallies["triage"].add(report.get("triage") in wanted)
    if report.get("triage") not in wanted:
        made.notes.append(f"triage: {report.get('triage')} instead of {'|'.join(map(str, wanted))}")
    return made


def _claims(made: Score, truth: Json, report: Json) -> None:
    have: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for claim in report["claims"]:
        have[claim["kind"], claim["quantity"]].append(claim)
    groups: dict[tuple[str, str, str | None, str], list[Json]] = defaultdict(list)
    years: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    spoilt = degradations(truth)
    for entry in truth["claims"]:
        year = _year(entry.get("period"))
        groups[entry["kind"], entry["quantity"], year, _folded(entry["quantity"], entry["value"])].append(
            entry
        )
        years[entry["kind"], entry["quantity"]].add(year)
    for (kind, quantity, year, _), entries in groups.items():
        alone = len(years[kind, quantity]) == 1
        near = [
            c
            for c in have[kind, quantity]
            if year is None or _year(c["period"]) == year or (_year(c["period"]) is None and alone)
        ]
        hits = [c for c in near if any(_fits(e, c) for e in entries)]
        siblings = [
            e for (k, q, y, _), es in groups.items() if (k, q, y) == (kind, quantity, year) for e in es
        ]
        others = [c for c in near if not any(_fits(e, c) for e in siblings)]
        made.tallies["claims"].add(bool(hits))
        made.printed.append(Printed(quantity, spoilt.get(entries[0]["file"], ()), bool(hits)))
        made.tallies["wrong"].add(not hits and bool(others))
        if not hits:
            got = ", ".join(str(c["value"]) for c in others[:3]) or "nothing"
            made.notes.append(
                f"claim: {kind} {quantity} {year or ''}: wanted {entries[0]['value']}, got {got}"
            )
        elif not all(e.get("derived") for e in entries):
            places = {(e["file"].rpartition("/")[2], e["page"]) for e in entries}
            names = {f for f, _ in places}
            made.tallies["pages"].add(
                any(
                    (c["evidence"]["file"].rpartition("/")[2], c["evidence"]["page"]) in places
                    or (c["evidence"]["page"] is None and c["evidence"]["file"].rpartition("/")[2] in names)
                    for c in hits
                )
            )
    for (kind, quantity), _ in years.items():
        entries = [e for (k, q, _, _), es in groups.items() if (k, q) == (kind, quantity) for e in es]
        for claim in have[kind, quantity]:
            year = _year(claim["period"])
            near = [e for e in entries if year is None or _year(e.get("period")) in (None, year)]
            if near:
                bad = not any(_fits(e, claim) for e in near)
                made.tallies["spurious"].add(bad)
                made.stated.append(Stated(claim["confidence"], not bad))
                if bad:
                    made.notes.append(
                        f"spurious: {kind} {quantity} {year or ''}: {claim['value']} ({claim['evidence']['text'][:40]})"
                    )


def _kinds(made: Score, truth: Json, report: Json) -> None:
    found: dict[tuple[str, int | None], str] = {}
    files: dict[str, set[str]] = defaultdict(set)
    for document in report["documents"]:
        for page in document["pages"]:
            found[page["file"].rpartition("/")[2], page["page"]] = document["kind"]
            files[page["file"].rpartition("/")[2]].add(document["kind"])
    for document in truth["documents"]:
        name = document["file"].rpartition("/")[2]
        for page in document["pages"]:
            sheet = name.lower().endswith((".xlsx", ".xls", ".csv", ".docx"))
            got = files[name] if sheet else {found.get((name, page), "other")}
            good = document["kind"] in got
            made.tallies["kinds"].add(good)
            made.taken[document["kind"], document["kind"] if good else min(got or {"nothing"})] += 1
            if not good:
                made.notes.append(
                    f"kind: {name} p.{page}: {document['kind']} taken for {'/'.join(sorted(got)) or 'nothing'}"
                )


def _same_cell(column: str, wanted: object, got: object) -> bool:
    a, b = squeeze("" if wanted is None else str(wanted)), squeeze("" if got is None else str(got))
    return a == b or (column == "title" and a in NOTHING and b.lower() in NOTHING)


def _tables(made: Score, truth: Json, report: Json) -> None:
    for kind, columns in COLUMNS.items():
        pool = [r for t in report["tables"] if t["kind"] == kind for r in t["rows"]]
        for wanted in truth.get("tables", {}).get(kind, []):
            best, most = None, 0.8
            for row in pool:
                likeness = Indel.normalized_similarity(
                    squeeze(wanted["name"]), squeeze(row["cells"].get("name") or "")
                )
                likeness += 0.5 * (str(row.get("number")) == str(wanted["number"]))
                if likeness > most:
                    best, most = row, likeness
            made.tallies["rows"].add(best is not None)
            if best is None:
                made.notes.append(f"row: {kind} {wanted['number']} {wanted['name']}")
                made.tallies["cells"] += Tally(0, len(columns))
                continue
            pool.remove(best)
            for column in columns:
                good = _same_cell(column, wanted.get(column), best["cells"].get(column))
                made.tallies["cells"].add(good)
                if not good:
                    made.notes.append(
                        f"cell: {kind} {wanted['number']} {column}: {wanted.get(column)} read as {best['cells'].get(column)}"
                    )


def _attachments(made: Score, truth: Json, report: Json) -> None:
    accept = truth.get("attachments_accept") or {k: [v] for k, v in truth.get("attachments", {}).items()}
    status = {a["item"]: a["status"] for a in report["attachments"]}
    for item, wanted in accept.items():
        made.tallies["attachments"].add(status.get(item) in wanted)
        if status.get(item) not in wanted:
            made.notes.append(f"attachment: {item}: {status.get(item)} instead of {'|'.join(wanted)}")


def _outcomes(made: Score, truth: Json, report: Json) -> None:
    allowed = set(truth.get("tolerated", []))
    expected = [(m, ["fail"]) for m in truth.get("must_fail", [])] + [
        (m, ["undecided"]) for m in truth.get("must_be_undecided", [])
    ]
    for entry, usual in expected:
        names, verdicts = entry.get("any_of", [entry["check"]]), entry.get("verdicts", usual)
        seen = [o for o in report["outcomes"] if o["check"] in names]
        hit = any(o["verdict"] in verdicts and o["severity"] != "info" for o in seen)
        made.tallies["planted"].add(hit)
        if not hit:
            made.notes.append(
                f"planted, missed: {entry['check']} ({entry['why']}); seen {sorted({o['verdict'] for o in seen}) or 'nothing'}"
            )
        if "fail" in verdicts:
            allowed.update(names)
    for o in report["outcomes"]:
        if o["category"] in DECIDED and o["verdict"] != "not-applicable":
            made.tallies["decided"].add(o["verdict"] != "undecided")
        if o["verdict"] != "fail" or o["same_root_as"] or o["check"] in allowed:
            continue
        text = f"{o['check']}: {o['message']['en']}"
        if o["severity"] == "error":
            made.false.append(text)
            made.notes.append(f"FALSE ACCUSATION {text}")
        elif o["severity"] == "warning" and o["category"] in (*DECIDED, "form"):
            made.warned.append(text)
            made.notes.append(f"unplanted warning {text}")
