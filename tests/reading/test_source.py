"""Files that are not what they should be are refused before they are decoded."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import CorruptError, EncryptedError, LimitError
from pipeline.reading import Settings, glance, page_count
from pipeline.reading.settings import DEFAULT
from pipeline.reading.source import raster
from tests.reading.drawn import paper, source


def canvas(path: Path, pages: int = 2, **options: object) -> Path:
    made = Canvas(str(path), **options)
    for number in range(pages):
        made.drawString(100, 700, f"Page {number + 1}")
        made.showPage()
    made.save()
    return path


def test_counts_the_pages_of_pdf_and_tiff(tmp_path: Path) -> None:
    assert page_count(source(canvas(tmp_path / "a.pdf", 3), "pdf")) == 3
    sheets = [paper((400, 300)) for _ in range(2)]
    sheets[0].save(tmp_path / "a.tif", save_all=True, append_images=sheets[1:])
    assert page_count(source(tmp_path / "a.tif", "image")) == 2


def test_encrypted_pdf(tmp_path: Path) -> None:
    path = canvas(tmp_path / "a.pdf", encrypt=StandardEncryption("secret", canPrint=0))
    with pytest.raises(EncryptedError, match="password") as caught:
        page_count(source(path, "pdf"))
    assert "密码" in caught.value.zh


@pytest.mark.parametrize("keep", [9, 300])
def test_truncated_pdf(tmp_path: Path, keep: int) -> None:
    whole = canvas(tmp_path / "a.pdf").read_bytes()
    (tmp_path / "b.pdf").write_bytes(whole[:keep])
    with pytest.raises(CorruptError, match=r"b\.pdf"):
        page_count(source(tmp_path / "b.pdf", "pdf"))


def test_pdf_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    with pytest.raises(CorruptError):
        page_count(source(path, "pdf"))


def test_too_many_pages(tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="split"):
        page_count(source(canvas(tmp_path / "a.pdf", 3), "pdf"), Settings(max_pages=2))


def bomb(side: int) -> bytes:
    """A PNG of some bytes that claims side x side pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 999))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("side", [14_000, 60_000])
def test_image_bomb_is_refused_by_its_header(tmp_path: Path, side: int) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(bomb(side))
    with pytest.raises(LimitError, match="pixels"):
        page_count(source(path, "image"))
    with pytest.raises(LimitError):
        glance(source(path, "image"), 1)


def test_image_bomb_inside_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    made = Canvas(str(path))
    made.drawInlineImage(Image.new("1", (3000, 3000)), 0, 0, 595, 842)
    made.save()
    with pytest.raises(LimitError, match="page 1"):
        raster(source(path, "pdf"), 1, Settings(max_pixels=1_000_000))


def test_pdf_page_of_a_kilometre(tmp_path: Path) -> None:
    path = canvas(tmp_path / "a.pdf", 1, pagesize=(2_000_000, 2_000_000))
    with pytest.raises(LimitError):
        raster(source(path, "pdf"), 1, DEFAULT)


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\nnonsense", b"\xff\xd8\xff\xe0 nothing", b"II*\x00\x08\x00"]
)
def test_damaged_pictures(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(data)
    with pytest.raises(CorruptError):
        page_count(source(path, "image"))


def test_picture_cut_short(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.effect_noise((300, 300), 50).save(buffer, "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(buffer.getvalue()[:20_000])
    with pytest.raises(CorruptError):
        glance(source(path, "image"), 1)


def test_a_page_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CorruptError):
        raster(source(canvas(tmp_path / "a.pdf", 1), "pdf"), 9, DEFAULT)


def test_points_of_pictures_with_and_without_resolution(tmp_path: Path) -> None:
    paper((1240, 1754)).save(tmp_path / "a.png", dpi=(150, 150))
    paper((1240, 1754)).save(tmp_path / "b.png")
    with_dpi = raster(source(tmp_path / "a.png", "image"), 1, DEFAULT)
    without = raster(source(tmp_path / "b.png", "image"), 1, DEFAULT)
    assert with_dpi.image.shape[0] / with_dpi.scale == pytest.approx(842, abs=1)
    assert without.image.shape[0] / without.scale == pytest.approx(842, abs=0.1)


def test_transparent_picture_has_white_paper(tmp_path: Path) -> None:
    Image.new("RGBA", (800, 600), (0, 0, 0, 0)).save(tmp_path / "a.png")
    assert raster(source(tmp_path / "a.png", "image"), 1, DEFAULT).image.min() == 255


def test_same_picture_has_the_same_digest_under_another_name(tmp_path: Path) -> None:
    for name in ("a.png", "b.png"):
        paper((800, 600)).save(tmp_path / name)
    one, two = (raster(source(tmp_path / n, "image"), 1, DEFAULT).digest for n in ("a.png", "b.png"))
    assert one == two
