"""Table structure, from rules and alignment alone: no recognition is needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from pipeline.reading.aligned import bands, with_implied_rows
from pipeline.reading.columns import grid_of, level_shapes
from pipeline.reading.frame import find_skew
from pipeline.reading.frame import grey as to_grey
from pipeline.reading.grids import find_shapes
from pipeline.reading.headings import by_headings
from pipeline.reading.lattice import Shape, ruled_shapes
from pipeline.reading.leaning import sides_of
from pipeline.reading.openside import parted
from pipeline.reading.rule import Rule
from pipeline.reading.rules import find_rules
from tests.reading.drawn import SCALE, as_frame, paper, table, text

XS, YS = [100, 300, 620, 860, 1140], [200, 270, 340, 410, 480]


def shapes_of(picture: Image.Image, skew: float = 0.0) -> list[Shape]:
    page = as_frame(picture, skew)
    return ruled_shapes(find_rules(page), page.scale)


def spans(shape: Shape) -> list[tuple[int, int, int, int]]:
    return [(s.row, s.column, s.row_span, s.column_span) for s in shape.slots]


def test_plain_lattice() -> None:
    picture = paper()
    table(picture, XS, YS, [["a", "b", "c", "d"]] * 4)
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns, len(shape.slots)) == (4, 4, 16)


def test_merged_cells() -> None:
    picture = paper()
    table(picture, XS, YS, without=[(300, 210, 300, 262), (110, 410, 290, 410)])
    (shape,) = shapes_of(picture)
    assert (0, 0, 1, 2) in spans(shape)
    assert (2, 0, 2, 1) in spans(shape)


def test_missing_outer_borders() -> None:
    picture = paper()
    table(picture, XS, YS, outer=False)
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns) == (4, 4)


def test_strokes_of_two_lines_of_print_are_no_rule() -> None:
    """«服务中小企 / 业户数» in one heading: 中 over 户 lines up, and stops short of the rules."""
    picture = paper()
    table(picture, XS, YS)
    short = round(3 * SCALE)
    ImageDraw.Draw(picture).line((470, YS[0] + short, 470, YS[1] - short), fill=0, width=3)
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns) == (4, 4)


def test_an_upright_of_one_row_between_rules_that_slope_is_a_rule() -> None:
    """Far from their middles the level rules stand higher or lower, and the upright runs a little over them."""
    picture = paper()
    draw = ImageDraw.Draw(picture)
    slope, over = 12 / (XS[-1] - XS[0]), 2
    for y in YS:
        draw.line((XS[0], y, XS[-1], y + 12), fill=(40, 40, 40), width=2)
    for x, top, bottom in [*((x, YS[0], YS[-1]) for x in XS), (1040, YS[1] - over, YS[2] + over)]:
        down = slope * (x - XS[0])
        draw.line((x, top + down, x, bottom + down), fill=(40, 40, 40), width=2)
    (shape,) = shapes_of(picture)
    assert [[s.row for s in shape.slots].count(n) for n in range(4)] == [4, 5, 4, 4]


STROKE = 34  # pixels from the level rule to the far end of a glyph's stroke


@pytest.mark.parametrize("above", [False, True])
def test_the_stroke_of_a_glyph_in_the_line_of_an_upright_is_no_part_of_it(above: bool) -> None:
    """A line of print right under, or over, a table whose one upright it would lengthen by a row."""
    picture = paper()
    table(picture, [100, 620, 1140], YS, outer=False)
    far = YS[0] - STROKE if above else YS[-1] + STROKE
    near = YS[0] - 8 if above else YS[-1] + 8
    ImageDraw.Draw(picture).line((620, near, 620, far), fill=(40, 40, 40), width=2)
    page = as_frame(picture)
    line = (400, min(near, far) - 3, 840, max(near, far) + 3)
    rules = find_rules(page, [line])
    (shape,) = ruled_shapes(rules, page.scale)
    assert (shape.rows, shape.columns) == (4, 2)
    (upright,) = rules.upright
    assert (upright.start, upright.end) == pytest.approx((YS[0], YS[-1]), abs=5)


@pytest.mark.parametrize("drawn", [False, True])
def test_a_stroke_that_fills_a_row_between_two_uprights_is_no_piece_of_them(drawn: bool) -> None:
    """A merged row between two rows of three cells; print runs over the place where their upright would be."""
    picture = paper()
    table(picture, [100, 620, 1140], [200, 240, 280, 320], outer=True)
    draw = ImageDraw.Draw(picture)
    if not drawn:
        draw.rectangle((612, 243, 628, 277), fill=(255, 255, 255))
    draw.line((620, 248, 620, 272), fill=(40, 40, 40), width=2)
    page = as_frame(picture)
    rules = find_rules(page, [(300, 247, 940, 273)])
    (shape,) = ruled_shapes(rules, page.scale)
    assert len(shape.slots) == (6 if drawn else 5)


def test_an_upright_through_the_whole_picture_of_a_table_is_no_dirt() -> None:
    """The others end at the last row, which is merged: a picture cut close to its table."""
    picture = paper().crop((100, 200, 1101, 1001))
    draw = ImageDraw.Draw(picture)
    for y in range(0, 801, 100):
        draw.line((0, y + (y == 0) - (y == 800), 1000, y + (y == 0) - (y == 800)), fill=(40, 40, 40), width=2)
    for x in (100, 400, 600, 900):
        draw.line((x, 0, x, 800 if x == 100 else 700), fill=(40, 40, 40), width=2)
    rules = find_rules(as_frame(picture))
    assert sorted(round(r.at / 100) for r in rules.upright) == [1, 4, 6, 9]


@pytest.mark.parametrize("above", [False, True])
def test_sides_of_cells_that_no_rule_closes_are_no_strokes(above: bool) -> None:
    """The uprights of the last row go on under the last level rule, and a text of it runs over one of them."""
    picture = paper()
    table(picture, XS, YS)
    near, out = (YS[0], -1) if above else (YS[-1], 1)
    far = near + 60 * out
    for x in XS:
        ImageDraw.Draw(picture).line((x, near, x, far), fill=(40, 40, 40), width=2)
    page = as_frame(picture)
    low, high = sorted((near + 4 * out, far + 8 * out))
    rules = find_rules(page, [(320, low, 840, high)])
    (shape,) = ruled_shapes(rules, page.scale)
    assert (shape.rows, shape.columns, len(shape.slots)) == (5, 4, 20)
    assert [r.start if above else r.end for r in rules.upright] == pytest.approx([far] * 5, abs=3)


def test_a_column_broken_at_the_ends_of_a_row_is_a_rule() -> None:
    picture = paper()
    short = round(3 * SCALE)
    table(
        picture, XS, YS, without=[(620, YS[3] - 3, 620, YS[3] + short), (620, YS[4] - short, 620, YS[4] + 3)]
    )
    (shape,) = shapes_of(picture)
    assert len(shape.slots) == 16


@pytest.mark.parametrize("ends", [(20, 1740), (330, 1740), (20, 360)], ids=["through", "from within", "into"])
@pytest.mark.parametrize("tilt", [0.0, 1.2])
def test_a_streak_of_the_scanners_glass_is_no_rule(ends: tuple[int, int], tilt: float) -> None:
    """It stands upright on the scan whatever the sheet does, and runs on over the table's edge."""
    ys = [200 + 70 * k for k in range(20)]
    picture = paper()
    table(picture, XS, ys, [["a", "b", "c", "d"]] * 19)
    sheet = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=(248, 248, 246))
    long = ends if not tilt else (20, 1740)  # a slanting streak comes in pieces: only a long one is known
    ImageDraw.Draw(sheet).line((480, long[0], 480, long[1]), fill=90, width=2)
    (shape,) = shapes_of(sheet, -tilt)
    assert (shape.rows, shape.columns) == (19, 4)


