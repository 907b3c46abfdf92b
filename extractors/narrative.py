"""The account in prose (part 五 of the application report): figures that sentences claim.

A figure is claimed where a cue names it (`_narrative_rules`), in the year that the sentence, or what stands
before it in the section, speaks of. Plans, the region's figures, other firms' cases, parts of a year and
totals over years are passed over: rather nothing than a wrong year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors import _narrative_rules as rules
from extractors._claims import ICP_NUMBER, claim
from extractors._lines import page_lines
from extractors._narrative_tables import tabled
from extractors._prose import Paragraph, paragraphs
from extractors._sentences import (
    ALONE,
    FOUNDED,
    FOUNDED_AFTER,
    LEGAL,
    OPENS,
    OTHER_FIRM,
    SELF,
    Stated,
    sentence,
)
from extractors._surnames import plausible
from extractors._titles import headings
from pipeline.contents import is_contents
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "narrative"
READS = True
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "established-on",
    "legal-representative",
    "credit-code",
    "website",
    "icp-number",
    *dict.fromkeys(r.quantity for r in rules.RULES),
)
# Codes and addresses that tell by themselves what they are.
_SELF_TELLING = (
    ("credit-code", re.compile(r"信用代码(?:为|是|[:：])?(?P<v>[0-9A-Z]{18})(?![0-9A-Z])")),
    ("website", re.compile(r"(?:网站|网址|官网|门户|平台)[^,。;]{0,14}?(?P<v>(?:https?://)?www\.[\w-]+(?:\.[\w-]+)+)", re.A)),
    ("icp-number", re.compile(rf"(?P<v>{ICP_NUMBER})", re.I)),
)  # fmt: skip
TITLES = ("示范平台申请相关情况说明", "平台申请相关情况说明", "申请相关情况说明", "相关情况说明", "示范平台申报相关情况说明",
          "示范平台申请情况说明", "平台相关情况说明", "平台情况说明", "平台运营情况报告", "平台运营情况说明", "平台建设运营情况报告",
          "平台自评报告", "平台情况介绍", "申报情况说明", "申请单位的基本情况", "平台申报情况说明", "平台建设情况报告")  # fmt: skip

SPECK = re.compile(r"(?<=[于为达共约近至有计])[。.·、](?=\d)")  # dirt on the page, read as a full stop


_FIRST_SECTION = re.compile(
    r"[(（]?[一1][)）、.]+(?:申[请报]|平台|本)?(?:单位|平台|公司|中心)?(?:承担单位)?的?(?:基本)?(?:情况|概况)(?:介绍)?"
)


def score(pages: Sequence[Page]) -> float | None:
    """Its title, or its first section as a heading; a table with the same words is the form."""
    if not pages or is_contents(pages[0]):
        return None
    page = pages[0]
    found = headings(page, TITLES, prefix=24, reach=0.45)
    best = found[0] if found else None
    # «申请单位的基本情况» may head a table of the form as well.
    if best is None or (best.title == "申请单位的基本情况" and page.ruled >= 8):
        return 0.55 if _opens_with_a_section(page) else None
    return round(max(0.0, min(1.0, best.score - (0.1 if best.title == "申请单位的基本情况" else 0.0))), 4)


def _opens_with_a_section(page: Page) -> bool:
    """A first section above lines of prose, where the title is missing."""
    every = page_lines(page)
    if any("附注" in line.text for line in every[:4]):
        return False  # notes to statements have such sections too
    first = any(re.fullmatch(_FIRST_SECTION, line.text) for line in every[:3])
    return first and sum(len(line.text) >= 26 for line in every) >= 2 and not page.grids and page.ruled < 20


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """What the sentences claim; the first statement of when the applicant was founded."""
    every = list(paragraphs(document.pages))
    base = _base_year(every)
    named = _applicant(document.pages, every)
    if named:
        yield named
    own = named.value if named else None
    founded = led = False
    seen: set[tuple[str, str, str | None]] = set()
    context: int | None = None
    section = ""
    for p in every:
        if p.section != section:
            section, context = p.section, None
        if _of_others(p):
            continue
        if not founded and (c := _founded(p)):
            founded = True
            yield c
        if not led and (c := _legal(p, own)):
            led = True
            yield c
        made, context = _figures(p, context, base, own)
        part = _of_one_service(p)
        for c in (*_codes(p), *(c for c in made if not (part and _is_part(c)))):
            if (c.quantity, c.value, c.period) not in seen:
                seen.add((c.quantity, c.value, c.period))
                yield c
    for c in tabled(document.pages, every, KIND):
        if (c.quantity, c.value, c.period) not in seen:
            seen.add((c.quantity, c.value, c.period))
            yield c


def _codes(p: Paragraph) -> Iterator[Claim]:
    """The applicant's code, site and filing number, where its account names them."""
    for quantity, pattern in _SELF_TELLING:
        m = pattern.search(p.text)
        # A partner's code, or the address of an authority's site, is not the applicant's.
        before = re.split("[。;]", p.text[: m.start()])[-1] if m else ""
        if m and not re.search("合作|协议|银行|政府|省级平台", before) and ".gov." not in m.group("v"):
            page, box, sure = p.spot(m.start("v"), m.end("v"))
            made = claim(page, quantity, m.group("v"), kind=KIND, box=box, confidence=sure)
            if made:
                yield made


