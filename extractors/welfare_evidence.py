"""公益性、低收费服务证明: the file on the share of public-benefit services."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._kinds import headed, opening, strongest, vocabulary
from extractors._lines import page_lines
from extractors._opinions import flowing
from extractors._parties import UNIT, signed
from pipeline.model import Claim, Document, Page, Problem, Row

KIND = "welfare-evidence"
PRODUCES: tuple[str, ...] = ("applicant-name", "welfare-ratio", "signed-on")
READS = True

_TITLES = vocabulary(
    """
    公益性服务证明 公益服务证明 公益性服务情况说明 公益服务情况说明 公益性服务说明 公益性服务台账
    公益服务台账 公益性服务清单 低收费服务证明 低收费服务说明 低收费服务情况说明 低收费服务证明材料
    公益性服务证明材料 公益服务证明材料 低收费服务情况 公益性服务或低收费服务 公益性服务和低收费服务
    公益性服务占比证明 公益性服务占比情况说明 总服务量的证明 总服务量比例的证明 公益性服务情况
    低收费服务汇总表 公益性服务汇总表 公益服务活动汇总表 公益性服务一览表
    """
)
_MEANING = r"(?:公益|低收费|免费|低偿|无偿).{0,14}(?:服务|活动).{0,10}(?:证明|说明|情况|清单|台账|统计|汇总|一览|占比|比例|总结|材料|明细)"
_SHARE = re.compile(
    r"占(?:全年|本年|年度)?(?:服务)?总?(?:服务)?(?:总)?量的?(?:比例|比重)?(?:为|是|约|达)*(?P<share>\d{1,3}(?:\.\d+)?)[%％]"
)
_WHO = re.compile(
    rf"^(?:20\d\d年度?[,，]?)?(?:兹?证明)?[:：]?({UNIT})(?=20\d\d年|[,，]?(?:共|累计|全年|上年)|[:：]$)"
)


def score(pages: Sequence[Page]) -> float | None:
    """A title about public-benefit or low-fee services."""
    return strongest(
        opening(pages, _TITLES), headed(pages, _MEANING, unless="合同|协议|审计|的通知|收费标准")
    )


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """The unit, the share of all services that is free or cheap, with its year, and the paper's date."""
    for page in document.pages:
        text = flowing(page)
        if m := _SHARE.search(text.text):
            year = re.findall(r"(20\d\d)年", text.text[: m.start()])
            box, sure = text.spot(m.start("share"), m.end())
            made = claim(
                page, "welfare-ratio", m["share"] + "%", kind=KIND, box=box, period=year[-1] if year else None,
                confidence=sure, read=text.raw(m.start(), m.end()),
            )  # fmt: skip
            yield from [made] if made else []
        for line in page_lines(page):
            if m := _WHO.search(line.text):
                made = claim(
                    page, "applicant-name", m.group(1), kind=KIND, box=line.box, confidence=line.confidence
                )
                yield from [made] if made else []
    if dated := signed(document.pages, KIND):
        yield dated
