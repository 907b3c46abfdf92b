"""The officer's page: what stands where, both sides with their scans, nothing hostile, nothing untranslated."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

import rulesets
from pipeline.discover import extractors
from pipeline.model import KINDS, Evidence, Message, Outcome, Problem, Report, Row
from pipeline.reports import Context, Lang, Picture
from pipeline.reports import _words as words
from pipeline.reports._pages import FOLDER as TEMPLATES
from pipeline.reports._phrases import PHRASES
from pipeline.reports._view import columns_of, masked, safe_href
from pipeline.reports.html_report import render
from tests.reports.example import APPLICANT, context, example

VOID = {"meta", "img", "br", "hr", "link", "input", "rect"}


class Reader(HTMLParser):
    """Checks that tags balance, and collects texts, attributes and the cards."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: list[str] = []
        self.cards: dict[str, list[str]] = {}
        self.images: dict[str, int] = {}
        self.styles: list[str] = []
        self._card: tuple[str, int] | None = None
        self.feed(page.decode("utf-8"))
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        given = dict(attrs)
        if tag == "article":
            self._card = (given.get("id") or "", len(self.open))
            self.cards[self._card[0]] = []
            self.images[self._card[0]] = 0
        if tag == "img" and self._card:
            self.images[self._card[0]] += 1
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1:] == [tag], f"</{tag}> does not close what is open"
        self.open.pop()
        if self._card and len(self.open) == self._card[1]:
            self._card = None

    def handle_data(self, data: str) -> None:
        if self.open[-1:] in (["style"], ["script"]):
            self.styles.append(data)
        elif data.strip():
            self.texts.append(data.strip())
            if self._card:
                self.cards[self._card[0]].append(data.strip())

    def card(self, words_of_it: str) -> str:
        """The id of the card whose text holds these words."""
        return next(id for id, texts in self.cards.items() if words_of_it in " ".join(texts))


@pytest.fixture(scope="module")
def page() -> bytes:
    return render(example(), context())


@pytest.fixture(scope="module")
def read(page: bytes) -> Reader:
    return Reader(page)


def test_triage_and_why_come_first(read: Reader) -> None:
    text = " ".join(read.texts[1:])  # without the title
    assert (
        text.index(APPLICANT)
        < text.index("建议退回补正")
        < text.index("2 项不符、1 件材料缺少")
        < text.index("提取的数据")
    )


def test_counts_leave_out_echoes_and_count_a_missing_paper_once(read: Reader) -> None:
    i = read.texts.index("2 项不符、1 件材料缺少")
    assert read.texts[i + 1 : i + 11] == [
        "2",
        "不符",
        "1",
        "缺少材料",
        "2",
        "需留意",
        "5",
        "未能判定",
        "17",
        "相符",
    ]


def test_a_finding_shows_both_values_and_both_scans_with_their_place(read: Reader) -> None:
    id = read.card("营业收入比审计报告多")
    text = " ".join(read.cards[id])
    for words_of_it in (
        "612.8 万元",
        "586.3107 万元",
        "5,863,107.42",
        "第 2 页",
        "第 5 页",
        "附件2 审计报告2018.pdf",
        "允许误差",
    ):
        assert words_of_it in text
    assert "第十二条（一）" in text
    assert "资产总额不低于300万元" in text
    assert read.images[id] == 2


def test_the_box_is_drawn_over_the_scan(page: bytes, read: Reader) -> None:
    rects = [
        float(v)
        for tag, name, v in read.attributes
        if tag == "rect" and name in ("x", "y", "width", "height")
    ]
    assert rects
    assert all(0 <= v <= 100 for v in rects)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_expected_and_found_are_not_said_again_where_a_side_says_them(lang: Lang) -> None:
    o = next(o for o in example().outcomes if o.check == "revenue-form-vs-audit")
    o = replace(o, expected="586.3107 万元", found="6128000", workings=())
    texts = Reader(render(replace(example(), outcomes=(o,)), context(lang))).texts
    assert not {"应为", "实为", "Expected", "Found"} & set(texts)


