"""A lease of the premises runs on the day of filing (domain C6).

Asks: whether the term of a lease takes in the day of filing; of several leases one is enough.
Passes: a lease runs on that day, or renews itself.
Undecided: every lease ended before that day: a person looks for a renewal.
Must not accuse: a lease that renews itself, another lease in the package, a title deed beside a form that states no
leased premises, a later term in the same paper, an end that was read faintly or contradicts the day of signing, a
lease that has yet to begin.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from checks._dates import days_of
from checks._words import asked, inapplicable, passed
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import decimal_of, parse_date, squeeze

ID = "lease-in-force"
CATEGORY = "form"
ASKS = Message("租赁合同在填报日是否有效", "Is the lease in force on the day of filing?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "premises-lease"
_DATE = r"(?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?|二[〇○零O0][一二三四五六七八九〇○零O0]{2}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_START = re.compile(rf"({_DATE}).{{0,6}}?(?:至|到|[-—–~～])")
_END = re.compile(rf"(?:至|到|[-—–~～])[_:：]{{0,2}}({_DATE})")
# «乙方需续租的，应提前书面提出» is a wish, no renewal.
_AGAIN = "续签|续约|续期|续展|延续|顺延|延长|展期"
_RENEWS = re.compile(
    rf"自动[^,，。;；终止]{{0,8}}?(?:续租|{_AGAIN})|自行[^,，。;；终止]{{0,8}}?(?:(?<!继)续租|{_AGAIN})"
    rf"|顺延[一二两三1-3]年|不定期租赁|(?:视为|视同|按照?(?:原|本|同等))[^,，。;；如须]{{0,10}}?(?:续租|{_AGAIN})"
)


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The day of filing against the term of every lease."""
    ends = facts.find("valid-until", KIND)
    texts = {d.id: squeeze(d.text) for d in facts.of_kind(KIND)}
    leases = {*texts, *(c.document for c in ends)}
    if not leases:
        return inapplicable("未识别到租赁合同，见附件检查", "no lease was found; see the attachments")
    if facts.as_of is None:
        return inapplicable(
            "未识别到填报日期，租赁期限未比对", "the day of filing was not found, so the term is not compared"
        )
    filed = facts.as_of
    known = [
        (c, span[1])
        for c in ends
        if c.confidence >= facts.floor and not c.damaged and (span := days_of(c.value))
    ]
    ids = tuple(c.id for c, _ in known)
    for claim, end in known:
        start = _start(claim)
        if end >= filed and (start is None or start <= filed):
            return passed(
                f"租赁合同有效期至{claim.value}，填报日{filed}在租期内",
                f"the lease runs until {claim.value}, past the day of filing ({filed})",
                claims=(claim.id,), found=claim.value,
            )  # fmt: skip
    if not known or leases - {c.document for c, _ in known}:
        return inapplicable(
            "租赁期限未能全部识别，未作比对",
            "the end of a lease could not be read, so the term is not compared",
            claims=ids,
        )
    last, end = max(known, key=lambda k: k[1])
    if end >= filed:
        return inapplicable(
            f"租期自{_start(last)}起，填报日{filed}尚未开始，未作比对",
            f"the lease begins on {_start(last)}, after the day of filing ({filed})",
            claims=ids,
        )
    said_zh = f"租赁合同于{last.value}到期，早于填报日{filed}（相差{(filed - end).days}天）"
    said_en = f"the lease ended on {last.value}, {(filed - end).days} days before filing ({filed})"
    if any(_RENEWS.search(text) for text in texts.values()):
        return passed(
            f"{said_zh}，但合同约定自动续期", f"{said_en}, but it renews itself", claims=ids, found=last.value
        )
    if facts.of_kind("premises-title") and not _leased(facts):
        return inapplicable(
            f"{said_zh}；另附有产权证", f"{said_en}; there is a title deed too", claims=ids, found=last.value
        )
    if any(_doubtful(c, day, filed, texts.get(c.document, ""), facts) for c, day in known):
        return inapplicable(
            "租赁合同中另有较晚的日期，租期未能确定",
            "the lease names later days too, so its term is not sure",
            claims=ids,
        )
    return asked(
        f"{said_zh}，请核实是否已续租",
        f"{said_en}: a person has to look for a renewal",
        claims=ids,
        expected=f"≥ {filed}",
        found=last.value,
    )


def _leased(facts: Facts) -> bool:
    """Whether the form says that a part of the premises is leased."""
    stated = facts.find("premises-leased", "application-form")
    return any(c.confidence >= facts.floor and (decimal_of(c.value) or 0) > 0 for c in stated)


def _doubtful(claim: Claim, end: date, filed: date, text: str, facts: Facts) -> bool:
    """Another reading, another term in the same paper, or a day of signing says that it ends later."""
    later = [*claim.readings, *_END.findall(text)]
    days = [span[1] for said in later if (span := days_of(parse_date(said) or ""))]
    signed = [
        span[0]
        for c in facts.find("signed-on", KIND)
        if c.document == claim.document and (span := days_of(c.value))
    ]
    return any(day >= filed for day in days) or any(day > end for day in signed)


def _start(claim: Claim) -> date | None:
    """The first day, where the term was read as a whole."""
    m = _START.search(squeeze(claim.evidence.text))
    span = days_of(parse_date(m[1]) or "") if m else None
    return span[0] if span else None
