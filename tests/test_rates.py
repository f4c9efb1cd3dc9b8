"""The shipped exchange rates: figures as published, crossed exactly, never past their last day."""

from __future__ import annotations

import hashlib
import importlib.util
import random
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import SourceError
from verifier.interval import Interval
from verifier.period import Period, day, month, year
from verifier.resources import seeds_folder
from verifier.sources import SOURCES, explain, open_sources
from verifier.sources.fixings import open_fixings
from verifier.sources.given import GivenRates
from verifier.sources.pairs import STALE_AFTER, Fixing
from verifier.sources.pegs import read_parallel, read_parities, read_pegs
from verifier.sources.rates import Rates, market_order

RATES = Rates()
FILE = seeds_folder() / "rates" / "rates.bin"
MONDAY = date(2025, 2, 24)


def rate(base: str, quote: str, moment: date) -> Fixing:
    found = RATES.rate(base, quote, moment)
    assert found is not None
    return found


@pytest.mark.parametrize(("quote", "moment", "printed"), [
    ("USD", date(1999, 1, 4), "1.1789"),
    ("JPY", date(1999, 1, 4), "133.73"),
    ("USD", MONDAY, "1.0466"),
    ("CNY", date(2026, 10, 30), "7.4326"),
    ("ISK", date(2026, 10, 30), "136.00"),
])
def test_a_rate_against_the_euro_is_the_published_figure(quote: str, moment: date, printed: str) -> None:
    assert rate("EUR", quote, moment).value == Decimal(printed)


def test_a_cross_rate_is_exact() -> None:
    cny, usd = rate("EUR", "CNY", MONDAY).value, rate("EUR", "USD", MONDAY).value
    assert rate("USD", "CNY", MONDAY).value == cny / usd
    assert round(cny / usd, 4) == Decimal("7.2500")


@pytest.mark.parametrize(
    ("moment", "expected"), [(date(2025, 2, 21), "7.2559"), (MONDAY, "7.2500"), (date(2025, 2, 25), "7.2610")]
)
def test_the_yuan_of_february_2025(moment: date, expected: str) -> None:
    assert round(rate("USD", "CNY", moment).value, 4) == Decimal(expected)


def test_printed_places_survive_dropped_zeros() -> None:
    assert rate("EUR", "USD", date(2026, 10, 29)).doubt == Decimal("0.00005") / Decimal("1.1130")


def test_a_weekend_has_the_last_fixing_before_it() -> None:
    sunday = rate("USD", "CNY", date(2025, 2, 23))
    assert (sunday.day, sunday.value) == (date(2025, 2, 21), rate("USD", "CNY", date(2025, 2, 21)).value)
    (shown,) = RATES.evidence(sunday, date(2025, 2, 23))
    assert shown.as_of == date(2025, 2, 21) and "23 Feb 2025" in shown.note


def test_easter_has_the_fixing_before_it() -> None:
    assert rate("EUR", "USD", date(2024, 4, 1)).day == date(2024, 3, 28)


def test_nothing_is_answered_past_the_last_day() -> None:
    last = RATES.ecb.last
    assert RATES.rate("EUR", "USD", last) is not None
    assert RATES.rate("EUR", "USD", last + timedelta(days=4)) is None
    assert RATES.rate("USD", "SAR", last + timedelta(days=30)) is None, "nobody vouches for a peg either"
    reason = RATES.missing("EUR", "USD", last + timedelta(days=4))
    assert "last fixing is of 30 Oct 2026" in reason and "verifier rates update" in reason


def test_the_weekend_after_the_last_friday_still_has_it() -> None:
    assert RATES.ecb.last.weekday() == 4, "choose another way to show this when the data are rebuilt"
    assert rate("EUR", "USD", RATES.ecb.last + timedelta(days=2)).day == RATES.ecb.last
    assert RATES.rate("EUR", "USD", RATES.ecb.last + timedelta(days=3)) is None


def test_a_series_that_ended_does_not_go_on() -> None:
    assert rate("EUR", "RUB", date(2022, 3, 1)).source == "ecb"
    assert RATES.ecb.fixing("EUR", "RUB", date(2022, 3, 2)) is None
    assert rate("EUR", "RUB", date(2024, 5, 8)).source == "nbp"
    assert RATES.ecb.fixing("EUR", "TRL", date(2005, 1, 5)) is None


