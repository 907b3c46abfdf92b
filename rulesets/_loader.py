"""Fills the frozen types from YAML, and refuses what is unknown, doubled, missing or read by nobody.

Every message names the file, the path inside the file and the mend.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import RulesetError
from pipeline.model import KINDS, AttachmentRule
from pipeline.quantity import QUANTITIES
from rulesets import _types, _yaml
from rulesets._items import ITEMS
from rulesets._types import Condition, Ruleset, Value

FOLDER = Path(__file__).parent
Readers = Mapping[str, Iterable[str]]
"""Check id → the names of the parameters that it reads."""


_UNKNOWN = "unexpected_keyword_argument"


@cache
def _field_names() -> tuple[str, ...]:
    """The keys that exist anywhere in a ruleset."""
    kinds = [t for t in vars(_types).values() if isinstance(t, type) and is_dataclass(t)]
    return tuple(sorted({f.name for kind in (*kinds, AttachmentRule) for f in fields(kind)}))


@cache
def _adapter() -> TypeAdapter[Ruleset]:
    return TypeAdapter(Ruleset)


def ids() -> tuple[str, ...]:
    """The ids of the rulesets that are there."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))


def load(source: str | Path, checks: Readers | None = None) -> Ruleset:
    """The ruleset of an id or a file. Raises RulesetError.

    `checks` are the checks that exist with the names of their parameters; without it, the bindings are
    not looked at.
    """
    path = Path(source)
    if path.suffix not in (".yaml", ".yml"):
        path = FOLDER / f"{source}.yaml"
        if not path.is_file():
            raise RulesetError(
                f"no ruleset {str(source)!r}; there are: {', '.join(ids())}, or give a .yaml file",
                f"没有办法 {source}；可用：{'、'.join(ids())}，或给出 .yaml 文件",
            )
    ruleset = _filled(path, _yaml.read(path))
    for where, en, zh in (
        *_own_faults(ruleset),
        *(_binding_faults(ruleset, checks) if checks is not None else ()),
    ):
        raise RulesetError(f"{path}: {where}: {en}", f"{path}：{where}：{zh}")
    if path.parent == FOLDER and path.stem != ruleset.id:
        raise RulesetError(
            f"{path}: id: {ruleset.id!r} is not the file's name; rename one of them",
            f"{path}：id：与文件名不一致，请改其一",
        )
    return ruleset


def load_all(checks: Readers | None = None) -> tuple[Ruleset, ...]:
    """All rulesets of the room, in alphabetical order."""
    return tuple(load(id, checks) for id in ids())


def _filled(path: Path, data: object) -> Ruleset:
    if not isinstance(data, dict):
        raise RulesetError(f"{path}: a ruleset is a mapping of keys", f"{path}：办法文件应为键值结构")
    try:
        return _adapter().validate_python(data)
    except ValidationError as error:
        # A misspelt key is both unknown and missing: the first is what its author needs to hear.
        first = min(error.errors(), key=lambda e: e["type"] != _UNKNOWN)
        where = _path(first["loc"])
        en, zh = _worded(str(first["type"]), str(first["loc"][-1]), str(first["msg"]))
        raise RulesetError(f"{path}: {where}: {en}", f"{path}：{where}：{zh}") from None


def _path(loc: tuple[int | str, ...]) -> str:
    """conditions[3].parameters.minimum"""
    text = ""
    for step in loc:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def _worded(kind: str, key: str, message: str) -> tuple[str, str]:
    if kind in ("missing", "missing_argument"):
        return f"missing {key}; add it", f"缺少 {key}，请补上"
    if kind == _UNKNOWN:
        return (
            f"unknown key {key!r}; remove it{_near(key, _field_names())}",
            f"未知的键 {key}，请删除或改正拼写",
        )
    return f"{message}; correct the value", f"值不正确（{message}），请改正"


_Fault = tuple[str, str, str]


def _rules(ruleset: Ruleset) -> Iterator[tuple[str, Condition]]:
    yield from ((f"conditions[{i}]", c) for i, c in enumerate(ruleset.conditions))
    yield from ((f"form_rules[{i}]", c) for i, c in enumerate(ruleset.form_rules))
    for i, function in enumerate(ruleset.functions.functions):
        yield from ((f"functions.functions[{i}].parts[{j}]", p) for j, p in enumerate(function.parts))


