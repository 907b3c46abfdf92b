"""The applicant's name where no label tells it: found by what the package prints elsewhere."""

from __future__ import annotations

import pytest

from pipeline.model import Claim, Document, Page, Word
from pipeline.named import further_names
from tests.facts import claim

NAME = "山东启舟企业服务有限公司"


def paper(kind: str, *lines: str) -> Document:
    words = tuple(Word(t, (60.0, 90.0 + 20 * n, 400.0, 104.0 + 20 * n), 0.9) for n, t in enumerate(lines))
    return Document(f"d-{kind}", kind, (Page("a.pdf", 1, 1, 595.0, 842.0, "ocr", "full", words=words),))


def said(kind: str, value: str = NAME, sure: float = 0.97) -> Claim:
    return claim("applicant-name", value, kind=kind, confidence=sure, document=f"d-{kind}")


BOTH = [said("licence"), said("application-form")]


def test_a_notice_that_lists_many_names_the_applicant_too() -> None:
    notice = paper("recognition", "1 潍坊某某中心 奎文区", f"2 {NAME} 奎文区")
    (found,) = further_names([notice], BOTH)
    assert (found.value, found.kind, found.document) == (NAME, "recognition", "d-recognition")
    assert found.evidence.box == (60.0, 110.0, 400.0, 124.0)
    assert found.confidence == 0.9


def test_a_name_that_runs_over_the_end_of_a_line() -> None:
    (found,) = further_names([paper("recognition", f"决定认定{NAME[:6]}", f"{NAME[6:]}等两家单位")], BOTH)
    assert found.evidence.box == (60.0, 90.0, 400.0, 124.0)


@pytest.mark.parametrize(
    ("document", "known"),
    [
        (paper("recognition", "2 山东启船企业服务有限公司"), BOTH),
        (paper("recognition", NAME), [*BOTH, said("recognition", "别的公司")]),
        (paper("recognition", NAME), BOTH[:1]),
        (paper("recognition", NAME), [BOTH[0], said("application-form", sure=0.6)]),
        (paper("service-evidence", NAME), BOTH),
        (paper("credit-report", f"{NAME}青岛分公司"), BOTH),
    ],
    ids=["another name", "named already", "printed once", "printed faintly", "an event's papers", "a branch"],
)
def test_nothing_is_claimed_on_less(document: Document, known: list[Claim]) -> None:
    assert further_names([document], known) == ()
