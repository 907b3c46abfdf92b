"""Claims out of statements, with what the identities of a balance sheet say of each reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractors._amounts import amount
from extractors._claims import claim
from extractors._grids import Value
from extractors._statements import Statement, StatementLine
from pipeline.model import Box, Claim, Document, Row
from pipeline.quantity import Figure, plain

_CLAIMED = {
    "balance-sheet": ("total-assets", "total-liabilities", "net-assets"),
    "income-statement": ("revenue", "total-profit", "net-profit"),
}
_COLUMNS = ("closing", "opening")


def periods(statement: Statement, year: str | None) -> dict[str, str | None]:
    """The dates of a statement's two columns. `year` is the audited one, where the caption says nothing."""
    date = statement.date or year
    if date is None:
        return {"closing": None, "opening": None}
    y = int(date[:4])
    if statement.kind == "income-statement":
        return {"closing": str(y), "opening": str(y - 1)}
    closing = date if len(date) == 10 else f"{y}-12-31"
    return {"closing": closing, "opening": f"{y - 1}-12-31"}


def _figure(statement: Statement, key: str, column: str) -> tuple[Figure, Value] | None:
    line = statement.line(key)
    if line is None:
        return None
    v: Value = getattr(line, column)
    found = amount(v.text, statement.unit)
    return (found, v) if found else None


def trust(statement: Statement, column: str) -> dict[str, float]:
    """How far the identities bear each figure out: 1 confirmed, below 1 the factor for its confidence."""
    read = {
        k: _figure(statement, k, column) for k in ("total-assets", "total-liabilities", "net-assets", "total")
    }
    n = {k: f[0].value if f else None for k, f in read.items()}
    step = max((f[0].resolution for f in read.values() if f), default=Decimal("0.01")) * 2
    ta, tl, na, tle = n["total-assets"], n["total-liabilities"], n["net-assets"], n["total"]

    def same(a: Decimal | None, b: Decimal | None) -> bool:
        return a is not None and b is not None and abs(a - b) <= step

    both = tl + na if tl is not None and na is not None else None
    if both is None:
        return {"total-assets": 1.0} if same(ta, tle) else {}
    if same(ta, both):
        return dict.fromkeys(("total-assets", "total-liabilities", "net-assets"), 1.0)
    if same(tle, both):
        return {"total-assets": 0.6, "total-liabilities": 1.0, "net-assets": 1.0}
    if same(ta, tle):
        return {"total-assets": 1.0, "total-liabilities": 0.75, "net-assets": 0.75}
    return (
        {}
        if ta is None and tle is None
        else dict.fromkeys(("total-assets", "total-liabilities", "net-assets"), 0.75)
    )


def claims(statement: Statement, kind: str, year: str | None) -> Iterator[Claim]:
    """The figures of the vocabulary, of both columns."""
    when = periods(statement, year)
    part = statement.kind == "income-statement" and statement.date is not None and len(statement.date) == 7
    for column in _COLUMNS:
        trusted = trust(statement, column) if statement.kind == "balance-sheet" else {}
        for key in _CLAIMED[statement.kind]:
            if part and column == "closing":
                continue  # a part of a year is no year's flow
            found = _figure(statement, key, column)
            line = statement.line(key)
            if found is None or line is None or when[column] is None:
                continue
            number, v = found
            sure = v.confidence if statement.sure_columns else min(v.confidence, 0.7)
            factor = trusted.get(key)
            sure = max(sure, 0.97) if factor == 1.0 and statement.sure_columns else sure * (factor or 1.0)
            made = claim(
                line.page, key, _text(number), kind=kind, box=v.box, period=when[column], confidence=sure,
                consolidated=statement.consolidated, cell=v.address, read=f"{line.text} {v.text}",
            )  # fmt: skip
            if made:
                yield replace(made, resolution=plain(number.resolution))


def _text(figure: Figure) -> str:
    """Yuan, for `claim`, which parses once more."""
    return plain(figure.value) + "元"


def rows(statement: Statement, document: Document, start: int) -> Iterator[Row]:
    """Every line with a figure: `line`, `key` (where known), `closing` and `opening` in yuan."""
    for n, line in enumerate(statement.lines, 1):
        cells: dict[str, str | None] = {"line": line.text, "key": line.key}
        boxes: dict[str, Box | None] = {}
        for column in _COLUMNS:
            v: Value = getattr(line, column)
            found = amount(v.text, statement.unit)
            cells[column] = plain(found.value) if found else None
            boxes[column] = v.box
        if cells["closing"] is None and cells["opening"] is None:
            continue
        cells["scope"] = "consolidated" if statement.consolidated else "own"
        yield Row(
            statement.kind, n, line.page.file, line.page.number, cells, boxes, _sure(line), (),
            document.id, f"{document.id}-r{start + n}",
        )  # fmt: skip


def _sure(line: StatementLine) -> float:
    return round(min((v.confidence for v in (line.closing, line.opening) if v.text), default=1.0), 4)
