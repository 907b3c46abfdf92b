"""In which cell of a table the value of a label stands: beside it, or under it where a row holds labels.

What a row is, is found out from all its cells: labels side by side, and beneath them what they ask for, are a
row of labels; a label with what it asks for beside it is not. One label that takes a whole row heads the next.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from extractors._labels import NUMBERISH, NUMERIC, Found
from extractors._segments import Segment, of_words
from pipeline.model import Cell, Word
from pipeline.quantity import QUANTITIES, parse_date

_TYPED: Mapping[str, str] = {
    "credit-code": r"[0-9A-Z]{15,18}",
    "postcode": r"\d{6}",
    "phone": r"\d{3,4}[-—–)]?\d{7,8}|\d{7,}",
    "fax": r"\d{3,4}[-—–)]?\d{7,8}|\d{7,}",
    "mobile": r"1\d{10}",
    "email": r"@",
    "website": r"(?i:www|http)|\.[a-z]{2,}",
    "icp-number": r"(?i:icp)",
}
_SECTION = re.compile(r"[一二三四五六七八九十]{1,2}[、.．]|\([一二三四五六七八九十]\)")


def suits(quantity: str, text: str) -> bool | None:
    """Whether a text is what a quantity asks for; None where any text would be (a name, an address)."""
    sort = QUANTITIES[quantity].sort
    if sort in NUMERIC:
        return bool(NUMBERISH.match(text))
    if sort == "date":
        return parse_date(text) is not None
    pattern = _TYPED.get(quantity)
    return bool(re.search(pattern, text)) if pattern else None


@dataclass(frozen=True, slots=True)
class Cells:
    """The segments of a page with the labels found in each."""

    every: Sequence[Segment]
    founds: Sequence[Sequence[Found]]
    index: Mapping[tuple[int, int, int], int]

    @classmethod
    def of(cls, every: Sequence[Segment], founds: Sequence[Sequence[Found]]) -> Cells:
        index = {(id(s.grid), s.cell.row, s.cell.column): i for i, s in enumerate(every) if s.cell and s.grid}
        return cls(every, founds, index)

    def _at(self, i: int, row: int, column: int) -> int | None:
        grid = self.every[i].grid
        there = grid.at(row, column) if grid is not None and row >= 0 and column >= 0 else None
        return self.index.get((id(grid), there.row, there.column)) if there else None

    def beside(self, i: int, left: bool = False) -> int | None:
        """The cell to the right (or left), None at the end of the row."""
        cell = self.every[i].cell
        assert cell is not None
        return self._at(i, cell.row, cell.column - 1 if left else cell.column + cell.column_span)

    def under(self, i: int) -> int | None:
        """The cell below, where it is that label's own: as wide, and no label itself."""
        cell = self.every[i].cell
        assert cell is not None
        below = self._at(i, cell.row + cell.row_span, cell.column)
        there = self.every[below].cell if below is not None else None
        if below is None or there is None or self.founds[below] or not _one_column(cell, there):
            return None
        return below

    def value_of(self, i: int, f: Found) -> tuple[int, int] | None:
        """The segment with the value of the last label of cell `i`, and where in it the next label begins."""
        right, below = self.beside(i), self.under(i)
        if below is not None and self._heads(i):
            return below, len(self.every[below].text)
        if right is None:
            return None
        text, labels = self.every[right].text, self.founds[right]
        if not labels:
            return right, len(text)
        # «服务场地面积 | 合计 880 平方米，其中：自有 …»
        leading = bool(labels[0].start) and suits(f.label.quantities[0], text[: labels[0].start])
        return (right, labels[0].start) if leading else None

    def _heads(self, i: int) -> bool:
        """Whether the row of cell `i` is one of labels over their values."""
        cell, grid = self.every[i].cell, self.every[i].grid
        assert cell is not None
        assert grid is not None
        row = [self.index[id(grid), c.row, c.column] for c in grid.row(cell.row) if c.row == cell.row]
        if len([k for k in row if self.every[k].text]) == 1:
            return self._heads_alone(i)
        return sum(self._vote(k) for k in row) > 0

    def _heads_alone(self, i: int) -> bool:
        below = self.under(i)
        if below is None or not self._bare(i):
            return False
        f, text = self.founds[i][-1], self.every[below].text
        said = suits(f.label.quantities[0], text) if f.label.quantities else None
        return said if said is not None else not f.colon and bool(text) and not _SECTION.match(text)

    def _bare(self, i: int) -> bool:
        """A label with nothing behind it in its cell."""
        return bool(self.founds[i]) and not self.every[i].text[self.founds[i][-1].after :].strip("_—- ")

    def _vote(self, i: int) -> int:
        """What one cell says for (above 0) or against its row being one of labels."""
        if not self._bare(i):
            return 0
        label = self.founds[i][-1].label
        right, below = self.beside(i), self.under(i)
        vote = 0 if below is not None else -1
        if right is not None and self._bare(right):
            vote += 1
        if label.quantities:
            fit = [
                suits(label.quantities[0], self.every[k].text)
                if k is not None and self.every[k].text
                else None
                for k in (right, below)
            ]
            vote += {True: -2, False: 1, None: 0}[fit[0]] + {True: 1, False: -1, None: 0}[fit[1]]
        return vote


def under_labels(cells: Cells, i: int) -> list[Segment]:
    """Where no rule parts them: the value under each label of a line of nothing but labels, else []."""
    segment, labels = cells.every[i], cells.founds[i]
    below = _below(cells, i) if len(labels) > 1 else None
    if below is None or all(f.colon for f in labels):
        return []
    ends = [f.start for f in labels[1:]] + [len(segment.text)]
    boxes = [segment.spot(f.start, f.end)[0] for f in labels]
    if any(segment.text[f.after : end].strip("_—-") for f, end in zip(labels, ends, strict=True)):
        return []
    if len(set(boxes)) < len(labels) or None in boxes:
        return []  # labels of one word, or of no place
    middles = [(box[0] + box[2]) / 2 for box in boxes if box]
    held: list[list[Word]] = [[] for _ in labels]
    for w in below.words:
        near = min(range(len(labels)), key=lambda k: abs(middles[k] - (w.box[0] + w.box[2]) / 2))
        held[near].append(w)
    if len(below.words) == len(labels):
        held = [[w] for w in below.words]
    return (
        [replace(of_words(words), cell=below.cell, grid=below.grid, line=below.line) for words in held]
        if all(held)
        else []
    )


def _below(cells: Cells, i: int) -> Segment | None:
    """The cell or line right under a cell or line, if it holds no label."""
    segment, every = cells.every[i], cells.every
    if segment.cell is not None and (k := cells.under(i)) is not None:
        return every[k]
    if i + 1 >= len(every) or cells.founds[i + 1] or segment.box is None:
        return None
    below = every[i + 1]
    if below.line is None or (segment.line is None and segment.cell is None):
        return None
    height = segment.line.height if segment.line else below.line.height
    return below if below.line.y - segment.box[3] < 4 * height else None


def _one_column(above: Cell, below: Cell) -> bool:
    """Whether two cells stand in one column, also where a rule between them was seen a little off."""
    if (above.column, above.column_span) == (below.column, below.column_span):
        return True
    if above.box is None or below.box is None:
        return False
    shared = min(above.box[2], below.box[2]) - max(above.box[0], below.box[0])
    whole = max(above.box[2], below.box[2]) - min(above.box[0], below.box[0])
    return shared >= 0.8 * whole
