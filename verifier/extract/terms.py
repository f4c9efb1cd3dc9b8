"""Calendar units counted from the text's date: "this month", "last week", "this financial year", "the previous year"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from verifier.extract.around import Token, before
from verifier.extract.cues import Cues, Hit
from verifier.extract.dates import CERTAIN
from verifier.extract.draft import Draft
from verifier.extract.resolving import add_months, fiscal_year, same_month_end, step_back, stretch
from verifier.extract.years import fiscal_year_end
from verifier.period import Period

_SAME: Final = frozenset({"same", "corresponding", "comparable", "equivalent", "year-ago"})
_STEPS: Final = {"last": 1, "this": 0, "next": -1, "previous": 1}
_SPANS: Final = {"week": 8, "month": 31, "quarter": 93, "year": 400}  # days: no longer a stretch has such a one before it


def relative_term(text: str, hit: Hit, words: list[Token], today: date | None, cues: Cues) -> Draft | None:
    """"This month", "last week", "the past year", "this financial year": a calendar unit counted from the text's date.

    "The past month" is the month up to that date, "last month" the calendar month before; "the previous year" is left
    open (no period) until `find_previous` finds what it looks back from. None where the words before the unit say nothing.
    """
    if hit.word not in ("week", "month", "quarter", "year") or not words:
        return None
    place = 1 if words[0].word in cues.lists.get("unit_adjectives", ()) and len(words) > 1 else 0
    meaning = cues.values.get("relative", {}).get(words[place].word)
    if meaning is None or (text[hit.end:hit.end + 4] == " of " and meaning != "previous"):
        return None
    start = words[place].start
    if place and words[0].word in cues.lists.get("fiscal_words", ()):
        return _relative_fiscal(text, start, hit.end, meaning, today, cues)
    period = None
    if today and meaning == "past":
        period = stretch(today, 1, hit.word, ahead=False)
    elif today and meaning != "previous":
        period = step_back(today, hit.word, _STEPS[meaning])
    return Draft(start, hit.end, "date", period=period, facets=(("relative", meaning), ("unit", hit.word)), priority=CERTAIN)


def _relative_fiscal(text: str, start: int, end: int, meaning: str, today: date | None, cues: Cues) -> Draft:
    ends_in = fiscal_year_end(text, start, cues)
    period = None
    if today and ends_in and meaning in _STEPS:
        named = today.year + (today.month > ends_in) - _STEPS[meaning]
        period = fiscal_year(named, ends_in)
    facets = (("fiscal", "yes"), ("relative", meaning), ("unit", "year"))
    return Draft(start, end, "date", period=period, facets=facets, priority=CERTAIN)


def find_previous(text: str, drafts: Sequence[Draft]) -> None:
    """Resolves every "previous year" among drafts in text order against the dated period it looks back from.

    In "sales for the quarter ended Dec. 31, 2024, rose from the same period of the previous year" it is that quarter a
    year earlier; without "same", the calendar unit before whatever was dated last. Open (no period) where nothing was.
    """
    for place, draft in enumerate(drafts):
        if draft.period is None and ("relative", "previous") in draft.facets:
            draft.period = _previous(text, draft, drafts[:place])


def _previous(text: str, draft: Draft, earlier: Sequence[Draft]) -> Period | None:
    unit = dict(draft.facets)["unit"]
    same = any(token.word in _SAME for token in before(text, draft.start, 48))
    for candidate in reversed(earlier):
        if draft.start - candidate.end > 300:
            break
        stretched = _stretched(candidate)
        if candidate.kind not in ("date", "year") or stretched is None or (same and stretched.days < 6):
            continue
        if unit == "year" and ((same and stretched.days < 300) or 300 <= stretched.days < 400):
            return Period(add_months(stretched.first, -12), same_month_end(add_months(stretched.last, -12), stretched.last))
        if not same and stretched.days <= _SPANS.get(unit, 0):  # "the previous quarter" is none from a year named before
            return step_back(stretched.first, unit, 1)
    return None


def _stretched(draft: Draft) -> Period | None:
    """The stretch a date closes ("three months ended March 31, 2024" closes the first quarter), or else what it names."""
    closes = dict(draft.facets).get("closes")
    if not closes or draft.period is None:
        return draft.period
    count, unit = closes.split()
    last = draft.period.last
    if unit == "week":
        return stretch(last, int(count), "week", ahead=False)
    months = int(count) * {"month": 1, "quarter": 3, "year": 12}[unit]
    return Period(add_months(last.replace(day=1), 1 - months), last)
