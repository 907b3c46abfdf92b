"""服务证明: notices, sign-in sheets, photos, summaries, contracts of services.

Recognised, and of a notice the unit whose letterhead it bears; a glance shows both, so no page is read in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._kinds import mentions, opening, strongest, vocabulary
from extractors._lines import page_lines
from pipeline.model import Claim, Document, Page, Problem, Row
from pipeline.quantity import fold_name

KIND = "service-evidence"
PRODUCES: tuple[str, ...] = ("applicant-name",)
READS = False

_NOTICES = ("的通知", "通知", "的函", "邀请函", "的公告", "的预告")
_HELD = (
    r"举办|举行|召开|开展|组织|参加|邀请|培训|讲座|宣讲|论坛|沙龙|对接会|活动|辅导|大赛|路演|研讨|交流|"
    r"实训|研修|会议|招聘会|诊断|走访|座谈|公开课|训练营"
)
# «关于举办…项目申报培训的通知» calls to an event, whatever that is about.
_RECOGNISED = r"^(?!.*(?:举办|举行|召开).*(?:培训|讲座|宣讲|对接|论坛|沙龙|活动|会|班)).*(?:公布|认定|命名|授予|确认|表彰|通过.*(?:复核|审核)|申报|推荐|入选|批复|备案)"
_SHEETS = vocabulary(
    """
    签到表 签到册 签到簿 签到单 签名表 签到名单 签到表(续) 报到表 参会人员名单 参训人员名单 学员名单
    参训学员名单 培训花名册 学员花名册
    """
)
_PHOTOS = vocabulary(
    """
    活动照片 现场照片 培训照片 活动现场照片 培训现场照片 照片资料 活动图片 现场图片 照片 活动剪影 活动现场
    会议照片 服务照片 活动影像资料 图片资料
    """
)
_PAPERS = vocabulary(
    """
    活动总结 培训总结 工作总结 会议总结 总结 总结报告 活动小结 活动方案 培训方案 实施方案 活动议程 会议议程
    议程 日程安排 日程表 课程表 课程安排 培训计划 活动简报 简报 新闻稿 服务合同 服务合同书 服务协议
    服务协议书 技术咨询合同 咨询合同 委托合同 服务记录 服务记录表 服务登记表 服务台账 活动台账 服务活动台账 活动明细表 活动清单 走访记录 诊断报告
    回访记录 回访表 调查问卷 会议纪要 满意度调查表 满意度测评表 服务反馈表 服务评价单 反馈意见表 活动记录
    活动记录表 活动一览表 活动汇总表 服务证明 服务确认单 服务活动清单 服务案例 典型案例 感谢信 服务证明材料
    培训证明 培训教材 会议手册 活动统计表 培训统计表 培训活动统计表 服务活动统计表 培训情况统计表 培训情况汇总 培训情况汇总表
    培训汇总表 培训一览表 培训情况一览表
    """
)
_OTHERS = (
    "审计|合作|租赁|财务|年度工作|申报|建设方案|劳动|用工|收费"
    "|(?:公益|低收费|免费|无偿).{0,14}(?:一览|汇总|台账|清单|明细|统计)"  # of welfare-evidence
)
# Authorities give notice too; they are not whom a package is about.
_UNIT = re.compile(
    r"[\u3400-\u9fff()]{4,36}(?:公司|中心|研究院|研究所|学院|促进会|协会|商会|学会|联盟)(?:文件)?"
)
_NOTICE = r"^关于.*的?(?:通知|函|公告)$|^[\u3400-\u9fff]{2,8}[〔\[(（【]20\d\d[〕\])）】]第?\d+号$"


def score(pages: Sequence[Page]) -> float | None:
    """A notice of an event, a sign-in sheet, a page of photos, a summary; a photo alone speaks softly."""
    if not pages:
        return None
    page = pages[0]
    found = strongest(
        opening(pages, _NOTICES, only=_HELD, unless=_RECOGNISED),
        opening(pages, _SHEETS, unless="参保|社会保险|社保"),
        opening(pages, _PHOTOS),
        opening(pages, _PAPERS, unless=_OTHERS),
    )
    if found is None and mentions(page, "签到", "姓名", "单位|企业", "电话|手机|联系方式", reach=0.4) >= 4:
        return 0.6
    if found is None and page.photo and sum(len(w.text) for w in page.words) < 60:
        captioned = mentions(page, "现场|合影|活动|培训|会议|宣讲|讲座|论坛|沙龙|签到") > 0
        return 0.6 if captioned else 0.55 if sum(p.photo for p in pages) > 1 else 0.45
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """The unit that gave notice: the letterhead over a document number and «…的通知»."""
    lines = page_lines(document.pages[0])
    if len(lines) < 3 or not _UNIT.fullmatch(head := fold_name(lines[0].text)):
        return
    if any(re.search(_NOTICE, line.text) for line in lines[1:4]):
        page = document.pages[0]
        made = claim(
            page,
            "applicant-name",
            head.removesuffix("文件"),
            kind=KIND,
            box=lines[0].box,
            confidence=lines[0].confidence,
        )
        if made:
            yield made
