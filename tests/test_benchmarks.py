"""The benchmark measures what it says: one mistake moves one measure."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from benchmarks import accuracy, diagrams, doubt
from benchmarks.degradations import degradations
from benchmarks.measures import MEASURES, Printed, Stated, Tally, total
from benchmarks.scoring import agrees, score

ROOT = Path(__file__).parent.parent
TRUTH: dict[str, Any] = {
    "package": "p",
    "triage": "return",
    "documents": [
        {"kind": "application-form", "file": "表.pdf", "pages": [1, 2]},
        {"kind": "audit-report", "file": "审计.pdf", "pages": [1]},
    ],
    "claims": [
        {"kind": "application-form", "quantity": "applicant-name", "period": None, "value": "甲公司", "file": "表.pdf", "page": 1},
        {"kind": "application-form", "quantity": "total-assets", "period": "2021-12-31", "value": "15280900", "file": "表.pdf", "page": 2},
        {"kind": "application-form", "quantity": "total-assets", "period": "2020-12-31", "value": "14386000", "file": "表.pdf", "page": 2},
        {"kind": "audit-report", "quantity": "total-assets", "period": "2021-12-31", "value": "15280901.89", "file": "审计.pdf", "page": 1},
    ],
    "tables": {"staff-roster": [{"number": 1, "name": "傅伟兰", "education": "本科", "title": "中级"},
                                {"number": 2, "name": "丁铭胜", "education": "硕士", "title": "无"}]},
    "attachments": {"audit-report": "present", "licence": "missing"},
    "must_fail": [{"check": "revenue-form-vs-audit", "why": "planted"}],
    "must_be_undecided": [{"check": "years-rise", "why": "planted"}],
}  # fmt: skip


def perfect() -> dict[str, Any]:
    """The report of a reader that makes no mistake."""
    claims = [
        {"kind": c["kind"], "quantity": c["quantity"], "period": c["period"], "value": c["value"], "confidence": 0.97,
         "evidence": {"file": c["file"], "page": c["page"], "text": c["value"]}}
        for c in TRUTH["claims"]
    ]  # fmt: skip
    rows = [
        {"number": r["number"], "cells": {k: v for k, v in r.items() if k != "number"}}
        for r in TRUTH["tables"]["staff-roster"]
    ]
    said = {"message": {"en": "said"}, "same_root_as": None}
    return {
        "triage": "return",
        "documents": [
            {"kind": d["kind"], "pages": [{"file": d["file"], "page": p} for p in d["pages"]]}
            for d in TRUTH["documents"]
        ],
        "claims": claims,
        "tables": [{"kind": "staff-roster", "rows": rows}],
        "attachments": [{"item": i, "status": s} for i, s in TRUTH["attachments"].items()],
        "outcomes": [
            {"check": "revenue-form-vs-audit", "category": "consistency", "verdict": "fail", "severity": "error", **said},
            {"check": "years-rise", "category": "condition", "verdict": "undecided", "severity": "warning", **said},
            {"check": "bs-equation", "category": "consistency", "verdict": "pass", "severity": "info", **said},
        ],
    }  # fmt: skip


def shares(report: dict[str, Any] | None) -> dict[str, float]:
    return {name: tally.share for name, tally in score(TRUTH, report).tallies.items()}


BEST = {name: 0.0 if name in ("wrong", "spurious") else 1.0 for name in MEASURES} | {"decided": 2 / 3}


def test_a_perfect_report() -> None:
    made = score(TRUTH, perfect())
    assert shares(perfect()) == pytest.approx(BEST)
    assert (made.false, made.warned, made.notes) == ([], [], [])
    assert {n: t.of for n, t in made.tallies.items()} == {
        "claims": 4, "wrong": 4, "spurious": 4, "pages": 4, "kinds": 3, "rows": 2, "cells": 6, "attachments": 2,
        "planted": 2, "decided": 3, "triage": 1,
    }  # fmt: skip


Spoil = Callable[[dict[str, Any]], object]


def outcome(report: dict[str, Any], check: str, **change: object) -> None:
    next(o for o in report["outcomes"] if o["check"] == check).update(change)


MISTAKES: list[tuple[str, Spoil, dict[str, float], str]] = [
    # what went wrong, how, the measures that move and where to, a word of the note
    ("a claim is missing", lambda r: r["claims"].pop(0), {"claims": 3 / 4, "pages": 1.0}, "got nothing"),
    ("a claim is wrong", lambda r: r["claims"][0].update(value="申公司"), {"claims": 3 / 4, "wrong": 1 / 4, "spurious": 1 / 4},
     "wanted 甲公司, got 申公司"),
    ("a year's claim is wrong", lambda r: r["claims"][2].update(value="14386001"),
     {"claims": 3 / 4, "wrong": 1 / 4, "spurious": 1 / 4}, "2020: wanted 14386000, got 14386001"),
    ("a spurious claim", lambda r: r["claims"].append({**r["claims"][1], "value": "99"}), {"spurious": 1 / 5}, "spurious"),
    ("a claim twice", lambda r: r["claims"].append(copy.deepcopy(r["claims"][1])), {}, ""),
    ("a claim nobody has a truth of", lambda r: r["claims"].append({**r["claims"][1], "quantity": "revenue"}), {}, ""),
    ("a claim on another page", lambda r: r["claims"][1]["evidence"].update(page=7), {"pages": 3 / 4}, ""),
    ("a page of another kind", lambda r: r["documents"][1].update(kind="other"), {"kinds": 2 / 3}, "audit-report taken for other"),
    ("a page of no document", lambda r: r["documents"][0]["pages"].pop(), {"kinds": 2 / 3}, "taken for other"),
    ("a row is missing", lambda r: r["tables"][0]["rows"].pop(), {"rows": 1 / 2, "cells": 3 / 6}, "row: staff-roster 2 丁铭胜"),
    ("a cell is wrong", lambda r: r["tables"][0]["rows"][0]["cells"].update(title="中纪"), {"cells": 5 / 6}, "中级 read as 中纪"),
    ("an empty title for none", lambda r: r["tables"][0]["rows"][1]["cells"].update(title="/"), {}, ""),
    ("an attachment is wrong", lambda r: r["attachments"][1].update(status="present"), {"attachments": 1 / 2}, "present instead of missing"),
    ("a planted fault is missed", lambda r: outcome(r, "revenue-form-vs-audit", verdict="pass"), {"planted": 1 / 2}, "planted, missed"),
    ("a planted fault is left open", lambda r: outcome(r, "revenue-form-vs-audit", verdict="undecided"),
     {"planted": 1 / 2, "decided": 1 / 3}, "planted, missed"),
    ("a planted fault is a hint", lambda r: outcome(r, "revenue-form-vs-audit", severity="info"), {"planted": 1 / 2}, "planted, missed"),
    ("a check is left open", lambda r: outcome(r, "bs-equation", verdict="undecided"), {"decided": 1 / 3}, ""),
    ("a check that does not apply", lambda r: outcome(r, "bs-equation", verdict="not-applicable"), {"decided": 1 / 2}, ""),
    ("the triage is wrong", lambda r: r.update(triage="ready"), {"triage": 0.0}, "ready instead of return"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "spoil", "moved", "note"), MISTAKES, ids=[m[0] for m in MISTAKES])
def test_a_mistake_moves_its_measure_and_no_other(
    what: str, spoil: Spoil, moved: dict[str, float], note: str
) -> None:
    report = perfect()
    spoil(report)
    assert shares(report) == pytest.approx(BEST | moved)
    made = score(TRUTH, report)
    assert (made.false, made.warned) == ([], [])
    assert any(note in n for n in made.notes) if note else made.notes == []


@pytest.mark.parametrize(
    ("change", "false", "warned"),
    [
        ({"severity": "error"}, 1, 0),
        ({"severity": "warning"}, 0, 1),
        ({"severity": "info"}, 0, 0),
        ({"severity": "warning", "category": "form"}, 0, 1),
        ({"severity": "warning", "category": "plausibility"}, 0, 0),
        ({"severity": "error", "same_root_as": "revenue-form-vs-audit"}, 0, 0),
    ],
)
def test_a_false_accusation_counts_by_its_weight(change: dict[str, Any], false: int, warned: int) -> None:
    report = perfect()
    outcome(report, "bs-equation", verdict="fail", **change)
    made = score(TRUTH, report)
    assert (len(made.false), len(made.warned)) == (false, warned)
    assert all("bs-equation" in text for text in (*made.false, *made.warned))
    planted = score({**TRUTH, "tolerated": ["bs-equation"]}, report)
    assert (planted.false, planted.warned) == ([], [])


def test_no_report_has_found_nothing() -> None:
    made = shares(None)
    assert {made[n] for n in ("claims", "rows", "cells", "attachments", "planted", "triage", "kinds")} == {
        0.0
    }
    assert score(TRUTH, None).false == []


def test_all_packages_together() -> None:
    spoilt = perfect()
    outcome(spoilt, "bs-equation", verdict="fail", severity="error")
    spoilt["claims"].pop(0)
    whole = total([score(TRUTH, perfect()), score(TRUTH, spoilt)])
    assert (whole.tallies["claims"].good, whole.tallies["claims"].of) == (7, 8)
    assert len(whole.false) == 1
    assert Tally().share == 1.0
    lines = accuracy.table([score(TRUTH, perfect()), score(TRUTH, spoilt)]).splitlines()
    assert [line.split()[0] for line in lines] == ["package", "p", "p", "all"]
    assert [line.split()[-2] for line in lines] == ["false", "0", "1", "1"]
    assert len({len(line) for line in lines}) == 1


@pytest.mark.parametrize(
    ("quantity", "wanted", "got", "tolerance", "same"),
    [
        ("total-assets", "15280900", "15280900.00", None, True),
        ("total-assets", "15280900", "15280900.01", None, False),
        ("total-assets", "15280900", "15281000", "100", True),
        ("total-assets", "15280900", None, None, False),
        ("total-assets", "15280900", "many", None, False),
        ("satisfaction-ratio", "98.5", "98.5%", None, True),
        ("phone", "0713-2523367", "0713 2523367", None, True),
        ("website", "http://www.a.com/", "www.A.com", None, True),
        ("address", "甲市乙区,丙路1号", "甲市乙区丙路1号", None, True),
        ("applicant-name", "甲公司", "申公司", None, False),
    ],
)
def test_what_agrees(quantity: str, wanted: str, got: str | None, tolerance: str | None, same: bool) -> None:
    assert agrees(quantity, wanted, got, tolerance) is same


# --- the programs


def test_fresh_packages_are_asked_of_the_generator(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[list[str]] = []

    def generate(command: list[str], **options: Any) -> None:
        assert options["check"] is True, "a generator that fails ends the benchmark"
        asked.append(command)
        (Path(command[command.index("--out") + 1]) / "truth").mkdir(parents=True)

    monkeypatch.setattr(accuracy.subprocess, "run", generate)
    accuracy.fresh_packages(2, 1000, tmp_path)
    assert [c[:3] for c in asked] == [[sys.executable, "-m", "samples.generator"]] * 2
    options = [dict(zip(c[3::2], c[4::2], strict=True)) for c in asked]
    assert [(o["--seed"], o["--preset"]) for o in options] == [("1000", "random"), ("1001", "random")]
    assert len({o["--regulation"] for o in options}) == 2, "the regulations take turns"
    assert [o["--out"] for o in options] == [str(tmp_path / "seed-1000"), str(tmp_path / "seed-1001")]
    accuracy.fresh_packages(3, 1000, tmp_path)
    assert len(asked) == 3, "what is there is kept"


def test_what_was_done_to_a_page_is_named() -> None:
    profile = {"photo": False, "dark": 100, "speckle": 0, "gutter": True, "punch": False}
    plain = {**profile, "dark": 30, "gutter": False}
    truth = {"degradations": {"profile": {"a.pdf": profile, "b.pdf": plain, "c.xlsx": "xlsx"}}}
    assert degradations(truth) == {
        "a.pdf": ("faint ink", "bound volume"), "b.pdf": ("plain scan",), "c.xlsx": ("digital",)
    }  # fmt: skip
    assert degradations({"degradations": {"profile": {"dpi": 150}}}) == {}, "another hand's truth"


def test_doubt_counts_what_a_reviewer_would_catch() -> None:
    stated = [Stated(0.99, True)] * 95 + [Stated(0.4, False)] * 3 + [Stated(0.99, False), Stated(0.45, True)]
    assert doubt.caught(stated) == (3, 4)
    assert doubt.caught(stated, load=0.02) == (2, 4)
    assert [(b.claims, b.right) for b in doubt.bins(stated)] == [(4, 1), (96, 95)]
    assert "3/4" in doubt.table(stated)


def test_equals_do_not_flatter() -> None:
    assert doubt.caught([Stated(0.9, True)] * 99 + [Stated(0.9, False)]) == (0, 1)


@pytest.mark.parametrize(
    ("sure", "load"),
    [([0.3, 0.4], 0.02), ([0.3, 0.95], 1.0), ([0.3] * 9 + [0.95], 0.09 * 100 / 108), ([], None)],
)
def test_how_many_a_reviewer_has_to_look_at(sure: list[float], load: float | None) -> None:
    stated = [Stated(0.9, True)] * 98 + [Stated(c, False) for c in sure]
    assert doubt.needed(stated) == (load if load is None else pytest.approx(load))
    assert ("of the wrong claims are" in doubt.table(stated)) is (load is not None)


def test_a_claim_is_kept_with_its_confidence_and_its_page() -> None:
    report = copy.deepcopy(perfect())
    report["claims"][1] |= {"value": "1", "confidence": 0.3}
    made = score(TRUTH, report)
    assert Stated(0.3, False) in made.stated
    assert [p.found for p in made.printed] == [True, False, True, True]
    assert total([made, made]).stated == made.stated * 2


def test_pages_taken_for_another_kind_are_told() -> None:
    report = copy.deepcopy(perfect())
    report["documents"][1]["kind"] = "narrative"
    told = accuracy.confusion(score(TRUTH, report).taken).splitlines()
    assert [line.split() for line in told[1:]] == [
        ["application-form", "2", "2"],
        ["audit-report", "1", "0", "narrative", "1"],
    ]


def test_the_picture_is_drawn(tmp_path: Path) -> None:
    printed = [Printed("revenue", ("specks",), i % 9 > 0) for i in range(20)]
    diagrams.draw(printed, [Stated(0.9, True), Stated(0.2, False)], tmp_path / "p.png")
    with Image.open(tmp_path / "p.png") as picture:
        assert min(picture.size) > 400


def test_the_generator_takes_what_it_is_asked() -> None:
    from samples.generator.fresh import ALL

    assert "random" in ALL


def test_a_run_scores_the_packages_that_have_a_truth(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from pipeline.batch import Finished

    for name in ("p", "q", "without-truth"):
        (tmp_path / "packages" / name).mkdir(parents=True)
    (tmp_path / "truth").mkdir()
    for name in ("p", "q"):
        (tmp_path / "truth" / f"{name}.json").write_text(json.dumps({**TRUTH, "package": name}))
    monkeypatch.setenv("SHENYAN_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(
        accuracy.batch,
        "run_job",
        lambda job, pool: Finished(
            job,
            perfect() if job.package.name == "p" else None,
            None if job.package.name == "p" else "damaged",
        ),
    )
    scores = accuracy.run(tmp_path / "packages", tmp_path / "truth", tmp_path / "out", False)
    assert [(s.package, s.tallies["claims"].share) for s in scores] == [("p", 1.0), ("q", 0.0)]
    assert "q: damaged" in capsys.readouterr().err
    [narrowed, _] = accuracy.run(
        tmp_path / "packages", tmp_path / "truth", tmp_path / "out", False, ["audit-report"]
    )
    assert narrowed.tallies["claims"].of == 1


@pytest.mark.parametrize("name", ["benchmarks", "benchmarks.accuracy", "benchmarks.speed"])
def test_help_measures_nothing(name: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", name, "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: ")
