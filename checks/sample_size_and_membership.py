"""The recommending authority asked enough firms, and they are the applicant's own (national art. 16; domain C4).

Asks: whether the recommendation form names at least ten firms, each with one rating, and whether they stand on
the applicant's list of firms served, with the same phone.
Passes: all that.
Fails: fewer firms. Warns: a firm without exactly one rating, one that is not on the list, another phone.
Undecided: no firm was read, or rows may be missing from what was read.
Must not accuse: before recommendation; a list that is partial (the form asks for 100 firms, not for all).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checks._lists import counted
from checks._sample import another_phone, home, listed, rated, sampled
from checks._words import Extra, asked, failed, inapplicable, passed, some, unsure, warned
from pipeline.model import Facts, Message, Need, Row, Verdict

ID = "sample-size-and-membership"
CATEGORY = "form"
ASKS = Message(
    "推荐单位抽样测评的企业数、评价和名单是否相符",
    "Did the recommender ask enough firms, all of them served?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {"minimum": "how many firms the authority asks at least"}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The size first, then what a person should look at."""
    if facts.stage != "recommended":
        return inapplicable(
            "申报阶段不核对推荐表", "before recommendation no recommendation form is asked for"
        )
    if not facts.of_kind("recommendation-form"):
        return inapplicable(
            "未识别到推荐表，见推荐意见检查", "no recommendation form was found; see the opinion"
        )
    rows, minimum = sampled(facts), int(str(parameters["minimum"]))
    extra: Extra = {
        "rows": tuple(r.id for r in rows), "expected": f"≥ {minimum}", "found": str(len(rows)),
    }  # fmt: skip
    unread = counted(facts.table("recommendation-form")).unread
    if len(rows) < minimum:
        zh = f"推荐表识别到抽样企业{len(rows)}家，少于{minimum}家"
        en = f"{len(rows)} firms were read in the recommender's sample, fewer than {minimum}"
        if not rows or unread or min(r.confidence for r in rows) < facts.floor:
            return unsure(f"{zh}，可能有行未识别，请核对", f"{en}; rows may not have been read", **extra)
        return failed(zh, en, **extra)
    zh_, en_ = _oddities(facts, rows)
    if zh_:
        return warned(
            f"推荐表抽样{len(rows)}家：{'；'.join(zh_)}，请核实",
            f"the recommender's sample of {len(rows)}: {'; '.join(en_)}",
            **extra,
        )
    if doubtful := [r for r in rows if r not in rated(rows)]:
        names = some(r.cells["name"] or "" for r in doubtful)
        return asked(
            f"推荐表抽样{len(rows)}家，其中{len(doubtful)}家的评价未能识别：{names}",
            f"of {len(rows)} sampled firms the rating of {len(doubtful)} was not read: {names}",
            **extra,
        )
    on = "，均在服务企业名单中" if listed(facts) else "（未识别到服务企业名单，未核对是否在名单中）"
    on_en = (
        ", all on the list of firms served" if listed(facts) else " (there is no list to hold them against)"
    )
    return passed(
        f"推荐表抽样{len(rows)}家，每家一项评价{on}",
        f"{len(rows)} firms were sampled, each rated once{on_en}",
        **extra,
    )


def _oddities(facts: Facts, rows: Sequence[Row]) -> tuple[list[str], list[str]]:
    zh, en = [], []
    own = listed(facts)
    if blank := [r for r in rows if r.cells.get("rating") is None and "rating" not in r.doubt]:
        names = some(r.cells["name"] or "" for r in blank)
        zh.append(f"{len(blank)}家未见评价（{names}）")
        en.append(f"{len(blank)} firms without a rating ({names})")
    if own and (strange := [r for r in rows if "name" not in r.doubt and home(r, own) is None]):
        names = some(r.cells["name"] or "" for r in strange)
        zh.append(f"{len(strange)}家不在服务企业名单中（{names}），名单可能未列全")
        en.append(f"{len(strange)} firms are not on the list of firms served ({names}), which may be partial")
    other = [r for r in rows if (listed_ := home(r, own)) and another_phone(r, listed_)]
    if other:
        names = some(r.cells["name"] or "" for r in other)
        zh.append(f"{len(other)}家联系电话与名单不同（{names}）")
        en.append(f"{len(other)} firms have another phone than on the list ({names})")
    return zh, en
