"""The road of one package, with pages that are drawn instead of read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline import reading, screening
from pipeline.errors import CorruptError, RulesetError
from pipeline.looking import Chunk, Desk, Looked, Task
from pipeline.model import Claim, Document, Message, Need, Page, Problem, SourceFile, Verdict, Word
from pipeline.rereading import reread_with
from pipeline.screening import Options, decide, extract, glance, package_name, read_documents
from rulesets import Binding
from tests.facts import END, check, claim, facts, row, said, wan
from tests.packages import Here
from tests.pages import page

BROKEN = Problem("reading", "crashed", Message("坏页", "bad page"), "a.pdf", 2)


def file(name: str) -> SourceFile:
    return SourceFile(name, "0" * 64, "pdf", Path("/nowhere") / name)


@dataclass
class Drawn:
    """A looker with drawn pages: (file, index) → page or problem. Remembers what it was asked."""

    pages: Mapping[tuple[str, int], Page | Problem]

    def __post_init__(self) -> None:
        self.asked: list[tuple[str, str, int]] = []

    def run(self, chunks: Sequence[Task]) -> Iterator[Looked]:
        for chunk in chunks:
            assert isinstance(chunk, Chunk)
            self.asked += [(chunk.depth, chunk.file.path, i) for i in chunk.indices]
            found = (self.pages[chunk.file.path, i] for i in chunk.indices)
            yield tuple(replace(p, depth=chunk.depth) if isinstance(p, Page) else p for p in found)


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "versions", dict)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("甲公司.zip", "甲公司"),
        ("甲公司.PDF", "甲公司"),
        ("甲公司.2019", "甲公司.2019"),
        ("scan.jpg", "scan.jpg"),
        ("a\x00b\nc", "a_b_c"),
        ("..zip", "package"),
        (" . ", "package"),
    ],
)
def test_package_names(path: str, name: str) -> None:
    assert package_name(Path(path)) == name


def test_a_folder_keeps_its_whole_name(tmp_path: Path) -> None:
    folder = tmp_path / "甲公司.zip"
    folder.mkdir()
    assert package_name(folder) == "甲公司.zip"


# --- looking


def test_every_page_gets_a_glance_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    def count(source: SourceFile) -> int:
        if source.path == "broken.pdf":
            raise CorruptError("cannot be opened", "无法打开")
        return 2

    monkeypatch.setattr(reading, "page_count", count)
    drawn = Drawn(
        {("a.pdf", 1): page("一"), ("a.pdf", 2): BROKEN, ("b.pdf", 1): page("二"), ("b.pdf", 2): page("三")}
    )
    steps: list[tuple[str, int, int]] = []

    def step(stage: str, done: int, of: int) -> None:
        steps.append((stage, done, of))

    pages, problems = glance([file("a.pdf"), file("broken.pdf"), file("b.pdf")], drawn, step)
    assert [p.text for p in pages] == ["一", "二", "三"]
    assert {(p.file, p.page, p.category) for p in problems} == {
        ("broken.pdf", None, "corrupt"),
        ("a.pdf", 2, "crashed"),
    }
    assert {depth for depth, _, _ in drawn.asked} == {"glance"}
    assert steps[-1] == ("glance", 4, 4)


def glanced(kind: str, *indices: int, **more: Any) -> Document:
    pages = tuple(replace(page("x", number=i), depth="glance", **more) for i in indices)
    return Document(f"d{indices[0]}", kind, pages)


def reader_of(kind: str, reads: bool, said: Any = ()) -> Any:
    return SimpleNamespace(KIND=kind, READS=reads, extract=lambda document: iter(said))


@pytest.fixture
def two_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"licence": reader_of("licence", True), "qualification": reader_of("qualification", False)}
    monkeypatch.setattr(screening, "extractors", lambda: known)


@pytest.mark.usefixtures("two_kinds")
@pytest.mark.parametrize(("everything", "read"), [(False, [1, 2]), (True, [1, 2, 4, 5])])
def test_only_pages_that_an_extractor_asks_for_are_read(everything: bool, read: list[int]) -> None:
    documents = [
        glanced("licence", 1, 2),
        glanced("licence", 3, blank=True),
        glanced("qualification", 4),
        glanced("other", 5),
        Document("d6", "licence", (page("already", number=6),)),
    ]
    drawn = Drawn({("a.pdf", i): page(f"full {i}", number=i) for i in range(1, 7)})
    full, problems = read_documents(documents, [file("a.pdf")], drawn, everything=everything)
    assert [i for _, _, i in drawn.asked] == read
    assert [p.index for d in full for p in d.pages if p.depth == "full"] == sorted([*read, 6])
    assert [(d.id, d.kind, len(d.pages)) for d in full] == [(d.id, d.kind, len(d.pages)) for d in documents]
    assert problems == ()


@pytest.mark.usefixtures("two_kinds")
def test_a_page_that_cannot_be_read_stays_in_its_document() -> None:
    drawn = Drawn({("a.pdf", 1): page("full", number=1), ("a.pdf", 2): BROKEN})
    [full], problems = read_documents([glanced("licence", 1, 2)], [file("a.pdf")], drawn)
    assert [(p.index, p.depth) for p in full.pages] == [(1, "full"), (2, "glance")]
    assert problems == (BROKEN,)


# --- extracting


def broken_after(*things: Any) -> Iterator[Any]:
    yield from things
    raise ValueError("a column too few")


@pytest.mark.parametrize(
    ("said", "kept", "words"),
    [
        (lambda: iter([claim("staff-count", "1"), row("staff-roster")]), 2, None),
        (
            lambda: broken_after(claim("staff-count", "1"), row("staff-roster")),
            2,
            "ValueError: a column too few",
        ),
        (lambda: broken_after(), 0, "ValueError"),
        (lambda: iter([claim("staff-count", "1"), None]), 1, "NoneType is no claim"),
        (lambda: None, 0, "TypeError"),
    ],
)
def test_an_extractor_that_breaks_loses_nothing_that_it_said(
    monkeypatch: pytest.MonkeyPatch, said: Any, kept: int, words: str | None
) -> None:
    reader = SimpleNamespace(extract=lambda document: said())
    monkeypatch.setattr(screening, "extractors", lambda: {"licence": reader})
    things = extract(glanced("licence", 3))
    problems = [t for t in things if isinstance(t, Problem)]
    assert len(things) - len(problems) == kept
    assert [(p.stage, p.category, p.file, p.page) for p in problems] == (
        [("extracting", "internal", "a.pdf", 3)] if words else []
    )
    assert all(words and words in p.message.en and "licence" in p.message.zh for p in problems)


def test_a_kind_without_an_extractor_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening, "extractors", dict)
    assert extract(glanced("other", 1)) == ()


# --- the second reader


@pytest.mark.parametrize(
    ("mine", "text"),
    [
        (claim("staff-count", "36"), "36"),
        (
            replace(
                claim("staff-count", "36"), evidence=replace(claim("staff-count", "36").evidence, box=None)
            ),
            None,
        ),
        (
            replace(
                claim("staff-count", "36"),
                evidence=replace(claim("staff-count", "36").evidence, file="b.pdf"),
            ),
            None,
        ),
        (
            replace(
                claim("staff-count", "36"), evidence=replace(claim("staff-count", "36").evidence, page=9)
            ),
            None,
        ),
    ],
)
def test_a_figure_is_read_again_where_it_stands(
    monkeypatch: pytest.MonkeyPatch, mine: Claim, text: str | None
) -> None:
    monkeypatch.setattr(reading, "reread", lambda f, p, box, engine: Word("36", box))
    assert reread_with([file("a.pdf")], [glanced("licence", 1)], Here(Desk(None)))([mine], "tesseract") == [
        text
    ]


@pytest.mark.parametrize("error", [CorruptError("no second reader"), RuntimeError("timeout"), MemoryError()])
def test_a_second_reader_that_breaks_says_nothing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def broken(*_: object) -> Word:
        raise error

    monkeypatch.setattr(reading, "reread", broken)
    again = reread_with([file("a.pdf")], [glanced("licence", 1)], Here(Desk(None)))
    assert again([claim("staff-count", "36")], "tesseract") == [None]


def test_many_figures_of_many_pages_are_read_side_by_side_and_none_is_mixed_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def at(n: int) -> Claim:
        made = claim("staff-count", str(n))
        place = replace(made.evidence, page=1 + n % 2, box=(float(n), 0.0, n + 1.0, 1.0))
        return replace(made, id=f"c{n}", evidence=place)

    monkeypatch.setattr(reading, "reread", lambda f, p, box, engine: Word(f"{p.number}:{box[0]:.0f}", box))
    again = reread_with([file("a.pdf")], [glanced("licence", 1, 2)], Here(Desk(None)))
    assert again([at(n) for n in range(20)], "tesseract") == [f"{1 + n % 2}:{n}" for n in range(20)]


# --- deciding


STATED, AUDITED = (Need("total-assets", (k,), "last-year-end") for k in ("application-form", "audit-report"))


def compare(f: Any, p: Any) -> Verdict:
    pair = (f["stated"].id, f["audited"].id)
    return Verdict("fail", said("differ"), claims=pair, pair=pair)


def ruleset(*bindings: str, variants: Sequence[str] = ()) -> Any:
    return SimpleNamespace(
        id="test-2019", title=Message("试行办法", "trial"), attachments=(),
        bindings=lambda variant: [Binding(b, "1(1)") for b in bindings],
        variants=lambda: tuple(variants), variant_of=lambda f: "by-address",
    )  # fmt: skip


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> None:
    made = check("assets-compared", compare, needs={"stated": STATED, "audited": AUDITED})
    monkeypatch.setattr(screening, "checks", lambda: {"assets-compared": made})
    monkeypatch.setattr(screening.rulesets, "match", lambda head, as_of: ruleset("assets-compared"))


def one_digit() -> Any:
    """A form that differs from the audit report in one digit, 8 for 6."""
    stated = wan("total-assets", "1288.35", period=END)
    audited = claim("total-assets", "12863512.37", kind="audit-report", period=END, resolution="0.01")
    return facts(stated, audited, kinds=["application-form"])


@pytest.mark.usefixtures("compared")
@pytest.mark.parametrize(
    ("readings", "verdict", "cause", "triage"),
    [
        ({"c1": "1288.35", "c2": "12863512.37"}, "fail", None, "return"),  # both readers see the difference
        ({"c1": "1286.35", "c2": "12863512.37"}, "undecided", "misread", "review"),
        ({"c1": "1288.35"}, "undecided", "misread", "review"),
        ({}, "undecided", "misread", "review"),
    ],
)
def test_an_accusation_rests_on_two_readings(
    readings: dict[str, str], verdict: str, cause: str | None, triage: str
) -> None:
    report, _ = decide(
        "甲",
        one_digit(),
        (),
        Options(),
        lambda asked, engine: [readings.get(c.id) if engine == "tesseract" else None for c in asked],
    )
    [made] = report.outcomes
    assert (made.verdict, made.cause, report.triage) == (verdict, cause, triage)
    assert {c.id: len(c.readings) for c in report.claims} == {i: int(i in readings) for i in ("c1", "c2")}


@pytest.mark.usefixtures("compared")
def test_judging_again_never_reads() -> None:
    said = {"c1": "1288.35", "c2": "12863512.37"}
    first, _ = decide("甲", one_digit(), (), Options(), lambda asked, engine: [said[c.id] for c in asked])
    again, _ = decide("甲", replace(one_digit(), claims=first.claims), (), Options(), None)
    assert again == first


@pytest.mark.usefixtures("compared")
def test_without_a_form_a_package_is_unreadable_and_says_so() -> None:
    report, _ = decide("甲", facts(), [BROKEN], Options(), None)
    assert report.triage == "unreadable"
    assert [p.category for p in report.problems] == ["crashed", "no-application-form"]


def test_a_form_that_names_no_ruleset_is_a_problem_with_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screening.rulesets, "match", lambda head, as_of: None)
    report, chosen = decide("甲", one_digit(), (), Options(), None)
    assert (chosen, report.ruleset.id, report.triage, report.outcomes) == (None, None, "review", ())
    [problem] = report.problems
    assert problem.category == "ruleset"
    assert "national-2017" in problem.message.zh
    assert "--ruleset" in problem.message.en


@pytest.mark.usefixtures("compared")
def test_the_title_or_the_user_chooses_the_ruleset(monkeypatch: pytest.MonkeyPatch) -> None:
    by_title, _ = decide("甲", one_digit(), (), Options(), None)
    assert (by_title.ruleset.id, by_title.ruleset.chosen_by) == ("test-2019", "form-title")
    other = ruleset()
    other.id = "other-2019"
    monkeypatch.setattr(screening.rulesets, "load", lambda source, checks: other)
    by_user, _ = decide("甲", one_digit(), (), Options(ruleset="other-2019"), None)
    assert (by_user.ruleset.id, by_user.ruleset.chosen_by) == ("other-2019", "option")


@pytest.mark.parametrize(
    ("option", "variant", "problems"),
    [(None, "by-address", []), ("west", "west", []), ("south", "by-address", ["variant"])],
)
def test_variants(
    monkeypatch: pytest.MonkeyPatch, option: str | None, variant: str, problems: list[str]
) -> None:
    monkeypatch.setattr(screening.rulesets, "match", lambda head, as_of: ruleset(variants=["west"]))
    report, _ = decide("甲", one_digit(), (), Options(variant=option), None)
    assert report.ruleset.variant == variant
    assert [p.category for p in report.problems] == problems


def test_a_ruleset_of_the_users_with_an_unknown_check_is_refused(tmp_path: Path) -> None:
    source = Path(screening.rulesets.__file__).parent / "national-2017.yaml"
    broken = tmp_path / "mine.yaml"
    text = source.read_text(encoding="utf-8")
    assert "check: assets-threshold" in text
    broken.write_text(text.replace("check: assets-threshold", "check: assets-treshold"), encoding="utf-8")
    with pytest.raises(RulesetError, match="assets-treshold"):
        decide("甲", one_digit(), (), Options(ruleset=str(broken)), None)


# --- the whole road


def test_a_package_from_its_files_to_its_report(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    files = (file("a.pdf"),)
    monkeypatch.setattr(screening, "gather", lambda package, workdir: (files, ()))
    monkeypatch.setattr(reading, "page_count", lambda f: 3)
    form = page(
        "申请单位名称：甲咨询有限公司（盖章）", "填报日期：2019年6月20日",
        title="国家中小企业公共服务示范平台申请报告", number=1,
    )  # fmt: skip
    drawn = Drawn(
        {("a.pdf", 1): form, ("a.pdf", 2): BROKEN, ("a.pdf", 3): page("续", "正文", "正文", "正文", number=3)}
    )
    done = screening.screen(tmp_path / "甲公司.zip", tmp_path, Options(), drawn)
    report = done.report
    assert (report.package, report.applicant, report.ruleset.id) == (
        "甲公司",
        "甲咨询有限公司",
        "national-2017",
    )
    assert report.as_of == date(2019, 6, 20)
    assert [(d.kind, [p.index for p in d.pages]) for d in report.documents] == [("application-form", [1, 3])]
    assert BROKEN in report.problems
    assert report.triage in ("return", "review")
    assert {o.verdict for o in report.outcomes} <= {"undecided", "not-applicable", "pass", "fail"}
    assert not [p for p in report.problems if p.category == "internal"], "no check or extractor broke"
    assert set(done.files) == {"a.pdf"}
