"""Names that have lost glyphs, under a stamp above all: what is left of one is completed from where the package prints it clearly.

A completed name says from which claim it was taken, keeps what was read, and is too faint to decide anything.
One that no other place explains is no claim but a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rapidfuzz.distance import LCSseq

from pipeline.lexicon import rare
from pipeline.model import Claim, Message, Problem
from pipeline.quantity import QUANTITIES, fold_name

FAINT = 0.78
CLEAR = 0.6
DOUBTED = 0.85  # a name read less surely may have lost glyphs without a trace
LONG, LOST = 6, 3  # glyphs that such a name still has at least, and has lost at most
_USUAL = re.compile("责任|集团|股份|分|[省市县区州]")  # what people leave out or put in themselves
TWICE = 2  # places that have the whole of a name
_HAN = re.compile(r"[\u3400-\u9fff]")
LEFT = 0.5  # of the name's own glyphs, how many must still be there, in their order
FOREIGN = 0.34  # of the glyphs that are left, how many may be misread
# What many names share says nothing of whose name it is.
_COMMON = re.compile(
    r"(?:会.{0,4}|计.{0,3}|师.{0,2}|事)?务所.*$|(?:股份|责任)?有限(?:责任)?(?:公司?)?$|\(.{2,8}合伙\)?$"
)


def complete(claims: Sequence[Claim]) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """The claims, damaged ones completed; and a Problem for each that could not be."""
    kept: list[Claim] = []
    lost: list[Problem] = []
    clear = [c for c in claims if not c.damaged and c.confidence >= CLEAR and c.scope == "own"]
    for claim in claims:
        if not claim.damaged and (truer := _truer(claim, clear) or _behind_ring(claim, clear)) is not None:
            kept.append(_from(truer, claim))
            continue
        if not claim.damaged and not _shortened(claim, clear):
            kept.append(claim)
            continue
        sure = CLEAR if claim.damaged else DOUBTED
        whole = _whole(
            claim,
            [
                c
                for c in clear
                if c.quantity == claim.quantity
                and c.confidence >= sure
                and (claim.damaged or c.value != claim.value)
            ],
        )
        if whole is None:
            if claim.damaged:
                lost.append(_covered(claim))
            else:
                kept.append(claim)
            continue
        kept.append(_from(whole, claim))
    return tuple(kept), tuple(lost)


def _from(whole: Claim, claim: Claim) -> Claim:
    return replace(
        claim,
        value=whole.value,
        confidence=FAINT,
        derived_from=(whole.id,),
        readings=(claim.value,),
        damaged=False,
    )


def _truer(claim: Claim, clear: Sequence[Claim]) -> Claim | None:
    """A claim of the same text but for one rare glyph (蕲阳) where this one has a common one (薪阳).

    Readers turn rare glyphs into common ones, hardly ever the other way round.
    """
    if claim.evidence.reader != "ocr" or claim.quantity not in ("applicant-name", "audit-firm", "address"):
        return None
    truer: list[tuple[int, Claim]] = []
    for other in clear:
        if other.quantity != claim.quantity or len(other.value) != len(claim.value):
            continue
        if other.confidence < max(DOUBTED, claim.confidence - 0.1):
            continue
        differing = [(a, b) for a, b in zip(claim.value, other.value, strict=True) if a != b]
        if len(set(differing)) == 1 and all(rare(b) and not rare(a) and _HAN.match(a) for a, b in differing):
            truer.append((len(differing), other))
    return max(truer, key=lambda found: found[0])[1] if truer else None


def _behind_ring(claim: Claim, clear: Sequence[Claim]) -> Claim | None:
    """The claim of the name that follows a glyph of the stamp's ring («创某市智汇创业…»): the ring spells the same name."""
    if claim.evidence.reader != "ocr" or claim.quantity not in ("applicant-name", "audit-firm"):
        return None
    first, name = claim.value[:1], claim.value[1:]
    same = [c for c in clear if c.quantity == claim.quantity and c.value == name and c.confidence >= DOUBTED]
    alone = not any(c.value == claim.value and c.id != claim.id for c in clear)
    return same[0] if first in name and alone and len(same) >= TWICE else None


def _shortened(claim: Claim, clear: Sequence[Claim]) -> bool:
    """Whether a name that was read with doubt is a clear one with a few glyphs lost, and nothing else.

    A whole word (责任, 集团, 市) is not lost: it makes another name. One glyph is lost even from a name that was read
    surely, where nobody else has it so and two others have the whole.
    """
    if claim.evidence.reader != "ocr" or claim.quantity not in ("applicant-name", "audit-firm", "address"):
        return False
    rest = fold_name(claim.value)
    others = [fold_name(c.value) for c in clear if c.quantity == claim.quantity and c is not claim]
    sure = [fold_name(c.value) for c in clear if c.quantity == claim.quantity and c.confidence >= DOUBTED]
    alone = claim.confidence >= DOUBTED and rest not in others
    if len(rest) < LONG or (claim.confidence >= DOUBTED and not alone):
        return False
    return any(
        0 < len(n) - len(rest) <= (1 if alone else LOST)
        and (not alone or sure.count(n) >= TWICE)
        and LCSseq.similarity(rest, n) == len(rest)
        and _USUAL.sub("", n) != _USUAL.sub("", rest)
        for n in {*sure}
    )


def _whole(claim: Claim, clear: Iterable[Claim]) -> Claim | None:
    """The one name among the clear ones of which this can be the rest; None where two differ."""
    fitting = sorted(((fit, c) for c in clear if (fit := _fit(claim.value, c.value))), key=lambda p: -p[0])
    if not fitting:
        return None
    best, chosen = fitting[0]
    rivals = {fold_name(c.value) for fit, c in fitting if fit >= best - 0.1}
    return chosen if len(rivals) == 1 else None


def _fit(left: str, name: str) -> float:
    """How much of `name` is left, 0.0 where it is too little or too much of it is of another name."""
    rest, own = (_COMMON.sub("", fold_name(t)) for t in (left, name))
    same = LCSseq.similarity(rest, own)
    if not rest or same < max(2, LEFT * len(own)) or len(rest) - same > FOREIGN * len(rest):
        return 0.0
    return same / len(own)


def _covered(claim: Claim) -> Problem:
    what = QUANTITIES[claim.quantity]
    return Problem(
        "extracting",
        "covered",
        Message(
            f"{what.zh}未能完整读出（多因印章遮挡），仅读出“{claim.value}”，请核对原件",
            f"{what.en}: only {claim.value!r} could be read, a seal may cover the rest: check the scan",
        ),
        claim.evidence.file,
        claim.evidence.page,
    )
