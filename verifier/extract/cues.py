"""The words that may begin or close a date, a length of time, a superlative or a streak, and the one pass that finds them.

`Cues` prepares a lexicon once; `scan` looks every word of a text up in it. What a found word amounts to is for
`times` and `claimwords` to say, who look around it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from verifier.extract.skeleton import cases, letters, places
from verifier.lexicon import Lexicon

if TYPE_CHECKING:
    from verifier.extract.shapes import Shapes


class Sort:
    """What a word may be a part of, as bits: one word may be several things ("quarter", "high", "second").

    Plain integers: the members of an enum's flags are ten times slower to combine, and this is done for every hit.
    """

    MONTH: Final = 1
    WEEKDAY: Final = 2
    UNIT: Final = 4
    CODE: Final = 8  # Q4, H1, FY2025
    HALF: Final = 16
    CLOCK: Final = 32
    YESTERDAY: Final = 64
    EXTREME: Final = 128
    MOST: Final = 256
    RECORD: Final = 512
    LEVEL: Final = 1024
    FIRST: Final = 2048
    TOP: Final = 4096
    STREAK: Final = 8192
    BAND: Final = 16384
    FURNITURE: Final = 32768
    HOLIDAY: Final = 65536

    PLAIN_TIMES: Final = 127
    TIMES: Final = 127 + 65536
    CLAIMS: Final = 32767 - 127


class Hit:
    """A cue in a text: characters `start` to `end`, the word in lower case, and what it may be a part of."""

    __slots__ = ("end", "sort", "start", "word")

    def __init__(self, start: int, end: int, word: str, sort: int) -> None:
        self.start: Final = start
        self.end: Final = end
        self.word: Final = word
        self.sort: Final = sort


class Form:
    """A cue as a text may write it, between blanks; the word in lower case, and what it may be a part of."""

    __slots__ = ("blanked", "sort", "word")

    def __init__(self, blanked: bytes, word: str, sort: int) -> None:
        self.blanked: Final = blanked
        self.word: Final = word
        self.sort: Final = sort


class Length:
    """What a unit word counts: "decade" is ten times `year`."""

    __slots__ = ("times", "unit")

    def __init__(self, unit: str, times: Decimal) -> None:
        self.unit: Final = unit
        self.times: Final = times


class Cues:
    """A lexicon made ready for `scan` and for the finders.

    forms    every surface form of a cue, as `scan` looks it up
    lists    table → its words (a table whose values do not matter here)
    values   table → word → text
    numbers  number words → value; ordinals: ordinal words → value
    leads    the words that make a length or a term of the unit after them: "three", "last", "fiscal"
    furniture  a rare word → the phrases no story says, each with where that word stands in it
    holidays   a word → the named days it stands in ("friday": "good friday"), each with where; named_days: when they are
    shapes     turns of phrase that the language writes as one pattern; None for a language without
    """

    def __init__(self, lexicon: Lexicon, more: Iterable[str] = (), sort: int = 0) -> None:
        """Of a lexicon; tables it does not hold are empty, so that their kinds are simply never found.

        `more` are further words to be found in the same pass, exactly as they are written, marked by `sort`.
        """
        table, rows = lexicon.table, lexicon.row_table
        self.months: Final = _whole_numbers(lexicon, "months")
        self.weekdays: Final = _whole_numbers(lexicon, "weekdays") | _whole_numbers(lexicon, "weekdays_short")
        self.lengths: Final = {
            word: Length(row["unit"], Decimal(row.get("times", "1"))) for word, row in rows("time_units").items()
        }
        self.bands: Final = {word: (Decimal(row["low"]), Decimal(row["high"])) for word, row in rows("bands").items()}
        self.numbers: Final = {
            word: Decimal(value) for title in ("number_words", "length_numbers") for word, value in table(title).items()
        }
        self.ordinals: Final = _whole_numbers(lexicon, "ordinal_words")
        self.leads: Final = frozenset().union(
            self.numbers, self.ordinals, self.months,
            *(table(title) for title in ("unit_adjectives", "directions", "relative", "unit_leads")),
        )
        self.furniture: Final = _by_rarest_word(table("furniture_words"), table("furniture_common"))
        self.named_days: Final = rows("holidays")
        self.holidays: Final = _by_rarest_word(sorted(self.named_days, key=len, reverse=True), table("holiday_common"))
        self.lists: Final = {title: frozenset(words) for title, words in lexicon.values.items()}
        self.values: Final = lexicon.values
        self.shapes: Final = _shapes(lexicon)
        words = _surface_forms(lexicon, self.months, self.weekdays, self.lengths, self.furniture)
        for word in self.holidays:
            for form in (word.title(), word.upper()):
                words[form] = words.get(form, 0) | Sort.HOLIDAY
        for word in more:
            words[word] = words.get(word, 0) | sort
        self.forms: Final = {form.encode(): Form(b" %b " % form.encode(), form.lower(), kind) for form, kind in words.items()}


_WORD: Final = re.compile(r"[A-Za-z]+")
_FUSED: Final = re.compile(r"[JFMASOND](?<=[a-z].)[a-z]{2,8}")  # "UpdatedMarch 3, 2025": markup fell out between two words


def scan(text: str, cues: Cues) -> list[Hit]:
    """Every cue of a text, in text order.

    Few words are cues. All are read and looked up without a line of Python for each, in a copy of the text that holds
    nothing but ASCII letters and blanks; then each cue is searched from the end of the one before. A match object for
    every word takes twice as long.
    """
    words = b" %b " % letters(text)  # places shift by one
    forms, find = cues.forms, words.find
    hits = []
    end = 0
    for found in filter(forms.__contains__, words.split()):
        form = forms[found]
        start = find(form.blanked, end)
        end = start + len(found) + 1
        hits.append(Hit(start, end - 1, form.word, form.sort))
    fused = _fused(text, words, cues)
    return sorted(hits + fused, key=_start) if fused else hits


def within(hits: list[Hit], start: int, end: int) -> list[Hit]:
    """Those of `scan`'s that stand wholly between two places."""
    return hits[bisect_left(hits, start, key=_start):bisect_right(hits, end, key=_end)]


