"""`python -m benchmarks`: accuracy on the samples, then speed."""

from __future__ import annotations

import subprocess
import sys

for name in ("accuracy", "speed"):
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)
