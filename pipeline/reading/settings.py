"""How pages are read: one frozen object, part of the cache key."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.model import EngineName

Image = NDArray[np.uint8]  # (height, width, 3) BGR, or (height, width) grey or mask


@dataclass(frozen=True, slots=True)
class Settings:
    """`max_pixels` holds for what a file declares, before anything is decoded.

    `shortest` and `longest` bound the longer side of the working image in pixels: smaller pictures are
    enlarged (thin lines and small print need pixels), larger ones reduced. `dpi` is for pages that are not
    one scanned picture; a scan is taken at its own resolution. `threads` are those of one process: a page
    costs least when processes, not threads, are many. Timeouts are in seconds.
    """

    engine: EngineName = "rapidocr"
    dpi: int = 200
    shortest: int = 1600
    longest: int = 2600
    max_pixels: int = 150_000_000
    max_pages: int = 2000
    max_sheets: int = 60
    max_rows: int = 20_000
    max_cells: int = 400_000
    max_lines: int = 900
    max_unpacked: int = 500_000_000
    threads: int = 1
    tesseract_timeout: float = 20.0


DEFAULT = Settings()
