"""The two looks at a page: `glance` for splitting the volume, `read` for the extractors."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.model import Page, SourceFile
from pipeline.reading.engines import Quad, engine
from pipeline.reading.frame import Frame, PixelBox, find_skew, frame
from pipeline.reading.frame import grey as to_grey
from pipeline.reading.grids import fill, find_shapes
from pipeline.reading.lines import Line, cut, read_lines, straightened
from pipeline.reading.rules import Rules, find_rules
from pipeline.reading.seals import find_rings, lifted
from pipeline.reading.settings import DEFAULT, Settings
from pipeline.reading.source import Raster, raster
from pipeline.reading.upright import set_upright

GLANCE_SIDE = 1024  # pixels of the longer side for detection: lines are found as well as at twice that, in a quarter of the time
READ_SIDE = 1280
HEAD = 0.4
HEAD_LINES = 14


def _prepared(shot: Raster, side: int, settings: Settings) -> tuple[int, Frame, list[Quad]]:
    reader = engine(settings)
    rotation, upright, quads = set_upright(shot.image, reader, side, settings.threads)
    skew = find_skew(to_grey(upright))
    page = frame(upright, shot.scale, skew)
    if abs(skew) > 3:  # steep lines are detected with fat boxes: look again at the straightened page
        return rotation, page, reader.detect(page.image, side)
    return rotation, page, straightened(quads, page)


def _blank(rules: Rules, quads: Sequence[Quad]) -> bool:
    edge = [max(4, int(0.03 * n)) for n in rules.ink.shape]
    inner = rules.ink[edge[0] : -edge[0], edge[1] : -edge[1]]
    return not quads and float((inner > 0).mean()) < 0.002


def _photo(page: Frame) -> bool:
    """Whether half-tones, not paper and ink, fill much of the page."""
    small = page.grey[::8, ::8]
    middle = (small > 50) & (small < 190)
    return float(middle.mean()) > 0.25


def _boxes(quads: Sequence[Quad]) -> list[PixelBox]:
    return [(int(q[:, 0].min()), int(q[:, 1].min()), int(q[:, 0].max()), int(q[:, 1].max())) for q in quads]


def glance(file: SourceFile, index: int, settings: Settings = DEFAULT) -> Page:
    """A quick look: upright, blank or photo, number of ruled lines, words of the head."""
    shot = raster(file, index, settings)
    rotation, page, quads = _prepared(shot, GLANCE_SIDE, settings)
    rules = find_rules(page, _boxes(quads))
    lines = cut(_head(quads, page), rules, page)
    read = [x for x in read_lines(lines, page.image, engine(settings)) if x.text]
    return _page(file, index, shot, rotation, page, rules, quads, read, "glance")


def _head(quads: Sequence[Quad], page: Frame) -> list[Quad]:
    """The lines of the upper part, or the first wherever they are, and the largest."""
    if not quads:
        return []
    height = page.image.shape[0]
    by_top = sorted(quads, key=lambda q: float(q[:, 1].mean()))
    head = [q for q in by_top if float(q[:, 1].mean()) < HEAD * height][:HEAD_LINES]
    if len(head) < 5:
        head = by_top[: max(8, len(head))]
    largest = max(quads, key=lambda q: min(float(np.linalg.norm(q[3] - q[0])), float(np.linalg.norm(q[1] - q[0]))))
    return head if any(q is largest for q in head) else [*head, largest]


def read(file: SourceFile, index: int, settings: Settings = DEFAULT) -> Page:
    """The full reading."""
    shot = raster(file, index, settings)
    rotation, page, quads = _prepared(shot, READ_SIDE, settings)
    reader = engine(settings)
    rules = find_rules(page, _boxes(quads))
    rings = find_rings(page)
    image = lifted(page.image, rings)
    boxes = [x.box for x in cut(quads, rules, page)]
    shapes = find_shapes(page, rules, boxes)
    lines = cut(quads, rules, page, [c for s in shapes for c in s.cuts])[: settings.max_lines]
    lines = [x for x in read_lines(lines, image, reader) if x.text]
    grids = tuple(fill(page, image, s, lines, rules, reader) for s in shapes)
    made = _page(file, index, shot, rotation, page, rules, quads, lines, "full")
    from dataclasses import replace

    from pipeline.model import Seal

    return replace(
        made, grids=grids, seals=tuple(Seal(page.points(r.box), "", r.colour, r.confidence) for r in rings)
    )


def _page(
    file: SourceFile,
    index: int,
    shot: Raster,
    rotation: int,
    page: Frame,
    rules: Rules,
    quads: Sequence[Quad],
    lines: Sequence[Line],
    depth: str,
) -> Page:
    return Page(
        file.path,
        index,
        index,
        round(page.width, 1),
        round(page.height, 1),
        "ocr",
        "full" if depth == "full" else "glance",
        rotation,
        page.skew,
        tuple(x.word(page) for x in lines),
        blank=_blank(rules, quads),
        photo=_photo(page),
        ruled=rules.count,
        image_hash=shot.digest,
        confidence=round(sum(x.confidence for x in lines) / len(lines), 3) if lines else 1.0,
    )
