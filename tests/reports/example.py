"""A believable report, made by hand: an invented applicant under the national rules, with planted faults.

元 written under 万元 (with two echoes), revenue that nothing explains, a roster below the ratio, a claimed
satisfaction that its own list does not bear out, no earlier recognition, a declaration without a visible seal.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

from PIL import Image

import rulesets
from pipeline.discover import checks
from pipeline.model import (
    Attachment,
    Box,
    Claim,
    Document,
    Evidence,
    Message,
    Outcome,
    Page,
    Problem,
    Report,
    Row,
    RulesetRef,
    Word,
)
from pipeline.quantity import QUANTITIES
from pipeline.reports import Context, Lang, Picture
from pipeline.reports._pictures import cut
from tests.reports.paper import HEIGHT, WIDTH, Paper

APPLICANT = "明澜（江城）中小企业服务中心有限公司"
FORM, AUDIT, LICENCE, LEASE = (
    "申请报告（盖章版）.pdf",
    "附件2 审计报告2018.pdf",
    "附件1 营业执照.jpg",
    "附件4 租赁合同.pdf",
)
EVENTS = "附件5 服务活动.pdf"
CITATIONS = {
    "12(1)": Message(
        "独立法人，运营两年以上，资产总额不低于300万元，财务收支状况良好。",
        "An independent legal person, two years in operation, assets of at least CNY 3 million, sound finances.",
    ),
    "12(2)": Message(
        "年服务中小企业150家以上，用户满意度80%以上，近两年服务企业数量稳步增长。",
        "At least 150 enterprises served a year, satisfaction of 80 % or more, steady growth over two years.",
    ),
    "12(6)": Message(
        "服务人员不少于20人，其中大专及以上学历和中级及以上技术职称专业人员占80%以上。",
        "At least 20 service staff, 80 % or more of them with a college degree and an intermediate title.",
    ),
    "17(6)": Message("省级示范平台或其他相关认定的文件复印件。", "Copies of earlier recognitions."),
    "17(8)": Message("对申报材料真实性的声明（加盖公章）。", "A sealed declaration of truth."),
}
CHECKS = {
    "total-assets-form-vs-audit": Message("申请表上年末总资产是否与审计报告一致", "Do the assets on the form agree with the audit?"),
    "revenue-form-vs-audit": Message("申请表营业收入是否与审计报告一致", "Does the revenue on the form agree with the audit?"),
    "qualified-ratio-rule": Message("专业人员比例是否达到要求", "Is the share of qualified staff high enough?"),
}  # fmt: skip


class _Book:
    """Collects claims with their ids while the pages are drawn."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.scans: dict[tuple[str, int], Image.Image] = {}

    def say(
        self,
        quantity: str,
        value: str,
        kind: str,
        file: str,
        page: int,
        box: Box | None,
        text: str,
        **more: object,
    ) -> str:
        id = f"c{len(self.claims) + 1}"
        evidence = Evidence(file, page, box, text, str(more.pop("reader", "ocr")))
        document = {
            "application-form": "d1", "staff-roster": "d2", "served-enterprises": "d3", "narrative": "d4",
            "truth-declaration": "d5", "licence": "d6", "audit-report": "d7", "premises-lease": "d8",
        }[kind]  # fmt: skip
        claim = Claim(
            quantity,
            value,
            evidence,
            kind,
            QUANTITIES[quantity].unit,
            document=document,
            id=id,
            confidence=0.97,
        )
        self.claims.append(replace(claim, **more))  # type: ignore[arg-type]
        return id


