"""The harmless causes of a mismatch: each with a case that is one and a look-alike that is none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.explain import confirmed, explain, one_glyph_apart
from pipeline.model import Claim, Row
from tests.facts import BEFORE, END, claim, facts, row, wan

AUDIT = "audit-report"


def audit(value: str, quantity: str = "total-assets", period: str = END, **more: Any) -> Claim:
    """A figure of the audit report, from its text layer: nothing there is misread."""
    more = {"kind": AUDIT, "reader": "text", "resolution": "0.01", **more}
    return claim(quantity, value, period=period, **more)


def form(amount: str, quantity: str = "total-assets", period: str = END, **more: Any) -> Claim:
    """A figure of the form in 万元, scanned, and confirmed by a second reading unless `readings` are given."""
    made = wan(quantity, amount, period=period, field="part-1", **more)
    return (
        made
        if "readings" in more
        else wan(quantity, amount, period=period, field="part-1", readings=[made.value], **more)
    )


def cause(suspect: Claim, other: Claim, *more: Claim, rows: Sequence[Row] = ()) -> str | None:
    known = facts(suspect, other, *more, rows=rows)
    found = explain(known.claims[0], known.claims[1], known)
    if found:
        assert found.message.zh
        assert found.message.en
    return found.cause if found else None


# --- H1 unit


@pytest.mark.parametrize(
    ("suspect", "other", "expected"),
    [
        ("12863500", "1286.35", "unit"),  # 10^4, the form filled in yuan
        ("0.128635", "1286.35", "unit"),  # 10^-4
        ("1286350", "1286.35", "unit"),  # 10^3
        ("12863.5", "1286.35", "unit"),  # 10
        ("128.635", "1286.35", "unit"),  # 1/10
        ("12863500", "1292.7", "unit"),  # within 0.5 %
        ("12863500", "1293.0", None),  # beyond it
        ("12863500", "1279.0", None),
        ("128635", "1286.35", None),  # 100 is no unit that forms use
        ("1286.35", "1300", None),
        ("-12863500", "1286.35", None),
        ("0", "1286.35", None),
        ("1286.35", "0", None),
    ],
)
def test_unit(suspect: str, other: str, expected: str | None) -> None:
    assert cause(form(suspect), audit(f"{float(other) * 10000:.2f}")) == expected


def test_only_money_has_wrong_units() -> None:
    counted = claim("served-count", "2000", reader="text")
    assert cause(counted, claim("served-count", "200", kind="served-enterprises", reader="count")) is None


# --- H2 column, H3 year


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        (audit("11000012.00", period=BEFORE), "column"),  # the opening balance of the same statement
        (audit("11000012.00", period=BEFORE, document="another year's report"), "year"),
        (claim("total-assets", "11000000", period=BEFORE, field="part-2", resolution="100"), "year"),
        (
            claim("total-assets", "11000000", period=BEFORE, field="part-1", resolution="100"),
            None,
        ),  # the same row
        (audit("11000512.00", period=BEFORE), None),  # another figure
        (audit("11000012.00", period=BEFORE, scope="consolidated"), None),
        (audit("11000012.00", "net-assets", period=BEFORE), None),
        (audit("11000012.00", period=END, document="the special report"), None),  # the same year
    ],
)
def test_column_and_year(third: Claim, expected: str | None) -> None:
    assert cause(form("1100.00"), audit("12863512.37"), third) == expected


# --- H4 line


@pytest.mark.parametrize(
    ("stated", "third", "expected"),
    [
        ("total-profit", audit("900000", "net-profit", "2018"), "line"),
        ("total-profit", audit("900000", "revenue", "2018"), None),  # no neighbour
        ("total-profit", audit("900000", "net-profit", "2017"), None),  # not that year
        ("total-profit", audit("900000", "net-profit", "2018", document="another"), None),
        ("total-profit", audit("900100", "net-profit", "2018"), None),
        ("revenue", audit("900000", "service-revenue", "2018"), "line"),
    ],
)
def test_neighbouring_line(stated: str, third: Claim, expected: str | None) -> None:
    suspect, other = form("90.00", stated, "2018"), audit("1234567", stated, "2018")
    assert cause(suspect, other, third) == expected


@pytest.mark.parametrize(
    ("cells", "document", "expected"),
    [
        ({"line": "流动资产合计", "closing": "9,000,012.00"}, None, "line"),
        ({"line": "流动资产合计", "closing": "9,000,112.00"}, None, None),
        ({"line": "", "closing": "9,000,012.00"}, None, None),
        ({"line": "流动资产合计", "closing": None}, None, None),
        ({"line": "流动资产合计", "closing": "9,000,012.00"}, "another", None),
    ],
)
def test_any_line_of_the_statement(
    cells: dict[str, str | None], document: str | None, expected: str | None
) -> None:
    line = row(AUDIT, document=document or f"d-{AUDIT}", **cells)
    assert cause(form("900.00"), audit("12863512.37"), rows=[line]) == expected


def test_a_nought_is_every_empty_line() -> None:
    empty = row(AUDIT, line="短期借款", closing="0.00")
    assert cause(form("0"), audit("12863512.37"), rows=[empty]) is None


# --- H5 scope


@pytest.mark.parametrize(
    ("third", "expected"),
    [
        (audit("20000050", scope="consolidated"), "scope"),
        (audit("20000500", scope="consolidated"), None),
        (audit("20000050", scope="consolidated", kind="special-audit-report"), None),
        (audit("20000050", period=BEFORE, scope="consolidated"), None),
    ],
)
def test_scope(third: Claim, expected: str | None) -> None:
    assert cause(form("2000.00"), audit("12863512.37"), third) == expected


def test_the_parents_figure_against_a_consolidated_one() -> None:
    parent = audit("20000050")
    assert cause(form("2000.00"), audit("12863512.37", scope="consolidated"), parent) == "scope"


# --- H6 misread


@pytest.mark.parametrize(
    ("stated", "audited", "expected"),
    [
        ("1288.35", "12863512.37", "misread"),  # 8 for 6, the form in 万元, the report in yuan
        ("7286.35", "12863512.37", "misread"),  # 7 for 1
        ("1296.35", "12863512.37", None),  # 9 and 8 are not confused
        ("1386.35", "12863512.37", None),
        ("1288.55", "12863512.37", None),  # two digits
        ("128635", "12863512.37", "misread"),  # the point is lost
        ("-1286.35", "12863512.37", "misread"),  # a speck before it, or a lost minus
        ("1286.35", "-12863512.37", "misread"),
        ("1300", "12863512.37", None),
    ],
)
def test_misread(stated: str, audited: str, expected: str | None) -> None:
    assert cause(form(stated, readings=[]), audit(audited)) == expected
    assert cause(form(stated), audit(audited)) is None, "a second reading confirms what is there"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ([], [], "misread"),
        (["12883500"], [], "misread"),  # the audited figure is still seen once only
        (["12883500"], ["12863512.37"], None),  # both confirmed: a true difference of one digit
        (["12863500"], [], "misread"),  # the second reader sees what the report says
        (["12863500"], ["12863512.37"], "misread"),
        (["12883500"], ["12883512.37"], "misread"),
        (["99"], ["12863512.37"], "misread"),  # neither
    ],
)
def test_second_readings(mine: list[str], theirs: list[str], expected: str | None) -> None:
    assert (
        cause(form("1288.35", readings=mine), audit("12863512.37", reader="ocr", readings=theirs)) == expected
    )


def test_a_second_reading_that_agrees_with_the_other_side_is_a_misreading_at_any_distance() -> None:
    assert cause(form("5000", readings=["12863500"]), audit("12863512.37")) == "misread"
    assert cause(form("5000", readings=["50001234"]), audit("12863512.37")) is None


def test_a_second_place_confirms_a_true_difference_of_one_digit() -> None:
    """The same figure once more, elsewhere on the form."""
    suspect, other = form("1288.35", readings=[]), audit("12863512.37")
    again = claim("total-assets", "12883500", period=END, field="part-2", resolution="100")
    assert cause(suspect, other, again) is None
    elsewhen = claim("total-assets", "12883500", period=BEFORE, field="part-1", resolution="100")
    assert cause(suspect, other, elsewhen) == "misread"


def test_the_same_place_twice_confirms_nothing() -> None:
    suspect = form("1288.35", readings=[], box=(1, 1, 2, 2))
    twice = form("1288.35", readings=[], box=(1, 1, 2, 2))
    assert cause(suspect, audit("12863512.37"), twice) == "misread"


def test_what_was_counted_or_computed_has_no_glyph_to_misread() -> None:
    stated = claim("staff-count", "38", readings=["38"])
    counted = claim("staff-count", "36", kind="staff-roster", derived_from=["r1", "r2"])
    assert cause(stated, counted) is None
    assert cause(claim("staff-count", "38"), counted) == "misread"


@pytest.mark.parametrize("reader", ["text", "sheet", "person", "qr", "count"])
def test_typed_figures_are_confirmed(reader: str) -> None:
    typed = claim("staff-count", "36", reader=reader)
    assert confirmed(typed, facts(typed))
    assert not confirmed(claim("staff-count", "36"), facts())


def test_codes_are_misread_too() -> None:
    a, b = "91650100MA7K2Q3X5S", "91650100MA7K2Q3X55"
    assert cause(claim("credit-code", a), claim("credit-code", b, kind="licence")) == "misread"
    assert cause(claim("credit-code", a), claim("credit-code", b[:-1] + "9", kind="licence")) is None


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("1286", "1288", True), ("1286", "1286", False), ("1286", "1282", False), ("1286", "1088", False),
        ("12.86", "1286", True), ("1,286", "1.286", True), ("-35", "35", True), ("A0", "AO", True),
        ("1286", "12860", False), ("17", "71", False),
    ],
)  # fmt: skip
def test_one_glyph_apart(a: str, b: str, apart: bool) -> None:
    assert one_glyph_apart(a, b) is apart
    assert one_glyph_apart(b, a) is apart


# --- their order, and what none explains


def test_the_first_cause_wins() -> None:
    """The opening balance, and ten times the closing one: the unit comes first."""
    known = [form("11000.00"), audit("11000000.00"), audit("110000000.00", period=BEFORE)]
    assert cause(*known) == "unit"
    assert cause(form("1100.00"), audit("12863512.37"), audit("11000000", period=BEFORE),
                 audit("11000000", scope="consolidated")) == "column"  # fmt: skip


@given(st.integers(1, 10**7), st.integers(1, 10**7))
def test_confirmed_figures_that_nothing_else_says_are_explained_by_their_unit_alone(a: int, b: int) -> None:
    assume(a != b)
    found = cause(form(str(a)), audit(f"{b * 10000}.00"))
    near = any(abs(a * f / b - 1) <= 0.00501 for f in (1e4, 1e3, 10, 0.1, 1e-3, 1e-4))
    assert found in ({"unit", None} if near else {None})


def test_the_other_column_goes_before_another_year_of_the_form() -> None:
    """Where the opening figure was copied, the form's own row of that year says the same."""
    mine = claim("total-assets", "11217500", period="2019-12-31", field="part-1", resolution="100")
    row = claim("total-assets", "11217500", period="2018-12-31", field="part-2", resolution="100")
    closing = claim("total-assets", "13297296.1", period="2019-12-31", kind="audit-report", document="d9")
    opening = claim("total-assets", "11217536.65", period="2018-12-31", kind="audit-report", document="d9")
    known = facts(mine, row, closing, opening)
    found = explain(known.claims[0], known.claims[2], known)
    assert found is not None
    assert (found.cause, found.claims) == ("column", (known.claims[3].id,))
