"""The applicant holds one of the titles that a call asks for (广东省2019年度推荐通知 一(二); domain C5).

Asks: whether a recognition in the package grants the applicant one of the titles at the level of a province.
Passes: one does, surely read, not expired on the day of filing; 湖北省…平台 is a 省级…平台.
Undecided: the recognitions that are there show another title or level (a ministry's or an association's alone), were
read with doubt, are another's or have expired; or there is none.
Must not accuse: a certificate on a page that was not read, a list whose pages are missing, a unit that was renamed, a
title only proposed. It never fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import cast

from rapidfuzz.distance import Hamming

from checks._across import called, refs
from checks._names import alike
from checks._words import asked, inapplicable, passed, some, unsure
from pipeline.model import Batch, Facts, Message, Need, Row, Verdict
from pipeline.quantity import squeeze

ID = "recognition-level-and-force"
CATEGORY = "batch"
ASKS = Message("是否已获要求的省级认定", "Does the applicant hold the provincial title that is asked for?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recognition",)
PARAMETERS: Mapping[str, str] = {"titles": "the titles that count, each granted by a province (省级…)"}
LEVELS: dict[str | None, tuple[str, str]] = {
    "national": ("国家级", "national"),
    "province": ("省级", "provincial"),
    "city": ("市级", "a city's"),
    "county": ("县级", "a county's"),
    "association": ("行业协会", "an association's"),
    None: ("级别不明", "level unclear"),
}


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """A verdict for each package that does not show such a title, or one."""
    titles = cast("tuple[str, ...]", parameters["titles"])
    if not batch.packages:
        yield inapplicable("没有适用本通知的申报材料", "no package belongs to this call")
        return
    found = [v for p in sorted(batch.packages) if (v := _verdict(batch, p, titles))]
    yield from found or [
        passed(
            f"各申报材料的认定文件均载有所要求的省级称号（{'、'.join(titles)}）",
            "every package holds a recognition with one of the provincial titles asked for",
        )
    ]


def _verdict(batch: Batch, package: str, titles: tuple[str, ...]) -> Verdict | None:
    facts, name = batch.packages[package], called(batch, package)
    rows = facts.table("recognition")
    if not rows and not any(d.kind == "recognition" for d in facts.documents):
        return asked(
            f"“{name}”的申报材料中未见认定文件，无法核对是否已获{'或'.join(titles)}认定",
            f"no recognition was found in the package of {name}; whether it holds a title asked for is open",
            packages=(package,), expected="、".join(titles),
        )  # fmt: skip
    wants = [(r, _wants(r, facts, batch.names.get(package), titles)) for r in rows]
    if any(not w for _, w in wants):
        return None
    zh = some((f"{_shown(r, 0)}：{w[0]}" for r, w in wants if w), 3) or "未能读出"
    en = "; ".join(f"{_shown(r, 1)}: {w[1]}" for r, w in wants[:3] if w) or "not read"
    return unsure(
        f"“{name}”的认定文件未能确认已获{'或'.join(titles)}认定（{zh}），请核实",
        f"no recognition of {name} could be confirmed as one of the provincial titles asked for ({en})",
        packages=(package,), rows=refs(package, rows), expected="、".join(titles),
        found=some((_shown(r, 0) for r in rows), 3) or None,
    )  # fmt: skip


def _shown(row: Row, lang: int) -> str:
    """A recognition as it is quoted: its title with level and issuer."""
    title = row.cells.get("granted") or ("称号未识别", "title not read")[lang]
    by = row.cells.get("issuer")
    return f"{title}（{LEVELS.get(row.cells.get('level'), LEVELS[None])[lang]}{f'，{by}' if by else ''}）"


def _wants(row: Row, facts: Facts, name: str | None, titles: tuple[str, ...]) -> tuple[str, str] | None:
    """Why a recognition is not enough by itself, None where it is."""
    title, level, unit = (row.cells.get(c) for c in ("granted", "level", "unit"))
    if not title:
        return "未识别到所授称号", "the title was not read"
    if not any(_is(title, t) for t in titles):
        return "不是所要求的称号", "not a title asked for"
    if level != "province":
        return (
            ("未能判断级别", "its level could not be told")
            if level is None
            else ("不是省级", "not provincial")
        )
    if row.confidence < facts.floor or {"granted", "level"} & set(row.doubt):
        return "识别不清，或仅列出称号、尚属公示", "read with doubt, or a title only named or proposed"
    if unit and name and alike(unit, name, 0.9) == "other":
        return f"授予的是{unit}", f"granted to {unit}"
    until = _until(row, facts)
    if until and facts.as_of and until < facts.as_of.isoformat()[: len(until)]:
        return f"有效期至{until}", f"valid until {until}"
    return None


def _is(title: str, wanted: str) -> bool:
    """Whether a title as printed is a wanted one but for its place, brackets and one misread glyph."""
    core = wanted.removeprefix("省级")
    tail = re.sub(r"[()]", "", squeeze(title))[-len(core) :]
    return len(tail) == len(core) and Hamming.distance(tail, core) <= 1


def _until(row: Row, facts: Facts) -> str | None:
    """The last day of this paper's term, as surely read."""
    own = [c for c in facts.find("valid-until", "recognition", scope=None) if c.document == row.document]
    return max((c.value for c in own if c.confidence >= facts.floor), default=None)
