"""Mail addresses and sites: a digit is the letter that spells the applicant's name, and only then."""

from __future__ import annotations

import pytest

from pipeline.covered import FAINT
from pipeline.spelled import spelled, spells
from tests.facts import claim


@pytest.mark.parametrize(
    ("name", "quantity", "read", "meant"),
    [
        ("清陵联创智造服务有限公司", "email", "q11czz@163.com", "qllczz@163.com"),
        ("清陵联创智造服务有限公司", "website", "www.q11czz.cn", "www.qllczz.cn"),
        ("清陵市联创智造服务有限公司", "email", "q11czz@163.com", "qllczz@163.com"),
        ("甲市齐汇众联企业管理有限公司", "email", "qihuiz1@126.com", "qihuizl@126.com"),
        ("沂岭县中小企业服务中心", "email", "y1xzxqyfw@163.com", "ylxzxqyfw@163.com"),
        ("甲市齐汇众联企业管理有限公司", "email", "fuwu1@126.com", "fuwu1@126.com"),  # spells no name
        ("甲市齐汇众联企业管理有限公司", "email", "qhzl2016@126.com", "qhzl2016@126.com"),
        ("甲市齐汇众联企业管理有限公司", "email", "z1@126.com", "z1@126.com"),  # too short to tell
        ("甲市齐汇众联企业管理有限公司", "email", "qihuizl01@126.com", "qihuizl01@126.com"),
    ],
)
def test_a_digit_where_the_name_has_a_letter(name: str, quantity: str, read: str, meant: str) -> None:
    claims = spelled([claim("applicant-name", name, id="c1"), claim(quantity, read, id="c2")])
    assert claims[1].value == meant
    mended = read != meant
    assert (claims[1].readings == (read,) and claims[1].confidence == FAINT) is mended
    assert claims[1].derived_from == (("c1",) if mended else ())


def test_a_name_in_a_text_layer_or_a_persons_hand_is_left_alone() -> None:
    name = claim("applicant-name", "沂岭县中小企业服务中心", id="c1")
    typed = claim("email", "y1xzxqyfw@163.com", id="c2", reader="text")
    assert spelled([name, typed]) == (name, typed)


@pytest.mark.parametrize(
    ("letters", "said"), [("qihuizl", True), ("qhzl", True), ("qzhl", False), ("qh", False)]
)
def test_what_spells_a_name(letters: str, said: bool) -> None:
    assert spells(letters, ["jia", "shi", "qi", "hui", "zhong", "lian"]) is said
