"""The functions behind the desk's everyday rules, on mentions read from sentences and on the shipped data."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verifier import Verifier
from verifier.checks.growth import growth_rate, growth_rate_between
from verifier.checks.moments import same_moment
from verifier.checks.prices import in_money_of, in_todays_money
from verifier.checks.sessions import session
from verifier.checks.spans import closing_day, since, spanned
from verifier.checks.wording import course, share_meant
from verifier.errors import SourceError
from verifier.interval import Interval
from verifier.model import Answer, Candidate, Claim, Mention, Span, Unknown, Verdict, Word
from verifier.period import Period, day, month, year
from verifier.sources import open_sources
from verifier.sources.calendars import Calendars
from verifier.sources.ledger import Inquiry, Ledger, Source
from verifier.sources.prices import SERIES, Prices
from verifier.sources.zones import Zones, zone_named

MONDAY = date(2025, 2, 24)
ROOT = Path(__file__).resolve().parent.parent


@cache
def engine() -> Verifier:
    return Verifier()


@cache
def shipped() -> dict[str, Source]:
    return open_sources()


def read(text: str, today: date | None = MONDAY, stated: int | None = None) -> tuple[Inquiry, list[Mention]]:
    """An inquiry into a sentence that claims something of its mentions, which come in text order; one of them is stated."""
    report = engine().verify_text(text, date=today)
    whole = Span(0, len(text))
    ledger = Ledger(report.document, report.mentions, shipped())
    figure = None if stated is None else report.mentions[stated]
    return Inquiry(ledger, Claim("rule", 0, whole, whole, ()), figure), list(report.mentions)


def answered(answer: Answer) -> tuple[Candidate, ...]:
    assert not isinstance(answer, Unknown), answer.reason
    return answer


def reason(answer: Answer) -> str:
    assert isinstance(answer, Unknown)
    return answer.reason


def ends(candidate: Candidate) -> list[Decimal]:
    return [candidate.quantity.interval.lo, candidate.quantity.interval.hi]


# growth


@given(st.integers(1, 400), st.integers(1, 30), st.integers(100, 10_000))
def test_compounding_leads_back(percent: int, years: int, start: int) -> None:
    # figures printed to the cent: the rate found must hold the one they grew by
    rate = Decimal(percent) / 1000
    end = Decimal(start) * (1 + rate) ** years
    inquiry, (old, new, length) = sizes(Decimal(start), end, years)
    first, *others = answered(growth_rate(inquiry, old, new, length))
    assert rate in Interval(first.quantity.interval.lo - Decimal("1e-12"), first.quantity.interval.hi + Decimal("1e-12"))
    assert {other.standing for other in others} == {"alternative"} and {other.ceiling for other in others} == {Verdict.WARN}


def sizes(old: Decimal, new: Decimal, years: int) -> tuple[Inquiry, list[Mention]]:
    inquiry, (first, second, length) = read("It grew from $4.4 billion to $5.6 billion in three years.")
    half = Decimal("0.005")

    def amount(mention: Mention, value: Decimal) -> Mention:
        strict = Interval(value - half, value + half)
        return Mention(mention.id, mention.span, mention.text, "money", value=value, strict=strict, unit=mention.unit)

    span = Mention(length.id, length.span, length.text, "duration", value=Decimal(years), unit=length.unit)
    return inquiry, [amount(first, old), amount(second, new), span]


def test_a_rate_per_quarter_counts_quarters() -> None:
    inquiry, (rate, old, new, length) = read("It grew 2% from $100 million to $117.2 million over two years.", stated=0)
    quarterly = Inquiry(inquiry.ledger, inquiry.claim, replace(rate, per="quarter"))
    lo, hi = ends(answered(growth_rate(quarterly, old, new, length))[0])
    assert lo < Decimal("0.02") < hi


def test_a_rate_between_years_of_which_one_is_not_known() -> None:
    inquiry, (old, new, length) = read("It grew from $4.4 billion to $5.6 billion in three years.")
    assert "years" in reason(growth_rate_between(inquiry, old, new, length, length))
    assert "no stretch" in reason(growth_rate(inquiry, old, new, old))


# wording


@pytest.mark.parametrize(("text", "low", "high", "widest"), [
    ("A third of them left.", "0.303", "0.363", ("0.273", "0.393")),
    ("Two out of five left.", "0.37", "0.43", ("0.34", "0.46")),
    ("More than half left.", "0.5", "0.75", ("0.5", "0.78")),
    ("Nearly half left.", "0.45", "0.505", ("0.42", "0.505")),
])
def test_what_a_fraction_sums_up(text: str, low: str, high: str, widest: tuple[str, str]) -> None:
    inquiry, (words, *_) = read(text)
    first, wider = answered(share_meant(inquiry, words))
    assert [round(end, 3) for end in ends(first)] == [Decimal(low), Decimal(high)]
    assert [round(end, 3) for end in ends(wider)] == [Decimal(end) for end in widest]


@pytest.mark.parametrize(("text", "subject", "quoted", "course_found"), [
    ("to 151 from 149", "yen", -1, -1),
    ("to 149 from 151", "Japanese yen", -1, 1),
    ("to $1.10 from $1.08", "euro", 1, 1),
    ("to 163 yen from 160 yen", "the euro", 1, 1),
    ("to 163 yen from 160 yen", "yen", -1, -1),
    ("to 83.2 pence from 82.9 pence", "pound", 1, -1),
])
def test_the_course_of_a_currency(text: str, subject: str, quoted: int, course_found: int) -> None:
    inquiry, (new, old) = read(f"It went {text}.")
    word = Word(Span(0, 2), subject, Decimal(quoted))
    assert ends(answered(course(inquiry, word, old, new))[0])[0] == course_found


def test_no_course_without_a_move_or_in_two_currencies() -> None:
    inquiry, (old, new) = read("It went to 149 from 149.")
    word = Word(Span(0, 2), "yen", Decimal(-1))
    assert "alike" in reason(course(inquiry, word, old, new))
    inquiry, (old, new) = read("It went to $1.08 from 163 yen.")
    assert "different currencies" in reason(course(inquiry, word, old, new))
    inquiry, (old, new) = read("It went to $1.08 from $1.10.")
    assert "not known" in reason(course(inquiry, Word(Span(0, 2), "rupee", Decimal(-1)), old, new))


# stretches of the calendar


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Five years from 2019 to 2024.", 5, 6),
    ("Three months from 1 July 2024 to 30 September 2024.", 2, 3),
    ("Two weeks from 3 March 2025 to 16 March 2025.", 1, 2),
    ("Four days from 3 March 2025 to 7 March 2025.", 4, 5),
    ("Three months from January 2024 to March 2024.", 0, 3),
])
def test_how_long_a_stretch_is(text: str, low: int, high: int) -> None:
    inquiry, (_, first, last) = read(text, stated=0)
    assert ends(answered(spanned(inquiry, first, last))[0]) == [Decimal(low), Decimal(high)]


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Three years since 2021.", 3, 4),
    ("Three years since 30 June 2021.", 3, 4),
    ("Eight months since June 2024.", 7, 9),
])
def test_how_long_ago(text: str, low: int, high: int) -> None:
    inquiry, (_, start) = read(text, stated=0)
    assert ends(answered(since(inquiry, start))[0]) == [Decimal(low), Decimal(high)]


def test_nothing_is_ago_without_a_date_or_before_its_time() -> None:
    inquiry, (_, start) = read("Three years since 2021.", None, stated=0)
    assert "--date" in reason(since(inquiry, start))
    inquiry, (_, start) = read("Three years since 2031.", stated=0)
    assert "ahead" in reason(since(inquiry, start))
    inquiry, (_, first, last) = read("Five years from 2024 to 2019.", stated=0)
    assert "before" in reason(spanned(inquiry, first, last))


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_month_end_always_closes(moment: date) -> None:
    inquiry, _ = read("Nothing.")
    last = month(moment.year, moment.month).last
    end = Mention(0, Span(0, 4), "then", "date", period=Period(last, last))
    assert ends(answered(closing_day(inquiry, end))[0]) == [Decimal(last.toordinal())] * 2
    other = Mention(0, Span(0, 4), "then", "date", period=day(moment))
    (found,) = answered(closing_day(inquiry, other))
    assert found.harshest is Verdict.WARN or ends(found)[0] == moment.toordinal()


# clocks


@pytest.mark.parametrize(("today", "text", "minutes"), [
    (date(2025, 1, 15), "At 8 a.m. ET (1300 GMT).", [780, 720]),
    (date(2025, 7, 15), "At 8 a.m. ET (1200 GMT).", [720]),
    (date(2025, 3, 6), "At 8 a.m. ET (1300 GMT).", [780, 720]),
    (date(2025, 1, 15), "At 11 p.m. London time (7 a.m. HKT).", [420]),
])
def test_one_moment_on_another_clock(today: date, text: str, minutes: list[int]) -> None:
    inquiry, (local, _) = read(text, today, stated=1)
    found = answered(same_moment(inquiry, local))
    assert ends(found[0])[0] == minutes[0]
    assert [ends(candidate)[0] for candidate in found] == minutes[: len(found)]
    assert all(candidate.ceiling is Verdict.WARN for candidate in found[1:])


def test_a_clock_needs_a_day_and_a_zone() -> None:
    inquiry, (local, _) = read("At 8 a.m. ET (1300 GMT).", None, stated=1)
    assert "--date" in reason(same_moment(inquiry, local))
    inquiry, (local, _) = read("At 8 a.m. (1300 GMT).", stated=1)
    assert "no zone" in reason(same_moment(inquiry, local))


@pytest.mark.parametrize(("words", "zone"), [
    ("ET", "America/New_York"),
    ("Eastern Standard Time", "America/New_York"),
    ("London time", "Europe/London"),
    ("Xanadu time", None),
])
def test_zones_are_named_in_words(words: str, zone: str | None) -> None:
    assert zone_named(words) == zone


def test_an_unknown_zone_has_no_clock() -> None:
    assert Zones().find("Xanadu time", day(MONDAY)) == ()


# trading days


CALENDARS = Calendars()


@pytest.mark.parametrize(("code", "when", "open_"), [
    ("XNYS", "2025-01-09", False),  # mourning for a former president
    ("XNYS", "2024-12-24", True),
    ("XNAS", "2024-12-25", False),
    ("XLON", "2022-09-19", False),
    ("XHKG", "2023-09-01", False),  # a storm
    ("XHKG", "2025-02-22", False),
    ("XJPX", "2025-01-02", False),
    ("XJPX", "2024-12-25", True),
    ("XSAU", "2025-03-02", True),  # a Sunday
    ("XPAR", "2025-05-01", False),
])
def test_exchanges_are_shut_when_they_were(code: str, when: str, open_: bool) -> None:
    (evidence,) = CALENDARS.find(code, day(date.fromisoformat(when)))
    assert evidence.quantity and evidence.quantity.interval.lo == int(open_)


def test_every_exchange_trades_most_days_and_has_words() -> None:
    assert len(CALENDARS.exchanges) >= 30
    for one in CALENDARS.exchanges.values():
        for wanted in range(one.first, one.last + 1):
            whole = range(date(wanted, 1, 1).toordinal(), date(wanted, 12, 31).toordinal() + 1)
            days = [date.fromordinal(number) for number in whole]
            assert 225 <= sum(CALENDARS.open(one, moment) for moment in days) <= 260, (one.code, wanted)


def test_a_year_beyond_the_calendar_is_not_known() -> None:
    assert CALENDARS.find("XHKG", day(date(2001, 1, 1))) == ()
    assert CALENDARS.find("XNONE", day(MONDAY)) == ()


@pytest.mark.parametrize(("text", "codes"), [
    ("its Hong Kong-listed shares", ["XHKG"]),
    ("on the Nasdaq and in London", ["XLON", "XNAS"]),
    ("the London-based firm", []),
    ("the nasdaqs of this world", []),
])
def test_exchanges_are_found_in_words(text: str, codes: list[str]) -> None:
    assert [one.code for one in CALENDARS.named_in(text)] == codes


@pytest.mark.parametrize(("text", "harshest"), [
    ("The shares closed at $40 on the Nasdaq on 25 December 2024.", Verdict.FAIL),
    ("The shares closed at $40 on 25 December 2024.", Verdict.WARN),
    ("The shares closed at 400 rupees in Mumbai on 25 December 2024.", Verdict.WARN),
])
def test_a_closed_day_gives_the_session_before(text: str, harshest: Verdict) -> None:
    inquiry, (*_, when) = read(text)
    (found,) = answered(session(inquiry, when))
    assert ends(found)[0] == date(2024, 12, 24).toordinal() and found.harshest is harshest


def test_a_damaged_calendar_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"exchanges\.csv cannot be read"):
        Calendars(tmp_path).named_in("in London")


# consumer prices


def test_the_index_by_month_and_year() -> None:
    prices = Prices()
    (whole,) = prices.find(SERIES, year(1990))
    assert whole.quantity and whole.quantity.interval.lo == Decimal("130.7")
    (one,) = prices.find(SERIES, month(2024, 12))
    assert one.quantity and one.quantity.interval.lo == Decimal("315.605")
    assert prices.find(SERIES, year(1890)) == () == prices.find("UK CPI", year(1990))
    assert prices.last() >= date(2026, 8, 31)


def test_old_dollars_in_new_ones() -> None:
    inquiry, (amount, then, _, now) = read("That $100 in 1980 would be $381 in 2024.", stated=2)
    lo, hi = ends(answered(in_money_of(inquiry, amount, then, now))[0])
    assert lo == hi and round(lo, 1) == Decimal("380.7")
    found = answered(in_todays_money(inquiry, amount, then))
    assert {candidate.evidence[1].note for candidate in found} == {"2025-01", "2024-12", "2024-11", "2024"}


def test_other_money_and_other_times_are_not_known() -> None:
    inquiry, (amount, then, _) = read("That £100 in 1980 is £381 today.", stated=2)
    assert "US dollars" in reason(in_todays_money(inquiry, amount, then))
    inquiry, (amount, then, _) = read("That $100 in 1980 is $381 today.", None, stated=2)
    assert "--date" in reason(in_todays_money(inquiry, amount, then))


# what the data are built from


@pytest.mark.parametrize(("tool", "package"), [("build_calendars.py", "holidays"), ("build_price_index.py", "cpi")])
def test_the_shipped_data_are_what_the_tools_build(tool: str, package: str) -> None:
    if importlib.util.find_spec(package) is None:
        pytest.skip(f"{package} is needed for building only")
    done = subprocess.run([sys.executable, ROOT / "tools" / tool, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_the_calendar_hurt_nobody(today: date) -> None:
    report = engine().verify_text(
        "At 8 a.m. ET (1300 GMT) it said that $1 in 1990 is $2.40 in today's money, as in the year ended December 30, 2024, "
        "three years since 2021. The shares closed at $40 on the Nasdaq on 1 January 2025.",
        date=today,
    )
    inquiry, _ = read("Nothing.", today)
    assert answered(closing_day(inquiry, Mention(0, Span(0, 4), "then", "date", period=day(today))))
    assert {finding.claim.rule for finding in report.findings} >= {"clock", "inflation-adjusted", "period-end", "trading-day"}
