"""The form is dated before the call's deadline and after its audit (domain C1; traps A8-11, A8-12).

Asks: whether the day of filing is no later than the day by which this call's addressee wants the materials, and no
earlier than the day of the audit report.
Passes: it is; the deadline's own day counts.
Warns: it is later than the deadline, or earlier than the audit.
Undecided: no day of filing was read.
Must not accuse: the other level's deadline (a province's comes before the ministry's); an extended deadline.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from checks._across import called, ref
from checks._words import asked, inapplicable, passed, warned
from pipeline.model import Batch, Claim, Facts, Message, Need, Verdict

ID = "application-date-window"
CATEGORY = "batch"
ASKS = Message(
    "填报日期是否在截止日期之前、审计报告之后", "Is the form dated before the deadline and after the audit?"
)
NEEDS: Mapping[str, Need] = {}
NEEDS_ROWS: tuple[str, ...] = ()
PARAMETERS: Mapping[str, str] = {"deadline": "the day by which the call's addressee wants the materials"}


def check(batch: Batch, parameters: Mapping[str, object]) -> Iterator[Verdict]:
    """A verdict for each package whose dates do not fit."""
    if not batch.packages:
        yield inapplicable("没有适用本通知的申报材料", "no package belongs to this call")
        return
    deadline = cast(date, parameters["deadline"])
    found = [v for p in sorted(batch.packages) for v in _verdicts(batch, p, deadline)]
    yield from found or [
        passed(f"各申报材料的填报日期均不晚于{deadline}", f"every form is dated on or before {deadline}")
    ]


def _verdicts(batch: Batch, package: str, deadline: date) -> Iterator[Verdict]:
    facts, name = batch.packages[package], called(batch, package)
    filed = facts.as_of
    if filed is None:
        yield asked(
            f"“{name}”未识别到填报日期，无法核对截止日期（{deadline}）",
            f"no filing date was read for {name}; the deadline ({deadline}) was not checked",
            packages=(package,), expected=f"≤ {deadline}",
        )  # fmt: skip
        return
    own = _sure(facts, "filed-on", "application-form")
    ids = tuple(ref(package, c.id) for c in own if c.value == filed.isoformat())
    if filed > deadline:
        yield warned(
            f"“{name}”填报日期{filed}晚于本通知截止日期{deadline}，如已延期请忽略",
            f"{name} filed on {filed}, after this call's deadline of {deadline} (unless it was extended)",
            packages=(package,), claims=ids, expected=f"≤ {deadline}", found=str(filed),
        )  # fmt: skip
    # A month alone is no day: the audit may have been signed before the form in it.
    audits = [c for c in _sure(facts, "signed-on", "audit-report") if len(c.value) == 10]
    if audits and min(c.value for c in audits) > filed.isoformat():
        first = min(audits, key=lambda c: c.value)
        yield warned(
            f"“{name}”填报日期{filed}早于审计报告日期{first.value}，请核实",
            f"{name} filed on {filed}, before the audit report of {first.value}",
            packages=(package,), claims=(*ids, ref(package, first.id)), expected=f"≥ {first.value}", found=str(filed),
        )  # fmt: skip


def _sure(facts: Facts, quantity: str, kind: str) -> list[Claim]:
    return [c for c in facts.find(quantity, kind, scope=None) if c.confidence >= facts.floor]
