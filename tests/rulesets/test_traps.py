"""The traps of domain A8, and the cases of C8 in which nobody must be alarmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

import rulesets
from pipeline.attachments import assess
from pipeline.discover import checks
from pipeline.judge import judge, triage
from pipeline.model import Outcome
from rulesets import Ruleset
from tests.checks._written import facts_of

ALL = {r.id: r for r in rulesets.load_all()}
NAT, HLJ, SD, BD, XJ = (
    ALL[i] for i in ("national-2017", "heilongjiang-2019", "shandong-2020", "baoding", "xinjiang-2021")
)


def screened(ruleset: Ruleset, **case: Any) -> tuple[dict[str, Outcome], str]:
    """Every outcome under the ruleset, by check, and the triage."""
    facts = facts_of(case)
    variant = ruleset.variant_of(facts)
    facts = facts_of({**case, "variant": variant})
    attachments = assess(ruleset.attachments, facts)
    object.__setattr__(facts, "attachments", attachments)
    outcomes, problems = judge(ruleset.bindings(variant), checks(), facts)
    assert not problems
    return {o.check: o for o in outcomes}, triage(outcomes, attachments, True)


def minimum(ruleset: Ruleset, check: str, variant: str | None = None) -> object:
    return next(b.parameters["minimum"] for b in ruleset.bindings(variant) if b.check == check)


def activities(ruleset: Ruleset, function: str) -> object:
    found = next(f for f in ruleset.function_parts(None) if f["function"] == function)
    return found["routes"][0]["service-activities"]  # type: ignore[index]


def test_1_figures_that_differ_where_nobody_expects_it() -> None:
    assert (minimum(HLJ, "operating-years-min"), minimum(HLJ, "welfare-share")) == (1, 10)
    assert minimum(BD, "qualified-ratio-rule") == 60
    assert minimum(SD, "satisfaction-rule") == 90


def test_2_full_time_staff_only_where_the_text_says_so() -> None:
    says = {
        id: "专职" in next(c.zh for c in r.conditions if c.id.endswith("-staff")) for id, r in ALL.items()
    }
    assert {id for id, full_time in says.items() if full_time} == {"shandong-2020", "xinjiang-2021"}


def test_3_thresholds_are_not_monotone_between_levels() -> None:
    assert activities(SD, "technology") == 6
    assert activities(NAT, "technology") == 5
    assert activities(XJ, "technology") == 4


def test_5_the_forms_list_is_shorter_than_the_condition() -> None:
    assert (minimum(NAT, "served-list-min-rows"), minimum(NAT, "served-threshold")) == (100, 150)
    assert (minimum(XJ, "served-list-min-rows"), minimum(XJ, "served-threshold")) == (60, 100)
    assert minimum(XJ, "served-threshold", "south") == 80


@pytest.mark.parametrize("ruleset", [HLJ, BD, XJ], ids=lambda r: r.id)
def test_6_no_recognition_is_asked_for(ruleset: Ruleset) -> None:
    facts = facts_of({"documents": ["application-form"]})
    states = {a.item: a.status for a in assess(ruleset.attachments, facts)}
    assert states["prior-recognition"] == "not-required"
    assert not any("recognition" in c.id for c in ruleset.conditions)


def test_7_no_audit_is_asked_for_in_baoding() -> None:
    assert not {b.check for b in BD.bindings()} & {
        "finance-route-complete",
        "audit-year-correct",
        "audit-opinion-type",
    }


@pytest.mark.parametrize(
    ("claim", "variant"),
    [
        ("licence credit-code 91653101MA9352500K", "south"),
        ("licence credit-code 91653201MA9352500K", "south"),
        ("licence credit-code 91653001MA9352500K", "south"),
        ("licence credit-code 91652901MA9352500K", "south"),
        ("licence credit-code 91652801MA9352500K", None),  # 巴音郭楞
        ("licence credit-code 91650104MA9352500K", None),
        ("licence address 新疆巴音郭楞蒙古自治州库尔勒市人民东路1号", None),
        ("licence address 新疆乌鲁木齐市天山区和田街48号", None),
        ("licence address 新疆乌鲁木齐市沙依巴克区喀什西路36号", None),
        ("licence address 乌鲁木齐市天山区和田二街12号", None),
        ("licence address 新疆维吾尔自治区喀什地区疏附县托克扎克镇1号", "south"),
        ("licence address 喀什市深喀大道88号", "south"),
        ("licence address 新疆克孜勒苏柯尔克孜自治州阿图什市1号", "south"),
        ("licence address 新疆阿克苏地区库车市天山路1号", "south"),
    ],
)
def test_8_four_southern_prefectures(claim: str, variant: str | None) -> None:
    assert XJ.variant_of(facts_of({"claims": [claim]})) == variant


def test_8_an_address_without_a_city_leaves_it_to_the_code() -> None:
    code = "audit-report credit-code 91653101MA9352500K"
    for address, variant in (("新疆深喀大道88号", "south"), ("新疆乌鲁木齐市新华路1号", None)):
        claims = [f"licence address {address}", code]
        assert XJ.variant_of(facts_of({"claims": claims})) == variant


def test_8_assets_of_1_8_million_in_kashgar_and_in_urumqi() -> None:
    assets = "audit-report total-assets@2018-12-31 1800000"
    north, _ = screened(XJ, claims=[assets, "licence address 新疆乌鲁木齐市新市区高新街258号"])
    south, _ = screened(XJ, claims=[assets, "licence address 新疆喀什地区喀什市深喀大道88号"])
    assert north["assets-threshold"].verdict == "fail"
    assert "250 万元" in north["assets-threshold"].message.zh
    assert south["assets-threshold"].verdict == "pass"
    assert "喀什市深喀大道" in south["assets-threshold"].message.zh


def test_9_the_west_relaxes_neither_recognition_nor_the_share_nor_functions() -> None:
    claims = [
        "licence address 四川省成都市高新区1号", "narrative welfare-ratio@2018 19",
        "narrative training-attendances@2018 1999", "narrative service-activities@2018 4",
    ]  # fmt: skip
    found, _ = screened(NAT, claims=claims)
    assert found["welfare-share"].verdict == "fail"
    assert found["function-at-least-one"].verdict == "fail"
    facts = facts_of({"documents": ["application-form"], "variant": "west"})
    assert {a.item: a.status for a in assess(NAT.attachments, facts)}["prior-recognition"] == "missing"


@pytest.mark.parametrize(
    ("claims", "variant"),
    [
        (["licence address 黑龙江省哈尔滨市南岗区长江路1号"], None),
        (["licence address 黑龙江省齐齐哈尔市讷河市1号"], "remote"),
        (["licence address 黑龙江省海伦市雷炎大街1号"], "remote"),
        (["licence address 哈尔滨市道外区宾县街1号"], None),
        (["licence credit-code 91230126MA168210XM"], "remote"),
        (["licence credit-code 51230100MJD123456X", "licence address 黑龙江省哈尔滨市南岗区1号"], "society"),
        (["licence credit-code 52230100MJD123456X", "licence address 黑龙江省哈尔滨市南岗区1号"], None),
        (["application-form#part-1 organisation-type 社会团体"], "society"),
    ],
)
def test_counties_and_associations_in_heilongjiang(claims: list[str], variant: str | None) -> None:
    assert HLJ.variant_of(facts_of({"claims": claims})) == variant


@pytest.mark.parametrize(
    ("claims", "variant"),
    [
        (["licence credit-code 12370100MB2867402X"], "nonprofit"),
        (["licence credit-code 51370100MJD123456X"], "nonprofit"),
        (["licence credit-code 52370100MJD123456X"], "nonprofit"),
        (["licence credit-code 91370100MA168210XM"], None),
        (["application-form#part-1 organisation-type 民办非企业单位"], "nonprofit"),
        (
            ["application-form#part-1 organisation-type 事业单位", "licence credit-code 91370100MA168210XM"],
            None,
        ),
    ],
)
def test_entity_classes_in_shandong(claims: list[str], variant: str | None) -> None:
    assert SD.variant_of(facts_of({"claims": claims})) == variant


def test_assets_of_1_68_million_of_a_private_non_enterprise() -> None:
    assets = "audit-report total-assets@2018-12-31 1680000"
    found, _ = screened(SD, claims=[assets, "licence credit-code 52370100MJD123456X"])
    assert found["assets-threshold"].verdict == "undecided"
    assert "16.0%" in found["assets-threshold"].message.zh
    found, _ = screened(SD, claims=[assets, "licence credit-code 91370100MA168210XM"])
    assert found["assets-threshold"].verdict == "fail"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("新疆维吾尔自治区中小企业公共服务\n示范平台\n申请报告", "xinjiang-2021"),
        ("新疆维吾尔自洽区中小企业公共服务示范平台申请报告", "xinjiang-2021"),
        ("黑龙江省中小企业公共服务平台\n申请报告", "heilongjiang-2019"),
        ("黑龙江省中小企业公共服务平合申请报告", "heilongjiang-2019"),
        ("黑龙江省中小企业公共服务示范平台申请报告", None),
        ("黑龙江省中小企业公共服务示范平台", None),
        ("山东省中小企业公共服务示范平台申请报告\n推荐单位：济南市工业和信息化局", "shandong-2020"),
        ("山东省中小企业公共服务平台申请报告", None),
        ("山西省中小企业公共服务示范平台申请报告", None),
        ("保定市中小企业公共服务示范平台申请报告", "baoding"),
        ("河北省中小企业公共服务示范平台申请报告\n申请单位：保定市中小企业服务中心", None),
        ("国家中小企业公共服务示范平台申请报告\n申请单位：黑龙江省中小企业公共服务平台", "national-2017"),
        ("国家中小企业公共服务示范平台申请报告\n已获山东省中小企业公共服务示范平台", "national-2017"),
        ("山东省中小企业公共服务示范平台申请表\n拟推荐国家中小企业公共服务示范平台", "shandong-2020"),
        ("江西省中小企业公共服务示范平台申请表", None),
    ],
)
def test_10_titles_are_told_apart(text: str, id: str | None) -> None:
    found = rulesets.match(text, date(2021, 8, 1))
    assert (found.id if found else None) == id


def test_13_shandongs_advice_and_law_do_not_exist_nationally() -> None:
    def names(r: Ruleset) -> set[object]:
        return {f["function"] for f in r.function_parts(None)}

    assert names(SD) - names(NAT) == {"consulting", "legal"}
    assert names(HLJ) == names(BD) == names(XJ) == names(NAT)


def test_14_a_law_firm_is_not_failed_for_its_form() -> None:
    found, _ = screened(SD, claims=["licence credit-code 31370000MD0012345X"])
    assert not [o.check for o in found.values() if o.verdict == "fail" and "code" in o.check]


# --- C8: what must not alarm


def accused(found: dict[str, Outcome], beside: Sequence[str] = ("attachments-complete",)) -> list[str]:
    return [o.check for o in found.values() if o.verdict == "fail" and o.check not in beside]


def test_baoding_with_unaudited_statements_accuses_nobody() -> None:
    kinds = [
        "application-form", "licence", "financial-statements", "premises-lease", "equipment-list",
        "service-evidence", "cooperation-agreement", "staff-roster", "served-enterprises", "truth-declaration",
    ]  # fmt: skip
    found, result = screened(
        BD,
        documents=kinds,
        claims=[
            "financial-statements total-assets@2018-12-31 1600000",
            "application-form#part-1 total-assets@2018-12-31 1600000 ±100",
            "application-form#part-2 served-count@2018 85",
            "application-form#part-2 served-count@2017 80",
            "licence established-on 2015-01-01",
            "application-form#part-3 partner-count 3",
        ],
        rows={"staff-roster": ["7 education=本科 title=工程师", "3 education=高中 title=无"]},
    )
    assert accused(found, ()) == []
    assert found["attachments-complete"].verdict == "pass"
    assert found["assets-threshold"].verdict == "pass"
    assert result != "return"


def test_baoding_without_any_statements_says_so_and_no_more() -> None:
    kinds = ["application-form", "licence"]
    found, _ = screened(
        BD, documents=kinds, claims=["application-form#part-1 total-assets@2018-12-31 1600000"]
    )
    assert accused(found) == []
    assert "审计报告" not in found["attachments-complete"].message.zh


def test_a_list_of_120_under_a_national_claim_of_180_accuses_nobody() -> None:
    found, _ = screened(
        NAT,
        documents=["application-form", "served-enterprises"],
        claims=[
            "application-form#part-2 served-count@2018 180",
            "application-form#part-2 served-count@2017 150",
        ],
        rows={"served-enterprises": ["120 rating=satisfied"]},
    )
    assert accused(found, ("attachments-complete", "finance-route-complete")) == []
    for check in ("served-threshold", "served-list-min-rows", "served-duplicates", "satisfaction-rule"):
        assert found[check].verdict == "pass", check


def test_consolidated_and_own_accounts_together_accuse_nobody() -> None:
    found, _ = screened(
        NAT,
        claims=[
            "audit-report total-assets@2018-12-31 90000000 scope=consolidated",
            "audit-report total-assets@2018-12-31 3500000",
            "application-form#part-1 total-assets@2018-12-31 3500000 ±100",
        ],
    )
    assert found["assets-threshold"].verdict == "pass"
    assert found["total-assets-form-vs-audit"].verdict == "pass"


def test_five_insurance_rows_a_person_are_one_person() -> None:
    five = [f"15 number=1 insurance={kind} month=2018-12" for kind in "养医失工生"]
    found, _ = screened(SD, rows={"staff-roster": ["15 title=工程师"], "social-insurance": five})
    assert found["roster-vs-social-security"].verdict == "pass"
    assert "清单15人" in found["roster-vs-social-security"].message.zh


def test_heilongjiang_without_the_file_on_the_share() -> None:
    kinds = [
        "application-form", "licence", "audit-report", "special-audit-report", "premises-lease", "service-evidence",
        "truth-declaration", "staff-roster", "served-enterprises", "narrative",
    ]  # fmt: skip
    found, result = screened(HLJ, documents=kinds, claims=["narrative welfare-ratio@2018 12"])
    assert found["attachments-complete"].verdict == "fail"
    assert "10%" in found["attachments-complete"].message.zh
    assert found["welfare-share"].verdict == "pass"
    assert result == "return"


def test_a_letter_without_a_signature_is_asked_about() -> None:
    found, _ = screened(
        XJ,
        documents=["application-form", "commitment-letter"],
        rows={"commitment-letter": ["1 seal=yes signature=no date=2019-06-01 filled=yes"]},
    )
    assert found["commitment-substitution"].verdict == "undecided"
    assert "签字" in found["commitment-substitution"].message.zh
