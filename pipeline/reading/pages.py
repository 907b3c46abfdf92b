"""The two looks at a page: `glance` for splitting the volume, `read` for the extractors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.model import Page, PageSource, SourceFile
from pipeline.reading.cells import fill
from pipeline.reading.codes import find_codes
from pipeline.reading.crossing import both_ways, rejoined, under_seals, with_dates
from pipeline.reading.docx_file import read_docx
from pipeline.reading.engines import Quad, engine
from pipeline.reading.frame import Frame, PixelBox, find_skew, frame, slope
from pipeline.reading.frame import grey as to_grey
from pipeline.reading.grids import find_shapes
from pipeline.reading.ink import pen_regions
from pipeline.reading.lifting import lifted, without_stamps
from pipeline.reading.lines import Line, cut, read_again, read_lines, straightened
from pipeline.reading.rule import Rules
from pipeline.reading.rules import find_rules
from pipeline.reading.seals import colour_rings, grey_rings, seal_of
from pipeline.reading.settings import DEFAULT, Image, Settings
from pipeline.reading.sheets import read_sheet
from pipeline.reading.source import raster
from pipeline.reading.textlayer import layer, text_lines
from pipeline.reading.upright import set_upright, turn

# The longer side for detection: lines are found as well as at twice that, in a quarter of the time.
GLANCE_SIDE = 1024
READ_SIDE = 1280
HEAD = 0.4  # the share of the page's height that is its head
HEAD_LINES = 14
FIRST_LINES = 8
STEP = 6  # one pixel of so many tells a photo
# Shares of a page: photos have 0.19 and 0.09 at least, sheets in the shadow up to 0.6 but 0.055.
HALF_TONES, UNEVEN = 0.18, 0.07


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page set upright and straightened. Either `lines` are known from the text layer, or `quads` await OCR.

    `frame` has its coloured seals lifted, `colour` is the same page as it was scanned.
    """

    digest: str
    rotation: int
    frame: Frame
    colour: Frame
    rules: Rules
    quads: Sequence[Quad]
    lines: list[Line] | None

    @property
    def source(self) -> PageSource:
        return "ocr" if self.lines is None else "text"


def glance(file: SourceFile, index: int, settings: Settings = DEFAULT) -> Page:
    """A quick look: upright, blank or photo, number of ruled lines, words of the head. Raises DocumentError."""
    if (other := _without_pixels(file, index, settings)) is not None:
        return other
    page = _prepared(file, index, GLANCE_SIDE, settings)
    if page.lines is not None:
        lines = _head_of_lines(page.lines, page.frame)
    else:
        head = _head(page.quads, page.frame)
        lines = read_lines(cut(head, page.rules, page.frame), page.frame.image, engine(settings))
    return _page(file, index, page, [x for x in lines if x.text], "glance")


def read(file: SourceFile, index: int, settings: Settings = DEFAULT, rotation: int | None = None) -> Page:
    """The full reading. `rotation` is the turn that a glance found (None: it is found out). Raises DocumentError."""
    if (other := _without_pixels(file, index, settings)) is not None:
        return other
    page = _prepared(file, index, READ_SIDE, settings, rotation)
    reader, whole, rules = engine(settings), page.frame, page.rules
    rings = colour_rings(page.colour.image, whole.scale)
    rings += grey_rings(whole, rules, rings)
    image, quads = whole.image, page.quads
    if page.lines is not None:
        lines = page.lines
        shapes = find_shapes(whole, rules, [x.box for x in lines])
    else:
        grey = [r for r in rings if r.colour == "grey"]
        image, quads = under_seals(image, quads, rules, grey, reader)
        shapes = find_shapes(whole, rules, [x.box for x in cut(quads, rules, whole)])
        pieces = cut(quads, rules, whole, [c for s in shapes for c in s.cuts])[: settings.max_lines]
        pieces = rejoined(pieces, grey, [s.box for s in shapes])
        lines = read_again(read_lines(pieces, whole.image, reader), whole.image, rules, reader)
        if image is not whole.image:
            lines = both_ways(lines, image, grey, reader)
        lines = with_dates(lines, (whole.image, image, page.colour.image), rings, reader)
        lines = [x for x in lines if x.text]
    clear = without_stamps(rules, whole.image, rings)
    grids = tuple(fill(whole, image, s, lines, clear, reader, [r.box for r in rings]) for s in shapes)
    codes = find_codes(whole)
    made = _page(file, index, page, lines, "full")
    known = [*(x.box for x in lines), *(r.box for r in rings), *(c.pixels for c in codes)]
    return Page(
        **{name: getattr(made, name) for name in _PLAIN},
        grids=grids,
        seals=tuple(seal_of(page.colour, r, reader) for r in rings),
        codes=tuple(c.code for c in codes),
        ink=() if made.photo else pen_regions(whole, rules, known, [s.box for s in shapes]),
    )


_PLAIN = tuple(n for n in Page.__dataclass_fields__ if n not in {"grids", "seals", "codes", "ink"})


def _without_pixels(file: SourceFile, index: int, settings: Settings) -> Page | None:
    if file.media in {"sheet", "csv"}:
        return read_sheet(file, index, settings)
    return read_docx(file, settings) if file.media == "docx" else None


