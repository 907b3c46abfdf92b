"""A unit's name under its seal: the stamp breaks the reading, but the ring repeats the name.

The seal's text stands in only where what is left of the printed name agrees with it; a name that is partly
covered and that no seal explains is claimed as damaged: the ledger completes it or says that it cannot be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from pipeline.model import Box, Page, Seal, Word
from pipeline.quantity import fold_name

WHOLE = re.compile(
    r"(?:公司|中心|大学|学院|学校|研究院|研究所|设计院|检测院|检验院|协会|商会|学会|联合会|促进会|事务所|集团|联盟|基地|站|院|社|会|所|局|厂|部|\))$"
)
FAINT = 0.78  # below the floor of the checks: shown to the reviewer, no ground for an accusation
SURE = 0.85  # a word below this under a seal is taken for damaged


@dataclass(frozen=True, slots=True)
class Name:
    """`by_seal`: the ring's text was taken. `damaged`: `text` is what the stamp leaves, no name by itself."""

    text: str
    confidence: float
    by_seal: bool = False
    damaged: bool = False


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
    page: Page, text: str, box: Box | None, label: Word | None, confidence: float, pieces: int = 1
) -> Name:
    """The unit's name as printed, as its seal repeats it, or nothing.

    `label` is the word before the name, where it is a word of its own: a seal over the place between both hides
    glyphs. `pieces` are the words that the name was read in: a stamp that breaks it has mostly swallowed something.
    """
    if box is None or page.source != "ocr":
        return Name(text, confidence)  # a text layer is not hidden by what is printed over it
    end = label.box[2] if label else box[0]
    over = [s for s in page.seals if near(s, (min(box[0], end), box[1], box[2], box[3]), 0.0)]
    if not over:
        return Name(text, confidence)
    printed = re.sub(r"[(（](?:盖|公)?章.*$", "", fold_name(text))
    glyph = (box[2] - box[0]) / max(1, len(printed))
    stamped = label is not None and any(s.box[0] < box[0] + glyph and s.box[2] > end for s in over)
    blank = stamped and box[0] - end > 0.6 * glyph
    far = blank and box[0] - end > 3 * glyph
    # A label wider than its glyphs has the first ones of the name within it, unread.
    swallowed = (
        stamped and label is not None and label.box[2] - label.box[0] > (len(label.text) + 0.5) * glyph
    )
    broken = pieces > 1 or confidence < SURE or not WHOLE.search(printed)
    for s in over:
        ring = fold_name(s.text)
        if ring == printed:
            return Name(text, max(confidence, 0.9))
        if len(ring) < 6 or fuzz.ratio(printed, ring) < 45 or LCSseq.similarity(printed, ring) < 4:
            continue
        struck = abs(s.box[0] - box[0]) < 1.2 * glyph  # the rim runs through the first glyph
        hidden = (blank or swallowed or struck) and ring[0] != printed[0]
        both = joined(printed, ring)
        borne_out = not broken or agree(printed, ring)
        if both == printed and borne_out and not (hidden and far):
            return Name(text, FAINT if hidden else max(confidence, 0.85))
        kept = LCSseq.similarity(printed, both) >= len(printed) - 1
        if both != printed and (broken or hidden) and kept and s.confidence >= SURE and _sound(both):
            return Name(both, FAINT, True)
    if broken or far:
        return Name(text, min(confidence, FAINT), damaged=True)
    return Name(text, min(confidence, FAINT) if swallowed else confidence)


def agree(whole: str, *readings: str) -> bool:
    """Whether every reading is `whole` with glyphs missing: none of them says anything else."""
    return all(LCSseq.similarity(whole, r) == len(r) for r in readings)


def joined(printed: str, ring: str) -> str:
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
