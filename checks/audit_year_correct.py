"""The audits are those of the last year (national art. 17(3); A7-21, domain C2).

Asks: whether an audit report, and a special audit if there is one, is of the year before filing.
Passes: one of each kind is.
Fails: none is; the message names the year that was handed in instead.
Must not accuse: reports of earlier years beside the right one; a report whose year was not read, or whose
statements are of last year although its cover was read otherwise (a person decides).
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._words import asked, failed, inapplicable, passed, unsure, where
from pipeline.model import Claim, Facts, Message, Need, Verdict

ID = "audit-year-correct"
CATEGORY = "attachment"
ASKS = Message("审计报告是否为上一年度", "Are the audits those of the last year?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KINDS = ("audit-report", "special-audit-report")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Years by kind of report."""
    present = [k for k in KINDS if facts.of_kind(k) or facts.find("audit-period", k)]
    if not present:
        return inapplicable("未识别到审计报告", "no audit report was found")
    if facts.last_year is None:
        return asked(
            "未识别到填报日期，无法确定上一年度", "no filing date was read, so the last year is unknown"
        )
    wanted = str(facts.last_year)
    used: list[Claim] = []
    for kind in present:
        years = [c for c in facts.find("audit-period", kind, scope=None) if c.confidence >= facts.floor]
        right = [c for c in years if c.value[:4] == wanted or wanted in (r[:4] for r in c.readings)]
        if right:
            used.append(right[0])
            continue
        if not years:
            if kind == "special-audit-report":
                continue
            return _by_statements(facts, wanted)
        first = years[0]
        zh, en = where(first)
        claims = tuple(c.id for c in years)
        if any(facts.find(q, kind, wanted) for q in ("total-assets", "revenue", "total-profit")):
            return unsure(
                f"{zh}年度识别为{first.value}年，但报表含{wanted}年数据，请核实",
                f"{en} was read as of {first.value}, but its statements hold {wanted}: check",
                claims=claims, expected=wanted, found=first.value,
            )  # fmt: skip
        return failed(
            f"年度不符：{zh}为{first.value}年度，应为上一年度（{wanted}年）",
            f"{en} is of {first.value}; that of {wanted} is asked for",
            claims=claims, expected=wanted, found=first.value,
        )  # fmt: skip
    return passed(
        f"审计报告为上一年度（{wanted}年）", f"the audits are of {wanted}", claims=tuple(c.id for c in used)
    )


def _by_statements(facts: Facts, wanted: str) -> Verdict:
    """No year on the report itself: its statements may tell."""
    closing = facts.find("total-assets", "audit-report", f"{wanted}-12-31")
    if closing:
        return passed(
            f"审计报告所附报表截至{wanted}年12月31日", f"the audited statements close on 31 December {wanted}",
            claims=(closing[0].id,),
        )  # fmt: skip
    return unsure(
        "未识别到审计报告所属年度，请核对原件",
        "the year of the audit report was not read: check the scan",
        expected=wanted,
    )
