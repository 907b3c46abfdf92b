"""Addresses that spell the applicant's name: a reader takes l for 1 and o for 0, the name's pinyin says which it is.

A mended address says from which claim it was taken, keeps what was read, and is too faint to decide anything.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pypinyin import lazy_pinyin

from pipeline.covered import FAINT
from pipeline.model import Claim

LEAST, MOST = 4, 40  # letters that spell a name: fewer do so by chance, more are no address
SURE = 0.8
_ALIKE = str.maketrans("10", "lo")
_PART = re.compile(r"[a-z10]+(?![a-z\d])")  # of a mail address or a host
_PLACE = re.compile("[省市县区]")  # 甲市联创 calls itself jlc
_MIXED = re.compile(r"[a-z][10]|[10][a-z]")


def spelled(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, mail addresses and sites with a digit where the applicant's name has the letter put right."""
    names = [
        c
        for c in claims
        if c.quantity == "applicant-name" and c.scope == "own" and c.confidence >= SURE and not c.damaged
    ]
    return tuple(_mended(c, names) if _doubtful(c) else c for c in claims)


def _doubtful(claim: Claim) -> bool:
    ours = claim.quantity in ("email", "website") and claim.evidence.reader == "ocr"
    return ours and bool(_MIXED.search(claim.value))


def _mended(claim: Claim, names: Sequence[Claim]) -> Claim:
    for name in dict.fromkeys(n.value for n in names):
        han = re.sub(r"[^\u3400-\u9fff]", "", name)
        readings = [lazy_pinyin(han), lazy_pinyin(_PLACE.sub("", han))]

        def letter(m: re.Match[str], readings: Sequence[Sequence[str]] = readings) -> str:
            part = m.group().translate(_ALIKE)
            spelt = _MIXED.search(m.group()) and any(spells(part, r) for r in readings)
            return part if spelt else m.group()

        value = _PART.sub(letter, claim.value)
        if value != claim.value:
            source = next(n for n in names if n.value == name)
            return replace(
                claim, value=value, confidence=FAINT, derived_from=(source.id,), readings=(claim.value,)
            )
    return claim


def spells(letters: str, syllables: Sequence[str]) -> bool:
    """Whether `letters` are syllables that follow each other, each whole or its initial («qihuizl»: 齐汇众联)."""

    def rest(at: int, k: int) -> bool:
        if at == len(letters):
            return True
        return k < len(syllables) and any(
            letters.startswith(option, at) and rest(at + len(option), k + 1)
            for option in {syllables[k], syllables[k][:1]}
        )

    return LEAST <= len(letters) <= MOST and any(rest(0, k) for k in range(len(syllables)))
