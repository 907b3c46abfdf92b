"""Looks at pages in worker processes, under limits of time and memory.

`look` is what a worker does with a chunk of pages, or with figures of a page that are to be read again; `Pool` runs
chunks on this machine. A page that kills its worker or takes too long is that page's `Problem`, and its neighbours
are read again without it.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol

from pipeline.errors import DocumentError
from pipeline.model import Box, EngineName, Message, Page, Problem, SourceFile, Word

Depth = Literal["glance", "full"]
CHUNK = 2  # pages: at the end of a package no worker waits long for another
SECONDS_A_PAGE = 120.0
MEMORY = 12 * 1024**3
FIGURES = 6  # of a page that are read again in one go
Looked = tuple[Page | Problem | Word, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some pages of one file, to be looked at in one go. `rotations` are their turns, where a glance found them."""

    depth: Depth
    file: SourceFile
    indices: tuple[int, ...]
    rotations: tuple[int, ...] | None = None

    def pages(self) -> Iterator[tuple[int, int | None]]:
        """(index, turn or None) of each page."""
        return zip(self.indices, self.rotations or repeat(None), strict=False)

    def parts(self) -> Iterator[Chunk]:
        """Its pages, each alone."""
        for index, rotation in self.pages():
            yield Chunk(self.depth, self.file, (index,), None if rotation is None else (rotation,))


@dataclass(frozen=True, slots=True)
class Figures:
    """Boxes of one page, to be read again by `engine`: a Word each, or a Problem."""

    engine: EngineName
    file: SourceFile
    page: Page
    boxes: tuple[Box, ...]

    @property
    def depth(self) -> EngineName:
        """How they are looked at."""
        return self.engine

    @property
    def indices(self) -> tuple[int, ...]:
        """The page that they stand on."""
        return (self.page.index,)

    def parts(self) -> Iterator[Figures]:
        """Its boxes, each alone."""
        return (Figures(self.engine, self.file, self.page, (box,)) for box in self.boxes)


Task = Chunk | Figures


