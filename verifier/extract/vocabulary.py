"""The lexicon's tables in the shape that reading numbers needs: one look-up per word, values converted once.

Built once per Extractor from `rules/lexicon/<language>/{numbers,units,currencies,iso4217,counting,identifiers}.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from verifier import units
from verifier.extract.numerals import ONE, plain
from verifier.lexicon import Lexicon, Row
from verifier.units import Unit

if TYPE_CHECKING:
    from verifier.extract.characters import Characters

LeadRole = Literal["", "name", "attached", "rank", "top", "minus"]
Role = Literal["scale", "percent", "points", "money", "measure", "time", "times", "fold", "ordinal"]


class Money:
    """A sign or word for money: an ISO code, or the family ("dollar") a homonym belongs to.

    `worth` is what one is in the main unit (a cent 0.01), `scale` what the sign multiplies by (MUSD: a million); a wary
    one is also an everyday word and counts only for plain amounts. `country` narrows a family ("Swedish" crowns).
    """

    __slots__ = ("code", "country", "family", "scale", "wary", "worth")

    def __init__(
        self, code: str | None = None, family: str | None = None, worth: Decimal = ONE, scale: Decimal = ONE,
        wary: bool = False, country: str | None = None,
    ) -> None:  # fmt: skip
        self.code: Final = code
        self.family: Final = family
        self.worth: Final = worth
        self.scale: Final = scale
        self.wary: Final = wary
        self.country: Final = country

    def scaled(self, scale: Decimal) -> Money:
        """The same money in thousands, millions."""
        return Money(self.code, self.family, self.worth, self.scale * scale, self.wary, self.country)


class Sense:
    """What the words after a number make of it: a scale (`factor`), a unit, an amount of money, an occasion."""

    __slots__ = ("factor", "money", "name", "role", "unit")

    def __init__(
        self, role: Role, name: str, factor: Decimal = ONE, unit: Unit | None = None, money: Money | None = None,
    ) -> None:  # fmt: skip
        self.role: Final = role
        self.name: Final = name
        self.factor: Final = factor
        self.unit: Final = unit
        self.money: Final = money


class Idiom:
    """Words right before or after a number word with which it counts nothing."""

    __slots__ = ("after", "before")

    def __init__(self, before: frozenset[str], after: frozenset[str]) -> None:
        self.before: Final = before
        self.after: Final = after


class Vocabulary:
    """Everything a language says about numbers; see the tables of the same names in the lexicon for what they hold.

    `senses` maps one to three lower-case words, hyphens as blanks, to what they say after a number; `openers` are the
    first words of the longer ones. `signs` and `letters` are case-sensitive. `before` are the words that mean something
    before a number, those of `signs` and of `leads`. `touching` is the length of the longest word where the language puts no
    blanks between words, so that the longest entry that fits is the word; 0 for all others. `things` are the singulars of
    `counted`.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        """Of a lexicon; tables it lacks are empty, and nothing of their kind is then read."""
        table, rows = lexicon.table, lexicon.row_table
        self.senses: Final = _senses(lexicon)
        self.peoples: Final = dict(table("currency_peoples")) | dict(table("peoples"))
        longer = (*(key for key in self.senses if " " in key), *self.peoples)
        self.openers: Final = frozenset(key.split(" ", 1)[0] for key in longer)
        self.letters: Final = {key: Sense("scale", key, plain(Decimal(value))) for key, value in table("scale_letters").items()}
        self.minor: Final = {key: _minor(key, code) for key, code in table("minor_letters").items()}
        self.signs: Final = _signs(lexicon)
        self.leads: Final = _leads(lexicon)
        self.before: Final = frozenset({*self.signs, *self.leads})
        self.homes: Final = {family: dict(row) for family, row in rows("currency_homes").items()}
        self.defaults: Final = table("currency_defaults")
        self.codes: Final = table("currency_codes")
        self.places: Final = table("places")
        self.numbers: Final = _decimals(table("number_words"))
        self.denominators: Final = {key: int(value) for key, value in table("denominators").items()}
        self.multiples: Final = _decimals(table("multiples"))
        self.ordinals: Final = {key: int(value) for key, value in table("ordinal_words").items()}
        self.idioms: Final = {key: _idiom(row) for key, row in rows("idioms").items()}
        self.per: Final = table("per")
        self.per_adverbs: Final = table("per_adverbs")
        self.counted: Final = table("counted")
        self.things: Final = frozenset(self.counted.values())
        self.words: Final = {name: frozenset(table(name)) for name in _WORD_SETS}
        self.touching: Final = _longest(lexicon, self.senses)
        self.per_before: Final = table("per_before")
        self.inside: Final = table("qualifier_inside")
        self.joins: Final = table("range_joins")
        self.head_scales: Final = _decimals(table("head_scales"))
        self.characters: Final = _characters(lexicon)


