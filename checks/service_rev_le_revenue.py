"""Service revenue lies between nought and revenue in every year of the form (domain C2).

Asks: whether 0 ≤ 服务收入 ≤ 营业收入 in each full year of part 二.
Passes: in every year that gives both.
Fails: in any year; the message names it.
Must not accuse: equality (all revenue is service revenue); years of which one figure was read with doubt.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks._compare import mended, number, ulp
from checks._words import failed, formula, passed, said, unsure
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "service-rev-le-revenue"
CATEGORY = "consistency"
ASKS = Message("各年度服务收入是否不超过营业收入", "Is service revenue at most revenue in every year?")
NEEDS: Mapping[str, Need] = {
    "service": Need("service-revenue", ("application-form",), "last-year", "part-2"),
    "revenue": Need("revenue", ("application-form",), "last-year", "part-2"),
}
PARAMETERS: Mapping[str, str] = {}


def _holds(pair: Mapping[str, Claim]) -> bool:
    service, revenue = pair["service"], pair["revenue"]
    return 0 <= number(service) <= number(revenue) + max(ulp(service), ulp(revenue))


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every year, the last one first."""
    years = [{"service": facts["service"], "revenue": facts["revenue"]}]
    for service in facts.find("service-revenue", "application-form", field="part-2"):
        totals = facts.find("revenue", "application-form", service.period, "part-2") if service.period else ()
        if totals and service.period != facts["service"].period:
            years.append({"service": service, "revenue": totals[0]})
    for pair in years:
        service, revenue = pair["service"], pair["revenue"]
        if min(service.confidence, revenue.confidence) < facts.floor or _holds(pair):
            continue
        year = (service.period or "")[:4]
        zh = f"{year}年服务收入{said(service)}，营业收入{said(revenue)}，服务收入应不小于零且不超过营业收入"
        en = (
            f"{year}: service revenue {said(service)} does not lie between nought and revenue {said(revenue)}"
        )
        claims = (service.id, revenue.id)
        if mended(pair, _holds):
            return unsure(
                f"{zh}；复核识读结果不同，请核对原件",
                f"{en}; a second reading differs: check the scan",
                claims=claims,
                cause="misread",
            )
        # No pair: the form contradicts itself, whatever the special audit says of the same figure.
        return failed(
            zh, en, claims=claims, expected=f"≤ {said(revenue)}", found=said(service),
            workings=formula(f"{plain(number(service))} > {plain(number(revenue))}"),
        )  # fmt: skip
    shown = "、".join((y["service"].period or "")[:4] for y in years)
    return passed(
        f"{shown}年服务收入均不超过营业收入",
        f"service revenue is within revenue ({shown})",
        claims=tuple(c.id for y in years for c in y.values()),
    )
