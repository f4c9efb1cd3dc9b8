"""Numbers in words: "twenty-five point three million", "half a billion dollars", "a hundred and fifty stores", "number one".

Only words of the lexicon's number tables are looked at, found in the one pass over the text's words. Shares,
multiples and ordinals, whose words are numbers only in some company, are in `shares`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from verifier.extract.counts import noun_after
from verifier.extract.cues import Hit
from verifier.extract.draft import Draft
from verifier.extract.figures import count, read_figure
from verifier.extract.headlines import in_headline, single
from verifier.extract.leads import Lead
from verifier.extract.numerals import ONE, Numeral, plain
from verifier.extract.place import Figure, Place
from verifier.extract.shares import multiple_word, opens_sentence, ordinal_word, share_of, share_word
from verifier.extract.vocabulary import Vocabulary

ZERO: Final = Decimal(0)
HALF: Final = Decimal("0.5")
TENTH: Final = Decimal("0.1")
TEN: Final = Decimal(10)
HUNDRED: Final = Decimal(100)
_SCALES: Final = ("thousand", "million", "billion", "trillion", "lakh", "crore")
_WORD: Final = re.compile("[A-Za-z]+")
_STEP: Final = re.compile("[ \u00a0\n-](?:(and)[ \n-](?:(a)[ \n-])?)?([A-Za-z]+)")
_AMOUNT: Final = re.compile("(?: an? |[ -])([A-Za-z]+)")
_PART: Final = re.compile(" of (?:the|its|their|those|these|our|his|her|[0-9]+) ")
_TO: Final = re.compile("(?: to |-to-| and |[-–])([A-Za-z]+|[0-9])")


class Spelled:
    """A number in words: where it ends, its value, and the size of its last word ("three hundred and eighty billion": 1e9)."""

    __slots__ = ("end", "scale", "step", "value")

    def __init__(self, end: int, value: Decimal, step: Decimal, scale: str | None = None) -> None:
        self.end: Final = end
        self.value: Final = value
        self.step: Final = step
        self.scale: Final = scale


def trigger_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words, as a text may write them, at which a number in words can begin."""
    words = {*vocabulary.numbers, *vocabulary.denominators, *vocabulary.multiples, *vocabulary.ordinals, "hundred", *_SCALES}
    words |= vocabulary.words["ones"]
    return frozenset(words | {word.capitalize() for word in words} | {word.upper() for word in words if len(word) > 3})


def numbers_in_words(place: Place, hits: Iterable[Hit]) -> list[Draft]:
    """A draft for every number in words, in text order, none overlapping another of this list; `hits` are the trigger words."""
    drafts: list[Draft] = []
    done = 0
    for hit in hits:
        if hit.start >= done:
            draft = _word_at(place, hit.start, hit.end, hit.word)
            if draft is not None:
                drafts.append(draft)
                done = draft.end
    return drafts


def _word_at(place: Place, start: int, end: int, word: str) -> Draft | None:
    vocabulary = place.vocabulary
    if start and place.text[start - 1].isalnum():
        return None  # part of a word with digits: "A350five"
    if word in vocabulary.numbers:
        return _cardinal(place, start, end, word)
    if word == "half":
        return _half(place, start, end)
    if word in vocabulary.multiples:
        return multiple_word(place, start, end, word)
    if word == "hundred" or word in _SCALES:
        return _article_scale(place, start, end, word)
    if word in vocabulary.words["ones"]:
        return single(place, start, end, word)
    share = share_word(place, start, end, word) if word in vocabulary.denominators else None
    return share or (ordinal_word(place, start, end, word) if word in vocabulary.ordinals else None)


def _cardinal(place: Place, start: int, end: int, word: str) -> Draft | None:
    """A number in words with its unit; without one, only what a noun proves to be a count ("one of them" is none)."""
    text, vocabulary = place.text, place.vocabulary
    if start > 1 and text[start - 1] in "-’'" and text[start - 2].isalnum():
        return None
    spelled = read_words(text, end, vocabulary, vocabulary.numbers[word])
    share = share_of(place, start, spelled.end, spelled.value)
    if share is not None:
        return share
    lead = _lead(place, start)
    figure = _figure(start, spelled, lead)
    draft = read_figure(place, figure)
    if draft is not None:
        return draft
    if lead.role:
        return Draft(lead.start, spelled.end, "rank", spelled.value, facets=(("shape", lead.role),), priority=2)
    if text[start].isupper() and not opens_sentence(text, start) and not in_headline(place, start, spelled.end):
        return None
    to = _TO.match(text, spelled.end)  # "three to five percent": the far end has the unit
    if to is not None and (to[1].lower() in vocabulary.numbers or to[1].isdecimal()):
        return count(place, figure)
    return None if spelled.value == ONE else _counted(place, figure)


def _figure(start: int, spelled: Spelled, lead: Lead) -> Figure:
    numeral = Numeral(spelled.value, spelled.step, spelled.step, 0)
    return Figure(start, spelled.end, numeral, lead, scale=spelled.scale, spelled=True)


