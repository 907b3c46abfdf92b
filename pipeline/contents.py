"""Which pages are tables of contents: they name every paper of a volume, and open none."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.model import Page
from pipeline.quantity import squeeze

_TITLE = re.compile(r"(?:目录|目次|.{0,12}材料目录|.{0,12}附件目录|附件清单)(?:CONTENTS)?", re.IGNORECASE)
_PARTS = re.compile(r"申[请报](?:报告|材料)的?主要内容.{0,8}")
# Blanks to fill in and dashes of empty cells are leaders only before a page number.
_LEADER = re.compile(r"(?:[.…·。]{3,}[\d()\-]*|[-_]{4,}[(\-]?\d{1,3}[)\-]?)$")
UPPER, LED = 4, 4


def is_contents(page: Page) -> bool:
    """A line 目录, several lines that end in leaders and a page number, or the report's list of its parts."""
    lines = [squeeze(w.text) for w in page.words]
    spaced = (a + b for a, b in pairwise(lines[: UPPER + 1]))  # 目  录
    if any(_TITLE.fullmatch(line) for line in (*lines[:UPPER], *spaced)):
        return True
    # The form prints «申请报告的主要内容» over the list of its parts; over prose it is a heading.
    if any(_PARTS.fullmatch(line) for line in lines[:UPPER]):
        parts = sum(bool(re.match(r"[一二三四五六七八九十]、", line)) for line in lines)
        return parts >= 2 and not any(line.endswith("。") for line in lines)
    return sum(bool(_LEADER.search(line)) for line in lines) >= LED
