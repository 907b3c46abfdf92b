"""不动产权证、房产证: what premises the applicant (or its owner) owns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._kinds import mentions, opening, vocabulary
from extractors._lines import page_lines
from extractors._parties import area, holder, signed
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "premises-title"
PRODUCES: tuple[str, ...] = ("applicant-name", "premises-owned", "signed-on")
READS = True

_TITLES = vocabulary(
    """
    不动产权证书 不动产权证 不动产登记证明 不动产登记信息 不动产登记簿 不动产权属证明 房屋所有权证
    房屋所有权证书 房产证 房地产权证 房地产权证书 房屋产权证 房屋产权证明 房产证明 产权证明 国有土地使用证
    国有土地使用权证 土地使用证 土地使用权证 房屋权属证明 房屋权属证书 产权证 产权证书 房屋所有权登记
    不动产查询结果
    """
)
_NUMBER = re.compile(
    r"(?:编?号[:：]?)?[\u3400-\u9fff][(（](?:19|20)\d{2}[)）][\u3400-\u9fff]{1,12}不动产权第\d{4,}号"
)
_FIELDS = vocabulary("权利人 共有情况 坐落 不动产单元号 权利类型 权利性质 用途 面积")


def score(pages: Sequence[Page]) -> float | None:
    """The title of a deed, or its inner page: the words of its table, or its number above some of them."""
    found = opening(pages, _TITLES, unless="知识产权|软件|专利|租赁|合同")
    words = ("权利人|所有权人", "坐落|房屋坐落", "权利类型|权利性质|共有情况|不动产单元号", "用途", "面积")
    if found is None and pages and (mentions(pages[0], *words) >= 4 or _numbered(pages[0])):
        return 0.7
    return found


def _numbered(page: Page) -> bool:
    """«浙(2017)某市不动产权第0012345号» alone on its line, over the fields of a deed."""
    number = any(_NUMBER.fullmatch(line.text) for line in page_lines(page)[:6])
    return number and mentions(page, *(rf"^{field}|\n{field}" for field in _FIELDS)) >= 3


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """Whose the premises are, how large, when registered."""
    owner = size = None
    for page in document.pages:
        if owner is None and (held := holder(page)):
            owner = claim(page, "applicant-name", held[0], kind=KIND, box=held[1], confidence=held[2])
        if size is None and (found := area(page)):
            value, box, sure, read = found
            size = claim(page, "premises-owned", value, kind=KIND, box=box, confidence=sure, read=read)
    for single in (owner, size, signed(document.pages, KIND)):
        if single:
            yield single
