"""Numbers in words: "twenty-five point three million", "half a billion dollars", "two-thirds", "doubled", "sixth".

One pass over the words of the text; only those of the lexicon's number tables are looked at more closely.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from verifier.extract.counts import noun_after, singular
from verifier.extract.draft import Draft
from verifier.extract.figures import Figure, Place, count, fraction, multiple, read_figure
from verifier.extract.leads import Lead
from verifier.extract.numerals import ONE, Numeral
from verifier.extract.vocabulary import Vocabulary

_WORD = re.compile("[A-Za-z]+")
_NEXT = re.compile("(?:[ \u00a0\n-]|[ -]and[ -]| and a )?([A-Za-z]+)")
_STEP = re.compile("([ \u00a0\n-])(?:(and)[ \n-](?:(a)[ \n-])?)?([A-Za-z]+)")
_OUT_OF = re.compile(" (?:in|out of)(?: every)? ([0-9]+|[a-z]+)\\b")
_PART = re.compile(" of (?:the|its|their|those|these|our|his|her|[0-9]+) ")
_TENTH, TEN, HUNDRED, THOUSAND = Decimal("0.1"), Decimal(10), Decimal(100), Decimal(1000)


class Spelled(NamedTuple):
    """A number in words: where it ends, its value and the size of its last word ("three hundred and eighty billion": 1e9)."""

    end: int
    value: Decimal
    step: Decimal
    scale: str | None = None


def trigger_words(vocabulary: Vocabulary) -> frozenset[str]:
    """The words, as a text may write them, at which a number in words can begin."""
    words = {*vocabulary.numbers, *vocabulary.denominators, *vocabulary.multiples, *vocabulary.ordinals, "hundred", *_scales(vocabulary)}
    return frozenset(words | {word.capitalize() for word in words} | {word.upper() for word in words if len(word) > 3})


def _scales(vocabulary: Vocabulary) -> list[str]:
    return [word for word in ("dozen", "hundred", "thousand", "million", "billion", "trillion", "lakh", "crore") if word in vocabulary.senses]


def numbers_in_words(place: Place, triggers: frozenset[str]) -> list[Draft]:
    """A draft for every number in words, in text order, none overlapping another of this list."""
    drafts: list[Draft] = []
    done = 0
    for match in [match for match in _WORD.finditer(place.text) if match[0] in triggers]:
        if match.start() >= done:
            draft = _word_at(place, match.start(), match.end(), match[0].lower())
            if draft is not None:
                drafts.append(draft)
                done = draft.end
    return drafts


def _word_at(place: Place, start: int, end: int, word: str) -> Draft | None:
    vocabulary = place.vocabulary
    if word in vocabulary.numbers:
        return _cardinal(place, start, end, word)
    if word == "half":
        return _half(place, start, end)
    if word in vocabulary.multiples:
        return _multiple(place, start, end, word)
    if word == "hundred" or word in vocabulary.senses:
        return _article_scale(place, start, end, word)
    share = _share(place, start, end, word) if word in vocabulary.denominators else None
    if share is None and word in vocabulary.ordinals:
        return _ordinal(place, start, end, word)
    return share


def _cardinal(place: Place, start: int, end: int, word: str) -> Draft | None:
    """A number in words with its unit; without one, only what a noun proves to be a count ("one of them" is none)."""
    text, vocabulary = place.text, place.vocabulary
    if start and text[start - 1] in "-’'" and start > 1 and text[start - 2].isalnum():
        return None
    spelled = read_words(text, end, word, vocabulary)
    share = _share_of(place, start, spelled)
    if share is not None:
        return share
    lead = _lead(place, start)
    numeral = Numeral(spelled.value, spelled.step, spelled.step, 0)
    figure = Figure(start, spelled.end, numeral, lead, scale=spelled.scale, spelled=True)
    draft = read_figure(place, figure)
    if draft is not None:
        return draft if draft.kind != "duration" or draft.end > spelled.end else None
    if lead.role in ("rank", "top"):
        return Draft(lead.start, spelled.end, "rank", spelled.value, facets=(("shape", lead.role),), priority=2)
    if spelled.value == ONE or (text[start].isupper() and not _opens_sentence(text, start)):
        return None
    return _counted(place, figure, spelled)


def _counted(place: Place, figure: Figure, spelled: Spelled) -> Draft | None:
    text, vocabulary = place.text, place.vocabulary
    if text[spelled.end:spelled.end + 1] == "-":
        word = _WORD.match(text, spelled.end + 1)
        known = word is not None and word[0].lower() in vocabulary.words["hyphen_nouns"]
        return count(place, figure) if known else None
    if noun_after(text, spelled.end, vocabulary) is not None or _PART.match(text, spelled.end):
        return count(place, figure)
    return count(place, figure) if spelled.value > HUNDRED else None


def _opens_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3):start].rstrip(" \n\"“'‘(")
    return not before or before[-1] in ".!?:;—–-*•" or "\n" in text[max(0, start - 2):start]


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
    return Lead(begin, role="rank") if previous in ("number", "Number", "No.") else Lead(start)


def read_words(text: str, end: int, first: str, vocabulary: Vocabulary) -> Spelled:
    """The number that begins with the word ending at `end`; stops before the first word that does not continue it."""
    total, current, step = Decimal(0), vocabulary.numbers[first], ONE
    scale: str | None = None
    while True:
        match = _STEP.match(text, end)
        if match is None:
            break
        joined, article, word = match[2] is not None, match[3] is not None, match[4].lower()
        small = vocabulary.numbers.get(word)
        if article or (word == "half" and joined):
            if word != "half" or not article:
                break
            return _and_a_half(text, match.end(), total + current, vocabulary)
        if word == "point" and not joined:
            digits = _digits(text, match.end(), vocabulary)
            if digits is None:
                break
            end, current, step = digits[0], current + digits[1], digits[2]
        elif word == "hundred" and not joined and ZERO < current < HUNDRED:
            end, current, step = match.end(), current * HUNDRED, HUNDRED * step
        elif word == "dozen" and not joined and current < TEN:
            end, current = match.end(), current * 12
        elif small is not None and small > 0 and _continues(current, small, joined, scale):
            end, current, step = match.end(), current + small, ONE
        elif not joined and word in _SCALES and word in vocabulary.senses and current > 0:
            factor = vocabulary.senses[word].factor
            total, current, step, scale, end = total + current * factor, Decimal(0), step * factor, word, match.end()
            if step > factor:
                step = factor
        else:
            break
    return Spelled(end, total + current, ONE if current and step > ONE and current % HUNDRED else step, scale if not current else None)


ZERO = Decimal(0)
_SCALES = frozenset({"thousand", "million", "billion", "trillion", "lakh", "crore"})


def _continues(current: Decimal, small: Decimal, joined: bool, scale: str | None) -> bool:
    """Whether a small number goes on with the one before: twenty-five, three hundred (and) eighty, two thousand five."""
    if current == 0:
        return scale is not None and not (joined and scale != "thousand")
    last = current % HUNDRED
    if last == 0:
        return small < HUNDRED
    return not joined and last >= 20 and last % TEN == 0 and small < TEN


def _digits(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Decimal, Decimal] | None:
    """Decimals read out one by one: "point two five"."""
    value, step = ZERO, ONE
    while True:
        match = _STEP.match(text, end)
        small = vocabulary.numbers.get(match[4].lower()) if match is not None and match[2] is None else None
        if match is None or small is None or small >= TEN:
            return (end, value, step) if step < ONE else None
        step *= _TENTH
        value, end = value + small * step, match.end()


def _and_a_half(text: str, end: int, whole: Decimal, vocabulary: Vocabulary) -> Spelled:
    return Spelled(end, whole + Decimal("0.5"), _TENTH)


def _share_of(place: Place, start: int, spelled: Spelled) -> Draft | None:
    """ "two-thirds", "one quarter", "three in five", "nine out of 10"."""
    text, vocabulary = place.text, place.vocabulary
    match = _STEP.match(text, spelled.end)
    below = vocabulary.denominators.get(match[4].lower()) if match is not None and match[2] is None else None
    if match is not None and below is not None and spelled.value < below and spelled.value < 20:
        plural = match[4].lower().endswith("s") or match[4].lower() == "half"
        ending = text[match.end():match.end() + 4]
        before = text[max(0, start - 12):start].split()
        timed = match[4].lower() in ("quarter", "quarters") and match[1] != "-" and (
            not ending.startswith(" of") or (bool(before) and before[-1].lower() in vocabulary.words["half_before"]))
        if (spelled.value == 1) != plural or match[4].lower() == "half":
            return None if timed else fraction(start, match.end(), spelled.value / below)
    ratio = _OUT_OF.match(text, spelled.end)
    if ratio is not None and spelled.value < 100:
        whole = Decimal(ratio[1]) if ratio[1].isdecimal() else vocabulary.numbers.get(ratio[1])
        if whole is not None and spelled.value < whole <= 1000 and (whole < 1900) and place.text[ratio.end():ratio.end() + 1] not in "-%":
            return fraction(start, ratio.end(), spelled.value / whole)
    return None


def _half(place: Place, start: int, end: int) -> Draft | None:
    """ "half a billion dollars" is an amount, "half of" and "by half" a share; "the second half" and "half-year" are neither."""
    text, vocabulary = place.text, place.vocabulary
    if (start and text[start - 1] == "-") or text[start].isupper() and not _opens_sentence(text, start):
        return None
    amount = re.compile("(?: an? |[ -])([A-Za-z]+)").match(text, end)
    word = amount[1].lower() if amount is not None else ""
    if amount is not None and (word in _SCALES or word == "dozen" or (word in vocabulary.senses and vocabulary.senses[word].role in ("percent", "points"))
                               or (word in ("percentage", "per", "basis"))):
        return _half_of_unit(place, start, end, amount, word)
    if text[end:end + 1] == "-":
        return None
    before = text[max(0, start - 16):start].split()
    previous = before[-1].lower() if before else ""
    if previous in vocabulary.words["half_before"]:
        return None
    if word in vocabulary.words["fraction_after"] or (amount is not None and amount[0].startswith(" a")) or previous in vocabulary.words["fraction_before"]:
        timed = word in vocabulary.senses and vocabulary.senses[word].role == "time"
        return None if timed else fraction(start, end, Decimal("0.5"))
    return None


def _half_of_unit(place: Place, start: int, end: int, amount: re.Match[str], word: str) -> Draft | None:
    half = Decimal("0.5")
    if word in _SCALES or word == "dozen":
        factor = place.vocabulary.senses[word].factor if word in _SCALES else Decimal(12)
        value = half * factor
        figure = Figure(start, amount.end(), Numeral(value, value / 5, value / 5, 0), Lead(start), scale=word, spelled=True)
    else:
        figure = Figure(start, amount.start(1) - 1, Numeral(half, _TENTH, _TENTH, 0), Lead(start), spelled=True)
    return read_figure(place, figure) or count(place, figure)


def _article_scale(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "a million dollars", "a hundred stores"; "millions of" and "several billion" have no value."""
    text, vocabulary = place.text, place.vocabulary
    before = text[max(0, start - 3):start].lower()
    if not before.endswith((" a ", "\na ")) and text[max(0, start - 2):start].lower() != "a ":
        return None
    begin = start - 2
    value = HUNDRED if word == "hundred" else vocabulary.senses[word].factor
    follow = _STEP.match(text, end)
    if follow is not None and follow[4].lower() in ("times",) and word == "hundred":
        return None
    figure = Figure(begin, end, Numeral(value, value, value, 0), Lead(begin), scale=word, spelled=True)
    return read_figure(place, figure) or (count(place, figure) if noun_after(text, end, vocabulary) else None)


