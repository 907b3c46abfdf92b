"""Rosters, lists of firms served, equipment: headers by meaning, rows over pages, ticks, totals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import equipment_list, served_enterprises, social_insurance, staff_roster
from extractors._columns import named
from extractors._names import one_place
from extractors._numbering import renumbered
from extractors._tables import read_list
from pipeline.model import Cell, Claim, Grid, Page, Problem, Row, Seal
from tests.pages import document, page

Table = list[list[str | tuple[str, int] | None]]


def claims_of(module: object, *pages: Page) -> dict[tuple[str, str | None], str]:
    kind = module.KIND  # type: ignore[attr-defined]
    said = module.extract(document(kind, *pages))  # type: ignore[attr-defined]
    return {(c.quantity, c.field): c.value for c in said if isinstance(c, Claim)}


def rows_of(module: object, *pages: Page) -> list[Row]:
    kind = module.KIND  # type: ignore[attr-defined]
    return [r for r in module.extract(document(kind, *pages)) if isinstance(r, Row)]  # type: ignore[attr-defined]


PERSON = ["1", "王伟", "男", "45", "大学本科", "主任", "高级工程师", "全面工作"]
ROSTER_HEADS: dict[str, Table] = {
    "form": [["序号", "姓名", "性别", "年龄", "学历", "职务", "职称", "主管工作"]],
    "spaced": [["序 号", "姓 名", "性 别", "年 龄", "学 历", "职 务", "职 称", "主管\n工作"]],
    "other words": [["编号", "人员姓名", "性别", "出生年月", "文化程度", "岗位", "专业技术职称", "岗位职责"]],
    "two levels": [["序号", ("基本情况", 3), "学历", ("职务及职称", 2), "主管工作"], [None, "姓名", "性别", "年龄", None, "职务", "职称", None]],
    "title row": [[("管理人员和服务人员名单", 8)], ["序号", "姓名", "性别", "年龄", "学历", "职务", "技术职称", "分管工作"]],
}  # fmt: skip


@pytest.mark.parametrize("head", ROSTER_HEADS)
def test_roster_headers(head: str) -> None:
    table = [*ROSTER_HEADS[head], PERSON, ["2", "李娜", "女", "30", "中专", "专员", "无", "财务"]]
    rows = rows_of(staff_roster, page(title="人员名单", table=table))
    assert [(r.number, r.cells["name"], r.cells["education"], r.cells["title"]) for r in rows] == [
        (1, "王伟", "大学本科", "高级工程师"),
        (2, "李娜", "中专", "无"),
    ]


def test_roster_counts_those_with_both() -> None:
    people = [
        ["1", "王伟", "大专", "工程师"],
        ["2", "李娜", "本科", "助理工程师"],
        ["3", "赵敏", "高中", "高级工程师"],
        ["4", "孙强", "硕士", "助理研究员"],
        ["5", "周杰", "本科", "高级技师"],
    ]
    got = claims_of(staff_roster, page(table=[["序号", "姓名", "学历", "职称"], *people]))
    assert got == {
        ("staff-count", None): "5",
        ("qualified-staff-count", None): "2",
        ("qualified-staff-ratio", None): "40.00",
    }


@pytest.mark.parametrize(("sure", "counted"), [(0.76, False), (0.98, True)])
def test_a_title_that_could_not_be_read_is_no_missing_title(sure: float, counted: bool) -> None:
    people = page(
        table=[
            ["序号", "姓名", "学历", "职称"],
            ["1", "王伟", "大专", "工程师"],
            ["2", "李娜", "本科", "讲城术"],
        ]
    )
    (grid,) = people.grids
    cells = tuple(replace(c, confidence=sure) if c.text == "讲城术" else c for c in grid.cells)
    said = list(
        staff_roster.extract(document("staff-roster", replace(people, grids=(replace(grid, cells=cells),))))
    )
    assert ("qualified-staff-count" in [c.quantity for c in said if isinstance(c, Claim)]) is counted
    told = "the degree or title of 1 row could not be read (no. 2): those with both were not counted; look at the scan"
    assert [p.message.en for p in said if isinstance(p, Problem)] == ([] if counted else [told])


@pytest.mark.parametrize(
    ("title", "ink", "stamped", "counted"),
    [
        ("", 0.05, True, False),
        ("", 0.05, False, True),
        ("", 0.0, True, True),
        ("审计", 0.1, True, False),
        ("工程师", 0.1, True, True),
    ],
)
def test_a_title_under_a_seal_is_not_taken_as_it_reads(
    title: str, ink: float, stamped: bool, counted: bool
) -> None:
    table = [["序号", "姓名", "学历", "职称"], ["1", "王伟", "大专", "工程师"], ["2", "李娜", "本科", title]]
    people = page(table=table)
    (grid,) = people.grids
    cells = tuple(replace(c, ink=ink) if (c.row, c.column) == (2, 3) else c for c in grid.cells)
    (box,) = [c.box for c in cells if (c.row, c.column) == (2, 3) and c.box]
    sealed = replace(people, grids=(replace(grid, cells=cells),), seals=(Seal(box),) * stamped)
    said = list(staff_roster.extract(document("staff-roster", sealed)))
    assert ("qualified-staff-count" in [c.quantity for c in said if isinstance(c, Claim)]) is counted


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("力资源管理师", "人力资源管理师"),  # the cell's side cut off a glyph
        ("高级工程", "高级工程师"),
        ("策划师", "策划师"),  # a word of its own
        ("程师", "程师"),  # too short to tell
    ],
)
def test_a_title_that_the_cells_side_cut(printed: str, title: str) -> None:
    table = [["序号", "姓名", "学历", "职称"], ["1", "王伟", "大专", printed]]
    (row,) = rows_of(staff_roster, page(table=table))
    assert row.cells["title"] == title


@pytest.mark.parametrize(
    ("number", "name", "wanted"),
    [
        ("", "104清江农机有限公司", (104, "清江农机有限公司")),
        ("", "104、清江农机有限公司", (104, "清江农机有限公司")),
        ("104", "360清江数科有限公司", (104, "360清江数科有限公司")),  # a firm may begin with figures
        ("", "360清江数科有限公司", (None, "360清江数科有限公司")),  # and its number may be lost
    ],
)
def test_a_number_that_was_read_into_the_name(number: str, name: str, wanted: tuple[int | None, str]) -> None:
    head = ["序号", "企业名称", "联系人", "企业满意度"]
    before = [[str(n), f"清江{c}材料有限公司", "李娜", "满意"] for n, c in ((102, "新"), (103, "老"))]
    made = rows_of(served_enterprises, page(table=[head, *before, [number, name, "王伟", "满意"]]))
    assert (made[-1].number, made[-1].cells["name"]) == wanted


@pytest.mark.parametrize("stamped", [True, False])
def test_a_rating_under_a_seal_is_not_a_missing_one(stamped: bool) -> None:
    head = ["序号", "企业名称", "满意", "基本满意", "不满意"]
    firms = page(
        table=[head, ["1", "清江新材料有限公司", "√", "", ""], ["2", "清江农机有限公司", "", "", ""]]
    )
    (grid,) = firms.grids
    boxes = [c.box for c in grid.cells if c.row == 2 and c.column > 1 and c.box]
    ring = Seal((boxes[0][0], boxes[0][1], boxes[-1][2], boxes[-1][3]))
    said = list(
        served_enterprises.extract(document("served-enterprises", replace(firms, seals=(ring,) * stamped)))
    )
    assert ("satisfied-count" in [c.quantity for c in said if isinstance(c, Claim)]) is not stamped
    assert ["rating" in r.doubt for r in said if isinstance(r, Row)] == [False, stamped]


@pytest.mark.parametrize(("unrated", "doubted"), [(1, True), (6, False)])
def test_one_row_without_a_rating_on_a_scan_was_not_seen(unrated: int, doubted: bool) -> None:
    head = ["序号", "企业名称", "满意", "基本满意", "不满意"]
    body = [[str(n), f"清江{n}号农机有限公司", "√" if n > unrated else "", "", ""] for n in range(1, 41)]
    rows = rows_of(served_enterprises, page(table=[head, *body]))
    assert [r.number for r in rows if "rating" in r.doubt] == list(range(1, unrated + 1)) * doubted


def test_a_misread_heading_of_a_rating_is_known_by_its_neighbours() -> None:
    head: Table = [["序号", "企业名称", ("企业满意度", 3)], [None, None, "满总", "基本满意", "不满意"]]
    rows = rows_of(served_enterprises, page(table=[*head, ["1", "清江农机有限公司", "√", "", ""]]))
    assert [r.cells["rating"] for r in rows] == ["satisfied"]


def test_two_headings_whose_rule_is_worn_away() -> None:
    table: Table = [
        ["序号", ("企业名称联系人", 2), "联系电话", "满意", "基本满意", "不满意"],
        ["1", "清江农机有限公司", "王伟", "14361619042", "√", "", ""],
    ]
    (row,) = rows_of(served_enterprises, page(table=table))
    assert (row.cells["name"], row.cells["contact"], row.cells["rating"]) == (
        "清江农机有限公司",
        "王伟",
        "satisfied",
    )


def test_roster_mends_a_misread_word_of_the_lexicon_and_nothing_else() -> None:
    table: Table = [
        ["序号", "姓名", "学历", "职称"],
        ["1", "王伟", "大学木科", "助理经济帅"],
        ["2", "李 娜", "大寺", "某某员"],
    ]
    rows = rows_of(staff_roster, page(table=table))
    assert [(r.cells["name"], r.cells["education"], r.cells["title"]) for r in rows] == [
        ("王伟", "大学本科", "助理经济师"),
        ("李娜", "大专", "某某员"),
    ]


def test_the_strip_between_the_lines_of_a_double_frame_is_no_column() -> None:
    head: Table = [[("序号", 2), "企业名称", "联系人", "联系电话"]]
    body: Table = [[None, str(n), f"清江{n}号农机有限公司", "王伟", "14361619042"] for n in range(1, 21)]
    framed = page(table=[*head, *body])
    (grid,) = framed.grids
    strip = Cell(1, 0, len(body), 1, "", None)
    cells = (*(c for c in grid.cells if c.column or not c.row), strip)
    rows = rows_of(served_enterprises, replace(framed, grids=(replace(grid, cells=cells),)))
    assert [(r.number, r.cells["name"]) for r in rows] == [
        (n, f"清江{n}号农机有限公司") for n in range(1, 21)
    ]


def test_columns_carry_over_where_the_header_is_not_repeated() -> None:
    first = page(title="人员名单", table=[ROSTER_HEADS["form"][0], PERSON])
    second = page(table=[["2", "李娜", "女", "30", "中专", "专员", "无", "财务"]])
    assert [r.cells["name"] for r in rows_of(staff_roster, first, second)] == ["王伟", "李娜"]


def test_repeated_header_is_no_row() -> None:
    one = page(title="人员名单", table=[ROSTER_HEADS["form"][0], PERSON])
    two = page(table=[ROSTER_HEADS["form"][0], ["2", "李娜", "女", "30", "中专", "专员", "无", "财务"]])
    assert len(rows_of(staff_roster, one, two)) == 2


def test_a_row_cut_by_the_page_end() -> None:
    one = page(
        title="服务企业名单",
        table=[["序号", "企业名称", "联系人", "服务内容"], ["1", "甲市宏达精密机械", "张三", "咨询"]],
    )
    two = page(table=[["", "有限公司", "", ""], ["2", "乙公司", "李四", "培训"]])
    rows = rows_of(served_enterprises, one, two)
    assert [r.cells["name"] for r in rows] == ["甲市宏达精密机械有限公司", "乙公司"]


def test_two_lists_side_by_side() -> None:
    table: Table = [["序号", "姓名", "学历", "职称", "序号", "姓名", "学历", "职称"],
                    ["1", "王伟", "本科", "工程师", "2", "李娜", "大专", "会计师"]]  # fmt: skip
    assert sorted(str(r.cells["name"]) for r in rows_of(staff_roster, page(table=table))) == ["李娜", "王伟"]


def test_a_list_without_rules() -> None:
    plain = page(
        "序号    姓名      性别    年龄    学历        职务      职称          主管工作",
        "1      王伟      男      45     大学本科     主任      高级工程师      全面工作",
        "2      李娜      女      30     中专        专员      无            财务",
        title="人员名单",
    )
    rows = rows_of(staff_roster, plain)
    assert [(r.cells["name"], r.cells["education"], r.cells["title"]) for r in rows] == [
        ("王伟", "大学本科", "高级工程师"),
        ("李娜", "中专", "无"),
    ]


HEAD: Table = [
    ["序号", "服务企业名称", "联系人", "联系电话", "服务内容简述", ("企业满意度", 3)],
    [None, None, None, None, None, "满意", "基本满意", "不满意"],
]


def firm(n: int, *marks: str, name: str | None = None) -> list[str | tuple[str, int] | None]:
    return [str(n), name or f"甲市第{n}机械有限公司", "张三", "13800000000", "咨询", *marks]


MARKS = ("√", "✓", "●", "V", "r", "满意", "1", "Y", "是", "/", "○")


@pytest.mark.parametrize("mark", MARKS)
def test_typed_marks(mark: str) -> None:
    rows = rows_of(
        served_enterprises,
        page(table=[*HEAD, firm(1, mark, "", ""), firm(2, "", mark, ""), firm(3, "", "", mark)]),
    )
    assert [r.cells["rating"] for r in rows] == ["satisfied", "basically-satisfied", "dissatisfied"]


def inked(made: Page, ink: dict[tuple[int, int], float], marks: dict[tuple[int, int], str]) -> Page:
    """The page with ink and marks put into blank cells."""
    cells = tuple(
        replace(c, ink=ink.get((c.row, c.column), c.ink), mark=marks.get((c.row, c.column)))  # type: ignore[arg-type]
        for c in made.grids[0].cells
    )
    return replace(made, grids=(replace(made.grids[0], cells=cells),))


def test_drawn_marks_by_ink() -> None:
    made = page(table=[*HEAD, *(firm(n, "", "", "") for n in range(1, 6))])
    ink = {(2, 5): 0.06, (3, 6): 0.05, (4, 7): 0.07, (5, 5): 0.05, (5, 6): 0.045}
    rows = rows_of(served_enterprises, inked(made, ink, {(2, 5): "tick", (4, 6): "dot"}))
    assert [(r.cells["rating"], r.doubt) for r in rows] == [
        ("satisfied", ()),
        ("basically-satisfied", ()),
        ("dissatisfied", ()),
        (None, ("rating",)),  # two cells hold about the same
        (None, ()),  # nothing drawn
    ]


def test_rating_merged_over_rows_and_ditto() -> None:
    table: Table = [
        ["序号", "企业名称", "服务内容", "满意度"],
        ["1", "甲公司", "咨询", "满意"],
        ["2", "乙公司", "咨询", None],
        ["3", "丙公司", "咨询", "基本满意"],
        ["4", "丁公司", "咨询", "同上"],
        ["5", "戊公司", "咨询", "不满意"],
        ["6", "己公司", "咨询", "很满意"],
    ]
    rows = rows_of(served_enterprises, page(table=table))
    assert [r.cells["rating"] for r in rows] == [
        "satisfied", "satisfied", "basically-satisfied", "basically-satisfied", "dissatisfied", "satisfied",
    ]  # fmt: skip


def test_counts_and_strict_ratio() -> None:
    table = [*HEAD, firm(1, "√", "", ""), firm(2, "√", "", ""), firm(3, "", "√", "")]
    got = claims_of(served_enterprises, page(table=table))
    assert got == {
        ("served-count", None): "3",
        ("satisfied-count", None): "2",
        ("basically-satisfied-count", None): "1",
        ("dissatisfied-count", None): "0",
        ("satisfaction-ratio", "strict"): "66.67",
    }


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("上一年度共服务企业 87 家", "87"),
        ("上一年度共服务企业____家", None),
        ("2021年度共服务中小企业120户", "120"),
        ("备注：服务企业不少于60家", None),
    ],
)
def test_total_line(line: str, total: str | None) -> None:
    got = claims_of(served_enterprises, page(table=[*HEAD, firm(1, "√", "", ""), [(line, 8)]]))
    assert got.get(("served-count", "total-line")) == total
    assert got["served-count", None] == "1"


def test_total_and_note_lines_are_no_rows() -> None:
    table = [
        *HEAD,
        firm(1, "√", "", ""),
        [("合 计", 5), "1", "", ""],
        [("备注：不少于100家", 8)],
        ["2", "", "", "", "", "", "", ""],
    ]
    assert len(rows_of(served_enterprises, page(table=table))) == 1


@pytest.mark.parametrize(
    "line",
    [
        ["本", "页小计31家", "", "", "", "31", "", ""],
        ["本", "[小计31家", "", "", "", "", "", ""],
        ["本页小计31家", "", "", "", "", "31", "", ""],
        ["", "本页小计31家", "", "", "", "31", "", ""],
        ["合", "计118家", "", "", "", "", "", ""],
        ["以上合计", "", "", "", "", "118", "", ""],
    ],
)
def test_a_total_or_subtotal_is_no_row_wherever_its_words_stand(line: list[str]) -> None:
    laid = page(table=[*HEAD, firm(1, "√", "", ""), line, firm(2, "", "√", "")])
    assert [r.number for r in rows_of(served_enterprises, laid)] == [1, 2]
    assert claims_of(served_enterprises, laid)["served-count", None] == "2"


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (["填表人：王伟", "", "", "联系电话：13900000000", "", "", "", ""], False),
        (["", "", "", "制表：王伟", "审核人：李娜", "", "", "负责人：赵敏"], False),
        (["", "", ("1.文化程度按国家承认的最高学历填写。", 3), "", "", ""], False),
        ([("填表人：王伟", 3), ("联系电话：13900000000", 5)], False),
        ([("1.文化程度按国家承认的最高学历填写。", 4), "", "", "", ""], False),
        (["", "", "填表人：王伟", "联系电话：13900000000", "", "", "", ""], False),
        (["3", "", "张三", "13900000000", "咨询", "√", "", ""], True),
        (["", "", "张三", "13900000000", "咨询", "√", "", ""], True),
        (["3", "", "张三", "13900000000", "为企业提供政策咨询服务。", "√", "", ""], True),
    ],
)
def test_a_row_without_a_name_is_a_row_unless_it_is_a_remark(
    line: list[str | tuple[str, int] | None], kept: bool
) -> None:
    head = ["序号", "企业名称", "联系人", "联系电话", "服务内容", "满意", "基本满意", "不满意"]
    laid = page(table=[head, firm(1, "√", "", ""), firm(2, "", "√", ""), line])
    records = read_list(document("served-enterprises", laid), served_enterprises.COLUMNS, "name").records
    assert [r.text("phone") for r in records[2:]] == ["13900000000"] * kept
    # Neither a number nor a name: it is read, but no firm is counted for it.
    assert len(rows_of(served_enterprises, laid)) == 2 + (kept and line[0] != "")


def test_a_lone_dash_that_was_read_as_one() -> None:
    people = page(table=[ROSTER_HEADS["form"][0], ["1", "王伟", "男", "45", "一", "一", "一", "一级评审"]])
    (person,) = rows_of(staff_roster, people)
    read = [person.cells[k] for k in ("education", "position", "title", "duty")]
    assert read == ["—", "—", "—", "一级评审"]
    devices = page(table=[["序号", "名称", "型号", "数量"], ["1", "打印机", "一", "一"]])
    (device,) = rows_of(equipment_list, devices)
    assert (device.cells["model"], device.cells["quantity"]) == ("—", "一")


def test_an_illegible_sub_header_is_told_by_its_neighbours() -> None:
    head: Table = [HEAD[0], [None, None, None, None, None, "满意", "基太兰总", "不满意"]]
    rows = rows_of(served_enterprises, page(table=[*head, firm(1, "", "√", "")]))
    assert rows[0].cells["rating"] == "basically-satisfied"


def test_rows_split_by_a_false_rule() -> None:
    """A rule seen where none is: all columns but one span both halves."""
    made = page(table=[["序号", "企业名称", "联系人", "满意度"], ["1", "甲公司", "张三", "满意"]])
    grid = made.grids[0]
    cells: list[Cell] = []
    for c in grid.cells:
        if c.row == 0:
            cells.append(c)
        elif c.column == 2:
            cells += [replace(c, text="", words=()), replace(c, row=2)]
        else:
            cells.append(replace(c, row_span=2))
    split = replace(made, grids=(Grid(grid.box, 3, grid.columns, tuple(cells)),))
    rows = rows_of(served_enterprises, split)
    assert [(r.cells["name"], r.cells["contact"], r.cells["rating"]) for r in rows] == [
        ("甲公司", "张三", "satisfied")
    ]


@pytest.mark.parametrize(
    ("read", "mended"),
    [
        ([1, 2, None, 4, 5], [1, 2, 3, 4, 5]),
        ([1, 2, 7, 4, 5], [1, 2, 3, 4, 5]),
        ([1, 2, 3, 6, 7, 8], [1, 2, 3, 6, 7, 8]),  # a real gap stays
        ([None, None, None], [None, None, None]),
    ],
)
def test_row_numbers(read: list[int | None], mended: list[int | None]) -> None:
    assert renumbered(read) == mended


def test_equipment_totals_and_unit() -> None:
    head = ["序号", "设备（仪器、软件）名称", "型号规格", "数量(台、套)", "单价", "购置金额", "备注"]
    table: Table = [head, ["1", "打印机", "P1", "2", "0.39", "0.78", ""], ["2", "软件", "V3", "1", "12.60", "12.60", ""],
                    [("合计", 3), "3", "", "13.38", ""]]  # fmt: skip
    made = page("单位名称：甲市乙服务有限公司    金额单位：万元", title="设备清单", table=table)
    assert claims_of(equipment_list, made) == {
        ("equipment-count", None): "3",
        ("equipment-cost", None): "133800",
        ("applicant-name", None): "甲市乙服务有限公司",
    }


def test_equipment_without_totals_is_summed() -> None:
    table: Table = [
        ["序号", "名称", "数量", "单价（元）", "金额（元）"],
        ["1", "打印机", "2", "100", "200"],
        ["2", "电脑", "3", "1000", "3000"],
    ]
    got = claims_of(equipment_list, page(table=table))
    assert got == {("equipment-count", None): "5", ("equipment-cost", None): "3200"}


def test_insured_persons_are_counted_once() -> None:
    table: Table = [
        ["序号", "姓名", "证件号码", "险种", "费款所属期"],
        ["1", "王伟", "4201**********1234", "养老", "202112"],
        ["2", "王伟", "4201**********1234", "工伤", "202112"],
        ["3", "李娜", "4201**********5678", "养老", "202112"],
        [
            "4",
            "李娜",
            "4201*************5678经办机构:甲市社保中心",
            "工伤",
            "202112",
        ],  # the line below fell into the row
    ]
    made = page(
        "单位名称：甲市乙服务有限公司",
        "经办机构:甲市社保中心  打日期:2022-01-25",
        title="单位参保缴费明细",
        table=table,
    )
    got = claims_of(social_insurance, made)
    assert got["staff-count", None] == "2"
    assert got["applicant-name", None] == "甲市乙服务有限公司"
    assert got["signed-on", None] == "2022-01-25"
    assert len(rows_of(social_insurance, made)) == 4


def test_insured_persons_whose_masked_numbers_read_badly() -> None:
    people = [
        ("石晓", "3***97*****065"),
        ("石晓", "37****1973******3065"),
        ("王伟", "37****1980****1234"),
        ("王伟", "37****1991****5678"),
    ]
    kinds = ["养老", "医疗", "养老", "养老"]  # two persons are called 王伟
    table: Table = [["序号", "姓名", "证件号码", "险种"]]
    table += [
        [str(n), name, number, kind]
        for n, ((name, number), kind) in enumerate(zip(people, kinds, strict=True), 1)
    ]
    assert (
        claims_of(social_insurance, page(title="单位参保缴费明细", table=table))["staff-count", None] == "3"
    )


def test_the_place_that_most_firms_share_is_read_alike() -> None:
    right, wrong = (
        [f"蕲阳宏{n}机械有限公司" for n in "一二三四五六七"],
        [f"薪阳宏{n}机械有限公司" for n in "八九十甲乙"],
    )
    assert one_place([*right, *wrong]) == [*right, *(w.replace("薪", "蕲") for w in wrong)]
    # The rare glyph is right even where it is the rarer reading.
    assert one_place([*right[:4], *(w for w in wrong * 2)])[-1] == "蕲阳宏乙机械有限公司"


@pytest.mark.parametrize("other", ["沈阳", "向阳"])
def test_two_places_or_a_firms_own_name_stay_apart(other: str) -> None:
    names = [f"洛阳宏{n}机械有限公司" for n in range(20)] + [f"{other}宏达机械有限公司"] * (
        8 if other == "沈阳" else 1
    )
    assert one_place(names) == names


PARTS: dict[str, tuple[list[str | tuple[str, int] | None], bool]] = {
    "merged": ([("综合部(5人)", 8)], False),
    "in pieces": (["综合管", "", "", ("理部(5人)", 5)], False),
    "named by its manager": (["服务部", ("经理：李娜", 7)], False),
    "alone in the name column": (["", "综合部(5人)", "", "", "", "", "", ""], False),
    "alone, behind a colon": (["", "培训部：共12人", "", "", "", "", "", ""], False),
    "numbered": (["2", "李娜", "", ("专员", 5)], True),
    "a name that says how many, numbered": (["2", "八方(3人)", "", "", "", "", "", ""], True),
}


@pytest.mark.parametrize("line", PARTS)
def test_the_name_of_a_department_over_its_rows_is_no_row(line: str) -> None:
    made, kept = PARTS[line]
    table: Table = [ROSTER_HEADS["form"][0], PERSON, made, ["3", "赵敏", *PERSON[2:]]]
    found = read_list(document("staff-roster", page(table=table)), staff_roster.COLUMNS, "name")
    assert [r.text("name") for r in found.records][:: 2 if kept else 1] == ["王伟", "赵敏"]
    assert not found.totals


@pytest.mark.parametrize("line", [["合", ("计5人", 7)], [("合计", 5), "5", "", ""], [("本页小计5人", 8)]])
def test_a_total_in_few_pieces_is_one_and_not_the_name_of_a_department(
    line: list[str | tuple[str, int] | None],
) -> None:
    table: Table = [ROSTER_HEADS["form"][0], PERSON, line, ["2", "赵敏", *PERSON[2:]]]
    found = read_list(document("staff-roster", page(table=table)), staff_roster.COLUMNS, "name")
    assert [r.text("name") for r in found.records] == ["王伟", "赵敏"]
    assert len(found.totals) == (len(line) > 1)


def test_a_firm_that_is_listed_twice_was_served_twice() -> None:
    name = "清江农机有限公司"
    table = [*HEAD, firm(1, "√", "", "", name=name), firm(2, "√", "", ""), firm(3, "", "√", "", name=name)]
    assert claims_of(served_enterprises, page(table=table))["served-count", None] == "3"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("单位名称：清江服务有限公司", None),
        ("单位名称", "name"),
        ("单位名称：", "name"),
        ("企业名称（全称：与公章一致）", "name"),
        ("其中：满意", "satisfied"),
        ("其中：基本满意", "basically"),
    ],
)
def test_a_caption_over_a_list_heads_no_column(text: str, column: str | None) -> None:
    assert named(text, served_enterprises.COLUMNS) == column


def test_a_caption_in_the_first_row_of_a_list_is_no_part_of_its_header() -> None:
    """«单位名称：…» and «金额：万元» are words that head columns; here they stand over others."""
    table: Table = [
        [("单位名称：清江服务有限公司", 3), ("金额：万元", 3)],
        ["项次", "设备名称", "型号", "数量", "单价", "金额"],
        ["1", "打印机", "P1", "2", "0.39", "0.78"],
    ]
    made = page(title="设备清单", table=table)
    (device,) = rows_of(equipment_list, made)
    assert (device.cells["name"], device.cells["cost"]) == ("打印机", "0.78")
    assert claims_of(equipment_list, made)["equipment-cost", None] == "7800"


@pytest.mark.parametrize(
    ("caption", "cost"),
    [
        ("单位：台（套）、万元", "133800"),
        ("单位：台/套、万元", "133800"),
        ("单位：台、元", "13.38"),
        ("金额：万元", "133800"),
        ("单位：人民币万元", "133800"),
    ],
)
def test_the_unit_of_money_behind_that_of_things(caption: str, cost: str) -> None:
    table: Table = [
        ["序号", "设备名称", "型号", "数量", "金额"],
        ["1", "打印机", "P1", "2", "0.78"],
        ["2", "软件", "V3", "1", "12.60"],
    ]
    made = page(caption, title="设备清单", table=table)
    assert claims_of(equipment_list, made)["equipment-cost", None] == cost


@pytest.mark.parametrize(
    ("begun", "next_name", "joined"),
    [
        (
            "甲市百宇机械股份有限",
            "公司甲市嘉发电气有限公司",
            ["甲市百宇机械股份有限公司", "甲市嘉发电气有限公司"],
        ),
        (
            "甲市百宇机械有限责",
            "任公司甲市嘉发电气有限公司",
            ["甲市百宇机械有限责任公司", "甲市嘉发电气有限公司"],
        ),
        ("甲市百宇机械有限公司", "公司甲市嘉发电气有限公司", None),  # nothing is missing
        ("甲市百宇机械厂", "司徒电气有限公司", None),
    ],
)
def test_the_end_of_a_name_that_the_pages_end_cut_off(
    begun: str, next_name: str, joined: list[str] | None
) -> None:
    head = ["序号", "企业名称", "联系人", "服务内容"]
    first = page(title="服务企业名单", table=[head, ["1", begun, "张三", "培训"]])
    second = page(table=[["2", next_name, "李四", "咨询"]], number=2)
    assert [r.cells["name"] for r in rows_of(served_enterprises, first, second)] == (
        joined or [begun, next_name]
    )