def _of_one_service(p: Paragraph) -> bool:
    """«1.咨询服务。…全年为46家企业…»: how many one kind of service reached is no count of all that were served."""
    return bool(
        re.search(
            r"(?:^|[。;；])[(（]?\d{1,2}[)）.、．][\u3400-\u9fff、]{2,12}(?:服务|咨询|培训|辅导|对接)[。:：]",
            p.text,
        )
    )


def _is_part(c: Claim) -> bool:
    return c.quantity == "served-count" and not re.search("共|累计|合计|总", c.evidence.text)


def _of_others(p: Paragraph) -> bool:
    """Plans, the region, and cases of firms that were served."""
    skipped = any(s in p.section for s in rules.SKIP_SECTIONS)
    return skipped or bool(re.match(r"(?:典型)?案例|例如|如[:：]|实例", p.text))


def _base_year(every: Sequence[Paragraph]) -> int | None:
    """The year that the account is about: the newest past year that a figure of revenue or service names."""
    years: list[int] = []
    for p in every:
        if any(s in p.section for s in rules.SKIP_SECTIONS):
            continue
        for part in re.split("[。；;]", p.text):
            if re.search("将|计划|力争|目标|预计|规划", part) or not re.search(
                "收入|服务|培训|活动|满意", part
            ):
                continue
            years += [int(y) for y in re.findall(r"(?<!\d)(20\d{2})年(?!上半年|\d{1,2}月|前三季度)", part)]
    return max(years, default=None)


def _applicant(pages: Sequence[Page], every: Sequence[Paragraph]) -> Claim | None:
    """Who writes: «…（以下简称…）», else how the account begins, else its head or signature."""
    told = [p for p in every if not _of_others(p)]
    made = next((c for p in told if (c := _self(p))), None)
    return made or next((c for p in told[:3] if (c := _opening(p))), None) or _alone(pages)


def _self(p: Paragraph) -> Claim | None:
    m = SELF.search(p.text)
    if not m or m.start() > 30:
        return None
    return _named(p, m, re.split(r"[,。;:]", m.group("n"))[-1])


def _opening(p: Paragraph) -> Claim | None:
    """The subject of the first section: «甲公司成立于…»; the unit that runs a platform is another's name."""
    above = (p.text.find(t) + len(t) for t in TITLES if 0 <= p.text.find(t) <= 24)
    m = OPENS.match(p.text, max(above, default=0))  # a title may stand right over the text
    if not m or not (p.section == "" or re.search("基本情况|概况|简介", p.section)):
        return None
    name, first = m.group("n"), p.text[m.start() :].split("。")[0]
    # «甲平台由乙公司…» is no name; «…公司运营的» says that somebody else is the applicant.
    if re.search("平台|由(?!贸)|位于", name) or re.search(
        r"(?:公司|协会|中心|院|局)(?:主办|运营|承办|下属|所属|全资|设立的|建设的)", first[len(name) - 2 :]
    ):
        return None
    return _named(p, m, name)


