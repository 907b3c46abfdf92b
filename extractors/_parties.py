"""Who a paper is about and until when it holds: parties of contracts, terms, areas, closing dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors._claims import claim
from extractors._lines import page_lines, union
from extractors._opinions import flowing
from extractors._signing import closing_date
from pipeline.model import Box, Claim, Page
from pipeline.quantity import parse_date, squeeze

# An organisation's name, as long as it goes.
UNIT = (
    r"[\u3400-\u9fffA-Za-z0-9()·]{2,36}(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|\(普通合伙\)|\(有限合伙\)|中心|研究院|研究所|学院|学校|"
    r"协会|商会|联合会|促进会|学会|基金会|服务站|事务所|联盟|合作社|大学|园区|医院|院|社|局|委员会|政府|银行|支行|分行)(?:\([^()]{2,10}\))?"
)
# «2025年4月2» without 日 has lost a digit as likely as not.
DATE = r"(?:19|20)\d{2}年\d{1,2}月(?:\d{2}日?|\d日)|(?:19|20)\d{2}[./-]\d{1,2}[./-]\d{1,2}(?!\d)|[二一][〇○零一二三四五六七八九0O]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_GAP = r"[_\s:：]*"
_TERM = re.compile(
    rf"(?:自|从|由|期限|期为|有效期)?{_GAP}({DATE}){_GAP}(?:零时|0时)?起?{_GAP}(?:[,，]?至|到|[-—–~～]{{1,2}}){_GAP}({DATE})"
)
_UNTIL = re.compile(
    rf"(?:有效期限?|有效日期|使用期限|证书有效期|有效期限?截止日?期?|到期日?|截止日期|期限|租期|届满日期)(?:为|[:：])*(?:自.{{2,14}}?起?)?(?:至|到|止)?(?:为|[:：])*{_GAP}({DATE})(?!起)"
)
# «有效期三年，自发文之日起至…»: a length before the end.
_LENGTH = r"(?:为)?[一二两三四五六七八九十\d]{1,3}(?:周?年|个月)"
_LENGTH_UNTIL = re.compile(
    rf"(?:有效期限?|期限|租期)(?:为|[:：])*{_LENGTH}[,，、(]{{0,2}}(?:自[^。;；]{{2,20}}?起)?(?:至|到){_GAP}({DATE})"
)
_MONTH = r"(?:19|20)\d{2}年\d{1,2}月(?![\d日])"
_MONTHS = re.compile(
    rf"(?:有效期限?|期限|租期)(?:为|[:：])*(?:{_LENGTH})?[,，、(]{{0,2}}[自从]?{_GAP}({_MONTH})起?(?:[,，]?至|到|[-—–~～]{{1,2}}){_GAP}({_MONTH})"
)
_AREA = re.compile(
    rf"(?P<what>(?:房屋)?建筑面积|总建筑面积|使用面积|租赁面积|租用面积|出租面积|总面积|房屋面积|场地面积|实际面积|计租面积|套内面积|面积)(?:共计|合计|总计|约|为|共|是|\([^()]{{1,8}}\)){{0,3}}{_GAP}"
    rf"(?:[〇零壹贰叁肆伍陆柒捌玖拾佰仟万点]{{2,16}}(?:平方米|平米)?[(（])?"
    rf"(?P<n>\d[\d,，]*(?:\.\d+)?){_GAP}(?:平方米|平方|平米|㎡|m2|M2|m²)?"
)
_SIGNED = re.compile(
    rf"(?:签订|签署|签约|签字|签定|订立)(?:合同)?(?:日期|时间|于)(?:为|[:：])*{_GAP}({DATE})|(?:合同|协议)(?:于)({DATE})(?:签订|签署)"
)
_DATE_ALONE = re.compile(rf"(?:(?:日期|时间|签[订约署]日期)[:：]?)?({DATE})")
_SURE = 0.9
_DOUBTED = 0.7  # below the floor of the checks


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a contract as its head names it."""

    side: str
    role: str
    name: str
    box: Box | None
    page: Page
    confidence: float


