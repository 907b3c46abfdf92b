"""What workers do instead of reading, for tests: a module of its own, so that processes can import it."""

from __future__ import annotations

import os
import time

from pipeline.looking import Chunk, Desk
from pipeline.model import Page


def look(chunk: Chunk, desk: Desk) -> tuple[Page, ...]:
    """Pages without words. A file's name says at which page the worker dies or hangs: `dies-3.pdf`."""
    what, _, at = chunk.file.path.removesuffix(".pdf").partition("-")
    if at and int(at) in chunk.indices:
        if what == "dies":
            os._exit(1)
        if what == "hangs":
            time.sleep(600)
    return tuple(
        Page(chunk.file.path, i, i, 595.0, 842.0, "ocr", chunk.depth, image_hash=f"{os.getpid()}")
        for i in chunk.indices
    )