def _form(book: _Book) -> dict[str, str]:
    ids: dict[str, str] = {}
    cover = Paper("国家中小企业公共服务示范平台申请报告", 3)
    box = cover.text(APPLICANT, 240, 560, 12)
    cover.text("申报单位（盖章）：", 120, 560, 12)
    ids["cover-name"] = book.say(
        "applicant-name", APPLICANT, "application-form", FORM, 1, box, APPLICANT, field="cover"
    )
    box = cover.text("2019年6月20日", 240, 600, 12)
    cover.text("填报日期：", 120, 600, 12)
    ids["filed-on"] = book.say(
        "filed-on", "2019-06-20", "application-form", FORM, 1, box, "2019年6月20日", field="cover"
    )
    book.scans[FORM, 1] = cover.scan()

    p = Paper("国家中小企业公共服务示范平台申请表", 4)
    p.cell("", 60, 110, 475, label="一、申请单位基本情况")
    part = {"field": "part-1"}
    box = p.cell("2012.03.15", 60, 134, 160, label="注册日期：")
    book.say("established-on", "2012-03-15", "application-form", FORM, 2, box, "2012.03.15", **part)
    p.cell("有限责任公司", 220, 134, 165, label="单位性质：")
    box = p.cell("沈若川", 385, 134, 150, label="法人代表：")
    book.say("legal-representative", "沈若川", "application-form", FORM, 2, box, "沈若川", **part)
    box = p.cell("500 万元", 60, 158, 160, label="注册资本：")
    book.say("registered-capital", "5000000", "application-form", FORM, 2, box, "500 万元", **part)
    box = p.cell("www.minglan-sme.example", 220, 158, 315, label="网址：")
    book.say(
        "website",
        "www.minglan-sme.example",
        "application-form",
        FORM,
        2,
        box,
        "www.minglan-sme.example",
        **part,
    )
    box = p.cell("12863512.37 万元", 60, 182, 220, 44, label="上年末总资产")
    ids["assets"] = book.say(
        "total-assets", "128635123700", "application-form", FORM, 2, box, "12863512.37 万元",
        period="2018-12-31", resolution="100", **part,
    )  # fmt: skip
    box = p.cell("126.40 万元，占总资产 9.83 %", 280, 182, 255, 22, label="购买价格")
    book.say("equipment-cost", "1264000", "application-form", FORM, 2, box, "126.40 万元", **part)
    box = p.cell("760 平方米，其中：租用 760", 280, 204, 255, 22, label="服务场地面积")
    book.say("premises-area", "760", "application-form", FORM, 2, box, "760", **part)
    box = p.cell("33 人", 60, 226, 160, label="从业人数")
    ids["staff"] = book.say("staff-count", "33", "application-form", FORM, 2, box, "33 人", **part)
    box = p.cell("28 人，占总人数 84.85 %", 220, 226, 315, label="专业人员")
    ids["qualified"] = book.say(
        "qualified-staff-count", "28", "application-form", FORM, 2, box, "28 人", **part
    )
    ids["ratio"] = book.say(
        "qualified-staff-ratio", "84.85", "application-form", FORM, 2, box, "84.85 %", **part
    )
    p.cell("", 60, 262, 475, label="二、运营管理情况（单位：万元）")
    widths = [60.0, 85, 85, 85, 80, 80]
    p.row(["年度", "营业收入", "服务收入", "资产总额", "利润总额", "服务户数"], widths, 60, 286)
    names = ["revenue", "service-revenue", "total-assets", "total-profit", "served-count"]
    for i, (year, row) in enumerate(
        (("2017", ["548.10", "402.66", "1190.02", "31.07", "188"]), ("2018", ["612.80", "441.22", "1286.35", "37.99", "214"]))
    ):  # fmt: skip
        boxes = p.row([year, *row], widths, 60, 310 + 24 * i)
        for name, text, b in zip(names, row, boxes[1:], strict=True):
            money = QUANTITIES[name].sort == "money"
            value = f"{float(text) * 10_000:.0f}" if money else text
            period = f"{year}-12-31" if name == "total-assets" else year
            ids[f"{name}-{year}"] = book.say(
                name, value, "application-form", FORM, 2, b, text, period=period, field="part-2", resolution="100" if money else None
            )  # fmt: skip
    book.scans[FORM, 2] = p.scan()
    return ids


_PEOPLE = [
    "周予安",
    "林知夏",
    "陈望舒",
    "许清和",
    "何砚秋",
    "谢明远",
    "宋时雨",
    "唐思齐",
    "韩若水",
    "曹景行",
    "邓书白",
    "彭以宁",
]
_TITLES = ["高级经济师", "工程师", "会计师", "助理工程师", "无", "高级工程师"]
_FIRMS = [
    "云岫机械",
    "禾田食品",
    "星野电子",
    "澄江纺织",
    "拓远模具",
    "恒泰化工",
    "青禾农业",
    "锦程物流",
    "百川软件",
    "立信印务",
]


