"""The application report's cover and the application form (申请表), as its text prints it or set freely."""

from __future__ import annotations

import random

from ..applicant import World
from ..layout import Flow
from ..page import Document
from ..style import Style
from ..table import Rules, table
from . import form_free, form_parts, form_printed
from .common import counted, dated, name, seal

KIND = "application-form"


def build(w: World, s: Style) -> Document:
    rng = w.rng("form")
    flow = Flow(s.look)
    _cover(flow, w, s)
    flow.new_page()
    flow.title(w.regulation.programme + "申请表", 16, after=8)
    if w.regulation.own_form:
        _printed(flow, w, s, rng)
    else:
        form_free.write(flow, w, s)
    table(
        flow,
        [1 / 24] * 24,
        form_parts.services(w) + form_parts.last_part(w),
        size=s.table_size,
        pad=5,
        least=rng.uniform(24, 32),
    )
    flow.claim(
        counted("partner-count", len(w.form.partners), accept=(str(len(w.form.partners)),)),
        len(flow.pages) - 1,
    )
    return Document(KIND, flow.pages, "申请表")


def _printed(flow: Flow, w: World, s: Style, rng: random.Random) -> None:
    rows = form_printed.rows(w, s, rng.random() < 0.5)
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


def _cover(flow: Flow, w: World, s: Style) -> None:
    rng = w.rng("cover")
    spread = rng.choice([2, 6])
    flow.y = 150
    flow.title(
        w.regulation.programme,
        22 if len(w.regulation.programme) < 18 else 19,
        after=16,
        spread=spread if len(w.regulation.programme) < 14 else 1,
    )
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
