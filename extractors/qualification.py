"""资质、许可、备案: certificates of institutions, licences of a trade, a website's filing page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._binding import bind
from extractors._claims import claim
from extractors._kinds import mentions, opening, vocabulary
from extractors._labels import label
from extractors._lines import page_lines
from extractors._opinions import flowing
from extractors._parties import UNIT, holder, term
from extractors._segments import segments
from extractors._torn_labels import mended
from pipeline.model import Box, Cell, Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "qualification"
PRODUCES: tuple[str, ...] = (
    "applicant-name", "credit-code", "legal-representative", "address", "valid-until", "icp-number", "website",
)  # fmt: skip
READS = True

_TITLES = vocabulary(
    """
    资质证书 资质认定证书 资质认定 计量认证证书 认可证书 实验室认可证书 体系认证证书 管理体系认证证书
    认证证书 经营许可证 业务经营许可证 增值电信业务经营许可证 人力资源服务许可证 劳务派遣经营许可证
    办学许可证 融资担保业务经营许可证 融资性担保机构经营许可证 许可证 许可证书 备案证 备案证明 备案证书
    备案通知书 备案登记表 备案登记证明 备案表 备案回执 备案凭证 备案信息 备案查询结果 备案信息查询结果
    备案信息查询 备案查询 备案管理系统 资格证 机构资格证书 资质等级证书 等级证书 高新技术企业证书
    技术贸易资格证 代理机构执业许可证 专利代理机构注册证 软件企业证书 著作权登记证书
    计算机软件著作权登记证书 专利证书 商标注册证 授权书 机构证书 开户许可证 登记备案证明
    检验检测机构资质认定证书 网站备案信息 域名证书 培训机构资质 实训基地证书
    """
)


_OTHERS = "学历|学位|职称|职务|技能等级|职业资格|执业资格|学籍|不动产|土地|租赁|登记备案申请|专业技术|服务示范|网站备案号$"
_CERTIFIED = re.compile(rf"兹?证明[:：]?(?P<n>{UNIT})$|(?P<coded>{UNIT})[(（,，]统一社会信用代码")
_CODED = re.compile(rf"(?:^|[,，。:：])(?:同意|核准|批准|兹)?({UNIT})[(（][^()（）]{{0,6}}统一社会信用代码")
_LEADER = re.compile(r"(?:法定代表人|法人代表)(?:姓名)?[:：]([\u3400-\u9fff·]{2,12})")
_LABELS = (
    label("legal-representative", "法定代表人姓名 法定代表人 法人代表", glued=True),
    label("address", "机构地址 单位地址 注册地址 经营地址 住所地址 地址 住所", glued=True),
    label("", "机构名称 单位名称 企业名称 名称 机构性质 单位性质 类型 服务范围 业务范围 经营范围 许可范围 有效期至 有效期限 有效期 "
              "发证机关 发证日期 颁发日期 证书编号 许可证编号 编号 统一社会信用代码", glued=True),
)  # fmt: skip
_ISSUER = re.compile(
    r"(?:发证|颁证|颁发|批准|审批|备案|认证|评定|登记|许可)(?:机关|机构|单位|部门)|(?:认证|评定|检测|检验)[\u3400-\u9fff]{0,6}(?:公司|中心)$"
)
_NAMES = tuple(name for known in _LABELS for name in known.names)
_SPACED = ("名称", "类型", "住所", "地址")
_ADDRESS = re.compile(r"[省市县区].*[路街道号]")
_CODE = re.compile(r"统一社会信用代码[:：]?([0-9A-Za-z]{18})(?![0-9A-Za-z])")
_FILING = (
    "备案号|备案/许可证号",
    "主办单位",
    "网站(?:名称|首页|域名|负责人)|域名",
    "审核(?:通过)?(?:时间|日期)",
)


def score(pages: Sequence[Page]) -> float | None:
    """The title of a certificate of an institution, or the words of a website's filing page."""
    if not pages:
        return None
    page = pages[0]
    if mentions(page, "会计师事务所") and mentions(page, "执业证书|首席合伙人|主任会计师"):
        return None  # the audit firm's own paper
    found = opening(pages, _TITLES, unless=_OTHERS)
    if found is None and mentions(page, *_FILING) == len(_FILING):
        return 0.8
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Holder, end of validity, and of a website's filing its number and address; page by page."""
    for page in document.pages:
        held = holder(page) or _certified(page)
        if held:
            made = claim(page, "applicant-name", held[0], kind=KIND, box=held[1], confidence=held[2])
            if made:
                yield made
            said = [c for c in (_code(page), _led(page), *_labelled(page)) if c]
            yield from {c.quantity: c for c in reversed(said)}.values()  # the first of each
        if found := term(page):
            end, _, box, sure, read = found
            made = claim(page, "valid-until", end, kind=KIND, box=box, confidence=sure, read=read)
            if made:
                yield made
        yield from _website(page)


