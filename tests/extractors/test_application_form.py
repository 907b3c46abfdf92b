"""The form in layouts of several hands: what is claimed must not depend on where a label stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors import application_form as form
from extractors._partner_names import partners, stated
from pipeline.model import Box, Claim, Document, Page, Seal
from tests.extractors._show import problems, values
from tests.pages import document, page

COVER = page(
    "申请单位名称：甲乙丙服务有限公司（盖章）",
    "填报日期：2020年6月8日",
    title="国家中小企业公共服务示范平台申请报告",
)
YEARS = [
    ["年度", "营业收入", "其中：\n服务收入", "资产总额", "利润总额", "上缴税金", "服务中小企业\n户数"],
    ["2018", "560.30", "391.32", "884.50", "30.82", "24.09", "171"],
    ["2019", "612.80", "441.22", "967.24", "37.99", "27.58", "192"],
]
YEAR_VALUES = {
    "revenue@2018": "5603000", "service-revenue@2018": "3913200", "total-assets@2018-12-31": "8845000",
    "total-profit@2018": "308200", "taxes-paid@2018": "240900", "served-count@2018": "171",
    "revenue@2019": "6128000", "service-revenue@2019": "4412200", "total-assets@2019-12-31": "9672400",
    "total-profit@2019": "379900", "taxes-paid@2019": "275800", "served-count@2019": "192",
}  # fmt: skip


def extract(*pages: Page, field: str | None = None) -> dict[str, str]:
    return values(form.extract(document(form.KIND, *pages)), field=field)


REGULATION = [
    ["一、申请单位基本情况"],
    [("注册日期：2011.05.30", 2), ("单位性质：有限责任公司", 2), "法人代表：傅伟兰"],
    [("注册地址：甲阳市乙区丙大道128号", 4), "邮政编码：435300"],
    ["联系人：丁铭胜", "联系电话：0713-\n2523367", ("传真：0713-2523368", 2), "手机：15921200354"],
    [("网址及备案号（已建网站的填写）：www.a-ppc.com\n鄂ICP备12009876号-1", 3), "电子邮件：a_fw@163.com"],
    ["注册资本\n300 万元", ("其中：主要投资方名称", 2), "性质", "投资比例%"],
    [None, ("傅伟兰", 2), "自然人", "60"],
    ["上年末总资产\n967.24 万元", "仪器、设备数量 46 台（套），购买价格 109.59 万元，\n占总资产 11.33 %"],
    [None, "服务场地面积： 880 平方米，其中：自有 0 平方米，租用 880 平\n方米"],
    ["从业人数 40 人", "其中：大专及以上学历和中级及以上技术职称的专业人员 34 人，占总人数\n85 %"],
]
ONE_COLUMN = [
    ["单位名称", "甲乙丙服务有限公司"],
    ["成立日期", "2011年5月30日"],
    ["企业性质", "有限责任公司"],
    ["法定代表人", "傅伟兰"],
    ["单位地址", "甲阳市乙区丙大道128号"],
    ["邮编", "435300"],
    ["联系人", "丁铭胜"],
    ["办公电话", "0713-2523367"],
    ["传真", "0713-2523368"],
    ["移动电话", "15921200354"],
    ["网址", "www.a-ppc.com"],
    ["网站备案号", "鄂ICP备12009876号-1"],
    ["电子邮箱", "a_fw@163.com"],
    ["注册资本（万元）", "300"],
    ["上年末资产总额（万元）", "967.24"],
    ["设备数量（台、套）", "46"],
    ["购置金额（万元）", "109.59"],
    ["占总资产比例（%）", "11.33"],
    ["服务场地面积（平方米）", "880"],
    ["自有面积（平方米）", "0"],
    ["租赁面积（平方米）", "880"],
    ["职工总数（人）", "40"],
    ["中级及以上职称的专业人员（人）", "34"],
    ["占职工总数比例（%）", "85"],
]
ABOVE = [
    ["注册日期", "单位性质", "法人代表", "邮政编码"],
    ["2011-05-30", "有限责任公司", "傅伟兰", "435300"],
    ["联系人", "联系电话", "传真", "手机"],
    ["丁铭胜", "0713-2523367", "0713-2523368", "15921200354"],
    [("注册地址", 2), "网址及备案号", "电子邮件"],
    [("甲阳市乙区丙大道128号", 2), "www.a-ppc.com 鄂ICP备12009876号-1", "a_fw@163.com"],
    ["注册资本（元）", "上年末总资产（元）", "设备数量", "购买价格（元）"],
    ["3000000", "9,672,400", "46", "1,095,900"],
    ["占总资产", "服务场地面积", "自有场地面积", "租用场地面积"],
    ["11.33%", "880㎡", "0", "880㎡"],
    ["从业人数", "专业技术人员数", "占总人数比例", "统一社会信用代码"],
    ["40", "34", "85%", "91350100M000100Y43"],
]
LINES = (
    "注册日期：2011.05.30  单位性质：有限责任公司  法人代表：傅伟兰",
    "注册地址：甲阳市乙区丙大道128号  邮政编码：435300",
    "联系人：丁铭胜  联系电话：0713-2523367",
    "传真：0713-2523368  手机：15921200354",
    "网址及备案号(已建网站的填写)：www.a-ppc.com 鄂ICP备12009876号-1",
    "电子邮件：a_fw@163.com",
    "注册资本：300万元  上年末总资产：967.24万元",
    "仪器、设备数量 46 台(套)，购买价格 109.59 万元，占总资产 11.33 %",
    "服务场地面积：880平方米，其中：自有 0 平方米，租用 880 平方米",
    "从业人数 40 人，其中：大专及以上学历和中级及以上技术职称的专业人员 34 人，占总人数 85 %",
)
PART_ONE = {
    "established-on": "2011-05-30", "organisation-type": "有限责任公司", "legal-representative": "傅伟兰",
    "address": "甲阳市乙区丙大道128号", "postcode": "435300", "contact": "丁铭胜", "phone": "0713-2523367",
    "fax": "0713-2523368", "mobile": "15921200354", "website": "www.a-ppc.com", "icp-number": "鄂ICP备12009876号-1",
    "email": "a_fw@163.com", "registered-capital": "3000000", "total-assets@2019-12-31": "9672400",
    "equipment-count": "46", "equipment-cost": "1095900", "equipment-asset-ratio": "11.33", "premises-area": "880",
    "premises-owned": "0", "premises-leased": "880", "staff-count": "40", "qualified-staff-count": "34",
    "qualified-staff-ratio": "85",
}  # fmt: skip


@pytest.mark.parametrize(
    "laid",
    [page(table=REGULATION), page(table=ONE_COLUMN), page(table=ABOVE), page(*LINES)],
    ids=["regulation", "one column", "label above value", "running lines"],
)
def test_part_one_in_any_layout(laid: Page) -> None:
    found = extract(COVER, laid, field="part-1")
    assert {k: found.get(k) for k in PART_ONE} == PART_ONE


def test_docx_and_sheets_have_no_words_in_their_cells() -> None:
    laid = page(table=REGULATION)
    bare = replace(
        laid,
        number=None,
        source="text",
        words=(),
        grids=tuple(
            replace(
                g,
                box=None,
                cells=tuple(replace(c, words=(), box=None, address=f"S!{c.row}") for c in g.cells),
            )
            for g in laid.grids
        ),
    )
    found = list(form.extract(Document("d", form.KIND, (COVER, bare))))
    made = values(found, field="part-1")
    assert {k: made.get(k) for k in PART_ONE} == PART_ONE
    claim = next(c for c in found if isinstance(c, Claim) and c.quantity == "staff-count")
    assert (claim.evidence.cell, claim.evidence.page, claim.evidence.reader) == ("S!9", None, "text")


@pytest.mark.parametrize(
    ("text", "value"),
    [("☑企业 □事业单位 □社会团体", "企业"), ("□企业 □事业单位", None), ("民营企业", "民营企业")],
)
def test_ticked_organisation_type(text: str, value: str | None) -> None:
    assert extract(page(table=[["单位性质：" + text, "邮政编码：830011"]])).get("organisation-type") == value


def test_cover() -> None:
    assert extract(COVER, field="cover") == {"applicant-name": "甲乙丙服务有限公司", "filed-on": "2020-06-08"}


@pytest.mark.parametrize("other", ["推荐单位", "推荐部门", "初审单位"])
def test_who_recommends_is_no_part_of_the_name(other: str) -> None:
    line = f"申请单位名称：甲乙丙服务有限公司    {other}：甲市工业和信息化局"
    laid = page(line, "填报日期：2020年6月8日", title="国家中小企业公共服务示范平台申请报告")
    assert extract(laid) == {"applicant-name": "甲乙丙服务有限公司", "filed-on": "2020-06-08"}


def test_date_alone_on_the_cover() -> None:
    laid = page("甲乙丙服务有限公司", "二〇二〇年六月八日", title="国家中小企业公共服务示范平台申请报告")
    assert extract(laid) == {"filed-on": "2020-06-08"}


def test_columns_of_a_list_are_no_fields_of_the_form() -> None:
    listed = [["序号", "企业名称", "联系人", "联系电话"], ["1", "丁公司某某", "张三", "13800000000"]]
    assert extract(COVER, page(table=listed), field="part-1") == {}


def test_blanks_claim_nothing() -> None:
    empty = [
        ["注册日期：", "单位性质：", "法人代表：  "],
        ["联系人：", "联系电话：", "传真：  /"],
        ["注册资本 ____ 万元", ("其中：主要投资方名称", 2)],
        ["上年末总资产\n____ 万元", ("仪器、设备数量   台(套)，购买价格   万元，占总资产   %", 2)],
        ["从业人数 ___ 人", ("其中：大专及以上学历和中级及以上技术职称的专业人员____人，占总人数____ %", 2)],
    ]
    assert extract(page(table=empty)) == {}


def test_unit_in_the_cell_goes_before_the_forms() -> None:
    made = extract(
        COVER,
        page(table=[["注册资本 5000000元", "上年末总资产 1.2亿元"], ["从业人数 12人", "邮政编码：830011"]]),
    )
    assert made["registered-capital"] == "5000000"
    assert made["total-assets@2019-12-31"] == "120000000"


def test_yuan_typed_where_the_form_prints_ten_thousands() -> None:
    """What is printed is claimed; why it is 10000 times too large is a check's business."""
    made = extract(COVER, page(table=[["上年末总资产 9672417.81 万元", "从业人数 40 人"]]))
    assert made["total-assets@2019-12-31"] == "96724178100"