def test_an_upright_that_wear_cut_in_a_high_header_is_no_streak() -> None:
    """Over the last level rule that it crosses it goes on, but no other upright ends there: the table goes on too."""
    ys = [200, 300, *range(345, 345 + 45 * 12, 45)]
    picture = paper()
    table(
        picture,
        XS,
        ys,
        without=[(XS[1], ys[0] - 2, XS[1], ys[0] + 30), (XS[1] - 20, ys[0], XS[1] + 20, ys[0])],
    )
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns) == (len(ys) - 1, 4)


def test_a_short_upright_with_a_stroke_in_its_line_is_a_rule_by_itself() -> None:
    """It parts one row alone; the print of the row below has a stroke right under it."""
    picture = paper()
    table(picture, [100, 1140], [200, 240, 280, 320])
    draw = ImageDraw.Draw(picture)
    draw.line((620, 240, 620, 280), fill=(40, 40, 40), width=2)
    draw.line((620, 291, 620, 315), fill=(40, 40, 40), width=2)
    page = as_frame(picture)
    (shape,) = ruled_shapes(find_rules(page, [(300, 289, 940, 317)]), page.scale)
    assert len(shape.slots) == 4


def test_broken_rules() -> None:
    picture = paper()
    table(picture, XS, YS, without=[(x, 250, x, 256) for x in XS] + [(400, y, 408, y) for y in YS])
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns, len(shape.slots)) == (4, 4, 16)


