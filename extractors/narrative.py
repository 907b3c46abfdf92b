"""The account in prose (part 五 of the application report): figures that sentences claim.

A figure is claimed where a cue names it (`_narrative_rules`), in the year that the sentence, or what stands
before it in the section, speaks of. Plans, the region's figures, other firms' cases, parts of a year and
totals over years are passed over: rather nothing than a wrong year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors import _narrative_rules as rules
from extractors._claims import ICP_NUMBER, claim
from extractors._lines import page_lines
from extractors._narrative_parts import is_part, without_sorts
from extractors._narrative_rows import Stated
from extractors._narrative_self import KIND, TITLES, address, applicant, founded, legal
from extractors._narrative_tables import tabled
from extractors._prose import Paragraph, paragraphs
from extractors._sentences import sentence
from extractors._titles import headings
from extractors._year_table import BALANCES
from pipeline.contents import is_contents
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

READS = True
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "established-on",
    "legal-representative",
    "address",
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
SPECK = re.compile(r"(?<=[于为达共约近至有计])[。.·、](?=\d)")  # dirt on the page, read as a full stop
_CASE_ENDS = re.compile(
    r"(?<=[。；;])(?=(?:自[测评查](?:结果|情况)?|(?:服务|用户|客户|企业|第三方)?(?:满意度|满意率|评价|测评)(?:调查|测评|评价)?(?:结果|情况)?)[:：])"
)
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
    """What the sentences claim; the first statement of when the applicant was founded, and who leads it."""
    every = list(paragraphs(document.pages))
    base = _base_year(every)
    told = [part for p in every if (part := _of_itself(p))]
    named = applicant(document.pages, told)
    own = named.value if named else None
    once = (next((c for p in told if (c := said(p, own))), None) for said in (founded, legal, address))
    seen: set[tuple[str, str, str | None]] = set()
    for c in (named, *once, *_told(told, base, own), *tabled(document.pages, every, KIND)):
        if c and (c.quantity, c.value, c.period) not in seen:
            seen.add((c.quantity, c.value, c.period))
            yield c


def _told(told: Sequence[Paragraph], base: int | None, own: str | None) -> list[Claim]:
    """The codes and figures of the paragraphs; a section begins with no year."""
    codes: list[Claim] = []
    figures: list[tuple[Claim, str]] = []
    context: int | None = None
    section = ""
    for p in told:
        if p.section != section:
            section, context = p.section, None
        codes += _codes(p)
        made, context = _figures(p, context, base, own)
        figures += made
    return [*codes, *without_sorts(figures)]


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


def _of_itself(p: Paragraph) -> Paragraph | None:
    """What a paragraph tells of the applicant itself: no plans, nothing of the region, no cases of firms served.

    Where the page shows no paragraphs, the words «自测结果:…» tell that a case is over.
    """
    if any(s in p.section for s in rules.SKIP_SECTIONS):
        return None
    if not re.match(r"(?:典型|服务|成功)?案例|例如|如[:：]|实例", p.text):
        return p
    over = _CASE_ENDS.search(p.text)
    return Paragraph(p.section, p.text[over.end() :], p.owners[over.end() :]) if over else None


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


def _figures(
    p: Paragraph, context: int | None, base: int | None, own: str | None
) -> tuple[list[tuple[Claim, str]], int | None]:
    """The claims of a paragraph, with the clause up to each, and the year that it leaves behind."""
    made: list[tuple[Claim, str]] = []
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
            for f in found:
                start = at + f.match.start()
                if not is_part(p, f.rule.quantity, start) and (c := _claim(p, f, at)):
                    made.append((c, re.split("[,;]", part[: f.match.start()])[-1] + f.match.group()))
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
        period = f"{year}-12-31" if rule.quantity in BALANCES else str(year)
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
