"""Every number of a text that is written in digits.

Digits are searched first and then looked around: in `re` that is many times faster than trying an optional currency
sign everywhere. Each digit of the text ends up in exactly one draft.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from verifier.extract.draft import Draft
from verifier.extract.figures import count, read_figure
from verifier.extract.identifiers import marker_at, name_at, telephone_at
from verifier.extract.leads import Lead, lead
from verifier.extract.money import following
from verifier.extract.numerals import SCAN, Numeral, read_numeral
from verifier.extract.place import Figure, Place
from verifier.extract.ratios import fraction
from verifier.extract.skeleton import digits

_FRACTION: Final = re.compile("(?:[ \u00a0-]([0-9]{1,2}))?[/⁄]([0-9]{1,2})(?![0-9/.])")
_NAME_TAIL: Final = re.compile(
    "-[A-Z]|-[a-z]+-[0-9a-z]|[.][A-Z]{1,3}\\b|[(][a-z]{1,3}[)]|[:/_@&][0-9A-Za-z]|[A-Za-z]|-[0-9]+[A-Za-z]*-"
)
_DIALLED: Final = frozenset(" -).")
_DIALS: Final = frozenset("0123456789(")
_OUT_OF: Final = re.compile(
    " (in|out of)(?: every)? ([0-9]{1,3})(?![0-9.,%-])(?! (?:year|month|week|day|quarter|minute|hour)s?\\b)"
)
_GROUPS: Final = re.compile("(?: [0-9]{3}){1,5}(?![0-9])(?:[.,][0-9]{1,2}(?![0-9]))?")
_BEFORE_NAME: Final = re.compile("([A-Z][A-Za-z]+) $")
_SLASHES: Final = "/⁄"
HUNDRED: Final = Decimal(100)
_VULGAR: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "⅓": Decimal(1) / 3, "⅔": Decimal(2) / 3,
           "⅛": Decimal("0.125"), "⅜": Decimal("0.375"), "⅝": Decimal("0.625"), "⅞": Decimal("0.875")}

_PARTS: Final = frozenset(_VULGAR) | frozenset(_SLASHES)


def numbers_in_digits(place: Place) -> list[Draft]:
    """A draft for every number written in digits, in text order, none overlapping."""
    drafts: list[Draft] = []
    text, read, done = place.text, SCAN.match, 0
    find = digits(text).find
    start = find(b"0")
    while start >= 0 and (match := read(text, start)) is not None:
        draft = _number_at(place, match, done)
        drafts.append(draft)
        done = draft.end
        start = find(b"0", done)
    return drafts


def _number_at(place: Place, match: re.Match[str], done: int) -> Draft:
    text, start = place.text, match.start()
    numeral = read_numeral(place.notation.settled(match[0]))
    before = lead(text, start, done, place.vocabulary)
    if not numeral.digits:
        return telephone_at(text, start) or name_at(text, start, match.end(), done)
    end = start + numeral.digits
    if before.role == "attached":
        sure = _after_prefix(place, start, end, numeral)
        return sure or name_at(text, start, end, done)
    mark = text[end:end + 1]
    if mark and (text[end + 1:end + 2] in _DIALS or mark in _PARTS):
        if before.money is None and mark in _DIALLED and (telephone := telephone_at(text, start)) is not None:
            return telephone
        numeral, end = _with_fraction(text, numeral, end)
        end, numeral = _spaced(place, start, end, numeral, before)
    if text[start - 1:start] == "." and start and (start < 2 or not text[start - 2].isalnum()) and numeral.whole:
        start, numeral = start - 1, read_numeral("0." + match[0])  # ".5%" for 0.5 %
        before = lead(text, start, done, place.vocabulary)
    figure = Figure(start, end, numeral, before)
    draft = read_figure(place, figure if not before.role else figure.led(Lead(start)))  # "the top 5 percent"
    if draft is not None and draft.kind == "number" and _is_name(place, text[start:draft.end]):
        return Draft(start, draft.end, "identifier", priority=1)  # "3M said": a company
    if draft is not None and not (numeral.comma and draft.kind not in ("money", "percent", "points", "measure")):
        return draft
    if match[0][0] == "0" and numeral.whole and end - start > 1:
        return name_at(text, start, end)  # "007" is a serial; "$09 million" is an amount, if an odd one
    if numeral.comma:  # "notes 5,6": no unit bears out the decimal comma
        figure = _before_comma(text, figure)
    return _bare(place, figure)


def _is_name(place: Place, token: str) -> bool:
    """ "3M", "7-Eleven", "401(k)": numbers that are names, whatever stands around them."""
    return token.lower() in place.vocabulary.words["identifier_tokens"]


def _after_prefix(place: Place, start: int, end: int, numeral: Numeral) -> Draft | None:
    """ "sub-5%", "mid-20 percent": a number with a unit behind a lower-case prefix is no name; "GPT-4" is."""
    text = place.text
    if text[start - 1] not in "-‑" or not text[start - 2:start - 1].islower():
        return None
    draft = read_figure(place, Figure(start, end, numeral, Lead(start)))
    return draft if draft is not None and draft.kind in ("percent", "points", "money", "measure") else None


def _spaced(place: Place, start: int, end: int, numeral: Numeral, before: Lead) -> tuple[int, Numeral]:
    """ "1 234 567 euros": groups of three after plain blanks, where a sign or a unit of money shows them to be one."""
    text = place.text
    if text[end:end + 1] != " " or not numeral.whole or end - start > 3:
        return end, numeral
    match = _GROUPS.match(text, end)
    if match is None:
        return end, numeral
    follower = following(text, match.end(), place.vocabulary)
    if before.money is None and (follower is None or follower[1].money is None):
        return end, numeral
    return match.end(), read_numeral(text[start:match.end()].replace(" ", "\u00a0"))


def _with_fraction(text: str, numeral: Numeral, end: int) -> tuple[Numeral, int]:
    """ "5-1/4 percent", "3 1/2", "1/2", "2½": the number with its common fraction, and where that ends."""
    if not numeral.whole:
        return numeral, end
    vulgar = _VULGAR.get(text[end:end + 1])
    if vulgar is not None:
        return _mixed(numeral.value + vulgar, end + 1, numeral)
    match = _FRACTION.match(text, end)
    if match is None or not int(match[2]):
        return numeral, end
    below = Decimal(match[2])
    if match[1] is None:
        return numeral, end
    if int(match[1]) >= below or below not in (2, 3, 4, 8, 16, 32, 64):
        return numeral, end
    return _mixed(numeral.value + Decimal(match[1]) / below, match.end(), numeral)


def _mixed(value: Decimal, end: int, numeral: Numeral) -> tuple[Numeral, int]:
    return Numeral(value, Decimal("0.01"), Decimal("0.01"), numeral.digits), end


def _before_comma(text: str, figure: Figure) -> Figure:
    head = text[figure.start:figure.end].partition(",")[0]
    return figure.of(read_numeral(head) if head else figure.numeral, figure.start + len(head))


def _bare(place: Place, figure: Figure) -> Draft:
    """A number without a unit: a rank, a part of a name, a list number, a common fraction, or a count."""
    text, start, end = place.text, figure.start, figure.end
    role = figure.lead.role
    if figure.lead.money is not None and text[start - 1] != " ":
        return name_at(text, start, end)  # "R1" and "F-15" are models; only an amount makes the letter a currency
    if role in ("rank", "top") and figure.numeral.whole:
        return Draft(figure.lead.start, end, "rank", figure.numeral.value, facets=(("shape", role),), priority=2)
    mark = text[end:end + 1]
    token = text[start:end] if mark == " " else text[start:end + 4].split(None, 1)[0].rstrip(".,;:)")
    if _is_name(place, token):
        return Draft(start, start + len(token), "identifier", priority=1)
    if mark in _SLASHES and mark and figure.numeral.whole:
        share = _FRACTION.match(text, end)
        if share is not None and share[1] is None and 0 < figure.numeral.value < Decimal(share[2]) and int(share[2]) <= 10:
            return fraction(start, share.end(), figure.numeral.value / Decimal(share[2]))
    if role == "name" and "," not in text[start:end]:
        name = name_at(text, start, end)
        name.start, name.priority = figure.lead.start, 1
        return name
    rated = mark == " " and text[end + 1:end + 2] in "io" and figure.numeral.whole and figure.numeral.value < HUNDRED
    ratio = _OUT_OF.match(text, end) if rated else None
    if ratio is not None and figure.numeral.value < int(ratio[2]) and (ratio[1] != "in" or figure.numeral.value <= 3):
        return fraction(start, ratio.end(), figure.numeral.value / Decimal(ratio[2]))
    if mark == " ":
        return count(place, figure)  # the rest looks at what touches the number
    if _NAME_TAIL.match(text, end) is not None:
        draft = name_at(text, start, end)
        named = _BEFORE_NAME.search(text, max(0, draft.start - 24), draft.start)
        return name_at(text, named.start(1), draft.end) if named and text[end] == "-" else draft
    marker = marker_at(text, start, end) if figure.numeral.whole else None
    return marker or count(place, figure)


def vulgar_fractions(place: Place) -> list[Draft]:
    """Signs like "½" that stand alone; one behind a digit belongs to that number."""
    drafts: list[Draft] = []
    if place.text.isascii():
        return drafts
    for sign, value in _VULGAR.items():
        at = place.text.find(sign)
        while at >= 0:
            if at == 0 or not place.text[at - 1].isdecimal():
                figure = Figure(at, at + 1, Numeral(value, Decimal("0.01"), Decimal("0.01"), 1), Lead(at))
                drafts.append(read_figure(place, figure) or fraction(at, at + 1, value))
            at = place.text.find(sign, at + 1)
    return drafts


