"""The vocabulary of quantities, and how figures, dates and names are read, rounded and compared.

One habit for each thing: every module that needs a number out of a text asks here. Values are the
contract's strings: yuan, percent, square metres and counts as plain decimals, ISO dates, NFKC text.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

import cn2an

Sort = Literal["text", "code", "phone", "date", "year", "money", "count", "percent", "area"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One entry of the vocabulary: its sort decides how it is parsed and compared."""

    id: str
    sort: Sort
    zh: str
    en: str

    @property
    def unit(self) -> str:
        return {
            "money": "CNY",
            "percent": "percent",
            "area": "m²",
            "count": "count",
            "date": "date",
            "year": "YYYY",
        }.get(self.sort, "text")


_TABLE: tuple[tuple[str, Sort, str, str], ...] = (
    ("applicant-name", "text", "单位名称", "legal name"),
    ("legal-representative", "text", "法定代表人", "legal representative"),
    ("organisation-type", "text", "单位性质", "organisation type"),
    ("address", "text", "地址", "address"),
    ("postcode", "phone", "邮政编码", "postcode"),
    ("contact", "text", "联系人", "contact"),
    ("phone", "phone", "联系电话", "phone"),
    ("fax", "phone", "传真", "fax"),
    ("mobile", "phone", "手机", "mobile"),
    ("email", "text", "电子邮件", "e-mail"),
    ("website", "text", "网址", "website"),
    ("icp-number", "code", "网站备案号", "ICP number"),
    ("credit-code", "code", "统一社会信用代码", "credit code"),
    ("established-on", "date", "成立(注册)日期", "established on"),
    ("filed-on", "date", "填报日期", "filed on"),
    ("valid-until", "date", "有效期至", "valid until"),
    ("signed-on", "date", "落款日期", "signed on"),
    ("registered-capital", "money", "注册资本", "registered capital"),
    ("total-assets", "money", "资产总额", "total assets"),
    ("total-liabilities", "money", "负债合计", "total liabilities"),
    ("net-assets", "money", "净资产(所有者权益)", "net assets"),
    ("revenue", "money", "营业收入", "revenue"),
    ("service-revenue", "money", "服务收入", "service revenue"),
    ("total-profit", "money", "利润总额", "total profit"),
    ("net-profit", "money", "净利润", "net profit"),
    ("taxes-paid", "money", "上缴税金", "taxes paid"),
    ("equipment-cost", "money", "设备购买价格", "equipment cost"),
    ("financing-arranged", "money", "帮助融资总额", "financing arranged"),
    ("guarantees-issued", "money", "新增担保额", "guarantees issued"),
    ("equipment-count", "count", "仪器设备数量", "equipment count"),
    ("staff-count", "count", "从业人数", "staff"),
    ("qualified-staff-count", "count", "专业人员数", "qualified staff"),
    ("served-count", "count", "服务中小企业户数", "enterprises served"),
    ("partner-count", "count", "合作单位数", "partners"),
    ("satisfied-count", "count", "满意数", "satisfied"),
    ("basically-satisfied-count", "count", "基本满意数", "basically satisfied"),
    ("dissatisfied-count", "count", "不满意数", "dissatisfied"),
    ("training-attendances", "count", "培训人次", "training attendances"),
    ("service-activities", "count", "服务活动次数", "service activities"),
    ("equipment-asset-ratio", "percent", "设备占总资产比例", "equipment share of assets"),
    ("qualified-staff-ratio", "percent", "专业人员比例", "qualified staff share"),
    ("satisfaction-ratio", "percent", "用户满意度", "satisfaction"),
    ("welfare-ratio", "percent", "公益或低收费服务比例", "public-benefit share"),
    ("premises-area", "area", "服务场地面积", "premises"),
    ("premises-owned", "area", "自有场地面积", "premises owned"),
    ("premises-leased", "area", "租用场地面积", "premises leased"),
    ("audit-opinion", "text", "审计意见", "audit opinion"),
    ("audit-firm", "text", "会计师事务所", "audit firm"),
    ("audit-report-number", "code", "审计报告文号", "audit report number"),
    ("audit-code", "code", "报告编码/防伪编号", "audit verification code"),
    ("audit-period", "year", "审计年度", "audit period"),
)
QUANTITIES: dict[str, Quantity] = {row[0]: Quantity(*row) for row in _TABLE}

