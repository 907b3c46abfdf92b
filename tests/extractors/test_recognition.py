"""Which title a recognition grants, who issued it, at which level: certificates, notices with a list, plates."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from extractors import recognition
from pipeline.model import Page, Row
from tests.pages import document, page

CASES = yaml.safe_load((Path(__file__).parent / "recognitions.yaml").read_text(encoding="utf-8"))


def pages_of(case: dict[str, Any], **more: Any) -> list[Page]:
    """The pages of a case; a title heads the first, a table ends the last."""
    parts = [part.strip().splitlines() for part in case["lines"].split("---\n")]
    return [
        page(
            *lines,
            title=case.get("title") if n == 0 else None,
            table=case.get("table") if n == len(parts) - 1 else None,
            **more,
        )
        for n, lines in enumerate(parts)
    ]


def row_of(*pages: Page) -> Row:
    rows = [r for r in recognition.extract(document("recognition", *pages)) if isinstance(r, Row)]
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_row(case: dict[str, Any]) -> None:
    pages = pages_of(case)
    row, wanted = row_of(*pages), dict(case["row"])
    assert list(row.doubt) == wanted.pop("doubt", [])
    assert {k: row.cells[k] for k in wanted} == wanted
    assert set(row.cells) == {"granted", "issuer", "level", "unit"}
    assert set(row.boxes) <= set(row.cells)
    assert recognition.score(pages)


def test_a_row_is_as_sure_as_its_title_was_read() -> None:
    case = next(c for c in CASES if "several lines" in c["name"])
    assert row_of(*pages_of(case, confidence=0.6)).confidence == 0.6


def test_a_paper_without_words_has_a_row_that_says_nothing() -> None:
    row = row_of(page())
    assert set(row.cells.values()) == {None}


def test_a_title_over_two_lines_grants_by_its_first() -> None:
    notice = page("关于公布2021年度甲市中小企业公共服务", "示范平台的通知", "各区县局：")
    assert recognition.score((notice,))
    course = page("关于举办2021年度甲市中小企业公共服务", "示范平台的通知", "各区县局：")
    assert recognition.score((course,)) is None


@pytest.mark.parametrize(
    ("lines", "plate"),
    [
        (("申报单位：甲市乙服务有限公司", "推荐部门：甲市工业和信息化局", "2019年6月"), False),
        (("推荐单位：甲市工业和信息化局", "2019年6月"), False),
        (("甲省工业和信息化厅", "2019年6月"), True),
    ],
)
def test_the_cover_of_an_application_is_no_plate(lines: tuple[str, ...], plate: bool) -> None:
    laid = page(*lines, title="中小企业公共服务示范平台")
    assert (recognition.score((laid,)) is not None) is plate