NARROW = [100, 170, 620, 860, 1140]
WORN = {
    "within a narrow cell": [(120, y, 150, y) for y in YS[1:-1]],
    "at the outer edge": [(98, YS[1], 128, YS[1]), (1112, YS[2], 1142, YS[2])],
    "across a crossing rule": [(605, YS[2], 635, YS[2])],
    "an upright one": [(620, 290, 620, 318), (860, 360, 860, 392)],
    "twice in a row": [(120, YS[1], 150, YS[1]), (300, YS[1], 335, YS[1]), (900, YS[1], 930, YS[1])],
}


@pytest.mark.parametrize("gaps", WORN)
def test_worn_rules_part_cells_as_whole_ones_do(gaps: str) -> None:
    picture = paper()
    table(picture, NARROW, YS, without=WORN[gaps])
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns, len(shape.slots)) == (4, 4, 16)


@pytest.mark.parametrize("angle", [-2.0, -0.7, 0.4, 1.6, 3.5])
def test_skewed(angle: float) -> None:
    picture = paper()
    table(picture, XS, YS, [["some", "words", "stand", "here"]] * 4)
    turned = picture.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=(248, 248, 246))
    skew = find_skew(to_grey(as_frame(turned).upright))
    assert skew == pytest.approx(-angle, abs=0.2)
    (shape,) = shapes_of(turned, skew)
    assert (shape.rows, shape.columns, len(shape.slots)) == (4, 4, 16)


@hypothesis_settings(max_examples=12)
@given(
    columns=st.lists(st.integers(70, 240), min_size=2, max_size=5),
    rows=st.lists(st.integers(40, 120), min_size=2, max_size=6),
)
def test_any_lattice_comes_back(columns: list[int], rows: list[int]) -> None:
    picture = paper()
    xs = [60 + sum(columns[:i]) for i in range(len(columns) + 1)]
    ys = [80 + sum(rows[:i]) for i in range(len(rows) + 1)]
    table(picture, [x for x in xs if x < 1200], ys)
    (shape,) = shapes_of(picture)
    assert (shape.rows, shape.columns) == (len(rows), len([x for x in xs if x < 1200]) - 1)


def test_two_tables_on_a_page_and_letters_are_no_rules() -> None:
    picture = paper()
    text(picture, (300, 60), "THE TITLE IN LARGE TYPE", 70)
    table(picture, XS, YS)
    table(picture, [100, 600, 1100], [800, 870, 940])
    found = shapes_of(picture)
    assert [(s.rows, s.columns) for s in found] == [(4, 4), (2, 2)]


def test_level_rules_alone() -> None:
    picture = paper()
    rows = [
        ["No", "Name", "Age", "Title"],
        ["1", "Anna Bell", "33", "chief"],
        ["2", "Bo", "41", "clerk"],
        ["3", "Cleo", "29", "clerk"],
    ]
    table(picture, XS, YS, rows, upright=False)
    page = as_frame(picture)
    rules = find_rules(page)
    (shape,) = level_shapes(page, rules, [])
    assert (shape.rows, shape.columns) == (4, 4)


