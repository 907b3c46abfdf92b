"""Where this program keeps its own files on a machine: the page cache and Prefect's home."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def home() -> Path:
    """`SHENYAN_HOME`, else the user's cache folder, else a folder among the temporary ones."""
    given = os.environ.get("SHENYAN_HOME")
    if given:
        folder = Path(given)
    else:
        base = os.environ.get("XDG_CACHE_HOME")
        folder = (Path(base) if base else Path.home() / ".cache") / "shenyan"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:  # a home that cannot be written, as on some servers
        folder = Path(tempfile.gettempdir()) / f"shenyan-{os.getuid() if hasattr(os, 'getuid') else 'user'}"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def page_cache() -> Path:
    """Where read pages are kept. They hold what the scans say: for the owner's eyes alone."""
    folder = home() / "pages"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
