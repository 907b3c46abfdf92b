"""Leases, deeds, agreements, certificates, recognitions, credit reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import (
    cooperation_agreement,
    credit_report,
    premises_lease,
    premises_title,
    qualification,
    recognition,
    service_evidence,
    welfare_evidence,
)
from pipeline.model import Claim, Page, Row, Seal
from tests.pages import document, page


def claims_of(module: object, *pages: Page) -> dict[str, str]:
    kind = module.KIND  # type: ignore[attr-defined]
    return {c.quantity: c.value for c in module.extract(document(kind, *pages)) if isinstance(c, Claim)}  # type: ignore[attr-defined]


HEADS = [
    ("出租方（甲方）：丙资产有限公司", "承租方（乙方）：甲市乙服务有限公司"),
    ("甲方（出租方）：丙资产有限公司", "乙方（承租方）：甲市乙服务有限公司"),
    ("出租人：丙资产有限公司", "承租人：甲市乙服务有限公司"),
    ("甲方：丙资产有限公司", "乙方：甲市乙服务有限公司"),
    ("乙方（出租方）：丙资产有限公司", "甲方（承租方）：甲市乙服务有限公司"),
    ("出租方：张三", "承租方：", "甲市乙服务有限公司"),
    ("甲方（出租方）：丙资产有限公司        乙方（承租方）：甲市乙服务有限公司", ""),
]
TERMS = [
    ("租赁期限自2018年1月1日起至2023年12月31日止。", "2023-12-31"),
    ("租赁期为5年，从2018年1月1日至2023年12月31日。", "2023-12-31"),
    ("租期：2018.01.01-2023.12.31", "2023-12-31"),
    ("有效期至2023年12月31日", "2023-12-31"),
]
AREAS = [
    ("房屋建筑面积880平方米，用途为办公。", "880"),
    ("租赁面积为 880.50 ㎡", "880.5"),
    ("使用面积600平方米，总面积共880平方米", "880"),
    ("建筑面积___880___平方米", "880"),
    ("租赁面积:建筑面积肆佰陆拾平方米(460m2)", "460"),
    ("租赁面积：肆佰陆拾平方米（460㎡）", "460"),
    ("建筑面积肆佰陆拾点伍平方米（460.5㎡）。", "460.5"),
]


@pytest.mark.parametrize("head", HEADS)
def test_tenant(head: tuple[str, ...]) -> None:
    got = claims_of(premises_lease, page(*[h for h in head if h], "房屋面积88平方米。", title="房屋租赁合同"))
    assert got["applicant-name"] == "甲市乙服务有限公司"


@pytest.mark.parametrize(("text", "end"), TERMS)
def test_term(text: str, end: str) -> None:
    assert claims_of(premises_lease, page(text, title="房屋租赁合同"))["valid-until"] == end


@pytest.mark.parametrize(("text", "size"), AREAS)
def test_area(text: str, size: str) -> None:
    assert claims_of(premises_lease, page(text, title="房屋租赁合同"))["premises-leased"] == size


def test_date_of_signing_is_on_the_last_page() -> None:
    got = claims_of(
        premises_lease,
        page(*HEADS[0], TERMS[0][0], title="房屋租赁合同"),
        page("甲方（盖章）    乙方（盖章）", "签订日期：2017年12月27日"),
    )
    assert got["signed-on"] == "2017-12-27"


def test_notice_bound_behind_a_lease_is_not_read_as_its_end() -> None:
    lease = page(*HEADS[0], TERMS[0][0], "甲方（章）    乙方（章）", "2017年12月20日", title="房屋租赁合同")
    notice = page(
        "各区县工业和信息化局：",
        "根据认定工作安排，经区县推荐、专家评审和公示，现认定以下单位为市级中小企业公共服务示范平台，请各单位继续"
        "完善服务功能，提高服务质量，带动本地中小企业发展。",
        "甲市工业和信息化局",
        "2021年3月5日",
        title="关于公布示范平台的通知",
    )
    assert claims_of(premises_lease, lease, notice)["signed-on"] == "2017-12-20"


def test_deed() -> None:
    got = claims_of(
        premises_title,
        page(
            "权利人    甲市乙服务有限公司",
            "坐落    甲市大道1号",
            "宗地面积2000平方米",
            "房屋建筑面积 536.20 平方米",
            title="不动产权证书",
        ),
    )
    assert got["premises-owned"] == "536.2"
    assert got["applicant-name"] == "甲市乙服务有限公司"


def agreement(partner: str, date: str) -> Page:
    return page(
        "甲方：甲市乙服务有限公司",
        "乙方：" + partner,
        "五、合作期限。自2021年1月4日起至2024年1月4日止。",
        "甲方（盖章）    乙方（盖章）",
        date,
        title="战略合作协议",
    )


def test_agreements_share_the_applicant() -> None:
    said = list(
        cooperation_agreement.extract(
            document(
                "cooperation-agreement",
                agreement("丙检测有限公司", "2021年1月4日"),
                agreement("丁律师事务所", "2021年8月11日"),
            )
        )
    )
    rows = [r for r in said if isinstance(r, Row)]
    assert [(r.cells["partner"], r.cells["signed-on"]) for r in rows] == [
        ("丙检测有限公司", "2021-01-04"),
        ("丁律师事务所", "2021-08-11"),
    ]
    claims = {c.quantity: (c.value, c.confidence >= 0.8) for c in said if isinstance(c, Claim)}
    assert claims["applicant-name"] == ("甲市乙服务有限公司", True)
    assert claims["signed-on"][0] == "2021-01-04"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2021年1月4日        2021年1月4日", "2021-01-04"),
        ("2021-01-04        2021-01-04", "2021-01-04"),
        ("2021.1.4        2021.1.4", "2021-01-04"),
        ("二〇二一年一月四日        二〇二一年一月四日", "2021-01-04"),
        ("日期：2021年1月4日        日期：2021年1月4日", "2021-01-04"),
        ("2021.1.4-2024.1.3", None),  # a term
        ("2021年1月4日至2024年1月3日", None),
    ],
)
def test_both_sides_date_on_one_line(line: str, date: str | None) -> None:
    made = page(
        "甲方：甲市乙服务有限公司", "乙方：丙检测有限公司", "甲方        乙方", line, title="合作协议"
    )
    assert claims_of(cooperation_agreement, made).get("signed-on") == date


def test_number_of_a_seal_beside_the_date() -> None:
    lines = ("甲方：甲市乙服务有限公司", "乙方：丙检测有限公司", "3703030046000    2021-01-04")
    stamp = Seal((60, 100, 150, 190), "")
    assert claims_of(cooperation_agreement, page(*lines, title="合作协议", seals=(stamp,)))["signed-on"] == (
        "2021-01-04"
    )
    assert "signed-on" not in claims_of(cooperation_agreement, page(*lines, title="合作协议"))


def test_of_two_dates_that_part_the_surer_is_claimed_with_doubt() -> None:
    made = page(*HEADS[0], "2021年1月4日        2021年1月1日", title="房屋租赁合同")
    faint = tuple(replace(w, confidence=0.6) if w.text == "2021年1月1日" else w for w in made.words)
    said = premises_lease.extract(document(premises_lease.KIND, replace(made, words=faint)))
    (signed,) = [c for c in said if isinstance(c, Claim) and c.quantity == "signed-on"]
    assert signed.value == "2021-01-04"
    assert signed.confidence < 0.78


def test_one_agreement_alone_does_not_tell_the_applicant_surely() -> None:
    said = cooperation_agreement.extract(
        document("cooperation-agreement", agreement("丙检测有限公司", "2021年1月4日"))
    )
    assert next(c for c in said if isinstance(c, Claim)).confidence < 0.8


def test_certificate_and_filing() -> None:
    certificate = page(
        "证书编号：946899482202",
        "兹证明甲市乙服务有限公司经审查，已具备国家有关法律规定的条件。",
        "有效期至：2022年6月30日",
        title="检验检测机构资质认定证书",
    )
    filing = page(
        title="网站备案信息查询结果",
        table=[
            ["主办单位名称", "甲市乙服务有限公司"],
            ["网站备案/许可证号", "鄂ICP备12009876号-1"],
            ["网站首页网址", "www.example-ppc.com"],
        ],
    )
    assert claims_of(qualification, certificate) == {
        "applicant-name": "甲市乙服务有限公司",
        "valid-until": "2022-06-30",
    }
    assert claims_of(qualification, filing) == {
        "applicant-name": "甲市乙服务有限公司",
        "icp-number": "鄂ICP备12009876号-1",
        "website": "www.example-ppc.com",
    }


def test_a_filings_number_ends_at_its_cell() -> None:
    """The date in the next cell is no part of «…号-1»; who leads the body is named on its certificate."""
    filing = page(
        title="网站备案信息查询结果",
        table=[
            ["序号", "主办单位名称", "网站备案/许可证号", "审核时间"],
            ["1", "甲市乙服务中心", "湘ICP备13004618号-1", "2018-04-11"],
        ],
    )
    registered = page(
        "ICP/IP地址/域名信息备案管理系统 beian.miit.gov.cn", "网站域名：example-fw.cn", "湘ICP备13004618号"
    )
    certificate = page("机构名称：甲市乙服务中心", "法定代表人：傅伟兰", title="培训机构备案证")
    assert claims_of(qualification, filing)["icp-number"] == "湘ICP备13004618号-1"
    assert claims_of(qualification, registered)["website"] == "example-fw.cn"
    assert claims_of(qualification, certificate)["legal-representative"] == "傅伟兰"


def test_a_permit_says_where_its_holder_sits_and_who_leads_it() -> None:
    """As a licence does; the code of another paper may stand over a line's end."""
    permit = page(
        "机构名称：甲市乙服务有限公司",
        "地址：甲市丙区丁路66号云启大厦9层",
        "法定代表人：傅伟兰",
        "服务范围：职业中介、人才测评",
        "有效期至：2025年9月10日",
        title="人力资源服务许可证",
    )
    assert claims_of(qualification, permit) == {
        "applicant-name": "甲市乙服务有限公司",
        "address": "甲市丙区丁路66号云启大厦9层",
        "legal-representative": "傅伟兰",
        "valid-until": "2025-09-10",
    }
    filed = page(
        "经审核，甲市乙服务中心（统一社会信用代码：",
        "52130630MJ7A4K155G）具备开展创业培训的师资，准予备案。",
        title="培训机构备案证明",
    )
    made = claims_of(qualification, filed)
    assert (made["applicant-name"], made["credit-code"]) == ("甲市乙服务中心", "52130630MJ7A4K155G")


