"""A year's call (申报通知): what holds for one round alone: quotas, the summary table, the deadline.

A call belongs to a ruleset and outlives nothing: the next year's is another file in `calls/`. It is loaded as
strictly as a ruleset; every message names file, path and mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from pipeline.errors import RulesetError
from pipeline.model import KINDS, Message
from rulesets import _yaml
from rulesets._faults import Fault, Loc, error_of, near, placed
from rulesets._loader import ids
from rulesets._types import Binding, DecidedBy

FOLDER = Path(__file__).parent / "calls"
_STRICT = ConfigDict(extra="forbid")
_UNKNOWN = "unexpected_keyword_argument"
Unit = Literal["count", "characters", "copies", "date"]
Given = bool | int | float | date | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One provision of a call, in our own words. `check` is a batch check, `parameters` what it is given."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    article: str
    zh: str
    en: str
    decided_by: DecidedBy
    check: str | None = None
    parameters: Mapping[str, Given] = field(default_factory=dict)
    unit: Unit | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Call:
    """One round of one ruleset. `cite` is how its provisions are cited: number or short name."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    id: str
    ruleset: str
    year: int
    title: Message
    cite: str
    source: str
    rules: tuple[Rule, ...]

    def bindings(self) -> tuple[Binding, ...]:
        """Every check of the call once, under all articles that bind it, with all their parameters."""
        return tuple(
            Binding(check, self.cited(rules), {k: v for r in rules for k, v in r.parameters.items()})
            for check, rules in self._bound().items()
        )

    def citations(self) -> dict[str, Message]:
        """What the cited provisions ask, by the article of their binding; those of one article are joined."""
        texts: dict[str, list[Rule]] = {}
        for rules in self._bound().values():
            texts.setdefault(self.cited(rules), []).extend(rules)
        return {
            article: Message("；".join(r.zh for r in rules), "; ".join(r.en for r in rules))
            for article, rules in texts.items()
        }

    def cited(self, rules: Iterable[Rule]) -> str:
        """Provisions as the reports cite them: 工企业函〔2019〕310号 一、二."""
        return f"{self.cite} {'、'.join(dict.fromkeys(r.article for r in rules))}"

    def _bound(self) -> dict[str, list[Rule]]:
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            if rule.check is not None:
                found.setdefault(rule.check, []).append(rule)
        return found


def call_ids() -> tuple[str, ...]:
    """The ids of the calls that are there."""
    return tuple(sorted(p.stem for p in FOLDER.glob("*.yaml")))


def load_call(source: str | Path, checks: Mapping[str, Iterable[str]] | None = None) -> Call:
    """The call of an id or a file. Raises RulesetError.

    `checks` are the batch checks that exist with the names of their parameters; without it, the bindings are
    not looked at.
    """
    path = Path(source)
    if path.suffix not in (".yaml", ".yml"):
        path = FOLDER / f"{source}.yaml"
        if str(source) not in call_ids():
            raise RulesetError(
                f"no call {str(source)!r}; there are: {', '.join(call_ids())}, or give a .yaml file",
                f"没有申报通知 {source}；可用：{'、'.join(call_ids())}，或给出 .yaml 文件",
            )
    source_ = _yaml.parse(path)
    call, found = _filled(source_)
    found = [*source_.faults, *found]
    if call is not None:
        found += (*_own_faults(call, path), *(_unbound(call, checks) if checks is not None else ()))
    if call is None or found:
        raise error_of(path, placed(found, source_.lines)[:1])
    return call


@cache
def _adapter() -> TypeAdapter[Call]:
    return TypeAdapter(Call)


def _filled(source: _yaml.Source) -> tuple[Call | None, list[Fault]]:
    """The call, or None and what keeps the data from being one."""
    if not isinstance(source.data, dict):
        en, zh = "a call is a mapping of keys; write id: … first", "申报通知文件应为键值结构，请从 id: 开始"
        return None, [Fault((), en, zh, 1)]
    try:
        return _adapter().validate_python(source.data), []
    except ValidationError as error:
        # A misspelt key is both unknown and missing: the first is what its author needs to hear.
        first = min(error.errors(), key=lambda e: e["type"] != _UNKNOWN)
        return None, [_told(first["type"], first["loc"], first["msg"])]


