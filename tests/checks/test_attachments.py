"""The state of every attachment item: presence alone, alternatives, substitutes, and what could be hidden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

import rulesets
from pipeline.attachments import assess
from pipeline.model import AttachmentRule, Message, Problem
from tests.checks._written import facts_of

FULL = [
    "application-form", "licence", "audit-report", "special-audit-report", "premises-lease", "equipment-list",
    "service-evidence", "recognition", "qualification", "truth-declaration", "staff-roster", "served-enterprises",
]  # fmt: skip
NATIONAL = rulesets.load("national-2017").attachments


def states(
    documents: Sequence[Any],
    claims: Sequence[str] = (),
    rules: Sequence[AttachmentRule] = NATIONAL,
    problems: Sequence[Problem] = (),
) -> dict[str, str]:
    facts = facts_of({"documents": documents, "claims": claims})
    return {a.item: a.status for a in assess(rules, facts, problems)}


def without(kind: str, *more: Any) -> list[Any]:
    return [*(k for k in FULL if k != kind), *more]


def test_every_item_of_the_contract_is_listed() -> None:
    assert tuple(sorted(states(FULL))) == tuple(sorted(rulesets.ITEMS))


def test_a_full_package() -> None:
    found = states(FULL)
    assert {i for i, s in found.items() if s == "present"} == {
        "application-report", "licence", "audit-report", "special-audit-report", "premises-proof", "equipment-list",
        "service-evidence", "prior-recognition", "qualification", "truth-declaration", "staff-roster", "served-list",
    }  # fmt: skip
    assert found["financial-statements"] == "not-required"
    assert found["credit-report"] == "not-required"


@pytest.mark.parametrize(
    ("kind", "item"),
    [("licence", "licence"), ("recognition", "prior-recognition"), ("premises-lease", "premises-proof"),
     ("staff-roster", "staff-roster"), ("truth-declaration", "truth-declaration"), ("audit-report", "audit-report")],
)  # fmt: skip
def test_a_required_item_is_missing(kind: str, item: str) -> None:
    assert states(without(kind))[item] == "missing"


def test_a_title_deed_proves_the_premises_as_well() -> None:
    assert states(without("premises-lease", "premises-title"))["premises-proof"] == "present"


def test_what_is_not_asked_for_is_present_all_the_same() -> None:
    found = states([*FULL, "cooperation-agreement"])
    assert found["cooperation-agreements"] == "present"
    assert found["other-proof"] == "present"


def test_service_income_within_the_audit_replaces_the_special_audit() -> None:
    kinds = [k for k in FULL if k not in ("audit-report", "special-audit-report")]
    table = {"kind": "audit-report", "text": "八、中小企业服务收支情况表\n服务收入 4,412,154.28"}
    words = {"kind": "audit-report", "text": "公司本年服务支出主要为人工"}
    assert states([*kinds, table])["special-audit-report"] == "substituted"
    assert states([*kinds, words])["special-audit-report"] == "undecided"
    assert states([*kinds, "audit-report"])["special-audit-report"] == "missing"


def test_a_qualification_is_due_only_where_the_form_claims_it() -> None:
    kinds = without("qualification")
    assert states(kinds)["qualification"] == "not-required"
    claimed = ["application-form#part-1 icp-number 鄂ICP备12009876号-1"]
    assert states(kinds, claimed)["qualification"] == "missing"
    assert states(kinds, ["application-form#part-1 website 无"])["qualification"] == "not-required"


def test_a_commitment_replaces_what_the_ruleset_lets_it_replace() -> None:
    rules = [
        replace(r, replaceable_by="commitment-letter") if r.item in ("licence", "qualification") else r
        for r in NATIONAL
    ]
    kinds = [k for k in FULL if k not in ("licence", "qualification", "recognition")] + ["commitment-letter"]
    claimed = ["application-form#part-1 icp-number 鄂ICP备12009876号-1"]
    found = states(kinds, claimed, rules)
    assert (found["licence"], found["qualification"]) == ("substituted", "substituted")
    assert found["prior-recognition"] == "missing"
    assert states(kinds, (), rules)["qualification"] == "not-required"


def test_an_unreadable_file_may_be_the_document() -> None:
    broken = Problem("intake", "corrupt", Message("损坏", "corrupt"), "认定文件.pdf")
    assert states(without("recognition"), problems=[broken])["prior-recognition"] == "undecided"
    note = Problem("intake", "unsupported", Message("不支持", "unsupported"), "说明.txt")
    assert states(without("recognition"), problems=[note])["prior-recognition"] == "missing"
    faint = Problem("extracting", "illegible", Message("模糊", "faint"), "a.pdf", 3)
    assert states(without("recognition"), problems=[faint])["prior-recognition"] == "missing"


def test_a_page_of_no_kind_may_be_the_document_but_a_divider_is_not() -> None:
    body = (
        "关于公布2018年度省级中小企业公共服务示范平台名单的通知\n"
        + "各市中小企业主管部门：经评审决定认定以下单位\n" * 8
    )
    divider = "附件六 省级示范平台认定文件"
    contents = "目录\n" + "营业执照 审计报告 租赁合同 关于认定平台名单 真实性声明 合作协议 收费标准\n" * 8
    assert states(without("recognition", {"kind": "other", "text": body}))["prior-recognition"] == "undecided"
    assert (
        states(without("recognition", {"kind": "other", "text": divider}))["prior-recognition"] == "missing"
    )
    assert (
        states(without("recognition", {"kind": "other", "text": contents}))["prior-recognition"] == "missing"
    )


def test_a_document_recognised_with_doubt() -> None:
    doubtful = {"kind": "recognition", "confidence": 0.2}
    assert states(without("recognition", doubtful))["prior-recognition"] == "undecided"
