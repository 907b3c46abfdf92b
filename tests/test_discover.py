"""Discovery: a module is found because it stands in its room, and a broken one is refused by name."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from pipeline import discover
from pipeline.errors import ContractError
from pipeline.model import KINDS

EXTRACTOR = """
KIND = {kind!r}
PRODUCES = {produces!r}
READS = True
def score(pages): return None
def extract(document): yield from ()
"""
CHECK = '''
"""Asks something."""
from pipeline.model import Message, Need, Verdict
ID = {id!r}
CATEGORY = {category!r}
ASKS = Message("问", "asks")
NEEDS = {needs}
PARAMETERS = {{}}
def check(facts, parameters): return Verdict("pass", Message("", ""))
'''
REPORT = """
NAME = {name!r}
SUFFIX = ".txt"
def render(report): return b""
"""


def extractor(kind: str = "licence", produces: object = ("credit-code",)) -> str:
    return EXTRACTOR.format(kind=kind, produces=produces)


def check(id: str = "some-check", category: str = "consistency", needs: str = "{}") -> str:
    return CHECK.format(id=id, category=category, needs=needs)


Room = Callable[[str, Mapping[str, str]], None]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    """Puts a package of that name with these modules before ours."""
    ours = {n: m for n, m in sys.modules.items() if n.split(".")[0] in ("extractors", "checks")}

    def make(name: str, modules: Mapping[str, str]) -> None:
        for module in ours:
            monkeypatch.delitem(sys.modules, module, raising=False)
        folder = tmp_path / name
        folder.mkdir()
        for file, text in {"__init__": "", **modules}.items():
            (folder / f"{file}.py").write_text(text, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        importlib.invalidate_caches()

    yield make
    for module in [n for n in sys.modules if n.split(".")[0] in ("extractors", "checks")]:
        del sys.modules[module]
    sys.modules.update(ours)


def extractors() -> Mapping[str, object]:
    return discover.extractors.__wrapped__()


def checks() -> Mapping[str, object]:
    return discover.checks.__wrapped__()


def test_modules_are_found_and_helpers_are_not(room: Room) -> None:
    room(
        "extractors", {"b": extractor("licence"), "a": extractor("other", ()), "_helper": "raise SystemExit"}
    )
    assert list(extractors()) == ["licence", "other"], "in the order of the contract's kinds"


def test_checks_without_rows_need_none(room: Room) -> None:
    room("checks", {"some_check": check()})
    [found] = checks().values()
    assert found.NEEDS_ROWS == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"a": extractor(), "b": extractor()}, ["extractors/b.py", "KIND 'licence'", "extractors.a"]),
        ({"a": "KIND = 'licence'"}, ["extractors/a.py", "PRODUCES"]),
        ({"a": extractor(produces="credit-code")}, ["extractors/a.py", "PRODUCES", "wrong type"]),
        ({"a": extractor().replace("def score", "def scores")}, ["extractors/a.py", "score"]),
        ({"a": extractor().replace("READS = True", "READS = 'yes'")}, ["extractors/a.py", "READS"]),
        ({"a": extractor() + "extract = 3"}, ["extractors/a.py", "extract"]),
        ({"a": extractor("driving-licence")}, ["extractors.a", "'driving-licence'"]),
        ({"a": extractor(produces=("credit-code", "shoe-size"))}, ["extractors.a", "shoe-size"]),
        ({"a": "def (:"}, ["extractors/a.py", "SyntaxError"]),
        ({"a": "import nothing_of_the_kind"}, ["extractors/a.py", "nothing_of_the_kind"]),
    ],
)
def test_broken_extractors_are_refused(room: Room, modules: dict[str, str], words: list[str]) -> None:
    room("extractors", modules)
    with pytest.raises(ContractError) as caught:
        extractors()
    assert [w for w in words if w not in caught.value.en] == []


NEED = "{{'x': Need({quantity!r}, ({kind!r},))}}"


@pytest.mark.parametrize(
    ("modules", "words"),
    [
        ({"other_name": check()}, ["checks.other_name", "'some-check'"]),
        ({"some_check": check().replace("Asks something.", " ")}, ["checks.some_check", "docstring"]),
        ({"some_check": check(category="mood")}, ["checks.some_check", "'mood'"]),
        (
            {"some_check": check().replace("PARAMETERS = {}", "PARAMETERS = []")},
            ["checks/some_check.py", "PARAMETERS"],
        ),
        ({"some_check": check().replace("def check", "def chek")}, ["checks/some_check.py", "check"]),
        (
            {"some_check": check().replace('ASKS = Message("问", "asks")', "ASKS = 'asks'")},
            ["checks/some_check.py", "ASKS"],
        ),
        ({"some_check": check(needs="{'x': 'total-assets'}")}, ["checks.some_check", "'x'", "no Need"]),
        ({"some_check": check(needs=NEED.format(quantity="shoe-size", kind="licence"))}, ["'shoe-size'"]),
        (
            {"some_check": check(needs=NEED.format(quantity="phone", kind="diary"))},
            ["checks.some_check", "diary"],
        ),
        ({"some_check": check() + "NEEDS_ROWS = ('diary',)"}, ["checks.some_check", "diary"]),
        (
            {"some_check": check(), "some_check2": check()},
            ["checks/some_check2.py", "taken by checks.some_check"],
        ),
        ({"some_check": "1 / 0"}, ["checks/some_check.py", "ZeroDivisionError"]),
    ],
)
def test_broken_checks_are_refused(room: Room, modules: dict[str, str], words: list[str]) -> None:
    room("checks", modules)
    with pytest.raises(ContractError) as caught:
        checks()
    assert [w for w in words if w not in caught.value.en] == []


def test_report_formats_are_found_by_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from pipeline import reports

    for name in ("plain", "twin"):
        (tmp_path / f"{name}_report_of_test.py").write_text(REPORT.format(name="plain"))
    monkeypatch.setattr(reports, "__path__", [*reports.__path__, str(tmp_path)])
    with pytest.raises(ContractError, match="'plain' is taken by"):
        discover.reports.__wrapped__()
    (tmp_path / "twin_report_of_test.py").unlink()
    importlib.invalidate_caches()
    assert discover.reports.__wrapped__()["plain"].SUFFIX == ".txt"
    for name in ("plain", "twin"):
        sys.modules.pop(f"pipeline.reports.{name}_report_of_test", None)


def test_our_own_rooms_keep_the_contract() -> None:
    kinds = discover.extractors()
    assert set(kinds) <= set(KINDS)
    assert all(id == found.ID for id, found in discover.checks().items())
    assert {"html", "json"} <= set(discover.reports())