def test_qualifier_and_resolution() -> None:
    found = form.extract(document(form.KIND, page(table=[["注册资本 约500.00万元", "从业人数 40余人"]])))
    claims = {c.quantity: c for c in found if isinstance(c, Claim)}
    assert (claims["registered-capital"].qualifier, claims["registered-capital"].resolution) == ("约", "100")
    assert claims["staff-count"].qualifier == "余"


SECTION = "二、运营管理情况（单位：万元）"


def reversed_years() -> list[list[str]]:
    return [YEARS[0], YEARS[2], YEARS[1]]


@pytest.mark.parametrize(
    "laid",
    [
        page(table=[[SECTION], *YEARS]),
        page(SECTION, table=reversed_years()),
        page(SECTION, table=[[r[k] for k in (0, 6, 3, 1, 2, 5, 4)] for r in YEARS]),
        page(SECTION, table=[list(c) for c in zip(*YEARS, strict=True)]),
        page(SECTION, table=[["年度", ("营业收入", 2), *YEARS[0][3:]], [None, "合计", "其中：服务收入", None, None, None, None], *YEARS[1:]]),
        page("二、运营管理情况(单位：元)", table=[YEARS[0], *([r[0], *(f"{float(v) * 10000:,.2f}" for v in r[1:6]), r[6]] for r in YEARS[1:])]),
        page(SECTION, table=[YEARS[0], ["2020年1-6月", "1", "2", "3", "4", "5", "6"], *([r[0] + "年度", *r[1:]] for r in YEARS[1:])]),
    ],
    ids=["ascending", "descending", "other order", "on its side", "two rows of headings", "in yuan", "part of a year"],
)  # fmt: skip
def test_year_rows(laid: Page) -> None:
    assert extract(laid, field="part-2") == YEAR_VALUES