def _named(p: Paragraph, m: re.Match[str], name: str) -> Claim | None:
    page, box, sure = p.spot(m.start("n"), m.end("n"))
    return claim(page, "applicant-name", name, kind=KIND, box=box, confidence=sure)


def _alone(pages: Sequence[Page]) -> Claim | None:
    """A name that stands alone under the title, or above the date that closes the account."""
    if not pages:
        return None
    head = page_lines(pages[0])[:4]
    closing = page_lines(pages[-1])[-4:]
    under = [(pages[0], b) for a, b in pairwise(head) if re.search("(?:说明|报告|介绍|材料)$", a.text)]
    above = [
        (pages[-1], a) for a, b in pairwise(closing) if re.fullmatch(r"20\d{2}年\d{1,2}月\d{1,2}日", b.text)
    ]
    for page, line in (*under, *above):
        if m := ALONE.fullmatch(line.text):
            return claim(
                page, "applicant-name", m.group("n"), kind=KIND, box=line.box, confidence=line.confidence
            )
    return None


def _legal(p: Paragraph, own: str | None) -> Claim | None:
    """The applicant's legal representative; a sentence about another firm names that firm's."""
    m = LEGAL.search(p.text)
    if m is None or not plausible(m.group("n")):
        return None
    whole = re.split("[。；;]", p.text[: m.start()])[-1]
    if "变更" in whole or OTHER_FIRM.search(whole.replace(own, "") if own else whole):
        return None
    page, box, sure = p.spot(m.start("n"), m.end("n"))
    return claim(
        page, "legal-representative", m.group("n"), kind=KIND, box=box, confidence=sure, read=m.group()
    )


def _founded(p: Paragraph) -> Claim | None:
    for m in (*FOUNDED.finditer(p.text), *FOUNDED_AFTER.finditer(p.text)):
        lead = re.split("[。;]", p.text[: m.start()])[-1]
        if re.search(r"协会|联盟|分公司|子公司|分会|委员会|支部|基金|前身|股东|投资方|工作站$", lead[-14:]):
            continue
        page, box, sure = p.spot(m.start("d"), m.end("d"))
        return claim(
            page, "established-on", m.group("d"), kind=KIND, box=box, confidence=sure, read=m.group()
        )
    return None


def _figures(
    p: Paragraph, context: int | None, base: int | None, own: str | None
) -> tuple[list[Claim], int | None]:
    """The claims of a paragraph and the year that it leaves behind."""
    made: list[Claim] = []
    at = 0
    text = (
        p.text.replace("，", ",")
        .replace("；", ";")
        .replace("（", "(")
        .replace("）", ")")
        .replace("：", ":")
        .replace("％", "%")
    )
    text = SPECK.sub(",", text)
    for part in re.split(r"(?<=[。！？!?])", text):
        if part:
            found, context = sentence(part, context, base, own)
            made += [c for f in found if (c := _claim(p, f, at)) is not None]
        at += len(part)
    return made, context


def _claim(p: Paragraph, stated: Stated, offset: int) -> Claim | None:
    rule, m, year = stated.rule, stated.match, stated.year
    start, end = offset + m.start("n"), offset + m.end()
    page, box, sure = p.spot(start, end)
    lead = p.text[max(0, start - 3) : start]
    qualifier = next((q for q in ("超过", "大约", "约", "近", "逾", "超") if lead.endswith(q)), None)
    qualifier = m.group("tail") or m.group("more") or qualifier
    period = None
    if rule.flow and year is not None:
        period = f"{year}-12-31" if rule.quantity == "total-assets" else str(year)
    read = p.text[max(0, start - 24) : end]
    text = m.group("n") + m.group("u")
    return claim(
        page,
        rule.quantity,
        text,
        kind=KIND,
        box=box,
        period=period,
        confidence=sure * 0.98,
        qualifier=qualifier,
        read=squeeze(read),
    )
