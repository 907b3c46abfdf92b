"""The rules on the page: which applied and since when, what a person judges and where, what was found of functions."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

import rulesets
from pipeline.model import Document, Message, Outcome, Page, Report, RulesetRef, Word
from pipeline.reports import Context, Lang
from pipeline.reports._functions import CHECK, Matrix, matrix
from pipeline.reports._person import Checklist, checklist
from pipeline.reports._rules import State, readings, state
from pipeline.reports._spots import Leads, find, leads
from pipeline.reports._view import Viewer
from pipeline.reports.html_report import render
from rulesets import Ruleset
from tests.reports.example import context, example
from tests.reports.test_html_report import Reader

NATIONAL = rulesets.load("national-2017")
NEWER = "国家中小企业公共服务示范平台（基地）创建管理办法"


def viewer(report: Report | None = None, ruleset: Ruleset | None = NATIONAL, lang: Lang = "zh") -> Viewer:
    return Viewer(report or example(), replace(context(lang), ruleset=ruleset))


def with_force(report: Report, verdict: Any, message: str) -> Report:
    """The report with this outcome of regulation-in-force."""
    others = tuple(o for o in report.outcomes if o.check != "regulation-in-force")
    severity: Any = {"pass": "info", "fail": "warning", "undecided": "warning"}[verdict]
    outcome = Outcome("regulation-in-force", "form", verdict, severity, "28", Message(message, message))
    return replace(report, outcomes=(*others, outcome))


def the_state(v: Viewer) -> State:
    found = state(v)
    assert found is not None
    return found


def the_matrix(v: Viewer) -> Matrix:
    found = matrix(v)
    assert found is not None
    return found


def the_checklist(v: Viewer) -> Checklist:
    found = checklist(v)
    assert found is not None
    return found


# --- the regulation


def test_the_regulation_its_force_and_the_variant_stand_above_the_triage() -> None:
    texts = " ".join(Reader(render(example(), context())).texts[1:])
    for words in (
        "工信部企业〔2017〕156号",
        "按申请表标题选定",
        "在办法有效期内",
        "施行日 2017-07-03，未载明截止日期",
        "按一般标准审核",
    ):
        assert 0 < texts.index(words) < texts.index("建议退回补正")
    assert not the_state(viewer()).notice


@pytest.mark.parametrize("day", [date(2025, 10, 21), date(2026, 6, 1), None])
def test_a_newer_national_instrument_is_said_before_everything(day: date | None) -> None:
    verdict = "fail" if day else "undecided"
    report = with_force(replace(example(), as_of=day), verdict, f"填报日期{day}：…")
    found = the_state(viewer(report))
    assert NEWER in found.notice
    assert "未收入本程序" in found.notice
    assert (str(day) if day else "未识别到填报日期") in found.notice
    page = Reader(render(report, context()))
    text = " ".join(page.texts[1:])
    assert text.index(NEWER) < text.index("建议退回补正")
    assert ("p", "class", "notice") in page.attributes
    english = the_state(viewer(report, lang="en")).notice
    assert "their conditions are not in this program" in english


def test_a_day_before_it_says_nothing_of_it() -> None:
    found = the_state(viewer(with_force(replace(example(), as_of=date(2025, 10, 20)), "pass", "有效")))
    assert not found.notice
    assert NEWER not in render(with_force(example(), "pass", "有效"), context()).decode()


def test_a_regulation_that_has_ended_is_said_too() -> None:
    report = with_force(example(), "fail", "填报日期2024-01-05晚于本办法有效期2023-10-06")
    found = the_state(viewer(report, rulesets.load("shandong-2020")))
    assert "晚于本办法有效期" in found.notice
    force = next(line for line in found.lines if line.name == "办法效力")
    assert (force.sign, "2020-10-07 至 2023-10-06" in force.text) == ("warn", True)


def test_baoding_gives_no_day_and_has_no_variants() -> None:
    report = replace(example(), outcomes=())
    found = the_state(viewer(report, rulesets.load("baoding")))
    assert [(line.name, line.sign) for line in found.lines] == [("适用办法", "ok"), ("办法效力", "ask")]
    assert "未载明施行日期" in found.lines[1].text


def test_what_showed_the_variant_is_linked() -> None:
    line = the_state(viewer()).lines[-1]
    assert line.place is not None
    assert line.place.file == "附件1 营业执照.jpg"
    assert line.place.href
    chosen = replace(example(), ruleset=RulesetRef("national-2017", "west", "option"), outcomes=())
    assert the_state(viewer(chosen)).lines[-1].text == "西部大开发政策地区"


# --- the checklist


@pytest.mark.parametrize("id", rulesets.ids())
def test_every_condition_that_only_a_person_judges_is_on_the_list(id: str) -> None:
    ruleset = rulesets.load(id)
    found = the_checklist(viewer(ruleset=ruleset))
    by_person = [c for c in (*ruleset.conditions, *ruleset.form_rules) if c.decided_by == "person"]
    assert [t.text for t in found.tasks] == [c.zh for c in by_person if c.stage == "application"]
    assert [text for _, text in found.later] == [c.zh for c in by_person if c.stage != "application"]
    assert all(t.article and (t.spots or t.missing) for t in found.tasks)


def test_the_pages_with_the_words_are_named_and_linked() -> None:
    tasks = {t.text: t for t in the_checklist(viewer()).tasks}
    plan = tasks["有发展规划和年度服务目标"]
    assert [(s.document, [p.text for p in s.pages], s.words) for s in plan.spots] == [
        ("申请报告正文", ["13"], "“发展规划”、“发展设想”、“服务目标”")
    ]
    discount = tasks["对小微企业收费有优惠规定"]
    assert [p.text for s in discount.spots for p in s.pages] == ["10"]
    assert discount.missing == "收费标准"
    recognition = tasks["已是省级示范平台，或获国家部委、全国性行业协会认定"]
    assert (recognition.spots, recognition.missing) == ((), "认定文件")
    premises = tasks["有固定场所和必要的设施、仪器设备"]
    assert [s.document for s in premises.spots] == ["租赁合同"]
    assert premises.missing == "仪器设备清单"  # a lease stands for the title deed
    legal = tasks["申报单位应为独立法人"]
    assert legal.spots[0].pages[0].href


def test_a_long_document_has_one_link() -> None:
    pages = tuple(Page("a.pdf", n, n, 595, 842, "ocr", "full") for n in range(1, 31))
    report = replace(example(), documents=(Document("d1", "narrative", pages),))
    tasks = the_checklist(viewer(report)).tasks
    spot = next(t for t in tasks if t.text == "在行业或区域内有声誉和影响").spots[0]
    assert [p.text for p in spot.pages] == ["1–30"]
    assert len(leads(report, NATIONAL).pages()) == 1


def test_the_likeliest_pages_come_from_the_words() -> None:
    def page(n: int, text: str) -> Page:
        return Page("a.pdf", n, n, 595, 842, "ocr", "full", words=(Word(text, (0, 0, 9, 9)),))

    texts = ["", "品牌", "品牌 荣誉", "荣誉", "表彰 品牌 荣誉", "品牌"]
    document = Document("d1", "narrative", tuple(page(n, t) for n, t in enumerate(texts, 1)))
    found = list(find([document], ("narrative", "licence"), ("品牌", "荣誉", "表彰")))
    assert [(f.kind, f.numbers, f.words) for f in found] == [
        ("narrative", (2, 3, 5), ("品牌", "荣誉", "表彰"))
    ]
    assert [f.numbers for f in find([document], ("narrative",), ("超市",))] == [(1, 2, 3, 4, 5, 6)]


def test_what_was_found_once_serves_when_the_words_are_gone() -> None:
    kept = leads(example(), NATIONAL)
    assert ("申请报告（盖章版）.pdf", 13) in kept.pages()
    documents = tuple(
        replace(d, pages=tuple(replace(p, words=()) for p in d.pages)) for d in example().documents
    )
    bare = replace(example(), documents=documents)
    assert render(bare, replace(context(), leads=kept)) == render(example(), context())
    assert leads(example(), None) == Leads()


# --- functions


def test_the_matrix_says_what_was_found_of_each_part() -> None:
    m = the_matrix(viewer())
    assert [f.name for f in m.functions] == ["信息服务", "技术服务", "创业服务"]
    assert [f.name for f in m.rest] == ["培训服务", "融资服务"]
    information = m.functions[0]
    assert [(p.status, p.standard) for p in information.parts] == [
        ("person", ""),
        ("met", "≥ 150"),
        ("met", "≥ 8"),
    ]
    served, activities = (p.figure for p in information.parts[1:])
    assert served is not None
    assert activities is not None
    assert (served.value, served.common, activities.value, activities.place.page) == (
        "214",
        True,
        "19",
        "第 9 页",
    )
    training = m.rest[0]
    assert (training.parts[0].status, training.parts[0].missing) == ("unseen", "资质/备案证明")
    assert training.parts[2].status == "unseen"
    assert [p.route for p in m.rest[1].parts] == ["途径1", "途径1", "途径2"]
    assert [(e.title, e.day, e.page.text) for e in m.events] == [
        ("关于举办2018年技术对接会的通知", "2018-04-12", "第 1–9 页")
    ]


def stated(quantity: str, value: str, text: str, unit: str = "count") -> Report:
    """The example in which only this is stated of the functions."""
    base = example()
    claim = next(c for c in base.claims if c.quantity == "service-activities")
    claim = replace(
        claim, quantity=quantity, value=value, unit=unit, id="x1", evidence=replace(claim.evidence, text=text)
    )
    outcomes = tuple(o for o in base.outcomes if o.check != CHECK)
    outcome = Outcome(CHECK, "condition", "undecided", "error", "13", Message("待核", "open"), ("x1",))
    return replace(base, claims=(*base.claims, claim), outcomes=(*outcomes, outcome))


def test_a_figure_counts_for_the_function_that_its_line_names() -> None:
    m = the_matrix(viewer(stated("service-activities", "6", "技术服务:检测46家/6次")))
    assert [(f.name, f.state) for f in m.functions] == [("技术服务", "met")]
    assert {f.state for f in m.rest} == {"unseen"}


def test_below_the_figure_is_no_accusation() -> None:
    m = the_matrix(viewer(stated("training-attendances", "1900", "培训1900人次")))
    assert [(f.name, f.state, f.word) for f in m.functions] == [("培训服务", "below", "低于标准")]
    page = render(stated("training-attendances", "1900", "培训1900人次"), context()).decode()
    table = page[page.index('id="functions"') : page.index('id="person"')]
    assert "fail" not in table
    assert "不符" not in table


def test_the_variant_sets_the_figure_and_says_what_it_relaxes() -> None:
    xinjiang = rulesets.load("xinjiang-2021")
    report = replace(
        stated("financing-arranged", "90000000", "融资9000万元", "CNY"),
        ruleset=RulesetRef("xinjiang-2021", "south", "form-title"),
    )
    m = the_matrix(viewer(report, xinjiang))
    parts = {p.text[:4]: p for f in (*m.functions, *m.rest) for p in f.parts}
    assert parts["一年培训"].standard == "≥ 1000"
    amount = parts["帮助中小"]
    assert (amount.standard, amount.status) == ("≥ 1 亿元；可放宽，未规定幅度", "person")


# --- readings


def test_readings_are_shown_with_their_default_and_where_they_were_used() -> None:
    v = viewer()
    found = {r.asks: r for r in readings(v, {"qualified-ratio-rule": 2})}
    assert len(found) == len(NATIONAL.settings) + 1
    both = found["“学历和职称”须同时具备，还是具备其一"]
    assert both.choice == "两种口径都算，结论不同时由人判断"
    assert [(u.article, u.word, u.finding) for u in both.uses] == [("第十二条（六）", "不符", 2)]
    assert found["运营时间算到哪一天"].uses[0].word == "相符"
    assert found["“以上”“不少于”是否含本数"].choice.startswith("含本数")
    html = render(example(), context()).decode()
    assert re.search(r'<a class="see" href="#f\d+">不符</a>', html)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_a_ruleset_the_page_has_none_of_this(lang: Lang) -> None:
    page = Reader(render(example(), Context(lang)))
    ids = {v for _, n, v in page.attributes if n == "id"}
    assert not ids & {"functions", "person"}
    assert {"findings", "attachments"} <= ids
