"""Finds the modules of extractors/, checks/ and reports/, and refuses a broken contract loudly.

A module is found because it stands in its room; names that start with `_` are helpers. No hand-kept list.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any, Protocol, cast, get_args

from pipeline.errors import ContractError
from pipeline.model import (
    KINDS,
    Batch,
    Category,
    Claim,
    Document,
    Facts,
    Message,
    Need,
    Page,
    Problem,
    Row,
    Verdict,
)
from pipeline.quantity import QUANTITIES


class Extractor(Protocol):
    """One document kind."""

    KIND: str
    PRODUCES: tuple[str, ...]
    READS: bool
    score: Callable[[Sequence[Page]], float | None]
    extract: Callable[[Document], Iterator[Claim | Row | Problem]]


class Check(Protocol):
    """One check."""

    __doc__: str | None
    ID: str
    CATEGORY: str
    ASKS: Message
    NEEDS: Mapping[str, Need]
    NEEDS_ROWS: tuple[str, ...]
    PARAMETERS: Mapping[str, str]
    check: Callable[[Facts, Mapping[str, object]], Verdict]


class BatchCheck(Protocol):
    """One check over all packages of a batch (CATEGORY = "batch"). It yields a verdict for each thing it finds."""

    __doc__: str | None
    ID: str
    CATEGORY: str
    ASKS: Message
    NEEDS: Mapping[str, Need]
    NEEDS_ROWS: tuple[str, ...]
    PARAMETERS: Mapping[str, str]
    check: Callable[[Batch, Mapping[str, object]], Iterator[Verdict]]


class ReportFormat(Protocol):
    """One report format."""

    NAME: str
    SUFFIX: str
    render: Callable[..., bytes]


def _modules(
    room: str, required: Mapping[str, type | tuple[type, ...] | None], unique: str
) -> dict[str, ModuleType]:
    """The public modules of a room by their id. `required` maps attribute → type (None: callable)."""
    package = importlib.import_module(room)
    found: dict[str, ModuleType] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        if info.name.startswith("_"):
            continue
        try:
            module = importlib.import_module(f"{room}.{info.name}")
        except Exception as error:
            raise ContractError(
                f"{room}/{info.name}.py cannot be imported: {type(error).__name__}: {error}"
            ) from error
        for attribute, kind in required.items():
            value = getattr(module, attribute, None)
            good = callable(value) if kind is None else isinstance(value, kind)
            if not good:
                raise ContractError(
                    f"{room}/{info.name}.py: {attribute} is missing or of the wrong type; see docs/architecture.md"
                )
        name = str(getattr(module, unique))
        if name in found:
            raise ContractError(
                f"{room}/{info.name}.py: {unique} {name!r} is taken by {found[name].__name__}"
            )
        found[name] = module
    return found


@cache
def extractors() -> Mapping[str, Extractor]:
    """Document kind → extractor, in the order of the contract's kinds."""
    found = _modules(
        "extractors", {"KIND": str, "PRODUCES": tuple, "READS": bool, "score": None, "extract": None}, "KIND"
    )
    for kind, module in found.items():
        if kind not in KINDS:
            raise ContractError(f"{module.__name__}: KIND {kind!r} is not a document kind of the contract")
        unknown = [q for q in module.PRODUCES if q not in QUANTITIES]
        if unknown:
            raise ContractError(f"{module.__name__}: PRODUCES unknown quantities {', '.join(unknown)}")
    ordered = sorted(found.items(), key=lambda item: list(KINDS).index(item[0]))
    return {kind: cast(Extractor, cast(Any, module)) for kind, module in ordered}


@cache
def checks() -> Mapping[str, Check]:
    """Id → check of one package, in alphabetical order. A module's name is the id with underscores."""
    found = {id: m for id, m in _checks().items() if m.CATEGORY != "batch"}
    return {id: cast(Check, cast(Any, module)) for id, module in found.items()}


@cache
def batch_checks() -> Mapping[str, BatchCheck]:
    """Id → check over a batch. One without PARAMETERS runs in every batch, the others where a call binds them."""
    found = {id: m for id, m in _checks().items() if m.CATEGORY == "batch"}
    return {id: cast(BatchCheck, cast(Any, module)) for id, module in found.items()}


def asks() -> dict[str, Message]:
    """Id → what the check asks, of both scopes."""
    return {id: module.ASKS for id, module in _checks().items()}


def _checks() -> Mapping[str, ModuleType]:
    """Every module of checks/, both scopes. One whose CATEGORY is `batch` is given a Batch, others Facts."""
    found = _modules(
        "checks",
        {"ID": str, "CATEGORY": str, "ASKS": Message, "NEEDS": Mapping, "PARAMETERS": Mapping, "check": None},
        "ID",
    )
    for id, module in found.items():
        if module.__name__.rpartition(".")[2] != id.replace("-", "_"):
            raise ContractError(f"{module.__name__}: the module's name is not its ID {id!r} with underscores")
        if not (module.__doc__ or "").strip():
            raise ContractError(f"{module.__name__}: a check needs a docstring that says what it asks")
        if module.CATEGORY not in get_args(Category):
            raise ContractError(f"{module.__name__}: CATEGORY {module.CATEGORY!r} is none of the contract")
        if module.CATEGORY == "batch" and module.NEEDS:
            raise ContractError(f"{module.__name__}: a batch check binds no claims; leave NEEDS empty")
        if not hasattr(module, "NEEDS_ROWS"):
            module.NEEDS_ROWS = ()  # type: ignore[attr-defined]
        _refuse_needs(module)
    return found


def _refuse_needs(module: ModuleType) -> None:
    """Needs that nothing could ever answer."""
    kinds = list(module.NEEDS_ROWS)
    for name, need in module.NEEDS.items():
        if not isinstance(need, Need):
            raise ContractError(f"{module.__name__}: NEEDS[{name!r}] is no Need")
        if need.quantity not in QUANTITIES:
            raise ContractError(f"{module.__name__}: NEEDS an unknown quantity {need.quantity!r}")
        kinds += need.kinds
    unknown = [kind for kind in kinds if kind not in KINDS]
    if unknown:
        raise ContractError(f"{module.__name__}: NEEDS unknown document kinds {', '.join(unknown)}")


@cache
def reports() -> Mapping[str, ReportFormat]:
    """Format name → report format."""
    found = _modules("pipeline.reports", {"NAME": str, "SUFFIX": str, "render": None}, "NAME")
    return {name: cast(ReportFormat, cast(Any, module)) for name, module in found.items()}
