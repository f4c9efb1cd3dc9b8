"""From a number and the words around it to a draft: its scale, its unit, what it is counted by, how exact it is."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from verifier import period as periods
from verifier import units
from verifier.extract.compounds import with_lower_scale
from verifier.extract.counts import noun_after, singular
from verifier.extract.draft import Draft
from verifier.extract.money import ADVERB_LEADS, adverb_after, counted_by, following
from verifier.extract.noamounts import is_weight, names_prices
from verifier.extract.numerals import ONE, negative, precision
from verifier.extract.place import Figure, Place
from verifier.extract.ratios import compares_times, multiple
from verifier.extract.vocabulary import Money, Sense
from verifier.model import MentionKind, Span
from verifier.units import Unit

HUNDRED: Final = Decimal(100)
_LETTER: Final = re.compile("([ \u00a0\u202f\u2009\u2011-]?)([A-Za-z]{1,2})(?![\\w])")
_POINTS: Final = re.compile("%[ \u00a0-]points?\\b")
_HYPHENED: Final = re.compile("-([a-z]{2,})\\b(?!-[a-z]*[0-9])")
_WORD: Final = re.compile("[ \u00a0\n]([A-Za-z]+)")
_PER_LEADS: Final = ADVERB_LEADS | {" a ", " pe"}
# priorities: dates beat bare numbers of the same length, never amounts
_PLAIN: Final = 0
_UNIT: Final = 3
_DURATION: Final = -3
_BASIS: Final = 20


def read_figure(place: Place, figure: Figure) -> Draft | None:
    """The draft of a number with its unit or scale; None for a bare number, which only its surroundings can place."""
    text, end = place.text, figure.end
    before = figure.lead
    if text[end:end + 1] == "+" and text[end + 1:end + 2] in (" ", "%"):
        draft = read_figure(place, figure.ending(end + 1))
        draft = draft or count(place, figure.ending(end + 1))
        draft.qualifier, draft.qualified = "at_least", Span(end, end + 1)
        return draft
    if place.vocabulary.inside and (word := place.vocabulary.inside.get(text[end:end + 1])) is not None:
        draft = read_figure(place, figure.ending(end + 1))  # "3800多亿元", "200余家": the qualifier stands within
        draft = draft or count(place, figure.ending(end + 1))
        draft.qualifier, draft.qualified = word, Span(end, end + 1)
        return draft if draft.end > end + 1 else None
    shut = before.bracketed and text[end:end + 1] == ")"
    if shut:  # accountants' minus: "$(1,234)"
        figure = figure.ending(end + 1).led(before.negated())
    if before.money is None and text[figure.end:figure.end + 1] == "%":
        return _percent(place, figure, figure.end + 1)
    figure, sense, end = _scaled(place, figure)
    if before.money is not None and not (before.money.wary and not _plainly_amount(place, figure)):
        return _signed_money(place, figure, sense, end)
    draft = _in_unit(place, figure, sense, end) if sense is not None else None
    return draft if draft is not None or figure.scale is None else count(place, figure)


def _in_unit(place: Place, figure: Figure, sense: Sense, end: int) -> Draft | None:
    if sense.money is not None:
        return _noun_money(place, figure, sense, sense.money, end)
    if sense.role == "percent":
        return _percent(place, figure, end)
    if sense.role == "points":
        return _quantity(figure, end, "points", sense.unit)
    if sense.role == "measure":
        return _quantity(figure, end, "measure", sense.unit)
    return _occasion(place, figure, sense, end)


def _scaled(place: Place, figure: Figure) -> tuple[Figure, Sense | None, int]:
    """The figure with every scale word behind it ("lakh crore"), and the unit words after those with their end."""
    text, vocabulary = place.text, place.vocabulary
    money = figure.lead.money
    if money is not None and money.scale != ONE:
        figure = figure.scaled(figure.end, money.scale, None)
    near = text[figure.end:figure.end + 4]
    word = len(near) == 4 and near[1:].isalpha()  # three letters: no "m" and no "bn"
    letter = _LETTER.match(text, figure.end) if not word and (money is not None or near[:1].isalpha()) else None
    if letter is not None:
        sense = vocabulary.letters.get(letter[2])
        minor = vocabulary.minor.get(letter[2]) if not letter[1] and money is None else None
        if minor is not None:
            return figure, minor, letter.end()
        if sense is not None and (money is not None or letter[2] in vocabulary.words["scale_letters_plain"]):
            figure = figure.scaled(letter.end(), figure.factor * sense.factor, sense.name)
    for _ in range(3):
        found = following(text, figure.end, vocabulary)
        if found is None:
            return figure, None, figure.end
        end, sense = found
        if sense.role != "scale":
            return figure, sense, end
        name = sense.name if figure.scale is None else f"{figure.scale} {sense.name}"
        figure = figure.scaled(end, figure.factor * sense.factor, name)
        if vocabulary.touching and text[end:end + 1].isdecimal():
            figure = with_lower_scale(place, figure)
    return figure, None, figure.end


def _plainly_amount(place: Place, figure: Figure) -> bool:
    """Whether "R450 million", "P1,250" must be money; "R1", "TOP 10" need not be."""
    return figure.scale is not None or not figure.numeral.whole or "," in place.text[figure.start:figure.end]


def _signed_money(place: Place, figure: Figure, sense: Sense | None, end: int) -> Draft:
    money = figure.lead.money
    assert money is not None
    if _opens_next(place, sense, end):
        sense = None
    named = sense.money if sense is not None else None
    if named is not None and named.worth == ONE and place.homonyms.agree(money, named):
        return _money(place, figure, named, end)  # "$1.2 billion USD", "$5 million Canadian dollars": the name says more
    if named is not None and named.worth == ONE and place.homonyms.restates(money, named):
        return _money(place, figure, money, end)
    # a noun that contradicts the sign ("$7 billion euro") is part of the slip and of the mention; the sign decides
    contradicted = named is not None and named.code is not None and not named.wary and sense is not None and sense.name.islower()
    return _money(place, figure, money, end if contradicted else figure.end)


def _opens_next(place: Place, sense: Sense | None, end: int) -> bool:
    """Whether the currency behind this number belongs to the next one: "Rs 5 crore-Rs 6 crore", "EUR 5m, USD 6m"."""
    sign = sense is not None and (sense.name in place.vocabulary.signs or sense.name in ("rs", "kr"))
    return sign and place.text[end:end + 2].lstrip(" .")[:1].isdecimal()


def _noun_money(place: Place, figure: Figure, sense: Sense, money: Money, end: int) -> Draft | None:
    text = place.text
    if _opens_next(place, sense, end):
        return None
    if figure.scale is None and _is_year(figure) and names_prices(place, figure):
        return _year(figure, (("basis", "prices"),), _BASIS)
    if money.wary and figure.scale is None and figure.numeral.value < HUNDRED and figure.lead.money is None:
        return None
    if money.family == "pound" and is_weight(place, figure, end):
        return _quantity(figure, end, "measure", units.physical("pound"))
    if text[figure.end:figure.end + 1] == "-" and text[end:end + 1] == "-" and figure.scale is None and money.wary:
        return None
    return _money(place, figure, money, end)


def _money(place: Place, figure: Figure, money: Money, end: int) -> Draft:
    unit, assumed = place.homonyms.unit(money)
    if money.worth != ONE:
        figure = figure.scaled(figure.end, figure.factor * money.worth, figure.scale)
    counted = counted_by(place.text, end, place.vocabulary)
    per = None
    if counted is not None:
        end, per = counted
    elif place.vocabulary.per_before:
        per = _counted_before(place, figure.lead.start)
    return _quantity(figure, end, "money", unit, per=per, assumed=assumed)


def _counted_before(place: Place, start: int) -> str | None:
    """What an amount is counted by where that stands before it: "每股3.45元"."""
    words = ((word, per) for word, per in place.vocabulary.per_before.items() if place.text.endswith(word, 0, start))
    return max(words, key=lambda found: len(found[0]), default=("", None))[1]


def _percent(place: Place, figure: Figure, end: int) -> Draft:
    text = place.text
    if text[end + 1:end + 2] == "p" and text[end - 1] == "%" and (points := _POINTS.match(text, end - 1)):
        return _quantity(figure, points.end(), "points", units.POINT)
    per = None
    if (leads := text[end:end + 3]) in _PER_LEADS:  # the words stay free for "a year", a duration of its own
        per = adverb_after(text, end, place.vocabulary)
        if per is None and leads in (" a ", " pe", " an") and (counted := counted_by(text, end, place.vocabulary)) is not None:
            per = counted[1]
    return _quantity(figure, end, "percent", units.PERCENT, per=per)


def _quantity(
    figure: Figure, end: int, kind: MentionKind, unit: Unit | None, *, per: str | None = None, assumed: str | None = None,
    facets: tuple[tuple[str, str], ...] = (), priority: int = _UNIT,
) -> Draft:
    exact = kind == "number" and figure.scale is None and figure.numeral.whole
    found = precision(figure.numeral, figure.factor, exact, kind == "money" and not figure.spelled)
    if figure.lead.negative:
        found = negative(found)
    if figure.scale is not None:
        facets = (*facets, ("scale", figure.scale))
    return Draft(
        figure.lead.start, end, kind, found.value, found.step, found.strict, found.loose, unit,
        None, None, None, None, per, assumed, facets, priority,
    )  # fmt: skip


def _occasion(place: Place, figure: Figure, sense: Sense, end: int) -> Draft | None:
    """Multiples, ordinals and stretches of time: "2.5 times", "3x", "21st", "30 days"."""
    text = place.text
    attached = text[figure.end:figure.end + 1].isalnum()
    if sense.role == "ordinal":
        whole = attached and figure.numeral.whole
        return Draft(figure.start, end, "ordinal", figure.numeral.value, priority=1) if whole else None
    if sense.role == "fold":
        return _multiple(figure, end)
    if sense.role == "times":
        if sense.name != "times":
            return _multiple(figure, end) if attached else None
        word = _WORD.match(text, end)
        compares = not figure.numeral.whole or (word is not None and compares_times(word[1].lower(), place.vocabulary))
        if compares:
            return _multiple(figure, end)
        return _quantity(figure, end, "number", units.count("time"))
    if sense.role == "time" and not figure.lead.negative:
        return _quantity(figure, end, "duration", units.time(sense.name), priority=_DURATION)
    return None


def _multiple(figure: Figure, end: int) -> Draft:
    numeral = figure.numeral
    return multiple(figure.lead.start, end, numeral.value, None if numeral.whole else numeral.step)


def count(place: Place, figure: Figure) -> Draft:
    """A bare number as a count: of the noun behind it if there is one, hyphened ("500-seat") or not."""
    text, vocabulary = place.text, place.vocabulary
    mark = text[figure.end:figure.end + 1]
    hyphened = _HYPHENED.match(text, figure.end) if mark == "-" else None
    if hyphened is not None and hyphened[1] in vocabulary.words["hyphen_nouns"]:
        return _counted(figure, hyphened.end(), singular(hyphened[1], vocabulary) or hyphened[1])
    found = noun_after(text, figure.end, vocabulary)
    if figure.scale is None and not figure.spelled and _is_year(figure):
        if found is None or found[1] not in vocabulary.things:
            return _year(figure, (), _PLAIN)
        found = figure.end, found[1]
    return _counted(figure, *found) if found is not None else _counted(figure, figure.end, "")


def _year(figure: Figure, facets: tuple[tuple[str, str], ...], priority: int) -> Draft:
    period = periods.year(int(figure.numeral.value))
    return Draft(figure.start, figure.end, "year", figure.numeral.value, period=period, facets=facets, priority=priority)


def _counted(figure: Figure, end: int, noun: str) -> Draft:
    facets = (("noun", noun),) if noun else ()
    return _quantity(figure, end, "number", units.count(noun), facets=facets, priority=_UNIT if end > figure.end else _PLAIN)


def _is_year(figure: Figure) -> bool:
    """Four digits from 1900 to 2100: a year, unless people, units or shares follow ("2025 results", "2025 employees")."""
    return figure.end - figure.start == 4 and figure.numeral.whole and 1900 <= figure.numeral.value <= 2100
