"""Licences without lines: letter-spaced labels, two columns, wrapped values, capitals, codes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import licence
from extractors._claims import code_holds, credit_code
from pipeline.model import Claim, Code, Page
from tests.extractors._show import values
from tests.pages import document, page, words

CODE = "91350100M000100Y43"


def columns(*lines: tuple[str, str, str, str]) -> Page:
    """Four columns of words: label, value, label, value."""
    made = page(title="营 业 执 照")
    printed = list(made.words)
    for k, line in enumerate(lines):
        for x, text in zip((60, 130, 340, 410), line, strict=True):
            printed += words(text, x=x, y=120 + 22 * k) if text else []
    return replace(made, words=tuple(printed))


TWO_COLUMNS = columns(
    ("统一社会信用代码", "", "", ""),
    (CODE, "", "", ""),
    ("名    称", "甲乙（丙）科技服务", "注册资本", "叁佰万元整"),
    ("", "有限公司", "", ""),
    ("类    型", "有限责任公司（自然人", "成立日期", "2011 年 05 月 30 日"),
    ("", "投资或控股）", "", ""),
    ("法定代表人", "傅伟兰", "营业期限", "2011年5月30日至2041年5月29日"),
    ("经营范围", "企业管理咨询；信息", "住    所", "甲阳市经济开发区丙"),
    ("", "咨询服务。", "", "大道128号数码港大厦11层"),
    ("", "", "登记机关", "2018年03月16日"),
)
ONE_COLUMN = page(
    "统一社会信用代码",
    CODE,
    "名称：甲乙（丙）科技服务有限公司",
    "类型：有限责任公司（自然人投资或控股）",
    "住所：甲阳市经济开发区丙大道128号数码港大厦11层",
    "法定代表人：傅伟兰",
    "注册资本：300万元人民币",
    "成立日期：2011年05月30日",
    "营业期限：自2011年05月30日至2041年05月29日",
    "经营范围：企业管理咨询；信息咨询服务。",
    title="营业执照",
)
EXPECTED = {
    "credit-code": CODE, "applicant-name": "甲乙(丙)科技服务有限公司", "organisation-type": "有限责任公司(自然人投资或控股)",
    "legal-representative": "傅伟兰", "registered-capital": "3000000", "established-on": "2011-05-30",
    "valid-until": "2041-05-29", "address": "甲阳市经济开发区丙大道128号数码港大厦11层",
}  # fmt: skip


def extract(*pages: Page) -> dict[str, str]:
    return values(licence.extract(document(licence.KIND, *pages)))


@pytest.mark.parametrize("laid", [TWO_COLUMNS, ONE_COLUMN], ids=["two columns", "one column"])
def test_business_licence(laid: Page) -> None:
    assert extract(laid) == EXPECTED


def test_address_goes_on_beside_another_column() -> None:
    """Its second line stands between two lines of the scope of business, on neither's level."""
    laid = columns(
        ("名    称", "甲乙科技服务有限公司", "注册资本", "叁佰万元整"),
        ("经营范围", "企业管理咨询；信息", "住    所", "甲阳市经济开发区丙大道128号数"),
    )
    printed = [*laid.words]
    printed += words("咨询服务；会议及", x=130, y=156) + words("展览服务；软件。", x=130, y=172)
    printed += words("码港大厦11层", x=410, y=163) + words("2019年07月22日", x=410, y=178)
    assert (
        extract(replace(laid, words=tuple(printed)))["address"] == "甲阳市经济开发区丙大道128号数码港大厦11层"
    )


def test_label_whose_first_glyph_was_read_into_the_column_before() -> None:
    laid = page(title="营 业 执 照")
    printed = [*laid.words, *words("名    称", x=60, y=120), *words("甲乙科技服务有限公司", x=130, y=120)]
    printed += words("经营范围", x=60, y=142) + words(
        "企业管理咨询；会议及展览服务；信息技术住", x=130, y=142
    )
    printed += words("所", x=375, y=142) + words("甲阳市丙大道128号数码港大厦", x=400, y=142)
    assert extract(replace(laid, words=tuple(printed)))["address"] == "甲阳市丙大道128号数码港大厦"


