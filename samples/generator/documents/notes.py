"""The notes bound into an audit report."""

from __future__ import annotations

from decimal import Decimal

from ..applicant import World
from ..layout import Flow
from ..page import said
from ..style import Style
from ..table import Cell, row, table
from .common import dated, name, section


def notes(flow: Flow, w: World, s: Style) -> None:
    """The notes: who the unit is, how it keeps its books, and some items."""
    before, now = w.audited
    rng = w.rng("notes")
    flow.new_page()
    flow.title("财务报表附注", 16, after=0)
    flow.put(f"{now.year}年度", flow.y + 6, align="center", size=10)
    flow.space(16)
    flow.put("（除特别注明外，金额单位为人民币元）", flow.y + 4, align="center", size=9.5)
    flow.space(16)
    section(flow, "一、基本情况")
    office = f"{w.city}市民政局" if w.npo else f"{w.city}市市场监督管理局"
    money = rng.choice([f"{w.capital}万元", f"{w.capital * 10000:,}.00元"])
    flow.para(
        [
            name(w, w.audit_name or w.name),
            "（以下简称“本单位”）于",
            dated(w.established, "{y}年{m}月{d}日", "established-on"),
            f"经{office}核准登记成立，统一社会信用代码：",
            said(w.audit_code_printed or w.code, "credit-code"),
            "；" + ("开办资金" if w.npo else "注册资本") + "为人民币",
            said(money, "registered-capital", str(w.capital * 10000)),
            "；法定代表人：",
            said(w.legal, "legal-representative"),
            "；住所：",
            said(w.address, "address"),
            "。",
        ]
    )
    flow.para(
        "经营范围：企业管理咨询；信息咨询服务；技术开发、技术咨询；检验检测服务；会议及展览服务；职业技能培训。"
        if not w.npo
        else "业务范围：中小企业政策咨询、管理咨询、技术服务、人员培训、信息服务及相关公益活动。"
    )
    section(flow, "二、财务报表的编制基础")
    flow.para(
        ("本单位执行《民间非营利组织会计制度》，" if w.npo else "本单位执行《小企业会计准则》，")
        + "以持续经营为基础，按权责发生制记账，以人民币为记账本位币，会计年度自公历1月1日起至12月31日止。"
    )
    section(flow, "三、主要会计政策")
    flow.para(
        "固定资产按实际成本计价，采用年限平均法计提折旧，预计净残值率为5%。收入在服务已经提供、取得收款权利时确认。坏账损失在实际发生时计入当期损益。"
    )
    section(flow, "四、主要项目注释")
    gross = max(
        sum((i.cost for i in w.items), Decimal(0)), now.lines["固定资产净值" if w.npo else "固定资产"]
    )
    heads = ("项目", "期末余额", "期初余额")
    fixed = ["固定资产净值"] if w.npo else ["固定资产"]
    ends = [
        (gross + Decimal(rng.randrange(20000, 90000)), now.lines[fixed[0]]),
        (
            gross - Decimal(rng.randrange(1000, 15000))
            if gross - 15000 > before.lines[fixed[0]]
            else before.lines[fixed[0]] + 20000,
            before.lines[fixed[0]],
        ),
    ]
    plain_money = lambda v: f"{v:,.2f}"  # noqa: E731
    rows = [row(*heads)] + [
        row(Cell(t, align="left"), *[Cell(plain_money(v), align="right") for v in vs])
        for t, vs in (
            ("固定资产原价", [e[0] for e in ends]),
            ("减：累计折旧", [e[0] - e[1] for e in ends]),
            ("固定资产账面价值", [e[1] for e in ends]),
        )
    ]
    flow.para("1、固定资产", indent=2, align="left")
    table(flow, [0.4, 0.3, 0.3], rows, 1, size=9.5, least=19)
    flow.space(8)
    flow.para("2、货币资金", indent=2, align="left")
    parts = [(y.lines["货币资金"] * Decimal("0.01")).quantize(Decimal("0.01")) for y in (now, before)]
    rows = [
        row(*heads),
        row(Cell("库存现金", align="left"), *[Cell(plain_money(p), align="right") for p in parts]),
        row(
            Cell("银行存款", align="left"),
            *[
                Cell(plain_money(y.lines["货币资金"] - p), align="right")
                for y, p in zip((now, before), parts, strict=False)
            ],
        ),
        row("合  计", *[Cell(plain_money(y.lines["货币资金"]), align="right") for y in (now, before)]),
    ]
    table(flow, [0.4, 0.3, 0.3], rows, 1, size=9.5, least=19)
    flow.space(8)
    flow.para("3、" + ("提供服务收入" if w.npo else "营业收入"), indent=2, align="left")
    flow.para("本年收入主要来自为企业提供的咨询、培训、检测和信息服务。", indent=2)
    section(flow, "五、或有事项及资产负债表日后事项")
    flow.para("截至报告日，本单位无应披露的重大或有事项和日后事项。")
