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
    except OSError:
        return _makeshift()
    return folder if os.access(folder, os.W_OK | os.X_OK) else _makeshift()


def _makeshift() -> Path:
    """For a home that cannot be written, as on some servers: a folder that nobody else can have prepared."""
    user = os.getuid() if hasattr(os, "getuid") else "user"
    folder = Path(tempfile.gettempdir()) / f"shenyan-{user}"
    folder.mkdir(exist_ok=True, mode=0o700)
    if hasattr(os, "getuid") and (folder.is_symlink() or folder.stat().st_uid != user):
        folder = Path(tempfile.mkdtemp(prefix=f"shenyan-{user}-"))
        os.environ["SHENYAN_HOME"] = str(folder)  # the same one for the rest of the run
    folder.chmod(0o700)
    return folder


def page_cache() -> Path:
    """Where read pages are kept. They hold what the scans say: for the owner's eyes alone."""
    folder = home() / "pages"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
