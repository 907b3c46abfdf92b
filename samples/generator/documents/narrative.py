"""The description that goes with the form (申请相关情况说明): seven sections with figures in prose."""

from __future__ import annotations

from ..applicant import World
from ..layout import Flow
from ..page import Document, Text, said
from ..style import Style, date
from .common import count_said, section, wan_said

KIND = "narrative"
HEADS = [
    "申请单位的基本情况",
    "服务对象所在区域的行业状况",
    "平台管理运营情况",
    "近年来的服务情况",
    "平台服务特色",
    "主要服务业绩及对区域经济的贡献",
    "下一步发展设想",
]


def build(w: World, s: Style) -> Document:
    flow = Flow(s.look)
    title = w.regulation.wording.narrative
    flow.title(title, 16, after=8)
    source: list[tuple[str, Text]] = [("title", title)]
    for i, (head, paragraphs) in enumerate(zip(HEADS, story(w, s), strict=False)):
        heading = s.narrative_numbers.format("一二三四五六七"[i]) + head
        section(flow, heading)
        source += [("head", heading), *(("body", p) for p in paragraphs)]
        for p in paragraphs:
            flow.para(p)
    return Document(KIND, flow.pages, title, source)


def services_given(w: World) -> tuple[int, int]:
    """How often services were given in the year, and how often of it free or at a low price."""
    volume = w.rng("story").randrange(360, 900)
    return volume, round(volume * w.welfare / 100)


def story(w: World, s: Style) -> list[list[Text]]:
    """The paragraphs of each section."""
    rng = w.rng("story")
    f, y, before = w.form, w.form.years[-1], w.form.years[-2]
    me = w.short
    volume, welfare = services_given(w)
    rng.randrange(360, 900)
    founded = said(date(w.established, "{y}年{m}月{d}日"), "established-on", w.established)
    basics: list[Text] = [
        [
            w.name + f"（以下简称“{me}”）成立于",
            founded,
            f"，住所在{w.city}市，是当地较早专门从事中小企业服务的机构。现有服务场地",
            count_said(f.area, "premises-area"),
            "平方米，设有服务窗口、洽谈区、培训教室和检测实验室，可同时接待多家企业办事。",
        ],
        rng.choice(["自成立起，", "多年来，"])
        + f"{me}以解决企业实际困难为出发点，从政策咨询和代办事务起步，逐年增加了技术诊断、检验检测、人才培训和融资对接等服务，形成了线上受理、线下办理、结果回访的工作流程。",
        [
            "目前共有从业人员",
            count_said(f.staff, "staff-count"),
            "人，设综合管理部、企业服务部、技术服务部、培训部和信息部。骨干人员来自制造企业、科研院所和专业机构，熟悉企业的生产经营情况。",
        ],
    ]
    region: list[Text] = [
        f"{w.industry}是{w.city}市的支柱产业之一，聚集了一批规模以下的配套企业。这些企业普遍缺少检测设备和专职研发人员，对政策的了解也不及时，亟需专业机构提供成本较低的公共服务。",
        f"{w.last}年上半年，{me}走访了辖区内的重点园区，汇总企业反映的问题，集中在融资渠道、用工培训、产品检测和市场开拓四个方面，平台的服务项目据此设置。",
    ]
    running: list[Text] = [
        "单位制定了服务规范、收费公示、客户回访、专家管理、档案管理和绩效考核等制度，实行首问负责和限时办结。每季度对服务质量进行检查，结果与绩效工资挂钩；每年安排业务人员参加继续教育和职称评审。",
        [
            f"{w.last}年度实现营业收入",
            wan_said(y.revenue, "revenue", w.last, s.wan),
            "万元，其中服务收入",
            wan_said(y.service_revenue, "service-revenue", w.last, s.wan),
            "万元，收支平衡并略有结余，能够持续运营。",
        ],
    ]
    service: list[Text] = [
        [
            f"{w.last}年，{me}共服务中小企业",
            count_said(y.served, "served-count", w.last),
            f"家，{before.year}年为",
            count_said(before.served, "served-count", before.year),
            "家。服务对象以本市小型微型企业和创办三年以内的企业为主，方式包括上门服务、集中培训、网上咨询和专家坐诊。",
        ],
        [
            "全年组织各类服务活动",
            said(str(f.activities), "service-activities", None, w.last),
            "次，内容涉及政策宣讲、技术诊断、项目推介和银企对接；线上线下培训合计",
            said(str(f.training), "training-attendances", None, w.last),
            "人次。",
        ],
        [
            f"收费项目和标准在服务大厅和网站公示，对小型微型企业减半收取。全年提供服务{volume}项次，其中免费或低收费的公益性服务{welfare}项次，公益性服务占总服务量的",
            said(f"{w.welfare}%", "welfare-ratio", str(w.welfare), w.last),
            "。",
        ],
    ]
    special: list[Text] = [
        "一是窗口前移，在三个园区设立服务站，企业不出园区就能提交需求；二是资源共享，将本单位和合作机构的仪器设备、专家、课程编入统一目录，企业按需选用；三是全程留痕，每项服务都有受理单、过程记录和评价表。",
        "平台网站提供政策检索、需求发布、在线培训和进度查询，线上提交的需求由专人在一个工作日内联系，线上线下服务相互衔接。",
    ]
    effect: list[Text] = [
        [
            "年末对服务企业进行了问卷回访，企业满意度为",
            said(f"{w.satisfaction}%", "satisfaction-ratio", str(w.satisfaction), w.last),
            "。多家企业在平台协助下解决了产品质量问题，取得了专利和管理体系认证。",
        ],
        f"典型案例：一家从事{w.industry}的小企业因产品一致性差被客户退货，平台安排检测并组织专家两次进厂，调整了热处理工艺，三个月后重新取得订单，并新增就业岗位。",
    ]
    plan: list[Text] = [
        f"{w.last + 1}年将继续扩大服务覆盖面，增加数字化转型诊断和绿色制造咨询两类服务，更新检测设备，完善专家库和项目库，力争服务企业数量和质量同步提高。"
    ]
    return [basics, region, running, service, special, effect, plan]
