"""Seconds a page and peak memory, beside plain RapidOCR with default settings over the same pages.

    python -m benchmarks.speed [PACKAGE …]

Both sides read the same files in the same run, each in a process of its own, one after the other and then
in reverse order, so that a machine whose speed drifts favours neither. Ours is the whole road, cold: intake,
reading, extraction, checks and reports. Theirs is recognition of the rendered pages alone.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Timing:
    """One run: wall and processor seconds, and the largest process in MiB."""

    wall: float
    cpu: float
    peak: float


def _timed(command: list[str]) -> Timing:
    home = tempfile.mkdtemp(prefix="shenyan-speed-")
    environment = {**os.environ, "SHENYAN_HOME": home, "ORT_DISABLE_TELEMETRY": "1"}
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)} ended with status {process.returncode}")
    return Timing(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def ours(package: Path) -> Timing:
    """The whole road of one package, with nothing cached."""
    out = tempfile.mkdtemp(prefix="shenyan-speed-")
    return _timed(
        [sys.executable, "-m", "pipeline.cli", "check", str(package), "--out", out, "--fresh", "--quiet"]
    )


def theirs(package: Path) -> Timing:
    """Plain RapidOCR over the rendered pages."""
    return _timed([sys.executable, "-m", "benchmarks.speed", "--plain", str(package)])


def plain(package: Path) -> int:
    """Reads every page with RapidOCR's defaults; gives the number of pages."""
    import numpy as np
    import pypdfium2
    from rapidocr import RapidOCR

    reader = RapidOCR()
    count = 0
    for file in sorted(
        p for p in ([package] if package.is_file() else package.rglob("*")) if p.suffix.lower() == ".pdf"
    ):
        document = pypdfium2.PdfDocument(file)
        for page in document:
            reader(np.asarray(page.render(scale=200 / 72).to_pil().convert("RGB")))
            count += 1
    return count


def pages_of(package: Path) -> int:
    """How many PDF pages the package has."""
    import pypdfium2

    return sum(
        len(pypdfium2.PdfDocument(f)) for f in ([package] if package.is_file() else package.rglob("*.pdf"))
    )


def main() -> int:
    """Prints a small table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "packages", type=Path, nargs="*", default=[ROOT / "samples" / "packages" / "nat-dirty-1"]
    )
    parser.add_argument("--plain", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=1, help="pairs of runs, each in both orders")
    args = parser.parse_args()
    if args.plain:
        plain(args.plain)
        return 0
    print(
        f"{'package':<22}{'pages':>6}{'ours s/page':>13}{'plain s/page':>14}{'ratio':>8}{'ours MiB':>10}{'plain MiB':>11}"
    )
    for package in args.packages:
        mine: list[Timing] = []
        other: list[Timing] = []
        for _ in range(args.rounds):
            mine.append(ours(package))
            other.append(theirs(package))
            other.append(theirs(package))
            mine.append(ours(package))
        pages = pages_of(package)
        a, b = (
            statistics.median(t.wall for t in mine) / pages,
            statistics.median(t.wall for t in other) / pages,
        )
        peaks = max(t.peak for t in mine), max(t.peak for t in other)
        print(
            f"{package.name[:21]:<22}{pages:>6}{a:>13.2f}{b:>14.2f}{a / b:>8.2f}{peaks[0]:>10.0f}{peaks[1]:>11.0f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
