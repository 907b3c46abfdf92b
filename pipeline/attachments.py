"""The state of every item of a ruleset's list of attachments (domain A3). Presence alone.

«Missing» is said only where nothing in the package could be the document: an unreadable file, or a page that
fits no kind and names the document, makes it `undecided`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model import Attachment, AttachmentRule, AttachmentStatus, Document, Facts, Page, Problem
from pipeline.quantity import is_nil, squeeze

# A document that was recognised with less than this could be something else.
SURE = 0.3
UNREADABLE_STAGES = ("intake", "reading")
# A file of these kinds that could not be read held no attachment.
_NO_DOCUMENT = re.compile(
    r"\.(?:db|ini|txt|url|lnk|md|html?|xml|json|tmp|log|exe|mp3|mp4|avi|mov|wav|css|js)$", re.I
)

# What names a document on pages that were taken for nothing (kind `other`).
_NAMED: dict[str, str] = {
    "application-form": r"申[请报](?:报告|表|书)",
    "licence": r"营业执照|法人证书|法人登记证书|登记证书",
    "audit-report": r"审计报告",
    "special-audit-report": r"专项审计|服务收支",
    "financial-statements": r"资产负债表",
    "premises-title": r"房[屋地]?产权证|不动产权|房产证|房屋所有权",
    "premises-lease": r"租赁(?:合同|协议)|承租方|(?:场地|房屋|无偿)使用(?:证明|协议|说明)",
    "equipment-list": r"(?:设备|仪器|软件).{0,8}清单",
    "service-evidence": r"活动通知|培训通知|签到表|活动总结|现场照片",
    "recognition": r"(?:关于.{0,30}(?:公布|认定|确认|命名).{0,30}(?:平台|名单))|认定证书",
    "qualification": r"备案(?:证明|号|查询)|许可证|资质证书|资格证书",
    "truth-declaration": r"真实性(?:声明|承诺)|声明书",
    "credit-report": r"信用(?:信息)?报告",
    "cooperation-agreement": r"合作(?:框架)?协议",
    "fee-schedule": r"收费标准",
    "social-insurance": r"社会保险|社保.{0,4}缴",
    "personnel-certificate": r"毕业证书|学位证书|职称证书|专业技术资格",
    "welfare-evidence": r"公益性?服务|低收费服务",
    "staff-roster": r"人员名单|职称情况",
    "served-enterprises": r"企业名单|服务评价表",
}
# Domain A7-20: a table of service income in the audit, or only the words.
_SERVICE_TABLE = re.compile(r"服务收支(?:情况)?(?:明细)?表|服务收支情况")
_SERVICE_WORDS = re.compile(r"服务支出|服务收支|中小企业服务收入|公共服务收入")
_MUCH_TEXT = 120
# Papers that are easily bound into, or taken for, another: named in a page's title, they may be there (A3).
_BOUND_IN = frozenset({
    "welfare-evidence", "fee-schedule", "social-insurance", "personnel-certificate", "credit-report",
    "cooperation-agreement",
})  # fmt: skip
_TITLE = 60


def assess(
    rules: Sequence[AttachmentRule], facts: Facts, problems: Iterable[Problem] = ()
) -> tuple[Attachment, ...]:
    """Every item of `rules` with its state, in their order. Needs documents, rows and claims; pure."""
    unread = any(p.stage in UNREADABLE_STAGES and not _NO_DOCUMENT.search(p.file or "") for p in problems)
    strays = tuple(_strays(facts.of_kind("other")))
    return tuple(_assessed(rule, facts, unread, strays) for rule in rules)


def _assessed(
    rule: AttachmentRule, facts: Facts, unread: bool, strays: Sequence[tuple[Document, Page]]
) -> Attachment:
    status, documents = _state(rule, facts, unread, strays)
    return Attachment(rule.item, rule.article, status, tuple(d.id for d in documents), rule.zh, rule.en)


def _state(
    rule: AttachmentRule, facts: Facts, unread: bool, strays: Sequence[tuple[Document, Page]]
) -> tuple[AttachmentStatus, tuple[Document, ...]]:
    own = tuple(d for kind in rule.kinds for d in facts.of_kind(kind))
    sure = tuple(d for d in own if d.confidence >= SURE)
    if sure:
        return "present", sure
    if rule.status == "not-required":
        return "not-required", own
    if own:
        return "undecided", own
    if rule.group == "finance" and (found := service_section(facts)) is not None:
        return found
    if rule.replaceable_by and (letters := facts.of_kind(rule.replaceable_by)):
        return ("substituted", letters) if asked_for(rule, facts) else ("not-required", ())
    if not asked_for(rule, facts):
        return "not-required", ()
    candidates = [d for d, page in strays if any(_names(page, k) for k in rule.kinds)]
    candidates += [d for kind in rule.kinds if kind in _BOUND_IN for d in _holding(kind, facts)]
    candidates += facts.of_kind(rule.among) if rule.among else ()
    if candidates or unread:
        return "undecided", tuple(dict.fromkeys(candidates))
    return "missing", ()


def asked_for(rule: AttachmentRule, facts: Facts) -> bool:
    """Whether the item is due: a conditional one only where the form claims what it would prove (A3-5)."""
    if rule.status != "conditional":
        return rule.status != "not-required"
    if rule.item != "qualification":
        return False
    claimed = (*facts.find("icp-number", "application-form"), *facts.find("website", "application-form"))
    return any(not is_nil(c.value) and c.confidence >= facts.floor for c in claimed)


def service_section(facts: Facts) -> tuple[AttachmentStatus, tuple[Document, ...]] | None:
    """An audit report that contains the service income itself: found as a table, or its words only (A7-20)."""
    audits = facts.of_kind("audit-report")
    with_table = tuple(d for d in audits if _SERVICE_TABLE.search(squeeze(d.text)))
    if with_table:
        return "substituted", with_table
    stated = {c.document for c in facts.find("service-revenue", "audit-report", scope=None)}
    with_words = tuple(d for d in audits if d.id in stated or _SERVICE_WORDS.search(squeeze(d.text)))
    return ("undecided", with_words) if with_words else None


def _strays(others: Iterable[Document]) -> Iterable[tuple[Document, Page]]:
    """Pages of no kind that hold a document's worth of text; a contents page or a divider does not count."""
    for document in others:
        for page in document.pages:
            text = squeeze(page.text)
            if len(text) < _MUCH_TEXT or "目录" in text[:40]:
                continue
            if sum(bool(re.search(pattern, text)) for pattern in _NAMED.values()) <= 3:
                yield document, page


def _holding(kind: str, facts: Facts) -> Iterable[Document]:
    """Documents of other kinds with a page that bears the name of `kind` in its title."""
    for document in facts.documents:
        bound = document.kind in ("service-evidence", "qualification", *_BOUND_IN)
        if bound and any(_names(page, kind, _TITLE) for page in document.pages):
            yield document


def _names(page: Page, kind: str, within: int = 400) -> bool:
    pattern = _NAMED.get(kind)
    return bool(pattern and re.search(pattern, squeeze(page.text)[:within]))
