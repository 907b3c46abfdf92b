"""Bytes become pages. Pure functions of (file, page number, settings); nothing here knows what a document means."""

from __future__ import annotations

from pipeline.model import SourceFile
from pipeline.reading import source
from pipeline.reading.pages import glance, read
from pipeline.reading.settings import DEFAULT, Settings

__all__ = ["Settings", "glance", "page_count", "read"]


def page_count(file: SourceFile, settings: Settings = DEFAULT) -> int:
    """How many pages `file` has. Raises EncryptedError, CorruptError, LimitError."""
    return source.page_count(file, settings)
