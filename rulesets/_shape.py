"""Plain data → Ruleset: unknown, missing and mistyped keys, all of them at once, each with the nearest known one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from rulesets._faults import Fault, Loc, meaning, nearest
from rulesets._ruleset import Ruleset
from rulesets._yaml import Source

_UNKNOWN = "unexpected_keyword_argument"
_MISSING = ("missing", "missing_argument")
# What people write for a unit.
_UNITS = {
    "万元": "CNY, and the amount in yuan", "亿元": "CNY, and the amount in yuan", "元": "CNY", "RMB": "CNY",
    "%": "percent", "家": "count", "人": "count", "次": "count", "人次": "count", "年": "years", "year": "years",
}  # fmt: skip


@cache
def _adapter() -> TypeAdapter[Ruleset]:
    return TypeAdapter(Ruleset)


def filled(source: Source) -> tuple[Ruleset | None, list[Fault]]:
    """(the ruleset, everything that keeps the data from being one).

    With faults, the ruleset is what remains without them, so that the rest of the file can be looked at too;
    None where nothing could be made of it.
    """
    if not isinstance(source.data, dict):
        return None, [
            Fault(
                (),
                "a ruleset is a mapping of keys; write id: … first",
                "办法文件应为键值结构，请从 id: 开始",
                1,
            )
        ]
    try:
        return _adapter().validate_python(source.data), []
    except ValidationError as error:
        faults = list(_told(error.errors(), source))
        try:
            return _adapter().validate_python(_without(source.data, faults)), faults
        except (ValidationError, LookupError, TypeError):
            return None, faults


# Stands in for what has no default, while the rest is looked at.
_STAND_INS: dict[str, object] = {"valid_from": None, "decided_by": "person"}


def _without(data: object, faults: Sequence[Fault]) -> object:
    """A copy of the data in which every fault is taken out: a misspelt key has its name, what is missing a stand-in."""
    copied = deepcopy(data)
    for fault in faults:
        *above, key = fault.loc
        at: Any = copied
        for step in above:
            at = at[step]
        if isinstance(at, list):
            at[int(key)] = None
        elif fault.renamed_to:
            at[fault.renamed_to] = at.pop(key)
        elif key in at:
            del at[key]
            if key in _STAND_INS:
                at[key] = _STAND_INS[str(key)]
        else:
            at[key] = _STAND_INS.get(str(key), "0")
    return copied


def _told(errors: Sequence[Any], source: Source) -> Iterator[Fault]:
    """One fault a place: the members of a union all complain, and a misspelt key is also a missing one."""
    missing: dict[Loc, set[str]] = {}
    for e in errors:
        if e["type"] in _MISSING:
            missing.setdefault(e["loc"][:-1], set()).add(str(e["loc"][-1]))
    renamed: set[Loc] = set()
    for e in errors:
        if e["type"] == _UNKNOWN:
            *above, key = e["loc"]
            known = missing.get(tuple(above), set())
            meant = nearest(str(key), known, 0.5) or nearest(str(key), keys_at(tuple(above)))
            if meant in known:
                renamed.add((*above, meant))
            en, zh = meaning(meant) if meant else ("", "")
            told = (f"unknown key {key!r}; remove it{en}", f"未知的键 {key}，请删除{zh}")
            yield Fault(tuple(e["loc"]), *told, renamed_to=meant if meant in known else None)
    seen: set[Loc] = set()
    for e in errors:
        loc = _real(tuple(e["loc"]), source, e["type"] in _MISSING)
        if e["type"] == _UNKNOWN or loc in renamed or loc in seen:
            continue
        seen.add(loc)
        if e["type"] in _MISSING:
            yield Fault(loc, f"missing {loc[-1]}; add it", f"缺少 {loc[-1]}，请补上")
        else:
            yield Fault(loc, *_mistyped(str(e["type"]), loc, e))


def _real(loc: Loc, source: Source, missing: bool) -> Loc:
    """The path as the file has it: pydantic adds the name of a union's member."""
    while loc and loc not in source.lines and not (missing and loc[:-1] in source.lines):
        loc = loc[:-1]
    return loc


def _mistyped(kind: str, loc: Loc, error: Any) -> tuple[str, str]:
    value = error["input"]
    if kind == "literal_error":
        expected = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
        hint = _UNITS.get(str(value)) if loc[-1:] == ("unit",) else None
        en, zh = (f"; write {hint}", f"，应写 {hint.split(',')[0]}") if hint else ("", "")
        return (
            f"{value!r} is none of: {expected}; correct the value{en}",
            f"{value} 不在可选值之内（{expected}），请改正{zh}",
        )
    if kind.startswith("date"):
        return (
            f"{value!r} is no date; correct the value, such as 2021-07-10",
            f"{value} 不是日期，请改正，如 2021-07-10",
        )
    if kind == "string_type" and isinstance(value, int | float | date) and not isinstance(value, bool):
        return f'{value} must stand in quotes; write "{value}"', f'{value} 应加引号，请写作 "{value}"'
    if kind in ("tuple_type", "list_type"):
        return (
            f"{value!r} should be a list; correct the value, such as [{value}]",
            f"{value} 应为列表，请写作 [{value}]",
        )
    if kind in ("dataclass_type", "mapping_type", "dict_type"):
        return f"{value!r} should be keys with values; correct the value", f"{value} 应为键值结构，请改正"
    return f"{error['msg']}; correct the value", f"值不正确（{error['msg']}），请改正"


def keys_at(loc: Loc) -> tuple[str, ...]:
    """The keys that a ruleset may have at a path."""
    at: Any = Ruleset
    for step in loc:
        at = _inner(_mapped(at), step)
    at = _mapped(at)
    return tuple(f.name for f in fields(at)) if is_dataclass(at) else ()


def _inner(at: Any, step: str | int) -> Any:
    if is_dataclass(at) and isinstance(step, str):
        return get_type_hints(at).get(step)
    arguments = get_args(at)
    if get_origin(at) is tuple and arguments:
        return arguments[0]
    if get_origin(at) is Mapping or (get_origin(at) is not None and get_origin(at) is not Literal):
        return arguments[-1] if arguments else None
    return None


def _mapped(at: Any) -> Any:
    """`X | None` → X."""
    if get_origin(at) in (Union, UnionType):
        return next((a for a in get_args(at) if a is not type(None)), None)
    return at
