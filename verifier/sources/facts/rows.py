"""One fact: whose figure, of what, for which days; and how a row of a table is read as one.

The tidy shape has one figure a row. Required are `entity`, `concept`, `value`, `unit` and the days: `period_start` with
`period_end`, or one `period` (2024, 2024-Q4, 2024-12, 2024-12-31, or first/last). `decimals` is the place the value was
printed to, as in XBRL: -6 to the million, 2 to the hundredth. `published` is the day the value was made known: of several rows
for one key the latest by the text's own day applies (`known`). `complete_since` is the first day from which the series of that
entity, concept, scope and unit has no gaps; 0001-01-01 says: from the very beginning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from msgspec import Struct

from verifier.errors import did_you_mean
from verifier.interval import Interval, point
from verifier.model import Evidence, Quantity, Verdict
from verifier.period import Period, day, month, quarter, year
from verifier.units import RATIO, Unit, count, currency, time

COLUMNS = ("entity", "concept", "period_start", "period_end", "value", "qualifier", "unit", "decimals", "scope", "source",
           "confidence", "complete_since", "published")
PERIOD = "period"  # one column instead of two
KNOWN = frozenset((*COLUMNS, PERIOD))
REQUIRED = ("entity", "concept", "value", "unit")
CONFIDENCES = ("high", "medium", "low")
UNSAID = "medium"  # a row that does not say how sure it is can ask for a look, and fails nothing
QUALIFIERS = ("about", "at_least", "at_most", "less_than", "more_than", "nearly", "up_to")
LONGEST_CELL = 2_000  # characters
LARGEST = Decimal("1e30")
SMALLEST = -30  # the power of ten below which no figure lies: 1e-999999999 written out would fill the memory
FINEST = 20  # decimals
ABOUT = Decimal("0.05")  # a source's own "about" may be off by that share
_TIMES = frozenset({"day", "week", "month", "quarter", "year", "hour", "minute", "second"})
_SCALES = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))
_PERIOD = r"(\d{4})(?:-?[Qq]([1-4])|-(\d\d))?"  # compiled when a table is first read, which a check of known ones never does


class Fact(Struct, frozen=True):
    """A figure somebody vouches for; `file` and `line` (or row) say where it stands.

    `late` is one that was published only after the day of the text it is asked for.
    """

    entity: str
    concept: str
    period: Period
    value: Decimal
    unit: Unit
    qualifier: str = ""
    decimals: int | None = None
    scope: str = ""
    source: str = ""
    confidence: str = UNSAID
    complete_since: date | None = None
    file: str = ""
    line: int = 0
    published: date | None = None
    late: bool = False

    @property
    def core(self) -> Interval:
        """What the printed value may stand for: half a unit of its last place to either side; itself where no place is given."""
        if self.decimals is None:
            return point(self.value)
        half = _half(self.decimals)
        if self.qualifier == "about":
            half = max(half, abs(self.value) * ABOUT)
        return Interval(self.value - half, self.value + half)

    @property
    def harshest(self) -> Verdict:
        """The worst verdict it may cause: only a row of high confidence, without a qualifier, known by then, can fail a claim."""
        return Verdict.FAIL if self.confidence == "high" and not self.qualifier and not self.late else Verdict.WARN

    @property
    def locator(self) -> str:
        """Where to look it up: file:line."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def key(self) -> str:
        """How evidence names it: `Alibaba Group/revenue`."""
        return f"{self.entity}/{self.concept}"

    @property
    def printed(self) -> str:
        """The value in words, no digit lost: "280.154 billion CNY", "13%", "6 quarter"."""
        if self.unit == RATIO:
            return f"{(self.value * 100).normalize():f}%"
        size, word = next(((size, word) for size, word in _SCALES if abs(self.value) >= size), (Decimal(1), ""))
        return " ".join(filter(None, (f"{(self.value / size).normalize():,f}", word, self.unit.name)))

    @property
    def named(self) -> str:
        """Whose figure it is, of what and when, and the figure: "Varda, revenue, 2024-10-01/2024-12-31: 5.02 billion USD"."""
        return f"{self.entity}, {self.concept}, {self.period}: {self.printed}"

    def evidence(self) -> Evidence:
        """The fact as reports cite it."""
        name = self.file.replace("\\", "/").rsplit("/", 1)[-1]
        known = f"published {self.published}{', after the text' if self.late else ''}" if self.published else ""
        said = [str(self.period), self.scope, self.source, known, f"{self.confidence} confidence"]
        return Evidence(f"facts:{name}", self.key, Quantity(self.core, self.unit), self.published or self.period.last,
                        self.locator, "; ".join(filter(None, said)))


@cache
def _half(decimals: int) -> Decimal:
    """Half a unit of a place."""
    return Decimal(1).scaleb(-decimals) / 2


@lru_cache(maxsize=1024)
def unit_named(text: str) -> Unit:
    """The unit of a table's word: three capitals are a currency, `ratio` a ratio, `quarter` a time, other nouns counts.

    SEC's `USD/shares` is an amount of money a share, and counts as money; `pure` is a ratio.
    """
    name = text.strip()
    lead = name.partition("/")[0]
    if len(lead) == 3 and lead.isascii() and lead.isupper() and lead.isalpha():
        return currency(lead) if " " not in name else Unit(name, "index")
    if name.lower() in ("ratio", "pure"):
        return RATIO
    if name.lower() in _TIMES:
        return time(name.lower())
    if " per " in name:
        return Unit(name, "index")
    return count(name.lower().removesuffix("s") if len(name) > 3 else name.lower())


