"""Figures of statements: what readers do to separators and points, put right before parsing."""

from __future__ import annotations

import re

from pipeline.quantity import Figure, parse_figure, squeeze

_CONFUSED = str.maketrans({"O": "0", "o": "0", "D": "0", "l": "1", "I": "1", "|": "1", "S": "5", "B": "8", "，": ",", "．": ".", "。": ".", "·": ".", "・": ".", "•": ".", "：": ".", ":": ".", ";": ",", "'": ",", "’": ",", "‘": ",", "`": ","})  # fmt: skip


def amount(text: str, unit: str | None = None) -> Figure | None:
    """A money figure of a statement: `1,234.56`, `1.234.56` and `1 234,56` are one thousand odd.

    Statements print two decimals: a last group of two digits behind a point or comma is a fraction. None for
    blanks, dashes, and what is no single figure.
    """
    t = squeeze(text)
    if not t or not re.search(r"\d", t):
        return None
    t = t.translate(_CONFUSED) if re.fullmatch(r"[-−–()（）\d.,，．。·・•：:;'’‘`OoDlISB|￥¥元]+", t) else t
    t = t.strip(".,")
    m = re.fullmatch(r"([-−–(]?)[￥¥]?([\d.,]+)(\)?)元?", t.replace("（", "(").replace("）", ")"))
    if not m:
        return None
    sign, body, _ = m.groups()
    body = body.strip(".,")
    last = max(body.rfind("."), body.rfind(","))
    decimals = len(body) - last - 1 if last >= 0 else 0
    # Three digits behind the last mark are a group of thousands, but for 1,234.567 (万元 with more places).
    fraction = last >= 0 and (decimals != 3 or (body[last] == "." and "," in body[:last]))
    whole, cents = (body[:last], "." + body[last + 1 :]) if fraction else (body, "")
    return parse_figure(("-" if sign else "") + re.sub(r"[.,]", "", whole) + cents, unit or "元")
