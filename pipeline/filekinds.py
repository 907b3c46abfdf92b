"""What a file is, told by its content; its name decides only where the content does not tell."""

from __future__ import annotations

import zipfile
from pathlib import Path

CONVERT = {
    "rar": ("a ZIP archive", "ZIP 压缩包"), "7z": ("a ZIP archive", "ZIP 压缩包"), "gz": ("a ZIP archive", "ZIP 压缩包"),
    "tar": ("a ZIP archive", "ZIP 压缩包"), "doc": ("DOCX or PDF", "DOCX 或 PDF"), "wps": ("DOCX or PDF", "DOCX 或 PDF"),
    "et": ("XLSX", "XLSX"), "ppt": ("PDF", "PDF"), "pptx": ("PDF", "PDF"), "ofd": ("PDF", "PDF"),
    "heic": ("JPEG", "JPEG"), "webp": ("JPEG or PNG", "JPEG 或 PNG"), "gif": ("JPEG or PNG", "JPEG 或 PNG"),
    "xlsb": ("XLSX", "XLSX"), "rtf": ("DOCX or PDF", "DOCX 或 PDF"), "html": ("PDF", "PDF"),
}  # fmt: skip
"""Kinds that are known and not read, and what to convert them to, in English and Chinese."""


def kind_of(path: Path) -> str:
    """What a file is, by its content: a Media, `zip`, a name of `CONVERT`, `empty` or `unknown`."""
    size = path.stat().st_size
    if size == 0:
        return "empty"
    with path.open("rb") as stream:
        head = stream.read(4096)
    if head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM")):
        return "image" if not head.startswith(b"BM") or path.suffix.lower() == ".bmp" else "unknown"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _kind_of_ole(path)
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        return "heic"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if (
        b"%PDF-" in head[:1024]
    ):  # readers allow a preamble, so this comes after the kinds that start at byte 0
        return "pdf"
    return _kind_of_text(path, head)


_MAGIC = (
    (b"Rar!", "rar"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"\x1f\x8b", "gz"), (b"GIF8", "gif"), (b"{\\rtf", "rtf"),
)  # fmt: skip


def _kind_of_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist()[:5000])
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        suffix = path.suffix.lower()
        return {".xlsx": "sheet", ".docx": "docx"}.get(suffix, "zip")
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(n.startswith("xl/workbook") for n in names):
        return "sheet"
    if "word/document.xml" in names:
        return "docx"
    if "ppt/presentation.xml" in names:
        return "pptx"
    return "ofd" if "OFD.xml" in names else "zip"


def _kind_of_ole(path: Path) -> str:
    """Old Office files: the names of their streams stand in the file as UTF-16."""
    with path.open("rb") as stream:
        data = stream.read(20_000_000)
    for name, kind in (
        ("EncryptedPackage", "encrypted"),
        ("WordDocument", "doc"),
        ("Workbook", "sheet"),
        ("Book", "sheet"),
    ):
        if name.encode("utf-16-le") in data:
            return {"doc": "wps"}.get(kind, kind) if path.suffix.lower() == ".wps" else kind
    return "ppt" if "PowerPoint".encode("utf-16-le") in data else "unknown"


def _kind_of_text(path: Path, head: bytes) -> str:
    suffix = path.suffix.lower()
    if head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "html"
    binary = b"\x00" in head and head[:2] not in {b"\xff\xfe", b"\xfe\xff"}
    if suffix in {".csv", ".tsv", ".txt"} and not binary:
        return "csv" if suffix != ".txt" or b"," in head or b"\t" in head else "unknown"
    if suffix == ".pdf":
        return "damaged"
    if suffix in {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".xlsx", ".xls", ".docx"}:
        return "damaged"
    return suffix[1:] if suffix[1:] in CONVERT else "unknown"
