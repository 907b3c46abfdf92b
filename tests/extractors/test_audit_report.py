"""Cover, addressee, opinion, date and notes of audit reports; the special report's income."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import audit_report, special_audit_report
from extractors._opinions import opinion
from pipeline.model import Claim, Code, Page, Problem, Seal
from pipeline.quantity import fold_name
from tests.pages import document, page

NAME = "甲市乙服务（中心）有限公司"
FAIR = "我们认为，后附的财务报表在所有重大方面按照企业会计准则的规定编制，公允反映了贵公司的财务状况。"


def claims_of(module: object, *pages: Page) -> dict[str, str]:
    kind = module.KIND  # type: ignore[attr-defined]
    return {c.quantity: c.value for c in module.extract(document(kind, *pages)) if isinstance(c, Claim)}  # type: ignore[attr-defined]


OPINIONS: list[tuple[str | None, tuple[str, ...]]] = [
    ("unqualified", ("一、审计意见", FAIR)),
    ("unqualified", ("一、审计意见", FAIR, "四、注册会计师的责任", "如果披露不充分，我们应当发表非无保留意见。")),
    ("unqualified", ("三、审计意见", "我们认为，甲公司财务报表已经按照小企业会计准则的规定编制，", "在所有重大方面公允反映了该公司的财务状况。")),
    ("unqualified-with-emphasis", ("一、审计意见", FAIR, "三、强调事项", "我们提醒财务报表使用者关注附注五。")),
    ("unqualified-with-emphasis", ("一、审计意见", FAIR, "三、与持续经营相关的重大不确定性")),
    ("qualified", ("一、保留意见", "我们认为，除“形成保留意见的基础”部分所述事项可能产生的影响外，后附的财务报表在所有重大方面公允反映了。")),
    ("qualified", ("二、形成保留意见的基础", FAIR)),
    ("adverse", ("一、否定意见", "我们认为，由于所述事项的重要性，后附的财务报表没有在所有重大方面公允反映贵公司的财务状况。")),
    ("adverse", ("审计意见", "我们认为，后附的财务报表未能在所有重大方面公允反映了贵公司的财务状况。")),
    ("disclaimer", ("一、无法表示意见", "我们不对后附的甲公司财务报表发表审计意见。")),
    ("unqualified", ("一、无保留意见", FAIR)),
    (None, ("管理层的责任", "编制报表并使其实现公允反映，设计必要的内部控制。", "我们应当发表保留意见或无法表示意见。")),
]  # fmt: skip


@pytest.mark.parametrize(("value", "lines"), OPINIONS)
def test_opinion(value: str | None, lines: tuple[str, ...]) -> None:
    found = opinion((page(*lines, title="审计报告"),))
    assert (found.value if found else None) == value


def test_opinion_over_the_page_end() -> None:
    one = page("一、审计意见", "我们认为，后附的财务报表在所有重大方面按照企业会计准则的", title="审计报告")
    found = opinion((one, page("规定编制，公允反映了贵公司的财务状况。", number=2)))
    assert found is not None
    assert found.value == "unqualified"


COVER = page(
    "正信会审字〔2023〕第0123号",
    NAME,
    "2022年度财务报表审计",
    "报告编码：京23ABC1234567",
    "甲市正信会计师事务所（普通合伙）",
    title="审 计 报 告",
)
BODY = page(
    "正信会审字〔2023〕第0123号", NAME + "全体股东：", "一、审计意见",
    "我们审计了" + NAME + "（以下简称贵公司）的财务报表，包括2022年12月31日的资产负债表。", FAIR, title="审计报告",
)  # fmt: skip
SIGNED = page(
    "甲市正信会计师事务所（普通合伙）    中国注册会计师：张三",
    "中国·甲市    中国注册会计师：李四",
    "二〇二三年三月二十四日",
)
SHEET = page(
    "编制单位：" + NAME + "    2022年12月31日    单位：元",
    title="资产负债表",
    table=[
        ["项目", "期末余额", "年初余额"],
        ["资产总计", "30.00", "20.00"],
        ["负债合计", "10.00", "5.00"],
        ["所有者权益合计", "20.00", "15.00"],
    ],
)
NOTES = page(
    "一、公司基本情况",
    NAME + "于2011年5月30日经甲市市场监督管理局核准登记成立，",
    "统一社会信用代码91420100MA00000XXX，注册资本人民币300.00万元，",
    "住所：甲市大道1号，法定代表人：傅伟兰。",
    title="财务报表附注",
)
ANNEX = page(
    "名称：甲市正信会计师事务所（普通合伙）",
    "法定代表人：王五",
    "注册资本：100万元",
    "成立日期：2001年1月1日",
    title="营业执照",
)


def test_annual_report() -> None:
    got = claims_of(audit_report, COVER, BODY, SIGNED, SHEET, NOTES, ANNEX)
    assert {k: v for k, v in got.items() if k not in ("total-assets", "total-liabilities", "net-assets")} == {
        "audit-report-number": "正信会审字〔2023〕第0123号",
        "audit-code": "京23ABC1234567",
        "audit-firm": "甲市正信会计师事务所(普通合伙)",
        "applicant-name": "甲市乙服务(中心)有限公司",
        "audit-period": "2022",
        "audit-opinion": "unqualified",
        "signed-on": "2023-03-24",
        "established-on": "2011-05-30",
        "credit-code": "91420100MA00000XXX",
        "registered-capital": "3000000",
        "legal-representative": "傅伟兰",
    }


@pytest.mark.parametrize(
    ("below", "whole"),
    [("（普通合伙）", True), ("（特殊普通合伙）", True), ("（盖章）", False)],
)
def test_a_firms_form_on_a_line_of_its_own(below: str, whole: bool) -> None:
    firm = "甲市正信会计师事务所"
    got = claims_of(audit_report, page(firm, below, "中国注册会计师：张三", "二〇二三年三月二十四日"))
    assert got["audit-firm"] == (firm + fold_name(below) if whole else firm)


def test_a_firms_partnership_that_a_lines_end_cuts_off() -> None:
    cut = page("甲市正信会计师事务所（普通合    中国注册会计师：张三", "伙）", "二〇二三年三月二十四日")
    got = claims_of(audit_report, COVER, BODY, cut, cut)
    assert got["audit-firm"] == "甲市正信会计师事务所(普通合伙)"


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("注册资本人民币壹佰万元整，法定代表人傅伟兰，住所为甲市大道1号。", "傅伟兰"),
        ("法定代表人为傅伟兰，住所为甲市大道1号。", "傅伟兰"),
        ("法定代表人：艾尔肯·吐尔逊；注册地址：甲市大道1号。", "艾尔肯·吐尔逊"),
        ("报告期内法定代表人变更，已办理登记。", None),
    ],
)
def test_who_represents_the_unit_in_the_notes(sentence: str, name: str | None) -> None:
    notes = page("一、单位基本情况", sentence, title="财务报表附注")
    assert claims_of(audit_report, COVER, BODY, SIGNED, SHEET, notes).get("legal-representative") == name


@pytest.mark.parametrize("heading", ["五、中小企业服务收支情况", "五、应付款项"])
def test_income_from_services_in_the_notes(heading: str) -> None:
    table = [
        ["服务收入项目", "本年金额", "上年金额"],
        ["信息服务收入", "486,210.40", "441,206.20"],
        ["服务收入合计", "486,210.40", "441,206.20"],
    ]
    notes = page(heading, table=table if "服务" in heading else [["项目", "本年金额"], ["服务收入", "1.00"]])
    said = list(audit_report.extract(document("audit-report", COVER, BODY, SIGNED, SHEET, NOTES, notes)))
    found = {c.period: c.value for c in said if isinstance(c, Claim) and c.quantity == "service-revenue"}
    assert found == ({"2022": "486210.4", "2021": "441206.2"} if "服务" in heading else {})


def test_a_line_of_services_in_the_note_on_revenue() -> None:
    """It is claimed, and marked as what it is: one line of a note, not the account of all services."""
    table = [
        ["项目", "本年发生额", "上年发生额"],
        ["服务收入", "4,736,190.50", "4,182,703.16"],
        ["合计", "5,924,036.18", "5,316,208.44"],
    ]
    notes = page("3.营业收入", table=table)
    said = list(audit_report.extract(document("audit-report", COVER, BODY, SIGNED, SHEET, NOTES, notes)))
    found = [c for c in said if isinstance(c, Claim) and c.quantity == "service-revenue"]
    assert {c.period: c.value for c in found} == {"2022": "4736190.5", "2021": "4182703.16"}
    assert {c.field for c in found} == {"notes"}


def test_without_a_cover() -> None:
    got = claims_of(audit_report, BODY, SIGNED, SHEET)
    assert got["applicant-name"] == "甲市乙服务(中心)有限公司"
    assert got["audit-period"] == "2022"


def test_code_of_the_qr() -> None:
    bare = page("正信会审字〔2023〕第0123号", NAME, "2022年度财务报表审计", title="审计报告")
    coded = replace(bare, codes=(Code((0, 0, 9, 9), "https://acc.example/v?n=8469185767529614"),))
    assert claims_of(audit_report, coded, BODY)["audit-code"] == "8469185767529614"


CODED = (
    "此码用于证明该审计报告是否由具有执业许可的会计师事务所出具",
    "报告编码：冀23QX7K0M4T",
)


def test_a_cover_that_speaks_of_permits_is_none() -> None:
    firm = "甲市正信会计师事务所（普通合伙）"
    cover = page("正信会审字〔2023〕第0123号", NAME, "2022年度财务报表审计", *CODED, firm, title="审计报告")
    got = claims_of(audit_report, cover, BODY, SHEET)
    assert got["audit-code"] == "冀23QX7K0M4T"
    assert got["audit-firm"] == "甲市正信会计师事务所(普通合伙)"
    bare = page("正信会审字〔2023〕第0123号", NAME, "2022年度财务报表审计", *CODED, title="审计报告")
    got = claims_of(audit_report, bare, BODY, SHEET)
    assert got["audit-code"] == "冀23QX7K0M4T"
    assert "audit-firm" not in got


def test_misread_glyph_on_the_cover_is_outvoted() -> None:
    odd = page(
        "正信会审字〔2023〕第0123号",
        NAME.replace("乙", "己"),
        "2022年度财务报表审计",
        title="审计报告",
        confidence=0.8,
    )
    assert claims_of(audit_report, odd, BODY, SHEET)["applicant-name"] == "甲市乙服务(中心)有限公司"


def test_a_firm_under_its_seal_is_not_guessed() -> None:
    line = SIGNED.words[0].box
    damaged = page(
        "甲市信会计师事务所（普通合伙）    中国注册会计师：张三",
        "二〇二三年三月二十四日",
        seals=(Seal(line, "甲市正会计师事务所"),),
    )
    said = audit_report.extract(document("audit-report", BODY, damaged))
    (firm,) = [c for c in said if isinstance(c, Claim) and c.quantity == "audit-firm"]
    assert firm.damaged


def test_a_firm_of_which_print_and_ring_each_lack_glyphs_is_joined() -> None:
    line = SIGNED.words[0].box
    torn = page(
        "甲市正事务所（通合伙）",
        "二〇二三年三月二十四日",
        seals=(Seal(line, "市正信会计师事务所（普通合"),),
        confidence=0.6,
    )
    said = audit_report.extract(document("audit-report", BODY, torn))
    (firm,) = [c for c in said if isinstance(c, Claim) and c.quantity == "audit-firm"]
    assert (firm.value, firm.damaged) == ("甲市正信会计师事务所(普通合伙)", False)
    assert firm.confidence < 0.8


def test_a_report_without_statements_is_a_problem() -> None:
    said = list(audit_report.extract(document("audit-report", COVER, BODY, SIGNED)))
    assert [p.category for p in said if isinstance(p, Problem)] == ["no-balance-sheet"]


SPECIAL = page(
    "2022年度中小企业服务收支情况的专项审计报告",
    "正信专审字〔2023〕第0171号",
    NAME + "：",
    "我们接受委托，对贵单位2022年度为中小企业提供服务所发生的收入与支出情况进行了专项审计。",
    "2022年度贵单位实现服务收入4,412,154.28元，发生服务支出3,647,862.11元；",
    "其中信息服务收入921,653.37元。同期营业收入6,127,992.06元，服务收入占比72.00%。",
    "我们认为，上述服务收支情况在所有重大方面公允反映了2022年度的收支状况。",
    "二〇二三年四月八日",
    title="关于" + NAME,
    table=[
        ["序号", "服务功能", "服务收入", "服务支出"],
        ["1", "信息服务", "921,653.37", "806,297.01"],
        ["2", "技术服务", "3,490,500.91", "2,841,565.10"],
        [("合 计", 2), "4,412,154.28", "3,647,862.11"],
    ],
)


def test_special_report() -> None:
    said = [
        c
        for c in special_audit_report.extract(document("special-audit-report", SPECIAL))
        if isinstance(c, Claim)
    ]
    got = {(c.quantity, c.period): c.value for c in said}
    assert got["service-revenue", "2022"] == "4412154.28"
    assert got["revenue", "2022"] == "6127992.06"
    assert got["audit-period", None] == "2022"
    assert got["audit-report-number", None] == "正信专审字〔2023〕第0171号"
    assert got["applicant-name", None] == "甲市乙服务(中心)有限公司"
    assert got["audit-opinion", None] == "unqualified"
    assert got["signed-on", None] == "2023-04-08"
    assert sum(c.quantity == "service-revenue" for c in said) == 1


TABLES: dict[str, tuple[list[list[str]], dict[str | None, str]]] = {
    "a line number first": (
        [["行次", "项目", "金额"], ["1", "信息服务", "712,380.00"], ["2", "一、服务收入合计", "5,712,380.00"]],
        {"2022": "5712380"},
    ),
    "the figure before its label": (
        [["金额", "项目", "占比（%）"], ["712,380.00", "1.信息服务", "12.47"], ["5,712,380.00", "一、服务收入合计", "100.00"]],
        {"2022": "5712380"},
    ),
    "two years": (
        [["行次", "项目", "上年金额", "本年金额"], ["1", "中小企业服务收入", "4,412,380.00", "5,712,380.00"]],
        {"2021": "4412380", "2022": "5712380"},
    ),
    "cost beside income": (
        [["项目", "本年收入", "本年成本"], ["服务收入", "5,712,380.00", "3,412,380.00"]],
        {"2022": "5712380"},
    ),
    "cost beside income, two years": (
        [["项目", "本年成本", "本年收入", "上年成本", "上年收入"],
         ["中小企业服务收入", "3,412,380.00", "5,712,380.00", "2,412,380.00", "4,412,380.00"]],
        {"2021": "4412380", "2022": "5712380"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("laid", TABLES)
def test_a_line_of_income_in_tables_of_any_order(laid: str) -> None:
    table, expected = TABLES[laid]
    made = page("2022年度中小企业服务收支情况的专项审计报告", title="关于" + NAME, table=table)
    said = special_audit_report.extract(document("special-audit-report", made))
    found = [(c.period, c.value) for c in said if isinstance(c, Claim) and c.quantity == "service-revenue"]
    assert sorted(found) == sorted(expected.items())


def test_income_from_services_of_two_years_in_the_notes_under_any_heading() -> None:
    table = [["项目", "上年金额", "本年金额"], ["中小企业服务收入", "412,380.00", "512,380.00"]]
    notes = page("五、营业收入", table=table)
    said = list(audit_report.extract(document("audit-report", COVER, BODY, SIGNED, SHEET, NOTES, notes)))
    found = {c.period: c.value for c in said if isinstance(c, Claim) and c.quantity == "service-revenue"}
    assert found == {"2021": "412380", "2022": "512380"}


def test_special_report_in_ten_thousands() -> None:
    said = special_audit_report.extract(
        document(
            "special-audit-report",
            page(
                "2022年度实现服务收入441.22万元，营业收入612.80万元。",
                title="关于甲公司2022年度服务收支情况的专项审计报告",
            ),
        )
    )
    got = {c.quantity: c.value for c in said if isinstance(c, Claim)}
    assert got["service-revenue"] == "4412200"
    assert got["revenue"] == "6128000"
