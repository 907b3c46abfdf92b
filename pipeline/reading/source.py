"""Opens files and renders pages: the one place where foreign bytes become pixels.

Every size is looked at before anything is decoded, because a file of 40 kB can claim 60 000 x 60 000 pixels.
"""

from __future__ import annotations

import hashlib
import math
import threading
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import cv2
import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image as Pillow
from PIL import ImageOps, UnidentifiedImageError

from pipeline.errors import CorruptError, DocumentError, EncryptedError, LimitError
from pipeline.model import SourceFile
from pipeline.reading.settings import Image, Settings

PDFIUM = threading.Lock()  # PDFium keeps global state and is not to be entered twice


@dataclass(frozen=True, slots=True)
class Raster:
    """A page as it lies in the file: BGR pixels, and how many of them a point (1/72 inch) has."""

    image: Image
    scale: float
    digest: str


@contextmanager
def pdf(file: SourceFile) -> Iterator[pdfium.PdfDocument]:
    """The opened PDF. Raises EncryptedError, CorruptError."""
    with PDFIUM:
        # Of a PDF without pages PDFium gives no reason but the one it gave last: let that be a damaged file.
        pdfium_c.FPDF_LoadMemDocument(b"", 0, None)
        try:
            document = pdfium.PdfDocument(file.location)
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower():
                raise EncryptedError(
                    f"{file.path} is protected by a password; save it without one and hand it in again",
                    f"{file.path} 设有打开密码，请解除密码后重新提交",
                ) from error
            raise corrupt(file) from error
        except OSError as error:
            raise corrupt(file) from error
        try:
            yield document
        finally:
            document.close()


def corrupt(file: SourceFile) -> CorruptError:
    """The error for a file that its own format's reader refuses."""
    return CorruptError(
        f"{file.path} is damaged or not what its name says; scan or export it again",
        f"{file.path} 已损坏或内容与扩展名不符，请重新扫描或导出",
    )


def page_count(file: SourceFile, settings: Settings) -> int:
    """How many pages the file has; 1 for images, sheets count theirs, a DOCX is one.

    Raises EncryptedError, CorruptError (also for a file without pages), LimitError.
    """
    if file.media == "pdf":
        with pdf(file) as document:
            count = len(document)
    elif file.media == "image":
        with _picture(file, settings) as picture:
            count = int(getattr(picture, "n_frames", 1))
    elif file.media == "sheet":
        from pipeline.reading.sheets import sheet_count  # sheets need our errors, we their count

        count = sheet_count(file, settings)
    else:
        count = 1
    if count < 1:
        raise CorruptError(
            f"{file.path} has no pages; export it again", f"{file.path} 不含任何页面，请重新导出"
        )
    if count > settings.max_pages:
        raise LimitError(
            f"{file.path} has {count} pages, more than {settings.max_pages}; split it",
            f"{file.path} 共 {count} 页，超过上限 {settings.max_pages} 页，请拆分",
        )
    return count


def raster(file: SourceFile, index: int, settings: Settings) -> Raster:
    """Page `index` (from 1) as pixels. Raises DocumentError."""
    if file.media == "pdf":
        image, scale = _pdf_page(file, index, settings)
    else:
        image, scale = _image_page(file, index, settings)
    longer = max(image.shape[:2])
    ratio = min(settings.longest / longer, 1.0)
    if longer < settings.shortest:
        ratio = min(settings.shortest / longer, 3.0)
    digest = hashlib.blake2b(image.tobytes(), digest_size=16, key=repr(image.shape).encode()[:64]).hexdigest()
    if abs(ratio - 1.0) > 0.02:
        way = cv2.INTER_AREA if ratio < 1 else cv2.INTER_CUBIC
        image = np.asarray(cv2.resize(image, None, fx=ratio, fy=ratio, interpolation=way), np.uint8)
        scale *= ratio
    return Raster(image, scale, digest)