def test_a_gap_in_a_series_is_not_filled() -> None:
    assert RATES.ecb.fixing("EUR", "ISK", date(2012, 5, 4)) is None
    assert rate("EUR", "ISK", date(2012, 5, 4)).source == "nbp"


def test_a_weekly_series_is_crossed_with_the_dollar_of_its_own_wednesday() -> None:
    friday = RATES.nbp.fixing("USD", "PKR", date(2025, 2, 28))
    assert friday is not None and friday.day == date(2025, 2, 26)
    dollar, rupee = (RATES.nbp.fixing(code, "PLN", date(2025, 2, 26)) for code in ("USD", "PKR"))
    assert dollar is not None and rupee is not None
    assert friday.value == dollar.value / rupee.value


def test_a_weak_currency_keeps_its_printing_error() -> None:
    assert Decimal("0.003") < rate("USD", "PKR", MONDAY).doubt < Decimal("0.004")


def test_the_bad_indian_stretch_is_left_out() -> None:
    days = {fixing.day for fixing in RATES.nbp.fixings("USD", "INR", date(2021, 11, 1), date(2021, 12, 31))}
    assert date(2021, 11, 16) in days and not days & {date(2021, 11, 17), date(2021, 11, 22), date(2021, 11, 29)}


@given(st.dates(date(2010, 1, 1), date(2026, 10, 20)), st.sampled_from(["USD", "CNY", "JPY", "GBP", "ZAR", "HKD"]))
def test_a_rate_and_its_inverse_multiply_to_one(moment: date, code: str) -> None:
    assert abs(rate("EUR", code, moment).value * rate(code, "EUR", moment).value - 1) < Decimal("1e-20")


@given(st.dates(date(1999, 1, 8), date(2026, 10, 30)))
def test_a_fixing_is_never_from_the_future_nor_older_than_ten_days(moment: date) -> None:
    assert timedelta(0) <= moment - rate("GBP", "USD", moment).day <= timedelta(days=10)


@given(st.dates(date(2010, 1, 1), date(2026, 10, 20)))
def test_both_sources_agree_on_the_dollar(moment: date) -> None:
    ecb, nbp = RATES.ecb.fixing("EUR", "USD", moment), RATES.nbp.fixing("EUR", "USD", moment)
    assert ecb is not None and nbp is not None
    assert abs(ecb.value / nbp.value - 1) < Decimal("0.04")


def test_days_around_are_own_before_after() -> None:
    days = [fixing.day.day for fixing in RATES.around("USD", "CNY", MONDAY, 3, 1)]
    assert days == [24, 21, 20, 19, 25]
    assert [fixing.day.day for fixing in RATES.around("USD", "CNY", date(2026, 10, 30), 1, 1)] == [30, 29]


def test_fixings_of_a_month_are_in_order() -> None:
    found = RATES.ecb.fixings("USD", "JPY", date(2025, 2, 1), date(2025, 2, 28))
    assert len(found) == 20 and [f.day for f in found] == sorted(f.day for f in found)


def test_the_nearest_fit_is_a_day_when_the_market_was_there() -> None:
    wanted = Interval(Decimal("6.90"), Decimal("6.91"))
    fit = RATES.fit("USD", "CNY", Period(date(2022, 3, 1), MONDAY), wanted, MONDAY)
    assert fit is not None and fit.reach.meets(wanted) and fit.fixing.day.year == 2023
    assert RATES.fit("USD", "CNY", year(2024), wanted, MONDAY) is None


def test_a_yearly_average_lies_among_its_fixings() -> None:
    average = RATES.average("USD", "CNY", year(2024))
    values = [fixing.value for fixing in RATES.ecb.fixings("USD", "CNY", date(2024, 1, 1), date(2024, 12, 31))]
    assert average is not None and abs(average.value - sum(values, Decimal(0)) / len(values)) < Decimal("0.0001")


def test_an_average_is_shown_as_itself() -> None:
    average = RATES.average("USD", "EUR", year(2024))
    assert average is not None
    (shown,) = RATES.evidence(average)
    assert shown.key == "EUR/USD" and shown.quantity is not None
    assert abs(shown.quantity.interval.lo * average.value - 1) < Decimal("0.0001")


def test_ten_silent_years_are_no_bridge_between_two_fixings() -> None:
    before, after = RATES.ecb.fixing("EUR", "ISK", date(2008, 12, 9)), RATES.ecb.fixing("EUR", "ISK", date(2018, 2, 1))
    assert before is not None and after is not None
    between = (before.value + after.value) / 2
    wanted = Interval(between, between)
    assert RATES.ecb.nearest_fit("EUR", "ISK", Period(date(2008, 12, 1), date(2018, 2, 1)), wanted, date(2018, 2, 1)) is None


