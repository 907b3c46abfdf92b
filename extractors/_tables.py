"""Lists: tables with one row a person, a firm or a device, over many pages.

Headers are mapped by meaning, over one or two levels; a page that does not repeat them takes the columns of
the page before, by their number or their place. A row that the page's end has cut in two is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from extractors._grids import NOTHING, Value, aligned, bands, cells_in, column_edges, tidy, value
from extractors._lines import page_lines, union
from extractors._resplit import Extent, extents, resplit
from pipeline.model import Cell, Document, Grid, Page
from pipeline.quantity import is_nil, squeeze

_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数|累计|合计金额|总合计|合共)")
_MARKS = re.compile(r"[\s()（）\[\]【】:：、,，.。;；·•*'‘’“”\"`\-—_|/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the contract and the words that head it."""

    name: str
    heads: tuple[str, ...]


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
    """A whole list: its rows, its lines of totals, and what is printed across its width."""

    records: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)
    notes: list[tuple[Page, Value]] = field(default_factory=list)
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class _Model:
    """Which column is which: one mapping a segment (a list printed in two halves has two)."""

    segments: list[dict[int, str]]
    columns: int
    edges: list[tuple[float, float]] | None
    extents: list[Extent] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n for s in self.segments for n in s.values()))


def named(text: str, columns: Sequence[Column]) -> str | None:
    """The column that a header cell means: the longest of the known words in it, forgiving one glyph."""
    t = _MARKS.sub("", squeeze(text))
    if not t or len(t) > 24 or sum(ch.isdigit() for ch in t) > 3:
        return None
    best: tuple[float, str] | None = None
    for column in columns:
        for head in column.heads:
            if t == head:
                strength = 100.0
            elif head in t and len(head) > 1:
                strength = len(head)
            elif len(head) >= 3 and abs(len(t) - len(head)) <= 1 and Levenshtein.distance(t, head) == 1:
                strength = len(head) - 0.5
            else:
                continue
            if best is None or strength > best[0]:
                best = (strength, column.name)
    return best[1] if best else None


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
    model: _Model | None = None
    for page in document.pages:
        grids = [tidy(g) for g in page.grids if g.columns >= 2 and _wide(g, page)]
        if not grids and page.words:
            made = _from_words(page, columns, key, model)
            grids = [made] if made else []
        first = True
        for grid in sorted(grids, key=lambda g: g.box[1] if g.box else 0.0):
            start, own = _header(grid, columns, key, group)
            fewer = model is not None and (own is None or set(own.names) < set(model.names))
            if model is not None and model.extents and fewer and (wider := resplit(grid, model.extents)):
                grid, own = wider, replace(model, edges=column_edges(wider))
            elif own is not None:
                model = own
            elif model is not None:
                carried = _carried(model, grid)
                if carried is None:
                    continue
                start, own = 0, carried
            else:
                continue
            _rows(page, grid, start, own, columns, key, found, first)
            first = False
    found.columns = model.names if model else ()
    return found


def _wide(grid: Grid, page: Page) -> bool:
    return grid.box is None or grid.box[2] - grid.box[0] > 0.35 * page.width


def _header(
    grid: Grid, columns: Sequence[Column], key: str, group: tuple[str, tuple[str, ...]] | None
) -> tuple[int, _Model | None]:
    """(the band after the header, the columns) of a grid that has a header."""
    every = bands(grid)
    for i, band in enumerate(every[:8]):
        if not _is_header(grid, band, columns, least=2):
            continue
        last = i
        while (
            last + 1 < len(every)
            and last - i < 2
            and _is_header(grid, every[last + 1], columns, least=1, all_of=True)
        ):
            last += 1
        model = _map(grid, (band[0], every[last][1]), columns, key, group)
        if model is not None:
            return last + 1, model
    return 0, None


def _is_header(
    grid: Grid, band: tuple[int, int], columns: Sequence[Column], *, least: int, all_of: bool = False
) -> bool:
    started = [c for c in grid.cells if band[0] <= c.row <= band[1] and c.text.strip()]
    if not started:
        return False
    hits = sum(named(c.text, columns) is not None for c in started)
    if all_of:  # one of several may be misread
        return hits >= least and hits >= len(started) - (len(started) > 2)
    return hits >= least and hits >= 0.5 * len(started)


