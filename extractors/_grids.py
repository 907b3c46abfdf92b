"""Grids made straight for whoever reads tables: rows that belong together, and grids made of words alone.

Readers of ruled lines now and then see a line that is none and part a row in two: the cells of most columns
then span both halves. A row of a table starts where most columns start a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors._lines import Line, page_lines, union
from pipeline.model import Box, Cell, Grid, Page, Word
from pipeline.quantity import clean


@dataclass(frozen=True, slots=True)
class Value:
    """What one column holds in one row: the text of its cells and where it stands."""

    text: str
    box: Box | None = None
    confidence: float = 1.0
    ink: float | None = None
    mark: str | None = None
    address: str | None = None
    span: int = 1

    @property
    def blank(self) -> bool:
        return not self.text and self.mark is None


NOTHING = Value("")


def value(cells: Sequence[Cell]) -> Value:
    """The cells of one column in one row as one value."""
    if not cells:
        return NOTHING
    held = [c for c in cells if c.text.strip()] or list(cells)
    boxes = [c.box for c in held if c.box]
    inks = [c.ink for c in cells if c.ink is not None]
    marks = [c.mark for c in cells if c.mark]
    strength = {"tick": 3, "cross": 2, "dot": 1, "stroke": 0}
    texts = [c.text for c in held]
    return Value(
        clean("".join(texts) if len(texts) < 2 else " ".join(texts)),
        union(boxes) if boxes else None,
        min((c.confidence for c in held if c.text.strip()), default=1.0),
        max(inks) if inks else None,
        max(marks, key=lambda m: strength[m]) if marks else None,
        held[0].address,
        max(c.column_span for c in held),
    )


def bands(grid: Grid) -> list[tuple[int, int]]:
    """(first, last) grid rows of each row of the table."""
    starts = [0] * (grid.rows + 1)
    for c in grid.cells:
        starts[c.row] += c.column_span
    edges = [r for r in range(grid.rows) if r == 0 or starts[r] >= 0.5 * grid.columns]
    return [(a, b - 1) for a, b in zip(edges, [*edges[1:], grid.rows], strict=True)]


def cells_in(grid: Grid, band: tuple[int, int], column: int) -> list[Cell]:
    """The distinct cells of a column that lie in or cross a band, top to bottom."""
    return sorted(
        (
            c
            for c in grid.cells
            if c.column <= column < c.column + c.column_span
            and c.row <= band[1]
            and c.row + c.row_span - 1 >= band[0]
        ),
        key=lambda c: c.row,
    )


def tidy(grid: Grid) -> Grid:
    """The grid without columns that hardly any row knows: a rule seen where none is, in one row or the header.

    The pieces of such a column join the cell to their left, those of the first one (between the two lines of a
    double frame) the cell to their right.
    """
    every = bands(grid)
    if len(every) < 5:
        return grid
    used: dict[int, set[int]] = {k: set() for k in range(grid.columns)}
    of_row = {r: n for n, (a, b) in enumerate(every) for r in range(a, b + 1)}
    for c in grid.cells:
        used[c.column].add(of_row.get(c.row, 0))
    kept = [k for k in range(grid.columns) if len(used[k]) >= max(2, 0.15 * len(every))]
    if len(kept) == grid.columns or not kept:
        return grid
    new_of = {k: max(0, sum(x <= k for x in kept) - 1) for k in range(grid.columns)}
    groups: dict[tuple[int, int], list[Cell]] = {}
    for c in sorted(grid.cells, key=lambda c: (c.row, c.column)):
        groups.setdefault((c.row, new_of[c.column]), []).append(c)
    cells = []
    for (row, column), parts in groups.items():
        last = max(new_of[min(c.column + c.column_span, grid.columns) - 1] for c in parts)
        held = [c for c in parts if c.text.strip()]
        boxes = [c.box for c in held or parts if c.box]
        cells.append(
            replace(
                parts[0],
                row=row,
                column=column,
                row_span=max(c.row_span for c in held or parts),
                column_span=last - column + 1,
                text="".join(c.text for c in held),
                box=union(boxes) if boxes else None,
                confidence=min((c.confidence for c in held), default=1.0),
                ink=max((c.ink for c in parts if c.ink is not None), default=None),
                mark=next((c.mark for c in parts if c.mark), None),
                words=tuple(w for c in parts for w in c.words),
            )
        )
    return replace(grid, columns=len(kept), cells=tuple(cells))


def column_edges(grid: Grid) -> list[tuple[float, float]] | None:
    """x0 and x1 of each column as shares of the grid's width, None for sheets."""
    if grid.box is None:
        return None
    x0, width = grid.box[0], max(grid.box[2] - grid.box[0], 1.0)

    def middle(found: list[float]) -> float | None:
        return (sorted(found)[len(found) // 2] - x0) / width if found else None

    starts = [middle([c.box[0] for c in grid.cells if c.column == k and c.box]) for k in range(grid.columns)]
    ends = [
        middle([c.box[2] for c in grid.cells if c.column + c.column_span - 1 == k and c.box])
        for k in range(grid.columns)
    ]
    made: list[tuple[float, float]] = []
    for k in range(grid.columns):
        left = starts[k] if starts[k] is not None else made[-1][1] if made else 0.0
        right = ends[k] if ends[k] is not None else starts[k + 1] if k + 1 < grid.columns else 1.0
        made.append((left or 0.0, right if right is not None else (left or 0.0) + 1 / grid.columns))
    return made


def aligned(
    page: Page, centres: Sequence[tuple[float, float]], lines: Sequence[Line] | None = None
) -> Grid | None:
    """A grid of the words of `lines` under columns given by their (x0, x1) extents, one row a line.

    For pages whose table has no rules. A word belongs to the column that it overlaps most, else the nearest.
    """
    every = list(page_lines(page) if lines is None else lines)
    if not every or len(centres) < 2:
        return None
    cells: list[Cell] = []
    for r, line in enumerate(every):
        columns: dict[int, list[Word]] = {}
        for word in line.words:
            for piece in _pieces(word, len(centres)):
                columns.setdefault(_column_of(piece.box, centres), []).append(piece)
        for k in range(len(centres)):
            held = columns.get(k, [])
            box = union([w.box for w in held]) if held else None
            text = "".join(w.text for w in held)
            sure = min((w.confidence for w in held), default=1.0)
            cells.append(Cell(r, k, 1, 1, text, box, sure, None, None, None, tuple(held)))
    return Grid(union([line.box for line in every]), len(every), len(centres), tuple(cells), "words", 0.6)


def _pieces(word: Word, columns: int) -> list[Word]:
    """A line of several figures read as one word, cut at its spaces."""
    parts = word.text.split()
    if len(parts) < 2 or not all(any(ch.isdigit() for ch in p) or len(p) < 12 for p in parts):
        return [word]
    x0, y0, x1, y1 = word.box
    step = (x1 - x0) / max(len(word.text), 1)
    made, at = [], 0
    for part in parts:
        at = word.text.index(part, at)
        made.append(Word(part, (x0 + at * step, y0, x0 + (at + len(part)) * step, y1), word.confidence))
        at += len(part)
    return made


def _column_of(box: Box, columns: Sequence[tuple[float, float]]) -> int:
    def fit(k: int) -> tuple[float, float]:
        a, b = columns[k]
        return min(b, box[2]) - max(a, box[0]), -abs((a + b) / 2 - (box[0] + box[2]) / 2)

    best = max(range(len(columns)), key=fit)
    if fit(best)[0] > 0:
        return best
    return max(
        range(len(columns)), key=lambda k: -min(abs(columns[k][0] - box[2]), abs(columns[k][1] - box[0]))
    )
