"""What the recommending authority fills in: the form with its sample, and the summary table of a batch."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import recommendation_form, recommendation_summary
from pipeline.model import Claim, Page, Row
from tests.pages import document, page

HEAD = ["序号", "平台名称", "服务机构名称\n(须与申报单位盖章名称一致)", "申请示范平台服务功能类别\n(不超过3类)", "示范性表述（必填，\n总结提炼为150字以内）", "备注(属于省级推荐名额；或者属于打造大中小企业融通型、专业资本集聚型、科技资源支撑型、高端人才引进型等创新创业特色载体的开发区)"]  # fmt: skip
ONE = ["1", "甲云公共服务平台", "甲省乙市服务中心", "信息、技术", "线上线下联动", "属于省级推荐名额"]
SUMMARY = ("省级中小企业主管部门或行业协会名称（盖章）：湖北省经济和信息化厅",)


def rows(module: object, *pages: Page) -> list[Row]:
    return [r for r in module.extract(document(module.KIND, *pages)) if isinstance(r, Row)]  # type: ignore[attr-defined]


def summary(*lines: list[str], head: list[str] = HEAD) -> Page:
    return page(*SUMMARY, title="推荐2019年度国家中小企业公共服务示范平台汇总表", table=[head, *lines])


def test_the_form_of_the_call() -> None:
    [row] = rows(recommendation_summary, summary(ONE, ["2", "", "", "", "", "属于省级推荐名额"]))
    assert row.number == 1
    assert row.cells == {
        "authority": "湖北省经济和信息化厅", "platform": "甲云公共服务平台", "name": "甲省乙市服务中心",
        "functions": "信息、技术", "statement": "线上线下联动", "remark": "属于省级推荐名额",
    }  # fmt: skip
    assert row.boxes["statement"]
    assert row.doubt == ()


def test_other_words_and_no_remark() -> None:
    head = ["编号", "申报单位名称", "平台名称", "功能类别", "示范性描述"]
    [row] = rows(
        recommendation_summary, summary(["1", "甲省乙市服务中心", "甲云平台", "培训", ""], head=head)
    )
    assert (row.cells["name"], row.cells["platform"], row.cells["functions"]) == (
        "甲省乙市服务中心",
        "甲云平台",
        "培训",
    )
    # A blank of a scan is not known to be one; a column that is not there was not read.
    assert set(row.doubt) == {"statement", "remark"}


def test_a_blank_of_a_digital_page_is_a_blank() -> None:
    made = replace(summary(["1", "甲云平台", "甲省乙市服务中心", "培训", "", ""]), source="text")
    [row] = rows(recommendation_summary, made)
    assert row.cells["statement"] is None
    assert row.doubt == ()


def test_the_lines_of_a_long_head_are_one_head_and_the_line_over_it_is_none() -> None:
    head = [
        ["", "", "服务机构名称（须与", "申请示范平台服务", "", "备注（属于省级推"],
        ["", "", "申报单位盖章名称一", "功能类别（不超过", "示范性表述（必填，总", "荐名额；或者属于"],
        ["序号", "平台名称", "致）", "3类）", "结提炼为150字以内）", "特色载体）"],
    ]
    above = ["", SUMMARY[0][:-2], SUMMARY[0][-2:], "", "", ""]
    made = page(table=[above, *head, ONE])  # type: ignore[list-item]
    [row] = rows(recommendation_summary, made)
    assert row.cells["authority"] == "湖北省经济和信息化厅"
    assert (row.cells["name"], row.cells["functions"], row.cells["remark"]) == (ONE[2], ONE[3], ONE[5])


def test_a_page_without_a_table_has_no_rows() -> None:
    assert rows(recommendation_summary, page("此件无表格", title="汇总表")) == []


FORM = [
    ["测评方法", ("□上门拜访 ☑电话询问 □网络互动 □书面征求 □其他", 7)],
    ["抽样企业名称", "被访人员姓名", "职务", "联系电话", "接受服务内容", ("对所受服务的总体评价", 3)],
    [None, None, None, None, None, "很满意", "基本满意", "不满意"],
    ["甲机械有限公司", "张三", "经理", "13800000001", "检测", "√", "", ""],
    ["乙电子有限公司", "李四", "厂长", "13800000002", "培训", "", "√", ""],
    ["丙食品有限公司", "王五", "经理", "13800000003", "融资", "", "", ""],
    ["", "", "", "", "", "", "", ""],
    ["对区域中小企业发展的影响和作用", ("作用明显", 7)],
]


def form() -> list[Page]:
    cover = page(
        "示范平台承担单位名称：甲省乙市服务中心",
        "推荐省（区、市）：湖北",
        title="国家中小企业公共服务示范平台推荐表",
    )
    return [cover, page("推荐单位组织测评情况（随机抽取，不少于10家）", table=FORM)]  # type: ignore[arg-type]


def test_the_sample_of_the_form() -> None:
    found = rows(recommendation_form, *form())
    assert [(r.cells["name"], r.cells["phone"], r.cells["rating"]) for r in found] == [
        ("甲机械有限公司", "13800000001", "satisfied"),
        ("乙电子有限公司", "13800000002", "basically-satisfied"),
        ("丙食品有限公司", "13800000003", None),
    ]


def test_the_form_names_the_applicant() -> None:
    said = recommendation_form.extract(document("recommendation-form", *form()))
    assert [c.value for c in said if isinstance(c, Claim) and c.quantity == "applicant-name"] == [
        "甲省乙市服务中心"
    ]


@pytest.mark.parametrize("module", [recommendation_form, recommendation_summary])
def test_nothing_is_claimed_of_an_empty_page(module: object) -> None:
    assert rows(module, page()) == []
