"""Who writes the account, and what its sentences say of that: name, founding, address, legal representative."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors._claims import claim
from extractors._lines import page_lines
from extractors._prose import Paragraph
from extractors._surnames import plausible
from pipeline.model import Claim, Page

KIND = "narrative"
TITLES = ("示范平台申请相关情况说明", "平台申请相关情况说明", "申请相关情况说明", "相关情况说明", "示范平台申报相关情况说明",
          "示范平台申请情况说明", "平台相关情况说明", "平台情况说明", "平台运营情况报告", "平台运营情况说明", "平台建设运营情况报告",
          "平台自评报告", "平台情况介绍", "申报情况说明", "申请单位的基本情况", "平台申报情况说明", "平台建设情况报告")  # fmt: skip

# «(以下简称…)», «(品牌简称…)», «(英文缩写…, 下称…)»: who is called by a short name is who writes.
SELF = re.compile(
    r"(?P<n>[\u3400-\u9fff()A-Za-z0-9]{4,40})\((?:[^()。;]{0,12}[,、])?(?:以下|下文|本文|文中|对外|品牌|中文|通常|业内|后文)?(?:均|统)?(?:简称|下称|又称|称为|称)"
)
_ORGANISATION = r"[\u3400-\u9fffA-Za-z0-9()（）·]{2,36}?(?:公司|中心|研究院|研究所|学院|协会|商会|联合会|促进会|学会|事务所|合作社)"
# The account begins with the applicant: «甲公司成立于…», «甲中心于2011年5月30日在…注册». What a «…中心» is may be
# a platform's name, so «是» goes with firms alone.
OPENS = re.compile(
    rf"(?P<n>{_ORGANISATION})(?:[,，]?(?:成立|始建|创立|设立|注册|创建|组建|位于|坐落|地处|于)|(?<=公司)[,，]?(?:是|系|为)[^。]*)"
)
ALONE = re.compile(
    rf"(?:(?:申[请报]|填报)单位(?:名称)?)?(?:[(（](?:盖章|公章)[)）])?[:：]?(?P<n>{_ORGANISATION})(?:[(（](?:盖章|公章)[)）])?"
)

_DAY = r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?<!\d)(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}日?"
FOUNDED = re.compile(
    r"(?:成立|注册成立|注册|设立|创立|创办|创建|创始|诞生|组建|始建|登记成立|登记注册|注册登记|核准登记)(?:(?:日期|时间)(?:于|[:：]|为|是)?|于|[:：]|为)[,。.·]?(?P<d>(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?:19|20)\d{2}[-./]\d{1,2}(?:[-./]\d{1,2})?)"
)
# By whose hand, and by what act, it came to be: «于…经…局核准登记», «…在…注册设立», «…获准登记为…», «…挂牌成立».
_BY = r"(?:[,，]?(?:经|由|在|获|向|报|领取|取得)[^。;；\d]{0,36}?)?"
_ACT = (
    r"(?:注册成立|登记设立|登记注册|注册登记|设立登记|登记成立|成立登记|挂牌成立|(?:批准|批复|同意|核准)(?:设立|成立|组建)|成立|注册|设立|创立|创办|组建"
    r"|(?:核准|准予|批准|获准|依法|法人)登记|(?<=[局厅委部关府构])登记|(?:取得|领取)[^,，。;；\d]{0,12}(?:营业执照|法人证书|登记证书))"
)
FOUNDED_AFTER = re.compile(
    rf"(?P<d>{_DAY})起?{_BY}(?:[,，]?(?:本|我)?(?:中心|公司|单位|协会))?(?:正式|依法|完成|办理|工商|准予|核准|批准)*{_ACT}(?:为[^,，。;；]{{2,16}})?(?=[,，。;；、)）]|以来|至今|之[日后]|$)"
)
FOUNDED_AS = re.compile(
    rf"(?:是|系|为)(?:一[家个所])?(?:于|在|由)?(?P<d>{_DAY}){_BY}(?:正式|依法|准予|核准|批准)*{_ACT}的(?=[\u3400-\u9fff])"
)
# A change of the register, a patent, a branch: no founding of the applicant.
_NO_FOUNDING = re.compile(
    r"变更|备案|更名|改制|改组|商标|著作权|软件|专利|迁|增资|认定|分公司|子公司|换发|年检|复核|(?:联盟|分会|委员会|基金|支部|工作站|基地|园区)(?:正式)?(?:登记|注册|挂牌)?(?:成立|设立|创办|组建)"
)
_OTHER_BODY = re.compile(
    r"协会|联盟|分公司|子公司|母公司|集团|分会|委员会|支部|总支|基金|前身|股东|投资方|工作站|平台(?:于|正式|在)?$|大厅|窗口|团队|服务队|志愿队|网站|研发"
)

OTHER_FIRM = re.compile(r"[\u3400-\u9fff]{4,}(?:有限公司|有限责任公司|股份公司)")
_LEGAL = r"(?<!原)(?<!前任)(?<!前)(?:法定代表人|法人代表|(?<=公司|单位|中心)法人(?!代表|资格|证|单位|治理|股东|机构|登记))(?:\([^()\d]{1,8}\))?(?:[、兼/]{1,2}(?:[\u3400-\u9fff]{0,4}(?:主任|经理|理事长|董事长|院长|会长|负责人|董事)))?(?:姓名)?(?:为|是|由|系(?!统)|[:：])?"
_CALLED = r"(?:先生|女士|同志)?"
# A name ends where a clause does, or where what is told of the person begins; a single glyph that may be part of
# a name («张大为») ends one only where nothing better does.
LEGALS = tuple(
    re.compile(p)
    for p in (
        rf"{_LEGAL}(?P<n>[\u3400-\u9fff·]{{2,4}}?){_CALLED}(?=[,，。;；、()（）]|$|从事|毕业于?|具有|现任|现年|现为|曾任?|拥有|系[^统列]|深耕|扎根|投身|致力|专注|长期|多年|先后|历任|出生|生于|担任|兼任|带领|率领|持有|精通|熟悉|擅长|创办|大学|本科|大专|专科|硕士|博士|高级|中级|中共|来自|联系|电话|身份证|\d)",
        rf"{_LEGAL}(?P<n>[\u3400-\u9fff]{{3}}){_CALLED}(?=[在于自是为有任男女原率])",
        rf"{_LEGAL}(?P<n>[\u3400-\u9fff]{{2}}){_CALLED}(?=[在于自是为有任男女原率])",
        rf"(?:^|[,，。;；]|现由|由)(?P<n>(?!由|现)[\u3400-\u9fff·]{{2,4}}?){_CALLED}(?:担任|出任|任|为|系|是)(?:本|我|该)?(?:公司|中心|单位|协会)?(?:的)?(?:法定代表人|法人代表)",
    )
)
_ROAD = r"[\u3400-\u9fffA-Za-z0-9#\-—·]"
ADDRESS = re.compile(
    r"(?P<cue>(?:注册)?地址|注册地|住所地?|总部|机构所在地|单位所在地|所在地|(?:公司|中心|单位|协会|研究院|商会)(?=坐落|位于|地处|设在|设于))"
    r"(?:现|目前)?(?:位于|坐落于|坐落在|坐落|地处|设在|设于|设立在|在|为|是|[:：]){0,2}"
    rf"(?P<v>[\u3400-\u9fff]{{2,9}}?(?:省|自治区|州|盟|市|地区|区|县|旗){_ROAD}{{2,44}}?\d+(?:-\d+)?号{_ROAD}{{0,24}}?)"
    r"(?=[,，。;；、()（）]|$|的|内[,，。;；]|设有|建有|拥有|现有|统一社会)"
)
_ELSEWHERE = re.compile(r"合作|集团|母公司|以前|年前|曾|分公司|分中心|子公司|分支|联络|服务站|大厅|教室|园区|基地|展厅|企业|客户|[原旧]$|迁|拟|计划|办公|经营|通[讯信]|联系|网站|邮箱|电子")  # fmt: skip


def applicant(pages: Sequence[Page], told: Sequence[Paragraph]) -> Claim | None:
    """Who writes: «…（以下简称…）», else how the account begins, else its head or signature."""
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


def legal(p: Paragraph, own: str | None) -> Claim | None:
    """The applicant's legal representative; a sentence about another firm names that firm's."""
    found = (m for pattern in LEGALS for m in pattern.finditer(p.text))
    m = next((m for m in found if plausible(m.group("n"))), None)
    if m is None:
        return None
    whole = _lead(p, m.start(), own)
    if "变更" in whole or (OTHER_FIRM.search(whole) and not of_its_founders(whole)):
        return None
    return _said(p, m, "n", "legal-representative")


def founded(p: Paragraph, own: str | None) -> Claim | None:
    """The first statement of when the applicant was founded."""
    found = (m for pattern in (FOUNDED, FOUNDED_AFTER, FOUNDED_AS) for m in pattern.finditer(p.text))
    for m in sorted(found, key=lambda m: m.start()):
        if _OTHER_BODY.search(_lead(p, m.start(), own)[-14:]) or _NO_FOUNDING.search(m.group()):
            continue
        return _said(p, m, "d", "established-on")
    return None


def address(p: Paragraph, own: str | None) -> Claim | None:
    """Where the applicant is seated: a whole address with its number, under a label or as the account opens."""
    for m in ADDRESS.finditer(p.text):
        lead = _lead(p, m.start(), own)
        other = OTHER_FIRM.search(lead) and not of_its_founders(lead)
        if not other and not _ELSEWHERE.search(re.split("[,，]", lead)[-1]) and _itself(p, m, own):
            return _said(p, m, "v", "address")
    return None


def _itself(p: Paragraph, m: re.Match[str], own: str | None) -> bool:
    """Whether «中心位于…» speaks of the applicant: «培训中心位于…» is one of its rooms."""
    if not re.search("公司|中心|单位|协会|研究院|商会", m.group("cue")):
        return True
    before = p.text[: m.start()]
    return bool(re.search("(?:^|[本我。;；,，])$", before)) or bool(
        own and p.text[: m.end("cue")].endswith(own)
    )


def of_its_founders(text: str) -> bool:
    """Whether the other firm in a sentence is named as who founded, runs or owns the applicant."""
    return bool(
        re.search(
            r"(?:由|隶属于?|是|系|为|受)[^,，。;；]{2,24}公司[^,，。;；]{0,16}(?:发起|举办|主办|出资|创办|设立|成立|组建|控股|全资|所属|下属|投资)",
            text,
        )
    )


def _lead(p: Paragraph, start: int, own: str | None) -> str:
    """The sentence up to `start`, without the applicant's own name: that is no other body."""
    whole = re.split("[。;；]", p.text[:start])[-1]
    return whole.replace(own, "") if own else whole


def _said(p: Paragraph, m: re.Match[str], group: str, quantity: str) -> Claim | None:
    page, box, sure = p.spot(m.start(group), m.end(group))
    return claim(page, quantity, m.group(group), kind=KIND, box=box, confidence=sure, read=m.group())
