"""The vocabulary of quantities, and how figures, dates and names are read, rounded and compared.

One habit for each thing: every module that needs a number out of a text asks here. Values are the
contract's strings: yuan, percent, square metres and counts as plain decimals, ISO dates, NFKC text.
"""

from __future__ import annotations

import re
import unicodedata
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
    "千元": Decimal(1000),
    "万": Decimal(10_000),
    "万元": Decimal(10_000),
    "百万元": Decimal(1_000_000),
    "千万元": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "亿元": Decimal(100_000_000),
}
QUALIFIERS_BEFORE = ("约", "近", "超过", "超", "逾", "大约", "不少于", "达到近")
QUALIFIERS_AFTER = ("余", "多", "以上", "左右", "上下")
NIL = frozenset({"", "/", "-", "--", "—", "——", "无", "暂无", "None", "none", "\\", "、"})

_CJK = r"[\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef〇]"
_NUMBER = re.compile(r"(?<![\dA-Za-z.])[-−–]?\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|[-−–]?\d+(?:\.\d+)?")
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
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


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
        return Decimal(token.replace(",", "").replace("，", "").replace("−", "-").replace("–", "-"))
    except InvalidOperation:
        return None


def _last_digit(token: str) -> Decimal:
    _, _, fraction = token.partition(".")
    return Decimal(1).scaleb(-len(fraction))


def parse_figure(text: str, unit: str | None = None) -> Figure | None:
    """The first number of `text` with its unit and qualifier; brackets and a minus make it negative.

    `unit` is the unit printed in the header or beside the cell (元, 千元, 万元 …); a unit written in the
    text itself goes before it. Chinese capitals (叁佰万元整) are read where no digit stands.
    """
    t = squeeze(text).replace("￥", "").replace("¥", "").replace("人民币", "")
    if not t:
        return None
    found = _NUMBER.search(t)
    if not found:
        return _chinese_figure(t, unit)
    token = found.group()
    value = _decimal(token)
    if value is None:
        return None
    before, after = t[: found.start()], t[found.end() :]
    if before.endswith("(") and after.startswith(")"):
        value = -value
        after = after[1:]
    qualifier = next((q for q in QUALIFIERS_BEFORE if before.endswith(q)), None)
    for q in QUALIFIERS_AFTER:
        if after.startswith(q):
            qualifier, after = q, after[len(q) :]
            break
    written = next((u for u in sorted(UNIT_FACTORS, key=len, reverse=True) if after.startswith(u)), None)
    if qualifier is None and written:
        rest = after[len(written) :]
        qualifier = next((q for q in QUALIFIERS_AFTER if rest.startswith(q)), None)
    factor = UNIT_FACTORS.get(written or unit or "", Decimal(1))
    return Figure(value * factor, _last_digit(token) * factor, qualifier, written or unit)


def _chinese_figure(t: str, unit: str | None) -> Figure | None:
    capitals = re.search(
        r"[零一二三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟两万亿]+(?:[元圆][零壹贰叁肆伍陆柒捌玖角分整正]*)?",
        t,
    )
    if not capitals:
        return None
    token = capitals.group()
    number = re.split(r"[元圆]", token)[0]
    try:
        value = Decimal(str(cn2an.cn2an(number.replace("圆", ""), "smart")))
        tail = re.split(r"[元圆]", token, maxsplit=1)[1:] or [""]
        for sign, weight in (("角", "0.1"), ("分", "0.01")):
            if m := re.search(rf"([壹贰叁肆伍陆柒捌玖]){sign}", tail[0]):
                value += Decimal(str(cn2an.cn2an(m.group(1), "smart"))) * Decimal(weight)
    except ValueError:
        return None
    if not re.search(r"[元圆]", token):
        factor = UNIT_FACTORS.get(unit or "", Decimal(1)) if not re.search("[万亿]", number) else Decimal(1)
        value *= factor
    return Figure(value, Decimal(1), None, "元")


def parse_percent(text: str) -> Figure | None:
    """A percentage: 98.5, 98.5%, 百分之九十八; a bare fraction such as 0.85 stays what it says (0.85)."""
    t = squeeze(text)
    if m := re.search(r"百分之([零一二三四五六七八九十百点]+)", t):
        try:
            return Figure(Decimal(str(cn2an.cn2an(m.group(1), "smart"))), Decimal(1))
        except ValueError:
            return None
    return parse_figure(t.replace("％", "%"))


_DATE = re.compile(
    r"(?P<y>(?:19|20)\d{2})\s*(?:年|[-./])\s*(?P<m>1[0-2]|0?[1-9])\s*(?:(?:月|[-./])\s*(?P<d>3[01]|[12]\d|0?[1-9])?\s*日?|(?=\D|$))"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)\s*年?")
_CHINESE_DATE = re.compile(
    r"([二一][〇○零一二三四五六七八九0O]{3})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?"
)


def parse_date(text: str) -> str | None:
    """The first date of `text` as ISO (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as much as it says)."""
    t = squeeze(text).replace("O", "0") if re.search(r"\d[O]|[O]\d", text) else squeeze(text)
    if m := _CHINESE_DATE.search(t):
        return _chinese_date(m)
    if m := _DATE.search(t):
        month, day = int(m["m"]), int(m["d"]) if m["d"] else None
        return f"{m['y']}-{month:02d}-{day:02d}" if day else f"{m['y']}-{month:02d}"
    if m := re.search(r"(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)", t):
        return f"{m[1]}-{m[2]}-{m[3]}"
    if m := _YEAR.search(t):
        return m[1]
    return None


def _chinese_date(m: re.Match[str]) -> str:
    year = m[1].replace("O", "0").translate(_DIGITS)
    parts = [year]
    for group in (m[2], m[3]):
        if group:
            parts.append(f"{int(cn2an.cn2an(group, 'smart')):02d}")
    return "-".join(parts)


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
