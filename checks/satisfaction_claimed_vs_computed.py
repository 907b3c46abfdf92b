"""The satisfaction that the applicant claims against what the list's ratings give (domain C4, B6, A7-5).

Asks: whether last year's satisfaction in the narrative or on the form equals 满意 ÷ n (strict) or (满意 + 基本满意) ÷ n
(broad) of the list of enterprises served.
Passes: either, to the last written digit, of all rows, of the rated ones or with each firm once; «95%以上» if broad
reaches it.
Fails: neither, even if all the firms that are served but not listed were rated as the claim needs it.
Undecided: a misread figure, unread ratings or one tick may explain it; the claims contradict each other; an index
with weights may lie between strict and broad; fewer than half of the firms served are listed.
Must not accuse: a survey of another sample, a figure for one service or several years, a list that names a part of
the firms served and leaves room for the claim, 约/以上, lists of other years.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from checks._compare import QUALIFIED, number, other_readings
from checks._compare import percent as against
from checks._list_years import by_year
from checks._lists import counted, firms
from checks._words import Extra, asked, formula, inapplicable, passed, percent, said, warned
from pipeline.model import Claim, Facts, Message, Need, Row, Verdict
from pipeline.quantity import decimal_of, plain, squeeze

ID = "satisfaction-claimed-vs-computed"
CATEGORY = "consistency"
ASKS = Message(
    "所称满意度与名单评价计算结果是否一致", "Does the claimed satisfaction agree with the list's ratings?"
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("served-enterprises",)
PARAMETERS: Mapping[str, str] = {
    "unrated_limit": "the share of ratings not read, in percent, above which nothing is compared"
}
KINDS = ("narrative", "application-form")
AT_LEAST = frozenset({"以上", "余", "多", "超过", "超", "逾", "不少于", "不低于", "至少", "至"})
_ELSEWHERE = re.compile(
    r"抽[样取查访检]|随机|第三方|受托|主管部门|专家|样本|部分|重点企业|会员|\d份|近[两二三四五]年|累计|以来|其中|每[场期次]"
    r"|培训|课程|讲座|学员|参训|参会|活动|员工|贷款|检测|(?:信息|技术|创业|融资|法律|人才|市场开拓|咨询|知识产权|线[上下])服务"
)


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """T-pct against strict and broad; what is not known is given the best and the worst rating."""
    stated = (c for kind in KINDS for c in facts.find("satisfaction-ratio", kind, str(facts.last_year)))
    claims = [c for c in stated if decimal_of(c.value) is not None]
    if not claims:
        return inapplicable("未识别到上年度满意度的表述", "no satisfaction of last year is claimed")
    found = by_year(facts, "served-enterprises")
    listed = counted(found.rows)
    tally = Counter(_rating(r) for r in listed.rows)
    top, mid, n = tally["satisfied"], tally["basically-satisfied"], len(listed.rows) - tally[""]
    if not n:
        return inapplicable("名单无可比对的评价", "the list has no ratings to compare with")
    unknown = listed.total - n
    strict, broad = _share(top, n), _share(top + mid, n)
    extra: Extra = {
        "claims": tuple(c.id for c in claims),
        "expected": f"{percent(strict)} / {percent(broad)}",
        "found": "、".join(dict.fromkeys(said(c) for c in claims)),
        "workings": formula(f"{top} ÷ {n} = {percent(strict)}; ({top} + {mid}) ÷ {n} = {percent(broad)}"),
    }
    zh = f"所称满意度{extra['found']}；名单{listed.total}家中已评价{n}家，满意{top}，基本满意{mid}，满意率{percent(strict)}，含基本满意{percent(broad)}"
    en = f"{extra['found']} is claimed; of {n} rated enterprises ({listed.total} listed) {top} are satisfied, {mid} basically: {percent(strict)}, {percent(broad)}"
    if unknown * 100 > Decimal(str(parameters.get("unrated_limit", 5))) * listed.total:
        return asked(
            f"{zh}；{unknown}家的评价未能识别，未作比对",
            f"{en}; {unknown} ratings were not read, so nothing is compared",
            **extra,
        )
    shares = _shares(listed.rows)
    rest = [c for c in claims if not _agrees(c, shares)]
    own = [c for c in rest if not _ELSEWHERE.search(_sentence(c, facts))]
    sure = [c for c in own if c.confidence >= facts.floor and not c.damaged]
    if len(rest) < len(claims) and not sure:
        return passed(f"{zh}，相符", f"{en}: they agree", **extra)
    if not own:
        return inapplicable(
            f"{zh}；所称满意度指某项服务、多个年度或另行抽样的结果，不作比对",
            f"{en}; the claim is about one service, several years or another sample",
            **extra,
        )
    claim = (sure or own)[0]
    value = number(claim)
    served = _served(facts)
    low, high = _bounds(top, mid, n, unknown, 1)
    for doubted, why, why_en in (
        (not sure, "所称满意度识别把握不足", "the claim was read with doubt"),
        (any(_agrees(r, shares) for r in other_readings(claim)), "复核识读结果相符", "a second reading agrees"),
        (len(rest) < len(claims) or len({c.value for c in sure}) > 1, "材料中的表述前后不一", "the claims differ from each other"),
        (found.unclear, "名单涉及多个年度或年度未能识别", "the list spans several years, or its years were not read"),
        (claim.qualifier and abs(value - broad) <= QUALIFIED * broad, "所称为约数或下限，名单略有出入", "the claim is approximate or a lower bound"),
        (strict < value < broad, "所称可能是加权计算的满意度", "the claim may be an index with weights"),
        (low <= value <= high, "一行评价的识别即可影响结果", "one rating, or those not read, would account for it"),
        (served < listed.total, "服务企业户数未能确定，不知名单是否齐全", "how many were served is not sure, nor whether the list is whole"),
    ):  # fmt: skip
        if doubted:
            return asked(f"{zh}；{why}，请核对", f"{en}; {why_en}: a person looks", **extra)
    unlisted = int(served) - listed.total
    low, high = _bounds(top, mid, n, unknown + unlisted)
    gap = f"（服务{plain(served)}家，{unlisted}家未列入名单）" if unlisted else ""
    gap_en = f" ({unlisted} of {plain(served)} enterprises served are not listed)" if unlisted else ""
    if low <= value <= high:
        return inapplicable(
            f"{zh}{gap}；名单仅列部分企业，不能据此认定不一致",
            f"{en}{gap_en}; the list is partial, so this is no contradiction",
            **extra,
        )
    if unlisted > listed.total:
        return asked(
            f"{zh}{gap}；名单不足服务企业的一半，请核实所称满意度的依据",
            f"{en}{gap_en}; less than half is listed: ask what the claim rests on",
            **extra,
        )
    return warned(f"{zh}{gap}；与所称不符，请核实", f"{en}{gap_en}: they do not agree", **extra)


def _rating(row: Row) -> str:
    return "" if "rating" in row.doubt else row.cells.get("rating") or ""


def _share(part: int, n: int) -> Decimal:
    return Decimal(100) * part / n


def _shares(rows: Sequence[Row]) -> tuple[Decimal, ...]:
    """Strict and broad of the rated rows, of all rows, and of each firm once."""
    made: list[Decimal] = []
    for of in (rows, [group[0] for group in firms(rows).values()]):
        tally = Counter(_rating(r) for r in of)
        for n in {len(of), len(of) - tally[""]} - {0}:
            top, mid = tally["satisfied"], tally["basically-satisfied"]
            made += [_share(top, n), _share(top + mid, n)]
    return tuple(made)


def _bounds(top: int, mid: int, n: int, unknown: int, slip: int = 0) -> tuple[Decimal, Decimal]:
    """The least and the most that can be claimed of `n` rated and `unknown` others; `slip` ticks may be misread."""
    whole = n + unknown
    return _share(top - slip, whole), _share(min(top + mid + slip + unknown, whole), whole)


def _agrees(claim: Claim, shares: Iterable[Decimal]) -> bool:
    if claim.qualifier in AT_LEAST:
        return any(s >= number(claim) for s in shares)
    return any(against(claim, s) == "match" for s in shares)


def _sentence(claim: Claim, facts: Facts) -> str:
    """The sentence that the claim stands in, without the applicant's name."""
    read = squeeze(claim.evidence.text)
    text = next((squeeze(d.text) for d in facts.documents if d.id == claim.document), "")
    at = text.find(read)
    if at >= 0:
        end = at + len(read)
        read = text[:end] + re.split("[。;！!]", text[end:])[0]
    read = re.split("[。;！!]", read.rstrip("。;！!"))[-1]
    for name in sorted(
        {c.value for c in facts.find("applicant-name", scope=None)}, key=lambda n: (-len(n), n)
    ):
        read = read.replace(name, "")
    return read


def _served(facts: Facts) -> Decimal:
    """The most enterprises that any place says were served last year; 0 where none was surely read."""
    stated = [
        *(
            c
            for c in facts.find("served-count", period=str(facts.last_year))
            if c.kind != "served-enterprises"
        ),
        *facts.find("served-count", "served-enterprises", field="total-line"),
    ]
    if not any(c.confidence >= facts.floor for c in stated):
        return Decimal(0)
    return max((n for c in stated if (n := decimal_of(c.value)) is not None), default=Decimal(0))
