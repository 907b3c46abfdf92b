"""A unit's name under its seal: the stamp breaks the reading, but the ring repeats the name.

The seal's text stands in only where what is left of the printed name agrees with it; a name that is partly
covered and that no seal explains is not claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from pipeline.model import Box, Page, Seal
from pipeline.quantity import fold_name

SURE = 0.85  # a word below this under a seal is taken for damaged


@dataclass(frozen=True, slots=True)
class Name:
    """`text` None: covered and not to be trusted. `by_seal` says that the ring's text was taken."""

    text: str | None
    confidence: float
    by_seal: bool = False


def near(seal: Seal, box: Box, margin: float = 6.0) -> bool:
    """Whether a seal touches a box."""
    s = seal.box
    return (
        s[0] < box[2] + margin
        and s[2] > box[0] - margin
        and s[1] < box[3] + margin
        and s[3] > box[1] - margin
    )


def name_under_seal(
    page: Page, text: str, box: Box | None, label_end: float | None, confidence: float
) -> Name:
    """The unit's name as printed, as its seal repeats it, or nothing.

    `label_end` is where the label before the name ends: a seal over the gap between both hides glyphs.
    """
    if box is None:
        return Name(text, confidence)
    start = min(box[0], label_end) if label_end is not None else box[0]
    over = [s for s in page.seals if near(s, (start, box[1], box[2], box[3]), 0.0)]
    if not over:
        return Name(text, confidence)
    glyph = max(6.0, (box[3] - box[1]) * 0.7)
    gap = (
        label_end is not None
        and box[0] - label_end > 3 * glyph
        and any(s.box[0] < box[0] and s.box[2] > (label_end or 0.0) for s in over)
    )
    printed = re.sub(r"[(（](?:盖|公)?章.*$", "", fold_name(text))
    for s in over:
        ring = fold_name(s.text)
        if len(ring) < 6:
            continue
        if ring == printed:
            return Name(text, max(confidence, 0.9))
        left = LCSseq.similarity(printed, ring)
        damaged = gap or confidence < SURE or len(printed) < len(ring)
        if damaged and left >= 4 and left >= 0.75 * len(printed) and fuzz.ratio(printed, ring) >= 45:
            return Name(s.text, min(0.9, s.confidence), True)
    if gap or confidence < 0.7:
        return Name(None, 0.0)
    return Name(text, confidence)
