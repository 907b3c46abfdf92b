"""The printed numbers of rows: lone misreadings are put right by their neighbours."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors._tables import Record
from pipeline.quantity import squeeze


def integer(text: str) -> int | None:
    """The number of a row: digits with at most a stray mark at either end."""
    m = re.fullmatch(r"\D{0,2}(\d{1,4})\D{0,2}", squeeze(text))
    return int(m.group(1)) if m else None


def renumbered(read: Sequence[int | None]) -> list[int | None]:
    """Row numbers with lone misreadings put right by their neighbours; real gaps stay."""
    offsets = [None if n is None else n - i for i, n in enumerate(read)]
    made = list(read)
    for i in range(len(read)):
        window = [o for o in offsets[max(0, i - 6) : i + 7] if o is not None]
        if len(window) < 3:
            continue
        usual = max(set(window), key=lambda o: (window.count(o), -abs(o)))
        if window.count(usual) < 0.5 * len(window):
            continue
        if offsets[i] is None or (offsets[i] != usual and window.count(offsets[i]) == 1):  # type: ignore[arg-type]
            made[i] = i + usual
    return made


def numbers(records: Sequence[Record]) -> list[int | None]:
    """The numbers of rows as printed, mended; None all through where the list has no such column."""
    if not any("number" in r.cells for r in records):
        return [None] * len(records)
    return renumbered([integer(r.text("number")) for r in records])
