"""Real files of every format, made small: what a test says stands in them, and nothing else."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO


def pdf(pages: Sequence[Sequence[str]], encrypted: bool = False) -> bytes:
    """A PDF with these lines on each page, in Latin-1."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 750 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    more = b""
    if encrypted:
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -44 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32)
        )
        more = b"/Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        more,
        start,
    )
    return bytes(out)


def _escaped(line: str) -> bytes:
    raw = line.encode("cp1252")
    return raw.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def docx() -> bytes:
    """A Word file with a title, a section, a list, a table and bold words."""
    import docx as word

    document = word.Document()
    document.add_heading("The bridge report", 0)
    document.add_heading("Repairs", 1)
    paragraph = document.add_paragraph("The bridge was ")
    paragraph.add_run("closed").bold = True
    paragraph.add_run(" in March. It opened again in July.")
    document.add_paragraph("Steel was replaced", style="List Bullet")
    document.add_paragraph("Paint was renewed", style="List Bullet")
    table = document.add_table(2, 3)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Part", "Cost", "Weeks", "Steel", "4*2_m", "12"),
        strict=True,
    ):
        cell.text = text
    return _saved(document)


def pptx() -> bytes:
    """A PowerPoint file with one slide."""
    from pptx import Presentation

    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "The bridge"
    slide.placeholders[1].text = "It was closed in March and opened again in July."
    return _saved(presentation)


def _saved(document: object) -> bytes:
    stream = BytesIO()
    document.save(stream)  # type: ignore[attr-defined]  # Both libraries are untyped.
    return stream.getvalue()


def bomb(megabytes: int, part: str = "word/document.xml") -> bytes:
    """An office file whose one part is nothing but zeros, some thousand times its packed size."""
    stream = BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(part, "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(bytes(1_000_000))
    return stream.getvalue()


def lying_bomb(megabytes: int) -> bytes:
    """The same, with the unpacked size given as 100 bytes in both places that hold it."""
    content = bytearray(bomb(megabytes))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = (100).to_bytes(4, "little")
    return bytes(content)