def _lists(book: _Book, ids: dict[str, str]) -> list[Row]:
    rows: list[Row] = []
    p = Paper("专职工作人员名单", 5)
    widths = [40.0, 80, 45, 45, 85, 75, 105]
    names = ["number", "name", "sex", "age", "education", "position", "title"]
    p.row(["序号", "姓名", "性别", "年龄", "学历", "职务", "职称"], widths, 60, 110)
    for i in range(30):
        education = ["大学本科", "硕士研究生", "大学专科", "大学本科", "高中"][i % 5]
        name = _PEOPLE[i % 12] if i < 12 else _PEOPLE[i % 12][0] + _PEOPLE[(i * 5 + 1) % 12][1:]
        cells = [str(i + 1), name, "男女"[i % 2], str(27 + i % 19), education, "咨询师", _TITLES[i % 6]]
        if i == 11:
            cells[6] = "经济帅"
        boxes = p.row(cells, widths, 60, 132 + 20 * i, 20)
        rows.append(
            Row(
                "staff-roster", i + 1, FORM, 4, dict(zip(names[1:], cells[1:], strict=True)),
                dict(zip(names[1:], boxes[1:], strict=True)), 0.96, ("title",) if i == 11 else (), "d2", f"r{i + 1}",
            )
        )  # fmt: skip
    book.scans[FORM, 4] = p.scan()
    staff = tuple(r.id for r in rows)
    ids["roster-staff"] = book.say(
        "staff-count", "30", "staff-roster", FORM, 4, None, "30", derived_from=staff, reader="count"
    )
    ids["roster-qualified"] = book.say(
        "qualified-staff-count",
        "22",
        "staff-roster",
        FORM,
        4,
        None,
        "22",
        derived_from=staff[:22],
        reader="count",
    )
    p = Paper("服务的中小企业名单及服务评价表", 6)
    widths = [40.0, 180, 60, 95, 55, 55]
    p.row(["序号", "服务企业名称", "联系人", "联系电话", "满意", "基本满意"], widths, 55, 110)
    for i in range(40):
        firm = f"江城{_FIRMS[i % 10]}{['有限公司', '有限责任公司'][i % 2]}"
        rating = "basically-satisfied" if i % 9 == 4 else "satisfied"
        phone = f"1{3 + i % 6}{i % 10}0000{1000 + 37 * i:04d}"
        marks = ["", "√"] if rating != "satisfied" else ["√", ""]
        contact = _PEOPLE[(i * 7) % 12]
        boxes = p.row([str(i + 1), firm, contact, phone, *marks], widths, 55, 130 + 16 * i, 16)
        told: dict[str, str | None] = {"name": firm, "contact": contact, "phone": phone, "rating": rating}
        where: dict[str, Box | None] = {"name": boxes[1], "phone": boxes[3]}
        rows.append(
            Row("served-enterprises", i + 1, FORM, 5, told, where, 0.93, ("rating",) if i == 22 else (), "d3", f"r{31 + i}")
        )  # fmt: skip
    book.scans[FORM, 5] = p.scan()
    served = tuple(r.id for r in rows[30:])
    ids["satisfied-computed"] = book.say(
        "satisfaction-ratio",
        "87.5",
        "served-enterprises",
        FORM,
        5,
        None,
        "87.5",
        derived_from=served,
        reader="count",
    )
    return rows


