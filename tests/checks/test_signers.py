"""The signing page of an audit report over several pages: missing, bound elsewhere, read in part."""

from __future__ import annotations

from dataclasses import replace

from checks import audit_two_cpa_and_seal as asked
from checks._signers import signings
from pipeline.model import Document, Facts, Page, Seal, Word

OPINION = (
    "审计报告",
    "某某有限公司全体股东：",
    "一、审计意见",
    "我们审计了某某有限公司的财务报表，",
    "包括资产负债表。",
)
SIGNED = (
    "桐浦正华会计师事务所（普通合伙）",
    "中国注册会计师：张小帆",
    "中国注册会计师：李明远",
    "2019年3月5日",
)
SHEET = ("资产负债表", "2018年12月31日", "货币资金 100.00", "资产总计 100.00", "负债合计 0.00")


def page(index: int, lines: tuple[str, ...], confidence: float = 0.98) -> Page:
    words = tuple(
        Word(line, (80.0, 60.0 + 40 * i, 300.0, 75.0 + 40 * i)) for i, line in enumerate(lines) if line
    )
    return Page("audit.pdf", index, index, 595, 842, "ocr", "full", words=words, confidence=confidence)


def verdict(*documents: Document) -> str:
    return asked.check(Facts(None, documents, (), ()), {}).verdict


def report(*pages: Page, kind: str = "audit-report") -> Document:
    return Document(f"d-{kind}", kind, pages)


def test_an_opinion_that_the_statements_follow_unsigned() -> None:
    found = asked.check(Facts(None, (report(page(1, OPINION), page(2, SHEET)),), (), ()), {})
    assert (found.verdict, found.severity) == ("undecided", "warning")
    assert "签字页缺失" in found.message.zh


def test_what_may_hide_the_signing_page_is_not_asked() -> None:
    opinion, sheet = page(1, OPINION), page(2, SHEET)
    assert verdict(report(opinion)) == "not-applicable", "an excerpt"
    assert verdict(report(page(1, OPINION, 0.6), sheet)) == "not-applicable", "badly read"
    assert verdict(report(opinion, page(2, ("李明远",)), page(3, SHEET))) == "not-applicable", "hardly read"
    assert verdict(report(replace(opinion, photo=True), sheet)) == "not-applicable"
    split = page(2, ("桐浦正华会计师", "事务所", "中国注册", "会计师：张小帆", "2019年3月5日"))
    assert verdict(report(opinion, split, sheet)) == "not-applicable"


def test_a_signing_page_bound_elsewhere() -> None:
    alone = report(page(1, OPINION), page(2, SHEET))
    assert verdict(alone, report(page(9, SIGNED), kind="other")) == "not-applicable"


def test_pen_strokes_below_the_one_label_may_be_a_second_signature() -> None:
    lines = ("桐浦正华会计师事务所（普通合伙）", "中国注册会计师：张小帆", "", "", "2019年3月5日")
    one = replace(page(2, lines), seals=(Seal((100.0, 50.0, 200.0, 150.0)),))
    assert verdict(report(one)) == "undecided"
    assert verdict(report(replace(one, ink=((150.0, 150.0, 220.0, 172.0),)))) == "not-applicable"
    assert [s.count for s in signings([report(one)])] == [1]


def test_the_page_that_most_sign_counts() -> None:
    cover = page(1, ("审计报告", "桐浦正华会计师事务所", "注册会计师：张小帆", "2019年3月5日"))
    signed = replace(page(2, SIGNED), seals=(Seal((100.0, 50.0, 200.0, 150.0)),))
    assert verdict(report(cover, signed)) == "pass"


def test_the_name_again_in_a_stamp_far_below_is_no_second_person() -> None:
    lines = (
        "桐浦正华会计师事务所（普通合伙）",
        "中国注册会计师：张小帆",
        "中国·桐浦",
        "2019年3月5日",
        "张小",
        "帆",
        "第2页共8页",
    )
    one = replace(page(2, lines), seals=(Seal((100.0, 200.0, 200.0, 300.0)),))
    assert verdict(report(one)) == "undecided"
    other = replace(page(2, (*lines[:4], "李明", "远")), seals=one.seals)
    assert verdict(report(other)) == "not-applicable", "another name may be a second accountant's"
