"""Proof of the services: a notice, a sign-in sheet, photographs and a summary for each event."""

from __future__ import annotations

import datetime as dt

from .. import marks
from .. import vocabulary as v
from ..applicant import World
from ..identity import mobile, person
from ..layout import Flow
from ..page import RED, Document
from ..style import Style, date
from ..table import Cell, Row, row, table
from .common import name, seal, sign

KIND = "service-evidence"


def build(w: World, s: Style, events: int = 3) -> Document:
    rng = w.rng("evidence")
    flow = Flow(s.look, foot=False)
    picks = rng.sample(v.EVENTS, min(events, len(v.EVENTS)))
    picks += [  # the same events again, as platforms hold them
        (f"{title}（第{held // len(v.EVENTS) + 1}期）", content)
        for held in range(len(v.EVENTS), events)
        for title, content in [v.EVENTS[held % len(v.EVENTS)]]
    ]
    days = sorted(dt.date(w.last, rng.randrange(2, 12), rng.randrange(2, 28)) for _ in picks)
    for i, ((title, content), day) in enumerate(zip(picks, days, strict=False)):
        if i:
            flow.new_page()
        _notice(flow, w, s, title, content, day, i)
        _sheet(flow, w, s, title, day)
        _photos(flow, w, title, day)
    return Document(KIND, flow.pages, "开展服务的证明材料（通知、签到表、照片）")


def _notice(flow: Flow, w: World, s: Style, title: str, content: str, day: dt.date, i: int) -> None:
    rng = w.rng("notice" + title)
    red = rng.random() < 0.6
    flow.title(
        name(w),
        22 if len(w.name) < 17 else 19,
        face="song-bold",
        colour=RED if red else (20, 20, 20),
        after=4,
    )
    flow.title(
        f"{w.slug[:1].upper() and w.short[:2]}发〔{day.year}〕{rng.randrange(3, 12) + 9 * i}号",
        11,
        face=s.look.body,
        after=2,
    )
    flow.rule(1.6, RED if red else (20, 20, 20))
    flow.space(18)
    flow.title(f"关于举办{title}的通知", 16, after=12)
    flow.para("各有关企业：", indent=0)
    when = date(day.isoformat(), "{y}年{m}月{d}日")
    flow.para(f"为做好中小企业服务工作，我单位定于{when}举办{title}，{content}。现将有关事项通知如下：")
    flow.para(f"一、时间：{when}，{rng.choice(['上午9:00', '下午2:00', '下午14:30'])}，请提前十分钟签到。")
    flow.para(f"二、地点：{w.city}市{rng.choice(['中小企业服务大厅', '科技大厦报告厅', '创业园多功能厅'])}。")
    flow.para("三、参加人员：中小企业负责人或相关业务人员，每家企业1至2人。")
    flow.para("四、本次活动免费，请于活动前两日电话报名。")
    flow.para(f"联系人：{w.contact}  电话：{w.phone}", after=30)
    issued = day - dt.timedelta(days=rng.randrange(5, 12))
    flow.need(90)
    x = flow.size[0] - flow.margin - 110
    flow.put(name(w), flow.y + 14, x, align="center")
    flow.put(date(issued.isoformat(), "{y}年{m}月{d}日"), flow.y + 38, x, align="center")
    seal(flow, w.name, x + rng.uniform(-15, 15), flow.y + 20, rng)


def _sheet(flow: Flow, w: World, s: Style, title: str, day: dt.date) -> None:
    rng = w.rng("sheet" + title)
    flow.new_page()
    flow.title("签 到 表", 18, after=4)
    flow.put(f"活动名称：{title}    时间：{date(day.isoformat(), s.date)}", flow.y + 8, size=10.5)
    flow.space(18)
    top = flow.y
    rows = [row("序号", "单位名称", "姓名（签名）", "职务", "联系电话")]
    signers = []
    for i, f in enumerate(rng.sample(w.firms, min(rng.randrange(14, 19), len(w.firms))), 1):
        signers.append(person(rng)[0])
        rows.append(
            Row(
                [
                    Cell(str(i)),
                    Cell(f.name, align="left"),
                    Cell(""),
                    Cell(rng.choice(["经理", "总经理", "会计", "厂长", "文员", "主管", "技术员"])),
                    Cell(mobile(rng)),
                ],
                height=29,
            )
        )
    table(flow, [0.08, 0.4, 0.18, 0.12, 0.22], rows, 1, size=10, least=24)
    head = flow.y - 29 * len(signers)
    x = flow.left + flow.room * 0.49
    for i, who in enumerate(signers):
        if head + 29 * i > top:
            sign(flow, who, x, head + 29 * i + 20, rng, 19)


def _photos(flow: Flow, w: World, title: str, day: dt.date) -> None:
    rng = w.rng("photos" + title)
    flow.new_page()
    flow.title("活动照片", 16, after=10)
    for k in (1, 2):
        width = flow.room * rng.uniform(0.86, 0.98)
        flow.stamp(
            marks.photo(rng.choice(["", w.city + "市"]) + title, rng),
            flow.left + (flow.room - width) / 2,
            flow.y,
            width,
            width * 560 / 880,
            ink=False,
        )
        flow.y += width * 560 / 880 + 16
        flow.put(
            f"图{k}  {title}现场（{date(day.isoformat(), '{y}年{m}月{d}日')}）",
            flow.y,
            align="center",
            size=10,
        )
        flow.space(18)
