"""Which pages are of the application form: its cover, its table, the parts that go on with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors._kinds import mentions
from extractors._titles import headings
from pipeline.contents import is_contents
from pipeline.model import Page
from pipeline.quantity import squeeze

TITLES = ("中小企业公共服务示范平台申请报告", "中小企业公共服务平台申请报告", "中小企业公共服务示范平台申请表",
          "中小企业公共服务平台申请表", "中小企业公共服务示范平台申报书", "中小企业公共服务示范平台申请书",
          "中小企业公共服务示范平台申报表", "中小企业公共服务示范平台申报报告", "中小企业公共服务平台申报表")  # fmt: skip
COVER_TITLES = ("申请报告", "申请表", "申报书", "申请书", "申报表", "申报报告")

# Rows and columns of the form's later parts; with a part's heading on a ruled page they are the form itself.
LATER = ("利润总额", "上缴税金|纳税总额", "服务(?:中小)?企业[户家]?数", "主要服务内容", "服务规模", "服务收入占", "合作资源|合作协议的单位",
         "获得.{0,4}资质", "(?:获得|已获).{0,4}认定")  # fmt: skip


def opens(pages: Sequence[Page]) -> float | None:
    """A cover or the 申请表 itself. «推荐表» and the list of the report's contents are not the form."""
    if not pages or is_contents(pages[0]):
        return None
    page = pages[0]
    best: float | None = None
    for h in headings(page, TITLES, prefix=24, reach=0.7):
        if re.search(r"推.表|.荐表|汇总", "".join(line.text for line in h.lines)):
            continue  # two glyphs from 申请表, and another document
        best = max(best or 0.0, min(1.0, h.score + (0.06 if h.before else 0.0)))
    if best is None and (_cover_words(page) or _part_headings(page)):
        for h in headings(page, COVER_TITLES, prefix=30, reach=0.7):
            if _cover_words(page) or "平台" in h.before or _part_headings(page):
                best = max(best or 0.0, h.score - 0.1)
    if best is None:
        best = _continued(page)
    return round(best, 4) if best is not None else None


def _continued(page: Page) -> float | None:
    """How surely a part of the form goes on here: in a table, or in fields; a narrative has the same headings."""
    ruled = page.ruled or any(g.columns > 1 for g in page.grids)
    if ruled and any(_is_part(squeeze(w.text)) for w in page.words) and mentions(page, *LATER) >= 3:
        return 0.9  # a table of certificates held is part of it, whatever their titles
    if not _part_headings(page):
        return None
    if ruled:
        return 0.9 if _is_part(squeeze(page.words[0].text)) else 0.6
    return 0.6 if len(re.findall("[:：]", page.text)) >= 4 else None


def _cover_words(page: Page) -> bool:
    text = squeeze(page.text)
    return bool(re.search(r"中小企业.{0,3}共.?服务", text)) and bool(
        re.search(r"填[报表]日期|申[请报]单位", text)
    )


def _part_headings(page: Page) -> bool:
    """A part of the form that opens a page: «三、平台服务能力及业绩», «一、申请单位基本情况»."""
    return any(_is_part(squeeze(w.text)) for w in page.words[:12])


def _is_part(text: str) -> bool:
    parts = r"[一二三四]?、?(?:(?:平台)?服务能力及业绩|申[请报]单位基本情况|(?:近两年)?运营管理情况.{0,12}|政府支持情况)\.?"
    return bool(re.fullmatch(parts, text))
