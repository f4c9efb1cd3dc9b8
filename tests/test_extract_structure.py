"""Layout, dates, durations and claim words, piece by piece; whole sentences stand in tests/corpus."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier.extract.around import after, before
from verifier.extract.blocks import cut
from verifier.extract.claimwords import find_claim_words
from verifier.extract.cues import Cues, scan
from verifier.extract.draft import Draft
from verifier.extract.layout import layout
from verifier.extract.resolving import add_months, fiscal_year, nearest, part_of_month, step_back, stretch, weekday_date
from verifier.extract.sentences import sentences
from verifier.extract.times import find_times
from verifier.extract.zones import zone_of, zones
from verifier.interval import Interval
from verifier.lexicon import Lexicon, lexicon_files, read_lexicon
from verifier.model import Block, Document, Span
from verifier.period import day, month
from verifier.resources import rules_folder

CUES = Cues(read_lexicon("en", lexicon_files(rules_folder() / "lexicon" / "en")))
TODAY = date(2025, 2, 24)
# words that set the finders going, in any order and with anything between
TRIGGERS = [
    "February", "24", ",", "2025", "next", "three", "years", "a", "year", "on", "quarter", "fourth", "of", "Q4", "FY25", "9MFY25",
    "first", "time", "since", "in", "largest", "ever", "record", "high", "-", "six", "month", "consecutive", "row", "half", "and",
    "8", "p.m.", "ET", "1200", "GMT", ".", "\n", "most", "double", "digit", "last", "Monday", "the", "previous", "same", "“", "”",
    "\"", "(c)", "$", "½", "ended", "May", "31", "02-24", ":", "15:28", "to",
]


def drafts(text: str, today: date | None = TODAY, country: str | None = None) -> list[Draft]:
    document = Document("test", text, date=today, country=country)
    hits = scan(text, CUES)
    return find_times(document, CUES, hits) + find_claim_words(document, CUES, hits)


def laid_out(text: str, **given: object) -> Document:
    return layout(Document("test", text, **given), CUES)  # type: ignore[arg-type]  # a test names only what it needs


def sentences_of(text: str) -> list[str]:
    return [text[span.start:span.end] for span in sentences(text, [Block(Span(0, len(text)), "paragraph")], CUES)]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(TRIGGERS), max_size=24).map(" ".join) | st.text(max_size=120))
def test_no_text_raises_and_every_draft_lies_in_it(text: str) -> None:
    for draft in drafts(text):
        assert 0 <= draft.start < draft.end <= len(text)
        assert not text[draft.start].isspace() and not text[draft.end - 1].isspace()
        assert list(draft.facets) == sorted(draft.facets)
        assert draft.value is None or draft.strict is None or draft.value in draft.strict


@settings(max_examples=300)
@given(st.lists(st.sampled_from(TRIGGERS), max_size=40).map(" ".join) | st.text(max_size=200))
def test_blocks_and_sentences_are_in_order_and_cover_every_word(text: str) -> None:
    document = laid_out(text)
    for spans in ([block.span for block in document.blocks], list(document.sentences)):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        covered = set().union(*(range(span.start, span.end) for span in spans)) if spans else set()
        assert all(character.isspace() or place in covered for place, character in enumerate(text))
    assert all(any(block.span.covers(sentence) for block in document.blocks) for sentence in document.sentences)


@given(st.text(max_size=80), st.integers(0, 80))
def test_tokens_around_a_place_stand_where_they_say(text: str, place: int) -> None:
    place = min(place, len(text))
    for token in before(text, place) + after(text, place):
        assert text[token.start:token.end].lower() == token.word
    assert all(token.end <= place for token in before(text, place))
    assert all(token.start >= place for token in after(text, place))


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.dates(date(1950, 1, 1), date(2080, 1, 1)))
def test_a_date_without_year_is_at_most_half_a_year_off(today: date, other: date) -> None:
    found = nearest(other.month, other.day, today)
    assert found is not None and (found.month, found.day) == (other.month, other.day)
    if (other.month, other.day) != (2, 29):
        assert abs((found - today).days) <= 183


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(1, 7))
def test_a_bare_weekday_is_within_the_last_seven_days(today: date, weekday: int) -> None:
    found = weekday_date(weekday, today)
    assert found is not None and found.isoweekday() == weekday and 0 <= (today - found).days < 7
    ahead = weekday_date(weekday, today, "next")
    assert ahead is not None and 0 < (ahead - today).days <= 7


@given(st.dates(date(1950, 1, 1), date(2080, 1, 1)), st.integers(-400, 400))
def test_months_added_and_taken_away_lead_back(moment: date, months: int) -> None:
    there = add_months(moment, months)
    assert (there.year * 12 + there.month) - (moment.year * 12 + moment.month) == months
    assert abs((add_months(there, -months) - moment).days) <= 3


@given(
    st.dates(date(1901, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%B %d, %Y", "%d %B %Y", "%b. %d, %Y", "%b %d, %Y", "%Y-%m-%d", "%d-%b-%Y", "%B %Y"]),
)
def test_a_printed_date_is_read_back(moment: date, form: str) -> None:
    printed = moment.strftime(form)
    found = [draft for draft in drafts(f"It met on {printed} in Oslo.", today=None) if draft.kind == "date"]
    wanted = month(moment.year, moment.month) if form == "%B %Y" else day(moment)
    assert [draft.period for draft in found] == [wanted]


@given(st.integers(2, 99), st.sampled_from(["days", "weeks", "months", "quarters", "years"]))
def test_a_length_is_exact(number: int, unit: str) -> None:
    (found,) = [draft for draft in drafts(f"It ran for {number} {unit} and stopped.") if draft.kind == "duration"]
    assert found.value == number and found.strict == Interval(Decimal(number), Decimal(number))
    assert found.unit is not None and found.unit.name == unit.removesuffix("s")


def test_nearest_follows_the_word_before() -> None:
    assert nearest(5, 15, TODAY) == date(2025, 5, 15)
    assert nearest(5, 15, TODAY, "since") == date(2024, 5, 15)
    assert nearest(1, 15, TODAY, "next") == date(2026, 1, 15)
    assert nearest(2, 29, TODAY) == date(2024, 2, 29)
    assert nearest(2, 30, TODAY) is None
    assert nearest(5, 15, None) is None


def test_parts_and_stretches() -> None:
    assert str(part_of_month(month(2025, 2), "late")) == "2025-02-21/2025-02-28"
    assert str(fiscal_year(2025, 3)) == "2024-04-01/2025-03-31"
    assert str(step_back(TODAY, "quarter", 1)) == "2024-10-01/2024-12-31"
    assert str(step_back(TODAY, "week", 0)) == "2025-02-24/2025-03-02"
    assert stretch(TODAY, 9000, "year", ahead=True) is None
    assert str(stretch(date(2024, 2, 29), 1, "year", ahead=True)) == "2024-02-29/2025-02-28"


def test_without_a_date_relative_words_have_no_period() -> None:
    found = drafts("Last week, on Monday, it said Feb. 3 and this year would do.", today=None)
    assert found and all(draft.period is None for draft in found)


@pytest.mark.parametrize(("country", "period", "assumed"), [
    ("US", "2025-03-04", "month first"), (None, "2025-03-04", "month first"), ("GB", "2025-04-03", "day first"),
])
def test_an_ambiguous_date_says_what_was_assumed(country: str | None, period: str, assumed: str) -> None:
    (found,) = [draft for draft in drafts("Paid on 3/4/2025 in full.", country=country) if draft.kind == "date"]
    assert (str(found.period), found.assumed) == (period, assumed)


def test_an_unambiguous_date_assumes_nothing() -> None:
    (found,) = [draft for draft in drafts("Paid on 24/2/2025 in full.", country="US") if draft.kind == "date"]
    assert (str(found.period), found.assumed) == ("2025-02-24", None)


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_stop_nothing(today: date) -> None:
    assert drafts("Yesterday, last week, next Monday, on Feb. 3 and over the next three years it grew in Q4.", today=today)


def test_bands_hold_an_interval_and_no_value() -> None:
    (found,) = [draft for draft in drafts("Mid-single-digit growth is likely.") if draft.kind == "band"]
    assert found.value is None and found.interval == Interval(Decimal(3), Decimal(7))


def test_sentences_survive_abbreviations() -> None:
    assert sentences_of("It paid $1.2 bn to Lake Corp. in Feb. 2024, i.e. late. Then it sold No. 7, St. Ann.") == [
        "It paid $1.2 bn to Lake Corp. in Feb. 2024, i.e. late.", "Then it sold No. 7, St. Ann.",
    ]
    assert sentences_of("It met J. P. Roe. Then Yahoo! rose.") == ["It met J. P. Roe.", "Then Yahoo! rose."]
    assert sentences_of("Up 3%.") == ["Up 3%."] and sentences_of("") == []


def test_wrapped_lines_are_one_paragraph_and_short_ones_are_not() -> None:
    wrapped = (
        "The ferry line, which owes its lenders forty million crowns, will\n"
        "sell two ships and a pier to repay them, and hopes to be free\n"
        "of debt by the end of next year, its owner told the press on\nMonday in Bergen."
    )
    assert len(cut(wrapped)) == 1
    assert len(cut("Ships sold: 2\nPiers sold: 1\nDebt left: 3 million\nStaff: 40")) == 4


def test_zones_tell_speech_from_story() -> None:
    story = 'The mill said it would "cut 40 jobs" of its 300 in a note to staff.'
    document = laid_out(f"Mill to cut 40 jobs as orders fall\n\n{story}")
    title, speech, told = (document.text.index(words) for words in ("40 jobs as", "cut 40 jobs\"", "300"))
    known = zones(document)
    assert [known.at(place) for place in (title, speech, told)] == ["title", "quote", "paragraph"]
    assert zone_of(document, speech) == "quote"


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    document = laid_out("“We sold 5 ships, he wrote to them.\n\nThe other 6 are for sale, said the yard on Monday in a note.")
    known = zones(document)
    assert known.at(document.text.index("5")) == "quote" and known.at(document.text.index("6")) == "paragraph"


def test_blocks_of_a_reader_keep_their_roles() -> None:
    text = "Results\nName 5\nShips 7\nAll rights reserved by the yard."
    given = (
        Block(Span(0, 7), "heading", level=2), Block(Span(8, 14), "cell", "table 1, row 1, column 1"),
        Block(Span(15, 22), "item"), Block(Span(23, 55), "item"),
    )
    assert [block.kind for block in laid_out(text, blocks=given).blocks] == ["heading", "cell", "item", "boilerplate"]


def test_a_given_date_is_never_overruled() -> None:
    document = laid_out("OSLO, March 3, 2024 (Desk) -- Ships were sold for 5 million crowns.", date=TODAY, date_from="given")
    assert (document.date, document.date_from) == (TODAY, "given")


def test_a_copied_body_is_paired_with_its_original() -> None:
    body = "The yard sold 5 ships for 40 million crowns in May.\nIt kept 6 for its own ferry line to the islands."
    document = laid_out(f"Yard sells ships in May\n\n{body}\n\n{body}")
    for copy, original in document.copies:
        assert copy.start > original.start and document.text[copy.start:copy.end] == document.text[original.start:original.end]
    assert len(document.copies) == 2


def test_a_language_without_words_finds_nothing() -> None:
    empty = Cues(Lexicon("xx", {}, {}, {}))
    document = Document("test", "On Monday, Feb. 24, 2025 it hit a record in Q4 for the third straight year.", date=TODAY)
    hits = scan(document.text, empty)
    assert find_claim_words(document, empty, hits) == []
    assert [draft.kind for draft in find_times(document, empty, hits)] in ([], ["date"], ["year"])
    assert layout(document, empty).blocks


def test_cost_grows_with_the_length_of_the_text_only() -> None:
    text = "On Monday, Feb. 24, it said the largest-ever plan of the past three years, a record, ended in Q4 2024.\n" * 400
    looked_at = len(scan(text, CUES))
    assert looked_at == 400 * len(scan(text[:len(text) // 400], CUES))
    assert len(drafts(text)) == 400 * len(drafts(text[:len(text) // 400]))
