"""One unified social credit code in all documents (domain C1).

Asks: whether the code is the same on the licence, the form, the letters, the credit report, the insurance list,
the lease (the tenant's) and in the audit's notes.
Passes: the same code wherever one was read.
Fails: two codes with valid check characters differ.
Undecided: a code that differs fails its check character: misread or mistyped, the scan decides.
Must not accuse: masked codes; a registration number of the old 15-digit kind; a second reading that agrees.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._names import by_document
from checks._words import asked, failed, inapplicable, passed, where
from checks.uscc_checksum import modern, valid
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import squeeze

ID = "uscc-agree"
CATEGORY = "consistency"
ASKS = Message("各材料中的统一社会信用代码是否一致", "Is the credit code the same in all documents?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KINDS = (
    "licence", "application-form", "audit-report", "special-audit-report", "credit-report", "social-insurance",
    "commitment-letter", "truth-declaration", "premises-lease",
)  # fmt: skip


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every document against the first of `KINDS` that gives a valid code."""
    found = by_document(facts, "credit-code", KINDS)
    documents = [codes for claims in found.values() if (codes := [c for c in claims if modern(c)])]
    if len(documents) < 2:
        return inapplicable(
            "仅一份材料识别到统一社会信用代码，无从比对"
            if documents
            else "未识别到统一社会信用代码，无从比对",
            "fewer than two documents give a credit code",
            claims=tuple(c.id for codes in documents for c in codes[:1]),
        )
    own = next((c for codes in documents for c in codes if _valid(c)), documents[0][0])
    differing = [codes[0] for codes in documents if not any(_readings(c) & _readings(own) for c in codes)]
    if not differing:
        return passed(
            f"统一社会信用代码一致：{own.value}", f"the credit code is {own.value} throughout",
            claims=tuple(codes[0].id for codes in documents),
        )  # fmt: skip
    other = next((c for c in differing if _valid(c)), differing[0])
    zh = f"{where(own)[0]}的统一社会信用代码为{own.value}，{where(other)[0]}为{other.value}"
    en = f"the credit code is {own.value} in {where(own)[1]}, {other.value} in {where(other)[1]}"
    if not (_valid(own) and _valid(other)):
        return asked(
            f"{zh}，后者校验位不符，误识或误写请核对原件", f"{en}, which fails its check character: check the scan",
            claims=(own.id, *(c.id for c in differing)), expected=own.value, found=other.value,
        )  # fmt: skip
    return failed(
        zh, en,
        claims=(own.id, *(c.id for c in differing)), expected=own.value, found=other.value, pair=(other.id, own.id),
    )  # fmt: skip


def _readings(claim: Claim) -> set[str]:
    return {squeeze(r).upper() for r in (claim.value, *claim.readings)}


def _valid(claim: Claim) -> bool:
    return valid(squeeze(claim.value).upper())
