"""Two certified accountants and the firm sign the audit report (domain C2; MOF 财会〔2001〕1035).

Asks: whether the page that closes the auditor's opinion names two accountants and bears the firm's seal.
Passes: two or more, and a seal on their page.
Undecided: one accountant on a page that is clearly read, no seal on it, or an opinion that nobody signs.
Must not accuse: the firm's licence or the accountants' certificates behind it; a second name, signature or seal that
was read badly; a stamp that left its traces on the print; a page that was bound elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._signers import Signing, opinion_alone, signings, unstamped
from checks._words import asked, inapplicable, passed, unsure
from pipeline.model import Facts, Message, Need, Verdict

ID = "audit-two-cpa-and-seal"
CATEGORY = "form"
ASKS = Message(
    "审计报告是否有两名注册会计师签章和事务所盖章",
    "Is the audit report signed by two accountants and sealed by the firm?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "audit-report"


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The page that most accountants sign."""
    reports = facts.of_kind(KIND)
    if not reports:
        return inapplicable("未识别到审计报告，见附件检查", "no audit report was found; see the attachments")
    found = list(signings(reports))
    if not found:
        if any(opinion_alone(d) for d in reports) and not any(signings(facts.of_kind("other"))):
            return asked(
                "审计报告未见签字页（签字页缺失），请核对原件",
                "the audit report's signing page was not found: check the scan",
            )
        return inapplicable(
            "未能识别审计报告签字页，签章未作判断", "the signing page was not read, so nothing is said of it"
        )
    best = max(found, key=lambda s: (s.count, bool(s.page.seals)))
    claims = _shown(facts, best)
    if not best.two:
        if best.one:
            return unsure(
                "审计报告签字页仅识别到一名注册会计师，应有两名，请核对原件",
                "one accountant alone is seen on the audit report's signing page, two have to sign: check the scan",
                claims=claims, expected="≥ 2", found="1",
            )  # fmt: skip
        return inapplicable(
            "审计报告签字页识别不清，签章未作判断",
            "the signing page is not clearly read, so nothing is said of it",
            claims=claims,
        )
    if any(s.page.seals for s in found):
        return passed(
            "审计报告有两名注册会计师签章，并盖有印章",
            "two accountants sign the audit report, and it is sealed",
            claims=claims,
        )
    if any(_in_colour(facts)) and all(unstamped(s.page) for s in found):
        return asked(
            "审计报告签字页未识别到事务所印章，请核对原件",
            "no seal of the firm was seen on the audit report's signing page: check the scan",
            claims=claims,
        )
    return inapplicable(
        "审计报告有两名注册会计师签章，印章识别不清，未作判断",
        "two accountants sign; whether the page is sealed could not be told",
        claims=claims,
    )


def _in_colour(facts: Facts) -> list[bool]:
    """Whether seals show elsewhere in the volume: on a grey copy they are lost."""
    return [s.colour != "grey" for d in facts.documents for p in d.pages for s in p.seals]


def _shown(facts: Facts, signing: Signing) -> tuple[str, ...]:
    """The firm and the day as they stand on that page, to look at."""
    page = signing.page
    return tuple(
        c.id
        for quantity in ("audit-firm", "signed-on")
        for c in facts.find(quantity, KIND)
        if c.evidence.file == page.file and c.evidence.page == page.number
    )
