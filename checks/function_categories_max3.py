"""At most three service functions are applied for (工企业函〔2019〕310号 annex 2; domain A4, C5).

Asks: how many of the functions information, technology, startup, training and financing a row of the summary
table names.
Passes: no more than the call allows.
Fails: more.
Undecided: the cell is blank or was read with doubt, or lists more things than functions that are known.
Must not accuse: explanations behind a function's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from checks._across import Entry, entries
from checks._words import asked, failed, inapplicable, passed, unsure
from pipeline.model import Batch, Message, Need, Verdict

ID = "function-categories-max3"
CATEGORY = "batch"
ASKS = Message(
    "汇总表中申请的服务功能类别是否过多", "Does a row of the summary table apply for too many functions?"
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recommendation-summary",)
PARAMETERS: Mapping[str, str] = {"maximum": "how many functions may be applied for"}
FUNCTIONS = ("信息", "技术", "创业", "培训", "融资")
_PARTS = re.compile(r"[、,，;；/／|\s]+|(?<=服务)和|(?<=服务)及")


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """A verdict for each row that names too many, or none."""
    rows = entries(batch)
    if not rows:
        yield inapplicable(
            "没有可读的推荐汇总表，未核对服务功能类别",
            "without a summary table the functions applied for are not checked",
        )
        return
    most = int(str(parameters["maximum"]))
    found = [v for e in rows if (v := _verdict(e, most))]
    yield from found or [
        passed(
            f"推荐汇总表各行申请的服务功能类别均不超过{most}类",
            f"no row of the summary table names more than {most} functions",
        )
    ]


def _verdict(entry: Entry, most: int) -> Verdict | None:
    said = entry.text("functions")
    if not said:
        return asked(
            f"推荐汇总表{entry.zh}未识别到服务功能类别，请核对",
            f"no function was read in {entry.en} of the summary table",
            packages=entry.packages,
        )
    named = [f for f in FUNCTIONS if f in said]
    parts = [p for p in _PARTS.split(said) if p]
    if len(named) > most:
        word = failed if entry.sure("functions") else unsure
        return word(
            f"推荐汇总表{entry.zh}申请{len(named)}类服务功能（{'、'.join(named)}），超过{most}类",
            f"{entry.en} of the summary table applies for {len(named)} functions, more than {most}",
            packages=entry.packages, expected=f"≤ {most}", found=str(len(named)),
        )  # fmt: skip
    if len(parts) > most and len(named) < len(parts):
        return asked(
            f"推荐汇总表{entry.zh}的服务功能类别“{said}”超过{most}项，其中有不能归类的，请核对",
            f"{entry.en} of the summary table lists {len(parts)} things as functions, not all of them known",
            packages=entry.packages, expected=f"≤ {most}", found=said,
        )  # fmt: skip
    return None
