"""The company's profile in prose: «于2011年5月30日…登记成立，统一社会信用代码…，注册资本人民币300.00万元，法定代表人：…»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._claims import claim
from extractors._opinions import flowing
from pipeline.model import Claim, Page

_DATE = r"((?:19|20)\d{2}[年./-]\d{1,2}[月./-]\d{1,2}日?|[二一][〇○零一二三四五六七八九0O]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
_PATTERNS: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = (
    ("credit-code", (re.compile(r"(?:统一)?社会信用代码(?:证)?(?:号码?|号)?(?:为|是|[:：])*([0-9A-Za-z]{18})(?![0-9A-Za-z])"),)),
    (
        "registered-capital",
        (
            re.compile(
                r"(?:注册资本|注册资金|开办资金)(?:总额)?(?:金额)?(?:为|是|[:：])*(?:人民币)?([\d,，.]+(?:万|亿)?元?(?:人民币)?|[壹贰叁肆伍陆柒捌玖拾佰仟万亿零]+[元圆]?整?)"
            ),
        ),
    ),
    (
        "established-on",
        (
            re.compile(rf"(?:成立|注册|设立|登记)(?:日期|时间|于)(?:为|是|[:：])*{_DATE}"),
            re.compile(rf"(?:于|自){_DATE}(?:[^。;；]{{0,60}}?)(?:成立|设立|登记|注册|核准|取得)"),
            re.compile(rf"(?:成立|设立|注册成立)于{_DATE}"),
        ),
    ),
    ("address", (re.compile(r"(?:注册地址|注册地|住所|公司地址|单位地址)(?:为|是|位于|[:：])+([\u3400-\u9fffA-Za-z0-9()#-]{8,50}?)(?=[。,，;；]|法定代表人|$)"),)),
    (
        "legal-representative",
        (re.compile(r"(?:法定代表人|法人代表)(?:姓名)?(?:为|是|[:：])+([\u3400-\u9fff]{2,4}?|[\u3400-\u9fff]{2,8}(?:·[\u3400-\u9fff]{2,8})+)(?=[。,，;；、.(（]|$|注册|住所|经营|公司|企业|成立|单位|主要|营业|统一|类型|地址)"),
         re.compile(r"(?:法定代表人|法人代表)(?!为|是|变更|签|授权|身份)([\u3400-\u9fff]{2,3})(?=[,，;；。])")),
    ),
)  # fmt: skip


def profile(pages: Sequence[Page], kind: str) -> Iterator[Claim]:
    """One claim of each quantity: its first place in the notes."""
    missing = {quantity for quantity, _ in _PATTERNS}
    for page in pages:
        text = flowing(page)
        for quantity, patterns in _PATTERNS:
            if quantity not in missing:
                continue
            for pattern in patterns:
                m = pattern.search(text.text)
                if m is None or "会计师事务所" in text.text[max(0, m.start() - 40) : m.start()]:
                    continue
                box, sure = text.spot(m.start(1), m.end(1))
                unit = None
                value = m.group(1)
                if quantity == "registered-capital" and not re.search("[元圆万亿]", value):
                    continue
                made = claim(
                    page,
                    quantity,
                    value,
                    kind=kind,
                    box=box,
                    unit=unit,
                    confidence=sure,
                    read=text.raw(m.start(), m.end()),
                )
                if made:
                    missing.discard(quantity)
                    yield made
                    break
