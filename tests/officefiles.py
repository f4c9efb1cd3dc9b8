"""Word and PDF files made by hand, for tests: what stands in them is seen, and nothing but the program reads them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Glyphs = tuple[float, float, float, str]  # from the left, from the foot of the page, size, text


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file with that body, and whatever other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0"?><w:document {W}><w:body>{body}</w:body></w:document>')
        for name, text in (parts or {}).items():
            archive.writestr(name, text)
    return out.getvalue()


def p(*runs: str, style: str = "") -> str:
    """A paragraph of runs, in a style."""
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{looks}{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def tbl(*rows: Sequence[str]) -> str:
    """A table of plain cells."""
    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl>{cells}</w:tbl>"


def pdf(*pages: Sequence[Glyphs]) -> bytes:
    """A PDF file in Helvetica: for each page, where what is printed."""
    objects: dict[int, bytes] = {3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"}
    kids = []
    for number, page in enumerate(pages):
        leaf, content = 4 + 2 * number, 5 + 2 * number
        kids.append(f"{leaf} 0 R")
        shown = "\n".join(f"BT /F1 {size} Tf {x} {y} Td ({_escaped(text)}) Tj ET" for x, y, size, text in page).encode("cp1252")
        objects[content] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown)
        media = "/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        objects[leaf] = f"<< /Type /Page /Parent 2 0 R {media} /Contents {content} 0 R >>".encode()
    objects[1] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>".encode()
    return _written(objects)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _written(objects: Mapping[int, bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), {}
    for number in sorted(objects):
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % places[number] for number in sorted(objects))
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