def period_named(text: str) -> Period | None:
    """The days of 2024, 2024-Q4, 2024-12, 2024-12-31, 2024-10-01/2024-12-31; None for anything else."""
    first, slash, last = text.strip().partition("/")
    try:
        if slash:
            return Period(date.fromisoformat(first), date.fromisoformat(last))
        if found := re.fullmatch(_PERIOD, first):
            if found[2]:
                return quarter(int(found[1]), int(found[2]))
            return month(int(found[1]), int(found[3])) if found[3] else year(int(found[1]))
        return day(date.fromisoformat(first))
    except (ValueError, IndexError):
        return None


def read_row(cells: Mapping[str, str], file: str, line: int) -> Fact | tuple[str, ...]:
    """The fact a row states, or everything that is wrong with it; cells are text, keys known column names."""
    wrong = [f"the column '{name}' is empty" for name in REQUIRED if not cells.get(name, "").strip()]
    wrong += [f"the cell '{name}' has {len(text)} characters; at most {LONGEST_CELL} are read"
              for name, text in cells.items() if len(text) > LONGEST_CELL]
    wrong += [f"the cell '{name}' holds a character that cannot be shown" for name, text in cells.items() if "\0" in text]
    if wrong:
        return tuple(wrong)
    values = {name: text.strip() for name, text in cells.items()}
    problems: list[str] = []
    value, decimals = _value(values, problems), _decimals(values, problems)
    period, since = _period(values, problems), _day(values, "complete_since", problems)
    published = _day(values, "published", problems)
    confidence = _choice(values, "confidence", CONFIDENCES, problems) or UNSAID
    qualifier = _choice(values, "qualifier", QUALIFIERS, problems)
    if problems or value is None or period is None:
        return tuple(problems)
    unit = unit_named(values["unit"])
    if values["unit"] == "%":
        value, decimals, unit = value / 100, None if decimals is None else decimals + 2, RATIO
    return Fact(" ".join(values["entity"].split()), " ".join(values["concept"].split()), period, value, unit, qualifier, decimals,
                values.get("scope", ""), values.get("source", ""), confidence, since, file, line, published)


def _value(values: Mapping[str, str], problems: list[str]) -> Decimal | None:
    text = values["value"].replace("−", "-").replace("_", "x")
    plain = text.replace(",", "") if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text) else text
    try:
        value = Decimal(plain)
    except InvalidOperation:
        value = Decimal("NaN")
    # copied, as abs() would round, and the exponent of 1e999999999 overflow
    if not value.is_finite() or value.copy_abs() >= LARGEST or (value and value.adjusted() < SMALLEST):
        problems.append(f"the value '{_short(text)}' is no number; write 280154000000, 280154e6 or 280,154,000,000")
        return None
    return value


def _decimals(values: Mapping[str, str], problems: list[str]) -> int | None:
    text = values.get("decimals", "")
    if not text or text.upper() == "INF":
        return None
    if not re.fullmatch(r"-?\d{1,2}", text) or abs(int(text)) > FINEST:
        problems.append(f"decimals '{_short(text)}' is no place; write -6 for the million, 2 for the hundredth, or nothing")
        return None
    return int(text)


def _period(values: Mapping[str, str], problems: list[str]) -> Period | None:
    start, end, whole = (values.get(name, "") for name in ("period_start", "period_end", PERIOD))
    if not (start or end or whole):
        problems.append("no days are given; fill period_start and period_end, or period (2024-Q4)")
        return None
    if not whole and not start:
        start = end  # a balance-sheet day is often given by its end alone
    period = period_named(whole or f"{start}/{end or start}")
    if period is None:
        said = _short(whole or f"{start} to {end}")
        problems.append(f"'{said}' is no stretch of days; write 2024-12-31 for a day, 2024-Q4, or a start no later than its end")
    return period


def _day(values: Mapping[str, str], name: str, problems: list[str]) -> date | None:
    text = values.get(name, "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(f"{name} '{_short(text)}' is no day; write it as 2015-01-31, or nothing")
        return None


def _choice(values: Mapping[str, str], name: str, choices: tuple[str, ...], problems: list[str]) -> str:
    text = values.get(name, "").lower().replace(" ", "_")
    if text and text not in choices:
        near = did_you_mean(text, choices) or f"; there are {', '.join(choices)}"
        problems.append(f"{name} '{_short(text)}' is not known{near}")
        return ""
    return text


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def header_problems(names: Mapping[str, str]) -> Iterator[str]:
    """What a table's header lacks; keys are column names in small letters."""
    for name in REQUIRED:
        if name not in names:
            near = did_you_mean(name, names)
            wanted = f"a fact table has {', '.join(REQUIRED)} and period, or period_start and period_end"
            yield f"the column '{name}' is missing{near}; {wanted}"
    if PERIOD not in names and "period_end" not in names:
        yield "the column 'period' is missing (or period_start and period_end): for which days the figures hold"
