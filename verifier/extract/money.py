"""Amounts of money: the signs before a number, the nouns after it, whose money a bare word means, and what it is counted by.

Which currency a homonym ("$", "pesos", "crowns") stands for is decided, in this order, by the configuration's or the
document's home country, by the text itself (it says "Swedish crowns" elsewhere, or speaks of one of the countries), and
by custom. For a bare "$" the places named count only at the head of a text that also writes "US$": newswire writes
"S$1.2 billion ($936 million)" from Singapore and means the American.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from verifier import units
from verifier.extract.vocabulary import Money, Sense, Vocabulary
from verifier.units import Unit

SYMBOLS: Final = frozenset("$€£¥￥₩₹₽₺₴₦₱฿₫₪₸₵₡₾₼৳₨¢")
_WORD: Final = "[^\\W\\d_][\\w.°/’']*"
_FIRST: Final = re.compile(f"[ \u00a0\u202f\u2009\n\u2011-]?({_WORD}|%|°[CF]|[€£¥$₹₩¢](?![ \u00a0]?[.]?[0-9]))")
_MORE: Final = re.compile(f"(?:[ \u00a0\n-]({_WORD}))?" * 3)
_UNIT: Final = "[ \u00a0\n-]([A-Za-z]+)"
_PER: Final = re.compile("[ \u00a0\n-]?(?:(?:a|an|per|for each|for every)[ \u00a0\n-]|/ ?)([A-Za-z]+)" + f"(?:{_UNIT})?" * 2)
_BARE_DOLLAR: Final = re.compile("(?<![A-Z.] )(?<![A-Za-z.$])\\$ ?[0-9]")
_LONGEST_WORD: Final = 24
_HAN: Final = "\u2e80"  # from here on no letter belongs to a Latin sign: "金额为US$24亿"
_HEAD: Final = 400  # characters: title, dateline and first sentence
_PER_LEADS: Final = frozenset(
    {*(blank + letter for blank in " \u00a0\n-" for letter in "apef"), *("/" + letter for letter in "sbtolmkgydhuMG ")})
_EACH: Final = re.compile(" (?:apiece|each)\\b")
_ADVERB: Final = re.compile("[ \u00a0](p\\.a(?=\\.)|(?:(?:each|every) )?[a-z]+)\\b(?: ([a-z]+))?")
ADVERB_LEADS: Final = frozenset({" an", " ye", " qu", " mo", " we", " da", " ni", " ho", " ea", " ev", " p."})  # of `per_adverbs`


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
        if money.country is not None and money.country in homes:
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

    def restates(self, sign: Money, noun: Money) -> bool:
        """Whether a homonym behind the number only repeats the sign: "C$5 million dollars", "新台币500亿元"."""
        return sign.code is not None and noun.family is not None and (
            sign.code in self._vocabulary.homes.get(noun.family, {}).values()
        )

    def _decide(self, family: str) -> str:
        homes = self._vocabulary.homes.get(family, {})
        default = self._vocabulary.defaults.get(family, "USD")
        if self._country is not None and self._country in homes:
            return homes[self._country]
        if family == "dollar" and not _tells_dollars_apart(self._text):
            return default
        named: Counter[str] = Counter()
        head = self._text[:_HEAD]
        told = head if family in ("dollar", "cent") else self._text
        for place, country in self._vocabulary.places.items():
            if country in homes:
                named[homes[country]] += told.count(place) + head.count(place.upper())  # a dateline is in capitals
        best = max(named.values(), default=0)
        # a tie, or no place at all, leaves custom to decide
        if best == 0 or named[default] == best:
            return default
        code = named.most_common(1)[0][0]
        return code if family != "cent" or _tells_dollars_apart(self._text) or self._counts_in(code) else default

    def _counts_in(self, code: str) -> bool:
        """Whether a text names that currency as often as it writes "$": then "744 cents a share" are that currency's."""
        nouns = [word for word, sense in self._vocabulary.senses.items() if sense.money is not None and sense.money.code == code]
        return sum(self._text.count(noun) for noun in nouns if not noun.isupper()) >= max(1, self._text.count("$"))


def _tells_dollars_apart(text: str) -> bool:
    """Whether a text writes "US$" for one dollar and "$" for another, as papers in Singapore or Sydney do at home."""
    return "US$" in text and _BARE_DOLLAR.search(text) is not None


def sign_before(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Money] | None:
    """Where the currency sign that ends at `end` begins, and what it stands for; `text[end - 1]` is a symbol.

    >>> sign_before("worth US$5", 9, vocabulary)  # doctest: +SKIP
    (6, Money(code='USD'))
    """
    start = end - 1
    if text[start - 1:start] == " " and text[start - 2:start - 1].islower():  # "paid $5": by far the most
        sign = vocabulary.signs.get(text[start])
        return (start, sign) if sign is not None else None
    low = max(0, end - 5)
    while start > low and ((text[start - 1].isalpha() and text[start - 1] < _HAN) or text[start - 1] == "."):
        start -= 1
    sign = vocabulary.signs.get(text[start:end])
    if sign is None and start < end - 1:
        start = end - 1
        sign = vocabulary.signs.get(text[start])
    if sign is None:
        return None
    return _with_country(text, start, vocabulary) or (start, sign)