def _told(kind: str, loc: Loc, said: str) -> Fault:
    key = str(loc[-1])
    if kind == _UNKNOWN:
        en, zh = near(key, {f.name for known in (Call, Rule) for f in fields(known)})
        return Fault(loc, f"unknown key {key!r}; remove it{en}", f"未知的键 {key}，请删除{zh}")
    if kind in ("missing", "missing_argument"):
        return Fault(loc, f"missing {key}; add it", f"缺少 {key}，请补上")
    return Fault(loc, f"{said}; correct the value", f"值不正确（{said}），请改正")


def _own_faults(call: Call, path: Path) -> Iterator[Fault]:
    """What the file says that contradicts itself or the vocabulary."""
    if path.parent == FOLDER and path.stem != call.id:
        yield Fault(
            ("id",), f"{call.id!r} is not the file's name; rename one of them", "与文件名不一致，请改其一"
        )
    if call.ruleset not in ids():
        en, zh = near(call.ruleset, ids())
        yield Fault(("ruleset",), f"no ruleset {call.ruleset!r}{en}", f"没有办法 {call.ruleset}{zh}")
    seen: set[str] = set()
    for i, rule in enumerate(call.rules):
        at: Loc = ("rules", i)
        if rule.id in seen:
            yield Fault((*at, "id"), f"{rule.id!r} is used twice; rename one", f"{rule.id} 重复，请改名")
        seen.add(rule.id)
        if not rule.article.strip():
            yield Fault((*at, "article"), "missing article; add it", "缺少条款，请补上")
        if (rule.check is None) != (rule.decided_by == "person"):
            yield Fault(
                (*at, "decided_by"),
                "a provision that a person decides has no check, every other one has; correct one of them",
                "由人工判断的规定没有检查，其余规定必须有检查，请改正",
            )
        yield from _value_faults(rule, at)
        for kind in rule.documents:
            if kind not in KINDS:
                en, zh = near(kind, KINDS)
                yield Fault(
                    (*at, "documents"), f"unknown document kind {kind!r}{en}", f"未知的材料类型 {kind}{zh}"
                )


def _value_faults(rule: Rule, at: Loc) -> Iterator[Fault]:
    """Figures need a unit, and a day is a day."""
    numbers = [v for v in rule.parameters.values() if isinstance(v, int | float) and not isinstance(v, bool)]
    days = [v for v in rule.parameters.values() if isinstance(v, date)]
    if (numbers or days) and rule.unit is None:
        yield Fault((*at, "unit"), "a value needs a unit; add unit", "数值必须有单位，请补上 unit")
    if rule.unit == "date" and not days:
        yield Fault(
            (*at, "parameters"), "no day is given; write it as 2019-07-15", "未给出日期，请写作 2019-07-15"
        )
    if any(n < 0 for n in numbers):
        yield Fault((*at, "parameters"), "a value is negative; correct it", "数值为负，请改正")


def _unbound(call: Call, checks: Mapping[str, Iterable[str]]) -> Iterator[Fault]:
    """Checks that do not exist, and parameters that nobody reads."""
    for i, rule in enumerate(call.rules):
        if rule.check is None:
            continue
        if rule.check not in checks:
            en, zh = near(rule.check, checks)
            told = f"there is no batch check {rule.check!r}{en}"
            yield Fault(("rules", i, "check"), told, f"没有检查 {rule.check}{zh}")
            continue
        readable = set(checks[rule.check])
        for name in set(rule.parameters) - readable:
            en, zh = near(name, readable)
            has = ", ".join(sorted(readable)) or "none"
            yield Fault(
                ("rules", i, "parameters", name),
                f"nobody reads this parameter: {rule.check} has {has}{en}",
                f"检查 {rule.check} 不读取这个参数{zh}",
            )