def test_institution_certificate() -> None:
    laid = page(
        "统一社会信用代码  12100000400000000A",
        "名称  某市中小企业服务中心",
        "宗旨和业务范围  为中小企业提供服务",
        "住所  某市和平路1号",
        "法定代表人  王建国",
        "经费来源  财政补助",
        "开办资金  ￥50万元",
        "举办单位  某市工业和信息化局",
        "有效期  自2019年03月01日至2024年03月01日",
        title="事业单位法人证书",
    )
    made = extract(laid)
    assert made["legal-representative"] == "王建国"
    assert made["registered-capital"] == "500000"
    assert made["valid-until"] == "2024-03-01"
    assert made["address"] == "某市和平路1号"


def test_long_term_and_branches() -> None:
    made = extract(
        page(
            "名称  甲公司乙分公司",
            "类型  有限责任公司分公司",
            "负责人  张三",
            "营业期限  2011年5月30日至长期",
            title="营业执照",
        )
    )
    assert "legal-representative" not in made
    assert "valid-until" not in made


def test_code_that_fails_its_checksum_is_doubted_or_taken_from_the_qr() -> None:
    wrong = CODE[:-1] + "8"
    laid = page(f"统一社会信用代码  {wrong}", "名称  甲公司某某", title="营业执照")
    (claim,) = [
        c
        for c in licence.extract(document(licence.KIND, laid))
        if isinstance(c, Claim) and c.quantity == "credit-code"
    ]
    assert claim.value == wrong
    assert claim.confidence < 0.7
    coded = replace(laid, codes=(Code((0, 0, 50, 50), f"http://www.gsxt.gov.cn/index.html?uniscid={CODE}"),))
    (claim,) = [
        c
        for c in licence.extract(document(licence.KIND, coded))
        if isinstance(c, Claim) and c.quantity == "credit-code"
    ]
    assert (claim.value, claim.evidence.reader) == (CODE, "qr")


def test_credit_codes() -> None:
    assert code_holds(CODE)
    assert not code_holds(CODE[:-1] + "5")
    assert credit_code("信用代码:9135 0100 M000 100Y 43") == (CODE, True)
    assert credit_code("9135O1OOMOOO1OOY43") == (CODE, True)  # the code knows no letter O
    assert credit_code("0713-2523367") is None


@pytest.mark.parametrize(
    ("opening", "opens"),
    [
        (TWO_COLUMNS, True),
        (page("统一社会信用代码", "名称 甲公司", title="营业执熙"), True),
        (page("住所 某市", "法定代表人 张三", title="民办非企业单位登记证书"), True),
        (
            page("1.法人证书或营业执照（复印件）", "2.国家颁发的从业资格证明", title="证明事项告知承诺书"),
            False,
        ),
        (page("附件二、法人证书或营业执照副本复印件……3", "审计报告……5", "租赁合同……9", title="目录"), False),
        (page("本公司已取得营业执照，经营范围为企业管理咨询。", title="情况说明"), False),
    ],
)
def test_score(opening: Page, opens: bool) -> None:
    score = licence.score([opening])
    assert (score or 0) >= 0.5 if opens else (score or 0) < 0.5


@pytest.mark.parametrize("title", ["营业执照", "营 业 执 照"])
def test_the_stamp_of_a_copy_beside_a_title_hides_none(title: str) -> None:
    laid = page("名称  甲乙科技服务有限公司", "住所  甲阳市丙大道128号", title=title)
    copied = replace(laid, words=(*laid.words, *words("复印件与原件一致", x=400, y=63, size=14)))
    assert (licence.score([laid]) or 0) >= 0.9
    assert licence.score([copied]) == licence.score([laid])


@pytest.mark.parametrize("down", [0, 8], ids=["on its first line", "half a line further down"])
@pytest.mark.parametrize(
    ("label", "rest", "quantity", "value"),
    [
        ("法定代表", "人", "legal-representative", "傅伟兰"),
        ("开办资", "金", "registered-capital", "500000"),
        ("成立日", "期", "established-on", "2011-05-30"),
    ],
)
def test_a_label_that_wrapped_in_a_narrow_column(
    label: str, rest: str, quantity: str, value: str, down: int
) -> None:
    laid = page(title="民办非企业单位登记证书")
    printed = [*laid.words, *words(label, x=60, y=200), *words(rest, x=60, y=216)]
    said = {"established-on": "2011年05月30日", "registered-capital": "50万元"}.get(quantity, value)
    printed += words(said, x=140, y=200 + down)
    assert extract(replace(laid, words=tuple(printed))) == {
        "organisation-type": "民办非企业单位",
        quantity: value,
    }


