"""The lexicon's tables in the shape that reading numbers needs: one look-up per word, values converted once.

Built once per Extractor from `rules/lexicon/<language>/{numbers,units,currencies,iso4217,counting,identifiers}.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from verifier import units
from verifier.extract.numerals import plain
from verifier.lexicon import Lexicon, Row
from verifier.units import Unit

if TYPE_CHECKING:
    from verifier.extract.characters import Characters

ONE = Decimal(1)
LeadRole = Literal["", "name", "attached", "rank", "top", "minus"]
Role = Literal["scale", "percent", "points", "money", "measure", "time", "times", "fold", "ordinal"]


class Money(NamedTuple):
    """A sign or word for money: an ISO code, or the family ("dollar") a homonym belongs to.

    `worth` is what one is in the main unit (a cent 0.01), `scale` what the sign multiplies by (MUSD: a million); a wary
    one is also an everyday word and counts only for plain amounts. `country` narrows a family ("Swedish" crowns).
    """

    code: str | None = None
    family: str | None = None
    worth: Decimal = ONE
    scale: Decimal = ONE
    wary: bool = False
    country: str | None = None


class Sense(NamedTuple):
    """What the words after a number make of it: a scale (`factor`), a unit, an amount of money, an occasion."""

    role: Role
    name: str
    factor: Decimal = ONE
    unit: Unit | None = None
    money: Money | None = None


class Idiom(NamedTuple):
    """Words right before or after a number word with which it counts nothing."""

    before: frozenset[str]
    after: frozenset[str]


class Vocabulary(NamedTuple):
    """Everything a language says about numbers; see the tables of the same names in the lexicon for what they hold.

    `senses` maps one to three lower-case words, hyphens as blanks, to what they say after a number; `openers` are the
    first words of the longer ones. `signs` and `letters` are case-sensitive. `before` are the words that mean something
    before a number, those of `signs` and of `leads`. `touching` is the length of the longest word where the language puts no
    blanks between words, so that the longest entry that fits is the word; 0 for all others. `things` are the singulars of
    `counted`.
    """

    senses: Mapping[str, Sense]
    openers: frozenset[str]
    peoples: Mapping[str, str]
    letters: Mapping[str, Sense]
    minor: Mapping[str, Sense]
    signs: Mapping[str, Money]
    leads: Mapping[str, LeadRole]
    before: frozenset[str]
    homes: Mapping[str, Mapping[str, str]]
    defaults: Mapping[str, str]
    codes: Mapping[str, str]
    places: Mapping[str, str]
    numbers: Mapping[str, Decimal]
    denominators: Mapping[str, int]
    multiples: Mapping[str, Decimal]
    ordinals: Mapping[str, int]
    idioms: Mapping[str, Idiom]
    per: Mapping[str, str]
    per_adverbs: Mapping[str, str]
    counted: Mapping[str, str]
    things: frozenset[str]
    words: Mapping[str, frozenset[str]]
    touching: int
    per_before: Mapping[str, str]
    inside: Mapping[str, str]
    joins: Mapping[str, str]
    head_scales: Mapping[str, Decimal]
    characters: Characters | None


_WORD_SETS = (
    "fraction_after", "fraction_before", "fraction_follow", "half_before", "times_compares", "weighed", "weighing",
    "per_not_before", "not_counted", "noun_stops", "hyphen_nouns", "identifier_tokens", "rank_tops",
    "scale_letters_plain", "vague_before", "unscaled_rows", "ones", "names_before", "adjective_endings",
    "prices_before", "prices_not_after", "per_adverbs_loose", "state_verbs", "state_verbs_of_things", "range_verbs",
    "be_forms",
)


def vocabulary(lexicon: Lexicon) -> Vocabulary:
    """The vocabulary of a lexicon; tables it lacks are empty, and nothing of their kind is then read."""
    senses = _senses(lexicon)
    peoples = dict(lexicon.table("currency_peoples")) | dict(lexicon.table("peoples"))
    longer = {key.split(" ", 1)[0] for key in senses if " " in key} | {people.split(" ", 1)[0] for people in peoples}
    homes = {family: dict(row) for family, row in lexicon.row_table("currency_homes").items()}
    signs, leads = _signs(lexicon), _leads(lexicon)
    return Vocabulary(
        senses=senses,
        openers=frozenset(longer),
        peoples=peoples,
        letters={key: Sense("scale", key, plain(Decimal(value))) for key, value in lexicon.table("scale_letters").items()},
        minor={key: _minor(key, code) for key, code in lexicon.table("minor_letters").items()},
        signs=signs,
        leads=leads,
        before=frozenset({*signs, *leads}),
        homes=homes,
        defaults=lexicon.table("currency_defaults"),
        codes=lexicon.table("currency_codes"),
        places=lexicon.table("places"),
        numbers=_decimals(lexicon.table("number_words")),
        denominators={key: int(value) for key, value in lexicon.table("denominators").items()},
        multiples=_decimals(lexicon.table("multiples")),
        ordinals={key: int(value) for key, value in lexicon.table("ordinal_words").items()},
        idioms={key: _idiom(row) for key, row in lexicon.row_table("idioms").items()},
        per=lexicon.table("per"),
        per_adverbs=lexicon.table("per_adverbs"),
        counted=lexicon.table("counted"),
        things=frozenset(lexicon.table("counted").values()),
        words={name: frozenset(lexicon.table(name)) for name in _WORD_SETS},
        touching=_longest(lexicon, senses),
        per_before=lexicon.table("per_before"),
        inside=lexicon.table("qualifier_inside"),
        joins=lexicon.table("range_joins"),
        head_scales=_decimals(lexicon.table("head_scales")),
        characters=_characters(lexicon),
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

