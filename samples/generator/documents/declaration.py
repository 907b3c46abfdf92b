"""The declaration that the materials are true."""

from __future__ import annotations

from ..applicant import World
from ..layout import Flow
from ..page import Document
from ..style import Style
from .common import dated, name, seal, sign

KIND = "truth-declaration"


def build(w: World, s: Style) -> Document:
    rng = w.rng("declaration")
    flow = Flow(s.look, margin=84)
    flow.y = rng.uniform(90, 130)
    flow.title(rng.choice(["关于申报材料真实性的声明", "申报材料真实性声明", "真实性声明"]), 20, after=26)
    flow.para(f"{w.regulation.issuer}：", indent=0, size=14)
    flow.para(
        rng.choice(
            [
                f"本单位郑重声明：此次申报{w.regulation.programme}所提交的申请报告、附件及有关数据均真实、完整、合法，复印件与原件一致，没有虚报、隐瞒和伪造。",
                f"我单位申报{w.regulation.programme}所报送的全部材料和数据真实有效，复印件均与原件核对无误，并愿意接受主管部门的核查。",
            ]
        ),
        size=14,
    )
    flow.para("如有不实，由本单位承担由此产生的全部责任。", size=14)
    flow.para("特此声明。", size=14, after=50)
    x, y = 200.0, flow.y + 30
    flow.put(["申报单位（盖章）：", name(w)], y, x, size=13)
    flow.put("法定代表人（签字）：", y + 38, x, size=13)
    if w.declaration_signed:
        sign(flow, w.legal, x + 128, y + 40, rng)
    flow.put(["日期：", dated(w.filed, s.date)], y + 76, x, size=13)
    if w.declaration_sealed:
        seal(flow, w.name, x + 150 + rng.uniform(-30, 50), y + rng.uniform(5, 40), rng)
    return Document(KIND, flow.pages, "申报材料真实性声明")
