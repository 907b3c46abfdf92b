"""What was once read wrong, read again: the crop and what it says, by the real engine."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.model import Page
from pipeline.reading import read
from tests.reading.drawn import source

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
CASES: list[dict[str, Any]] = yaml.safe_load((HERE / "crops.yaml").read_text("utf-8"))


@cache
def page(crop: str) -> Page:
    return read(source(HERE / "crops" / f"{crop}.jpg", "image"), 1)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['crop']} {c.get('column', '')}".strip())
def test_crop(case: dict[str, Any]) -> None:
    read_page = page(case["crop"])
    assert set(case.get("words", ())) <= {w.text for w in read_page.words}
    for begun in case.get("begin", ()):
        assert any(w.text.startswith(begun) for w in read_page.words)
    if "grid" not in case:
        return
    (grid,) = read_page.grids
    assert [grid.rows, grid.columns] == case["grid"]
    column = [c for c in grid.cells if c.column == case["column"]]
    if "cells" in case:
        assert [c.text for c in column] == case["cells"]
    if "marks" in case:
        assert [c.row for c in column if c.mark] == case["marks"]
