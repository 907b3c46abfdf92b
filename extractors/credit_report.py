"""信用报告: what 信用中国 or the publicity system says of the applicant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors._binding import bind
from extractors._claims import claim
from extractors._kinds import mentions, opening, vocabulary
from extractors._labels import label
from extractors._segments import segments
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "credit-report"
PRODUCES: tuple[str, ...] = (
    "applicant-name", "credit-code", "legal-representative", "established-on", "address", "signed-on",
    "organisation-type",
)  # fmt: skip
READS = True

_TITLES = vocabulary(
    """
    信用报告 信用信息报告 公共信用信息报告 信用信息概况 信用信息查询报告 信用查询报告 企业信用报告
    信用信息公示报告 信用核查报告 信用信息概览 公共信用报告 信用信息 信用记录 信用证明 无违法违规证明
    信用中国 信用信息查询结果 信用查询结果 信用评价报告 信用等级证书
    """
)


def score(pages: Sequence[Page]) -> float | None:
    """A title about credit, or the words of such a report («行政处罚», «严重失信», «守信激励»)."""
    found = opening(pages, _TITLES, unless="承诺|声明|代码|担保|授信|服务信用信息平台")
    words = (
        "信用中国|信用报告|信用信息",
        "行政处罚",
        "失信|黑名单|异常名录",
        "守信|红名单|行政许可",
        "统一社会信用代码",
    )
    if found is None and pages and mentions(pages[0], *words) >= 4:
        return 0.7
    return found


_LABELS = (
    label("applicant-name", "企业名称 主体名称 机构名称 单位名称 法人名称 信用主体名称 查询主体 被查询单位 名称"),
    label("credit-code", "统一社会信用代码 社会信用代码"),
    label("legal-representative", "法定代表人姓名 法定代表人/负责人 法定代表人 负责人"),
    label("established-on", "成立日期 注册日期 成立时间"),
    label("address", "住所 注册地址 企业地址 地址"),
    label("organisation-type", "企业类型 主体类型 机构类型 法人类型"),
    label("signed-on", "报告生成日期 报告生成时间 生成日期 生成时间 报告日期 报告时间 查询日期 查询时间 出具日期 下载时间 打印日期 报告出具日期"),
    label("", "报告编号 登记机关 注册资本 经营范围 状态 登记状态 行政许可 行政处罚 查询机构"),
)  # fmt: skip


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Whose report it is, as its first pages say, and when it was made."""
    done: set[str] = set()
    for page in document.pages[:3]:
        for b in bind(page, segments(page), _LABELS):
            quantity = b.label.quantities[0]
            if not b.text or quantity in done:
                continue
            made = claim(page, quantity, b.text, kind=KIND, box=b.box, confidence=b.confidence, read=b.read)
            if made:
                done.add(quantity)
                yield made
