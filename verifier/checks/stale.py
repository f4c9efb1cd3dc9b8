"""Last resorts of a conversion: rates of other days, or another country's dollar, that fit the printed figures exactly.

None of them makes a conversion right; each says how an honest writer may have come by it. They can soften a fail to a warn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from verifier.interval import Interval
from verifier.model import Candidate, Evidence, Mention, Quantity, Verdict
from verifier.period import Period
from verifier.sources.days import spoken
from verifier.sources.ledger import Inquiry, Ledger
from verifier.sources.pairs import Fit
from verifier.sources.rates import Rates
from verifier.units import currency

DAYS = (3, 1)  # fixings before and after the text's day that an honest writer may have used
YEAR = timedelta(days=366)
LONG_STALE = Decimal("0.12")  # a gap up to this share is searched for three years back, a larger one for twelve months
LONGEST = 1100  # days: a named period longer than three years fits any rate
SHARP = Decimal("0.01")  # width of the wanted rate, as a share, below which a chance fit of another currency is unlikely
FAR = Decimal("0.1")  # a share by which no rate moves within the admissible days
COARSE = Decimal("0.1")  # the same where no reading is the usual one
# readings that a bare sign or word nearly always has; the default for "rupee", "peso" or "crown" is a guess
FIRM = frozenset({"USD", "GBP", "JPY", "CNY", "KRW"})
# what one word or sign stands for in several countries, and how texts name those
HOMONYMS: tuple[Mapping[str, str], ...] = (
    {
        "USD": "U.S.", "AUD": "Australia", "CAD": "Canad", "HKD": "Hong Kong", "NZD": "New Zealand", "SGD": "Singapore",
        "TWD": "Taiwan",
    },
    {"GBP": "Brit", "EGP": "Egypt", "LBP": "Leban", "IEP": "Irish", "SDG": "Sudan", "SYP": "Syria"},
    {"INR": "India", "PKR": "Pakistan", "LKR": "Sri Lanka", "NPR": "Nepal", "MUR": "Mauriti", "IDR": "Indonesia"},
    {
        "MXN": "Mexic", "ARS": "Argentin", "CLP": "Chile", "COP": "Colombia", "PHP": "Philippine", "UYU": "Uruguay",
        "DOP": "Dominican",
    },
    {"SEK": "Swed", "NOK": "Norw", "DKK": "Danish", "ISK": "Iceland", "CZK": "Czech", "EEK": "Estonia", "SKK": "Slovak"},
    {"JPY": "Japan", "CNY": "Chin"},
    {"CHF": "Swiss", "FRF": "French", "BEF": "Belgi"},
)


class Shortfall(Struct, frozen=True):
    """A conversion that no admissible day explains: both amounts, their cores, the text's day, the gap as a share."""

    inquiry: Inquiry
    rates: Rates
    amount: Mention
    stated: Mention
    core: Interval
    printed: Interval
    day: date
    miss: Decimal

    @property
    def base(self) -> str:
        """The amount's currency."""
        return _code(self.amount)

    @property
    def quote(self) -> str:
        """The stated figure's currency."""
        return _code(self.stated)

    @property
    def wanted(self) -> Interval | None:
        """The rates that would make the figures agree; None where an amount may be zero."""
        if self.core.lo <= 0 or self.printed.lo <= 0:
            return None
        return Interval(self.printed.lo / self.core.hi, self.printed.hi / self.core.lo)


def last_resorts(shortfall: Shortfall) -> Iterator[Candidate]:
    """The periods the sentence names, then a stale rate, then other readings of a bare sign; exact fits only."""
    wanted = shortfall.wanted
    if wanted is None:
        return
    for period in named_periods(shortfall.inquiry, shortfall.day):
        yield from _of_period(shortfall, wanted, period)
    stale = Period(shortfall.day - (3 * YEAR if shortfall.miss <= LONG_STALE else YEAR), shortfall.day)
    if (fit := shortfall.rates.fit(shortfall.base, shortfall.quote, stale, wanted, shortfall.day)) is not None:
        yield _resort(shortfall, fit.reach, f"stale: fits {spoken(fit.fixing.day)}", shortfall.rates.evidence(fit.fixing))
    yield from _other_readings(shortfall, wanted)


