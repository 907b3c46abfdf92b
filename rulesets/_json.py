"""The JSON of `shenyan rulesets show ID --json` (contract, section 4). Money in yuan, ratios in percent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rulesets._ruleset import Ruleset
from rulesets._types import Condition, Value

Entry = dict[str, Any]


def to_json(ruleset: Ruleset) -> Entry:
    """The ruleset as the contract shows it: one entry a parameter and variant."""
    return {
        "id": ruleset.id,
        "title": ruleset.title.zh,
        "title_en": ruleset.title.en,
        "basis": ruleset.basis,
        "valid_from": ruleset.valid_from.isoformat() if ruleset.valid_from else None,
        "valid_to": ruleset.valid_to.isoformat() if ruleset.valid_to else None,
        "newer": {"since": ruleset.newer.since.isoformat(), "zh": ruleset.newer.zh, "en": ruleset.newer.en}
        if ruleset.newer
        else None,
        "variants": [
            {
                "id": id,
                "article": v.article,
                "name": {"zh": v.name.zh, "en": v.name.en},
                "zh": v.zh,
                "en": v.en,
            }
            for id, v in ruleset.variations.items()
        ],
        "settings": {name: s.value for name, s in ruleset.settings.items()},
        "conditions": list(_entries(ruleset.conditions)),
        "functions": [
            {
                "function": f.function,
                "article": f.article,
                "parts": list(_entries(f.parts, ruleset.functions.check)),
            }
            for f in ruleset.functions.functions
        ],
        "form_rules": list(_entries(ruleset.form_rules)),
        "attachments": [
            {"item": a.item, "article": a.article, "status": a.status, "replaceable_by": a.replaceable_by}
            for a in ruleset.attachments
            if a.status != "not-required"
        ],
        "consistency": [{"check": c.check, "article": c.article} for c in ruleset.consistency],
    }


def comparator(name: str, rule: Condition) -> str | None:
    """How a figure compares: a limit is a most, every other a least; words and switches do not compare."""
    value = rule.parameters.get(name, 0)
    if isinstance(value, bool | str):
        return None
    return "<=" if name == "limit" else rule.comparator


def _entries(rules: Iterable[Condition], check: str | None = None) -> Iterator[Entry]:
    for rule in rules:
        named = rule.check or (check if rule.parameters else None)
        for variant in (None, *rule.variants):
            yield from _entry(rule, named, variant)


def _entry(rule: Condition, check: str | None, variant: str | None) -> Iterator[Entry]:
    changed = rule.variants.get(variant, {}) if variant else {}
    parameters: dict[str, Value | None] = dict(rule.parameters) if variant is None else dict(changed)
    decided_by = rule.decided_by
    if parameters.pop("relaxable", False):
        # The text relaxes without a number: the value is left open, and a person decides.
        parameters, decided_by = dict.fromkeys(rule.parameters, None), "person"
    if "relaxed_minimum" in parameters:
        # «可放宽» to a number: a person has to grant it.
        parameters["minimum"], decided_by = parameters.pop("relaxed_minimum"), "partly"
    for name, value in parameters.items() or [(None, None)]:
        yield {
            "id": rule.id,
            "article": rule.article,
            "check": check,
            "parameter": name,
            "value": value,
            "unit": rule.unit if value is not None or name else None,
            "comparator": comparator(name, rule) if name else None,
            "variant": variant,
            "decided_by": decided_by,
            "zh": rule.zh,
            "en": rule.en,
        }
