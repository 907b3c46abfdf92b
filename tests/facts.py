"""Claims, rows, documents and checks made of few words, for tests of whatever judges them.

    claim("total-assets", "12863500", kind="audit-report", period="2018-12-31")

Every claim stands at a place of its own unless the box is given; ids are c1, c2 … in the order of `facts`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from types import ModuleType
from typing import Any, Literal

from pipeline.model import (
    Attachment,
    Box,
    Claim,
    Document,
    Evidence,
    Facts,
    Message,
    Need,
    Outcome,
    Page,
    Row,
    Verdict,
)

FILED = date(2019, 6, 20)
END, BEFORE = "2018-12-31", "2017-12-31"
_places = count(1)


def claim(
    quantity: str,
    value: str,
    *,
    kind: str = "application-form",
    period: str | None = None,
    field: str | None = None,
    scope: Literal["own", "consolidated"] = "own",
    confidence: float = 0.98,
    resolution: str | None = None,
    reader: str = "ocr",
    text: str | None = None,
    document: str | None = None,
    readings: Sequence[str] = (),
    derived_from: Sequence[str] = (),
    box: Box | None = None,
    id: str = "",
    damaged: bool = False,
) -> Claim:
    """A claim; its document is `d-<kind>` unless given, its text the value."""
    place = float(next(_places))
    return Claim(
        quantity, value, Evidence("a.pdf", 1, box or (0.0, place, 10.0, place + 1), text or value, reader),
        kind, period=period, field=field, scope=scope, confidence=confidence, resolution=resolution,
        readings=tuple(readings), derived_from=tuple(derived_from), document=document or f"d-{kind}", id=id,
        damaged=damaged,
    )  # fmt: skip


def wan(quantity: str, amount: str, **more: Any) -> Claim:
    """A claim in 万元 as a form states it: `amount` is what is written, the resolution its last digit."""
    digits = len(amount.partition(".")[2])
    value = f"{float(amount) * 10_000:.0f}"
    return claim(quantity, value, resolution=str(10 ** (4 - digits)), text=f"{amount} 万元", **more)


def row(
    kind: str, number: int | None = None, *, document: str | None = None, id: str = "", **cells: str | None
) -> Row:
    """One row of a list."""
    return Row(kind, number, "a.pdf", 1, cells, document=document or f"d-{kind}", id=id)


def document(kind: str, id: str | None = None) -> Document:
    """A document of one empty page."""
    return Document(id or f"d-{kind}", kind, (Page("a.pdf", 1, 1, 595.0, 842.0, "ocr", "full"),))


def facts(
    *claims: Claim,
    rows: Iterable[Row] = (),
    as_of: date | None = FILED,
    kinds: Iterable[str] = (),
    floor: float = 0.8,
) -> Facts:
    """Facts with the claims numbered c1, c2 …."""
    numbered = tuple(replace(c, id=c.id or f"c{n}") for n, c in enumerate(claims, 1))
    return Facts(as_of, tuple(document(k) for k in kinds), numbered, tuple(rows), floor=floor)


def said(text: str = "said") -> Message:
    """One message in both languages."""
    return Message(text, text)


def check(
    id: str = "some-check",
    run: Callable[[Facts, Mapping[str, object]], Any] = lambda f, p: Verdict("pass", said()),
    *,
    needs: Mapping[str, Need] | None = None,
    rows: tuple[str, ...] = (),
    category: str = "consistency",
) -> Any:
    """A check as discovery finds it: a module."""
    module = ModuleType(id.replace("-", "_"), "Asks something.")
    module.__dict__.update(
        ID=id, CATEGORY=category, ASKS=said(), NEEDS=needs or {}, NEEDS_ROWS=rows, PARAMETERS={}, check=run
    )
    return module


def outcome(
    verdict: Any = "fail", severity: Any = "error", category: Any = "consistency", **more: Any
) -> Outcome:
    """An outcome in few words."""
    return Outcome("some-check", category, verdict, severity, None, said(), **more)


def attachment(status: Any) -> Attachment:
    """One item of the list of attachments."""
    return Attachment("licence", "17(2)", status)
