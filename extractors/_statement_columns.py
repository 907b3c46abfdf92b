"""Which columns of a statement hold names, closing and opening figures: the header decides, half by half."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors._grids import cells_in, value
from pipeline.model import Grid
from pipeline.quantity import parse_date, squeeze

_OPENING = re.compile(r"年初|期初|上年年?末|上年期末|上期期?末|上年度末|年[动切]余|初余额|初数")
_CLOSING = re.compile(r"期[末未]|年[末未]|月[末未]|[末未]余额|[末未]数|本期数")
_PRIOR = re.compile(r"上[期年月]|去年|上一年|同期|前期|上年度")
_CURRENT = re.compile(r"本[期年月]|累计|本年度|当期|本期发生")
NOT_FIGURES = re.compile(r"行次|附注|注释|编号|序号|科目代码|行号|索引")
_PARTS = re.compile(r"(?=期[末未初]|年[末未初]|上[年期]|本[年期月]|(?:19|20)\d{2}[年-])")


def head_of(grid: Grid, header: tuple[int, int], column: int) -> str:
    """The words over a column, level by level; of a cell that lies over several columns, each has its share.

    «期末余额年初余额» in one cell over two columns is two headers whose rule was not seen.
    """
    words: list[str] = []
    for c in cells_in(grid, header, column):
        text = squeeze(c.text)
        parts = [p for p in _PARTS.split(text) if p]
        if c.column_span > 1 and len(parts) == c.column_span and re.match("[期年上本12]", parts[0]):
            text = parts[column - c.column]
        if text:
            words.append(text)
    return "/".join(dict.fromkeys(words))


def role_of(text: str, kind: str) -> str | None:
    if kind == "balance-sheet":
        if _OPENING.search(text):
            return "opening"
        return "closing" if _CLOSING.search(text) else None
    if _PRIOR.search(text):
        return "opening"
    return "closing" if _CURRENT.search(text) else None


def _by_date(text: str, date: str | None) -> str | None:
    said = parse_date(text)
    if said is None or date is None:
        return None
    if said[:4] == date[:4]:
        return "closing"
    return "opening" if int(said[:4]) == int(date[:4]) - 1 else None


def halves_of(
    grid: Grid, body: Sequence[tuple[int, int]], paths: Sequence[str], kind: str, date: str | None, side: str
) -> tuple[list[tuple[int, int | None, int | None]], bool]:
    """(label column, closing column, opening column) of each half, and whether the header told."""
    labels, figures = _sorts(grid, body, paths)
    groups: list[tuple[int, list[int]]] = []
    for k in range(grid.columns):
        if k in labels and (not groups or groups[-1][1]):
            groups.append((k, []))
        elif k in figures and groups:
            groups[-1][1].append(k)
    made: list[tuple[int, int | None, int | None]] = []
    sure = True
    pattern: list[int] | None = None
    for label, columns in groups:
        if side:
            columns = [k for k in columns if side in paths[k]]
        if not columns:
            continue
        roles = {k: _by_date(paths[k], date) or role_of(paths[k], kind) for k in columns}
        closing = _choose([k for k in columns if roles[k] == "closing"], paths)
        opening = _choose([k for k in columns if roles[k] == "opening"], paths)
        if closing is None and opening is None and pattern and len(columns) == len(pattern):
            closing, opening = (columns[i] if i >= 0 else None for i in pattern)  # as in the first half
        elif closing is None and opening is not None and len(columns) == 2:
            closing = next(k for k in columns if k != opening)
        elif opening is None and closing is not None and len(columns) == 2:
            opening = next(k for k in columns if k != closing)
            if roles[opening] is None and not paths[opening] and kind == "income-statement":
                sure = False
        elif closing is None and opening is None:
            closing, opening, sure = columns[0], columns[1] if len(columns) == 2 else None, False
        pattern = [columns.index(k) if k is not None else -1 for k in (closing, opening)]
        made.append((label, closing, opening))
    return made, sure


def _choose(columns: Sequence[int], paths: Sequence[str]) -> int | None:
    """Of several columns of one role: the year's total (本年累计, 合计) before the month and the parts."""

    def merit(k: int) -> tuple[int, int, int]:
        p = paths[k]
        return (
            -1 if "本月" in p or "上月" in p else 1 if "累计" in p else 0,
            1 if "合计" in p else -1 if "限定性" in p else 0,
            -k,
        )

    return max(columns, key=merit) if columns else None


def _sorts(grid: Grid, body: Sequence[tuple[int, int]], paths: Sequence[str]) -> tuple[set[int], set[int]]:
    """Which columns hold names of lines and which figures, by what their cells hold."""
    labels: set[int] = set()
    figures: set[int] = set()
    for k in range(grid.columns):
        texts = [t for band in body if (t := squeeze(value(cells_in(grid, band, k)).text))]
        names = sum(bool(re.search(r"[\u3400-\u9fff]{2}", t)) for t in texts)
        amounts = sum(bool(re.search(r"\d[.,]\d{2,3}|\d{4,}", t)) for t in texts)
        path = paths[k]
        if NOT_FIGURES.search(path):
            continue
        if names >= 2 and names > amounts:
            labels.add(k)
        elif amounts or role_of(path, "balance-sheet") or role_of(path, "income-statement"):
            figures.add(k)
    return labels, figures
