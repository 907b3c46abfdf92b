"""The statements and notes bound into an audit report: the enterprise layout and that of private non-profits,
whose opening column comes first."""
from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from ..finance import Year, cash_flows
from ..layout import Flow
from ..page import Text, said
from ..style import Style, plain
from ..table import Cell, Row, row, table
from ..world import World
from .common import closing_day, dated, name, seal, section

UNITS = {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10000)}
CLAIMED = {"资产总计": "total-assets", "负债合计": "total-liabilities", "所有者权益合计": "net-assets", "净资产合计": "net-assets"}
FLOWS = {"营业收入": "revenue", "利润总额": "total-profit", "净利润": "net-profit", "收入合计": "revenue", "净资产变动额": "total-profit"}


def _amount(value: Decimal, s: Style, blank_zero: bool = True) -> str:
    if not value and blank_zero:
        return ""
    shown = (value / UNITS[s.statement_unit]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{shown:,.2f}" if s.money == "comma" else f"{shown:.2f}"


def _figure(value: Decimal, s: Style, quantity: str | None, period: str) -> Text:
    text = _amount(value, s)
    if not quantity or not text:
        return text
    amount = Decimal(text.replace(",", "")) * UNITS[s.statement_unit]
    return said(text, quantity, plain(amount), period, accept=() if s.statement_unit == "元" else (plain(value),))


def _head(flow: Flow, w: World, s: Style, title: str, when: str, code: str) -> None:
    flow.new_page()
    flow.y = max(50.0, flow.y - 8)
    flow.title(title, 18, after=0, spread=6)
    flow.put(when, flow.y + 8, align="center", size=10)
    flow.put(code, flow.y + 8, align="right", size=9)
    flow.space(22)
    flow.put(["编制单位：", name(w, w.audit_name or w.name)], flow.y, size=9.5)
    flow.put("单位：" + ("人民币元" if s.statement_unit == "元" and w.rng("unit").random() < 0.4 else s.statement_unit), flow.y, align="right", size=9.5)
    flow.space(6)


def _feet(flow: Flow, w: World) -> None:
    others = w.rng("feet")
    a, b = others.sample([p.name for p in w.staff[2:]], 2)
    y = flow.y + 18
    head = ["法定代表人：", said(w.legal, "legal-representative")] if w.rng("feet-head").random() < 0.6 else f"单位负责人：{w.legal}"
    flow.put(head, y, size=9.5)
    flow.put(f"主管会计工作负责人：{a}", y, flow.left + flow.room * 0.33, size=9.5)
    flow.put(f"会计机构负责人：{b}", y, flow.left + flow.room * 0.72, size=9.5)


ASSETS = ["流动资产：", "  货币资金", "  短期投资", "  应收票据", "  应收账款", "  预付款项", "  其他应收款", "  存货", "  其他流动资产", "流动资产合计", "非流动资产：", "  长期股权投资",
          "  固定资产", "  在建工程", "  无形资产", "  长期待摊费用", "  其他非流动资产", "非流动资产合计", "", "", "资产总计"]
CLAIMS_SIDE = ["流动负债：", "  短期借款", "  应付票据", "  应付账款", "  预收款项", "  应付职工薪酬", "  应交税费", "  其他应付款", "流动负债合计", "非流动负债：", "  长期借款", "非流动负债合计", "负债合计",
               "所有者权益（或股东权益）：", "  实收资本（或股本）", "  资本公积", "  盈余公积", "  未分配利润", "所有者权益合计", "", "负债和所有者权益总计"]
NPO_ASSETS = ["流动资产：", "  货币资金", "  短期投资", "  应收款项", "  预付账款", "  存货", "流动资产合计", "长期投资：", "  长期股权投资", "长期投资合计", "固定资产：", "  固定资产净值", "  在建工程", "固定资产合计",
              "无形资产：", "  无形资产", "受托代理资产", "", "资产总计"]
NPO_CLAIMS = ["流动负债：", "  短期借款", "  应付款项", "  应付工资", "  应交税金", "  预收账款", "流动负债合计", "长期负债：", "  长期借款", "长期负债合计", "受托代理负债", "负债合计", "净资产：", "  非限定性净资产", "  限定性净资产",
              "净资产合计", "", "", "负债和净资产总计"]
DISPLAY = {"所有者权益合计": "所有者权益（或股东权益）合计", "负债和所有者权益总计": "负债和所有者权益（或股东权益）总计"}


def _line(years: tuple[Year, Year], label: str, closing_first: bool, s: Style, shift: Decimal) -> list[Cell]:
    key = label.strip().split("（")[0] if label.startswith("  ") else label
    cells = []
    pair = [years[1], years[0]] if closing_first else [years[0], years[1]]
    for y in pair:
        value = y.lines.get(key, Decimal(0)) + (shift if key == "负债合计" and y is years[1] else 0)
        cells.append(Cell(_figure(value, s, CLAIMED.get(key), closing_day(y.year)) if label else "", align="right"))
    return cells


def balance(flow: Flow, w: World, s: Style) -> None:
    """The balance sheet: both halves side by side, or one below the other on two pages."""
    years = w.audited
    _head(flow, w, s, "资产负债表", f"{years[1].year}年12月31日", "会民非01表" if w.npo else "会小企01表")
    left, right = (NPO_ASSETS, NPO_CLAIMS) if w.npo else (ASSETS, CLAIMS_SIDE)
    closing_first = not w.npo
    opening = "年初数" if w.npo else s.opening
    heads = ["期末数" if opening.endswith("数") else "期末余额", opening]
    if not closing_first:
        heads.reverse()
    shown = lambda t: DISPLAY.get(t, t)  # noqa: E731
    size = 9.0
    if s.split_sheet:
        n = 0
        for k, side in enumerate((left, right)):
            if k:
                _head(flow, w, s, "资产负债表（续）", f"{years[1].year}年12月31日", "会民非01表" if w.npo else "会小企01表")
            rows = [row(*[Cell(h, weight=True) for h in ("项        目", "行次", *heads)])]
            for label in [t for t in side if t]:
                n += 1
                rows.append(Row([Cell(shown(label), align="left"), Cell(str(n), size=8), *_line(years, label, closing_first, s, w.audit_break)]))
            table(flow, [.44, .08, .24, .24], rows, 1, True, size=9.5, pad=3, least=24)
    else:
        rows = [row(*[Cell(h, weight=True) for h in ("资    产", *heads, "负债和净资产" if w.npo else "负债和所有者权益", *heads)])]
        for a, b in zip(left, right):
            rows.append(Row([Cell(shown(a), align="left", size=8.4), *_line(years, a, closing_first, s, Decimal(0)), Cell(shown(b), align="left", size=8.4), *_line(years, b, closing_first, s, w.audit_break)]))
        keep, flow.margin = flow.margin, 34.0
        table(flow, [.19, .155, .155, .19, .155, .155], rows, 1, True, size=size - 0.6, pad=2.5, least=22)
        flow.margin = keep
    _feet(flow, w)
    rng = w.rng("stamp/balance")
    if rng.random() < 0.5:
        seal(flow, w.auditor, flow.size[0] * rng.uniform(0.3, 0.7), rng.uniform(240, 520), rng)
        flow.page.note = "seal across figures"


INCOME = [("一、营业收入", "营业收入"), ("减：营业成本", "营业成本"), ("税金及附加", "税金及附加"), ("销售费用", "销售费用"), ("管理费用", "管理费用"), ("研发费用", "研发费用"), ("财务费用", "财务费用"), ("加：其他收益", "其他收益"),
          ("投资收益（损失以“-”号填列）", ""), ("二、营业利润（亏损以“-”号填列）", "营业利润"), ("加：营业外收入", "营业外收入"), ("减：营业外支出", "营业外支出"), ("三、利润总额（亏损总额以“-”号填列）", "利润总额"), ("减：所得税费用", "所得税费用"), ("四、净利润（净亏损以“-”号填列）", "净利润")]
NPO_INCOME = [("一、收  入", ""), ("其中：捐赠收入", "捐赠收入"), ("会费收入", "会费收入"), ("提供服务收入", "提供服务收入"), ("政府补助收入", "政府补助收入"), ("其他收入", "其他收入"), ("收入合计", "收入合计"), ("二、费  用", ""),
              ("（一）业务活动成本", "业务活动成本"), ("（二）管理费用", "管理费用"), ("（三）筹资费用", "筹资费用"), ("（四）其他费用", "其他费用"), ("费用合计", "费用合计"), ("三、限定性净资产转为非限定性净资产", ""), ("四、净资产变动额（若为净资产减少额，以“-”号填列）", "净资产变动额")]


def income(flow: Flow, w: World, s: Style) -> None:
    """The income statement, or the activity statement of a non-profit."""
    before, now = w.audited
    rng = w.rng("income")
    _head(flow, w, s, "业 务 活 动 表" if w.npo else "利 润 表", f"{now.year}年度", "会民非02表" if w.npo else "会小企02表")
    if w.npo:
        rows = [Row([Cell("项    目", down=2), Cell("行次", down=2), Cell("上年累计数", 3), Cell("本年累计数", 3)]), row(*["非限定性", "限定性", "合计"] * 2)]
        for n, (label, key) in enumerate(NPO_INCOME, 1):
            cells = [Cell(label, align="left"), Cell(str(n))]
            for y in (before, now):
                value = y.lines.get(key, Decimal(0)) if key else Decimal(0)
                cells += [Cell(_amount(value, s), align="right"), Cell("", align="right"), Cell(_figure(value, s, FLOWS.get(key), str(y.year)), align="right")]
            rows.append(Row(cells))
        keep, flow.margin = flow.margin, 34.0
        table(flow, [.25, .05, .135, .08, .135, .135, .08, .135], rows, 2, size=8.2, pad=2.5, least=24)
        flow.margin = keep
    else:
        heads = rng.choice([("本期金额", "上期金额"), ("本年累计金额", "上年金额"), ("本年金额", "上年金额")])
        rows = [row(*[Cell(h, weight=True) for h in ("项        目", "行次", *heads)])]
        for n, (label, key) in enumerate(INCOME, 1):
            text = label if label[0] in "一二三四五" else ("  " if label[1] == "：" else "    ") + label
            rows.append(row(Cell(text, align="left"), str(n), *[Cell(_figure(y.lines.get(key, Decimal(0)), s, FLOWS.get(key), str(y.year)), align="right") for y in (now, before)]))
        table(flow, [.46, .08, .23, .23], rows, 1, size=9.8, pad=3.5, least=24)
    _feet(flow, w)


def cash(flow: Flow, w: World, s: Style) -> None:
    """The cash-flow statement."""
    before, now = w.audited
    _head(flow, w, s, "现 金 流 量 表", f"{now.year}年度", "会民非03表" if w.npo else "会小企03表")
    rows = [row("项        目", "行次", "本期金额")]
    for n, (label, value, total) in enumerate(cash_flows(w.rng("cash"), before, now), 1):
        text = label if total or value is None or label[1] == "、" else "    " + label
        rows.append(row(Cell(text, align="left"), str(n), Cell("" if value is None else _amount(value, s), align="right")))
    table(flow, [.6, .1, .3], rows, 1, size=9.8, pad=3.5, least=24)
    _feet(flow, w)


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
    flow.para([name(w, w.audit_name or w.name), "（以下简称“本单位”）于", dated(w.established, "{y}年{m}月{d}日", "established-on"), f"经{office}核准登记成立，统一社会信用代码：", said(w.audit_code_printed or w.code, "credit-code"),
               "；" + ("开办资金" if w.npo else "注册资本") + "为人民币", said(money, "registered-capital", str(w.capital * 10000)), "；法定代表人：", said(w.legal, "legal-representative"), "；住所：", said(w.address, "address"), "。"])
    flow.para("经营范围：企业管理咨询；信息咨询服务；技术开发、技术咨询；检验检测服务；会议及展览服务；职业技能培训。" if not w.npo else "业务范围：中小企业政策咨询、管理咨询、技术服务、人员培训、信息服务及相关公益活动。")
    section(flow, "二、财务报表的编制基础")
    flow.para(("本单位执行《民间非营利组织会计制度》，" if w.npo else "本单位执行《小企业会计准则》，") + "以持续经营为基础，按权责发生制记账，以人民币为记账本位币，会计年度自公历1月1日起至12月31日止。")
    section(flow, "三、主要会计政策")
    flow.para("固定资产按实际成本计价，采用年限平均法计提折旧，预计净残值率为5%。收入在服务已经提供、取得收款权利时确认。坏账损失在实际发生时计入当期损益。")
    section(flow, "四、主要项目注释")
    gross = max(sum((i.cost for i in w.items), Decimal(0)), now.lines["固定资产净值" if w.npo else "固定资产"])
    heads = ("项目", "期末余额", "期初余额")
    fixed = ["固定资产净值"] if w.npo else ["固定资产"]
    ends = [(gross + Decimal(rng.randrange(20000, 90000)), now.lines[fixed[0]]), (gross - Decimal(rng.randrange(1000, 15000)) if gross - 15000 > before.lines[fixed[0]] else before.lines[fixed[0]] + 20000, before.lines[fixed[0]])]
    plain_money = lambda v: f"{v:,.2f}"  # noqa: E731
    rows = [row(*heads)] + [row(Cell(t, align="left"), *[Cell(plain_money(v), align="right") for v in vs]) for t, vs in (
        ("固定资产原价", [e[0] for e in ends]), ("减：累计折旧", [e[0] - e[1] for e in ends]), ("固定资产账面价值", [e[1] for e in ends]))]
    flow.para("1、固定资产", indent=2, align="left")
    table(flow, [.4, .3, .3], rows, 1, size=9.5, least=19)
    flow.space(8)
    flow.para("2、货币资金", indent=2, align="left")
    parts = [(y.lines["货币资金"] * Decimal("0.01")).quantize(Decimal("0.01")) for y in (now, before)]
    rows = [row(*heads), row(Cell("库存现金", align="left"), *[Cell(plain_money(p), align="right") for p in parts]),
            row(Cell("银行存款", align="left"), *[Cell(plain_money(y.lines["货币资金"] - p), align="right") for y, p in zip((now, before), parts)]), row("合  计", *[Cell(plain_money(y.lines["货币资金"]), align="right") for y in (now, before)])]
    table(flow, [.4, .3, .3], rows, 1, size=9.5, least=19)
    flow.space(8)
    flow.para("3、" + ("提供服务收入" if w.npo else "营业收入"), indent=2, align="left")
    flow.para("本年收入主要来自为企业提供的咨询、培训、检测和信息服务。", indent=2)
    section(flow, "五、或有事项及资产负债表日后事项")
    flow.para("截至报告日，本单位无应披露的重大或有事项和日后事项。")

