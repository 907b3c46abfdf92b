"""The unified social credit codes are well formed (GB 32100-2015; domain B4.3, C1).

Asks: whether every code that was read has 18 characters of the code's alphabet and the right check character.
Passes: all do.
Undecided: one does not: almost always a misread or mistyped glyph; repairs that pass both checksums are shown,
never applied.
Must not accuse: anyone (a plain question to the reviewer); registration numbers of the old 15-digit kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdnum.cn import uscc

from checks._words import asked, passed, where
from pipeline.model import Claim, Facts, Message, Need, Verdict
from pipeline.quantity import squeeze

ID = "uscc-checksum"
CATEGORY = "consistency"
ASKS = Message("统一社会信用代码校验位是否正确", "Do the credit codes have valid check characters?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
GLYPHS = ("0ODQ", "1IL7", "2Z", "5S", "8B", "6G", "UV")
INNER = (3, 7, 9, 10, 5, 8, 4, 2)


def valid(code: str) -> bool:
    """Whether the outer check character is right."""
    return bool(uscc.is_valid(code))


def inner_valid(code: str) -> bool:
    """Whether the organisation code inside (GB 11714, characters 9 to 17) has its own check character."""
    body = code[8:17]
    if len(body) != 9:
        return False
    total = sum(w * int(c, 36) for w, c in zip(INNER, body[:8], strict=True))
    digit = 11 - total % 11
    return body[8] == ("X" if digit == 10 else "0" if digit == 11 else str(digit))


def repairs(code: str) -> Iterator[str]:
    """Codes one confusable glyph apart that pass both checksums."""
    for i, glyph in enumerate(code):
        for other in "".join(g for g in GLYPHS if glyph in g).replace(glyph, ""):
            candidate = code[:i] + other + code[i + 1 :]
            if valid(candidate) and inner_valid(candidate):
                yield candidate


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every code that was read, faint ones too: the check character is the proof; a second reading may mend it."""
    codes = [c for c in facts.find("credit-code", scope=None) if modern(c)]
    if not codes:
        return asked("未识别到统一社会信用代码", "no credit code was found")
    bad = [c for c in codes if not any(valid(squeeze(r).upper()) for r in (c.value, *c.readings))]
    good = tuple(dict.fromkeys(c.value for c in codes if c not in bad))
    if not bad:
        return passed(
            f"统一社会信用代码校验通过：{'、'.join(good)}",
            f"valid: {', '.join(good)}",
            claims=tuple(c.id for c in codes),
        )
    first = bad[0]
    candidates = list(dict.fromkeys([*repairs(squeeze(first.value).upper()), *good]))
    hint = (
        (f"，可能为{'、'.join(candidates[:3])}", f"; perhaps {', '.join(candidates[:3])}")
        if candidates
        else ("", "")
    )
    places = "、".join(dict.fromkeys(where(c)[0] for c in bad))
    return asked(
        f"{places}的统一社会信用代码{first.value}校验位不符{hint[0]}，请核对原件",
        f"the credit code {first.value} fails its check character{hint[1]}: check the scan",
        claims=tuple(c.id for c in bad),
        found=first.value,
    )


def modern(claim: Claim) -> bool:
    """Whether this is an 18-character code in full, neither masked nor of the old 15-digit kind."""
    code = squeeze(claim.value)
    return len(code) != 15 and "*" not in code
