"""One legal representative in all documents (domain C1).

Asks: whether 法定代表人 is the same on the licence, the form, the letters and the notes of the audit.
Passes: the same name wherever it was read.
Fails: the form names someone else than the licence. A warning where a change is on record, or where only the
audit's notes differ.
Must not accuse: a glyph that was read with doubt; a recent change of the representative.
"""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz.distance import Levenshtein

from checks._names import by_document, new_head
from checks._words import asked, failed, inapplicable, passed, unsure, warned, where
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import fold_name, same_text

ID = "legal-rep-agree"
CATEGORY = "consistency"
ASKS = Message("各材料中的法定代表人是否一致", "Is the legal representative the same in all documents?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
OWN = ("licence", "application-form", "commitment-letter", "truth-declaration", "credit-report")
NOTES = ("audit-report",)
SURE = 0.95


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every document against the first of `OWN` that names someone."""
    documents = by_document(facts, "legal-representative", (*OWN, *NOTES))
    if not documents:
        return asked("未识别到法定代表人", "no legal representative was found")
    claims = list(documents.values())
    own = claims[0][0]
    if len(claims) == 1:
        return inapplicable(
            f"仅{where(own)[0]}识别到法定代表人（{own.value}），无从比对",
            f"only {where(own)[1]} names the legal representative ({own.value})",
            claims=(own.id,),
        )
    differing = [g[0] for g in claims[1:] if not any(_same(c, own) for c in g)]
    if not differing:
        return passed(
            f"法定代表人一致：{own.value}",
            f"the legal representative is {own.value} throughout",
            claims=(own.id,),
        )
    other = differing[0]
    zh = f"{where(own)[0]}的法定代表人为“{own.value}”，{where(other)[0]}为“{other.value}”"
    en = f"the legal representative is {own.value} in {where(own)[1]}, {other.value} in {where(other)[1]}"
    ids = (own.id, *(c.id for c in differing))
    if _slip(own, other):
        return unsure(
            f"{zh}，仅差一字且识别把握不足，请核对原件", f"{en}: one glyph apart and read with doubt: check the scan",
            claims=ids, expected=own.value, found=other.value, cause="misread",
        )  # fmt: skip
    changed = new_head(facts)
    only_notes = all(c.kind in NOTES for c in differing)
    tail = ("，材料中有变更记录，请核实", "; the package records a change") if changed else ("", "")
    return (warned if changed or only_notes else failed)(
        f"{zh}{tail[0]}", f"{en}{tail[1]}",
        claims=ids, expected=own.value, found=other.value, pair=(other.id, own.id),
    )  # fmt: skip


def _same(a: Claim, b: Claim) -> bool:
    return any(same_text(x, y) for x in (a.value, *a.readings) for y in (b.value, *b.readings))


def _slip(a: Claim, b: Claim) -> bool:
    gap = Levenshtein.distance(fold_name(a.value), fold_name(b.value))
    return gap == 1 and min(a.confidence, b.confidence) < SURE
