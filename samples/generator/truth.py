"""Writes down what a perfect reader finds: the truth file of a package, in the scorer's format."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .faults import Fault
from .package import File, Package

ITEMS = {  # attachment item: the document kinds that make it present
    "application-report": ("application-form",),
    "licence": ("licence",),
    "audit-report": ("audit-report",),
    "special-audit-report": ("special-audit-report",),
    "financial-statements": ("financial-statements",),
    "premises-proof": ("premises-lease", "premises-title"),
    "equipment-list": ("equipment-list",),
    "service-evidence": ("service-evidence",),
    "truth-declaration": ("truth-declaration",),
    "staff-roster": ("staff-roster",),
    "served-list": ("served-enterprises",),
    "prior-recognition": ("recognition",),
    "qualification": ("qualification",),
    "credit-report": ("credit-report",),
    "cooperation-agreements": ("cooperation-agreement",),
    "fee-schedule": ("fee-schedule",),
    "social-insurance": ("social-insurance",),
    "personnel-certificates": ("personnel-certificate",),
}


def _places(file: File) -> Iterable[tuple[Any, Any]]:
    """Each document's pages with the number that they bear in the file; sheets and Word files have none."""
    n = 0
    for document in file.documents:
        for page in document.pages:
            n += 1
            yield document, (page, None if file.shape in ("xlsx", "docx") else n)


def documents(package: Package) -> list[dict[str, Any]]:
    out = []
    for file in package.files:
        numbers: dict[int, tuple[str, list[int | None]]] = {}
        for document, (_, n) in _places(file):
            numbers.setdefault(id(document), (document.kind, []))[1].append(n)
        out += [
            {"kind": kind, "file": file.name, "pages": [None] if pages[0] is None else pages}
            for kind, pages in numbers.values()
        ]
    return out


def claims(package: Package) -> list[dict[str, Any]]:
    out, seen = [], set()
    for file in package.files:
        for document, (page, n) in _places(file):
            for c in page.claims:
                entry: dict[str, Any] = {
                    "kind": document.kind,
                    "quantity": c.quantity,
                    "period": c.period,
                    "value": c.value,
                    "file": file.name,
                    "page": n,
                }
                if c.printed is not None:
                    entry["printed"] = c.printed
                if c.derived:
                    entry["derived"] = True
                if c.accept:
                    entry["accept"] = list(c.accept)
                if c.tolerance:
                    entry["tolerance"] = c.tolerance
                key = tuple(str(v) for v in entry.values())
                if key not in seen:
                    seen.add(key)
                    out.append(entry)
    return out


def tables(package: Package) -> dict[str, list[dict[str, Any]]]:
    out: dict[str, list[dict[str, Any]]] = {
        "staff-roster": [],
        "equipment-list": [],
        "served-enterprises": [],
    }
    for file in package.files:
        for _, (page, n) in _places(file):
            for kind, record in page.rows:
                out.setdefault(kind, []).append({"file": file.name, "page": n, **record})
    return out


def attachments(package: Package, faults: list[Fault]) -> tuple[dict[str, str], dict[str, list[str]]]:
    kinds = {d.kind for f in package.files for d in f.documents}
    regulation = package.world.regulation
    status, accept = {}, {}
    items = ITEMS | ({"welfare-proof": ("welfare-evidence",)} if "welfare" in regulation.papers else {})
    for item, wanted in items.items():
        present = bool(kinds & set(wanted))
        optional = item in regulation.optional
        status[item] = "present" if present else "not-required" if optional else "missing"
        accept[item] = (
            ["present", "not-required"]
            if present and optional
            else ["missing", "undecided"]
            if status[item] == "missing"
            else [status[item]]
        )
    if package.world.committed:
        status |= {"licence": "substituted", "qualification": "substituted"}
        accept |= {"licence": ["substituted"], "qualification": ["substituted", "not-required", "undecided"]}
    for fault in faults:
        for item, values in fault.attachments.items():
            accept[item] = values
    return status, accept


def _triage(faults: list[Fault]) -> tuple[str, list[str]]:
    """The triage that follows, and what else is right where a fault leaves room."""
    if not faults:
        return "ready", ["ready", "review"]
    if any(f.triage == "return" and not f.soft for f in faults):
        return "return", ["return"]
    if all(f.mild for f in faults):
        return "review", ["ready", "review", "return"]
    return ("return" if any(f.triage == "return" for f in faults) else "review"), ["return", "review"]


def truth(package: Package) -> dict[str, Any]:
    """The whole truth of a package."""
    w, faults = package.world, package.faults
    status, accept = attachments(package, faults)
    must = [m for f in faults for m in f.must_fail]
    unsure = [m for f in faults for m in f.must_be_undecided]
    tolerated = list(
        dict.fromkeys(
            t
            for f in faults
            for t in (
                *f.tolerated,
                *(n for m in (*f.must_fail, *f.must_be_undecided) for n in m.get("any_of", [m["check"]])),
            )
        )
    )
    triage, triage_accept = _triage(faults)
    return {
        "package": package.id,
        "applicant": w.name,
        "ruleset": w.regulation.id,
        "variant": w.regulation.variant,
        "as_of": w.filed,
        "documents": documents(package),
        "claims": claims(package),
        "tables": tables(package),
        "attachments": status,
        "attachments_accept": accept,
        "must_fail": must,
        "must_be_undecided": unsure,
        "must_not_fail": "everything else",
        "tolerated": tolerated,
        "triage": triage,
        "triage_accept": triage_accept,
        "degradations": degradations(package),
        "pages": sum(
            1 if f.shape in ("xlsx", "docx") else sum(len(d.pages) for d in f.documents)
            for f in package.files
        ),
    }


def degradations(package: Package) -> dict[str, Any]:
    profile = {f.name: f.scanner.record() if f.scanner else f.shape for f in package.files}
    special = {}
    for f in package.files:
        for _, (page, n) in _places(f):
            if page.turn or page.note:
                special[f"{f.name}#{n}"] = "; ".join(
                    x for x in (f"rotated {page.turn * 90}" if page.turn else "", page.note or "") if x
                )
    return {"profile": profile, "special": special}
