"""Cells of a form in which a ruled line was not seen, so that a value and the label under it, or two labels, are one.

The rows are known by the cells beside. What is a label is asked of the form's own; words of one label that
wraps over two rows are left together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractors._labels import Label, find
from extractors._lines import lines, union
from extractors._segments import of_words
from pipeline.model import Cell, Grid, Page, Word


def split_cells(page: Page, lexicon: Sequence[Label]) -> Page:
    """The page with such cells parted at the rows of their neighbours."""
    grids = (_paired(_ordered(g, lexicon, page.skew), lexicon, page.skew) for g in page.grids)
    return replace(page, grids=tuple(_split(g, lexicon) for g in grids))


def _ordered(grid: Grid, lexicon: Sequence[Label], skew: float) -> Grid:
    """Fields side by side in one cell, each over several lines: the words of one, then those of the next."""
    cells = tuple(_by_column(_once(c), lexicon, skew) if len(c.words) > 1 else c for c in grid.cells)
    return replace(grid, cells=cells) if cells != grid.cells else grid


def _once(cell: Cell) -> Cell:
    """The cell without words that were read a second time as a part of another."""
    kept = tuple(w for w in cell.words if not any(_echoes(w, other) for other in cell.words))
    return (
        replace(cell, words=kept, text="".join(w.text for w in kept)) if len(kept) < len(cell.words) else cell
    )


def _echoes(word: Word, other: Word) -> bool:
    if len(word.text) < 4 or len(word.text) >= len(other.text) or word.text not in other.text:
        return False
    a, b = word.box, other.box
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide > 0.8 * (a[2] - a[0]) and high > 0.4 * (b[3] - b[1])


def _by_column(cell: Cell, lexicon: Sequence[Label], skew: float) -> Cell:
    rows = lines(cell.words, skew)
    if len(rows) < 2:
        return cell
    starts = []
    for w in rows[0].words:
        found = find(of_words((w,)), lexicon)
        if found and found[0].start == 0:
            if found[0].label.numeric:  # a sentence with figures runs on
                return cell
            starts.append(w.box[0])
    if len(starts) < 2 or starts[0] != rows[0].words[0].box[0]:
        return cell
    inner = [
        x for x in starts[1:] for line in rows for w in line.words if w.box[0] < x - 2 < x + 8 < w.box[2]
    ]
    if inner:
        return cell
    words = tuple(
        w for k, x in enumerate(starts) for line in rows for w in line.words
        if (k == 0 or w.box[0] >= x - 2) and (k + 1 == len(starts) or w.box[0] < starts[k + 1] - 2)
    )  # fmt: skip
    return replace(cell, words=words, text="".join(w.text for w in words))


def _paired(grid: Grid, lexicon: Sequence[Label], skew: float) -> Grid:
    """Labels below each other in one cell and their values in the next («传真/手机»): each label with its own line."""
    at = {(c.row, c.column): c for c in grid.cells}
    cells = {c: c for c in grid.cells}
    for cell in grid.cells:
        beside = at.get((cell.row, cell.column + cell.column_span))
        if beside is None or len(cell.words) < 2 or beside.row_span != cell.row_span:
            continue
        labels, values = lines(cell.words, skew), lines(beside.words, skew)
        if len(labels) < 2 or len(labels) != len(values):
            continue
        if not all(_is_label(line.words, lexicon) for line in labels) or any(
            _is_label(v.words, lexicon) for v in values
        ):
            continue
        words = tuple(w for a, b in zip(labels, values, strict=True) for w in (*a.words, *b.words))
        sure = min(cell.confidence, beside.confidence)
        cells[cell] = replace(cell, words=words, text="".join(w.text for w in words), confidence=sure)
        cells[beside] = replace(beside, words=(), text="")
    return replace(grid, cells=tuple(cells[c] for c in grid.cells))


def _split(grid: Grid, lexicon: Sequence[Label]) -> Grid:
    tall = [c for c in grid.cells if c.row_span > 1 and len(c.words) > 1]
    if not tall:
        return grid
    bounds = {r: b for r in range(grid.rows) if (b := _extent(grid, r)) is not None}
    parted = {c: pieces for c in tall if len(pieces := _pieces(c, bounds)) > 1}
    labelled = {c for c, pieces in parted.items() if _holds_a_label(pieces, lexicon)}
    # The values beside two labels are two as well.
    beside = {
        c for c in parted
        if any((k.row, k.row_span) == (c.row, c.row_span) and k.column + k.column_span == c.column for k in labelled)
        and not any(find(of_words(words), lexicon) for words in parted[c].values())
    }  # fmt: skip
    cells: list[Cell] = []
    for c in grid.cells:
        cells += _parts(c, parted[c]) if c in labelled or c in beside else [c]
    return replace(grid, cells=tuple(sorted(cells, key=lambda c: (c.row, c.column))))


def _extent(grid: Grid, row: int) -> tuple[float, float] | None:
    """Where a row stands, by the cells of that row alone."""
    boxes = [c.box for c in grid.cells if c.row == row and c.row_span == 1 and c.box]
    return (min(b[1] for b in boxes), max(b[3] for b in boxes)) if boxes else None


def _pieces(cell: Cell, bounds: dict[int, tuple[float, float]]) -> dict[int, list[Word]]:
    """The words of a cell by the row in which they stand; {} where a row's place is not known."""
    rows = range(cell.row, cell.row + cell.row_span)
    if any(r not in bounds for r in rows):
        return {}
    made: dict[int, list[Word]] = {}
    for w in cell.words:
        middle = (w.box[1] + w.box[3]) / 2
        row = min(rows, key=lambda r: abs(sum(bounds[r]) / 2 - middle))
        made.setdefault(row, []).append(w)
    return made


def _holds_a_label(pieces: dict[int, list[Word]], lexicon: Sequence[Label]) -> bool:
    """A label alone in the lowest row, and above it another, or none at all."""
    above, low = [pieces[r] for r in sorted(pieces)][-2:]
    return _is_label(low, lexicon) and (_is_label(above, lexicon) or not find(of_words(above), lexicon))


def _is_label(words: Sequence[Word], lexicon: Sequence[Label]) -> bool:
    segment = of_words(words)
    return any(f.start == 0 and f.after == len(segment.text) for f in find(segment, lexicon))


def _parts(cell: Cell, pieces: dict[int, list[Word]]) -> list[Cell]:
    rows = sorted(pieces)
    made = []
    for k, r in enumerate(rows):
        end = rows[k + 1] if k + 1 < len(rows) else cell.row + cell.row_span
        start = cell.row if k == 0 else r
        words = tuple(pieces[r])
        made.append(
            replace(
                cell,
                row=start,
                row_span=end - start,
                text="".join(w.text for w in words),
                words=words,
                box=_box(cell, words),
                confidence=min(w.confidence for w in words),
            )
        )
    return made


def _box(cell: Cell, words: Sequence[Word]) -> tuple[float, float, float, float]:
    """As wide as the cell, as high as its words."""
    box = union([w.box for w in words])
    return (cell.box[0], box[1], cell.box[2], box[3]) if cell.box else box