def _start(hit: Hit) -> int:
    return hit.start


def _end(hit: Hit) -> int:
    return hit.end


def _fused(text: str, words: bytes, cues: Cues) -> list[Hit]:
    """Months that touch the word before them; `words` are the text's letters, one place further on, and quicker to search."""
    hits = []
    for place in places(cases(words), b"aA"):
        found = _FUSED.match(text, place)
        if found is not None and found[0].lower() in cues.months:
            hits.append(Hit(place, found.end(), found[0].lower(), Sort.MONTH))
    return hits


def _shapes(lexicon: Lexicon) -> Shapes | None:
    if not lexicon.row_table("shapes"):
        return None
    from verifier.extract.shapes import shapes  # no English text needs it

    return shapes(lexicon)


def _whole_numbers(lexicon: Lexicon, title: str) -> dict[str, int]:
    return {word: int(value) for word, value in lexicon.table(title).items()}


def _by_rarest_word(phrases: Iterable[str], common: Mapping[str, str]) -> dict[str, tuple[tuple[str, int], ...]]:
    """Phrases under their longest uncommon word, seldom in a text: "all rights reserved" is looked for at "reserved"."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for phrase in phrases:
        words = _WORD.findall(phrase)
        word = max(words, key=lambda word: (word not in common, len(word)))
        found[word] = (*found.get(word, ()), (phrase, phrase.index(word)))
    return found


def _surface_forms(
    lexicon: Lexicon, months: Iterable[str], weekdays: Iterable[str], lengths: Iterable[str], furniture: Iterable[str]
) -> dict[str, int]:
    words: dict[str, int] = {}

    def note(forms: Iterable[str], sort: int) -> None:
        for form in forms:
            words[form] = words.get(form, 0) | sort

    for name in (*months, *weekdays):
        note({name.title(), name.upper()}, Sort.MONTH if name in months else Sort.WEEKDAY)
    note(lexicon.table("clock_zones"), Sort.CLOCK)
    note(("Q", "q", "H", "FY", "CY", "QFY", "HFY", "MFY"), Sort.CODE)
    for title, sort in (
        ("extremes", Sort.EXTREME), ("levels", Sort.LEVEL), ("streak_words", Sort.STREAK), ("clock_words", Sort.CLOCK),
        ("most_words", Sort.MOST), ("record_words", Sort.RECORD), ("first_words", Sort.FIRST), ("top_words", Sort.TOP),
        ("band_words", Sort.BAND), ("half_words", Sort.HALF), ("yesterday_words", Sort.YESTERDAY),
    ):
        note(_cased(lexicon.table(title)), sort)
    note(_cased(lengths), Sort.UNIT)
    note(_cased(furniture), Sort.FURNITURE)
    return words


def _cased(words: Iterable[str]) -> Iterable[str]:
    for word in words:
        yield from {word, word.capitalize(), word.upper()}
