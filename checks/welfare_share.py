"""Enough services are free or low-priced (national art. 12(5); A7-7).

Asks: whether the share that the applicant states reaches the minimum.
Passes: the stated share of last year does.
Fails: the applicant itself states less.
Must not accuse: anyone who states no share or not its basis (a person decides); the share may be counted in
firms, events, attendances or money, which the text leaves open; applicants for whom the text relaxes.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks import _threshold
from checks._compare import number
from checks._words import where
from pipeline.model import Facts, Message, Need, Verdict
from pipeline.quantity import plain

ID = "welfare-share"
CATEGORY = "condition"
ASKS = Message("公益性或低收费服务占比是否达到规定标准", "Are enough services free or low-priced?")
NEEDS: Mapping[str, Need] = {
    "share": Need(
        "welfare-ratio", ("application-form", "special-audit-report", "welfare-evidence", "narrative")
    ),
}
PARAMETERS: Mapping[str, str] = _threshold.PARAMETERS


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The stated share; its basis is for the reviewer."""
    share = facts["share"]
    zh, en = where(share)
    measured = _threshold.Measured(
        number(share),
        f"公益性或低收费服务占比（{zh}所述）",
        f"the share of free or low-priced services (as {en} states it)",
        lambda n: f"{plain(n)}%",
        claims=(share.id,),
        claim=share,
    )
    return _threshold.against_minimum(measured, parameters, facts)