def test_errors_come_before_warnings_and_echoes_are_folded_under_their_root(read: Reader) -> None:
    heads = [texts[1] for texts in read.cards.values()]
    assert [h[:8] for h in heads[:3]] == ["申请表2018年", "按名单统计，大专", "未见已获认定文件"]
    assert not [h for h in heads if "一万倍" in h or "申请表基本情况的上年末" in h]
    root = " ".join(read.cards[read.card("申请表上年末总资产与审计报告不一致")])
    assert "同一原因还引起 2 处不一致" in root
    assert "上年末总资产约为同表其他金额的一万倍" in root
    assert "单位填错" in root


def test_an_echo_whose_root_is_gone_stands_for_itself() -> None:
    echo = replace(example().outcomes[0], same_root_as="nobody")
    assert Reader(render(replace(example(), outcomes=(echo,)), context())).cards


def test_every_undecided_says_why_and_where(read: Reader) -> None:
    text = " ".join(read.cards[read.card("印文无法辨认")])
    assert "第 14 页" in text
    assert "存疑，把握 58%" in text


def test_occurrences_of_a_figure_stand_together(read: Reader) -> None:
    i = read.texts.index("资产总额", read.texts.index("提取的数据"))
    near = read.texts[i : i + 40]
    assert {"12,863,512.37 万元", "1,286.35 万元", "1,286.3512 万元"} <= set(near)
    assert near.index("2018年末") < near.index("2017年末")


def test_nothing_is_silently_lost(read: Reader) -> None:
    text = " ".join(read.texts)
    for part in (
        "合作协议.rar",
        "页面几乎空白",
        "20?1年12月31日",
        "专职人员名单 · 30 行",
        "统一社会信用代码校验正确",
        "缺少 已获认定文件",
    ):
        assert part in text


# --- hostile documents

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "{{ 7*7 }}{% raw %}",
    "</style><script>alert(1)</script>",
    "a\u202egnp.exe\x00",
    "half\udc80",
]


def hostile(text: str) -> Report:
    """The text in every place that a document or an archive can fill."""
    base = example()
    claims = tuple(
        replace(c, value=text, evidence=Evidence(text, 1, c.evidence.box, text, cell=text))
        for c in base.claims
    )
    rows = (Row("staff-roster", 1, text, 1, {"name": text, text: text}, {}, document="d2", id="r1"),)
    outcomes = tuple(
        replace(
            o,
            message=Message(text, text),
            expected=text,
            found=text,
            article=text,
            workings=(Message(text, text),),
        )
        for o in base.outcomes
    )
    return replace(
        base, package=text, applicant=text, claims=claims, rows=rows, outcomes=outcomes,
        problems=(Problem("intake", text, Message(text, text), text, 1),), tools={text: text},
    )  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_hostile_text_stays_text(text: str, lang: Lang, read: Reader) -> None:
    pictures = {(text, 1): text}
    page = render(hostile(text), Context(lang, page_pictures=pictures))
    found = Reader(page)
    assert {(t, n) for t, n, _ in found.attributes} <= {(t, n) for t, n, _ in read.attributes}
    assert len(found.styles) == 2
    assert not [v for _, n, v in found.attributes if n == "href" and not v.startswith(("#", "./"))]
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069]", page.decode())
    assert "49" not in "".join(found.texts) or "7*7" not in text


@pytest.mark.parametrize("path", ["../x.jpg", "/etc/passwd", "\\\\host\\x", "a/../../b"])
def test_links_stay_inside_the_report(path: str) -> None:
    assert safe_href(path) is None


def test_a_scheme_becomes_a_file_name() -> None:
    assert safe_href("javascript:alert(1)") == "./javascript%3Aalert%281%29"


def test_identity_numbers_are_masked() -> None:
    assert masked("421182198001010012") == "4211************12"


# --- the page as a page


def test_nothing_is_fetched_and_the_policy_names_the_only_style_and_script(page: bytes, read: Reader) -> None:
    assert not [v for _, n, v in read.attributes if n in ("src", "href") and re.match(r"(?i)(https?:)?//", v)]
    assert all(v.startswith("data:image/") for t, n, v in read.attributes if (t, n) == ("img", "src"))
    assert b"url(" not in page
    assert b"@import" not in page
    policy = next(v for t, n, v in read.attributes if (t, n) == ("meta", "content") and "default-src" in v)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for text in read.styles:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert not [n for _, n, _ in read.attributes if n == "style" or n.startswith("on")]


def test_same_bytes_twice(page: bytes) -> None:
    assert render(example(), context()) == page


