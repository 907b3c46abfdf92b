"""The statement of what is exemplary is there and short (工企业函〔2019〕310号 annex 2; domain A4, C7).

Asks: how many characters 示范性表述 has in each row of the summary table, without spaces.
Passes: at least one, at most as many as the call allows.
Fails: it is blank, or longer by more than a tenth. Warns: it is longer by less.
Undecided: a blank or a text that was read with doubt.
Must not accuse: a text whose punctuation alone makes it too long (whether it counts is not said).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checks._across import Entry, entries
from checks._words import failed, inapplicable, passed, unsure, warned
from pipeline.model import Batch, Message, Need, Verdict
from pipeline.quantity import squeeze

ID = "summary-length"
CATEGORY = "batch"
ASKS = Message(
    "汇总表的示范性表述是否填写且不超过规定字数",
    "Is the statement of what is exemplary there, and short enough?",
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("recommendation-summary",)
PARAMETERS: Mapping[str, str] = {"maximum": "how many characters the statement may have"}


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """A verdict for each row whose statement is missing or too long."""
    rows = entries(batch)
    if not rows:
        yield inapplicable(
            "没有可读的推荐汇总表，未核对示范性表述", "without a summary table its statements are not checked"
        )
        return
    most = int(str(parameters["maximum"]))
    found = [v for e in rows if (v := _verdict(e, most))]
    yield from found or [
        passed(
            f"推荐汇总表的示范性表述均已填写，不超过{most}字",
            f"every statement in the summary table is there and has at most {most} characters",
        )
    ]


def _verdict(entry: Entry, most: int) -> Verdict | None:
    text = squeeze(entry.text("statement"))
    if not text:
        word = failed if entry.sure("statement") else unsure
        return word(
            f"推荐汇总表{entry.zh}未识别到示范性表述（必填）",
            f"no statement was found in {entry.en} of the summary table; it has to be there",
            packages=entry.packages, expected=f"1–{most}", found="0",
        )  # fmt: skip
    if len(text) <= most:
        return None
    letters = sum(ch.isalnum() for ch in text)
    zh = f"推荐汇总表{entry.zh}的示范性表述{len(text)}字，超过{most}字"
    en = f"the statement in {entry.en} of the summary table has {len(text)} characters, more than {most}"
    if letters <= most:
        zh, en = f"{zh}（不计标点{letters}字）", f"{en} ({letters} without punctuation)"
    if len(text) <= most * 1.1 or letters <= most:
        word = warned
    else:
        word = failed if entry.sure("statement") else unsure
    return word(zh, en, packages=entry.packages, expected=f"≤ {most}", found=str(len(text)))
