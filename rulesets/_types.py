"""What a ruleset is: dated, cited values and the checks that they are bound to. No expressions.

Plain frozen dataclasses; the loader fills them strictly (an unknown key is an error).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from pydantic import ConfigDict

from pipeline.model import Message

Value = bool | int | float | str
Unit = Literal["CNY", "percent", "count", "years", "m²"]
DecidedBy = Literal["machine", "partly", "person"]
STRICT = ConfigDict(extra="forbid")


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
    person can decide has no check; `look_for` are words that point a reviewer to the pages that tell of it.
    `stage` is `recommended` for what the recommending authority adds later, `renewal` for what a holder of
    the title hands in when it is reviewed.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
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
    look_for: tuple[str, ...] = ()
    stage: Literal["application", "recommended", "renewal"] = "application"
    route: str | None = None

    def parameters_in(self, variant: str | None) -> dict[str, Value]:
        """The parameters with what the variant changes."""
        return {**self.parameters, **(self.variants.get(variant, {}) if variant else {})}


@dataclass(frozen=True, slots=True)
class Function:
    """One service function; it is met only if all parts are met (of one route, where parts name routes)."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    function: str
    article: str
    zh: str
    en: str
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class FunctionRule:
    """How the functions are judged together."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: str
    check: str
    at_least: int
    zh: str
    en: str
    functions: tuple[Function, ...]


@dataclass(frozen=True, slots=True)
class Consistency:
    """A cross-check of documents and the article that it rests on."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    check: str
    article: str
    parameters: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """How an ambiguity of the text is read (domain A7). Given to every check that has such a parameter.

    `choices` are the values that it may have, in words; a setting without choices is a figure.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    value: Value
    zh: str
    en: str
    choices: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Region:
    """A region by the first digits of its code (GB/T 2260) and its names in addresses."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    code: str
    names: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """A group of applicants for whom some values differ: by region, or by the entity class of the credit code.

    `name` is the group in a few words. `entities` are the first characters of credit codes; `types` words of
    the stated type of organisation, which count where no credit code was read.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
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

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    since: date
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Validity:
    """How long the title lasts."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: str
    zh: str
    en: str
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision that the report may cite: a sanction, a duty."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: str
    zh: str
    en: str