def test_a_wrapped_label_ends_the_value_beside_it() -> None:
    """«业务主管单», under it «位»: neither goes on with the address over it."""
    laid = page(title="民办非企业单位登记证书")
    printed = [*laid.words, *words("住    所", x=60, y=160), *words("甲阳市丙大道128号", x=130, y=160)]
    printed += words("业务主管单", x=60, y=182) + words("位", x=60, y=195)
    printed += words("甲阳市工业和信息化局", x=130, y=182)
    assert extract(replace(laid, words=tuple(printed)))["address"] == "甲阳市丙大道128号"


def test_a_label_read_into_the_column_before_it_ends_no_scope() -> None:
    """«…税住所», then the address in two lines beside the scope of business."""
    laid = page(title="营业执照")
    scope = "企业管理咨询；财务咨询；税住所"
    printed = [*laid.words, *words(scope, x=60, y=200)]
    beside = printed[-1].box[2] + 8
    printed += words("甲阳市丙大道128号", x=beside, y=200) + words("务服务；会议服务。", x=60, y=216)
    printed += words("东楼三层", x=beside, y=216)
    assert extract(replace(laid, words=tuple(printed))) == {"address": "甲阳市丙大道128号东楼三层"}


@pytest.mark.parametrize("label", ["住所", "住  所"])
def test_a_label_between_the_two_lines_of_its_value(label: str) -> None:
    """A narrow table centres the label: the first line is no rest of the type above, the second not all there is."""
    laid = page(title="营业执照")
    printed = [*laid.words, *words("类型", x=60, y=200), *words("有限责任公司", x=140, y=200)]
    printed += words("甲阳市丙大道128号惠企大", x=140, y=228) + words(label, x=60, y=236)
    printed += words("厦B座6层", x=140, y=244) + words("成立日期", x=60, y=268)
    printed += words("2016年09月27日", x=140, y=268)
    assert extract(replace(laid, words=tuple(printed))) == {
        "organisation-type": "有限责任公司",
        "address": "甲阳市丙大道128号惠企大厦B座6层",
        "established-on": "2016-09-27",
    }


def test_a_scope_of_two_lines_around_its_label_is_no_part_of_the_address() -> None:
    """Rows stand close, and the page slopes: the second line of the scope lies near the row of the address."""
    laid = page(title="事业单位法人证书")
    printed = [*laid.words]
    for label, value, y in (
        ("宗旨和业务范围", "", 196),
        ("", "为中小企业提供政策信息、人员培训、融资对接等公共服务；承办主管部门交", 187),
        ("", "办的其他事项", 210),
        ("住所", "甲阳市丙大道128号", 228),
        ("设立登记日期", "2009年04月16日", 252),
    ):
        printed += words(label, x=60, y=y) if label else []
        printed += words(value, x=200, y=y + 4) if value else []
    made = extract(replace(laid, words=tuple(printed), skew=1.6))
    assert (made["address"], made["established-on"]) == ("甲阳市丙大道128号", "2009-04-16")


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("自2015年3月31日至2019年3月31日", "2019-03-31"),
        ("2019年04月22日至2049年04月21", "2049-04-21"),  # the day's 日 is on the next line
        ("自2015年3月31日至长期", None),
        ("自2015年3月31日至2019年3月31日  营业期限：长期", None),
        ("2015年3月31日", None),
    ],
)
def test_a_term_under_its_label(term: str, until: str | None) -> None:
    laid = page(title="民办非企业单位登记证书")
    printed = [*laid.words, *words("有效期限", x=300, y=200), *words(term, x=300, y=222)]
    assert extract(replace(laid, words=tuple(printed))).get("valid-until") == until


@pytest.mark.parametrize(
    ("title", "sort"),
    [
        ("事业单位法人证书", "事业单位"),
        ("社会团体法人登记证书", "社会团体"),
        ("营业执照", None),
    ],
)
def test_a_certificate_without_a_type_says_it_in_its_title(title: str, sort: str | None) -> None:
    assert extract(page("名称：甲乙服务中心", title=title)).get("organisation-type") == sort


def test_what_a_stamp_says_of_the_copy_is_no_value() -> None:
    """«复印件与原件一致», stamped beside the values of a licence."""
    stamps = [w for y in (120, 142, 164, 186) for w in words("复印件与原件一致", x=450, y=y)]
    assert extract(replace(ONE_COLUMN, words=(*ONE_COLUMN.words, *stamps))) == EXPECTED
