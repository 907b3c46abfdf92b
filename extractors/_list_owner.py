"""Whose a list is: the line over its head or under its last row that names the unit (填报单位：…公司)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors._claims import claim
from extractors._lines import page_lines
from extractors._parties import UNIT
from pipeline.model import Claim, Page

ABOVE, BELOW = 6, 5  # lines
# «企业名称» is left out: lists of firms have it for a column.
_BEHIND = rf"(?:[(（][^()（）]{{1,8}}[)）])?[:：](?:[(（](?:盖章|公章)[)）])?({UNIT})"
_FOOT = re.compile(r"(?:填报|填表|申报|申请|编制|报送|制表|运营)单位(?:名称)?" + _BEHIND)
# Under a list of firms «单位名称» may be that of one of them.
_HEAD = re.compile(
    r"(?:(?:单位名称|机构名称|平台运营单位|(?:填报|填表|申报|申请|编制|报送|制表|使用|运营)单位(?:名称)?)|^单位)"
    + _BEHIND
)


def list_owner(pages: Sequence[Page], kind: str) -> Claim | None:
    """The unit that a list names as its own, on its first page's head or its last page's foot."""
    if not pages:
        return None
    head = [(pages[0], line, _HEAD) for line in page_lines(pages[0])[:ABOVE]]
    foot = [(pages[-1], line, _FOOT) for line in page_lines(pages[-1])[-BELOW:]]
    for page, line, pattern in (*head, *foot):
        if m := pattern.search(line.text):
            made = claim(
                page, "applicant-name", m.group(1), kind=kind, box=line.box, confidence=line.confidence
            )
            if made:
                return made
    return None
