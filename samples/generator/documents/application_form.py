"""The application report's cover and the application form (申请表), in two layouts with the same labels."""

from __future__ import annotations

from decimal import Decimal

from ..applicant import World
from ..layout import Flow
from ..page import Document, Run, Text, said
from ..style import Style, plain
from ..table import Cell, Row, Rules, table
from .common import closing_day, count_said, counted, dated, name, seal, wan_said

KIND = "application-form"


def build(w: World, s: Style) -> Document:
    rng = w.rng("form")
    flow = Flow(s.look)
    _cover(flow, w, s)
    flow.new_page()
    flow.title(w.regulation.programme + "申请表", 16, after=8)
    boxed = s.form_boxes
    rows = _identity_boxed(w, s) if boxed else _identity(w, s)
    rows += _size(w, s) + _years(w, s, rng.random() < 0.5)
    table(
        flow,
        [1 / 24] * 24,
        rows,
        size=s.table_size,
        pad=3.5,
        least=rng.uniform(23, 33),
        rules=Rules(outer=rng.choice([0.6, 1.2])),
    )
    if rng.random() < 0.6:
        flow.new_page()
    table(
        flow, [1 / 24] * 24, _services(w) + _support(w), size=s.table_size, pad=5, least=rng.uniform(24, 32)
    )
    flow.claim(
        counted("partner-count", len(w.form.partners), accept=(str(len(w.form.partners)),)),
        len(flow.pages) - 1,
    )
    return Document(KIND, flow.pages, "申请表")


def _cover(flow: Flow, w: World, s: Style) -> None:
    rng = w.rng("cover")
    spread = rng.choice([2, 6])
    flow.y = 150
    flow.title(w.regulation.programme, 22, after=16, spread=spread if len(w.regulation.programme) < 14 else 1)
    flow.title("申请报告", 26, spread=14)
    y, x = 470.0, flow.left + 26
    _, end = flow.put(["申请单位名称：", name(w, underline=True)], y, x, size=14)
    flow.put("（盖章）", y, end + 4, size=14)
    flow.put(
        ["填报日期：", dated(w.filed, s.date if "." not in s.date else "{y}年{m}月{d}日", "filed-on")],
        y + 44,
        x,
        size=14,
    )
    seal(flow, w.name, x + 190 + rng.uniform(-30, 40), y + rng.uniform(0, 24), rng)
    flow.put(w.regulation.issuer + "制", 720, align="center", size=14)


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
        Row([Cell("二、运营管理情况（单位：万元）", 24, align="left", weight=True)]),
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


def _services(w: World) -> list[Row]:
    rng = w.rng("services")
    f, last = w.form, w.form.years[-1]
    share = last.service_revenue / last.revenue * 100
    cut = [Decimal(str(x)) for x in (0.24, 0.3, 0.26)]
    parts = [int(share * c) for c in cut]
    parts.append(max(1, int(share) - sum(parts)))
    lines = [
        ("信息服务：政策发布、网上咨询、线下走访", f"{rng.randrange(150, 168)}家/{f.activities}次", parts[0]),
        (
            "技术服务：检验检测、技术诊断、成果对接",
            f"{rng.randrange(40, 90)}家/{rng.randrange(6, 14)}次",
            parts[1],
        ),
        ("培训服务：管理、技能与政策培训", None, parts[2]),
        ("创业服务：创业辅导、项目推介", f"{rng.randrange(20, 60)}家/{rng.randrange(8, 14)}次", parts[3]),
    ]
    rows = [
        Row([Cell("三、平台服务能力及业绩", 24, align="left", weight=True)]),
        Row(
            [
                Cell("获得专业服务资质情况", 5),
                Cell(
                    "检验检测机构资质认定证书\n中小企业培训服务机构备案\n网站备案（" + w.icp + "）",
                    19,
                    align="left",
                ),
            ],
            height=66,
        ),
        Row([Cell("主要服务内容", 12), Cell("服务规模（家、人/次）", 6), Cell("服务收入占年营业收入%", 6)]),
    ]
    for label, scale, part in lines:
        text: Text = scale if scale else [said(str(f.training), "training-attendances", None, w.last), "人次"]
        rows.append(Row([Cell(label, 12, align="left"), Cell(text, 6), Cell(str(part), 6)]))
    rows.append(Row([Cell("合作资源", 5, 2), Cell("签订合作协议的单位", 12), Cell("其他合作单位", 7)]))
    rows.append(
        Row([Cell("、".join(f.partners), 12, align="left"), Cell(rng.choice(["无", "—", ""]), 7)], height=90)
    )
    return rows


def _support(w: World) -> list[Row]:
    rng = w.rng("support")
    issuer, number, _ = w.recognition
    aid = f"{w.last - 1}年获市级中小企业发展专项资金{rng.randrange(10, 60)}万元；{w.last}年承担中小企业服务券兑付工作。"
    return [
        Row([Cell("四、政府支持情况", 24, align="left", weight=True)]),
        Row([Cell("得到政府扶持的情况", 6), Cell(aid, 18, align="left")], height=70),
        Row(
            [
                Cell("省级示范平台认定或国家部委、全国性行业协会的相关认定的文件名称及文号", 6),
                Cell(
                    f"《{issuer}关于公布{w.last - 1}年省级中小企业公共服务示范平台名单的通知》（{number}）",
                    18,
                    align="left",
                ),
            ],
            height=96,
        ),
    ]
