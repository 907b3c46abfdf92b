"""What batch checks share: who is who, ids that name their package, and the entries of the summary table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from checks._lists import counted, firm_key, name_of
from checks._names import alike
from pipeline.model import Batch, Facts, Row
from pipeline.quantity import fold_name, is_nil

FLOOR = 0.8
PLAIN = 4  # glyphs that a firm's bare name has at least: shorter ones are pieces of a name


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the summary table and the package of its applicant, None where none of that name is there."""

    row: Row
    package: str | None

    def text(self, column: str) -> str:
        """What the column says, '' for a blank."""
        said = self.row.cells.get(column)
        return "" if is_nil(said) else (said or "").strip()

    def sure(self, column: str) -> bool:
        """Whether the column was read well enough to accuse."""
        return self.row.confidence >= FLOOR and column not in self.row.doubt

    @property
    def packages(self) -> tuple[str, ...]:
        return (self.package,) if self.package else ()

    @property
    def zh(self) -> str:
        number = f"第{self.row.number}行" if self.row.number is not None else "某行"
        return f"{number}“{self.text('platform') or self.text('name') or '（名称未识别）'}”"

    @property
    def en(self) -> str:
        number = f"row {self.row.number}" if self.row.number is not None else "a row"
        return f"{number} ({self.text('platform') or self.text('name') or 'name not read'})"


def entries(batch: Batch) -> tuple[Entry, ...]:
    """The rows of the summary table, each with its package."""
    return tuple(Entry(r, package_of(batch, r.cells.get("name") or "")) for r in batch.summary or ())


def package_of(batch: Batch, name: str) -> str | None:
    """The one package whose applicant has this name, if need be but for a misread glyph."""
    if is_nil(name):
        return None
    likeness = {p: alike(own, name, 0.9) for p, own in batch.names.items() if own}
    for kind in ("same", "slip"):
        found = [p for p, said in likeness.items() if said == kind]
        if found:
            return found[0] if len(found) == 1 or kind == "same" else None
    return None


def called(batch: Batch, package: str) -> str:
    """The applicant's name, else its package's."""
    return batch.names.get(package) or package


def ref(package: str, id: str) -> str:
    """A claim or row of a package, as batch outcomes name it."""
    return f"{package}/{id}"


def refs(package: str, things: Iterable[Row]) -> tuple[str, ...]:
    return tuple(ref(package, r.id) for r in things)


def pairs(names: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Every two packages, in alphabetical order."""
    return combinations(sorted(names), 2)


def served(facts: Facts) -> dict[str, Row]:
    """The firms served, each once, by the name that two spellings share; doubtful and curt names are left out."""
    found: dict[str, Row] = {}
    for row in counted(facts.table("served-enterprises")).rows:
        key = firm_key(name_of(row))
        if len(key) >= PLAIN and "name" not in row.doubt:
            found.setdefault(key, row)
    return found


def full_name(facts: Facts, name: str | None) -> str:
    """The folded name of an applicant, '' where its reading is in doubt."""
    sure = any(
        c.confidence >= facts.floor and fold_name(c.value) == fold_name(name or "")
        for c in facts.find("applicant-name")
    )
    return fold_name(name or "") if sure else ""