def _prepared(
    file: SourceFile, index: int, side: int, settings: Settings, rotation: int | None = None
) -> Prepared:
    shot = raster(file, index, settings)
    glyphs = layer(file, index) if file.media == "pdf" else None
    if glyphs is not None:
        level = frame(shot.image, shot.scale, 0.0)
        k = shot.scale
        boxes = [(int(g.x0 * k), int(g.top * k), int(g.x1 * k), int(g.bottom * k)) for g in glyphs]
        rules = find_rules(level, glyphs=boxes)
        lines = text_lines(glyphs, level, rules)
        if lines is not None:
            return Prepared(shot.digest, 0, level, level, rules, (), lines)
    reader = engine(settings)
    clear = lifted(shot.image, colour_rings(shot.image, shot.scale))
    quads: list[Quad] = []
    if rotation is None:
        rotation, upright, quads = set_upright(clear, reader, GLANCE_SIDE, settings.threads)
    else:
        upright = turn(clear, rotation)
    if side != GLANCE_SIDE:
        quads = reader.detect(upright, side)
    skew = find_skew(to_grey(upright), near=slope(quads))
    whole = frame(upright, shot.scale, skew)
    # Steep lines are detected with fat boxes: then look again at the straightened page.
    quads = reader.detect(whole.image, side) if abs(skew) > 3 else straightened(quads, whole)
    colour = whole if clear is shot.image else frame(turn(shot.image, rotation), shot.scale, skew)
    return Prepared(shot.digest, rotation, whole, colour, find_rules(whole, _boxes(quads)), quads, None)


def _boxes(quads: Sequence[Quad]) -> list[PixelBox]:
    return [(int(q[:, 0].min()), int(q[:, 1].min()), int(q[:, 0].max()), int(q[:, 1].max())) for q in quads]


def _blank(page: Prepared, lines: Sequence[Line]) -> bool:
    """No text, and no more ink than dirt and the shadow of an edge."""
    ink = page.rules.ink
    edge = [max(4, int(0.04 * n)) for n in ink.shape]
    inner = ink[edge[0] : -edge[0], edge[1] : -edge[1]]
    return not lines and not page.quads and float((inner > 0).mean()) < 0.002


def _photo(page: Frame, print_at: Sequence[PixelBox]) -> bool:
    """Whether half-tones, not paper and ink, fill much of the page; a shadow over a sheet has half-tones as well.

    A shadow changes slowly: against its surroundings paper stays paper. `print_at` is left out of account.
    """
    small = np.ascontiguousarray(page.grey[::STEP, ::STEP])
    if _between(small, max(float(np.percentile(small, 85)), 1.0)).mean() <= HALF_TONES:
        return False
    reach = (15, 15)
    around = cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)), reach)
    uneven = _between(small, np.maximum(around, 1))
    for x0, y0, x1, y1 in print_at:
        uneven[max(y0 // STEP - 1, 0) : y1 // STEP + 2, max(x0 // STEP - 1, 0) : x1 // STEP + 2] = False
    return float(uneven.mean()) > UNEVEN


def _between(grey: Image, paper: Image | float) -> NDArray[np.bool_]:
    """Where it is neither as light as paper nor as dark as ink."""
    share = grey.astype(np.float32) / paper
    return np.asarray((share > 0.2) & (share < 0.8))


def _head(quads: Sequence[Quad], page: Frame) -> list[Quad]:
    """The lines of the upper part, or the first wherever they are, and the largest; all where there are few."""
    if len(quads) <= HEAD_LINES:
        return list(quads)
    by_top = sorted(quads, key=lambda q: float(q[:, 1].mean()))
    head = [q for q in by_top if float(q[:, 1].mean()) < HEAD * page.image.shape[0]][:HEAD_LINES]
    if len(head) < 5:
        head = by_top[: max(FIRST_LINES, len(head))]
    largest = max(quads, key=_type_size)
    return head if any(q is largest for q in head) else [*head, largest]


def _type_size(quad: Quad) -> float:
    return min(float(np.linalg.norm(quad[3] - quad[0])), float(np.linalg.norm(quad[1] - quad[0])))


def _head_of_lines(lines: Sequence[Line], page: Frame) -> list[Line]:
    if len(lines) <= HEAD_LINES:
        return list(lines)
    head = [x for x in lines if x.middle[1] < HEAD * page.image.shape[0]][:HEAD_LINES]
    if len(head) < 5:
        head = list(lines[: max(FIRST_LINES, len(head))])
    largest = max(lines, key=lambda x: min(x.height, x.box[2] - x.box[0]), default=None)
    return head if largest is None or largest in head else [*head, largest]


def _page(
    file: SourceFile, index: int, page: Prepared, lines: Sequence[Line], depth: Literal["glance", "full"]
) -> Page:
    whole = page.frame
    return Page(
        file=file.path,
        index=index,
        number=index,
        width=round(whole.width, 1),
        height=round(whole.height, 1),
        source=page.source,
        depth=depth,
        rotation=page.rotation,
        skew=whole.skew,
        words=tuple(x.word(whole) for x in lines),
        blank=_blank(page, lines),
        photo=_photo(whole, [x.box for x in page.lines] if page.lines is not None else _boxes(page.quads)),
        ruled=page.rules.count,
        image_hash=page.digest,
        confidence=round(sum(x.confidence for x in lines) / len(lines), 3) if lines else 1.0,
    )
