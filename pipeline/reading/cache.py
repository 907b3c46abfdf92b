"""The page cache: what was read of a page image by an engine under given settings, as JSON on disk.

Keyed by the image itself, so that the same scan in another file or package is not read twice. Rendering only
to find the key would cost most of what is saved: a small index remembers which image (file hash, page number,
settings) was. Writers rename into place, so several processes may share a folder; what does not parse is a miss.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from pipeline.model import Page, SourceFile
from pipeline.reading.pages import glance, read
from pipeline.reading.settings import DEFAULT, Settings
from pipeline.reading.source import raster

FORMAT = 14  # raise it when reading gets better: old entries are then misses
Depth = Literal["glance", "full"]
_PAGE: TypeAdapter[Page] = TypeAdapter(Page)


class Cache:
    """Pages under `folder`. `put` and `get` never raise for what stands on the disk."""

    def __init__(self, folder: Path, settings: Settings = DEFAULT) -> None:
        self.folder = folder
        self.settings = settings
        self._of = f"{FORMAT}:{_versions(settings.engine)}:{settings!r}"

    def get(self, file: SourceFile, index: int, depth: Depth) -> Page | None:
        """The page, with the name and number of the file at hand; None if it was not read before."""
        key = self._image_of(file, index)
        if key is None:
            return None
        try:
            page = _PAGE.validate_json(self._path(key, depth).read_bytes())
        except (OSError, ValidationError, ValueError):
            return None
        number = None if page.number is None else index
        return replace(page, file=file.path, index=index, number=number)

    def put(self, file: SourceFile, page: Page) -> None:
        """Stores `page` of `file`."""
        key = page.image_hash or f"file-{file.sha256}-{page.index}"
        # A page of a text layer is not known by its picture alone: the words come from the file.
        if page.source != "ocr":
            key = f"file-{file.sha256}-{page.index}"
        _write(self._path(key, page.depth), _PAGE.dump_json(page))
        _write(self._index_path(file, page.index), json.dumps({"image": key}).encode())

    def _image_of(self, file: SourceFile, index: int) -> str | None:
        try:
            return str(json.loads(self._index_path(file, index).read_bytes())["image"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        if file.media != "image" and not (file.media == "pdf" and any(self.folder.glob("??"))):
            return None
        # Unknown file: perhaps a known picture.
        with contextlib.suppress(Exception):
            return raster(file, index, self.settings).digest
        return None

    def _path(self, key: str, depth: Depth) -> Path:
        return self._place(f"{key}:{depth}:{self._of}", ".page.json")

    def _index_path(self, file: SourceFile, index: int) -> Path:
        return self._place(f"{file.sha256}:{index}:{self._of}", ".image.json")

    def _place(self, name: str, suffix: str) -> Path:
        digest = hashlib.sha256(name.encode()).hexdigest()
        return self.folder / digest[:2] / (digest[2:] + suffix)


def cached_glance(
    file: SourceFile, index: int, settings: Settings = DEFAULT, cache: Cache | None = None
) -> Page:
    """`glance` through `cache`."""
    return _cached(file, index, settings, cache, "glance", glance)


def cached_read(
    file: SourceFile, index: int, settings: Settings = DEFAULT, cache: Cache | None = None
) -> Page:
    """`read` through `cache`."""
    return _cached(file, index, settings, cache, "full", read)


def _cached(
    file: SourceFile,
    index: int,
    settings: Settings,
    cache: Cache | None,
    depth: Depth,
    reader: Callable[[SourceFile, int, Settings], Page],
) -> Page:
    page = cache.get(file, index, depth) if cache else None
    if page is None:
        page = reader(file, index, settings)
        if cache:
            cache.put(file, page)
    return page


@lru_cache(maxsize=4)
def _versions(engine: str) -> str:
    names = ["rapidocr", "onnxruntime"] if engine == "rapidocr" else ["pytesseract"]
    said = []
    for name in names:
        try:
            said.append(f"{name}={version(name)}")
        except PackageNotFoundError:
            said.append(name)
    return ",".join(said)


def _write(path: Path, data: bytes) -> None:
    """Atomic, for the owner alone; a full or read-only disk costs the cache, not the run."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