@pytest.mark.parametrize(
    ("older", "newer"), [("前年", "上年度"), ("上上年度", "上一年度"), ("前年度", "去年")]
)
def test_years_before_that_of_filing(older: str, newer: str) -> None:
    table = [YEARS[0], *([name, *row[1:]] for name, row in zip((older, newer), YEARS[1:], strict=True))]
    assert extract(COVER, page(SECTION, table=table), field="part-2") == YEAR_VALUES
    assert not any("@" in key for key in extract(page(SECTION, table=table), field="part-2")), (
        "of which year?"
    )
    table[2][0] = "本年"
    assert extract(COVER, page(SECTION, table=table), field="part-2") == {}, (
        "the year reported on, or filed in?"
    )


def test_year_rows_go_on_without_head() -> None:
    assert extract(page(SECTION, table=YEARS[:2]), page(table=YEARS[2:]), field="part-2") == YEAR_VALUES


def test_year_rows_without_ruled_lines() -> None:
    laid = page(
        SECTION,
        "年度    营业收入    服务收入    资产总额    利润总额    上缴税金    服务企业户数",
        "2018      560.30      391.32      884.50       30.82      24.09        171",
        "2019      612.80      441.22      967.24       37.99      27.58        192",
    )
    assert extract(laid, field="part-2") == YEAR_VALUES


