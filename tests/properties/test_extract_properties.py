"""What holds for every text: spans, order, no overlap, no exception, and that every surface form of a value reads the same."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.extract import Extractor
from verifier.lexicon import lexicon_files, read_lexicon
from verifier.model import Document, Mention
from verifier.resources import rules_folder

PIECES = [
    "$", "US$", "€", "5", "1,234", "0.5", "12", "2025", " ", " ", "\n", "%", " percent", " billion", "bn", " dollars",
    " U.S. dollars", "more than ", "about ", " to ", "-", "–", " and ", "between ", "from ", "half ", "a ", "third ",
    "two ", "twenty-", "five ", "hundred ", "million ", "(", ")", ".", ", ", "No. ", "#", "top ", "Section ", "A350",
    "10-K", " a share", " per ", "quarter ", "first ", "doubled ", "times ", "rose ", "+", "/", "½", "years ",
    "employees", " points", " basis points", "minus ", "Rs ", " crore", "R", "k", "x", "'", "\u00a0", "point ", "of ",
    "in ", "Monday ", "Feb. ", "largest ", "ever",
]
texts = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=24).map("".join))


@cache
def extractor() -> Extractor:
    return Extractor(read_lexicon("en", lexicon_files(rules_folder() / "lexicon" / "en")))


def read(text: str) -> tuple[Mention, ...]:
    return extractor().extract(Document("property", text))[1]


@settings(max_examples=400, deadline=None)
@given(texts)
def test_mentions_lie_in_order_and_never_overlap(text: str) -> None:
    mentions = read(text)
    assert [mention.id for mention in mentions] == list(range(1, len(mentions) + 1))
    end = 0
    for mention in mentions:
        assert end <= mention.span.start < mention.span.end
        assert text[mention.span.start:mention.span.end] == mention.text
        end = mention.span.end
    assert read(text) == mentions


@settings(max_examples=300, deadline=None)
@given(texts)
def test_quantities_hold_what_is_printed(text: str) -> None:
    for mention in read(text):
        if mention.value is not None and mention.strict is not None:
            assert mention.value in mention.strict
            assert mention.loose is not None
            assert mention.strict.lo >= mention.loose.lo
            assert mention.strict.hi <= mention.loose.hi
        if mention.qualifier is None and mention.value is not None and mention.quantity is not None:
            assert mention.value in mention.quantity.interval


def grouped(whole: int, mark: str) -> str:
    return f"{whole:,}".replace(",", mark)


def indian(whole: int) -> str:
    head, tail = str(whole)[:-3], str(whole)[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*pairs, tail])


@settings(max_examples=200, deadline=None)
@given(st.integers(min_value=1, max_value=10**12), st.integers(min_value=0, max_value=99))
def test_every_notation_of_an_amount_is_the_same_amount(whole: int, cents: int) -> None:
    value = Decimal(whole) + Decimal(cents) / 100
    decimals = f"{cents:02}"
    forms = [
        f"${grouped(whole, ',')}.{decimals}", f"US${whole}.{decimals}", f"USD {grouped(whole, ',')}.{decimals}",
        f"{grouped(whole, ',')}.{decimals} dollars", f"{grouped(whole, '.')},{decimals} $",
        f"${grouped(whole, chr(39))}.{decimals}", f"{grouped(whole, chr(160))}.{decimals} USD",
        f"${indian(whole)}.{decimals}", f"{whole}.{decimals} U.S. dollars", f"$ {grouped(whole, ',')}.{decimals}",
    ]
    for form in forms:
        (mention,) = read(f"The total was {form} overall.")
        assert (mention.text, mention.kind, mention.value) == (form, "money", value)
        assert mention.unit is not None
        assert mention.unit.name == "USD"


@settings(max_examples=100, deadline=None)
@given(st.integers(min_value=1, max_value=999), st.integers(min_value=0, max_value=9), st.sampled_from([
    ("bn", 9), ("B", 9), (" billion", 9), ("m", 6), ("M", 6), (" mn", 6), ("MM", 6), (" million", 6), ("-million", 6),
    (" crore", 7), (" lakh crore", 12), ("tn", 12),
]))
def test_scales_multiply(whole: int, tenth: int, scale: tuple[str, int]) -> None:
    (mention,) = read(f"The total was €{whole}.{tenth}{scale[0]} overall.")
    assert mention.value == Decimal(f"{whole}.{tenth}").scaleb(scale[1])
    assert mention.step == Decimal("0.1").scaleb(scale[1])