def _own_faults(ruleset: Ruleset) -> Iterator[_Fault]:
    """What the file says that contradicts itself or the contract's vocabulary."""
    seen: set[str] = set()
    for where, rule in _rules(ruleset):
        if rule.id in seen:
            yield f"{where}.id", f"{rule.id!r} is used twice; rename one", f"{rule.id} 重复，请改名"
        seen.add(rule.id)
        if not rule.article.strip():
            yield f"{where}.article", "missing article; add it", "缺少条款，请补上"
        machine = rule.check is not None or bool(rule.parameters)
        if machine == (rule.decided_by == "person"):
            yield (
                f"{where}.decided_by",
                "a condition that a person decides has no check, every other one has; correct one of them",
                "由人工判断的条件没有检查，其余条件必须有检查，请改正",
            )
        numbers = [
            v for v in rule.parameters.values() if isinstance(v, int | float) and not isinstance(v, bool)
        ]
        if numbers and rule.unit is None:
            yield f"{where}.unit", "a number needs a unit; add unit", "数值必须有单位，请补上 unit"
        for variant in rule.variants:
            if variant not in ruleset.variations:
                known = ", ".join(ruleset.variations) or "none"
                yield (
                    f"{where}.variants",
                    f"unknown variant {variant!r} (variations: {known}); add it there",
                    f"未知变体 {variant}，请在 variations 中补上",
                )
        for kind in rule.documents:
            if kind not in KINDS:
                yield (
                    f"{where}.documents",
                    f"unknown document kind {kind!r}{_near(kind, KINDS)}",
                    f"未知的材料类型 {kind}",
                )
    yield from _attachment_faults(ruleset)
    for i, function in enumerate(ruleset.functions.functions):
        for j, part in enumerate(function.parts):
            for quantity in part.parameters:
                if quantity not in QUANTITIES:
                    where = f"functions.functions[{i}].parts[{j}].parameters.{quantity}"
                    yield where, f"unknown quantity{_near(quantity, QUANTITIES)}", "未知的指标"
    for name, setting in ruleset.settings.items():
        if setting.choices and setting.value not in setting.choices:
            options = ", ".join(map(str, setting.choices))
            yield f"settings.{name}.value", f"{setting.value!r} is none of: {options}", f"取值应为：{options}"


def _attachment_faults(ruleset: Ruleset) -> Iterator[_Fault]:
    listed = [a.item for a in ruleset.attachments]
    for i, attachment in enumerate(ruleset.attachments):
        where = f"attachments[{i}]"
        if attachment.item not in ITEMS:
            yield (
                f"{where}.item",
                f"unknown item {attachment.item!r}{_near(attachment.item, ITEMS)}",
                f"未知的附件项 {attachment.item}",
            )
        if listed.index(attachment.item) != i:
            yield (
                f"{where}.item",
                f"{attachment.item!r} is listed twice; remove one",
                f"{attachment.item} 重复，请删去一个",
            )
        for kind in (*attachment.kinds, *filter(None, [attachment.replaceable_by])):
            if kind not in KINDS:
                yield (
                    f"{where}.kinds",
                    f"unknown document kind {kind!r}{_near(kind, KINDS)}",
                    f"未知的材料类型 {kind}",
                )
    missing = [item for item in ITEMS if item not in listed]
    if missing:
        names = ", ".join(missing)
        yield (
            "attachments",
            f"missing items: {names}; add them (status: not-required where not asked for)",
            f"缺少附件项：{names}，请补上",
        )


def _binding_faults(ruleset: Ruleset, checks: Readers) -> Iterator[_Fault]:
    """Checks that do not exist, and parameters and settings that nobody reads."""
    read_by_all: set[str] = set()
    rules: list[tuple[str, str | None, Mapping[str, Value]]] = [
        (f"consistency[{i}]", c.check, c.parameters) for i, c in enumerate(ruleset.consistency)
    ]
    rules += [
        (
            where,
            rule.check,
            {**rule.parameters, **{k: v for p in rule.variants.values() for k, v in p.items()}},
        )
        for where, rule in _rules(ruleset)
        if not where.startswith("functions")
    ]
    rules.append(("functions", ruleset.functions.check, {}))
    for where, check, parameters in rules:
        if check is None:
            continue
        if check not in checks:
            yield f"{where}.check", f"there is no check {check!r}{_near(check, checks)}", f"没有检查 {check}"
            continue
        readable = set(checks[check])
        read_by_all |= readable
        for name in parameters:
            if name not in readable:
                near = _near(name, readable)
                yield (
                    f"{where}.parameters.{name}",
                    f"nobody reads this parameter: {check} has {', '.join(sorted(readable)) or 'none'}{near}",
                    f"检查 {check} 不读取这个参数",
                )
    for name in ruleset.settings:
        if name not in read_by_all:
            yield (
                f"settings.{name}",
                "nobody reads this setting; remove it or correct its name",
                "没有检查读取这个设置，请删除或改名",
            )


def _near(word: str, known: Iterable[str]) -> str:
    found = difflib.get_close_matches(word, list(known), 1)
    return f"; did you mean {found[0]!r}?" if found else "; correct its spelling"
