"""Boxes before options that no reader saw, by their ink; the words are given as a reader would have left them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageDraw

from pipeline.model import Cell, Word
from pipeline.reading.columns import text_ink
from pipeline.reading.options import with_boxes
from pipeline.reading.rules import find_rules
from tests.reading.drawn import SCALE, as_frame, paper

OPTIONS = ("满意", "基本满意", "不满意")
GLYPH, PITCH, ROW = 14.0, 17.0, 64.0  # points


def drawn(ticked: list[int | None]) -> tuple[Image.Image, list[Cell]]:
    """A column of cells with three boxes each, `ticked` the one with a tick in it; every box as if it had been read."""
    picture = paper()
    draw = ImageDraw.Draw(picture)
    cells = []
    for row, chosen in enumerate(ticked):
        words = []
        for n, text in enumerate(OPTIONS):
            x, y = 100.0, 60 + row * ROW + n * PITCH
            square = [v * SCALE for v in (x + 1, y + 1, x + GLYPH - 1, y + GLYPH - 1)]
            draw.rectangle(square, outline=(30, 30, 30), width=1)
            if n == chosen:
                a, b, c, d = square
                draw.line([(a, (b + d) / 2), ((a + c) / 2, d), (c + 4, b - 4)], fill=(30, 30, 30), width=5)
            box = (x, y, x + GLYPH * (len(text) + 1), y + GLYPH)
            words.append(Word(("☑" if n == chosen else "□") + text, box, 0.9))
        place = (96.0, 56 + row * ROW, 240.0, 56 + (row + 1) * ROW)
        cells.append(
            Cell(row, 0, 1, 1, "".join(w.text for w in words), place, 0.9, 0.1, None, None, tuple(words))
        )
    return picture, cells


def without(cell: Cell, *boxes: int) -> Cell:
    """The cell as a reader leaves it that dropped these boxes."""
    words = tuple(replace(w, text=w.text[1:]) if n in boxes else w for n, w in enumerate(cell.words))
    return replace(cell, text="".join(w.text for w in words), words=words)


def told(picture: Image.Image, cells: list[Cell]) -> list[str]:
    page = as_frame(picture)
    lines = [page.pixels(w.box) for c in cells for w in c.words]
    return [c.text for c in with_boxes(page, text_ink(find_rules(page, lines)), cells)]


@pytest.mark.parametrize("lost", [(0,), (0, 1), (1, 2), (0, 1, 2)])
@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_boxes_that_were_dropped_come_back_as_their_ink_says(chosen: int, lost: tuple[int, ...]) -> None:
    picture, cells = drawn([0, 1, 2, 0, 0, 1, chosen, 2])
    wanted = cells[6].text
    cells[6] = without(cells[6], *lost)
    assert told(picture, cells)[6] == wanted


def test_lines_that_were_read_as_one_are_looked_for_where_the_others_stand() -> None:
    picture, cells = drawn([0, 1, 2, 0, 0, 1, 0, 2])
    wanted = cells[3].text
    joined = Word("满满意", (100.0, cells[3].words[0].box[1], 150.0, cells[3].words[1].box[3]), 0.7)
    cells[3] = replace(cells[3], text="满满意□不满意", words=(joined, cells[3].words[2]))
    assert told(picture, cells)[3] == wanted


def test_a_cell_without_a_tick_is_left_to_a_person() -> None:
    picture, cells = drawn([0, 1, 2, 0, 0, 1, None, 2])
    cells[6] = without(cells[6], 0, 1, 2)
    assert told(picture, cells)[6] == "满意基本满意不满意"


def test_two_ticks_in_a_cell_are_left_to_a_person() -> None:
    picture, cells = drawn([0, 1, 2, 0, 0, 1, 0, 2])
    other, _ = drawn([0, 1, 2, 0, 0, 1, 1, 2])
    both = ImageChops.darker(picture, other)
    cells[6] = without(cells[6], 0, 1, 2)
    assert told(both, cells)[6] == "满意基本满意不满意"


def test_too_few_boxes_that_were_read_tell_nothing() -> None:
    picture, cells = drawn([0, 1, 2])
    assert told(picture, [without(c, 0, 1) for c in cells]) == [without(c, 0, 1).text for c in cells]
