"""Bytes become pages. Pure functions of (file, page number, settings); nothing here knows what a document means."""

from __future__ import annotations

from pipeline.model import SourceFile
from pipeline.reading import source
from pipeline.reading.cache import Cache, cached_glance, cached_read
from pipeline.reading.look import crop, picture, reread
from pipeline.reading.pages import glance, read
from pipeline.reading.settings import DEFAULT, Settings

__all__ = [
    "DEFAULT", "Cache", "Settings", "cached_glance", "cached_read", "crop", "glance", "page_count", "picture",
    "read", "reread", "versions",
]  # fmt: skip


def page_count(file: SourceFile, settings: Settings = DEFAULT) -> int:
    """How many pages `file` has. Raises EncryptedError, CorruptError, LimitError."""
    return source.page_count(file, settings)


def versions(settings: Settings = DEFAULT) -> dict[str, str]:
    """The engine and its version, for the report's `tools`."""
    from pipeline.reading.engines import engine

    reader = engine(settings)
    return {reader.name: reader.version}
