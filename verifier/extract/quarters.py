"""Parts of a year in reporting: "fourth quarter of 2024", "the December quarter", "first half", "Q4 FY2025", "9MFY25"."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from verifier import period as periods
from verifier.extract.around import Token
from verifier.extract.cues import Cues, Hit
from verifier.extract.dates import CERTAIN, word_before
from verifier.extract.draft import Draft
from verifier.extract.resolving import add_months, fiscal_year, months_ending, nearest, same_month_end
from verifier.extract.years import fiscal_year_end
from verifier.period import Period

# the year after "fourth quarter", "Q4", "first half": "of 2024", ", 2024", "of fiscal year 2024", "FY24", "of last year"
_YEAR_OF: Final = re.compile(
    r"(?:,?[ \xa0\n-](?:(?:of|in|for)[ \n])?(?:the )?|(?=['’]|FY))(?:"
    r"(?:(?P<fiscal>(?:[Ff]iscal|[Ff]inancial)(?: [Yy]ear)?,? |FY ?)?(?P<year>(?:19|20)[0-9]{2})"
    r"|(?:(?P<short_fiscal>FY ?)['’]?|['’])(?P<short>[0-9]{2}))(?![0-9,.-][0-9]|[0-9%])"
    r"|(?P<relative>last|this|next) (?P<kind>(?:fiscal |financial )?year)\b)"
)
_OF_FISCAL: Final = re.compile(r" of (?:its|their|our|the) (?:fiscal|financial|business) year\b")
_CODE: Final = re.compile(r"([1-4])(?:(?=FY)|(?![0-9%A-Za-z]|[.,][0-9]))")
_FY: Final = re.compile(r"[ '’]{0,2}((?:19|20)[0-9]{2}|[0-9]{2})(?:[/–-](?:20)?([0-9]{2}))?(?![0-9%A-Za-z]|[.,][0-9])")
_SHORT_YEAR: Final = re.compile(r" ?['’]?((?:20)?[0-9]{2})(?![0-9%A-Za-z]|[.,][0-9])")
_JOINED_CODES: Final = {"qfy": 3, "hfy": 6, "mfy": 1}
_NUMBER_BEFORE: Final = re.compile(r"(?<![0-9A-Za-z.,])[0-9]{1,2}\Z")
_TO: Final = frozenset({"-", "–", "to"})


def quarter_term(text: str, hit: Hit, words: list[Token], today: date | None, cues: Cues) -> Draft | None:
    """"Fourth quarter of 2024", "third-quarter", "the December quarter", "first half", "first nine months of 2025"."""
    if not words:
        return None
    place = 1 if words[0].word == "-" and len(words) > 1 else 0
    if place == 0 and words[0].word in ("fiscal", "financial") and len(words) > 1:
        place = 1
    lead = words[place]
    if hit.word == "quarter" and lead.word in cues.months:
        return _named_quarter(text, words, place, hit, today, cues)
    number = 4 if lead.word in ("final", "last") else cues.ordinals.get(lead.word, 0)
    if hit.word == "half":
        limit, months = 2, 6
        number = 2 if lead.word in ("final", "last") else number
    else:
        limit, months = 4, 3
    if not 1 <= number <= limit or (lead.word in ("last",) and not _YEAR_OF.match(text, hit.end)):
        return None
    fiscal = words[0].word in ("fiscal", "financial") or (len(words) > place + 1 and words[place + 1].word == "fiscal")
    return part_draft(text, (lead.start, hit.end), (number, months), fiscal, today, cues)


def _named_quarter(text: str, words: list[Token], place: int, hit: Hit, today: date | None, cues: Cues) -> Draft:
    lead = words[place]
    month = cues.months[lead.word]
    start, length = lead.start, 3
    if len(words) > place + 2 and words[place + 1].word in _TO and words[place + 2].word in cues.months:
        start = words[place + 2].start  # "the April-June quarter"
        length = (month - cues.months[words[place + 2].word]) % 12 + 1
    found = _YEAR_OF.match(text, hit.end)
    year = int(found["year"]) if found and found["year"] else None
    last = periods.month(year, month).last if year else nearest(month, 28, today, "last" if today else "")
    period = months_ending(periods.month(last.year, last.month).last, length) if last else None
    end = found.end() if found and year else hit.end
    return Draft(start, end, "date", period=period, facets=() if year else (("year", "assumed"),), priority=CERTAIN)


def part_draft(
    text: str, span: tuple[int, int], part: tuple[int, int], fiscal: bool, today: date | None, cues: Cues
) -> Draft:
    """The nth stretch of so many months of the year that follows in the text, or of the one the text's date suggests."""
    number, months = part
    found = _YEAR_OF.match(text, span[1])
    end = found.end() if found else span[1]
    fiscal = fiscal or bool(found and (found["fiscal"] or found["short_fiscal"] or found["kind"] not in (None, "year")))
    if found is None and text[end:end + 4] == " of ":
        fiscal = fiscal or _OF_FISCAL.match(text, end) is not None
    facets = [("months", str(months)), ("part", str(number))]
    year = _year_of(found, today)
    if year is None and today and not fiscal:
        year = _latest(number, months, today)
        facets.append(("year", "assumed"))
    ends_in = fiscal_year_end(text, span[0], cues) if fiscal else 12
    if fiscal:
        facets.append(("fiscal", "yes"))
    period = None
    if year is not None and ends_in:
        first = add_months(fiscal_year(year, ends_in).first, (number - 1) * months)
        period = Period(first, same_month_end(add_months(first, months - 1), periods.month(first.year, first.month).last))
    return Draft(span[0], end, "date", period=period, facets=tuple(sorted(facets)), priority=CERTAIN)


