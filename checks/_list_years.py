"""Which rows of a list stand for last year: by a column of dates, else by the heading above them (domain A7-16)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Document, Facts, Page, Row, Word
from pipeline.quantity import squeeze

_HEADING = re.compile(
    r"名单|评价表|情况表|登记表|反馈表|一览表|明细表|汇总表|统计表|清单|台账|花名册|(?:统计|服务)(?:年度|期间)[:：]"
    r"|^[(（]?20\d{2}年度?[)）]?$"
)
_SEVERAL = re.compile(r"近[两二三四五2-5]|(?<![\d〇○零一二])[两二三四五2-5]个?年度|历年|累计|以来")
_LAST = re.compile(r"上一?年度")
_RANGE = re.compile(r"(?<!\d)(20\d{2})年?度?[-—–~～至到](20\d{2})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(20\d{2})(?=年|[-—–~～至到、和及,])")
_DATED = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d{1,3}(?!\d))(?=\D|\d{4}|$)")
_COLUMN = re.compile(r"(?:服务|合作|签约|签订|合同|所属)?(?:年度|年份|时间|日期)")


@dataclass(frozen=True, slots=True)
class ByYear:
    """`stated`: rows that the list itself gives to last year; `undated`: to no year; `unclear`: to more than one."""

    stated: tuple[Row, ...]
    undated: tuple[Row, ...]
    unclear: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All but the rows that belong to another year."""
        return (*self.stated, *self.undated, *self.unclear)


def by_year(facts: Facts, kind: str) -> ByYear:
    """The rows of the lists of `kind`, those of other years left out."""
    last = str(facts.last_year)
    documents = {d.id: d for d in facts.of_kind(kind)}
    sorts: dict[str, list[Row]] = {"stated": [], "undated": [], "unclear": [], "other": []}
    by_document: dict[str, list[Row]] = {}
    for row in facts.table(kind):
        by_document.setdefault(row.document, []).append(row)
    for id, rows in by_document.items():
        document = documents.get(id)
        pages = _pages(document, rows, last) if document else {}
        anywhere = {y for named in pages.values() for y in named}
        closing = any(
            _LAST.search(squeeze(c.evidence.text)) or c.period == last
            for c in facts.find("served-count", kind, field="total-line")
            if c.document == id
        )
        unread = document is not None and _has_column(document) and not any(r.cells.get("date") for r in rows)
        for row in rows:
            years = set(_DATED.findall(squeeze(row.cells.get("date") or "")))
            if not years:
                years = pages.get((row.file, row.page), anywhere)
            years = years or ({last} if closing else set())
            sorts[_sort(years, last, unread)].append(row)
    return ByYear(tuple(sorts["stated"]), tuple(sorts["undated"]), tuple(sorts["unclear"]))


def _sort(years: set[str], last: str, unread: bool) -> str:
    if len(years) > 1 or (unread and years != {last}):
        return "unclear"
    return "undated" if not years else "stated" if years == {last} else "other"


def _pages(document: Document, rows: Sequence[Row], last: str) -> Mapping[tuple[str, int | None], set[str]]:
    """The years that the headings of each page name; a page without takes those of the page before."""
    cells = {squeeze(c) for r in rows for c in r.cells.values() if c}
    known: set[str] = set()
    found: dict[tuple[str, int | None], set[str]] = {}
    for page in document.pages:
        named: set[str] = set()
        for line in _headings(page, cells):
            named |= _years(line, last)
        known = named or known
        found[(page.file, page.number)] = found.get((page.file, page.number), set()) | known
    return found


def _years(line: str, last: str) -> set[str]:
    """The years of a heading; two where it speaks of several without naming them."""
    if _SEVERAL.search(line):
        return {"several", "years"}
    years = {y for m in _RANGE.finditer(line) for y in m.groups()} | set(_NAMED.findall(line))
    return years or ({last} if _LAST.search(line) else set())


def _headings(page: Page, cells: Iterable[str]) -> list[str]:
    """What stands on one line with the words of a heading, cells of the list apart."""
    held = set(cells)
    marks = [w for w in page.words if _HEADING.search(squeeze(w.text)) and squeeze(w.text) not in held]
    return ["".join(squeeze(w.text) for w in _beside(page, mark, held)) for mark in marks]


def _beside(page: Page, mark: Word, held: set[str]) -> list[Word]:
    middle = (mark.box[1] + mark.box[3]) / 2
    level = [w for w in page.words if w.box[1] < middle < w.box[3] and squeeze(w.text) not in held]
    return sorted(level, key=lambda w: w.box[0])


def _has_column(document: Document) -> bool:
    return any(_COLUMN.fullmatch(squeeze(w.text)) for p in document.pages for w in p.words)
