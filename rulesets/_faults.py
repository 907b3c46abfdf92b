"""What is wrong in a ruleset's file, said so that its author can mend it: file, line, path, mend."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.errors import RulesetError

Step = str | int
Loc = tuple[Step, ...]
Lines = Mapping[Loc, int]
"""Where in the file a path's key, or a list's entry, begins."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend. `loc` is the path inside the file; `line` counts from 1, None for the file as a whole.

    `renamed_to` is the key that a misspelt one was surely meant to be.
    """

    loc: Loc
    en: str
    zh: str
    line: int | None = None
    renamed_to: str | None = None

    @property
    def where(self) -> str:
        """conditions[3].parameters.minimum"""
        text = ""
        for step in self.loc:
            text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
        return text

    def told(self, path: Path) -> tuple[str, str]:
        """(English, Chinese) with file and line in front, as compilers write them."""
        place = f"{path}:{self.line}" if self.line else str(path)
        en = ": ".join(filter(None, (place, self.where, self.en)))
        zh = "：".join(filter(None, (place, self.where, self.zh)))
        return en, zh


def placed(faults: Iterable[Fault], lines: Lines) -> tuple[Fault, ...]:
    """Each with the line of its path, or of the nearest thing around it; in the order of the file, one a place."""
    first: dict[Loc, Fault] = {}
    for f in faults:
        first.setdefault(f.loc, f if f.line else replace(f, line=_line(f.loc, lines)))
    return tuple(sorted(first.values(), key=lambda f: f.line or 0))


def _line(loc: Loc, lines: Lines) -> int | None:
    for length in range(len(loc), 0, -1):
        if loc[:length] in lines:
            return lines[loc[:length]]
    return None


def error_of(path: Path, faults: Sequence[Fault]) -> RulesetError:
    """The first fault as an error in one line; how many more there are, and how to see them."""
    en, zh = faults[0].told(path)
    if more := len(faults) - 1:
        en += f" (and {more} more: shenyan rulesets validate {path})"
        zh += f"（另有 {more} 处，请用 shenyan rulesets validate {path} 查看）"
    return RulesetError(en, zh)


def near(word: str, known: Iterable[str]) -> tuple[str, str]:
    """The nearest known word as a question, in both languages; else the plain mend."""
    found = nearest(word, known)
    return meaning(found) if found else ("; correct its spelling", "，请改正拼写")


def meaning(found: str) -> tuple[str, str]:
    """A question after the word that was perhaps meant."""
    return f"; did you mean {found!r}?", f"，是否应为 {found}？"


def nearest(word: str, known: Iterable[str], alike: float = 0.7) -> str | None:
    """The known word that is most like `word`, None where none is alike enough."""
    matches = difflib.get_close_matches(word, list(known), 1, alike)
    return matches[0] if matches else None
