"""Tables of years within the account in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors._claims import claim
from extractors._narrative_rules import SKIP_SECTIONS
from extractors._prose import Paragraph
from extractors._year_table import BALANCES, legible, read_grid
from pipeline.model import Claim, Grid, Page
from pipeline.quantity import QUANTITIES, squeeze

# How accounts, those of bodies without profit above all, name what the form's table names otherwise.
_ALSO = (
    (re.compile(r"(?:其中:?)?(?:全年|年度|本年|当年|年)?收入(?:合计|总计)"), "总收入"),
    (re.compile(r"(?:当年|本年|年度|收支|净)结余"), "利润总额"),
    (
        re.compile(r"(?:接受)?服务(?:各类)?(?:中小微|小微|小型微型)?企业(?:数量?|[家户]数|总数)?"),
        "服务中小企业数",
    ),
)


def tabled(pages: Sequence[Page], every: Sequence[Paragraph], kind: str) -> Iterator[Claim]:
    """The figures of the applicant's years; money alone whose unit is printed in the table.

    `every` are the paragraphs of the pages: a table under a section about others, or about plans, is passed over.
    """
    for page in pages:
        for grid in page.grids:
            if any(said in _section(every, pages, page, grid) for said in SKIP_SECTIONS):
                continue
            for e in read_grid(_named_as_known(grid))[0]:
                money = QUANTITIES[e.quantity].sort == "money"
                if not (e.year.isdigit() and legible(e.text)) or (money and e.unit is None):
                    continue
                made = claim(
                    page, e.quantity, e.text, kind=kind, box=e.box, unit=e.unit, confidence=e.confidence,
                    period=f"{e.year}-12-31" if e.quantity in BALANCES else e.year, cell=e.address,
                )  # fmt: skip
                if made is not None:
                    yield made


def _named_as_known(grid: Grid) -> Grid:
    """The table with the headings that accounts write otherwise («收入合计（万元）») as the form writes them."""

    def known(text: str) -> str:
        head, *unit = re.split(r"(?=[(（])", squeeze(text), maxsplit=1)
        return next(("".join((name, *unit)) for also, name in _ALSO if also.fullmatch(head)), text)

    return replace(grid, cells=tuple(replace(c, text=known(c.text)) for c in grid.cells))


def _section(every: Sequence[Paragraph], pages: Sequence[Page], page: Page, grid: Grid) -> str:
    """The section of the last paragraph that begins before a table."""
    before = ""
    order = {id(p): n for n, p in enumerate(pages)}
    top = grid.box[1] if grid.box else 0.0
    for p in every:
        on, word = p.owners[0]
        if order[id(on)] < order[id(page)] or (on is page and word.box[1] < top):
            before = p.section
    return before
