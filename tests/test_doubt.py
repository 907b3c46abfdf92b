"""The second look: which figures are read again, and what another reader's text says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from pipeline.doubt import MOST, contested, second_look
from pipeline.model import Claim
from tests.facts import claim, facts, outcome, wan


def again(mine: Claim, text: str | None) -> tuple[str, ...]:
    """The readings of a claim of which the second reader says `text`."""
    known = facts(mine).claims
    return second_look(known, ["c1"], lambda _, engine: [text if engine == "tesseract" else None])[0].readings


# --- which


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (outcome("fail", claims=("c1", "c2")), ("c1", "c2")),
        (outcome("fail", "warning", claims=("c1",)), ("c1",)),
        (outcome("undecided", cause="misread", claims=("c1", "c2")), ("c1", "c2")),
        (outcome("undecided", claims=("c1",)), ()),
        (outcome("pass", claims=("c1",)), ()),
        (outcome("not-applicable", claims=("c1",)), ()),
        (outcome("fail", claims=("c9",)), ()),
    ],
)
def test_what_accuses_or_is_doubted_is_read_again(made: Any, wanted: tuple[str, ...]) -> None:
    known = facts(claim("staff-count", "36"), claim("staff-count", "38")).claims
    assert contested([made], known, 0.8) == wanted


@pytest.mark.parametrize(
    ("mine", "scanned"),
    [
        (claim("staff-count", "36"), True),
        (claim("staff-count", "36", reader="text"), False),
        (claim("staff-count", "36", reader="person"), False),
        (claim("staff-count", "36", derived_from=["r1"]), False),
        (
            replace(
                claim("staff-count", "36"), evidence=replace(claim("staff-count", "1").evidence, box=None)
            ),
            False,
        ),
    ],
)
def test_only_a_scanned_place_can_be_read_again(mine: Claim, scanned: bool) -> None:
    assert bool(contested([outcome(claims=("c1",))], facts(mine).claims, 0.8)) is scanned


def test_the_look_is_bounded_and_the_worst_comes_first() -> None:
    known = facts(*(claim("staff-count", str(n)) for n in range(2 * MOST))).claims
    mild = outcome("fail", "warning", claims=tuple(c.id for c in known))
    grave = outcome("fail", "error", claims=(known[-1].id, known[0].id))
    wanted = contested([mild, grave], known, 0.8)
    assert wanted[:3] == (known[-1].id, "c1", "c2")
    assert len(wanted) == len(set(wanted)) == MOST


def test_only_the_wanted_are_looked_at() -> None:
    known = facts(claim("staff-count", "36"), claim("staff-count", "38")).claims
    looked: list[tuple[str, list[str]]] = []

    def reread(asked: Sequence[Claim], engine: str) -> list[str]:
        looked.append((engine, [c.id for c in asked]))
        return ["38" for _ in asked]

    after = second_look(known, ["c2"], reread)
    assert looked == [("tesseract", ["c2"])], "what is borne out is not read a third time"
    assert [c.readings for c in after] == [(), ("38",)]
    assert [replace(c, readings=()) for c in after] == list(known), "nothing else of a claim changes"


def test_what_is_too_faint_to_decide_is_read_again() -> None:
    faint, sure = replace(claim("staff-count", "36"), confidence=0.6), claim("staff-count", "38")
    known = facts(faint, sure).claims
    assert contested([outcome("undecided", claims=("c1", "c2"))], known, 0.8) == ("c1",)


@pytest.mark.parametrize(
    ("tesseract", "rapidocr", "readings", "decides"),
    [
        ("36人", None, ("36",), True),
        ("38", "36", ("38", "36"), True),  # two of three
        ("38", "38", ("38", "38"), False),
        (None, None, (), False),
    ],
)
def test_a_second_reading_that_agrees_lifts_a_faint_one(
    tesseract: str | None, rapidocr: str | None, readings: tuple[str, ...], decides: bool
) -> None:
    faint = replace(claim("staff-count", "36"), confidence=0.6)
    said = {"tesseract": tesseract, "rapidocr": rapidocr}
    (after,) = second_look([replace(faint, id="c1")], ["c1"], lambda _, engine: [said[engine]])
    assert after.readings == readings
    assert (after.confidence >= 0.8) is decides


# --- what it says


@pytest.mark.parametrize(
    ("quantity", "value", "text", "second", "readings"),
    [
        # it confirms, however the second reader writes it
        ("total-assets", "12863500", "1286.35 万元", "1286.35 万元", ("12863500",)),
        ("total-assets", "12863500", "1286.35 万元", "1,286.35", ("12863500",)),
        ("total-assets", "12863500", "1286.35", "1286.35万元", ("12863500",)),
        ("total-assets", "12863500", "1286.35", "| 1286.35", ("12863500",)),
        ("staff-count", "36", "36", "36人", ("36",)),
        ("satisfaction-ratio", "98.5", "98.50%", "98.5", ("98.5",)),
        ("total-assets", "2514537.28", "资产总计2,514,537.28", "2 514 537 28", ("2514537.28",)),
        # it contradicts, in the claim's own unit
        ("total-assets", "2514537.28", "资产总计2,514,537.28", "2 514 587 28", ("251458728",)),
        ("total-assets", "2514537.28", "资产总计2,514,537.28上年1,234,567.00", "1 234 567 00", ("123456700",)),
        ("total-assets", "12863500", "1286.35 万元", "1288.35", ("12883500",)),
        ("total-assets", "12863500", "1286.35", "128635", ("1286350000",)),
        ("staff-count", "12", "12", "128", ("128",)),  # 12 stands in 128 and is not confirmed by it
        ("staff-count", "3", "3", "13", ("13",)),
        # the figure that was claimed, not the first of its line
        ("revenue", "3000000", "2018年营业收入300万元", "2018年营业收入300万元", ("3000000",)),
        ("revenue", "3000000", "2018年营业收入300万元", "2018年营业收入380万元", ("3800000",)),
        ("revenue", "3000000", "2018年营业收入300万元", "380", ("3800000",)),
        ("revenue", "3000000", "2018年营业收入300万元", "1；20.1；300；4", ()),
        # the second reader sees the whole line: the figure beside the same words, or one that is unlike chance
        ("staff-count", "25", "专业人员25人,", "大专以上学历的专业人员25人,占总人数86.21%", ("25",)),
        ("staff-count", "25", "专业人员_25_人,", "大专以上学历的专业人员34人,占总人数86.21%", ("34",)),
        ("staff-count", "25", "专业人员25人,", "大专以上25名,占总人数86.21%", ()),
        ("equipment-cost", "750400", "购买价格75.04万元,", "设备台,购头价格75.04万元,占4.91%", ("750400",)),
        ("premises-area", "2290", "场地面积:2290平方米,其中:", "4地画积:2290平,自有0平,租2170", ("2290",)),
        # it sees nothing of the kind
        ("staff-count", "36", "36", None, ()),
        ("staff-count", "36", "36", "", ()),
        ("staff-count", "36", "36", "人数", ()),
        ("staff-count", "36", "人", "36", ()),
        ("staff-count", "0", "0", "8", ()),
        # dates and texts
        ("established-on", "2015-03-12", "2015.03.12", "2015年3月12日", ("2015-03-12",)),
        ("established-on", "2015-03-12", "2015.03.12", "2015年8月12日", ("2015-08-12",)),
        ("established-on", "2015-03-12", "2015.03.12", "年月日", ()),
        ("valid-until", "2021-05-31", "2018年6月1日至2021年5月31日", "自2018年6月1日起至2021年5月31日止", ("2021-05-31",)),
        ("valid-until", "2021-05-31", "2018-06-01至2021-05-31", "2018-06-01--2024-05-31", ("2024-05-31",)),
        ("applicant-name", "甲公司", "甲公司", "名称 甲 公司", ("甲公司",)),
        ("applicant-name", "甲公司", "甲公司", "申公司", ("申公司",)),
    ],
)  # fmt: skip
def test_second_readings(
    quantity: str, value: str, text: str, second: str | None, readings: tuple[str, ...]
) -> None:
    assert again(claim(quantity, value, text=text), second) == readings


def test_readings_add_up() -> None:
    once = wan("total-assets", "1286.35", readings=["1"])
    assert again(once, "1286.35") == ("1", "12863500")
