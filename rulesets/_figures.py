"""How a figure of a ruleset is read: 300 万元 for 3000000 yuan, ≥ before what is a least."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

from pipeline.quantity import QUANTITIES, plain
from rulesets._json import comparator
from rulesets._types import Condition, Value

Lang = Literal["zh", "en"]
_SIGNS = {">=": "≥ ", "<=": "≤ "}
_NAMES: Mapping[str, tuple[str, str]] = {
    "limit": ("重复行占比", "surplus rows"),
    "region": ("行政区划代码", "region code"),
    "signature_required": ("须法定代表人签字", "signature needed"),
}
_SWITCH = {True: ("是", "yes"), False: ("否", "no")}


def figure(value: Value | Decimal, unit: str | None, lang: Lang = "zh") -> str:
    """One figure with its unit: 300 万元 / CNY 3,000,000, 80%, 2 年 / 2 years."""
    if isinstance(value, bool):
        return _SWITCH[value][lang == "en"]
    if isinstance(value, str):
        return value
    number = Decimal(str(value))
    if unit == "CNY":
        if lang == "en":
            return f"CNY {number:,f}"
        return f"{plain(number / 10**8)} 亿元" if number >= 10**8 else f"{plain(number / 10**4)} 万元"
    tail = {
        "percent": ("%", "%"),
        "years": (" 年", " years" if number != 1 else " year"),
        "m²": (" ㎡", " m²"),
    }
    return plain(number) + tail.get(unit or "", ("", ""))[lang == "en"]


def name_of(parameter: str, lang: Lang) -> str:
    """What a parameter is called; nothing for the minimum, which the condition itself names."""
    if parameter in QUANTITIES:
        return QUANTITIES[parameter].en if lang == "en" else QUANTITIES[parameter].zh
    return (
        _NAMES[parameter][lang == "en"]
        if parameter in _NAMES
        else ""
        if parameter == "minimum"
        else parameter
    )


def standard(rule: Condition, lang: Lang, values: Mapping[str, Value] | None = None) -> str:
    """What the condition asks in figures: ≥ 300 万元; 服务活动次数 ≥ 8. Empty where it has none."""
    parts = []
    for parameter, value in (rule.parameters if values is None else values).items():
        if isinstance(value, str) and parameter not in _NAMES:
            continue  # where to look, not what is asked
        # A limit is a share of rows, whatever the condition itself counts.
        unit = "percent" if parameter == "limit" else rule.unit
        sign = _SIGNS.get(comparator(parameter, rule) or "", "")
        name = name_of(parameter, lang)
        gap = ("：" if lang == "zh" else ": ") if name and not sign else " " if name else ""
        parts.append(f"{name}{gap}{sign}{figure(value, unit, lang)}")
    return ("；" if lang == "zh" else "; ").join(parts)


def variants(rule: Condition, lang: Lang) -> tuple[tuple[str, str], ...]:
    """(variant id, what it makes of the condition in words)"""
    return tuple((id, changed(rule, id, lang)) for id in rule.variants)


def changed(rule: Condition, variant: str, lang: Lang) -> str:
    """What a variant makes of the condition: another figure, or a relaxation to a figure or without one."""
    said = dict(rule.variants[variant])
    if said.pop("relaxable", False):
        return "可放宽，未规定幅度" if lang == "zh" else "may be relaxed, how far is not said"
    if "relaxed_minimum" in said:
        value = figure(said["relaxed_minimum"], rule.unit, lang)
        return f"可放宽至 {value}" if lang == "zh" else f"may be relaxed to {value}"
    return standard(rule, lang, said)
