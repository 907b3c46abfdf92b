"""How far the work is: a moving line on a terminal, plain lines when piped, nothing with --quiet."""

from __future__ import annotations

import sys
import time
from typing import TextIO

LABELS = {
    "zh": {"glance": "浏览页面", "read": "识读页面"},
    "en": {"glance": "glancing at pages", "read": "reading pages"},
}


class Progress:
    """Shows steps of one package after the other. A callable `step(stage, done, of)`."""

    def __init__(self, lang: str, quiet: bool = False, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self.quiet = quiet
        self.labels = LABELS[lang]
        self.live = self.stream.isatty()
        self.name = ""
        self.began = time.monotonic()
        self.stage = ""

    def package(self, name: str, number: int, of: int) -> None:
        """A new package begins."""
        self.name = f"[{number}/{of}] {name}"
        self.began, self.stage = time.monotonic(), ""
        if not self.quiet and not self.live:
            self._line(self.name)

    def __call__(self, stage: str, done: int, of: int) -> None:
        if self.quiet:
            return
        if stage != self.stage:
            self.stage, self.began = stage, time.monotonic()
        label = self.labels.get(stage, stage)
        spent = time.monotonic() - self.began
        rate = done / spent if spent > 0 else 0.0
        left = f" · {(of - done) / rate:.0f} s" if rate and done < of else ""
        text = f"{self.name}  {label} {done}/{of} · {rate:.1f}/s{left}"
        if self.live:
            self.stream.write(f"\r\x1b[2K{text}")
            self.stream.flush()
        elif done == of:
            self._line(f"  {label} {done}/{of}")

    def end(self) -> None:
        """All is done: a moving line is wiped away, so that what follows begins on a clean one."""
        if self.live and not self.quiet:
            self.stream.write("\r\x1b[2K")
            self.stream.flush()

    def _line(self, text: str) -> None:
        self.stream.write(f"\r\x1b[2K{text}\n" if self.live else f"{text}\n")
        self.stream.flush()
