"""A unit's name under its seal: the stamp breaks the reading, but the ring repeats the name.

The seal's text stands in only where what is left of the printed name agrees with it; a name that is partly
covered and that no seal explains is not claimed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from pipeline.model import Box, Page, Seal
from pipeline.quantity import fold_name

WHOLE = re.compile(
    r"(?:公司|中心|大学|学院|学校|研究院|研究所|设计院|检测院|检验院|协会|商会|学会|联合会|促进会|事务所|集团|联盟|基地|站|院|社|会|所|局|厂|部|\))$"
)
FAINT = 0.78  # below the floor of the checks: shown to the reviewer, no ground for an accusation
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
    page: Page, text: str, box: Box | None, label_end: float | None, confidence: float, pieces: int = 1
) -> Name:
    """The unit's name as printed, as its seal repeats it, or nothing.

    `label_end` is where the label before the name ends: a seal over the gap between both hides glyphs. `pieces` are
    the words that the name was read in: a stamp that breaks it has mostly swallowed something.
    """
    if box is None or page.source != "ocr":
        return Name(text, confidence)  # a text layer is not hidden by what is printed over it
    start = min(box[0], label_end) if label_end is not None else box[0]
    over = [s for s in page.seals if near(s, (start, box[1], box[2], box[3]), 0.0)]
    if not over:
        return Name(text, confidence)
    glyph = max(6.0, (box[3] - box[1]) * 0.7)
    bridged = label_end is not None and any(s.box[0] < box[0] and s.box[2] > label_end for s in over)
    space = box[0] - label_end if label_end is not None else 0.0
    printed = re.sub(r"[(（](?:盖|公)?章.*$", "", fold_name(text))
    broken = pieces > 1 or confidence < SURE or not WHOLE.search(printed)
    for s in over:
        ring = fold_name(s.text)
        if ring == printed:
            return Name(text, max(confidence, 0.9))
        if len(ring) < 6 or fuzz.ratio(printed, ring) < 45 or LCSseq.similarity(printed, ring) < 4:
            continue
        # The start of the name may lie under the stamp, unless the ring starts as the print does.
        hidden = bridged and space > 0.6 * glyph and ring[0] != printed[0]
        joined = _joined(printed, ring)
        if joined == printed and not hidden and ring[0] == printed[0]:
            return Name(text, max(confidence, 0.85))
        if joined == printed and not hidden:
            return Name(text, FAINT)
        kept = LCSseq.similarity(printed, joined) >= len(printed) - 1
        if (broken or hidden) and kept and joined != printed and s.confidence >= SURE and _sound(joined):
            return Name(joined, FAINT, True)
    if broken or (bridged and space > 3 * glyph):
        return Name(None, 0.0)
    start_covered = label_end is not None and any(s.box[0] <= box[0] + glyph <= s.box[2] for s in over)
    return Name(text, min(confidence, FAINT) if start_covered else confidence)


def _joined(printed: str, ring: str) -> str:
    """The print, with what it lacks taken from the ring; where both have as many glyphs the print is believed."""
    out, mine, other = "", "", ""
    for op in Levenshtein.opcodes(printed, ring):
        here, there = printed[op.src_start : op.src_end], ring[op.dest_start : op.dest_end]
        if op.tag != "equal":
            mine, other = mine + here, other + there  # one damaged place, not several
            continue
        out += (other if len(other) > len(mine) else mine) + here
        mine = other = ""
    out += other if len(other) > len(mine) else mine
    return out


def _sound(name: str) -> bool:
    return bool(WHOLE.search(name)) and name.count("(") == name.count(")")
