"""Papers about the people: the list of insured staff, and copies of degrees and titles, several a page."""

from __future__ import annotations

import random
import re

from ..applicant import Person, World
from ..layout import Flow
from ..page import Document, Line, said
from ..style import Style
from ..table import Cell, Row, row, table
from .common import counted, dated, name, seal

KINDS = ("养老保险", "医疗保险", "失业保险", "工伤保险", "生育保险")


def identity_number(rng: random.Random, w: World, p: Person) -> str:
    """An identity number with its middle masked, as such lists are printed."""
    return f"{w.region[:2]}****{w.last - p.age}********{rng.randrange(100, 1000)}{rng.choice('0123456789X')}"


def insurance(w: World, s: Style) -> Document:
    """The list of the last month of the year; a line a person, or a line for each of a person's insurances."""
    rng = w.rng("insurance")
    flow = Flow(s.audit, margin=50, foot=False)
    every = rng.random() < 0.4
    month = f"{w.last}{rng.choice(['-12', '12', '年12月'])}"
    flow.title(
        rng.choice(["社会保险缴费清单", "单位参保人员缴费明细表", "社会保险参保缴费证明"]), 17, after=8
    )
    flow.para(["单位名称：", name(w)], indent=0, align="left", size=10)
    flow.para(
        ["统一社会信用代码：", said(w.code, "credit-code"), f"    费款所属期：{month}"],
        indent=0,
        align="left",
        size=10,
        after=4,
    )
    insured = w.staff[: len(w.staff) - w.uninsured]
    rows = [
        row("序号", "姓名", "证件号码", "险种", "缴费年月", "缴费基数", "单位缴纳", "个人缴纳", weight=True)
    ]
    n = 0
    for p in insured:
        number, base = identity_number(rng, w, p), rng.randrange(3600, 7200)
        for kind in KINDS[:3] if every else ("五险合计",):
            n += 1
            record = {"number": n, "name": p.name, "id-number": number, "insurance": kind, "month": month}
            k = 0.16 if kind == "养老保险" else 0.27 if not every else 0.06
            rows.append(
                Row(
                    [
                        *[Cell(t) for t in (str(n), p.name, number, kind, month)],
                        *[Cell(f"{v:.2f}", align="right") for v in (base, base * k, base * k * 0.4)],
                    ],
                    ("social-insurance", record),
                )
            )
    table(flow, [0.06, 0.1, 0.24, 0.12, 0.11, 0.12, 0.13, 0.12], rows, 1, True, size=9, pad=2.5, least=18)
    flow.claim(counted("staff-count", len(insured), w.last))
    flow.need(60)
    printed = f"{w.last + 1}-{rng.randrange(1, 5):02d}-{rng.randrange(3, 27):02d}"
    flow.put(["打印日期：", dated(printed, "{y}-{m:02d}-{d:02d}")], flow.y + 24, align="right", size=10)
    office = f"{w.city}市社会保险事业中心"
    flow.put(f"经办机构：{office}", flow.y + 24, size=10)
    seal(flow, office, 420, flow.y + 14, rng, foot="业务专用章")
    return Document("social-insurance", flow.pages, "社会保险缴费清单")


def certificates(w: World, s: Style) -> Document:
    """Copies of degree and title side by side, four people a page."""
    rng = w.rng("certificates")
    flow = Flow(s.look, margin=44, foot=False)
    people = [p for p in w.staff if p.degree and p.titled]
    width, height = 245.0, 172.0
    for i, p in enumerate(people):
        if i % 4 == 0:
            if i:
                flow.new_page()
            flow.title("学历、职称证书复印件" if i == 0 else "学历、职称证书复印件（续）", 15, after=0)
        top = 92.0 + (i % 4) * (height + 8)
        _degree(flow, w, p, flow.left, top, width, height, rng)
        _rank(flow, w, p, flow.left + width + 12, top, width, height, rng)
    return Document("personnel-certificate", flow.pages, "学历、职称证明")


def _frame(flow: Flow, x: float, y: float, width: float, height: float, colour: tuple[int, int, int]) -> None:
    for g in (0.0, 4.0):
        ring = (
            (x + g, y + g),
            (x + width - g, y + g),
            (x + width - g, y + height - g),
            (x + g, y + height - g),
        )
        flow.page.ops.append(Line((*ring, ring[0]), 0.9, colour))


def _portrait(flow: Flow, x: float, y: float) -> None:
    """Where the photograph was, as a dark patch of a copy."""
    ring = ((x, y), (x + 40, y), (x + 40, y + 52), (x, y + 52), (x, y))
    flow.page.ops.append(Line(ring, 0.6, (120, 120, 120)))
    head = ((x + 13, y + 18), (x + 20, y + 10), (x + 27, y + 18), (x + 20, y + 28), (x + 13, y + 18))
    flow.page.ops.append(Line(head, 5, (110, 110, 110)))
    flow.page.ops.append(
        Line(((x + 7, y + 48), (x + 14, y + 36), (x + 26, y + 36), (x + 33, y + 48)), 6, (90, 90, 90))
    )


def _degree(
    flow: Flow, w: World, p: Person, x: float, y: float, width: float, height: float, rng: random.Random
) -> None:
    _frame(flow, x, y, width, height, (150, 60, 60))
    where, major = re.match(r"(.*(?:大学|学院))(.*)", p.school).groups()  # type: ignore[union-attr]
    home = w.province.replace("维吾尔自治区", "")
    school = home + where[1:] if where[0] == "省" else w.city + where
    flow.put("毕 业 证 书", y + 30, x + width / 2, "center", 15, "song-bold")
    year = w.last - p.age + 22
    flow.y = y + 40
    level = (
        "专科（大专）"
        if p.education == "大专"
        else "硕士研究生"
        if "硕士" in p.education
        else "博士研究生"
        if "博士" in p.education
        else "本科"
    )
    flow.para(
        f"学生{p.name}，性别{p.sex}，于{year - 4}年9月至{year}年7月在本校{major}专业学习，学制期满，修完{level}教学计划规定的全部课程，成绩合格，准予毕业。",
        size=9, x=x + 14, room=width - 76, leading=1.45,
    )  # fmt: skip
    _portrait(flow, x + width - 56, y + 48)
    flow.put(f"校名：{school}", y + height - 34, x + 14, size=9)
    flow.put(
        f"证书编号：{rng.randrange(10**9, 10**10)}{year}0{rng.randrange(10**4, 10**5)}",
        y + height - 18,
        x + 14,
        size=8,
    )
    seal(flow, school, x + width - 60, y + height - 36, rng, 58)


def _rank(
    flow: Flow, w: World, p: Person, x: float, y: float, width: float, height: float, rng: random.Random
) -> None:
    _frame(flow, x, y, width, height, (60, 90, 60))
    office = f"{w.province}人力资源和社会保障厅"
    flow.put("专业技术职务任职资格证书", y + 28, x + width / 2, "center", 12, "song-bold")
    year = max(w.last - p.age + 30, w.last - 12)
    lines = [
        f"姓    名：{p.name}",
        f"性    别：{p.sex}",
        f"资格名称：{p.title}",
        f"批准时间：{min(year, w.last - 1)}年{rng.randrange(9, 13)}月",
        f"证书编号：{rng.randrange(10**7, 10**8)}",
    ]
    for i, line in enumerate(lines):
        flow.put(line, y + 54 + i * 20, x + 72, size=9.5)
    _portrait(flow, x + 16, y + 50)
    seal(flow, office, x + width - 58, y + height - 46, rng, 64)
