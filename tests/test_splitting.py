"""Pages → documents. The volumes are drawn: one line a page, `title` or `title@file`, and the kinds expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.contents import is_contents
from pipeline.model import Page, Seal, Word
from pipeline.running_heads import without_head_rows, without_running_heads
from pipeline.splitting import is_divider, split
from tests.pages import page

# What opens which kind, and how strongly. A page whose first line is none of these opens nothing.
OPENS = {
    "申请报告": ("application-form", 0.95),
    "人员名单": ("staff-roster", 0.9),
    "企业名单": ("served-enterprises", 0.9),
    "营业执照": ("licence", 0.95),
    "执业证书": ("qualification", 0.9),
    "审计报告": ("audit-report", 0.95),
    "审计正文": ("audit-report", 0.7),
    "资产负债表": ("financial-statements", 0.8),
    "租赁合同": ("premises-lease", 0.95),
    "合同续页": ("premises-lease", 0.6),
    "似是而非": ("narrative", 0.4),
}


def score(kind: str) -> object:
    def of(pages: Sequence[Page]) -> float | None:
        first = pages[0].words[0].text if pages[0].words else ""
        found = next((v for k, v in OPENS.items() if first.startswith(k)), None)
        return found[1] if found and found[0] == kind else None

    return of


SCORES = {kind: score(kind) for kind, _ in OPENS.values()}
OWN_CONTENTS = "目录|审计报告 1-2|资产负债表 3-4|利润表 5|财务报表附注 6-20"
TEXT = ("正文第一行内容", "正文第二行内容", "正文第三行内容", "正文第四行内容")


def volume(*drawn: str) -> list[Page]:
    """Pages of `title`, `title@file` or `title|a second line`; 空白 is a blank page. Numbers run on in a file."""
    made: list[Page] = []
    for line in drawn:
        title, _, file = line.partition("@")
        file = file or (made[-1].file if made else "a.pdf")
        number = 1 + sum(p.file == file for p in made)
        if title == "空白":
            made.append(replace(page(number=number, file=file), blank=True))
        elif title.startswith(("附件", "附录", "一、")):
            made.append(page(title, number=number, file=file))
        else:
            made.append(page(*title.split("|"), *TEXT, number=number, file=file))
    return made


def drawn(*lines: str) -> list[tuple[str, int]]:
    """(kind, number of pages) of each document."""
    return [(d.kind, len(d.pages)) for d in split(volume(*lines), SCORES)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "documents"),
    [
        ([], []),
        (["申请报告"], [("application-form", 1)]),
        (["申请报告", "续", "续", "人员名单", "续", "营业执照"],
         [("application-form", 3), ("staff-roster", 2), ("licence", 1)]),
        # nothing opens: other, page by page
        (["无题", "无题"], [("other", 1), ("other", 1)]),
        (["似是而非"], [("other", 1)]),
        (["无题", "申请报告", "续"], [("other", 1), ("application-form", 2)]),
        # the title repeated on each page of a list
        (["人员名单", "人员名单", "人员名单"], [("staff-roster", 3)]),
        # several of a kind: a strong opening opens, a weak one goes on
        (["租赁合同", "续", "租赁合同"], [("premises-lease", 2), ("premises-lease", 1)]),
        (["租赁合同", "合同续页", "合同续页"], [("premises-lease", 3)]),
        (["营业执照", "营业执照"], [("licence", 1), ("licence", 1)]),
        # dividers and contents stand alone, and end the document before them
        (["申请报告", "续", "附件1 营业执照", "营业执照", "附件2 审计报告", "审计报告", "续"],
         [("application-form", 2), ("other", 1), ("licence", 1), ("other", 1), ("audit-report", 2)]),
        (["目录", "申请报告", "续"], [("other", 1), ("application-form", 2)]),
        (["申请报告", "附录", "续"], [("application-form", 1), ("other", 1), ("other", 1)]),
        # a blank page goes with what is before it
        (["空白"], [("other", 1)]),
        (["申请报告", "空白", "续"], [("application-form", 3)]),
        (["人员名单", "空白", "企业名单"], [("staff-roster", 2), ("served-enterprises", 1)]),
        (["无题", "空白", "申请报告"], [("other", 2), ("application-form", 1)]),
    ],
)  # fmt: skip
def test_a_bound_volume(lines: list[str], documents: list[tuple[str, int]]) -> None:
    assert drawn(*lines) == documents


@pytest.mark.parametrize(
    ("lines", "documents"),
    [
        # statements, notes and the firm's own papers belong to the report
        (["审计报告", "审计正文", "资产负债表", "续", "营业执照|某某会计师事务所", "执业证书|会计师事务所执业证书"],
         [("audit-report", 6)]),
        # the applicant's own licence does not
        (["审计报告", "审计正文", "营业执照|某某科技有限公司"], [("audit-report", 2), ("licence", 1)]),
        # nor does an auditor's licence elsewhere, nor statements without a report
        (["申请报告", "营业执照|某某会计师事务所"], [("application-form", 1), ("licence", 1)]),
        (["资产负债表", "续"], [("financial-statements", 2)]),
        (["申请报告", "资产负债表"], [("application-form", 1), ("financial-statements", 1)]),
        (["审计报告", "人员名单"], [("audit-report", 1), ("staff-roster", 1)]),
        # cover and body are one report
        (["审计报告", "审计报告", "续"], [("audit-report", 3)]),
        # its own list of contents belongs to it
        (["审计报告", OWN_CONTENTS, "审计正文", "资产负债表"], [("audit-report", 4)]),
        # that of the volume does not, nor one that stands elsewhere
        (["审计报告", "审计正文", "目录|附件1 审计报告 1-2|附件2 资产负债表 3-4", "续"],
         [("audit-report", 2), ("other", 1), ("other", 1)]),
        (["审计报告", "目录|申请报告 1|审计报告 9", "续"], [("audit-report", 1), ("other", 1), ("other", 1)]),
        (["申请报告", OWN_CONTENTS, "审计报告"], [("application-form", 1), ("other", 1), ("audit-report", 1)]),
        (["审计报告@a.pdf", OWN_CONTENTS + "@b.pdf"], [("audit-report", 1), ("other", 1)]),
    ],
)  # fmt: skip
def test_an_audit_report_keeps_what_is_bound_into_it(
    lines: list[str], documents: list[tuple[str, int]]
) -> None:
    assert drawn(*lines) == documents


def test_a_second_cover_opens_the_next_years_report() -> None:
    pages = volume("审计报告", "审计正文", "资产负债表")
    cover = page("审计报告", "2017年度", number=4)
    full = page("审计报告", *TEXT * 4, number=4)
    assert [len(d.pages) for d in split([*pages, cover], SCORES)] == [3, 1]  # type: ignore[arg-type]
    assert [len(d.pages) for d in split([*pages, full], SCORES)] == [4]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lines", "documents"),
    [
        # a document ends with its file …
        (["申请报告@a.pdf", "续@a.pdf", "无题@b.pdf"], [("application-form", 2), ("other", 1)]),
        (["人员名单@a.pdf", "人员名单@b.pdf"], [("staff-roster", 1), ("staff-roster", 1)]),
        (["审计报告@a.pdf", "资产负债表@b.pdf"], [("audit-report", 1), ("financial-statements", 1)]),
        # … unless a volume was scanned image by image
        (["申请报告@1.jpg", "续@2.jpg", "续@3.jpg", "人员名单@4.jpg"], [("application-form", 3), ("staff-roster", 1)]),
        (["人员名单@1.jpg", "人员名单@2.jpg", "续@3.jpg"], [("staff-roster", 3)]),
        (["审计报告@1.jpg", "审计正文@2.jpg", "资产负债表@3.jpg", "营业执照|会计师事务所@4.jpg"], [("audit-report", 4)]),
        (["审计报告@1.jpg", "营业执照|某某科技有限公司@2.jpg"], [("audit-report", 1), ("licence", 1)]),
        # images of a kind of which there are several, however weak
        (["租赁合同@1.jpg", "合同续页@2.jpg"], [("premises-lease", 1), ("premises-lease", 1)]),
        # another folder, another kind of image, a file of several pages: another document
        (["申请报告@x/1.jpg", "续@y/1.jpg"], [("application-form", 1), ("other", 1)]),
        (["申请报告@1.jpg", "续@2.png"], [("application-form", 1), ("other", 1)]),
        (["申请报告@1.tif", "续@1.tif", "无题@2.tif"], [("application-form", 2), ("other", 1)]),
        (["无题@1.jpg", "无题@2.jpg"], [("other", 1), ("other", 1)]),
        # dividers among images
        (["申请报告@1.jpg", "附件1@2.jpg", "续@3.jpg"], [("application-form", 1), ("other", 1), ("other", 1)]),
    ],
)  # fmt: skip
def test_borders_of_files(lines: list[str], documents: list[tuple[str, int]]) -> None:
    assert drawn(*lines) == documents


HEADS = {"设备": "equipment-list", "企业": "served-enterprises", "人员": "staff-roster"}


def listing(kind: str) -> object:
    """As lists score: strongly by a title «…清单», weakly by the head of their table «…表头»."""

    def of(pages: Sequence[Page]) -> float | None:
        first = pages[0].words[0].text if pages[0].words else ""
        known = HEADS.get(first[:2]) == kind
        return {"清单": 0.9, "表头": 0.4}.get(first[2:4]) if known else None

    return of


@pytest.mark.parametrize(
    ("lines", "documents"),
    [
        (["设备清单", "续", "企业表头", "续"], [("equipment-list", 2), ("served-enterprises", 2)]),
        (["设备清单", "企业表头", "企业表头", "人员表头"],
         [("equipment-list", 1), ("served-enterprises", 2), ("staff-roster", 1)]),
        # the head again on the second page of a list
        (["设备清单", "设备表头", "续"], [("equipment-list", 3)]),
        # a head alone opens nothing: neither behind another paper nor in a file of its own
        (["租赁合同", "企业表头"], [("premises-lease", 2)]),
        (["企业表头", "续"], [("other", 1), ("other", 1)]),
        (["设备清单@a.pdf", "企业表头@b.pdf"], [("equipment-list", 1), ("other", 1)]),
    ],
)  # fmt: skip
def test_the_head_of_another_list_opens_it_behind_a_list(
    lines: list[str], documents: list[tuple[str, int]]
) -> None:
    scores = {k: listing(k) for k in HEADS.values()} | {"premises-lease": SCORES["premises-lease"]}
    found = split(volume(*lines), scores)  # type: ignore[arg-type]
    assert [(d.kind, len(d.pages)) for d in found] == documents


def test_a_page_whose_head_fits_both_lists_goes_on_with_its_own() -> None:
    both = {
        "equipment-list": lambda pages: 0.9 if pages[0].number == 1 else 0.3,
        "served-enterprises": lambda pages: 0.4,
    }
    [made] = split(volume("设备", "续"), both)
    assert (made.kind, len(made.pages)) == ("equipment-list", 2)


def test_the_best_score_wins_and_is_the_confidence() -> None:
    both = {"licence": lambda pages: 0.6, "qualification": lambda pages: 0.8371, "other": lambda pages: None}
    [made] = split(volume("无题"), both)
    assert (made.kind, made.confidence) == ("qualification", 0.84)


def test_an_opening_looks_ahead_in_its_own_file_only() -> None:
    seen: list[list[tuple[str, int]]] = []

    def look(pages: Sequence[Page]) -> None:
        seen.append([(p.file, p.index) for p in pages])

    split(volume("a@a.pdf", "b@a.pdf", "c@b.pdf"), {"licence": look})
    assert seen == [[("a.pdf", 1), ("a.pdf", 2)], [("a.pdf", 2)], [("b.pdf", 1)]]


LINES = st.sampled_from([*OPENS, "续", "空白", "附件1", "目录", "营业执照|会计师事务所"])
FILES = st.sampled_from(["a.pdf", "b.pdf", "1.jpg", "2.jpg", "x/1.jpg"])


@given(st.lists(st.tuples(LINES, FILES), max_size=14))
def test_every_page_is_in_exactly_one_document(lines: list[tuple[str, str]]) -> None:
    pages = volume(*(f"{title}@{file}" for title, file in lines))
    documents = split(pages, SCORES)  # type: ignore[arg-type]
    assert [p for d in documents for p in d.pages] == pages, "all, once, in their order"
    assert [d.id for d in documents] == [f"d{n}" for n in range(1, len(documents) + 1)]
    assert all(0 <= d.confidence <= 1 for d in documents)


# --- running heads


def headed(head: str, *text: str, number: int = 1) -> Page:
    """A page with a small line in its margin."""
    made = page(*text, number=number)
    line = Word(head, (300.0, 20.0, 500.0, 32.0), 0.98)
    return replace(made, words=(line, *made.words))


def test_a_head_of_two_parts_and_its_row_in_a_table() -> None:
    """The volume's name stands right of the firm's; a slanting scan has torn it apart, and a list took it in."""
    torn = [
        Word("清江智联", (50.0, 20.0, 100.0, 32.0), 0.98),
        Word("某省公共服务示", (300.0, 18.0, 380.0, 30.0), 0.98),
        Word("范平台申报", (382.0, 17.0, 440.0, 29.0), 0.98),
    ]
    pages = []
    for n in (1, 2, 3):
        made = page(
            "第一行文字", table=[["清江智联", "某省公共服务示范平台申报"], [str(n), "甲公司"]], number=n
        )
        (grid,) = made.grids
        of_row = {0: (torn[0],), 1: tuple(torn[1:])}
        cells = tuple(replace(c, words=of_row[c.column] if c.row == 0 else ()) for c in grid.cells)
        pages.append(replace(made, words=(*torn, *made.words), grids=(replace(grid, cells=cells),)))
    assert not any(w in torn for p in without_running_heads(pages) for w in p.words)
    grids = [p.grids[0] for p in without_head_rows(pages)]
    assert [[(c.row, c.text) for c in g.cells] for g in grids] == [
        [(0, str(n)), (0, "甲公司")] for n in (1, 2, 3)
    ]
    assert without_head_rows(pages[:1]) == (pages[0],), "one page has no running head"


@pytest.mark.parametrize(
    ("heads", "left"),
    [
        (["某省平台申请报告"] * 2, False),
        (["某省平台申请报告", "某省平合申请报告", "某省平台申请报告"], False),  # misread in a glyph
        (["服务记录"] * 2, True),  # two papers of a kind
        (["服务记录"] * 3, False),
        (["附件1 证明材料", "附件2 证明材料", "附件3 证明材料"], True),
        (["一车间", "二车间", "三车间"], True),
    ],
)
def test_a_line_over_page_after_page_says_nothing_of_them(heads: list[str], left: bool) -> None:
    pages = [headed(h, "正文第一行写了很多字。", "正文第二行。", number=n) for n, h in enumerate(heads, 1)]
    bare = without_running_heads(pages)
    assert [h in p.text for h, p in zip(heads, bare, strict=True)] == [left] * len(heads)
    assert all("正文第一行" in p.text for p in bare)


# --- pages that stand alone


@pytest.mark.parametrize(
    ("made", "divider"),
    [
        (page("附件3 审计报告"), True),
        (page("附件", "三", "审计报告"), True),
        (page("第二部分  证明材料"), True),
        (page("宝人", "附件13", "合作协议", "87"), True),  # the back shines through
        (page("审计", "报告"), False),
        (page("附件13", "开展服务的证明材料（通知、签到表、照", "片）", "- 56 -"), True),
        (page("三、财务状况"), True),
        (page("证明材料"), True),
        (page("审计报告"), False),  # a cover
        (page("附件1", "一", "二", "三"), False),  # more than a heading
        (
            page(
                "附件3：关于某某公司申报国家中小企业公共服务示范平台的说明及其他情况的详细报告书（含附表与附图）"
            ),
            False,
        ),
        (page("附件3", table=[["1", "2"]]), False),
        (page("附件3", seals=[Seal((1, 1, 2, 2))]), False),
        (replace(page("附件3"), photo=True), False),
        (replace(page("附件3"), source="sheet"), False),
        (replace(page(), blank=True), False),
        (page(), False),
    ],
)
def test_dividers(made: Page, divider: bool) -> None:
    assert is_divider(made) is divider


@pytest.mark.parametrize(
    ("made", "contents"),
    [
        (page("目 录", "一", "二"), True),
        (page("某某公司", "申报材料目录"), True),
        (page("某平台材料目录"), True),
        (page("申请报告的主要内容", "一、申请表", "二、设备清单", "三、人员名单"), True),
        (page("申请报告主要内容", "一、基本情况", "二、服务情况", "三、设想", "我中心成立于2011年。"), False),
        (page(*(f"{n}、证明……………{n}" for n in (1, 2, 3, 14))), True),
        (page(*(f"{n}、证明........3" for n in "一二三")), False),  # too few lines
        (page("目录制定办法"), False),
        (page("1", "2", "3", "4", "目录"), False),  # not at the head
        (page(), False),
    ],
)
def test_contents(made: Page, contents: bool) -> None:
    assert is_contents(made) is contents
