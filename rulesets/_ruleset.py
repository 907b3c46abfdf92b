"""One regulation as a whole: what it binds, for which variant, and what each article asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from pydantic import ConfigDict

from pipeline.model import AttachmentRule, Facts, Message
from rulesets._regions import PROVINCES, home_codes, stated_types
from rulesets._types import (
    STRICT,
    Binding,
    Condition,
    Consistency,
    FunctionRule,
    Newer,
    Provision,
    Setting,
    Validity,
    Value,
    Variation,
)


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One regulation. Bindings come in the order of the file: cross-checks, conditions, functions, form."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: str
    title: Message
    grants: Message
    form_titles: tuple[str, ...]
    valid_from: date | None
    basis: str
    source: str
    conditions: tuple[Condition, ...]
    functions: FunctionRule
    attachments: tuple[AttachmentRule, ...]
    form_rules: tuple[Condition, ...]
    consistency: tuple[Consistency, ...]
    validity: Validity
    sanctions: tuple[Provision, ...] = ()
    provisions: tuple[Provision, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    variations: Mapping[str, Variation] = field(default_factory=dict)
    valid_to: date | None = None
    newer: Newer | None = None

    def variants(self) -> tuple[str, ...]:
        """The ids of the variants."""
        return tuple(self.variations)

    def variant_of(self, facts: Facts) -> str | None:
        """The variant: the one given, else by where the applicant sits, else by its entity class.

        The address goes before the credit code, whose region is that of the first registration.
        """
        if facts.variant is not None:
            return facts.variant
        places, codes = home_codes(facts, [r for v in self.variations.values() for r in v.regions])
        types = stated_types(facts)
        for id, variation in self.variations.items():
            if variation.holds(places, codes, types):
                return id
        return None

    def bindings(self, variant: str | None = None) -> tuple[Binding, ...]:
        """Every check of this ruleset once, with its article and parameters, for `variant`.

        A check that is bound in two places keeps the first article and has the parameters of both.
        """
        found: dict[str, Binding] = {}
        for check, article, own in self._bound(variant):
            if check in found:
                before = found[check]
                found[check] = Binding(check, before.article, {**before.parameters, **own})
            else:
                found[check] = Binding(check, article, {**self.common(variant), **own})
        return tuple(found.values())

    def _bound(self, variant: str | None) -> Iterable[tuple[str, str, Mapping[str, object]]]:
        yield from ((c.check, c.article, c.parameters) for c in self.consistency)
        for c in self.conditions:
            if c.check:
                yield c.check, c.article, self._given(c.parameters_in(variant), (c,), variant)
        parts = [p for f in self.functions.functions for p in f.parts]
        functions = {"functions": self.function_parts(variant)}
        yield self.functions.check, self.functions.article, self._given(functions, parts, variant)
        for c in self.form_rules:
            if c.check:
                yield c.check, c.article, self._given(c.parameters_in(variant), (c,), variant)

    def _given(
        self, parameters: Mapping[str, object], rules: Iterable[Condition], variant: str | None
    ) -> dict[str, object]:
        """The parameters; where the variant changes something in `rules`, with the variant itself."""
        if variant is None or not any(variant in c.variants for c in rules):
            return dict(parameters)
        return {**parameters, "variation": self.variations[variant].plain()}

    def common(self, variant: str | None = None) -> dict[str, object]:
        """What any check may ask for by name: settings, dates of force, the newer instrument, the variants."""
        return {
            **{name: s.value for name, s in self.settings.items()},
            "valid_from": self.valid_from,
            "valid_to": self.valid_to,
            "newer_since": self.newer.since if self.newer else None,
            "newer_zh": self.newer.zh if self.newer else None,
            "newer_en": self.newer.en if self.newer else None,
            "variant": variant,
            "variations": {id: v.plain() for id, v in self.variations.items()},
            "provinces": PROVINCES,
        }

    def function_parts(self, variant: str | None) -> tuple[Mapping[str, object], ...]:
        """The functions as plain data for the check: name, texts, at_least, routes of {quantity: minimum}, and
        the quantities that the variant relaxes without a number."""
        plain: list[Mapping[str, object]] = []
        for f in self.functions.functions:
            routes: dict[str, dict[str, Value]] = {}
            relaxable: set[str] = set()
            for part in f.parts:
                route = routes.setdefault(part.route or "", {})
                given = part.parameters_in(variant)
                if given.pop("relaxable", False):
                    relaxable.update(given)
                for quantity, minimum in given.items():
                    # Two parts of one route that count the same quantity: the higher figure meets both.
                    route[quantity] = max(minimum, route.get(quantity, 0), key=float)
            shared = routes.pop("", {}) if len(routes) > 1 else {}
            plain.append({
                "function": f.function,
                "zh": f.zh,
                "en": f.en,
                "at_least": self.functions.at_least,
                "routes": tuple({**shared, **r} for r in routes.values()),
                "relaxable": frozenset(relaxable),
                "open_parts": sum(not part.parameters for part in f.parts),
            })  # fmt: skip
        return tuple(plain)

    def citations(self) -> dict[str, Message]:
        """Article → what it asks, in our own words; several conditions of one article are joined."""
        texts: dict[str, list[tuple[str, str]]] = {}
        cited: list[tuple[str, str, str]] = [
            (c.article, c.zh, c.en) for c in (*self.conditions, *self.form_rules)
        ]
        cited += [(self.functions.article, self.functions.zh, self.functions.en)]
        cited += [(f.article, f.zh, f.en) for f in self.functions.functions]
        cited += [(a.article, a.zh, a.en) for a in self.attachments if a.zh and a.status != "not-required"]
        cited += [(p.article, p.zh, p.en) for p in (*self.provisions, *self.sanctions)]
        cited += [(self.validity.article, self.validity.zh, self.validity.en)]
        cited += [(v.article, v.zh, v.en) for v in self.variations.values()]
        for article, zh, en in cited:
            if (zh, en) not in texts.setdefault(article, []):
                texts[article].append((zh, en))
        return {
            article: Message("；".join(zh for zh, _ in pairs), "; ".join(en for _, en in pairs))
            for article, pairs in texts.items()
        }