def named_periods(inquiry: Inquiry, day: date) -> list[Period]:
    """The periods before `day` that dates and years in the claim's sentence stand for, in text order, cut off at that day."""
    sentence, mentions = inquiry.claim.sentence, inquiry.ledger.mentions
    start = bisect_left(mentions, sentence.start, key=lambda mention: mention.span.start)
    stop = bisect_left(mentions, sentence.end, lo=start, key=lambda mention: mention.span.start)
    named = [mention.period for mention in mentions[start:stop]]
    found = [Period(p.first, min(p.last, day)) for p in (*named, inquiry.claim.period) if p is not None and p.first < day]
    return [period for period in dict.fromkeys(found) if period.days <= LONGEST]


def _of_period(shortfall: Shortfall, wanted: Interval, period: Period) -> Iterator[Candidate]:
    rates, base, quote = shortfall.rates, shortfall.base, shortfall.quote
    average = rates.average(base, quote, period)
    if average is not None and average.value in wanted:
        evidence = tuple(replace(one, note=f"average of {period}") for one in rates.evidence(average))
        yield _resort(shortfall, average.interval, f"fits the average of {period}", evidence)
        return
    if (fit := _near_end(shortfall, wanted, period)) is not None:
        yield _resort(shortfall, fit.reach, f"fits {period}: {spoken(fit.fixing.day)}", rates.evidence(fit.fixing))


def _near_end(shortfall: Shortfall, wanted: Interval, period: Period) -> Fit | None:
    """A fit within the period, nearest to its end, when balance sheets are drawn up; a single day has its neighbours too."""
    reach = Period(period.first - timedelta(days=5), period.last + timedelta(days=2)) if period.days <= 2 else period
    return shortfall.rates.fit(shortfall.base, shortfall.quote, reach, wanted, period.last)


def _other_readings(shortfall: Shortfall, wanted: Interval) -> Iterator[Candidate]:
    """The same figures with another country's dollar, pound, peso … where the text's bare sign leaves that open.

    Seven dollars fit many coarse pairs of figures by chance: a country the text does not speak of must fit sharply. Where
    custom has no favourite ("22 billion pesos" may be Manila's as well as Mexico's) the reading that fits is the right one.
    """
    ledger, width = shortfall.inquiry.ledger, wanted.width / wanted.middle
    for mention in (shortfall.amount, shortfall.stated):
        open_guess = guessed(mention, ledger)
        for code in _homonyms(mention, ledger, width <= (COARSE if open_guess else SHARP)):
            base, quote = (code, shortfall.quote) if mention is shortfall.amount else (shortfall.base, code)
            own = shortfall.rates.rate(base, quote, shortfall.day) if base != quote else None
            if own is None or own.interval.distance(wanted) > FAR * wanted.middle:
                continue  # no other day this week will do either
            fixings = shortfall.rates.around(base, quote, shortfall.day, *DAYS)
            fixing = next((fixing for fixing in fixings if fixing.interval.meets(wanted)), None)
            if fixing is not None:
                basis = f"fits if '{mention.text}' is {code}"
                found = _resort(shortfall, fixing.interval, basis, shortfall.rates.evidence(fixing))
                yield replace(found, standing="primary", ceiling=Verdict.PASS) if open_guess else found


def guessed(mention: Mention, ledger: Ledger) -> bool:
    """Whether nothing but custom, and none that is firm, says whose money a bare word means."""
    return mention.assumed is not None and _code(mention) not in FIRM and not country_named(mention, ledger)


def country_named(mention: Mention, ledger: Ledger) -> bool:
    """Whether the text speaks of the country whose money the mention was taken for: "rupees" in a text about India."""
    country = next((family[_code(mention)] for family in HOMONYMS if _code(mention) in family), "")
    return bool(country) and _named(country, ledger)


def _named(country: str, ledger: Ledger) -> bool:
    """Whether the text names a country; read through once per country, however many conversions ask."""
    return ledger.once(("named", country), lambda: country in ledger.document.text)


def _homonyms(mention: Mention, ledger: Ledger, sharp: bool) -> list[str]:
    own = _code(mention)
    family = next((family for family in HOMONYMS if own in family), {}) if mention.assumed else {}
    return [code for code, country in family.items() if code != own and (sharp or _named(country, ledger))]


def _code(mention: Mention) -> str:
    return mention.unit.name if mention.unit else ""


def _resort(shortfall: Shortfall, rate: Interval, basis: str, evidence: tuple[Evidence, ...]) -> Candidate:
    worth = Quantity(shortfall.core * rate, currency(shortfall.quote))
    return Candidate(worth, evidence, basis, Verdict.WARN, Verdict.WARN, "last resort")
