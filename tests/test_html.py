"""Web pages to documents: what is text and what is not, titles and tables, dates, encodings, and pages that are broken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import InputError
from verifier.model import BlockKind, Document
from verifier.readers import read
from verifier.readers.decoding import FALLBACK


def page(source: str | bytes, name: str = "page.html") -> Document:
    return read(source.encode() if isinstance(source, str) else source, name)


def shown(source: str) -> list[tuple[BlockKind, str]]:
    document = page(source)
    return [(block.kind, document.text[block.span.start:block.span.end]) for block in document.blocks]


def only(source: str) -> str:
    ((_, text),) = shown(source)
    return text


def cells(source: str) -> dict[str, str]:
    document = page(source)
    return {block.path: document.text[block.span.start:block.span.end] for block in document.blocks if block.kind == "cell"}


STORY = """<!doctype html>
<html lang="en-GB">
<head>
<title>Harbour Group | News</title>
<style>p { width: 50% }</style>
<script>var share = "<p>7%</p>";</script>
</head>
<body>
<nav><a href="/">Home</a><a>Top 10</a></nav>
<main>
<h1>Harbour Group lifts
    profit by 5%</h1>
<p>Profit rose to
   <b>$5.2</b> billion.</p>
<h2>Outlook</h2>
<ul><li>Growth of 3%<li>A margin of 9%</ul>
<blockquote><p>We will grow.</p></blockquote>
<figure><img src="a.png" alt="50%"><figcaption>Harbour Group's 12 cranes</figcaption></figure>
</main>
<aside>Related: 5 stories</aside>
<footer>Copyright 2025</footer>
</body></html>
"""


def test_a_story_and_what_stands_around_it() -> None:
    assert shown(STORY) == [
        ("boilerplate", "Harbour Group | News"), ("boilerplate", "HomeTop 10"), ("title", "Harbour Group lifts profit by 5%"),
        ("paragraph", "Profit rose to $5.2 billion."), ("heading", "Outlook"), ("item", "Growth of 3%"),
        ("item", "A margin of 9%"), ("quote", "We will grow."), ("caption", "Harbour Group's 12 cranes"),
        ("boilerplate", "Related: 5 stories"), ("boilerplate", "Copyright 2025"),
    ]  # fmt: skip


def test_lines_are_those_of_the_source() -> None:
    document = page(STORY)
    places = dict(document.origin)
    for block in document.blocks:
        text = document.text[block.span.start:block.span.end]
        line = document.text.count("\n", 0, block.span.start) + 1
        assert text.split()[0].removesuffix("Top") in STORY.splitlines()[line - 1]
        assert places[block.span.start] == f"line {line}"


def test_language_and_heading_levels() -> None:
    document = page(STORY)
    assert document.language == "en"
    assert [block.level for block in document.blocks if block.kind in ("title", "heading")] == [1, 2]


def test_without_a_headline_the_title_is_the_pages_own() -> None:
    assert shown("<title>Profit up 5%</title><p>It rose.") == [("title", "Profit up 5%"), ("paragraph", "It rose.")]


@pytest.mark.parametrize(("source", "text"), [
    ("<p>Sales of $<span class='n'>5.2</span>&nbsp;billion", "Sales of $5.2\u00a0billion"),
    ("<p>rose <!-- 7% --> 8%", "rose 8%"),
    ("<p title='a > b'>5 &lt; 6 &amp; R&amp;D, &#8364;3m", "5 < 6 & R&D, €3m"),
    ("<p>the 10<sup>th</sup> year", "the 10th year"),
    ("<p>$5.2bn<sup>1</sup> in all", "$5.2bn in all"),
    ("<p>40 km<sup>2</sup> of land", "40 km² of land"),
    ("<p>40 <sup>see the note below</sup> tons", "40 see the note below tons"),
    ("<p>a<br>b", "a b"),
    ("<p>It said <q>no</q>.", "It said “no”."),
    ("<p>mil\u00adlion\u200b", "million"),
    ("<p>was <del>4%</del> 5%", "was 5%"),
    ("<p>5%<span hidden>6%</span><span style='display: none'>7%</span>", "5%"),
    ("<p>5%<template>6%</template><button>7</button><noscript>8</noscript>", "5%"),
    ("5% <![CDATA[x]]> more", "5% more"),
    ("<ix:header><ix:hidden>12</ix:hidden></ix:header><p>$<ix:nonFraction>5.2</ix:nonFraction> million", "$5.2 million"),
])
def test_text_is_what_a_reader_sees(source: str, text: str) -> None:
    assert only(source) == text


def test_two_breaks_make_paragraphs() -> None:
    assert shown("<div>One 1<br><br/>\nTwo 2</div>") == [("paragraph", "One 1"), ("paragraph", "Two 2")]


def test_text_as_typed_keeps_its_paragraphs() -> None:
    assert shown("<pre>Sales were 5\n\nCosts were 4\n</pre>") == [("paragraph", "Sales were 5"), ("paragraph", "Costs were 4")]


def test_a_form_around_the_page_hides_nothing_a_form_in_it_does() -> None:
    whole = "<form><p>Profit rose 5% to $2 million in the year.</p></form>"
    assert shown(whole) == [("paragraph", "Profit rose 5% to $2 million in the year.")]
    assert ("boilerplate", "Sign up") in shown("<p>Profit rose 5% to $2 million in the year.</p><form><p>Sign up</p></form>")


def test_what_stands_outside_the_main_part_is_furniture() -> None:
    source = "<div>Ticker: up 3%</div><main><p>Profit rose 5% to $2 million in the year.</p></main><p>More: 7 stories</p>"
    assert [kind for kind, _ in shown(source)] == ["boilerplate", "paragraph", "boilerplate"]


# tables

TABLE = """<table>
<caption>Sales ($m)</caption>
<thead><tr><th>Region</th><th colspan="2">2024</th><th>2023</th></tr></thead>
<tbody>
<tr><td rowspan="2">Asia<td><td>3<td>4</tr>
<tr><td>5<td>6<td>7</tr>
<tr><th>Total</th>
<td>8</td></tr>
</tbody></table>"""


def test_cells_know_their_place_also_where_others_span_or_are_empty() -> None:
    assert cells(TABLE) == {
        "table 1, row 1, column 1": "Region", "table 1, row 1, column 2": "2024", "table 1, row 1, column 4": "2023",
        "table 1, row 2, column 1": "Asia", "table 1, row 2, column 3": "3", "table 1, row 2, column 4": "4",
        "table 1, row 3, column 2": "5", "table 1, row 3, column 3": "6", "table 1, row 3, column 4": "7",
        "table 1, row 4, column 1": "Total", "table 1, row 4, column 2": "8",
    }  # fmt: skip
    assert shown(TABLE)[0] == ("caption", "Sales ($m)")


def test_rows_read_like_rows_and_origin_names_the_cell() -> None:
    document = page(TABLE)
    assert "| Asia | 3 | 4 |\n| 5 | 6 | 7 |\n| Total\n| 8" in document.text
    assert (document.text.index("| 8") + 2, "line 8, table 1, row 4, column 2") in document.origin


def test_signs_with_a_cell_to_themselves_join_their_figure() -> None:
    row = "<table><tr><td>Profit<td>$<td>1,200<td>(5.2<td>)%<td>$<td>–<td>7<td>%</table>"
    assert list(cells(row).values()) == ["Profit", "$1,200", "(5.2)%", "–", "7%"]


def test_tables_that_only_arrange_the_page_are_no_tables() -> None:
    nested = "<table><tr><td><p>Profit rose.</p><table><tr><td>Sales<td>5</table></td></tr></table>"
    assert shown(nested) == [("paragraph", "Profit rose."), ("cell", "Sales"), ("cell", "5")]
    assert list(cells(nested)) == ["table 1, row 1, column 1", "table 1, row 1, column 2"]
    assert shown("<table><tr><td>Profit rose 5%.</table>") == [("paragraph", "Profit rose 5%.")]
    assert shown("<table role=presentation><tr><td>Up 5%<td>Down</table>")[0] == ("paragraph", "Up 5%")
    long = "Profit rose five percent. " * 15
    assert shown(f"<table><tr><td><p>{long}<p>{long}<td>x</table>")[:2] == [("paragraph", long.strip())] * 2


# dates

@pytest.mark.parametrize("head", [
    '<meta property="article:published_time" content="2025-02-24T23:30:00-05:00">',
    '<meta name="date" content="2025-02-24">',
    '<meta itemprop=datePublished content="2025-02-24">',
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2025-02-24T09:00:00Z"}</script>',
    '<nav><time datetime="2020-01-01">old</time></nav><time datetime="2025-02-24T09:00">Monday</time>',
    '<time datetime="2024-12-31">other</time><time pubdate datetime="2025-02-24">Monday</time>',
    '<meta name="description" content="x"><meta name=pubdate content="February 24, 2025">',
])
def test_the_day_a_page_says_it_was_published(head: str) -> None:
    document = page(f"<head>{head}</head><p>Profit rose.")
    assert (document.date, document.date_from) == (date(2025, 2, 24), "metadata")


def test_without_a_day_there_is_none() -> None:
    document = page('<meta name="date" content="soon"><p>Profit rose in 2024.')
    assert (document.date, document.date_from) == (None, None)


# encodings

@pytest.mark.parametrize(("data", "text"), [
    ("<meta charset=gb2312><p>增长5%".encode("gb18030"), "增长5%"),
    ("<meta charset='shift_jis'><p>売上高は5%増".encode("cp932"), "売上高は5%増"),
    ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'><p>£5m – up".encode("cp1252"), "£5m – up"),
    ("<meta charset=iso-8859-1><p>£5m".encode(), "£5m"),
    ("<?xml version='1.0' encoding='koi8-r'?><p>рост 5%".encode("koi8-r"), "рост 5%"),
    ("\ufeff<p>€5m".encode("utf-16"), "€5m"),
])
def test_pages_are_read_in_their_encoding(data: bytes, text: str) -> None:
    document = page(data)
    assert (document.text, document.origin) == (text, ((0, "line 1"),))


@pytest.mark.parametrize("declared", ["zip", "rot13", "nonsense", "utf-7", "big5"])
def test_what_a_page_declares_is_believed_only_where_it_fits(declared: str) -> None:
    document = page(f"<meta charset={declared}><p>caf\u00e9s: \u00a3 5m".encode("cp1252"))
    assert document.text == "cafés: £ 5m"
    assert document.origin[0] == (0, FALLBACK)


@pytest.mark.parametrize(("data", "why"), [
    (b"", "the file is empty"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is a binary file"),
    (b"<html><script>load()</script><div id=app></div></html>", "the page holds no text; if a script loads it"),
])
def test_what_is_no_page_is_refused_with_the_reason(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=why):
        page(data)


# broken pages

@pytest.mark.parametrize(("source", "text"), [
    ("<p>up 5% <b>to", "up 5% to"),
    ("<p>up 5% <a href=", "up 5%"),
    ("up 5% <!-- never closed <p>to 7", "up 5% to 7"),
    ("up 5%</p></div></table>", "up 5%"),
    ("<p class=\"a>up 5%", "up 5%"),
    ("<title>Profit up 5%", "Profit up 5%"),
    ("a < b and 5 > 4", "a < b and 5 > 4"),
    ("<p>up 5%<script>x", "up 5%"),
])
def test_broken_pages_are_read_as_well_as_can_be(source: str, text: str) -> None:
    assert text in [line for _, line in shown(source)]


@pytest.mark.parametrize("piece", ["<!--", "<a ", '<a b="', "<title>", "<div><table><tr><td>", "<script>", "<table><td>", "&#"])
def test_a_page_of_one_broken_piece_over_and_over_ends(piece: str) -> None:
    assert page("Up 5% " + piece * 20_000).text.startswith("Up 5%")


TAGS = ("p", "div", "table", "tr", "td", "th", "caption", "ul", "li", "h1", "h2", "title", "pre", "sup", "br", "q", "script",
        "nav", "form", "main", "article", "aside", "blockquote", "time", "meta", "span")  # fmt: skip
MARKUP = st.one_of(
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["<td colspan=3>", "<td rowspan='2'>", "<p hidden>", "<!-- ", "-->", "<a b='", '"', "&nbsp;", "&#55;", "\n"]),
    st.text(alphabet="a5%$. \r\n\t(),-<>&;'\u2029\u00a0", max_size=12),
)


@given(st.one_of(st.lists(MARKUP, max_size=60).map("".join), st.text(max_size=200)))
def test_any_page_gives_blocks_in_order_on_the_lines_of_the_source(source: str) -> None:
    try:
        data = source.encode()
        document = page(data)
    except (InputError, UnicodeEncodeError):
        return
    end, lines = 0, source.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        held = document.text[block.span.start:block.span.end]
        assert held == held.strip()
        end = block.span.end
        place, _, _ = dict(document.origin)[block.span.start].partition(",")
        assert place == f"line {document.text.count(chr(10), 0, block.span.start) + 1}"
    assert document.text.count("\n") < lines
    assert [offset for offset, _ in document.origin] == sorted(offset for offset, _ in document.origin)