def _others(book: _Book, ids: dict[str, str]) -> None:
    p = Paper("一、单位概况与服务业绩", 7)
    p.text("中心现有员工33人，服务场地760平方米。2018年服务中小企业", 80, 130)
    box = p.text("214家，", 80, 152)
    book.say("served-count", "214", "narrative", FORM, 9, box, "214家", period="2018")
    p.text("组织各类服务活动", 128, 152)
    box = p.text("19次", 222, 152)
    ids["activities"] = book.say(
        "service-activities", "19", "narrative", FORM, 9, box, "组织各类服务活动19次", period="2018"
    )
    p.text("，据回访统计，用户满意度达", 248, 152)
    box = p.text("98.6%", 385, 152)
    ids["satisfied"] = book.say(
        "satisfaction-ratio", "98.6", "narrative", FORM, 9, box, "98.6%", period="2018"
    )
    p.text("，获得服务企业的普遍好评。公益性服务占总服务量的", 80, 174)
    box = p.text("26%左右", 345, 174)
    ids["welfare"] = book.say("welfare-ratio", "26", "narrative", FORM, 9, box, "26%左右", qualifier="左右")
    book.scans[FORM, 9] = p.scan()

    p = Paper("真实性声明", 8)
    p.text("本单位郑重声明：所提交的申报材料真实、有效。", 100, 150)
    p.text("单位（盖章）：", 300, 240)
    p.stamp("", 400, 250)
    box = p.text("沈若川", 400, 300)
    ids["signature"] = book.say(
        "legal-representative", "沈苦川", "truth-declaration", FORM, 14, box, "沈苦川", confidence=0.58
    )
    book.scans[FORM, 14] = p.scan()

    p = Paper("营 业 执 照", 9)
    for i, (label, quantity, value, text) in enumerate(
        (
            ("统一社会信用代码", "credit-code", "91420100MA4KXY7T2R", "91420100MA4KXY7T2R"),
            ("名    称", "applicant-name", APPLICANT, APPLICANT),
            ("法定代表人", "legal-representative", "沈若川", "沈若川"),
            ("注册资本", "registered-capital", "5000000", "伍佰万元整"),
            ("成立日期", "established-on", "2012-03-15", "2012年03月15日"),
        )
    ):
        p.text(label, 90, 150 + 30 * i, 11)
        box = p.text(text, 210, 150 + 30 * i, 11)
        ids[f"licence-{quantity}"] = book.say(quantity, value, "licence", LICENCE, 1, box, text)
    book.scans[LICENCE, 1] = p.scan()

    p = Paper("资 产 负 债 表", 10)
    p.text("2018年12月31日        单位：元", 350, 106)
    widths = [150.0, 50, 135, 135]
    p.row(["资    产", "行次", "期末余额", "年初余额"], widths, 60, 120)
    lines = (
        ("货币资金", "3,106,284.55", "2,870,112.90"),
        ("应收账款", "1,248,000.00", "963,400.00"),
        ("固定资产净值", "7,925,331.82", "7,466,720.14"),
        ("资产总计", "12,863,512.37", "11,900,233.04"),
    )
    for i, (name, closing, opening) in enumerate(lines):
        boxes = p.row([name, str(i + 1), closing, opening], widths, 60, 144 + 24 * i)
        if name == "资产总计":
            for text, b, year in ((closing, boxes[2], "2018"), (opening, boxes[3], "2017")):
                ids[f"audit-assets-{year}"] = book.say(
                    "total-assets",
                    text.replace(",", ""),
                    "audit-report",
                    AUDIT,
                    4,
                    b,
                    text,
                    period=f"{year}-12-31",
                )
    book.scans[AUDIT, 4] = p.scan()
    p = Paper("利 润 表", 11)
    p.text("2018年度        单位：元", 370, 106)
    p.row(["项    目", "行次", "本年金额", "上年金额"], widths, 60, 120)
    lines = (
        ("一、营业收入", "5,863,107.42", "5,481,020.16"),
        ("减：营业成本", "3,340,912.00", "3,118,450.77"),
        ("三、利润总额", "379,931.08", "310,702.55"),
        ("四、净利润", "360,934.52", "295,167.42"),
    )
    for i, (name, closing, opening) in enumerate(lines):
        boxes = p.row([name, str(i + 1), closing, opening], widths, 60, 144 + 24 * i)
        flow = {0: "revenue", 2: "total-profit", 3: "net-profit"}.get(i)
        if flow:
            for text, b, year in ((closing, boxes[2], "2018"), (opening, boxes[3], "2017")):
                ids[f"audit-{flow}-{year}"] = book.say(
                    flow, text.replace(",", ""), "audit-report", AUDIT, 5, b, text, period=year
                )
    book.scans[AUDIT, 5] = p.scan()
    p = Paper("房屋租赁合同", 12)
    p.text("乙方（承租方）：", 80, 130)
    box = p.text(APPLICANT, 175, 130)
    book.say("applicant-name", APPLICANT, "premises-lease", LEASE, 1, box, APPLICANT)
    p.text("租赁面积：", 80, 156)
    box = p.text("760平方米", 150, 156)
    book.say("premises-leased", "760", "premises-lease", LEASE, 1, box, "760平方米")
    p.text("租赁期限：2017年1月1日至", 80, 182)
    box = p.text("20?1年12月31日", 222, 182)
    ids["lease-end"] = book.say(
        "valid-until", "2021-12-31", "premises-lease", LEASE, 1, box, "20?1年12月31日", confidence=0.61
    )
    book.scans[LEASE, 1] = p.scan()