def test_unread_figure_is_a_problem() -> None:
    lost = [YEARS[0], ["2018", "56O", "x1", "884.50", "30.82", "24.09", "171"]]
    found = list(form.extract(document(form.KIND, page(SECTION, table=lost))))
    assert not {"revenue@2018", "service-revenue@2018"} & set(values(found))
    assert values(found)["total-assets@2018-12-31"] == "8845000"
    assert len(problems(found)) == 1


@pytest.mark.parametrize(("text", "lost"), [("61280", True), ("612", False), ("612.80", False)])
def test_a_figure_without_its_point_is_a_problem(text: str, lost: bool) -> None:
    """A hundred times the year before, and only this one has no decimals: no revenue is claimed."""
    table = [YEARS[0], YEARS[1], ["2019", text, *YEARS[2][2:]]]
    found = list(form.extract(document(form.KIND, page(SECTION, table=table))))
    assert ("revenue@2019" in values(found)) is not lost
    assert len(problems(found)) == lost
    digital = replace(page(SECTION, table=table), source="text")
    assert "revenue@2019" in values(list(form.extract(document(form.KIND, digital))))


def test_labels_below_each_other_and_their_values_in_the_next_cell() -> None:
    laid = page(table=[["联系电话", "0994-2358816", "传真\n手机", "0994-2358817\n13899612374"]])
    assert extract(laid) == {"phone": "0994-2358816", "fax": "0994-2358817", "mobile": "13899612374"}


def test_partners_in_running_lines() -> None:
    laid = page(
        "三、平台服务能力及业绩",
        "合作资源",
        "签订合作协议的单位：甲检验检测有限公司；乙市知识产权服务有",
        "限公司；丙财税服务有限公司。",
        "其他合作单位：丁创业孵化基地有限公司。",
    )
    assert extract(laid)["partner-count"] == "3"
    long = [f"{i}甲检验检测有限公司；乙{i}知识产权服务有限公司；" for i in "子丑寅卯辰巳午未申酉戌亥"]
    assert extract(page("签订合作协议的单位：", *long[:-1], long[-1][:-1] + "。"))["partner-count"] == "24"
    assert "partner-count" not in extract(page("签订合作协议的单位：", *long)), "the list goes on elsewhere"


PART_THREE = [
    ["三、平台服务能力及业绩"],
    ["获得专业服务资质情况", "检验检测机构资质认定证书"],
    [("主要服务内容", 2), "服务规模（家、人/次）", "服务收入占年营业收入%"],
    [("信息服务：政策发布", 2), "192家", "14"],
    [("技术服务：检验检测", 2), "86家/8次", "25"],
    [("培训服务：管理、技能培训", 2), "2260人次", "22"],
    [("融资服务：对接", 2), "1.2亿元", "5"],
    ["合作资源", ("签订合作协议的单位", 2), "其他合作单位"],
    [None, ("甲检测技术有限公司、乙银行股份有限公司\n乙阳分行、丙律师事务所、丁职业技术学院", 2), "无"],
]


