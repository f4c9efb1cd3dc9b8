"""For which days a figure is reported: those its sentence names, else those its text was speaking of."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date, timedelta

from msgspec import Struct

from verifier.checks.reading import Sentence
from verifier.model import Mention, Span
from verifier.period import Period
from verifier.sources.facts import Facts
from verifier.sources.ledger import Ledger

REPORTED = (80, 400)  # days of a stretch that figures are reported for
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
_BACK = "since "
_AT = ("as of ", "as at ")  # "12,400 employees as of Dec. 31, 2024": what stood that day, not what was said on it
_FURTHEST = max(map(len, _AT))
FAR = 5_000  # characters within which a text's reporting period is looked for


class Days(Struct, frozen=True):
    """A period and how it is known: `said` beside the figure, `reported` elsewhere in the text, or only `assumed`."""

    period: Period
    known: str


def days_of(ledger: Ledger, facts: Facts, sentence: Sentence, at: int, entity: str = "") -> Days | None:
    """The days a figure at an offset is reported for: the sentence's own, else the nearest the text names before, else after.

    "The quarter ended Dec. 31" is the quarter, "as of Dec. 31" that day; a plain day, a weekday, "the next three years" are no
    reporting periods.
    """
    found = ((mention, reported_for(ledger, mention, facts, entity)) for mention in sentence.mentions)
    own = [(mention, period) for mention, period in found if period is not None]
    past = [(mention, period) for mention, period in own if not _ahead(ledger, period)]
    if past:
        distinct = list(dict.fromkeys(period for mention, period in past if mention.facet("relative") != "previous"))
        nearest = min(past, key=lambda pair: (pair[0].facet("relative") == "previous", _between(pair[0].span, at)))[1]
        return Days(nearest, "said" if len(distinct) <= 1 else "reported")
    if own:
        return None  # the sentence speaks of a time to come
    return _reporting(ledger, facts, at, entity)


def _reporting(ledger: Ledger, facts: Facts, at: int, entity: str) -> Days | None:
    """The quarter or half that the text was speaking of last, else the next one it names."""
    mentions = ledger.mentions
    place = bisect_left(mentions, at, key=lambda mention: mention.span.start)
    for stretch in (range(place - 1, -1, -1), range(place, len(mentions))):
        for number in stretch:
            mention = mentions[number]
            if abs(mention.span.start - at) > FAR:
                break
            reporting = mention.kind == "date" and mention.zone != "boilerplate"
            period = reported_for(ledger, mention, facts, entity) if reporting else None
            if period and period.days <= 190 and mention.facet("relative") is None and not _ahead(ledger, period):
                return Days(period, "reported")
    return None


def _ahead(ledger: Ledger, period: Period) -> bool:
    today = ledger.document.date
    return today is not None and period.last > today


def _between(span: Span, at: int) -> int:
    return max(span.start - at, at - span.end, 0)


def reported_for(ledger: Ledger, mention: Mention, facts: Facts, entity: str = "") -> Period | None:
    """The stretch that figures are reported for which a date or year names; None for other days.

    What is looked back to is none: "its highest level since late 2021" says nothing of a figure of 2021.
    """
    if mention.kind not in ("date", "year") or _lead(ledger, mention, len(_BACK)) == _BACK:
        return None
    if closes := mention.facet("closes") or _closing(ledger, mention):
        number, _, unit = closes.partition(" ")
        return _ending(mention.period, int(number) * MONTHS.get(unit, 0)) if mention.period and number.isdigit() else None
    if mention.facet("fiscal") and (period := _fiscal(mention, facts, entity)) is not None:
        return period
    if mention.period is None:
        return None
    if REPORTED[0] <= mention.period.days <= REPORTED[1]:
        return mention.period
    return mention.period if mention.period.days == 1 and _lead(ledger, mention, _FURTHEST).endswith(_AT) else None


def _lead(ledger: Ledger, mention: Mention, count: int) -> str:
    """The characters before a mention, in small letters."""
    return ledger.document.text[max(0, mention.span.start - count):mention.span.start].lower()


def _ending(period: Period, months: int) -> Period | None:
    """The stretch of so many months that ends with a period's last day."""
    if not months:
        return None
    after = period.last + timedelta(days=1)
    index = after.year * 12 + after.month - 1 - months
    return Period(date(index // 12, index % 12 + 1, min(after.day, 28)), period.last)


# what leads up to the last day of a stretch: "in the quarter that ended on December 31", "for the nine months to Sept. 30"
_CLOSING = r"(?i)\b(quarter|half|year|(three|six|nine|twelve) months) (?:that |which )?(?:end\w+ |closed |to |through )(?:on )?\Z"
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}


def _closing(ledger: Ledger, mention: Mention) -> str | None:
    """How long the stretch is that a plain day ends, as "1 quarter" or "9 month"."""
    if mention.period is None or mention.period.days != 1:
        return None
    lead = _lead(ledger, mention, 40)
    if not any(length in lead for length in ("quarter", "half", "year", "months")):
        return None
    closing = re.compile(_CLOSING)  # when first asked, which most checks never do; the module remembers it
    found = closing.search(ledger.document.text, max(0, mention.span.start - 40), mention.span.start)
    return None if found is None else f"{_COUNTS[found[2].lower()]} month" if found[2] else f"1 {found[1].lower()}"


_YEAR = r"(?:19|20)\d\d"  # compiled when first asked, too


def _fiscal(mention: Mention, facts: Facts, entity: str) -> Period | None:
    """A part of a business year by the entity's own calendar ("fiscal year ends: March"); None where that is not known."""
    ends = facts.names.fiscal.get(entity) or facts.names.fiscal.get(facts.names.owners.get(entity, ""))
    found = re.search(_YEAR, mention.text)
    year = int(found.group()) if found else int(mention.value) if mention.value else None
    if ends is None or year is None:
        return None
    part, months = int(mention.facet("part") or 1), int(mention.facet("months") or 12)
    index = year * 12 + ends - 12 + (part - 1) * months
    first = date(index // 12, index % 12 + 1, 1)
    after = index + months
    return Period(first, date(after // 12, after % 12 + 1, 1) - timedelta(days=1))
