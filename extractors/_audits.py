"""What annual and special audit reports share: cover, addressee, opinion, date, firm (domain B2.1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from extractors._claims import claim
from extractors._firms import Seen, covered_firm, firms, parts_of
from extractors._lines import page_lines, union
from extractors._opinions import flowing, opinion
from extractors._signing import closing_date
from extractors._statements import is_statement_page
from pipeline.model import Box, Claim, Document, Page
from pipeline.quantity import clean, fold_name, parse_date, squeeze

_NUMBER = re.compile(
    r"(?P<head>[\u3400-\u9fffA-Za-z·]{0,14}?[审字财会验报鉴专][\u3400-\u9fffA-Za-z·]{0,8}?)[〔\[(【{「『<《{]?(?P<year>20\d{2})[〕\])】}」』>》}]?年?(?P<rest>[-—]?第?[A-Za-z]{0,3}\d[\dA-Za-z-]{0,9}号?)"
)
_LABEL = re.compile(r"^.*?(?:报告(?:书)?(?:文)?号|文号|编号|报告编号|字号)[:：]")
_CODE = re.compile(
    r"(?:防伪(?:编[号码]|标识码?|码|号|查询码)|报告编码|报告防伪编[号码]|验证码|查验码|报备(?:编)?[号码]|业务报备.{0,6}号|备案编?号|业务报告.{0,8}编[码号]|赋码|防伪标识编号)[:：]?"
    r"([\u3400-\u9fff]?[A-Z0-9]{8,26})"
)
_UNIT = (
    r"[\u3400-\u9fffA-Za-z0-9()·]{2,36}(?:有限责任公司|股份有限公司|有限公司|集团公司|公司|\(普通合伙\)|\(有限合伙\)|中心|研究院|研究所|学院|学校|"
    r"协会|商会|联合会|促进会|学会|基金会|服务站|事务所|联盟|合作社|大学|园区|院|社)(?:\([^()]{2,10}\))?"
)
_ADDRESSEE = re.compile(
    rf"^({_UNIT})(?:(?:全体)?(?:股东|合伙人|出资人|会员|理事)(?:会|大会)?|董事会|理事会|管理委员会|管委会|及全体股东|党委)?[:：]$"
)
_AUDITED = re.compile(
    rf"(?:审计了|接受委托[,，.。]*(?:对|审计了?)|审核了|我们接受.{{0,4}}委托[,，.。]*(?:对|审计了?)|委托[,，]对)(?:后附的)?({_UNIT})(?:[(（]以下简称|20\d\d年|按照|编制|的|管理层|截至|\d)"
)
_PREPARED = re.compile(rf"(?:编制单位|单位名称|编报单位|被审计单位|委托单位|企业名称|会计主体)[:：]({_UNIT})")
_ABOUT = re.compile(rf"^关于({_UNIT})(?=$|20\d\d年|的|二[〇○零]|年度|截至)")
_YEAR = re.compile(r"(?<!\d)(20\d{2})年(?:度|1-12月|12月31日)")
_CHINESE_YEAR = re.compile(r"(二[〇○零0O][一二][〇○零一二三四五六七八九0O])年度")
_ANNEX = re.compile(r"执业证书|执业许可|年度检验|年检合格|注册会计师证书|证书编号.{0,20}批准注册")


def is_annex(page: Page) -> bool:
    """The firm's own licence, its permit, the accountants' certificates."""
    text = squeeze(page.text)
    if "会计师事务所" in text and re.search(r"营业执照|" + _ANNEX.pattern, text):
        return not re.search(r"我们审计了|审计意见|编制单位|附注|此码用于证明|报告编码", text)
    return bool(re.search(r"注册会计师", text) and re.search(r"年度检验登记|批准注册协会|证书编号", text))


def body(document: Document) -> tuple[Page, ...]:
    """The pages that speak of the audited unit."""
    return tuple(p for p in document.pages if not is_annex(p))


def own_text(document: Document) -> tuple[Page, ...]:
    """The auditor's own pages: those before the first statement or the notes."""
    made: list[Page] = []
    for page in body(document):
        if is_statement_page(page) or (made and _opens_notes(page)):
            break
        made.append(page)
    return tuple(made)


