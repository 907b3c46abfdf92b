"""The business licence, or the registration certificate of a private non-enterprise unit; landscape, with a frame."""

from __future__ import annotations

import datetime as dt

from .. import marks
from ..applicant import World
from ..identity import capitals
from ..layout import Flow
from ..page import LANDSCAPE, Document, Line, Picture, said
from ..style import Style, date
from .common import dated, name, seal

KIND = "licence"
SCOPE = "企业管理咨询；信息咨询服务；技术开发、技术咨询、技术转让；检验检测服务；会议及展览服务；职业技能培训；知识产权代理；软件开发。（依法须经批准的项目，经相关部门批准后方可开展经营活动）"


def build(w: World, s: Style) -> Document:
    rng = w.rng("licence")
    s.look.foot, kept = "", s.look.foot
    flow = Flow(s.look, LANDSCAPE, margin=96)
    s.look.foot = kept
    for inset, width in ((30, 3.0), (37, 0.8), (42, 0.8)):
        flow.page.ops.append(
            Line(
                (
                    (inset, inset),
                    (842 - inset, inset),
                    (842 - inset, 595 - inset),
                    (inset, 595 - inset),
                    (inset, inset),
                ),
                width,
                (150, 120, 60),
            )
        )
    (_certificate if w.npo else _licence)(flow, w)
    office = w.city + ("市民政局" if w.npo else "市市场监督管理局")
    flow.put("登记机关" if not w.npo else "发证机关", 478, 600, size=13)
    seal(flow, office, 660, 490, rng)
    issued = (
        dt.date.fromisoformat(w.established)
        if rng.random() < 0.4
        else dt.date(w.last, rng.randrange(2, 11), rng.randrange(2, 27))
    )
    issued = max(issued, dt.date.fromisoformat(w.established))
    flow.put(date(issued.isoformat(), "{y} 年 {m:02d} 月 {d:02d} 日"), 528, 590, size=12)
    return Document(KIND, flow.pages, "法人登记证书" if w.npo else "营业执照")


def _field(flow: Flow, label: str, value: object, y: float, x: float, room: float) -> None:
    flow.put(label, y, x, size=12, face="hei")
    flow.y = y - 14
    flow.para(value, indent=0, size=12, align="left", x=x + 78, room=room, leading=1.4)  # type: ignore[arg-type]


def _licence(flow: Flow, w: World) -> None:
    rng = w.rng("licence-text")
    flow.put("营 业 执 照", 116, align="center", size=40, face="song-bold", spread=4)
    flow.put("（副  本）", 146, align="center", size=14)
    flow.put("统一社会信用代码", 120, 74, size=10, face="hei")
    flow.put(said(w.code, "credit-code"), 140, 74, size=13, face="times")
    flow.page.ops.append(
        Picture(690, 76, 74, 74, marks.qr("http://www.gsxt.gov.cn/index.html?code=" + w.code))
    )
    start = dt.date.fromisoformat(w.established)
    end = dt.date(
        start.year + 20 if start.year + 20 > w.last + 3 else start.year + 30, start.month, start.day
    ) - dt.timedelta(days=1)
    term = (
        "长期"
        if rng.random() < 0.35
        else [
            date(w.established, "{y}年{m:02d}月{d:02d}日") + "至",
            dated(end.isoformat(), "{y}年{m:02d}月{d:02d}日", "valid-until"),
        ]
    )
    money = capitals(w.capital) if rng.random() < 0.7 else f"{w.capital}万元人民币"
    left = [
        ("名    称", name(w)),
        ("类    型", said(w.licence_kind, "organisation-type")),
        ("法定代表人", said(w.legal, "legal-representative")),
        ("经营范围", SCOPE),
    ]
    right = [
        ("注册资本", said(money, "registered-capital", str(w.capital * 10000))),
        ("成立日期", dated(w.established, "{y}年{m:02d}月{d:02d}日", "established-on")),
        ("营业期限", term),
        ("住    所", said(w.address, "address")),
    ]
    for x, fields in ((74.0, left), (440.0, right)):
        y = 200.0
        for label, value in fields:
            _field(flow, label, value, y, x, 262)
            y = max(y + 44, flow.y + 26)
    flow.put("国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", 545, 74, size=8)


def _certificate(flow: Flow, w: World) -> None:
    flow.put("民办非企业单位登记证书", 120, align="center", size=32, face="song-bold", spread=2)
    flow.put("（法 人）（副本）", 148, align="center", size=13)
    flow.put(["统一社会信用代码：", said(w.code, "credit-code")], 184, 74, size=13)
    start = dt.date(w.last - 1, 5, 8)
    fields = [
        ("名    称", name(w)),
        ("住    所", said(w.address, "address")),
        ("法定代表人", said(w.legal, "legal-representative")),
        ("开办资金", said(f"{capitals(w.capital)}", "registered-capital", str(w.capital * 10000))),
        ("成立日期", dated(w.established, "{y}年{m}月{d}日", "established-on")),
        ("业务主管单位", f"{w.city}市工业和信息化局"),
        ("业务范围", "中小企业政策咨询、管理咨询、技术服务、人员培训、信息服务及相关公益活动"),
        (
            "有 效 期 限",
            [
                "自" + date(start.isoformat(), "{y}年{m}月{d}日") + "至",
                dated(dt.date(start.year + 5, 5, 7).isoformat(), "{y}年{m}月{d}日", "valid-until"),
            ],
        ),
    ]
    y = 216.0
    for label, value in fields:
        _field(flow, label, value, y, 74, 470)
        y = max(y + 31, flow.y + 19)
