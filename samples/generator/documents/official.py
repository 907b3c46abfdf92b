"""Papers of others: the recognition document, qualifications, cooperation agreements, the fee schedule."""

from __future__ import annotations

import datetime as dt

from .. import vocabulary as v
from ..applicant import World
from ..layout import Flow
from ..page import RED, Document, Line, Text, said
from ..style import Style, date
from ..table import Cell, row, table
from .common import dated, name, seal, sign


def since_founding(w: World, days: int) -> dt.date:
    """The earliest day at which a young applicant can have got a paper."""
    return dt.date.fromisoformat(w.established) + dt.timedelta(days=days) if w.young else dt.date.min


def recognition(w: World, s: Style) -> Document:
    """The notice of the province (city, county) with the list that names the applicant."""
    rng = w.rng("recognition")
    issuer, number, day = w.recognition
    year = w.last - 1
    level = w.regulation.recognised_by
    below = {"省级": "各市", "市级": "各县（市、区）"}.get(level, "各乡镇（街道）")
    district = level != "省级"
    where = w.province if level == "省级" else f"{w.city}市"
    flow = Flow(s.look, foot=False)
    flow.y = 80
    flow.title(issuer + "文件", 27 if len(issuer) < 12 else 22, face="song-bold", colour=RED, after=14)
    flow.title(number, 12, face=s.look.body, after=2)
    flow.rule(2, RED)
    flow.space(24)
    flow.title(f"{issuer}关于公布{year}年{level}中小企业公共服务示范平台名单的通知", 17, after=14)
    flow.para(f"{below}{'工业和信息化局' if level != '县级' else ''}，有关单位：", indent=0)
    flow.para(
        [
            f"根据《{where}中小企业公共服务示范平台认定管理办法》，经{below}推荐、专家评审和网上公示，现认定",
            name(w),
            f"等单位为{year}年{level}中小企业公共服务示范平台（名单见附件），有效期三年。",
        ]
    )

    flow.para(
        f"希望各示范平台进一步完善服务功能，提高服务质量，发挥示范带动作用。{below}要加强指导和监督检查，落实支持政策，推动中小企业公共服务体系建设。"
    )
    flow.para(f"附件：{year}年{level}中小企业公共服务示范平台名单", after=40)
    x = flow.size[0] - flow.margin - 110
    flow.put(issuer, flow.y + 14, x, align="center")
    flow.put(dated(day, "{y}年{m}月{d}日"), flow.y + 38, x, align="center")
    seal(flow, issuer, x, flow.y + 18, rng, 128)
    flow.new_page()
    flow.put("附件", flow.y + 10, face=s.look.head)
    flow.space(24)
    flow.title(f"{year}年{level}中小企业公共服务示范平台名单", 16, after=8)
    brands = rng.sample([b for b, _ in v.BRANDS if b not in w.name], 9)
    cities = rng.sample([c for c in v.CITIES if c != w.city], 9)
    if district:
        cities = [w.city] * 9
    names: list[tuple[Text, str]] = [
        (f"{c}{b}{rng.choice(v.LINES)}有限公司", c) for c, b in zip(cities, brands, strict=False)
    ]
    names.insert(rng.randrange(2, 8), (name(w), w.city))
    rows = [row("序号", "单位名称", "服务类别", "所在县（市、区）" if district else "所在市")]
    for i, (n, city) in enumerate(names, 1):
        rows.append(
            row(
                str(i),
                Cell(n, align="left"),
                rng.choice(["综合服务", "技术服务", "培训服务", "信息服务", "创业服务"]),
                "本级" if district else city + "市",
            )
        )
    table(flow, [0.1, 0.5, 0.2, 0.2], rows, 1, size=11, least=27)
    return Document("recognition", flow.pages, f"{level}示范平台认定文件")


