"""Figures, dates and names as people write them and readers read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Claim, Evidence
from pipeline.quantity import (
    QUANTITIES,
    UNIT_FACTORS,
    clean,
    decimal_of,
    figures,
    fold_name,
    is_nil,
    parse_date,
    parse_figure,
    parse_percent,
    parse_year,
    plain,
    same_text,
    show,
    squeeze,
    yuan,
)

CENTS = st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False)


def figure(text: str, unit: str | None = None) -> tuple[str, str, str | None] | None:
    """(value, resolution, qualifier)"""
    found = parse_figure(text, unit)
    return (plain(found.value), plain(found.resolution), found.qualifier) if found else None


# --- figures


@pytest.mark.parametrize(
    ("text", "unit", "value", "resolution"),
    [
        # separators, widths, spaces
        ("12863512.37", None, "12863512.37", "0.01"),
        ("12,863,512.37", None, "12863512.37", "0.01"),
        ("12，863，512.37", None, "12863512.37", "0.01"),
        ("１２，８６３．５", None, "12863.5", "0.1"),
        ("1 286.35", None, "1286.35", "0.01"),
        ("128635\n12.37", None, "12863512.37", "0.01"),
        ("1,286.35 2,000.00", None, "1286.35", "0.01"),
        ("￥1,286.35", None, "1286.35", "0.01"),
        ("人民币 500 万元", None, "5000000", "10000"),
        ("1286.35.", None, "1286.35", "0.01"),
        # a reader's points for commas and letters for noughts
        ("1,286.351.20", None, "1286351.2", "0.01"),
        ("1.286.351", None, "1286351", "1"),
        ("1O0", None, "100", "1"),
        ("3OO", None, "300", "1"),
        ("O.85", None, "0.85", "0.01"),
        # units: in the text before the header's
        ("1286.35", "万元", "12863500", "100"),
        ("1286.35万元", None, "12863500", "100"),
        ("1286.3500万元", None, "12863500", "1"),
        ("5000000元", "万元", "5000000", "1"),
        ("12863.5", "千元", "12863500", "100"),
        ("1.2亿", None, "120000000", "10000000"),
        ("1.2亿元", "万元", "120000000", "10000000"),
        ("3百元", None, "300", "100"),
        ("2百万元", None, "2000000", "1000000"),
        ("3千人次", None, "3000", "1000"),
        ("3千瓦", None, "3", "1"),
        ("8.0万元", None, "80000", "1000"),
        # two units in one figure
        ("1亿2000万元", None, "120000000", "10000"),
        ("3万5千元", None, "35000", "1000"),
        ("5万3000元", None, "53000", "1"),
        ("-3万5千元", None, "-35000", "1000"),
        ("300万元200元", None, "3000000", "10000"),
        ("3万5万", None, "30000", "10000"),
        # below nought
        ("-3.2", "万元", "-32000", "1000"),
        ("−3.2", None, "-3.2", "0.1"),
        ("－3.2", None, "-3.2", "0.1"),
        ("(3,500.00)", None, "-3500", "0.01"),
        ("（3.5）万元", None, "-35000", "1000"),
        ("(-3.5)", None, "-3.5", "0.1"),
        ("负3.5", None, "-3.5", "0.1"),
        ("△3.5", None, "-3.5", "0.1"),
        # brackets that do not negate
        ("叁佰万元整（￥3,000,000.00）", None, "3000000", "0.01"),
        ("注册资本(300万元)", None, "3000000", "10000"),
        ("(12.5%)", None, "12.5", "0.1"),
        # the first that is a number
        ("第3.2.1条 300万元", None, "3000000", "10000"),
        ("86台/套", None, "86", "1"),
        ("12人多次获奖", None, "12", "1"),
    ],
)
def test_figures(text: str, unit: str | None, value: str, resolution: str) -> None:
    assert figure(text, unit) == (value, resolution, None)


@pytest.mark.parametrize(
    ("text", "value", "qualifier"),
    [
        ("约300", "300", "约"),
        ("大约300家", "300", "约"),
        ("近300家", "300", "近"),
        ("超过300家", "300", "超过"),
        ("不少于300家", "300", "不少于"),
        ("不足300家", "300", "不足"),
        ("300余家", "300", "余"),
        ("300多家", "300", "多"),
        ("近500余家", "500", "余"),
        ("300以上", "300", "以上"),
        ("203家以上", "203", "以上"),
        ("12台(套)左右", "12", "左右"),
        ("300万元以上", "3000000", "以上"),
        ("300余万元", "3000000", "余"),
        ("300万余元", "3000000", "余"),
        ("3万人以上", "30000", "以上"),
        ("80-100", "80", "至"),
        ("80～100万元", "800000", "至"),
        ("80至100家", "80", "至"),
        ("约三百家", "300", "约"),
        ("三百余家", "300", "余"),
    ],
)
def test_what_is_no_exact_figure_keeps_its_qualifier(text: str, value: str, qualifier: str) -> None:
    found = figure(text)
    assert found is not None
    assert (found[0], found[2]) == (value, qualifier)


@pytest.mark.parametrize(
    ("text", "unit", "value", "resolution"),
    [
        ("叁佰万元整", None, "3000000", "1"),
        ("伍拾万圆整", None, "500000", "1"),
        ("人民币壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元玖角壹分", None, "12345678.91", "0.01"),
        ("叁拾元零伍分", None, "30.05", "0.01"),
        ("叁拾元伍角", None, "30.5", "0.1"),
        ("伍佰", "万元", "5000000", "10000"),
        ("伍佰万", "万元", "5000000", "1"),
        ("壹亿零伍佰万元", None, "105000000", "1"),
        ("三百二十五家", None, "325", "1"),
        ("十二", None, "12", "1"),
        ("两百人", None, "200", "1"),
        ("三点五万元", None, "35000", "1"),
        ("注册资本五百万元", None, "5000000", "1"),
        ("(大写)叁佰万元整", None, "3000000", "1"),
    ],
)
def test_chinese_numerals(text: str, unit: str | None, value: str, resolution: str) -> None:
    assert figure(text, unit) == (value, resolution, None)


@pytest.mark.parametrize(
    "text",
    ["", " ", "/", "-", "——", "无", "一般", "一、", "(一)", "第一次", "统一", "万科", "百货",
     "1,2863,512", "1286,35", "2019.6.20", "二〇一九年六月二十日"],
)  # fmt: skip
def test_what_is_no_figure(text: str) -> None:
    assert parse_figure(text) is None


def test_all_figures_of_a_line() -> None:
    assert [f.text for f in figures("2018年营业收入300万元，服务203家")] == ["2018", "3000000", "203"]


@given(CENTS)
def test_a_printed_sum_is_read_back(amount: Decimal) -> None:
    assert figure(f"{amount:,.2f}") == (plain(amount), "0.01", None)
    assert figure(f"({amount:,.2f})") == (plain(-amount), "0.01", None)


@given(st.integers(0, 10**7), st.integers(0, 4), st.sampled_from(sorted(UNIT_FACTORS)))
def test_a_unit_scales_value_and_resolution_alike(digits: int, places: int, unit: str) -> None:
    written = Decimal(digits).scaleb(-places)
    beside, within = parse_figure(f"{written:f}", unit), parse_figure(f"{written:f}{unit}")
    assert beside is not None
    assert within is not None
    assert beside.value == within.value == written * UNIT_FACTORS[unit]
    assert beside.resolution == within.resolution == Decimal(1).scaleb(-places) * UNIT_FACTORS[unit]


@given(st.integers(1, 999_999_999))
def test_capitals_on_a_contract_are_read_back(amount: int) -> None:
    assert figure(f"{cn2an.an2cn(amount, 'up')}元整") == (str(amount), "1", None)


@given(st.text(alphabet="0123456789,.，-() O约近万亿千元家%一二叁佰拾点至〇 年/", max_size=14))
def test_no_text_breaks_a_parser(text: str) -> None:
    found = parse_figure(text, "万元")
    assert found is None or (found.value.is_finite() and found.resolution > 0)
    when = parse_date(text)
    assert when is None or len(when) in (4, 7, 10)
    parse_percent(text)


@pytest.mark.parametrize(
    ("text", "value", "resolution"),
    [
        ("98.5", "98.5", "0.1"),
        ("98.5%", "98.5", "0.1"),
        ("98.50％", "98.5", "0.01"),
        ("100", "100", "1"),
        ("0.85", "0.85", "0.01"),
        ("百分之九十八", "98", "1"),
        ("百分之九十八点五", "98.5", "0.1"),
        ("百分之百", None, None),
        ("满意", None, None),
    ],
)
def test_percentages(text: str, value: str | None, resolution: str | None) -> None:
    found = parse_percent(text)
    assert (found and plain(found.value), found and plain(found.resolution)) == (value, resolution)


# --- dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2015年3月12日", "2015-03-12"),
        ("2015 年 3 月 12 日", "2015-03-12"),
        ("2015.03.12", "2015-03-12"),
        ("2015-3-12", "2015-03-12"),
        ("2015/3/12", "2015-03-12"),
        ("２０１５．３．１２", "2015-03-12"),
        ("20150312", "2015-03-12"),
        ("2019-06-20 10:30", "2019-06-20"),
        ("2019-6-5 10:30", "2019-06-05"),
        ("填报日期：2019年6月20日", "2019-06-20"),
        ("2019年12月31日至2020年12月31日", "2019-12-31"),
        # as much as it says
        ("2015-3", "2015-03"),
        ("2015.03", "2015-03"),
        ("2015年3月", "2015-03"),
        ("2015年3", "2015-03"),
        ("2015年", "2015"),
        ("2015年度", "2015"),
        ("2015", "2015"),
        ("2018年12月-2019年6月", "2018-12"),
        ("2018年1月2019年6月", "2018-01"),
        ("2015-2016", "2015"),
        # Chinese numerals
        ("二〇二四年", "2024"),
        ("二〇二四年一月", "2024-01"),
        ("二○一九年十二月三十一日", "2019-12-31"),
        ("二零一九年六月二十日", "2019-06-20"),
        ("二〇一九年十月十日", "2019-10-10"),
        ("一九九八年五月一号", "1998-05-01"),
        # the letter O for a nought
        ("2O19年6月2O日", "2019-06-20"),
        ("2O1O年O1月O8日", "2010-01-08"),
        ("２Ｏ１９．Ｏ６．２Ｏ", "2019-06-20"),
        ("二O二四年一月", "2024-01"),
        # no such day: what is sure remains
        ("2019年2月30日", "2019-02"),
        ("2019-02-29", "2019-02"),
        ("2020-02-29", "2020-02-29"),
        ("20190631", "2019-06"),
        ("二〇一九年二月三十日", "2019-02"),
        ("2019.13.1", "2019"),
        # none
        ("", None),
        ("长期", None),
        ("1286.35", None),
        ("12019年", None),
        ("年  月  日", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert parse_date(text) == iso
    assert parse_year(text) == (iso[:4] if iso else None)


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["{y}年{m}月{d}日", "{y}-{m}-{d}", "{y}.{m:02}.{d:02}", "{y}/{m}/{d:02}", "{y}{m:02}{d:02}"]
    ),
)
def test_every_day_in_every_form(day: date, form: str) -> None:
    assert parse_date(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_in_chinese_numerals(day: date) -> None:
    year = "".join("〇一二三四五六七八九"[int(ch)] for ch in str(day.year))
    tens = ["", "十", "二十", "三十"]
    month, number = (tens[n // 10] + " 一二三四五六七八九"[n % 10].strip() for n in (day.month, day.day))
    assert parse_date(f"{year}年{month}月{number}日") == day.isoformat()


# --- names and texts


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("乌鲁木齐甲（集团）有限公司", "乌鲁木齐甲(集团)有限公司", True),
        ("甲 有限 公司", "甲有限公司", True),
        ("甲〔2019〕有限公司", "甲[2019]有限公司", True),
        ("甲有限公司。", "甲有限公司", True),
        ("ＡＢＣ有限公司", "ABC有限公司", True),
        ("甲有限公司", "甲有限责任公司", False),
        ("甲有限公司", "甲有限公司分公司", False),
        ("甲有限公司", "乙有限公司", False),
        ("甲股份有限公司", "甲有限公司", False),
    ],
)
def test_names(a: str, b: str, same: bool) -> None:
    assert same_text(a, b) is same


@given(st.text(alphabet="甲乙 （）()〔〕[]ＡA有限公司。.;：", max_size=20))
def test_folding_a_name_twice_changes_nothing_more(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


@pytest.mark.parametrize(
    ("text", "cleaned", "squeezed"),
    [
        ("甲 乙  丙", "甲乙丙", "甲乙丙"),
        ("  A  B 公司 ", "A B公司", "AB公司"),
        ("（１）　甲", "(1) 甲".replace(" ", ""), "(1)甲"),
        ("", "", ""),
    ],
)
def test_cleaning(text: str, cleaned: str, squeezed: str) -> None:
    assert (clean(text), squeeze(text)) == (cleaned, squeezed)


@pytest.mark.parametrize(
    ("text", "nil"), [(None, True), (" / ", True), ("—", True), ("无", True), ("0", False), ("无锡", False)]
)
def test_nil(text: str | None, nil: bool) -> None:
    assert is_nil(text) is nil


# --- plain strings, and what the officer sees


@pytest.mark.parametrize(
    ("number", "text"),
    [("12863500.00", "12863500"), ("1E+7", "10000000"), ("84.780", "84.78"), ("-0.00", "0"), ("0", "0"), ("-3", "-3"),
     ("100", "100")],
)  # fmt: skip
def test_plain(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4))
def test_a_plain_string_is_the_number(number: Decimal) -> None:
    assert decimal_of(plain(number)) == number
    assert "E" not in plain(number)


@pytest.mark.parametrize("text", [None, "", "甲", "NaN", "Infinity", "-inf", "2019-06-20"])
def test_no_number(text: str | None) -> None:
    assert decimal_of(text) is None


@pytest.mark.parametrize(
    ("amount", "shown"),
    [("9672400", "967.24 万元"), ("12863500", "1,286.35 万元"), ("358", "358 元"), ("-32000", "-3.2 万元"),
     ("10000000", "1,000 万元"), ("9999.5", "9,999.5 元")],
)  # fmt: skip
def test_yuan(amount: str, shown: str) -> None:
    assert yuan(amount) == shown


@pytest.mark.parametrize(
    ("quantity", "value", "shown"),
    [
        ("total-assets", "12863500", "1,286.35 万元"),
        ("satisfaction-ratio", "84.780", "84.78%"),
        ("premises-area", "1200", "1200 ㎡"),
        ("staff-count", "36", "36"),
        ("applicant-name", "甲公司", "甲公司"),
        ("total-assets", "不详", "不详"),
        ("total-assets", None, "—"),
        ("unheard-of", "x", "x"),
    ],
)
def test_show(quantity: str, value: str | None, shown: str) -> None:
    assert show(quantity, value) == shown


def test_the_vocabulary_has_the_contract_units() -> None:
    units = {q.unit for q in QUANTITIES.values()}
    assert units == {"text", "date", "YYYY", "CNY", "count", "percent", "m²"}
    assert all(q.zh and q.en for q in QUANTITIES.values())
    assert QUANTITIES["total-assets"].unit == "CNY"
    assert Claim("total-assets", "1", Evidence("a", 1, None, "1"), "licence").unit == ""
