"""The business licence and the certificates of other legal persons (domain B4.1, B4.2).

营业执照 (2019 layout and older), 事业单位法人证书, 民办非企业单位登记证书, 社会团体法人登记证书. Labels are
letter-spaced, values wrap and no lines are ruled. 负责人 of a branch and 执行事务合伙人 are no legal
representatives and are not claimed as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors._binding import Bound, bind
from extractors._claims import claim, code_holds, credit_code
from extractors._kinds import vocabulary
from extractors._labels import find, label
from extractors._lines import union
from extractors._segments import Segment, of_words, segments
from extractors._titles import headings
from extractors._torn_labels import mended
from pipeline.contents import is_contents
from pipeline.model import Claim, Document, Page, Problem, Row, Word
from pipeline.quantity import parse_date, squeeze

KIND = "licence"
READS = True
PRODUCES: tuple[str, ...] = (
    "credit-code", "applicant-name", "organisation-type", "legal-representative", "registered-capital",
    "established-on", "valid-until", "address",
)  # fmt: skip
TITLES = ("营业执照", "营业执照副本", "营业执照正本", "企业法人营业执照", "事业单位法人证书", "民办非企业单位登记证书", "社会团体法人登记证书",
          "民办非企业单位(法人)登记证书", "基金会法人登记证书", "农民专业合作社法人营业执照", "社会服务机构登记证书")  # fmt: skip

_SORTS = {
    "民办非企业单位登记证书": "民办非企业单位",
    "民办非企业单位(法人)登记证书": "民办非企业单位",
    "社会服务机构登记证书": "社会服务机构",
    "社会团体法人登记证书": "社会团体",
    "事业单位法人证书": "事业单位",
    "基金会法人登记证书": "基金会",
}
LABELS = (
    label("credit-code", "统一社会信用代码 社会信用代码"),
    label("applicant-name", "企业名称 单位名称 机构名称 名称", glued=True),
    label("organisation-type", "主体类型 企业类型 公司类型 类型", glued=True),
    label("legal-representative", "法定代表人姓名 法定代表人", glued=True),
    label("registered-capital", "注册资本 注册资金 开办资金 出资额 成员出资总额", "万元", glued=True),
    label("established-on", "成立登记日期 设立登记日期 成立日期 设立日期 注册日期 登记日期 成立时间 设立时间", glued=True),
    label("valid-until", "营业期限 经营期限 有效期限 有效期 证书有效期", glued=True),
    label("address", "住所 经营场所 营业场所 主要经营场所 注册地址 地址", glued=True),
    label("", "经营范围 业务范围 宗旨和业务范围 宗旨 经费来源 举办单位 登记机关 登记管理机关 发证机关 业务主管单位 活动地域 "
              "负责人 执行事务合伙人 经营者 注册号 组织形式 证书编号 编号 发证日期 核准日期 法人代码", glued=True),
)  # fmt: skip
_MARKS = vocabulary(
    "名称 类型 住所 法定代表人 注册资本 成立日期 营业期限 经营范围 登记机关 统一社会信用代码 举办单位 开办资金 宗旨和业务范围 "
    "经费来源 业务主管单位 登记管理机关"
)
_NAMES = tuple(name for known in LABELS for name in known.names)
_FROM_TO = re.compile(r"[自从]?\d{4}年\d{1,2}月\d{1,2}日?起?[至到—–~-]+(\d{4}年\d{1,2}月\d{1,2})日?止?")
_SPACED = vocabulary("名称 类型 住所")  # labels of two glyphs, which stand wide apart


def score(pages: Sequence[Page]) -> float | None:
    """A title, or the labels that only a licence has together; a sentence that mentions a licence is neither."""
    if not pages or is_contents(pages[0]):
        return None
    page = pages[0]
    marks = _marks(page)
    for h in headings(page, TITLES, prefix=0, reach=0.65):
        beside = 0.05 if len(marks) >= 2 else -0.15
        return round(max(0.0, min(1.0, h.score + beside)), 4)
    if (
        len(marks) >= 5
        and {"登记机关", "登记管理机关", "营业期限", "经营范围", "举办单位"} & marks
        and page.ruled < 12
    ):
        return 0.72
    return None


def _marks(page: Page) -> set[str]:
    text = [squeeze(w.text) for w in page.words]
    return {m for m in _MARKS if any(t.startswith(m) for t in text)}


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """The values of each side, once each; the code from the print and from the QR code."""
    seen: set[tuple[str, str]] = set()
    endless = any("长期" in squeeze(w.text) for p in document.pages for w in p.words)
    for page in (mended(p, _NAMES, _SPACED) for p in document.pages):
        # Words that only happen to stand in columns are no table: their values wrap.
        every = segments(replace(page, grids=tuple(g for g in page.grids if g.reader == "ruled")))
        labelled = list(_labelled(page, every))
        ended = endless or any(
            q == "valid-until" for q, _ in seen | {(c.quantity, c.value) for c in labelled}
        )
        if not ended and (term := _term(page)):
            labelled.append(term)
        if not any(c.quantity == "organisation-type" for c in labelled) and (sort := _by_title(page)):
            labelled.append(sort)
        for made in (*_code(page, every), *labelled):
            if (made.quantity, made.value) not in seen:
                seen.add((made.quantity, made.value))
                yield made


def _code(page: Page, every: Sequence[Segment]) -> Iterator[Claim]:
    """The credit code. A misprint of the reader (checksums fail) gives way to a QR code that holds."""
    scanned = next((c for q in page.codes if (c := credit_code(q.text)) and c[1]), None)
    box = next((q.box for q in page.codes if (c := credit_code(q.text)) and c[1]), None)
    printed: Claim | None = None
    for k, s in enumerate(every):
        text = re.sub(r"^.*?信用代码[:：]?|[(（]\d[-–]\d[)）]|副本|编号[:：]?\S*$", "", s.text)
        found = credit_code(text) or (
            credit_code(every[k + 1].text) if text == "" and k + 1 < len(every) else None
        )
        if found is None:
            continue
        made = claim(
            page, "credit-code", found[0], kind=KIND, box=s.box, confidence=s.confidence, read=s.text
        )
        if made and (printed is None or code_holds(made.value) > code_holds(printed.value)):
            printed = made
    if printed and (scanned is None or code_holds(printed.value) or printed.value == scanned[0]):
        yield printed
    if scanned and (printed is None or printed.value != scanned[0]):
        made = claim(page, "credit-code", scanned[0], kind=KIND, box=box, confidence=0.98, reader="qr")
        if made:
            yield made


def _term(page: Page) -> Claim | None:
    """The end of the one term printed on a page, wherever its label stands: nothing else there runs from day to day."""
    ends = [(m[1], w) for w in page.words if (m := _FROM_TO.fullmatch(squeeze(w.text)))]
    if len({end for end, _ in ends}) != 1:
        return None
    (end, w), *_ = ends
    return claim(page, "valid-until", end + "日", kind=KIND, box=w.box, confidence=w.confidence, read=w.text)


def _by_title(page: Page) -> Claim | None:
    """What the certificate is one of: those of non-profit bodies have no 类型."""
    for heading in headings(page, tuple(_SORTS), prefix=0, reach=0.65):
        box = union([line.box for line in heading.lines])
        sure = heading.score * min(line.confidence for line in heading.lines)
        return claim(page, "organisation-type", _SORTS[heading.title], kind=KIND, box=box, confidence=sure)
    return None


def _labelled(page: Page, every: Sequence[Segment]) -> Iterator[Claim]:
    for b in bind(page, every, LABELS):
        quantity = b.label.quantities[0]
        if quantity == "credit-code" or not b.text:
            continue
        text = _until(b) if quantity == "valid-until" else b.text
        if text is None or (quantity == "address" and len(squeeze(text)) < 5):
            continue
        if quantity == "address":
            b = _continued(page, b)
            text = b.text
        if quantity in ("applicant-name", "organisation-type", "address"):
            text = re.sub(r"[(（]副本[)）]", "", squeeze(text))
        made = claim(
            page,
            quantity,
            text,
            kind=KIND,
            box=b.box,
            unit=b.unit or b.label.unit,
            confidence=b.confidence,
            read=b.read,
        )
        if made is not None:
            yield made


def _continued(page: Page, b: Bound) -> Bound:
    """An address with the lines below it in its column, whatever stands between them in another column."""
    first = b.segment.words_of(b.segment.text.find(squeeze(b.text)[:4]), len(b.segment.text))[:1]
    if not first or b.box is None or b.segment.line is None or find(of_words(first), LABELS):
        return b  # no lines, or one word with its label: where its column begins is not known
    height, left = b.segment.line.height, first[0].box[0]
    margin = min((w.box[0] for w in _label_words(b)), default=left)
    text, box, sure = b.text, b.box, b.confidence
    for w in sorted(page.words, key=lambda w: w.box[1]):
        beneath = -0.5 * height < w.box[1] - box[3] < 1.1 * height
        if not beneath or abs(w.box[0] - left) > 1.2 * height or squeeze(w.text) in squeeze(text):
            continue
        if find(of_words([w]), LABELS) or parse_date(w.text) or _labelled_row(page, w, margin):
            break
        text, box, sure = text + w.text, union([box, w.box]), min(sure, w.confidence)
    return replace(b, text=text, box=box, confidence=sure)


def _label_words(b: Bound) -> tuple[Word, ...]:
    found = next((f for f in find(b.segment, LABELS) if f.label is b.label), None)
    return b.segment.words_of(found.start, found.end) if found else ()


def _labelled_row(page: Page, value: Word, margin: float) -> bool:
    """Whether a label of its own stands before a word, in the column of labels that begins at `margin`."""
    middle = (value.box[1] + value.box[3]) / 2
    return any(
        w.box[1] < middle < w.box[3] and margin < (w.box[0] + w.box[2]) / 2 < value.box[0] for w in page.words
    )


def _until(b: Bound) -> str | None:
    """The end of a term «自 2011年5月30日 至 2041年5月29日»; 长期 has none."""
    text = squeeze(b.text)
    parts = re.split(r"至|到|—|–|~", text)
    if len(parts) < 2:
        return (
            text
            if "自" not in text and parse_date(text) and b.label.names[0] == "证书有效期" and "至" in b.read
            else None
        )
    return parts[-1] if "长期" not in parts[-1] and len(parse_date(parts[-1]) or "") == 10 else None