def test_worn_level_rules_alone() -> None:
    """As a faint list in a volume lost them: rules with gaps, and without their left ends."""
    picture = paper()
    ys = list(range(200, 760, 70))
    rows = [[str(n), f"Name{n}", "41", "clerk"] for n in range(len(ys) - 1)]
    gaps = [
        (100, ys[2], 155, ys[2]),
        (420, ys[3], 455, ys[3]),
        (400, ys[4], 430, ys[4]),
        (800, ys[4], 832, ys[4]),
    ]
    table(picture, XS, ys, rows, upright=False, without=gaps)
    page = as_frame(picture)
    (shape,) = level_shapes(page, find_rules(page), [])
    assert (shape.rows, shape.columns) == (len(rows), 4)


def test_no_rules_at_all() -> None:
    picture = paper()
    boxes = []
    for r in range(5):
        for c, words in enumerate(("Alpha", "12", "Gamma")):
            x, y = 150 + 350 * c, 300 + 60 * r
            text(picture, (x, y), words)
            boxes.append((x - 3, y, x + 16 * len(words), y + 34))
    page = as_frame(picture)
    (shape,) = find_shapes(page, find_rules(page), boxes)
    assert (shape.rows, shape.columns, shape.reader) == (5, 3, "aligned")


def test_prose_is_no_table() -> None:
    picture = paper()
    boxes = [(100, 200 + 50 * r, 1100, 236 + 50 * r) for r in range(12)]
    page = as_frame(picture)
    assert find_shapes(page, find_rules(page), boxes) == []


def test_rows_implied_by_columns_of_values() -> None:
    shape = grid_of([0, 100, 200, 300], [0, 40, 200], "ruled")
    boxes = [(c * 100 + 10, 50 + 30 * k, c * 100 + 80, 70 + 30 * k) for c in range(3) for k in range(4)]
    parted = with_implied_rows(shape, boxes)
    assert parted.rows == 5
    assert sorted({s.row for s in parted.slots}) == [0, 1, 2, 3, 4]


def test_wrapped_text_implies_no_rows() -> None:
    shape = grid_of([0, 100, 200, 300], [0, 40, 200], "ruled")
    wrapped = [(10, 50 + 30 * k, 90, 70 + 30 * k) for k in range(4)]
    assert with_implied_rows(shape, [*wrapped, (110, 95, 190, 115), (210, 95, 290, 115)]).rows == 2


@pytest.mark.parametrize(
    ("tall", "single", "rows"),
    [
        (2, None, 6),  # the rule between two rows is worn away
        (2, 1, 5),  # one column holds a single line: the others wrap
        (0, None, 5),  # headings wrap, all of them
    ],
)
def test_two_lines_in_every_column_are_two_rows(tall: int, single: int | None, rows: int) -> None:
    ys, boxes = [0], []
    for r in range(5):
        lines = 2 if r == tall else 1
        for c in range(4):
            for k in [0.5] if c == single and lines == 2 else range(lines):
                boxes.append(
                    (c * 100 + 10, round(ys[-1] + 10 + 40 * k), c * 100 + 80, round(ys[-1] + 30 + 40 * k))
                )
        ys.append(ys[-1] + 40 * lines)
    shape = grid_of([0, 100, 200, 300, 400], ys, "level")
    assert with_implied_rows(shape, boxes).rows == rows


def test_bands_are_lines_of_text() -> None:
    boxes = [(50, 10, 90, 30), (5, 12, 40, 31), (5, 40, 40, 60)]
    assert [len(b) for b in bands(boxes)] == [2, 1]
    assert SCALE > 2


COLUMN_XS = [60, 150, 480, 640, 860, 960, 1060]  # number, name, contact, service, three ratings


