"""The judge: checks run or not run, mismatches explained, echoes, and the triage of the contract."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.judge import by_weight, judge, triage
from pipeline.model import Attachment, Claim, Facts, Need, Outcome, Problem, Verdict
from rulesets import Binding
from tests.facts import BEFORE, END, attachment, check, claim, facts, outcome, row, said, wan

ASSETS = Need("total-assets", ("application-form",), "last-year-end")
AUDITED = Need("total-assets", ("audit-report",), "last-year-end")


def run(*checks: Any, on: Facts, **parameters: object) -> tuple[tuple[Outcome, ...], tuple[Problem, ...]]:
    bindings = [Binding(c.ID, "12(1)", parameters) for c in checks]
    return judge(bindings, {c.ID: c for c in checks}, on)


def compare(
    id: str = "some-check", severity: Any = None, pair: tuple[str, str] = ("c1", "c2"), **more: Any
) -> Any:
    """A check that accuses the first of a pair."""
    return check(id, lambda f, p: Verdict("fail", said(id), severity, claims=pair, pair=pair), **more)


def form(amount: str, **more: Any) -> Claim:
    return wan("total-assets", amount, period=END, field="part-1", reader="text", **more)


def audit(amount: str, **more: Any) -> Claim:
    return claim("total-assets", amount, **{"kind": "audit-report", "period": END, "reader": "text", **more})


# --- needs


def test_a_check_is_given_what_it_needs_and_its_parameters() -> None:
    given_: dict[str, Any] = {}

    def look(f: Facts, p: Any) -> Verdict:
        given_.update(stated=f["stated"].value, gone=f.get("gone"), least=p["least"])
        return Verdict("pass", said(), claims=(f["stated"].id,))

    needs = {"stated": ASSETS, "gone": Need("net-assets", ("licence",), optional=True)}
    [made], problems = run(check(run=look, needs=needs), on=facts(form("300")), least="3000000")
    assert given_ == {"stated": "3000000", "gone": None, "least": "3000000"}
    assert (made.verdict, made.severity, made.article, made.claims) == ("pass", "info", "12(1)", ("c1",))
    assert problems == ()


def never(f: Facts, p: Any) -> Verdict:
    raise AssertionError("a check without what it needs must not be called")


@pytest.mark.parametrize(
    ("claims", "severity", "concerned"),
    [
        ([], "warning", ()),
        ([form("300", confidence=0.5)], "error", ("c1",)),
        ([form("300"), form("400")], "error", ("c1", "c2")),
    ],
    ids=["missing", "faint", "contradictory"],
)
def test_what_has_no_answer_is_undecided(
    claims: list[Claim], severity: str, concerned: tuple[str, ...]
) -> None:
    [made], problems = run(check(run=never, needs={"stated": ASSETS}), on=facts(*claims))
    assert (made.verdict, made.severity, made.claims) == ("undecided", severity, concerned)
    assert "资产总额" in made.message.zh
    assert problems == ()


def test_lists_that_were_not_read_are_undecided() -> None:
    needing = check(run=lambda f, p: Verdict("pass", said()), rows=("staff-roster",))
    assert run(needing, on=facts())[0][0].verdict == "undecided"
    assert run(needing, on=facts(rows=[row("served-enterprises")]))[0][0].verdict == "undecided"
    assert run(needing, on=facts(rows=[row("staff-roster")]))[0][0].verdict == "pass"


def test_a_list_that_nobody_handed_in_is_told_from_one_that_could_not_be_read() -> None:
    needing = check(run=lambda f, p: Verdict("pass", said()), rows=("staff-roster",))
    absent = run(needing, on=facts())[0][0].message
    unread = run(needing, on=facts(kinds=["staff-roster"]))[0][0].message
    assert (absent.zh, absent.en) == ("未在材料中识别到专职人员名单", "the staff roster was not found")
    assert "专职人员名单的数据行未能识别" in unread.zh
    assert "a.pdf 第1页" in unread.zh
    assert "a.pdf page 1" in unread.en


@pytest.mark.parametrize(
    ("verdict", "severity"),
    [("pass", "info"), ("fail", "error"), ("undecided", "warning"), ("not-applicable", "info")],
)
@pytest.mark.parametrize("own", [None, "error", "warning", "info"])
def test_a_check_may_weigh_its_verdict_itself(verdict: Any, severity: str, own: Any) -> None:
    [made], _ = run(check(run=lambda f, p: Verdict(verdict, said(), own)), on=facts())
    assert (made.verdict, made.severity) == (verdict, own or severity)


# --- checks that break


@pytest.mark.parametrize(
    "broken",
    [
        lambda f, p: 1 / 0,
        lambda f, p: f["nothing of the kind"],
        lambda f, p: None,
        lambda f, p: "pass",
    ],
    ids=["raises", "asks for what it did not need", "says nothing", "says it wrongly"],
)
def test_a_check_that_breaks_is_a_problem_and_undecided(broken: Any) -> None:
    good = check("good-check")
    outcomes, problems = run(check("bad-check", broken), good, on=facts())
    assert [(o.check, o.verdict, o.severity) for o in outcomes] == [
        ("bad-check", "undecided", "error"),
        ("good-check", "pass", "info"),
    ]
    [problem] = problems
    assert (problem.stage, problem.category) == ("checking", "internal")
    assert "bad-check" in problem.message.zh
    assert "bad-check" in problem.message.en


# --- causes


@pytest.mark.parametrize(
    ("severity", "lowered"),
    [(None, "warning"), ("error", "warning"), ("warning", "warning"), ("info", "info")],
)
def test_a_cause_keeps_the_fail_and_lowers_it(severity: Any, lowered: str) -> None:
    [made], _ = run(compare(severity=severity), on=facts(form("12863500"), audit("12863512.37")))
    assert (made.verdict, made.severity, made.cause) == ("fail", lowered, "unit")
    assert made.message.en.startswith("some-check; ")


def test_the_claim_that_explains_is_quoted() -> None:
    [made], _ = run(compare(), on=facts(form("1100"), audit("12863512.37"), audit("11000000", period=BEFORE)))
    assert (made.cause, made.claims) == ("column", ("c1", "c2", "c3"))


def test_a_misreading_is_no_accusation() -> None:
    scanned = wan("total-assets", "1288.35", period=END)
    [made], _ = run(compare(severity="warning"), on=facts(scanned, audit("12863512.37")))
    assert (made.verdict, made.severity, made.cause) == ("undecided", "error", "misread")


@pytest.mark.parametrize("pair", [("c1", "c2"), ("c1", "c9"), ("c9", "c1")])
def test_what_nothing_explains_stays_an_error(pair: tuple[str, str]) -> None:
    [made], _ = run(compare(pair=pair), on=facts(form("1300"), audit("12863512.37")))
    assert (made.verdict, made.severity, made.cause) == ("fail", "error", None)


def test_only_fails_are_explained() -> None:
    passing = check(run=lambda f, p: Verdict("pass", said(), pair=("c1", "c2")))
    [made], _ = run(passing, on=facts(form("12863500"), audit("12863512.37")))
    assert (made.verdict, made.cause) == ("pass", None)


# --- echoes


def echoes(outcomes: tuple[Outcome, ...]) -> list[tuple[str, str, str | None]]:
    return [(o.check, o.severity, o.same_root_as) for o in outcomes]


def test_a_later_accusation_of_the_same_figure_is_an_echo() -> None:
    known = facts(
        form("1300"), audit("12863512.37"), claim("total-assets", "5", kind="credit-report", period=END)
    )
    outcomes, _ = run(compare("a-check"), compare("b-check", pair=("c1", "c3")), on=known)
    assert echoes(outcomes) == [("a-check", "error", None), ("b-check", "info", "a-check")]
    outcomes, _ = run(compare("a-check"), compare("b-check", pair=("c3", "c1")), on=known)
    assert echoes(outcomes) == [("a-check", "error", None), ("b-check", "info", "a-check")]


def test_the_comparison_that_is_explained_is_the_root() -> None:
    third = claim("total-assets", "5000000", kind="credit-report", period=END, reader="text")
    known = facts(form("12863500"), audit("12863512.37"), third)
    outcomes, _ = run(compare("a-check", pair=("c1", "c3")), compare("b-check"), on=known)
    assert echoes(outcomes) == [("a-check", "info", "b-check"), ("b-check", "warning", None)]


def test_other_figures_are_no_echo() -> None:
    known = facts(form("1300"), audit("12863512.37"), claim("staff-count", "5"), claim("staff-count", "7"))
    outcomes, _ = run(compare("a-check"), compare("b-check", pair=("c3", "c4")), on=known)
    assert [o.same_root_as for o in outcomes] == [None, None]
    # both against one audited figure, which nobody suspects
    outcomes, _ = run(compare("a-check"), compare("b-check", pair=("c3", "c2")), on=known)
    assert [o.same_root_as for o in outcomes] == [None, None]


def test_what_is_doubted_or_passes_is_no_root() -> None:
    known = facts(
        wan("total-assets", "1288.35", period=END), audit("12863512.37"), claim("total-assets", "5")
    )
    outcomes, _ = run(compare("a-check"), compare("b-check", pair=("c1", "c3")), on=known)
    assert [(o.verdict, o.same_root_as) for o in outcomes] == [("undecided", None), ("fail", None)]


def test_a_check_bound_twice_is_not_its_own_echo() -> None:
    twice = compare()
    outcomes, _ = judge([Binding("some-check", a) for a in ("1", "2")], {"some-check": twice}, facts(
        form("1300"), audit("12863512.37")))  # fmt: skip
    assert [o.same_root_as for o in outcomes] == [None, None]


# --- triage, by section 3 of the contract


@pytest.mark.parametrize(
    ("outcomes", "attachments", "expected"),
    [
        ([], [], "ready"),
        ([outcome("pass", "info")], [attachment("present")], "ready"),
        ([outcome("fail", "error")], [], "return"),
        ([outcome("fail", "error", "plausibility")], [], "return"),
        ([], [attachment("missing")], "return"),
        ([], [attachment("substituted"), attachment("undecided"), attachment("not-required")], "ready"),
        ([outcome("undecided", "error")], [], "review"),
        ([outcome("undecided", "error", "plausibility")], [], "review"),
        ([outcome("undecided", "warning")], [], "ready"),
        ([outcome("fail", "warning", "consistency")], [], "review"),
        ([outcome("fail", "warning", "condition")], [], "review"),
        ([outcome("fail", "warning", "attachment")], [], "review"),
        ([outcome("fail", "warning", "form")], [], "review"),
        ([outcome("fail", "warning", "plausibility")], [], "ready"),
        ([outcome("fail", "warning", "batch")], [], "ready"),
        ([outcome("fail", "info")], [], "ready"),
        ([outcome("not-applicable", "info")], [], "ready"),
        # an echo weighs nothing
        ([outcome("fail", "error", same_root_as="a-check")], [], "ready"),
        ([outcome("undecided", "error", same_root_as="a-check")], [], "ready"),
        # the gravest decides
        ([outcome("undecided", "error"), outcome("fail", "error")], [], "return"),
        ([outcome("undecided", "error")], [attachment("missing")], "return"),
    ],
)
def test_triage(outcomes: list[Outcome], attachments: list[Attachment], expected: str) -> None:
    assert triage(outcomes, attachments, True) == expected
    assert triage(outcomes, attachments, False) == "unreadable"


VERDICTS = ["pass", "fail", "undecided", "not-applicable"]
OUTCOMES = st.builds(
    outcome,
    st.sampled_from(VERDICTS),
    st.sampled_from(["error", "warning", "info"]),
    st.sampled_from(["consistency", "condition", "attachment", "form", "plausibility", "batch"]),
)


@given(st.lists(OUTCOMES, max_size=6), OUTCOMES)
def test_one_more_finding_never_makes_a_package_better(outcomes: list[Outcome], more: Outcome) -> None:
    order = ["ready", "review", "return"]
    assert order.index(triage([*outcomes, more], [], True)) >= order.index(triage(outcomes, [], True))
    assert triage(reversed(outcomes), [], True) == triage(outcomes, [], True)


def test_what_matters_most_comes_first() -> None:
    made = [outcome(v, s) for v in reversed(VERDICTS) for s in ("info", "error", "warning")]
    assert [(o.verdict, o.severity) for o in sorted(made, key=by_weight)[:4]] == [
        ("fail", "error"), ("fail", "warning"), ("fail", "info"), ("undecided", "error"),
    ]  # fmt: skip
