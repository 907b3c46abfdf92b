"""Several certificates bound into one document: each has its own pages, title, holder and term."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks import qualification_valid as asked
from pipeline.model import Claim, Document, Evidence, Facts, Page, Verdict, Word

OWN, OTHER = "甲市乙服务有限公司", "丙省丁检测有限公司"
ENDED = ("资质认定证书", "发证日期：2013年5月7日", "有效期至：2019年5月6日")
RUNS = ("办学许可证", "有效期至：2023年1月1日")
SCHEDULE = ("批准的检验检测能力表", "序号 检测项目 依据标准")


def page(number: int, lines: tuple[str, ...]) -> Page:
    words = tuple(Word(line, (80.0, 60.0 + 40 * i, 300.0, 75.0 + 40 * i)) for i, line in enumerate(lines))
    return Page("q.pdf", number, number, 595, 842, "ocr", "full", words=words)


def claim(quantity: str, value: str, number: int, kind: str = "qualification") -> Claim:
    evidence = Evidence("q.pdf", number, (80.0, 60.0, 300.0, 75.0), value)
    return Claim(
        quantity, value, evidence, kind, confidence=0.97, document=f"d-{kind}", id=f"{quantity}-{number}"
    )


def verdict(pages: tuple[tuple[str, ...], ...], *claims: Claim) -> Verdict:
    bound = Document("d-qualification", "qualification", tuple(page(n, p) for n, p in enumerate(pages, 1)))
    form = claim("applicant-name", OWN, 1, "application-form")
    return asked.check(Facts(date(2019, 6, 20), (bound,), (form, *claims), ()), {})


def test_one_of_two_in_a_document_ended() -> None:
    found = verdict(
        (ENDED, RUNS),
        claim("applicant-name", OWN, 1),
        claim("valid-until", "2019-05-06", 1),
        claim("applicant-name", OWN, 2),
        claim("valid-until", "2023-01-01", 2),
    )
    assert (found.verdict, found.claims) == ("fail", ("valid-until-1",))


def test_another_bodys_in_the_same_document() -> None:
    found = verdict(
        (ENDED, RUNS),
        claim("applicant-name", OTHER, 1),
        claim("valid-until", "2019-05-06", 1),
        claim("applicant-name", OWN, 2),
        claim("valid-until", "2023-01-01", 2),
    )
    assert found.verdict == "pass"


def test_a_schedule_belongs_to_the_certificate_before_it() -> None:
    said = (claim("applicant-name", OWN, 1), claim("valid-until", "2019-05-06", 1))
    assert verdict((ENDED, SCHEDULE), *said).verdict == "fail"
    extended = (*SCHEDULE, "有效期延续至2025年5月6日")
    assert verdict((ENDED, extended), *said).verdict == "undecided"
    later = replace(said[1], value="2025-05-06", evidence=replace(said[1].evidence, page=2), id="later")
    assert verdict((ENDED, extended), *said, later).verdict == "pass"


def test_a_new_one_bound_behind_the_old() -> None:
    found = verdict(
        (ENDED, ("检验检测机构", "资质认定证书（副本）", "有效期至：2025年5月6日")),
        claim("applicant-name", OWN, 1),
        claim("valid-until", "2019-05-06", 1),
        claim("valid-until", "2025-05-06", 2),
    )
    assert found.verdict == "pass"
    assert "替代" in found.message.zh
