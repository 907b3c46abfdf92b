"""Which ruleset an application form belongs to, by the title printed on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz

from pipeline.quantity import squeeze
from rulesets._types import Ruleset

HEAD = 400
COMMON = "中小企业"
ALIKE = 85.0


def match(text: str, rulesets: Iterable[Ruleset], as_of: date | None = None) -> Ruleset | None:
    """The ruleset whose form title stands first in the head of `text`, None where none or several do.

    Of several editions with one title the one in force on `as_of` is taken, else the latest. A title that
    was read with a few wrong characters still counts, but never with another issuer before 中小企业: the
    form of a province that has no ruleset must not be screened by another's.
    """
    squeezed = squeeze(text)
    head = squeezed[:HEAD]
    found: list[tuple[int, int, Ruleset]] = []
    for ruleset in rulesets:
        places = [(_place(head, title), -len(title)) for title in ruleset.form_titles]
        known = [(at, length) for at, length in places if at is not None]
        if known:
            found.append((*min(known), ruleset))
    if not found:
        return None
    first = min((at, length) for at, length, _ in found)
    editions = [r for at, length, r in found if (at, length) == first]
    in_force = [
        r for r in editions if as_of and r.valid_from <= as_of and (r.valid_to is None or as_of <= r.valid_to)
    ]
    return max(in_force or editions, key=lambda r: r.valid_from)


def _place(head: str, title: str) -> int | None:
    """Where `title` stands in `head`, exactly or with the issuer exact and the rest alike."""
    wanted = squeeze(title)
    if (at := head.find(wanted)) >= 0:
        return at
    issuer, _, rest = wanted.partition(COMMON)
    at = head.find(issuer) if issuer else -1
    while at >= 0:
        read = head[at + len(issuer) : at + len(wanted)]
        if fuzz.ratio(read, COMMON + rest) >= ALIKE:
            return at
        at = head.find(issuer, at + 1)
    return None
