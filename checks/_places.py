"""Which authority recommends, and which prefecture-level city an applicant sits in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, cast

from pipeline.model import Facts
from pipeline.quantity import squeeze

Channel = Literal["association", "separate", "city", "province"]
MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_PROVINCE = re.compile(r"^[\u3400-\u9fff]{2,8}?(?:省|自治区)|^(?:内蒙古|广西|西藏|宁夏|新疆)")
_CITY = re.compile(
    r"^(?:[\u3400-\u9fff]{2,3}省|[\u3400-\u9fff]{2,9}?自治区|广西|内蒙古|西藏|宁夏|新疆)?"
    r"([\u3400-\u9fff]{2,9}?(?:自治州|地区|盟)|[\u3400-\u9fff]{2,6}?市)"
)


def channel(authority: str, parameters: Mapping[str, object]) -> Channel | None:
    """Which of the call's channels an authority belongs to, None where its name does not tell."""
    text = squeeze(authority)
    if not text:
        return None
    if any(name in text for name in _names(parameters, "associations")):
        return "association"
    if any(name in text for name in _names(parameters, "separate_names")):
        return "separate"
    if text.startswith(MUNICIPALITIES):
        return "province"
    if city_in(text):
        return "city"
    return "province" if _PROVINCE.match(text) else None


def _names(parameters: Mapping[str, object], key: str) -> Iterable[str]:
    return cast("tuple[str, ...]", parameters.get(key, ()))


def city_in(text: str) -> str | None:
    """The prefecture-level city (or prefecture, league) that an address or a name begins with."""
    found = _CITY.match(squeeze(text))
    if found is None or found[1].startswith(MUNICIPALITIES):
        return None
    return found[1]


def city_of(facts: Facts) -> str | None:
    """The city of the applicant's address as surely read: the licence's, else the form's."""
    for kind in ("licence", "application-form"):
        for claim in facts.find("address", kind):
            if claim.confidence >= facts.floor and (city := city_in(claim.value)):
                return city
    return None
