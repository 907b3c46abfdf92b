"""The account in prose (part 五 of the application report): figures that sentences claim.

A figure is claimed where a cue names it (`_narrative_rules`), in the year that the sentence, or what stands
before it in the section, speaks of. Plans, the region's figures, other firms' cases, parts of a year and
totals over years are passed over: rather nothing than a wrong year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from extractors import _narrative_rules as rules
from extractors._claims import claim
from extractors._prose import Paragraph, paragraphs
from extractors._titles import headings, is_contents
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "narrative"
READS = True
PRODUCES: tuple[str, ...] = ("applicant-name", "established-on", *dict.fromkeys(r.quantity for r in rules.RULES))
TITLES = ("示范平台申请相关情况说明", "平台申请相关情况说明", "申请相关情况说明", "相关情况说明", "示范平台申报相关情况说明",
          "示范平台申请情况说明", "平台相关情况说明", "平台情况说明", "平台运营情况报告", "平台运营情况说明", "平台建设运营情况报告",
          "平台自评报告", "平台情况介绍", "申报情况说明", "申请单位的基本情况", "平台申报情况说明", "平台建设情况报告")  # fmt: skip

UNITS = "台(套) 台/套 台套 家次 户次 人次 场次 项次 平方米 平米 亿元 万元 家 户 人 名 场 次 期 项 台 套 元 ㎡ m² m2 % 个 亩 万 亿".split()
FIGURE = re.compile(
    r"(?<![\d.A-Za-z-])(?P<n>\d[\d,]*(?:\.\d+)?)(?P<more>余|多)?(?P<u>" + "|".join(re.escape(u) for u in UNITS) + r")"
    r"(?P<tail>以上|左右|上下|余|多)?"
)
YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?:度)?(?!\d{0,2}月\d)")
COMPARED = re.compile(r"(?:比|较|与|同|高于|超过|低于)(?:上一?年度?|去年|前一?年|(?:20\d{2})年度?)(?:同期)?(?:服务|培训)?(?:企业)?(?:的|为|是)?$")
FROM = re.compile(r"(?:由|从)(?P<y>(?:20\d{2})年度?|上一?年度?|去年)?(?:的)?$")
TO = re.compile(r"(?:增加|增长|提高|上升|扩大|发展|提升)(?:到|至|为)(?P<y>20\d{2}年度?)?(?:的)?$")
CARRIED = re.compile(r"^(?:而|其中)?(?:(?:19|20)\d{2}年度?|上一?年度?|去年)(?:为|是|达到|达|的|约|近|共)*$")
FILLER = re.compile(
    r"(?:数量|总量|总数|总额|人数|共计|共|合计|总计|累计|达到了|达到|达|为|是|有|现有|共有|约|近|超过|超|逾|大约|不少于|已|完成|实现|"
    r"分别|人民币|[:：]|均|在|保持|高达|就|仅|了|可|年均|全年|的比例|比例|面积|平均|各类|各|企业|中小企业|,?其中:?)*"
)
GAP_AFTER = re.compile(r"(?:的|各类|多种|专业|社会|本地|固定|独立|企业|中小|小微|大型|精密|检测|公益|公共|线上线下|固定的)*")
FOUNDED = re.compile(r"(?:成立|注册成立|注册|设立|创立|创办|创建|组建|始建|登记成立)(?:日期|时间)?(?:于|[:：]|为)(?P<d>(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?)")
FOUNDED_AFTER = re.compile(r"(?P<d>(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?)(?:经.{2,20}批准|在.{2,20})?(?:正式)?(?:注册成立|登记注册|注册登记|登记成立|成立|注册|设立|创立)(?=[,。;、)]|$)")
SELF = re.compile(r"(?P<n>[\u3400-\u9fff()A-Za-z0-9]{4,40})\((?:以下)?(?:统?简?称)")
OTHER_FIRM = re.compile(r"[\u3400-\u9fff]{4,}(?:有限公司|有限责任公司|股份公司)")


@cache
def _nlp() -> tuple[Language, PhraseMatcher]:
    """A blank Chinese pipeline (a token is a glyph) and the matcher of all cues and of what blocks."""
    nlp = spacy.blank("zh")
    matcher = PhraseMatcher(nlp.vocab)
    for k, rule in enumerate(rules.RULES):
        for side, phrases in (("before", rule.before), ("after", rule.after)):
            if phrases:
                matcher.add(f"{k}:{side}", [nlp.make_doc(p) for p in phrases])
    for name in ("PLANS", "DUTIES", "OTHERS", "SEVERAL_YEARS", "PART_OF_YEAR", "EARLY_DAYS"):
        matcher.add(name, [nlp.make_doc(p) for p in getattr(rules, name)])
    return nlp, matcher


def score(pages: Sequence[Page]) -> float | None:
    """Its title, or its first section as a heading; a table with the same words is the form."""
    if not pages or is_contents(pages[0]):
        return None
    page = pages[0]
    found = headings(page, TITLES, prefix=24, reach=0.45)
    if not found or page.ruled >= 8:
        return None
    best = found[0]
    return round(max(0.0, min(1.0, best.score - (0.1 if best.title == "申请单位的基本情况" else 0.0))), 4)


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
        if any(s in p.section for s in rules.SKIP_SECTIONS) or re.match(r"(?:典型)?案例|例如|如[:：]|实例", p.text):
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
        years += [int(m.group(1)) for m in re.finditer(r"(20\d{2})年(?:度|全年)?[^。]{0,40}(?:收入|服务|培训|活动|满意)", p.text) if not re.search("将|计划|力争|目标|预计", p.text[max(0, m.start() - 6) : m.end()])]
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
        return claim(page, "established-on", m.group("d"), kind=KIND, box=box, confidence=sure, read=m.group())
    return None


def _figures(p: Paragraph, context: int | None, base: int | None) -> tuple[list[Claim], int | None]:
    """The claims of a paragraph and the year that it leaves behind."""
    made: list[Claim] = []
    at = 0
    text = p.text.replace("，", ",").replace("；", ";").replace("（", "(").replace("）", ")").replace("：", ":").replace("％", "%")
    for sentence in re.split(r"(?<=[。！？!?])", text):
        if sentence:
            found, context = _sentence(p, sentence, at, context, base)
            made += found
        at += len(sentence)
    return made, context


def _sentence(p: Paragraph, text: str, offset: int, context: int | None, base: int | None) -> tuple[list[Claim], int | None]:
    nlp, matcher = _nlp()
    doc: Doc = nlp.make_doc(text)
    marks: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in matcher(doc):
        span = doc[start:end]
        marks.setdefault(nlp.vocab.strings[key], []).append((span.start_char, span.end_char))
    plain_years = [(m.start(), int(m.group(1))) for m in YEAR.finditer(text) if not re.search(r"(?:比|较|与|同|高于|由|从|自)$", text[: m.start()])]
    stop = base if base is not None else 9999
    blocked = "PLANS" in marks or "DUTIES" in marks or any(y > stop for _, y in plain_years)
    others = "OTHERS" in marks or (OTHER_FIRM.search(text) is not None and not SELF.search(text) and "合作" not in text and "协议" not in text)
    made: list[Claim] = []
    last: tuple[rules.Rule, int | None] | None = None
    for m in [] if blocked or others else list(FIGURE.finditer(text)):
        found = _rule(text, m, marks)
        lead = text[: m.start()]
        clause = re.split(r"[,;。]", lead)[-1]
        year = next((y for at, y in reversed(plain_years) if at < m.start()), context)
        if found is not None:
            served_to = TO.search(lead)
            if served_to and served_to.group("y"):
                year = int(served_to.group("y")[:4])
        elif last is not None and m.group("u") in last[0].units:
            found, year = _follows(text, m, last, lead, clause, plain_years)
        if found is None:
            continue
        if found.flow and (any(e <= m.start() for _, e in marks.get("PART_OF_YEAR", ())) or _totals(text, m, marks, plain_years)):
            continue
        if not found.flow and any(e <= m.start() for _, e in marks.get("EARLY_DAYS", ())):
            continue
        if found.flow and year is None:
            year = base
        last = (found, year)
        c = _claim(p, found, m, offset, year)
        if c is not None:
            made.append(c)
    if plain_years and not blocked:
        context = plain_years[-1][1]
    return made, context


def _rule(text: str, m: re.Match[str], marks: dict[str, list[tuple[int, int]]]) -> rules.Rule | None:
    """The rule whose cue stands nearest to a figure with one of its units."""
    start, end = m.start(), m.end()
    best: tuple[int, int, rules.Rule] | None = None
    for k, rule in enumerate(rules.RULES):
        if m.group("u") not in rule.units:
            continue
        near: tuple[int, int] | None = None
        for a, b in marks.get(f"{k}:before", ()):
            if b <= start and FILLER.fullmatch(text[b:start]) and (near is None or b - a > near[1] - near[0]):
                near = (a, b)
        needs_after = bool(rule.after) and bool(rule.before) and max(map(len, rule.before)) <= 3
        behind = any(a >= end and GAP_AFTER.fullmatch(text[end:a]) for a, _ in marks.get(f"{k}:after", ()))
        if needs_after and not (near and behind):
            continue
        if near is None and not behind:
            continue
        cue = near[0] if near else start
        clause_lead = re.split("[;。]", text[:cue])[-1]
        if rule.context and not re.search(rule.context, text[max(0, text.rfind(";", 0, start)) : end + 30]):
            continue
        if rule.unless and (re.search(rule.unless, clause_lead) or (near and re.search(rule.unless, text[:near[1]][-14:]))):
            continue
        weight = (near[1] - near[0]) if near else 1
        if best is None or (weight, -k) > (best[0], -best[1]):
            best = (weight, k, rule)
    return best[2] if best else None


def _follows(
    text: str, m: re.Match[str], last: tuple[rules.Rule, int | None], lead: str, clause: str, plain_years: Sequence[tuple[int, int]]
) -> tuple[rules.Rule | None, int | None]:
    """A figure without a cue of its own that goes on from the last: «比上年的171家», «2018年171家», «171家、192家»."""
    rule, year = last
    if COMPARED.search(lead):
        named = re.search(r"(20\d{2})年度?[^\d]*$", lead[-14:])
        if named:
            return rule, int(named.group(1))
        return (rule, year - 1) if year is not None else (None, None)
    if (to := TO.search(lead)) and to.group("y"):
        return rule, int(to.group("y")[:4])
    if CARRIED.match(clause):
        named = YEAR.search(clause)
        if named:
            return rule, int(named.group(1))
        return (rule, year - 1) if year is not None else (None, None)
    if re.search(r"[家户%元人次场]、$|[家户%元人次场]和$|[家户%元人次场]及$", lead) and "分别" in text:
        return rule, None
    return None, None


def _totals(text: str, m: re.Match[str], marks: dict[str, list[tuple[int, int]]], plain_years: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure sums several years: «成立以来累计…», «近三年共…»; «全年累计» does not."""
    before = [e for _, e in marks.get("SEVERAL_YEARS", ()) if e <= m.start()]
    if before:
        later = [at for at, _ in plain_years if max(before) <= at < m.start()]
        return not later and not re.search(r"全年|年内|当年|本年", text[max(before) : m.start()])
    return False


def _claim(p: Paragraph, rule: rules.Rule, m: re.Match[str], offset: int, year: int | None) -> Claim | None:
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
        page, rule.quantity, text, kind=KIND, box=box, period=period, confidence=sure * 0.98, qualifier=qualifier, read=squeeze(read)
    )
