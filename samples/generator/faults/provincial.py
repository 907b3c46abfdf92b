"""Faults of what only some texts ask for: a province's own papers, Xinjiang's letter and total line."""

from __future__ import annotations

import random

from ..applicant import World
from .base import EITHER, Fault, fault, must
from .papers import missing

for _paper, _item, _why, _also in (
    ("credit", "credit-report", "no report of 信用中国", ("credit-report-clean",)),
    ("fees", "fee-schedule", "no fee schedule with the discount for small firms", ()),
    ("insurance", "social-insurance", "no list of insured staff", ("roster-vs-social-security",)),
    ("certificates", "personnel-certificates", "no copies of degrees and titles", ()),
    ("agreements", "cooperation-agreements", "no cooperation agreements", ("partners-form-vs-agreements",)),
    ("welfare", "welfare-proof", "no evidence of the free and low-priced services", ()),
    ("statements", "financial-statements", "no statements of the last year", ()),
):
    _needs = (_paper, f"asks {_item}")
    fault("no-" + _item, "paper " + _paper, needs=_needs)(missing(_paper, _item, _why, *_also))


@fault("insured-few", "paper insurance", needs=("insurance",))
def insured_few(w: World, rng: random.Random) -> Fault:
    """Fewer people are insured than the text asks for, while the roster names enough."""
    insured = w.regulation.staff - rng.randrange(2, 4)
    w.uninsured = len(w.staff) - insured
    why = f"{insured} people insured, {len(w.staff)} on the roster, {w.regulation.staff} asked for"
    return Fault(
        "insured-few",
        [must("roster-vs-social-security", why, "roster-min-rows", verdicts=EITHER)],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("credit-record", "paper credit", needs=("credit",))
def credit_record(w: World, rng: random.Random) -> Fault:
    """The credit report shows penalties."""
    w.credit_records = rng.randrange(1, 3)
    return Fault(
        "credit-record",
        must_be_undecided=[
            must("credit-report-clean", f"{w.credit_records} penalties", verdicts=("undecided", "fail"))
        ],
        triage="review",
        soft=True,
        mild=True,
    )


@fault("commitment-blank", "licence", "declaration", needs=("commitment",))
def commitment_blank(w: World, rng: random.Random) -> Fault:
    """The letter of commitment is handed in as it was printed: nothing filled in, no seal, no signature."""
    w.commitment_blank = True
    loose = ["missing", "undecided", "substituted"]
    return Fault(
        "commitment-blank",
        [
            must(
                "commitment-substitution",
                "the 告知承诺书 is neither signed nor sealed and nothing else proves the legal person",
                "attachments-complete",
                verdicts=EITHER,
            )
        ],
        tolerated=["attachments-complete"],
        attachments={"licence": loose, "qualification": [*loose, "not-required"]},
    )


@fault("total-line-differs", "served", needs=("total line",))
def total_line_differs(w: World, rng: random.Random) -> Fault:
    """The list closes with another total than the form's."""
    claimed = w.form.years[-1].served
    w.served_total = max(len(w.firms), claimed - rng.randrange(9, 20))
    if w.served_total == claimed:
        w.served_total += 13
    return Fault(
        "total-line-differs",
        [must("served-form-vs-total-line", f"table closes with {w.served_total}, form says {claimed}")],
        tolerated=["served-threshold", "served-form-vs-list", "served-growth"],
    )