def _too_large(file: SourceFile, index: int, width: float, height: float) -> LimitError:
    return LimitError(
        f"{file.path} page {index} claims {width:.0f} x {height:.0f} pixels; scan it at 200 to 300 dpi",
        f"{file.path} 第 {index} 页声明尺寸 {width:.0f}×{height:.0f} 像素，超过上限，请按 200 至 300 dpi 重新扫描",
    )


def _pdf_page(file: SourceFile, index: int, settings: Settings) -> tuple[Image, float]:
    with pdf(file) as document:
        if not 1 <= index <= len(document):
            raise corrupt(file)
        try:
            page = document[index - 1]
            width, height = page.get_size()
            if not (1 < width < 30_000 and 1 < height < 30_000):
                raise _too_large(file, index, width, height)
            dpi = _scan_dpi(file, index, page, settings) or float(settings.dpi)
            scale = min(dpi / 72, settings.longest / max(width, height))
            image = page.render(scale=scale, draw_annots=True, rev_byteorder=False).to_numpy()
        except pdfium.PdfiumError as error:
            raise corrupt(file) from error
        if image.ndim == 3 and image.shape[2] == 4:
            image = image[:, :, :3]
        if image.ndim == 2 or image.shape[2] == 1:
            image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
        return np.ascontiguousarray(image, np.uint8), scale


def _scan_dpi(file: SourceFile, index: int, page: pdfium.PdfPage, settings: Settings) -> float | None:
    """The resolution of the one picture that fills the page, or None. Raises LimitError for a bomb."""
    width, height = page.get_size()
    best = None
    for thing in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        pixels = thing.get_px_size()
        if pixels[0] * pixels[1] > settings.max_pixels:
            raise _too_large(file, index, *pixels)
        left, bottom, right, top = thing.get_bounds()
        if (right - left) * (top - bottom) > 0.6 * width * height:
            best = max(pixels) / max(right - left, top - bottom) * 72
    return None if best is None else min(max(best, 120.0), 300.0)


@contextmanager
def _picture(file: SourceFile, settings: Settings) -> Iterator[Pillow.Image]:
    """The opened (not decoded) picture. Pillow's own bomb check is an error here, not a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            with Pillow.open(file.location, formats=("PNG", "JPEG", "TIFF", "BMP")) as picture:
                if picture.width * picture.height > settings.max_pixels:
                    raise _too_large(file, 1, picture.width, picture.height)
                yield picture
        except DocumentError:
            raise
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
            raise LimitError(
                f"{file.path} claims more pixels than can be read; scan it at 200 to 300 dpi",
                f"{file.path} 声明的像素数超过上限，请按 200 至 300 dpi 重新扫描",
            ) from error
        except (
            UnidentifiedImageError,
            OSError,
            SyntaxError,
            ValueError,
            EOFError,
            zipfile.BadZipFile,
        ) as error:
            raise corrupt(file) from error


def _image_page(file: SourceFile, index: int, settings: Settings) -> tuple[Image, float]:
    with _picture(file, settings) as picture:
        picture.seek(index - 1)
        if picture.width * picture.height > settings.max_pixels:
            raise _too_large(file, index, picture.width, picture.height)
        dpi = _declared_dpi(picture)
        turned = ImageOps.exif_transpose(picture)
        if turned.mode in {"RGBA", "LA", "PA"} or "transparency" in turned.info:
            layer = turned.convert("RGBA")
            paper = Pillow.new("RGBA", layer.size, "white")
            turned = Pillow.alpha_composite(paper, layer)
        if turned.mode.startswith("I"):
            turned = turned.point(lambda v: v / 256).convert("L")
        image = np.ascontiguousarray(np.asarray(turned.convert("RGB"), np.uint8)[:, :, ::-1])
    return image, (dpi / 72 if dpi else max(image.shape[:2]) / 842)


def _declared_dpi(picture: Pillow.Image) -> float | None:
    try:
        dpi = float(picture.info["dpi"][0])
    except (KeyError, IndexError, TypeError, ValueError, ZeroDivisionError):
        return None
    return dpi if math.isfinite(dpi) and 10 <= dpi <= 5000 else None
