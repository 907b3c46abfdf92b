"""A platform's name claims no rank and ends in 平台 (工企业函〔2019〕310号 annex 2, note 1; domain A4, C7).

Asks: whether a platform's name in the summary table holds one of the banned words, and how it ends.
Passes: no banned word, and it ends as the call asks.
Fails: a banned word, or another ending. Warns: another word of rank; the call's list is open («等字样»).
Undecided: the word is part of the unit's own legal name, or the cell was read with doubt or is blank.
Must not accuse: a legal name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from checks._across import Entry, entries
from checks._words import asked, failed, inapplicable, passed, unsure, warned
from pipeline.model import Batch, Message, Need, Verdict
from pipeline.quantity import fold_name

ID = "platform-name-rule"
CATEGORY = "batch"
ASKS = Message("平台名称是否符合命名要求", "Does the platform's name keep to the call's rule?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recommendation-summary",)
PARAMETERS: Mapping[str, str] = {
    "banned": "words that a platform's name may not hold",
    "ending": "how a platform's name ends",
}
RANKS = ("全国", "中央", "国际级", "省", "市级", "唯一")  # «等字样»: words of the same kind


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """A verdict for each row whose platform is named otherwise."""
    rows = entries(batch)
    if not rows:
        yield inapplicable(
            "没有可读的推荐汇总表，未核对平台名称",
            "without a summary table the platforms' names are not checked",
        )
        return
    banned, ending = cast("tuple[str, ...]", parameters["banned"]), str(parameters["ending"])
    found = [v for e in rows if (v := _verdict(e, banned, ending))]
    yield from found or [
        passed("推荐汇总表的平台名称均符合命名要求", "every platform's name keeps to the call's rule")
    ]


def _verdict(entry: Entry, banned: tuple[str, ...], ending: str) -> Verdict | None:
    platform, unit = fold_name(entry.text("platform")), fold_name(entry.text("name"))
    if not platform:
        return asked(
            f"推荐汇总表{entry.zh}未识别到平台名称，请核对",
            f"no platform's name was read in {entry.en} of the summary table",
            packages=entry.packages,
        )
    words = [w for w in banned if w in platform]
    ends = platform.endswith(ending)
    if words or not ends:
        zh = "、".join([*(f"含有“{w}”" for w in words), *([] if ends else [f"未以“{ending}”结尾"])])
        en = " and ".join([*(f"holds {w}" for w in words), *([] if ends else [f"does not end in {ending}"])])
        own = ends and all(w in unit for w in words)
        if own:
            zh, en = f"{zh}，该字样属于单位名称，请核实", f"{en}, which is part of the unit's own name"
        word = failed if entry.sure("platform") and not own else unsure
        return word(
            f"推荐汇总表{entry.zh}的平台名称{zh}",
            f"the platform's name in {entry.en} of the summary table {en}",
            packages=entry.packages, expected=f"…{ending}", found=platform,
        )  # fmt: skip
    ranks = [w for w in RANKS if w in platform and w not in unit]
    if ranks:
        return warned(
            f"推荐汇总表{entry.zh}的平台名称含有“{'、'.join(ranks)}”，请确认是否属于不得包含的字样",
            f"the platform's name in {entry.en} of the summary table holds {', '.join(ranks)}; the call's list is open",
            packages=entry.packages, found=platform,
        )  # fmt: skip
    return None
