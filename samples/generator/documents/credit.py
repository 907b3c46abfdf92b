"""The credit report that 信用中国 lets its users download."""

from __future__ import annotations

import datetime as dt

from ..applicant import World
from ..layout import Flow
from ..page import Document, Text, said
from ..style import Style
from ..table import Cell, row, table
from .common import dated, name, section

KIND = "credit-report"
NOTES = [
    "本报告依据查询时点的公共信用信息生成，仅供参考，不作为行政决定的依据。",
    "如对报告内容有异议，可按规定向信息提供单位或信用网站提出异议申请。",
    "未经许可不得对本报告内容作任何修改。",
]


def build(w: World, s: Style) -> Document:
    rng = w.rng("credit")
    made = dt.date.fromisoformat(w.filed) - dt.timedelta(days=rng.randrange(4, 26))
    flow = Flow(s.audit, foot=False)
    flow.y = 76
    flow.put("信用中国", flow.y, flow.left, size=16, face="hei-bold", colour=(30, 80, 160))
    flow.put("www.creditchina.gov.cn", flow.y, align="right", size=9)
    flow.space(50)
    flow.title("法人和非法人组织公共信用信息报告", 20, after=14)
    number = f"{made:%Y%m%d}{rng.randrange(10**8, 10**9)}"
    day = dated(made.isoformat(), rng.choice(["{y}年{m:02d}月{d:02d}日", "{y}-{m:02d}-{d:02d}"]))
    flow.para(f"报告编号：{number}", indent=0, align="left", size=10.5)
    flow.para(["报告生成日期：", day], indent=0, align="left", size=10.5, after=8)
    facts: list[tuple[str, Text]] = [
        ("企业名称" if not w.npo else "机构名称", name(w)),
        ("统一社会信用代码", said(w.code, "credit-code")),
        ("法定代表人/负责人", said(w.legal, "legal-representative")),
        ("主体类型", said(w.licence_kind, "organisation-type")),
        ("成立日期", dated(w.established, "{y}-{m:02d}-{d:02d}", "established-on")),
        ("住所", said(w.address, "address")),
    ]
    section(flow, "一、基本信息")
    table(flow, [0.3, 0.7], [row(a, Cell(b, align="left")) for a, b in facts], size=10.5, least=26)
    flow.space(14)
    section(flow, "二、信息概要")
    counts = [
        ("行政许可", rng.randrange(1, 6)),
        ("行政处罚", w.credit_records),
        ("严重失信主体名单", 0),
        ("经营异常名录", 0),
        ("守信激励", rng.randrange(0, 2)),
        ("信用承诺", rng.randrange(1, 4)),
    ]
    table(
        flow,
        [0.6, 0.4],
        [row("信息类别", "记录条数"), *[row(a, f"{n}条") for a, n in counts]],
        1,
        size=10.5,
        least=24,
    )
    flow.space(14)
    section(flow, "三、行政处罚信息")
    if w.credit_records:
        flow.para(f"{w.last}年7月，因未按规定公示年度报告，被{w.city}市市场监督管理局处以警告。")
    else:
        flow.para("查询期内无行政处罚信息。")
    section(flow, "四、严重失信主体名单信息")
    flow.para("查询期内未被列入严重失信主体名单。", after=12)
    for i, text in enumerate(NOTES, 1):
        flow.para(f"{i}. {text}", indent=0, size=9)
    return Document(KIND, flow.pages, "信用中国信用信息报告")