def qualification(w: World, s: Style) -> Document:
    """A testing-body certificate, the training registration and the filing page of the web site."""
    rng = w.rng("qualification")
    end = dt.date(w.last + rng.randrange(2, 5), rng.randrange(1, 13), rng.randrange(1, 28))
    flow = Flow(s.look, foot=False, margin=86)
    flow.page.ops.append(Line(((46, 60), (549, 60), (549, 690), (46, 690), (46, 60)), 2, (60, 90, 150)))
    flow.y = 130
    flow.title("检验检测机构", 26, after=0, face="song-bold")
    flow.title("资质认定证书", 30, after=26, face="song-bold")
    flow.para(
        f"证书编号：{rng.randrange(15, 20)}{rng.randrange(10**8, 10**9)}", indent=0, align="left", after=10
    )
    flow.para(["名称：", name(w)], indent=0, align="left", after=10)
    flow.para(f"地址：{w.address}", indent=0, align="left", after=10)
    flow.para(
        "经审查，你机构已具备国家有关法律、行政法规规定的基本条件和能力，现予批准，可以向社会出具具有证明作用的数据和结果，特发此证。资质认定包括检验检测机构计量认证。"
    )
    start = max(end.replace(year=end.year - 6) + dt.timedelta(days=1), since_founding(w, 40))
    flow.space(20)
    flow.para("发证日期：" + date(start.isoformat(), "{y}年{m}月{d}日"), indent=10, align="left")
    flow.para(
        ["有效期至：", dated(end.isoformat(), "{y}年{m}月{d}日", "valid-until")], indent=10, align="left"
    )
    flow.para(f"发证机关：{w.province}市场监督管理局", indent=10, align="left")
    seal(flow, w.province + "市场监督管理局", 400, flow.y - 20, rng)
    flow.new_page()
    flow.y = 96
    flow.title(
        "中小企业培训服务机构备案登记表" if rng.random() < 0.5 else "关于同意培训服务机构备案的函",
        18,
        after=14,
    )
    flow.para(["", name(w), "："], indent=0)
    flow.para(
        f"你单位报送的中小企业培训服务机构备案材料收悉。经审核，符合备案条件，同意备案，备案编号：{w.slug[:2].upper()}PX{rng.randrange(100, 999)}，备案类别为经营管理、市场营销、技术和创业培训。"
    )
    flow.para("请严格按照备案的培训范围开展工作，接受主管部门的监督和评价。", after=36)
    x = 430.0
    flow.put(f"{w.city}市工业和信息化局", flow.y, x, align="center")
    flow.put(
        date(
            max(f"{w.last - 2}-{rng.randrange(3, 12):02d}-16", since_founding(w, 90).isoformat()),
            "{y}年{m}月{d}日",
        ),
        flow.y + 24,
        x,
        align="center",
    )
    seal(flow, f"{w.city}市工业和信息化局", x, flow.y + 6, rng)
    flow.new_page()
    flow.title("ICP/IP地址/域名信息备案管理系统", 15, after=12)
    table(
        flow,
        [0.3, 0.7],
        [
            row("ICP备案主体信息", Cell("", align="left"), weight=True),
            row("主办单位名称", Cell(name(w), align="left")),
            row("主办单位性质", Cell("企业" if not w.npo else "民办非企业单位", align="left")),
            row("网站备案/许可证号", Cell(said(w.icp, "icp-number"), align="left")),
            row("网站名称", Cell(f"{w.city}中小企业服务网", align="left")),
            row("网站首页网址", Cell(said(w.website, "website"), align="left")),
            row(
                "审核通过日期",
                Cell(
                    max(
                        f"{w.last - 3}-{rng.randrange(1, 13):02d}-{rng.randrange(1, 28):02d}",
                        since_founding(w, 75).isoformat(),
                    ),
                    align="left",
                ),
            ),
        ],
        size=11,
        least=30,
    )
    return Document("qualification", flow.pages, "资质证书、备案证明")


def agreements(w: World, s: Style) -> Document:
    """The agreements with every partner of the form, a page each."""
    rng = w.rng("agreements")
    flow = Flow(s.look, foot=False)
    for i, partner in enumerate(w.form.partners):
        if i:
            flow.new_page()
        signed = max(dt.date(w.last - 1, rng.randrange(1, 12), rng.randrange(2, 28)), since_founding(w, 60))
        flow.title("战略合作协议" if i % 2 else "合作协议书", 20, after=10)
        flow.para(["甲方：", name(w)], indent=0)
        flow.para(f"乙方：{partner}", indent=0, after=6)
        flow.para(
            f"为更好地服务{w.city}市中小企业，甲乙双方本着资源共享、优势互补的原则，经协商达成如下协议："
        )
        for k, text in enumerate(
            [
                "甲方负责收集企业需求、组织服务活动和跟踪评价，乙方利用自身专业力量为企业提供服务。",
                "乙方对甲方推荐的小型微型企业给予不低于百分之二十的价格优惠，免费提供初次咨询。",
                "双方指定专人联络，每半年召开一次协调会，互相通报服务情况。",
                f"本协议有效期为五年，自{date(signed.isoformat(), '{y}年{m}月{d}日')}起计算，到期前一个月协商续签。",
                "本协议一式两份，双方各执一份，盖章后生效。",
            ]
        ):
            flow.para(f"{'一二三四五'[k]}、{text}")
        y = flow.y + 60
        x = flow.left + flow.room * 0.55
        flow.put("甲方（盖章）：", y)
        flow.put("乙方（盖章）：", y, x)
        flow.put("代表签字：", y + 34)
        flow.put("代表签字：", y + 34, x)
        sign(flow, w.legal, flow.left + 62, y + 36, rng, 26)
        sign(
            flow,
            rng.choice("赵孙周吴") + rng.choice("志文建") + rng.choice("强华民"),
            x + 62,
            y + 36,
            rng,
            26,
        )
        day = (date if i else dated)(signed.isoformat(), "{y}年{m}月{d}日")  # a document has one date
        flow.put(["签订日期：", day], y + 66)
        seal(flow, w.name, flow.left + 90, y + 16, rng)
        seal(flow, partner, x + 90, y + 16, rng)
    return Document("cooperation-agreement", flow.pages, "合作协议")


def fees(w: World, s: Style) -> Document:
    """The fee schedule with the discount for small and micro firms."""
    rng = w.rng("fees")
    flow = Flow(s.look, foot=False)
    flow.title("服务项目收费标准及优惠规定", 18, after=8)
    rows = [row("序号", "服务项目", "收费标准", "小型微型企业优惠")]
    for i, item in enumerate(rng.sample(v.SERVICES, 9), 1):
        free = rng.random() < 0.4
        rows.append(
            row(
                str(i),
                Cell(item, align="left"),
                "免费" if free else f"{rng.randrange(3, 40) * 100}元/次",
                "免费" if free else rng.choice(["减半收取", "八折", "七折"]),
            )
        )
    table(flow, [0.1, 0.4, 0.25, 0.25], rows, 1, size=11, least=27)
    flow.space(14)
    flow.para("一、以上标准在服务大厅和网站公示，未公示的项目不得收费。")
    flow.para("二、创办三年以内的小型微型企业凭营业执照复印件享受优惠，首次咨询一律免费。", after=40)
    flow.put(w.name, flow.y, 400, align="center")
    seal(flow, w.name, 400, flow.y, rng)
    return Document("fee-schedule", flow.pages, "服务收费标准及优惠规定")
