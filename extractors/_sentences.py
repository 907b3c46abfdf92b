"""One sentence at a time: which figures a cue names, in which year, and which are passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import PhraseMatcher

from extractors import _narrative_rules as rules
from extractors._narrative_parts import of_one_sort
from extractors._narrative_rows import FIGURE, Stated, of_quantities, of_years
from extractors._narrative_self import OPENS, OTHER_FIRM, SELF, of_its_founders
from extractors._year_table import BALANCES

YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年(?:度)?(?!\d{0,2}月\d)")
# «截至2021年12月31日», «2021年末»: the day of a balance; that of another month is no year's end.
DAY = re.compile(
    r"(?<!\d)(?P<y>20\d{2})(?:年度?[末底]|年年[末底]|[年.]12月?[.]?(?:31日?|[末底])|年(?P<part>(?!12月)\d{1,2}月))"
)
COMPARED = re.compile(
    r"(?:比|较|与|同|高于|超过|低于)(?:上一?年度?|去年|前一?年|(?:20\d{2})年度?)(?:同期)?(?:服务|培训)?(?:企业)?(?:的|为|是)?$"
)
_FROM = r"(?:由|从)(?P<y>(?:20\d{2})年度?|上一?年度?|去年)?(?:的|为)?"
FROM = re.compile(_FROM + "$")
TO = re.compile(r"(?:增加|增长|提高|上升|扩大|发展|提升)(?:到|至|为)(?P<y>20\d{2}年度?)?(?:的)?$")
CARRIED = re.compile(
    r"^(?:而|其中)?(?:(?:19|20)\d{2}年度?|上一?年度?|去年)(?:为|是|达到|达|的|约|近|共|仅|服务)*$"
)
FILLER = re.compile(
    r"(?:数量|总量|总数|总额|人数|共计|共|合计|总计|累计|达到了|达到|达|为|是|有|现有|共有|约|近|超过|超|逾|大约|不少于|已|完成|实现|"
    r"分别|人民币|[:：]|,(?:建筑|使用|总)?面积|均|在|保持|高达|就|仅|了|可|年均|全年|的比例|比例|面积|平均|各类|各|企业|中小企业|,?其中)*+(?:"
    + _FROM
    + ")?"
)
GAP_AFTER = re.compile(
    r"(?:的|各类|多种|专业|社会|本地|固定|独立|企业|中小|小微|大型|精密|检测|公益|公共|线上线下|固定的|综合|专职)*"
)

Marks = dict[str, list[tuple[int, int]]]
"""From and to where each cue, or word that blocks, stands."""


@cache
def _nlp() -> tuple[Language, PhraseMatcher]:
    """A blank Chinese pipeline (a token is a glyph) and the matcher of all cues and of what blocks."""
    import spacy  # seconds to load: only where there is prose to read
    from spacy.matcher import PhraseMatcher

    nlp = spacy.blank("zh")
    matcher = PhraseMatcher(nlp.vocab)
    for k, rule in enumerate(rules.RULES):
        for side, phrases in (("before", rule.before), ("after", rule.after)):
            if phrases:
                matcher.add(f"{k}:{side}", [nlp.make_doc(p) for p in phrases])
    for name in ("PLANS", "DUTIES", "OTHERS", "SEVERAL_YEARS", "PART_OF_YEAR", "EARLY_DAYS"):
        matcher.add(name, [nlp.make_doc(p) for p in getattr(rules, name)])
    return nlp, matcher


def sentence(
    text: str, context: int | None, base: int | None, own: str | None = None
) -> tuple[list[Stated], int | None]:
    """What a sentence states, and the year that it leaves to the next.

    `base` is the newest past year, `own` the applicant's name: it is no other firm.
    """
    marks, plain_years = _marked(text), _years(text)
    stop = base if base is not None else 9999
    blocked = "PLANS" in marks or "DUTIES" in marks or any(y > stop for _, y in plain_years)
    made: list[Stated] = []
    last: tuple[rules.Rule, int | None] | None = None
    for m in [] if blocked or _of_others(text, marks, own) else list(FIGURE.finditer(text)):
        found = _rule(text, m, marks)
        lead = text[: m.start()]
        clause = re.split(r"[,;。()]", lead)[-1]
        year = next((y for at, y in reversed(plain_years) if _reaches(text, at, m.start())), context)
        if found is not None:
            year = _named_year(lead, year)
        elif last is not None and m.group("u") in last[0].units:
            found, year = _follows(m, last, lead, clause, year)
        if found is None or _passed_over(found, m, marks, plain_years):
            continue
        year = _year_end(found, lead, year)
        if "分别" in lead and found.flow:
            year = None  # «2018年、2019年分别为171家、192家»: see of_years
        elif found.flow and year is None:
            year = base
        if found.flow and any(
            s.rule.quantity == found.quantity and s.year == year and "其中" in text[s.match.end() : m.start()]
            for s in made
        ):
            continue  # a part of what was said
        last = (found, year)
        made.append(Stated(found, m, year))
    if "分别" in text:
        made = of_years(text, made, plain_years)
        if not blocked and not _of_others(text, marks, own):
            made = _each_its_own(text, made, marks, plain_years, context if context is not None else base)
    if plain_years and not blocked:
        # «2021年服务195家，2020年为166家。全年…»: the newest year goes on, unless a sentence opens with another.
        newest = max(y for _, y in plain_years)
        opens = plain_years[0][0] < 2 and len({y for _, y in plain_years}) == 1
        context = newest if opens or context is None else max(context, newest)
    return made, context


def _marked(text: str) -> Marks:
    """Where cues, and words that block, stand in a sentence."""
    nlp, matcher = _nlp()
    doc = nlp.make_doc(text)
    marks: Marks = {}
    for key, start, end in matcher(doc):
        span = doc[start:end]
        marks.setdefault(nlp.vocab.strings[key], []).append((span.start_char, span.end_char))
    for k, rule in enumerate(rules.RULES):
        if rule.named:
            marks.setdefault(f"{k}:before", []).extend(m.span() for m in re.finditer(rule.named, text))
    return marks


def _years(text: str) -> list[tuple[int, int]]:
    """(place, year) of the years that are no term of comparison."""
    return [
        (m.start(), int(m.group(1)))
        for m in YEAR.finditer(text)
        if not re.search(r"(?:比|较|与|同|高于|由|从|自)$", text[: m.start()])
    ]


def _of_others(text: str, marks: Marks, own: str | None) -> bool:
    """Whether a sentence is about somebody else."""
    if "OTHERS" in marks:
        return True
    if not OTHER_FIRM.search(text.replace(own, "") if own else text):
        return False
    # «甲中心成立于…,由乙公司举办»: the account opens with the applicant, whoever founded it.
    opens = OPENS.match(text)
    itself = SELF.search(text) or (opens and opens.group("n") == own) or of_its_founders(text)
    return not itself and "合作" not in text and "协议" not in text


def _passed_over(rule: rules.Rule, m: re.Match[str], marks: Marks, years: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure is of a part of a year, of several years, or of the early days."""
    if rule.quantity in BALANCES and (days := list(DAY.finditer(m.string, 0, m.start()))):
        return days[-1].group("part") is not None  # the balance of a day within the year
    name = "PART_OF_YEAR" if rule.flow else "EARLY_DAYS"
    return any(e <= m.start() for _, e in marks.get(name, ())) or (
        rule.flow and _totals(m.string, m, marks, years)
    )


