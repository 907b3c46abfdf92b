"""Prior recognition: certificates, notices and lists that name the applicant a platform or grant a title.

Yields the holder, the dates, and one row a document: which title it grants (`granted`), who issued it (`issuer`), at
which `level` (national, province, city, county, association; None where it cannot be told), and the `unit` that it is
granted to where that is one alone. A title that is only proposed, or named without anything beside it, is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._granted import SHORT, forwards, granted, issuer, level, only_named
from extractors._kinds import mentions, opening, strongest, vocabulary
from extractors._lines import page_lines
from extractors._opinions import flowing
from extractors._parties import holder, signed, until
from extractors._titles import headings
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import squeeze

KIND = "recognition"
PRODUCES: tuple[str, ...] = ("applicant-name", "signed-on", "valid-until")
READS = True

_NOTICES = vocabulary(
    """
    的通知 通知 的公告 公告 的通告 通告 的决定 的通报 通报 的公示 的批复 的名单 名单
    """
)
_GRANTED = r"公布|认定|命名|授予|确认|确定|表彰|复核|入选|同意|批准|名单|第[一二三四五六七八九十\d]+批"
_OF_WHAT = r"平台|示范|基地|机构|单位|名单|称号|企业|中心|孵化|众创|先进|优秀"
_HELD = r"举办|举行|召开|开展|组织申报|组织推荐|参加|申报|征集|培训|讲座|人员名单|企业名单$|签到|参会"
_CERTIFICATES = vocabulary(
    """
    认定证书 荣誉证书 获奖证书 奖状 授牌 牌匾 表彰决定 认定文件 示范平台证书 平台证书 示范单位证书
    """
)
_PLATES = (
    "公共服务示范平台",
    "公共服务平台",
    "示范平台",
    "生产力促进中心",
    "核心服务机构",
    "示范基地",
    "先进单位",
)


def score(pages: Sequence[Page]) -> float | None:
    """A notice that announces or grants («关于公布…名单的通知»), a certificate, a plate with little else."""
    if not pages:
        return None
    plate = None
    # The cover of the application names the title that it is for.
    volume = mentions(pages[0], "申[报请](?:单位|材料|报告|书)|推荐(?:单位|部门)")
    if sum(len(w.text) for w in pages[0].words) < 120 and not pages[0].grids and not volume:
        plate = opening(pages, _PLATES, unless="申请|申报|推荐|公司|有限|证明|承诺|声明|材料")
    return strongest(
        opening(pages, _NOTICES, only=rf"(?=.*(?:{_GRANTED}))(?=.*(?:{_OF_WHAT}))", unless=_HELD, prefix=70),
        _announced(pages[0]),
        opening(pages, _CERTIFICATES, unless="资质|体系"),
        plate * 0.75 if plate else None,
    )


def _announced(page: Page) -> float | None:
    """A notice whose title runs over lines, so that its verb stands above the line that ends it."""
    every = page_lines(page)
    for h in headings(page, _NOTICES, prefix=70):
        above = ""
        for line in reversed(every[max(0, h.index - 2) : h.index]):
            above = line.text + above
            if line.text.startswith("关于") or re.match(r"[\u3400-\u9fff]{2,24}?关于", line.text):
                whole = above + h.before + h.title
                granting = re.search(_GRANTED, whole) and re.search(_OF_WHAT, whole)
                return round(h.score, 4) if granting and not re.search(_HELD, whole) else None
    return None


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Who holds a certificate (or whom a notice names: «认定甲公司等单位为…»), its date and validity, its row."""
    unit: Claim | None = None
    for page in document.pages[:1]:
        held = holder(page)
        made = (
            claim(page, "applicant-name", held[0], kind=KIND, box=held[1], confidence=held[2])
            if held
            else None
        )
        if made:
            unit = made
            if not _among_others(page, made.value):
                yield made
    dates = (signed(document.pages, KIND), until(document.pages, KIND))
    yield from (d for d in dates if d)
    if document.pages:
        yield _row(document, unit, any(dates))


def _among_others(page: Page, name: str) -> bool:
    """Whether a notice names one of many («认定甲公司等5家单位为…»): the applicant may be any of them."""
    return f"{name}等" in flowing(page).text


def _row(document: Document, unit: Claim | None, dated: bool) -> Row:
    """What the paper grants. A title alone on a page may be a divider's: it counts only beside something else."""
    pages = document.pages
    title = granted(pages)
    by = issuer(pages, unit.value if unit else None)
    one = unit if unit and not _among_others(pages[0], unit.value) else None
    cells = {
        "granted": title.title if title else None,
        "issuer": by[0] if by else None,
        "level": level(title.place if title else "", by and by[0], forwards(pages)),
        "unit": one.value if one else None,
    }
    home = title.page if title else pages[0]
    boxes: dict[str, Box | None] = {}  # a row is of one page: what stands on another has no box here
    if title:
        boxes["granted"] = title.box
    if by and by[2] is home:
        boxes["issuer"] = by[1]
    if one and home is pages[0]:
        boxes["unit"] = one.evidence.box
    lone = len(squeeze(pages[0].text)) < SHORT and not (by or unit or dated)
    doubt = ("granted",) if title and (lone or only_named(pages)) else ()
    sure = title.confidence if title else document.confidence
    return Row(KIND, None, home.file, home.number, cells, boxes, sure, doubt)
