"""The ledger: what extractors said, numbered, and the answers that checks ask of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ledger import NoAnswer, answer, applicant, enter, filing_date, period_of, same_value
from pipeline.model import Claim, Message, Need, Problem, Row
from tests.facts import BEFORE, END, claim, document, facts, row, wan

ASSETS = Need("total-assets", ("audit-report", "application-form"), "last-year-end")
PROBLEM = Problem("extracting", "internal", Message("坏", "bad"))


# --- entering


def test_claims_and_rows_are_numbered_through_the_package() -> None:
    first, second = document("application-form", "d1"), document("staff-roster", "d2")
    claims, rows, problems = enter(
        [
            (first, [claim("staff-count", "36"), PROBLEM, row("staff-roster")]),
            (second, [row("staff-roster"), row("staff-roster"), claim("staff-count", "2")]),
        ]
    )
    assert [(c.id, c.document) for c in claims] == [("c1", "d1"), ("c2", "d2")]
    assert [(r.id, r.document) for r in rows] == [("r1", "d1"), ("r2", "d2"), ("r3", "d2")]
    assert problems == (PROBLEM,)


@pytest.mark.parametrize("early", [False, True], ids=["rows first", "claim first"])
def test_what_is_counted_points_to_the_rows_new_numbers(early: bool) -> None:
    """Both documents call their rows a and b."""
    said: list[Claim | Row] = [
        row("staff-roster", id="a"),
        row("staff-roster", id="b"),
        claim("staff-count", "2", derived_from=["a", "b"]),
    ]
    if early:
        said.reverse()
    claims, rows, _ = enter([(document("staff-roster", "d1"), said), (document("staff-roster", "d2"), said)])
    for counted in claims:
        assert {r.document for r in rows if r.id in counted.derived_from} == {counted.document}
        assert len(counted.derived_from) == 2


def test_what_is_computed_points_to_the_claims_new_numbers() -> None:
    said = [
        claim("staff-count", "40", id="all"),
        claim("qualified-staff-count", "30", id="some"),
        claim("qualified-staff-ratio", "75", derived_from=["some", "all"]),
    ]
    claims, _, _ = enter(
        [(document("licence", "d1"), [claim("applicant-name", "甲")]), (document("staff-roster", "d2"), said)]
    )
    assert claims[3].derived_from == ("c3", "c2")


def test_an_origin_that_is_not_there_is_not_taken_for_another_documents() -> None:
    said = [claim("staff-count", "2", derived_from=["r1"])]
    claims, _, _ = enter(
        [(document("a", "d1"), [row("staff-roster", id="x")]), (document("b", "d2"), said)],
    )
    assert claims[0].derived_from == ()


@given(st.lists(st.lists(st.sampled_from(["claim", "row", "problem"]), max_size=5), max_size=5))
def test_nothing_said_is_lost(packages: list[list[str]]) -> None:
    thing = {"claim": claim("staff-count", "1"), "row": row("staff-roster"), "problem": PROBLEM}
    claims, rows, problems = enter(
        [(document("other", f"d{i}"), [thing[t] for t in said]) for i, said in enumerate(packages)]
    )
    flat = [t for said in packages for t in said]
    assert (len(claims), len(rows), len(problems)) == tuple(
        flat.count(t) for t in ("claim", "row", "problem")
    )
    assert len({c.id for c in claims} | {r.id for r in rows}) == len(claims) + len(rows)


# --- the filing day and the applicant


@pytest.mark.parametrize(
    ("values", "given_day", "day"),
    [
        ([("2019-06-20", 0.9, "ocr")], None, date(2019, 6, 20)),
        ([("2019-06", 0.9, "ocr")], None, date(2019, 6, 28)),
        ([("2019", 0.9, "ocr")], None, date(2019, 12, 28)),
        ([("2018-06-20", 0.5, "ocr"), ("2019-06-20", 0.9, "ocr")], None, date(2019, 6, 20)),
        ([("2018-06-20", 0.99, "ocr"), ("2019-06-20", 0.9, "person")], None, date(2019, 6, 20)),
        ([("2017-06-20", 1.0, "person"), ("2019-06-20", 1.0, "person")], None, date(2019, 6, 20)),
        ([("2019-06-20", 0.9, "ocr")], date(2020, 1, 1), date(2019, 6, 20)),
        ([("2019-02-30", 0.9, "ocr"), ("2019-03-01", 0.8, "ocr")], None, date(2019, 3, 1)),
        ([("unreadable", 0.9, "ocr")], date(2020, 1, 1), date(2020, 1, 1)),
        ([], date(2020, 1, 1), date(2020, 1, 1)),
        ([], None, None),
    ],
)
def test_the_filing_day(
    values: list[tuple[str, float, str]], given_day: date | None, day: date | None
) -> None:
    claims = [claim("filed-on", v, confidence=c, reader=r) for v, c, r in values]
    assert filing_date([claim("signed-on", "2001-01-01"), *claims], given_day) == day


@pytest.mark.parametrize(
    ("names", "name"),
    [
        ([("application-form", "甲", 0.99, "ocr"), ("licence", "乙", 0.5, "ocr")], "乙"),
        ([("audit-report", "甲", 0.99, "ocr"), ("application-form", "乙", 0.5, "ocr")], "乙"),
        ([("licence", "甲", 0.5, "ocr"), ("licence", "乙", 0.9, "ocr")], "乙"),
        ([("licence", "甲", 0.99, "ocr"), ("licence", "乙", 0.98, "person")], "乙"),
        ([("premises-lease", "甲", 0.9, "ocr")], "甲"),
        ([], None),
    ],
)
def test_the_applicant(names: list[tuple[str, str, float, str]], name: str | None) -> None:
    claims = [claim("applicant-name", v, kind=k, confidence=c, reader=r) for k, v, c, r in names]
    assert applicant([claim("contact", "张三"), *claims]) == name


# --- sameness


@pytest.mark.parametrize(
    ("quantity", "a", "b", "same"),
    [
        ("total-assets", ("12863500", "100"), ("12863512.37", "0.01"), True),
        ("total-assets", ("12863500", "100"), ("12863599.99", "0.01"), True),  # truncated, not rounded
        ("total-assets", ("12863500", "100"), ("12863600", "100"), False),
        ("total-assets", ("12863500", None), ("12863500.00", None), True),
        ("total-assets", ("12863500", None), ("12863500.01", None), False),
        ("staff-count", ("36", "1"), ("36", "1"), True),
        ("staff-count", ("36", "1"), ("37", "1"), False),
        ("satisfaction-ratio", ("84", "1"), ("84.78", "0.01"), True),
        ("applicant-name", ("甲（集团）", None), ("甲(集团)", None), True),
        ("applicant-name", ("甲有限公司", None), ("甲有限责任公司", None), False),
        ("credit-code", ("0123", None), ("123", None), False),
        ("postcode", ("010010", None), ("10010", None), False),
        ("established-on", ("2015-03", None), ("2015-03-12", None), True),
        ("established-on", ("2015", None), ("2015-03-12", None), True),
        ("established-on", ("2015-03-12", None), ("2015-03-13", None), False),
        ("established-on", ("2015-1", None), ("2015-12", None), False),
    ],
)
def test_sameness(quantity: str, a: tuple[str, str | None], b: tuple[str, str | None], same: bool) -> None:
    x, y = (claim(quantity, value, resolution=step) for value, step in (a, b))
    assert same_value(x, y) is same
    assert same_value(y, x) is same


# --- periods


@pytest.mark.parametrize(
    ("period", "meant"),
    [("last-year-end", "2018-12-31"), ("last-year", "2018"), ("year-before-end", "2017-12-31"), ("year-before", "2017"),
     (None, None)],
)  # fmt: skip
def test_periods_are_counted_from_the_filing_year(period: str | None, meant: str | None) -> None:
    need = replace(ASSETS, period=period)
    assert period_of(need, facts()) == meant
    assert period_of(need, facts(as_of=None)) is None


# --- answers


def reason(found: Claim | NoAnswer) -> str:
    return found.reason if isinstance(found, NoAnswer) else found.value


@pytest.mark.parametrize(
    ("claims", "said"),
    [
        ([], "missing"),
        ([("audit-report", "5", END, 0.9)], "5"),
        ([("audit-report", "5", BEFORE, 0.9)], "missing"),
        ([("audit-report", "5", None, 0.9)], "missing"),
        ([("licence", "5", END, 0.9)], "missing"),
        # kinds in order, the first that has one
        ([("application-form", "6", END, 0.99), ("audit-report", "5", END, 0.9)], "5"),
        ([("application-form", "6", END, 0.99), ("audit-report", "5", BEFORE, 0.9)], "6"),
        ([("application-form", "6", END, 0.99), ("audit-report", "5", END, 0.3)], "faint"),
        # the floor
        ([("audit-report", "5", END, 0.8)], "5"),
        ([("audit-report", "5", END, 0.79)], "faint"),
        # two values of one document
        ([("audit-report", "5", END, 0.9), ("audit-report", "5", END, 0.95)], "5"),
        ([("audit-report", "5", END, 0.9), ("audit-report", "7", END, 0.95)], "contradictory"),
        ([("audit-report", "5", END, 0.9), ("audit-report", "7", END, 0.5)], "5"),
        ([("audit-report", "5", END, 0.6), ("audit-report", "7", END, 0.5)], "faint"),
        ([("audit-report", "5", END, 0.9)] * 2 + [("audit-report", "7", END, 0.85)], "5"),
        ([("audit-report", "5", END, 0.9)] * 2 + [("audit-report", "7", END, 0.85)] * 2, "contradictory"),
    ],
)
def test_answers(claims: list[tuple[str, str, str | None, float]], said: str) -> None:
    known = facts(*(claim("total-assets", v, kind=k, period=p, confidence=c) for k, v, p, c in claims))
    assert reason(answer(ASSETS, known)) == said


@pytest.mark.parametrize(
    ("need", "said"),
    [
        (Need("total-assets", ("audit-report",), "last-year-end"), "1"),
        (Need("total-assets", ("audit-report",), "last-year-end", scope="consolidated"), "2"),
        (Need("total-assets", ("audit-report",), "year-before-end"), "3"),
        (Need("total-assets", ("application-form",), "last-year-end", field="part-1"), "4"),
        (Need("total-assets", ("application-form",), "last-year-end", field="part-2"), "5"),
        (Need("total-assets", ("application-form",), "last-year-end"), "contradictory"),
        (Need("net-assets", ("audit-report",), "last-year-end"), "missing"),
    ],
)
def test_needs_choose_by_period_field_and_scope(need: Need, said: str) -> None:
    known = facts(
        claim("total-assets", "1", kind="audit-report", period=END),
        claim("total-assets", "2", kind="audit-report", period=END, scope="consolidated"),
        claim("total-assets", "3", kind="audit-report", period=BEFORE),
        claim("total-assets", "4", period=END, field="part-1"),
        claim("total-assets", "5", period=END, field="part-2"),
    )
    assert reason(answer(need, known)) == said


def test_the_surest_of_those_that_agree_answers() -> None:
    sure = wan("total-assets", "1286.35", kind="audit-report", period=END, confidence=0.99)
    exact = claim(
        "total-assets", "12863512.37", kind="audit-report", period=END, confidence=0.9, resolution="0.01"
    )
    found = answer(ASSETS, facts(exact, sure))
    assert isinstance(found, Claim)
    assert found.value == sure.value


def test_a_persons_correction_outranks_and_the_last_one_most() -> None:
    read = claim("total-assets", "1", kind="audit-report", period=END, confidence=1.0)
    mended = [
        claim("total-assets", v, kind="audit-report", period=END, confidence=0.1, reader="person")
        for v in "23"
    ]
    assert reason(answer(ASSETS, facts(read, mended[0]))) == "2"
    assert reason(answer(ASSETS, facts(read, *mended))) == "3"
    assert reason(answer(ASSETS, facts(*mended, read))) == "3"


def test_without_a_filing_day_there_is_no_last_year() -> None:
    known = facts(claim("total-assets", "5", kind="audit-report", period=END), as_of=None)
    found = answer(ASSETS, known)
    assert isinstance(found, NoAnswer)
    assert (found.reason, "填报日期" in found.message.zh) == ("missing", True)
    assert reason(answer(replace(ASSETS, period=None), known)) == "5"


def test_reasons_name_the_quantity_and_the_claims() -> None:
    two = facts(*(claim("total-assets", v, kind="audit-report", period=END) for v in "57"))
    doubled = answer(ASSETS, two)
    assert isinstance(doubled, NoAnswer)
    assert {c.id for c in doubled.claims} == {"c1", "c2"}
    for found in (doubled, answer(ASSETS, facts())):
        assert isinstance(found, NoAnswer)
        assert "资产总额" in found.message.zh
        assert "total assets" in found.message.en


def test_a_cover_without_a_date_takes_that_of_the_declaration() -> None:
    signed = claim("signed-on", "2021-06-08", kind="truth-declaration")
    audited = claim("signed-on", "2021-03-24", kind="audit-report")
    assert filing_date([audited, signed], None) == date(2021, 6, 8)
    assert filing_date([audited], None) is None
    assert filing_date([signed], date(2021, 7, 1)) == date(2021, 7, 1), "the user knows better"
