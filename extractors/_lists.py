"""What the extractors of lists share: rows of the contract, and claims counted from them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractors._numbering import numbers
from extractors._tables import Record
from pipeline.model import Box, Claim, Document, Evidence, Message, Problem, Row
from pipeline.quantity import QUANTITIES, squeeze

_JOINED = re.compile(r"(?P<number>[1-9]\d{0,3})[.、]?(?P<name>[\u3400-\u9fff].+)")
_COMPANY = ("有限公司", "有限责任公司")
_ENDS = tuple(c[k:] for c in ("股份有限公司", "有限责任公司") for k in range(len(c)))  # longest of each first
_NUMBERED = ("number", "quantity")


def row(
    document: Document,
    kind: str,
    n: int,
    record: Record,
    number: int | None,
    cells: Mapping[str, str | None],
    boxes: Mapping[str, Box | None],
    confidence: float,
    doubt: Sequence[str] = (),
) -> Row:
    """A row with the id by which claims of the same document point to it."""
    return Row(
        kind,
        number,
        record.page.file,
        record.page.number,
        # No title, school or duty is «一»: a reader has taken the dash of an empty cell for it.
        {name: "—" if text == "一" and name not in _NUMBERED else text for name, text in cells.items()},
        boxes,
        round(confidence, 4),
        tuple(doubt),
        document.id,
        f"{document.id}-r{n}",
    )


def counted(
    rows: Sequence[Row],
    kind: str,
    quantity: str,
    number: str,
    confidence: float,
    *,
    field: str | None = None,
    of: Sequence[Row] | None = None,
) -> Claim:
    """A claim that follows from rows: `of` are those counted (default: all)."""
    first = rows[0]
    return Claim(
        quantity,
        number,
        Evidence(first.file, first.page, None, number, "count"),
        kind,
        QUANTITIES[quantity].unit,
        None,
        "own",
        field,
        round(confidence, 4),
        derived_from=tuple(r.id for r in (rows if of is None else of)),
        resolution="0.01" if QUANTITIES[quantity].sort == "percent" else "1",
    )


def uncounted(rows: Sequence[Row], column_zh: str, column_en: str, count_zh: str, count_en: str) -> Problem:
    """Why nothing is counted: what `rows` hold in a column could not be read."""
    places = "、".join(str(r.number or r.id) for r in rows[:12]) + (" 等" if len(rows) > 12 else "")
    places_en = ", ".join(str(r.number or r.id) for r in rows[:12]) + (" and more" if len(rows) > 12 else "")
    rows_en = "1 row" if len(rows) == 1 else f"{len(rows)} rows"
    return Problem(
        "extracting",
        "unread",
        Message(
            f"有{len(rows)}行的{column_zh}读不清（序号 {places}），{count_zh}未作统计，请对照原件",
            f"the {column_en} of {rows_en} could not be read (no. {places_en}): {count_en} were not counted; look at the scan",
        ),
        rows[0].file,
        rows[0].page,
    )


def unjoined(records: Sequence[Record]) -> list[Record]:
    """The rows, a number that was read into its name («104甲市某某公司») in its own column again.

    It is the number of its row where it goes on from a neighbour's: a firm's own name may begin with figures.
    """
    joined = [None if r.text("number") else _JOINED.fullmatch(squeeze(r.text("name"))) for r in records]
    said = [m["number"] if m else squeeze(r.text("number")) for r, m in zip(records, joined, strict=True)]
    number = [int(n) if n.isdecimal() else None for n in said]
    made = list(records)
    for i, (record, m) in enumerate(zip(records, joined, strict=True)):
        before, after = number[i - 1] if i else None, number[i + 1] if i + 1 < len(number) else None
        own = number[i]
        if m and own is not None and (before == own - 1 or after == own + 1):
            name = record.get("name")
            parted = {"number": replace(name, text=m["number"]), "name": replace(name, text=m["name"])}
            made[i] = replace(record, cells={**record.cells, **parted})
    return made


def reunited(records: Sequence[Record]) -> list[Record]:
    """The rows, the end of a name that the page's end cut off taken from the name that follows («公司甲市…有限公司»)."""
    made = list(records)
    for i in range(len(made) - 1):
        before, record = made[i], made[i + 1]
        if (before.page.file, before.page.number) == (record.page.file, record.page.number):
            continue
        begun, name = before.get("name"), record.get("name")
        tail = next((e for e in _ENDS if name.text.startswith(e) and len(name.text) > len(e) + 3), "")
        if tail and not begun.text.endswith("公司") and (begun.text + tail).endswith(_COMPANY):
            made[i] = replace(
                made[i], cells={**made[i].cells, "name": replace(begun, text=begun.text + tail)}
            )
            rest = replace(name, text=name.text[len(tail) :])
            made[i + 1] = replace(record, cells={**record.cells, "name": rest})
    return made


def completeness(records: Sequence[Record]) -> tuple[list[int | None], float]:
    """Row numbers, and how surely the rows are all there: their printed numbers should run on without gaps."""
    mended = numbers(records)
    known = [n for n in mended if n is not None]
    if not records:
        return mended, 0.0
    if len(known) < 0.5 * len(records):
        return mended, 0.85
    last = max(known)
    gaps = len(set(range(min(known), last + 1)) - set(known))
    doubled = len(known) - len(set(known))
    off = gaps + doubled + (abs(last - len(records)) if min(known) == 1 else 0)
    return mended, 0.97 if off == 0 else max(
        0.4, 0.7 - 0.1 * off
    )  # a missing number is a row that was not read
