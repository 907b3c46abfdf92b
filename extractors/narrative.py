"""The account in prose (part 五 of the application report): figures that sentences claim.

A figure is claimed where a cue names it (`_narrative_rules`), in the year that the sentence, or what stands
before it in the section, speaks of. Plans, the region's figures, other firms' cases, parts of a year and
totals over years are passed over: rather nothing than a wrong year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors import _narrative_rules as rules
from extractors._claims import claim
from extractors._lines import page_lines
from extractors._prose import Paragraph, paragraphs
from extractors._sentences import FOUNDED, FOUNDED_AFTER, SELF, Stated, sentence
from extractors._titles import headings, is_contents
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "narrative"
READS = True
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "established-on",
    *dict.fromkeys(r.quantity for r in rules.RULES),
)
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
    founded = named = False
    seen: set[tuple[str, str, str | None]] = set()
    context: int | None = None
    section = ""
    for p in every:
        if p.section != section:
            section, context = p.section, None
        if any(s in p.section for s in rules.SKIP_SECTIONS) or re.match(
            r"(?:典型)?案例|例如|如[:：]|实例", p.text
        ):
            continue
        if not named and (c := _self(p)):
            named = True
            yield c
        if not founded and (c := _founded(p)):
            founded = True
            yield c
        made, context = _figures(p, context, base)
        for c in made:
            if (c.quantity, c.value, c.period) not in seen:
                seen.add((c.quantity, c.value, c.period))
                yield c


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


def _self(p: Paragraph) -> Claim | None:
    m = SELF.search(p.text)
    if not m or m.start() > 30:
        return None
    name = re.split(r"[,。;:]", m.group("n"))[-1]
    page, box, sure = p.spot(m.start("n"), m.end("n"))
    return claim(page, "applicant-name", name, kind=KIND, box=box, confidence=sure)


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


def _figures(p: Paragraph, context: int | None, base: int | None) -> tuple[list[Claim], int | None]:
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
            found, context = sentence(part, context, base)
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