_SIDE = re.compile(
    r"^(?P<label>(?:出租|承租|租赁|租用|委托|受托|服务|合作|转租|许可|被许可|借用|出借|使用|产权)?(?:方|人|单位)?(?:[甲乙丙丁]方)?)(?P<hint>(?:[(（][^()（）:：]{1,24}[)）]){0,2})(?P<colon>[:：]?)(?P<name>.*)$"
)


def parties(page: Page, reach: float = 0.6) -> Iterator[Party]:
    """The parties that the head of a contract names, in order; a name may stand on the next line."""
    lines = page_lines(page)
    for i, line in enumerate(lines):
        if line.box[1] > reach * page.height:
            return
        text = line.text.replace("（", "(").replace("）", ")")
        for start in _side_starts(text):
            m = _SIDE.match(text[start[0] : start[1]])
            if not m or not m["label"] or len(m["label"]) < 2:
                continue
            label = m["label"] + m["hint"]
            rest = m["name"].strip("_:： ")
            box, sure = line.box, line.confidence
            if not rest and i + 1 < len(lines) and re.match(UNIT, lines[i + 1].text):
                rest, box, sure = (
                    lines[i + 1].text,
                    union([box, lines[i + 1].box]),
                    min(sure, lines[i + 1].confidence),
                )
            name = re.match(rf"{UNIT}|[\u3400-\u9fff·]{{2,4}}$", rest)
            if not name or (not m["colon"] and "方" not in label):
                continue
            side = next((s for s in "甲乙丙丁" if s + "方" in label), "")
            role = (
                "tenant"
                if re.search("承租|租用|租赁方|借用方|使用方", label)
                else "landlord"
                if re.search("出租|产权|出借|转租", label)
                else ""
            )
            yield Party(side, role, name.group(0), box, page, sure)


def _side_starts(text: str) -> list[tuple[int, int]]:
    """Both parties may stand on one line: «甲方：…公司  乙方：…公司»."""
    cuts = [0] + [
        m.start()
        for m in re.finditer(r"(?<!^)(?:承租方|出租方|[甲乙丙丁]方)(?:[(（][^()（）]{1,24}[)）])?[:：]", text)
        if m.start() > 6
    ]
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True))


def term(page: Page) -> tuple[str, str | None, Box | None, float, str] | None:
    """(end, start, box, confidence, text) of the first term that a page names."""
    text = flowing(page)
    if m := _TERM.search(text.text) or _MONTHS.search(text.text):
        start, end = parse_date(m.group(1)), parse_date(m.group(2))
        if start and end and end > start:
            box, sure = text.spot(m.start(), m.end())
            return end, start, box, sure, text.raw(m.start(), m.end())
    if m := _UNTIL.search(text.text) or _LENGTH_UNTIL.search(text.text):
        end = parse_date(m.group(1))
        if end:
            box, sure = text.spot(m.start(), m.end())
            return end, None, box, sure, text.raw(m.start(), m.end())
    return None


def area(page: Page) -> tuple[str, Box | None, float, str] | None:
    """(square metres, box, confidence, text): a total before a building's area, that before others."""
    text = flowing(page)
    found = [
        m
        for m in _AREA.finditer(text.text)
        if not re.search(r"宗地|土地|公摊|分摊", text.text[max(0, m.start() - 6) : m.start()])
    ]
    if not found:
        return None

    def merit(m: re.Match[str]) -> tuple[bool, bool, int]:
        total = bool(re.search("总|共|合计", m.group(0)))
        return total, "建筑" in m["what"] or "租" in m["what"], -m.start()

    m = max(found, key=merit)
    box, sure = text.spot(m.start("n"), m.end())
    return m["n"].replace(",", "").replace("，", ""), box, sure, text.raw(m.start(), m.end())


