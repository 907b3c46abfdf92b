"""The applicant is registered in the region that grants the title (Xinjiang art. 7(1); A7-15).

Asks: whether the registered address, and the region in the credit code, lie in the region.
Passes: the address does, or the code where the address names no province.
Fails: address and code both name another province.
Must not accuse: a firm that moved (the code keeps the region of its first registration) or that has one address
of business elsewhere; an address that names a city alone; which prefecture recommends (a person sees to that).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from checks._words import Extra, asked, failed, passed, unsure
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import squeeze

ID = "local-registration"
CATEGORY = "condition"
ASKS = Message("注册地是否在本地", "Is the applicant registered in the region?")
NEEDS: Mapping[str, Need] = {
    "address": Need("address", ("licence", "application-form"), optional=True),
    "code": Need("credit-code", ("licence", "commitment-letter", "audit-report"), optional=True),
}
PARAMETERS: Mapping[str, str] = {
    "region": "the first two digits of the region's code (GB/T 2260)",
    "provinces": "code and name of every province",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Where the address says, and where the code says."""
    region, provinces = str(parameters["region"]), cast("Mapping[str, str]", parameters["provinces"])
    name = provinces[region]
    address, code = facts.get("address"), facts.get("code")
    said = _province(address, provinces)
    coded = code.value[2:8] if code is not None and len(code.value) == 18 else None
    extra: Extra = {
        "claims": tuple(c.id for c in (address, code) if c is not None),
        "expected": name,
        "found": " / ".join(c.value for c in (address, code) if c is not None) or None,
    }
    if said == region or (said is None and coded is not None and coded.startswith(region)):
        return passed(
            f"注册地在{name}，是否属于推荐机关辖区请人工确认",
            f"registered in {name}; whether it is the recommending prefecture is for a person",
            **extra,
        )
    if said is None and coded is None:
        return asked(
            "未识别到注册地址和统一社会信用代码，无法确认注册地",
            "neither address nor credit code was found: the place of registration is unknown",
        )
    if said is not None and coded is not None and not coded.startswith(region):
        return failed(
            f"注册地址和统一社会信用代码均不在{name}",
            f"neither the registered address nor the credit code is of {name}",
            **extra,
        )
    return unsure(
        f"注册地址与统一社会信用代码所示地区不同，或仅识别到其一，是否在{name}注册请核实",
        f"address and credit code point to different regions, or only one was read: {name} has to be verified",
        **extra,
    )


def _province(address: Claim | None, provinces: Mapping[str, str]) -> str | None:
    text = squeeze(address.value) if address is not None else ""
    return next((code for code, name in provinces.items() if text.startswith(name)), None)
