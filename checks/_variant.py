"""Why a variant's values were applied: the address or the credit code that shows the place or the entity class.

The ruleset has chosen the variant; here the claim is found again that the report can point to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from checks._words import where
from pipeline.model import Claim, Facts, Message, Verdict
from pipeline.quantity import QUANTITIES, squeeze

PARAMETERS: dict[str, str] = {
    "variation": "the variant that changed the values: its name, places and entity classes; none where none did"
}
_KINDS = ("licence", "application-form", "commitment-letter", "truth-declaration", "audit-report")


def noted(verdict: Verdict, facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """The verdict, with the variant whose values it used and the claim that shows it."""
    variation = cast("Mapping[str, Any] | None", parameters.get("variation"))
    if not variation or verdict.verdict == "not-applicable":
        return verdict
    claim = shown_by(facts, variation)
    zh, en = basis(claim)
    message = Message(
        f"{verdict.message.zh}（按{variation['name_zh']}：{zh}）",
        f"{verdict.message.en} (as one of {variation['name_en']}: {en})",
    )
    claims = verdict.claims if claim is None or claim.id in verdict.claims else (*verdict.claims, claim.id)
    return replace(verdict, message=message, claims=claims)


def basis(claim: Claim | None) -> tuple[str, str]:
    """What showed the variant, in words."""
    if claim is None:
        return "由使用者指定", "as told by the user"
    quantity, (zh, en) = QUANTITIES[claim.quantity], where(claim)
    return f"{zh}{quantity.zh}“{claim.value}”", f"{quantity.en} {claim.value} in {en}"


def shown_by(facts: Facts, variation: Mapping[str, Any]) -> Claim | None:
    """The claim that shows the variant: an address in its places, a credit code, a stated type of organisation."""
    regions = cast("tuple[tuple[str, tuple[str, ...]], ...]", variation["regions"])
    names = [name for _, of_region in regions for name in of_region]
    for claim in _sure(facts, "address", _KINDS[:2]):
        if any(name in squeeze(claim.value)[:24] for name in names):
            return claim
    entities = cast("tuple[str, ...]", variation["entities"])
    for claim in _sure(facts, "credit-code", _KINDS):
        if any(claim.value[2:8].startswith(code) for code, _ in regions):
            return claim
        if entities and claim.value.startswith(entities):
            return claim
    types = cast("tuple[str, ...]", variation["types"])
    return next(
        (c for c in _sure(facts, "organisation-type", _KINDS) if any(t in squeeze(c.value) for t in types)),
        None,
    )


def _sure(facts: Facts, quantity: str, kinds: tuple[str, ...]) -> list[Claim]:
    return [c for kind in kinds for c in facts.find(quantity, kind) if c.confidence >= facts.floor]
