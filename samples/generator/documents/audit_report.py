"""The annual audit report: cover, opinion, statements, notes, the firm's certificate."""

from __future__ import annotations

from .. import marks
from ..applicant import World
from ..identity import credit_code
from ..layout import Flow
from ..page import Document, Line, Picture, said
from ..style import Style
from . import notes, statements
from .common import dated, name, seal, section, sign

KIND = "audit-report"
OPINIONS = {"unqualified": "审计意见", "qualified": "保留意见"}


def build(w: World, s: Style) -> Document:
    rng = w.rng("audit")
    year = w.audited[1].year
    look = s.audit
    flow = Flow(look)
    number = f"{w.auditor[len(w.city) :][:2]}{rng.choice(['会审字', '审字'])}〔{year + 1}〕第{rng.randrange(20, 400):04d}号"
    signed = f"{year + 1}-{rng.randrange(2, 5):02d}-{rng.randrange(3, 29):02d}"
    _cover(flow, w, year, number, signed)
    flow.new_page()
    _opinion(flow, w, s, year, number)
    flow.space(24)
    signing(flow, w, s, signed, "audit")
    statements.balance(flow, w, s)
    statements.income(flow, w, s)
    statements.cash(flow, w, s)
    notes.notes(flow, w, s)
    _certificate(flow, w)
    return Document(KIND, flow.pages, f"{year}年度审计报告")


def audit_name(w: World) -> str:
    return w.audit_name or w.name


def _cover(flow: Flow, w: World, year: int, number: str, signed: str) -> None:
    rng = w.rng("audit-cover")
    flow.y = 120
    flow.title(name(w, audit_name(w)), 18, after=8)
    flow.title([said(f"{year}年度", "audit-period", str(year)), "财务报表"], 16, after=14)
    flow.title("审计报告", 34, spread=18, after=12, weight=True)
    flow.title(said(number, "audit-report-number"), 13, face=flow.look.body, after=60)
    coded = signed >= "2022-10-01"
    digits = (
        f"{w.icp_letter}{str(year + 1)[2:]}{''.join(rng.choice('0123456789ABCDEFGHJKLMNPQRSTUVWXYZ') for _ in range(10))}"
        if coded
        else f"{rng.randrange(10**15, 10**16)}"
    )
    y = 470.0
    site = "http://acc.mof.gov.cn" if coded else "https://bb.example.org"
    flow.page.ops.append(
        Picture(250, y, 92, 92, marks.qr(f"{site}/check?code={digits if digits.isascii() else digits[1:]}"))
    )
    flow.put(
        [("报告编码：" if coded else rng.choice(["防伪编号：", "报备编号："])), said(digits, "audit-code")],
        y + 112,
        align="center",
        size=10.5,
    )
    flow.put(
        "您可使用手机扫码或进入注册会计师行业统一监管平台进行查验"
        if coded
        else "本报告可在省注册会计师协会网站查验真伪",
        y + 130,
        align="center",
        size=9,
    )
    flow.put(said(w.auditor, "audit-firm"), 690, align="center", size=15)


def _opinion(flow: Flow, w: World, s: Style, year: int, number: str) -> None:
    who = audit_name(w)
    base = "民间非营利组织会计制度" if w.npo else "小企业会计准则"
    sheet, result = ("业务活动表", "业务活动成果") if w.npo else ("利润表", "经营成果")
    flow.title("审 计 报 告", 20, after=2)
    flow.put(said(number, "audit-report-number"), flow.y + 12, align="right", size=flow.look.size)
    flow.space(26)
    flow.para([name(w, who), "：" if w.npo else "全体股东："], indent=0)
    qualified = w.audit_opinion == "qualified"
    section(flow, "一、保留意见" if qualified else "一、审计意见")
    flow.para(
        f"我们审计了{who}（以下简称“贵单位”）财务报表，包括{year}年12月31日的资产负债表，{year}年度的{sheet}、现金流量表以及财务报表附注。"
    )
    if qualified:
        flow.para(
            [
                said(
                    "我们认为，除“形成保留意见的基础”部分所述事项可能产生的影响外，",
                    "audit-opinion",
                    "qualified",
                ),
                f"后附的财务报表在所有重大方面按照{base}的规定编制，公允反映了贵单位{year}年12月31日的财务状况以及{year}年度的{result}和现金流量。",
            ]
        )
        section(flow, "二、形成保留意见的基础")
        flow.para(
            "贵单位期末其他应收款中有部分款项账龄较长，我们未能取得充分、适当的审计证据以判断其可收回性。"
        )
    else:
        flow.para(
            [
                f"我们认为，后附的财务报表在所有重大方面按照{base}的规定编制，",
                said("公允反映", "audit-opinion", "unqualified"),
                f"了贵单位{year}年12月31日的财务状况以及{year}年度的{result}和现金流量。",
            ]
        )
        section(flow, "二、形成审计意见的基础")
    flow.para(
        "我们按照中国注册会计师审计准则的规定执行了审计工作。审计报告的“注册会计师对财务报表审计的责任”部分进一步阐述了我们在这些准则下的责任。按照中国注册会计师职业道德守则，我们独立于贵单位，并履行了职业道德方面的其他责任。我们相信，我们获取的审计证据是充分、适当的，为发表审计意见提供了基础。"
    )
    section(flow, "三、管理层和治理层对财务报表的责任")
    flow.para(
        f"管理层负责按照{base}的规定编制财务报表，使其实现公允反映，并设计、执行和维护必要的内部控制，以使财务报表不存在由于舞弊或错误导致的重大错报。在编制财务报表时，管理层负责评估贵单位的持续经营能力。治理层负责监督贵单位的财务报告过程。"
    )
    section(flow, "四、注册会计师对财务报表审计的责任")
    flow.para(
        "我们的目标是对财务报表整体是否不存在由于舞弊或错误导致的重大错报获取合理保证，并出具包含审计意见的审计报告。合理保证是高水平的保证，但并不能保证按照审计准则执行的审计在某一重大错报存在时总能发现。"
    )
    flow.para(
        "在按照审计准则执行审计工作的过程中，我们运用职业判断，并保持职业怀疑。同时，我们识别和评估重大错报风险，设计和实施审计程序以应对这些风险；了解与审计相关的内部控制；评价管理层选用会计政策的恰当性和作出会计估计的合理性；评价财务报表的总体列报、结构和内容。"
    )


