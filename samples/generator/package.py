"""Puts documents together to files, and writes them as an applicant hands them in."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from . import scan
from .applicant import World
from .documents import (
    application_form,
    audit_report,
    commitment,
    credit,
    declaration,
    evidence,
    licence,
    lists,
    narrative,
    official,
    people_papers,
    premises,
    special_audit,
    unaudited,
    welfare,
)
from .faults import Fault
from .fonts import width
from .page import Document, Words
from .pdf import scanned_pdf
from .raster import render
from .scan import Scanner
from .style import Style

Build = Callable[[World, Style], Document]
BUILDERS: dict[str, Build] = {
    "form": application_form.build,
    "equipment": lists.equipment,
    "staff": lists.staff,
    "served": lists.served,
    "narrative": narrative.build,
    "licence": licence.build,
    "commitment": commitment.build,
    "audit": audit_report.build,
    "special": special_audit.build,
    "statements": unaudited.build,
    "credit": credit.build,
    "lease": premises.lease,
    "title": premises.title,
    "evidence": evidence.build,
    "recognition": official.recognition,
    "qualification": official.qualification,
    "agreements": official.agreements,
    "fees": official.fees,
    "welfare": welfare.build,
    "insurance": people_papers.insurance,
    "certificates": people_papers.certificates,
    "declaration": declaration.build,
}


@dataclass
class File:
    """One file of a package. `shape`: scan (a PDF of images), pdf (with a text layer), xlsx, docx, png, jpg, tiff."""

    name: str
    documents: list[Document]
    shape: str = "scan"
    scanner: Scanner | None = None


@dataclass
class Package:
    id: str
    world: World
    style: Style
    files: list[File]
    faults: list[Fault] = field(default_factory=list)


def available(w: World, s: Style, events: int = 3, extras: bool = False) -> dict[str, Document]:
    """Every document that this applicant hands in, by name, in the usual order."""
    papers = list(w.regulation.papers)
    if extras:  # handed in though nobody asks for it
        papers[-1:-1] = [p for p in ("agreements", "fees") if p not in papers]
    absent = set(w.omit)
    if not w.form.leased:
        absent.add("lease")
    if not w.form.owned:
        absent.add("title")
    absent |= {"licence", "qualification"} if w.committed else {"commitment"}
    return {
        p: evidence.build(w, s, events) if p == "evidence" else BUILDERS[p](w, s)
        for p in papers
        if p not in absent
    }


def number(documents: list[Document], start: int = 1) -> None:
    """Prints page numbers through these documents; the first page, a cover, bears none."""
    n = start - 1
    for document in documents:
        for page in document.pages:
            n += 1
            if page.foot and n > 1:
                text = page.foot[0].format(page=n)
                page.ops.append(
                    Words(
                        (page.size[0] - width(text, page.foot[1], 9)) / 2,
                        page.size[1] - 34,
                        text,
                        page.foot[1],
                        9,
                    )
                )


def images(file: File, seed: str) -> list[tuple[Image.Image, Scanner]]:
    """The scanned pages of a file."""
    assert file.scanner
    out = []
    before: Image.Image | None = None
    for i, page in enumerate(p for d in file.documents for p in d.pages):
        sheet = render(page, file.scanner.dpi).rotate(-90 * page.turn, expand=True)
        rng = random.Random(f"{seed}/{file.name}/{i}")
        out.append((scan.degrade(sheet, file.scanner, rng, before), file.scanner))
        before = sheet
    return out


def contents(file: File, seed: str) -> bytes:
    """The bytes of a file."""
    if file.shape in ("pdf", "xlsx", "docx"):
        from . import digital

        return digital.write(file)
    pages = images(file, seed)
    if file.shape == "scan":
        return scanned_pdf(
            (scan.jpeg(img, s), img.width, img.height, s.dpi, img.mode == "RGB") for img, s in pages
        )
    out = io.BytesIO()
    first, s = pages[0]
    if file.shape == "jpg":
        return scan.jpeg(first, s)
    if file.shape == "png":
        first.quantize(16 if first.mode == "L" else 64, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True, dpi=(s.dpi, s.dpi)
        )
    else:
        bilevel = [p.convert("L").point(lambda v: 255 if v > 150 else 0).convert("1") for p, _ in pages]
        bilevel[0].save(
            out, "TIFF", save_all=True, append_images=bilevel[1:], compression="group4", dpi=(s.dpi, s.dpi)
        )
    return out.getvalue()


def write(package: Package, folder: Path) -> int:
    """Writes the files of a package into a folder; returns their size in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    total = 0
    for file in package.files:
        data = contents(file, package.world.seed)
        (folder / file.name).write_bytes(data)
        total += len(data)
    return total