def test_crops_end_where_the_budget_ends() -> None:
    big = Picture(b"\xff\xd8" + bytes(1_000_000), (0.1, 0.1, 0.2, 0.2))
    page = render(example(), Context(crop=lambda file, page, box: big))
    assert len(page) < 6_000_000
    assert page.count(b"data:image/jpeg") == 3


def test_works_without_scans_pages_and_rules() -> None:
    found = Reader(render(example(), Context()))
    assert sum(found.images.values()) == 0


def test_an_unreadable_package_says_so() -> None:
    empty = replace(
        example(), applicant=None, triage="unreadable", as_of=None, documents=(), claims=(), rows=(), attachments=(), outcomes=()
    )  # fmt: skip
    text = " ".join(Reader(render(empty, context())).texts)
    assert "无法审验" in text
    assert "未读到申请表" in text


# --- languages


def _untranslated(texts: list[str]) -> list[str]:
    ids = {
        *KINDS,
        *words.ITEMS,
        *words.STATUSES,
        *words.CATEGORIES,
        *words.CAUSES,
        *words.TRIAGES,
        *words.STAGES,
    }
    return [t for t in texts if t in ids or re.fullmatch(r"(fail|undecided|pass|part)[-/]\w+", t)]


def test_chinese_is_the_default_and_shows_no_ids(read: Reader) -> None:
    assert Context().lang == "zh"
    assert ("html", "lang", "zh-CN") in read.attributes
    assert _untranslated(read.texts) == []


def test_english_leaves_no_chinese_label() -> None:
    """With data in ASCII, what is Chinese on the English page is a label that nobody translated."""
    base = example()
    claims = tuple(
        replace(
            c, value=c.value if c.value.isascii() else "Name", qualifier=None,
            evidence=replace(c.evidence, file="f.pdf", text="text"),
        )
        for c in base.claims
    )  # fmt: skip
    rows = tuple(
        replace(r, file="f.pdf", cells={k: v if v and v.isascii() else "text" for k, v in r.cells.items()})
        for r in base.rows
    )
    documents = tuple(
        replace(d, pages=tuple(replace(p, file="f.pdf", words=()) for p in d.pages)) for d in base.documents
    )
    problems = tuple(replace(p, file="f.rar") for p in base.problems)
    report = replace(
        base,
        applicant="Minglan",
        claims=claims,
        rows=rows,
        documents=documents,
        problems=problems,
    )
    ruleset = replace(rulesets.load("national-2017"), basis="No. 156")
    found = Reader(render(report, replace(context("en"), ruleset=ruleset)))
    assert ("html", "lang", "en") in found.attributes
    assert [t for t in found.texts if re.search("[\u3000-\u9fff\uff00-\uffef]", t)] == []
    assert "Return for correction" in found.texts
    assert "2 things do not hold, 1 required paper is missing" in found.texts


def test_a_message_in_one_language_is_shown_in_the_other() -> None:
    outcome = Outcome("x", "form", "fail", "error", None, Message("只有中文", ""))
    assert "只有中文" in " ".join(
        Reader(render(replace(example(), outcomes=(outcome,)), context("en"))).texts
    )


def test_every_phrase_is_used_and_every_kind_and_item_has_a_word() -> None:
    room = TEMPLATES.parent
    source = "".join(
        p.read_text("utf-8") for p in [*room.glob("*.py"), *TEMPLATES.glob("*.j2")] if p.name != "_phrases.py"
    )
    assert [k for k in PHRASES if not re.search(f"[\"']{k}[\"']", source)] == []
    assert [k for k in KINDS if k not in words.KINDS] == []
    assert all(zh and en for zh, en in PHRASES.values())


def test_every_column_that_a_list_may_have_has_a_word() -> None:
    """An id in English tells the officer nothing: those of the ratings alone become one column, «评价»."""
    known = {
        c.name
        for module in extractors().values()
        for c in getattr(module, "COLUMNS", ())
        if c.name not in ("satisfied", "basically", "dissatisfied")
    }
    assert len(known) > 30
    assert sorted(known.difference(words.COLUMNS)) == []


def test_a_column_that_only_the_program_needs_is_not_shown() -> None:
    line = Row("balance-sheet", 1, "a.pdf", 1, {"line": "资产总计", "key": "total-assets", "closing": "5"})
    assert columns_of([line]) == ["number", "line", "closing"]
