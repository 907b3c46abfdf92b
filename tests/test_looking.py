"""Pages are looked at in worker processes: one that dies or hangs costs its page and no other."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline import looking, reading
from pipeline.errors import CorruptError, EncryptedError
from pipeline.looking import Chunk, Desk, Figures, Pool, chunks, full_chunks
from pipeline.model import Page, Problem, SourceFile, Word
from tests.looks import DEADLY, look

NOWHERE = Desk(None)


def file(name: str) -> SourceFile:
    return SourceFile(name, "0" * 64, "pdf", Path("/nowhere") / name)


def seen(results: Iterator[Sequence[Page | Problem]]) -> list[tuple[str | None, int | None, str]]:
    """(file, page, read or the problem's category), in order."""
    return [
        (t.file, t.index, "read") if isinstance(t, Page) else (t.file, t.page, t.category)
        for result in results
        for t in result
    ]


@pytest.mark.parametrize(
    ("pages", "size", "expected"),
    [
        ([], 4, []),
        ([1], 4, [(1,)]),
        ([1, 2, 3, 4], 4, [(1, 2, 3, 4)]),
        ([1, 2, 3, 4, 5], 4, [(1, 2, 3, 4), (5,)]),
        ([2, 5, 9], 2, [(2, 5), (9,)]),
    ],
)
def test_pages_are_cut_into_chunks(pages: list[int], size: int, expected: list[tuple[int, ...]]) -> None:
    made = chunks("full", [(file("a.pdf"), pages)], size)
    assert [c.indices for c in made] == expected
    assert {c.depth for c in made} <= {"full"}


def test_chunks_never_span_files() -> None:
    made = chunks("glance", [(file("a.pdf"), [1, 2]), (file("b.pdf"), [1])], 4)
    assert [(c.file.path, c.indices) for c in made] == [("a.pdf", (1, 2)), ("b.pdf", (1,))]


def test_the_turns_of_glances_go_along_with_their_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    told: dict[tuple[str, int], object] = {}

    def read(source: SourceFile, index: int, rotation: int | None = None) -> Page:
        told[source.path, index] = rotation
        return Page(source.path, index, index, 1.0, 1.0, "ocr", "full")

    turns = {("a.pdf", 1): 0, ("b.pdf", 1): 180, ("a.pdf", 2): 90, ("a.pdf", 3): 270}
    glances = [Page(f, i, i, 1.0, 1.0, "ocr", "glance", rotation=turn) for (f, i), turn in turns.items()]
    monkeypatch.setattr(reading, "read", read)
    made = full_chunks(glances, {f: file(f) for f in ("a.pdf", "b.pdf")}, 2)
    assert [(c.file.path, c.indices) for c in made] == [("a.pdf", (1, 2)), ("a.pdf", (3,)), ("b.pdf", (1,))]
    for chunk in made:
        looking.look(chunk, NOWHERE)
    assert told == turns


def test_results_come_in_order_from_other_processes() -> None:
    wanted = chunks("glance", [(file("a.pdf"), range(1, 6)), (file("b.pdf"), [1])], 2)
    with Pool(NOWHERE, 2, look=look) as pool:
        results = list(pool.run(wanted))
    assert seen(iter(results)) == [*(("a.pdf", i, "read") for i in range(1, 6)), ("b.pdf", 1, "read")]
    workers = {t.image_hash for r in results for t in r if isinstance(t, Page)}
    assert str(looking.os.getpid()) not in workers


def test_a_page_that_kills_its_worker_is_that_pages_problem() -> None:
    wanted = chunks(
        "full", [(file("a.pdf"), [1, 2]), (file("dies-2.pdf"), [1, 2, 3]), (file("c.pdf"), [1, 2])], 3
    )
    with Pool(NOWHERE, 1, look=look) as pool:
        assert seen(pool.run(wanted)) == [
            ("a.pdf", 1, "read"), ("a.pdf", 2, "read"),
            ("dies-2.pdf", 1, "read"), ("dies-2.pdf", 2, "crashed"), ("dies-2.pdf", 3, "read"),
            ("c.pdf", 1, "read"), ("c.pdf", 2, "read"),
        ]  # fmt: skip


def test_what_a_dead_worker_took_with_it_is_done_by_one_new_pool() -> None:
    """A process a page would load the models anew for each."""
    wanted = chunks("full", [(file("dies-1.pdf"), [1]), (file("b.pdf"), range(1, 9))], 2)
    with Pool(NOWHERE, 1, look=look) as pool:
        results = list(pool.run(wanted))
    workers = {t.image_hash for r in results for t in r if isinstance(t, Page)}
    assert len(workers) == 1


def test_a_page_that_hangs_is_that_pages_problem_and_the_rest_is_read() -> None:
    wanted = chunks("full", [(file("hangs-2.pdf"), [1, 2]), (file("b.pdf"), [1, 2]), (file("c.pdf"), [1])], 2)
    with Pool(NOWHERE, 1, look=look, seconds=0.4) as pool:
        assert seen(pool.run(wanted)) == [
            ("hangs-2.pdf", 1, "read"), ("hangs-2.pdf", 2, "crashed"),
            ("b.pdf", 1, "read"), ("b.pdf", 2, "read"), ("c.pdf", 1, "read"),
        ]  # fmt: skip


def test_a_figure_that_kills_its_worker_leaves_the_others_their_second_reading() -> None:
    page = Page("a.pdf", 3, 3, 1.0, 1.0, "ocr", "full")
    boxes = tuple((0.0, 0.0, float(n), 1.0) for n in (1, DEADLY, 2))
    with Pool(NOWHERE, 1, look=look) as pool:
        [result] = pool.run([Figures("tesseract", file("a.pdf"), page, boxes)])
    assert [t.text if isinstance(t, Word) else t.category for t in result] == ["1", "crashed", "2"]


def test_the_problem_names_page_and_mend() -> None:
    with Pool(NOWHERE, 1, look=look) as pool:
        [problem] = pool.one_by_one(Chunk("full", file("dies-7.pdf"), (7,)))
    assert isinstance(problem, Problem)
    assert (problem.stage, problem.file, problem.page) == ("reading", "dies-7.pdf", 7)
    assert "第 7 页" in problem.message.zh
    assert "page 7" in problem.message.en


# --- what a worker does with one chunk


@pytest.mark.parametrize(
    ("error", "category"),
    [
        (CorruptError("broken", "损坏"), "corrupt"),
        (EncryptedError("locked", "加密"), "encrypted"),
        (ValueError("a reader's own mistake"), "crashed"),
        (MemoryError(), "crashed"),
    ],
)
@pytest.mark.parametrize(("depth", "reader"), [("glance", "glance"), ("full", "read")])
def test_a_page_that_cannot_be_read_leaves_its_neighbours(
    monkeypatch: pytest.MonkeyPatch, error: Exception, category: str, depth: looking.Depth, reader: str
) -> None:
    def read(source: SourceFile, index: int, **_: object) -> Page:
        if index == 2:
            raise error
        return Page(source.path, index, index, 1.0, 1.0, "ocr", depth)

    monkeypatch.setattr(reading, reader, read)
    result = looking.look(Chunk(depth, file("a.pdf"), (1, 2, 3)), NOWHERE)
    assert seen(iter([result])) == [("a.pdf", 1, "read"), ("a.pdf", 2, category), ("a.pdf", 3, "read")]


def test_a_page_is_read_once_unless_asked_afresh(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[int] = []

    def read(source: SourceFile, index: int, **_: object) -> Page:
        asked.append(index)
        return Page(source.path, index, index, 1.0, 1.0, "ocr", "full")

    monkeypatch.setattr(reading, "read", read)
    chunk = Chunk("full", file("a.pdf"), (1, 2))
    first = looking.look(chunk, Desk(tmp_path))
    assert looking.look(chunk, Desk(tmp_path)) == first
    assert asked == [1, 2]
    looking.look(chunk, Desk(tmp_path, fresh=True))
    assert asked == [1, 2, 1, 2]


def test_workers_leave_when_the_program_is_killed(tmp_path: Path) -> None:
    # The worker is started as Pool starts it, by a parent that is then killed without a word.
    script = (
        "import multiprocessing, os, signal, sys, time\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from pipeline.looking import settle_worker\n"
        "if __name__ == '__main__':\n"
        "    crew = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context('spawn'), initializer=settle_worker)\n"
        "    worker = crew.submit(os.getpid).result()\n"
        "    print(worker, flush=True)\n"
        "    crew.submit(time.sleep, 60)\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    program = tmp_path / "program.py"
    program.write_text(script)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(
        [sys.executable, str(program)], env=environment, capture_output=True, text=True, timeout=60
    )
    worker = int(done.stdout)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _alive(worker):
        time.sleep(0.2)
    assert not _alive(worker)


def _alive(process: int) -> bool:
    """Whether a process runs; one that has ended and waits for its parent to notice does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
