"""One picture of a benchmark run: what is found by quantity and by degradation, and how far confidence is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.doubt import LOAD, bins, caught
from benchmarks.measures import Printed, Stated, Tally

INK, ACCENT, PALE = "#1f2d3a", "#1a5fb4", "#c9d6e6"
FEWEST = 8  # values of a quantity below which a share says little


def shares(pairs: Iterable[tuple[str, bool]]) -> list[tuple[str, Tally]]:
    """(name, found of printed), the worst first."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for name, found in pairs:
        tallies[name].add(found)
    return sorted(tallies.items(), key=lambda item: (item[1].share, item[0]))


def _bars(axes: Any, rows: Sequence[tuple[str, Tally]], title: str) -> None:
    names = [f"{name} ({t.of})" for name, t in rows]
    axes.barh(names, [t.share for _, t in rows], color=[ACCENT if t.share < 0.98 else PALE for _, t in rows])
    for at, (_, t) in enumerate(rows):
        axes.text(
            min(t.share, 1) - 0.004, at, f"{t.share:.3f}", va="center", ha="right", fontsize=7, color=INK
        )
    axes.set_xlim(max(0.0, min([t.share for _, t in rows], default=1.0) - 0.1), 1.0)
    axes.invert_yaxis()
    axes.tick_params(labelsize=7)
    axes.set_title(title, fontsize=10, color=INK)


def _reliability(axes: Any, stated: Sequence[Stated]) -> None:
    made = bins(stated)
    axes.plot([0, 1], [0, 1], color=PALE, linewidth=1)
    axes.plot([b.mean for b in made], [b.right / b.claims for b in made], "o-", color=ACCENT)
    for b in made:
        axes.annotate(
            str(b.claims),
            (b.mean, b.right / b.claims),
            fontsize=7,
            xytext=(3, -9),
            textcoords="offset points",
        )
    found, wrong = caught(stated)
    axes.set_xlabel("stated confidence", fontsize=8)
    axes.set_ylabel("share right", fontsize=8)
    axes.tick_params(labelsize=7)
    axes.set_title(
        f"reliability; {found} of {wrong} wrong claims\nare among the least sure {LOAD:.0%}",
        fontsize=10,
        color=INK,
    )


def draw(printed: Sequence[Printed], stated: Sequence[Stated], target: Path) -> None:
    """Writes the picture (PNG or SVG, by the name)."""
    from matplotlib.figure import Figure

    quantities = [row for row in shares((p.quantity, p.found) for p in printed) if row[1].of >= FEWEST]
    spoilt = shares((name, p.found) for p in printed for name in p.spoilt)
    figure = Figure(figsize=(13, max(5.0, 0.2 * len(quantities) + 1)), layout="constrained")
    left, middle, right = figure.subplots(1, 3)
    _bars(left, quantities, "values found, by quantity")
    _bars(middle, spoilt, "values found, by what was done to the page")
    _reliability(right, stated)
    figure.savefig(target, dpi=110)