@pytest.mark.parametrize(("base", "quote", "moment", "low", "high"), [
    ("USD", "AED", MONDAY, "3.66", "3.69"),
    ("EUR", "XOF", MONDAY, "655.3", "656.7"),
    ("EUR", "DEM", date(2003, 5, 5), "1.9558", "1.9559"),
    ("USD", "MOP", MONDAY, "7.95", "8.05"),
    ("AED", "GBP", MONDAY, "0.21", "0.22"),
    ("HRK", "EUR", date(2024, 5, 6), "0.1327", "0.1328"),
])
def test_pegs_reach_what_the_ecb_does_not_fix(base: str, quote: str, moment: date, low: str, high: str) -> None:
    found = rate(base, quote, moment)
    assert found.source == "peg" and Decimal(low) < found.value < Decimal(high)
    assert "peg" in {evidence.source for evidence in RATES.evidence(found)}


def test_a_broken_peg_no_longer_holds() -> None:
    assert rate("USD", "LBP", date(2010, 6, 1)).source == "peg"
    assert rate("USD", "LBP", date(2024, 6, 3)).source == "nbp"


def test_every_peg_agrees_with_the_polish_fixings_of_its_time() -> None:
    for pegs in RATES.pegs.values():
        for peg in pegs:
            first, last = max(peg.held.first, date(2010, 1, 1)), min(peg.held.last, date(2019, 12, 31))
            found = RATES.nbp.fixings(peg.anchor, peg.currency, first, last) if first < last else ()
            near = sorted(abs(fixing.value / peg.rate - 1) for fixing in found)
            assert not near or near[len(near) // 2] < Decimal("0.03"), peg


@pytest.mark.parametrize(("base", "quote", "moment", "words"), [
    ("USD", "BTC", MONDAY, "no source has rates for BTC"),
    ("USD", "CNY", date(1990, 5, 5), "start on 22 Dec 1998"),
    ("USD", "ZWD", date(2012, 5, 4), "the last fixing of USD/ZWD is of 30 Jul 2008"),
])
def test_what_is_missing_is_said(base: str, quote: str, moment: date, words: str) -> None:
    assert RATES.rate(base, quote, moment) is None
    assert words in RATES.missing(base, quote, moment)


def test_explain_lists_every_source() -> None:
    rows = explain("USD", "CNY", MONDAY)
    found = {row.source: row.quantity.interval.lo for row in rows if row.quantity}
    assert abs(found.pop("nbp") - Decimal("7.25")) < Decimal("0.02")
    assert found == {"ecb": Decimal("7.2500"), "central parity": Decimal("7.1717"), "period-end rate": Decimal("7.2993")}
    assert all(row.locator and row.as_of for row in rows)


def test_explain_says_why_where_there_is_nothing() -> None:
    (row,) = explain("USD", "XYZ", MONDAY)
    assert row.quantity is None and "XYZ" in row.note


def test_find_is_newest_first() -> None:
    found = RATES.find("USD/CNY", month(2025, 2))
    days = [evidence.as_of for evidence in found if evidence.as_of]
    assert days == sorted(days, reverse=True)
    assert {"ecb", "nbp", "central parity"} == {evidence.source for evidence in found}
    assert RATES.find("nonsense", day(MONDAY)) == ()


def test_pairs_are_quoted_as_the_market_does() -> None:
    assert market_order("CNY", "USD") == ("USD", "CNY")
    assert market_order("USD", "GBP") == ("GBP", "USD")
    (shown,) = RATES.evidence(rate("CNY", "USD", MONDAY))
    assert (shown.key, str(shown.quantity and shown.quantity.interval.lo)) == ("USD/CNY", "7.2500")


def test_street_markets_have_their_dates() -> None:
    assert RATES.street("ARS", date(2024, 1, 1)) and not RATES.street("ARS", date(2017, 1, 1)) and not RATES.street("USD", MONDAY)


def test_given_rates_go_both_ways() -> None:
    held = GivenRates.parse({"usd/cny": "7.25"})
    assert held.rate("USD", "CNY") == Decimal("7.25") and held.rate("CNY", "USD") == 1 / Decimal("7.25")
    assert held.rate("USD", "EUR") is None and held.find("USD/CNY", day(MONDAY))[0].source == "given"


@pytest.mark.parametrize(
    ("pair", "figure"), [("USDCNY", "7"), ("USD/CNY", "seven"), ("USD/CNY", "0"), ("USD/CNY", "NaN"), ("US/CNY", "7")]
)
def test_given_rates_are_refused_in_words(pair: str, figure: str) -> None:
    with pytest.raises(SourceError, match="write"):
        GivenRates.parse({pair: figure})


def test_the_file_is_what_its_head_says() -> None:
    raw = FILE.read_bytes()
    body = raw[int(raw[17:22]):]
    assert hashlib.sha256(body).hexdigest() == open_fixings(FILE)[2]
    assert len(raw) < 4_200_000


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 this is a zip", b"verifier-rates 9 00100\n" + b" " * 100])
def test_a_damaged_file_is_a_source_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "rates.bin").write_bytes(content)
    with pytest.raises(SourceError, match=r"rates\.bin"):
        Rates(tmp_path).rate("EUR", "USD", MONDAY)
    with pytest.raises(SourceError, match="cannot be read"):
        Rates(tmp_path / "nowhere").rate("EUR", "USD", MONDAY)


