"""No enterprise stands on the list of enterprises served twice (domain C4).

Asks: whether the same firm (without 省/市 and its legal form) is listed more than once.
Passes: no firm twice.
Warns: some are, up to the limit of surplus rows; above it a person decides. Fails: without them the list falls
below the minimum.
Must not accuse: branches with names of their own; a page that was scanned twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from checks._lists import counted, firms, name_of
from checks._words import Extra, failed, formula, passed, some, unsure, warned
from pipeline.model import Facts, Message, Need, Verdict

ID = "served-duplicates"
CATEGORY = "consistency"
ASKS = Message("服务企业名单是否有重复企业", "Is any enterprise listed twice?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("served-enterprises",)
PARAMETERS: Mapping[str, str] = {
    "minimum": "the least number of different enterprises on the list",
    "limit": "the share of surplus rows, in percent, above which a person must look",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Surplus rows over all rows."""
    listed = counted(facts.table("served-enterprises"))
    groups = [g for g in firms(listed.rows).values() if len(g) > 1]
    if not groups:
        return passed("服务企业名单未发现重复企业", "no enterprise was found on the list twice")
    rows = len(listed.rows)
    surplus = sum(len(g) - 1 for g in groups)
    share = Decimal(surplus) / rows * 100
    distinct = rows - surplus
    names = some(f"{name_of(g[0])}（序号{'、'.join(str(r.number or '?') for r in g)}）" for g in groups)
    extra: Extra = {
        "rows": tuple(r.id for g in groups for r in g),
        "expected": "0",
        "found": str(surplus),
        "workings": formula(f"{surplus} ÷ {rows} = {share:.1f}%; {rows} − {surplus} = {distinct}"),
    }
    zh = f"服务企业名单有{len(groups)}家企业重复，多出{surplus}行（{share:.1f}%）：{names}"
    en = f"{len(groups)} enterprises are listed more than once, {surplus} rows too many ({share:.1f}%): {names}"
    minimum = int(str(parameters.get("minimum", 0)))
    if distinct < minimum <= rows and not listed.unread:
        return failed(
            f"{zh}；去重后{distinct}家，少于{minimum}家",
            f"{en}; {distinct} remain, fewer than {minimum}",
            **extra,
        )
    if share > Decimal(str(parameters.get("limit", 5))):
        return unsure(f"{zh}，占比较高，请核实", f"{en}: a high share, a person should look", **extra)
    return warned(f"{zh}，请核实", en, **extra)
