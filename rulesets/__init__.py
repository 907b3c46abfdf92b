"""The regulations as dated data: one YAML each, a strict loader, no expressions.

A ruleset holds values, articles, variants and the checks that they are bound to. `load` refuses what is
unknown, doubled, missing or read by nobody, and names file, path and mend.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from rulesets._calls import Call, call_ids, load_call
from rulesets._diff import Comparison, compare
from rulesets._faults import Fault
from rulesets._items import ITEMS
from rulesets._json import to_json
from rulesets._loader import Readers, faults, ids, load, load_all
from rulesets._match import match as _match
from rulesets._ruleset import Ruleset
from rulesets._types import Binding, Condition, Function, Setting, Variation

__all__ = [
    "ITEMS",
    "Binding",
    "Call",
    "Comparison",
    "Condition",
    "Fault",
    "Function",
    "Readers",
    "Ruleset",
    "Setting",
    "Variation",
    "call_ids",
    "compare",
    "faults",
    "ids",
    "load",
    "load_all",
    "load_call",
    "match",
    "to_json",
]


def match(text: str, as_of: date | None = None) -> Ruleset | None:
    """The ruleset whose form title stands in the head of `text`; None where the form does not tell."""
    return _match(text, _ours(), as_of)


@cache
def _ours() -> tuple[Ruleset, ...]:
    return load_all()