def _reaches(text: str, at: int, figure: int) -> bool:
    """Whether a year at `at` may be that of a figure: «(2020年为131家)» is over with its bracket."""
    if at >= figure:
        return False
    inside = text.rfind("(", 0, at) > text.rfind(")", 0, at)
    return not (inside and ")" in text[at:figure])


def _each_its_own(
    text: str,
    made: list[Stated],
    marks: Marks,
    plain_years: Sequence[tuple[int, int]],
    other: int | None,
) -> list[Stated]:
    """«资产、负债分别为…»: what the row of quantities claims, in the year that stands before it, else in `other`."""
    row: list[Stated] = []
    for rule, m in of_quantities(text):
        lead = text[: text.index("分别")]
        year = next((y for at, y in reversed(plain_years) if _reaches(text, at, m.start())), other)
        if not _passed_over(rule, m, marks, plain_years):
            row.append(Stated(rule, m, _year_end(rule, lead, year)))
    taken = {s.match.start() for s in row}
    return [s for s in made if s.match.start() not in taken] + row


def _named_year(lead: str, year: int | None) -> int | None:
    """The year that stands right before a figure: «由2018年的171家», «增加到2019年的192家», «由上年的…»."""
    if (to := TO.search(lead)) and to.group("y"):
        return int(to.group("y")[:4])
    if (since := FROM.search(lead)) and since.group("y"):
        if since.group("y")[:1] == "2":
            return int(since.group("y")[:4])
        return year - 1 if year is not None else None
    return year


