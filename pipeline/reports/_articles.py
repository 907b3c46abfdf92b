"""The one way to cite an article: 12(1) is 第十二条（一） and art. 12(1)."""

from __future__ import annotations

import re
from typing import Literal

_ARTICLE = re.compile(r"(?P<annex>annex )?(?P<number>\d{1,2})(?:\((?P<point>\d{1,2}|end)\))?")


def cited(article: str | None, lang: Literal["zh", "en"]) -> str:
    """12(end) → 第十二条末款 / art. 12, end; annex 2(4) → 附件2（四） / annex 2(4); other shapes stay as they are."""
    m = _ARTICLE.fullmatch(article or "")
    if m is None:
        return article or ""
    number, point = int(m["number"]), m["point"]
    if lang == "en":
        head = f"annex {number}" if m["annex"] else f"art. {number}"
        return f"{head}, end" if point == "end" else f"{head}({point})" if point else head
    head = f"附件{number}" if m["annex"] else f"第{numeral(number)}条"
    return f"{head}末款" if point == "end" else f"{head}（{numeral(int(point))}）" if point else head


def numeral(n: int) -> str:
    """1..99 in Chinese: 十二, 二十."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(n, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + "十" + (digits[ones] if ones else "")