def _map(
    grid: Grid,
    band: tuple[int, int],
    columns: Sequence[Column],
    key: str,
    group: tuple[str, tuple[str, ...]] | None,
) -> _Model | None:
    names: list[str | None] = []
    texts: list[str] = []
    grouped: list[int] = []
    for k in range(grid.columns):
        path = [
            t for c in cells_in(grid, band, k) if (t := _share(c, k, columns, group[0] if group else None))
        ]
        texts.append("".join(dict.fromkeys(path)))
        names.append((named(path[-1], columns) or named("".join(path), columns)) if path else None)
        if group and path and group[0] in path[0]:
            grouped.append(k)
    if group and len(grouped) == len(group[1]) and grouped == list(range(grouped[0], grouped[-1] + 1)):
        for k, name in zip(grouped, group[1], strict=True):
            names[k] = name
    if group:
        _infer_group(names, group[1])
    if key not in names or sum(n is not None for n in names) < 2:
        return None
    segments: list[dict[int, str]] = [{}]
    for k, known in enumerate(names):
        label = known or texts[k]
        if not label:
            continue
        if known is not None and known in segments[-1].values():
            if known in (key, "number") and key in segments[-1].values():
                segments.append({})
            else:
                label = f"{known}#{k}" if known in (group[1] if group else ()) else texts[k]
        segments[-1][k] = label
    segments = [s for s in segments if key in s.values()]
    return _Model(segments, grid.columns, column_edges(grid), extents(grid)) if segments else None


def _share(cell: Cell, k: int, columns: Sequence[Column], over: str | None) -> str:
    """What a header cell says of column `k`.

    Where the rule between two headings is worn away («企业名称联系人») each column has its own; a heading that
    is one for several columns is that of the first, unless it stands `over` a group.
    """
    text = squeeze(cell.text)
    if cell.column_span == 1 or not text:
        return text
    for cut in range(2, len(text) - 1) if cell.column_span == 2 else ():
        pair = (text[:cut], text[cut:])
        if all(any(t in c.heads for c in columns) for t in pair):
            return pair[k - cell.column]
    return text if k == cell.column or (over is not None and over in text) else ""


def _infer_group(names: list[str | None], members: tuple[str, ...]) -> None:
    """The illegible columns of a group beside one that is known, if all their places are free.

    A place is free that means nothing, or the upper heading alone («企业满意度» read into its column).
    """
    held = [n for n in names if n in members]
    if not held or len(held) == len(members) or len(set(held)) < len(held):
        return
    first = names.index(held[0]) - members.index(held[0])
    places = {m: first + i for i, m in enumerate(members) if m not in held}
    if all(0 <= k < len(names) and names[k] in (None, "rating") for k in places.values()):
        for member, k in places.items():
            names[k] = member


def _carried(model: _Model, grid: Grid) -> _Model | None:
    """The columns of the page before on a grid without a header: by their number, else by their place."""
    edges = column_edges(grid)
    if grid.columns == model.columns:
        return model
    if edges is None or model.edges is None:
        return None
    segments: list[dict[int, str]] = []
    for segment in model.segments:
        moved: dict[int, str] = {}
        for j, (a, b) in enumerate(edges):
            shared = {k: min(b, model.edges[k][1]) - max(a, model.edges[k][0]) for k in segment}
            k = max(shared, key=lambda c: shared[c])
            narrow = min(b - a, model.edges[k][1] - model.edges[k][0])
            if shared[k] > 0.5 * narrow:
                name = segment[k].partition("#")[0]
                moved[j] = name if name not in moved.values() else f"{name}#{j}"
        segments.append(moved)
    known = {n.partition("#")[0] for s in model.segments for n in s.values()}
    found = {n.partition("#")[0] for s in segments for n in s.values()}
    return _Model(segments, grid.columns, edges) if len(found) >= 0.75 * len(known) else None


def _rows(
    page: Page,
    grid: Grid,
    start: int,
    model: _Model,
    columns: Sequence[Column],
    key: str,
    found: Listing,
    first_grid: bool,
) -> None:
    first = first_grid
    for band in bands(grid)[start:]:
        started = [c for c in grid.cells if band[0] <= c.row <= band[1]]
        printed = [c for c in started if c.text.strip()]
        if _is_header(grid, band, columns, least=3):
            continue
        if len(printed) == 1 and printed[0].column_span > 0.5 * grid.columns:
            found.notes.append((page, value(printed)))
            continue
        for segment in model.segments:
            cells = {name: value(cells_in(grid, band, k)) for k, name in segment.items()}
            if all(v.blank for v in cells.values()):
                continue
            record = Record(page, cells, first)
            if _is_total(cells, printed[0].text if printed else ""):
                found.totals.append(record)
            elif _continues(record, key, found.records):
                _join(found.records[-1], record)
            elif _says_something(cells):
                found.records.append(record)
        first = False


def _is_total(cells: Mapping[str, Value], leading: str) -> bool:
    heads = [leading, *(v.text for v in list(cells.values())[:2])]
    for text in heads:
        t = squeeze(text)
        if _TOTAL.match(t):
            return True
    spread = next(iter(cells.values()), NOTHING)
    return spread.span > 1 and squeeze(spread.text) in ("合", "计", "总")


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


def _from_words(page: Page, columns: Sequence[Column], key: str, model: _Model | None) -> Grid | None:
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
            boxes = [w.box for w in line.words]
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


def years_of(document: Document) -> Iterator[str]:
    """Years that a list's own headings name (2021年度服务企业名单)."""
    for page in document.pages[:1]:
        for line in page_lines(page)[:6]:
            for m in re.finditer(r"(?<!\d)(20\d{2})年(?:度|服务)", line.text):
                yield m.group(1)
