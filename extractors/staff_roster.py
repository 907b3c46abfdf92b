"""人员名单: the staff with education and professional titles, and what is counted of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractors._columns import Column
from extractors._kinds import headed, listed, opening, strongest, vocabulary
from extractors._list_owner import list_owner
from extractors._lists import completeness, counted, row, uncounted, unjoined
from extractors._names import printed
from extractors._ratings import touched
from extractors._surnames import plausible
from extractors._tables import Record, read_list
from pipeline.lexicon import (
    KNOWN_EDUCATION,
    KNOWN_TITLES,
    education_rank,
    mend,
    mend_torn,
    qualified,
    title_level,
)
from pipeline.model import Box, Claim, Document, Page, Problem, Row
from pipeline.quantity import clean, squeeze

KIND = "staff-roster"
PRODUCES: tuple[str, ...] = (
    "applicant-name",
    "staff-count",
    "qualified-staff-count",
    "qualified-staff-ratio",
)
READS = True
CLEAR = 0.92  # a word outside the lexicon that was read less surely, or under a seal, is taken for misread
CUT = 4  # glyphs: a word as long that is a known one without its end was cut by the cell's side
INKED = 0.02  # share of ink in a cell that holds more than specks

_TITLES = vocabulary(
    """
    人员名单 服务人员名单 名单及职称情况 人员名单及职称情况 人员名单及职称情况一览表 名单及职称情况一览表
    职称情况一览表 职称情况表 人员名单及职称 人员名单及职称一览表 人员名单一览表 从业人员名单 工作人员名单
    员工花名册 人员花名册 职工花名册 员工名册 职工名册 人员名册 花名册 员工名单 职工名单 人员一览表
    人员情况一览表 人员情况表 人员基本情况表 专业技术人员名单 专业人员名单 管理人员名单 人员明细表
    人员信息表 人员清单 人员汇总表 服务人员情况 服务团队名单 团队人员名单 专职人员名单 专职服务人员名单
    人员学历职称情况 人员构成表 人员配备表 服务人员一览表 人员登记表 人员结构表 职工情况表 员工情况表
    员工信息表
    """
)

_OTHERS = "参保|社会保险|社保|缴费|参会|参训|参加|培训|学员|签到|专家|客户|会员|与会|获奖|拟录|公示|聘用|考核"
_MEANING = r"(?:人员|员工|职工|团队|职称).{0,10}(?:名单|名册|花名册|情况表|一览表)$"

COLUMNS = (
    Column("number", vocabulary("序号 编号 序 号 No NO")),
    Column("name", vocabulary("姓名 人员姓名 员工姓名 职工姓名 名字 名")),
    Column("sex", vocabulary("性别 性 别")),
    Column("age", vocabulary("年龄 龄 年")),
    Column("birth", vocabulary("出生年月 出生日期 出生时间")),
    Column("education", vocabulary("学历 文化程度 最高学历 学历层次 学历学位 学位 学历情况")),
    Column(
        "school", vocabulary("毕业院校及专业 毕业院校 毕业学校 院校 毕业院校专业 毕业学校及专业 毕业时间")
    ),
    Column("major", vocabulary("专业 所学专业 专业方向")),
    Column(
        "title",
        vocabulary(
            "职称 专业技术职称 技术职称 专业技术职务 专业职称 职称名称 专业技术资格 技术职务 任职资格 职称资格 职称职业资格 专业技术职务任职资格 "
            "职称等级 职称级别 职称情况"
        ),
    ),
    Column("position", vocabulary("职务 岗位 职位 现任职务 行政职务 工作岗位 职务岗位 担任职务")),
    Column(
        "duty",
        vocabulary(
            "主管工作 分管工作 负责工作 工作内容 主要工作 从事工作 工作职责 岗位职责 主管业务 从事服务 负责业务 职责分工"
        ),
    ),
    Column("department", vocabulary("部门 所在部门 所属部门 科室")),
    Column(
        "certificate",
        vocabulary(
            "证书编号 职称证书编号 证书号 学历证书编号 职称证号 证书名称 资格证书 职业资格证书 职称证书"
        ),
    ),
    Column("id-number", vocabulary("身份证号 身份证号码 证件号码 身份证")),
    Column("phone", vocabulary("联系电话 电话 手机 手机号码 联系方式 手机号")),
    Column(
        "employment",
        vocabulary(
            "专职兼职 专兼职 是否专职 用工形式 专职或兼职 入职时间 参加工作时间 社保缴纳 是否缴纳社保"
        ),
    ),
    Column("remark", vocabulary("备注 签名 说明")),
)


def score(pages: Sequence[Page]) -> float | None:
    """A title ending in 人员名单 and the like, or the head of such a table."""
    found = opening(
        pages,
        _TITLES,
        unless=_OTHERS,
    )
    found = strongest(found, headed(pages, _MEANING, unless=_OTHERS))
    if found is None and pages:
        found = listed(pages[0], "姓名", "学历|文化程度", "职称|专业技术", "性别|年龄|职务|岗位", need=4)
    return found


def extract(document: Document) -> Iterator[Claim | Row | Problem]:
    """A row a person; the number of persons, and of those with both 大专+ and 中级+ (domain A7-2: the intersection)."""
    found = read_list(document, COLUMNS, "name")
    records = unjoined([r for r in found.records if r.text("name") or r.text("number")])
    if not records:
        return
    if owner := list_owner(document.pages, KIND):
        yield owner
    mended, whole = completeness(records)
    rows = [_row(document, n, r, mended[n - 1]) for n, r in enumerate(records, 1)]
    yield from rows
    yield counted(rows, KIND, "staff-count", str(len(_persons(rows))), whole)
    if "education" not in found.columns or "title" not in found.columns:
        return
    told = [qualified(r.cells.get("education"), r.cells.get("title"), likely=True) for r in rows]
    both = [r for r, ok in zip(rows, told, strict=True) if ok]
    lost = [r for r, ok in zip(rows, told, strict=True) if ok is None and {"education", "title"} & {*r.doubt}]
    if lost:
        yield uncounted(lost, "学历或职称", "degree or title", "学历职称同时具备的人数", "those with both")
        return
    unsure = sum(ok is None for ok in told) / len(rows)
    most = 0.85 - unsure if unsure else 0.95  # a title that nobody knows may count
    sure = max(0.3, min(whole, most, 0.6 + 0.4 * sum(r.confidence for r in rows) / len(rows)))
    yield counted(rows, KIND, "qualified-staff-count", str(len(both)), sure, of=both)
    share = (Decimal(100) * len(both) / len(rows)).quantize(Decimal("0.01"))
    yield counted(rows, KIND, "qualified-staff-ratio", str(share), sure, of=both)


def _row(document: Document, n: int, record: Record, number: int | None) -> Row:
    cells: dict[str, str | None] = {}
    boxes: dict[str, Box | None] = {}
    doubt: list[str] = []
    for name, v in record.cells.items():
        if name == "number":
            continue
        cells[name] = v.text or None
        boxes[name] = v.box
        if v.text and v.confidence < 0.7:
            doubt.append(name)
    for column, known in (("education", KNOWN_EDUCATION), ("title", KNOWN_TITLES)):
        if column in record.cells:
            cells[column], doubtful = _word(record, column, known)
            doubt += [column] * doubtful
    if cells.get("name"):
        name = _person(cells["name"] or "")
        cells["name"] = name
        if record.page.source == "ocr" and not plausible(name):
            doubt.append("name")
    sure = min(
        (record.get(c).confidence for c in ("name", "education", "title") if c in record.cells), default=0.5
    )
    return row(
        document,
        KIND,
        n,
        record,
        number,
        cells,
        boxes,
        sure if cells.get("name") else 0.3,
        tuple(dict.fromkeys(doubt)),
    )


def _word(record: Record, column: str, known: frozenset[str]) -> tuple[str | None, bool]:
    """(the degree or title of a row, whether that could not be read)."""
    read = record.get(column)
    stamped = touched(read, [s.box for s in record.page.seals])
    if not read.text:
        return None, stamped and (read.ink or 0.0) > INKED
    clear = column == "title" and not stamped and read.confidence >= CLEAR
    said = _as_printed(read.text, known, column, clear)
    if _says(said, column):
        return said, False
    torn = mend_torn(said, known) if record.page.source == "ocr" else None
    # Not a word that nobody knows, but one that nobody could read. There are few degrees.
    if torn and (not clear or (len(said) >= CUT and said in torn)):
        return torn, False
    return said, not clear


def _as_printed(text: str, known: frozenset[str], column: str, clear: bool) -> str:
    """The text; a word of the lexicon where one glyph was misread or specks stand at its ends."""
    bare = text.strip(" .·•,，、'‘’`_|:：;；-—") or text
    if squeeze(bare) in known:
        return bare
    if surely := mend(bare, known, alike=True):
        return surely
    # A word that says something as it stands is left alone (物理工程师 is no 助理工程师), and one that was read well.
    return bare if clear or _says(bare, column) else mend(bare, known) or bare


def _says(text: str, column: str) -> bool:
    """Whether the lexicon knows the degree or the title."""
    if column == "education":
        return bool(education_rank(text))
    return title_level(text) not in (None, "unknown")


def _person(text: str) -> str:
    """A name without gaps inside (王 伟)."""
    bare = printed(clean(text))
    return squeeze(bare) if len(squeeze(bare)) <= 4 else bare


def _persons(rows: Sequence[Row]) -> list[Row]:
    """Distinct persons: a name that comes again with the same age, education and title is the same one."""
    seen: set[tuple[str | None, ...]] = set()
    persons = []
    for r in rows:
        who = tuple(r.cells.get(c) for c in ("name", "sex", "age", "education", "title"))
        if r.cells.get("name") and who in seen:
            continue
        seen.add(who)
        persons.append(r)
    return persons
