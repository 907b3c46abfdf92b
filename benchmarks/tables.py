"""How much of real tables the grid readers get right, side by side.

    python -m benchmarks.tables ../shared/realdata [--reader ours] [--show FILE]

For every picture with a `<file>.gt.json` beside it that holds a table: the share of its filled cells whose text
(folded: width, spaces, line breaks) stands at the right row and column of the best grid of the page. A title row
more or less is no fault: rows may be shifted as a whole. All readers get the same recognised lines, so that the
figure is about structure alone. Reads nothing but the folder; prints a table.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein

from pipeline.model import Page, SourceFile
from pipeline.reading import DEFAULT, read
from pipeline.reading.source import raster

Cells = dict[tuple[int, int], str]
Reader = Callable[[SourceFile, Page], list[Cells]]


def main() -> None:
    """Prints one line a file and the means."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reader", choices=[*READERS, "all"], default="all")
    parser.add_argument("--show", help="print both tables of this file")
    options = parser.parse_args()
    names = list(READERS) if options.reader == "all" else [options.reader]
    sums: dict[str, list[float]] = {n: [0.0, 0.0, 0.0] for n in [*names, "best"]}
    print(f"{'file':48} {'cells':>5} {'text':>5}", *(f"{n:>10}" for n in names))
    for truth in sorted(options.folder.glob("*.gt.json")):
        if options.show and options.show not in truth.name:
            continue
        true = truth_cells(truth)
        picture = truth.with_suffix("").with_suffix("")
        if not true or picture.suffix.lower() not in {".png", ".jpg", ".jpeg"}:
            continue
        file = SourceFile(picture.name, truth.name, "image", picture)
        start = time.perf_counter()
        page = read(file, 1)
        seconds = {"ours": time.perf_counter() - start}
        shares = {}
        for name in names:
            start = time.perf_counter()
            tables = READERS[name](file, page)
            seconds.setdefault(name, time.perf_counter() - start)
            shares[name] = max((share(true, t) for t in tables), default=0.0)
            sums[name][0] += shares[name]
            sums[name][1] += 1
            sums[name][2] += seconds[name]
            if options.show:
                show(name, tables)
        sums["best"][0] += max(shares.values())
        sums["best"][1] += 1
        print(
            f"{picture.name[:48]:48} {len(true):5d} {said(true, page):5.2f}",
            *(f"{shares[n]:10.2f}" for n in names),
        )
    for name, (total, count, spent) in sums.items():
        print(
            f"{name:10} mean share {total / max(count, 1):.3f} of {count:.0f} tables, {spent / max(count, 1):.2f} s each"
        )


def truth_cells(path: Path) -> Cells:
    """The filled cells of a truth file by (row, column)."""
    table = json.loads(path.read_text(encoding="utf-8")).get("table") or {}
    return {(c["row"], c["col"]): fold(c["text"]) for c in table.get("cells", []) if fold(c["text"])}


def fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("—", "-").replace("−", "-")


def same(a: str, b: str) -> bool:
    """Equal but for one character in ten: recognition is not what is measured."""
    return bool(Levenshtein.distance(a, b) <= max(len(a), len(b)) // 10 + (len(a) > 4))


def share(true: Cells, found: Cells) -> float:
    """The share of `true` at its place in `found`, rows (and columns) shifted as a whole where that helps.

    Some truths hold one block of a form whose lattice is finer: there the place within the row counts.
    """
    ranked = {(r, sum(1 for k in found if k[0] == r and k[1] < c)): t for (r, c), t in found.items()}
    best = 0
    for cells in (found, ranked):
        for down in range(-3, 4):
            for right in (-1, 0, 1):
                hits = (same(t, fold(cells.get((r + down, c + right), ""))) for (r, c), t in true.items())
                best = max(best, sum(hits))
    return best / len(true)


def said(true: Cells, page: Page) -> float:
    """The share of the true cells' text that was recognised anywhere on the page: the most structure can reach."""
    whole = fold("".join(w.text for w in page.words) + "".join(c.text for g in page.grids for c in g.cells))
    return sum(1 for t in true.values() if t in whole) / len(true)


def ours(file: SourceFile, page: Page) -> list[Cells]:
    return [{(c.row, c.column): c.text for c in g.cells} for g in page.grids]


def by_img2table(file: SourceFile, page: Page) -> list[Cells]:
    from img2table.document import Image as Document

    shot = raster(file, 1, DEFAULT)
    import cv2

    document = Document(src=cv2.imencode(".png", shot.image)[1].tobytes(), detect_rotation=False)
    out = []
    for table in document.extract_tables(implicit_rows=False, borderless_tables=False, min_confidence=50):
        cells: Cells = {}
        first: dict[tuple[int, int, int, int], tuple[int, int]] = {}
        for r, row in table.content.items():
            for c, cell in enumerate(row):
                box = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
                first.setdefault(box, (r, c))
        for word in page.words:
            x, y = ((word.box[i] + word.box[i + 2]) / 2 * shot.scale for i in (0, 1))
            for box, place in first.items():
                if box[0] <= x < box[2] and box[1] <= y < box[3]:
                    cells[place] = cells.get(place, "") + word.text
                    break
        out.append(cells)
    return out


def by_slanet(file: SourceFile, page: Page) -> list[Cells]:
    from rapid_table import RapidTable

    global _slanet
    _slanet = _slanet or RapidTable()
    shot = raster(file, 1, DEFAULT)
    lines = []
    for word in page.words:
        x0, y0, x1, y1 = (v * shot.scale for v in word.box)
        lines.append([[[x0, y0], [x1, y0], [x1, y1], [x0, y1]], word.text, word.confidence])
    if not lines:
        return []
    html = _slanet(np.ascontiguousarray(shot.image), lines)[0]
    reader = _Table()
    reader.feed(html)
    return [reader.cells]


_slanet = None


class _Table(HTMLParser):
    """Cells of an HTML table by their place in the lattice."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: Cells = {}
        self._taken: set[tuple[int, int]] = set()
        self._row, self._at, self._inside = -1, (0, 0), False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self._row += 1
        elif tag in {"td", "th"}:
            spans = dict(attrs)
            column = 0
            while (self._row, column) in self._taken:
                column += 1
            rows, columns = int(spans.get("rowspan") or 1), int(spans.get("colspan") or 1)
            self._taken |= {(self._row + i, column + j) for i in range(rows) for j in range(columns)}
            self._at, self._inside = (self._row, column), True
            self.cells[self._at] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.cells[self._at] += data


def show(name: str, tables: list[Cells]) -> None:
    for table in tables:
        print("--", name)
        for row in sorted({r for r, _ in table}):
            print(row, [table[k] for k in sorted(table) if k[0] == row])


READERS: dict[str, Reader] = {"ours": ours, "img2table": by_img2table, "slanet": by_slanet}

if __name__ == "__main__":
    sys.exit(main())
