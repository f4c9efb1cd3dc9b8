"""Amounts of money: the signs before a number, the nouns after it, whose money a bare word means, and what it is counted by.

Which currency a homonym ("$", "pesos", "crowns") stands for is decided, in this order, by the configuration's or the
document's home country, by the text itself (it says "Swedish crowns" elsewhere, or speaks of one of the countries), and
by custom. A bare "$" is not decided by the places a text names: newswire writes "S$1.2 billion ($936 million)".
"""

from __future__ import annotations

import re
from collections import Counter

from verifier import units
from verifier.extract.vocabulary import Money, Sense, Vocabulary
from verifier.units import Unit

SYMBOLS = frozenset("$€£¥￥₩₹₽₺₴₦₱฿₫₪₸₵₡₾₼৳₨¢")
_FOLLOWING = re.compile("[ \u00a0\u202f\n-]?([^\\W\\d_][\\w.°/’']*|[%¢])(?:[ \u00a0\n-]([^\\W\\d_][\\w.]*))?(?:[ \u00a0\n-]([^\\W\\d_][\\w.]*))?(?:[ \u00a0\n-]([^\\W\\d_][\\w.]*))?")
_PER = re.compile("[ \u00a0\n-]?(?:(?:a|an|per|for each|for every)[ \u00a0\n-]|/ ?)([A-Za-z]+)(?:[ \u00a0\n-]([A-Za-z]+))?(?:[ \u00a0\n-]([A-Za-z]+))?")
_EACH = re.compile(" (?:apiece|each)\\b")


class Homonyms:
    """Decides for one document what its bare "$" or "pesos" mean; remembers each family's answer."""

    def __init__(self, vocabulary: Vocabulary, text: str, country: str | None) -> None:
        self._vocabulary, self._text, self._country = vocabulary, text, country
        self._settled: dict[str, str] = {}

    def unit(self, money: Money) -> tuple[Unit, str | None]:
        """The currency, and its name where it had to be decided."""
        if money.code is not None:
            return units.currency(money.code), None
        family = money.family or ""
        homes = self._vocabulary.homes.get(family, {})
        if money.country in homes:
            return units.currency(homes[money.country]), None
        code = self._settled.get(family)
        if code is None:
            code = self._settled[family] = self._decide(family)
        return units.currency(code), self._vocabulary.codes.get(code, code)

    def agree(self, sign: Money, noun: Money) -> bool:
        """Whether a noun says no other money than the sign before the number: "$5 USD" yes, "$7 euro" no."""
        if sign.family is None:
            return sign.code == noun.code
        return noun.family == sign.family or noun.code in self._vocabulary.homes.get(sign.family, {}).values()

    def _decide(self, family: str) -> str:
        homes = self._vocabulary.homes.get(family, {})
        default = self._vocabulary.defaults.get(family, "USD")
        if self._country in homes:
            return homes[self._country]
        if family in ("dollar", "cent") or not homes:
            return default
        named: Counter[str] = Counter()
        lowered = self._text.lower()
        for place, country in self._vocabulary.places.items():
            if country in homes:
                named[homes[country]] += len(re.findall(rf"\b{re.escape(place)}\b", lowered)) if place in lowered else 0
        best = max(named.values(), default=0)
        # a tie, or no place at all, leaves custom to decide
        return default if best == 0 or named[default] == best else named.most_common(1)[0][0]


def sign_before(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Money] | None:
    """Where the currency sign that ends at `end` begins, and what it stands for; `text[end - 1]` is a symbol.

    >>> sign_before("worth US$5", 9, vocabulary)  # doctest: +SKIP
    (6, Money(code='USD'))
    """
    start = end - 1
    low = max(0, end - 5)
    while start > low and (text[start - 1].isalpha() or text[start - 1] == "."):
        start -= 1
    sign = vocabulary.signs.get(text[start:end])
    if sign is None and start < end - 1:
        start = end - 1
        sign = vocabulary.signs.get(text[start])
    if sign is None:
        return None
    if start == end - 1 and start > 2 and text[start - 1] == " ":
        word = text.rfind(" ", max(0, start - 6), start - 1) + 1  # "US $5 million", "NZ $20"
        local = vocabulary.signs.get(f"{text[word:start - 1].lstrip('(')}$") if word and start - 1 - word > 1 and text[start] == "$" else None
        if local is not None:
            return word + (text[word] == "("), local
    return start, sign


def following(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Sense] | None:
    """The end and meaning of the unit words right after a number: "billion", "percentage points", "Swedish crowns"."""
    match = _FOLLOWING.match(text, end)
    if match is None:
        return None
    word = match[1]
    sense = vocabulary.senses.get(word)
    lower = word.lower() if sense is None else word
    if lower not in vocabulary.openers:
        if sense is None:
            sense = vocabulary.senses.get(lower.rstrip("."))
            return (match.start(1) + len(lower.rstrip(".")), sense) if sense is not None else None
        return match.end(1), sense
    words = [part.lower() for part in match.groups() if part]
    for size in range(min(3, len(words)), 0, -1):
        sense = vocabulary.senses.get(" ".join(words[:size])) or (vocabulary.senses.get(word) if size == 1 else None)
        if sense is not None:
            return _trimmed(text, match.end(size)), sense
    return _peoples_money(words, match, vocabulary)


def _trimmed(text: str, end: int) -> int:
    return end - 1 if text[end - 1] == "." and text[end - 2:end] != "t." else end


def _peoples_money(words: list[str], match: re.Match[str], vocabulary: Vocabulary) -> tuple[int, Sense] | None:
    """Money with whose it is: "U.S. dollars", "New Taiwan dollars", "South Korean won"."""
    for size in range(min(3, len(words) - 1), 0, -1):
        country = vocabulary.peoples.get(" ".join(words[:size]))
        noun = vocabulary.senses.get(words[size].rstrip(".")) if country is not None else None
        if noun is not None and noun.money is not None:
            end = match.start(size + 1) + len(words[size].rstrip("."))
            money = noun.money
            return end, Sense("money", noun.name, money=Money(money.code, money.family, money.worth, country=country))
    return None


def counted_by(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """Where "a share", "per barrel", "/tonne", "apiece" after an amount ends, and what the amount is counted by."""
    lead = text[end:end + 2]
    if lead[:1] not in " \u00a0\n-/" or lead[1:] in "":
        return None
    if lead not in _PER_LEADS:
        return None
    each = _EACH.match(text, end)
    if each is not None:
        return each.end(), "item"
    match = _PER.match(text, end)
    if match is None:
        return None
    words = [part.lower() for part in match.groups() if part]
    for size in range(len(words), 0, -1):
        per = vocabulary.per.get(" ".join(words[:size]))
        if per is not None:
            # "from $5 billion a year earlier" names a past year, no rate
            past = size < len(words) and words[size] in vocabulary.words["per_not_before"]
            return None if past else (match.end(size), per)
    return None


_PER_LEADS = frozenset({" a", " p", " e", " f", "-a", "-p", "/s", "/b", "/t", "/o", "/l", "/M", "/m", "/k", "/g", "/y", "/d", "/h", "/u", "\u00a0p", "\u00a0a", "\np", "\na", "/ "})
