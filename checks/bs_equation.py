"""The balance sheet balances (domain C2, B2.3).

Asks: whether 资产总计 = 负债合计 + 所有者权益(净资产)合计, and equals 负债和权益总计, in every column that was read.
Passes: within one unit of the last digit for each addend.
Fails: off by more, if a second reading of the figures does not mend it.
Undecided: assets balance, but the sheet's last line says another total.
Must not accuse: misreadings, which cause most mismatches: unless every figure is confirmed a person decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from checks._compare import mended, number, ulp
from checks._words import failed, formula, inapplicable, passed, said, unsure, where
from pipeline.model import Claim, Facts, Message, Need, Row, Verdict
from pipeline.quantity import decimal_of, plain, show, squeeze

ID = "bs-equation"
CATEGORY = "consistency"
ASKS = Message("资产负债表是否平衡", "Does the balance sheet balance?")
NEEDS: Mapping[str, Need] = {}
PARAMETERS: Mapping[str, str] = {}
KINDS = ("audit-report", "financial-statements")
TOTAL_LINE = ("负债和所有者权益", "负债及所有者权益", "负债和净资产", "负债及净资产", "负债和股东权益")
CONFUSED = frozenset(map(frozenset, ("06", "08", "68", "17", "38", "56", "49", "35", "27")))

Sheet = Mapping[str, Claim]


def check(facts: Facts, parameters: Mapping[str, object]) -> Verdict:
    """Every (document, day, scope) that has all three totals."""
    sheets = list(_sheets(facts))
    if not sheets:
        return inapplicable(
            "未识别到完整的资产、负债、权益合计，无法核对平衡关系",
            "no complete set of total assets, liabilities and equity was read",
        )
    wrong = [s for s in sheets if not _holds(s)]
    if not wrong and (other := next((o for s in sheets if (o := _other_total(s, facts))), None)):
        return other
    if not wrong:
        days = "、".join(dict.fromkeys(s["assets"].period or "" for s in sheets))
        return passed(
            f"资产总计等于负债与权益合计（{days}）",
            f"total assets equal liabilities and equity ({days})",
            claims=tuple(c.id for s in sheets for c in s.values()),
        )
    sheet = wrong[0]
    assets, liabilities, equity = sheet["assets"], sheet["liabilities"], sheet["equity"]
    summed = number(liabilities) + number(equity)
    together = show(assets.quantity, plain(summed))
    at, at_en = where(assets)
    zh = f"{at}{assets.period}：资产总计{said(assets)}，负债合计{said(liabilities)}加权益合计{said(equity)}为{together}"
    en = f"{at_en}, {assets.period}: total assets {said(assets)}, liabilities {said(liabilities)} and equity {said(equity)} sum to {together}"
    claims = tuple(c.id for c in sheet.values())
    workings = formula(
        f"{plain(number(liabilities))} + {plain(number(equity))} = {plain(summed)} ≠ {plain(number(assets))}"
    )
    if mended(sheet, _holds) or _one_glyph(sheet) or _contradicted(sheet, facts):
        return unsure(
            f"{zh}，不平衡；疑似识别误差，请核对原件",
            f"{en}: does not balance, probably a misread figure: check the scan",
            claims=claims, cause="misread", workings=workings,
        )  # fmt: skip
    return failed(
        f"{zh}，不平衡", f"{en}: does not balance",
        claims=claims, expected=plain(summed), found=plain(number(assets)), workings=workings,
    )  # fmt: skip


def _sheets(facts: Facts) -> Iterator[Sheet]:
    for kind in KINDS:
        for assets in facts.find("total-assets", kind, scope=None):
            found = {"assets": assets}
            for name, quantity in (("liabilities", "total-liabilities"), ("equity", "net-assets")):
                same = [
                    c
                    for c in facts.find(quantity, kind, assets.period, scope=assets.scope)
                    if c.document == assets.document and c.field == assets.field
                ]
                if same:
                    found[name] = same[0]
            if len(found) == 3 and all(c.confidence >= facts.floor for c in found.values()) and assets.period:
                yield found


def _holds(sheet: Sheet) -> bool:
    """T-stmt: 0.01 yuan, or one written unit, for each addend."""
    step = max(min(ulp(c), Decimal(10_000)) if c.resolution else Decimal("0.01") for c in sheet.values())
    gap = number(sheet["assets"]) - number(sheet["liabilities"]) - number(sheet["equity"])
    return abs(gap) <= 2 * step


def _other_total(sheet: Sheet, facts: Facts) -> Verdict | None:
    """A last line (负债和权益总计) that says another total than assets that balance; what a scan says, a person has to see."""
    assets = sheet["assets"]
    days = {
        c.period or ""
        for c in facts.find("total-assets", assets.kind, scope=assets.scope)
        if c.document == assets.document
    }
    column = "closing" if assets.period == max(days) else "opening"
    lines = list(_last_lines(facts, assets))
    # Lines bear no day: of several sheets in one document nobody knows whose last line is whose.
    for row in lines if len(lines) == 1 and len(days) <= 2 else ():
        total = decimal_of(row.cells.get(column))
        if row.confidence < facts.floor or total is None or abs(total - number(assets)) <= 2 * ulp(assets):
            continue
        at, at_en = where(assets)
        printed = show(assets.quantity, plain(total))
        word = failed if row.page is None else unsure
        return word(
            f"{at}{assets.period}：资产总计{said(assets)}等于负债与权益合计，但“{row.cells.get('line')}”为{printed}，请核对原件",
            f"{at_en}, {assets.period}: total assets {said(assets)} equal liabilities and equity, but the last line says {printed}: check the scan",
            claims=tuple(c.id for c in sheet.values()), rows=(row.id,), expected=plain(number(assets)), found=plain(total),
        )  # fmt: skip
    return None


def _last_lines(facts: Facts, assets: Claim) -> Iterator[Row]:
    for row in facts.table("balance-sheet"):
        if (
            row.document == assets.document
            and row.cells.get("scope") in (None, assets.scope)
            and squeeze(row.cells.get("line") or "").startswith(TOTAL_LINE)
        ):
            yield row


def _one_glyph(sheet: Sheet) -> bool:
    """Whether one confusable digit of a scanned, unconfirmed figure accounts for the whole difference."""
    gap = number(sheet["assets"]) - number(sheet["liabilities"]) - number(sheet["equity"])
    for name, claim in sheet.items():
        if claim.evidence.reader != "ocr" or claim.value in claim.readings:
            continue
        wanted = number(claim) - gap if name == "assets" else number(claim) + gap
        if _near(f"{number(claim):.2f}", f"{wanted:.2f}"):
            return True
    return False


def _near(a: str, b: str) -> bool:
    if len(a) != len(b):
        return a.replace(".", "") == b.replace(".", "")
    differing = [frozenset(pair) for pair in zip(a, b, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and differing[0] in CONFUSED


def _contradicted(sheet: Sheet, facts: Facts) -> bool:
    """Whether the sheet's own last line says that assets or the sum was misread (it balances with one of them)."""
    assets = sheet["assets"]
    for row in _last_lines(facts, assets):
        for column in ("closing", "opening"):
            total = decimal_of(row.cells.get(column))
            summed = number(sheet["liabilities"]) + number(sheet["equity"])
            if total is not None and total == summed and total != number(assets):
                return assets.value not in assets.readings and assets.evidence.reader == "ocr"
    return False
