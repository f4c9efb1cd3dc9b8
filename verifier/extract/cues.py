"""The words that may begin or close a date, a length of time, a superlative or a streak, and the one pass that finds them.

`read_cues` prepares a lexicon once; `scan` looks every word of a text up in it. What a found word amounts to is for
`times` and `claimwords` to say, who look around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from verifier.extract.skeleton import letters
from verifier.lexicon import Lexicon, Row

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


class Hit(NamedTuple):
    """A cue in a text: characters `start` to `end`, the word in lower case, and what it may be a part of."""

    start: int
    end: int
    word: str
    sort: int


class Form(NamedTuple):
    """A cue as a text may write it, between blanks; the word in lower case, and what it may be a part of."""

    blanked: bytes
    word: str
    sort: int


class Length(NamedTuple):
    """What a unit word counts: "decade" is ten times `year`."""

    unit: str
    times: Decimal


class Cues(NamedTuple):
    """A lexicon made ready for `scan` and for the finders.

    forms    every surface form of a cue, as `scan` looks it up
    lists    table → its words (a table whose values do not matter here)
    values   table → word → text
    openings  how the months' names begin
    numbers  number words → value; ordinals: ordinal words → value
    leads    the words that make a length or a term of the unit after them: "three", "last", "fiscal"
    furniture  a rare word → the phrases no story says, each with where that word stands in it
    holidays   a word → the named days it stands in ("friday": "good friday"), each with where; named_days: when they are
    shapes     turns of phrase that the language writes as one pattern; None for a language without
    """

    forms: Mapping[bytes, Form]
    lists: Mapping[str, frozenset[str]]
    values: Mapping[str, Mapping[str, str]]
    months: Mapping[str, int]
    openings: frozenset[bytes]
    weekdays: Mapping[str, int]
    lengths: Mapping[str, Length]
    numbers: Mapping[str, Decimal]
    ordinals: Mapping[str, int]
    bands: Mapping[str, tuple[Decimal, Decimal]]
    leads: frozenset[str]
    furniture: Mapping[str, tuple[tuple[str, int], ...]]
    holidays: Mapping[str, tuple[tuple[str, int], ...]]
    named_days: Mapping[str, Row]
    shapes: Shapes | None


_WORD = re.compile(r"[A-Za-z]+")
_BLANK = ord(" ")
_FUSED = re.compile(r"[JFMASOND](?<=[a-z].)[a-z]{2,8}")  # "UpdatedMarch 3, 2025": a page's markup fell out between two words


def scan(text: str, cues: Cues) -> list[Hit]:
    """Every cue of a text, in text order.

    Few words are cues. All are read and looked up without a line of Python for each, in a copy of the text that holds
    nothing but ASCII letters and blanks; then each cue is searched from the end of the one before. A match object for
    every word takes twice as long.
    """
    words = b" %b " % letters(text)  # places shift by one
    forms, find, new = cues.forms, words.find, tuple.__new__
    hits = []
    end = 0
    for found in filter(forms.__contains__, words.split()):
        blanked, word, sort = forms[found]
        start = find(blanked, end)
        end = start + len(found) + 1
        hits.append(new(Hit, (start, end - 1, word, sort)))
    fused = _fused(text, words, cues)
    return sorted(hits + fused) if fused else hits


def _fused(text: str, words: bytes, cues: Cues) -> list[Hit]:
    """Months that touch the word before them; `words` are the text's letters, one place further on, and quicker to search."""
    hits = []
    for opening in cues.openings:
        place = words.find(opening)
        while place >= 0:
            if words[place - 1] != _BLANK and (found := _FUSED.match(text, place - 1)) and found[0].lower() in cues.months:
                hits.append(Hit(place - 1, found.end(), found[0].lower(), Sort.MONTH))
            place = words.find(opening, place + 1)
    return hits


def read_cues(lexicon: Lexicon, more: Iterable[str] = (), sort: int = 0) -> Cues:
    """The cues of a lexicon; tables it does not hold are empty, so that their kinds are simply never found.

    `more` are further words to be found in the same pass, exactly as they are written, marked by `sort`.
    """
    months = _whole_numbers(lexicon, "months")
    weekdays = _whole_numbers(lexicon, "weekdays") | _whole_numbers(lexicon, "weekdays_short")
    lengths = {
        word: Length(row["unit"], Decimal(row.get("times", "1"))) for word, row in lexicon.row_table("time_units").items()
    }
    bands = {word: (Decimal(row["low"]), Decimal(row["high"])) for word, row in lexicon.row_table("bands").items()}
    numbers = {
        word: Decimal(value) for title in ("number_words", "length_numbers") for word, value in lexicon.table(title).items()
    }
    ordinals = _whole_numbers(lexicon, "ordinal_words")
    furniture = _by_rarest_word(lexicon.table("furniture_words"), lexicon.table("furniture_common"))
    leads = frozenset().union(
        numbers, ordinals, months, *(lexicon.table(t) for t in ("unit_adjectives", "directions", "relative", "unit_leads")),
    )
    named_days = lexicon.row_table("holidays")
    holidays = _by_rarest_word(sorted(named_days, key=len, reverse=True), lexicon.table("holiday_common"))
    words = _surface_forms(lexicon, months, weekdays, lengths, furniture)
    for word in holidays:
        for form in (word.title(), word.upper()):
            words[form] = words.get(form, 0) | Sort.HOLIDAY
    for word in more:
        words[word] = words.get(word, 0) | sort
    return Cues(
        forms={form.encode(): Form(b" %b " % form.encode(), form.lower(), sort) for form, sort in words.items()},
        lists={title: frozenset(table) for title, table in lexicon.values.items()},
        values=lexicon.values,
        months=months,
        openings=frozenset(month[:3].capitalize().encode() for month in months),
        weekdays=weekdays,
        lengths=lengths,
        numbers=numbers,
        ordinals=ordinals,
        bands=bands,
        leads=leads,
        furniture=furniture,
        holidays=holidays,
        named_days=named_days,
        shapes=_shapes(lexicon),
    )


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
