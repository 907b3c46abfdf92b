"""The special audit of the income and spending of services to small firms."""

from __future__ import annotations

from decimal import Decimal

from ..applicant import World
from ..finance import split
from ..layout import Flow
from ..page import Document, said
from ..style import Style, money, plain
from ..table import Cell, row, table
from ..world import percent
from .audit_report import signing
from .common import name, section

KIND = "special-audit-report"
FUNCTIONS = ["信息服务", "技术服务", "创业服务", "培训服务", "融资服务", "其他服务"]


def build(w: World, s: Style) -> Document:
    rng = w.rng("special")
    y = w.accounts[1]
    flow = Flow(s.audit)
    income = w.special_total if w.special_total is not None else y.service_revenue
    spent = (income * Decimal(rng.uniform(0.82, 0.93))).quantize(Decimal("0.01"))
    show = lambda v: money(v, s.money)  # noqa: E731
    flow.y = max(flow.y, 70)
    flow.title(["关于", name(w)], 17, after=0)
    flow.title(
        [said(f"{y.year}年度", "audit-period", str(y.year)), "中小企业服务收支情况的专项审计报告"],
        17,
        after=6,
    )
    number = f"{w.auditor[len(w.city) :][:2]}专审字〔{y.year + 1}〕第{rng.randrange(20, 400):04d}号"
    flow.put(said(number, "audit-report-number"), flow.y + 10, align="right")
    flow.space(26)
    flow.para([name(w), "："], indent=0)
    flow.para(
        f"我们接受委托，审计了贵单位{y.year}年度为中小企业提供服务的收入和支出情况。提供真实、合法、完整的会计资料是贵单位的责任，我们的责任是在实施审计工作的基础上发表意见。"
    )
    section(flow, "一、服务收支情况")
    flow.para(
        [
            f"经审计，{y.year}年度贵单位营业收入",
            said(show(y.revenue), "revenue", plain(y.revenue), y.year),
            "元，其中中小企业服务收入",
            said(show(income), "service-revenue", plain(income), y.year),
            f"元，占营业收入的{percent(income, y.revenue)}%；服务支出{show(spent)}元，收支结余{show(income - spent)}元。明细如下：",
        ]
    )
    flow.put("单位：元", flow.y + 8, align="right", size=9.5)
    flow.space(12)
    parts, costs = (
        split(rng, income, [0.2, 0.26, 0.12, 0.24, 0.1, 0.08]),
        split(rng, spent, [0.2, 0.26, 0.12, 0.24, 0.1, 0.08], 0.05),
    )
    right = lambda v: Cell(show(v), align="right")  # noqa: E731
    rows = [row("序号", "服务类别", "服务收入", "服务支出", "结余")]
    rows += [
        row(str(i), f, right(a), right(b), right(a - b))
        for i, (f, a, b) in enumerate(zip(FUNCTIONS, parts, costs, strict=False), 1)
    ]
    rows.append(
        row(
            "",
            "合计",
            Cell(said(show(income), "service-revenue", plain(income), y.year), align="right"),
            right(spent),
            right(income - spent),
        )
    )
    table(flow, [0.1, 0.24, 0.22, 0.22, 0.22], rows, 1, size=10, least=22)
    flow.space(10)
    section(flow, "二、审计意见")
    flow.para(
        [
            "我们认为，贵单位上述服务收支情况在所有重大方面",
            said("公允反映", "audit-opinion", "unqualified"),
            f"了{y.year}年度中小企业服务收入和支出的实际情况。",
        ]
    )
    section(flow, "三、报告使用范围")
    flow.para(f"本报告仅供贵单位申报{w.regulation.programme}使用，不作其他用途。")
    flow.space(10)
    signing(flow, w, s, f"{y.year + 1}-{rng.randrange(4, 6):02d}-{rng.randrange(3, 28):02d}", "special")
    return Document(KIND, flow.pages, f"{y.year}年度服务收支专项审计报告")