@pytest.mark.parametrize(("text", "words"), [
    ("head\nAED,USD,3.67", "7 columns"),
    ("head\nAED,USD,much,0,1997-11-01,,x", "'much' is no decimal number"),
    ("head\nAED,USD,3.67,0,1997-13-01,,x", ":2: "),
    ("head\nAED,USD,-1,0,1997-11-01,,x", "above zero"),
    ("head\nAED,USD,1,2,1997-11-01,,x", "share"),
])
def test_a_bad_row_is_named_by_file_and_line(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "pegs.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(SourceError, match=words):
        read_pegs(file)


def test_the_small_tables_hold_known_currencies_and_true_order() -> None:
    folder = seeds_folder() / "rates"
    known = {*RATES.ecb.codes(), *RATES.nbp.codes(), *RATES.pegs}
    for peg in (peg for pegs in read_pegs(folder / "pegs.csv").values() for peg in pegs):
        assert {peg.anchor, peg.currency} <= known
    assert all(parity.rate > 0 for parity in read_parities(folder / "parities.csv"))
    assert {row.currency for row in read_parallel(folder / "parallel.csv")} <= known


def test_the_table_of_sources_opens_and_digests() -> None:
    opened = open_sources()
    assert set(opened) == set(SOURCES)
    assert all(len(source.digest) == 64 and source.name == name for name, source in opened.items())


def test_a_rate_loads_nothing_heavy() -> None:
    code = (
        "import sys; from datetime import date; from verifier.sources import open_sources, Rates\n"
        "Rates().rate('USD', 'CNY', date(2025, 2, 24)); open_sources()\n"
        "print([m for m in ('requests', 'forex_python', 'pint', 'pydantic', 'yaml', 'csv', 'json') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_build_encodes_what_the_reader_decodes() -> None:
    script = Path(__file__).resolve().parent.parent / "tools" / "build_rates.py"
    spec = importlib.util.spec_from_file_location("build_rates", script)
    assert spec and spec.loader
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    points = [(date(2025, 2, 21), "1.5"), (date(2025, 2, 24), "1.25"), (date(2025, 2, 25), "1.125")]
    encoded, stretches = build.encode(points)
    assert stretches == "0:3" and encoded[:4] == (1500).to_bytes(4, "little")
    assert build.without_slips("ecb", "XXX", [*points, (date(2025, 2, 26), "0.00")]) == points


def test_a_fixing_is_the_last_of_its_stretch_however_often_it_is_asked_for() -> None:
    dice = random.Random(5)
    for table in (RATES.ecb, RATES.nbp):
        for _ in range(300):
            base, quote = dice.sample(table.codes(), 2)
            moment = date(1999, 1, 4) + timedelta(days=dice.randrange(10_000))
            held = table.fixings(base, quote, moment - timedelta(days=STALE_AFTER), moment)
            first = table.fixing(base, quote, moment)
            assert first == (held[-1] if held and moment <= table.last else None), (base, quote, moment)
            assert table.fixing(base, quote, moment) == first
            table.forget()
            assert table.fixing(base, quote, moment) == first


def test_the_anchor_itself_leaves_nothing_open() -> None:
    one, other = rate("EUR", "USD", MONDAY), rate("USD", "EUR", MONDAY)
    assert one.over and not one.under and other.under == one.over
    assert one.doubt == other.doubt == Decimal(1) / (2 * one.over)
