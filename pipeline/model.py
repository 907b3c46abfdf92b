"""The frozen types that cross the borders between the rooms.

Boxes are `(x0, y0, x1, y1)` in points (72 an inch) of the page turned upright by quarter turns, not
straightened, origin top left. Confidences are 0..1. All types are plain frozen dataclasses, so that
pydantic can write them to JSON and read them back without a second definition.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

Box = tuple[float, float, float, float]
Media = Literal["pdf", "image", "sheet", "csv", "docx"]
PageSource = Literal["ocr", "text", "sheet"]
EngineName = Literal["rapidocr", "tesseract"]
VerdictName = Literal["pass", "fail", "undecided", "not-applicable"]
Severity = Literal["error", "warning", "info"]
Category = Literal["consistency", "condition", "attachment", "form", "plausibility", "batch"]
Cause = Literal["unit", "column", "year", "line", "scope", "misread", "rounding", "restated"]
Stage = Literal["intake", "reading", "splitting", "extracting", "checking"]
AttachmentStatus = Literal["present", "missing", "substituted", "undecided", "not-required"]
TriageName = Literal["ready", "review", "return", "unreadable"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the officer, in both languages."""

    zh: str
    en: str


# Document kinds of the contract with their names, in the order in which a volume usually binds them.
KINDS: Mapping[str, Message] = {
    "application-form": Message("申请表", "application form"),
    "staff-roster": Message("专职人员名单", "staff roster"),
    "equipment-list": Message("仪器设备清单", "equipment list"),
    "served-enterprises": Message("服务企业名单及评价表", "list of enterprises served"),
    "narrative": Message("申请报告正文", "narrative"),
    "truth-declaration": Message("真实性声明", "declaration of truth"),
    "commitment-letter": Message("告知承诺书", "letter of commitment"),
    "licence": Message("营业执照/法人证书", "licence"),
    "audit-report": Message("审计报告", "audit report"),
    "special-audit-report": Message("专项审计报告", "special audit report"),
    "financial-statements": Message("财务报表", "financial statements"),
    "premises-title": Message("产权证明", "title to premises"),
    "premises-lease": Message("租赁合同", "lease"),
    "service-evidence": Message("服务证明材料", "evidence of services"),
    "recognition": Message("认定文件", "recognition"),
    "qualification": Message("资质/备案证明", "qualification"),
    "credit-report": Message("信用报告", "credit report"),
    "cooperation-agreement": Message("合作协议", "cooperation agreement"),
    "fee-schedule": Message("收费标准", "fee schedule"),
    "social-insurance": Message("社保缴费清单", "social insurance list"),
    "personnel-certificate": Message("学历/职称证书", "personnel certificate"),
    "welfare-evidence": Message("公益服务证明", "evidence of public-benefit services"),
    "recommendation-form": Message("推荐表", "recommendation form"),
    "recommendation-summary": Message("推荐汇总表", "recommendation summary"),
    "other": Message("其他", "other pages"),
}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a package. `path` is relative to the package's root, with `/`; `location` is on disk."""

    path: str
    sha256: str
    media: Media
    location: Path


@dataclass(frozen=True, slots=True)
class Word:
    """A run of text that stands alone on its line (a reader's line, cut at ruled lines)."""

    text: str
    box: Box
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid. `text` joins its lines without a separator between Chinese characters.

    `address` is the sheet's cell (`Sheet1!B7`). `ink` is the share of dark pixels in the cell's inside,
    apart from ruled lines (None where there are no pixels); `mark` is what a cell without words holds.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    box: Box | None
    confidence: float = 1.0
    ink: float | None = None
    mark: Literal["tick", "cross", "dot", "stroke"] | None = None
    address: str | None = None
    words: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Rows and columns count from 0; every cell that is not spanned over is there."""

    box: Box | None
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    reader: str = "ruled"
    confidence: float = 1.0

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that start in or span over row `number`, left to right."""
        return tuple(
            sorted((c for c in self.cells if c.row <= number < c.row + c.row_span), key=lambda c: c.column)
        )

    def at(self, row: int, column: int) -> Cell | None:
        """The cell that covers (row, column)."""
        for c in self.cells:
            if c.row <= row < c.row + c.row_span and c.column <= column < c.column + c.column_span:
                return c
        return None