def _opens_notes(page: Page) -> bool:
    return any(
        re.search(r"^(?:财务|会计)?(?:报表)?附注$|报表附注$", line.text) for line in page_lines(page)[:4]
    )


def _longer(found: Seen | None, seen: Sequence[Seen]) -> Seen | None:
    """The printed code where the QR code holds only its tail (without the province's glyph)."""
    if found is None:
        return None
    whole = [s for s in seen if s.value != found.value and s.value.endswith(found.value) and s.reader is None]
    return whole[0] if whole else found


def _partnership(found: Seen | None, seen: Sequence[Seen]) -> Seen | None:
    """The firm with its «(普通合伙)» where a line's end or a stamp has cut that off in most places."""
    if found is None:
        return None
    stem = re.escape(re.sub(r"\(.*$", "", fold_name(found.value)))
    whole = [s for s in seen if re.fullmatch(stem + r"\((?:特殊)?(?:普通|有限)合伙\)", fold_name(s.value))]
    return (
        max(whole, key=lambda s: s.confidence) if whole and "合伙)" not in fold_name(found.value) else found
    )


def best(seen: Sequence[Seen]) -> Seen | None:
    """What most places say, misread glyphs counted to the reading they resemble; at its surest, first place."""
    if not seen:
        return None
    votes: Counter[str] = Counter()
    for a in seen:
        for b in seen:
            likeness = fuzz.ratio(fold_name(a.value), fold_name(b.value)) / 100
            if likeness >= 0.85:
                votes[fold_name(a.value)] += b.weight * b.confidence * (1.0 if likeness == 1 else 0.3)  # type: ignore[assignment]
    winner = max(votes, key=lambda v: votes[v])
    places = [s for s in seen if fold_name(s.value) == winner]
    chosen = places[0]
    sure = max(s.confidence for s in places)
    return Seen(chosen.value, chosen.page, chosen.box, sure, reader=chosen.reader)


def numbers(pages: Iterable[Page]) -> Iterator[Seen]:
    for page in pages:
        for line in page_lines(page):
            if len(line.text) > 46:
                continue
            text = re.sub(r"^(?:专项)?审计报告", "", _LABEL.sub("", line.text))
            m = _NUMBER.search(text)
            if m and len(m["head"]) >= 2 and not re.search(r"年度|号文|财会|公告|审计报告$", m["head"]):
                value = f"{m['head']}〔{m['year']}〕{m['rest']}"
                yield Seen(value if value.endswith("号") else value + "号", page, line.box, line.confidence)


def codes(pages: Iterable[Page]) -> Iterator[Seen]:
    """The verification code: printed behind its label, or in the QR code."""
    for page in pages:
        lines = page_lines(page)
        for i, line in enumerate(lines):
            joined = line.text + (
                lines[i + 1].text if i + 1 < len(lines) and line.text.endswith((":", "：")) else ""
            )
            if m := _CODE.search(joined):
                yield Seen(m.group(1), page, line.box, line.confidence)
        for code in page.codes:
            tokens = re.findall(
                r"(?<![A-Za-z0-9])([\u3400-\u9fff]?[A-Z0-9]*\d[A-Z0-9]*)(?![A-Za-z0-9])", code.text
            )
            long = [t for t in tokens if 8 <= len(t) <= 27 and sum(ch.isdigit() for ch in t) >= 4]
            if long:
                yield Seen(max(long, key=len), page, code.box, 1.0, 3.0, "qr")


