"""Names with lost glyphs: completed from a clear place of the package, or a Problem; never a guess."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.covered import FAINT, complete
from tests.facts import claim

NAME = "乌鲁木齐天枢科创服务有限责任公司"
FIRM = "澄阳中诚信合会计师事务所(普通合伙)"


@pytest.mark.parametrize(
    ("quantity", "left", "clear", "whole"),
    [
        ("applicant-name", "乌售木齐天枢科创服务有限责任公司", [NAME], NAME),
        ("applicant-name", "齐天枢科创服务有限责任", [NAME, NAME], NAME),
        ("applicant-name", "服务有限责任公司", [NAME], None),  # what many names share tells nothing
        ("applicant-name", "乌鲁木齐众联商务有限责任公司", [NAME], None),
        ("applicant-name", "木齐天枢科创服务有限公司", [NAME, "乌鲁木齐天枢科贸服务有限责任公司"], NAME),
        ("applicant-name", "木齐天枢科服务有限公司", [NAME, "乌鲁木齐天枢科贸服务有限责任公司"], None),
        ("applicant-name", "乌售木齐天枢科创服务有限责任公司", [], None),
        ("audit-firm", "澄阳中诚合会计师务所(普通合伙)", [FIRM], FIRM),
        ("audit-firm", "会计师事务所(普通合伙)", [FIRM], None),
        ("audit-firm", "澄阳正衡会计师事务所(普通合伙)", [FIRM], None),
    ],
)
def test_what_is_left_is_completed_or_told(
    quantity: str, left: str, clear: list[str], whole: str | None
) -> None:
    known = [claim(quantity, name, id=f"c{i}", confidence=0.97) for i, name in enumerate(clear)]
    torn = claim(quantity, left, kind="truth-declaration", id="c9", damaged=True)
    claims, problems = complete([*known, torn])
    found = next((c for c in claims if c.id == "c9"), None)
    assert (found.value if found else None) == whole
    assert bool(problems) == (whole is None)
    if found:
        assert found.confidence == FAINT  # it decides nothing
        assert found.readings == (left,)  # and what was read is kept
        assert set(found.derived_from) <= {c.id for c in known}
    else:
        assert left in problems[0].message.zh


@pytest.mark.parametrize(
    ("left", "sure", "whole"),
    [
        ("阳中诚合会计师事务所(普通合伙)", 0.78, FIRM),  # the seal took glyphs and left no trace
        ("阳中诚合会计师事务所(普通合伙)", 0.95, None),
        ("澄阳正衡会计师事务所(普通合伙)", 0.78, None),
        ("澄阳中诚信合会计师事务所(普通合伙)", 0.78, None),
    ],
)
def test_a_doubtful_name_that_lost_glyphs_is_completed(left: str, sure: float, whole: str | None) -> None:
    claims, problems = complete(
        [
            claim("audit-firm", FIRM, id="c1", confidence=0.97),
            claim("audit-firm", left, id="c9", confidence=sure),
        ]
    )
    assert [c.value for c in claims] == [FIRM, whole or left]
    assert (claims[1].confidence == FAINT and claims[1].derived_from == ("c1",)) is (whole is not None)
    assert not problems


def test_a_rare_glyph_is_truer_than_a_common_one() -> None:
    licence = claim("address", "蕲阳市经济开发区蕲春大道128号", id="c1", confidence=0.9)
    form = claim("address", "薪阳市经济开发区薪春大道128号", id="c2", confidence=0.97)
    other = claim("address", "沈阳市经济开发区长春大道128号", id="c3", confidence=0.97)
    half = claim("address", "薪阳市经济开发区蕲春大道128号", id="c4", confidence=0.8)
    claims, problems = complete([form, half, licence, other])
    assert [c.value for c in claims] == [*[licence.value] * 3, other.value]
    assert (claims[0].confidence, claims[0].readings, claims[0].derived_from) == (
        FAINT,
        (form.value,),
        ("c1",),
    )
    assert not problems


@pytest.mark.parametrize(
    ("left", "places", "lost"),
    [
        (NAME[:3] + NAME[4:], 2, True),  # a reader loses a glyph and says nothing of it
        (NAME[:3] + NAME[4:], 1, False),  # one against one
        (NAME[:3] + NAME[5:], 2, False),  # two glyphs are another name
    ],
)
def test_a_glyph_lost_from_a_name_that_was_read_surely(left: str, places: int, lost: bool) -> None:
    known = [claim("applicant-name", NAME, id=f"c{n}", confidence=0.97) for n in range(places)]
    torn = claim("applicant-name", left, id="c9", confidence=0.96)
    made = complete([*known, torn])[0][-1]
    assert made.value == (NAME if lost else left)
    assert (made.confidence, made.readings) == ((FAINT, (left,)) if lost else (0.96, ()))
    both = complete([*known, torn, replace(torn, id="c8")])[0]
    assert [c.value for c in both[places:]] == [left, left], "two places say it"


def test_a_damaged_name_that_is_whole_after_all_is_kept() -> None:
    sound = claim("applicant-name", NAME, id="c1", confidence=0.97)
    under = claim("applicant-name", NAME, id="c9", confidence=0.78, damaged=True)
    claims, problems = complete([sound, under])
    assert [c.value for c in claims] == [NAME, NAME]
    assert not problems


def test_a_word_is_not_lost() -> None:
    known = claim("applicant-name", NAME, id="c1", confidence=0.97)
    other = claim("applicant-name", NAME.replace("责任", ""), id="c9", confidence=0.7)
    assert complete([known, other])[0] == (known, other)


def test_another_quantity_or_a_faint_claim_completes_nothing() -> None:
    torn = claim("applicant-name", NAME[2:], id="c9", damaged=True)
    faint = claim("applicant-name", NAME, id="c1", confidence=0.5)
    other = claim("audit-firm", NAME, id="c2", confidence=1.0)
    assert complete([torn, faint, other])[0] == (faint, other)


def test_undamaged_claims_stay_as_they_are() -> None:
    sound = claim("applicant-name", NAME, id="c1")
    assert complete([sound, replace(sound, id="c2")]) == ((sound, replace(sound, id="c2")), ())


@pytest.mark.parametrize(
    ("read", "places", "whole"),
    [
        ("创" + NAME, 2, True),  # a glyph of the stamp's ring, which spells the same name
        ("创" + NAME, 1, False),
        ("新" + NAME, 2, False),  # no glyph of the name: another firm's
    ],
)
def test_a_glyph_of_the_ring_before_a_name(read: str, places: int, whole: bool) -> None:
    clear = [claim("applicant-name", NAME, id=f"c{n}", confidence=0.95) for n in range(places)]
    claims, _ = complete([*clear, claim("applicant-name", read, id="c9", confidence=0.9)])
    assert claims[-1].value == (NAME if whole else read)
