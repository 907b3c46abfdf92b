"""Proof of the premises: the lease, and a title certificate for what is owned."""

from __future__ import annotations

from ..applicant import World
from ..identity import capitals
from ..layout import Flow
from ..page import Document, Line, said
from ..style import Style, date
from .common import count_said, dated, name, seal, section, sign


def lease(w: World, s: Style) -> Document:
    rng = w.rng("lease")
    flow = Flow(s.look)
    signed, start, end = w.lease
    rent = rng.randrange(8, 60)
    flow.title(rng.choice(["房屋租赁合同", "办公用房租赁合同", "租赁合同"]), 20, after=10)
    flow.para(f"出租方（甲方）：{w.landlord}", indent=0)
    flow.para(["承租方（乙方）：", name(w, w.lease_name or w.name)], indent=0, after=6)
    flow.para(
        "根据《中华人民共和国民法典》及有关规定，甲乙双方在平等、自愿的基础上，就房屋租赁事宜订立本合同。"
        if int(signed[:4]) > 2020
        else "根据《中华人民共和国合同法》及有关规定，甲乙双方在平等、自愿的基础上，就房屋租赁事宜订立本合同。"
    )
    section(flow, "第一条  租赁房屋")
    flow.para(
        [
            f"甲方将位于{w.address}的房屋出租给乙方，建筑面积",
            count_said(w.lease_area or w.form.leased, "premises-leased", underline=True),
            "平方米，用作办公及中小企业服务场所。",
        ]
    )
    section(flow, "第二条  租赁期限")
    flow.para(
        [
            "租赁期自",
            date(start, "{y}年{m}月{d}日"),
            "起至",
            dated(end, "{y}年{m}月{d}日", "valid-until"),
            "止。租赁期满，甲方有权收回房屋，乙方需续租的，应提前两个月书面提出。",
        ]
    )
    section(flow, "第三条  租金及支付方式")
    flow.para(
        f"年租金为人民币{rent}.00万元（大写：{capitals(rent)}），乙方于每年1月31日前一次付清。水、电、暖和物业费用由乙方承担。"
    )
    for i, (head, text) in enumerate(
        [
            (
                "房屋使用与维修",
                "乙方应合理使用房屋，不得擅自改变房屋结构和用途。房屋主体的维修由甲方负责，日常维护由乙方负责。",
            ),
            ("转租", "未经甲方书面同意，乙方不得将房屋转租给第三方。"),
            ("违约责任", "任何一方违约的，应向守约方支付相当于一个月租金的违约金，并赔偿由此造成的损失。"),
            ("争议的解决", "因履行本合同发生争议，由双方协商解决；协商不成的，向房屋所在地人民法院起诉。"),
            ("其他", "本合同一式四份，双方各执两份，自双方签字盖章之日起生效。"),
        ]
    ):
        section(flow, f"第{'四五六七八'[i]}条  {head}")
        flow.para(text)
    flow.need(170)
    y = flow.y + 40
    right = flow.left + flow.room * 0.52
    flow.put(f"甲方（盖章）：{w.landlord if len(w.landlord) < 12 else ''}", y, size=11)
    flow.put("乙方（盖章）：", y, right, size=11)
    flow.put("代表人（签字）：", y + 34, size=11)
    flow.put("代表人（签字）：", y + 34, right, size=11)
    sign(
        flow,
        rng.choice("王李张刘") + rng.choice("建国永文") + rng.choice("军平华"),
        flow.left + 84,
        y + 36,
        rng,
        26,
    )
    sign(flow, w.legal, right + 84, y + 36, rng, 26)
    flow.put(["签订日期：", dated(signed, "{y}年{m}月{d}日")], y + 68, size=11)
    flow.put("签订日期：" + date(signed, "{y}年{m}月{d}日"), y + 68, right, size=11)
    seal(flow, w.landlord, flow.left + 90, y + 16, rng)
    seal(flow, w.lease_name or w.name, right + 100, y + 16, rng)
    return Document("premises-lease", flow.pages, "房屋租赁合同")


def title(w: World, s: Style) -> Document:
    """A certificate of immovable property in the applicant's name."""
    rng = w.rng("title")
    flow = Flow(s.look, margin=90)
    flow.y = 120
    for inset in (60, 65):
        flow.page.ops.append(
            Line(
                ((inset, 90), (595 - inset, 90), (595 - inset, 640), (inset, 640), (inset, 90)),
                1,
                (160, 60, 60),
            )
        )
    flow.title("不动产权证书", 26, after=10, face="song-bold")
    flow.title(
        f"{w.icp_letter}（{w.last - 4}）{w.city}市不动产权第{rng.randrange(10000, 90000):07d}号",
        12,
        face="song",
        after=20,
    )
    for label, value in [
        ("权利人", name(w)),
        ("共有情况", "单独所有"),
        ("坐落", w.address),
        ("不动产单元号", w.region + "".join(rng.choice("0123456789") for _ in range(22))),
        ("权利类型", "国有建设用地使用权/房屋所有权"),
        ("权利性质", "出让/市场化商品房"),
        ("用途", "科研办公"),
        (
            "面积",
            ["房屋建筑面积：", said(f"{w.form.owned}.00", "premises-owned", str(w.form.owned)), "平方米"],
        ),
        ("使用期限", f"国有建设用地使用权至{w.last + 36}年12月31日止"),
    ]:
        flow.para([label + "：", *(value if isinstance(value, list) else [value])], indent=0, after=7)
    seal(flow, w.city + "市自然资源和规划局", 420, 590, rng, foot="不动产登记专用章")
    return Document("premises-title", flow.pages, "不动产权证书")
