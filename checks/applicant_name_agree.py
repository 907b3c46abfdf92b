"""One name in all documents (domain C1).

Asks: whether the applicant's name is the same on the licence, the form and every other document that names
it (width, brackets and spaces folded; 有限公司 and 有限责任公司 stay apart).
Passes: each document names it at least once.
Fails: a document names another. A tenant or a partner under another name is a warning, so is an old name where
the package speaks of a change of name.
Must not accuse: a glyph that a reader took for another; the audited entity (a check of its own).
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._names import applicant, best, by_document, renamed
from checks._words import asked, failed, passed, unsure, warned, where
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import fold_name

ID = "applicant-name-agree"
CATEGORY = "consistency"
ASKS = Message("各材料中的申报单位名称是否一致", "Is the applicant's name the same in all documents?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
STRICT = (
    "application-form", "truth-declaration", "commitment-letter", "licence", "recognition", "credit-report",
    "social-insurance",
)  # fmt: skip
LOOSE = ("qualification", "premises-lease", "cooperation-agreement")
# Documents of others, in which many names stand: one mention of the applicant is enough.
OF_OTHERS = frozenset({"recognition", *LOOSE})


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every document against the licence's name (else the form's)."""
    own = applicant(facts)
    if own is None:
        return asked("未识别到申报单位名称", "the applicant's name was not found")
    other: list[Claim] = []
    slips: list[Claim] = []
    documents = by_document(facts, "applicant-name", (*STRICT, *LOOSE))
    for claims in documents.values():
        found = best(claims, own.value)
        if found and found[0] != "same" and not _mentioned(found[1], own.value, facts):
            (slips if found[0] == "slip" else other).append(found[1])
    claims_of_all = (own.id, *(c.id for c in (*other, *slips)))
    hard = [c for c in other if c.kind in STRICT]
    if other:
        named = (hard or other)[0]
        zh = "；".join(f"{where(c)[0]}为“{c.value}”" for c in (*hard, *(c for c in other if c not in hard)))
        en = "; ".join(f"{where(c)[1]}: {c.value}" for c in other)
        # The applicant's own statement is the suspect; against the licence that is the other document.
        pair = (named.id, own.id)
        old = renamed(facts)
        word = failed if hard and not old else warned
        tail = (
            ("，材料中提及名称变更，请核实", "; the package speaks of a change of name") if old else ("", "")
        )
        return word(
            f"申报单位名称不一致：{where(own)[0]}为“{own.value}”，{zh}{tail[0]}",
            f"the applicant is {own.value} in {where(own)[1]}, but {en}{tail[1]}",
            claims=claims_of_all, expected=own.value, found=named.value, pair=pair,
        )  # fmt: skip
    if slips:
        zh = "、".join(f"{where(c)[0]}“{c.value}”" for c in slips)
        return unsure(
            f"申报单位名称为“{own.value}”，{zh}与之仅差个别字，疑似识别误差，请核对原件",
            f"the name {own.value} is a glyph apart in {', '.join(where(c)[1] for c in slips)}: check the scan",
            claims=claims_of_all, expected=own.value, found=slips[0].value, cause="misread",
        )  # fmt: skip
    return passed(
        f"{len(documents)}份材料中申报单位名称一致：{own.value}",
        f"{own.value} is named in all {len(documents)} documents",
        claims=(own.id,),
    )


def _mentioned(claim: Claim, name: str, facts: Facts) -> bool:
    if claim.kind not in OF_OTHERS:
        return False
    return any(d.id == claim.document and fold_name(name) in fold_name(d.text) for d in facts.documents)
