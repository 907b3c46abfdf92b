"""Declarations and commitment letters: who, when, and whether sealed and signed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import commitment_letter as letter
from extractors import truth_declaration as declaration
from extractors._signing import signature
from pipeline.model import Box, Claim, Page, Row, Seal
from tests.extractors._show import rows, values
from tests.pages import document, page, words

BODY = "本单位承诺所提供的申报材料真实、完整、准确，并承担因材料虚假而产生的后果。"
NAME = "甲乙丙服务有限责任公司"


def declared(*tail: str, seals: tuple[Seal, ...] = (), ink: tuple[Box, ...] = ()) -> Page:
    return page(BODY, *tail, title="申报材料真实性声明", seals=seals, ink=ink)


SIGNED = (
    "联系人：黎淑倩",
    "电  话：0991-7664738",
    f"申报单位（盖章）：{NAME}",
    "法定代表人（签字）：李承军",
    "2022年8月30日",
)
SEAL = Seal((300, 150, 420, 270), NAME)


def test_signed_and_sealed() -> None:
    found = list(declaration.extract(document(declaration.KIND, declared(*SIGNED, seals=(SEAL,)))))
    made = values(found)
    assert (made["applicant-name"], made["signed-on"]) == (NAME, "2022-08-30")
    (row,) = rows(found)
    assert {k: row.cells[k] for k in ("seal", "signature", "date", "unit")} == {
        "seal": "yes", "signature": "yes", "date": "2022-08-30", "unit": NAME,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("（法定代表人或负责人签字黄艳娟", "yes"),  # the bracket lies under the stamp
        ("法定代表人（或授权代表）（签字）：王雅文", "yes"),
        ("法定代表人或授权代表（签字）：", "no"),
        ("法定代表人（签字或盖章）：", "no"),
        ("法定代表人（签字或盖章）：王雅文", "yes"),
        ("负责人签字、盖章：", "no"),
    ],
)
def test_what_stands_behind_the_label_is_the_signature(line: str, state: str) -> None:
    signed = signature(declared(line))
    assert signed is not None
    assert signed.state == state


@pytest.mark.parametrize(
    ("tail", "seals", "ink", "seal", "signature", "date"),
    [
        (("申报单位（盖章）：", "法定代表人（签字）：", "年  月  日"), (), (), "no", "no", None),
        (("申报单位（盖章）：", "法定代表人（签字）：", "日期：2022.08.30"), (), ((210.0, 150.0, 280.0, 175.0),), "no", "yes", "2022-08-30"),
        (("申报单位（盖章）：", "法定代表人（签名）"), (Seal((60, 120, 180, 240), ""),), (), "yes", "unclear", None),
        (("申报单位盖章）：甲乙", "法定代表人（签 "), (), (), "unclear", "no", None),
        ((NAME, "二〇二二年八月三十日"), (SEAL,), (), "yes", None, "2022-08-30"),
    ],
    ids=["blank", "pen strokes", "stamp over the line", "torn bracket", "name alone"],
)  # fmt: skip
def test_states(
    tail: tuple[str, ...],
    seals: tuple[Seal, ...],
    ink: tuple[Box, ...],
    seal: str,
    signature: str | None,
    date: str | None,
) -> None:
    found = declaration.extract(document(declaration.KIND, declared(*tail, seals=seals, ink=ink)))
    (row,) = rows(found)
    assert (row.cells["seal"], row.cells["signature"], row.cells["date"]) == (seal, signature, date)


@pytest.mark.parametrize(
    ("written", "up", "state", "name"),
    [
        ("李承军", 9, "yes", "李承军"),
        ("李承军", -9, "yes", "李承军"),
        ("李承军", 60, "no", None),  # far above: another line's
        ("单位盖章", 9, "no", None),
        ("申请单位", 9, "no", None),
        ("有限公司", 9, "no", None),
        ("年月", 9, "no", None),
    ],
)
def test_a_name_written_off_its_line_is_the_signature(
    written: str, up: float, state: str, name: str | None
) -> None:
    asking = declared("法定代表人：")
    x, y = asking.words[-1].box[2] + 10, asking.words[-1].box[1]
    signed = signature(replace(asking, words=(*asking.words, *words(written, x=x, y=y - up))))
    assert signed is not None
    assert (signed.state, signed.name) == (state, name)


def test_name_alone_at_the_end() -> None:
    found = declaration.extract(
        document(declaration.KIND, declared("特此声明。", "", "", NAME + "（公章）", "2022年8月30日"))
    )
    assert values(found)["applicant-name"] == NAME


def test_name_that_ends_on_the_next_line() -> None:
    for cut in (2, 1, 4):
        lines = (f"申报单位（盖章）：{NAME[:-cut]}", NAME[-cut:], "法定代表人（签字）：", "2022年8月30日")
        found = declaration.extract(document(declaration.KIND, declared(*lines)))
        assert values(found)["applicant-name"] == NAME


def test_sentence_that_names_who_declares() -> None:
    made = page(
        "某省工业和信息化厅：",
        f"{NAME}（统一社会信用代码",
        "91350100M000100Y43）对所提交的申报材料的真实性负责，如有不实，",
        "自愿承担相应责任。",
        "2022-08-30",
        title="申报材料真实性声明",
    )
    found = list(declaration.extract(document(declaration.KIND, made)))
    said = values(found)
    assert (said["applicant-name"], said["credit-code"]) == (NAME, "91350100M000100Y43")
    assert rows(found)[0].cells["unit"] == NAME


def test_covered_name_is_claimed_as_damaged() -> None:
    laid = declared("申报单位（盖章）：            服务有限责任公司", "2022年8月30日")
    word = next(w for w in laid.words if w.text.startswith("服务有限"))
    covering = Seal((word.box[0] - 110, word.box[1] - 50, word.box[0] + 20, word.box[3] + 50), "")
    found = list(
        declaration.extract(
            document(
                declaration.KIND,
                declared(
                    "申报单位（盖章）：            服务有限责任公司", "2022年8月30日", seals=(covering,)
                ),
            )
        )
    )
    (name,) = [c for c in found if isinstance(c, Claim) and c.quantity == "applicant-name"]
    assert name.damaged
    (row,) = [r for r in found if isinstance(r, Row)]
    assert row.cells["unit"] is None


LETTER = (
    "一、基本信息", "（二）申请单位", f"单位名称：{NAME}", "联系方式：0991-7664738", "证件类型：统一社会信用代码",
    "证件编号：91350100M000100Y43", "（三）行政机关", "名称：某自治区工业和信息化厅", "联系方式：0991-4609657",
)  # fmt: skip
BLANK_END = (
    "申请单位：（盖章）        行政机关（公章）：",
    "（法定代表人或负责人签字）",
    "日期：  年  月  日        日期：",
)


def test_letter_claims_the_applicants_side_alone() -> None:
    found = list(
        letter.extract(document(letter.KIND, page(*LETTER, title="证明事项告知承诺书"), page(*BLANK_END)))
    )
    assert values(found) == {
        "applicant-name": NAME,
        "phone": "0991-7664738",
        "credit-code": "91350100M000100Y43",
    }
    (row,) = rows(found)
    assert {k: row.cells[k] for k in ("seal", "signature", "date", "filled")} == {
        "seal": "no", "signature": "no", "date": None, "filled": "yes",
    }  # fmt: skip


def test_letter_whose_seal_lies_on_the_applicants_place() -> None:
    end = page(
        "申请      （盖章）        行政机关（公章）：",
        "（法定代表人或负责人签字）方华健",
        "日期：2023年6月25日        日期：",
    )
    found = list(letter.extract(document(letter.KIND, page(*LETTER, title="证明事项告知承诺书"), end)))
    assert values(found)["signed-on"] == "2023-06-25"


@pytest.mark.parametrize(("x", "state"), [(80.0, "yes"), (330.0, "no")], ids=["applicant's", "authority's"])
def test_letter_tells_whose_seal(x: float, state: str) -> None:
    end = page(*BLANK_END, seals=(Seal((x, 30, x + 110, 140), ""),))
    (row,) = rows(letter.extract(document(letter.KIND, page(*LETTER, title="证明事项告知承诺书"), end)))
    assert row.cells["seal"] == state


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        (declared(*SIGNED), "truth-declaration"),
        (page(BODY, title="关于申报材料真实性的声明"), "truth-declaration"),
        (page(BODY, title="材料真实性承诺书"), "truth-declaration"),
        (page(BODY, "申报单位（盖章）：", title="诚信承诺书"), "truth-declaration"),
        (page(*LETTER, title="证明事项告知承诺书"), "commitment-letter"),
        (
            page("自治区中小企业公共服务示范平台认定", "证明事项告知承诺书", "一、基本信息"),
            "commitment-letter",
        ),
        (
            page(
                "（八）能够证明符合申报条件的其他材料和对申报材料真实性的声明（加盖公章）。", title="申报通知"
            ),
            None,
        ),
        (  # the second page of a letter of commitment
            page(
                "三、申请单位承诺",
                "（一）已经知晓行政机关告知的全部内容；",
                "（三）愿意承担不实承诺的法律责任；",
                "（六）上述承诺是申请单位真实的意思表示。",
                "申请单位：（盖章）",
            ),
            None,
        ),
        (page("申报材料真实性声明……40", "审计报告……5", "租赁合同……9", title="目录"), None),
        (page("开展质量承诺活动，参加企业三十家。", title="活动总结"), None),
    ],
)
def test_scores(opening: Page, kind: str | None) -> None:
    scores = {m.KIND: m.score([opening]) or 0.0 for m in (declaration, letter)}
    best = max(scores, key=lambda k: scores[k])
    assert (best if scores[best] >= 0.5 else None) == kind
