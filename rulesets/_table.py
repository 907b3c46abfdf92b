"""The table of all thresholds in docs/rulesets.md: `python -m rulesets._table` writes it anew.

Drawn from the rulesets as they are loaded; a test fails where the page says anything else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from pipeline.quantity import plain
from rulesets._loader import load_all
from rulesets._ruleset import Ruleset
from rulesets._types import Condition, Value

PAGE = Path(__file__).parents[1] / "docs" / "rulesets.md"
START, END = "<!-- thresholds: start, written by python -m rulesets._table -->", "<!-- thresholds: end -->"


def markdown(rulesets: Iterable[Ruleset]) -> str:
    """Two tables, a column a regulation: conditions and form rules; functions."""
    known = tuple(rulesets)
    heads = f"| {' | '.join(r.id for r in known)} |"
    lines = [f"| check {heads}", f"| --- {'| --- ' * len(known)}|"]
    for check in _checks(known):
        cells = (_cells(c for c in (*r.conditions, *r.form_rules) if c.check == check) for r in known)
        lines.append(f"| `{check}` | {' | '.join(cells)} |")
    lines += ["", f"| function {heads}", f"| --- {'| --- ' * len(known)}|"]
    for function in dict.fromkeys(f.function for r in known for f in r.functions.functions):
        cells = (
            _cells(p for f in r.functions.functions if f.function == function for p in f.parts) for r in known
        )
        lines.append(f"| {function} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _checks(rulesets: tuple[Ruleset, ...]) -> tuple[str, ...]:
    """The checks that some regulation gives a figure, in the order in which they first appear."""
    rules = (c for r in rulesets for c in (*r.conditions, *r.form_rules))
    return tuple(dict.fromkeys(c.check for c in rules if c.check and c.unit and c.parameters.get("minimum")))


def _cells(rules: Iterable[Condition]) -> str:
    return "<br>".join(dict.fromkeys(text for rule in rules for text in _cell(rule))) or "–"


def _cell(rule: Condition) -> Iterator[str]:
    for name, value in rule.parameters.items():
        if not rule.unit or name in ("limit", "signature_required"):
            continue
        what = "" if name == "minimum" else f" {name}"
        variants = [
            f"{variant} {_changed(changed, name, rule)}"
            for variant, changed in rule.variants.items()
            if {name, "relaxable", "relaxed_minimum"} & set(changed)
        ]
        tail = f" ({'; '.join(variants)})" if variants else ""
        yield f"{_figure(value, rule)}{what}{tail}, {rule.article}"


def _changed(changed: Mapping[str, Value], name: str, rule: Condition) -> str:
    if changed.get("relaxable"):
        return "open"
    if "relaxed_minimum" in changed:
        return f"down to {_figure(changed['relaxed_minimum'], rule)}"
    return _figure(changed[name], rule)


def _figure(value: Value, rule: Condition) -> str:
    if rule.unit == "CNY":
        number = Decimal(str(value))
        return f"{plain(number / 10**8)} 亿元" if number >= 10**8 else f"{plain(number / 10**4)} 万元"
    return f"{value}{ {'percent': ' %', 'years': ' y'}.get(rule.unit or '', '') }"


def written(page: str, table: str) -> str:
    """The page with the table between its marks."""
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{table}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(
        written(PAGE.read_text(encoding="utf-8"), markdown(load_all())), encoding="utf-8", newline="\n"
    )
