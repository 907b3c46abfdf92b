"""What a run leaves on disk: a folder a package, with its reports and the page images they show."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pipeline
from pipeline import reading
from pipeline.discover import asks, checks, reports
from pipeline.errors import DocumentError, UsageError
from pipeline.kept import FILE, Kept, keep
from pipeline.model import Page, Report, SourceFile
from pipeline.reports._context import Context, Lang
from pipeline.reports._pictures import cutter
from pipeline.reports._spots import leads
from pipeline.screening import Options, Screened

MARK = ".finished.json"
PAGE_WIDTH = 1240  # 150 dpi of an A4 page: crops are cut from these
LONGEST_NAME = 200  # bytes; disks take 255, and -2 and what is made beside a folder must fit too


def prepare(folder: Path) -> Path:
    """The folder; what of it has to be made is made for the owner alone (contract section 2).

    Raises UsageError if nothing can be written there.
    """
    try:
        for path in reversed((folder, *folder.parents)):
            if not path.exists():
                path.mkdir(mode=0o700, exist_ok=True)
        if not folder.is_dir():
            raise NotADirectoryError(20, "a file of that name is there")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "no permission to write")
    except OSError as error:
        raise UsageError(
            f"{folder} cannot be written ({error.strerror}); choose another folder with --out",
            f"{folder} 无法写入（{error.strerror}），请用 --out 指定其他文件夹",
        ) from error
    return folder


def folder_names(packages: Iterable[str]) -> list[str]:
    """The names of the packages' folders, cut to what a disk takes; on a collision -2, -3 …"""
    taken = {"summary.json", "summary.html", "summary.xlsx"}
    names: list[str] = []
    for whole in packages:
        name = whole.encode()[:LONGEST_NAME].decode(errors="ignore")
        free, n = name, 1
        while free.casefold() in taken:
            n += 1
            free = f"{name}-{n}"
        taken.add(free.casefold())
        names.append(free)
    return names


def write(screened: Screened, folder: Path, lang: Lang) -> Path:
    """Writes every report format of one package; gives the path of the page to open."""
    prepare(folder)
    withdraw(folder)
    pages = {
        (p.file, p.number): p for d in screened.report.documents for p in d.pages if p.number is not None
    }
    where = leads(screened.report, screened.ruleset)
    pictures = _page_pictures(
        screened.report, pages, screened.files, prepare(folder / "pages"), where.pages()
    )
    kept = Kept(
        screened.report,
        tuple((file, number, name) for (file, number), name in pictures.items()),
        screened.ruleset,
        leads=where,
    )
    keep(kept, folder)
    _render(kept, folder, lang)
    return folder / "report.html"


def settle(kept: Kept, folder: Path, lang: Lang) -> dict[str, Any]:
    """The report.json of a package whose batch outcomes may have changed; its reports are written if they have."""
    new = reports()["json"].render(kept.report, Context(lang))
    if not (folder / "report.json").is_file() or (folder / "report.json").read_bytes() != new:
        _render(kept, folder, lang)
    return dict(json.loads(new))


def _render(kept: Kept, folder: Path, lang: Lang) -> None:
    pictures = {(file, number): name for file, number, name in kept.pictures}
    context = Context(
        lang=lang,
        crop=cutter(
            {place: folder / name for place, name in pictures.items()},
            {
                (p.file, p.number): (p.width, p.height)
                for d in kept.report.documents
                for p in d.pages
                if p.number is not None
            },
        ),
        page_pictures=pictures,
        citations={**(kept.ruleset.citations() if kept.ruleset else {}), **kept.citations},
        checks=asks(),
        ruleset=kept.ruleset,
        reads={id: tuple(check.PARAMETERS) for id, check in checks().items()},
        leads=kept.leads,
    )
    # The machine's copy last: what it says is what `settle` takes for written.
    for form in sorted(reports().values(), key=lambda f: f.NAME == "json"):
        (folder / form.SUFFIX).write_bytes(form.render(kept.report, context))


def withdraw(folder: Path) -> None:
    """Removes what an earlier run left of a package: its mark first, its reports and page pictures."""
    names = [MARK, FILE, *(form.SUFFIX for form in reports().values())]
    for path in (*(folder / name for name in names), *folder.glob("pages/*.jpg")):
        path.unlink(missing_ok=True)


def _page_pictures(
    report: Report,
    pages: Mapping[tuple[str, int], Page],
    files: Mapping[str, SourceFile],
    folder: Path,
    also: Collection[tuple[str, int]] = (),
) -> dict[tuple[str, int], str]:
    """Pictures of the pages that some claim or row stands on, and of `also`, relative to the report."""
    wanted = {(c.evidence.file, c.evidence.page) for c in report.claims}
    wanted |= {(r.file, r.page) for r in report.rows} | set(also)
    made: dict[tuple[str, int], str] = {}
    for (file, number), page in pages.items():
        if (file, number) not in wanted:
            continue
        name = f"{hashlib.sha256(file.encode(errors='surrogatepass')).hexdigest()[:10]}-{number}.jpg"
        target = folder / name
        try:
            target.write_bytes(reading.picture(files[file], page, PAGE_WIDTH))
        except DocumentError:
            continue  # the page's own Problem is in the report already
        made[file, number] = f"pages/{name}"
    return made


@cache
def program_digest() -> str:
    """A hash of the program's own code and rulesets: what an older version finished is done again."""
    digest = hashlib.sha256()
    root = Path(pipeline.__file__).parent.parent
    for room in ("pipeline", "extractors", "checks", "rulesets"):
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".yaml", ".html", ".css", ".js", ".j2"):
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def fingerprint(files: Iterable[SourceFile], options: Options, lang: Lang) -> str:
    """Names a run: the same files, options and program give the same report."""
    said = [f"{f.path}:{f.sha256}" for f in files]
    rules = Path(options.ruleset)
    if rules.is_file():  # the user's own ruleset may change under the same name
        said.append(hashlib.sha256(rules.read_bytes()).hexdigest())
    return hashlib.sha256(json.dumps([said, repr(options), lang, program_digest()]).encode()).hexdigest()


def finished(folder: Path, print_: str) -> dict[str, Any] | None:
    """The report.json of an earlier run with this fingerprint, None if there is none or it is not whole."""
    mark, report = folder / MARK, folder / "report.json"
    try:
        if json.loads(mark.read_text("utf-8"))["fingerprint"] != print_:
            return None
        if not all((folder / name).is_file() for name in (FILE, *(f.SUFFIX for f in reports().values()))):
            return None
        return dict(json.loads(report.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def finish(folder: Path, print_: str) -> None:
    """Marks a package as done; the mark is written last."""
    (folder / MARK).write_text(json.dumps({"fingerprint": print_}), "utf-8")
