"""Facts written shortly, for the cases in YAML.

A claim is one line: `kind[#field] quantity[@period] value [±resolution] [q=qualifier] [conf=0.5] [again=reading]
[scope=consolidated] [doc=d9] [reader=text] [text=as_read]`. Rows are runs of like rows: `20 education=本科 title=工程师`
(`name=`, `number=`, `page=`, `conf=`, `doubt=rating`, `doc=d2`; names and numbers are made up otherwise; `_` stands for a space and an empty
value for a blank cell; `page=0` for a sheet, which has no pages). Documents are kinds, or mappings with kind, text, confidence and cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.model import (
    Attachment,
    Cell,
    Claim,
    Document,
    Evidence,
    Facts,
    Grid,
    Page,
    Row,
    Seal,
    Word,
)
from pipeline.quantity import QUANTITIES

FILED = date(2019, 6, 20)
STATEMENTS = ("balance-sheet", "income-statement")


def facts_of(case: Mapping[str, Any]) -> Facts:
    """The facts of one case; filed on 20 June 2019 unless the case says otherwise."""
    documents = tuple(_document(n, d) for n, d in enumerate(case.get("documents", []), 1))
    homes = {d.kind: d.id for d in reversed(documents)}
    claims = tuple(_claim(n, text, homes) for n, text in enumerate(case.get("claims", []), 1))
    rows = tuple(row for kind, runs in case.get("rows", {}).items() for row in _rows(kind, runs, homes))
    return Facts(
        as_of=case.get("as_of", FILED),
        documents=documents,
        claims=claims,
        rows=rows,
        attachments=tuple(
            _attachment(item, state, homes) for item, state in case.get("attachments", {}).items()
        ),
        variant=case.get("variant"),
        stage=case.get("stage", "application"),
    )


def _attachment(item: str, said: str, homes: Mapping[str, str]) -> Attachment:
    """`present`, or `substituted by commitment-letter`."""
    state, _, kind = said.partition(" by ")
    return Attachment(item, "17", state, (homes[kind],) if kind else (), item, item)  # type: ignore[arg-type]


def _document(n: int, said: str | Mapping[str, Any]) -> Document:
    described: Mapping[str, Any] = {"kind": said} if isinstance(said, str) else said
    words = tuple(
        Word(line, (50, 40 + 20 * i, 500, 55 + 20 * i))
        for i, line in enumerate(described.get("text", "").splitlines())
    )
    grids: tuple[Grid, ...] = ()
    if table := described.get("cells"):
        cells = tuple(
            Cell(r, c, 1, 1, text, None) for r, line in enumerate(table) for c, text in enumerate(line)
        )
        grids = (Grid(None, len(table), len(table[0]), cells),)
    seals = (Seal((300.0, 600.0, 400.0, 700.0)),) * described.get("seals", 0)
    page = Page(f"{n}.pdf", 1, 1, 595, 842, "ocr", "full", words=words, grids=grids, seals=seals)
    return Document(f"d{n}", described["kind"], (page,), described.get("confidence", 0.95))


def _claim(n: int, text: str, homes: Mapping[str, str]) -> Claim:
    place, what, value, *options = text.split()
    kind, _, field = place.partition("#")
    quantity, _, period = what.partition("@")
    assert quantity in QUANTITIES, quantity
    named = dict(o.split("=", 1) for o in options if "=" in o)
    resolution = next((o[1:] for o in options if o.startswith("±")), None)
    return Claim(
        quantity=quantity,
        value=value,
        evidence=Evidence(
            f"{kind}.pdf",
            1,
            (50.0, 10.0 * n, 90.0, 10.0 * n + 8),
            named.get("text", value),
            named.get("reader", "ocr"),
        ),
        kind=kind,
        unit=QUANTITIES[quantity].unit,
        period=period or None,
        scope=named.get("scope", "own"),  # type: ignore[arg-type]
        field=field or None,
        confidence=float(named.get("conf", "0.97")),
        qualifier=named.get("q"),
        resolution=resolution,
        document=named.get("doc", homes.get(kind, kind)),
        id=f"c{n}",
        readings=tuple(named["again"].split("|")) if "again" in named else (),
    )


def _rows(kind: str, runs: Sequence[str], homes: Mapping[str, str]) -> Iterator[Row]:
    number = 0
    for run in runs:
        times, *options = run.split()
        named = dict(o.split("=", 1) for o in options)
        doubt = tuple(filter(None, named.pop("doubt", "").split("|")))
        first = named.pop("number", None)
        home = named.pop("doc", homes.get(kind, "audit-report" if kind in STATEMENTS else kind))
        page, sure = int(named.pop("page", "1")) or None, float(named.pop("conf", "1"))
        number = int(first) - 1 if first else number
        for _ in range(int(times)):
            number += 1
            given: dict[str, str | None] = {k: v.replace("_", " ") or None for k, v in named.items()}
            cells: dict[str, str | None] = {
                "name": f"第{number}号有限公司"
                if kind in ("served-enterprises", "recommendation-form")
                else f"员工{number}"
            }
            cells.update(given)
            if kind in (*STATEMENTS, "truth-declaration", "commitment-letter"):
                cells.pop("name")
            yield Row(
                kind, number, f"{kind}.pdf", page, cells, confidence=sure, doubt=doubt, document=home,
                id=f"{kind}-{run}-{number}",
            )  # fmt: skip
