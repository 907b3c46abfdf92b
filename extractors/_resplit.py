"""Columns of a list that fell together: of a page against the page before, or of a row where a seal hides the rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from extractors._grids import column_edges
from pipeline.model import Box, Cell, Grid

Extent = tuple[float, float]  # x0, x1 in points
LEADING = 4  # the first columns are full ones: they tell how far this page lies beside the other
NEAR = 14.0  # points
CLEAR = 0.12  # of the height of two rows: how far from their border the middle of one row's mark is


def extents(grid: Grid) -> list[Extent] | None:
    """Where each column stands on its page, None for sheets."""
    edges = column_edges(grid)
    if edges is None or grid.box is None:
        return None
    x0, width = grid.box[0], grid.box[2] - grid.box[0]
    return [(x0 + a * width, x0 + b * width) for a, b in edges]


def resplit(grid: Grid, before: Sequence[Extent]) -> Grid | None:
    """`grid` in the columns `before`, its words put where they stand; None where the columns do not fit.

    What a cell holds besides words (a mark that nobody read) has no place among the new ones.
    """
    own = extents(grid)
    if own is None or not LEADING <= len(own) < len(before):
        return None
    shift = median(own[k][0] - before[k][0] for k in range(1, LEADING))
    moved = [(a + shift, b + shift) for a, b in before]
    if any(abs(own[k][0] - moved[k][0]) > NEAR for k in range(1, LEADING)):
        return None
    owner = [_column((a + b) / 2, own) for a, b in moved]
    if set(owner) != set(range(len(own))):
        return None
    borders = [(a[1] + b[0]) / 2 for a, b in pairwise(moved)]
    cells = [piece for c in grid.cells for piece in _pieces(c, owner, borders)]
    return replace(grid, columns=len(before), cells=tuple(cells))


def parted(grid: Grid, first: int) -> Grid:
    """From row `first` on, a merged cell whose words stand each within a column of its own is one cell a column.

    A seal or a worn rule makes such cells; the words of a cell that really is merged run over the columns. So
    for a mark in two rows: it is one row's where it stands clear of the border.
    """
    own = extents(grid)
    if own is None:
        return grid
    cells: list[Cell] = []
    for c in (half for whole in grid.cells for half in _halves(whole, grid, first)):
        columns = list(range(c.column, c.column + c.column_span))
        held = [_inside(w.box, own, columns) for w in c.words]
        spaced = all(len(w.text) == 1 for w in c.words)  # 合 计 over two columns
        if c.row < first or spaced or len(set(held)) < 2 or None in held:
            cells.append(c)
        else:
            cells += _spread(c, columns, [(own[k][1] + own[k + 1][0]) / 2 for k in columns[:-1]])
    return replace(grid, cells=tuple(cells))


def _halves(cell: Cell, grid: Grid, first: int) -> list[Cell]:
    """A cell of two rows that holds nothing but marks as two cells, if each mark stands clear of the border."""
    marks = cell.mark and cell.words and all(len(w.text) == 1 for w in cell.words)
    if cell.row < first or cell.row_span != 2 or not marks or cell.box is None:
        return [cell]
    tops = [c.box[1] for c in grid.cells if c.row == cell.row + 1 and c.row_span == 1 and c.box]
    if not tops:
        return [cell]
    x0, y0, x1, y1 = cell.box
    border = median(tops)
    if any(abs((w.box[1] + w.box[3]) / 2 - border) < CLEAR * (y1 - y0) for w in cell.words):
        return [cell]
    made = []
    for row, top, bottom in ((cell.row, y0, border), (cell.row + 1, border, y1)):
        words = tuple(w for w in cell.words if top <= (w.box[1] + w.box[3]) / 2 < bottom)
        text = "".join(w.text for w in words)
        mark = cell.mark if words else None
        box = (x0, top, x1, bottom)
        made.append(replace(cell, row=row, row_span=1, text=text, box=box, ink=None, mark=mark, words=words))
    return made


def _inside(box: Box, own: Sequence[Extent], columns: Sequence[int]) -> int | None:
    """The column that holds a word wholly but for the edge of a glyph."""
    slack = 0.25 * (box[3] - box[1])
    return next((k for k in columns if own[k][0] - slack <= box[0] and box[2] <= own[k][1] + slack), None)


def _column(x: float, own: Sequence[Extent]) -> int:
    return next((j for j, (_, right) in enumerate(own) if x < right), len(own) - 1)


def _pieces(cell: Cell, owner: Sequence[int], borders: Sequence[float]) -> list[Cell]:
    covered = [k for k, j in enumerate(owner) if cell.column <= j < cell.column + cell.column_span]
    if len(covered) == 1 or cell.column_span > 1:
        return [replace(cell, column=covered[0], column_span=len(covered))]
    return _spread(cell, covered, borders[covered[0] : covered[-1]])


def _spread(cell: Cell, columns: Sequence[int], borders: Sequence[float]) -> list[Cell]:
    """A cell a column, of the words between `borders`, which are those among `columns`."""
    made = []
    for k, left, right in zip(columns, (float("-inf"), *borders), (*borders, float("inf")), strict=True):
        words = tuple(w for w in cell.words if left <= (w.box[0] + w.box[2]) / 2 < right)
        box = cell.box and (max(cell.box[0], left), cell.box[1], min(cell.box[2], right), cell.box[3])
        sure = min((w.confidence for w in words), default=cell.confidence)
        text = "".join(w.text for w in words)
        mark = cell.mark if words else None
        made.append(
            replace(
                cell,
                column=k,
                column_span=1,
                text=text,
                box=box,
                confidence=sure,
                ink=None,
                mark=mark,
                words=words,
            )
        )
    return made
