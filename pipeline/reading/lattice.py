"""Ruled tables: the lattice that level and upright rules span, with merged cells.

Every unit cell is bounded by up to four stretches of rule; where a stretch is missing, two unit cells are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.reading.frame import PixelBox
from pipeline.reading.rule import WORN, Rule, Rules

BEYOND = 7  # points that a rule runs on beyond the last edge where there is one more column, or row


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a cell: row, column, spans, pixels."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: PixelBox


@dataclass(frozen=True, slots=True)
class Shape:
    """A hypothesis of a table's structure, in pixels of the straightened page."""

    box: PixelBox
    rows: int
    columns: int
    slots: tuple[Slot, ...]
    reader: str
    confidence: float = 1.0
    cuts: tuple[Rule, ...] = field(default=())


@dataclass(slots=True)
class Cluster:
    """Rules that touch each other."""

    level: list[Rule]
    upright: list[Rule]


def clusters(rules: Rules, slack: float) -> list[Cluster]:
    """Rules that cross or meet within `slack` pixels, as groups."""
    every = [*((True, r) for r in rules.level), *((False, r) for r in rules.upright)]
    parent = list(range(len(every)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    n = len(rules.level)
    for i, level in enumerate(rules.level):
        for j, upright in enumerate(rules.upright, n):
            meets = (
                level.start - slack <= upright.at <= level.end + slack
                and upright.start - slack <= level.at <= upright.end + slack
            )
            if meets:
                parent[root(i)] = root(j)
    groups: dict[int, Cluster] = {}
    for i, (is_level, rule) in enumerate(every):
        group = groups.setdefault(root(i), Cluster([], []))
        (group.level if is_level else group.upright).append(rule)
    return list(groups.values())


def edges(rules: Iterable[Rule], tolerance: float) -> list[float]:
    """Positions of rules, those within `tolerance` taken as one (weighted by length)."""
    found: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        if found and rule.at - found[-1][0] <= tolerance:
            at, weight = found[-1]
            total = weight + rule.length
            found[-1] = ((at * weight + rule.at * rule.length) / total, total)
        else:
            found.append((rule.at, float(rule.length)))
    return [at for at, _ in found]


def ruled_shapes(rules: Rules, unit: float) -> list[Shape]:
    """All tables that rules enclose; `unit` is pixels a point."""
    shapes = []
    for cluster in clusters(rules, 4 * unit):
        shape = _shape(cluster, unit)
        if shape and len(shape.slots) >= 2:
            shapes.append(shape)
    return _outermost(shapes)


def _outermost(shapes: Sequence[Shape]) -> list[Shape]:
    """Drops what lies inside another shape's single cell border (a frame in a frame keeps the richer one)."""
    kept: list[Shape] = []
    for shape in sorted(shapes, key=lambda s: -len(s.slots)):
        if not any(_overlap(shape.box, other.box) > 0.7 for other in kept):
            kept.append(shape)
    return sorted(kept, key=lambda s: (s.box[1], s.box[0]))


def _overlap(a: PixelBox, b: PixelBox) -> float:
    """The share of the smaller box that lies in the other."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(min((a[2] - a[0]) * (a[3] - a[1]), (b[2] - b[0]) * (b[3] - b[1])), 1)


def _shape(cluster: Cluster, unit: float) -> Shape | None:
    cluster = _anchored(
        Cluster(bridged(cluster.level, cluster.upright, unit), bridged(cluster.upright, cluster.level, unit)),
        unit,
    )
    if len(cluster.level) < 2 or not cluster.upright:
        return None
    tolerance, stub = 3.0 * unit, 5.0 * unit
    ys, xs = edges(cluster.level, tolerance), edges(cluster.upright, tolerance)
    xs = _with_ends(xs, cluster.level, unit)
    ys = _with_ends(ys, cluster.upright, unit)
    if len(xs) < 2 or len(ys) < 2:
        return None
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows * columns > 20_000:
        return None

    def closed(rules: Sequence[Rule], at: float, start: float, end: float) -> bool:
        """Whether rules near `at` cover most of the stretch."""
        near = [r for r in rules if abs(r.at - at) <= tolerance]
        covered = sum(max(0.0, min(r.end, end) - max(r.start, start)) for r in near)
        # A line that comes into a cell and stops there is a worn one: no cell is merged over a part of its side.
        comes_in = any(
            (r.start <= start + tolerance and start + stub < r.end < end - tolerance)
            or (r.end >= end - tolerance and start + tolerance < r.start < end - stub)
            for r in near
        )
        return covered >= 0.7 * (end - start) or (comes_in and end - start > 2 * stub)

    right = [
        [closed(cluster.upright, xs[c + 1], ys[r], ys[r + 1]) for c in range(columns)] for r in range(rows)
    ]
    below = [
        [closed(cluster.level, ys[r + 1], xs[c], xs[c + 1]) for c in range(columns)] for r in range(rows)
    ]
    slots = [
        Slot(r, c, rs, cs, (round(xs[c]), round(ys[r]), round(xs[c + cs]), round(ys[r + rs])))
        for r, c, rs, cs in _merged(rows, columns, right, below)
    ]
    box = (round(xs[0]), round(ys[0]), round(xs[-1]), round(ys[-1]))
    return Shape(box, rows, columns, tuple(slots), "ruled")


def bridged(rules: Sequence[Rule], across: Sequence[Rule], unit: float) -> list[Rule]:
    """Pieces of worn lines as whole ones.

    A gap from one crossing rule to the next is no wear: there two cells are merged.
    """

    def crossing(at: float, line: float) -> bool:
        return any(
            abs(o.at - at) <= 2.5 * unit and o.start - 4 * unit <= line <= o.end + 4 * unit for o in across
        )

    done: list[Rule] = []
    for piece in sorted(rules, key=lambda r: r.start):
        for i, line in enumerate(done):
            gap = piece.start - line.end
            if abs(line.at - piece.at) > 2 * unit or not 0 <= gap <= WORN * unit:
                continue
            if crossing(line.end, line.at) and crossing(piece.start, piece.at):
                continue
            total = line.length + piece.length
            done[i] = Rule(
                (line.at * line.length + piece.at * piece.length) / total,
                line.start,
                piece.end,
                max(line.thickness, piece.thickness),
                min(line.low, piece.low),
                max(line.high, piece.high),
                line.inked + piece.inked + gap,  # what wear took was line
            )
            break
        else:
            done.append(piece)
    return sorted(done, key=lambda r: (r.at, r.start))


def _anchored(cluster: Cluster, unit: float) -> Cluster:
    """Without short rules that do not run from one crossing rule to another: underlines and strokes of letters."""

    def holds(rule: Rule, across: Sequence[Rule]) -> bool:
        slack = 5 * unit
        near = [o for o in across if o.start - slack <= rule.at <= o.end + slack]
        ends = (any(abs(o.at - e) <= slack for o in near) for e in (rule.start, rule.end))
        whole = rule.inked >= 0.92 * rule.length  # strokes of lines of print below each other are not
        return rule.length >= 70 * unit or (all(ends) and whole)

    level = [r for r in cluster.level if holds(r, cluster.upright)]
    upright = [r for r in cluster.upright if holds(r, level)]
    return Cluster(level, upright)


def _with_ends(at: list[float], across: Sequence[Rule], unit: float) -> list[float]:
    """Adds the outer edges that are not drawn: where most crossing rules run on beyond the outermost edge, or the
    first and the last of them as far as each other (those between them end at merged cells)."""
    if not across:
        return at
    first, last = _reach([r.start for r in across], unit), -_reach([-r.end for r in across], unit)
    if not at:
        return [first, last]
    low = [first] if first < at[0] - BEYOND * unit else []
    high = [last] if last > at[-1] + BEYOND * unit else []
    return low + at + high


def _reach(ends: Sequence[int], unit: float) -> float:
    """How far out rules go whose `ends`, in the order of the rules, count down towards the outside."""
    outermost = min(ends)
    if len(ends) >= 3 and max(ends[0], ends[-1]) <= outermost + 3 * unit:
        return float(outermost)
    return float(sorted(ends)[len(ends) // 3])


def _merged(
    rows: int, columns: int, right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]
) -> Iterable[tuple[int, int, int, int]]:
    """Rectangles of unit cells that no edge parts. A region that is no rectangle is taken apart greedily."""
    region = [[-1] * columns for _ in range(rows)]
    number = 0
    for r in range(rows):
        for c in range(columns):
            if region[r][c] < 0:
                stack = [(r, c)]
                region[r][c] = number
                while stack:
                    a, b = stack.pop()
                    ways = (
                        (a, b + 1, b + 1 < columns and not right[a][b]),
                        (a, b - 1, b > 0 and not right[a][b - 1]),
                        (a + 1, b, a + 1 < rows and not below[a][b]),
                        (a - 1, b, a > 0 and not below[a - 1][b]),
                    )
                    for p, q, is_open in ways:
                        if is_open and region[p][q] < 0:
                            region[p][q] = number
                            stack.append((p, q))
                number += 1
    taken = [[False] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            name, cs = region[r][c], 1
            while c + cs < columns and region[r][c + cs] == name and not taken[r][c + cs]:
                cs += 1
            rs = 1
            while r + rs < rows and all(
                region[r + rs][k] == name and not taken[r + rs][k] for k in range(c, c + cs)
            ):
                rs += 1
            for a in range(r, r + rs):
                for b in range(c, c + cs):
                    taken[a][b] = True
            yield r, c, rs, cs
