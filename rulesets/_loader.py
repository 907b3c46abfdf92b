"""Fills the frozen types from YAML, and refuses what is unknown, doubled, missing or read by nobody.

Every message names the file, the line, the path inside the file and the mend.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.errors import RulesetError
from rulesets import _sense, _shape, _yaml
from rulesets._faults import Fault, error_of, placed
from rulesets._ruleset import Ruleset

FOLDER = Path(__file__).parent
Readers = Mapping[str, Iterable[str]]
"""Check id → the names of the parameters that it reads."""


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
    ruleset, found = _read(path, checks)
    if ruleset is None or found:
        raise error_of(path, found)
    return ruleset


def load_all(checks: Readers | None = None) -> tuple[Ruleset, ...]:
    """All rulesets of the room, in alphabetical order."""
    return tuple(load(id, checks) for id in ids())


def faults(path: Path, checks: Readers) -> tuple[Fault, ...]:
    """All that is wrong with a file, in its order; also what only the other rulesets show.

    Where too little of it could be filled into the types to look at the rest, mend it and look again. Raises
    RulesetError for a file that is no YAML.
    """
    ruleset, found = _read(path, checks)
    if ruleset is None:
        return found
    told = {f.loc for f in found}
    more = (*_sense.article_faults(ruleset), *_sense.unit_faults(ruleset, load_all()))
    return placed((*found, *(f for f in more if f.loc not in told)), _yaml.parse(path).lines)


def _read(path: Path, checks: Readers | None) -> tuple[Ruleset | None, tuple[Fault, ...]]:
    source = _yaml.parse(path)
    ruleset, found = _shape.filled(source)
    found = [*source.faults, *found]
    if ruleset is not None:
        told = {f.loc for f in found}
        sensed = list(_sense.faults(ruleset))
        if checks is not None:
            sensed += _sense.binding_faults(ruleset, checks)
        found += (f for f in sensed if f.loc not in told)
        if path.parent == FOLDER and path.stem != ruleset.id:
            found.append(
                Fault(
                    ("id",),
                    f"{ruleset.id!r} is not the file's name; rename one of them",
                    f"{ruleset.id} 与文件名不一致，请改其一",
                )
            )
    return ruleset, placed(found, source.lines)
