"""Papers that name the applicant where no label says so: a name that the package prints elsewhere is looked for in them.

A notice lists forty platforms, a schedule of fees has the firm in its heading: only who knows the name finds it there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from pipeline.model import Claim, Document, Evidence, Page, Word
from pipeline.quantity import clean, fold_name, squeeze

SURE = 0.8
_LONGER = re.compile(
    r"[\u3400-\u9fff]{0,10}(?:分公司|分中心|分院|分所|分会|办事处)|[\u3400-\u9fff]{1,6}(?:公司|中心)"
)
TWICE = 2  # papers of different kinds that print the name
# What an event's papers, a divider or another person's certificate mention says nothing of whose they are.
_SILENT = ("other", "service-evidence", "personnel-certificate")
_READERS: dict[str, Literal["ocr", "text"]] = {"ocr": "ocr", "text": "text"}


def further_names(documents: Sequence[Document], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims of the applicant's name in documents that have none yet, at the first place that prints it whole."""
    named = {c.document for c in claims if c.quantity == "applicant-name"}
    name = _known(claims)
    if name is None:
        return ()
    places = (_place(d, name) for d in documents if d.id not in named and d.kind not in _SILENT)
    return tuple(c for c in places if c is not None)


def _known(claims: Sequence[Claim]) -> str | None:
    """The name that most kinds of paper print, if two do."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    values: dict[str, str] = {}
    for c in claims:
        if c.quantity == "applicant-name" and c.scope == "own" and c.confidence >= SURE and not c.damaged:
            kinds[fold_name(c.value)].add(c.kind)
            values.setdefault(fold_name(c.value), c.value)
    most = max(kinds, key=lambda n: len(kinds[n]), default=None)
    return values[most] if most is not None and len(kinds[most]) >= TWICE else None


def _place(document: Document, name: str) -> Claim | None:
    """The first word, or line's end and next line's beginning, that holds the name."""
    folded = fold_name(name)
    for page in document.pages:
        if page.source not in _READERS:
            continue
        for words in (*((w,) for w in page.words), *pairwise(page.words)):
            text = "".join(clean(w.text) for w in words)
            if _whole(folded, fold_name(squeeze(text))):
                return _claim(document, page, name, text, words)
    return None


def _whole(name: str, text: str) -> bool:
    """Whether the name stands in a text, and is no part of a longer one («…公司上海分公司»)."""
    at = text.find(name)
    return at >= 0 and not _LONGER.match(text[at + len(name) :])


def _claim(document: Document, page: Page, name: str, text: str, words: Sequence[Word]) -> Claim:
    x0, y0, x1, y1 = zip(*(w.box for w in words), strict=True)
    box = (min(x0), min(y0), max(x1), max(y1))
    evidence = Evidence(page.file, page.number, box, text, _READERS[page.source])
    sure = round(min(w.confidence for w in words), 4)
    return Claim("applicant-name", name, evidence, document.kind, confidence=sure, document=document.id)
