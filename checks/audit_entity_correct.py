"""The audit is of the applicant (domain C2).

Asks: whether the audited entity of the audit report and of the special audit is the applicant.
Passes: each report names it.
Fails: a report names another entity; a warning where the package speaks of a change of name.
Must not accuse: a glyph that a reader took for another; a group's consolidated report beside the applicant's own.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._names import Likeness, applicant, best, by_document, renamed
from checks._words import asked, failed, inapplicable, passed, unsure, warned, where
from pipeline.model import Claim, Facts, Message, Need, Verdict

ID = "audit-entity-correct"
CATEGORY = "consistency"
ASKS = Message("被审计单位是否为申报单位", "Is the audited entity the applicant?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KINDS = ("audit-report", "special-audit-report")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Of each kind, one report that names the applicant is enough."""
    own = applicant(facts)
    documents = by_document(facts, "applicant-name", KINDS)
    if not any(facts.of_kind(k) for k in KINDS) and not documents:
        return inapplicable("未识别到审计报告", "no audit report was found")
    if own is None or not documents:
        return asked(
            "未识别到申报单位或被审计单位名称",
            "the name of the applicant or of the audited entity was not found",
        )
    slip: Claim | None = None
    for kind in KINDS:
        found: list[tuple[Likeness, Claim]] = [
            hit
            for claims in documents.values()
            if claims[0].kind == kind and (hit := best(claims, own.value))
        ]
        if not found or any(likeness == "same" for likeness, _ in found):
            continue
        close = [c for likeness, c in found if likeness == "slip"]
        if close:
            slip = slip or close[0]
            continue
        named = found[0][1]
        old = renamed(facts)
        tail = (
            ("，材料中提及名称变更，请核实", "; the package speaks of a change of name") if old else ("", "")
        )
        return (warned if old else failed)(
            f"{where(named)[0]}的被审计单位为“{named.value}”，申报单位为“{own.value}”{tail[0]}",
            f"{where(named)[1]} is of {named.value}, the applicant is {own.value}{tail[1]}",
            claims=(named.id, own.id), expected=own.value, found=named.value, pair=(named.id, own.id),
        )  # fmt: skip
    if slip is not None:
        return unsure(
            f"{where(slip)[0]}的被审计单位识别为“{slip.value}”，与申报单位“{own.value}”仅差个别字，请核对原件",
            f"the audited entity was read as {slip.value}, a glyph apart from {own.value}: check the scan",
            claims=(slip.id, own.id), expected=own.value, found=slip.value, cause="misread",
        )  # fmt: skip
    return passed(
        f"被审计单位为申报单位：{own.value}",
        f"the audited entity is the applicant, {own.value}",
        claims=(own.id,),
    )
