"""PDFs as tests need them: whole ones, and ones with something in them that acts."""

from __future__ import annotations

import zlib


def packed(objects: bytes, kind: bytes = b"/Type /ObjStm /N 1 /First 4", number: int = 9) -> bytes:
    """An object stream as everybody writes it."""
    body = zlib.compress(objects)
    return b"%d 0 obj\n<< %b /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        number,
        kind,
        len(body),
        body,
    )


def pdf(catalog: bytes = b"", more: bytes = b"", trailer: bytes = b"") -> bytes:
    """A page with a line of text; `catalog`, `more` objects and `trailer` come beside what it needs."""
    text = b"BT /F1 24 Tf 72 720 Td (Provsvar) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %b >>" % catalog,
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    out += more
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return out + head + table + end
