"""Which title a recognition grants, who issued it and at which level, by the words around it, never by its place.

A title is granted where a verb (认定, 授予, 公布) leads to it or 名单, 称号 follow it; on a plate or certificate it
stands by itself. Measures that are quoted (《…认定管理办法》), applications and recommendations grant nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors._lines import Line, page_lines
from extractors._opinions import flowing
from extractors._parties import DATE
from extractors._signing import closing_date
from pipeline.model import Box, Page
from pipeline.quantity import squeeze

SHORT = 200  # glyphs that a plate or a certificate has at most
_HAN = r"[\u3400-\u9fff]"
_ENDS = re.compile(
    r"平台|基地|众创空间|孵化器|(?:示范|先进|优秀|服务)(?:单位|机构|企业)|(?:示范|促进|技术|研究)中心"
)
_RAISED = r"(?:培育|创建|储备|候选)(?:对象|单位|名单)?"
_LEFT = re.compile(rf"(?:[(]{_HAN}{{1,4}}[)]|{_HAN}){{0,40}}$")  # «公共(技术)服务» is of one title
# What stands before a title and is none of it: verbs, holders, years, batches.
_BEFORE = re.compile(
    rf"^.*(?:公司|研究院|研究所|事务所|协会|商会|促进会|联合会|学院|学校|大学(?!生)|集团|中心|单位|认定|公布|命名|授予|确认|确定|"
    rf"评定|评为|定为|列为|认为|入选|荣获|获得|获批|批准|同意|颁发|表彰|证书|奖状|牌匾|兹|撤销|取消|部分|关于|通过|复核|合格|新增|等|(?<!国)家|为|的|"
    rf"(?<=[二三四五六七八九十零])年度?|第{_HAN}{{1,3}}批|^年度?|^批)"
)
_VERB = re.compile(
    r"认定|公布|命名|授予|确认|确定|评定|评为|列为|入选|荣获|获得|获批|批准|同意|颁发|表彰|增补"
)
_ASKED = re.compile(r"(?:申报|推荐|申请|创建|建设|培育|根据|按照|依据|打造)(?:[^,为]{0,8}|[成作]?为)$")
_NO_GRANT = re.compile(
    rf"(?:的?认定)?(?:管理|工作|条件|标准|申报|申请|推荐|建设|网络|评审|评价)|{_HAN}{{0,6}}(?:有限|股份)"
)
_NAMED = re.compile(
    r"(?:的?认定)?(?:结果)?的?(?:[(][^()]{1,12}[)])?的?(?:称号|名单|证书|牌匾|通知|决定|公告|通报)"
)
# A list out for comments, or a title that is taken away: what it names is no proof.
_NOT_YET = re.compile(r"公示|拟认定|拟命名|拟确定|拟推荐|取消|撤销|不合格|未通过")

_AUTHORITY = rf"(?!各|有关){_HAN}{{2,30}}?(?:人民政府|委员会|委|部|厅|局|署|办公室|协会|学会|商会|联合会|促进会|联盟)(?:办公厅|办公室)?"
_ISSUER = re.compile(rf"({_AUTHORITY})(?:文件|[(](?:盖章|公章|印章|章)[)])?(?:{DATE})?")
_LABELLED = re.compile(
    rf"(?:发证|颁证|颁发|认定|授予|批准|授牌|命名)(?:机关|单位|部门|机构):?({_AUTHORITY})(?!{_HAN})"
)
_IN_HEADING = re.compile(rf"({_AUTHORITY})关于")

_CENTRAL = re.compile(r"^(?:北京|天津|上海|重庆)市")
_STATE = re.compile(r"国家|全国|国务院|中华人民共和国")
_UNIONS = re.compile(r"协会|学会|商会|联合会|促进会|联盟")
_PROVINCE = re.compile(r"省|自治区|^(?:北京|天津|上海|重庆|内蒙古|广西|西藏|宁夏|新疆)")
_EXPLICIT = (
    ("省级", "province"),
    ("自治区级", "province"),
    ("市级", "city"),
    ("县级", "county"),
    ("区级", "county"),
)


@dataclass(frozen=True, slots=True)
class Granted:
    """A title as printed, the `place` that begins it, and whether a `verb` grants it or it stands by itself."""

    title: str
    place: str
    box: Box | None
    page: Page
    confidence: float
    verb: bool


def granted(pages: Sequence[Page]) -> Granted | None:
    """The title that a document grants: one that a verb leads to before one that stands by itself, platforms first."""
    found = [g for page in pages for g in _titles(page)]
    return max(found, key=lambda g: (g.verb, g.title.endswith("平台"), "示范" in g.title), default=None)


def _titles(page: Page) -> Iterator[Granted]:
    flow = flowing(page)
    text = re.sub(r"《[^》]{0,60}》", lambda m: "《" * len(m.group()), flow.text)
    short = len(text) < SHORT
    for end in _ENDS.finditer(text):
        rest = text[end.end() :]
        left = _LEFT.search(text[max(0, end.start() - 48) : end.start()])
        kept = left.group() if left else ""
        kept = kept[m.end() :] if (m := _BEFORE.match(kept)) else kept
        start = end.start() - len(kept)
        before = re.split("[。;]", text[max(0, start - 160) : start])[-1]
        if len(kept) < 2 or _NO_GRANT.match(rest) or _ASKED.search(before):
            continue
        verb = bool(_VERB.search(before) or _NAMED.match(rest))
        if not verb and not short:
            continue
        stop = end.end() + (len(m.group()) if (m := re.match(_RAISED, rest)) else 0)
        box, sure = flow.spot(start, stop)
        core = re.search(r"(?:中小|小微|小型|民营|科技|企业|公共|示范|服务)", kept)
        place = kept[: core.start()] if core else kept
        yield Granted(text[start:stop], place, box, page, sure, verb)


def only_named(pages: Sequence[Page]) -> bool:
    """Whether the head of the paper says that it proposes or takes away: 公示, 拟认定, 撤销."""
    head = "".join(line.text for line in page_lines(pages[0])[:8])
    return bool(_NOT_YET.search(re.split("现将|根据|按照|:", head)[0]))


def forwards(pages: Sequence[Page]) -> bool:
    """Whether the paper passes on another authority's."""
    return any("转发" in line.text for line in page_lines(pages[0])[:8])


