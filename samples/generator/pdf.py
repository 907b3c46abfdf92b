"""Writes a PDF of scanned pages: each page is one JPEG, as scanners make them. The same input gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable


def scanned_pdf(pages: Iterable[tuple[bytes, int, int, int, bool]]) -> bytes:
    """Pages are (JPEG, width and height in pixels, dpi, whether in colour)."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    kids = []
    for data, width, height, dpi, colour in pages:
        n = len(objects) + 1
        w, h = width * 72 / dpi, height * 72 / dpi
        space = b"/DeviceRGB" if colour else b"/DeviceGray"
        draw = b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (w, h)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /XObject << /I %d 0 R >> >> /Contents %d 0 R >>"
            % (w, h, n + 2, n + 1)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
        objects.append(
            b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter /DCTDecode /Length %d >>\nstream\n"
            % (width, height, space, len(data))
            + data
            + b"\nendstream"
        )
        kids.append(b"%d 0 R" % n)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for i, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % i + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for o in offsets:
        out += b"%010d 00000 n \n" % o
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
