"""Two rulesets side by side, as tables for a terminal or a pipe."""

from __future__ import annotations

from pipeline.reports._articles import cited
from pipeline.rulesheets import ABOUT, HEADS, Sheet, Words, sheet
from rulesets import Comparison
from rulesets._diff import Difference, Side


def show_diff(c: Comparison) -> None:
    """What differs, section by section; how much is the same stands beneath each."""
    s = sheet()
    s.line(f"{c.a.id}  {s.of(c.a.title)}", "bold")
    s.line(f"{c.b.id}  {s.of(c.b.title)}", "bold")
    for section, count in c.same.items():
        rows = [d for d in c.differences if d.section == section]
        s.table(
            s.say(HEADS[section]),
            [("", 0 if section == "about" else 1), (c.a.id, 4), (c.b.id, 4)],
            (_row(s, d) for d in rows),
        )
        if count:
            s.line(
                s.say((f"  {count} 项相同", f"  {count} the same")) if rows else _all_same(s, section, count),
                "dim",
            )


def _all_same(s: Sheet, section: str, count: int) -> str:
    head = s.say(HEADS[section])
    return s.say((f"\n{head}：{count} 项均相同", f"\n{head}: all {count} the same"))


def _row(s: Sheet, d: Difference) -> tuple[str, str, str]:
    if d.section == "about":
        return s.say(ABOUT[d.key]), _cell(s, d.a), _cell(s, d.b)
    return _what(s, d), _cell(s, d.a), _cell(s, d.b)


def _what(s: Sheet, d: Difference) -> str:
    """In what the two differ, in a word or two."""
    if d.a is None or d.b is None:
        return s.say(("仅右", "right only")) if d.a is None else s.say(("仅左", "left only"))
    a, b = d.a.plain, d.b.plain
    named: list[tuple[tuple[str, ...], Words]] = [
        (("parameters", "unit", "value", "years", "at_least"), ("标准", "figure")),
        (("variants",), ("变体", "variants")),
        (("decided_by", "check"), ("判断", "who decides")),
        (("status",), ("要求", "asked for")),
        (("replaceable_by",), ("代替", "replacement")),
    ]
    found = [s.say(word) for keys, word in named if any(a.get(k) != b.get(k) for k in keys)]
    return s.say(("、", ", ")).join(found or [s.say(("表述", "wording"))])


def _cell(s: Sheet, side: Side | None) -> str:
    if side is None:
        return "—"
    text = " ".join(filter(None, (cited(side.article, s.lang), s.of(side.text))))
    return "\n".join(filter(None, (text, s.of(side.figures))))