def test_a_notice_that_names_one_of_many_names_no_applicant() -> None:
    notice = page(
        "现认定甲市乙服务有限公司等5家单位为甲市中小企业公共服务示范平台。",
        "甲市工业和信息化局",
        "2020年11月27日",
        title="关于公布甲市中小企业公共服务示范平台名单的通知",
    )
    assert "applicant-name" not in claims_of(recognition, notice)


def test_recognition() -> None:
    notice = page(
        "各市经信局：",
        "现将名单予以公布。",
        "有效期自2019年1月1日至2021年12月31日。",
        "甲省经济和信息化厅",
        "2018年12月20日",
        title="关于公布第五批省级中小企业公共服务示范平台名单的通知",
    )
    assert claims_of(recognition, notice) == {"valid-until": "2021-12-31", "signed-on": "2018-12-20"}
    plate = page(
        "授予：甲市乙服务有限公司", "省级中小企业公共服务示范平台", "2018年12月20日", title="认定证书"
    )
    assert claims_of(recognition, plate)["applicant-name"] == "甲市乙服务有限公司"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("有效期三年，自发文之日起至2022年9月29日。", "2022-09-29"),
        ("有效期三年（2021年11月至2024年11月）。", "2024-11"),
        ("有效期为3年（2021年11月—2024年11月）。", "2024-11"),
        ("有效期三年，自2021年11月5日起计算。", None),  # a beginning
        ("有效期三年，2021年11月5日颁发。", None),
        ("有效期三年（2021年11月至2024年11月2）。", None),  # a day that has lost a digit
        ("服务活动从2021年11月至2024年11月开展。", None),
    ],
)
def test_end_of_a_recognition(text: str, end: str | None) -> None:
    made = page("各市经信局：", text, title="关于公布示范平台名单的通知")
    assert claims_of(recognition, made).get("valid-until") == end