def _year_end(rule: rules.Rule, lead: str, year: int | None) -> int | None:
    """The year of the day that a balance is of: «截至2021年12月31日»."""
    days = list(DAY.finditer(lead)) if rule.quantity in BALANCES else []
    return int(days[-1].group("y")) if days else year


def _rule(text: str, m: re.Match[str], marks: Marks) -> rules.Rule | None:
    """The rule whose cue stands nearest to a figure with one of its units."""
    start, end = m.start(), m.end()
    best: tuple[int, int, rules.Rule] | None = None
    for k, rule in enumerate(rules.RULES):
        if m.group("u") not in rule.units:
            continue
        near: tuple[int, int] | None = None
        for a, b in marks.get(f"{k}:before", ()):
            if (
                b <= start
                and FILLER.fullmatch(_gap(rule, text[b:start]))
                and (near is None or b - a > near[1] - near[0])
            ):
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
        if rule.unless and (
            re.search(rule.unless, clause_lead) or (near and re.search(rule.unless, text[: near[1]][-14:]))
        ):
            continue
        if rule.then and re.match(rule.then, text[end:]):
            continue
        if (rule.parts and _part(clause_lead)) or (needs_after and of_one_sort(text, end)):
            continue
        weight = (near[1] - near[0]) if near else 1
        if best is None or (weight, -k) > (best[0], -best[1]):
            best = (weight, k, rule)
    return best[2] if best else None


def _gap(rule: rules.Rule, between: str) -> str:
    """What stands between a cue and a figure, without what a rule lets stand there."""
    return re.sub(f"^(?:{rule.through})", "", between) if rule.through else between


def _part(lead: str) -> bool:
    """Whether «其中» makes a part of the quantity itself: of a figure of activities it does not."""
    m = re.search("其中[^,;]{0,10}$", lead)
    if m is None:
        return False
    whole = next(reversed(list(FIGURE.finditer(lead, 0, m.start()))), None)
    clause = re.split("[,;]", lead[: whole.start()])[-1] if whole else ""
    return "活动" not in clause or "培训" in clause


def _follows(
    m: re.Match[str], last: tuple[rules.Rule, int | None], lead: str, clause: str, here: int | None
) -> tuple[rules.Rule | None, int | None]:
    """A figure without a cue of its own that goes on from the last: «比上年的171家», «2018年171家»."""
    rule, year = last
    if COMPARED.search(lead):
        named = re.search(r"(20\d{2})年度?[^\d]*$", lead[-14:])
        if named:
            return rule, int(named.group(1))
        return (rule, year - 1) if year is not None else (None, None)
    if TO.search(lead):
        return rule, _named_year(lead, here)
    if CARRIED.match(clause):
        named = YEAR.search(clause)
        if named:
            return rule, int(named.group(1))
        return (rule, year - 1) if year is not None else (None, None)
    return None, None


def _totals(text: str, m: re.Match[str], marks: Marks, plain_years: Sequence[tuple[int, int]]) -> bool:
    """Whether a figure sums several years: «成立以来累计…», «近三年共…»; «全年累计» does not."""
    before = [e for _, e in marks.get("SEVERAL_YEARS", ()) if e <= m.start()]
    if before:
        later = [at for at, _ in plain_years if max(before) <= at < m.start()]
        return not later and not re.search(r"全年|年内|当年|本年", text[max(before) : m.start()])
    return False
