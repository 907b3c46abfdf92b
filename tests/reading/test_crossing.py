"""Print that runs under a grey seal: found where the detector gave it up, read with the seal or without."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.crossing import both_ways, rejoined, under_seals, with_dates
from pipeline.reading.engines import Quad
from pipeline.reading.frame import PixelBox
from pipeline.reading.lines import Line
from pipeline.reading.rules import find_rules
from pipeline.reading.seals import Ring
from pipeline.reading.settings import Image as Pixels
from tests.reading.drawn import as_frame, paper, text

SEAL = Ring((400, 200, 600, 400), "grey", 1.0, (500, 300, 100))
DATE = (250, 285, 443, 315)  # print whose end lies under the ring


def quad(x0: int, y0: int, x1: int, y1: int) -> Quad:
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], np.float32)


class Detector:
    """Finds the page's line as far as it stands clear of a blank disc; gives up where the ring touches it."""

    def __init__(self) -> None:
        self.blanked = 0

    def detect(self, image: Pixels, longer_side: int) -> list[Quad]:
        grey = image.min(axis=2)
        if (grey[:, 500:] < 200).any():
            return []
        self.blanked += 1
        found = np.argwhere(grey < 100)
        (y0, x0), (y1, x1) = found.min(axis=0), found.max(axis=0)
        return [quad(int(x0), int(y0), int(x1), int(y1))]


@pytest.mark.parametrize("known", [False, True])
def test_a_line_that_ends_under_a_seal_is_followed_into_it(known: bool) -> None:
    picture = paper((900, 600))
    text(picture, (250, 280), "Until 2025.7.22")
    page = as_frame(picture)
    cv2.circle(page.image, (500, 300), 100, (165, 165, 165), 4)
    before = [quad(*DATE)] if known else []
    detector = Detector()
    _, quads = under_seals(page.image, before, find_rules(page), [SEAL], detector)  # type: ignore[arg-type]
    assert detector.blanked == 1
    (found,) = quads
    if known:
        assert found is before[0]
        return
    ends = np.argwhere(page.image.min(axis=2)[280:320] < 100)[:, 1].max()
    assert 400 < ends < 475, "the print of this test ends under the ring"
    assert found[:, 0].max() == pytest.approx(ends, abs=8)


@pytest.mark.parametrize(
    ("with_seal", "without", "text", "sure"),
    [
        (
            ("2018年2月11日", 0.97),
            ("2018年2月1日", 0.89),
            "2018年2月11日",
            0.97,
        ),  # lifting took a stroke along
        (("昭溪恒创公司", 0.9), ("昭溪恒创公司", 0.95), "昭溪恒创公司", 0.95),
        (
            ("甲方(盖章)", 0.9),
            ("甲方（盖章）：", 0.8),
            "甲方(盖章)",
            0.9,
        ),  # brackets and points are no dispute
        (("振邦生产为中心", 0.89), ("振邦生产力中心", 0.79), "振邦生产为中心", 0.78),
        (("振邦生产为中心", 0.7), ("振邦生产力中心", 0.9), "振邦生产力中心", 0.78),
        (("关于公布", 0.99), ("X丰公布", 0.4), "关于公布", 0.99),
        (("", 0.0), ("发证机关", 0.9), "发证机关", 0.9),
        (("6308", 0.8), ("63.08", 0.97), "63.08", 0.78),  # a point, a sign and a per cent are dispute enough
        (("-35", 0.95), ("35", 0.7), "-35", 0.95),  # lifting lost it
        (("35", 0.95), ("-35", 0.7), "35", 0.78),
    ],
)
def test_print_under_a_seal_is_read_with_it_and_without(
    with_seal: tuple[str, float], without: tuple[str, float], text: str, sure: float
) -> None:
    away = Line((20, 285, 80, 315), None, "别处", 0.6)
    lines = [Line((450, 285, 560, 315), None, *with_seal), away]
    image = np.full((500, 700, 3), 255, np.uint8)
    read = both_ways(lines, image, [SEAL], Says(without))  # type: ignore[arg-type]
    assert [(x.text, x.confidence) for x in read] == [(text, sure), ("别处", 0.6)]


class Says:
    """An engine that reads every crop as the next of its texts, 0.95 sure where they do not say how sure."""

    def __init__(self, *texts: str | tuple[str, float]) -> None:
        self.texts = list(texts)

    def recognise(self, crops: list[Pixels]) -> list[tuple[str, float]]:
        said = [self.texts.pop(0) for _ in crops]
        return [s if isinstance(s, tuple) else (s, 0.95) for s in said]


@pytest.mark.parametrize(
    ("cut", "said", "wanted"),
    [
        ("有效期至：2025年4月2", ("有效期至：2025年4月21日",), ["有效期至：2025年4月21日"]),
        (
            "填报日期：2020-06",
            ("填报日期：2020-07", "填报日期：2020-0", "填报日期：2020-06-07"),
            ["填报日期：2020-06-07"],
        ),
        (
            "填报日期：二〇二年六月",
            ("填报日期：二〇二年六月七日", "填报日期：二〇二〇年六月七日"),
            ["填报日期：二〇二〇年六月七日"],
        ),
        # the rest cannot be read either, or another date stands there: what was read stays as it was
        (
            "有效期至：2025年4月2",
            ("有效期至：2025年4月2电", "有效期至", "", ""),
            ["有效期至：2025年4月2", "电"],
        ),
        ("填报日期：2020-06", ("填报日期：2021-03-07", "", "", ""), ["填报日期：2020-06", "电"]),
        ("有效期至：2025年4月21日", (), ["有效期至：2025年4月21日", "电"]),
    ],
)
def test_a_date_that_breaks_off_at_a_seal_is_read_on(
    cut: str, said: tuple[str, ...], wanted: list[str]
) -> None:
    lines = [Line((200, 285, 410, 315), None, cut, 0.86), Line((415, 285, 440, 315), None, "电", 0.5)]
    engine = Says(*said)
    images = [np.full((500, 700, 3), 255, np.uint8)] * 2
    assert [x.text for x in with_dates(lines, images, [SEAL], engine)] == wanted  # type: ignore[arg-type]
    assert not engine.texts


@pytest.mark.parametrize(
    ("pieces", "tables", "wanted"),
    [
        ([(250, 285, 405, 315), (430, 285, 640, 315)], (), [(250, 285, 640, 315)]),
        ([(250, 285, 405, 315), (470, 285, 640, 315)], (), None),  # too far: two things on one line
        ([(250, 285, 405, 315), (430, 305, 640, 335)], (), None),  # not one line
        ([(650, 285, 700, 315), (720, 285, 800, 315)], (), None),  # away from the seal
        ([(250, 285, 405, 315), (430, 285, 640, 315)], [(100, 200, 900, 500)], None),  # cells
    ],
)
def test_a_line_that_a_seal_breaks_is_one_again(
    pieces: list[PixelBox], tables: list[PixelBox], wanted: list[PixelBox] | None
) -> None:
    made = rejoined([Line(b) for b in pieces], [SEAL], tables)
    assert [x.box for x in made] == (wanted or pieces)