def units(pages: Sequence[Page], every: Sequence[Page]) -> Iterator[Seen]:
    """The audited unit: on the cover, as addressee, in the first sentence, over the statements."""
    for n, page in enumerate(pages[:4]):
        for i, line in enumerate(page_lines(page)):
            text = fold_name(line.text)
            if (m := _ADDRESSEE.match(line.text)) or (m := _ABOUT.match(text)):
                yield Seen(m.group(1), page, line.box, line.confidence, 1.5)
            elif n == 0 and re.fullmatch(_UNIT, text) and "事务所" not in text and i < 12:
                yield Seen(text, page, line.box, line.confidence, 1.5)
        flow = flowing(page)
        if m := _AUDITED.search(flow.text):
            box, sure = flow.spot(m.start(1), m.end(1))
            yield Seen(m.group(1), page, box, sure)
    for page in every:
        for line in page_lines(page):
            if m := _PREPARED.search(line.text):
                yield Seen(m.group(1), page, line.box, line.confidence)


def years(pages: Sequence[Page]) -> Iterator[Seen]:
    """The year audited: of the cover or the title, of the first sentence."""
    for n, page in enumerate(pages[:3]):
        lines = page_lines(page)
        for line in lines:
            found = [m.group(1) for m in _YEAR.finditer(line.text)]
            if m := _CHINESE_YEAR.search(line.text):
                found.append((parse_date(m.group(1) + "年") or "")[:4])
            found = [y for y in found if y]
            if found:
                weight = 3.0 if n == 0 and len(line.text) <= 40 else 1.0
                yield Seen(max(found), page, line.box, line.confidence, weight)


def common(document: Document, kind: str) -> Iterator[Claim]:
    """The claims of cover and opinion; one of each quantity."""
    whole, own = body(document), own_text(document)
    coded = list(codes((own or whole)[:4]))
    own = own or whole[:3]
    head = own[:4]
    named = list(firms(own))
    firm, damaged = _partnership(best(named), named), False
    if firm is None and (covered := covered_firm(own)):
        firm, damaged = covered
    for quantity, found in (
        ("audit-report-number", best(list(numbers(head)))),
        ("audit-code", _longer(best(coded), coded)),
        ("audit-firm", firm),
        ("applicant-name", best(list(units(own, whole)))),
        ("audit-period", best(list(years(own)))),
    ):
        if found is None:
            continue
        made = claim(
            found.page, quantity, found.value, kind=kind, box=found.box, confidence=found.confidence,
            reader=found.reader, read=clean(found.value),
        )  # fmt: skip
        if made:
            yield replace(made, damaged=made.damaged or (damaged and quantity == "audit-firm"))
    said = opinion(own)
    if said:
        made = claim(
            said.page,
            "audit-opinion",
            said.value,
            kind=kind,
            box=said.box,
            confidence=said.confidence,
            read=said.text,
        )
        if made:
            yield made
    dated = [(page, *day) for page in own if (day := _dated(page))]
    signing = [d for d in dated if re.search("注册会计师|会计师事务所", squeeze(d[0].text))]
    if signing or dated:
        page, date, text, box, sure = (signing or dated)[-1]
        made = claim(page, "signed-on", date, kind=kind, box=box, confidence=sure, read=text)
        if made:
            yield made


def _dated(page: Page) -> tuple[str, str, Box, float] | None:
    """The last date that stands alone or apart from its line («中国·某市    2023年4月18日»)."""
    found = None
    for line in page_lines(page):
        for part in parts_of(line):
            text = squeeze("".join(w.text for w in part))
            alone = re.sub(r"^(?:报告日期|日期|签发日期|出具日期)[:：]?", "", text)
            date = parse_date(alone)
            if (
                date
                and len(date) == 10
                and re.fullmatch(r"[\d〇○零O一二三四五六七八九十年月日号./-]{8,14}", alone)
            ):
                found = (date, text, union([w.box for w in part]), min(w.confidence for w in part))
    return found or closing_date(page)
