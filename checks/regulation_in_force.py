"""The regulation was in force on the day of filing (domain A0, C1).

Asks: whether the day of filing lies between the first and the last day of force, and before any later instrument.
Passes: it does.
Warns: it does not: an extension or a successor may exist, and a later instrument may have replaced the text.
Must not accuse: an application; this is a question about the ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checks._words import asked, passed, warned
from pipeline.model import Facts, Message, Need, Verdict

ID = "regulation-in-force"
CATEGORY = "form"
ASKS = Message("填报日期是否在办法有效期内", "Was the regulation in force on the day of filing?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {
    "valid_from": "first day of force",
    "valid_to": "last day of force, if any",
    "newer_since": "day of a later instrument that may supersede this one, if any",
    "newer_zh": "what to say of it",
    "newer_en": "what to say of it",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The day of filing against the dates of the ruleset."""
    day = facts.as_of
    if day is None:
        return asked(
            "未识别到填报日期，无法确认办法是否有效", "no filing date was read, so force cannot be confirmed"
        )
    start, end, newer = (parameters.get(k) for k in ("valid_from", "valid_to", "newer_since"))
    claims = tuple(c.id for c in facts.find("filed-on", "application-form")[:1])
    if isinstance(newer, date) and day >= newer:
        return warned(
            f"填报日期{day}：{parameters.get('newer_zh')}", f"filed on {day}: {parameters.get('newer_en')}",
            claims=claims, expected=f"< {newer}", found=str(day),
        )  # fmt: skip
    if isinstance(start, date) and day < start:
        return warned(
            f"填报日期{day}早于本办法施行日{start}", f"filed on {day}, before the regulation came into force on {start}",
            claims=claims, expected=f"≥ {start}", found=str(day),
        )  # fmt: skip
    if isinstance(end, date) and day > end:
        return warned(
            f"填报日期{day}晚于本办法有效期{end}，请核实是否延期或有新办法",
            f"filed on {day}, after the regulation ended on {end}: look for an extension or a successor",
            claims=claims, expected=f"≤ {end}", found=str(day),
        )  # fmt: skip
    return passed(f"填报日期{day}在办法有效期内", f"the regulation was in force on {day}", claims=claims)