def signed(pages: Sequence[Page], kind: str) -> Claim | None:
    """The date on which a paper was signed: its label's, else the date that closes it."""
    for page in reversed(pages):
        text = flowing(page)
        places = list(_SIGNED.finditer(text.text))
        if places:
            m = places[-1]
            value = m.group(1) or m.group(2)
            box, sure = text.spot(m.start(), m.end())
            return claim(
                page,
                "signed-on",
                value,
                kind=kind,
                box=box,
                confidence=sure,
                read=text.raw(m.start(), m.end()),
            )
    for page in reversed(pages):
        if dated := _settled(page):
            return claim(
                page, "signed-on", dated[0], kind=kind, box=dated[2], confidence=dated[3], read=dated[1]
            )
    return None


def _settled(page: Page) -> tuple[str, str, Box, float] | None:
    """The closing date. Where the two sides' dates part, the later of those surely read, else the surest: doubted.

    One of them is mostly under a stamp.
    """
    dated = closing_date(page)
    if dated is None:
        return None
    y0, y1 = dated[2][1], dated[2][3]
    dates = [dated]
    for w in page.words:
        m = _DATE_ALONE.fullmatch(squeeze(w.text))
        value = parse_date(m.group(1)) if m else None
        beside = abs(w.box[1] + w.box[3] - y0 - y1) / 2 < y1 - y0
        if m and value and len(value) == 10 and beside:
            dates.append((value, m.group(1), w.box, w.confidence))
    if len({d[0] for d in dates}) == 1:
        return dated
    sure = [d for d in dates if d[3] >= _SURE]
    value, read, box, confidence = max(sure) if sure else max(dates, key=lambda d: d[3])
    return value, read, box, min(confidence, _DOUBTED)


def until(pages: Sequence[Page], kind: str) -> Claim | None:
    """The end of the first term that any page names."""
    for page in pages:
        if found := term(page):
            end, _, box, sure, read = found
            return claim(page, "valid-until", end, kind=kind, box=box, confidence=sure, read=read)
    return None


_NAMED = re.compile(
    rf"(?:主办单位名称|主办单位|单位名称|企业名称|机构名称|公司名称|持证单位|证书持有者|证书持有人|申请单位|获证单位|被认定单位|认证委托人|委托人|权利人|所有权人|"
    rf"著作权人|专利权人|主体名称|参保单位(?:名称)?|缴费单位(?:名称)?|组织名称|组织|名称)[:：]?{_GAP}({UNIT})"
)
_ATTESTED = re.compile(
    rf"(?:兹证明|证明|兹有|兹授予|授予|认定|核定|批准|同意|确认)[:：]?(?:贵单位|你单位)?({UNIT})(?=等|经|符合|具备|已|为|被|通过|从事|的|荣|[,，]|在|获|$)"
)
_ADDRESSED = re.compile(rf"^(?:兹?授予|认定|颁给|兹认定)?[:：]?({UNIT})[:：]?$")


def holder(page: Page) -> tuple[str, Box | None, float] | None:
    """(name, box, confidence) of the unit that a certificate or filing names as its holder."""
    for line in page_lines(page):
        text = line.text
        m = _NAMED.search(text)
        if m is None and re.search("[:：]", text):
            m = _ADDRESSED.match(text)
        if m and not re.search(r"发证|颁发|登记机关|审批|主管|会计师事务所|各|局:", text[: m.end()]):
            return m.group(1), line.box, line.confidence
    flow = flowing(page)
    m = _ATTESTED.search(flow.text)
    if m and not re.search(r"局$|厅$|委员会$|政府$", m.group(1)):
        box, sure = flow.spot(m.start(1), m.end(1))
        return m.group(1), box, sure
    for grid in page.grids:
        for c in grid.cells:
            m = _ATTESTED.search(squeeze(c.text))
            if m:
                return m.group(1), c.box, c.confidence
    return None