def _year_of(found: re.Match[str] | None, today: date | None) -> int | None:
    if found is None:
        return None
    if found["relative"]:
        return today.year + {"last": -1, "next": 1}.get(found["relative"], 0) if today else None
    return int(found["year"]) if found["year"] else 2000 + int(found["short"])


def _latest(number: int, months: int, today: date) -> int:
    """The year whose nth stretch had begun last: news about "the fourth quarter" in February looks back."""
    return today.year if (number - 1) * months + 1 <= today.month else today.year - 1


def code_term(text: str, hit: Hit, today: date | None, cues: Cues) -> Draft | None:
    """"Q4 2024", "4Q24", "H1", "FY2025", "FY25": the analyst's short forms; None for a lone letter."""
    digit = text[hit.start - 1:hit.start]
    numbered = digit.isdecimal() and not text[max(0, hit.start - 2):hit.start - 1].isalnum()
    if hit.word in ("q", "h"):
        months, limit = (3, 4) if hit.word == "q" else (6, 2)
        if numbered and 1 <= int(digit) <= limit:
            return _short_part(text, hit, (int(digit), months), today, cues)
        found = _CODE.match(text, hit.end)
        if not found or int(found[1]) > limit or text[hit.start - 1:hit.start].isalnum():
            return None
        fiscal = word_before(text, hit.start) in cues.lists.get("fiscal_words", ())
        return part_draft(text, (hit.start, found.end()), (int(found[1]), months), fiscal, today, cues)
    found = _FY.match(text, hit.end)
    if found and hit.word in _JOINED_CODES:
        return _fiscal_part(text, hit, found, cues)
    if not found or hit.word not in ("fy", "cy"):
        return None
    year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    ends_in = 12 if hit.word == "cy" else fiscal_year_end(text, hit.start, cues)
    period = fiscal_year(year + bool(found[2]), ends_in) if ends_in else None
    facets = () if hit.word == "cy" else (("fiscal", "yes"),)
    return Draft(hit.start, found.end(), "year", value=Decimal(year), period=period, facets=facets, priority=CERTAIN)


def _fiscal_part(text: str, hit: Hit, found: re.Match[str], cues: Cues) -> Draft | None:
    """"1HFY25", "9MFY24": how many months (or which half or quarter) of a financial year."""
    digits = _NUMBER_BEFORE.search(text, max(0, hit.start - 3), hit.start)
    if not digits or not 1 <= int(digits[0]) <= 12:
        return None
    number, months = (1, int(digits[0])) if hit.word == "mfy" else (int(digits[0]), _JOINED_CODES[hit.word])
    year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    ends_in = fiscal_year_end(text, hit.start, cues)
    period = None
    if ends_in and number * months <= 12:
        first = add_months(fiscal_year(year, ends_in).first, (number - 1) * months)
        period = Period(first, same_month_end(add_months(first, months - 1), periods.month(first.year, first.month).last))
    facets = (("fiscal", "yes"), ("months", str(months)), ("part", str(number)))
    return Draft(digits.start(), found.end(), "date", period=period, facets=facets, priority=CERTAIN)


def _short_part(text: str, hit: Hit, part: tuple[int, int], today: date | None, cues: Cues) -> Draft | None:
    """"4Q24", "1H25", "4Q 2024": the digit stands before the letter."""
    found = _SHORT_YEAR.match(text, hit.end)
    start = hit.start - 1
    if not found:
        return part_draft(text, (start, hit.end), part, False, today, cues) if not text[hit.end:hit.end + 1].isalnum() else None
    year = int(found[1]) + (2000 if len(found[1]) == 2 else 0)
    number, months = part
    first = date(year, (number - 1) * months + 1, 1)
    period = Period(first, periods.month(year, number * months).last)
    facets = (("months", str(months)), ("part", str(number)))
    return Draft(start, found.end(), "date", period=period, facets=facets, priority=CERTAIN)


def months_of_year(text: str, lead: Token, end: int, number: int, today: date | None, cues: Cues) -> Draft | None:
    """"First nine months of 2024", "final three months of 2004" from that word to where "months" ends; None without a year."""
    if lead.word not in ("first", "final", "last") or not 1 <= number <= 12 or not _YEAR_OF.match(text, end):
        return None
    if lead.word == "first":
        return part_draft(text, (lead.start, end), (1, number), False, today, cues)
    return part_draft(text, (lead.start, end), (12 // number, number), False, today, cues) if 12 % number == 0 else None