class Looker(Protocol):
    """Whatever looks at chunks of pages and at figures: this machine's pool, or a cluster."""

    def run(self, chunks: Sequence[Task]) -> Iterator[Looked]: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What a worker needs to know: where read pages are kept (None: nowhere) and whether to read anew."""

    cache: Path | None
    fresh: bool = False


def look(chunk: Task, desk: Desk) -> Looked:
    """Reads one chunk. A page that cannot be read is a Problem; the others are still read."""
    from pipeline import reading

    if isinstance(chunk, Figures):
        return tuple(_read_again(chunk, box) for box in chunk.boxes)
    cache = reading.Cache(desk.cache) if desk.cache else None
    done: list[Page | Problem] = []
    for index, rotation in chunk.pages():
        try:
            page = cache.get(chunk.file, index, chunk.depth) if cache and not desk.fresh else None
            if page is None:
                if chunk.depth == "glance":
                    page = reading.glance(chunk.file, index)
                else:
                    page = reading.read(chunk.file, index, rotation=rotation)
                if cache:
                    cache.put(chunk.file, page)
            done.append(page)
        except DocumentError as error:
            done.append(
                Problem("reading", error.category, Message(error.zh, error.en), chunk.file.path, index)
            )
        except Exception as error:  # a reader that breaks on a page must not lose the package
            done.append(_broken(chunk.file, index, type(error).__name__))
    return tuple(done)


def _read_again(figures: Figures, box: Box) -> Word | Problem:
    from pipeline import reading

    try:
        return reading.reread(figures.file, figures.page, box, figures.engine)
    except Exception as error:  # no second reader here, or one that breaks: the figure stays unconfirmed
        return _broken(figures.file, figures.page.index, type(error).__name__)


def _broken(file: SourceFile, index: int, what: str) -> Problem:
    return Problem(
        "reading",
        "crashed",
        Message(
            f"{file.path} 第 {index} 页无法识读（{what}），请人工查看该页，必要时重新扫描",
            f"{file.path} page {index} could not be read ({what}); look at it by eye, scan it again if need be",
        ),
        file.path,
        index,
    )


def chunks(
    depth: Depth, wanted: Iterable[tuple[SourceFile, Sequence[int]]], size: int = CHUNK
) -> list[Chunk]:
    """Pages of files in chunks of at most `size`."""
    return [
        Chunk(depth, file, tuple(indices[i : i + size]))
        for file, indices in wanted
        for i in range(0, len(indices), size)
    ]


def full_chunks(glanced: Iterable[Page], files: Mapping[str, SourceFile], size: int = CHUNK) -> list[Chunk]:
    """Pages that were glanced at, to be read in full: chunks of at most `size` pages of one of `files`."""
    of_file: dict[str, list[Page]] = {}
    for page in glanced:
        of_file.setdefault(page.file, []).append(page)
    parts = (
        (files[path], pages[i : i + size])
        for path, pages in of_file.items()
        for i in range(0, len(pages), size)
    )
    return [
        Chunk("full", file, tuple(p.index for p in part), tuple(p.rotation for p in part))
        for file, part in parts
    ]


def settle_worker() -> None:
    """One thread a process, a bound on memory, and no life without the program that started it."""
    threading.Thread(target=_leave_with, args=(os.getppid(),), daemon=True).start()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ[name] = "1"
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        return  # a system without such limits still has those of size and time


def _leave_with(parent: int) -> None:
    """Ends this worker once its parent is gone: a program that was killed cannot tell its workers to stop."""
    while os.getppid() == parent:
        time.sleep(2)
    os._exit(1)


class Pool:
    """Worker processes of this machine. `look` runs in them; `seconds` is what one page may take."""

    def __init__(
        self,
        desk: Desk,
        workers: int | None = None,
        look: Callable[[Task, Desk], Looked] = look,
        seconds: float = SECONDS_A_PAGE,
    ) -> None:
        self.desk = desk
        self.workers = workers or max(1, min(8, os.cpu_count() or 1))
        self.look = look
        self.seconds = seconds
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close(wait=error is None)

    def run(self, chunks: Sequence[Task]) -> Iterator[Looked]:
        """The results of chunks, in their order."""
        futures = [self._submit(chunk) for chunk in chunks]
        for i, chunk in enumerate(chunks):
            try:
                result = self._result(futures[i], chunk)
            except (BrokenProcessPool, FutureTimeout, CancelledError):
                result = self.one_by_one(chunk)
                for k in range(
                    i + 1, len(chunks)
                ):  # what the dead worker took with it is done side by side again
                    if not _finished(futures[k]):
                        futures[k] = self._submit(chunks[k])
            yield result

    def _submit(self, chunk: Task) -> Future[Looked]:
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.workers, mp_context=context, initializer=settle_worker)
        try:
            return self._executor.submit(self.look, chunk, self.desk)
        except BrokenProcessPool:
            self._close(wait=False)
            return self._submit(chunk)

    def _result(self, future: Future[Looked], chunk: Task) -> Looked:
        # Chunks wait in the queue: only a chunk that hangs for long after its turn should have come is given up.
        return future.result(timeout=None if future.done() else self.seconds * len(chunk.indices) * 4)

    def one_by_one(self, chunk: Task) -> Looked:
        """The parts of a chunk, each in a process of its own, to find the one that kills."""
        self._close(wait=False)
        done: list[Page | Problem | Word] = []
        for single in chunk.parts():
            with ProcessPoolExecutor(
                1, mp_context=multiprocessing.get_context("spawn"), initializer=settle_worker
            ) as alone:
                try:
                    alone.submit(os.getpid).result()  # the time of a page is not that of starting a process
                    future = alone.submit(self.look, single, self.desk)
                    done.extend(future.result(timeout=self.seconds))
                except BrokenProcessPool:
                    done.append(_broken(single.file, single.indices[0], "worker ended"))
                except FutureTimeout:
                    _kill(alone)
                    done.append(_broken(single.file, single.indices[0], "took too long"))
        return tuple(done)

    def _close(self, wait: bool) -> None:
        if self._executor is not None:
            if not wait:
                _kill(self._executor)
            self._executor.shutdown(wait=wait, cancel_futures=True)
            self._executor = None


def _finished(future: Future[Looked]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _kill(executor: ProcessPoolExecutor) -> None:
    for process in list(getattr(executor, "_processes", {}).values()):
        process.kill()
