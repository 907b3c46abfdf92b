"""YAML without its traps: a doubled key is an error, and every error names the line."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import RulesetError

# libyaml reads ten times faster; where PyYAML was built without it, Python reads.
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Safe):  # type: ignore[misc]
    """A safe loader that refuses doubled keys, which plain YAML would silently overwrite."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: dict[str, int] = {}
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                raise RulesetError(
                    f"line {line}: the key {key.value!r} is doubled (first on line {seen[key.value]}); keep one",
                    f"第 {line} 行：键 {key.value} 重复（首次出现在第 {seen[key.value]} 行），请只保留一个",
                )
            seen[key.value] = line
        found: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        return found


def read(path: Path) -> object:
    """The plain data of a YAML file. Raises RulesetError that names the file."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise RulesetError(f"{path}: no such file", f"{path}：没有这个文件") from None
    except (OSError, UnicodeDecodeError) as error:
        raise RulesetError(
            f"{path}: cannot be read as UTF-8 text ({error})", f"{path}：无法读取（{error}）"
        ) from None
    try:
        return yaml.load(text, Loader=_StrictLoader)
    except RulesetError as error:
        raise RulesetError(f"{path}: {error.en}", f"{path}：{error.zh}") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        what = getattr(error, "problem", None) or error
        raise RulesetError(
            f"{path}: {where}not valid YAML: {what}", f"{path}：{where}不是有效的 YAML：{what}"
        ) from None
