"""The year rows of a form whose table has no ruled lines: figures under, or beside, the words that name them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors._lines import Line, page_lines
from extractors._year_table import FIGURE, PART, Entry, of_known_years, quantity_of, unit_of, year_of
from pipeline.model import Page
from pipeline.quantity import squeeze


def read_lines(page: Page) -> Iterator[Entry]:
    """The entries of a table without ruled lines: figures under the middles of the headings."""
    every = page_lines(page)
    tried = [(_loose_head(every[i : i + 3]), i) for i in range(len(every))]
    # The window that holds all lines of the headings names most quantities.
    heads, i = max(tried, key=lambda t: (len(t[0]), t[1]), default=([], 0))
    if len(heads) < 4:
        yield from _sideways_lines(every)
        return
    for below in every[i + 1 : i + 14]:
        m = re.match(r"((?:19|20)\d{2})年?度?$", squeeze(below.words[0].text))
        if not m or PART.search(below.text):
            continue
        for w in below.words[1:]:
            if not FIGURE.fullmatch(squeeze(w.text)):
                continue
            middle = (w.box[0] + w.box[2]) / 2
            at, q, unit = min(heads, key=lambda h: abs(h[0] - middle))
            nearest = min(abs(at - h[0]) for h in heads if h[0] != at)
            if abs(at - middle) < 0.5 * nearest:
                yield Entry(q, m.group(1), w.text, w.box, w.confidence * 0.95, unit)


def _sideways_lines(every: Sequence[Line]) -> list[Entry]:
    """Years across, quantities down, without ruled lines."""
    for i, line in enumerate(every):
        years = [((w.box[0] + w.box[2]) / 2, y) for w in line.words if (y := year_of(w.text))]
        if len(years) < 2:
            continue
        apart = min(abs(a[0] - b[0]) for a in years for b in years if a is not b)
        entries: list[Entry] = []
        for below in every[i + 1 : i + 14]:
            name = "".join(w.text for w in below.words if not FIGURE.fullmatch(squeeze(w.text)))
            quantity = quantity_of(name)
            if quantity is None:
                continue
            figures = [w for w in below.words[1:] if FIGURE.fullmatch(squeeze(w.text))]
            for k, w in enumerate(figures):
                middle = (w.box[0] + w.box[2]) / 2
                at, year = min(years, key=lambda y: abs(y[0] - middle))
                if len(figures) == len(years):
                    year = years[k][1]
                elif abs(at - middle) > 0.5 * apart:
                    continue
                entries.append(Entry(quantity, year, w.text, w.box, w.confidence * 0.95, unit_of(name)))
        if len({e.quantity for e in entries}) >= 3:
            return of_known_years(entries, [w.text for line in every for w in line.words])
    return []


def _loose_head(some: Sequence[Line]) -> list[tuple[float, str, str | None]]:
    """(middle, quantity, unit) of headings; a heading may be split over two lines."""
    made: dict[str, tuple[float, str, str | None]] = {}
    words = [w for line in some for w in line.words]
    for k, w in enumerate(words):
        q = quantity_of(w.text)
        middle = (w.box[0] + w.box[2]) / 2
        under = [
            v for v in words[k + 1 :] if v.box[1] > w.box[1] and abs((v.box[0] + v.box[2]) / 2 - middle) < 30
        ]
        joined = quantity_of(w.text + under[0].text) if under else None
        q = joined or q
        if q and q not in made:
            made[q] = (middle, q, unit_of(w.text) if re.search("[(（]", w.text) else None)
    return sorted(made.values())
