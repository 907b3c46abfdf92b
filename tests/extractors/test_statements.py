"""Balance sheets and income statements in the layouts of four accounting systems (domain B2.3)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors import financial_statements
from extractors._amounts import amount
from extractors._lines_of_statements import BALANCE, INCOME, key_of
from pipeline.model import Claim, Document, Page, Row
from tests.pages import document, page

Table = list[list[str | tuple[str, int] | None]]

ENTERPRISE: Table = [
    ["资产", "期末余额", "年初余额", "负债和所有者权益", "期末余额", "年初余额"],
    ["流动资产：", "", "", "流动负债：", "", ""],
    ["货币资金", "1,000.00", "900.00", "短期借款", "500.00", "400.00"],
    ["流动资产合计", "1,000.00", "900.00", "流动负债合计", "500.00", "400.00"],
    ["非流动资产合计", "2,000.00", "1,800.00", "负债合计", "500.00", "400.00"],
    ["", "", "", "所有者权益（或股东权益）合计", "2,500.00", "2,300.00"],
    ["资产总计", "3,000.00", "2,700.00", "负债和所有者权益（或股东权益）总计", "3,000.00", "2,700.00"],
]
NEW_FORMAT: Table = [
    [
        "项 目",
        "附注",
        "2023年12月31日",
        "2022年12月31日",
        "项 目",
        "附注",
        "2023年12月31日",
        "2022年12月31日",
    ],
    ["流动资产合计", "", "10", "9", "流动负债合计", "", "500.00", "400.00"],
    ["非流动资产合计", "七、3", "20", "18", "负债合计", "", "500.00", "400.00"],
    ["资产总计", "", "3,000.00", "2,700.00", "股东权益合计", "", "2,500.00", "2,300.00"],
    ["", "", "", "", "负债及股东权益总计", "", "3,000.00", "2,700.00"],
]
NON_PROFIT: Table = [
    ["资 产", "行次", "年初数", "期末数", "负债和净资产", "行次", "年初数", "期末数"],
    ["流动资产合计", "20", "900.00", "1,000.00", "流动负债合计", "70", "400.00", "500.00"],
    ["固定资产合计", "40", "1,800.00", "2,000.00", "负债合计", "80", "400.00", "500.00"],
    ["", "", "", "", "非限定性净资产", "101", "2,300.00", "2,500.00"],
    ["", "", "", "", "净资产合计", "110", "2,300.00", "2,500.00"],
    ["资产总计", "60", "2,700.00", "3,000.00", "负债和净资产总计", "120", "2,700.00", "3,000.00"],
]
ONE_COLUMN: Table = [
    ["项目", "期末数", "上年年末数"],
    ["资产总计", "3,000.00", "2,700.00"],
    ["流动负债合计", "500.00", "400.00"],
    ["负债合计", "500.00", "400.00"],
    ["净资产合计", "2,500.00", "2,300.00"],
    ["负债和净资产总计", "3,000.00", "2,700.00"],
]
MISREAD: Table = [
    ["资‘产。", "期未余额", "年初余案", "负债和所有者权益", "期末余额", "年切余额"],
    ["流动资产合计", "1.000.00", "900.00", "流动负债合汁", "500，00", "400.00"],
    ["非流动资产合计", "2 000.00", "1,800.00", "负贵合计", "500.00", "400.00"],
    ["", "", "", "所有者权益台计", "2,500.00", "2,300.00"],
    ["资产总汁", "3,000.00", "2,700.O0", "负债和所有者权益总计", "3,000.00", "2,700.00"],
]
HEADS_IN_ONE_CELL: Table = [["项目", ("期末余额年初余额", 2)], *ONE_COLUMN[1:]]
SHEETS = {
    "heads in one cell": HEADS_IN_ONE_CELL,
    "enterprise": ENTERPRISE,
    "new format": NEW_FORMAT,
    "non-profit": NON_PROFIT,
    "one column": ONE_COLUMN,
    "misread": MISREAD,
}


def claims_of(*pages: Page) -> dict[tuple[str, str | None, str], str]:
    said = financial_statements.extract(document("financial-statements", *pages))
    return {(c.quantity, c.period, c.scope): c.value for c in said if isinstance(c, Claim)}


@pytest.mark.parametrize("layout", SHEETS)
def test_balance_sheet(layout: str) -> None:
    date = "2023年12月31日"
    got = claims_of(page(date + "    单位：元", title="资产负债表", table=SHEETS[layout]))
    assert got == {
        ("total-assets", "2023-12-31", "own"): "3000",
        ("total-assets", "2022-12-31", "own"): "2700",
        ("total-liabilities", "2023-12-31", "own"): "500",
        ("total-liabilities", "2022-12-31", "own"): "400",
        ("net-assets", "2023-12-31", "own"): "2500",
        ("net-assets", "2022-12-31", "own"): "2300",
    }


def test_identities_raise_or_lower_confidence() -> None:
    broken = [list(r) for r in ENTERPRISE]
    broken[5][4] = "2,600.00"  # closing equity
    doc = document(
        "financial-statements", page("2023年12月31日", title="资产负债表", table=broken, confidence=0.9)
    )
    sure = {
        (c.quantity, c.period[:4]): c.confidence
        for c in financial_statements.extract(doc)
        if isinstance(c, Claim) and c.period
    }
    assert sure["total-assets", "2022"] >= 0.97
    assert sure["total-assets", "2023"] >= 0.97  # borne out by the total of the other side
    assert sure["net-assets", "2023"] < 0.8


@pytest.mark.parametrize(
    ("read", "confidence", "value"),
    [
        ("2,5002,500,00", 0.98, "2500"),  # glyphs read twice; the identities say what it is
        ("2,600.00", 0.7, "2500"),  # read badly, one glyph off
        ("2,600.00", 0.99, "2600"),  # read well: what is printed, whatever it should be
        ("2,77,3.1.5", 0.98, None),  # garbled and explained by nothing
    ],
)
def test_a_garbled_figure(read: str, confidence: float, value: str | None) -> None:
    broken = [list(r) for r in ENTERPRISE]
    broken[5][4] = read
    made = page("2023年12月31日", title="资产负债表", table=broken)
    grid = made.grids[0]
    cells = tuple(replace(c, confidence=confidence) if c.text == read else c for c in grid.cells)
    got = claims_of(replace(made, grids=(replace(grid, cells=cells),)))
    assert got.get(("net-assets", "2023-12-31", "own")) == value


@pytest.mark.parametrize(
    ("caption", "factor"), [("单位：元", 1), ("金额单位：人民币千元", 1000), ("单位：万元", 10000)]
)
def test_unit_of_the_caption(caption: str, factor: int) -> None:
    got = claims_of(page("2023年12月31日    " + caption, title="资产负债表", table=ENTERPRISE))
    assert got["total-assets", "2023-12-31", "own"] == str(3000 * factor)


def test_halves_on_two_pages() -> None:
    left: Table = [row[:3] for row in ENTERPRISE]
    right: Table = [row[3:] for row in ENTERPRISE]
    got = claims_of(
        page("2023年12月31日", title="资产负债表", table=left), page(title="资产负债表（续）", table=right)
    )
    assert got["total-assets", "2023-12-31", "own"] == "3000"
    assert got["net-assets", "2022-12-31", "own"] == "2300"


def test_consolidated_and_own_stand_apart() -> None:
    doubled = [[c.replace("3,000", "9,000") if isinstance(c, str) else c for c in row] for row in ENTERPRISE]
    got = claims_of(
        page("2023年12月31日", title="合并资产负债表", table=doubled),
        page("2023年12月31日", title="母公司资产负债表", table=ENTERPRISE),
    )
    assert got["total-assets", "2023-12-31", "consolidated"] == "9000"
    assert got["total-assets", "2023-12-31", "own"] == "3000"


def test_without_rules() -> None:
    """A statement whose lines are not ruled: words under the words of the header."""
    plain = page(
        "编制单位：甲市乙服务有限公司    2023年12月31日    单位：元",
        "资产        期末余额      年初余额      负债和所有者权益        期末余额      年初余额",
        "流动资产合计    1,000.00      900.00       流动负债合计         500.00       400.00",
        "非流动资产合计   2,000.00     1,800.00      负债合计            500.00       400.00",
        "                                    所有者权益合计       2,500.00      2,300.00",
        "资产总计       3,000.00     2,700.00      负债和所有者权益总计     3,000.00      2,700.00",
        title="资产负债表",
    )
    got = claims_of(plain)
    assert got["total-assets", "2023-12-31", "own"] == "3000"
    assert got["net-assets", "2022-12-31", "own"] == "2300"
    assert got["total-liabilities", "2023-12-31", "own"] == "500"
    assert got["applicant-name", None, "own"] == "甲市乙服务有限公司"


INCOMES: dict[str, Table] = {
    "enterprise": [
        ["项目", "行次", "本期金额", "上期金额"],
        ["一、营业收入", "1", "800.00", "700.00"],
        ["减：营业成本", "2", "300.00", "280.00"],
        ["二、营业利润（亏损以“-”号填列）", "3", "90.00", "80.00"],
        ["三、利润总额（亏损总额以“-”号填列）", "4", "100.00", "(20.00)"],
        ["减：所得税费用", "5", "10.00", ""],
        ["四、净利润（净亏损以“-”号填列", "6", "90.00", "-20.00"],
    ],
    "small": [
        ["项目", "行次", "本年累计金额", "上年金额"],
        ["一、营业收入", "1", "800.00", "700.00"],
        ["三、利润总额（亏损总额以“一”号填列）", "30", "100.00", "-20.00"],
        ["四、净利润", "32", "90.00", "-20.00"],
    ],
    "total first": [
        ["项 目", "2023年度", "2022年度"],
        ["一、营业总收入", "900.00", "750.00"],
        ["其中：营业收入", "800.00", "700.00"],
        ["利润总额", "100.00", "-20.00"],
        ["净利润", "90.00", "-20.00"],
    ],
}


@pytest.mark.parametrize("layout", INCOMES)
def test_income_statement(layout: str) -> None:
    got = claims_of(page("2023年度    单位：元", title="利润表", table=INCOMES[layout]))
    assert got == {
        ("revenue", "2023", "own"): "800",
        ("revenue", "2022", "own"): "700",
        ("total-profit", "2023", "own"): "100",
        ("total-profit", "2022", "own"): "-20",
        ("net-profit", "2023", "own"): "90",
        ("net-profit", "2022", "own"): "-20",
    }


def test_non_profit_activities() -> None:
    table: Table = [
        ["项目", "行次", ("本月数", 3), ("本年累计数", 3)],
        [None, None, "非限定性", "限定性", "合计", "非限定性", "限定性", "合计"],
        ["收入合计", "11", "1", "2", "3", "500.00", "300.00", "800.00"],
        ["费用合计", "35", "1", "1", "2", "400.00", "300.00", "700.00"],
        [
            "四、净资产变动额（若为净资产减少额，以“-”号填列）",
            "45",
            "0",
            "1",
            "1",
            "100.00",
            "0.00",
            "100.00",
        ],
    ]
    got = claims_of(page("2023年度", title="业务活动表", table=table))
    assert got == {("revenue", "2023", "own"): "800", ("total-profit", "2023", "own"): "100"}


def test_government_accounting() -> None:
    table: Table = [
        ["项目", "本年数", "上年数"],
        ["一、本期收入", "800.00", "700.00"],
        ["（一）财政拨款收入", "500.00", "400.00"],
        ["二、本期费用", "700.00", "650.00"],
        ["三、本期盈余", "100.00", "50.00"],
    ]
    got = claims_of(page("2023年", title="收入费用表", table=table))
    assert got["revenue", "2022", "own"] == "700"
    assert got["total-profit", "2023", "own"] == "100"


def test_a_part_of_a_year_is_no_year() -> None:
    got = claims_of(page("2023年1-5月", title="利润表", table=INCOMES["enterprise"]))
    assert ("revenue", "2023", "own") not in got


def test_cash_flow_and_changes_say_nothing() -> None:
    table: Table = [["项目", "本期金额"], ["净利润", "90.00"], ["营业收入", "1.00"], ["利润总额", "1.00"]]
    assert claims_of(page("2023年度", title="现金流量表", table=table)) == {}


def test_blank_cells_are_no_claims() -> None:
    table = [list(r) for r in ENTERPRISE]
    table[4][4] = "-"
    got = claims_of(page("2023年12月31日", title="资产负债表", table=table))
    assert ("total-liabilities", "2023-12-31", "own") not in got


def test_rows_carry_every_line() -> None:
    doc = document("financial-statements", page("2023年12月31日", title="资产负债表", table=ENTERPRISE))
    rows = [r for r in financial_statements.extract(doc) if isinstance(r, Row)]
    totals = {r.cells["key"]: (r.cells["closing"], r.cells["opening"]) for r in rows if r.cells["key"]}
    assert totals["total"] == ("3000", "2700")
    assert totals["current-liabilities"] == ("500", "400")
    assert {r.kind for r in rows} == {"balance-sheet"}
    assert any(r.cells["line"] == "货币资金" for r in rows)


def test_sheet() -> None:
    made = page("2023年12月31日", title="资产负债表", table=ENTERPRISE)
    grid = replace(
        made.grids[0],
        box=None,
        rows=made.grids[0].rows + 2,
        cells=tuple(
            replace(c, box=None, words=(), row=c.row + 2, address=f"资产负债表!A{c.row}")
            for c in made.grids[0].cells
        )
        + tuple(
            replace(made.grids[0].cells[0], box=None, words=(), row=r, column=0, column_span=6, text=t)
            for r, t in ((0, "资产负债表"), (1, "2023年12月31日  单位：元"))
        ),
    )
    sheet = replace(made, source="sheet", number=None, sheet="资产负债表", grids=(grid,), words=())
    said = list(financial_statements.extract(Document("d1", "financial-statements", (sheet,))))
    values = {(c.quantity, c.period): c.value for c in said if isinstance(c, Claim)}
    assert values["total-assets", "2023-12-31"] == "3000"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.56", "1234.56"),
        ("1.234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1，234．56", "1234.56"),
        ("(1,234.56)", "-1234.56"),
        ("-5.00", "-5"),
        ("12,345", "12345"),
        ("1.234.567", "1234567"),
        ("￥100.00", "100"),
        ("-", None),
        ("", None),
        ("—", None),
        ("期末", None),
    ],
)
def test_amount(text: str, value: str | None) -> None:
    found = amount(text)
    assert (found.text if found else None) == value


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("资产总计", "total-assets"),
        ("负债合计", "total-liabilities"),
        ("流动负债合计", "current-liabilities"),
        ("非流动负债合计", "noncurrent-liabilities"),
        ("动负债合计", None),
        ("净资产合计", "net-assets"),
        ("所有者权益（或股东权益）合计", "net-assets"),
        ("负债和所有者权益（或股东权益）总计", "total"),
        ("归属于母公司所有者权益合计", "parent-equity"),
        ("负债合计务所", "total-liabilities"),  # glyphs of the auditors' stamp
        ("流动负债合计务所", "current-liabilities"),
        ("负合计X", "total-liabilities"),
        ("流负债合计3", None),
        ("货币资金", None),
    ],
)
def test_line_names(text: str, key: str | None) -> None:
    assert key_of(text, BALANCE) == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("一、营业收入", "revenue"),
        ("减：营业成本", "operating-cost"),
        ("三、利润总额（亏损总额以“-”号填列）", "total-profit"),
        ("四净利润(净亏损以", "net-profit"),
        ("加：营业外收入", "non-operating-income"),
        ("减：所得税费用", "income-tax"),
        ("（一）持续经营净利润", None),
    ],
)
def test_line_names_of_income(text: str, key: str | None) -> None:
    assert key_of(text, INCOME) == key


def test_a_statement_of_services_with_whoever_signs_it() -> None:
    laid = page(
        "2020年度    单位：元",
        title="中小企业服务收支情况表",
        table=[
            ["序号", "服务类别", "服务收入", "服务支出"],
            ["1", "信息服务", "1,000.00", "800.00"],
            ["", "合计", "2,329,699.83", "1,925,437.38"],
        ],
    )
    assert claims_of(laid)["service-revenue", "2020", "own"] == "2329699.83"
    for text, name in (("法定代表人：萧健泽", "萧健泽"), ("主管会计工作负责人：方宏振", None)):
        signed = page("2020年12月31日", text, title="资产负债表")
        assert claims_of(signed).get(("legal-representative", None, "own")) == name
