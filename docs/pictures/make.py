"""Makes the pictures of the documentation from the hand-made example: python docs/pictures/make.py [CHROMIUM].

They are drawn from tests/reports/example.py, whose applicant and scans are invented.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pipeline.reports import render_summary_html  # noqa: E402
from pipeline.reports.html_report import render  # noqa: E402
from tests.reports.batch import batch, rows  # noqa: E402
from tests.reports.example import CHECKS, context, example  # noqa: E402

PAGES = {
    "report-zh": (lambda: render(example(), context("zh")), 1280, 1560),
    "report-en": (lambda: render(example(), context("en")), 1280, 1560),
    "report-phone": (lambda: render(example(), context("zh")), 500, 1500),
    "summary-zh": (lambda: render_summary_html(rows(), batch(), 412, 903, "zh", CHECKS), 1280, 1160),
}


def main() -> None:
    chromium = sys.argv[1] if len(sys.argv) > 1 else shutil.which("chromium") or shutil.which("chrome")
    if chromium is None:
        sys.exit("no chromium was found: name it as the first argument")
    with tempfile.TemporaryDirectory() as folder:
        for name, (make, width, height) in PAGES.items():
            page, shot = Path(folder) / f"{name}.html", Path(folder) / f"{name}.png"
            page.write_bytes(make())
            options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            size = f"--window-size={width},{height}"
            command = [chromium, *options, size, f"--screenshot={shot}", page.as_uri()]
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            with Image.open(shot) as image:
                # A palette is plenty for text on paper and a third of the bytes.
                image.convert("RGB").quantize(256).save(ROOT / f"docs/pictures/{name}.png", optimize=True)


if __name__ == "__main__":
    main()
