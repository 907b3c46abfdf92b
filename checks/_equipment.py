"""What an equipment list comes to, in pieces and in money, and what speaks against holding that against the form."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from checks._compare import number
from checks._lists import counted
from pipeline.model import Claim, Facts, Row
from pipeline.quantity import is_nil, parse_figure, plain, squeeze

KIND = "equipment-list"
SCALES = tuple(map(Decimal, (1, 1000, 10_000)))  # 元, 千元, 万元
CENT = Decimal("0.01")
_PIECES = re.compile(r"(\d{1,5})(?:\.0+)?(?:台[/(]?套?\)?|套|件|个|部|架|辆|只|组|块|副|把|张)?")
_MEASURE = re.compile(r"批|米|m|㎡|平方米|项|年|次|用户|点|人|宗|期|公斤|kg|升")
# What a form's «仪器、设备» may leave out.
_APART = re.compile(
    r"软件|系统|平台|数据库|网站|程序|授权|许可|windows|office|wps|cad|app|[桌椅柜]|沙发|家具|空调|幕布|白板|窗帘|图书|装修|布线|汽车|轿车|车辆",
    re.I,
)
_SUM = re.compile(r"[小合总共]计|^[一二三四五六七八九十]{1,2}[、.．)]")
_TITLE = re.compile(r"(?:设备|仪器|软件|设施|资产).{0,8}(?:清单|一览表|明细|台账|列表|表)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure of the list: all that it may mean, the sum of all rows, and that of what is surely equipment.

    `doubt` says why nothing can be held against it, `complete` that no row can be missing.
    """

    claim: Claim | None
    ways: tuple[Decimal, ...]
    most: Decimal
    least: Decimal
    complete: bool
    doubt: tuple[str, str] | None = None


def pieces(facts: Facts) -> Listed | None:
    """The column of quantities; None where the list has none."""
    rows = _items(facts)
    claims = _totals("equipment-count", facts)
    if not claims and not any(r.cells.get("quantity") for r in rows):
        return None
    each = [_quantity(r) for r in rows]
    doubt = _unread(rows, facts) or _gaps(each, "数量未识别，或单位不是台(套)", "quantity")
    total = sum((q for q in each if q is not None), Decimal(0))
    apart = [q or Decimal(0) for q, r in zip(each, rows, strict=True) if _is_apart(r)]
    least = total - sum(apart, Decimal(0))
    ways = [number(c) for c in claims]
    if not doubt:
        ways += [total, least, Decimal(len(rows)), Decimal(len(rows) - len(apart))]
    return _listed(facts, claims, ways, total, least, doubt)


def price_of(facts: Facts) -> Listed | None:
    """The column of costs in yuan; None where the list has none."""
    rows = _items(facts)
    claims = _totals("equipment-cost", facts)
    if not claims:
        return None
    each = [_cost(r) for r in rows]
    raw = sum((c for c in each if c is not None), Decimal(0))
    said_ = number(claims[0])
    scale = next((s for s in SCALES if abs(raw * s - said_) <= max(CENT * s * len(rows), CENT)), None)
    doubt = _unread(rows, facts) or _gaps(each, "金额未识别", "cost")
    if not doubt and scale is None:
        doubt = "清单合计与各行金额之和不符或金额单位未能识别", "the list's total is not the sum of its rows, or its unit is not known"  # fmt: skip
    apart = sum((c or Decimal(0) for c, r in zip(each, rows, strict=True) if _is_apart(r)), Decimal(0))
    least = said_ - apart * (scale or 0)
    ways = [number(c) for c in claims]
    return _listed(facts, claims, ways if doubt else [*ways, least], said_, least, doubt)


def _listed(
    facts: Facts,
    claims: Sequence[Claim],
    ways: Sequence[Decimal],
    total: Decimal,
    least: Decimal,
    doubt: tuple[str, str] | None,
) -> Listed:
    """The figure with what speaks against holding it against the form."""
    rows = _items(facts)
    claim = claims[0] if claims else None
    printed = claim if claim and claim.evidence.reader != "count" else None
    borne_out = printed is not None or _typed(facts) or all(map(_multiplies, rows))
    if doubt is None and printed and number(printed) != total:
        doubt = f"清单合计{plain(number(printed))}与各行之和{plain(total)}不符", f"the list's total {plain(number(printed))} is not the sum of its rows, {plain(total)}"  # fmt: skip
    if doubt is None and claim and (claim.confidence < facts.floor or claim.damaged):
        doubt = "清单合计或其单位识读不清", "the list's total or its unit was read faintly"
    if doubt is None and not borne_out:
        doubt = "清单未印合计，各行识读未能印证", "the list prints no total and nothing bears its rows out"
    most = number(printed) if doubt and printed else total
    complete = printed is not None or all(r.number is not None for r in rows)
    return Listed(claim, tuple(ways), most, min(least, most), complete, doubt)


