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