def test_service_lines_and_partners() -> None:
    made = extract(COVER, page(table=PART_THREE), field="part-3")
    assert made == {
        "training-attendances@2019": "2260", "service-activities@2019": "8", "financing-arranged@2019": "120000000",
        "partner-count": "4",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("甲方大学、乙方学院、甲方大学", 2),
        ("1.甲检测有限公司2.乙咨询有限公司", 2),
        ("甲检测有限公司，乙咨询有限公司；丙市大学", 3),
        ("甲检测有限公司乙咨询有限公司", 2),
        ("甲税务师事务所有限责任公司；乙会计师事务所（普通合伙）", 2),
        ("中国某某银行股份有限公司甲市分行、乙市中小企业协会", 2),
        ("甲检测有限公司、乙市大学。其他合作单位：丙市中小企业协会、丁市商会", 2),
        ("其他合作机构：丙市中小企业协会", 0),
        ("甲城职业技术学院甲城理工学院甲城检测有限公司", 3),  # names of one place
        ("甲城大学深圳研究院", 1),
        ("无", 0),
        ("—", 0),
    ],
)
def test_partner_names(text: str, count: int) -> None:
    assert len(partners(text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("甲市职业技术学院\n乙市生产力促进中心\n丙市中小企业协会", "3"),
        ("甲检测技术有限公司\n乙市职业技术学院\n丙市中小企业协会", "3"),
        ("甲市中小企业检验检测\n技术服务有限公司", "1"),  # one name over two lines
    ],
)
def test_partners_on_lines_of_their_own_without_commas(text: str, count: str) -> None:
    laid = page(table=[*PART_THREE[:-1], [None, (text, 2), "无"]])
    assert extract(COVER, laid, field="part-3")["partner-count"] == count


NAMED = "甲检测技术有限公司、乙银行股份有限公司\n乙阳分行、丙律师事务所"


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["合作资源", ("签订合作协议的单位：" + NAMED, 2), "其他合作单位：丁市商会"]], "3"),
        ([["合作资源", "签订合作协议的单位：\n" + NAMED], [None, "其他合作单位：丁市商会"]], "3"),
        ([["合作资源", "已签协议单位（3家）：" + NAMED], [None, "其他合作单位：丁市商会"]], "3"),
        ([["合作资源", "签约合作机构\n" + NAMED]], "3"),
        ([["合作资源", "签订合作协议的单位：\n甲市职业学院\n乙市协会\n丙银行\n丙市分行"]], "3"),
        ([["签订合作协议的单位（12家）", NAMED]], "12"),
        ([["合作资源", "签订合作协议的单位：无"]], None),
        ([["合作资源", "签订合作协议的单位\n其他合作单位"]], None),
        ([["政府支持", "平台帮助签订合作协议的单位改进管理，得到甲市有限公司好评"]], None),
    ],
    ids=["beside", "above", "counted", "headed", "in lines", "said", "none", "no names", "told"],
)  # fmt: skip
def test_partners_behind_their_heading(rows: list[list[str]], count: str | None) -> None:
    laid = page(table=[*PART_THREE[:-2], *rows, ["四、政府支持情况"]])
    assert extract(COVER, laid, field="part-3").get("partner-count") == count


@pytest.mark.parametrize("gap", [" " * 10, "：" + " " * 8], ids=["bare", "colon"])
def test_partners_in_columns_without_a_table(gap: str) -> None:
    laid = page(
        "合作资源",
        f"签订合作协议的单位{gap}             其他合作单位",
        "甲绿洲农村银行股份有限公司                         丁市电子商务协会",
        "乙云计算技术有限公司                               戊县创业孵化园",
        "甲阳分公司                                         己市促进会",
        "丙市职业技术学院",
        "四、地（州、市）中小企业主管部门推荐意见",
        "庚市工业局",
    )
    assert extract(laid)["partner-count"] == "3"


SERVED = [
    ["信息直通车", "线下124家；活动9次", "16.2"],
    ["云上学堂", "1,240人次", "25.0"],
    ["融易通", "对接4次，28家", "14.2"],
]


