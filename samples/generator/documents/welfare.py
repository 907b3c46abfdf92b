"""Evidence of the share of free or low-priced services: a table of what was given, and a statement."""

from __future__ import annotations

from .. import vocabulary as v
from ..applicant import World
from ..layout import Flow
from ..page import Document, said
from ..style import Style
from ..table import Cell, row, table
from .common import dated, name, seal
from .narrative import services_given

KIND = "welfare-evidence"


def build(w: World, s: Style) -> Document:
    rng = w.rng("welfare")
    flow = Flow(s.look, foot=False)
    flow.title("公益性服务和低收费服务情况证明", 18, after=10)
    total, free = services_given(w)
    flow.para(
        [
            name(w),
            f"{w.last}年共为中小企业提供服务{total}项次，其中公益性服务和低收费服务{free}项次，占总服务量的",
            said(f"{w.welfare}%", "welfare-ratio", str(w.welfare), w.last),
            "，明细如下：",
        ],
        after=8,
    )
    names = rng.sample(v.SERVICES, 6)
    rows = [row("序号", "服务项目", "服务量（项次）", "其中：公益、低收费", "收费方式", weight=True)]
    wholes, frees = _parts(total, 6), _parts(free, 6)
    for i, item in enumerate(names):
        rows.append(
            row(
                str(i + 1),
                Cell(item, align="left"),
                str(wholes[i]),
                str(frees[i]),
                rng.choice(["免费", "部分免费", "减半收取"]),
            )
        )
    rows.append(row("", "合  计", str(total), str(free), ""))
    table(flow, [0.09, 0.31, 0.2, 0.22, 0.18], rows, 1, size=10.5, least=25)
    flow.space(12)
    flow.para("上述服务均有受理单、签到表和企业评价表备查，免费项目在服务大厅和网站公示。", after=40)
    x = flow.size[0] - flow.margin - 110
    flow.put(w.name, flow.y, x, align="center")
    flow.put(dated(w.filed, "{y}年{m}月{d}日"), flow.y + 24, x, align="center")
    seal(flow, w.name, x, flow.y + 6, rng)
    return Document(KIND, flow.pages, "公益性服务和低收费服务的证明材料")


def _parts(total: int, n: int) -> list[int]:
    """About equal parts of a whole that sum to it, falling a little."""
    parts = [total * (2 * n - i) // (2 * n * n) for i in range(n)]
    parts[0] += total - sum(parts)
    return parts
