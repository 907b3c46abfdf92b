"""What tells two rulesets apart: conditions matched by what they measure, the rest by what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.model import AttachmentRule, Message
from rulesets._figures import Lang, standard, variants
from rulesets._ruleset import Ruleset
from rulesets._types import Condition

Section = Literal[
    "about",
    "settings",
    "variants",
    "conditions",
    "functions",
    "attachments",
    "form_rules",
    "consistency",
    "after",
]
SECTIONS: tuple[Section, ...] = (
    "about", "variants", "conditions", "functions", "attachments", "form_rules", "settings", "consistency", "after",
)  # fmt: skip
Plain = Mapping[str, Any]
_TAIL = re.compile(r"^[A-Z]+-(?:\d+(?:\.\d+)?-|form-|annex\d*-|end-)?(.+)$")


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two says: its article, its words, its figures; `plain` is what is compared and put into JSON.

    `alias` is the other name by which it may be found on the other side.
    """

    article: str | None
    text: Message
    figures: Message
    plain: Plain
    alias: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that the two say differently, or that one of them does not say."""

    section: Section
    key: str
    a: Side | None
    b: Side | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All differences in the order of the sections, and how much is the same."""

    a: Ruleset
    b: Ruleset
    differences: tuple[Difference, ...]
    same: Mapping[Section, int]

    def to_json(self) -> dict[str, Any]:
        """Plain data: money in yuan, ratios in percent."""

        def told(side: Side | None) -> dict[str, Any] | None:
            return None if side is None else {"article": side.article, **side.plain}

        return {
            "a": self.a.id,
            "b": self.b.id,
            "differences": [
                {"section": d.section, "key": d.key, "a": told(d.a), "b": told(d.b)} for d in self.differences
            ],
            "same": dict(self.same),
        }


def compare(a: Ruleset, b: Ruleset) -> Comparison:
    """The two rulesets side by side. Another numbering of the articles alone is no difference."""
    differences: list[Difference] = []
    same: dict[Section, int] = {}
    for section in SECTIONS:
        left = dict(_sides(section, a))
        right = _paired(left, dict(_sides(section, b)))
        same[section] = 0
        for key in _merged(left, right):
            x, y = left.get(key), right.get(key)
            if x and y and x.plain == y.plain:
                same[section] += 1
            else:
                differences.append(Difference(section, key, x, y))
    return Comparison(a, b, tuple(differences), same)


def _paired(left: Mapping[str, Side], right: Mapping[str, Side]) -> dict[str, Side]:
    """The right side under the keys of the left where only the alias agrees: one has a check, the other none."""
    free = {side.alias: key for key, side in left.items() if side.alias and key not in right}
    return {key if key in left else free.get(side.alias, key): side for key, side in right.items()}


def _merged(left: Iterable[str], right: Iterable[str]) -> list[str]:
    """The keys of both in the order of the first; what only the second has stands after its neighbour there."""
    merged = list(left)
    before: str | None = None
    for key in right:
        if key not in merged:
            merged.insert(merged.index(before) + 1 if before in merged else 0, key)
        before = key
    return merged


def _sides(section: Section, r: Ruleset) -> Iterator[tuple[str, Side]]:
    if section == "about":
        yield from _about(r)
    elif section == "settings":
        for name, setting in r.settings.items():
            chosen = setting.choices.get(str(setting.value), Message(str(setting.value), str(setting.value)))
            yield name, Side(None, Message(setting.zh, setting.en), chosen, {"value": setting.value})
    elif section == "variants":
        for id, v in r.variations.items():
            plain = {"name": {"zh": v.name.zh, "en": v.name.en}, "zh": v.zh, "en": v.en}
            yield id, Side(v.article, Message(v.zh, v.en), v.name, plain)
    elif section == "conditions":
        yield from _keyed(r.conditions)
    elif section == "form_rules":
        yield from _keyed(r.form_rules)
    elif section == "functions":
        yield from _functions(r)
    elif section == "attachments":
        yield from ((x.item, _attachment(x)) for x in r.attachments if x.status != "not-required")
    elif section == "consistency":
        yield from (
            (c.check, Side(c.article, Message(c.check, c.check), _NONE, {"check": c.check}))
            for c in r.consistency
        )
    else:
        yield from _after(r)


