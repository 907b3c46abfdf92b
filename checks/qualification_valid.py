"""The qualifications that were handed in run on the day of filing (domain C5).

Asks: whether the term of each of the applicant's certificates and permits reaches the day of filing.
Passes: each term that is printed does, or a newer certificate of the same kind does, or it is 长期.
Warns: a permit or certificate of qualification of the applicant ended before that day, its term was read surely and
is borne out by a second date or reading, and nothing in the package replaces it.
Undecided: it ended, but its title, its holder or its end is not sure, a paper that was not read may replace it, or
the package speaks of a renewal.
Must not accuse: titles and awards that ended (高新技术企业, 示范平台), others' certificates, an old certificate beside
the new one, a paper without a term, a later date on the same certificate (an extension, its schedule).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from checks._dates import days_of
from checks._names import alike, applicant
from checks._words import asked, inapplicable, passed, some, warned
from pipeline.model import Claim, Document, Facts, Message, Need, Page, Verdict
from pipeline.quantity import parse_date, squeeze

ID = "qualification-valid"
CATEGORY = "form"
ASKS = Message(
    "资质、许可等证明在填报日是否在有效期内",
    "Are the qualifications and permits in force on the day of filing?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KIND = "qualification"
SURE = 0.9
LONGEST = 10  # years that a certificate may run
ELSEWHERE = ("recognition", "licence", "personnel-certificate", "other")
_TITLE = re.compile(
    r"[\u3400-\u9fffA-Za-z0-9/]{0,24}(?:证书|许可证书?|资格证|资质证|注册证|登记证|(?:备案|资质|资格|许可).{0,4}(?:函|批复|决定书?|通知书)"
    r"|备案(?:证明?|表|回执|凭证|信息.{0,4}|登记.{0,2}|管理系统))"
)
_NO_TITLE = re.compile(r"[本此该]证|以下|上述|编号|证明|^颁发|持有")
_GENERIC = frozenset({"", "证书", "资质证书", "资格证", "资质证", "许可证", "许可证书", "等级证书", "资质等级证书", "注册证"})  # fmt: skip
# What a body may do by law or by examination; a title, an award or a right is none.
_PERMIT = re.compile(r"许可证|资质|资格|认证证书|认可证书|注册证|登记证")
_AWARD = re.compile(
    r"高新技术|软件(?:企业|产品)|科技型|专精特新|示范|荣誉|称号|先进|优秀|创新型|获奖|著作权|专利(?!代理)|商标|域名|会员|捐赠"
)
_DAY = re.compile(
    r"(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2}日?|二[〇○零][一二三四五六七八九〇○零]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
)
_OF_TERM = re.compile(r"有效|期限|到期|截止|届满")
_LASTING = re.compile(r"(?:证书)?(?:有效|使用)?(?:期限?|日期)?(?:至|为)?[:：]?(?:.{4,12}(?:至|起))?(?:长期|永久)(?:有效)?")  # fmt: skip
_RENEWS = re.compile(
    r"(?:资质|资格|证书|证照|许可证?|认证|认可|备案)[^。;；]{0,16}(?:换发|换领|换证|延期|延续|延展|续期|续证|续展|复评|再认证|重新办理|重新申请|正在办理|办理中)"
    r"|(?:换证|延续|续期|复评审?|再认证)[^。;；]{0,10}(?:受理|通知书|申请|办理|决定)"
)


@dataclass(frozen=True, slots=True)
class _Paper:
    """One certificate: its title ('' where none was read), its words, the ends it states and whom it names."""

    title: str
    text: str
    lasting: bool
    ends: tuple[Claim, ...]
    holders: tuple[Claim, ...]

    @property
    def known(self) -> bool:
        """Whether the title tells what kind of certificate it is."""
        return self.title not in _GENERIC


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The day of filing against the end of every certificate of the applicant."""
    papers = [p for p in _papers(facts) if not _others(p, facts)]
    if not papers:
        return inapplicable(
            "未识别到申请单位的资质、许可证明，见附件检查",
            "no qualification of the applicant was found; see the attachments",
        )
    if facts.as_of is None:
        return inapplicable(
            "未识别到填报日期，资质有效期未比对",
            "the day of filing was not found, so the terms are not compared",
        )
    running = [p for p in papers if _runs(p, facts)]
    # A newer certificate of the same kind replaces the old one.
    rest = [p for p in papers if p.ends and p not in running and not _AWARD.search(p.title)]
    ended = [p for p in rest if not any(p.known and r.known and _alike(p, r) for r in running)]
    replaced = "；另有旧证已由新证替代" if len(ended) < len(rest) else ""
    findings = [(p, _doubt(p, papers, facts)) for p in ended]
    if findings:
        return _ended(findings, facts.as_of)
    if not running:
        return inapplicable(
            "未识别到资质、许可的有效期（称号、荣誉不在此列），未作比对",
            "no term of a qualification was read (titles and awards aside), so nothing is compared",
        )
    return passed(
        f"印有有效期的{len(running)}份资质证明在填报日{facts.as_of}均在有效期内{replaced}",
        f"the {len(running)} qualifications with a printed term run on the day of filing ({facts.as_of})",
        claims=tuple(c.id for p in running for c in p.ends),
    )


