"""What was done to the pages of a sample, in a reader's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

FAINT = 75  # grey of the ink: above it, a copy of a copy
SPECKLED = 30  # specks a page
DIGITAL = "digital"
PLAIN = "plain scan"

NAMED: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "phone photo": lambda p: p.get("photo", False),
    "faint ink": lambda p: p.get("dark", 0) > FAINT,
    "specks": lambda p: p.get("speckle", 0) > SPECKLED,
    "bound volume": lambda p: p.get("gutter", False),
    "punch holes": lambda p: p.get("punch", False),
    "patchy ink": lambda p: p.get("patchy", 0) > 0,
    "show-through": lambda p: p.get("through", 0) > 0,
    "coloured paper": lambda p: p.get("tint") is not None,
    "copier's rim": lambda p: p.get("edges", False),
    "shadow": lambda p: p.get("shade", False),
    "reduced copy": lambda p: p.get("reduced", 1.0) < 1,
}


def degradations(truth: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """File → what was done to its pages; a truth says of that what it likes, or nothing."""
    profiles = truth.get("degradations", {}).get("profile", {})
    out: dict[str, tuple[str, ...]] = {}
    for file, profile in profiles.items():
        if isinstance(profile, str):  # the format of a file that no scanner saw
            out[file] = (DIGITAL,)
        elif isinstance(profile, Mapping):
            out[file] = tuple(name for name, holds in NAMED.items() if holds(profile)) or (PLAIN,)
    return out
