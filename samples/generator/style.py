"""How one package is set: faces, formats, words and layouts, drawn from what real packages show."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from .identity import chinese_number, chinese_year
from .layout import Look

MARKS = ("tick", "check", "stroke", "dot", "glyph", "tick", "check", "stroke", "ring", "one", "word")


@dataclass
class Style:
    look: Look
    audit: Look  # the auditors print with their own faces
    money: str = "comma"  # comma | plain: thousand separators in the audited statements
    wan: str = "plain"  # the same, on the form
    date: str = "{y}年{m}月{d}日"
    audit_date: str = "words"  # words | digits
    mark: str = "tick"
    rules: str = "grid"
    repeat_head: bool = True
    form_order: str = "ascending"  # year rows of the form
    form_boxes: bool = False  # labels in cells of their own instead of «label：value»
    extra_year: bool = False
    roster_columns: str = "plain"
    served_columns: str = "plain"
    served_landscape: bool = False
    one_rating: bool = False  # one column with the rating in words instead of three to tick
    narrative_numbers: str = "（{}）"
    opening: str = "年初余额"  # heading of the opening column
    split_sheet: bool = False  # assets and liabilities on a page each instead of side by side
    table_size: float = 10.0
    statement_unit: str = "元"
    # what `widen` varies besides
    form_layout: str = "printed"  # printed | pairs | column | above | lines; only forms that no text prints
    form_unit: str = "万元"
    years_across: bool = False  # the years of the form are columns
    capital_words: bool = False  # 伍佰万元整
    served_rules: str = "grid"
    open_sides: bool = False  # tables without outer verticals
    double_frame: bool = False
    worn_rules: bool = False  # lines with gaps
    line_tone: int = 20  # grey of the lines
    cut_rows: bool = False  # a row may go on over the page break
    name_column: float = 0.30  # a narrow one wraps the firms' names


def draw(rng: random.Random) -> Style:
    """A style at random."""
    body = rng.choice(["song", "kai", "ming+times", "song+times", "kai+times", "zenhei"])
    head = rng.choice(["hei", "song-bold", "zenhei"])
    look = Look(
        body,
        head,
        rng.choice([11.5, 12, 12, 13]),
        rng.uniform(1.6, 1.95),
        rng.uniform(58, 80),
        rng.choice(["- {page} -", "{page}", "第 {page} 页", "- {page} -"]),
    )
    audit = Look(
        rng.choice(["song", "song+times", "ming+times", "kai"]),
        rng.choice(["hei", "song-bold"]),
        rng.choice([11, 11.5, 12]),
        rng.uniform(1.6, 1.85),
        rng.uniform(62, 78),
        rng.choice(["", "{page}", "第 {page} 页"]),
    )
    return Style(
        look,
        audit,
        money=rng.choice(["comma", "comma", "plain"]),
        wan=rng.choice(["plain", "plain", "comma"]),
        date=rng.choice(
            [
                "{y}年{m}月{d}日",
                "{y}年{m}月{d}日",
                "{y}.{m:02d}.{d:02d}",
                "{y}-{m:02d}-{d:02d}",
                "{y} 年 {m:02d} 月 {d:02d} 日",
            ]
        ),
        audit_date=rng.choice(["words", "digits"]),
        mark=rng.choice(MARKS),
        rules=rng.choice(["grid", "grid", "grid", "horizontal"]),
        repeat_head=rng.random() < 0.6,
        form_order=rng.choice(["ascending", "ascending", "descending"]),
        form_boxes=rng.random() < 0.4,
        extra_year=rng.random() < 0.3,
        roster_columns=rng.choice(["plain", "school", "phone", "reordered"]),
        served_columns=rng.choice(["plain", "reordered", "industry"]),
        served_landscape=rng.random() < 0.25,
        one_rating=rng.random() < 0.12,
        narrative_numbers=rng.choice(["（{}）", "{}、"]),
        opening=rng.choice(["年初余额", "期初余额", "上年年末余额", "年初数"]),
        split_sheet=rng.random() < 0.3,
        table_size=rng.choice([9.5, 10, 10.5]),
        statement_unit=rng.choice(["元", "元", "元", "元", "万元", "千元"]),
    )


def widen(s: Style, rng: random.Random) -> Style:
    """More of what real packages show, on top of a style that was drawn."""
    return replace(
        s,
        date=rng.choice([s.date, s.date, s.date, "{y}/{m}/{d}", "{y}年{m:02d}月{d:02d}日", "words"]),
        mark=rng.choice([s.mark, s.mark, s.mark, "box", "filled", "typed"]),
        rules=rng.choice([s.rules, s.rules, s.rules, "three", "none"]),
        served_rules=rng.choice(["grid"] * 5 + ["horizontal", "none"]),
        form_layout=rng.choice(["pairs", "column", "above", "lines"]),
        form_unit=rng.choice(["万元", "万元", "万元", "元", "千元"]),
        years_across=rng.random() < 0.35,
        capital_words=rng.random() < 0.2,
        open_sides=rng.random() < 0.15,
        double_frame=rng.random() < 0.12,
        worn_rules=rng.random() < 0.2,
        line_tone=rng.choice([20, 20, 20, 90, 130]),
        cut_rows=rng.random() < 0.25,
        name_column=rng.choice([0.30, 0.30, 0.20]),
    )


def money(value: Decimal, how: str = "plain") -> str:
    """An amount with two decimals, with separators or not."""
    value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{value:,.2f}" if how == "comma" else f"{value:.2f}"


def plain(value: Decimal) -> str:
    """A decimal string without separators and trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def date(iso: str, pattern: str) -> str:
    """A date in a pattern; `words` for Chinese numerals."""
    if pattern == "words":
        return words_date(iso)
    y, m, d = (int(x) for x in iso.split("-"))
    return pattern.format(y=y, m=m, d=d)


def words_date(iso: str) -> str:
    """二〇二〇年三月二十四日"""
    y, m, d = (int(x) for x in iso.split("-"))
    return f"{chinese_year(y)}年{chinese_number(m)}月{chinese_number(d)}日"