@pytest.mark.parametrize(
    ("name", "more", "attended"),
    [
        ("云上学堂", [], "1240"),
        ("云上学堂", [["沙龙", "60人次", "1"]], None),  # which of the two?
        ("云上学堂", [["培训服务", "12场", "1"]], None),
        ("信息咨询", [], None),
    ],
)
def test_the_only_service_counted_in_persons(name: str, more: list[list[str]], attended: str | None) -> None:
    """Own names of services, also where the headings fell out of the table: taken, and not held for sure."""
    rows = [SERVED[0], [name, *SERVED[1][1:]], SERVED[2], *more]
    head = ["主要服务产品", "服务规模（家、人/次）", "服务收入占年营业收入%"]
    fallen = page(
        "主要服务产品          服务规模（家、人/次）          服务收入占年营业收入%", table=rows, top=190.0
    )
    for laid in (page(table=[head, *rows]), fallen):
        made = [c for c in form.extract(document(form.KIND, COVER, laid)) if isinstance(c, Claim)]
        found = [c for c in made if c.quantity == "training-attendances"]
        assert [c.value for c in found] == ([attended] if attended else [])
        assert all(c.confidence < 0.8 for c in found)
        assert {c.value for c in made if c.quantity == "service-activities"} >= {"9", "4"}


def test_stated_partners() -> None:
    assert stated("甲大学、乙协会等12家单位") == "12"
    assert stated("甲大学、乙协会") is None


def test_name_under_a_seal_is_taken_from_the_ring() -> None:
    laid = page(
        "申请单位名称：        三公共服务有限公司（盖章）",
        "填报日期：2020年6月8日",
        title="申请报告",
        confidence=0.7,
    )
    word = next(w for w in laid.words if "公共服务" in w.text)
    box: Box = (word.box[0] - 60, word.box[1] - 50, word.box[0] + 60, word.box[3] + 50)
    for text, expected in (
        ("甲乙丙公共服务有限公司", "甲乙丙公共服务有限公司"),
        ("", "三公共服务有限公司"),
    ):
        sealed = Page(
            **{n: getattr(laid, n) for n in Page.__dataclass_fields__ if n != "seals"},
            seals=(Seal(box, text),),
        )
        found = list(form.extract(Document("d", form.KIND, (sealed,))))
        (name,) = [c for c in found if isinstance(c, Claim) and c.quantity == "applicant-name"]
        assert name.value == expected
        assert name.damaged == (text == "")


@given(
    capital=st.integers(1, 99_999),
    heads=st.integers(1, 999),
    order=st.permutations(range(4)),
    columns=st.sampled_from([1, 2, 4]),
    gap=st.sampled_from(["：", ":", " ", "： "]),
)
def test_binding_does_not_depend_on_order(
    capital: int, heads: int, order: list[int], columns: int, gap: str
) -> None:
    """Whatever the order and the number of columns, each label keeps its own value."""
    cells = [f"注册资本{gap}{capital}万元", f"从业人数{gap}{heads}人", "法人代表：张三", "邮政编码：830011"]
    laid = [cells[k] for k in order]
    table = [laid[i : i + columns] for i in range(0, 4, columns)]
    made = extract(page(table=table))
    assert made == {
        "registered-capital": str(capital * 10_000), "staff-count": str(heads), "legal-representative": "张三",
        "postcode": "830011",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("opening", "opens"),
    [
        (COVER, True),
        (page("申请单位名称：____", title="新疆维吾尔自治区中小企业公共服务示范平台申请报告"), True),
        (page("申 请 报 告", "申请单位名称：", "填报日期：", title="黑龙江省中小企业公共服务平台"), True),
        (page("注册日期：2011.05.30", title="国家中小企业公共服务示范平台申请表"), True),
        (page("注册日期：2011.05.30", title="国家中小企业公共服努示范平台申请衣"), True),
        (page("推荐省：甲省", "填报日期：", title="国家中小企业公共服务示范平台推荐表"), False),
        (page("国家中小企业公共服务示范平台申请报告……1", "审计报告……12", "证明材料……40", title="目录"), False),
        (page("我单位提交国家中小企业公共服务示范平台申请报告，请予审核。", title="情况说明"), False),
        (page("一、国家中小企业公共服务示范平台申请表", "二、主要服务设备、仪器及软件清单", title="申请报告的主要内容"), False),
    ],
)  # fmt: skip
def test_score(opening: Page, opens: bool) -> None:
    score = form.score([opening])
    assert (score or 0) >= 0.5 if opens else (score or 0) < 0.5