def test_credit_report() -> None:
    made = page(
        "企业名称：甲市乙服务有限公司",
        "统一社会信用代码：91420100MA00000XXX",
        "法定代表人：傅伟兰",
        "报告生成日期：2020年5月6日",
        title="公共信用信息报告",
    )
    got = claims_of(credit_report, made)
    assert got["applicant-name"] == "甲市乙服务有限公司"
    assert got["signed-on"] == "2020-05-06"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("甲市乙服务有限公司", "乙发〔2021〕4号", "关于举办培训班的通知"), "甲市乙服务有限公司"),
        (("甲市乙服务有限公司文件", "乙发〔2021〕4号", "关于举办培训班的通知"), "甲市乙服务有限公司"),
        (
            ("甲市乙服务有限公司文件    复印件与原件一致", "乙发〔2021〕4号", "关于举办培训班的通知"),
            "甲市乙服务有限公司",
        ),
        (("甲市工业和信息化局", "甲工信〔2021〕4号", "关于举办培训班的通知"), None),  # an authority's
        (("甲市乙服务有限公司", "培训签到表", "姓名  单位  电话"), None),  # may be a guest's
        (("关于举办培训班的通知", "各有关企业：", "现将有关事项通知如下："), None),
    ],
)
def test_letterhead_of_a_notice(lines: tuple[str, ...], name: str | None) -> None:
    assert claims_of(service_evidence, page(*lines)).get("applicant-name") == name


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (
            ("甲市乙服务有限公司2021年共为中小企业提供服务590项次，其中公益性服务165项次，占总服务量的28%。", "2022年6月5日"),
            {"applicant-name": "甲市乙服务有限公司", "welfare-ratio": "28", "signed-on": "2022-06-05"},
        ),
        (("2020年度低收费服务占全年服务总量的比例为20.5％，",), {"welfare-ratio": "20.5"}),
        (("免费服务120家企业，占企业总数的28%。",), {}),  # of firms, not of services
    ],
)  # fmt: skip
def test_share_of_welfare(lines: tuple[str, ...], said: dict[str, str]) -> None:
    assert claims_of(welfare_evidence, page(*lines, title="公益性服务和低收费服务情况证明")) == said


