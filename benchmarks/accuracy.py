"""Scores a fresh run against the truths.

python -m benchmarks.accuracy                     the committed samples
python -m benchmarks.accuracy --seeds 5           and fresh packages of five random seeds
python -m benchmarks.accuracy --packages DIR --truth DIR    any other set
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from benchmarks import diagrams, doubt
from benchmarks.measures import MEASURES, Score, total
from benchmarks.scoring import score
from pipeline import batch
from pipeline.looking import Desk, Pool
from pipeline.screening import Options
from pipeline.store import home, page_cache
from samples.generator.regulations import IDS

ROOT = Path(__file__).parent.parent


def run(packages: Path, truths: Path, out: Path, fresh: bool, kinds: list[str] | None = None) -> list[Score]:
    """Screens every package that has a truth and scores it. `kinds` narrows the claims to those kinds."""
    chosen = [
        p
        for p in batch.packages_in(packages)
        if (truths / f"{p.stem if p.is_file() else p.name}.json").exists()
    ]
    scores: list[Score] = []
    with Pool(Desk(page_cache(), fresh)) as pool:
        for job in batch.jobs(chosen, out, Options(), "zh", fresh):
            done = batch.run_job(job, pool)
            truth = json.loads((truths / f"{job.folder.name}.json").read_text("utf-8"))
            if kinds:
                truth["claims"] = [c for c in truth["claims"] if c["kind"] in kinds]
            scores.append(score(truth, done.report))
            state = done.error or ("kept" if done.reused else f"{done.seconds:.0f} s")
            print(f"  {job.folder.name}: {state}", file=sys.stderr)
    return scores


def table(scores: list[Score]) -> str:
    """A line a package and one for all."""
    lines = [
        "package".ljust(22) + "".join(m.rjust(12) for m in MEASURES) + "false".rjust(7) + "warned".rjust(8)
    ]
    for s in [*scores, total(scores)]:
        cells = "".join(
            (f"{t.good}/{t.of}" if name in ("planted", "triage") else f"{t.share:.4f}").rjust(12)
            for name, t in s.tallies.items()
        )
        lines.append(
            s.package[:21].ljust(22) + cells + str(len(s.false)).rjust(7) + str(len(s.warned)).rjust(8)
        )
    return "\n".join(lines)


def confusion(taken: Counter[tuple[str, str]]) -> str:
    """Pages by kind: how many were known, and what the others were taken for."""
    lines = [f"{'pages of':<26}{'all':>6}{'known':>7}  taken for"]
    for kind in sorted({k for k, _ in taken}):
        got = {g: n for (k, g), n in taken.items() if k == kind}
        others = ", ".join(f"{g} {n}" for g, n in sorted(got.items()) if g != kind)
        lines.append(f"{kind:<26}{sum(got.values()):>6}{got.get(kind, 0):>7}  {others}".rstrip())
    return "\n".join(lines)


def fresh_packages(seeds: int, first: int, folder: Path) -> tuple[Path, Path]:
    """Packages and truths of random seeds, the regulations in turn; what an earlier run rendered is kept."""
    for seed in range(first, first + seeds):
        target = folder / f"seed-{seed}"
        if not (target / "truth").exists():
            command = [
                sys.executable,
                "-m",
                "samples.generator",
                "--seed",
                str(seed),
                "--preset",
                "random",
                "--regulation",
                IDS[seed % len(IDS)],
                "--out",
                str(target),
            ]
            subprocess.run(command, check=True, cwd=ROOT)
    return folder, folder


def main() -> int:
    """Prints the table, and with --notes what went wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--packages", type=Path, default=ROOT / "samples" / "packages")
    parser.add_argument("--truth", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--kinds", nargs="*", help="score the claims of these document kinds alone")
    parser.add_argument("--seeds", type=int, default=0, help="also this many fresh random packages")
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--fresh", action="store_true", help="read every page anew")
    parser.add_argument("--notes", action="store_true", help="say what went wrong")
    parser.add_argument(
        "--picture", type=Path, help="draw the figures by quantity and degradation (PNG, SVG)"
    )
    args = parser.parse_args()
    out = args.out or Path(tempfile.mkdtemp(prefix="shenyan-accuracy-"))
    truths = args.truth or args.packages.parent / "truth"
    scores = run(args.packages, truths, out, args.fresh, args.kinds)
    if args.seeds:
        folder, _ = fresh_packages(args.seeds, args.first_seed, home() / "benchmark")
        for target in sorted(folder.glob("seed-*")):
            if args.first_seed <= int(target.name[5:]) < args.first_seed + args.seeds:
                scores += run(
                    target / "packages", target / "truth", out / target.name, args.fresh, args.kinds
                )
    print(table(scores))
    whole = total(scores)
    print("", doubt.table(whole.stated), "", confusion(whole.taken), sep="\n")
    if args.picture:
        diagrams.draw(whole.printed, whole.stated, args.picture)
    if args.notes:
        for s in scores:
            for note in s.notes:
                print(f"{s.package}: {note}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
