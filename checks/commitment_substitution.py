"""The letter of commitment stands in for what it may, and is complete (Xinjiang art. 11, annex 2; domain C7, A3-4).

Asks: whether a letter that replaces the licence or the qualifications is filled in by the applicant itself,
sealed, signed and dated.
Passes: it is, or nothing rests on it because the papers themselves are there.
Fails: nothing was written, stamped or signed on it, or it was made by somebody else.
Must not accuse: a letter of which one mark was not seen (faint seals are lost in scans: a person decides); other
missing papers, which no letter replaces (the list of attachments says them).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks._names import alike, applicant
from checks._words import Extra, asked, failed, inapplicable, passed, unsure
from pipeline.model import Attachment, Claim, Facts, Message, Need, Row, Verdict

ID = "commitment-substitution"
CATEGORY = "attachment"
ASKS = Message(
    "告知承诺书能否替代证明材料", "May the letter of commitment stand in for the papers it replaces?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "commitment-letter"
MARKS = {
    "seal": ("单位公章", "the unit's seal"),
    "signature": ("法定代表人或负责人签字", "the signature"),
    "date": ("日期", "the date"),
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """What rests on the letter, who made it, and which marks it bears."""
    letters = {d.id for d in facts.of_kind(KIND)}
    if not letters:
        return inapplicable("未采用告知承诺", "no letter of commitment is used")
    resting = [a for a in facts.attachments if a.status == "substituted" and letters & set(a.documents)]
    if not resting:
        return passed(
            "材料中有告知承诺书，但相应证明材料已提交或无需提交",
            "there is a letter of commitment, but the papers it could replace are there or not due",
        )
    return _letter(facts, resting, facts.table(KIND))


def _letter(facts: Facts, resting: Sequence[Attachment], rows: Sequence[Row]) -> Verdict:
    zh = "、".join(a.zh.split("（")[0] or a.item for a in resting)
    en = ", ".join(a.item for a in resting)
    if not rows:
        return unsure(
            f"以告知承诺书替代{zh}，但未能识别其填写、签章情况，请核对原件",
            f"a letter of commitment replaces {en}, but how it is filled in could not be read",
        )
    extra: Extra = {
        "rows": tuple(r.id for r in rows),
        "expected": "、".join(zh for zh, _ in MARKS.values()),
    }
    if other := _another(facts):
        own, claim = other
        extra["claims"] = (claim.id, own.id)
        extra["found"], extra["pair"] = claim.value, (claim.id, own.id)
        return failed(
            f"告知承诺书的申请单位为“{claim.value}”，不是申报单位“{own.value}”，承诺不可代为作出",
            f"the letter of commitment is of {claim.value}, not of the applicant {own.value}",
            **extra,
        )
    lacking = [m for m in MARKS if not any(_borne(r, m) for r in rows)]
    blank = all(r.cells.get("filled") == "no" for r in rows)
    if not lacking and not blank:
        return passed(
            f"告知承诺书已填写、盖章、签字并注明日期，可替代{zh}",
            f"the letter of commitment is complete and replaces {en}",
            **extra,
        )
    named = "、".join(MARKS[m][0] for m in lacking) or "填写内容"
    named_en = ", ".join(MARKS[m][1] for m in lacking) or "the applicant's entries"
    text = f"以告知承诺书替代{zh}，但未识别到{named}"
    text_en = f"a letter of commitment replaces {en}, but it lacks {named_en}"
    surely = all(r.cells.get(m) == "no" for r in rows for m in ("seal", "signature"))
    if len(lacking) == len(MARKS) and surely:
        return failed(f"{text}，承诺未作出，亦未提交证明材料", f"{text_en}: nothing is committed", **extra)
    if lacking == ["date"]:
        return asked(f"{text}，请核对原件", f"{text_en}: check the scan", **extra)
    return unsure(f"{text}，可能印迹较浅，请核对原件", f"{text_en}; it may be faint: check the scan", **extra)


def _borne(row: Row, mark: str) -> bool:
    value = row.cells.get(mark)
    return value == "yes" or (mark == "date" and value not in (None, "", "no", "unclear"))


def _another(facts: Facts) -> tuple[Claim, Claim] | None:
    """(applicant, letter's unit) where both were read surely and are plainly two names."""
    own = applicant(facts)
    named = [c for c in facts.find("applicant-name", KIND) if c.confidence >= facts.floor]
    if own is None or not named:
        return None
    if any(alike(r, own.value, c.confidence) != "other" for c in named for r in (c.value, *c.readings)):
        return None
    return own, named[0]
