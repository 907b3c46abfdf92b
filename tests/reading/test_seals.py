"""Grey seals on copies: found across a table and around their characters, and lifted off what lies below."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.reading.lifting import lifted, without_stamps
from pipeline.reading.rule import Rules
from pipeline.reading.rules import find_rules
from pipeline.reading.seals import Ring, grey_rings
from pipeline.reading.settings import Image as Pixels
from tests.reading.drawn import as_frame, paper, table, text

CENTRE, RADIUS = (820, 700), 118
XS, YS = [100, 500, 700, 800, 900, 1000, 1140], list(range(400, 1001, 60))
STAMP = (165, 165, 165)


def boxes(picture: Image.Image, marked: int) -> None:
    """A box in three cells of every row; that in the column `marked` is filled."""
    draw = ImageDraw.Draw(picture)
    for y in YS[:-1]:
        for k, x in enumerate(XS[2:5]):
            box = (x + 40, y + 20, x + 62, y + 42)
            draw.rectangle(box, outline=(130, 130, 130), fill=(60, 60, 60) if k == marked else None, width=2)


def stamp(picture: Image.Image) -> None:
    """A ring with characters along its inside, as light as a seal on a copy."""
    over = paper(picture.size)
    draw = ImageDraw.Draw(over)
    x, y, r = *CENTRE, RADIUS
    draw.ellipse((x - r, y - r, x + r, y + r), outline=STAMP, width=6)
    for angle in np.linspace(0.8 * np.pi, 2.2 * np.pi, 12):
        u, v = x + 0.74 * r * np.cos(angle), y + 0.74 * r * np.sin(angle)
        draw.rectangle((u - 14, v - 14, u + 14, v + 14), outline=STAMP, width=4)
        draw.line((u - 14, v, u + 14, v), fill=STAMP, width=4)
    picture.paste(Image.fromarray(np.minimum(np.asarray(picture), np.asarray(over))))


@pytest.mark.parametrize("ruled", [True, False])
def test_a_grey_seal_is_found_whatever_it_crosses(ruled: bool) -> None:
    picture = paper()
    if ruled:
        table(picture, XS, YS)
        boxes(picture, 0)
    else:
        text(picture, (600, 690), "Signed by the applicant")
    stamp(picture)
    page = as_frame(picture)
    (found,) = grey_rings(page, find_rules(page))
    assert found.circle == pytest.approx((*CENTRE, RADIUS), abs=6)


def test_tables_boxes_and_print_are_no_seals() -> None:
    picture = paper()
    table(picture, XS, YS)
    boxes(picture, 1)
    for line in range(20):
        text(picture, (100, 1040 + 32 * line), "All that is said above is true and complete, " * 2, 28)
    page = as_frame(picture)
    assert grey_rings(page, find_rules(page)) == []


def share(rules: Rules, row: int, column: int) -> float:
    x, y = XS[2 + column], YS[row]
    return float((rules.ink[y + 16 : y + 46, x + 36 : x + 66] > 0).mean())


def test_under_a_stamp_the_filled_box_stays_and_the_empty_one_goes() -> None:
    picture = paper()
    table(picture, XS, YS)
    boxes(picture, 0)
    stamp(picture)
    page = as_frame(picture)
    rules = find_rules(page)
    clear = without_stamps(rules, page.image, grey_rings(page, rules))
    assert share(clear, 4, 0) > 0.25 > 0.05 > share(clear, 4, 1)
    assert share(clear, 0, 1) == share(rules, 0, 1) > 0.1  # far from the stamp nothing changes


@pytest.mark.parametrize(("tone", "wanted"), [(30, True), (160, False)])
def test_print_is_lifted_only_where_it_is_darker_than_the_stamp(tone: int, wanted: bool) -> None:
    picture = paper()
    draw = ImageDraw.Draw(picture)
    for y in range(540, 880, 48):  # strokes of print, and one that is bold
        draw.line((640, y, 1000, y), fill=(tone,) * 3, width=4)
    draw.rectangle((780, 690, 860, 712), fill=(30, 30, 30))
    stamp(picture)
    page = as_frame(picture)
    x, y = CENTRE
    box = (x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS)
    clear: Pixels = lifted(page.image, [Ring(box, "grey", 1.0, (x, y, RADIUS))])
    assert (clear is not page.image) == wanted