_NONE = Message("", "")


def _about(r: Ruleset) -> Iterator[tuple[str, Side]]:
    yield "title", Side(None, r.title, _NONE, {"zh": r.title.zh, "en": r.title.en})
    yield "grants", Side(None, r.grants, _NONE, {"zh": r.grants.zh, "en": r.grants.en})
    yield "basis", Side(None, Message(r.basis, r.basis), _NONE, {"basis": r.basis})
    for name, day in (("valid_from", r.valid_from), ("valid_to", r.valid_to)):
        shown = day.isoformat() if day else None
        words = Message(shown or "未载明", shown or "not stated")
        yield name, Side(None, words, _NONE, {name: shown})
    if r.newer:
        plain = {"since": r.newer.since.isoformat(), "zh": r.newer.zh, "en": r.newer.en}
        yield "newer", Side(None, Message(r.newer.zh, r.newer.en), _NONE, plain)


def _after(r: Ruleset) -> Iterator[tuple[str, Side]]:
    """What follows the award: how long the title lasts, what is done for a breach."""
    v = r.validity
    yield "validity", Side(v.article, Message(v.zh, v.en), _NONE, {"years": v.years, "zh": v.zh, "en": v.en})
    for n, s in enumerate(r.sanctions, 1):
        yield f"sanction-{n}", Side(s.article, Message(s.zh, s.en), _NONE, {"zh": s.zh, "en": s.en})


def _functions(r: Ruleset) -> Iterator[tuple[str, Side]]:
    rule = r.functions
    plain = {"at_least": rule.at_least, "zh": rule.zh, "en": rule.en}
    yield "functions", Side(rule.article, Message(rule.zh, rule.en), _NONE, plain)
    for f in rule.functions:
        for key, side in _keyed(f.parts):
            named = Message(f"{f.zh}：{side.text.zh}", f"{f.en}: {side.text.en}")
            yield f"{f.function}.{key}", Side(side.article, named, side.figures, side.plain)


def _keyed(rules: Iterable[Condition]) -> Iterator[tuple[str, Side]]:
    """Conditions by check and parameter where a machine helps, by the last part of their id where it does not."""
    seen: set[str] = set()
    for rule in rules:
        tail = tail_of(rule.id)
        key = rule.check or "/".join(rule.parameters) or tail
        if key in seen:
            key = f"{key}-{tail}"
        seen.add(key)
        yield key, _condition(rule, tail)


def tail_of(id: str) -> str:
    """NAT-12.1-legal-person → legal-person"""
    m = _TAIL.match(id)
    return m[1] if m else id


def _condition(rule: Condition, tail: str) -> Side:
    def told(lang: Lang) -> str:
        said = [standard(rule, lang), *(f"{id}: {text}" for id, text in variants(rule, lang))]
        return "\n".join(filter(None, said))

    return Side(
        rule.article,
        Message(rule.zh, rule.en),
        Message(told("zh"), told("en")),
        {
            "zh": rule.zh,
            "en": rule.en,
            "check": rule.check,
            "parameters": dict(rule.parameters),
            "unit": rule.unit,
            "variants": {id: dict(changes) for id, changes in rule.variants.items()},
            "decided_by": rule.decided_by,
        },
        tail,
    )


_STATUS = {
    "required": ("必需", "required"),
    "conditional": ("有则提交", "where it applies"),
    "alternative": ("可由他件代替", "or another in its place"),
}


def _attachment(a: AttachmentRule) -> Side:
    zh, en = _STATUS[a.status]
    return Side(
        a.article,
        Message(a.zh, a.en),
        Message(zh, en),
        {"zh": a.zh, "en": a.en, "status": a.status, "replaceable_by": a.replaceable_by},
    )
