"""The auditor's opinion (national art. 12(1) «sound finances»; domain B2.2).

Asks: what opinion the audit report gives.
Passes: an unqualified opinion.
Warns: unqualified with emphasis or doubt about going concern. Qualified, adverse and disclaimed opinions are for a
person, with high weight.
Must not accuse: «无保留意见» of being qualified (extractors read headings, not substrings).
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._words import asked, passed, unsure, warned
from pipeline.model import Facts, Message, Need, Verdict

ID = "audit-opinion-type"
CATEGORY = "condition"
ASKS = Message("审计意见类型", "What opinion does the audit report give?")
NEEDS: Mapping[str, Need] = {"opinion": Need("audit-opinion", ("audit-report",))}
PARAMETERS: Mapping[str, str] = {}
WORDS = {
    "unqualified": ("无保留意见", "unqualified"),
    "unqualified-with-emphasis": (
        "带强调事项段或持续经营重大不确定性的无保留意见",
        "unqualified with emphasis of matter",
    ),
    "qualified": ("保留意见", "qualified"),
    "adverse": ("否定意见", "adverse"),
    "disclaimer": ("无法表示意见", "a disclaimer"),
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """By type."""
    opinion = facts["opinion"]
    zh, en = WORDS.get(opinion.value, (opinion.value, opinion.value))
    claims = (opinion.id,)
    if opinion.value == "unqualified":
        return passed(f"审计意见：{zh}", f"the opinion is {en}", claims=claims, found=zh)
    if opinion.value == "unqualified-with-emphasis":
        return warned(
            f"审计意见：{zh}，请关注其对财务状况的影响", f"the opinion is {en}", claims=claims, found=zh
        )
    if opinion.value in WORDS:
        return unsure(
            f"审计意见为{zh}，财务收支状况是否良好请审核认定",
            f"the opinion is {en}: a person decides whether the finances are sound",
            claims=claims, expected="无保留意见", found=zh,
        )  # fmt: skip
    return asked(f"审计意见类型“{zh}”未能归类", f"the opinion {en!r} could not be classed", claims=claims)
