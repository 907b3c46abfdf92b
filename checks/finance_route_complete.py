"""The financial attachments are complete by one of the two routes (national art. 17(3); A3-1, A7-20).

Asks: whether there is an audit report with a special audit of service income, or one audit report that contains it.
Passes: either route.
Fails: no audit report, or nothing on service income.
Must not accuse: an audit that speaks of service income without a table, or files that could not be read (a
person decides).
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._words import failed, inapplicable, passed, unsure
from pipeline.model import Facts, Message, Need, Verdict

ID = "finance-route-complete"
CATEGORY = "attachment"
ASKS = Message(
    "上一年度审计及服务收支材料是否齐全", "Are the audit and the statement of service income there?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
ITEMS = {
    "audit-report": ("审计报告", "the audit report"),
    "special-audit-report": ("服务收支情况的专项审计报告", "the special audit of service income"),
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """By the state of the two items."""
    states = {a.item: a for a in facts.attachments if a.item in ITEMS}
    if not states or all(a.status == "not-required" for a in states.values()):
        return inapplicable("本办法不要求审计报告", "no audit is asked for")
    for item, attachment in states.items():
        if attachment.status == "missing":
            zh, en = ITEMS[item]
            tail = (
                ("，审计报告中也未识别到服务收支情况", ", nor a section on it in the audit report")
                if item != "audit-report"
                else ("", "")
            )
            return failed(
                f"未在材料中识别到{zh}{tail[0]}", f"not found in the scan: {en}{tail[1]}", found=item
            )
    for item, attachment in states.items():
        if attachment.status == "undecided":
            zh, en = ITEMS[item]
            return unsure(
                f"{zh}待核实：仅识别到相关文字或部分材料未能读取",
                f"{en}: only words were found, or files could not be read",
            )
    special = states.get("special-audit-report")
    if special is not None and special.status == "substituted":
        return passed("审计报告已包含服务收支情况", "the audit report contains the service income")
    return passed(
        "审计报告及服务收支专项审计报告均已识别", "the audit report and the special audit were found"
    )