def _outcomes(i: dict[str, str]) -> list[Outcome]:
    m = Message
    unqualified = tuple(f"r{n}" for n in (4, 5, 10, 12, 15, 20, 25, 30))
    raised = [
        Outcome("total-assets-form-internal", "consistency", "fail", "info", "12(1)",
                m("申请表基本情况的上年末总资产与运营情况2018年资产总额不一致", "The form states two different total assets for 2018"),
                (i["assets"], i["total-assets-2018"]), cause="unit", same_root_as="total-assets-form-vs-audit"),
        Outcome("total-assets-form-vs-audit", "consistency", "fail", "warning", "12(1)",
                m("申请表上年末总资产与审计报告不一致。两数恰差约 10000 倍，疑为单位（元/千元/万元）填写有误",
                  "The total assets on the form differ from the audit; the figures differ by a factor of 10000: probably a wrong unit"),
                (i["assets"], i["audit-assets-2018"]), (), "12863512.37", "128635123700", "unit",
                workings=(m("128,635,123,700 ÷ 12,863,512.37 = 10000.0", "128,635,123,700 ÷ 12,863,512.37 = 10000.0"),)),
        Outcome("unit-slip", "plausibility", "fail", "info", None,
                m("上年末总资产约为同表其他金额的一万倍", "The total assets are ten thousand times the other amounts"),
                (i["assets"],), cause="unit", same_root_as="total-assets-form-vs-audit"),
        Outcome("revenue-form-vs-audit", "consistency", "fail", "error", "12(1)",
                m("申请表2018年营业收入比审计报告多 26.4893 万元（4.5%），未找到可解释的原因",
                  "The revenue of 2018 on the form exceeds the audit's by CNY 264,892.58 (4.5 %); nothing explains it"),
                (i["revenue-2018"], i["audit-revenue-2018"]), (), "5863107.42", "6128000",
                workings=(m("612.80 万元 − 586.3107 万元 = 26.4893 万元；允许误差 ±0.01 万元",
                            "6,128,000 − 5,863,107.42 = 264,892.58; tolerance ±100"),)),
        Outcome("qualified-ratio-rule", "condition", "fail", "error", "12(6)",
                m("按名单统计，大专及以上学历且中级及以上职称的专业人员占 73.33%，低于 80%",
                  "By the roster, 73.33 % of the staff hold both a degree and an intermediate title: below 80 %"),
                (i["roster-qualified"], i["roster-staff"], i["ratio"]), unqualified, "≥ 80%", "73.33%",
                workings=(m("22 人 ÷ 30 人 = 73.33%；职称“经济帅”无法归类，按最有利计入为 23 ÷ 30 = 76.67%；申请表为 28 ÷ 33 = 84.85%",
                            "22 ÷ 30 = 73.33 %; with the one unknown title at its best 23 ÷ 30 = 76.67 %; the form says 28 ÷ 33 = 84.85 %"),)),
        Outcome("satisfaction-claimed-vs-computed", "consistency", "fail", "warning", "12(2)",
                m("申请报告称用户满意度 98.6%，按所附评价表统计为 87.5%",
                  "The narrative claims 98.6 % satisfaction, the attached list gives 87.5 %"),
                (i["satisfied"], i["satisfied-computed"]), (), "87.5%", "98.6%",
                workings=(m("满意 35 ÷ 评价 40 = 87.5%", "35 satisfied ÷ 40 rated = 87.5 %"),)),
        Outcome("attachments-complete", "attachment", "fail", "error", "17(6)",
                m("未见已获认定文件（省级示范平台或其他相关认定）", "No earlier recognition was found")),
        Outcome("declaration-sealed-signed", "form", "undecided", "error", "17(8)",
                m("真实性声明上有印章痕迹，但印文无法辨认；请核对是否为申报单位公章",
                  "There is a seal on the declaration, but its text cannot be read: is it the applicant's?"),
                (i["signature"],)),
        Outcome("served-across-applicants", "batch", "undecided", "error", None,
                m("本单位与“pkg-07”的服务企业名单有 6 家相同，请核对", "Six firms stand on the served lists of two applicants"),
                (), ("r31", "r34"), packages=("minglan", "pkg-07")),
        Outcome("legal-rep-agree", "consistency", "undecided", "warning", "12(1)",
                m("真实性声明的签名识读把握不足，未与营业执照比对", "The signature on the declaration is too uncertain to compare"),
                (i["signature"], i["licence-legal-representative"])),
        Outcome("lease-in-force", "form", "undecided", "warning", "17(4)",
                m("租赁期限的截止年份看不清，请核对原件", "The lease's last year cannot be read"), (i["lease-end"],)),
        Outcome("welfare-share", "condition", "undecided", "warning", "12(5)",
                m("公益性服务比例为概数（“左右”），且无计算依据", "The share of public-benefit services is approximate and has no basis"),
                (i["welfare"],)),
    ]  # fmt: skip
    held = [
        ("applicant-name-agree", "consistency", None, "单位名称在申请表、营业执照、租赁合同中一致", "The name agrees in form, licence and lease"),
        ("uscc-checksum", "consistency", None, "统一社会信用代码校验正确", "The credit code's check digit is right"),
        ("reg-date-agree", "consistency", "12(1)", "注册日期与营业执照成立日期一致", "The date of registration agrees"),
        ("reg-capital-agree", "consistency", "12(1)", "注册资本一致（500 万元）", "The registered capital agrees"),
        ("operating-years-min", "condition", "12(1)", "至2018年末运营 6.8 年，满足两年以上", "6.8 years in operation"),
        ("assets-threshold", "condition", "12(1)", "审计资产总计 1,286.3512 万元 ≥ 300 万元", "Audited assets exceed CNY 3 million"),
        ("prior-year-form-vs-opening", "consistency", "12(1)", "2017年末资产总额与审计期初数一致", "The opening balance agrees"),
        ("profit-form-vs-audit", "consistency", "12(1)", "利润总额与审计报告一致", "The profit agrees"),
        ("served-threshold", "condition", "12(2)", "2018年服务中小企业 214 家 ≥ 150 家", "214 enterprises served, at least 150 required"),
        ("served-growth", "condition", "12(2)", "服务户数由 188 增至 214", "The number served grew from 188 to 214"),
        ("roster-min-rows", "condition", "12(6)", "名单 30 人 ≥ 20 人", "30 on the roster, at least 20 required"),
        ("premises-area-sum", "consistency", "12(3)", "场地面积合计无误", "The areas add up"),
        ("premises-doc-vs-area", "consistency", "12(3)", "租赁面积与申请表一致（760 ㎡）", "The leased area agrees"),
        ("audit-year-correct", "form", "17(3)", "审计年度为2018年", "The audit is of 2018"),
        ("regulation-in-force", "form", "28", "填报日期2019-06-20在办法有效期内", "the regulation was in force on 2019-06-20"),
        ("region-variant", "plausibility", "12(end)", "营业执照地址“江城市”不属于西部大开发政策地区，按一般标准审核",
         "address in the licence: not one of the western development regions; the general figures apply"),
        ("function-at-least-one", "condition", "13", "数量要求已达到的服务功能：信息服务、技术服务、创业服务",
         "functions whose figures reach the minimum: information, technology, start-ups"),
    ]  # fmt: skip
    cited = {
        "regulation-in-force": (i["filed-on"],),
        "region-variant": (i["licence-credit-code"],),
        "function-at-least-one": (i["served-count-2018"], i["activities"]),
    }
    passes = [
        Outcome(c, k, "pass", "info", a, m(zh, en), cited.get(c, ()))  # type: ignore[arg-type]
        for c, k, a, zh, en in held
    ]
    skipped = Outcome(
        "commitment-substitution", "form", "not-applicable", "info", None, m("不适用", "does not apply")
    )
    return [*raised, *passes, skipped]


