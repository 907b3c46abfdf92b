"""The letter of commitment (证明事项告知承诺书) of Xinjiang's annex 2, filled in or left blank."""

from __future__ import annotations

from ..applicant import World
from ..layout import Flow
from ..page import Document, Run, Text, said
from ..style import Style
from .common import dated, name, seal, section, sign

KIND = "commitment-letter"
AUTHORITY = "0991-4609657/4523449"  # printed in the annex
TOLD: list[tuple[str, list[str]]] = [
    (
        "（一）证明事项名称",
        [
            "1.法人证书或营业执照（复印件）",
            "2.国家颁发的从业资格（资质）、网站备案、许可证等证明（复印件）",
        ],
    ),
    (
        "（二）设定证明的依据",
        [
            "《新疆维吾尔自治区中小企业公共服务示范平台认定管理办法》",
            "第十一条  被推荐为示范平台的单位需提交下列材料：",
            "……",
            "（二）法人证书或营业执照副本（复印件）；",
            "……",
            "（六）国家颁发的从业资格（资质）、网站备案、许可证等证明（复印件）",
            "……",
        ],
    ),
    (
        "（三）告知承诺适用对象",
        [
            "本证明事项申请人可自主选择是否采用告知承诺替代证明，申请人不愿承诺或无法承诺的，应当提交规定的证明材料。"
        ],
    ),
    (
        "（四）承诺的方式",
        [
            "本证明事项采用书面承诺方式，申请人愿意作出承诺的，应当向行政机关提交本人（本单位）签字（盖章）后的告知承诺书原件。",
            "本证明事项必须由申请人作出承诺，不可代为承诺。",
        ],
    ),
    (
        "（五）承诺的效力",
        [
            "申请人书面承诺已经符合告知的条件、要求，并愿意承担不实承诺的法律责任后，行政机关不再索要有关证明而依据书面承诺办理相关事项。"
        ],
    ),
    (
        "（六）不实承诺的责任",
        [
            "证明事项告知承诺失信行为信息纳入自治区人民政府公共信用信息目录，对执意隐瞒真实情况、提供虚假承诺办理有关事项的，依法作出如下处理：",
            "依法终止事项办理、责令限期整改、撤销行政决定或者予以行政处罚，并纳入有关信用记录，由相关部门按规定实施联合惩戒。涉嫌犯罪的，依法移送司法机关。",
        ],
    ),
    ("（七）承诺书是否公开、公开范围及时限等", ["长期完全公开。"]),
]
PROMISED = [
    "（一）已经知晓行政机关告知的全部内容；",
    "（二）自身已符合行政机关告知的条件、要求，具有完全民事行为能力，已获得国家相关部门颁发的从业资格（资质）、网站备案、许可证等。",
    "（三）愿意承担不实承诺的法律责任；",
    "（四）本单位承诺许可后可核查方式包括：",
    "在线核查、现场核查、协助核查等。",
    "本单位愿意配合对上述内容的调查、核查、核验。",
    "（五）本告知承诺文书中填写的基本信息真实、准确；",
    "（六）上述承诺是申请单位真实的意思表示。",
]


def build(w: World, s: Style) -> Document:
    flow = Flow(s.look)
    small = s.look.size - 0.5
    flow.title("自治区中小企业公共服务示范平台认定", 18, after=0)
    flow.title("证明事项告知承诺书", 18, after=8)
    section(flow, "一、基本信息")
    blank = w.commitment_blank
    filled: list[Text] = [
        "（一）申请事项名称",
        "自治区中小企业公共服务示范平台认定",
        "（二）申请单位",
        ["单位名称：", "" if blank else name(w)],
        ["联系方式：", "" if blank else said(w.phone, "phone")],
        ["证件类型：", "" if blank else "统一社会信用代码证"],
        ["证件编号：", "" if blank else said(w.code, "credit-code")],
        "（三）行政机关",
        f"名称：{w.regulation.issuer}",
        f"联系方式：{AUTHORITY}",
    ]
    for line in filled:
        flow.para(line, size=small, align="left", leading=1.6)
    section(flow, "二、行政机关告知")
    for head, lines in TOLD:
        for line in (head, *lines):
            flow.para(line, size=small, leading=1.6)
    section(flow, "三、申请单位承诺")
    for line in ("申请单位现作出下列承诺：", *PROMISED):
        flow.para(line, size=small, leading=1.6)
    _signing(flow, w, blank)
    return Document(KIND, flow.pages, "证明事项告知承诺书")


def _signing(flow: Flow, w: World, blank: bool) -> None:
    """The applicant to the left, the authority, which has not signed yet, to the right."""
    rng = w.rng("commitment")
    flow.need(190)
    left, right, y = flow.left, flow.left + flow.room * 0.56, flow.y + 36
    flow.put("申请单位：（盖章）", y, left)
    flow.put("行政机关（公章）：", y, right)
    flow.put("（法定代表人或负责人签字）", y + 60, left)
    day: str | Run = "" if blank else dated(w.filed, "{y}年{m}月{d}日")
    flow.put(["日期：", day], y + 96, left)
    flow.put("日期：", y + 96, right)
    flow.put("（本文书一式两份，行政机关与申请人各执一份。）", y + 132, left, size=10)
    if not blank:
        seal(flow, w.name, left + 84 + rng.uniform(-12, 20), y + rng.uniform(4, 20), rng)
        sign(flow, w.legal, left + 140, y + 62, rng, 30)
