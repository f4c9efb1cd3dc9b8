"""Bytes to documents: encodings, refusals, blocks of plain text and of Markdown, offsets that stay those of the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import InputError
from verifier.model import BlockKind, Document
from verifier.readers import READERS, plain, read
from verifier.readers.decoding import FALLBACK, LARGEST
from verifier.readers.openings import suffix_of


def shown(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, document.text[block.span.start:block.span.end]) for block in document.blocks]


def markdown(text: str) -> Document:
    return read(text.encode(), "note.md")


# encodings and refusals

@pytest.mark.parametrize(("data", "text"), [
    ("Sales: €5m, 3 – 4 %".encode(), "Sales: €5m, 3 – 4 %"),
    ("\ufeffSales: €5m".encode(), "Sales: €5m"),
    ("Sales: €5m".encode("utf-16"), "Sales: €5m"),
    ("\ufeffSales: €5m".encode("utf-16-be"), "Sales: €5m"),
    (b"a\r\nb\rc\n", "a\r\nb\rc\n"),
])
def test_text_is_decoded_and_its_line_ends_stay(data: bytes, text: str) -> None:
    document = read(data, "note.txt")
    assert (document.text, document.origin) == (text, ())


def test_western_text_of_old_programs_is_read_and_that_is_said() -> None:
    document = read("The café's profit: £3m – up 5 %".encode("cp1252"), "old.txt")
    assert document.text == "The café's profit: £3m – up 5 %"
    assert document.origin == ((0, FALLBACK),)


@pytest.mark.parametrize(("data", "why"), [
    (b"", "note.txt: the file is empty"),
    (b" \r\n\t ", "the file is empty"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
    (bytes(range(1, 9)) * 30, "is a binary file"),
    ("Sales rose".encode("utf-16-le"), "looks like UTF-16 without its byte-order mark; save it as UTF-8"),
    (b"\xff\xfeabc", "is not valid UTF-16"),
    ("株価は三%上昇した".encode("shift-jis"), "not UTF-8 (byte 0), and no Western text either; save the file as UTF-8"),
    (b"Sales of the caf\x81 rose by three percent in the year", "neither UTF-8 (byte 16) nor Windows-1252 (byte 16)"),
])
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(InputError) as refused:
        read(data, "note.txt")
    assert why in str(refused.value) and str(refused.value).startswith("note.txt: ")


def test_files_that_are_not_there_or_too_large_are_refused(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none.txt", "there is no such file"), (tmp_path, "is a folder, not a file"),
                      (Path("a\0b"), "cannot be read")):
        with pytest.raises(InputError, match=why):
            read(path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="50,000,001 bytes; at most 50,000,000 are read"):
        read(large)


def test_the_suffix_picks_the_reader_and_an_unknown_one_is_text(tmp_path: Path) -> None:
    assert set(READERS) == {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".docx", ".pdf"}
    kinds = {"a.MD": "title", "a.markdown": "title", "a.txt": "paragraph", "a.rst": "paragraph", "a": "paragraph"}
    for name, kind in kinds.items():
        path = tmp_path / name
        path.write_text("# Profit up 5%\n")
        document = read(path)
        assert (document.name, document.blocks[0].kind) == (str(path), kind)


def test_the_digest_is_that_of_the_bytes() -> None:
    assert read(b"a", "x").sha256 == plain("a", "x").sha256 == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
    assert plain("lone \ud800 surrogate", "x").sha256  # a str can hold what no file can


# plain text

def test_a_line_is_a_block_of_its_own() -> None:
    document = plain("Harbour Group lifts profit\nBy Ann Lee\n\n  Profit rose 5%.  \n- first\n2. second\n", "a")
    assert shown(document) == [
        ("paragraph", "Harbour Group lifts profit"), ("paragraph", "By Ann Lee"), ("paragraph", "Profit rose 5%."),
        ("item", "- first"), ("item", "2. second"),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    wrapped = ("Harbour Group said on Monday that its profit had risen to $5.6\n"
               "billion in the three months to the end of December, after a weak\nautumn.")
    assert shown(plain(f"{wrapped}\n\nNext.", "a")) == [("paragraph", wrapped), ("paragraph", "Next.")]
    two = "Harbour Group said on Monday that its profit had risen to $5.6\nbillion, after a weak autumn."
    assert shown(plain(two, "a")) == [("paragraph", two)]


def test_a_wrapped_line_that_begins_with_a_number_or_dash_is_no_item() -> None:
    for wrapped in (
        "Harbour Group said that it had handed over its oldest ferry on March\n"
        "12. The buyer, who runs two lines of his own, is to pay for it in two\nrates. The price is $5 million.",
        "Harbour Group, which builds ferries and owns half of the next yard\n"
        "– the largest on this coast – said its profit had risen to $5.6\nbillion in the year.",
    ):
        assert shown(plain(wrapped, "a")) == [("paragraph", wrapped)]


@pytest.mark.parametrize("lines", [
    ("Harbour Group said on Monday that this is what it plans for the year",
     "1. to sell both of the ferries that it has had since it was founded",
     "2. to buy a crane."),
    ("Harbour Group said on Monday that this is what it plans for this year:",
     "12. to sell both of the ferries that it has had since its founding;",
     "and no more."),
    ("Harbour Group said on Monday that this is what it plans for the year",
     "- sell both of the ferries that it has had since it was founded, and",
     "- buy a crane."),
])
def test_lines_that_count_on_are_items(lines: tuple[str, ...]) -> None:
    kinds = [kind for kind, _ in shown(plain("\n".join(lines), "a"))]
    assert len(kinds) == 3 and kinds[:2] == ["paragraph", "item"]


@given(st.text(alphabet="a5%. \n\r-#|>*[]()`<!", max_size=200), st.sampled_from(["a.txt", "a.md"]))
def test_blocks_come_in_order_inside_the_text_and_hold_no_blank_ends(text: str, name: str) -> None:
    try:
        document = read(text.encode(), name)
    except InputError:
        return
    assert len(document.text) == len(text)
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        held = document.text[block.span.start:block.span.end]
        assert held == held.strip()
        end = block.span.end


# Markdown

def test_markup_is_blanked_and_offsets_stay() -> None:
    source = "Profit rose **8%** to [US$53 billion](https://example.org/a_1 'x') from *49* billion,[^1] not `50`.\n"
    document = markdown(source)
    assert " ".join(document.text.split()) == "Profit rose 8% to US$53 billion from 49 billion, not 50 ."
    for figure in ("8%", "US$53 billion", "49", "50"):
        assert document.text.index(figure) == source.index(figure)


@pytest.mark.parametrize("text", ["Sales of $5bn* rose", "5 * 3 and 4 * 2", "the snake_case_12 name", "a [12%] share",
                                  "below <5% of it", "it fell 3_000", "2 ** 8"])
def test_what_is_no_markup_stays(text: str) -> None:
    assert markdown(text).text == text


@pytest.mark.parametrize(("source", "text"), [
    ("**US$5bn**", "US$5bn"), ("***5***", "5"), ("_it_ rose", "it rose"), ("\\$5bn", "$5bn"), ("a <b>5%</b>", "a 5%"),
    ("see <https://example.org/53>", "see"), ("a<!-- 7% --> b", "a b"), ("![a 5% rise](x.png)", "a 5% rise"),
    ("[5%][note]", "5%"), ("53&nbsp;billion", "53 billion"), ("~~4%~~ 5%", "4% 5%"),
])
def test_inline_markup(source: str, text: str) -> None:
    assert " ".join(markdown(source).text.split()) == text


def test_headings_items_quotes_and_code() -> None:
    document = markdown(
        "# Plan for 2028\n\nIntro 1\nline 2\n\n## Costs 2\n\n1. First 12\n   goes on\n- second\n\n> Said 3\n> and 4\n\n"
        "```\ncode 5\n```\n\n    indented 6\n\n"
        "Underlined 7\n---\n\n***\n\n<!-- note 8\nmore -->\n[ref]: https://example.org/9\n# Last\n"
    )
    assert shown(document) == [
        ("title", "Plan for 2028"), ("paragraph", "Intro 1\nline 2"), ("heading", "Costs 2"), ("item", "First 12\n   goes on"),
        ("item", "second"), ("quote", "Said 3\n  and 4"), ("boilerplate", "```\ncode 5\n```"), ("boilerplate", "indented 6"),
        ("heading", "Underlined 7"), ("boilerplate", "<!-- note 8\nmore -->"), ("boilerplate", "[ref]: https://example.org/9"),
        ("heading", "Last"),
    ]
    assert [block.level for block in document.blocks if block.kind in ("title", "heading")] == [1, 2, 2, 1]


@pytest.mark.parametrize(("source", "blocks"), [
    ("The ferry was sold in\n2023. Sales rose.", [("paragraph", "The ferry was sold in\n2023. Sales rose.")]),
    ("- The ferry was sold in\n  2023. Sales rose.", [("item", "The ferry was sold in\n  2023. Sales rose.")]),
    ("> The ferry was sold in\n> 2023. Sales rose.", [("quote", "The ferry was sold in\n  2023. Sales rose.")]),
    ("1.\tsold in\n\t2023. Sales\n2.\trose", [("item", "sold in\n\t2023. Sales"), ("item", "rose")]),
    ("Sold\n+\nand bought", [("paragraph", "Sold\n+\nand bought")]),
    ("1234567890. ferry", [("paragraph", "1234567890. ferry")]),
    # these do begin items
    ("Sold\n1. one\n2. two", [("paragraph", "Sold"), ("item", "one"), ("item", "two")]),
    ("2023. one\n2024. two", [("item", "one"), ("item", "two")]),
    ("1. one\n\n   more\n2. two", [("item", "one"), ("paragraph", "more"), ("item", "two")]),
    ("1. one\n   - a\n   - b\n2. two", [("item", "one"), ("item", "a"), ("item", "b"), ("item", "two")]),
    ("1. one\n  1. a\n  2. b", [("item", "one"), ("item", "a"), ("item", "b")]),
    ("> Said\n2. two", [("quote", "Said"), ("item", "two")]),
])
def test_a_number_under_a_line_of_text_begins_a_list_only_with_1(source: str, blocks: list[tuple[str, str]]) -> None:
    assert shown(markdown(source)) == blocks


def test_a_table_is_cells_that_know_their_place() -> None:
    document = markdown("| Quarter | Sales |\n|:--|--:|\n| first | $5bn |\n| a \\| b | |\nafter\n")
    cells = [(block.path, document.text[block.span.start:block.span.end]) for block in document.blocks if block.kind == "cell"]
    assert cells == [("table 1, row 1, column 1", "Quarter"), ("table 1, row 1, column 2", "Sales"),
                     ("table 1, row 2, column 1", "first"), ("table 1, row 2, column 2", "$5bn"),
                     ("table 1, row 3, column 1", "a  | b")]
    assert shown(document)[-1] == ("paragraph", "after")


def test_front_matter_gives_date_language_country_and_title() -> None:
    head = 'title: "Profit up 5%"\ndate: 2025-02-24T09:30:00+08:00\nlang: en-GB\ncountry: sg\nid: 77'
    document = markdown(f"---\n{head}\n---\nBody 8.\n")
    assert (document.date, document.date_from, document.language, document.country) == (date(2025, 2, 24), "metadata", "en", "SG")
    kinds = shown(document)
    assert ("title", "Profit up 5%") in kinds and kinds[-1] == ("paragraph", "Body 8.")
    assert any(kind == "boilerplate" and "77" in text for kind, text in kinds)


@pytest.mark.parametrize(("written", "day"), [
    ("2025-02-24", date(2025, 2, 24)), ("'February 24, 2025'", date(2025, 2, 24)), ("24 Feb 2025", date(2025, 2, 24)),
    ("soon", None), ("2025-13-40", None), ("", None),
])
def test_dates_in_front_matter(written: str, day: date | None) -> None:
    document = markdown(f"---\ndate: {written}\n---\nBody\n")
    assert (document.date, document.date_from) == (day, "metadata" if day else None)


def test_a_rule_that_never_closes_is_no_front_matter() -> None:
    document = markdown("---\ndate: 2025-02-24\nBody 5%\n")
    assert document.date is None and ("paragraph", "date: 2025-02-24\nBody 5%") in shown(document)


@pytest.mark.parametrize("piece", ["*", "[", "](a", "<a", "<!--", "> ", "| - ", "- ", "`", "_ ", "\\", "a\n", "# ",
                                   "[^", "|-|\n"])
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_no_markup_makes_reading_hang(piece: str, name: str) -> None:
    # were any of these read in quadratic time, this one case would take longer than the rest of the tests together
    text = "x" + piece * 100_000
    assert len(read(text.encode(), name).text) == len(text)


@pytest.mark.parametrize(("data", "suffix"), [
    (b"Revenue rose 12%.\n", ""),
    (b"#1 in its market, Varda rose 12%.\n", ""),
    (b"--- 12% ---\n", ""),
    (b"<b>12%</b> more\n", ""),
    (b"# Varda\n\nUp 12%.\n", ".md"),
    (b"\xef\xbb\xbf---\r\ndate: 2025-02-24\r\n---\r\nUp 12%.\r\n", ".md"),
    (b"\n<!-- saved --><!DOCTYPE html>\n<p>12%", ".html"),
    (b"<?xml version='1.0'?>\n<html xmlns='x'>", ".html"),
    (b"%PDF-1.7\n", ".pdf"),
    (b"PK\x03\x04rest", ".docx"),
])
def test_bytes_without_a_name_tell_by_how_they_begin(data: bytes, suffix: str) -> None:
    assert suffix_of(data) == suffix


def test_a_page_that_is_piped_is_read_as_one() -> None:
    page = read(b"<html><body><p>It cost <b>380 billion</b> yuan ($52.4 billion).</p></body></html>", "standard input")
    assert "It cost 380 billion yuan" in page.text
    assert read(b"# Varda\n\n**Up** 12%.\n", "standard input").blocks[0].kind == "title"


def test_a_page_of_comments_is_told_at_once() -> None:
    # tried in every division these took hours
    assert suffix_of(b"<!---->" * 1400 + b"x") == ""
    assert suffix_of(b"<!-- a - b -->\n" * 300 + b"<html>") == ".html"
