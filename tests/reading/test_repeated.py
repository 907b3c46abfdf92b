"""Words under a seal are found by the same words of their column, and only there."""

from __future__ import annotations

import pytest
from PIL import Image

from pipeline.model import Cell, Word
from pipeline.reading.columns import grid_of, text_ink
from pipeline.reading.lattice import Shape
from pipeline.reading.repeated import with_repeated
from pipeline.reading.rules import find_rules
from tests.reading.drawn import as_frame, paper, ring, text

XS = (100, 400, 640)
YS = tuple(range(100, 820, 60))
SEAL = (430, 600, 670, 840)
SAID = ("Gut@满", "Gut@满", "Mittel@满", "Gut@满", "Mittel@满", "Gut@满", "Mittel@满", "Gut@满")


def listed(covered: dict[int, str], read: str = "") -> tuple[Image.Image, Shape, list[Cell]]:
    """Eleven rows: eight ratings in the open, then three under a seal that read as `read` though they say `covered`."""
    picture = paper((900, 1000))
    ring(picture, (550, 720), 118, (150, 150, 150))  # print shows through a stamp: it is drawn over it
    shape = grid_of([float(x) for x in XS], [float(y) for y in YS], "ruled")
    page = as_frame(picture)
    cells = []
    for r in range(11):
        words = SAID[r] if r < 8 else covered.get(r, "")
        if words:
            text(picture, (XS[1] + 60, YS[r] + 14), words.split("@")[0])
        box = page.points((XS[1] + 50, YS[r] + 8, XS[1] + 170, YS[r] + 52))
        seen = words if r < 8 else read
        found = (Word(seen, box, 0.99 if r < 8 else 0.4),) if seen else ()
        cells.append(Cell(r, 0, 1, 1, f"清江{r}号", None, 1.0))
        cells.append(
            Cell(r, 1, 1, 1, seen, None, found[0].confidence if found else 1.0, 0.05, None, None, found)
        )
    return picture, shape, cells


def told(
    picture: Image.Image, shape: Shape, cells: list[Cell], seal: tuple[int, int, int, int]
) -> dict[int, str]:
    page = as_frame(picture)
    made = with_repeated(page, text_ink(find_rules(page)), shape, cells, [seal] if seal else [])
    return {c.row: c.text for c in made if c.row >= 8 and c.column == 1}


@pytest.mark.parametrize("read", ["", "4", "Gut"])
def test_the_columns_own_words_show_through(read: str) -> None:
    covered = {8: "Gut@满", 9: "Mittel@满", 10: "Gut@满"}
    assert told(*listed(covered, read), SEAL) == covered


@pytest.mark.parametrize("word", ["NichtGut", "unGut", "Gut+"])
def test_a_word_that_holds_a_known_one_is_not_that(word: str) -> None:
    """«不满意» under a seal in a column of 满意: set left or centred, the known part stands elsewhere."""
    assert told(*listed({8: f"{word}@满", 9: "Mittel@满"}), SEAL)[8] in ("", f"{word}@满")


def test_nothing_is_found_where_nothing_stands() -> None:
    assert told(*listed({9: "Mittel@满"}), SEAL) == {8: "", 9: "Mittel@满", 10: ""}


def test_what_the_column_never_prints_stays_unread() -> None:
    assert told(*listed({8: "Xylopho@满"}, "4"), SEAL)[8] == "4"


def test_without_a_seal_nothing_changes() -> None:
    picture, shape, cells = listed({8: "Gut@满"}, "4")
    page = as_frame(picture)
    assert with_repeated(page, text_ink(find_rules(page)), shape, cells, []) == tuple(cells)
