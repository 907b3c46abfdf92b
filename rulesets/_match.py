"""Which ruleset an application form belongs to, by the title printed on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from rapidfuzz import fuzz

from pipeline.quantity import squeeze
from rulesets._ruleset import Ruleset

HEAD = 400
COMMON = "中小企业"
MODEL = "示范"
ALIKE = 85.0
# An issuer of at least so many characters may have one that was misread: none is so near to another.
LONG = 4


def match(text: str, rulesets: Iterable[Ruleset], as_of: date | None = None) -> Ruleset | None:
    """The ruleset whose form title stands first in the head of `text`, the longest of those that start there.

    Of several editions with one title the one in force on `as_of` is taken, else the latest. A title that
    was read with a few wrong characters still counts, but never with another issuer before 中小企业, nor
    with 示范 where the title has none: the form of a province that has no ruleset, or of another title of
    the same province, must not be screened by these.
    """
    head = squeeze(text)[:HEAD]
    found: list[tuple[int, int, Ruleset]] = []
    for ruleset in rulesets:
        places = [(_place(head, title), -len(squeeze(title))) for title in ruleset.form_titles]
        known = [(at, length) for at, length in places if at is not None]
        if known:
            found.append((*min(known), ruleset))
    if not found:
        return None
    first = min((at, length) for at, length, _ in found)
    editions = [r for at, length, r in found if (at, length) == first]
    in_force = [
        r
        for r in editions
        if as_of
        and (r.valid_from is None or r.valid_from <= as_of)
        and (r.valid_to is None or as_of <= r.valid_to)
    ]
    return max(in_force or editions, key=lambda r: r.valid_from or date.min)


def _place(head: str, title: str) -> int | None:
    """Where `title` stands in `head`, exactly or with the issuer (nearly) exact and the rest alike."""
    wanted = squeeze(title)
    if (at := head.find(wanted)) >= 0:
        return at
    issuer, _, rest = wanted.partition(COMMON)
    for at in _issuers(head, issuer):
        read = head[at + len(issuer) : at + len(wanted)]
        if _same_sort(read, rest) and fuzz.ratio(read, COMMON + rest) >= ALIKE:
            return at
    return None


def _issuers(head: str, issuer: str) -> Iterator[int]:
    """Where the issuer stands; a long one may have one character misread."""
    allowed = 1 if len(issuer) >= LONG else 0
    for at in range(len(head) - len(issuer) + 1):
        wrong = sum(a != b for a, b in zip(head[at : at + len(issuer)], issuer, strict=True))
        if issuer and wrong <= allowed:
            yield at


def _same_sort(read: str, rest: str) -> bool:
    """A «platform» is no «demonstration platform»: 示范 (one character may be misread) is on both or on neither."""
    if MODEL in rest:
        return any(glyph in read for glyph in MODEL)
    return not any(glyph in read for glyph in MODEL)