def numbered(
    rows: int, wrapped: int = -1, unread: int = -1, deep: bool = False
) -> list[tuple[int, int, int, int]]:
    """Boxes of text of a numbered list with a header and nearly empty ratings, as a detector finds them.

    `deep`: the headings of the ratings stand lower than the others, the middle one in two lines.
    """
    head = [(60, 100, 104, 122), (220, 100, 330, 122), (490, 100, 560, 122), (660, 100, 760, 122)]
    if deep:
        head += [(900, 74, 1040, 96), (850, 118, 912, 140), (950, 106, 1010, 126), (970, 130, 990, 150)]
        head += [(1050, 118, 1110, 140)]
    else:
        head += [(850, 84, 1110, 104), (856, 108, 900, 128), (950, 108, 1010, 128), (1050, 108, 1110, 128)]
    boxes = head
    y = 170 if deep else 150
    for n in range(rows):
        middle = y + (13 if n == wrapped else 0)
        if n != unread:
            boxes.append((70, middle, 90, middle + 22))
        boxes.append((150, y, 430, y + 22))
        if n == wrapped:
            boxes.append((150, y + 26, 190, y + 48))
        boxes += [(490, middle, 560, middle + 22), (640, middle, 820, middle + 22)]
        y += 66 if n == wrapped else 40
    return boxes


def printed(boxes: list[tuple[int, int, int, int]]) -> Shape:
    """The one table of a page with a row of glyphs in each of `boxes`."""
    picture = paper()
    draw = ImageDraw.Draw(picture)
    for x0, y0, x1, y1 in boxes:
        for x in range(x0 + 2, x1 - 6, 14):
            draw.rectangle((x, y0 + 5, x + 8, y1 - 5), outline=0, width=2)
    page = as_frame(picture)
    (shape,) = find_shapes(page, find_rules(page, boxes), boxes)
    return shape


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize(("wrapped", "unread"), [(-1, -1), (2, -1), (5, -1), (-1, 3), (2, 4)])
def test_a_numbered_list_without_rules(wrapped: int, unread: int, deep: bool) -> None:
    """Rows by their numbers, however names wrap; columns by headings where hardly a mark stands."""
    boxes = numbered(8, wrapped, unread, deep)
    shape = printed(boxes)
    assert shape.columns == 7
    names = [s for s in shape.slots if s.column == 1 and s.box[1] > 130]
    assert len(names) == 8
    for top in (b[1] for b in boxes if b[0] == 150 and b[2] == 430):
        assert sum(s.box[1] <= top + 11 < s.box[3] for s in names) == 1


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("joined", [1, 2])
def test_the_last_numbers_of_a_list_without_rules_joined_with_the_names(joined: int, wrapped: bool) -> None:
    """«104 甲市某某公司» in one box, as a detector takes a wide number and a name that begins close by."""
    boxes = numbered(8)
    tops = sorted(b[1] for b in boxes if b[0] == 150)
    for top in tops[-joined:]:
        boxes.remove((70, top, 90, top + 22))
        boxes[boxes.index((150, top, 430, top + 22))] = (70, top, 430, top + 22)
    if wrapped:  # the lower line of a service stands between two such rows
        boxes.append((640, tops[-2] + 23, 700, tops[-2] + 37))
    rows = [s.box for s in printed(boxes).slots if s.column == 0][-8:]
    assert [[top for top in tops if y0 <= top + 11 < y1] for _, y0, _, y1 in rows] == [[t] for t in tops]


def test_headings_part_what_gaps_do_not() -> None:
    head = [(10, 0, 50, 20), (80, 0, 200, 20), (240, 0, 280, 20), (290, 0, 330, 20), (345, 0, 400, 20)]
    data = [(10, 30, 30, 50), (80, 30, 210, 50), (240, 30, 262, 52)]
    assert by_headings([0, 65, 225, 360, 410], head, data) == [0, 65, 225, 285, 337.5, 410]
    # no edge where the lines below run across it, and none is lost between two full columns
    across = [(82, 30 + 25 * n, 395, 50 + 25 * n) for n in range(6)]
    assert by_headings([0, 65, 410], head, across) == [0, 65, 410]
    full = [(x, 30 + 25 * n, x + 30, 50 + 25 * n) for n in range(6) for x in (80, 140)]
    assert by_headings([0, 65, 125, 225], head, full)[2] == 125


def test_any_lean_of_the_sides_is_undone_and_done_again() -> None:
    stack = [Rule(100.0 + 40 * k, round(200 - 0.9 * k), round(900 + 0.4 * k)) for k in range(24)]
    sides = sides_of(stack, 2.0)
    assert sides is not None
    low = sides.box((round(sides.back(300, 1000)), 990, round(sides.back(400, 1000)), 1010))
    assert low == pytest.approx((300, 990, 400, 1010), abs=1)
    assert sides.back(200, 1020) == pytest.approx(200 - 0.9 * 23, abs=1)


