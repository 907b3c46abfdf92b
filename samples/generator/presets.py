"""The ready-made packages: which faults, which files, which machine scanned them."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from . import faults, style, world
from .applicant import World
from .documents import volume
from .package import File, Package, available, number
from .page import Document
from .scan import PROFILES, Scanner

REPORT = ("form", "equipment", "staff", "served", "narrative")


def lay_turned(document: Document | None, turn: int) -> None:
    if document:
        for page in document.pages:
            page.turn = turn


def assemble(
    key: str,
    w: World,
    s: style.Style,
    planted: list[faults.Fault],
    layout: list[tuple[str, list[str]]],
    scanner: Scanner,
    special: dict[str, Scanner] | None = None,
    events: int = 3,
    turn: int = 1,
    extras: bool = False,
) -> Package:
    docs = available(w, s, events, extras)
    lay_turned(docs.get("licence"), turn)
    if s.served_landscape:
        lay_turned(docs.get("served"), 3)
    files = []
    for name, parts in layout:
        inside = [docs[p] for p in parts if p in docs]
        if inside:
            number_files(parts, inside)
            files.append(File(name, inside, "scan", (special or {}).get(name, scanner)))
    return Package(key, w, s, files, planted)


def number_files(parts: list[str], documents: list[Document]) -> None:
    """The application report is numbered through, what is attached is numbered by itself."""
    report = [d for p, d in zip(parts, documents, strict=False) if p in REPORT]
    number(report)
    for p, d in zip(parts, documents, strict=False):
        if p not in REPORT:
            number([d])


def clean(seed: int) -> Package:
    """A clean package in files of their own, office scanner in colour."""
    rng = random.Random(f"clean/{seed}")
    w = world.make(f"clean/{seed}", filing=2022)
    s = style.draw(rng)
    s = replace(
        s,
        rules="grid",
        repeat_head=True,
        mark="check",
        served_columns="plain",
        served_landscape=False,
        statement_unit="元",
        form_boxes=False,
        split_sheet=False,
    )
    s.look.body, s.look.head = "song+times", "hei"
    layout = [
        ("01申请报告.pdf", ["form", "equipment", "staff", "served", "narrative"]),
        ("02营业执照副本.pdf", ["licence"]),
        (f"03{w.last}年度审计报告.pdf", ["audit"]),
        ("04服务收支专项审计报告.pdf", ["special"]),
        ("05经营场所证明.pdf", ["lease", "title"]),
        ("06服务证明材料.pdf", ["evidence"]),
        ("07省级示范平台认定文件.pdf", ["recognition"]),
        ("08资质及备案.pdf", ["qualification"]),
        ("09真实性声明.pdf", ["declaration"]),
    ]
    office, grey = PROFILES["office"], replace(PROFILES["office"], colour=False)
    colour = {
        "02营业执照副本.pdf": office,
        "09真实性声明.pdf": office,
        "07省级示范平台认定文件.pdf": office,
        "01申请报告.pdf": replace(office, quality=40),
    }
    return assemble("nat-clean", w, s, [], layout, grey, colour, turn=0)


def faults_a(seed: int) -> Package:
    """A company, a worn copier: several faults of figures and people."""
    rng = random.Random(f"a/{seed}")
    w = world.make(f"faults-a/{seed}", filing=2020)
    planted = faults.plant(
        [
            "opening-for-closing",
            "staff-ratio-low",
            "no-recognition",
            "service-above-revenue",
            "legal-differs",
            "served-falling",
        ],
        w,
    )
    s = replace(
        style.draw(rng),
        mark="stroke",
        rules="horizontal",
        repeat_head=True,
        form_boxes=True,
        split_sheet=False,
        statement_unit="元",
        served_landscape=True,
        roster_columns="school",
        money="plain",
        form_order="descending",
    )
    s.look.body, s.look.head = "kai", "zenhei"
    layout = [
        ("申报材料一.pdf", ["form", "staff", "equipment", "served"]),
        ("申报材料二.pdf", ["narrative", "declaration"]),
        ("附件/财务审计.pdf", ["audit", "special"]),
        ("附件/证照、场地.pdf", ["licence", "lease", "title", "qualification"]),
        ("附件/活动资料.pdf", ["evidence"]),
    ]
    layout = [(name.replace("附件/", "附件-"), parts) for name, parts in layout]
    return assemble(
        "nat-dirty-1",
        w,
        s,
        planted,
        layout,
        PROFILES["copier"],
        {"附件-财务审计.pdf": replace(PROFILES["copier"], skew=0.9, speckle=20)},
        turn=1,
    )


def faults_b(seed: int) -> Package:
    """A private non-profit, faint copies: other faults."""
    rng = random.Random(f"b/{seed}")
    w = world.make(f"faults-b/{seed}", npo=True, filing=2023)
    planted = faults.plant(
        [
            "unit-slip",
            "staff-duplicates",
            "served-duplicates",
            "declaration-unsealed",
            "premises-sum",
            "code-glyph-off",
            "special-differs",
        ],
        w,
    )
    s = replace(
        style.draw(rng),
        mark="dot",
        rules="grid",
        repeat_head=False,
        form_boxes=False,
        served_columns="reordered",
        statement_unit="元",
        served_landscape=False,
        money="comma",
    )
    s.look.body, s.look.head = "ming+times", "song-bold"
    layout = [
        ("申请表.pdf", ["form"]),
        ("名单及清单.pdf", ["equipment", "staff", "served"]),
        ("情况说明.pdf", ["narrative"]),
        ("证明1.pdf", ["licence", "audit"]),
        ("证明2.pdf", ["special", "lease", "title", "recognition"]),
        ("证明3.pdf", ["evidence", "qualification", "declaration"]),
    ]
    package = assemble(
        "nat-dirty-2",
        w,
        s,
        planted,
        layout,
        replace(PROFILES["faint"], dark=85),
        {"申请表.pdf": replace(PROFILES["fine"], dark=60), "证明3.pdf": PROFILES["phone"]},
        events=2,
        turn=3,
    )
    next(d for f in package.files for d in f.documents if d.kind == "premises-lease").pages[0].turn = 2
    return package


def bound(seed: int) -> Package:
    """A clean package bound to one volume with contents and dividers."""
    rng = random.Random(f"bound/{seed}")
    w = world.make(f"bound/{seed}", filing=2021)
    s = replace(
        style.draw(rng),
        rules="grid",
        mark="tick",
        served_landscape=False,
        repeat_head=False,
        split_sheet=True,
        statement_unit="元",
        roster_columns="reordered",
    )
    s.look.body = s.look.head = "song"
    s.look.head = "hei"
    docs = available(w, s, 3, True)
    lay_turned(docs["licence"], 3)
    return Package(
        "nat-bound", w, s, [File(f"{w.name}申报书.pdf", whole_volume(w, s, docs), "scan", PROFILES["bound"])]
    )


def whole_volume(
    w: World, s: style.Style, docs: dict[str, Document], bare: frozenset[str] = frozenset()
) -> list[Document]:
    """Cover and form first, then contents, lists, and the attachments behind dividers (`bare` ones without)."""
    report = [docs[k] for k in REPORT if k in docs]
    others = [(k, d) for k, d in docs.items() if k not in REPORT]
    entries: list[tuple[str, int]] = []
    at = 2  # the contents come after the cover's document
    at = len(report[0].pages) + 2
    entries.append((report[0].title, 2))
    for d in report[1:]:
        entries.append((d.title, at))
        at += len(d.pages)
    out = [report[0], Document("other", [], "目录"), *report[1:]]
    for i, (key, d) in enumerate(others, 1):
        entries.append((f"附件{i} {d.title}", at))
        out += [d] if key in bare else [volume.divider(w, s, i, d.title), d]
        at += (key not in bare) + len(d.pages)
    out[1] = volume.contents(w, s, entries)
    for d in out:
        for page in d.pages:
            page.foot = page.foot or ("{page}", s.look.body)
    number(out)
    return out


def mixed(seed: int) -> Package:
    """A clean package of digital PDFs, sheets, a Word file and scans of several kinds."""
    rng = random.Random(f"mixed/{seed}")
    w = world.make(f"mixed/{seed}", filing=2019)
    s = replace(style.draw(rng), served_landscape=False, rules="grid", statement_unit="元")
    s.look.body, s.look.head = "ming", "zenhei"
    s.audit.body, s.audit.head = "ming+times", "zenhei"
    docs = available(w, s, 1)
    lay_turned(docs["licence"], 0)
    phone, fine = PROFILES["phone"], PROFILES["fine"]
    for key, d in docs.items():
        number_files([key], [d])
    files = [
        File("申请表.pdf", [docs["form"]], "pdf"),
        File("人员名单.xlsx", [docs["staff"]], "xlsx"),
        File("服务企业名单.xlsx", [docs["served"]], "xlsx"),
        File("设备清单.pdf", [docs["equipment"]], "pdf"),
        File("情况说明.docx", [docs["narrative"]], "docx"),
        File("审计报告.pdf", [docs["audit"]], "pdf"),
        File("专项审计报告.pdf", [docs["special"]], "scan", PROFILES["sharp"]),
        File("营业执照.jpg", [docs["licence"]], "jpg", phone),
        File("租赁合同.tif", [docs["lease"]], "tiff", replace(PROFILES["fine"], punch=False)),
        File("活动证明.pdf", [docs["evidence"]], "scan", replace(PROFILES["office"], quality=40)),
        File("认定文件.pdf", [docs["recognition"]], "scan", fine),
        File("资质.pdf", [docs["qualification"]], "pdf"),
        File("声明.png", [docs["declaration"]], "png", replace(PROFILES["office"], noise=0.0, blur=0.3)),
    ]
    if "title" in docs:
        files.append(File("不动产权证.jpg", [docs["title"]], "jpg", phone))
    return Package("nat-mixed", w, s, files)


PRESETS: dict[str, Callable[[int], list[Package]]] = {
    "clean": lambda seed: [clean(seed)],
    "faults-a": lambda seed: [faults_a(seed)],
    "faults-b": lambda seed: [faults_b(seed)],
    "bound": lambda seed: [bound(seed)],
    "mixed": lambda seed: [mixed(seed)],
}
