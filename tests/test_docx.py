"""Word files: what is text in them, what it is, where it stands; and files that mean harm or are broken."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from officefiles import W, docx, p, tbl

from verifier import Verifier
from verifier.errors import InputError
from verifier.model import Document
from verifier.readers import read


def blocks(document: Document) -> list[tuple[str, str, str]]:
    return [(one.kind, one.path, document.text[one.span.start : one.span.end]) for one in document.blocks]


def of(body: str, parts: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    return blocks(read(docx(body, parts), "draft.docx"))


def test_a_number_split_over_runs_is_one() -> None:
    document = read(docx(p("Varda will spend 38", "0 bil", "lion yuan on docks.")), "draft.docx")
    assert document.text.strip() == "Varda will spend 380 billion yuan on docks."
    _, mentions = Verifier().extract(document)
    assert [mention.text for mention in mentions] == ["380 billion yuan"]


def test_styles_say_what_a_paragraph_is() -> None:
    styles = f'<w:styles {W}><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>'
    body = "".join((
        p("Varda builds", style="Title"), p("Docks", style="berschrift1"), p("It costs.", style=""), p("As said.", style="Quote"),
        p("Dock 4", style="Caption"), "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>first</w:t></w:r></w:p>",
    ))  # fmt: skip
    assert [kind for kind, _, _ in of(body, {"word/styles.xml": styles})] == [
        "title", "heading", "paragraph", "quote", "caption", "item",
    ]  # fmt: skip
    assert read(docx(body, {"word/styles.xml": styles}), "x.docx").blocks[1].level == 1


def test_tables_are_cells_with_their_place() -> None:
    assert of(p("Before") + tbl(["", "2023", "2024"], ["Revenue", "28,066", "31,742"]) + p("After")) == [
        ("paragraph", "", "Before"),
        ("cell", "table 1, row 1, column 2", "2023"),
        ("cell", "table 1, row 1, column 3", "2024"),
        ("cell", "table 1, row 2, column 1", "Revenue"),
        ("cell", "table 1, row 2, column 2", "28,066"),
        ("cell", "table 1, row 2, column 3", "31,742"),
        ("paragraph", "", "After"),
    ]


def test_merged_cells_keep_the_columns() -> None:
    wide = f'<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Quarter")}</w:tc>'
    held = f'<w:tc><w:tcPr><w:vMerge/></w:tcPr>{p("")}</w:tc>'
    year, eight, thirty = (f"<w:tc>{p(text)}</w:tc>" for text in ("Year", "8", "30"))
    body = f"<w:tbl><w:tr>{wide}{year}</w:tr><w:tr>{held}{eight}{thirty}</w:tr></w:tbl>"
    assert [(path[-8:], text) for _, path, text in of(body)] == [("column 1", "Quarter"), ("column 3", "Year"), ("column 2", "8"),
                                                               ("column 3", "30")]


def test_what_was_struck_out_is_gone_and_what_was_put_in_stays() -> None:
    body = (
        "<w:p><w:r><w:t>It costs </w:t></w:r><w:del><w:r><w:delText>$5</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>$6</w:t></w:r></w:ins><w:r><w:instrText> PAGE 99 </w:instrText></w:r>"
        "<w:r><w:tab/><w:t>a day</w:t></w:r></w:p>"
    )
    assert of(body) == [("paragraph", "", "It costs $6 a day")]


def test_a_footnote_mark_is_no_digit_of_the_figure_before_it() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    document = read(docx(f"<w:p><w:r><w:t>Sales rose 5.6</w:t></w:r>{raised}<w:r><w:t> points.</w:t></w:r></w:p>"), "a.docx")
    assert document.text.strip() == "Sales rose 5.6¹ points."


def test_footnotes_come_last_and_say_so() -> None:
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1">{p("")}</w:footnote>'
        f'<w:footnote w:id="2">{p("At 7.25 yuan.")}</w:footnote></w:footnotes>'
    )
    document = read(docx(p("It costs $5."), {"word/footnotes.xml": notes}), "a.docx")
    assert blocks(document)[-1][2] == "At 7.25 yuan." and document.origin[-1][1] == "footnote 2"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('Profit: $7')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert [text for _, _, text in of(f"<w:p><w:r><w:t>Body.</w:t>{both}</w:r></w:p>")] == ["Body.", "Profit: $7"]


@pytest.mark.parametrize(("data", "said"), [
    (b"PK\x03\x04 not really", "is no Word file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "is encrypted, or an old binary Word file"),
    (docx(""), "there is no text in it"),
    (docx(p("a"))[:-40], "is no Word file"),
])  # fmt: skip
def test_what_is_no_word_file_is_said(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read(data, "a.docx")


def archive(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize("head", [
    '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(head: str, encoding: str) -> None:
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{head}<w:document {W}><w:body>{p("&b;")}</w:body></w:document>'
    with pytest.raises(InputError, match="declares a document type"):
        read(archive(word__document_xml=xml.encode(encoding)), "a.docx")


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = archive(word__document_xml=b" " * 60_000_000)
    assert len(bomb) < 100_000
    with pytest.raises(InputError, match="unpacks to more than"):
        read(bomb, "a.docx")


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    bomb = bytearray(archive(word__document_xml=b" " * 60_000_000))
    place = bomb.index(b"PK\x01\x02") + 24
    bomb[place : place + 4] = struct.pack("<I", 1_000)
    with pytest.raises(InputError, match=r"cannot be unpacked|unpacks to more than|is damaged"):
        read(bytes(bomb), "a.docx")


def test_another_office_file_is_named() -> None:
    with pytest.raises(InputError, match=r"only Word files"):
        read(archive(xl__workbook_xml=b"<a/>"), "a.docx")


def test_deep_nesting_is_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5_000 + p("Deep: $5.") + "</w:sdtContent></w:sdt>" * 5_000
    assert of(deep) == [("paragraph", "", "Deep: $5.")]


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_damage_is_a_message(noise: bytes, place: int) -> None:
    data = bytearray(docx(p("Varda will spend $5 billion.") + tbl(["a", "1"])))
    data[place : place + len(noise)] = noise
    try:
        document = read(bytes(data), "a.docx")
    except InputError as error:
        assert str(error).startswith("a.docx: ")
    else:
        assert all(document.text[one.span.start : one.span.end].strip() for one in document.blocks)
