"""What is told of one kind of service, of one firm, or of one sort of activity is a part of the platform's figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from extractors import _narrative_rules as rules
from extractors._prose import Paragraph
from pipeline.model import Claim

_OF = "服务|咨询|培训|辅导|对接|诊断"
# A number opens an item («(五)法律服务。»), or, in running text, its topic alone («法律服务:…»).
_NUMBERED = re.compile(
    rf"(?:[(（](?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[)）]|(?:^|[。;；:])(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})[)）.、．]+|[一二三四五六七八九十]是|第[一二三四五六七八九十][,，]))"
    rf"(?P<t>[\u3400-\u9fff、]{{2,12}}?)(?:{_OF})(?:方面|工作|板块)?[。:：,，]"
)
_NAMED = re.compile(
    rf"(?<!提供)(?<!开展)(?<!包括)(?<![、和与及])(?P<t>{rules.TOPIC}(?:[、和与及]?{rules.TOPIC})*)(?:(?:类|性|公共)?(?:{_OF})(?:方面|工作|板块|体系)?[:：]|(?:{_OF})?方面[,，:：]|(?<=[。;；][\u3400-\u9fff]{{2}})(?:{_OF})。)"
)
_GENERAL = re.compile(r"平台|企业|各[类项]|主要|综合|公共|年度|全年|提供|开展|做好|总体|特色")
_HEADED = re.compile(
    rf"[(（]?(?:\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[)）.、．]+(?P<t>[\u3400-\u9fff、]{{2,12}}?)(?:{_OF})(?:方面|工作|板块)?"
)
_WHOLE = re.compile(r"各[类项种]|多种|合计|总计|共计|总共|以上(?=各|[共合累服])|上述|综上")
_SUMS = re.compile(
    r"(?:全年|年内|年度|当年|本年|20\d{2}年)[^。;；]{0,24}(?:共|累计|总)|(?:平台|中心|公司|单位)[^,，。;；]{0,6}(?:共|累计|总)"
)
PARTED = ("served-count", "service-activities")


def is_part(p: Paragraph, quantity: str, start: int) -> bool:
    """Whether the figure at `start` counts what one kind of service did: «(五)法律服务。…为31家企业…»."""
    if quantity not in PARTED:
        return False
    item = _item(p, start)
    if item is None:
        return False
    topic, at = item
    told = p.text[at:start]
    said = re.split("[。;；]", told)[-1] + re.split("[,，。;；]", p.text[start:])[0]
    if _WHOLE.search(said):
        return False
    # A later sentence of the item may sum up again, unless it names the item's own topic.
    return not (re.search("[。;；]", told) and _SUMS.search(said) and topic[:2] not in said)


def _item(p: Paragraph, start: int) -> tuple[str, int] | None:
    """The topic of the item in which a place stands, and where its text begins; its heading may be the section."""
    last: tuple[str, int] | None = None
    headed = _HEADED.fullmatch(p.section)
    if headed and _is_kind(headed.group("t")):
        last = headed.group("t"), 0
    marks = [m for pattern in (_NUMBERED, _NAMED) for m in pattern.finditer(p.text, 0, start)]
    for m in sorted(marks, key=lambda m: m.end()):
        if _is_kind(m.group("t")):
            last = m.group("t"), m.end()
    return last


def _is_kind(topic: str) -> bool:
    """Whether a label names one kind of service: «精准服务», «平台服务» are all of them."""
    return not _GENERAL.search(topic) and bool(re.search(f"{rules.TOPIC}|公益|线上|线下|上门|远程", topic))


def of_one_sort(text: str, end: int) -> bool:
    """«为31家企业免费进行法律体检»: what was done for the firms is one thing, and not all that was served."""
    done = re.match(
        r"[^,，。;；\d]{0,10}?(?:提供|开展|进行|实施|办理|做)(?:了|免费|公益|专业|专项|的)*(?P<what>[^,，。;；]*)",
        text[end:],
    )
    if done is None:
        return False
    what = done.group("what")
    topics = re.findall(f"{rules.TOPIC}+", what)
    return len(set(topics)) == 1 and not re.search("等|各[类项种]|综合|多[种项]|系列|全方位", what)


def without_sorts(made: Iterable[tuple[Claim, str]]) -> Iterator[Claim]:
    """The claims without activities of one sort («组织线下活动9次») where the year's whole is told as well."""
    every = list(made)
    whole = {c.period: c for c, said in every if c.quantity == "service-activities" and _whole(said)}
    for c, said in every:
        total = whole.get(c.period) if c.quantity == "service-activities" else None
        if total is None or _whole(said) or float(c.value) >= float(total.value):
            yield c


def _whole(said: str) -> bool:
    return bool(re.search(r"各[类项种]|多种|服务活动|合计|[共总]|累计", said))
