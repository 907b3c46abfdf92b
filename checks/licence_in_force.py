"""The licence is in force on the day of filing (domain C1, B4.1, B4.2).

Asks: whether the term of the applicant's business licence or legal-person certificate reaches the day of filing.
Passes: it does, or the licence says 长期; of several of the same holder one is enough.
Fails: every one ended before that day, and the term was read whole and surely.
Undecided: the end alone says so, a paper speaks of a renewal, only a part of the date is known, or its holder was
not read as the form's applicant.
Must not accuse: a licence without a printed term (those since 2022 often have none), an end that was read faintly
or contradicts a later date on the same licence, another body's licence, a licence that was not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from checks._dates import days_of
from checks._names import alike, by_document
from checks._words import Extra, failed, inapplicable, passed, unsure
from pipeline.model import Claim, Document, Facts, Message, Need, Verdict
from pipeline.quantity import parse_date, squeeze

ID = "licence-in-force"
CATEGORY = "form"
ASKS = Message(
    "营业执照/法人证书在填报日是否在有效期内", "Is the licence or certificate in force on the day of filing?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "licence"
SURE = 0.9
_LONG = re.compile(
    r"(?:(?:营业|经营|有效)?期限?(?:自|从)?[:：]?.{0,14}?(?:至|到|[-—–~～])?)?(?:长期(?:有效)?|永久(?:有效)?|永续|(?:无|不约定|无约定)(?:固定)?期限)"
)
_DAY = re.compile(r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?")
_TERM = re.compile(rf"({_DAY.pattern})(?:起|始)?(?:至|到|[-—–~～]+)({_DAY.pattern})")
_RENEWS = re.compile(
    r"(?:营业执照|证书|证照|营业期限|有效期)[^。;；]{0,20}(?:换发|换领|换证|延期|延续|延长|续期|正在办理)|换证|延期至"
)


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The day of filing against the end of every licence that is the applicant's own."""
    papers = {d.id: d for d in facts.of_kind(KIND)}
    ends = facts.find("valid-until", KIND)
    own = {*papers, *(c.document for c in ends)} - _others(facts)
    if not own:
        return inapplicable(
            "未识别到申请单位的营业执照或法人证书，见附件检查", "no licence of the applicant was found; see the attachments"
        )  # fmt: skip
    if facts.as_of is None:
        return inapplicable(
            "未识别到填报日期，证照有效期未比对",
            "the day of filing was not found, so the term is not compared",
        )
    filed = facts.as_of
    known = [
        (c, span)
        for c in ends
        if c.document in own and c.confidence >= facts.floor and not c.damaged and (span := days_of(c.value))
    ]
    for claim, span in known:
        if span[0] >= filed:
            return passed(
                f"证照有效期至{claim.value}，填报日{filed}在有效期内",
                f"the licence runs until {claim.value}, past the day of filing ({filed})",
                claims=(claim.id,), found=claim.value,
            )  # fmt: skip
    if any(_lasting(d) for d in papers.values() if d.id in own):
        return passed("营业期限为长期", "the licence has no end (长期)", found="长期")
    ids = tuple(c.id for c, _ in known)
    if not known or own - {c.document for c, _ in known}:
        return inapplicable(
            "证照未印有效期，或有效期未能可靠识别，未作比对",
            "a licence has no printed end, or it could not be read surely, so the term is not compared",
            claims=ids,
        )
    last, (_, end) = max(known, key=lambda k: k[1])
    extra: Extra = {"claims": ids, "expected": f"≥ {filed}", "found": last.value}
    if end >= filed:
        return unsure(
            f"证照有效期至{last.value}，填报日为{filed}，具体日期未识别，请核对原件",
            f"the licence runs until {last.value}, the day of filing is {filed}: the day was not read, check the scan",
            **extra,
        )
    zh = f"证照有效期至{last.value}，早于填报日{filed}（相差{(filed - end).days}天）"
    en = f"the licence ended on {last.value}, {(filed - end).days} days before filing ({filed})"
    text = squeeze(papers[last.document].text) if last.document in papers else ""
    if any(_RENEWS.search(squeeze(d.text)) for d in facts.documents):
        return unsure(
            f"{zh}；材料中提及换证或延期，请核实",
            f"{en}, but a paper speaks of a renewal: a person looks",
            **extra,
        )
    if _contradicted(last, end, text) or not _whole(last):
        return unsure(
            f"{zh}；有效期识读未能印证，请核对原件并核实是否已换发",
            f"{en}; nothing bears the reading out: check the scan, and whether it was renewed",
            **extra,
        )
    if not _held(last, facts):
        return unsure(
            f"{zh}；未能确认该证照为申请单位所有，请核对",
            f"{en}; whether it is the applicant's could not be read: a person looks",
            **extra,
        )
    return failed(
        f"{zh}，请提供换发后的证照", f"{en}: the renewed licence has to be handed in", **extra
    )  # fmt: skip


def _others(facts: Facts) -> set[str]:
    """Licences whose holder bears plainly another name than the form's applicant."""
    form = max(facts.find("applicant-name", "application-form"), key=lambda c: c.confidence, default=None)
    if form is None or form.confidence < facts.floor:
        return set()
    held = by_document(facts, "applicant-name", (KIND,))
    return {
        document
        for document, names in held.items()
        if len(held) > 1 and all(alike(c.value, form.value, c.confidence) == "other" for c in names)
    }


def _held(claim: Claim, facts: Facts) -> bool:
    """Whether the licence surely bears the form's applicant: a landlord's may be the only one that was handed in."""
    forms = [c for c in facts.find("applicant-name", "application-form") if c.confidence >= facts.floor]
    names = by_document(facts, "applicant-name", (KIND,)).get(claim.document, [])
    return any(alike(n.value, f.value, n.confidence) != "other" for n in names for f in forms)


def _lasting(document: Document) -> bool:
    """Whether a field of the licence says 长期; «长期股权投资» of the scope does not."""
    return any(_LONG.fullmatch(squeeze(w.text)) for p in document.pages for w in p.words)


def _contradicted(claim: Claim, end: date, text: str) -> bool:
    """Another reading is later, or the licence bears a day after its own end (a later issue, a renewal)."""
    days = [*claim.readings, *_DAY.findall(text)]
    return any(span[0] > end for said in days if (span := days_of(parse_date(said) or "")))


def _whole(claim: Claim) -> bool:
    """Typed, or read surely as a term of whole years, which one misread glyph of day or month would not be."""
    if claim.evidence.reader in ("text", "sheet", "person"):
        return True
    term = _TERM.search(squeeze(claim.evidence.text))
    ends = [days_of(parse_date(said) or "") for said in term.groups()] if term else []
    if claim.confidence < SURE or len(ends) < 2 or not ends[0] or not ends[1]:
        return False
    start, end = ends[0][0], ends[1][1]
    return end > start and abs((end.replace(year=2000) - start.replace(year=2000)).days) in (0, 1, 364, 365)
