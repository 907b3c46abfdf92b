"""What firms told the recommender agrees with what the applicant's list says (domain C4).

Asks: whether a sampled firm that was dissatisfied stands as satisfied on the list of firms served, and whether
the shares of content firms differ by more than 20 points.
Passes: neither.
Warns: either.
Undecided: fewer than five sampled firms have a rating that was read.
Must not accuse: before recommendation; a small sample; ratings read with doubt. It never blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from checks._lists import firm_key, name_of
from checks._sample import home, listed, rated, sampled
from checks._words import asked, formula, inapplicable, passed, percent, some, warned
from pipeline.model import Facts, Message, Need, Row, Verdict

ID = "satisfaction-list-vs-sample"
CATEGORY = "consistency"
ASKS = Message(
    "推荐单位抽样评价与服务企业名单评价是否相符", "Do the recommender's sample and the list say the same?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
LEAST = 5
POINTS = 20


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Firm by firm, then the shares."""
    if facts.stage != "recommended":
        return inapplicable(
            "申报阶段不核对推荐表", "before recommendation no recommendation form is asked for"
        )
    own = rated(list(listed(facts).values()))
    sample = rated(sampled(facts))
    if not sampled(facts) or not own:
        return inapplicable(
            "没有可比对的抽样评价和名单评价", "there are no ratings on both sides to be compared"
        )
    if len(sample) < LEAST:
        return asked(
            f"推荐表仅识别到{len(sample)}家有评价，样本太小，未作比对",
            f"only {len(sample)} sampled firms have a rating that was read: too few to compare",
        )
    by_firm = {firm_key(name_of(r)): r for r in own}
    against = [
        r
        for r in sample
        if r.cells["rating"] == "dissatisfied"
        and (listed_ := home(r, by_firm))
        and listed_.cells["rating"] == "satisfied"
    ]
    told, stated = content(sample), content(own)
    workings = formula(f"{percent(told)} (n={len(sample)}) / {percent(stated)} (n={len(own)})")
    ids = tuple(r.id for r in (against or sample))
    if against:
        names = some(r.cells["name"] or "" for r in against)
        return warned(
            f"{len(against)}家企业在推荐表中评价为不满意，在服务企业名单中为满意：{names}，请核实",
            f"{len(against)} firms told the recommender that they are dissatisfied and stand as satisfied on the list: {names}",
            rows=ids, expected="0", found=str(len(against)), workings=workings,
        )  # fmt: skip
    if abs(told - stated) > POINTS:
        return warned(
            f"推荐表抽样满意度{percent(told)}与名单满意度{percent(stated)}相差超过{POINTS}个百分点，请核实",
            f"{percent(told)} of the sample are content, {percent(stated)} of the list: more than {POINTS} points apart",
            rows=ids, expected=percent(stated), found=percent(told), workings=workings,
        )  # fmt: skip
    return passed(
        f"推荐表抽样满意度{percent(told)}，名单满意度{percent(stated)}，相差不超过{POINTS}个百分点",
        f"{percent(told)} of the sample and {percent(stated)} of the list are content",
        workings=workings,
    )


def content(rows: Sequence[Row]) -> Decimal:
    """The share of satisfied and basically satisfied rows, in percent."""
    return Decimal(100) * sum(r.cells["rating"] != "dissatisfied" for r in rows) / len(rows)
