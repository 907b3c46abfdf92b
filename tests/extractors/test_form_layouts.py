"""Forms of other hands: labels in rows over their values, worded otherwise, hints, units apart, capitals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import application_form as form
from extractors._form_labels import LABELS
from extractors._labels import find
from extractors._segments import segments
from extractors._split_cells import split_cells
from pipeline.model import Cell, Page
from tests.extractors._show import values
from tests.pages import document, page

Table = list[list[str | tuple[str, int] | None]]
COVER = page(
    "申请单位名称：甲乙丙服务有限公司（盖章）",
    "填报日期：2020年6月8日",
    title="某省中小企业公共服务平台申请报告",
)


def part_one(*pages: Page) -> dict[str, str]:
    return values(form.extract(document(form.KIND, COVER, *pages)), field="part-1")


IDENTITY = {
    "applicant-name": "甲乙丙服务有限公司", "credit-code": "91350100M000100Y43", "established-on": "2011-05-30",
    "organisation-type": "民办非企业单位", "legal-representative": "傅伟兰", "address": "甲阳市乙区丙大道128号",
    "postcode": "435300", "contact": "丁铭胜", "phone": "0713-2523367", "mobile": "15921200354",
}  # fmt: skip
SIZE = {
    "registered-capital": "3000000", "total-assets@2019-12-31": "9672400", "equipment-count": "46",
    "equipment-cost": "1095900", "equipment-asset-ratio": "11.33", "premises-area": "880", "premises-owned": "80",
    "premises-leased": "800", "staff-count": "40", "qualified-staff-count": "34", "qualified-staff-ratio": "85",
}  # fmt: skip
ALONE: Table = [
    [("单位名称", 4)],
    [("甲乙丙服务有限公司", 4)],
    ["统一社会信用代码", "注册时间", "所属行业", "单位性质"],
    ["91350100M000100Y43", "2011-05-30", "科技推广", "民办非企业单位"],
    [("法人代表", 2), ("邮政编码", 2)],
    [("傅伟兰", 2), ("435300", 2)],
    [("注册地址", 4)],
    [("甲阳市乙区丙大道128号", 4)],
    [("联系人", 2), "职务", "联系电话"],
    [("丁铭胜", 2), "主任", "0713-2523367"],
    [("手机号码", 4)],
    [("15921200354", 4)],
]
HINTED = [
    ["1.单位名称（全称，与公章一致）", "（与营业执照一致）甲乙丙服务有限公司"],
    ["2.统一社会信用代码", "91350100M000100Y43"],
    ["3.企业注册时间", "2011年5月30日"],
    ["4.单位性质（企业、事业单位、社会团体、民办非企业单位、其他组织，请选一项）", "民办非企业单位"],
    ["5.单位法定代表人", "傅伟兰"],
    ["6.企业注册地址（省、市、县、街道）", "甲阳市乙区丙大道128号"],
    ["7.邮编", "435300"],
    ["8.项目联系人", "丁铭胜"],
    ["9.单位电话", "0713-2523367"],
    ["10.联系人手机", "15921200354"],
]
TWO_ROWS: Table = [
    ["基本\n信息", "单位名称", ("甲乙丙服务有限公司", 3)],
    [None, "信用代码", "91350100M000100Y43", "成立时间", "2011.5.30"],
    [None, "企业类型", "民办非企业单位", "法定代表人", "傅伟兰"],
    ["联系\n方式", "通讯地址", "甲阳市乙区丙大道128号", "邮编", "435300"],
    [None, "联系人", "丁铭胜", "办公电话", "0713-2523367"],
    [None, "移动电话", ("15921200354", 3)],
]
RIGHT = [["            " + label, value] for label, value in HINTED[1:]]
RIGHT.insert(0, ["            机构名称：", "甲乙丙服务有限公司"])


@pytest.mark.parametrize(
    "table", [ALONE, HINTED, TWO_ROWS, RIGHT], ids=["alone", "hints", "two rows", "right"]
)
def test_who_applies(table: Table) -> None:
    assert part_one(page(table=table)) == IDENTITY


WORDED = [
    ["注册资本", "人民币叁佰万元整"],
    ["上年末资产总额（千元）", "9,672.40"],
    ["设备、仪器台数（台（套））", "46"],
    ["仪器设备购置总金额", "109.59万元"],
    ["设备原值占资产总额的比重", "11.33%"],
    ["服务及办公场所总面积", "880平方米"],
    ["其中：自有用房面积", "80平方米"],
    ["租赁办公用房面积", "800㎡"],
    ["在职员工总人数", "40人"],
    ["其中：本科及以上学历或中级及以上职称人员数", "34人"],
    ["占单位职工总人数的百分比", "85%"],
]
UNITS_APART = [
    ["注册资金", "300", "万元", "上年末总资产", "9672400", "元"],
    ["仪器设备数量", "46", "台套", "设备购置金额", "1095.9", "千元"],
    ["设备占总资产比例", "11.33", "%", "服务场地面积", "880", "平方米"],
    ["自有面积", "80", "平方米", "租用面积", "800", "平方米"],
    ["从业人数", "40", "人", "大专及以上学历和中级及以上职称人员", "34", "人"],
    ["专业人员占总人数比例", "85", "%", "备注", "", ""],
]
HEADED: Table = [
    ["注册资金", "上年末总资产", "设备、仪器数量", "设备购买价格"],
    ["300万元", "967.24万元", "46台（套）", "109.59万元"],
    ["设备占总资产比例", "服务场所总面积", "自有面积", "其中：租用"],
    ["11.33%", "880平方米", "80平方米", "800平方米"],
    [("职工总数", 4)],
    [("40人", 4)],
    [("大专及以上学历和中级及以上职称人员", 4)],
    [("34人", 4)],
    [("占总人数比例", 4)],
    [("85%", 4)],
]
SPANNED: Table = [
    ["资产情况", "注册资本（万元）", "300", "上年末总资产（万元）", "967.24"],
    ["服务\n设备", "仪器设备数量", "46台（套）", "购买价格", "109.59万元"],
    [None, "占总资产比例", ("11.33%", 3)],
    ["服务场地\n面积", "合计 880 平方米，其中：自有 80 平方米，租用 800 平方米"],
    ["人员", "从业人数", "40", "其中：大专及以上学历和中级及以上技术职称的专业人员", "34"],
    [None, "占总人数比例（%）", ("85", 3)],
]
AS_FRACTIONS = {"85%": "0.85", "11.33%": "0.1133"}
FRACTIONS = [[AS_FRACTIONS.get(text, text) for text in row] for row in WORDED]


@pytest.mark.parametrize(
    "laid",
    [
        page(table=WORDED),
        page(table=UNITS_APART),
        page(table=HEADED),
        page(table=SPANNED),
        page(table=FRACTIONS),
        page(tables=[WORDED[:5], WORDED[5:]]),
        page(*("：".join(row) for row in WORDED)),
        page(*("：".join(a + b) for a, b in zip(WORDED[::2], [*WORDED[1::2], ["", ""]], strict=True))),
    ],
    ids=["worded", "units apart", "headed", "spanned", "fractions", "two tables", "lines", "lines of two"],
)
def test_what_it_has(laid: Page) -> None:
    assert part_one(laid) == SIZE


def test_labels_over_values_without_ruled_lines() -> None:
    laid = page(
        "注册资本        上年末总资产        从业人数        联系人",
        "300万元         967.24万元          40人            丁铭胜",
    )
    assert part_one(laid) == {
        "registered-capital": "3000000", "total-assets@2019-12-31": "9672400", "staff-count": "40", "contact": "丁铭胜",
    }  # fmt: skip


def test_a_label_that_begins_in_the_cell_before_its_values() -> None:
    laid = page(table=[["仪器、设备", "数量34台(套)，购买价格66.50万元，占总资产11.33%"]])
    assert part_one(laid) == {
        "equipment-count": "34", "equipment-cost": "665000", "equipment-asset-ratio": "11.33",
    }  # fmt: skip


def test_the_unit_of_a_section_is_that_of_its_figures() -> None:
    laid = page(
        "一、基本情况",
        tables=[[["注册资本", "300"]]],
    )
    assert part_one(laid) == {"registered-capital": "3000000"}
    laid = page("二、资产情况（单位：千元）", table=[["注册资本", "3000"], ["上年末总资产", "9672.40"]])
    assert part_one(laid) == {"registered-capital": "3000000", "total-assets@2019-12-31": "9672400"}


@pytest.mark.parametrize(
    "text",
    [
        "参保职工人数：30人",
        "占从业人员总数：30%",
        "离退休职工总数：5人",
        "设备净值：30万元",
        "服务企业职工总数：300人",
    ],
)
def test_what_is_named_alike_is_not_the_same(text: str) -> None:
    name, _, value = text.partition("：")
    for laid in (page(text), page(table=[[name, value]]), page(table=[[text, ""]])):
        assert not {"staff-count", "equipment-cost"} & set(part_one(laid))


YEARS = {
    "revenue@2018": "5603000", "service-revenue@2018": "3913200", "total-assets@2018-12-31": "8845000",
    "total-profit@2018": "308200", "taxes-paid@2018": "240900", "served-count@2018": "171",
    "revenue@2019": "6128000", "service-revenue@2019": "4412200", "total-assets@2019-12-31": "9672400",
    "total-profit@2019": "379900", "taxes-paid@2019": "275800", "served-count@2019": "192",
}  # fmt: skip
ACROSS = [
    ["指标", "单位", "2018年", "2019年"],
    ["营业收入", "万元", "560.30", "612.80"],
    ["其中：服务收入", "万元", "391.32", "441.22"],
    ["资产总额", "千元", "8845.0", "9672.4"],
    ["利润总额", "元", "308200", "379900"],
    ["上缴税金", "万元", "24.09", "27.58"],
    ["服务中小企业户数", "户", "171", "192"],
]
PLAIN = [[r[0], *r[2:]] for r in ACROSS]
PLAIN[3][1:] = ["884.50", "967.24"]
PLAIN[4][1:] = ["30.82", "37.99"]


@pytest.mark.parametrize(
    "laid",
    [
        page("三、运营情况", table=ACROSS),
        page("三、运营情况（单位：万元）", table=PLAIN),
        page("三、运营情况（单位：万元）", *("        ".join(r) for r in PLAIN)),
    ],
    ids=["units in a column", "years across", "without ruled lines"],
)
def test_years_as_columns(laid: Page) -> None:
    found = list(form.extract(document(form.KIND, COVER, laid)))
    assert values(found, field="part-2") == YEARS
    assert values(found, field="part-1") == {}


def test_heads_and_assets_of_a_year_table_are_no_fields() -> None:
    rows = [
        ["年度", "营业收入", "资产总额", "利润总额", "从业人数"],
        ["2018", "560.30", "884.50", "30.82", "38"],
        ["2019", "612.80", "967.24", "37.99", "40"],
    ]
    assert part_one(page("二、运营情况", table=rows)) == {}


def test_each_name_is_a_label_of_its_own() -> None:
    """No shape of one quantity takes the name of another."""
    for entry in LABELS:
        for name in entry.names if entry.quantities else ():
            (segment,) = segments(page(table=[[name]]))
            assert [f.label for f in find(segment, LABELS)] == [entry], name


def test_a_ruled_line_that_was_not_seen() -> None:
    """A value and the label under it in one cell, known by the rows of the other columns."""
    whole = page(table=HEADED)
    (grid,) = whole.grids
    cells = list(grid.cells)
    for column in (0, 1):
        upper, lower = grid.at(1, column), grid.at(2, column)
        assert upper
        assert lower
        assert upper.box
        assert lower.box
        box = (upper.box[0], upper.box[1], lower.box[2], lower.box[3])
        words = upper.words + lower.words
        cells[cells.index(upper)] = replace(
            upper, row_span=2, text=upper.text + lower.text, words=words, box=box
        )
        cells.remove(lower)
    assert part_one(replace(whole, grids=(replace(grid, cells=tuple(cells)),))) == SIZE
    tall = page(table=[["上年末总资产\n967.24 万元", "仪器设备数量 46 台"], [None, "从业人数 40 人"]])
    assert len(split_cells(tall, LABELS).grids[0].cells) == 3


def rebuilt(laid: Page, cells: list[Cell]) -> Page:
    (grid,) = laid.grids
    return replace(laid, grids=(replace(grid, cells=tuple(cells)),))


def test_upright_rules_that_were_not_seen() -> None:
    """Labels in one cell over values in one cell, or over a line that fell out of the table."""
    laid = page(table=HEADED)
    (grid,) = laid.grids
    cells = [c for c in grid.cells if c.row > 1]
    for r in (0, 1):
        parts = [c for c in grid.cells if c.row == r]
        words = tuple(w for c in parts for w in c.words)
        cells.append(replace(parts[0], column_span=4, text="".join(w.text for w in words), words=words))
    assert part_one(rebuilt(laid, cells)) == SIZE
    fallen = page(
        tables=[[["联系电话      上年末总资产      从业人数"]]],
    )
    below = page("0713-2523367      967.24万元      40人", top=240.0)
    (box,) = {w.box[1] for w in fallen.words}
    moved = tuple(replace(w, box=(w.box[0], box + 30, w.box[2], box + 41)) for w in below.words)
    found = part_one(replace(fallen, words=(*fallen.words, *moved)))
    assert found == {"phone": "0713-2523367", "total-assets@2019-12-31": "9672400", "staff-count": "40"}


def test_fields_side_by_side_in_one_cell_over_several_lines() -> None:
    text = "注册地址：甲阳市乙区丙大        邮政编码：435300\n道128号"
    assert part_one(page(table=[[text]])) == {"address": "甲阳市乙区丙大道128号", "postcode": "435300"}


def test_words_that_were_read_twice() -> None:
    laid = page(table=[["注册地址：甲阳市乙区丙大道128号", "邮政编码：435300"]])
    first, second = laid.grids[0].cells
    (word,) = first.words
    echo = replace(word, text="市乙区丙大道128号", box=(word.box[0] + 60, *word.box[1:]))
    assert (
        part_one(rebuilt(laid, [replace(first, words=(word, echo)), second]))["address"]
        == "甲阳市乙区丙大道128号"
    )


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("联系人及电话：丁铭胜 0713-2523367", {"contact": "丁铭胜", "phone": "0713-2523367"}),
        ("成立（注册）日期：2011年5月30日", {"established-on": "2011-05-30"}),
        ("法定代表人/负责人：傅伟兰", {"legal-representative": "傅伟兰"}),
        ("注册（通讯）地址：甲阳市乙区", {"address": "甲阳市乙区"}),
        ("占总人数比例：百分之八十五", {"qualified-staff-ratio": "85"}),
        ("现有职工40人", {"staff-count": "40"}),
        ("上年末固定资产总额：500万元", {}),
        ("网址及备案号已建网站的填写 www.a-ppc.com", {"website": "www.a-ppc.com"}),
        ("网址及备案号（已建网站填写 www.a-ppc.com", {"website": "www.a-ppc.com"}),
        ("登记住所：甲阳市乙区", {"address": "甲阳市乙区"}),
        ("联络员及联系方式：丁铭胜 0713-2523367", {"contact": "丁铭胜", "phone": "0713-2523367"}),
        ("电子信箱：a_fw@163.com", {"email": "a_fw@163.com"}),
        ("设备购入价款：109.59万元", {"equipment-cost": "1095900"}),
        ("办公用房：880平方米", {"premises-area": "880"}),
        ("服务场所（㎡）：880", {"premises-area": "880"}),
        ("自有办公用房（㎡）：80", {"premises-owned": "80"}),
        ("自有/租赁面积：80㎡/800㎡", {"premises-owned": "80", "premises-leased": "800"}),
        ("租用及自有场地（㎡）：800、80", {"premises-owned": "80", "premises-leased": "800"}),
        ("自有/租赁面积：880㎡", {}),
        ("自有/租赁场地：租赁", {}),
        ("其中专业技术人员34人，占85%", {"qualified-staff-count": "34", "qualified-staff-ratio": "85"}),
        ("从业人数40人，占85%", {"staff-count": "40"}),
    ],
)
def test_a_field(text: str, claims: dict[str, str]) -> None:
    assert part_one(page(text)) == claims
    assert part_one(page(table=[[text, "投资比例"]])) == claims


ROWS = [
    ["服务场所（㎡）", "880", "自有／租赁（㎡）", "80／800"],
    ["仪器设备（台、套）", "46", "购置价（万元）", "109.59"],
    ["在职职工（人）", "40", "大专以上学历和中级以上职称专业人员（人）", "34"],
]


@pytest.mark.parametrize("share", [["占85%"], ["占 85 %"], ["占比", "85%"]], ids=["said", "apart", "named"])
def test_a_share_of_what_its_row_names(share: list[str]) -> None:
    names = ["equipment-count", "equipment-cost", *(f"premises-{s}" for s in ("area", "owned", "leased"))]
    names += ["staff-count", "qualified-staff-count"]
    sizes = {name: SIZE[name] for name in names}
    ratio = {"qualified-staff-ratio": "85"}
    assert part_one(page(table=[*ROWS[:2], [*ROWS[2], *share]])) == sizes | ratio
    assert part_one(page(table=[*ROWS, [*share, "备注", ""]])) == sizes, "of what, nothing says"
    said = ["占总人数比例", "85%"]
    assert part_one(page(table=[*ROWS[:2], [*ROWS[2], "占12%"], said])) == sizes | ratio
    told = ("从业人数40人，其中：大专及以上学历和中级及以上技术职称的专业人员34人，", "占85%。")
    heads = {"staff-count": "40", "qualified-staff-count": "34", "qualified-staff-ratio": "85"}
    assert part_one(page(*told)) == heads
    ratio = {"equipment-asset-ratio": "85"}
    assert part_one(page(table=[ROWS[0], [*ROWS[1], *share], ROWS[2]])) == sizes | ratio


def test_labels_read_in_one_piece_with_their_values() -> None:
    """No colon, no rule: the gap inside the word, or a value that is no part of a label."""
    laid = page(
        "法人代表  傅伟兰  注册地址 甲阳市乙区丙大道128号  邮政编码435300",
        "联系人  丁铭胜  传真 0713-2523368  手机15921200354",
        "电子邮件a_fw@163.com  网址www.a-ppc.com",
    )
    assert part_one(laid) == {
        "legal-representative": "傅伟兰", "address": "甲阳市乙区丙大道128号", "postcode": "435300", "contact": "丁铭胜",
        "fax": "0713-2523368", "mobile": "15921200354", "email": "a_fw@163.com", "website": "www.a-ppc.com",
    }  # fmt: skip
    assert part_one(page("通讯地址变更已经备案，手机客户端于2018年上线")) == {}


@pytest.mark.parametrize(
    ("heading", "there"),
    [
        ("结余（利润总额）", True),
        ("净资产变动额（即利润总额）", True),
        ("利润总额（净资产变动额）", True),
        ("成本费用（利润总额）", False),
        ("增长率（利润总额）", False),
    ],
)
def test_a_heading_glossed_in_a_bracket(heading: str, there: bool) -> None:
    rows = [[heading, *r[1:]] if r[0] == "利润总额" else r for r in PLAIN]
    found = values(
        form.extract(document(form.KIND, COVER, page("三、运营情况（单位：万元）", table=rows))),
        field="part-2",
    )
    assert ("total-profit@2019" in found) == there
    assert {k: v for k, v in YEARS.items() if "profit" not in k or there} == found


def test_what_is_made_of_a_quantity_is_another() -> None:
    more = [
        ["营业收入增长率", "", "9.4%", "9.4%"],
        ["固定资产总额", "万元", "1", "2"],
        ["服务收入占营业收入比例", "%", "70", "72"],
    ]
    found = form.extract(
        document(form.KIND, COVER, page("三、运营情况", table=[*ACROSS[:2], *more, *ACROSS[2:]]))
    )
    assert values(found, field="part-2") == YEARS


TOLD = (
    "三、运营情况",
    "2018年营业收入560.30万元，其中服务收入391.32万元，年末资产总额884.50万元，",
    "利润总额30.82万元，上缴税金24.09万元，服务中小企业171户。",
    "2019年度实现营业收入612.80万元，其中：服务收入441.22万元，资产总额967.24万元，利润总额",
)


@pytest.mark.parametrize(
    "laid",
    [
        page(*TOLD[:3], TOLD[3].removesuffix("利润总额"), "利润总额37.99万元，上缴税金27.58万元，服务中小企业192户，"),
        page(
            table=[
                [f"{year}年{r[0].removeprefix('其中：')}（万元）", r[k]] if r[0] != PLAIN[-1][0] else [f"{year}年{r[0]}", r[k]]
                for k, year in ((1, 2018), (2, 2019)) for r in PLAIN[1:]
            ]
        ),
    ],
    ids=["sentences", "fields"],
)  # fmt: skip
def test_years_without_a_table_of_years(laid: Page) -> None:
    found = list(form.extract(document(form.KIND, COVER, laid)))
    assert values(found, field="part-2") == YEARS


def test_one_year_named_in_passing_is_no_table() -> None:
    told = "四、2018年获得补助资金30万元，服务企业171户。"
    assert not values(form.extract(document(form.KIND, COVER, page(told))), field="part-2")


@pytest.mark.parametrize("label", ["2018年末总资产", "总资产（2018年末）"])
def test_assets_of_a_year_that_is_named(label: str) -> None:
    assert part_one(page(table=[[label, "884.50万元"]])) == {"total-assets@2018-12-31": "8845000"}


def test_the_registered_address_goes_before_the_others() -> None:
    rows = [
        ["通讯地址", "甲阳市丁区戊路1号"],
        ["注册地址", "甲阳市乙区丙大道128号"],
        ["办公地址：甲阳市己路2号", ""],
    ]
    assert part_one(page(table=rows)) == {"address": "甲阳市乙区丙大道128号"}
    assert part_one(page(table=rows[:1])) == {"address": "甲阳市丁区戊路1号"}
    assert part_one(page("注册地址：甲阳市乙区  通讯地址：甲阳市丁区")) == {"address": "甲阳市乙区"}
