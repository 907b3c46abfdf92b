"""Nearly empty columns that fell together on a later page of a list part again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import served_enterprises
from extractors._resplit import extents, parted, resplit
from pipeline.model import Box, Cell, Grid, Page, Row, Word
from tests.pages import document, page

EDGES = [50.0, 80.0, 200.0, 260.0, 340.0, 420.0, 460.0, 500.0, 540.0]
HEAD = ["序号", "企业名称", "联系人", "联系电话", "服务内容", "满意", "基本满意", "不满意"]


def laid(rows: list[list[str]], edges: list[float], words: list[dict[int, Box]] | None = None) -> Page:
    """A page with a grid whose columns stand at `edges`; `words` are marks: per row, column → box."""
    cells = []
    for r, row in enumerate(rows):
        for k, text in enumerate(row):
            box = (edges[k], 100.0 + 20 * r, edges[k + 1], 120.0 + 20 * r)
            where = (words[r].get(k) if words else None) or box
            held = (Word(text, where, 0.97),) if text else ()
            cells.append(Cell(r, k, 1, 1, text, box, 0.97, None, None, None, held))
    box = (edges[0], 100.0, edges[-1], 100.0 + 20 * len(rows))
    grid = Grid(box, len(rows), len(edges) - 1, tuple(cells), "aligned", 0.8)
    return replace(page("名单"), grids=(grid,))


FIRST = laid(
    [HEAD, *([str(n), f"清江{n}号农机有限公司", "王伟", "14361619042", "咨询", "O", "", ""] for n in (1, 2))],
    EDGES,
)


@pytest.mark.parametrize("shift", [0.0, 9.0])
@pytest.mark.parametrize("headed", [False, True])
def test_ratings_in_one_column_part_by_where_they_stand(shift: float, headed: bool) -> None:
    marks = {3: 440.0, 4: 480.0, 5: 520.0, 6: 440.0}
    rows = [[str(n), f"清江{n}号农机有限公司", "王伟", "14361619042", "咨询", "O"] for n in marks]
    words: list[dict[int, Box]] = [{5: (x - 6 + shift, 101.0, x + 6 + shift, 119.0)} for x in marks.values()]
    if headed:
        rows, words = [[*HEAD[:5], "满意基本不满意"], *rows], [{}, *words]
    edges = [e + shift for e in (*EDGES[:6], 531.0)]  # the page's last mark ends its table
    second = replace(laid(rows, edges, words), number=2)
    said = served_enterprises.extract(document("served-enterprises", FIRST, second))
    found = {r.number: r.cells["rating"] for r in said if isinstance(r, Row)}
    assert found == {
        1: "satisfied",
        2: "satisfied",
        3: "satisfied",
        4: "basically-satisfied",
        5: "dissatisfied",
        6: "satisfied",
    }


def test_a_table_of_other_columns_is_left_alone() -> None:
    (first,) = FIRST.grids
    (other,) = laid([["1", "甲", "乙", "丙", "丁"]] * 3, [50.0, 150.0, 250.0, 350.0, 450.0, 540.0]).grids
    before = extents(first)
    assert before is not None
    assert resplit(other, before) is None
    assert resplit(first, before) is None


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ({"大专": (275.0, 325.0), "男": (370.0, 385.0)}, ["大专", "男"]),
        ({"服务期内另行提供融资对接": (270.0, 400.0)}, ["服务期内另行提供融资对接"]),
        ({"合": (290.0, 305.0), "计": (370.0, 385.0)}, ["合计"]),
    ],
)
def test_a_rule_that_a_seal_hides_parts_words_that_stand_apart(
    words: dict[str, tuple[float, float]], texts: list[str]
) -> None:
    (grid,) = laid([["3", "夏雪", "工程师", "本科", "女", "31", "", ""]] * 4, EDGES).grids
    held = tuple(Word(t, (a, 162.0, b, 176.0), 0.97) for t, (a, b) in words.items())
    merged = Cell(3, 3, 1, 2, "".join(words), (260.0, 160.0, 420.0, 180.0), 0.97, None, None, None, held)
    cells = [c for c in grid.cells if not (c.row == 3 and c.column in (3, 4))]
    torn = replace(grid, cells=(*cells, merged))
    last = [c.text for c in parted(torn, 1).cells if c.row == 3 and c.column in (3, 4)]
    assert last == texts
    assert parted(torn, 4) == torn


@pytest.mark.parametrize(
    ("marks", "wanted"),
    [
        ((165.0, None), ("√", "")),  # of two rows whose rule is worn away the upper one is marked
        ((165.0, 185.0), ("√", "√")),
        ((None, 188.0), ("", "√")),
        ((180.0, None), None),  # over the border: one mark for both rows
    ],
)
def test_a_mark_clear_of_a_worn_rule_is_one_rows(
    marks: tuple[float | None, float | None], wanted: tuple[str, str] | None
) -> None:
    rows = [[str(n), "清江农机有限公司", "王伟", "14361619042", "咨询", "", "", ""] for n in range(5)]
    (grid,) = laid(rows, EDGES).grids
    ticks = tuple(Word("√", (430.0, y - 5, 440.0, y + 5), 0.97) for y in marks if y is not None)
    shared = Cell(3, 5, 2, 1, "√" * len(ticks), (420.0, 160.0, 460.0, 200.0), 0.97, 0.03, "tick", None, ticks)
    cells = [c for c in grid.cells if not (c.column == 5 and c.row in (3, 4))]
    made = parted(replace(grid, cells=(*cells, shared)), 1)
    found = sorted((c.row, c.text, c.mark) for c in made.cells if c.column == 5 and c.row >= 3)
    expected = [(3 + i, t, "tick" if t else None) for i, t in enumerate(wanted or ())]
    assert found == (expected or [(3, "√", "tick")])
