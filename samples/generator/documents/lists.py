"""The lists of the application report: staff, equipment, served enterprises."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from .. import marks
from ..applicant import World
from ..layout import Flow
from ..page import LANDSCAPE, Document, Text, said
from ..style import Style, plain
from ..table import Cell, Row, Rules, row, table
from ..world import percent, wan
from .common import counted, seal, wan_said
from .roster_columns import STAFF_COLUMNS

RATINGS = ("satisfied", "basically-satisfied", "dissatisfied")
WORDS = {"satisfied": "满意", "basically-satisfied": "基本满意", "dissatisfied": "不满意"}


def _stamp(flow: Flow, w: World, topic: str) -> None:
    """On some packages, the unit seals its list across the last rows."""
    rng = w.rng("stamp/" + topic)
    if rng.random() < 0.4:
        seal(
            flow,
            w.name,
            flow.size[0] - flow.margin - rng.uniform(70, 170),
            max(120.0, flow.y - rng.uniform(0, 60)),
            rng,
        )
        flow.page.note = "seal across the rows"


def ruled(w: World, s: Style, topic: str, inner: str) -> Rules:
    """The lines that a list shows, as the style has them."""
    return Rules(
        inner,
        sides=s.open_sides is False,
        double=s.double_frame,
        tone=s.line_tone,
        worn=w.rng("worn/" + topic) if s.worn_rules else None,
        cut=s.cut_rows,
    )


def staff(w: World, s: Style) -> Document:
    rng = w.rng("roster")
    flow = Flow(s.look, margin=rng.uniform(44, 62))
    words = w.regulation.wording
    flow.title(words.roster, 15, after=8)
    columns = STAFF_COLUMNS[s.roster_columns]
    rows = [row(*[Cell(h, weight=True) for h, _, _ in columns])]
    for i, p in enumerate(w.staff, 1):
        record: dict[str, Any] = {
            "number": i,
            "name": p.name,
            "sex": p.sex,
            "age": p.age,
            "education": p.education,
            "position": p.position,
            "title": p.title,
            "duty": p.duty,
        }
        values = record | {"school": p.school, "phone": p.phone}
        rows.append(row(*[str(values[key]) for _, key, _ in columns], record=("staff-roster", record)))
    table(
        flow,
        [c[2] for c in columns],
        rows,
        1,
        s.repeat_head,
        ruled(w, s, "roster", s.rules),
        s.table_size,
        least=22,
    )
    if words.roster_note:
        flow.put(words.roster_note, flow.y + 16, size=10)
    both = sum(p.degree and p.titled for p in w.staff)
    either = sum(p.degree or p.titled for p in w.staff)
    flow.claim(counted("staff-count", len(w.staff), accept=(str(len({(p.name, p.age) for p in w.staff})),)))
    _stamp(flow, w, "roster")
    flow.claim(counted("qualified-staff-count", both, accept=(str(either),)))
    flow.claim(
        counted(
            "qualified-staff-ratio",
            percent(both, len(w.staff)),
            accept=(str(percent(either, len(w.staff))),),
            tolerance="0.06",
        )
    )
    return Document("staff-roster", flow.pages, words.roster)


def equipment(w: World, s: Style) -> Document:
    rng = w.rng("equipment")
    flow = Flow(s.look, margin=rng.uniform(48, 66))
    flow.title("主要服务设备、仪器及软件清单", 15, after=6)
    in_wan = rng.random() < 0.6
    flow.put(f"单位名称：{w.name}", flow.y + 8, size=9.5)
    flow.put("金额单位：" + ("万元" if in_wan else "元"), flow.y + 8, align="right", size=9.5)
    flow.space(16)
    show = lambda v: f"{wan(v):.2f}" if in_wan else plain(v)  # noqa: E731
    rows = [
        row(
            *[
                Cell(h, weight=True)
                for h in (
                    "序号",
                    "设备（仪器、软件）名称",
                    "型号规格",
                    "数量（台/套）",
                    "单价",
                    "购置金额",
                    "购置时间",
                    "备注",
                )
            ]
        )
    ]
    total = Decimal(0)
    for i, item in enumerate(w.items, 1):
        total += item.cost
        record = {"number": i, "name": item.name, "model": item.model, "quantity": item.quantity}
        rows.append(
            row(
                str(i),
                Cell(item.name, align="left"),
                item.model,
                str(item.quantity),
                Cell(show(item.price), align="right"),
                Cell(show(item.cost), align="right"),
                item.bought,
                "",
                record=("equipment-list", record),
            )
        )
    n = sum(i.quantity for i in w.items)
    cost = (
        wan_said(wan(total), "equipment-cost")
        if in_wan
        else said(plain(total), "equipment-cost", plain(total))
    )
    rows.append(
        Row(
            [
                Cell("合  计", 3),
                Cell(said(str(n), "equipment-count", accept=(str(len(w.items)),))),
                Cell(""),
                Cell(cost, align="right"),
                Cell(""),
                Cell(""),
            ]
        )
    )
    table(
        flow,
        [0.07, 0.25, 0.14, 0.12, 0.12, 0.12, 0.11, 0.07],
        rows,
        1,
        s.repeat_head,
        Rules("grid"),
        s.table_size,
        least=21,
    )
    return Document("equipment-list", flow.pages, "主要服务设备、仪器及软件清单")


def _rated(kind: str, rng: random.Random, rating: str, top: str) -> Cell:
    """A cell that bears the mark of its column: drawn, or typed."""
    if kind == "typed":
        return Cell(rng.choice("√✓✓"), size=11)
    if kind == "word":
        return Cell(top if rating == "satisfied" else WORDS[rating], size=7.5)
    if kind == "one":
        return Cell("1")
    return Cell("", mark=marks.tick(kind, rng))


def served(w: World, s: Style) -> Document:
    rng = w.rng("served")
    flow = Flow(s.look, LANDSCAPE if s.served_landscape else (595.0, 842.0), margin=rng.uniform(40, 56))
    flow.title("服务的中小企业名单及服务评价表", 15, after=8)
    top = rng.choice(["满意", "满意", "很满意"])
    one = s.one_rating
    order = {
        "plain": ["number", "name", "contact", "phone", "service"],
        "reordered": ["number", "name", "service", "contact", "phone"],
        "industry": ["number", "name", "industry", "contact", "phone", "service"],
    }[s.served_columns]
    heads = {
        "number": ("序号", 0.06),
        "name": (rng.choice(["服务企业名称", "企业名称"]), s.name_column),
        "contact": ("联系人", 0.09),
        "phone": ("联系电话", 0.17),
        "service": (rng.choice(["服务内容简述", "接受服务内容"]), 0.19),
        "industry": ("所属行业", 0.12),
    }
    label = rng.choice(["企业满意度", "企业满意度", "对所受服务的总体评价"])
    if one:
        rows = [Row([Cell(heads[k][0], weight=True) for k in order] + [Cell(label, weight=True)])]
        widths = [heads[k][1] for k in order] + [0.13]
    else:
        rows = [
            Row([Cell(heads[k][0], down=2, weight=True) for k in order] + [Cell(label, 3, weight=True)]),
            Row([Cell(top), Cell("基本满意"), Cell("不满意")]),
        ]
        widths = [heads[k][1] for k in order] + [0.07, 0.07, 0.07]
    for i, f in enumerate(w.firms, 1):
        record: dict[str, Any] = {
            "number": i,
            "name": f.name,
            "contact": f.contact,
            "phone": f.phone,
            "service": f.service,
            "rating": f.rating,
        }
        values = record | {"industry": f.industry}
        cells = [
            Cell(str(values[k]), align="left" if k in ("name", "service") and not s.form_boxes else "center")
            for k in order
        ]
        if one:
            cells.append(Cell(top if f.rating == "satisfied" else WORDS.get(f.rating or "", "")))
        else:
            cells += [
                _rated(s.mark, rng, r, top)
                if f.rating == r
                else Cell("", mark=marks.tick("empty", rng) if s.mark in ("box", "filled") else None)
                for r in RATINGS
            ]
        rows.append(Row(cells, ("served-enterprises", record)))
    words = w.regulation.wording
    if words.served_total:
        total = w.served_total or w.form.years[-1].served
        text: Text = ["上一年度共服务企业 ", said(str(total), "served-count", None, w.last), " 家"]
        rows.append(Row([Cell(text, len(widths), align=rng.choice(["left", "center"]))], height=24))
    table(
        flow,
        widths,
        rows,
        1 if one else 2,
        s.repeat_head,
        ruled(w, s, "served", s.served_rules),
        min(s.table_size, 9.5),
        pad=3,
        least=rng.choice([20.0, 22.0, 24.0]),
    )
    if words.served_note:
        flow.put(words.served_note, flow.y + 16, size=10)
    _stamp(flow, w, "served")
    good, middling, poor = (sum(f.rating == r for f in w.firms) for r in RATINGS)
    n = len(w.firms)
    distinct = len({f.name for f in w.firms})
    period = w.last if words.served_total else None
    flow.claim(counted("served-count", n, period, accept=(str(n), str(distinct))))
    flow.claim(counted("satisfied-count", good))
    flow.claim(counted("basically-satisfied-count", middling))
    flow.claim(counted("dissatisfied-count", poor))
    flow.claim(
        counted(
            "satisfaction-ratio",
            percent(good, n),
            accept=(str(percent(good + middling, n)),),
            tolerance="0.06",
        )
    )
    return Document("served-enterprises", flow.pages, "服务的中小企业名单及服务评价表")
