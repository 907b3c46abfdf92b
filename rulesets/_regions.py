"""Where an applicant sits: region codes from its address and its credit codes.

Province codes are those of GB/T 2260; the lists that a regulation means stand in its own file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from pipeline.model import Facts
from pipeline.quantity import squeeze

PROVINCES: dict[str, str] = dict(
    re.findall(
        r"(\d\d) (\S+)",
        """
        11 北京 12 天津 13 河北 14 山西 15 内蒙古 21 辽宁 22 吉林 23 黑龙江 31 上海 32 江苏 33 浙江 34 安徽 35 福建
        36 江西 37 山东 41 河南 42 湖北 43 湖南 44 广东 45 广西 46 海南 50 重庆 51 四川 52 贵州 53 云南 54 西藏
        61 陕西 62 甘肃 63 青海 64 宁夏 65 新疆
        """,
    )
)
_CODE = re.compile(r"^[0-9A-Z]{18}$")
_OWN_KINDS = ("licence", "application-form", "commitment-letter", "truth-declaration", "audit-report")


class _Region(Protocol):
    @property
    def code(self) -> str: ...

    @property
    def names(self) -> tuple[str, ...]: ...


def home_codes(facts: Facts, regions: Iterable[_Region]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(region codes, credit codes) of the applicant; the address decides where it names a place."""
    codes = tuple(
        c.value for kind in _OWN_KINDS for c in facts.find("credit-code", kind) if _CODE.match(c.value)
    )
    registered = tuple(dict.fromkeys(code[2:8] for code in codes[:1]))
    listed = tuple(regions)
    for kind in ("licence", "application-form"):
        for claim in facts.find("address", kind):
            if claim.confidence < facts.floor:
                continue
            address = squeeze(claim.value)
            if named := _named(address, listed):
                if _vague(address, named) and registered and registered[0].startswith(named):
                    return registered, codes
                return (named,), codes
    return registered, codes


def stated_types(facts: Facts) -> tuple[str, ...]:
    """What the licence and the form say the applicant is (单位性质)."""
    return tuple(
        squeeze(c.value)
        for kind in ("licence", "application-form")
        for c in facts.find("organisation-type", kind)
        if c.confidence >= facts.floor
    )


def _vague(address: str, named: str) -> bool:
    """Whether the address names its province but no city or prefecture: then the credit code says more."""
    return len(named) == 2 and not re.match(r".{2,12}?(?:[市州盟县]|地区)", _within(address))


def _within(address: str) -> str:
    """The address without its province."""
    for name in PROVINCES.values():
        if address.startswith(name):
            return re.sub(r"^(?:省|市|(?:维吾尔|壮族|回族)?自治区)", "", address[len(name) :])
    return address


def _named(address: str, regions: tuple[_Region, ...]) -> str | None:
    """The code of the place that the address names: a listed region, else a province.

    Only the head of the address counts, and 宁夏路 is a street.
    """
    place = _within(address)
    province = next((code for code, name in PROVINCES.items() if address.startswith(name)), None)
    hits = [
        r.code
        for r in regions
        for name in r.names
        if (
            address.startswith(name)
            or re.search(
                rf"^.{{0,7}}{re.escape(name)}(?![东西南北中一二三四五六七八九十]{{0,2}}[路街道巷大])", place
            )
        )
        and (province is None or r.code.startswith(province))
    ]
    return max(hits, key=len) if hits else province