UNIT_FACTORS: dict[str, Decimal] = {
    "元": Decimal(1),
    "百元": Decimal(100),
    "千": Decimal(1000),
    "千元": Decimal(1000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
QUALIFIERS_BEFORE = ("约", "近", "接近", "超过", "超", "逾", "不少于", "不低于", "至少", "不足", "不到")
QUALIFIERS_AFTER = ("余", "多", "以上", "左右", "上下", "以下", "以内")
RANGE = "至"
NIL = frozenset({"", "/", "-", "--", "—", "——", "无", "暂无", "None", "none", "\\", "、"})

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef〇]"
_NUMBER = re.compile(r"[-−–]?\d+(?:[,.]\d+)*")
_MEASURE = r"(?:家|户|人次|人|次|个|项|台|套|件|名|位|元|%|㎡|m2|平方米)"
_CLASSIFIED = re.compile(rf"(?:{_MEASURE}|[/()]){{1,4}}(以上|左右|上下|以下|以内)")
_RANGE = re.compile(r"[-~—–至到]\d+(?:\.\d+)?")
_UNIT = re.compile(r"(?:百万元|千万元|百元|亿元?|万元?|千元|千(?![瓦克米卡伏])|元)")
_SMALLER = re.compile(r"(\d+(?:\.\d+)?)(万元?|千元?|元)")
_NUMERALS = "〇零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟两万亿"
_CHINESE = re.compile(
    rf"(?<!第)([{_NUMERALS}]+(?:点[{_NUMERALS}]+)?)"
    r"(?:([元圆])(?:零?([壹贰叁肆伍陆柒捌玖一二三四五六七八九])角)?(?:零?([壹贰叁肆伍陆柒捌玖一二三四五六七八九])分)?[整正]?)?"
    rf"(?![{_NUMERALS}○])(?=$|[^\u4e00-\u9fff、.]|{_MEASURE}|余|多|以|左)"
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: `value` and `resolution` in the base unit (yuan, percent, m², one)."""

    value: Decimal
    resolution: Decimal
    qualifier: str | None = None
    unit: str | None = None

    @property
    def text(self) -> str:
        return plain(self.value)


def plain(value: Decimal) -> str:
    """A plain decimal string without exponent or trailing zeros: 12863500, 84.78, -3."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("", "-0") else text


def clean(text: str) -> str:
    """NFKC, no spaces between or beside Chinese characters, single spaces elsewhere."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(rf"(?<={_CJK}) (?=\S)|(?<=\S) (?={_CJK})", "", text)


def squeeze(text: str) -> str:
    """NFKC without any white space: what labels and titles are compared by."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_nil(text: str | None) -> bool:
    """Whether a field says nothing: blank, a dash, 无."""
    return text is None or squeeze(text) in NIL


def _decimal(token: str) -> Decimal | None:
    try:
        number = Decimal(token.replace(",", "").replace("，", "").replace("−", "-").replace("–", "-"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _noughts(t: str) -> str:
    """Letters O that stand in a number as the noughts they are."""
    run = re.compile(r"(?<![A-Za-z])(?=[Oo.,]*\d)[\dOo.,]+(?![A-Za-z])")
    return run.sub(lambda m: m[0].replace("O", "0").replace("o", "0"), t)


def _number(token: str) -> str | None:
    """The plain form of a number as written, None where its commas and points make none.

    Readers take commas for points: 1,286.351.20 is 1286351.20. What stays open (1286,35) is no number.
    """
    if "," not in token and token.count(".") < 2:
        return token
    sign, digits = ("-", token[1:]) if token[0] in "-−–" else ("", token)
    groups, marks = re.split(r"[,.]", digits), re.findall(r"[,.]", digits)
    fraction = ""
    if marks[-1] == "." and (len(groups[-1]) < 3 or "." not in marks[:-1]):
        fraction = "." + groups.pop()
    if not 1 <= len(groups[0]) <= 3 or any(len(g) != 3 for g in groups[1:]):
        return None
    return sign + "".join(groups) + fraction


def _last_digit(token: str) -> Decimal:
    _, _, fraction = token.partition(".")
    return Decimal(1).scaleb(-len(fraction))


def parse_figure(text: str, unit: str | None = None) -> Figure | None:
    """The first number of `text` with its unit and qualifier; a minus, 负, △ or brackets around all of it negate it.

    `unit` is the unit printed in the header or beside the cell (元, 千元, 万元 …); a unit written in the
    text itself goes before it. Chinese capitals (叁佰万元整) are read where no digit stands. Of a range
    (80-100) the lower end is taken, with the qualifier 至.
    """
    return next(figures(text, unit), None)


def figures(text: str, unit: str | None = None) -> Iterator[Figure]:
    """All numbers of `text`, as `parse_figure` reads them."""
    # A number with two decimals is at its end: the next column's is not glued to it.
    t = squeeze(re.sub(r"([.．]\d{2})\s+(?=\d)", r"\1|", text)).replace("¥", "").replace("人民币", "")
    t = _noughts(t)
    for found in _NUMBER.finditer(t):
        token = _number(found.group())
        value = _decimal(token) if token else None
        if token and value is not None:
            yield _figure(value, token, t[: found.start()], t[found.end() :], unit)
    if not _NUMBER.search(t) and (chinese := _chinese_figure(t, unit)):
        yield chinese


def _figure(value: Decimal, token: str, before: str, after: str, unit: str | None) -> Figure:
    """A number with what stands around it."""
    if before.endswith(("负", "△", "▲", "Δ")):
        value = -abs(value)
    elif before == "(" and (m := re.fullmatch(r"\)([百千]?[万亿]?元?)", after)):
        value, after = -abs(value), m[1]
    qualifier = next((q for q in QUALIFIERS_BEFORE if before.endswith(q)), None)
    if m := _RANGE.match(after):
        qualifier, after = RANGE, after[m.end() :]
    elif q := next((q for q in QUALIFIERS_AFTER if after.startswith(q)), None):
        qualifier, after = q, after[len(q) :]
    written = m.group() if (m := _UNIT.match(after)) else None
    after = after[len(written or "") :]
    factor = UNIT_FACTORS.get(written or unit or "", Decimal(1))
    value, resolution = value * factor, _last_digit(token) * factor
    while written in ("亿", "万", "千") and (m := _SMALLER.match(after)) and UNIT_FACTORS[m[2]] < factor:
        factor, written, after = UNIT_FACTORS[m[2]], m[2], after[m.end() :]
        part, resolution = Decimal(m[1]) * factor, _last_digit(m[1]) * factor
        value += part if value >= 0 else -part
    if qualifier is None:
        qualifier = next((q for q in QUALIFIERS_AFTER if written and after.startswith(q)), None)
    if qualifier is None and (m := _CLASSIFIED.match(after)):
        qualifier = m[1]
    return Figure(value, resolution, qualifier, written or unit)


def _chinese_figure(t: str, unit: str | None) -> Figure | None:
    """叁佰万元整, 伍佰 (under the header 万元), 三百二十五家; not the 一 of 一般 or of 一、."""
    for found in _CHINESE.finditer(t):
        numeral, yuan_sign, jiao, fen = found.groups()
        value = _numeral(numeral)
        before, after = t[: found.start()], t[found.end() :]
        if value is None or (len(numeral) == 1 and before and not re.match(_MEASURE, after)):
            continue
        resolution = Decimal(1)
        for digit, weight in ((jiao, Decimal("0.1")), (fen, Decimal("0.01"))):
            if digit:
                value, resolution = value + Decimal(cn2an.cn2an(digit, "smart")) * weight, weight
        if not yuan_sign and not re.search("[万亿]", numeral):
            factor = UNIT_FACTORS.get(unit or "", Decimal(1))
            value, resolution = value * factor, resolution * factor
        qualifier = next((q for q in QUALIFIERS_BEFORE if before.endswith(q)), None)
        qualifier = qualifier or next((q for q in QUALIFIERS_AFTER if after.startswith(q)), None)
        return Figure(value, resolution, qualifier, "元" if yuan_sign else unit)
    return None


def _numeral(numeral: str) -> Decimal | None:
    """The value of a Chinese numeral: 三百二十五, 壹拾万零伍佰, 二〇二四, 三点五万."""
    weight = Decimal(1)
    while "点" in numeral and numeral[-1] in "万亿":
        weight, numeral = weight * UNIT_FACTORS[numeral[-1]], numeral[:-1]
    try:
        return Decimal(str(cn2an.cn2an(numeral, "smart"))) * weight
    except (ValueError, KeyError):  # the library looks up what it takes for a unit
        return None


def parse_percent(text: str) -> Figure | None:
    """A percentage: 98.5, 98.5%, 百分之九十八; a bare fraction such as 0.85 stays what it says (0.85)."""
    t = squeeze(text)
    if m := re.search(r"百分之([零一二三四五六七八九十百]+(?:点([零一二三四五六七八九]+))?)", t):
        value = _numeral(m[1])
        return None if value is None else Figure(value, Decimal(1).scaleb(-len(m[2] or "")))
    return parse_figure(t)


_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?P<m>1[0-2]|0?[1-9])\s*(?:(?:月|[-./])\s*(?P<d>(?:3[01]|[12]\d)(?!\d\d年)|0?[1-9](?!\d{3}年))?\s*日?|(?=\D|$))"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*年?")
_CHINESE_DATE = re.compile(
    r"([二一][〇○零一二三四五六七八九0Oo]{3})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)


def parse_date(text: str) -> str | None:
    """The first date of `text` as ISO (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as much as it says).

    The letter O between digits is a nought. A day that its month does not have is misread: the month stays.
    """
    t = _noughts(squeeze(text))
    if m := _CHINESE_DATE.search(t):
        year = re.sub("[Oo]", "0", m[1]).translate(_DIGITS)
        month, day = (_numeral(g) if g else None for g in (m[2], m[3]))
        return _iso(year, str(month) if month else None, str(day) if day else None)
    if m := _DATE.search(t):
        return _iso(m["y"], m["m"], m["d"])
    if m := re.search(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)", t):
        return _iso(m[1], m[2], m[3])
    if m := _YEAR.search(t):
        return m[1]
    return None


def _iso(year: str, month: str | None = None, day: str | None = None) -> str:
    """As much of a date as there is and can be."""
    if month is None or not 1 <= int(month) <= 12:
        return year
    if day is None or not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def parse_year(text: str) -> str | None:
    """The first year of `text`."""
    found = parse_date(text)
    return found[:4] if found else None


def decimal_of(value: str | None) -> Decimal | None:
    """The number of a claim's value, None where it is no number."""
    if value is None:
        return None
    return _decimal(value)


def fold_name(text: str) -> str:
    """A name for comparison: width, brackets and spaces folded; 有限公司 and 有限责任公司 stay apart."""
    t = squeeze(text)
    for a, b in (("（", "("), ("）", ")"), ("〔", "("), ("〕", ")"), ("[", "("), ("]", ")")):
        t = t.replace(a, b)
    return t.rstrip("。.,，;；:：")


def same_text(a: str, b: str) -> bool:
    """Whether two texts are the same but for width, brackets and spaces."""
    return fold_name(a) == fold_name(b)


def yuan(value: Decimal | str) -> str:
    """Yuan for the officer's eyes: 967.24 万元, 1,286.35 万元, 358 元."""
    amount = Decimal(value)
    if abs(amount) >= 10_000:
        shown = (amount / 10_000).quantize(Decimal("0.0001")).normalize()
        text = format(shown, ",f")
        return f"{text} 万元"
    return f"{format(amount, ',f')} 元"


def show(quantity: str, value: str | None) -> str:
    """A value with its unit, as the reports print it."""
    if value is None:
        return "—"
    sort = QUANTITIES[quantity].sort if quantity in QUANTITIES else "text"
    number = decimal_of(value) if sort in ("money", "percent", "area") else None
    if number is None:
        return value
    if sort == "money":
        return yuan(number)
    return f"{plain(number)}%" if sort == "percent" else f"{plain(number)} ㎡"
