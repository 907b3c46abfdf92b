"""Faults of papers: what is missing, unsealed, expired, or of somebody else."""

from __future__ import annotations

import datetime as dt
import random

from ..applicant import World
from ..identity import USCC
from ..world import rejuvenate
from .base import EITHER, Fault, Plant, fault, must


def missing(key: str, item: str, why: str, *also: str) -> Plant:
    def plant(w: World, rng: random.Random) -> Fault:
        w.omit.add(key)
        return Fault(
            "no-" + item,
            [must("attachments-complete", why, *also)],
            tolerated=list(also),
            attachments={item: ["missing", "undecided"]},
        )

    return plant


fault("no-recognition", "recognition", needs=("recognition", "asks prior-recognition"))(
    missing(
        "recognition",
        "prior-recognition",
        "no recognition document in the package",
        "recognition-level-and-force",
    )
)


fault("no-special-audit", "special", needs=("special",))(
    missing(
        "special",
        "special-audit-report",
        "no special audit, and the annual audit has no section on services",
        "finance-route-complete",
    )
)


fault("no-licence", "licence", needs=("licence",))(
    missing("licence", "licence", "no licence in the package", "licence-in-force")
)


fault("no-declaration", "declaration")(
    missing("declaration", "truth-declaration", "no declaration of truth", "declaration-sealed-signed")
)


@fault("no-lease", "premises")
def no_lease(w: World, rng: random.Random) -> Fault:
    """Neither lease nor deed."""
    w.omit |= {"lease", "title"}
    return Fault(
        "no-lease",
        [must("attachments-complete", "neither lease nor deed in the package", "premises-evidence-present")],
        tolerated=["premises-doc-vs-area"],
        attachments={"premises-proof": ["missing", "undecided"]},
    )


@fault("declaration-unsealed", "declaration", needs=("seal asked",))
def declaration_unsealed(w: World, rng: random.Random) -> Fault:
    """The declaration bears no seal."""
    w.declaration_sealed = False
    return Fault(
        "declaration-unsealed",
        [must("declaration-sealed-signed", "the declaration bears no seal", verdicts=EITHER)],
        triage="return",
        soft=True,
    )


@fault("legal-differs", "legal", needs=("licence",))
def legal_differs(w: World, rng: random.Random) -> Fault:
    """The form names the contact as legal representative."""
    w.form.legal = w.contact
    return Fault("legal-differs", [must("legal-rep-agree", f"form {w.contact}, licence {w.legal}")])


@fault("code-glyph-off", "code", needs=("audit", "licence"))
def code_glyph_off(w: World, rng: random.Random) -> Fault:
    """One character of the credit code in the audit report's notes is another one."""
    i = rng.randrange(9, 16)
    other = rng.choice([c for c in USCC[:10] if c != w.code[i]])
    w.audit_code_printed = w.code[:i] + other + w.code[i + 1 :]
    return Fault(
        "code-glyph-off",
        [
            must(
                "uscc-agree",
                "one character differs between licence and notes; the wrong code fails its checksum",
                "uscc-checksum",
                verdicts=EITHER,
            )
        ],
        tolerated=["uscc-checksum", "audit-entity-correct"],
        soft=True,
    )


@fault("audited-name-differs", "audit-name", needs=("audit",))
def audited_name(w: World, rng: random.Random) -> Fault:
    """The audit report is of another unit with a like name."""
    w.audit_name = w.name.replace("有限", "集团有限", 1) if "有限" in w.name else w.name + "分中心"
    return Fault(
        "audited-name-differs",
        [must("audit-entity-correct", f"audited: {w.audit_name}", "applicant-name-agree")],
        tolerated=["applicant-name-agree"],
    )


@fault("lease-expired", "premises")
def lease_expired(w: World, rng: random.Random) -> Fault:
    """The lease ended before the filing."""
    if not w.form.leased:
        w.form.leased, w.form.owned = w.form.area, 0
    end = dt.date.fromisoformat(w.filed) - dt.timedelta(days=rng.randrange(35, 150))
    start = end.replace(year=end.year - 3) + dt.timedelta(days=1)
    w.lease = ((start - dt.timedelta(days=12)).isoformat(), start.isoformat(), end.isoformat())
    return Fault(
        "lease-expired",
        must_be_undecided=[
            must("lease-in-force", f"the lease ended on {end}", verdicts=("undecided", "fail"))
        ],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("one-accountant", "audit-signing", needs=("audit",))
def one_accountant(w: World, rng: random.Random) -> Fault:
    """Only one certified accountant signs."""
    w.signers = 1
    return Fault(
        "one-accountant",
        [must("audit-two-cpa-and-seal", "one accountant signs instead of two", verdicts=EITHER)],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("qualified-opinion", "audit-opinion", needs=("audit",))
def qualified_opinion(w: World, rng: random.Random) -> Fault:
    """A qualified opinion."""
    w.audit_opinion = "qualified"
    return Fault(
        "qualified-opinion",
        must_be_undecided=[must("audit-opinion-type", "保留意见", verdicts=EITHER)],
        tolerated=["finance-health"],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("too-young", "age", needs=("firm",))
def too_young(w: World, rng: random.Random) -> Fault:
    """Registered less than the years asked for before the filing."""
    filed = dt.date.fromisoformat(w.filed)
    days = rng.randrange(420, 640) if w.regulation.years > 1 else rng.randrange(200, 330)
    rejuvenate(w, (filed - dt.timedelta(days=days)).isoformat())
    return Fault(
        "too-young",
        [must("operating-years-min", f"registered {w.established}, filed {w.filed}")],
        tolerated=["qualification-valid", "agreement-valid"],
    )