def signing(flow: Flow, w: World, s: Style, signed: str, topic: str) -> None:
    """The block where two accountants and the firm sign."""
    rng = w.rng(topic + "-signing")
    flow.need(170)
    y = flow.y + 34
    flow.put(said(w.auditor, "audit-firm"), y, flow.left, size=11)
    flow.put("（盖章）", y + 20, flow.left + 60, size=11)
    x = flow.left + 246
    typed = rng.random() < 0.6
    for i, cpa in enumerate(w.cpas[: w.signers]):
        yy = y + i * 52
        flow.put("中国注册会计师：", yy, x, size=11)
        sign(flow, cpa, x + 92, yy + 2, rng, 26)
        if typed:
            flow.put(f"（{cpa}）", yy + 18, x + 6, size=9.5)
        if rng.random() < 0.75:
            flow.stamp(marks.square_seal(cpa, rng), x + 170, yy - 24, 32)
    flow.put("中国·" + w.city, y + 112, flow.left, size=11)
    flow.put(dated(signed, "words" if s.audit_date == "words" else "{y}年{m}月{d}日"), y + 112, x, size=11)
    seal(flow, w.auditor, flow.left + 86 + rng.uniform(-20, 30), y + rng.uniform(0, 30), rng)
    flow.y = y + 130


def _certificate(flow: Flow, w: World) -> None:
    """The audit firm's practice certificate or licence, whose code is not the applicant's."""
    rng = w.rng("audit-certificate")
    flow.new_page()
    flow.y = 150
    for inset in (40, 46):
        flow.page.ops.append(
            Line(
                ((inset, 90), (595 - inset, 90), (595 - inset, 560), (inset, 560), (inset, 90)),
                1.2,
                (140, 110, 60),
            )
        )
    licence = rng.random() < 0.5
    flow.title("营业执照" if licence else ["会计师事务所", "执业证书"][0], 26, after=0, face="song-bold")
    if not licence:
        flow.title("执 业 证 书", 26, after=0, face="song-bold")
    flow.space(24)
    rows = [
        ("名    称", w.auditor),
        ("首席合伙人", w.cpas[0]),
        ("经营场所", f"{w.city}市{rng.choice(['人民路', '建设街', '中山路'])}{rng.randrange(2, 200)}号"),
    ]
    if licence:
        rows = [
            ("统一社会信用代码", credit_code(rng, "91", w.region)),
            *rows,
            ("成立日期", f"{rng.randrange(2002, 2012)}年{rng.randrange(1, 13)}月{rng.randrange(1, 28)}日"),
        ]
    else:
        rows += [
            ("组织形式", "普通合伙"),
            ("执业证书编号", f"{w.region[:2]}0{rng.randrange(10000, 99999)}"),
            ("批准执业文号", f"{w.icp_letter}财会〔{rng.randrange(2002, 2012)}〕{rng.randrange(3, 60)}号"),
        ]
    for label, value in rows:
        flow.para(f"{label}：{value}", indent=2, size=13, align="left", after=6)
    seal(
        flow,
        w.province + "财政厅" if not licence else w.city + "市市场监督管理局",
        420,
        500,
        rng,
    )
