"""Which column of a list is which: headers mapped by meaning, over one or two levels, or taken from the page before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from extractors._grids import bands, cells_in, column_edges
from extractors._resplit import Extent, extents
from pipeline.model import Cell, Grid
from pipeline.quantity import squeeze

_MARKS = re.compile(r"[\s()（）\[\]【】:：、,，.。;；·•*'‘’“”\"`\-—_|/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the contract and the words that head it."""

    name: str
    heads: tuple[str, ...]


@dataclass(slots=True)
class Model:
    """Which column is which: one mapping a segment (a list printed in two halves has two)."""

    segments: list[dict[int, str]]
    columns: int
    edges: list[tuple[float, float]] | None
    extents: list[Extent] | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n for s in self.segments for n in s.values()))


# «单位名称：某公司» over a list says whose it is, and heads no column; «其中：满意» does.
_CAPTION = re.compile(r"(?!其中)[^:：(（]{2,}[:：].{3,}")


def named(text: str, columns: Sequence[Column]) -> str | None:
    """The column that a header cell means: the longest of the known words in it, forgiving one glyph."""
    t = _MARKS.sub("", squeeze(text))
    if not t or len(t) > 24 or sum(ch.isdigit() for ch in t) > 3 or _CAPTION.match(squeeze(text)):
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


def header_of(
    grid: Grid, columns: Sequence[Column], key: str, group: tuple[str, tuple[str, ...]] | None
) -> tuple[int, Model | None]:
    """(the band after the header, the columns) of a grid that has a header."""
    every = bands(grid)
    for i, band in enumerate(every[:8]):
        if not is_header(grid, band, columns, least=2):
            continue
        last = i
        while (
            last + 1 < len(every)
            and last - i < 2
            and is_header(grid, every[last + 1], columns, least=1, all_of=True)
            and not _names_a_part(grid, band, every[last + 1])
        ):
            last += 1
        model = _map(grid, (band[0], every[last][1]), columns, key, group)
        if model is not None:
            return last + 1, model
    return 0, None


def _names_a_part(grid: Grid, head: tuple[int, int], band: tuple[int, int]) -> bool:
    """Whether a row under the header holds one text alone, where the header has its own: «办公设备», under «序号»."""
    held = [c for c in grid.cells if band[0] <= c.row <= band[1] and c.text.strip()]
    over = [c for c in grid.cells if head[0] <= c.row <= head[1] and c.text.strip()]
    return len(held) == 1 and any(c.column == held[0].column and c.column_span == 1 for c in over)


def is_header(
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
) -> Model | None:
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
    return Model(segments, grid.columns, column_edges(grid), extents(grid)) if segments else None


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


def carried(model: Model, grid: Grid) -> Model | None:
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
    return Model(segments, grid.columns, edges) if len(found) >= 0.75 * len(known) else None
