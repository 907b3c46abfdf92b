"""Marks under a seal are found by the list's own marks, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image

from pipeline.model import Cell
from pipeline.reading.columns import grid_of, text_ink
from pipeline.reading.hidden import with_hidden
from pipeline.reading.lattice import Shape
from pipeline.reading.rules import find_rules
from tests.reading.drawn import as_frame, paper, ring, tick

XS = (100, 400, 500, 600, 700)
YS = tuple(range(100, 700, 60))
SEAL = (430, 480, 670, 720)
COLUMN = (1, 1, 2, 1, 3, 1, 1, 2, 1)  # where each row's tick stands


def listed(*, drawn: int = 9, by_hand: bool = False) -> tuple[Image.Image, Shape, list[Cell]]:
    """Nine firms, the first `drawn` with a tick; a seal lies over the last three, whose marks nobody has read."""
    picture = paper((900, 800))
    shape = grid_of([float(x) for x in XS], [float(y) for y in YS], "ruled")
    cells = []
    for r in range(9):
        if r < drawn:
            x, size = XS[COLUMN[r]] + 30, 30 + (12 * (r % 3) if by_hand else 0)
            tick(picture, (x, YS[r] + 12, x + size, YS[r] + 12 + size))
        for c in range(4):
            seen = r < 6 and c == COLUMN[r]
            mark = "tick" if seen else "stroke" if r >= 6 and c else None
            words = f"清江{r}号农机有限公司" if c == 0 else ""
            cells.append(Cell(r, c, 1, 1, words, None, 1.0, 0.05, mark))  # type: ignore[arg-type]
    ring(picture, (537, 600), 118, (150, 150, 150))
    return picture, shape, cells


def found(picture: Image.Image, shape: Shape, cells: list[Cell]) -> dict[int, int]:
    """Row → column of the ticks among the last three rows."""
    page = as_frame(picture)
    ink = text_ink(find_rules(page))
    made = with_hidden(page, ink, shape, cells, [SEAL])
    return {c.row: c.column for c in made if c.row >= 6 and c.text == "√" and c.mark == "tick"}


def test_the_lists_own_ticks_show_through() -> None:
    assert found(*listed()) == {6: 1, 7: 2, 8: 1}


def test_nothing_is_found_where_no_tick_is() -> None:
    assert found(*listed(drawn=6)) == {}


def test_ticks_by_hand_are_no_pattern() -> None:
    assert found(*listed(by_hand=True)) == {}


@pytest.mark.parametrize(("words", "wanted"), [("√", {6: 1, 7: 3, 8: 1}), ("■", {6: 1, 8: 1})])
def test_a_mark_that_reads_elsewhere_is_not_overruled(words: str, wanted: dict[int, int]) -> None:
    picture, shape, cells = listed()
    cells = [replace(c, text=words, mark="tick") if (c.row, c.column) == (7, 3) else c for c in cells]
    assert found(picture, shape, cells) == wanted


def test_without_a_seal_the_cells_stay_as_they_are() -> None:
    picture, shape, cells = listed()
    page = as_frame(picture)
    assert with_hidden(page, text_ink(find_rules(page)), shape, cells, []) == tuple(cells)
