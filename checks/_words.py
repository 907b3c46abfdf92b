"""One way to word a verdict: zh and en side by side, precise and fair, with the letters of domain C0.6.

F and C are `failed`, W is `warned`, H that comes out of an F or C check is `unsure` (it blocks), a plain H is
`asked`, I is `passed`.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TypedDict, Unpack

from pipeline.model import Cause, Claim, Message, Severity, Verdict, VerdictName
from pipeline.quantity import QUANTITIES, plain, show

KINDS: dict[str, tuple[str, str]] = {
    "application-form": ("申请表", "the form"),
    "audit-report": ("审计报告", "the audit report"),
    "special-audit-report": ("专项审计报告", "the special audit report"),
    "financial-statements": ("财务报表", "the financial statements"),
    "staff-roster": ("人员名单", "the roster"),
    "served-enterprises": ("服务企业名单", "the list of enterprises served"),
    "licence": ("营业执照/法人证书", "the licence"),
    "truth-declaration": ("真实性声明", "the declaration"),
    "commitment-letter": ("告知承诺书", "the letter of commitment"),
    "premises-lease": ("租赁合同", "the lease"),
    "premises-title": ("产权证", "the title deed"),
    "qualification": ("资质/备案证明", "the qualification"),
    "recognition": ("认定文件", "the recognition"),
    "credit-report": ("信用报告", "the credit report"),
    "social-insurance": ("社保缴费清单", "the social insurance list"),
    "cooperation-agreement": ("合作协议", "the cooperation agreement"),
    "narrative": ("情况说明", "the narrative"),
    "equipment-list": ("设备清单", "the equipment list"),
}


class Extra(TypedDict, total=False):
    """What else a verdict carries."""

    claims: tuple[str, ...]
    rows: tuple[str, ...]
    expected: str | None
    found: str | None
    cause: Cause | None
    pair: tuple[str, str] | None
    workings: tuple[Message, ...]
    packages: tuple[str, ...]


def _verdict(name: VerdictName, severity: Severity, zh: str, en: str, extra: Extra) -> Verdict:
    return Verdict(name, Message(zh, en), severity, **extra)


def failed(zh: str, en: str, **extra: Unpack[Extra]) -> Verdict:
    """F or C: plainly missed, or two figures that cannot both be true."""
    return _verdict("fail", "error", zh, en, extra)


def warned(zh: str, en: str, **extra: Unpack[Extra]) -> Verdict:
    """W: unusual or nearly out of tolerance."""
    return _verdict("fail", "warning", zh, en, extra)


def unsure(zh: str, en: str, **extra: Unpack[Extra]) -> Verdict:
    """H out of an F or C check: a person decides what would otherwise block."""
    return _verdict("undecided", "error", zh, en, extra)


def asked(zh: str, en: str, **extra: Unpack[Extra]) -> Verdict:
    """A plain H."""
    return _verdict("undecided", "warning", zh, en, extra)


def passed(zh: str, en: str, **extra: Unpack[Extra]) -> Verdict:
    """Passed, with what the reviewer may like to know."""
    return _verdict("pass", "info", zh, en, extra)


def inapplicable(zh: str, en: str, **extra: Unpack[Extra]) -> Verdict:
    """The question does not arise."""
    return _verdict("not-applicable", "info", zh, en, extra)


def formula(text: str) -> tuple[Message, ...]:
    """Workings that read the same in both languages."""
    return (Message(text, text),)


def where(claim: Claim) -> tuple[str, str]:
    """The document of a claim, in both languages."""
    return KINDS.get(claim.kind, (claim.kind, claim.kind))


def said(claim: Claim) -> str:
    """A claim's value with its unit and qualifier, as it would be quoted."""
    value = show(claim.quantity, claim.value)
    if not claim.qualifier:
        return value
    after = claim.qualifier in ("余", "多", "以上", "左右", "上下")
    return f"{value}{claim.qualifier}" if after else f"{claim.qualifier}{value}"


def label(claim: Claim) -> tuple[str, str]:
    """The quantity of a claim, in both languages."""
    q = QUANTITIES[claim.quantity]
    return q.zh, q.en


def percent(value: Decimal) -> str:
    """A computed percentage, rounded to two places."""
    return f"{plain(value.quantize(Decimal('0.01')))}%"


def some(names: Iterable[str], most: int = 5) -> str:
    """A few names and how many more there are."""
    listed = list(names)
    return "、".join(listed[:most]) + (f" 等{len(listed)}项" if len(listed) > most else "")
