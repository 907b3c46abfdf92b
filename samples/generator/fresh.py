"""Packages for measuring on what nobody has seen: everything at random, and pairs that share people and clients."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from . import faults, regional, regulations, style, world
from .faults import conditions
from .package import File, Package, available
from .page import Document
from .presets import PRESETS, REPORT, lay_turned, number_files, whole_volume
from .scan import PROFILES, Scanner, age, vary, wear


def varied(seed: int, regulation: str | None = None, worn: bool = False) -> Package:
    """Everything at random: regulation, world, style, faults, files, machines; `worn`: copies of bad copies alone."""
    rng = random.Random(f"random/{seed}")
    text = regulation or rng.choice(regulations.IDS)
    rule = rng.choice([r for r in regulations.ALL if r.id == text])
    w = world.make(f"random/{seed}", npo=rng.random() < rule.npo, regulation=rule)
    w.committed = "commitment" in rule.papers and rng.random() < 0.45
    names = faults.compatible(rng, rng.choice([0, 1, 2, 3, 4]), w)
    planted = faults.plant(names, w) + conditions.relaxed(w)
    s = style.widen(style.draw(rng), rng)
    if "unit-slip" in names:  # it slips from 万元
        s.form_unit = "万元"
    if s.extra_year and rule.years > 1 and rule.id != "xinjiang-2021":  # whose form has two rows
        world.earlier_year(w)
    scanner = PROFILES[rng.choice(["office", "copier", "faint", "fine", "bound", "phone"])]
    scanner = age(vary(scanner, rng), rng)
    if (paper := random.Random(f"paper/{seed}")).random() < 0.15:
        scanner = replace(scanner, reduced=paper.uniform(0.8, 0.93))
    if worn:
        scanner = wear(scanner, random.Random(f"worn/{seed}"))
    docs = available(w, s, rng.randrange(1, 4), rng.random() < 0.4)
    lay_turned(docs.get("licence"), rng.choice([0, 1, 3]))
    if s.served_landscape:
        lay_turned(docs["served"], rng.choice([0, 1, 3]))
    if rng.random() < 0.4:
        bend = vary(PROFILES["bound"], rng)
        bend = wear(bend, random.Random(f"worn/{seed}")) if worn else bend
        files = [File(f"{w.name}.pdf", whole_volume(w, s, docs), "scan", bend)]
    else:
        files = _scatter(rng, docs, scanner, rule.wording.served_total)
    if rng.random() < 0.3:
        rng.choice(
            rng.choice(
                [
                    d
                    for k, d in docs.items()
                    if k in ("lease", "evidence", "narrative", "audit", "qualification")
                ]
            ).pages
        ).turn = 2
    return Package(f"random-{seed}", w, s, files, planted)


def thick(seed: int) -> Package:
    """One volume of more than 200 pages: attachments in any order, some without a divider, kinds that come again."""
    rng = random.Random(f"thick/{seed}")
    rule = rng.choice([r for r in regulations.ALL if "evidence" in r.papers])
    w = world.make(f"thick/{seed}", npo=rng.random() < rule.npo, regulation=rule)
    planted = faults.plant(faults.compatible(rng, 3, w), w) + conditions.relaxed(w)
    s = style.widen(style.draw(rng), rng)
    docs = available(w, s, 60, True)
    parts = {k: docs.pop(k) for k in ("evidence", "certificates", "qualification") if k in docs}
    papers = [(k, d) for k, d in docs.items() if k not in REPORT]
    for key, whole in parts.items():
        size = 9 if key == "evidence" else 1
        for at in range(0, len(whole.pages), size):
            part = Document(whole.kind, whole.pages[at : at + size], whole.title)
            papers.append((f"{key}/{at}", part))
    rng.shuffle(papers)
    bound = {k: d for k, d in docs.items() if k in REPORT} | dict(papers)
    bare = frozenset(k for k, _ in papers if rng.random() < 0.5)
    scanner = age(vary(PROFILES["bound"], rng), rng)
    return Package(
        f"thick-{seed}",
        w,
        s,
        [File(f"{w.name}.pdf", whole_volume(w, s, bound, bare), "scan", scanner)],
        planted,
    )


def _scatter(
    rng: random.Random, docs: dict[str, Document], scanner: Scanner, total_line: bool = False
) -> list[File]:
    """Documents over files as applicants do it: one each, or some together, some of them digital."""
    left = list(docs.items())
    names = iter(f"扫描件{i:02d}" for i in range(1, 40))
    files = []
    speaking = rng.random() < 0.5
    while left:
        n = rng.choice([1, 1, 2, 3])
        chunk, left = left[:n], left[n:]
        stem = (chunk[0][1].title if speaking else next(names)).replace("/", "-")
        shape = "scan"
        if len(chunk) == 1 and rng.random() < 0.2:
            shape = {
                "staff": "xlsx",
                "served": "pdf" if total_line else "xlsx",  # a sheet would lose the total line
                "narrative": "docx",
                "licence": "jpg",
                "declaration": "png",
            }.get(chunk[0][0], "pdf")
        machine = (
            None
            if shape in ("pdf", "xlsx", "docx")
            else scanner
            if rng.random() < 0.8
            else PROFILES[rng.choice(sorted(PROFILES))]
        )
        number_files([k for k, _ in chunk], [d for _, d in chunk])
        files.append(
            File(f"{stem}.{'pdf' if shape == 'scan' else shape}", [d for _, d in chunk], shape, machine)
        )
    return files


SHARED = ["served-across-applicants", "same-evidence-across-applicants", "staff-across-applicants"]


def twins(seed: int) -> list[Package]:
    """Two applicants of one city who list the same people and clients; only a batch can see it."""
    rng = random.Random(f"twins/{seed}")
    worlds = [world.make(f"twins/{seed}/{k}", filing=2021) for k in "ab"]
    first, second = worlds
    for i, firm in enumerate(rng.sample(first.firms, 14)):
        second.firms[i * 7] = firm
    for i in (4, 9, 11):
        second.staff[i] = first.staff[i]
    second.form.qualified = sum(p.degree and p.titled for p in second.staff)
    second.form.ratio = world.percent(second.form.qualified, second.form.staff)
    second.satisfaction = world.survey(second.firms)
    out = []
    for name, w in zip("ab", worlds, strict=True):
        s = style.draw(rng)
        scanner = vary(PROFILES["copier"], rng)
        files = _scatter(rng, available(w, s, 1), scanner)
        note = faults.Fault("shared", tolerated=SHARED, triage="review", soft=True, mild=True)
        out.append(Package(f"twin-{seed}-{name}", w, s, files, [note]))
    return out


def batch(packages: list[Package]) -> dict[str, Any]:
    """What the comparison of a pair must find, in the scorer's format."""
    ids = [p.id for p in packages]
    found = [("served-across-applicants", SHARED[:2]), ("staff-across-applicants", SHARED[2:])]
    return {"expected": [{"check": c, "any_of": names, "packages": ids} for c, names in found]}


REGIONAL: dict[str, Callable[[int], list[Package]]] = {
    "xj-south": lambda seed: [regional.xinjiang_south(seed)],
    "sd-nonprofit": lambda seed: [regional.shandong_nonprofit(seed)],
    "hlj": lambda seed: [regional.heilongjiang(seed)],
    "bd": lambda seed: [regional.baoding(seed)],
}
ALL: dict[str, Callable[[int], list[Package]]] = {
    **PRESETS,
    **REGIONAL,
    "random": lambda seed: [varied(seed)],
    "thick": lambda seed: [thick(seed)],
    "twins": twins,
}
