"""Tables of Markdown files: heads, corners and captions that give the unit and the scale of bare figures."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from verifier.extract import Extractor
from verifier.lexicon import lexicon_files, read_lexicon
from verifier.model import Mention
from verifier.readers import read
from verifier.resources import rules_folder


@cache
def extractor() -> Extractor:
    return Extractor(read_lexicon("en", lexicon_files(rules_folder() / "lexicon" / "en")))


def cells(page: str) -> dict[str, Mention]:
    """The mentions of a page by their text; each text stands once."""
    _, mentions = extractor().extract(read(page.encode(), "page.md"))
    assert len({mention.text for mention in mentions}) == len(mentions)
    return {mention.text: mention for mention in mentions}


def unit_of(mention: Mention) -> str | None:
    return mention.unit.name if mention.unit is not None else None


@pytest.mark.parametrize(("head", "printed", "value", "unit"), [
    ("US$m", "1,234", "1234000000", "USD"),
    ("Revenue ($bn)", "2.5", "2500000000", "USD"),
    ("€ million", "380", "380000000", "EUR"),
    ("EURm", "380", "380000000", "EUR"),
    ("GBP", "38.25", "38.25", "GBP"),
    ("US$ '000", "91", "91000", "USD"),
    ("In thousands of pounds", "91", "91000", "GBP"),
    ("Rs crore", "55", "550000000", "INR"),
    ("Change (%)", "4.1", "4.1", "%"),
    ("per cent", "4.1", "4.1", "%"),
])
def test_a_columns_head_gives_unit_and_scale(head: str, printed: str, value: str, unit: str) -> None:
    found = cells(f"| Item | {head} |\n|---|---|\n| North | {printed} |\n")[printed]
    assert (found.value, unit_of(found)) == (Decimal(value), unit)
    assert found.assumed is not None
    assert head in found.assumed


def test_a_corner_holds_for_all_columns_but_not_for_rows_that_count_or_divide() -> None:
    found = cells(
        "| US$m | North | South |\n|---|---|---|\n| Sales | 812 | 34 |\n| Loss | (56) | (12) |\n"
        "| Earnings per share | 1.20 | 0.80 |\n| Employees | 5,300 | 410 |\n"
    )
    assert found["812"].value == 812_000_000
    assert (found["(56)"].value, found["(56)"].kind) == (Decimal(-56_000_000), "money")
    assert (found["1.20"].kind, found["5,300"].kind) == ("number", "number")


def test_a_caption_scales_amounts_that_have_their_sign() -> None:
    found = cells(
        "Amounts in millions, except per share data\n\n| | Year | Sites |\n|---|---|---|\n"
        "| Sales | $812 | 12 |\n| Costs | $1.5 billion | 14 |\n\nA paragraph in between.\n\n"
        "| Item | Count |\n|---|---|\n| Docks | 77 |\n"
    )
    assert found["$812"].value == 812_000_000
    assert found["$1.5 billion"].value == 1_500_000_000
    assert found["77"].value == 77


@pytest.mark.parametrize(("caption", "value", "unit"), [
    ("Quarter ended December 31, in RMB millions", "812000000", "CNY"),
    ("(in thousands of dollars, 2024 and 2023)", "812000", "USD"),
    ("Table 3: Ferries by lake, 2024, in millions of euros", "812000000", "EUR"),
    ("Three months ended 31 March 2025 (US$ million)", "812000000", "USD"),
    ("In thousands, year to March 31", "812000", ""),
    ("Unaudited, 12 months, in millions of pounds", "812000000", "GBP"),
])
def test_a_caption_with_a_date_tells_the_scale(caption: str, value: str, unit: str) -> None:
    for page in (f"{caption}\n\n| Item | 2022 |\n|---|---|\n| Quay | 812 |\n",
                 f"| {caption} | |\n|---|---|\n| Item | 2022 |\n| Quay | 812 |\n"):
        found = cells(page)
        assert (found["812"].value, unit_of(found["812"])) == (Decimal(value), unit)
        assert (found["2022"].kind, found["2022"].zone) == ("year", "cell")


def test_a_bracket_under_the_years_tells_the_scale() -> None:
    found = cells("| | 2022 |\n|---|---|\n| (in RMB millions, at December 31) | |\n| Quay | 812 |\n")["812"]
    assert (found.value, unit_of(found)) == (Decimal(812_000_000), "CNY")


@pytest.mark.parametrize("line", [
    "In 2021 the group paid a fine", "Dollar sales, 2021", "Sold 5 million in dollars", "Ferries in North Lake, 2021",
    "Sales rose 5% in millions of homes", "12 mills in millions of homes", "The profit in 2021 was 5.2 million dollars",
])
def test_a_line_with_figures_of_its_own_is_no_caption(line: str) -> None:
    found = cells(f"{line}\n\n| Item | 2022 |\n|---|---|\n| Quay | 812 |\n")["812"]
    assert (found.kind, found.assumed, found.value) == ("number", None, Decimal(812))


def test_the_step_is_that_of_the_printed_figure() -> None:
    found = cells("| Item | $bn |\n|---|---|\n| North | 2.5 |\n")["2.5"]
    assert found.step == Decimal(100_000_000)
    assert found.strict is not None
    assert (found.strict.lo, found.strict.hi) == (Decimal(2_450_000_000), Decimal(2_550_000_000))


def test_heads_that_name_no_unit_leave_figures_alone() -> None:
    found = cells("| Item | Metres | 2024 |\n|---|---|---|\n| Quay | 812 | 34 |\n")
    assert {found["812"].kind, found["34"].kind} == {"number"}
    assert found["812"].assumed is None


def test_a_sentence_over_a_table_is_no_caption() -> None:
    for line in ("Sales rose 12% to $5.6 billion (unaudited)", "In dollars, the mills did better."):
        found = cells(f"{line}\n\n| Item | North |\n|---|---|\n| Quay | 812 |\n")["812"]
        assert (found.kind, found.assumed) == ("number", None)
