"""What a ruleset is: dated, cited values and the checks that they are bound to. No expressions.

Plain frozen dataclasses; the loader fills them strictly (an unknown key is an error).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from pydantic import ConfigDict

from pipeline.model import AttachmentRule, Facts, Message
from rulesets._regions import PROVINCES, home_codes, stated_types

Value = bool | int | float | str
Unit = Literal["CNY", "percent", "count", "years", "m²"]
DecidedBy = Literal["machine", "partly", "person"]
_STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Binding:
    """One check as the ruleset uses it: the article it rests on and its parameters."""

    check: str
    article: str | None
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the text, in our own words.

    `parameters` are what the check is given; `variants` say what changes in a variant (a number, or
    `relaxable: true` where the text allows relaxation without saying how far). A condition that only a
    person can decide has no check.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    article: str
    zh: str
    en: str
    decided_by: DecidedBy
    check: str | None = None
    parameters: Mapping[str, Value] = field(default_factory=dict)
    unit: Unit | None = None
    comparator: Literal[">="] = ">="
    variants: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)
    documents: tuple[str, ...] = ()
    route: str | None = None

    def parameters_in(self, variant: str | None) -> dict[str, Value]:
        """The parameters with what the variant changes."""
        return {**self.parameters, **(self.variants.get(variant, {}) if variant else {})}


@dataclass(frozen=True, slots=True)
class Function:
    """One service function; it is met only if all parts are met (of one route, where parts name routes)."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    function: str
    article: str
    zh: str
    en: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """How the functions are judged together."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    article: str
    check: str
    at_least: int
    zh: str
    en: str
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Consistency:
    """A cross-check of documents and the article that it rests on."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    check: str
    article: str
    parameters: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """How an ambiguity of the text is read (domain A7). Given to every check that has such a parameter."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    value: Value
    zh: str
    en: str
    choices: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """A region by the first digits of its code (GB/T 2260) and its names in addresses."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    code: str
    names: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """A group of applicants for whom some values differ: by region, or by the entity class of the credit code.

    `name` is the group in a few words. `entities` are the first characters of credit codes; `types` words of
    the stated type of organisation, which count where no credit code was read.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    article: str
    name: Message
    zh: str
    en: str
    regions: tuple[Region, ...] = ()
    entities: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def plain(self) -> dict[str, object]:
        """The variation as plain data for the checks."""
        return {
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "regions": tuple((r.code, r.names) for r in self.regions),
            "entities": self.entities,
            "types": self.types,
        }

    def holds(self, places: Iterable[str], codes: Sequence[str], types: Sequence[str]) -> bool:
        """Whether an applicant with these region codes, credit codes and stated types belongs to the group."""
        if any(place.startswith(r.code) for r in self.regions for place in places):
            return True
        if codes:
            return bool(self.entities) and any(code.startswith(self.entities) for code in codes)
        return any(word in stated for stated in types for word in self.types)


@dataclass(frozen=True, slots=True)
class Newer:
    """A later instrument that may supersede this one."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    since: date
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Validity:
    """How long the title lasts."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    article: str
    zh: str
    en: str
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that the report may cite: a sanction, a duty."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    article: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Ruleset:
    """One regulation. Bindings come in the order of the file: cross-checks, conditions, functions, form."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
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
        """The functions as plain data for the check: name, texts, at_least, routes of {quantity: minimum}."""
        plain: list[Mapping[str, object]] = []
        for f in self.functions.functions:
            routes: dict[str, dict[str, Value]] = {}
            for part in f.parts:
                route = routes.setdefault(part.route or "", {})
                for quantity, minimum in part.parameters_in(variant).items():
                    # Two parts of one route that count the same quantity: the higher figure meets both.
                    route[quantity] = max(minimum, route.get(quantity, 0), key=float)
            shared = routes.pop("", {}) if len(routes) > 1 else {}
            open_parts = sum(not part.parameters for part in f.parts)
            plain.append({
                "function": f.function,
                "zh": f.zh,
                "en": f.en,
                "at_least": self.functions.at_least,
                "routes": tuple({**shared, **r} for r in routes.values()),
                "open_parts": open_parts,
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
