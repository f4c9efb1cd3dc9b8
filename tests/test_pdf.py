"""PDF files: lines become paragraphs, gaps become cells, pages are kept; and files that cannot be read."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from officefiles import Glyphs, pdf

from verifier.errors import InputError
from verifier.model import Document
from verifier.readers import read

pytest.importorskip("pypdfium2", reason="reading PDF is an extra: pip install 'verifier[pdf]'")

PROSE: list[Glyphs] = [
    (72, 780, 20, "Varda reports its quarter"),
    (72, 740, 10, "Varda Group said on Monday that revenue of its cloud rose 13% to 31.74 billion yuan in the quar-"),
    (72, 728, 10, "ter ended Dec. 31, 2024. It will put at least 380 billion yuan into docks and halls over a three-"),
    (72, 716, 10, "year stretch."),
    (72, 690, 10, "A second paragraph counts 4,200 workers at the end of the year in all of the sites of the group."),
]
TABLE: list[Glyphs] = [
    (72, 650, 10, "Cloud business, RMB millions"),
    (300, 630, 10, "2023"), (400, 630, 10, "2024"),
    (72, 615, 10, "Revenue"), (290, 615, 10, "28,066"), (390, 615, 10, "31,742"),
    (72, 603, 10, "Outside China"),
    (72, 591, 10, "Operating profit"), (290, 591, 10, "(1,234)"), (396, 591, 10, "3,138"),
]  # fmt: skip


def shown(document: Document, kind: str) -> list[str]:
    return [document.text[one.span.start : one.span.end] for one in document.blocks if one.kind == kind]


def test_lines_become_paragraphs_and_broken_words_are_mended() -> None:
    first, second = shown(read(pdf(PROSE), "a.pdf"), "paragraph")
    assert "in the quarter ended Dec. 31, 2024." in first and first.endswith("over a three-year stretch.")
    assert second.startswith("A second paragraph")


def test_large_print_is_a_title() -> None:
    assert shown(read(pdf(PROSE), "a.pdf"), "title") == ["Varda reports its quarter"]


def test_gaps_make_cells() -> None:
    document = read(pdf([*PROSE, *TABLE]), "a.pdf")
    cells = [(one.path, document.text[one.span.start : one.span.end]) for one in document.blocks if one.kind == "cell"]
    assert cells == [
        ("table 1, row 1, column 2", "2023"), ("table 1, row 1, column 3", "2024"),
        ("table 1, row 2, column 1", "Revenue"), ("table 1, row 2, column 2", "28,066"), ("table 1, row 2, column 3", "31,742"),
        ("table 1, row 3, column 1", "Outside China"),
        ("table 1, row 4, column 1", "Operating profit"), ("table 1, row 4, column 2", "(1,234)"),
        ("table 1, row 4, column 3", "3,138"),
    ]  # fmt: skip


def test_a_table_drawn_by_column_is_read_by_row() -> None:
    columns = sorted(TABLE[1:], key=lambda glyphs: (glyphs[0] + 20) // 100)  # sorting keeps the lines of a column in order
    after: list[Glyphs] = [(72, 560, 10, "The cloud business of Varda grew by 13% in the year, and it plans to hire 400 people.")]
    document = read(pdf([*PROSE, TABLE[0], *columns, *after]), "a.pdf")
    assert shown(document, "cell") == shown(read(pdf([*PROSE, *TABLE, *after]), "a.pdf"), "cell")
    assert shown(document, "paragraph")[-1] == after[0][3]


@pytest.mark.parametrize("order", [(1, 2, 0), (2, 1, 0), (1, 0, 2), (2, 0, 1)])
def test_columns_drawn_before_the_labels_are_read_by_row(order: tuple[int, ...]) -> None:
    columns = [[one for one in TABLE[1:] if low <= one[0] < high] for low, high in ((0, 200), (200, 350), (350, 500))]
    after: list[Glyphs] = [(72, 560, 10, "The cloud business of Varda grew by 13% in the year, and it plans to hire 400 people.")]
    document = read(pdf([*PROSE, TABLE[0], *(one for number in order for one in columns[number]), *after]), "a.pdf")
    assert shown(document, "cell") == shown(read(pdf([*PROSE, *TABLE, *after]), "a.pdf"), "cell")
    assert shown(document, "paragraph")[-1] == after[0][3]


def test_two_columns_of_text_stay_in_their_order() -> None:
    left: list[Glyphs] = [(72, 700 - 12 * n, 10, f"Left {n} goes on with words and") for n in range(4)]
    right: list[Glyphs] = [(320, 700 - 12 * n, 10, f"right {n} goes on with others so") for n in range(4)]
    text = read(pdf([*left, *right]), "a.pdf").text
    assert text.index("Left 3") < text.index("right 0") and not shown(read(pdf([*left, *right]), "a.pdf"), "cell")


def test_prose_with_many_figures_is_no_table() -> None:
    said = "Sales rose 8% to $5.{} billion from $4.{} billion in 2024."
    lines: list[Glyphs] = [(72, 700 - 12 * n, 10, said.format(n, n)) for n in range(5)]
    assert shown(read(pdf(lines), "a.pdf"), "cell") == []


def test_origin_leads_back_to_the_page() -> None:
    document = read(pdf(PROSE, [(72, 700, 10, "Page two has 42 workers on its only line of text.")]), "a.pdf")
    place = document.text.index("42")
    assert [name for offset, name in document.origin if offset <= place][-1] == "page 2"


def test_heads_and_page_numbers_are_no_part_of_the_text() -> None:
    pages = [
        [(72, 800, 8, "Varda Group annual report 2024"), (72, 700, 10, f"Text {chr(65 + n)} of the report stands here, alone."),
         (280, 30, 8, str(n + 1))]
        for n in range(4)
    ]  # fmt: skip
    document = read(pdf(*pages), "a.pdf")
    assert len(shown(document, "paragraph")) == 4 and len(shown(document, "boilerplate")) == 8


def test_pages_without_text_are_said_to_be_pictures() -> None:
    with pytest.raises(InputError, match="only pictures of pages"):
        read(pdf([], []), "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.4\nbroken", b"no pdf at all", b""])
def test_what_is_no_pdf_is_said(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.pdf: is no PDF file"):
        read(data, "a.pdf")


def test_a_locked_file_is_said() -> None:
    locked = pdf(PROSE).replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32),
    )
    with pytest.raises(InputError, match="needs a password"):
        read(locked, "a.pdf")


def test_the_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(InputError, match=r"pip install 'verifier\[pdf\]'"):
        read(pdf(PROSE), "a.pdf")


def test_threads_may_read_at_once() -> None:
    data = pdf(*[[*PROSE, *TABLE]] * 5)
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: read(data, "a.pdf").text, range(8)))
    assert len(texts) == 1


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 900))
def test_damage_is_a_message(noise: bytes, place: int) -> None:
    data = bytearray(pdf([*PROSE, *TABLE]))
    data[place : place + len(noise)] = noise
    try:
        document = read(bytes(data), "a.pdf")
    except InputError as error:
        assert str(error).startswith("a.pdf: ")
    else:
        spans = [one.span for one in document.blocks]
        assert spans == sorted(spans) and all(span.end <= len(document.text) for span in spans)