def _attachments() -> tuple[Attachment, ...]:
    table = [
        ("application-report", "17(1)", "present", ("d1", "d4")), ("licence", "17(2)", "present", ("d6",)),
        ("audit-report", "17(3)", "present", ("d7",)), ("special-audit-report", "17(3)", "undecided", ()),
        ("premises-proof", "17(4)", "present", ("d8",)), ("service-evidence", "17(5)", "present", ("d9",)),
        ("prior-recognition", "17(6)", "missing", ()), ("qualification", "17(7)", "present", ("d9",)),
        ("truth-declaration", "17(8)", "present", ("d5",)), ("staff-roster", "17(1)", "present", ("d2",)),
        ("served-list", "17(1)", "present", ("d3",)),
    ]  # fmt: skip
    asked = [Attachment(item, article, status, docs) for item, article, status, docs in table]  # type: ignore[arg-type]
    rest = ("financial-statements", "equipment-list", "other-proof", "credit-report", "cooperation-agreements",
            "fee-schedule", "social-insurance", "personnel-certificates", "welfare-proof")  # fmt: skip
    return (*asked, *(Attachment(item, "", "not-required") for item in rest))


def _documents() -> tuple[Document, ...]:
    table = [
        ("d1", "application-form", FORM, (1, 2, 3), 0.99), ("d2", "staff-roster", FORM, (4,), 0.98),
        ("d3", "served-enterprises", FORM, (5, 6, 7, 8), 0.99), ("d4", "narrative", FORM, (9, 10, 11, 12, 13), 0.95),
        ("d5", "truth-declaration", FORM, (14,), 0.97), ("d6", "licence", LICENCE, (1,), 0.99),
        ("d7", "audit-report", AUDIT, tuple(range(1, 12)), 0.99), ("d8", "premises-lease", LEASE, (1, 2, 3), 0.98),
        ("d9", "service-evidence", EVENTS, tuple(range(1, 10)), 0.86),
    ]  # fmt: skip
    return tuple(
        Document(id, kind, tuple(_page(f, n) for n in numbers), confidence)
        for id, kind, f, numbers, confidence in table
    )