def _with_country(text: str, start: int, vocabulary: Vocabulary) -> tuple[int, Money] | None:
    """ "US $5 million", "NZ $20": the sign at `start` with the letters set apart before it."""
    if text[start] != "$" or start < 3 or text[start - 1] != " " or not (text[start - 2].isupper() or text[start - 2] == "."):
        return None
    begin = start - 1
    while begin > max(0, start - 6) and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    local = vocabulary.signs.get(f"{text[begin:start - 1]}$") if start - 1 - begin > 1 else None
    return (begin, local) if local is not None else None


def following(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Sense] | None:
    """The end and meaning of the unit words right after a number: "billion", "percentage points", "Swedish crowns"."""
    if vocabulary.touching:
        return touching_after(text, end, vocabulary)
    word, start = _plain_word(text, end), end + 1
    if not word:
        match = _FIRST.match(text, end)
        if match is None:
            return None
        word, start = match[1], match.start(1)
    senses = vocabulary.senses
    sense = senses.get(word)  # codes are upper case, everything else lower
    lower = word.lower() if sense is None else word
    if lower not in vocabulary.openers:
        if sense is None and (sense := senses.get(lower)) is None:
            if word.isalpha():
                return None
            head = word.partition("/")[0].rstrip(".’'")  # "$20bn/year", "5 km.", "5 GBP."
            sense = senses.get(head) or senses.get(head.lower())
            return (start + len(head), sense) if sense is not None else None
        return start + len(word), sense
    return _longer(text, word, start + len(word), vocabulary)


def _plain_word(text: str, end: int) -> str:
    """The word between two blanks right after a number, by far the most: half the work of a pattern; empty for any other."""
    if text[end:end + 1] != " ":
        return ""
    word, blank, _ = text[end + 1:end + _LONGEST_WORD].partition(" ")
    return word if blank and word.isalpha() else ""


def touching_after(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, Sense] | None:
    """The same for a language without blanks between words: the longest entry that begins here, one blank left out.

    Letters of the Latin alphabet are words of their own: in "3 mobile" no metre is meant.
    """
    start = end + text.startswith((" ", "\u00a0"), end)
    for size in range(min(vocabulary.touching, len(text) - start), 0, -1):
        word = text[start:start + size]
        sense = vocabulary.senses.get(word) or (vocabulary.senses.get(word.lower()) if word.isascii() else None)
        if sense is not None and not (_is_latin(word[-1]) and _is_latin(text[start + size:start + size + 1])):
            return start + size, sense
    return None


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _longer(text: str, first: str, end: int, vocabulary: Vocabulary) -> tuple[int, Sense] | None:
    """What two or three words after a number mean, or the first of them alone."""
    more = _MORE.match(text, end)
    assert more is not None  # it matches nothing at least
    words = [first, *(part for part in more.groups() if part)]
    ends = [end, *(more.end(place) for place in range(1, len(words)))]
    lower = [word.lower() for word in words]
    for size in range(min(3, len(words)), 0, -1):
        phrase = " ".join(lower[:size])
        for key in (phrase, phrase.rstrip(".")):  # "sq. ft." is a unit, "per cent." ends a sentence
            sense = vocabulary.senses.get(key)
            if sense is not None:
                return ends[size - 1] - len(phrase) + len(key), sense
    sense = vocabulary.senses.get(words[0])
    return (end, sense) if sense is not None else _peoples_money(lower, ends, vocabulary)


def _peoples_money(words: list[str], ends: list[int], vocabulary: Vocabulary) -> tuple[int, Sense] | None:
    """Money with whose it is: "U.S. dollars", "New Taiwan dollars", "South Korean won"."""
    for size in range(min(3, len(words) - 1), 0, -1):
        country = vocabulary.peoples.get(" ".join(words[:size]))
        noun = vocabulary.senses.get(words[size].rstrip(".")) if country is not None else None
        if noun is not None and noun.money is not None:
            end = ends[size] - len(words[size]) + len(words[size].rstrip("."))
            money = noun.money
            return end, Sense("money", noun.name, money=Money(money.code, money.family, money.worth, country=country))
    return None


def counted_by(text: str, end: int, vocabulary: Vocabulary) -> tuple[int, str] | None:
    """Where "a share", "per barrel", "/tonne", "apiece" after an amount ends, and what the amount is counted by."""
    if vocabulary.touching and text[end:end + 1] == "/":
        sizes = range(min(vocabulary.touching, len(text) - end - 1), 0, -1)
        word = next((text[end + 1:end + 1 + size] for size in sizes if text[end + 1:end + 1 + size] in vocabulary.per), "")
        return (end + 1 + len(word), vocabulary.per[word]) if word else None
    if text[end:end + 3] in ADVERB_LEADS and (per := adverb_after(text, end, vocabulary)) is not None:
        return end, per  # "annually" stays free: it may speak of the growth and not of the amount
    if text[end:end + 2] not in _PER_LEADS:
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


def adverb_after(text: str, end: int, vocabulary: Vocabulary) -> str | None:
    """What "annually", "each month" behind a figure say it is counted by.

    Of those that are adjectives too, only one without a noun: "a 2% monthly fall" is no 2% a month.
    """
    match = _ADVERB.match(text, end)
    per = vocabulary.per_adverbs.get(match[1]) if match is not None else None
    if match is None or per is None:
        return None
    words = vocabulary.words
    adjective = match[1] in words["per_adverbs_loose"] and match[2] is not None and match[2] not in words["noun_stops"]
    return None if adjective else per
