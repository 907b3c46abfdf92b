"""Pages → documents, by their titles, tables and running text; also inside one bound volume.

A page opens a document when an extractor's `score` says so; a page that opens nothing continues the
document before it in the same file. Dividers, contents pages and what fits nothing are `other`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.contents import is_contents
from pipeline.model import Document, Page
from pipeline.quantity import squeeze
from pipeline.running_heads import DIVIDER, FOLIO, without_running_heads

OPENS = 0.5
COVER = 0.9
WINDOW = 3
Scores = Mapping[str, Callable[[Sequence[Page]], float | None]]

# Kinds of which a package often holds several: a second strong opening starts a second document. Agreements
# bound behind each other are one document, whose extractor tells them apart.
SEVERAL = frozenset(
    {"licence", "premises-lease", "premises-title", "recognition", "qualification", "personnel-certificate",
     "service-evidence"}
)  # fmt: skip
LISTS = frozenset({"staff-roster", "equipment-list", "served-enterprises", "social-insurance"})
# Papers of the audit firm itself, bound in at the end of its report, belong to the report.
AUDITOR = re.compile("会计师事务所|注册会计师|执业证书")
_AUDITORS = re.compile(r"名称[:：]?[\u3400-\u9fff()]{2,20}会计师事务所")
ANNEXABLE = frozenset({"licence", "personnel-certificate", "qualification"})
STATEMENTS = frozenset({"financial-statements"})

_NUMBERED = re.compile(r"附[件录表](?:\d{1,2}|[一二三四五六七八九十]{1,3})[:：]?")
SHINING = 0.5  # print that shines through from the back reads worse
_STATEMENT = re.compile(r"资产负债表|利润表|损益表|业务活动表|现金流量表|(?:财务|会计)?报表附注|审计报告")


@dataclass(slots=True)
class _Open:
    kind: str
    confidence: float
    pages: list[Page]


def split(pages: Sequence[Page], scores: Scores) -> tuple[Document, ...]:
    """Documents in the order of their first page. Every page is in exactly one document."""
    done: list[_Open] = []
    current: _Open | None = None
    bare = without_running_heads(pages)
    for i, page in enumerate(pages):
        new_file = current is None or page.file != current.pages[-1].file
        if current is not None and not new_file and _contents_of(current, page):
            current.pages.append(page)
            continue
        if is_divider(bare[i]) or is_contents(page):
            done.append(_Open("other", 0.9, [page]))
            current = None
            continue
        kind, score = _opening(bare[i : i + WINDOW], scores, None if new_file else current)
        if (
            current is not None
            and (not new_file or _runs_over_files(current, page, kind))
            and _continues(current, page, kind, score)
        ):
            current.pages.append(page)
            continue
        if kind == "licence" and _AUDITORS.search(squeeze(page.text)):
            kind = None  # of the audit firm, far from its report: no paper of the applicant's
        current = _Open(kind or "other", score if kind else 0.5, [page])
        done.append(current)
    return tuple(
        Document(f"d{n}", o.kind, tuple(o.pages), round(min(1.0, o.confidence), 2))
        for n, o in enumerate(done, 1)
    )


def _contents_of(current: _Open, page: Page) -> bool:
    """Whether a page is the list of contents of an auditor's report, which is part of the report."""
    if current.kind not in ("audit-report", "special-audit-report") or not is_contents(page):
        return False
    return len(set(_STATEMENT.findall(squeeze(page.text)))) >= 2 and not _NUMBERED.search(squeeze(page.text))


def _opening(window: Sequence[Page], scores: Scores, current: _Open | None) -> tuple[str | None, float]:
    """The kind that the first page of the window opens best, and how strongly.

    The head of a list says little, for it comes again on every page of it; behind another list it opens one.
    """
    page = window[0]
    if page.blank:
        return None, 0.0
    same_file = tuple(p for p in window if p.file == page.file)
    best, most = None, 0.0
    for kind, score in scores.items():
        value = score(same_file)
        if value is not None and value > most:
            best, most = kind, value
    behind = current is not None and {current.kind, best} <= LISTS and current.kind != best
    if most >= OPENS or (behind and current is not None and scores[current.kind](same_file) is None):
        return best, most
    return None, most


def _continues(current: _Open, page: Page, kind: str | None, score: float) -> bool:
    """Whether `page` goes on with the open document although (or because) it opens `kind`."""
    if kind is None:
        return current.kind != "other" or page.blank
    if kind == current.kind:
        second_cover = score >= COVER and len(current.pages) >= 3
        return not (kind in SEVERAL and score >= COVER) and not (
            kind == "audit-report" and second_cover and _few_words(page)
        )
    if current.kind in ("audit-report", "special-audit-report"):
        if kind in ANNEXABLE and AUDITOR.search(squeeze(page.text)):
            return True
        if kind in STATEMENTS:
            return True
    return False


def _runs_over_files(current: _Open, page: Page, kind: str | None) -> bool:
    """A volume scanned page by page into images: the next image goes on with the document.

    Two images of a kind of which there are several are two documents.
    """
    if kind == current.kind and kind in SEVERAL:
        return False
    last = current.pages[-1]
    single = last.index == 1 and page.index == 1 and last.source == "ocr" and page.source == "ocr"
    folder, other = last.file.rpartition("/")[0], page.file.rpartition("/")[0]
    return (
        single
        and folder == other
        and _suffix(last.file) == _suffix(page.file) != ".pdf"
        and current.kind != "other"
    )


def _suffix(name: str) -> str:
    return "." + name.lower().rpartition(".")[2]


def _few_words(page: Page) -> bool:
    return len(page.words) <= 12 and not page.grids


def is_divider(page: Page) -> bool:
    """A page with a heading such as 附件3 审计报告 and nothing else but its number."""
    if page.blank or page.source == "sheet" or page.grids or page.seals or page.photo:
        return False
    words = [w for w in page.words if w.confidence >= SHINING and not FOLIO.fullmatch(squeeze(w.text))]
    if words and len(words[0].text) <= 3 and any(_NUMBERED.fullmatch(squeeze(w.text)) for w in words[1:2]):
        del words[0]  # a piece of what shines through, over «附件3»
    text = squeeze("".join(w.text for w in words))
    return 1 <= len(words) <= 3 and len(text) <= 40 and bool(DIVIDER.match(text))
