"""Enough users are satisfied (national art. 12(2); A7-5).

Asks: whether the ratings of the list reach the minimum: strict = 满意 ÷ n, broad = (满意 + 基本满意) ÷ n.
Passes: strict reaches it; broad alone reaches it too, and both are shown (unless the ruleset reads 满意 strictly,
or leaves the reading open: then a person decides where the two part).
Fails: broad is below it, however the doubtful ticks are read.
Must not accuse: ticks that could not be told apart (if they can turn the result, a person decides), a list with
more than 5 % unrated rows, applicants for whom the text relaxes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from checks import _threshold, _variant
from checks._lists import counted
from checks._words import Extra, asked, failed, formula, passed, percent, unsure
from pipeline.model import Facts, Message, Need, Row, Verdict
from pipeline.quantity import plain

ID = "satisfaction-rule"
CATEGORY = "condition"
ASKS = Message("用户满意度是否达到规定标准", "Does the share of satisfied users reach the minimum?")
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS = ("served-enterprises",)
PARAMETERS: Mapping[str, str] = {
    "minimum": "the least satisfaction, in percent",
    "relaxable": _threshold.PARAMETERS["relaxable"],
    "variation": _threshold.PARAMETERS["variation"],
    "satisfaction_reading": "broad, strict or open: whether 基本满意 counts as satisfied",
    "satisfaction_denominator": "rated or all: which rows n counts",
    "unrated_limit": "the share of unrated rows, in percent, above which a person must look",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Counts by rating; doubtful rows count as the worst and as the best."""
    return _variant.noted(_decided(facts, parameters), facts, parameters)


def _decided(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    rows = counted(facts.table("served-enterprises")).rows
    if not rows:
        return asked("服务企业名单未识别到企业名称，无法统计满意度", "no enterprises were read on the list")
    tally = Counter(_rating(r) for r in rows)
    top, mid, bad = tally["satisfied"], tally["basically-satisfied"], tally["dissatisfied"]
    doubtful, unrated = tally["doubtful"], tally["unrated"]
    minimum = _threshold.minimum_of(parameters)
    n = top + mid + bad + doubtful + (unrated if parameters.get("satisfaction_denominator") == "all" else 0)
    rest = (f"，存疑{doubtful}" if doubtful else "") + (f"，未评价{unrated}" if unrated else "")
    rest_en = (f", {doubtful} doubtful" if doubtful else "") + (f", {unrated} unrated" if unrated else "")
    zh = f"名单{len(rows)}家：满意{top}，基本满意{mid}，不满意{bad}{rest}"
    en = f"of {len(rows)} enterprises {top} are satisfied, {mid} basically, {bad} not{rest_en}"
    claims = tuple(
        c.id
        for q in ("satisfied-count", "basically-satisfied-count", "dissatisfied-count", "satisfaction-ratio")
        for c in facts.find(q, "served-enterprises")[:1]
    )
    extra: Extra = {"claims": claims, "expected": f"≥ {plain(minimum)}%", "rows": _questioned(rows)}
    limit = Decimal(str(parameters.get("unrated_limit", 5)))
    if not n or Decimal(unrated) / len(rows) * 100 > limit:
        return unsure(
            f"{zh}；未评价行超过{plain(limit)}%，满意度请人工核实",
            f"{en}; more than {plain(limit)}% are unrated: a person must look",
            **extra,
        )
    strict, broad = Decimal(top) / n * 100, Decimal(top + mid) / n * 100
    reading = str(parameters.get("satisfaction_reading", "broad"))
    best = Decimal(top + (0 if reading == "strict" else mid) + doubtful) / n * 100
    extra["found"] = f"{percent(strict)} / {percent(broad)}"
    extra["workings"] = formula(
        f"{top} ÷ {n} = {percent(strict)}; ({top} + {mid}) ÷ {n} = {percent(broad)}; ≥ {plain(minimum)}%"
    )
    both = f"满意率{percent(strict)}，含基本满意{percent(broad)}"
    both_en = f"{percent(strict)} satisfied, {percent(broad)} with the basically satisfied"
    if strict >= minimum:
        return passed(
            f"{zh}；{both}，达到{plain(minimum)}%", f"{en}; {both_en}: reaches {plain(minimum)}%", **extra
        )
    if broad >= minimum and reading == "open":
        return unsure(
            f"{zh}；{both}：是否达到{plain(minimum)}%取决于“基本满意”是否计入，请确定口径",
            f"{en}; {both_en}: whether {plain(minimum)}% is reached depends on the basically satisfied: settle the reading",
            **extra,
        )
    if broad >= minimum and reading == "broad":
        return passed(
            f"{zh}；{both}，按含基本满意口径达到{plain(minimum)}%",
            f"{en}; {both_en}: reaches {plain(minimum)}% with the basically satisfied alone",
            **extra,
        )
    if best >= minimum:
        return unsure(
            f"{zh}；存疑的评价足以影响是否达到{plain(minimum)}%，请核对原件",
            f"{en}; the doubtful ratings decide whether {plain(minimum)}% is reached: check the scan",
            **extra,
        )
    if parameters.get("relaxable"):
        gap = minimum - (strict if reading == "strict" else broad)
        return unsure(
            f"{zh}；{both}，低于{plain(minimum)}%，差{gap:.1f}个百分点；条件可适当放宽但未规定幅度，请审核认定",
            f"{en}; {both_en}: {gap:.1f} points below {plain(minimum)}%; the text allows relaxation here",
            **extra,
        )
    return failed(
        f"{zh}；{both}，低于{plain(minimum)}%", f"{en}; {both_en}: below {plain(minimum)}%", **extra
    )


def _rating(row: Row) -> str:
    if "rating" in row.doubt:
        return "doubtful"
    return row.cells.get("rating") or "unrated"


def _questioned(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """The rows that a person would look at: dissatisfied, doubtful, unrated."""
    return tuple(r.id for r in rows if _rating(r) in ("dissatisfied", "doubtful", "unrated"))[:50]
