"""The list of enterprises served names no more firms than the form claims (domain C4, A4, A7-26).

Asks: whether last year's «服务中小企业户数» on the form is at least the number of different firms on the list.
Passes: it is. The list may be partial, so fewer firms are no contradiction.
Fails: a list that says it is of last year names more firms than the form.
Undecided: the list names more, but not its year, or several years; or the surplus may be rows read twice,
branches, subtotals, or a misread figure of the form.
Must not accuse: lists of other years, 约/余/以上, a figure in the wrong unit, firms listed twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from checks._compare import QUALIFIED, mended, number
from checks._list_years import by_year
from checks._lists import counted, firm_key, firms, name_of
from checks._names import alike
from checks._words import Extra, failed, formula, inapplicable, passed, said, unsure
from pipeline.model import Facts, Message, Need, Row, Verdict
from pipeline.quantity import plain, squeeze

ID = "served-form-vs-list"
CATEGORY = "consistency"
ASKS = Message(
    "申请表服务户数是否不少于名单家数",
    "Does the form claim at least as many enterprises served as the list names?",
)
NEEDS: Mapping[str, Need] = {
    "form": Need("served-count", ("application-form",), "last-year", "part-2"),
}
NEEDS_ROWS = ("served-enterprises",)
PARAMETERS: Mapping[str, str] = {}
TIMES = 10  # so many times the form's figure are no surplus but another unit, or a lost digit
_BRANCH = re.compile(r"(?<=公司)\S{1,14}(?:分公司|分店|门店|营业部|办事处|经营部|分厂)$")


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Different firms of last year against the form; the fewest that they can be before it accuses."""
    form = facts["form"]
    found = by_year(facts, "served-enterprises")
    stated = number(form)
    if not found.rows:
        return inapplicable(
            "名单标注的年度均非上一年度，未作比对", "the lists are of other years, so they are not compared"
        )
    listed = counted(found.rows)
    named = len(firms(listed.rows))
    counts = tuple(c for c in facts.find("served-count", "served-enterprises") if c.field is None)
    claims = (form.id, *(c.id for c in counts[:1]))
    if named <= stated or (form.qualifier and named <= (1 + QUALIFIED) * stated):
        part = "，名单可仅列部分企业" if named < stated else ""
        part_en = ": a list may be partial" if named < stated else ""
        return passed(
            f"申请表服务户数{said(form)}家，名单{named}家{part}",
            f"{said(form)} enterprises on the form, {named} on the list{part_en}",
            claims=claims,
        )
    zh = f"申请表上年度服务中小企业{said(form)}家，名单列有{named}家，多出{plain(named - stated)}家"
    en = f"{said(form)} enterprises served on the form, {named} on the list, {plain(named - stated)} more"
    extra: Extra = {
        "claims": claims,
        "expected": f"≥ {named}",
        "found": said(form),
        "workings": formula(f"{named} − {plain(stated)} = {plain(named - stated)}; rows {len(listed.rows)}"),
    }
    if mended({"form": form}, lambda c: number(c["form"]) >= named):
        extra["cause"] = "misread"
        return unsure(
            f"{zh}；复核识读的填报数不少于名单，请核对原件",
            f"{en}; a second reading of the form covers the list: check the scan",
            **extra,
        )
    for doubted, why, why_en in (
        (found.unclear, "名单涉及多个年度或年度未能识别", "the list spans several years, or its years were not read"),
        (found.undated, "名单未注明年度，可能含其他年度的企业", "the list does not say its year and may hold others"),
        (form.qualifier, "填报数为约数", "the form's figure is approximate"),
        ("万" in form.evidence.text or named >= TIMES * stated, "相差悬殊，疑为单位或数字误填、误识", "so far off that a wrong unit or a lost digit is likely"),
        (_fewest(listed.rows) <= stated, "多出部分可能是重复识别、重名或分支机构", "the surplus may be rows read twice, or branches"),
        (_handed_in_twice(listed.rows, stated), "名单有多份，可能重复提交", "there are several lists, perhaps of the same firms"),
        (_subtotalled(facts), "名单中有小计，可能分段重复", "the list has subtotals and may repeat itself"),
    ):  # fmt: skip
        if doubted:
            return unsure(f"{zh}；{why}，请核对", f"{en}; {why_en}: a person looks", **extra)
    if counts and number(counts[0]) == named:
        extra["pair"] = (form.id, counts[0].id)
    return failed(f"{zh}，两处不一致", en, **extra)


def _fewest(rows: Sequence[Row]) -> int:
    """The fewest firms that the rows can be: by their names without branches, and by their printed numbers."""
    kept: list[tuple[str, Row]] = []
    for row in rows:
        name = firm_key(_BRANCH.sub("", name_of(row)))
        if not any(name == other or (_one(row, r) and alike(name, other) == "slip") for other, r in kept):
            kept.append((name, row))
    numbers = {(r.document, r.number) for r in rows if r.number is not None}
    bare = sum(r.number is None for r in rows)
    return min(len(kept), len(numbers)) if numbers and bare <= len(numbers) else len(kept)


def _one(a: Row, b: Row) -> bool:
    """Whether two rows share what a firm has to itself."""
    return any(a.cells.get(c) and a.cells.get(c) == b.cells.get(c) for c in ("phone", "contact"))


def _handed_in_twice(rows: Sequence[Row], stated: Decimal) -> bool:
    """Whether there are several lists, one of which alone does not go beyond the form."""
    lists = {r.document for r in rows}
    return len(lists) > 1 and any(len(firms([r for r in rows if r.document == d])) <= stated for d in lists)


def _subtotalled(facts: Facts) -> bool:
    return any("小计" in squeeze(d.text) for d in facts.of_kind("served-enterprises"))
