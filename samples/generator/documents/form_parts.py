"""Parts of the application form that all layouts share: services and partners, and the part that closes it."""

from __future__ import annotations

from decimal import Decimal

from ..applicant import World
from ..page import Text, said
from ..table import Cell, Row


def services(w: World) -> list[Row]:
    """What the platform can do: qualifications, services with their scale, partners."""
    rng = w.rng("services")
    f, last = w.form, w.form.years[-1]
    share = last.service_revenue / last.revenue * 100
    words, few = w.regulation.wording, w.regulation.served
    at_least = lambda low, high: rng.randrange(few * low // 150, few * high // 150)  # noqa: E731
    cut = [Decimal(str(x)) for x in (0.24, 0.3, 0.26)]
    parts = [int(share * c) for c in cut]
    parts.append(max(1, int(share) - sum(parts)))
    lines = [
        (
            "信息服务：政策发布、网上咨询、线下走访",
            f"{rng.randrange(min(few, last.served), min(few + 18, last.served + 1))}家/{f.activities}次",
            parts[0],
        ),
        (
            "技术服务：检验检测、技术诊断、成果对接",
            f"{at_least(40, 90)}家/{rng.randrange(6, 14)}次",
            parts[1],
        ),
        ("培训服务：管理、技能与政策培训", None, parts[2]),
        ("创业服务：创业辅导、项目推介", f"{at_least(20, 60)}家/{rng.randrange(8, 14)}次", parts[3]),
    ]
    rows = [
        Row([Cell(words.form_ability, 24, align="left", weight=True)]),
        Row(
            [
                Cell("获得专业服务资质情况", 5),
                Cell(
                    "检验检测机构资质认定证书\n中小企业培训服务机构备案\n网站备案（" + w.icp + "）",
                    19,
                    align="left",
                ),
            ],
            height=66,
        ),
        Row(
            [
                Cell(words.form_services, 12),
                Cell("服务规模（家、人/次）", 6),
                Cell("服务收入占年营业收入%", 6),
            ]
        ),
    ]
    for label, scale, part in lines:
        text: Text = scale if scale else [said(str(f.training), "training-attendances", None, w.last), "人次"]
        rows.append(Row([Cell(label, 12, align="left"), Cell(text, 6), Cell(str(part), 6)]))
    rows.append(Row([Cell("合作资源", 5, 2), Cell("签订合作协议的单位", 12), Cell("其他合作单位", 7)]))
    rows.append(
        Row([Cell("、".join(f.partners), 12, align="left"), Cell(rng.choice(["无", "—", ""]), 7)], height=90)
    )
    return rows


def last_part(w: World) -> list[Row]:
    """Part 四, which differs from text to text."""
    kind = w.regulation.wording.form_last
    return {"support": _support, "opinion": _opinion, "recognition": _recognition}.get(kind, lambda _: [])(w)


def _opinion(w: World) -> list[Row]:
    """The prefecture's opinion, blank until it recommends."""
    text = "\n\n\n" + " " * 100 + "单位（公章）：\n" + " " * 100 + "日期："
    return [
        Row([Cell("四、地（州、市）中小企业主管部门推荐意见", 24, align="left", weight=True)]),
        Row([Cell(text, 24, align="left")], height=120),
    ]


def _recognition(w: World) -> list[Row]:
    issuer, number, _ = w.recognition
    text = f"《{issuer}关于公布{w.last - 1}年{w.regulation.recognised_by}中小企业公共服务示范平台名单的通知》（{number}）"
    return [
        Row([Cell("已获认定情况（文件名称及文号）", 6), Cell(text, 18, align="left")], height=60),
    ]


def _support(w: World) -> list[Row]:
    rng = w.rng("support")
    issuer, number, _ = w.recognition
    aid = f"{w.last - 1}年获市级中小企业发展专项资金{rng.randrange(10, 60)}万元；{w.last}年承担中小企业服务券兑付工作。"
    return [
        Row([Cell("四、政府支持情况", 24, align="left", weight=True)]),
        Row([Cell("得到政府扶持的情况", 6), Cell(aid, 18, align="left")], height=70),
        Row(
            [
                Cell("省级示范平台认定或国家部委、全国性行业协会的相关认定的文件名称及文号", 6),
                Cell(
                    f"《{issuer}关于公布{w.last - 1}年省级中小企业公共服务示范平台名单的通知》（{number}）",
                    18,
                    align="left",
                ),
            ],
            height=96,
        ),
    ]
