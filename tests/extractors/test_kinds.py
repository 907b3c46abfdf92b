"""Titles: which kind a page opens, and what must fool nobody. Every module of ours in one table."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

import extractors
from pipeline.model import KINDS, Claim, Page
from tests.pages import document, page

MODULES = {
    m.KIND: m
    for info in pkgutil.iter_modules(extractors.__path__)
    if not info.name.startswith("_")
    for m in [importlib.import_module(f"extractors.{info.name}")]
}
BODY = (
    "各有关企业：",
    "为帮助中小企业及时了解政策，我单位定于2019年3月22日举办活动。",
    "现将有关事项通知如下。",
    "请提前十五分钟到场。",
)

TITLES = {
    "audit-report": ("审计报告", "审 计 报 告", "甲市乙服务有限公司2019年度财务报表审计报告", "审计报舌"),
    "special-audit-report": (
        "关于甲市乙服务有限公司2019年度中小企业服务收支情况的专项审计报告",
        "中小企业服务收支情况专项审计报告",
        "关于甲公司2023年度服务收支情况的专项审核报告",
        "服务收入专项鉴证报告",
        "审核报告",
    ),
    "financial-statements": ("资产负债表", "2019年度财务报表", "利润表", "合并资产负债表"),
    "staff-roster": ("主要管理人员和服务人员名单及职称情况一览表", "从业人员名单", "人员花名册", "专业技术人员名单", "管理和服务人员名单"),
    "served-enterprises": ("服务的中小企业名单及服务评价表", "2021年度服务企业名单", "服务中小企业名单及满意度评价表", "服务的中小企业名单（100家以上）"),
    "equipment-list": ("主要服务设备、仪器及软件清单", "仪器设备清单", "设备一览表"),
    "premises-lease": ("房屋租赁合同", "办公场地租赁协议", "房 屋 租 赁 合 同", "场地无偿使用证明"),
    "premises-title": ("不动产权证书", "房屋所有权证", "国有土地使用证"),
    "service-evidence": ("关于举办惠企政策宣讲会的通知", "签到表", "签 到 表", "活动照片", "培训总结", "关于开展企业诊断服务活动的通知", "培训方案", "2021年度培训活动统计表"),
    "recognition": ("关于公布2018年省级中小企业公共服务示范平台名单的通知", "关于认定第五批省级中小企业公共服务示范平台的通知", "认定证书", "荣誉证书"),
    "qualification": ("检验检测机构资质认定证书", "人力资源服务许可证", "网站备案信息查询结果", "质量管理体系认证证书", "融资担保业务经营许可证", "办学许可证"),
    "credit-report": ("公共信用信息报告", "企业信用报告", "法人和非法人组织公共信用信息报告"),
    "cooperation-agreement": ("检验检测服务合作协议", "战略合作协议书", "合作框架协议", "共建协议"),
    "fee-schedule": (
        "服务项目收费标准", "收费标准公示", "服务收费标准及减免办法", "服务项目收费标准及优惠规定", "中心服务价目表",
    ),
    "social-insurance": ("单位参保缴费明细", "社会保险缴费证明", "参保人员花名册", "社会保险参保证明"),
    "personnel-certificate": ("毕业证书", "专业技术职务任职资格证书", "职业资格证书", "学位证书"),
    "welfare-evidence": (
        "公益性服务情况说明", "公益性服务证明", "低收费服务证明", "公益性服务和低收费服务情况证明", "免费服务企业活动统计表", "2021年度公益性服务活动一览表",
    ),
    "recommendation-form": ("国家中小企业公共服务示范平台推荐表",),
    "recommendation-summary": ("中小企业公共服务示范平台推荐汇总表",),
}  # fmt: skip


def opens(made: Page) -> str | None:
    """The kind with the highest score from one half on, as splitting asks for it."""
    scores: dict[str, Callable[[Sequence[Page]], float | None]] = {k: m.score for k, m in MODULES.items()}
    told = {k: s for k, score in scores.items() if (s := score((made,))) is not None}
    best = max(told, key=lambda k: told[k], default=None)
    return best if best is not None and told[best] >= 0.5 else None


@pytest.mark.parametrize(("kind", "title"), [(k, t) for k, titles in TITLES.items() for t in titles])
def test_titles(kind: str, title: str) -> None:
    assert opens(page(*BODY[1:], title=title)) == kind


@pytest.mark.parametrize("kind", TITLES)
def test_a_glance_is_enough(kind: str) -> None:
    whole = page(*BODY[1:], title=TITLES[kind][0])
    assert opens(replace(whole, depth="glance", words=whole.words[:3], grids=())) == kind


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        (("审 计 报 告", "甲公司全体股东：", "我们审计了甲公司的财务报表和后附的服务收支情况表。"), "audit-report"),
        (("审 核 报 告", "甲公司：", "我们审核了后附的甲公司2019年度服务收支情况表。"), "special-audit-report"),
    ],
)  # fmt: skip
def test_an_annual_report_is_no_special_one_for_a_word_of_services(lines: tuple[str, ...], kind: str) -> None:
    made = page(*lines[1:], title=lines[0])
    assert opens(made) == kind
    assert (MODULES["special-audit-report"].score((made,)) is not None) is (kind == "special-audit-report")


def test_title_over_two_lines() -> None:
    made = page("2019年度中小企业服务收支情况的专项审计报告", title="关于甲市乙服务有限公司")
    assert opens(made) == "special-audit-report"


@pytest.mark.parametrize(
    "lines",
    [
        ("四、附件包括营业执照、审计报告、房屋租赁合同和真实性声明等材料。",),
        ("我单位提供了审计报告、专项审计报告。", "见《房屋租赁合同》。"),
        ("乙方应当在签订租赁合同后十日内缴纳押金。", "双方协商一致，可以另行签订合作协议。"),
        ("一、经营活动产生的现金流量", "二、投资活动产生的现金流量"),
        ("获得专业服务        检验检测机构资质认定证书",),
    ],
)
def test_mentions_open_nothing(lines: tuple[str, ...]) -> None:
    assert opens(page(*lines)) is None


def test_contents_open_nothing() -> None:
    made = page(
        "一、申请报告……………1",
        "二、审计报告……………12",
        "三、房屋租赁合同……………30",
        "四、真实性声明……………40",
        title="目 录",
    )
    assert opens(made) is None


def test_the_next_page_of_a_list_opens_nothing() -> None:
    table = [
        ["序号", "服务企业名称", "联系人", "联系电话", "服务内容", "满意", "基本满意", "不满意"],
        ["27", "甲公司", "张三", "1380", "咨询", "√", "", ""],
    ]
    assert opens(page(table=table)) is None


def test_the_audit_firms_own_papers_open_nothing_of_ours() -> None:
    made = page(
        "名称：甲市正信会计师事务所（普通合伙）",
        "首席合伙人：王五",
        "执业证书编号：30834654",
        title="会计师事务所执业证书",
    )
    assert opens(made) not in ("qualification", "personnel-certificate", "audit-report")


def test_photos() -> None:
    bare = replace(page(), photo=True)
    assert opens(bare) is None
    assert MODULES["service-evidence"].score((bare, bare)) >= 0.5
    assert opens(replace(page("图1 惠企政策宣讲会现场"), photo=True)) == "service-evidence"


def test_every_kind_has_its_module() -> None:
    assert set(MODULES) == set(KINDS) - {"other"}


ODD = {
    "empty": page(),
    "one word": page("甲"),
    "one cell": page(table=[["甲"]]),
    "only numbers": page(table=[["1", "2", "3"], ["4", "5", "6"]]),
    "the firm's own papers": page("会计师事务所", "证书编号：1", title="执业证书"),
    "a glance": replace(page("一", title="审计报告"), depth="glance", grids=()),
}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("kind", sorted(TITLES))
def test_nothing_breaks_on_odd_pages(kind: str, odd: str) -> None:
    for x in MODULES[kind].extract(document(kind, ODD[odd])):
        if isinstance(x, Claim):
            assert x.quantity in MODULES[kind].PRODUCES


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("关于举办惠企政策解读及项目申报培训的通知", "service-evidence"),
        ("关于召开示范平台申报辅导会的通知", "service-evidence"),
        ("关于公布2018年省级中小企业公共服务示范平台名单的通知", "recognition"),
        ("关于公布中小企业服务活动示范单位名单的通知", None),
        ("关于组织申报示范平台的通知", None),
    ],
)
def test_a_call_to_an_event_is_one_whatever_the_event_is_about(title: str, kind: str | None) -> None:
    made = page(*BODY, title=title)
    assert (MODULES["service-evidence"].score((made,)) is not None) is (kind == "service-evidence")
    assert kind is None or opens(made) == kind
