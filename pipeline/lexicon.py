"""What education and professional titles mean: ranks of 学历, levels of 职称.

Source: the levels of the national series (人社部 专技司, 2021-11-02) and common usage in rosters, as gathered
in the project's domain notes, B3. What is no title (a post such as 讲师 of a firm, a grade of skill such as
高级技师, a qualification such as 二级建造师) is told apart from what is not known at all.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import Levenshtein

from pipeline.quantity import squeeze

Level = Literal["junior", "mid", "associate", "senior", "none", "qualification", "unknown"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DOCTOR, MASTER, BACHELOR, COLLEGE, SECONDARY, SCHOOL = 6, 5, 4, 3, 2, 1
MID_UP: frozenset[Level] = frozenset({"mid", "associate", "senior"})

# The first word that stands in the text decides: words that hold another (大学专科 holds 大学) come before it.
_EDUCATION: tuple[tuple[int, str], ...] = (
    (DOCTOR, "博士研究生 博士 博研"),
    (BACHELOR, "双学士"),
    (MASTER, "硕士研究生 硕士 研究生 硕研 MBA EMBA MPA"),
    (SECONDARY, "中等专科 中等专业"),
    (BACHELOR, "专升本"),
    (COLLEGE, "大学专科 专科 大专 高职高专 高职 高专 夜大 高等职业 高等专科"),
    (BACHELOR, "大学本科 本科 大本 学士 大学"),
    (COLLEGE, "电大 函大 职大 业大"),
    (SECONDARY, "中专 中技 技校 职高 中职 高中 职中 技工学校 职业高中 高技"),
    (SCHOOL, "初中 小学"),
)
_UNFINISHED = re.compile("结业|肄业|在读|同等学[力历]|党校|培训证书")

_NO_TITLE = frozenset({"", *_words("无 / - -- — —— 暂无 无职称 没有 未评 未评定 \\ 、 None none 一")})
# Grades of skill (职业技能等级) are no 职称; nor are the posts that firms invent.
_SKILL = re.compile(
    r"(?:高级|中级|初级|首席|特级)?技师$|[高中初]级工$|技能|技术工人|[一二三四五]级/|高级(?:技工|工人)"
)
_POST = _words(
    """
    培训师 咨询师 顾问 项目经理 主任 总监 经理 主管 专员 高级顾问 高级咨询师 首席顾问 法律顾问 财务顾问
    部长 副主任 总经理 副总经理 董事长 助理 文员 会计 出纳 客服 职员 员工 讲师(企业) 内训师
    高级讲师(企业) 培训讲师 高级培训师 策划师 设计师 客户经理 项目主管 专家 工程部经理 行政 科员 干部
    """
)
# A title of its series, and as often what a firm calls its people: only the certificate can tell.
_POST_OR_TITLE = frozenset({"讲师", "研究员", "编辑", "记者", "翻译", "教练", "管理员"})
_NOT_YET = re.compile("评审中|评定中|待评|申报中|在评")

# Words of the series, B3.2. `mid` holds the base words; 助理 before one makes it junior, 高级 associate.
_SENIOR = _words(
    """
    教授 研究员 编审 译审 研究馆员 播音指导 国家级教练 主任医师 主任药师 主任护师 主任技师 主任中医师
    农业技术推广研究员 一级律师 一级公证员 一级演员 一级编剧 一级美术师 一级导演 一级演奏员 一级作曲
    一级指挥
    """
)
_ASSOCIATE = _words(
    """
    副教授 副研究员 副编审 副研究馆员 副主任医师 副主任药师 副主任护师 副主任技师 副主任中医师 高级记者
    高级编辑 主任记者 主任编辑 一级翻译 主任播音员 主任播音员主持人 二级律师 二级公证员 二级演员
    二级编剧 二级美术师 二级导演 二级演奏员 高工
    """
)
_MID = _words(
    """
    讲师 助理研究员 主治医师 主管医师 主管药师 主管护师 主管技师 主治中医师 工程师 农艺师 畜牧师 兽医师
    记者 编辑 一级校对 馆员 工艺美术师 一级实习指导教师 一级教师 中级教练 一级教练 二级翻译 翻译
    一级播音员 一级播音员主持人 会计师 审计师 统计师 经济师 人力资源管理师 知识产权师 实验师 三级律师
    三级公证员 三级演员 三级编剧 三级美术师 政工师 国际商务师 园艺师 兽医师 林业工程师 规划师 测绘工程师
    建筑师 小学高级教师 中学一级教师 技术经纪师 数据分析师(中级) 物流师(中级)
    """
)
_JUNIOR = _words(
    """
    助教 研究实习员 医师 药师 护师 医士 药士 护士 技士 技术员 农业技术员 助理记者 助理编辑 助理馆员
    管理员 工艺美术员 二级实习指导教师 三级实习指导教师 教员 二级教师 三级教师 初级教练 二级教练
    三级翻译 二级播音员 实验员 四级律师 四级演员 律师助理 政工员 外销员 会计员 统计员 经济员 助工
    二级校对 三级校对 审计员 助理政工师 助理国际商务师 中学二级教师 小学一级教师
    """
)
_GENERIC: tuple[tuple[str, Level], ...] = (
    ("正高级职称", "senior"), ("正高级", "senior"), ("正高", "senior"), ("副高级职称", "associate"), ("副高级", "associate"),
    ("副高", "associate"), ("高级职称", "associate"), ("高级", "associate"), ("中级职称", "mid"), ("中级", "mid"),
    ("初级职称", "junior"), ("初级", "junior"), ("助理级", "junior"), ("员级", "junior"),
)  # fmt: skip
# B3.3: some stand for a title in some places; that is for a person to decide.
_QUALIFICATION = re.compile(
    r"注册|建造师|造价(?:工程)?师|造价员|资产评估师|房地产估价师|税务师|监理工程师$|安全工程师$|消防工程师|执业药师|软考|拍卖师|导游|法律职业|执业证|"
    r"律师$|专利代理|从业|心理咨询师|企业培训师|PMP|内审员|司法考试|资格$|资格证|CPA|CFA|ACCA|房地产经纪|咨询工程师|结构工程师|"
    r"计量师|设备监理|测绘师|教师资格|理财师|职业指导|营养师|信息系统|系统集成项目管理|网络工程师\(软|架构师|项目管理师"
)


def education_rank(text: str | None) -> int | None:
    """Rank of an education, 6 (doctor) to 1 (primary school); 3 and above counts as 大专及以上. None: unknown."""
    t = squeeze(text or "").upper()
    if not t or _UNFINISHED.search(t):
        return None
    for rank, words in _EDUCATION:
        if any(word in t for word in words.split()):
            return rank
    return None


def _series() -> dict[str, Level]:
    levels: dict[str, Level] = {}
    for base in _MID:
        levels[base] = "mid"
        if base in ("助理研究员",) or re.match(r"[一二三]级|主[治管]|中[级学]|小学", base):
            continue
        levels["助理" + base] = "junior"
        for before in ("中级", "中级职称"):
            levels[before + base] = "mid"
        levels["初级" + base] = "junior"
        levels["高级" + base] = "associate"
        for before in ("正高级", "教授级", "教授级高级", "研究员级", "研究员级高级"):
            levels[before + base] = "senior"
    for word in _JUNIOR:
        levels[word] = "junior"
    for word in _ASSOCIATE:
        levels[word] = "associate"
    for word in _SENIOR:
        levels[word] = "senior"
    levels |= {"教授级高工": "senior", "研究员级高工": "senior", "正高工": "senior", "高级教师": "associate",
               "中学高级教师": "associate", "正高级教师": "senior", "高级教练": "associate", "高级实习指导教师": "associate",
               "初级会计": "junior", "中级会计": "mid", "高级会计": "associate", "中级经济": "mid", "高级政工": "associate",
               "初级经济师": "junior", "高级实验师": "associate", "主治医生": "mid", "高级会计员": "unknown"}  # fmt: skip
    return levels


_LEVELS: dict[str, Level] = _series()
KNOWN_TITLES: frozenset[str] = frozenset(k for k, v in _LEVELS.items() if v != "unknown")
KNOWN_EDUCATION: frozenset[str] = frozenset(
    w for _, words in _EDUCATION for w in words.split() if len(w) > 1 and not w.isascii()
) | {
    "全日制本科",
    "函授本科",
    "自考本科",
    "大学本科",
    "自考大专",
    "函授大专",
    "成人大专",
    "在职研究生",
    "在职硕士",
}


@lru_cache(maxsize=4096)
def title_level(text: str | None) -> Level | None:
    """The level of a professional title.

    `none`: the cell says that there is none, or names a skill grade; `qualification`: a qualification that may
    stand for a title; `unknown`: a post or a word that is not in the lexicon. None where the cell is blank.
    """
    t = squeeze(text or "")
    if not t:
        return None
    if t in _NO_TITLE:
        return "none"
    if _NOT_YET.search(t):
        return "none"
    best: Level | None = None
    for part in re.split(r"[、,，;；/+和]|及", re.sub(r"^\((.*)\)$", r"\1", t)):
        level = _one(part)
        if level is not None and (best is None or _weight(level) > _weight(best)):
            best = level
    return best or "unknown"


def _one(part: str) -> Level | None:
    t = re.sub(r"职称$|^职称", "", part) or part
    inner = re.search(r"\(([^()]*)\)$", t)
    bare = re.sub(r"\([^()]*\)$", "", t)
    if not t:
        return None
    if t in _POST_OR_TITLE or t in _POST or bare in _POST:
        return "unknown"
    for word in (t, bare):
        if word in _LEVELS:
            return _LEVELS[word]
    for word, level in _GENERIC:
        if t in (word, word + "职称"):
            return level
    if inner and (found := next((lv for w, lv in _GENERIC if inner.group(1) == w), None)):
        return found
    if _SKILL.search(t):
        return "none"
    if _QUALIFICATION.search(t):
        return "qualification"
    return _compound(bare)


def _compound(t: str) -> Level | None:
    """«电气工程师», «中级工程师(机械)», «高级电子工程师»: a known word at the end, its prefix at the beginning."""
    if any(t.startswith(p) for p in ("正高", "教授级", "研究员级")):
        return "senior"
    for word in sorted(KNOWN_TITLES, key=len, reverse=True):
        if len(word) >= 3 and t.endswith(word) and _LEVELS[word] in ("mid", "junior", "associate", "senior"):
            before = t[: -len(word)]
            level = _LEVELS[word]
            if level != "mid":
                return level
            if before.startswith(("助理", "初级")):
                return "junior"
            if before.startswith("高级"):
                return "associate"
            # A compound of the base words of the big series keeps the level; others are inventions of firms.
            return (
                "mid"
                if word in ("工程师", "会计师", "经济师", "农艺师", "实验师", "研究员") or before == "中级"
                else None
            )
    for word, level in _GENERIC:
        if t.startswith(word) and len(t) - len(word) <= 6 and level in ("mid", "junior") and t.endswith("师"):
            return level
    return None


def _weight(level: Level) -> int:
    return {"unknown": 0, "none": 1, "qualification": 2, "junior": 3, "mid": 4, "associate": 5, "senior": 6}[
        level
    ]


# Glyphs that readers take for each other in these words.
_ALIKE = frozenset(
    {"木本", "未本", "末本", "术本", "料科", "斗科", "枓科", "帅师", "狮师", "筛师", "寺专", "传专", "转专", "土士", "上士",
     "顶硕", "页硕", "域城", "扌技", "枝技", "経经", "任工", "王工", "工士", "理埋", "埋理", "计汁", "汁计", "人大", "太大",
     "犬大", "夫大", "字学", "宇学", "高髙", "髙高", "級级", "纹级", "吸级", "程裎", "裎程", "组级", "助肋", "肋助", "副幅"}
)  # fmt: skip


def mend(text: str, known: frozenset[str], *, alike: bool = False) -> str | None:
    """The one known word that differs from `text` by a single misread glyph; None where none or several do.

    Of several, the one whose glyph looks alike is meant (大学木科: 本科, not 专科). `alike` asks for that always.
    """
    t = squeeze(text)
    if t in known or len(t) < 2:
        return None
    near = [w for w in known if len(w) == len(t) and Levenshtein.distance(w, t, score_cutoff=1) == 1]
    if alike or len(near) > 1:
        near = [w for w in near if any(a + b in _ALIKE for a, b in zip(t, w, strict=True) if a != b)]
    return near[0] if len(near) == 1 else None


def mend_torn(text: str, known: frozenset[str]) -> str | None:
    """The one known word that `text` is with a glyph lost or a stroke beside it read as one («工程师业», «程师»)."""
    t = squeeze(text)
    if t in known or len(t) < 2:
        return None
    near = [w for w in known if abs(len(w) - len(t)) == 1 and Levenshtein.distance(w, t, score_cutoff=1) == 1]
    return near[0] if len(near) == 1 else None


def likely_level(text: str | None) -> Level | None:
    """`title_level`, but for words that are title or post (讲师): what they are as a title of their series."""
    level = title_level(text)
    if level == "unknown":
        return _LEVELS.get(squeeze(text or ""), level) if squeeze(text or "") in _POST_OR_TITLE else level
    return level


def qualified(education: str | None, title: str | None, *, likely: bool = False) -> bool | None:
    """Whether a person has both 大专+ and 中级+; None where either cannot be told (domain A7-2).

    `likely` takes words that may be title or post for titles.
    """
    rank, level = education_rank(education), (likely_level if likely else title_level)(title)
    degree = None if rank is None else rank >= COLLEGE
    titled = None if level in (None, "unknown", "qualification") else level in MID_UP
    if degree is False or titled is False:
        return False
    return True if degree and titled else None


def rare(glyph: str) -> bool:
    """Outside the first level of GB 2312, the 3755 common characters."""
    try:
        return glyph.encode("gb2312") >= b"\xd8\xa1"
    except UnicodeEncodeError:
        return True