_WORD_SETS: Final = (
    "fraction_after", "fraction_before", "fraction_follow", "half_before", "times_compares", "weighed", "weighing",
    "per_not_before", "not_counted", "noun_stops", "hyphen_nouns", "identifier_tokens", "rank_tops",
    "scale_letters_plain", "vague_before", "unscaled_rows", "ones", "names_before", "adjective_endings",
    "prices_before", "prices_not_after", "per_adverbs_loose", "state_verbs", "state_verbs_of_things", "range_verbs",
    "be_forms", "foretellers",
)


def _characters(lexicon: Lexicon) -> Characters | None:
    if not lexicon.table("numeral_digits"):
        return None
    from verifier.extract.characters import characters  # no text of another script needs it

    return characters(lexicon)


def _longest(lexicon: Lexicon, senses: Mapping[str, Sense]) -> int:
    if lexicon.table("writing").get("blanks") != "none":
        return 0
    words = (*senses, *lexicon.row_table("currency_signs"), *lexicon.table("counted"), *lexicon.table("identifier_heads"))
    return max(map(len, words), default=0)


def _decimals(table: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(value) for key, value in table.items()}


def _minor(letter: str, code: str) -> Sense:
    return Sense("money", letter, money=Money(code, worth=Decimal("0.01")))


def _idiom(row: Row) -> Idiom:
    return Idiom(frozenset(row.get("before", "").split("|")), frozenset(row.get("after", "").split("|")))


def _senses(lexicon: Lexicon) -> dict[str, Sense]:
    senses: dict[str, Sense] = {}
    for word, factor in lexicon.table("scales").items():
        senses[word] = Sense("scale", word, plain(Decimal(factor)))
    for word, name in lexicon.table("time_nouns").items():
        senses[word] = Sense("time", name)
    for word, name in lexicon.table("measures").items():
        senses.setdefault(_key(word), Sense("measure", word, unit=units.physical(name)))
    for word in lexicon.table("percents"):
        senses[_key(word)] = Sense("percent", word, unit=units.PERCENT)
    for word, name in lexicon.table("points").items():
        senses[_key(word)] = Sense("points", word, unit=units.POINT if name == "pp" else units.BASIS_POINT)
    wary = lexicon.table("currency_nouns_wary")
    for word, row in lexicon.row_table("currency_nouns").items():
        senses[_key(word)] = Sense("money", word, money=_money(row, word in wary))
    careful = lexicon.table("currency_codes_wary")
    for code in lexicon.table("currency_codes"):
        senses[code] = Sense("money", code, money=Money(code, wary=code in careful))  # upper case keeps codes from words
    for sign, row in lexicon.row_table("currency_signs").items():
        if len(sign) == 1 and not sign.isalnum():
            senses[sign] = Sense("money", sign, money=_money(row))  # "5 €"
    for word in ("times", "x", "×", *lexicon.table("times_words")):
        senses[word] = Sense("times", word)
    senses["fold"] = Sense("fold", "fold")
    for ending in ("st", "nd", "rd", "th"):
        senses[ending] = Sense("ordinal", ending)
    return senses


def _key(word: str) -> str:
    return word.replace("-", " ")


def _money(row: Row, wary: bool = False) -> Money:
    return Money(row.get("code"), row.get("family"), Decimal(row.get("worth", "1")), plain(Decimal(row.get("scale", "1"))), wary)


def _leads(lexicon: Lexicon) -> dict[str, LeadRole]:
    leads: dict[str, LeadRole] = dict.fromkeys(lexicon.table("identifier_heads"), "name")
    roles: tuple[tuple[str, LeadRole], ...] = (("rank_heads", "rank"), ("rank_tops", "top"), ("minus_words", "minus"))
    for table, role in roles:
        leads.update(dict.fromkeys(lexicon.table(table), role))
    return leads


def _signs(lexicon: Lexicon) -> dict[str, Money]:
    careful = lexicon.table("currency_codes_wary")
    signs = {code: Money(code, wary=code in careful) for code in lexicon.table("currency_codes")}
    signs |= {letter: Money(code, wary=True) for letter, code in lexicon.table("currency_letters").items()}
    return signs | {sign: _money(row) for sign, row in lexicon.row_table("currency_signs").items()}