def _ended(findings: Sequence[tuple[_Paper, tuple[str, str] | None]], filed: date) -> Verdict:
    """Those that surely ended; else those of which it is not sure."""
    sure = [p for p, doubt in findings if doubt is None]
    told = sure or [p for p, _ in findings]
    ends = [(p.title or "（名称未识别）", _last(p).value) for p in told]
    zh = some((f"“{title}”有效期至{end}" for title, end in ends), 3)
    en = "; ".join(f"{title} until {end}" for title, end in ends[:3])
    claims = tuple(c.id for p in told for c in p.ends)
    expected, found = f"≥ {filed}", "、".join(end for _, end in ends)
    if sure:
        return warned(
            f"{zh}，早于填报日{filed}，请提供换发或延续后的证件",
            f"{en}: ended before the day of filing ({filed}); the renewed one has to be handed in",
            claims=claims, expected=expected, found=found,
        )  # fmt: skip
    why = next(doubt for _, doubt in findings if doubt)
    return asked(
        f"{zh}，填报日为{filed}；{why[0]}，请核对原件",
        f"{en}, filed on {filed}; {why[1]}: check the scan",
        claims=claims, expected=expected, found=found,
    )  # fmt: skip


def _doubt(paper: _Paper, papers: Sequence[_Paper], facts: Facts) -> tuple[str, str] | None:
    """Why a certificate whose end lies before the filing may be in order; None where nothing says so."""
    last = _last(paper)
    span = days_of(last.value)
    if span is None or last.confidence < facts.floor or last.damaged:
        return "有效期识读不清", "the end was read faintly"
    end, filed = span[1], facts.as_of or span[1]
    if end >= filed:
        return "具体日期未识别", "the day was not read"
    own = applicant(facts)
    for doubted, zh, en in (
        (not paper.known or not _PERMIT.search(paper.title), "未能确认属于从业资质、许可", "whether it is a qualification is not sure"),
        (own is None or not paper.holders, "未能确认持证单位为申请单位", "its holder was not read"),
        (any(_later(t, end) for t in (*last.readings, paper.text)), "证上另有较晚的日期", "it bears a later date too"),
        (not _end_borne_out(last, end, paper.text), "有效期识读未能印证", "nothing bears the reading of its end out"),
        (any(p is not paper and _may_replace(p, paper, facts) for p in papers), "另有证件的名称或有效期未识别，可能为新证", "another certificate, whose title or term was not read, may replace it"),
        (_elsewhere(paper, end, facts), "其他材料中有同名证件及较晚的日期", "other papers name such a certificate with a later date"),
        (_renewed(paper, facts), "材料中提及换证或延续", "a paper speaks of a renewal"),
    ):  # fmt: skip
        if doubted:
            return zh, en
    return None


def _papers(facts: Facts) -> Iterator[_Paper]:
    """The certificates of the package: a new one begins with each document and with each page that has a title."""
    documents = {d.id: d for d in facts.of_kind(KIND)}
    claims = [c for c in facts.claims if c.kind == KIND]
    for id in dict.fromkeys((*documents, *(c.document for c in claims))):
        own = [c for c in claims if c.document == id]
        runs = _runs_of_pages(documents[id]) if id in documents else [()]
        for pages in runs:
            places = {(p.file, p.number) for p in pages}
            here = [c for c in own if len(runs) == 1 or (c.evidence.file, c.evidence.page) in places]
            yield _Paper(
                _title(pages[0]) if pages else "",
                squeeze("\n".join(p.text for p in pages)),
                any(_LASTING.fullmatch(squeeze(w.text)) for p in pages for w in p.words),
                tuple(c for c in here if c.quantity == "valid-until"),
                tuple(
                    c for c in here if c.quantity == "applicant-name" and c.confidence >= facts.floor
                ),
            )  # fmt: skip


