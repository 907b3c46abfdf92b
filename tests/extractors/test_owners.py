"""Whose a list or a certificate is, and what else stands on papers that have no title of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import (
    equipment_list,
    premises_title,
    qualification,
    served_enterprises,
    staff_roster,
    welfare_evidence,
)
from pipeline.model import Cell, Page, Word
from tests.extractors._show import values
from tests.pages import document, page

OWN = "甲市乙服务有限公司"


def claims_of(module: object, *pages: Page) -> dict[str, str]:
    return values(module.extract(document(module.KIND, *pages)))  # type: ignore[attr-defined]


STAFF = [["序号", "姓名", "学历", "职称"], ["1", "王伟", "本科", "工程师"], ["2", "李娜", "大专", "无"]]
FIRMS = [["序号", "企业名称", "联系人", "服务内容"], ["1", "丙机械有限公司", "张三", "咨询"]]


@pytest.mark.parametrize(("module", "table"), [(staff_roster, STAFF), (served_enterprises, FIRMS)])
@pytest.mark.parametrize(
    "line", [f"单位名称：{OWN}    填表日期：2021-05-18", f"填报单位：{OWN}", f"申报单位（盖章）：{OWN}", f"单位：{OWN}"]
)  # fmt: skip
def test_list_names_its_unit(
    module: object, table: list[list[str | tuple[str, int] | None]], line: str
) -> None:
    assert claims_of(module, page(line, title="名单", table=table))["applicant-name"] == OWN


def test_a_firm_of_the_list_is_not_its_unit() -> None:
    assert "applicant-name" not in claims_of(served_enterprises, page(title="名单", table=FIRMS))


EQUIPMENT = ["序号", "名称", "型号", "数量", "单价", "金额"]


def test_ten_thousands_with_three_decimals() -> None:
    rows = [["1", "服务器", "A1", "2", "3.150", "6.300"], ["2", "电脑", "B2", "4", "0.435", "1.740"],
            ["", "合计", "", "6", "", "8.040"]]  # fmt: skip
    found = claims_of(equipment_list, page("单位：万元", title="设备清单", table=[EQUIPMENT, *rows]))
    assert found == {"equipment-count": "6", "equipment-cost": "80400"}


def test_a_point_between_thousands_stays_one() -> None:
    rows = [["1", "服务器", "A1", "2", "3.150", "6.300"], ["", "合计", "", "2", "", "6.300"]]
    found = claims_of(equipment_list, page("单位：元", title="设备清单", table=[EQUIPMENT, *rows]))
    assert found["equipment-cost"] == "6300"


def test_headings_read_as_one_word() -> None:
    head = ["序号", "名称", "型号", "数量", "单价（元）", "金额（元）"]
    rows = [["1", "服务器", "A1", "2", "3,150", "6,300"], ["", "合计", "", "2", "", "6,300"]]
    laid = page(title="设备清单", table=[head, *rows])
    (grid,) = laid.grids
    first, last = (c for c in grid.cells if c.row == 0 and c.column in (3, 5))
    assert first.box
    assert last.box
    joined = Word(
        "数量 单价（元） 金额（元）", (first.box[0] + 9, *first.box[1:2], last.box[2] - 9, last.box[3])
    )

    def put(c: Cell) -> Cell:
        if c.row != 0 or c.column < 3:
            return c
        held = (joined,) if c.column == 4 else ()
        return replace(c, words=held, text="".join(w.text for w in held))

    grid = replace(grid, cells=tuple(map(put, grid.cells)))
    found = claims_of(equipment_list, replace(laid, grids=(grid,)))
    assert found == {"equipment-count": "2", "equipment-cost": "6300"}


DEED = [
    ["权利人", OWN], ["共有情况", "单独所有"], ["坐落", "甲市丙路8号3幢301室"], ["不动产单元号", "330402 006011 GB00162"],
    ["权利类型", "国有建设用地使用权/房屋所有权"], ["面积", "土地使用权面积 38.60㎡/房屋建筑面积 386.00㎡"],
    ["权利其他状况", "专有建筑面积：296.42㎡，分摊建筑面积：89.58㎡"],
]  # fmt: skip


def test_deed_by_its_number_and_fields() -> None:
    laid = page("浙（2017）甲市不动产权第0036148号", table=DEED)
    assert premises_title.score([laid])
    assert premises_title.score(
        [page("浙（2017）甲市不动产权第0036148号", *(f"{a}  {b}" for a, b in DEED[:4]))]
    )
    assert claims_of(premises_title, laid) == {"applicant-name": OWN, "premises-owned": "386"}


def test_a_deed_that_a_lease_cites_is_none() -> None:
    laid = page("出租方：丙公司", "房屋产权证号：浙（2017）甲市不动产权第0036148号", "坐落：甲市丙路8号")
    assert premises_title.score([laid]) is None


def test_certificate_names_its_holder_on_a_line() -> None:
    code = "91350100M000100Y43"
    laid = page(
        f"兹证明{OWN}", f"统一社会信用代码：{code}", "有效期至：2024年01月14日", title="质量管理体系认证证书"
    )
    assert claims_of(qualification, laid) == {
        "applicant-name": OWN, "credit-code": code, "valid-until": "2024-01-14",
    }  # fmt: skip


def test_filing_in_a_table_with_headings() -> None:
    table = [
        ["序号", "主办单位名称", "主办单位性质", "网站备案/许可证号", "网站首页网址", "审核日期"],
        ["1", "甲市乙服务\n有限公司", "企业", "浙ICP备\n15021346号-2", "www.yi-\nfuwu.cn", "2019-10-\n22"],
    ]
    laid = page(title="备案信息查询", table=table)
    assert claims_of(qualification, laid) == {
        "applicant-name": OWN, "icp-number": "浙ICP备15021346号-2", "website": "www.yi-fuwu.cn",
    }  # fmt: skip


def test_welfare_paper_names_its_unit_behind_the_year() -> None:
    text = f"2020年度，{OWN}共提供服务412家次，其中公益性服务58家次。"
    assert claims_of(welfare_evidence, page(text, title="公益性服务情况"))["applicant-name"] == OWN
