"""The committed packages and their truths: complete, well-formed by the public contract, small."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

ROOT = Path(__file__).parents[2] / "samples"
TRUTHS = sorted((ROOT / "truth").glob("*.json"))

KEYS = {
    "package",
    "applicant",
    "ruleset",
    "variant",
    "as_of",
    "documents",
    "claims",
    "tables",
    "attachments",
    "attachments_accept",
    "must_fail",
    "must_be_undecided",
    "must_not_fail",
    "tolerated",
    "triage",
    "triage_accept",
    "degradations",
    "pages",
}
KINDS = {
    "application-form",
    "equipment-list",
    "staff-roster",
    "served-enterprises",
    "narrative",
    "licence",
    "audit-report",
    "special-audit-report",
    "financial-statements",
    "premises-lease",
    "premises-title",
    "service-evidence",
    "recognition",
    "qualification",
    "truth-declaration",
    "commitment-letter",
    "credit-report",
    "cooperation-agreement",
    "fee-schedule",
    "social-insurance",
    "personnel-certificate",
    "welfare-evidence",
    "recommendation-form",
    "recommendation-summary",
    "other",
}
MONEY = {
    "registered-capital",
    "total-assets",
    "total-liabilities",
    "net-assets",
    "revenue",
    "service-revenue",
    "total-profit",
    "net-profit",
    "taxes-paid",
    "equipment-cost",
    "financing-arranged",
    "guarantees-issued",
}
COUNT = {
    "equipment-count",
    "staff-count",
    "qualified-staff-count",
    "served-count",
    "partner-count",
    "satisfied-count",
    "basically-satisfied-count",
    "dissatisfied-count",
    "training-attendances",
    "service-activities",
}
RATIO = {"equipment-asset-ratio", "qualified-staff-ratio", "satisfaction-ratio", "welfare-ratio"}
AREA = {"premises-area", "premises-owned", "premises-leased"}
DATE = {"established-on", "filed-on", "valid-until", "signed-on"}
TEXT = {
    "applicant-name",
    "legal-representative",
    "organisation-type",
    "address",
    "postcode",
    "contact",
    "phone",
    "fax",
    "mobile",
    "email",
    "website",
    "icp-number",
    "credit-code",
    "audit-opinion",
    "audit-firm",
    "audit-report-number",
    "audit-code",
    "audit-period",
}
BALANCES = {"total-assets", "total-liabilities", "net-assets"}
FLOWS = {"revenue", "service-revenue", "total-profit", "net-profit", "taxes-paid"}
ITEMS = {
    "application-report",
    "licence",
    "audit-report",
    "special-audit-report",
    "financial-statements",
    "premises-proof",
    "equipment-list",
    "service-evidence",
    "prior-recognition",
    "qualification",
    "truth-declaration",
    "credit-report",
    "cooperation-agreements",
    "fee-schedule",
    "social-insurance",
    "personnel-certificates",
    "staff-roster",
    "served-list",
}
STATUS = {"present", "missing", "substituted", "undecided", "not-required"}
DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def load(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts


def pages_of(path: Path) -> int | None:
    if path.suffix == ".pdf":
        return len(pypdfium2.PdfDocument(path))
    if path.suffix in (".xlsx", ".docx"):
        return None
    if path.suffix == ".tif":
        with Image.open(path) as image:
            return image.n_frames  # type: ignore[attr-defined]
    return 1


def test_the_five_packages_are_there() -> None:
    folders = {p.name for p in (ROOT / "packages").iterdir() if p.is_dir()}
    assert folders == {p.stem for p in TRUTHS}
    assert len(folders) >= 5
    truths = [load(p) for p in TRUTHS]
    assert sum(bool(t["must_fail"]) for t in truths) >= 2
    assert any(not t["must_fail"] for t in truths)
    assert any(len({d["file"] for d in t["documents"]}) == 1 and t["pages"] >= 40 for t in truths), (
        "no bound volume"
    )
    assert any(d["file"].endswith(".xlsx") for t in truths for d in t["documents"]), "no sheet"


def test_every_regulation_has_a_package() -> None:
    truths = [load(p) for p in TRUTHS]
    rulesets = {p.stem for p in (ROOT.parent / "rulesets").glob("*.yaml")}
    assert {t["ruleset"] for t in truths} == rulesets
    assert {t["variant"] for t in truths} >= {"south", "nonprofit"}
    assert any("commitment-letter" in {d["kind"] for d in t["documents"]} for t in truths)
    unaudited = [t for t in truths if "audit-report" not in {d["kind"] for d in t["documents"]}]
    assert [t["ruleset"] for t in unaudited] == ["baoding"]


def test_what_is_left_to_discretion_is_no_failure() -> None:
    [t] = [load(p) for p in TRUTHS if p.stem == "sd-nonprofit-1"]
    assert not t["must_fail"]
    assert {m["check"] for m in t["must_be_undecided"]} == {"assets-threshold", "roster-min-rows"}


def test_the_packages_are_small() -> None:
    assert (
        sum(p.stat().st_size for p in ROOT.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
        <= 25_000_000
    )


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_truth_is_well_formed(path: Path) -> None:
    t = load(path)
    assert set(t) == KEYS
    assert t["package"] == path.stem
    assert t["triage"] in t["triage_accept"]
    assert set(t["attachments"]) == set(t["attachments_accept"])
    assert ITEMS <= set(t["attachments"]) <= ITEMS | {"welfare-proof"}
    assert all(v in STATUS for v in t["attachments"].values())
    assert all(t["attachments"][k] in v for k, v in t["attachments_accept"].items())
    for m in t["must_fail"] + t["must_be_undecided"]:
        assert m["why"]
        assert re.fullmatch(r"[a-z0-9-]+", m["check"])
        assert set(m) <= {"check", "why", "any_of", "verdicts"}


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_documents_cover_the_files(path: Path) -> None:
    t = load(path)
    folder = ROOT / "packages" / path.stem
    assert {d["kind"] for d in t["documents"]} <= KINDS
    assert {d["file"] for d in t["documents"]} == {p.name for p in folder.iterdir()}
    total = 0
    for file in folder.iterdir():
        n = pages_of(file)
        got = [p for d in t["documents"] if d["file"] == file.name for p in d["pages"]]
        assert sorted(got, key=str) == sorted([None] if n is None else list(range(1, n + 1)), key=str), (
            file.name
        )
        total += n or 1
    assert total == t["pages"]


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_claims_follow_the_contract(path: Path) -> None:
    t = load(path)
    where = {(d["file"], p): d["kind"] for d in t["documents"] for p in d["pages"]}
    for c in t["claims"]:
        q, v, p = c["quantity"], c["value"], c["period"]
        assert where[(c["file"], c["page"])] == c["kind"], c
        assert isinstance(v, str), c
        assert v, c
        assert c.get("derived") or c["printed"], c
        if q in MONEY | RATIO | AREA:
            assert DECIMAL.fullmatch(v), c
        elif q in COUNT:
            assert v.isdigit(), c
        elif q in DATE:
            assert re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", v), c
        else:
            assert q in TEXT, c
        if q == "audit-opinion":
            assert v in {"unqualified", "unqualified-with-emphasis", "qualified", "adverse", "disclaimer"}
        if q in BALANCES:
            assert re.fullmatch(r"\d{4}-12-31", p), c
        elif q in FLOWS:
            assert re.fullmatch(r"\d{4}", p), c


@pytest.mark.parametrize("path", TRUTHS, ids=lambda p: p.stem)
def test_tables_agree_with_the_claims(path: Path) -> None:
    t = load(path)
    for kind, quantity in (("staff-roster", "staff-count"), ("served-enterprises", "served-count")):
        rows = t["tables"][kind]
        assert [r["number"] for r in rows] == list(range(1, len(rows) + 1))
        assert any(
            c["value"] == str(len(rows))
            for c in t["claims"]
            if c["kind"] == kind and c["quantity"] == quantity
        )
    assert {r["rating"] for r in t["tables"]["served-enterprises"]} <= {
        "satisfied",
        "basically-satisfied",
        "dissatisfied",
        None,
    }
    assert {r["file"] for rows in t["tables"].values() for r in rows} <= {d["file"] for d in t["documents"]}