def _runs_of_pages(document: Document) -> list[tuple[Page, ...]]:
    """The pages of each certificate in a document."""
    pages = document.pages
    starts = [i for i, p in enumerate(pages) if i == 0 or _title(p)]
    return [pages[a:b] for a, b in pairwise([*starts, len(pages)])]


def _title(page: Page) -> str:
    """What a page calls itself, without the name before it and (副本) behind it."""
    for w in page.words:
        text = re.sub(r"[(（][正副]本[)）]|^.*(?:公司|中心|协会|学校|研究院)", "", squeeze(w.text))
        if _TITLE.fullmatch(text) and not _NO_TITLE.search(text.removesuffix("备案证明")):
            return text
    return ""


def _others(paper: _Paper, facts: Facts) -> bool:
    """Whether a certificate plainly names another body than the applicant."""
    own = applicant(facts)
    return bool(own and paper.holders) and all(
        alike(h.value, own.value, h.confidence) == "other" for h in paper.holders if own
    )


def _alike(a: _Paper, b: _Paper) -> bool:
    """Whether two certificates are of one kind, by their titles."""
    return bool(a.title and b.title) and (
        alike(a.title, b.title) != "other" or a.title.endswith(b.title) or b.title.endswith(a.title)
    )


def _runs(paper: _Paper, facts: Facts) -> bool:
    """Whether a certificate surely runs on the day of filing."""
    sure = (days_of(c.value) for c in paper.ends if c.confidence >= facts.floor and not c.damaged)
    return paper.lasting or any(span and facts.as_of and span[0] >= facts.as_of for span in sure)


def _last(paper: _Paper) -> Claim:
    """The latest end that a certificate states."""
    return max(paper.ends, key=lambda c: days_of(c.value) or (date.min, date.min))


def _later(text: str, end: date) -> bool:
    """Whether a text names a day after `end`."""
    return any(span[0] > end for said in (text, *_DAY.findall(text)) if (span := _span(said)))


def _span(text: str) -> tuple[date, date] | None:
    return days_of(text) or days_of(parse_date(text) or "")


def _end_borne_out(claim: Claim, end: date, text: str) -> bool:
    """Typed, or read surely as the end of a term, twice alike or whole years after another day of the certificate."""
    if claim.evidence.reader in ("text", "sheet", "person"):
        return True
    if claim.confidence < SURE or not _OF_TERM.search(squeeze(claim.evidence.text) + text):
        return False
    if claim.value in claim.readings:
        return True
    days = [span[0] for d in _DAY.findall(squeeze(claim.evidence.text) + text) if (span := _span(d))]
    return any(
        0 < end.year - d.year <= LONGEST
        and abs((end.replace(year=2000) - d.replace(year=2000)).days) in (0, 1, 364, 365)
        for d in days
    )


def _may_replace(other: _Paper, paper: _Paper, facts: Facts) -> bool:
    """Whether another certificate may be the newer one: of its kind or of none that was read, and not surely ended."""
    ended = any(
        c.confidence >= facts.floor and not c.damaged and span and facts.as_of and span[1] < facts.as_of
        for c in other.ends
        for span in (days_of(c.value),)
    )
    return not ended and (not other.known or _alike(other, paper))


def _renewed(paper: _Paper, facts: Facts) -> bool:
    """Whether another page speaks of a renewal; what a certificate says of renewals is its small print."""
    pages = (squeeze(p.text) for d in facts.documents for p in d.pages)
    return any(text not in paper.text and _RENEWS.search(text) for text in pages)


def _elsewhere(paper: _Paper, end: date, facts: Facts) -> bool:
    """Whether a page of another document names such a certificate beside a day after its end."""
    pages = (squeeze(p.text) for d in facts.documents if d.kind in (KIND, *ELSEWHERE) for p in d.pages)
    return any(paper.title in text and text not in paper.text and _later(text, end) for text in pages)
