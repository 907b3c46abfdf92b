"""Nobody stands on the roster twice (domain C3).

Asks: whether a person is listed more than once.
Passes: no two rows with the same name whose age, sex and education agree, and no id number twice.
Warns: such rows; one id number under two rows fails.
Must not accuse: namesakes (an attribute differs, or only the name is known); a page that was scanned twice.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._lists import counted, name_of
from checks._people import duplicates, same_id
from checks._words import failed, passed, some, warned
from pipeline.model import Facts, Message, Need, Verdict

ID = "roster-duplicates"
CATEGORY = "consistency"
ASKS = Message("人员名单是否有人重复", "Is anybody on the roster twice?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("staff-roster",)
PARAMETERS: Mapping[str, str] = {}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Same name with two agreeing attributes, or the same id number."""
    groups = duplicates(counted(facts.table("staff-roster")).rows)
    if not groups:
        return passed("人员名单未发现重复人员", "nobody was found on the roster twice")
    names = some(f"{name_of(g[0])}（序号{'、'.join(str(r.number or '?') for r in g)}）" for g in groups)
    word = failed if any(same_id(g) for g in groups) else warned
    return word(
        f"人员名单疑有重复：{names}，姓名及年龄、性别、学历均相同",
        f"listed twice with the same name, age, sex and education: {names}",
        rows=tuple(r.id for g in groups for r in g),
        expected="0",
        found=str(sum(len(g) - 1 for g in groups)),
    )
