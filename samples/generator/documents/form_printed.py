"""The form's tables as the national and the Xinjiang texts print them: labels with their values, or in cells of their own."""

from __future__ import annotations

from decimal import Decimal

from ..applicant import World
from ..page import Run, Text, said
from ..style import Style, plain
from ..table import Cell, Row
from .common import closing_day, count_said, dated, wan_said


def rows(w: World, s: Style, spare: bool) -> list[Row]:
    """Parts 一 and 二."""
    identity = _identity_boxed if s.form_boxes else _identity
    return identity(w, s) + _size(w, s) + _years(w, s, spare)


def _cell(label: str, value: Text, span: int, colon: str = "：") -> Cell:
    return Cell(
        [Run(label + colon), *([value] if isinstance(value, (str, Run)) else value)], span, align="left"
    )


def _fields(w: World, s: Style) -> dict[str, Text]:
    return {
        "注册日期": dated(w.established, s.date, "established-on"),
        "单位性质": said(w.kind, "organisation-type"),
        "法人代表": said(w.form.legal, "legal-representative"),
        "注册地址": said(w.address, "address"),
        "邮政编码": said(w.postcode, "postcode"),
        "联系人": said(w.contact, "contact"),
        "联系电话": said(w.phone, "phone"),
        "传真": said(w.fax, "fax"),
        "手机": said(w.mobile, "mobile"),
        "网址及备案号（已建网站的填写）": [said(w.website, "website"), "  ", said(w.icp, "icp-number")],
        "电子邮件": said(w.email, "email"),
    }


def _identity(w: World, s: Style) -> list[Row]:
    f = _fields(w, s)
    lay = [
        [("注册日期", 8), ("单位性质", 8), ("法人代表", 8)],
        [("注册地址", 17), ("邮政编码", 7)],
        [("联系人", 5), ("联系电话", 7), ("传真", 6), ("手机", 6)],
        [("网址及备案号（已建网站的填写）", 14), ("电子邮件", 10)],
    ]
    rows = [Row([Cell("一、申请单位基本情况", 24, align="left", weight=True)])]
    return rows + [Row([_cell(label, f[label], n) for label, n in line]) for line in lay]


def _identity_boxed(w: World, s: Style) -> list[Row]:
    f = _fields(w, s)
    lay = [
        [("注册日期", 3, 5), ("单位性质", 3, 5), ("法人代表", 3, 5)],
        [("注册地址", 3, 13), ("邮政编码", 3, 5)],
        [("联系人", 3, 3), ("联系电话", 3, 4), ("传真", 2, 4), ("手机", 2, 3)],
        [("网址及备案号（已建网站的填写）", 5, 8), ("电子邮件", 3, 8)],
    ]
    rows = [Row([Cell("一、申请单位基本情况", 24, align="left", weight=True)])]
    for line in lay:
        cells = []
        for label, a, b in line:
            small = label in ("手机", "联系电话", "传真")
            cells += [Cell(label, a), Cell(f[label], b, size=s.table_size - 1.5 if small else None)]
        rows.append(Row(cells))
    return rows


def _size(w: World, s: Style) -> list[Row]:
    f, left, right = w.form, 6, 18
    n = len(w.investors)
    capital: Text = [
        "注册资本",
        said(str(w.capital), "registered-capital", str(w.capital * 10000), underline=True),
        "万元",
    ]
    rows = [
        Row(
            [
                Cell(capital, left, n + 1),
                Cell("其中：主要投资方名称", 10),
                Cell("性质", 4),
                Cell("投资比例%", 4),
            ]
        )
    ]
    rows += [Row([Cell(a, 10), Cell(b, 4), Cell(c, 4)]) for a, b, c in w.investors]
    assets = wan_said(f.assets, "total-assets", closing_day(w.last), s.wan, f.assets_note, True)
    rows.append(
        Row(
            [
                Cell(
                    [
                        w.rng("label2").choice(["上年末总资产", "上年末总资产", "上年末资产总额"]),
                        assets,
                        "万元",
                    ],
                    left,
                    2,
                ),
                Cell(
                    [
                        "仪器、设备数量",
                        count_said(f.equipment_count, "equipment-count", underline=True),
                        "台（套），购买价格",
                        wan_said(f.equipment_cost, "equipment-cost", None, s.wan, (), True),
                        "万元，占总资产",
                        _percent(f.equipment_share, "equipment-asset-ratio"),
                        "%",
                    ],
                    right,
                    align="left",
                ),
            ]
        )
    )
    rows.append(
        Row(
            [
                Cell(
                    [
                        "服务场地面积：",
                        count_said(f.area, "premises-area", underline=True),
                        "平方米，其中：自有",
                        count_said(f.owned, "premises-owned", underline=True),
                        "平方米，租用",
                        count_said(f.leased, "premises-leased", underline=True),
                        "平方米",
                    ],
                    right,
                    align="left",
                )
            ]
        )
    )
    people = w.rng("label").choice(["从业人数", "从业人数", "职工总数"])
    rows.append(
        Row(
            [
                Cell([people, count_said(f.staff, "staff-count", underline=True), "人"], left),
                Cell(
                    [
                        "其中：大专及以上学历和中级及以上技术职称的专业人员",
                        count_said(f.qualified, "qualified-staff-count", underline=True),
                        "人，占总人数",
                        _percent(f.ratio, "qualified-staff-ratio"),
                        "%",
                    ],
                    right,
                    align="left",
                ),
            ]
        )
    )
    return rows


def _percent(value: Decimal, quantity: str) -> Run:
    text = plain(value)
    run = said(text, quantity, text)
    return Run(f" {text} ", run.claims, True)


def _years(w: World, s: Style, spare: bool) -> list[Row]:
    heads = ["年度", "营业收入", "其中：服务收入", "资产总额", "利润总额", "上缴税金", "服务中小企业户数"]
    spans = [3, 4, 4, 4, 3, 3, 3]
    rows = [
        Row([Cell(w.regulation.wording.form_years, 24, align="left", weight=True)]),
        Row([Cell(h, n) for h, n in zip(heads, spans, strict=False)]),
    ]
    years = w.form.years if s.form_order == "ascending" else w.form.years[::-1]
    for y in years:
        texts: list[Text] = [
            f"{y.year}年" if s.form_boxes else str(y.year),
            wan_said(y.revenue, "revenue", y.year, s.wan),
            wan_said(y.service_revenue, "service-revenue", y.year, s.wan),
            wan_said(y.assets, "total-assets", closing_day(y.year), s.wan),
            wan_said(y.profit, "total-profit", y.year, s.wan),
            wan_said(y.taxes, "taxes-paid", y.year, s.wan),
            count_said(y.served, "served-count", y.year),
        ]
        rows.append(Row([Cell(t, n) for t, n in zip(texts, spans, strict=False)]))
    if spare:
        rows.append(Row([Cell("", n) for n in spans]))
    return rows
