"""Print that runs under a grey seal: found where the detector gave it up, read with the seal or without."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from pipeline.reading.crossing import surer, under_seals, with_dates
from pipeline.reading.engines import Quad
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


class Reader:
    """An engine that says of each crop how dark it is: the darker, the surer."""

    def recognise(self, crops: list[Pixels]) -> list[tuple[str, float]]:
        return [(f"{c.mean():.0f}", float(1 - c.mean() / 255)) for c in crops]


def test_what_reads_badly_without_the_seal_is_read_with_it() -> None:
    seal = Ring((100, 100, 300, 300), "grey", 1.0, (200, 200, 100))
    boxes = [(120, 150, 280, 180), (120, 200, 280, 230), (400, 150, 500, 180)]
    lines = [Line(b, None, "x", c) for b, c in zip(boxes, (0.4, 0.95, 0.4), strict=True)]
    image = np.full((400, 600, 3), 51, np.uint8)
    read = surer(lines, image, [seal], Reader())  # type: ignore[arg-type]
    assert [(x.text, round(x.confidence, 2)) for x in read] == [("51", 0.8), ("x", 0.95), ("x", 0.4)]


class Says:
    """An engine that reads every crop as the next of its texts."""

    def __init__(self, *texts: str) -> None:
        self.texts = list(texts)

    def recognise(self, crops: list[Pixels]) -> list[tuple[str, float]]:
        return [(self.texts.pop(0), 0.95) for _ in crops]


@pytest.mark.parametrize(
    ("cut", "said", "wanted"),
    [
        ("有效期至：2025年4月2", ("有效期至：2025年4月21日",), ["有效期至：2025年4月21日"]),
        ("填报日期：2020-06", ("填报日期：2020-07", "填报日期：2020-06-07"), ["填报日期：2020-06-07"]),
        # the rest cannot be read either, or another date stands there: what was read stays as it was
        ("有效期至：2025年4月2", ("有效期至：2025年4月2电", "有效期至"), ["有效期至：2025年4月2", "电"]),
        ("填报日期：2020-06", ("填报日期：2021-03-07", ""), ["填报日期：2020-06", "电"]),
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
