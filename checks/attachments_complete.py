"""Every required attachment is there (national art. 17; domain A3, C7).

Asks: whether each item that the text asks for was found, or what may replace it.
Passes: all were.
Fails: a required item was not found in anything that was read.
Must not accuse: conditional items that the form does not claim; items that an unreadable file or an unplaced page
may be (a person decides); faults of a document that is there (other checks say them).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks._words import failed, inapplicable, passed, unsure
from pipeline.model import Attachment, Facts, Message, Need, Verdict

ID = "attachments-complete"
CATEGORY = "attachment"
ASKS = Message("规定的附件是否齐全", "Are all required attachments there?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """By the state of all items."""
    due = [a for a in facts.attachments if a.status != "not-required"]
    if not due:
        return inapplicable("本办法未列附件", "no attachments are listed")
    missing = [a for a in due if a.status == "missing"]
    open_ = [a for a in due if a.status == "undecided"]
    if missing:
        also = f"；待核实：{_zh(open_)}" if open_ else ""
        also_en = f"; to be verified: {_en(open_)}" if open_ else ""
        return failed(
            f"未在材料中识别到{len(missing)}项附件：{_zh(missing)}{also}",
            f"not found in the scan: {_en(missing)}{also_en}",
            expected=str(len(due)), found=str(len(due) - len(missing)),
        )  # fmt: skip
    if open_:
        return unsure(
            f"附件待核实：{_zh(open_)}，可能在未能读取或未能归类的页面中",
            f"to be verified: {_en(open_)}; they may be on pages that could not be read or placed",
        )
    replaced = [a for a in due if a.status == "substituted"]
    tail = (
        (f"，其中以其他材料替代：{_zh(replaced)}", f"; replaced by other documents: {_en(replaced)}")
        if replaced
        else ("", "")
    )
    return passed(f"应附{len(due)}项附件均已识别{tail[0]}", f"all {len(due)} attachments were found{tail[1]}")


def _zh(items: Iterable[Attachment]) -> str:
    return "、".join(f"{a.zh or a.item}（{a.article}）" for a in items)


def _en(items: Iterable[Attachment]) -> str:
    return ", ".join(f"{a.en or a.item} ({a.article})" for a in items)