def _multiple(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "doubled", "threefold", "twice the"; not "doubling down", "double-edged", "twice this year"."""
    text, vocabulary = place.text, place.vocabulary
    if _is_idiom(place, start, end, word) or (text[end:end + 1] == "-" and text[end + 1:end + 2].isalpha()) or text[start - 1:start] == "-":
        return None
    if text[start].isupper() and not _opens_sentence(text, start) and not text[start].islower():
        return None
    if word in ("twice", "thrice"):
        after = _WORD.match(text, end + 1)
        if after is None or after[0].lower() not in vocabulary.words["times_compares"]:
            return None
    if word in ("halves",) and text[end:end + 4] == " of ":
        return None
    return multiple(start, end, vocabulary.multiples[word])


def _share(place: Place, start: int, end: int, word: str) -> Draft | None:
    """ "a third of", "by a quarter": a share only where something says so; a third bank is an ordinal."""
    text, words = place.text, place.vocabulary.words
    before = text[max(0, start - 20):start].lower().split()
    if not before or before[-1] != "a" or word.endswith("s"):
        return None
    follow = _WORD.match(text, end + 1)
    of = follow is not None and follow[0].lower() == "of" and text[end] == " "
    opener = before[-2] if len(before) > 1 else ""
    loose = opener in words["fraction_before"] and (follow is None or singular(follow[0], place.vocabulary) is None) and text[end:end + 1] != "-"
    timed = word == "quarter" and opener == "in"
    if not of and (not loose or timed or (follow is not None and text[end:end + 1] == " " and follow[0].lower() not in words["noun_stops"])):
        return None
    return fraction(start - 2, end, ONE / Decimal(place.vocabulary.denominators[word]))


def _ordinal(place: Place, start: int, end: int, word: str) -> Draft | None:
    text = place.text
    if text[end:end + 1] == "-" or text[start - 1:start] == "-" or _is_idiom(place, start, end, word):
        return None
    if text[start].isupper() and not _opens_sentence(text, start):
        return None
    return Draft(start, end, "ordinal", Decimal(place.vocabulary.ordinals[word]), priority=-1)


def _is_idiom(place: Place, start: int, end: int, word: str) -> bool:
    idiom = place.vocabulary.idioms.get(word)
    if idiom is None:
        return False
    text = place.text
    after = _WORD.match(text, end + 1)
    if after is not None and text[end] in " -\n" and after[0].lower() in idiom.after:
        return True
    before = text[max(0, start - 12):start].lower().split()
    return bool(before) and before[-1] in idiom.before
