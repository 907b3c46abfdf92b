"""The income statement comes down to its profit (domain C2, B2.3).

Asks: whether 营业利润 + 营业外收入 − 营业外支出 = 利润总额, and 利润总额 − 所得税 = 净利润, in every column that was read.
Passes: what was read of them holds, to one unit of the last digit for each figure; a blank line is nought.
Undecided: one does not. A misread digit is likelier than a wrong sum, so a person looks at the scan.
Must not accuse: a line that was read faintly or not at all, other lines with figures in between (补贴收入, «其中:»),
a loss or an expense whose sign is printed another way, statements without 营业利润 (non-profits, public institutions).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from checks._words import asked, formula, inapplicable, passed, where
from pipeline.model import Facts, Message, Need, Row, Verdict
from pipeline.quantity import decimal_of, plain

ID = "is-chain"
CATEGORY = "consistency"
ASKS = Message(
    "利润表由营业利润至净利润的计算是否相符",
    "Do the lines of the income statement come down to its profit?",
)
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
COLUMNS = {"closing": ("本年", "this year"), "opening": ("上年", "the year before")}
# Start, what is added, what is taken off, result.
CHAINS = (
    ("operating-profit", "non-operating-income", "non-operating-expense", "total-profit"),
    ("total-profit", None, "income-tax", "net-profit"),
)
NAMES = {
    "operating-profit": "营业利润",
    "non-operating-income": "营业外收入",
    "non-operating-expense": "营业外支出",
    "total-profit": "利润总额",
    "income-tax": "所得税",
    "net-profit": "净利润",
}


@dataclass(frozen=True, slots=True)
class _Chain:
    """A start, what is added, what is taken off and the result, in a column. `known`: all was read and nothing is between."""

    rows: tuple[Row, ...]
    column: str
    values: tuple[Decimal, Decimal, Decimal, Decimal]
    step: Decimal
    known: bool
    keys: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """In some way of printing losses and expenses: with a sign or without."""
        start, more, less, result = self.values
        signs = product((1, -1), repeat=3)
        return any(abs(a * start + more - b * less - c * result) <= 4 * self.step for a, b, c in signs)

    @property
    def text(self) -> str:
        start, more, less, result = map(plain, self.values)
        return (
            f"{start} + {more} − {less} ≠ {result}" if len(self.keys) > 3 else f"{start} − {less} ≠ {result}"
        )


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every statement, both of its columns, both sums."""
    every = [c for rows in _statements(facts) for c in _chains(rows, facts.floor)]
    off = [c for c in every if c.known and not c.holds]
    if off:
        return _off(off[0], facts)
    held = [c for c in every if c.holds]
    if not held:
        return inapplicable(
            "未完整识别到营业利润、利润总额、净利润各行，未作核算",
            "the lines from operating profit to net profit were not all read surely",
        )
    return passed(
        f"利润表各行相符（核对{len(held)}处）",
        f"the lines of the income statement come to its profit ({len(held)} sums)",
        rows=tuple(dict.fromkeys(r.id for c in held for r in c.rows)),
    )


def _off(chain: _Chain, facts: Facts) -> Verdict:
    result = chain.rows[-1]
    claims = [c for c in facts.claims if c.document == result.document and c.quantity in chain.keys]
    at, at_en = where(claims[0]) if claims else ("材料", "the package")
    column, column_en = COLUMNS[chain.column]
    names = "、".join(NAMES[k] for k in chain.keys)
    return asked(
        f"{at}中利润表{column}栏{names}之间计算不符：{chain.text}；可能是某位数字误识，请先核对扫描件",
        f"{at_en}, income statement, {column_en}: {chain.text}; a digit may be misread: look at the scan first",
        claims=tuple(c.id for c in claims),
        rows=tuple(r.id for r in chain.rows),
        workings=formula(chain.text),
    )


def _statements(facts: Facts) -> Iterator[Sequence[Row]]:
    """The lines of each income statement; none where a line comes twice, so that it is not known which counts."""
    every: dict[tuple[str, str | None], list[Row]] = {}
    for row in facts.table("income-statement"):
        every.setdefault((row.document, row.cells.get("scope")), []).append(row)
    for rows in every.values():
        keys = [r.cells.get("key") for r in rows if r.cells.get("key") in NAMES]
        if len(keys) == len(set(keys)):
            yield rows


def _chains(rows: Sequence[Row], floor: float) -> Iterator[_Chain]:
    at = {r.cells.get("key"): i for i, r in enumerate(rows)}
    for column, (start, more, less, result) in product(COLUMNS, CHAINS):
        keys = tuple(k for k in (start, more, less, result) if k)
        own = [rows[at[k]] for k in keys if k in at]
        read = {r.cells.get("key"): decimal_of(r.cells.get(column)) for r in own}
        ends = read.get(start), read.get(result)
        if ends[0] is None or ends[1] is None:
            continue
        between = rows[at[start] + 1 : at[result]]
        others = [r for r in between if r not in own and decimal_of(r.cells.get(column))]
        known = all(read.get(k) is not None for k in keys) and not others
        sure = all(r.confidence >= floor for r in own) and at[start] < at[result]
        values = (ends[0], read.get(more) or Decimal(0), read.get(less) or Decimal(0), ends[1])
        yield _Chain(tuple(own), column, values, _step(rows), known and sure, keys)


def _step(rows: Sequence[Row]) -> Decimal:
    """One unit of the finest digit of the statement: it may be printed in 万元."""
    figures = (decimal_of(r.cells.get(c)) for r in rows for c in COLUMNS)
    exponents = (f.normalize().as_tuple().exponent for f in figures if f)
    return min((Decimal(1).scaleb(min(int(e), 4)) for e in exponents), default=Decimal("0.01"))