# What stands on pages that no figure is taken from: headings that a reviewer is led to.
TEXTS = {
    (FORM, 10): (
        "三、管理运营情况",
        "中心制定了管理制度和服务流程，收费标准公示上墙。",
        "对小微企业给予五折优惠。",
    ),
    (FORM, 11): ("四、服务情况", "建有专家库和项目库，开通在线服务。"),
    (FORM, 13): ("七、下一步发展设想", "年度服务目标与发展规划"),
    (EVENTS, 1): ("关于举办2018年技术对接会的通知", "2018年4月12日"),
    (EVENTS, 2): ("技术对接会签到表",),
}


def _page(file: str, number: int) -> Page:
    lines = TEXTS.get((file, number), ())
    words = tuple(Word(t, (80.0, 80.0 + 24 * i, 500.0, 96.0 + 24 * i)) for i, t in enumerate(lines))
    return Page(file, number, number, WIDTH, HEIGHT, "ocr", "full", words=words)


@cache
def _made() -> tuple[Report, dict[tuple[str, int], Image.Image]]:
    book = _Book()
    ids = _form(book)
    rows = _lists(book, ids)
    _others(book, ids)
    problems = (
        Problem("intake", "unsupported", Message("RAR 压缩包无法读取，请解压或改为 ZIP 后重新提交",
                "a RAR archive cannot be read: unpack it or send a ZIP"), "合作协议.rar"),
        Problem("reading", "blank", Message("页面几乎空白，可能漏扫或正反面颠倒", "the page is almost blank"), EVENTS, 7),
    )  # fmt: skip
    report = Report(
        package="minglan",
        applicant=APPLICANT,
        ruleset=RulesetRef(
            "national-2017", None, "form-title",
            Message("国家中小企业公共服务示范平台认定管理办法（2017）", "National rules of 2017"),
        ),
        as_of=date(2019, 6, 20),
        triage="return",
        documents=_documents(),
        claims=tuple(book.claims),
        rows=tuple(rows),
        attachments=_attachments(),
        outcomes=tuple(_outcomes(ids)),
        problems=problems,
        tools={"shenyan": "0.1.0", "rapidocr": "3.10.0", "tesseract": "5.3.0"},
    )  # fmt: skip
    return report, book.scans


def example() -> Report:
    """The report as a run would make it."""
    return _made()[0]


def crop(file: str, page: int, box: Box) -> Picture | None:
    """Cuts from the drawn pages."""
    scan = _made()[1].get((file, page))
    return None if scan is None else cut(scan, (WIDTH, HEIGHT), box)


def context(lang: Lang = "zh") -> Context:
    pictures = {key: f"pages/{n}.jpg" for n, key in enumerate(_made()[1], 1)}
    reads = {id: tuple(check.PARAMETERS) for id, check in checks().items()}
    return Context(lang, crop, pictures, CITATIONS, CHECKS, rulesets.load("national-2017"), reads)