@pytest.mark.parametrize(
    "ends", [[200] * 24, [200 + 37 * (k % 5) for k in range(24)]], ids=["upright", "ragged"]
)
def test_sides_that_stand_upright_or_are_none_do_not_lean(ends: list[int]) -> None:
    assert sides_of([Rule(100.0 + 40 * k, x, 900) for k, x in enumerate(ends)], 2.0) is None


def test_a_form_with_a_broad_column_is_not_parted() -> None:
    """Words with gaps at places of their own are no columns."""
    picture = paper()
    rows = [
        "name  Li   head Wang",
        "a long line of words that runs on",
        "x      y",
        "some more of it",
        "b",
        "end  of it",
    ]
    ys = [200 + 70 * k for k in range(len(rows) + 1)]
    table(picture, [100, 300, 1140], ys, [["k", r] for r in rows])
    page = as_frame(picture)
    rules = find_rules(page)
    (shape,) = ruled_shapes(rules, page.scale)
    assert parted(shape, rules, page.scale, []) == shape


def test_an_empty_broad_column_is_left_alone() -> None:
    picture = paper()
    ys = [200 + 70 * k for k in range(9)]
    table(picture, [100, 300, 1140], ys, [["k", ""]] * 8)
    page = as_frame(picture)
    (shape,) = find_shapes(page, find_rules(page), [(120, y + 15, 160, y + 55) for y in ys[:-1]])
    assert (shape.rows, shape.columns) == (8, 2)


def listed_by_department(heads: list[tuple[int, str]]) -> list[Shape]:
    """A list with one upright, merged departments beyond it, and what stands over it between two level rules."""
    picture = paper()
    ys = [260 + 60 * k for k in range(9)]
    table(picture, [100, 260, 1140], [200, *ys], upright=False)
    ImageDraw.Draw(picture).line((260, ys[0], 260, ys[-1]), fill=(40, 40, 40), width=2)
    for k in (1, 2, 3, 5, 6, 7):
        ImageDraw.Draw(picture).line((100, ys[k], 256, ys[k]), fill=(248, 248, 246), width=6)
    at = [
        *((x, 212, words) for x, words in heads),
        *((130, (ys[k] + ys[k + 4]) // 2 - 18, "unit") for k in (0, 4)),
        *((x, y + 12, words) for y in ys[:-1] for x, words in ((300, "Li Hua"), (560, "BSc"), (860, "41"))),
    ]
    for x, y, words in at:
        text(picture, (x, y), words)
    page = as_frame(picture)
    boxes = [(x, y, x + 17 * len(words), y + 36) for x, y, words in at]
    return find_shapes(page, find_rules(page, boxes), boxes)


def test_departments_beyond_the_last_upright_and_headings_over_them() -> None:
    (shape,) = listed_by_department([(120, "dept"), (300, "name"), (560, "title"), (860, "age")])
    assert (shape.rows, shape.columns) == (9, 4)
    assert [s[1:] for s in spans(shape) if s[0] == 0] == [(0, 1, 1), (1, 1, 1), (2, 1, 1), (3, 1, 1)]
    assert {(1, 0, 4, 1), (5, 0, 4, 1)} <= set(spans(shape))


def test_a_title_between_two_rules_over_a_list_is_no_heading_of_it() -> None:
    (shape,) = listed_by_department([(180, "list of the staff of the centre, 2022")])
    assert (shape.rows, shape.columns) == (8, 4)


def test_an_arc_of_a_seal_that_crosses_the_last_rows_becomes_no_upright() -> None:
    """Cut back to the last rule it would run from rule to rule."""
    picture = paper()
    ys = [200 + 60 * k for k in range(8)]
    table(picture, [100, 400, 800, 1140], ys)
    ImageDraw.Draw(picture).line((1000, ys[-3], 1000, ys[-1] + 16), fill=(60, 60, 60), width=3)
    page = as_frame(picture)
    text = [(900, ys[-1] - 2, 1100, ys[-1] + 20)]
    (shape,) = ruled_shapes(find_rules(page, text), page.scale)
    assert shape.columns == 3
