"""Lists: tables with one row a person, a firm or a device, over many pages.

Headers are mapped by meaning, over one or two levels; a page that does not repeat them takes the columns of
the page before, by their number or their place. A row that the page's end has cut in two is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors._columns import Column, Model, carried, header_of, is_header, named
from extractors._grids import NOTHING, Value, aligned, bands, cells_in, column_edges, tidy, value
from extractors._lines import Line, page_lines, union
from extractors._resplit import parted, resplit
from pipeline.model import Cell, Document, Grid, Page, Word
from pipeline.quantity import is_nil, squeeze

_CLOSING = re.compile(
    r"(?:填[表报]人|制表人?|经办人|审核人?|复核|联系电话|(?:单位)?负责人|(?:填表)?说明|注)[:：]"
)
_SENTENCE = re.compile(r"[\u3400-\u9fff]{6}.*[。；;]")
_PART = re.compile(r"[(（:：]共?\d{1,4}[人名家户个][)）]?$")  # «综合部(5人)» over the rows of a department
HEADING = 20  # glyphs: the name of a part of a list is not longer
_TOTAL = re.compile(r"^(?:本?页|本?表|本|以上|全部)?\W?(?:合计|总计|小计|共计|总数|累计|总合计|合共)")


@dataclass(slots=True)
class Record:
    """One row: values by column name, where it begins, whether it stood first or last on its page."""

    page: Page
    cells: dict[str, Value]
    top: bool = False

    def get(self, name: str) -> Value:
        return self.cells.get(name, NOTHING)

    def text(self, name: str) -> str:
        return self.get(name).text


@dataclass(slots=True)
class Listing:
    """A whole list: its rows and its lines of totals."""

    records: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)
    columns: tuple[str, ...] = ()


def read_list(
    document: Document,
    columns: Sequence[Column],
    key: str,
    group: tuple[str, tuple[str, ...]] | None = None,
) -> Listing:
    """All rows of the lists in `document` that have the column `key`.

    `group` is (a word of the upper header, the columns under it in their usual order), for sub-headers that
    could not be read.
    """
    found = Listing()
    model: Model | None = None
    for page in document.pages:
        grids = [tidy(g) for g in page.grids if g.columns >= 2 and _wide(g, page)]
        if not grids and page.words:
            made = _from_words(page, columns, key, model)
            grids = [made] if made else []
        first = True
        for grid in sorted(grids, key=lambda g: g.box[1] if g.box else 0.0):
            start, own = header_of(grid, columns, key, group)
            fewer = model is not None and (own is None or set(own.names) < set(model.names))
            if model is not None and model.extents and fewer and (wider := resplit(grid, model.extents)):
                grid, own = wider, replace(model, edges=column_edges(wider))
            elif own is not None:
                model = own
            elif model is not None:
                taken = carried(model, grid)
                if taken is None:
                    continue
                start, own = 0, taken
            else:
                continue
            _rows(page, grid, start, own, columns, key, found, first)
            first = False
    found.columns = model.names if model else ()
    return found


def _wide(grid: Grid, page: Page) -> bool:
    return grid.box is None or grid.box[2] - grid.box[0] > 0.35 * page.width


def _rows(
    page: Page,
    grid: Grid,
    start: int,
    model: Model,
    columns: Sequence[Column],
    key: str,
    found: Listing,
    first_grid: bool,
) -> None:
    first = first_grid
    every = bands(grid)[start:]
    grid = parted(grid, every[0][0]) if every else grid
    for band in every:
        started = [c for c in grid.cells if band[0] <= c.row <= band[1]]
        printed = [c for c in started if c.text.strip()]
        if is_header(grid, band, columns, least=3):
            continue
        if _across(printed, started, grid.columns):
            continue
        for segment in model.segments:
            cells = {name: value(cells_in(grid, band, k)) for k, name in segment.items()}
            if all(v.blank for v in cells.values()):
                continue
            record = Record(page, cells, first)
            if _is_remark(cells, key):
                continue
            if _is_total(cells, [c.text for c in printed]):
                found.totals.append(record)
            elif _continues(record, key, found.records):
                _join(found.records[-1], record)
            elif _says_something(cells):
                found.records.append(record)
        first = False


def _across(printed: Sequence[Cell], started: Sequence[Cell], columns: int) -> bool:
    """Whether a row has no columns of its own: a remark, or the name of a department, over most of the list.

    A reader may find it in pieces («综合管», «理部(5人)»), for the rules of the columns begin under it.
    """
    broad = any(c.column_span > 0.5 * columns for c in started)
    numbered = printed and re.fullmatch(r"\d{1,4}[.、．]?", squeeze(printed[0].text))
    said = "".join(squeeze(c.text) for c in printed)
    in_pieces = len(printed) <= 3 and len(said) <= HEADING and not _TOTAL.match(said)
    return broad and not numbered and (len(printed) == 1 or in_pieces)


def _is_total(cells: Mapping[str, Value], printed: Sequence[str]) -> bool:
    """Whether a row is a total or a subtotal, its words in one cell or spread over several («本», «页小计31家»)."""
    heads = [*printed[:1], "".join(printed[:3]), *(v.text for v in list(cells.values())[:2])]
    if any(_TOTAL.match(squeeze(text)) for text in heads):
        return True
    spread = next(iter(cells.values()), NOTHING)
    return spread.span > 1 and squeeze(spread.text) in ("合", "计", "总")


def _is_remark(cells: Mapping[str, Value], key: str) -> bool:
    """Whether a row is no row of the list: who filled it in, or a sentence on how to do so."""
    texts = {name: squeeze(v.text) for name, v in cells.items()}
    if re.fullmatch(r"\d{1,4}[.、．]?", texts.get("number", "")):
        return False
    named = texts.get(key, "")
    if _PART.search(named) and sum(map(bool, texts.values())) == 1:
        return True
    if any(_CLOSING.match(t) for t in texts.values()):
        return not named or any(_CLOSING.match(texts.get(k, "")) for k in ("number", key))
    # A sentence that has the row to itself: what a cut row goes on with stands beside other things.
    return len({t for t in texts.values() if t}) == 1 and any(_SENTENCE.search(t) for t in texts.values())


def _says_something(cells: Mapping[str, Value]) -> bool:
    """Whether a row holds more than its printed number."""
    return any(not v.blank and not is_nil(v.text) for name, v in cells.items() if name != "number")


def _continues(record: Record, key: str, records: Sequence[Record]) -> bool:
    """Whether a row is the lower part of the one before: no number and no name, or a lone wrapped end."""
    if not records:
        return False
    held = {name for name, v in record.cells.items() if v.text}
    before = records[-1]
    if not held or "number" in held:
        return False
    if key not in held:
        # Nothing but marks and ends of wrapped texts; a row whose name could not be read has more.
        return len(held) <= max(1, len(record.cells) // 3) or record.top
    numbered = "number" in record.cells and bool(before.text("number"))
    return numbered and len(held) <= 2 and len(record.text(key)) <= 6 and len(record.cells) >= 4


def _join(before: Record, record: Record) -> None:
    for name, v in record.cells.items():
        old = before.get(name)
        if v.blank:
            continue
        same_page = before.page.number == record.page.number and before.page.file == record.page.file
        boxes = [b for b in (old.box, v.box) if b] if same_page else [b for b in (old.box or v.box,) if b]
        before.cells[name] = Value(
            old.text + v.text,
            union(boxes) if boxes else None,
            min(old.confidence, v.confidence),
            max((i for i in (old.ink, v.ink) if i is not None), default=None),
            old.mark or v.mark,
            old.address or v.address,
            old.span,
        )


def _from_words(page: Page, columns: Sequence[Column], key: str, model: Model | None) -> Grid | None:
    """A grid of the words of a page without rules: under its header's words, or the columns before."""
    lines = page_lines(page)
    extents: list[tuple[float, float]] | None = None
    body = list(lines)
    for i, line in enumerate(lines[:25]):
        hits = [named(w.text, columns) for w in line.words]
        if (
            len(line.words) >= 3
            and sum(h is not None for h in hits) >= max(3, 0.6 * len(line.words))
            and key in hits
        ):
            boxes = [w.box for w in _with_wrapped(line, lines[max(0, i - 2) : i + 3], columns)]
            edges = [(a[2] + b[0]) / 2 for a, b in pairwise(boxes)]
            extents = list(zip([0.0, *edges], [*edges, page.width], strict=True))
            body = list(lines[i:])
            break
    if extents is None:
        if model is None or model.edges is None or not lines:
            return None
        left = min(line.box[0] for line in lines)
        width = max(line.box[2] for line in lines) - left
        extents = [(left + a * width, left + b * width) for a, b in model.edges]
    return aligned(page, extents, body)


def _with_wrapped(line: Line, near: Sequence[Line], columns: Sequence[Column]) -> list[Word]:
    """The words of a header, with those between them that wrapped and stand a little higher or lower («基本满 / 意»)."""
    found = list(line.words)
    for w in (w for other in near if other is not line for w in other.words):
        level = w.box[1] < line.box[3] and line.box[1] < w.box[3]
        apart = all(w.box[2] <= f.box[0] or f.box[2] <= w.box[0] for f in found)
        if level and apart and named(w.text, columns) is not None:
            found.append(w)
    return sorted(found, key=lambda w: w.box[0])


def years_of(document: Document) -> Iterator[str]:
    """Years that a list's own headings name (2021年度服务企业名单)."""
    for page in document.pages[:1]:
        for line in page_lines(page)[:6]:
            for m in re.finditer(r"(?<!\d)(20\d{2})年(?:度|服务)", line.text):
                yield m.group(1)