@dataclass(frozen=True, slots=True)
class Seal:
    """A stamped ring. `text` is what could be read of it ('' if nothing)."""

    box: Box
    text: str = ""
    colour: Literal["red", "blue", "grey"] = "red"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Code:
    """A decoded QR or bar code."""

    box: Box
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """What is read of one page. `number` is None for sheets and DOCX; `index` counts from 1 in the file.

    `depth` says how far it was read: a glance has the words of the head alone. `ink` are regions of
    pen strokes that belong to no printed word, ruled line or seal (signatures above all).
    `image_hash` names the upright page image (None for sheets).
    """

    file: str
    index: int
    number: int | None
    width: float
    height: float
    source: PageSource
    depth: Literal["glance", "full"]
    rotation: int = 0
    skew: float = 0.0
    words: tuple[Word, ...] = ()
    grids: tuple[Grid, ...] = ()
    seals: tuple[Seal, ...] = ()
    codes: tuple[Code, ...] = ()
    ink: tuple[Box, ...] = ()
    blank: bool = False
    photo: bool = False
    ruled: int = 0
    sheet: str | None = None
    image_hash: str | None = None
    confidence: float = 1.0

    @property
    def text(self) -> str:
        """All words, top to bottom, one to a line."""
        return "\n".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class Document:
    """A run of pages (not always of one file) that is one document of a kind."""

    id: str
    kind: str
    pages: tuple[Page, ...]
    confidence: float = 1.0

    @property
    def text(self) -> str:
        return "\n".join(p.text for p in self.pages)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands: `text` is as read, `reader` is ocr, tesseract, text, sheet, qr, count or person."""

    file: str
    page: int | None
    box: Box | None
    text: str
    reader: str = "ocr"
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """A document says that a quantity has a value.

    `value` is the contract's string (yuan, percent, ISO date, NFKC text). `resolution` is one unit of the
    last written digit in the same unit (`"100"` for 967.24 万元), None where that means nothing.
    `id` and `document` are given when the claim enters the ledger; `derived_from` are row or claim ids.
    `damaged`: a stamp covers part of the print, `value` is what is left of it.
    """

    quantity: str
    value: str
    evidence: Evidence
    kind: str
    unit: str = ""
    period: str | None = None
    scope: Literal["own", "consolidated"] = "own"
    field: str | None = None
    confidence: float = 1.0
    qualifier: str | None = None
    resolution: str | None = None
    derived_from: tuple[str, ...] = ()
    document: str = ""
    id: str = ""
    readings: tuple[str, ...] = ()
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list. `cells` by the column names of the contract, as printed; `rating` normalised.

    `doubt` names columns whose reading is uncertain (a tick between two columns).
    """

    kind: str
    number: int | None
    file: str
    page: int | None
    cells: Mapping[str, str | None]
    boxes: Mapping[str, Box | None] = field(default_factory=dict)
    confidence: float = 1.0
    doubt: tuple[str, ...] = ()
    document: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be done, with the mend."""

    stage: Stage
    category: str
    message: Message
    file: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What a check asks of the ledger: one claim, found by meaning.

    `period` is relative to the filing year: `last-year-end`, `last-year`, `year-before-end`,
    `year-before`, or None for any. `kinds` are tried in order, the first that has it wins.
    """

    quantity: str
    kinds: tuple[str, ...]
    period: Literal["last-year-end", "last-year", "year-before-end", "year-before"] | None = None
    field: str | None = None
    scope: Literal["own", "consolidated"] = "own"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class AttachmentRule:
    """One item of a ruleset's list of attachments.

    `kinds` are the document kinds that prove it. `status` is `required`, `conditional` (asked for only
    where something calls for it) or `alternative` (one of the items that share `group`). `replaceable_by` is a
    kind that stands in for it; `among` one whose documents may hold it, so that a person has to look.
    """

    item: str
    article: str
    status: Literal["required", "conditional", "alternative", "not-required"]
    kinds: tuple[str, ...]
    zh: str = ""
    en: str = ""
    group: str | None = None
    replaceable_by: str | None = None
    among: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """The state of one item of the list in a package. Presence alone."""

    item: str
    article: str
    status: AttachmentStatus
    documents: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a check may know of a package. `bound` holds the claims that answer the check's NEEDS."""

    as_of: date | None
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    attachments: tuple[Attachment, ...] = ()
    bound: Mapping[str, Claim] = field(default_factory=dict)
    floor: float = 0.8
    variant: str | None = None
    stage: str = "application"

    @property
    def last_year(self) -> int | None:
        """`y-1`, where y is the year of filing (domain C0.0)."""
        return self.as_of.year - 1 if self.as_of else None

    def __getitem__(self, name: str) -> Claim:
        return self.bound[name]

    def get(self, name: str) -> Claim | None:
        return self.bound.get(name)

    def find(
        self,
        quantity: str,
        kind: str | None = None,
        period: str | None = None,
        field: str | None = None,
        scope: str | None = "own",
    ) -> tuple[Claim, ...]:
        """Claims of `quantity`; each filter that is given must agree; `period` compares by prefix."""
        return tuple(
            c
            for c in self.claims
            if c.quantity == quantity
            and (kind is None or c.kind == kind)
            and (period is None or (c.period or "").startswith(period))
            and (field is None or c.field == field)
            and (scope is None or c.scope == scope)
        )

    def table(self, kind: str) -> tuple[Row, ...]:
        """All rows of the lists of `kind`."""
        return tuple(r for r in self.rows if r.kind == kind)

    def of_kind(self, kind: str) -> tuple[Document, ...]:
        return tuple(d for d in self.documents if d.kind == kind)

    def binding(self, bound: Mapping[str, Claim]) -> Facts:
        """The same facts with the answers to a check's NEEDS."""
        return replace(self, bound=bound)


