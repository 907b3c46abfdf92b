"""python -m samples.generator --out DIR [--preset NAME] [--seed N] [--count N]

Writes DIR/packages/<id>/ and DIR/truth/<id>.json. Without --preset, the five packages that are committed.
`random` varies everything; `twins` makes pairs for the comparison of a batch, with truth/_batch.json.
Example: python -m samples.generator --preset random --seed 7 --count 20 --out /tmp/bench
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from .fonts import FontMissingError
from .fresh import ALL, REGIONAL, batch, varied
from .package import Package, write
from .regulations import IDS
from .truth import truth

COMMITTED = [("clean", 1), ("faults-a", 1), ("faults-b", 1), ("bound", 1), ("mixed", 1)]
COMMITTED += [(name, 1) for name in REGIONAL]


def _dump(facts: dict[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write(package: Package, out: Path) -> None:
    size = write(package, out / "packages" / package.id)
    facts = truth(package)
    _dump(facts, out / "truth" / f"{package.id}.json")
    planted = ", ".join(f.name for f in package.faults) or "none"
    pages, claims = facts["pages"], len(facts["claims"])
    print(f"{package.id}: {pages} pages, {size / 1e6:.2f} MB, {claims} claims, faults: {planted}", flush=True)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m samples.generator",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write packages/ and truth/ into")
    parser.add_argument(
        "--preset", choices=sorted(ALL), help="which package; default: the five committed ones"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1, help="how many packages, with seeds from --seed on")
    parser.add_argument("--regulation", choices=IDS, help="of --preset random: only packages under this one")
    parser.add_argument("--worn", action="store_true", help="of --preset random: copies of bad copies")
    args = parser.parse_args(argv)
    if (args.regulation or args.worn) and args.preset != "random":
        parser.error("--regulation and --worn go with --preset random")
    jobs = [(args.preset, args.seed + i) for i in range(args.count)] if args.preset else COMMITTED
    try:
        expected: list[Any] = []
        for preset, seed in jobs:
            own = args.regulation or args.worn
            packages = [varied(seed, args.regulation, args.worn)] if own else ALL[preset](seed)
            for package in packages:
                _write(package, args.out)
            if preset == "twins":
                expected += batch(packages)["expected"]
        if expected:
            _dump({"expected": expected}, args.out / "truth" / "_batch.json")
    except FontMissingError as e:
        print(e, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
