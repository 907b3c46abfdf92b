"""python -m benchmarks [OPTIONS OF benchmarks.accuracy]: accuracy on the samples, then speed.

Example: python -m benchmarks --seeds 5
"""

from __future__ import annotations

import argparse
import subprocess
import sys

parser = argparse.ArgumentParser(
    prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
)
_, options = parser.parse_known_args()
for name, given in (("accuracy", options), ("speed", [])):
    print(f"== {name}", flush=True)
    status = subprocess.run([sys.executable, "-m", f"benchmarks.{name}", *given], check=False).returncode
    if status:
        sys.exit(status)
