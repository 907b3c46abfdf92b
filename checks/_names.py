"""Names in different documents: the same, one glyph apart (a reader's slip), or another name (domain C1)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from rapidfuzz.distance import Levenshtein

from pipeline.model import Claim, Facts
from pipeline.quantity import fold_name, same_text, squeeze

Likeness = Literal["same", "slip", "other"]
_OF_AUDITORS = frozenset({"audit-report", "special-audit-report", "financial-statements"})
_RENAMED = re.compile(r"曾用名|更名为|名称变更|变更前名称|更名通知|准予变更登记|企业名称变更")
_NEW_HEAD = re.compile(r"法定代表人变更|变更法定代表人|法人代表变更|准予变更登记")


def alike(a: str, b: str, certainty: float = 1.0) -> Likeness:
    """Long names forgive one glyph, or two if they were read with less than full certainty; short ones none."""
    if same_text(a, b):
        return "same"
    x, y = fold_name(a), fold_name(b)
    gap = Levenshtein.distance(x, y)
    if len(y) >= 6 and (gap <= 1 or (gap == 2 and len(x) == len(y) and certainty < 0.93)):
        return "slip"
    return "other"


def best(claims: Iterable[Claim], name: str) -> tuple[Likeness, Claim] | None:
    """The claim of a document that is nearest to `name`: one occurrence that agrees is enough."""
    order: dict[Likeness, int] = {"same": 0, "slip": 1, "other": 2}
    ranked = [(alike(r, name, c.confidence), c) for c in claims for r in (c.value, *c.readings) if r]
    return min(ranked, key=lambda pair: order[pair[0]], default=None)


def applicant(facts: Facts) -> Claim | None:
    """The applicant's own name: the licence's, else the form's, else the one that most documents state."""
    sure = [c for c in facts.find("applicant-name") if c.confidence >= facts.floor]
    for kind in ("licence", "application-form"):
        found = [c for c in sure if c.kind == kind]
        if found:
            return max(found, key=lambda c: c.confidence)
    documents = {(fold_name(c.value), c.document): c for c in sure if c.kind not in _OF_AUDITORS}
    ranked = Counter(name for name, _ in documents).most_common(2)
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return next(c for (name, _), c in documents.items() if name == ranked[0][0])


def by_document(facts: Facts, quantity: str, kinds: Sequence[str]) -> dict[str, list[Claim]]:
    """Sure claims of a quantity, by document, in the order of `kinds`."""
    found: dict[str, list[Claim]] = {}
    for kind in kinds:
        for claim in facts.find(quantity, kind, scope=None):
            if claim.confidence >= facts.floor:
                found.setdefault(claim.document or claim.evidence.file or kind, []).append(claim)
    return found


def renamed(facts: Facts) -> bool:
    """Whether any document speaks of a change of name."""
    return any(_RENAMED.search(squeeze(d.text)) for d in facts.documents)


def new_head(facts: Facts) -> bool:
    """Whether any document records a change of the legal representative."""
    return any(_NEW_HEAD.search(squeeze(d.text)) for d in facts.documents)