def test_a_day_that_may_have_lost_a_digit_is_no_date() -> None:
    torn = page("兹证明甲市乙服务有限公司具备资格。", "有效期至：2025年4月2", title="资质证书")
    assert "valid-until" not in claims_of(qualification, torn)
    whole = page("兹证明甲市乙服务有限公司具备资格。", "有效期至：2025年4月2日", title="资质证书")
    assert claims_of(qualification, whole)["valid-until"] == "2025-04-02"


def test_a_renewal_bound_behind_a_lease_has_its_own_term_and_date() -> None:
    signature = ("甲方（盖章）    乙方（盖章）", "签订日期：")
    lease = page(*HEADS[0], TERMS[0][0], AREAS[0][0], title="房屋租赁合同")
    signed = page(signature[0], signature[1] + "2017年12月27日")
    renewal = page(
        *HEADS[0], "租赁期限延长，自2024年1月1日起至2026年12月31日止。",
        signature[0], signature[1] + "2023年12月11日", title="续租协议",
    )  # fmt: skip
    said = premises_lease.extract(document(premises_lease.KIND, lease, signed, renewal))
    assert [(c.quantity, c.value, c.evidence.page) for c in said if isinstance(c, Claim)] == [
        ("applicant-name", "甲市乙服务有限公司", 1),
        ("premises-leased", "880", 1),
        ("valid-until", "2023-12-31", 1),
        ("signed-on", "2017-12-27", 2),
        ("valid-until", "2026-12-31", 3),
        ("signed-on", "2023-12-11", 3),
    ]


def test_a_lease_that_is_bound_twice_says_everything_once() -> None:
    lease = page(*HEADS[0], TERMS[0][0], "签订日期：2017年12月27日", title="房屋租赁合同")
    said = [
        c.quantity
        for c in premises_lease.extract(document(premises_lease.KIND, lease, lease))
        if isinstance(c, Claim)
    ]
    assert sorted(said) == ["applicant-name", "signed-on", "valid-until"]


def test_the_code_in_a_lease_is_the_tenants() -> None:
    lease = page(
        "出租方（甲方）：甲市丙实业有限公司", "统一社会信用代码：91350100M000100Y43",
        "承租方（乙方）：甲市乙服务有限公司", "统一社会信用代码：91350100MA2XN6QD5H", *TERMS[0][:1], title="房屋租赁合同",
    )  # fmt: skip
    assert claims_of(premises_lease, lease)["credit-code"] == "91350100MA2XN6QD5H"
    landlords = page(
        "承租方（乙方）：甲市乙服务有限公司", "出租方（甲方）：甲市丙实业有限公司", "统一社会信用代码：91350100M000100Y43",
        title="房屋租赁合同",
    )  # fmt: skip
    assert "credit-code" not in claims_of(premises_lease, landlords)
