"""Claims out of statements, with what the identities of a balance sheet say of each reading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from rapidfuzz.distance import Levenshtein

from extractors._amounts import amount
from extractors._claims import claim
from extractors._grids import Value
from extractors._statements import Statement, StatementLine
from pipeline.model import Box, Claim, Document, Row
from pipeline.quantity import Figure, plain, squeeze

_CLAIMED = {
    "balance-sheet": ("total-assets", "total-liabilities", "net-assets"),
    "income-statement": ("revenue", "total-profit", "net-profit"),
}
_COLUMNS = ("closing", "opening")
_WELL_FORMED = re.compile(r"[-−–(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d{1,4})?[)）]?")


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


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the identities say of a figure: confirmed, or what it should be (None: they cannot tell)."""

    confirmed: bool = False
    expected: Decimal | None = None


def bearings(statement: Statement, column: str) -> dict[str, Bearing]:
    """资产总计 = 负债合计 + 净资产合计 = 负债和净资产总计: which figures they bear out, and what the odd one should be."""
    read = {k: _figure(statement, k, column) for k in (*_CLAIMED["balance-sheet"], "total")}
    ta, tl, na, tle = (f[0].value if f else None for f in read.values())
    step = max((f[0].resolution for f in read.values() if f), default=Decimal("0.01")) * 2

    def same(a: Decimal | None, b: Decimal | None) -> bool:
        return a is not None and b is not None and abs(a - b) <= step

    both = tl + na if tl is not None and na is not None else None
    sure = Bearing(confirmed=True)
    if same(ta, both):
        return dict.fromkeys(_CLAIMED["balance-sheet"], sure)
    if same(tle, both):
        return {"total-assets": Bearing(expected=tle), "total-liabilities": sure, "net-assets": sure}
    if same(ta, tle) and ta is not None:
        return {
            "total-assets": sure,
            "total-liabilities": Bearing(expected=ta - na if na is not None else None),
            "net-assets": Bearing(expected=ta - tl if tl is not None else None),
        }
    if both is None:
        return {}
    return dict.fromkeys(_CLAIMED["balance-sheet"], Bearing())


def _settle(number: Figure, v: Value, bearing: Bearing | None) -> tuple[Figure, float] | None:
    """(figure, confidence) in the light of the identities; None where the cell is plainly garbled.

    A figure that was read badly is put right only where the identities say what it should be and its glyphs
    agree with that but for one (or for glyphs read twice): domain C0.3, H6.
    """
    if bearing is None:
        return number, v.confidence
    if bearing.confirmed:
        return number, max(v.confidence, 0.97)
    text = squeeze(v.text)
    garbled = not _WELL_FORMED.fullmatch(text)
    if garbled or v.confidence < 0.9:
        if bearing.expected is not None and bearing.expected >= 0:
            got, want = re.sub(r"\D", "", text), re.sub(r"\D", "", f"{bearing.expected:.2f}")
            if want in got or Levenshtein.distance(got, want) <= 1:
                return Figure(bearing.expected, Decimal("0.01"), None, number.unit), 0.85
        return None if garbled else (number, v.confidence * 0.6)
    return number, v.confidence * 0.85


def claims(statement: Statement, kind: str, year: str | None) -> Iterator[Claim]:
    """The figures of the vocabulary, of both columns."""
    when = periods(statement, year)
    part = statement.kind == "income-statement" and statement.date is not None and len(statement.date) == 7
    for column in _COLUMNS:
        borne = bearings(statement, column) if statement.kind == "balance-sheet" else {}
        for key in _CLAIMED[statement.kind]:
            if part and column == "closing":
                continue  # a part of a year is no year's flow
            found, line, cap = _figure(statement, key, column), statement.line(key), 1.0
            if found is None and key == "total-assets":
                # The other side's total says the same, by definition.
                found, line, cap = _figure(statement, "total", column), statement.line("total"), 0.85
            if found is None or line is None or when[column] is None:
                continue
            number, v = found
            settled = _settle(number, v, borne.get(key))
            if settled is None:
                continue
            figure, sure = settled
            made = claim(
                line.page, key, _text(figure), kind=kind, box=v.box, period=when[column],
                confidence=min(sure, cap, 1.0 if statement.sure_columns else 0.7),
                consolidated=statement.consolidated, cell=v.address, read=f"{line.text} {v.text}",
            )  # fmt: skip
            if made:
                mended = figure.value != number.value
                yield replace(made, resolution=plain(figure.resolution), readings=(v.text,) if mended else ())


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
