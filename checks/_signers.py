"""Who signs an audit report: the page that the accountants sign, how many they are, whether a stamp may be there.

A page is read in pieces, stamps and pens lie over the print: everything here leans to «more may be there».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model import Box, Document, Page, Word
from pipeline.quantity import parse_date, squeeze

# A glyph of the label may be lost under a pen: any three in a row will do.
_LABEL = re.compile(r"注册会|册会计|注册.计|会计师(?!事务)|(?:项目|首席|签字)合伙人[:：]")
_PROSE = re.compile(r"协会|行业|责任|准则|道德|事务|证书|平台|审计|监管|我们|[。,，;；]")
_ANNEX = re.compile(
    r"执业证书|执业许可|营业执照|年度检验|年检合格|批准注册|证书编号|首席合伙人[:：].*经营场所"
)
_SHEET = re.compile(r"^(?:合并)?(?:资产负债表|利润表|损益表|业务活动表|现金流量表|(?:财务|会计)?报表附注)")
_FIRM = re.compile(r"会计师事务所")
_PLAIN = re.compile(
    r"^[(（]?(?:盖章|公章|签章|签名(?:并|或)?盖章|签字(?:并|或)?盖章)[)）]?$|^中国[·.•]?[\u3400-\u9fff]{2,8}$|^第?[-—\d\s]{1,4}页?(?:[,，]?共\d{1,4}页)?$"
    r"|^(?:地址|电话|邮编|邮政编码|传真)|^[(（]?(?:特殊)?普通合伙[)）]?$|^(?:报告)?日期[:：]?$"
)
_NEAR = 32.0  # points above and below a label in which its own signature, seal and bracketed name stand
_CLEAR = 0.97  # print without a stamp over it is read this surely


@dataclass(frozen=True, slots=True)
class Signing:
    """A page that accountants sign. `labels` are the places «中国注册会计师：», `names` how many persons are seen."""

    page: Page
    labels: tuple[Box, ...]
    count: int
    names: int
    doubtful: bool

    @property
    def two(self) -> bool:
        return self.count >= 2

    @property
    def one(self) -> bool:
        """One accountant and nothing that could be another."""
        return self.count == 1 and self.names == 1 and not self.doubtful


def annex(page: Page) -> bool:
    """The firm's own licence and the accountants' certificates."""
    text = squeeze(page.text)
    return bool(_ANNEX.search(text)) and not re.search(r"我们审计了|审计意见", text)


def signings(documents: Iterable[Document]) -> Iterator[Signing]:
    """The pages that accountants sign, by label and by the firm's name or a date."""
    for document in documents:
        for page in document.pages:
            if not annex(page) and (found := _signing(page)):
                yield found


def _signing(page: Page) -> Signing | None:
    words = [(squeeze(w.text), w) for w in page.words]
    found = [(text, w) for text, w in words if _is_label(text)]
    joined = len(re.findall(r"注册会计师(?:[(（][^()（）]{1,12}[)）])*[:：]", squeeze(page.text)))
    count = max(sum(len(_LABEL.findall(text)) for text, _ in found), joined)
    if not count or not any(_FIRM.search(text) or _dated(text) for text, _ in words):
        return None
    if not found:
        return Signing(page, (), count, 0, True)
    first = found[0][1].box
    persons: list[set[str]] = []
    given: set[str] = set()  # glyphs of the labels' names but for the surnames
    doubtful = count == 1 and (page.photo or page.depth != "full" or any(_stray(b, first) for b in page.ink))
    for text, word in words:
        if not _beside(word.box, first) or _dated(text) or _PLAIN.search(text):
            continue
        away = abs(_middle(word.box) - _middle(first)) > _NEAR
        if _is_label(text):
            names = re.split(r"[、/\s]", re.sub(r"^.*?师(?:[(（][^()（）]*[)）])*[:：]?", "", text))
            given |= {glyph for name in names for glyph in name[1:]}
        elif _FIRM.search(text) or (away and word.box[1] < first[1] and len(text) > 6):
            continue  # the opinion's last lines
        else:
            names = [text]
            # The same one's stamp; a surname alone may be anybody's.
            known = text in given or (len(text) > 1 and any(set(text) <= person for person in persons))
            doubtful |= (away and not known) or (word.confidence < 0.5 and len(text) > 1)
        for name in names:
            _add(persons, set(re.sub(r"[^\u3400-\u9fff]|[印之]", "", name)))
    return Signing(page, tuple(w.box for _, w in found), count, len(persons), doubtful)


def _is_label(text: str) -> bool:
    m = _LABEL.search(text)
    return m is not None and m.start() <= 8 and len(text) <= 40 and not _PROSE.search(text)


def _add(persons: list[set[str]], name: set[str]) -> None:
    """A seal has a name's glyphs in another order, a pen's are misread by one."""
    if not name:
        return
    for known in persons:
        least = min(len(known), len(name))
        if len(known & name) >= (least - 1 if least >= 3 else least):
            known |= name
            return
    persons.append(name)


def _beside(box: Box, label: Box) -> bool:
    """In the column of the label, from a little above it to the foot of the page."""
    return box[2] > label[0] - 12 and box[3] > label[1] - 60


def _stray(ink: Box, label: Box) -> bool:
    return _beside(ink, label) and abs(_middle(ink) - _middle(label)) > _NEAR


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _dated(text: str) -> bool:
    return len(text) <= 24 and len(parse_date(text) or "") == 10


def unstamped(page: Page) -> bool:
    """No seal was seen and the firm's name is read as surely as print that nothing lies over."""
    if page.seals or page.photo or page.depth != "full" or page.confidence < 0.9:
        return False
    firm: list[Word] = [w for w in page.words if _FIRM.search(squeeze(w.text)) and len(squeeze(w.text)) <= 30]
    if not firm or any(w.confidence < _CLEAR for w in firm):
        return False
    x0, y0, x1, y1 = firm[-1].box
    around = (x0 - 20, y0 - 70, x1 + 20, y1 + 110)
    if any(_touches(b, around) for b in page.ink):
        return False
    near = [w for w in page.words if _touches(w.box, (x0, y0 - 12, x1, y1 + 60))]
    return all(
        w.confidence >= 0.9 and (_PLAIN.search(t) or _FIRM.search(t) or _LABEL.search(t) or _dated(t))
        for w in near
        if (t := squeeze(w.text)) and w.box[0] < x1
    )


def _touches(a: Box, b: Box) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]


def opinion_alone(document: Document) -> bool:
    """The opinion is there, clearly read to the statements that follow it, and nobody signs it."""
    own: list[Page] = []
    for page in document.pages:
        if own and any(_SHEET.match(squeeze(w.text)) for w in page.words[:6]):
            break
        if not annex(page):
            own.append(page)
    else:
        return False  # an excerpt: what it leaves out is not missing
    return (
        any("我们审计了" in squeeze(p.text) for p in own)
        and all(p.depth == "full" and not p.photo and p.confidence >= 0.85 and len(p.words) >= 5 for p in own)
        and not re.search(r"会计师(?:[:：(（]|签)|合伙人", squeeze("".join(p.text for p in own)))
    )
