"""Reads the recommendation summary table (推荐汇总表) that belongs to a batch and to no package of it."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from pipeline import reading
from pipeline.errors import DocumentError, UsageError
from pipeline.intake import gather
from pipeline.looking import Looker, chunks
from pipeline.model import Document, Message, Page, Problem, Row, SourceFile
from pipeline.screening import extract

KIND = "recommendation-summary"


def read_summary(path: Path, looker: Looker) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Its rows (none where no table could be read) and what went wrong. Raises UsageError if there is no file.

    The user has said what it is: it is taken for the summary table whatever its title.
    """
    if not path.is_file():
        raise UsageError(
            f"--summary {path}: no such file; give the summary table as PDF, picture, DOCX or XLSX",
            f"--summary {path}：没有这个文件，请给出汇总表（PDF、图片、DOCX 或 XLSX）",
        )
    with tempfile.TemporaryDirectory(prefix="shenyan-") as work:
        files, problems = gather(path, Path(work))
        pages, unread = _pages(files, looker)
    found = [*problems, *unread]
    rows: list[Row] = []
    if pages:
        for thing in extract(Document("s1", KIND, pages)):
            if isinstance(thing, Row):
                rows.append(replace(thing, id=f"s{len(rows) + 1}"))
            elif isinstance(thing, Problem):
                found.append(thing)
    if not rows:
        found.append(
            Problem(
                "extracting",
                "no-table",
                Message(
                    "推荐汇总表中未识别到含“平台名称”“服务机构名称”的表格，请检查文件，或改用 XLSX",
                    "no table with 平台名称 and 服务机构名称 was found in the summary; look at the file, or give it as XLSX",
                ),
                path.name,
            )
        )
    return tuple(rows), tuple(found)


def _pages(files: tuple[SourceFile, ...], looker: Looker) -> tuple[tuple[Page, ...], tuple[Problem, ...]]:
    """Every page in full."""
    wanted: list[tuple[SourceFile, range]] = []
    problems: list[Problem] = []
    for file in files:
        try:
            wanted.append((file, range(1, reading.page_count(file) + 1)))
        except DocumentError as error:
            problems.append(Problem("reading", error.category, Message(error.zh, error.en), file.path))
    pages: list[Page] = []
    for result in looker.run(chunks("full", wanted)):
        pages += [p for p in result if isinstance(p, Page)]
        problems += [p for p in result if isinstance(p, Problem)]
    return tuple(pages), tuple(problems)
