"""Files that were never scanned: PDFs with a text layer, sheets and Word files. The same input gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from . import fonts
from .page import Document, Fill, Line, Page, Picture, Words
from .table import plain

if TYPE_CHECKING:
    from .package import File

INSTEAD = {
    "song": "ming",
    "song-bold": "ming",
    "hei": "zenhei",
    "hei-bold": "zenhei",
}  # faces whose outlines can be embedded
HEAVY = ("song-bold", "hei-bold")


def write(file: File) -> bytes:
    """The bytes of a digital file."""
    if file.shape == "pdf":
        return text_pdf([p for d in file.documents for p in d.pages])
    if file.shape == "xlsx":
        return workbook(file.documents[0])
    return word(file.documents[0])


def _face(face: str, char: str) -> str:
    """The embeddable face for a character, registered with the PDF writer."""
    real = fonts.real(face, char)
    real = INSTEAD.get(real, real)
    if fonts.real(real, char) != real:
        real = "zenhei"
    if real not in pdfmetrics.getRegisteredFontNames():
        path, index = fonts.locate(real)
        pdfmetrics.registerFont(
            TTFont(real, path, subfontIndex=index) if path.endswith(".ttc") else TTFont(real, path)
        )
    return real


def text_pdf(pages: list[Page]) -> bytes:
    """A PDF whose text can be selected."""
    out = io.BytesIO()
    c = Canvas(out, invariant=1, pageCompression=1)
    for page in pages:
        c.setPageSize(page.size)
        c.setPageRotation(90 * page.turn)
        height = page.size[1]
        for op in sorted(page.ops, key=lambda o: isinstance(o, Picture) and o.ink):
            if isinstance(op, Words):
                _words(c, op, height)
            elif isinstance(op, Line):
                c.setStrokeColorRGB(*(v / 255 for v in op.colour))
                c.setLineWidth(op.width)
                path = c.beginPath()
                path.moveTo(op.points[0][0], height - op.points[0][1])
                for x, y in op.points[1:]:
                    path.lineTo(x, height - y)
                c.drawPath(path)
            elif isinstance(op, Fill):
                c.setFillColorRGB(*(v / 255 for v in op.colour))
                x0, y0, x1, y1 = op.box
                c.rect(x0, height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
            else:
                c.drawImage(
                    ImageReader(_small(op)), op.x, height - op.y - op.height, op.width, op.height, mask="auto"
                )
        c.showPage()
    c.save()
    return out.getvalue()


def _small(op: Picture) -> Image.Image:
    limit = round(op.width / 72 * 200)
    image = op.image
    return (
        image.resize((limit, max(1, round(limit * image.height / image.width))))
        if image.width > limit
        else image
    )


def _words(c: Canvas, op: Words, height: float) -> None:
    x, i = op.x, 0
    faces = [_face(op.face, ch) for ch in op.text]
    c.setFillColorRGB(*(v / 255 for v in op.colour))
    while i < len(op.text):
        j = i
        while j < len(op.text) and faces[j] == faces[i]:
            j += 1
        text = c.beginText(x, height - op.y)
        text.setFont(faces[i], op.size)
        text.setCharSpace(op.track)
        if op.face.split("+")[0] in HEAVY:
            text.setTextRenderMode(2)
            c.setLineWidth(op.size * 0.025)
        text.textOut(op.text[i:j])
        text.setTextRenderMode(0)
        c.drawText(text)
        x += sum(fonts.advance(op.face, ch) * op.size + op.track for ch in op.text[i:j])
        i = j


STAFF = [
    ("序号", "number", 6),
    ("姓名", "name", 10),
    ("性别", "sex", 6),
    ("年龄", "age", 6),
    ("学历", "education", 14),
    ("职务", "position", 14),
    ("职称", "title", 16),
    ("主管工作", "duty", 18),
]
SERVED = [
    ("序号", "number", 6),
    ("服务企业名称", "name", 34),
    ("联系人", "contact", 10),
    ("联系电话", "phone", 16),
    ("服务内容简述", "service", 24),
]
EQUIPMENT = [
    ("序号", "number", 6),
    ("设备（仪器、软件）名称", "name", 26),
    ("型号规格", "model", 18),
    ("数量（台/套）", "quantity", 12),
]
RATINGS = [("满意", "satisfied"), ("基本满意", "basically-satisfied"), ("不满意", "dissatisfied")]


def workbook(document: Document) -> bytes:
    """A list as a sheet: title, heads (two rows of them for the ratings), rows."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Sheet1"
    columns = {"staff-roster": STAFF, "served-enterprises": SERVED, "equipment-list": EQUIPMENT}[
        document.kind
    ]
    rated = document.kind == "served-enterprises"
    width = len(columns) + 3 * rated
    thin = Side(style="thin")
    middle = Alignment("center", "center", wrap_text=True)
    sheet.append([document.title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.append([c[0] for c in columns] + (["企业满意度", None, None] if rated else []))
    first = 3
    if rated:
        sheet.append([None] * len(columns) + [r[0] for r in RATINGS])
        sheet.merge_cells(start_row=2, start_column=len(columns) + 1, end_row=2, end_column=width)
        for i in range(1, len(columns) + 1):
            sheet.merge_cells(start_row=2, start_column=i, end_row=3, end_column=i)
        first = 4
    for page in document.pages:
        for _, record in page.rows:
            marks: list[Any] = (
                ["√" if record.get("rating") == r else None for _, r in RATINGS] if rated else []
            )
            sheet.append([record[key] for _, key, _ in columns] + marks)
    for i, (_, _, wide) in enumerate(columns):
        sheet.column_dimensions["ABCDEFGHIJKL"[i]].width = wide
    for line in sheet.iter_rows(min_row=2, max_row=sheet.max_row, max_col=width):
        for cell in line:
            cell.alignment, cell.border = middle, Border(thin, thin, thin, thin)
            cell.font = Font("宋体", 10, bold=cell.row < first)
    sheet["A1"].font, sheet["A1"].alignment = Font("黑体", 14), middle
    out = io.BytesIO()
    book.save(out)
    return _still(out.getvalue())


def word(document: Document) -> bytes:
    """Running text as a Word file."""
    doc = WordDocument()
    normal = doc.styles["Normal"]
    normal.font.size, normal.font.name = Pt(12), "SimSun"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    for role, text in document.source:
        p = doc.add_paragraph()
        run = p.add_run(plain(text))
        if role == "title":
            p.alignment, run.font.size, run.bold = WD_ALIGN_PARAGRAPH.CENTER, Pt(16), True
        elif role == "head":
            run.bold = True
        else:
            p.paragraph_format.first_line_indent = Pt(24)
    out = io.BytesIO()
    doc.save(out)
    return _still(out.getvalue())


def _still(data: bytes) -> bytes:
    """The same archive without the hour of its making."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2020-01-01T00:00:00Z", body)
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body)
    return out.getvalue()