@dataclass(frozen=True, slots=True)
class Batch:
    """All that a batch check may know: the facts of each package by its name, and the summary table.

    `names` are the applicants' full names where they were read. `summary` are the rows of the recommendation
    summary table (推荐汇总表), None where none was given; `unread` says that one was given and could not be read.
    """

    packages: Mapping[str, Facts]
    names: Mapping[str, str | None] = field(default_factory=dict)
    summary: tuple[Row, ...] | None = None
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check says.

    `pair` are the ids of the two claims whose mismatch the judge should try to explain (the first is the
    one under suspicion: the applicant's own statement). `workings` are the formula with its numbers.
    `severity` None takes the check's default: error for a fail, warning for an undecided. `packages` are
    those that a batch check speaks of; its claims and rows are then named `package/id`.
    """

    verdict: VerdictName
    message: Message
    severity: Severity | None = None
    claims: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    cause: Cause | None = None
    pair: tuple[str, str] | None = None
    workings: tuple[Message, ...] = ()
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A check's result in the report, with the article of the ruleset that it rests on."""

    check: str
    category: Category
    verdict: VerdictName
    severity: Severity
    article: str | None
    message: Message
    claims: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    expected: str | None = None
    found: str | None = None
    cause: Cause | None = None
    same_root_as: str | None = None
    workings: tuple[Message, ...] = ()
    packages: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RulesetRef:
    """Which ruleset was applied and why. None as `id` where the form did not tell."""

    id: str | None
    variant: str | None
    chosen_by: Literal["form-title", "option"]
    title: Message = Message("", "")


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run says of one package."""

    package: str
    applicant: str | None
    ruleset: RulesetRef
    as_of: date | None
    triage: TriageName
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    attachments: tuple[Attachment, ...]
    outcomes: tuple[Outcome, ...]
    problems: tuple[Problem, ...]
    tools: Mapping[str, str] = field(default_factory=dict)

    def claim(self, id: str) -> Claim | None:
        return next((c for c in self.claims if c.id == id), None)

    def by_verdict(self, verdict: VerdictName) -> Iterator[Outcome]:
        return (o for o in self.outcomes if o.verdict == verdict)
