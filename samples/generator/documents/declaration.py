"""The declaration that the materials are true: in the text's own words where it prints them, else freely."""

from __future__ import annotations

from ..applicant import World
from ..layout import Flow
from ..page import Document, said
from ..style import Style
from .common import dated, name, seal, sign

KIND = "truth-declaration"


def build(w: World, s: Style) -> Document:
    return _printed(w, s) if w.regulation.wording.declaration else _free(w, s)


def _free(w: World, s: Style) -> Document:
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


def _printed(w: World, s: Style) -> Document:
    """The page of the application report; it has no place for a date."""
    rng = w.rng("declaration")
    flow = Flow(s.look, margin=84)
    flow.y = rng.uniform(90, 140)
    flow.title("申报材料真实性声明", 20, after=30)
    flow.para(w.regulation.wording.declaration, size=14, after=40)
    x, y = 200.0, flow.y + 20
    flow.put(["联系人：", said(w.contact, "contact")], y, x, size=13)
    flow.put(["电  话：", said(w.phone, "phone")], y + 34, x, size=13)
    flow.put(["申报单位（盖章）：", name(w)], y + 100, x, size=13)
    flow.put("法定代表人（签字）：", y + 150, x, size=13)
    if w.declaration_signed:
        sign(flow, w.legal, x + 128, y + 152, rng)
    if w.declaration_sealed:
        seal(flow, w.name, x + 150 + rng.uniform(-30, 40), y + rng.uniform(95, 125), rng)
    return Document(KIND, flow.pages, "申报材料真实性声明")
