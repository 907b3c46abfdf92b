"""Which rating a row is given: by a mark among empty cells, or by the box that holds more ink than its neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors._grids import Value
from extractors._ratings import Cells, chosen, decide, usual_ink, word

NAMES = ("satisfied", "basically", "dissatisfied")


def row(texts: str, inks: tuple[float, ...], height: float = 20.0) -> Cells:
    """Three cells of 34 points; `texts` has one glyph a cell, a space where nothing was read."""
    return {
        n: [Value(t.strip(), (34.0 * k, 0.0, 34.0 * k + 34, height), ink=i)]
        for k, (n, t, i) in enumerate(zip(NAMES, texts, inks, strict=True))
    }


# As they were read of a faint scan: ■ as a box, as 日 or as nothing; ☑ as itself; rows of two heights.
FILLED = [
    row("□□□", (0.171, 0.125, 0.112)),
    row(" □□", (0.165, 0.120, 0.113)),
    row("□□□", (0.122, 0.0775, 0.0758), 30.0),
    row("□ □", (0.118, 0.178, 0.106)),
    row("□□日", (0.110, 0.108, 0.173)),
]
TICKED = [
    row("☑□□", (0.146, 0.118, 0.113)),
    row("□☑□", (0.119, 0.153, 0.116)),
    row("☑□□", (0.119, 0.096, 0.090), 26.0),
    row("V口□", (0.151, 0.122, 0.118)),
]


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (FILLED, ["satisfied", "satisfied", "satisfied", "basically-satisfied", "dissatisfied"]),
        (TICKED, ["satisfied", "basically-satisfied", "satisfied", "satisfied"]),
    ],
)
def test_boxes_are_compared_within_their_row(rows: list[Cells], wanted: list[str]) -> None:
    assert [decide(r, usual_ink(rows)) for r in rows] == [(w, False) for w in wanted]


@pytest.mark.parametrize(
    ("cells", "wanted"),
    [
        (row("□□□", (0.112, 0.110, 0.109)), (None, False)),  # nobody ticked
        (row("□□□", (0.171, 0.168, 0.110)), (None, True)),  # two filled
        (row("□■□", (0.171, 0.112, 0.110)), (None, True)),  # what is read and the ink disagree
        (row("  □", (0.238, 0.248, 0.131)), (None, True)),  # a stamp across
        (row("■□□", (0.160, 0.170, 0.110)), ("satisfied", False)),  # ink is silent, the glyphs are clear
    ],
)
def test_a_row_of_boxes_that_is_not_plain(cells: Cells, wanted: tuple[str | None, bool]) -> None:
    assert decide(cells, usual_ink([*FILLED, *FILLED, cells])) == wanted


@pytest.mark.parametrize(
    ("inks", "wanted"),
    [
        ((0.086, 0.0, 0.075), ("satisfied", False)),  # the third stands beside the stamp
        ((0.0, 0.090, 0.048), ("basically-satisfied", False)),
        ((0.123, 0.112, 0.117), (None, True)),  # the stamp could not be lifted
    ],
)
def test_a_stamp_takes_the_outlines_with_it(inks: tuple[float, ...], wanted: tuple[str | None, bool]) -> None:
    stamp = (-20.0, -10.0, 80.0, 60.0)
    assert decide(row("   ", inks), usual_ink([*FILLED, *FILLED]), [stamp]) == wanted


@pytest.mark.parametrize("colour", ["grey", "red"])
@pytest.mark.parametrize(
    ("texts", "marks", "over", "wanted"),
    [
        (
            "  √",
            ("stroke", "stroke", "tick"),
            (-20.0, 60.0),
            ("dissatisfied", False),
        ),  # the rest is the stamp's ink
        ("■ 口", ("dot", "stroke", ""), (-20.0, 60.0), ("satisfied", False)),
        ("√√ ", ("tick", "tick", ""), (-20.0, 60.0), (None, True)),
        ("√√ ", ("tick", "tick", ""), (200.0, 300.0), (None, True)),
        ("√乙 ", ("tick", "", ""), (-20.0, 60.0), (None, True)),  # something else is written there
    ],
)
def test_a_tick_that_reads_beside_the_ink_of_a_stamp(
    texts: str,
    marks: tuple[str, ...],
    over: tuple[float, float],
    wanted: tuple[str | None, bool],
    colour: str,
) -> None:
    plain = row(texts, (0.09, 0.09, 0.09))
    cells = {
        n: [replace(v, mark=m or None) for v in vs] for (n, vs), m in zip(plain.items(), marks, strict=True)
    }
    seal = [(over[0], -10.0, over[1], 30.0)]
    usual = usual_ink([row("√  ", (0.09, 0.0, 0.0)), row("√  ", (0.09, 0.0, 0.0))])
    assert decide(cells, usual, *((seal, []) if colour == "grey" else ([], seal))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("清意", "satisfied"),  # as a faint copy was read
        ("满急", "satisfied"),
        ("不清意", "dissatisfied"),
        ("基木满意", "basically-satisfied"),
        ("本满意", "basically-satisfied"),
        ("基本潤意", "basically-satisfied"),
        ("同意", None),
        ("无", None),
    ],
)
def test_a_misread_glyph_of_a_rating(text: str, wanted: str | None) -> None:
    assert word(text) == wanted


def test_empty_boxes_alone_are_no_ratings() -> None:
    blank = [row("□□□", (0.112 + 0.002 * (k % 3), 0.110, 0.113)) for k in range(8)]
    assert {decide(r, usual_ink(blank)) for r in blank} == {(None, False)}


def test_boxes_of_a_text_layer_have_no_ink() -> None:
    rows = [{n: [Value(t)] for n, t in zip(NAMES, texts, strict=True)} for texts in ("■□□", "□■□", "□□☑")]
    found = [decide(r, usual_ink(rows))[0] for r in rows]
    assert found == ["satisfied", "basically-satisfied", "dissatisfied"]


def test_ticks_in_empty_cells() -> None:
    rows = [row("√  ", (0.06, 0.0, 0.0)), row(" V ", (0.001, 0.07, 0.0)), row(" ' ", (0.05, 0.004, 0.0))]
    found = [decide(r, usual_ink(rows))[0] for r in rows]
    assert found == ["satisfied", "basically-satisfied", "satisfied"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("☑满意 □基本满意 □不满意", ("satisfied", False)),
        ("□满意 ■基本满意 □不满意", ("basically-satisfied", False)),
        ("口满意口基本满意√不满意", ("dissatisfied", False)),
        ("□满意 図基本满意 □不满意", ("basically-satisfied", False)),
        ("□满意 基本满意 □不满意", ("basically-satisfied", False)),  # as ☑ is often read
        ("□满意□基本满意髓不满意", ("dissatisfied", False)),
        ("□满意·基本满意□不满意", ("basically-satisfied", False)),
        ("满意 不满意", (None, True)),
        ("□满意□基本满意□不满意", (None, True)),
        ("满意 基本满意 □不满意", (None, True)),
        ("满意 基本满意 不满意", (None, True)),
        ("☑满意 ☑基本满意 □不满意", (None, True)),
        ("□满意", (None, True)),  # the rest of the cell was not read with it
        ("☑满意", ("satisfied", False)),
        ("基本满意", ("basically-satisfied", False)),
        ("不满意", ("dissatisfied", False)),
        ("很满意", ("satisfied", False)),
    ],
)
def test_a_cell_that_offers_every_rating(text: str, wanted: tuple[str | None, bool]) -> None:
    assert chosen(text) == wanted
