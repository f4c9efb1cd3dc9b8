"""The functions formulas call, on mentions made by hand and the shipped rates."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import verifier.checks
from verifier.checks import CHECKS
from verifier.checks.calendar import days_between, published, weekday, weekday_of_text
from verifier.checks.convert import convert, printed_core
from verifier.checks.measure import FACTORS, factor, spoken, unit
from verifier.checks.stale import named_periods
from verifier.interval import Interval, point
from verifier.judge import Judgement, Stated, judge
from verifier.model import Answer, Candidate, Claim, Document, Mention, Slack, Span, Tolerance, Unknown, Verdict
from verifier.period import Period, day, month, year
from verifier.sources import open_sources
from verifier.sources.given import GivenRates
from verifier.sources.ledger import Inquiry, Ledger, Source
from verifier.units import COUNT, Unit, currency, physical, time

SOURCES = open_sources()
MONDAY = date(2025, 2, 24)
POLICY = Tolerance(Slack(Decimal("0.5")), Slack(Decimal(2)), Decimal("0.15"))


def money(code: str, value: str, step: str, assumed: str | None = None, start: int = 0) -> Mention:
    core, half = Decimal(value), Decimal(step) / 2
    strict = Interval(core - half, core + half)
    return Mention(start, Span(start, start + 5), f"{code} {value}", "money", None, core, Decimal(step), strict, strict,
                   unit=currency(code), assumed=assumed)


def size(name: str, value: str, step: str) -> Mention:
    core, half = Decimal(value), Decimal(step) / 2
    return Mention(0, Span(0, 5), f"{value} {name}", "measure", None, core, Decimal(step), Interval(core - half, core + half),
                   unit=physical(name))


def dated(period: Period | None, text: str = "the day", start: int = 20) -> Mention:
    return Mention(start, Span(start, start + 4), text, "date", period=period)


def inquiry(
    stated: Mention | None, published_on: date | None = MONDAY, others: tuple[Mention, ...] = (), *, text: str = "",
    country: str | None = None, sources: dict[str, Source] | None = None,
) -> Inquiry:
    mentions = tuple(sorted((*others, *((stated,) if stated else ())), key=lambda mention: mention.span.start))
    document = Document("draft", text, date=published_on, country=country)
    ledger = Ledger(document, mentions, SOURCES if sources is None else sources)
    return Inquiry(ledger, Claim("currency-conversion", 0, Span(0, 10), Span(0, 100), ()), stated)


def candidates(answer: Answer) -> tuple[Candidate, ...]:
    assert not isinstance(answer, Unknown), answer
    return answer


def reason(answer: Answer) -> str:
    assert isinstance(answer, Unknown)
    return answer.reason


def judged(
    local: Mention, foreign: Mention, when: date = MONDAY, *others: Mention, text: str = "", country: str | None = None
) -> Judgement:
    answer = candidates(convert(inquiry(foreign, when, (local, *others), text=text, country=country), local))
    assert foreign.strict is not None
    return judge(Stated(foreign.strict, foreign.strict, foreign.value, foreign.step), answer, POLICY)


# -- convert --------------------------------------------------------------------------------

YUAN = money("CNY", "380e9", "1e9")


def test_a_fit_of_the_day_is_one_candidate_with_its_evidence() -> None:
    (found,) = candidates(convert(inquiry(money("USD", "52.4e9", "1e8", start=10)), YUAN))
    assert (found.standing, found.ceiling, found.harshest) == ("primary", Verdict.PASS, Verdict.FAIL)
    assert found.basis == "ECB, 24 Feb 2025"
    assert found.quantity.unit == currency("USD") and Decimal("52.34e9") < found.quantity.interval.lo < Decimal("52.35e9")
    (evidence,) = found.evidence
    assert (evidence.source, evidence.key, evidence.as_of) == ("ecb", "USD/CNY", MONDAY)
    assert evidence.quantity is not None and str(evidence.quantity.interval.lo) == "7.2500" and "ECB" in evidence.locator


def test_without_a_fit_the_days_around_and_the_parities_are_offered() -> None:
    found = candidates(convert(inquiry(money("USD", "53e9", "1e9", start=10)), YUAN))
    assert [c.basis for c in found if c.standing == "primary"] == [f"ECB, {d} Feb 2025" for d in (24, 21, 20, 19, 25)]
    alternatives = [c for c in found if c.standing == "alternative"]
    assert alternatives[0].basis == "central parity of 24 Feb 2025" and alternatives[0].ceiling is Verdict.WARN
    assert any(c.basis.startswith("period-end rate of 31 Dec 2024") for c in alternatives)


@pytest.mark.parametrize(("value", "step", "verdict", "basis"), [
    ("52.4e9", "1e8", "pass", "as printed"),
    ("53e9", "1e9", "warn", "central parity of 24 Feb 2025"),
    ("61e9", "1e9", "fail", "ECB"),
    ("5.24e9", "1e7", "fail", "ECB"),
])
def test_the_policy_on_380_billion_yuan(value: str, step: str, verdict: str, basis: str) -> None:
    found = judged(YUAN, money("USD", value, step, start=10))
    assert (found.verdict.word, found.basis[: len(basis)]) == (verdict, basis)


@pytest.mark.parametrize(("value", "low", "high"), [
    ("44.3e9", "44.3e9", "44.3e9"), ("380e9", "379.5e9", "380.5e9"), ("20e9", "19.5e9", "20.5e9"), ("1.50e6", "1.0e6", "2.0e6"),
])
def test_three_significant_digits_are_exact(value: str, low: str, high: str) -> None:
    step = "1e9" if Decimal(value) > 1e9 else "1e6"
    assert printed_core(money("USD", value, step)) == Interval(Decimal(low), Decimal(high))


def test_a_range_converts_at_both_ends() -> None:
    span = Interval(Decimal("1.2e9"), Decimal("1.5e9"))
    local = Mention(0, Span(0, 5), "1.2-1.5 billion euros", "money", strict=span, unit=currency("EUR"))
    found = candidates(convert(inquiry(money("USD", "2e9", "1e8", start=10)), local))[0].quantity.interval
    assert Decimal("1.25e9") < found.lo < Decimal("1.26e9") and Decimal("1.56e9") < found.hi < Decimal("1.58e9")


def test_a_sunday_uses_fridays_fixing_and_says_so() -> None:
    (found,) = candidates(convert(inquiry(money("USD", "52.4e9", "1e8", start=10), date(2025, 2, 23)), YUAN))
    assert found.basis == "ECB, 21 Feb 2025" and "last fixing before 23 Feb 2025" in found.evidence[0].note


def test_a_secondary_source_alone_only_warns() -> None:
    local = money("KWD", "100e6", "1e6")
    found = candidates(convert(inquiry(money("USD", "500e6", "1e6", start=10)), local))
    assert {(c.evidence[0].source, c.harshest) for c in found if c.standing == "primary"} == {("nbp", Verdict.WARN)}


def test_a_peg_decides_where_the_ecb_fixes_nothing() -> None:
    found = candidates(convert(inquiry(money("USD", "26.7e6", "1e5", start=10)), money("SAR", "100e6", "1e6")))
    assert found[0].basis.startswith("peg") and found[0].harshest is Verdict.FAIL
    assert judged(money("SAR", "123e6", "1e6"), money("USD", "32.8e6", "1e5", start=10)).verdict is Verdict.PASS
    assert judged(money("SAR", "123e6", "1e6"), money("USD", "39.1e6", "1e5", start=10)).verdict is Verdict.FAIL


def test_a_street_rate_only_warns() -> None:
    found = judged(money("NGN", "123e6", "1e6"), money("USD", "150e3", "1e3", start=10))
    assert found.verdict is Verdict.WARN


@pytest.mark.parametrize(("assumed", "country", "text", "verdict"), [
    (None, None, "", Verdict.FAIL),
    ("Mexican peso", None, "A lender bought a brewer.", Verdict.WARN),
    ("Mexican peso", None, "A Mexican lender bought a brewer.", Verdict.FAIL),
    ("Mexican peso", "MX", "", Verdict.FAIL),
])
def test_a_guessed_peso_only_warns(assumed: str | None, country: str | None, text: str, verdict: Verdict) -> None:
    local, foreign = money("MXN", "123e6", "1e6", assumed), money("EUR", "7.1e6", "1e5", start=10)
    assert judged(local, foreign, text=text, country=country).verdict is verdict


def test_a_bare_dollar_may_be_another_ones() -> None:
    local, foreign = money("EUR", "123e6", "1e6"), money("USD", "183e6", "1e6", "US dollar", start=10)
    assert judged(local, foreign).basis.startswith("fits if 'USD 183e6' is CAD"), "sharp figures need no word of Canada"
    coarse = money("USD", "18e6", "1e6", "US dollar", start=10)
    assert judged(money("EUR", "12e6", "1e6"), coarse).verdict is Verdict.FAIL
    assert judged(money("EUR", "12e6", "1e6"), coarse, text="The Canadian fund bought it.").verdict is Verdict.WARN
    spelled = money("USD", "183e6", "1e6", start=10)
    assert judged(local, spelled).verdict is Verdict.FAIL


def test_pesos_are_whose_fit() -> None:
    found = judged(money("MXN", "22e9", "1e9", "Mexican peso"), money("USD", "379e6", "1e6", start=10))
    assert found.verdict is Verdict.PASS and found.candidate is not None and found.candidate.basis == "fits if 'MXN 22e9' is PHP"
    named = judged(money("MXN", "22e9", "1e9", "Mexican peso"), money("USD", "379e6", "1e6", start=10), text="A Mexican bank.")
    assert named.verdict is Verdict.FAIL


def test_a_rate_of_last_spring_is_named() -> None:
    found = judged(money("EUR", "512e6", "1e6"), money("USD", "567e6", "1e6", start=10))
    assert found.verdict is Verdict.WARN and found.basis.startswith("stale: fits ") and found.basis.endswith("2024")


def test_three_years_back_only_for_small_gaps() -> None:
    assert judged(money("EUR", "512e6", "1e6"), money("USD", "500e6", "1e6", start=10)).basis.endswith("2022")
    assert judged(money("EUR", "512e6", "1e6"), money("USD", "460e6", "1e6", start=10)).verdict is Verdict.FAIL


def test_a_year_named_in_the_sentence_explains_any_gap() -> None:
    local, foreign = money("EUR", "44.3e9", "1e8"), money("USD", "57e9", "1e9", start=10)
    assert judged(local, foreign, date(2009, 9, 3)).verdict is Verdict.WARN
    found = judged(money("EUR", "44.3e9", "1e8"), money("USD", "39e9", "1e9", start=10), date(2009, 9, 3), dated(year(2001)))
    assert (found.verdict, found.basis[:9]) == (Verdict.WARN, "fits 2001")
    outside = dated(year(2001), start=500)
    assert judged(local, money("USD", "39e9", "1e9", start=10), date(2009, 9, 3), outside).verdict is Verdict.FAIL


def test_a_rate_between_two_fixings_counts() -> None:
    named = dated(day(date(2007, 10, 30)))
    found = judged(money("CHF", "726e6", "1e6"), money("USD", "624.8e6", "1e5", start=10), date(2008, 4, 4), named)
    assert found.basis.startswith("fits 2007-10-30")


def test_named_periods_are_past_cut_off_and_not_too_long() -> None:
    asked = inquiry(None, others=(
        dated(year(2024)), dated(month(2025, 2), start=30), dated(year(2031), start=40), dated(None, start=50),
        dated(Period(date(1990, 1, 1), date(1999, 12, 31)), start=60),
    ))
    assert named_periods(asked, MONDAY) == [year(2024), Period(date(2025, 2, 1), MONDAY)]


def test_a_slip_of_scale_has_no_excuse() -> None:
    found = judged(money("CNY", "20e9", "1e9"), money("USD", "29e6", "1e6", start=10), date(2010, 9, 5))
    assert found.verdict is Verdict.FAIL


@pytest.mark.parametrize(("code", "when", "words"), [
    ("CNY", None, "--date today"),
    ("CNY", date(2026, 12, 1), "last fixing is of 30 Oct 2026"),
    ("BTC", MONDAY, "no source has rates for BTC"),
    ("CNY", date(1990, 1, 5), "start on"),
])
def test_what_is_not_known_is_said(code: str, when: date | None, words: str) -> None:
    assert words in reason(convert(inquiry(money("USD", "52.4e9", "1e8", start=10), when), money(code, "380e9", "1e9")))


def test_what_is_no_conversion_is_said() -> None:
    dollars = money("USD", "52.4e9", "1e8", start=10)
    assert "two currencies" in reason(convert(inquiry(dollars), money("USD", "53e9", "1e9")))
    assert "two currencies" in reason(convert(inquiry(dollars), size("acre", "5", "1")))
    assert "no currency" in reason(convert(inquiry(None), YUAN))
    assert "no exchange rates" in reason(convert(inquiry(dollars, sources={}), YUAN))


def test_given_rates_come_first_and_need_no_date() -> None:
    held: dict[str, Source] = {**SOURCES, "given": GivenRates.parse({"USD/CNY": "7.6"})}
    (found,) = candidates(convert(inquiry(money("USD", "50e9", "1e9", start=10), None, sources=held), YUAN))
    assert found.quantity.interval.middle == Decimal("380e9") / Decimal("7.6") and found.evidence[0].source == "given"


@given(st.dates(date(2012, 1, 1), date(2026, 10, 20)), st.integers(100, 999), st.sampled_from(["USD", "GBP", "JPY", "CNY"]))
def test_what_the_days_own_rate_gives_always_passes(when: date, digits: int, code: str) -> None:
    local = money("EUR", f"{digits}e6", "1e6")
    worth = candidates(convert(inquiry(money(code, "1", "1", start=10), when), local))[0].quantity.interval.middle
    printed = Decimal(f"{worth:.3g}")
    foreign = money(code, str(printed), str(Decimal(1).scaleb(printed.adjusted() - 2)), start=10)
    assert judged(local, foreign, when).verdict is Verdict.PASS


# -- calendar --------------------------------------------------------------------------------

def test_weekdays_count_from_monday() -> None:
    assert candidates(weekday(inquiry(None), dated(day(MONDAY))))[0].quantity.interval == point(1)
    assert candidates(weekday(inquiry(None), dated(day(date(2025, 3, 2)))))[0].quantity.interval == point(7)
    assert candidates(weekday(inquiry(None), candidates(published(inquiry(None)))))[0].basis == "2025-02-24 is a Monday"
    assert candidates(weekday_of_text(inquiry(None)))[0].quantity.interval == point(1)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_a_weekday_is_the_calendars(moment: date) -> None:
    (found,) = candidates(weekday(inquiry(None), dated(day(moment))))
    assert found.quantity.interval == point(moment.isoweekday()) and found.quantity.unit == COUNT


def test_a_month_has_no_weekday() -> None:
    assert "more than one day" in reason(weekday(inquiry(None), dated(month(2025, 2), "February")))
    assert "not known" in reason(weekday(inquiry(None), dated(None, "some day")))
    assert "--date" in reason(weekday_of_text(inquiry(None, None)))


def lasting(value: str, name: str) -> Mention:
    return Mention(0, Span(0, 5), f"{value} {name}", "duration", value=Decimal(value), unit=time(name))


@pytest.mark.parametrize(
    ("name", "low", "high"), [("day", "1096", "1096"), ("week", "156.57", "156.58"), ("year", "3.00", "3.01")]
)
def test_stretches_of_time_come_in_the_stated_unit(name: str, low: str, high: str) -> None:
    first, last = dated(day(date(2022, 2, 24))), dated(day(MONDAY))
    (found,) = candidates(days_between(inquiry(lasting("3", name)), first, last))
    assert Decimal(low) <= found.quantity.interval.lo <= found.quantity.interval.hi <= Decimal(high)
    assert found.quantity.unit == time(name)


def test_a_year_leaves_its_days_open() -> None:
    (found,) = candidates(days_between(inquiry(None), dated(year(2021)), dated(day(date(2024, 2, 24)))))
    assert found.quantity.interval == Interval(Decimal(785), Decimal(1149))
    assert "cannot be told in" in reason(days_between(inquiry(size("acre", "5", "1")), dated(year(2021)), dated(year(2022))))


# -- measure --------------------------------------------------------------------------------

@pytest.mark.parametrize(("value", "source", "target", "expected"), [
    ("500", "acre", "hectare", "202.34"), ("5", "mile", "kilometer", "8.0467"), ("12", "foot", "meter", "3.6576"),
    ("100", "degree_Celsius", "degree_Fahrenheit", "212"), ("3", "megawatt_hour", "kilowatt_hour", "3000"),
    ("2", "oil_bbl / day", "liter / day", "317.97"), ("10", "meter ** 2", "square_foot", "107.64"),
])
def test_measures_convert(value: str, source: str, target: str, expected: str) -> None:
    found = candidates(unit(inquiry(size(target, "1", "1")), size(source, value, "1")))[0].quantity
    assert abs(found.interval.middle / Decimal(expected) - 1) < Decimal("0.0001") and found.unit == physical(target)


def test_a_rise_of_a_degree_is_not_a_temperature() -> None:
    found = candidates(unit(inquiry(size("degree_Fahrenheit", "1", "1")), size("degree_Celsius", "2", "1")))
    assert [c.quantity.interval.middle for c in found] == [Decimal("35.6"), Decimal("3.6")]


def test_a_ton_may_be_any_of_three() -> None:
    found = candidates(unit(inquiry(size("kilogram", "1", "1")), size("ton", "1", "1")))
    assert [round(c.quantity.interval.middle) for c in found] == [907, 1000, 1016]


@pytest.mark.parametrize(
    ("source", "target"), [("acre", "kilogram"), ("acre", "volt"), ("furlong_of_nobody", "acre"), ("acre", "__import__")]
)
def test_what_does_not_measure_the_same_is_said(source: str, target: str) -> None:
    assert "do not measure the same" in reason(unit(inquiry(size(target, "1", "1")), size(source, "1", "1")))


def test_factors_written_out_are_pints() -> None:
    import pint

    registry: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
    roots = {"length": "meter", "area": "meter ** 2", "mass": "kilogram", "volume": "meter ** 3", "speed": "meter / second"}
    for name, (kind, expected) in FACTORS.items():
        asked = registry.Quantity(Decimal(1), name).to(roots[kind]).magnitude
        assert abs(asked / expected - 1) < Decimal("0.00001"), name


@given(st.sampled_from(sorted(FACTORS)), st.sampled_from(sorted(FACTORS)))
def test_factors_invert(one: str, other: str) -> None:
    there, back = factor(one, other), factor(other, one)
    assert (there is None) == (back is None) and (there is None or back is None or abs(there * back - 1) < Decimal("1e-20"))


def test_units_are_spoken() -> None:
    assert [spoken(name) for name in ("meter ** 2", "oil_bbl", "square_foot")] == ["square meter", "barrel", "square foot"]


# -- the table --------------------------------------------------------------------------------

def test_the_table_lists_what_is_in_the_folder() -> None:
    """Every file holds functions of the table, or is a part of one that does."""
    folder = Path(verifier.checks.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    listed = {check.__module__.rpartition(".")[2] for check in CHECKS.values()}
    parts = {
        name
        for path in folder.glob("*.py") if path.stem != "__init__"
        for name in re.findall(r"from verifier\.checks(?:\.| import )(\w+)", path.read_text(encoding="utf-8"))
    }
    assert listed <= modules and modules - listed <= parts
    assert all(name == check.__name__ for name, check in CHECKS.items())


def test_wrong_arguments_are_answered_not_raised() -> None:
    asked = inquiry(money("USD", "1", "1"))
    for name, check in CHECKS.items():
        assert isinstance(check(asked, "a text", "another", "a third", "a fourth"), Unknown), name
        assert isinstance(check(asked, Decimal(1)), Unknown), name
    assert "nothing it takes" in reason(CHECKS["convert"](asked, (YUAN, YUAN)))


def test_a_conversion_loads_nothing_heavy() -> None:
    code = (
        "import sys; from verifier.checks import CHECKS\n"
        "print([m for m in ('requests', 'pint', 'pydantic', 'yaml', 'json', 'csv') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_unit_without_a_name_is_no_trouble() -> None:
    bare = Mention(0, Span(0, 1), "5", "measure", unit=Unit("", "physical"))
    assert isinstance(unit(inquiry(size("acre", "1", "1")), bare), Unknown)
