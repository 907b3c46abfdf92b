"""The declaration of truth is sealed, and signed where the text asks for it (national art. 17(8); domain C7).

Asks: whether the unit's seal, and for some rulesets the legal representative's signature, stands on it.
Passes: they were found.
Undecided: a seal or signature was not seen: faint and grey ones are lost in scans, so nobody is accused of it.
Must not accuse: a declaration that is not there at all (the list of attachments says so).
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._words import asked, inapplicable, passed, unsure
from pipeline.model import Facts, Message, Need, Verdict

ID = "declaration-sealed-signed"
CATEGORY = "form"
ASKS = Message(
    "真实性声明是否盖章（签字）", "Is the declaration of truth sealed, and signed where asked for?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {"signature_required": "true where the legal representative has to sign"}
MARKS = {
    "seal": ("单位公章", "the unit's seal"),
    "signature": ("法定代表人签字", "the legal representative's signature"),
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The surest state over all pages of the declaration."""
    rows = facts.table("truth-declaration")
    if not rows:
        if facts.of_kind("truth-declaration"):
            return asked(
                "未能判断真实性声明是否盖章，请核对原件",
                "whether the declaration is sealed could not be told",
            )
        return inapplicable("未识别到真实性声明，见附件检查", "no declaration was found; see the attachments")
    wanted = ["seal", *(["signature"] if parameters.get("signature_required") else [])]
    ids = tuple(r.id for r in rows)
    lacking = [mark for mark in wanted if not any(r.cells.get(mark) == "yes" for r in rows)]
    if not lacking:
        return passed(
            "真实性声明已识别到" + "、".join(MARKS[m][0] for m in wanted),
            "the declaration bears " + " and ".join(MARKS[m][1] for m in wanted),
            rows=ids,
        )
    zh = "、".join(MARKS[m][0] for m in lacking)
    en = " and ".join(MARKS[m][1] for m in lacking)
    return unsure(
        f"真实性声明未识别到{zh}，可能印迹较浅，请核对原件", f"{en} was not seen on the declaration; it may be faint: check the scan",
        rows=ids, expected="、".join(MARKS[m][0] for m in wanted), found="—",
    )  # fmt: skip