def _counted(place: Place, figure: Figure) -> Draft | None:
    text, vocabulary = place.text, place.vocabulary
    if text[figure.end:figure.end + 1] == "-":
        word = _WORD.match(text, figure.end + 1)
        known = word is not None and word[0].lower() in vocabulary.words["hyphen_nouns"]
        return count(place, figure) if known else None
    noun = noun_after(text, figure.end, vocabulary)
    proven = noun is not None or figure.numeral.value > HUNDRED or _PART.match(text, figure.end) is not None
    return count(place, figure) if proven else None


def _lead(place: Place, start: int) -> Lead:
    """A minus or rank before the words: "minus five percent", "number one", "top ten"."""
    words = place.text[max(0, start - 10):start]
    if not words.endswith((" ", "-", "\u00a0")):
        return Lead(start)
    previous = words[:-1].rpartition(" ")[2].rpartition("\n")[2].lstrip("(“\"")
    begin = start - 1 - len(previous)
    if previous.lower() in ("minus", "negative"):
        return Lead(begin, negative=True)
    if previous in place.vocabulary.words["rank_tops"]:
        return Lead(begin, role="top")
    return Lead(begin, role="rank") if previous.lower() in ("number", "no.") else Lead(start)


def read_words(
    text: str, end: int, vocabulary: Vocabulary, current: Decimal, total: Decimal = ZERO, scale: str | None = None,
) -> Spelled:
    """The number whose first word, worth `current` (`total` for a scale word), ends at `end`, as far as words go on with it."""
    step = total or (HUNDRED if current == HUNDRED else ONE)
    while (match := _STEP.match(text, end)) is not None:
        joined, word = match[1] is not None, match[3].lower()
        small = vocabulary.numbers.get(word)
        if match[2] is not None:
            if word == "half" and current:
                return Spelled(match.end(), total + current + HALF, TENTH)  # "two and a half percent"
            break
        if word == "point" and not joined and (digits := _digits(text, match.end(), vocabulary)) is not None:
            end, current, step = digits[0], current + digits[1], digits[2]
        elif word == "hundred" and not joined and ZERO < current < HUNDRED:
            end, current, step = match.end(), current * HUNDRED, HUNDRED
        elif word == "dozen" and not joined and ZERO < current < TEN:
            end, current = match.end(), current * 12
        elif small and _continues(current, small, joined, scale):
            end, current, step, scale = match.end(), current + small, ONE, None
        elif word in _SCALES and not joined and current > 0:
            factor = vocabulary.senses[word].factor
            end, total, current, step, scale = match.end(), total + current * factor, ZERO, min(step, ONE) * factor, word
        else:
            break
    return Spelled(end, total + current, step, scale)


def _continues(current: Decimal, small: Decimal, joined: bool, scale: str | None) -> bool:
    """Whether a small number goes on with the one before: twenty-five, three hundred (and) eighty, two thousand five."""
    if current == 0:
        return scale is not None and not (joined and scale != "thousand")
    last = current % HUNDRED
    if last == 0:
        return small < HUNDRED
    return not joined and last >= 20 and last % TEN == 0 and small < TEN


def _digits(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Decimal, Decimal] | None:
    """Decimals read out one by one: where they end, their value and step ("point two five": 0.25, 0.01)."""
    value, step = ZERO, ONE
    while (match := _STEP.match(text, end)) is not None and match[1] is None:
        small = vocabulary.numbers.get(match[3].lower())
        if small is None or small >= TEN:
            break
        step *= TENTH
        value, end = value + small * step, match.end()
    return (end, value, step) if step < ONE else None


def _article_scale(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "a million dollars", "a hundred and fifty stores"; "millions of" and "several billion" have no value."""
    text, vocabulary = place.text, place.vocabulary
    if text[max(0, start - 2):start].lower() != "a " or (start > 2 and text[start - 3].isalnum()):
        return None
    if word == "hundred":
        spelled = read_words(text, end, vocabulary, HUNDRED)
    else:
        spelled = read_words(text, end, vocabulary, ZERO, vocabulary.senses[word].factor, word)
    figure = _figure(start - 2, spelled, Lead(start - 2))
    draft = read_figure(place, figure) or count(place, figure)
    return draft if draft.end > spelled.end or spelled.end > end else None


def _half(place: Place, start: int, end: int) -> Draft | None:
    """ "half a billion dollars" and "half a percentage point" are amounts; any other half may be a share."""
    text, vocabulary = place.text, place.vocabulary
    amount = _AMOUNT.match(text, end)
    word = amount[1].lower() if amount is not None else ""
    if amount is None or "point" in text[end:end + 26] or (start and text[start - 1] == "-"):
        return share_word(place, start, end, "half")
    if word in _SCALES or word == "dozen":
        value = plain(HALF * (vocabulary.senses[word].factor if word in _SCALES else 12))
        spelled = Spelled(amount.end(), value, value / 5, word if word in _SCALES else None)
        figure = _figure(start, spelled, Lead(start))
        return read_figure(place, figure) or count(place, figure)
    figure = _figure(start, Spelled(amount.start(1) - 1, HALF, TENTH), Lead(start))
    draft = read_figure(place, figure) if word in _HALF_UNITS else None
    return draft or share_word(place, start, end, "half")


_HALF_UNITS: Final = frozenset({"percent", "per", "pct"})
