"""The lexicon of education and titles, as a table (domain B3)."""

from __future__ import annotations

import pytest

from pipeline.lexicon import (
    KNOWN_EDUCATION,
    KNOWN_TITLES,
    education_rank,
    mend,
    mend_torn,
    qualified,
    title_level,
)

EDUCATION = {
    6: "博士研究生 博士",
    5: "硕士 硕士研究生 研究生 在职研究生 MBA",
    4: "大学本科 本科 大学 学士 专升本 全日制本科 自考本科 电大本科 双学士",
    3: "大学专科 大专 专科 高职 高专 函授大专 夜大 成人大专",
    2: "中专 高中 中技 职高 技校",
    1: "初中 小学",
    None: "本科在读 肄业 结业 同等学力 党校 某某",
}
TITLES = {
    "senior": "教授 正高级工程师 教授级高级工程师 研究员级高级工程师 正高 一级律师 一级演员 主任医师 正高级经济师",
    "associate": "副教授 副研究员 高级工程师 高级经济师 高级会计师 副高 高级 高级农艺师 二级律师 高级教师 高级知识产权师 高级电子工程师",
    "mid": "工程师 会计师 审计师 统计师 经济师 助理研究员 主管护师 主治医师 一级教师 馆员 人力资源管理师 知识产权师 中级 中级会计师 "
    "经济师(中级) 电气工程师 二级翻译 三级律师",
    "junior": "助理工程师 助理经济师 助教 技术员 初级会计师 助理馆员 初级 护师 研究实习员 助理电气工程师 二级教师",
    "none": "无 / — 暂无 高级技师 技师 高级工 评审中",
    "qualification": "注册会计师 二级建造师 一级建造师 注册安全工程师 律师 税务师 法律职业资格 心理咨询师",
    "unknown": "讲师 顾问 咨询师 培训师 项目经理 研究员 编辑 某某师",
    None: "",
}


@pytest.mark.parametrize(("rank", "word"), [(r, w) for r, words in EDUCATION.items() for w in words.split()])
def test_education(rank: int | None, word: str) -> None:
    assert education_rank(word) == rank


@pytest.mark.parametrize(("level", "word"), [(k, w) for k, words in TITLES.items() for w in words.split()])
def test_title(level: str | None, word: str) -> None:
    assert title_level(word) == level


def test_blank_says_nothing() -> None:
    assert title_level("") is None
    assert title_level(None) is None
    assert education_rank(None) is None


@pytest.mark.parametrize(
    ("education", "title", "both"),
    [
        ("大专", "工程师", True),
        ("大专", "助理工程师", False),
        ("中专", "高级工程师", False),
        ("本科", "讲师", None),
        ("高中", "讲师", False),
        ("", "工程师", None),
        ("本科", "无", False),
    ],
)
def test_qualified(education: str, title: str, both: bool | None) -> None:
    assert qualified(education, title) is both


def test_one_misread_glyph_is_mended_where_only_one_word_is_near() -> None:
    assert mend("助理经济帅", KNOWN_TITLES) == "助理经济师"
    assert mend("木科", KNOWN_EDUCATION) == "本科"
    assert mend("大学木科", KNOWN_EDUCATION) == "大学本科"
    assert mend("大口", KNOWN_EDUCATION) is None
    assert mend("工程师", KNOWN_TITLES) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("工程师业", "工程师"),
        ("程师", "工程师"),
        ("讲城术", None),
        ("高级工程", "高级工程师"),
        ("工程师", None),
        ("师", None),
    ],
)
def test_a_torn_word_is_mended_where_one_word_alone_is_near(text: str, wanted: str | None) -> None:
    assert mend_torn(text, KNOWN_TITLES) == wanted