def _items(facts: Facts) -> tuple[Row, ...]:
    """The rows that name something or count it; totals are no rows."""
    return tuple(
        r for r in facts.table(KIND) if any(not is_nil(r.cells.get(c)) for c in ("name", "quantity", "cost"))
    )


def _totals(quantity: str, facts: Facts) -> tuple[Claim, ...]:
    """What each list comes to, the surest claim of a list first."""
    best: dict[str, Claim] = {}
    for c in sorted(facts.find(quantity, KIND), key=lambda c: -c.confidence):
        best.setdefault(c.document, c)
    return tuple(best.values())


def _quantity(row: Row) -> Decimal | None:
    """So many devices; None for a blank, a doubtful reading or what is no number of devices (1批, 300米)."""
    m = _PIECES.fullmatch(squeeze(row.cells.get("quantity") or ""))
    measured = _MEASURE.fullmatch(squeeze(row.cells.get("place") or ""))
    return Decimal(m[1]) if m and "quantity" not in row.doubt and not measured else None


def _cost(row: Row) -> Decimal | None:
    """The cost as printed, else price × quantity."""
    cost, price = (
        None if column in row.doubt else parse_figure(row.cells.get(column) or "")
        for column in ("cost", "price")
    )
    if cost or row.cells.get("cost"):
        return cost.value if cost and not cost.qualifier else None
    times = _quantity(row)
    return price.value * times if price and times is not None else None


def _multiplies(row: Row) -> bool:
    """Whether price × quantity is the printed cost: then none of the three is misread."""
    price, cost = (parse_figure(row.cells.get(c) or "") for c in ("price", "cost"))
    times = _quantity(row)
    if not price or not cost or times is None:
        return False
    return abs(price.value * times - cost.value) <= cost.resolution + price.resolution * times / 2


def _is_apart(row: Row) -> bool:
    return bool(_APART.search(squeeze(row.cells.get("name") or "")))


def _unread(rows: Sequence[Row], facts: Facts) -> tuple[str, str] | None:
    """Why the rows may be too few or too many, whatever they say."""
    homes = {r.document for r in rows}
    if not rows:
        return "清单数据行未能识别", "no rows of the list could be read"
    if len(homes | {d.id for d in facts.of_kind(KIND)}) > 1:
        return "设备清单有多份，可能重复提交", "there are several equipment lists, perhaps of the same things"
    found = counted(rows)
    if found.unread:
        return f"清单序号表明约有{found.unread}行未识别", f"by its numbers {found.unread} rows of the list are unread"  # fmt: skip
    if len(found.rows) != len(rows):
        return "清单有名称未识别或重复识别的行", "rows of the list have no name or were read twice"
    if any(_SUM.search(squeeze(r.cells.get("name") or "")) for r in rows):
        return "清单有分类小计，可能重复计数", "the list has sums of its sections, which may count twice"
    if any(p.depth == "glance" and not p.blank for d in facts.of_kind(KIND) for p in d.pages):
        return "清单有页面未识别", "a page of the list was not read"
    return None


def _gaps(each: Sequence[Decimal | None], zh: str, column: str) -> tuple[str, str] | None:
    missing = sum(v is None for v in each)
    return (
        (f"清单有{missing}行{zh}", f"the {column} of {missing} rows could not be told") if missing else None
    )


def _typed(facts: Facts) -> bool:
    """Whether the list was never scanned."""
    pages = [p for d in facts.of_kind(KIND) for p in d.pages]
    return bool(pages) and all(p.source in ("text", "sheet") for p in pages)


def main_alone(facts: Facts) -> bool:
    """Whether a list calls itself one of the main things, as the official annex does, or has no title that was read."""
    titles = [t for d in facts.of_kind(KIND) for w in d.pages[0].words if _TITLE.search(t := squeeze(w.text))]
    return not titles or any(re.search("主要|部分|关键|大型", t) for t in titles)