def issuer(pages: Sequence[Page], holder: str | None) -> tuple[str, Box | None, Page] | None:
    """(name as printed, box, page) of who issued it: a label's, the letterhead's, the heading's, that beside the date."""
    first = page_lines(pages[0])
    for line in first:
        if m := _LABELLED.search(line.text):
            return m[1], line.box, pages[0]
    for line in first[:4]:
        if (name := _alone(line, holder)) and (
            line.text.endswith("文件") or line.box[1] < 0.2 * pages[0].height
        ):
            return name, line.box, pages[0]
    for line in first[:6]:
        if m := _IN_HEADING.match(line.text):
            return m[1], line.box, pages[0]
    for page in pages:
        if (dated := closing_date(page)) is None:
            continue
        every = page_lines(page)
        at = next((i for i, line in enumerate(every) if line.box[3] >= dated[2][3] - 1), len(every))
        for line in (*reversed(every[max(0, at - 3) : at + 1]), *every[at + 1 : at + 3]):
            if name := _alone(line, holder):
                return name, line.box, page
    if sum(len(line.text) for line in first) < SHORT:
        for line in reversed(first):
            if name := _alone(line, holder):
                return name, line.box, pages[0]
    for page in pages:
        for seal in page.seals:
            if (m := _ISSUER.fullmatch(squeeze(seal.text))) and m[1] != holder:
                return m[1], seal.box, page
    return None


def _alone(line: Line, holder: str | None) -> str | None:
    """The authority that a line, or a word that stands apart on it, consists of."""
    for text in (line.text, *(squeeze(w.text) for w in line.words)):
        m = _ISSUER.fullmatch(text)
        if m and m[1] != holder:
            return m[1]
    return None


def level(place: str, by: str | None, forwarded: bool = False) -> str | None:
    """national, province, city, county or association; None where it is not said, or title and issuer part."""
    own, others = _of_title(place), _of_issuer(by or "")
    if own is None or others is None or own == others:
        return own or others
    if (own, others) == ("national", "association"):  # «全国…», as an association calls it
        return others
    return own if forwarded else None


def _of_title(place: str) -> str | None:
    if _STATE.search(place):
        return "national"
    return next((name for word, name in _EXPLICIT if word in place), None) or _of_place(place)


def _of_issuer(name: str) -> str | None:
    if _UNIONS.search(name):
        return "association"
    if found := _of_place(name):
        return found
    if _STATE.search(name) or re.search(r"部(?:办公厅)?$", name):
        return "national"
    return "province" if re.search(r"(?<!办公)厅$", name) else None


def _of_place(text: str) -> str | None:
    """The lowest place that a name begins with; 北京市 and its like are provinces."""
    rest = _CENTRAL.sub("省", text).replace("自治区", "省")
    if re.search(rf"^{_HAN}{{0,16}}?(?:县|(?<!地)区(?!域)|旗)", rest):
        return "county"
    if re.search(rf"^{_HAN}{{1,14}}?(?:市(?!场)|自治州|盟|地区)", rest):
        return "city"
    return "province" if _PROVINCE.search(rest) else None
