"""Which variant of the regulation applies, and what shows it (domain C1; A7-9, A7-11, A7-12).

Asks: whether the applicant belongs to a group for which the regulation has other values: by its address, by the
region or the entity class of its credit code.
Passes: always, when that can be told; the message quotes the address or the code.
Undecided: neither an address nor a credit code was read surely enough.
Must not accuse: anyone; it says which figures the other checks used.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from checks._variant import basis, shown_by
from checks._words import asked, inapplicable, passed
from pipeline.model import Facts, Message, Need, Verdict

ID = "region-variant"
CATEGORY = "plausibility"
ASKS = Message(
    "适用办法的哪种情形（地区、单位类型）", "Which variant of the regulation applies to the applicant?"
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {
    "variant": "the variant that was chosen, if any",
    "variations": "all variants of the ruleset with their names, places and entity classes",
}


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The chosen variant with its ground, or the ground for none."""
    variations = cast("Mapping[str, Mapping[str, Any]]", parameters.get("variations") or {})
    if not variations:
        return inapplicable("本办法不分情形", "this regulation has no variants")
    if chosen := variations.get(str(parameters.get("variant"))):
        claim = shown_by(facts, chosen)
        zh, en = basis(claim)
        return passed(
            f"按{chosen['name_zh']}审核：{zh}",
            f"screened as one of {chosen['name_en']}: {en}",
            claims=(claim.id,) if claim else (),
            found=claim.value if claim else None,
        )
    names = "、".join(v["name_zh"] for v in variations.values())
    names_en = ", ".join(v["name_en"] for v in variations.values())
    known = [
        c
        for q in _shows(variations)
        for kind in ("licence", "application-form", "audit-report", "commitment-letter")
        for c in facts.find(q, kind)
        if c.confidence >= facts.floor
    ]
    if not known:
        return asked(
            f"未识别到地址和统一社会信用代码，无法判断是否属于{names}，已按一般标准审核",
            f"neither address nor credit code was read: whether the applicant is one of {names_en} is open",
        )
    zh, en = basis(known[0])
    return passed(
        f"据{zh}，不属于{names}，按一般标准审核",
        f"{en}: not one of {names_en}; the general figures apply",
        claims=(known[0].id,),
        found=known[0].value,
    )


def _shows(variations: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """What tells whether an applicant is of a variant: a place by its address, an entity class by its code or type."""
    placed = any(v["regions"] for v in variations.values())
    classed = any(v["entities"] or v["types"] for v in variations.values())
    return (("address",) if placed else ()) + ("credit-code",) + (("organisation-type",) if classed else ())
