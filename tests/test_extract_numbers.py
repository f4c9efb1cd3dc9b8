"""What the corpus cannot say in a bracket: precision, home currencies, copies, zones, ids, and odd input."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from verifier.extract import Extractor
from verifier.extract.numerals import read_numeral
from verifier.interval import INFINITY, Interval
from verifier.lexicon import lexicon_files, read_lexicon
from verifier.model import Block, Document, Mention, Span
from verifier.resources import rules_folder


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(read_lexicon("en", lexicon_files(rules_folder() / "lexicon" / "en")))


def read(extractor: Extractor, text: str, country: str | None = None) -> tuple[Mention, ...]:
    return extractor.extract(Document("test", text, date=date(2025, 2, 24), date_from="given", country=country))[1]


def span(low: str, high: str) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("printed", "value", "step", "strict", "loose"),
    [
        ("380 billion yuan", "380000000000", "1000000000", ("379500000000", "380500000000"), ("375000000000", "385000000000")),
        ("US$52.4 billion", "52400000000", "100000000", ("52350000000", "52450000000"), ("52350000000", "52450000000")),
        ("$688,000", "688000", "1000", ("687500", "688500"), ("687500", "688500")),
        ("$5,093,930", "5093930", "1", ("5093929.5", "5093930.5"), ("5093925", "5093935")),
        ("$3.45", "3.45", "0.01", ("3.445", "3.455"), ("3.445", "3.455")),
        ("45 cents", "0.45", "0.01", ("0.445", "0.455"), ("0.445", "0.455")),
        ("13%", "13", "1", ("12.5", "13.5"), ("12.5", "13.5")),
        ("1,200%", "1200", "1", ("1199.5", "1200.5"), ("1150", "1250")),
        ("5.0%", "5", "0.1", ("4.95", "5.05"), ("4.95", "5.05")),
        ("1,500 employees", "1500", "1", ("1500", "1500"), ("1450", "1550")),
        ("1.5 million employees", "1500000", "100000", ("1450000", "1550000"), ("1450000", "1550000")),
        ("two billion dollars", "2000000000", "1000000000", ("1500000000", "2500000000"), ("1500000000", "2500000000")),
        ("140 basis points", "140", "1", ("139.5", "140.5"), ("135", "145")),
        ("$(1,234)", "-1234", "1", ("-1234.5", "-1233.5"), ("-1234.5", "-1233.5")),
        ("0%", "0", "1", ("-0.5", "0.5"), ("-0.5", "0.5")),
    ],
)
def test_printed_precision(
    extractor: Extractor, printed: str, value: str, step: str, strict: tuple[str, str], loose: tuple[str, str],
) -> None:
    (mention,) = read(extractor, f"The books show {printed} here.")
    assert mention.text == printed
    assert (mention.value, mention.step) == (Decimal(value), Decimal(step))
    assert (mention.strict, mention.loose) == (span(*strict), span(*loose))
    assert mention.quantity is not None
    assert mention.quantity.interval == mention.strict


def test_values_are_written_without_exponents(extractor: Extractor) -> None:
    (mention,) = read(extractor, "It holds US$52.4 billion.")
    assert str(mention.value) == "52400000000"
    assert mention.strict is not None
    assert str(mention.strict.lo) == "52350000000"


@pytest.mark.parametrize(
    ("text", "country", "unit", "assumed"),
    [
        ("The toll is $4.", None, "USD", "US dollar"),
        ("The toll is $4.", "SG", "SGD", "Singapore dollar"),
        ("The toll is S$4 (or $3).", None, "USD", "US dollar"),
        ("The toll is 4 rupees.", None, "INR", "Indian rupee"),
        ("The toll is 4 rupees.", "LK", "LKR", "Sri Lankan rupee"),
        ("Lahore is in Pakistan. The toll is 4 rupees.", None, "PKR", "Pakistani rupee"),
        ("Pakistan and India disagree. In India the toll is 4 rupees.", None, "INR", "Indian rupee"),
        ("The toll is 4 euros.", "SG", "EUR", None),
        ("The toll is 400 won.", None, "KRW", "South Korean won"),
        ("The toll is 4 Canadian dollars.", "SG", "CAD", None),
    ],
)
def test_home_decides_homonyms_and_says_so(
    extractor: Extractor, text: str, country: str | None, unit: str, assumed: str | None,
) -> None:
    mention = [mention for mention in read(extractor, text, country) if mention.kind == "money"][-1]
    assert mention.unit is not None
    assert (mention.unit.name, mention.assumed) == (unit, assumed)


def test_the_extractors_country_serves_where_the_document_has_none() -> None:
    lexicon = read_lexicon("en", lexicon_files(rules_folder() / "lexicon" / "en"))
    (mention,) = read(Extractor(lexicon, "NZ"), "The toll is $4.")
    assert mention.unit is not None
    assert mention.unit.name == "NZD"
    (mention,) = read(Extractor(lexicon, "NZ"), "The toll is $4.", "CA")
    assert mention.unit is not None
    assert mention.unit.name == "CAD"


def test_qualifiers_bound_what_is_printed(extractor: Extractor) -> None:
    (mention,) = read(extractor, "It owes more than $5bn.")
    assert mention.qualifier == "more_than"
    assert mention.qualified == Span(8, 17)
    assert mention.quantity is not None
    assert mention.quantity.interval == Interval(Decimal(5_000_000_000), INFINITY)
    assert mention.value == 5_000_000_000
    assert mention.strict == span("4500000000", "5500000000")  # the core stays what it is
    assert mention.facet("far") == "7500000000"


def test_ranges_keep_their_ends_and_their_rounding(extractor: Extractor) -> None:
    (mention,) = read(extractor, "It expects $1.2-1.5 billion.")
    assert mention.value is None
    assert mention.quantity is not None
    assert mention.quantity.interval == span("1200000000", "1500000000")
    assert mention.strict == span("1150000000", "1550000000")


def test_ids_ascend_from_one_and_passages_printed_twice_point_back(extractor: Extractor) -> None:
    story = (
        "The harbour fund will put 4.2 billion crowns into two new quays, the board of the port said in a long statement "
        "on the plan."
    )
    page = f"Quays for the port\n\n{story}\n\nMore to follow from the port, it said.\n\n{story}\n"
    document, mentions = extractor.extract(Document("twice", page))
    assert [mention.id for mention in mentions] == list(range(1, len(mentions) + 1))
    assert document.copies
    first, again = [mention for mention in mentions if mention.kind == "money"]
    assert (first.copy_of, again.copy_of) == (None, first.id)


def test_boilerplate_is_read_and_marked(extractor: Extractor) -> None:
    text = "The quay cost 4 million euros to build, said the port.\n\nCopyright 2025 Harbour News Ltd. All rights reserved."
    _, mentions = extractor.extract(Document("news", text))
    zones = {mention.text: mention.zone for mention in mentions}
    assert zones == {"4 million euros": "paragraph", "2025": "boilerplate"}


def test_numbers_in_quotations_are_in_the_quote_zone(extractor: Extractor) -> None:
    mention = read(extractor, "The owner was calm. “We sold 40 boats this spring,” she said to the paper.")[0]
    assert (mention.text, mention.zone) == ("40 boats", "quote")


def test_cells_keep_their_zone(extractor: Extractor) -> None:
    cells = (Block(Span(0, 7), "cell", "table 1, row 1, column 1"), Block(Span(8, 13), "cell"))
    document = Document("table", "Revenue\n1,234\n", cells)
    _, (mention,) = extractor.extract(document)
    assert (mention.text, mention.zone) == ("1,234", "cell")


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [("(1,234)", "-1234", "number"), ("(12)", "-12", "number"), ("(5.2%)", "-5.2", "percent"), ("($4.5m)", "-4500000", "money"),
     ("1,234", "1234", "number"), ("$(1,234)", "-1234", "money")],
)
def test_brackets_in_a_cell_are_a_minus(extractor: Extractor, cell: str, value: str, kind: str) -> None:
    document = Document("table", f"Net result\n{cell}\n", (Block(Span(0, 10), "cell"), Block(Span(11, 11 + len(cell)), "cell")))
    _, (mention,) = extractor.extract(document)
    assert (mention.text, mention.value, mention.kind) == (cell, Decimal(value), kind)
    assert mention.strict is not None
    assert Decimal(value) in mention.strict


@pytest.mark.parametrize(
    ("printed", "value", "digits"),
    [
        ("1,234.56", "1234.56", 8), ("1.234,56", "1234.56", 8), ("12,34,567", "1234567", 9), ("1,50,000.25", "150000.25", 11),
        ("1'234'567", "1234567", 9), ("1\u00a0234\u00a0567", "1234567", 9), ("1\u202f234,5", "1234.5", 7), ("24,5", "24.5", 4),
        ("1.234.567", "1234567", 9), ("1.234", "1.234", 5), ("1,234", "1234", 5), ("5,6,7", "5", 1), ("31,2024", "31", 2),
        ("1,234,56", "1234", 5), ("0.45", "0.45", 4),
    ],
)
def test_separators_follow_the_writers_convention(printed: str, value: str, digits: int) -> None:
    numeral = read_numeral(printed)
    assert (numeral.value, numeral.digits) == (Decimal(value), digits)


@pytest.mark.parametrize("printed", ["4.2.1", "192.168.1.1", "9" * 80])
def test_versions_and_serials_are_no_numbers(printed: str) -> None:
    assert read_numeral(printed).digits == 0


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "5", "$", "$5", "5%", "%", "-", "$(", "$(5", "#", "#5", "No.", "half", "half a", "a million",
        "two and a", "point", "1/0", "1/2", "½", "5½", "9" * 5000, "1," * 2000, "1.2.3." * 500, "$" * 3000, "(1", "5+",
        "5-", "5 -", "-5", "5 to", "from 5 to", "between 5 and", "٣٤٥", "５０％", "5\u00a0%", "5\u202f000\u00a0€",
        "\ud83d\ude00 5 million", "US$", "U.S.$5", "1e999999999", "5 per", "5 U.S.", "the a b 5",
    ],
)
def test_odd_input_is_read_without_a_word(extractor: Extractor, text: str) -> None:
    for mention in read(extractor, text):
        assert text[mention.span.start:mention.span.end] == mention.text
