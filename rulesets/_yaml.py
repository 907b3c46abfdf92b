"""YAML without its traps: a doubled key is a fault, and everything knows its line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import RulesetError
from rulesets._faults import Fault, Loc, error_of

# libyaml reads ten times faster; where PyYAML was built without it, Python reads.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Source:
    """A file's plain data, the line of every path, and what was wrong already."""

    data: object = None
    lines: dict[Loc, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read(path: Path) -> object:
    """The plain data of a YAML file. Raises RulesetError that names file, line and mend."""
    source = parse(path)
    if source.faults:
        raise error_of(path, source.faults)
    return source.data


def parse(path: Path) -> Source:
    """The data with its lines and faults. Raises RulesetError for what is no YAML at all."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RulesetError(f"{path}: no such file", f"{path}：没有这个文件") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RulesetError(
            f"{path}: cannot be read as UTF-8 text ({error}); save it as UTF-8",
            f"{path}：无法读取（{error}），请另存为 UTF-8",
        ) from None
    loader = _Safe(text)
    try:
        node = loader.get_single_node()
        source = Source()
        if node is not None:
            source.data = _plain(loader, node, (), source, frozenset())
        return source
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        what = getattr(error, "problem", None) or error
        raise RulesetError(
            f"{path}{where}: not valid YAML: {what}; look at the line's indents, colons and quotes",
            f"{path}{where}：不是有效的 YAML：{what}，请检查该行的缩进、冒号和引号",
        ) from None
    finally:
        loader.dispose()


def _plain(loader: Any, node: Any, loc: Loc, source: Source, above: frozenset[int]) -> object:
    """Mappings, lists and scalars under `node`; `above` are the nodes around it, for aliases that run in circles."""
    line = node.start_mark.line + 1
    source.lines.setdefault(loc, line)
    if id(node) in above:
        source.faults.append(
            Fault(loc, "an alias of what it stands in; write it out", "别名循环引用，请直接写出", line)
        )
        return None
    inside = above | {id(node)}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, n, (*loc, i), source, inside) for i, n in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, object] = {}
        for key_node, value in node.value:
            _entry(loader, key_node, value, loc, source, inside, found)
        return found
    try:
        plain: object = loader.construct_object(node)
    except (ValueError, yaml.constructor.ConstructorError):  # 2021-02-30
        source.faults.append(
            Fault(
                loc,
                f"{node.value!r} is no such value; correct it",
                f"{node.value} 不是有效的值，请改正",
                line,
            )
        )
        return node.value
    return plain


def _entry(
    loader: Any,
    key_node: Any,
    value: Any,
    loc: Loc,
    source: Source,
    inside: frozenset[int],
    found: dict[str, object],
) -> None:
    """One key and its value; the first of doubled keys counts."""
    line = key_node.start_mark.line + 1
    if not isinstance(key_node, yaml.ScalarNode):
        source.faults.append(Fault(loc, "a key is a plain word; write one", "键应为普通文字，请改正", line))
        return
    key = str(key_node.value)
    here = (*loc, key)
    if key in found:
        first = source.lines[here]
        source.faults.append(
            Fault(
                here,
                f"the key {key!r} is doubled (first on line {first}); keep one",
                f"键 {key} 重复（首次出现在第 {first} 行），请只保留一个",
                line,
            )
        )
        return
    source.lines[here] = line
    found[key] = _plain(loader, value, here, source, inside)