def _certified(page: Page) -> tuple[str, Box | None, float] | None:
    """Whom a certificate names on a line of its own, or before its credit code; whom a filing's table lists."""
    for line in page_lines(page):
        if m := _CERTIFIED.match(line.text):
            return m.group("n") or m.group("coded"), line.box, line.confidence
    flow = flowing(page)
    if m := _CODED.search(flow.text):
        return m.group(1), *flow.spot(m.start(1), m.end(1))
    listed = next(_under(page, "主办单位名称|主办单位|单位名称"), None)
    if listed and re.fullmatch(UNIT, squeeze(listed.text)):
        return squeeze(listed.text), listed.box, listed.confidence
    return None


def _code(page: Page) -> Claim | None:
    """The holder's credit code, behind its label."""
    flow = flowing(page)
    if m := _CODE.search(flow.text):
        box, sure = flow.spot(m.start(1), m.end(1))
        return claim(page, "credit-code", m.group(1), kind=KIND, box=box, confidence=sure)
    return None


def _led(page: Page) -> Claim | None:
    """The holder's legal representative, where a certificate names one on a line of its own or in its table."""
    for line in page_lines(page):
        if m := _LEADER.fullmatch(line.text):
            return claim(
                page, "legal-representative", m.group(1), kind=KIND, box=line.box, confidence=line.confidence
            )
    return None


def _labelled(page: Page) -> Iterator[Claim]:
    """Who leads the holder and where it sits, behind labels as on a licence; the address of a website is none."""
    whole = mended(page, _NAMES, _SPACED)
    issued = min((line.box[1] for line in page_lines(page) if _ISSUER.search(line.text)), default=page.height)
    for b in bind(whole, segments(whole), _LABELS):
        if b.box and b.box[1] > issued:
            continue  # what stands below its name is the issuer's own
        quantity = b.label.quantities[0]
        if quantity and b.text and (quantity != "address" or _ADDRESS.search(squeeze(b.text))):
            made = claim(
                page, quantity, squeeze(b.text), kind=KIND, box=b.box, confidence=b.confidence, read=b.read
            )
            if made:
                yield made


def _under(page: Page, heading: str) -> Iterator[Cell]:
    """The cells under a heading of a table that has its headings in a row."""
    for grid in page.grids:
        for c in grid.cells:
            if c.row == 0 and grid.columns > 2 and re.fullmatch(heading, squeeze(c.text)):
                yield from (b for b in grid.cells if b.column == c.column and b.row == c.row + c.row_span)


def _website(page: Page) -> Iterator[Claim]:
    """Number and address of a filing; the site's own number (…号-1) goes before the holder's."""
    numbers: list[Claim] = []
    sites: list[Claim] = []
    for line in page_lines(page):
        if "ICP" in line.text.upper():
            made = claim(page, "icp-number", line.text, kind=KIND, box=line.box, confidence=line.confidence)
            numbers += [made] if made else []
        if re.search("网址|域名|首页|网站", line.text):
            made = claim(page, "website", line.text, kind=KIND, box=line.box, confidence=line.confidence)
            sites += [made] if made else []
    for c in _under(page, ".*(?:备案号|许可证号|备案编号)"):
        made = claim(page, "icp-number", c.text, kind=KIND, box=c.box, confidence=c.confidence)
        numbers += [made] if made else []
    for c in _under(page, ".*(?:网址|域名|网站首页|首页地址)"):
        made = claim(page, "website", c.text, kind=KIND, box=c.box, confidence=c.confidence)
        sites += [made] if made else []
    if numbers:
        yield max(numbers, key=lambda c: len(c.value))
        # Only beside a filing is an address the applicant's own; the register's own stands over it.
        if sites := [c for c in sites if "miit.gov" not in c.value]:
            yield max(sites, key=lambda c: (c.value.startswith(("www", "http")), len(c.value)))
