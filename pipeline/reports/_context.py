"""What a report format is given besides the Report: the language, the scans and the words of the rules."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from pipeline.model import Box, Message
from pipeline.reports._spots import Leads
from rulesets import Ruleset

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A region of a scan as JPEG or PNG bytes. `mark` is the evidence's box in fractions of the picture."""

    data: bytes
    mark: Box | None
    width: int = 0
    height: int = 0


Crop = Callable[[str, int, Box], Picture | None]


def no_crop(file: str, page: int, box: Box) -> Picture | None:
    """For runs that keep no page images."""
    return None


@dataclass(frozen=True, slots=True)
class Context:
    """`crop(file, page, box)` cuts the evidence out with some of its surroundings, None where it cannot.

    `page_pictures` maps (file, page) to the page's picture, relative to the report (`pages/…`).
    `citations` maps an article of the ruleset to its paraphrase, `checks` a check's id to what it asks.
    `ruleset` is the regulation itself, None where none could be chosen; `reads` maps a check's id to the
    names of the parameters that it reads; `leads` are the places for a person's eye, None where the report's
    pages still hold their words and tell it themselves.
    """

    lang: Lang = "zh"
    crop: Crop = no_crop
    page_pictures: Mapping[tuple[str, int], str] = field(default_factory=dict)
    citations: Mapping[str, Message] = field(default_factory=dict)
    checks: Mapping[str, Message] = field(default_factory=dict)
    ruleset: Ruleset | None = None
    reads: Mapping[str, Collection[str]] = field(default_factory=dict)
    leads: Leads | None = None
