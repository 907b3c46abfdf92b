"""Tiny packages, and the command line run over them in this process: no worker, no engine, no Prefect.

Forms are DOCX and lists are XLSX: they are read for real, in milliseconds.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import pytest
from reportlab.pdfgen.canvas import Canvas

from pipeline import batch, cli, terminal
from pipeline.batch import Finished, broken
from pipeline.errors import ShenyanError
from pipeline.looking import Desk, Looked, Task, look

APPLICANT = "甲乙丙服务有限公司"
TITLE = "国家中小企业公共服务示范平台申请报告"


def form(path: Path, applicant: str = APPLICANT, title: str = TITLE, filed: str = "2020年6月8日") -> Path:
    """An application form of one page in DOCX."""
    made = docx.Document()
    for line in (title, f"申请单位名称：{applicant}（盖章）", f"填报日期：{filed}", "一、申请单位基本情况"):
        made.add_paragraph(line)
    rows = [("单位名称", applicant), ("上年末资产总额（万元）", "967.24"), ("职工总数（人）", "40")]
    table = made.add_table(len(rows), 2)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(str(path))
    return path


def pdf(path: Path, pages: int = 2, **options: Any) -> Path:
    """A digital PDF."""
    made = Canvas(str(path), **options)
    for number in range(pages):
        made.drawString(100, 700, f"Page {number + 1} of a paper that nobody asks for")
        made.showPage()
    made.save()
    return path


def png(side: int) -> bytes:
    """Some bytes that claim side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0" * 999)) + chunk(b"IEND", b"")


def archive(path: Path, members: Mapping[str, bytes]) -> Path:
    """A ZIP."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return path


class Here:
    """Looks at pages in this process: what Pool and FlowLooker do, without processes."""

    def __init__(self, desk: Desk, workers: int | None = None) -> None:
        self.desk = desk

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def run(self, chunks: Sequence[Task]) -> Iterator[Looked]:
        for chunk in chunks:
            yield look(chunk, self.desk)


def run_batch(jobs: Sequence[Any], desk: Desk, workers: int, step: Any) -> list[Finished]:
    """The plain road of `flows.run_batch`."""
    done = []
    for number, job in enumerate(jobs, 1):
        step.package(job.folder.name, number, len(jobs))
        try:
            done.append(batch.run_job(job, Here(desk), step))
        except ShenyanError:
            raise
        except Exception as error:
            done.append(broken(job, error))
    return done


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its exit status and what it printed."""

    status: int
    out: str
    err: str

    def lines(self) -> list[Any]:
        """The JSON lines of --json."""
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Said]


def here(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path, lang: str = "en_GB.UTF-8"
) -> Run:
    """The command line in this process; its own files go under `home`."""
    monkeypatch.setenv("SHENYAN_HOME", str(home))
    for name in ("LC_ALL", "LC_MESSAGES", "PREFECT_API_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", lang)
    monkeypatch.setattr("pipeline.looking.Pool", Here)
    monkeypatch.setitem(sys.modules, "pipeline.flows", SimpleNamespace(run_batch=run_batch))  # type: ignore[arg-type]

    def run(*arguments: object) -> Said:
        terminal._asked.set(None)
        capsys.readouterr()
        status = cli.run([str(a) for a in arguments])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return Said(status, said.out, said.err)

    return run


def report(folder: Path) -> Any:
    """The report.json of a package's folder."""
    return json.loads((folder / "report.json").read_text("utf-8"))
