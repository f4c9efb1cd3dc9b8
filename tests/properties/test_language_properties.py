"""Properties of the two small languages: no input makes them crash or slow, and corners are exact."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from verifier.errors import LanguageError
from verifier.formula import evaluate, parse_formula
from verifier.interval import Interval
from verifier.lexicon import Lexicon
from verifier.model import Candidate, Mention, MentionKind, Span, Unknown
from verifier.phrase import PhraseBook, Tokens, compile_phrase, tokenise
from verifier.phrase.matching import Matcher
from verifier.units import PERCENT, currency

KINDS: tuple[MentionKind, ...] = get_args(MentionKind)
LEXICON = Lexicon("en", {}, {}, {
    "move": {("rose",): Decimal(1), ("went", "up"): Decimal(1), ("fell",): Decimal(-1)},
    "sign": {("less",): Decimal(-1)},
})

phrase_parts = st.sampled_from([
    "rose", "to|from", "[by]", "[up [to]]", "(a b)|c", "(a | b c)", "...", "@move", "{a:money}", "{b:percent?}", "{c:@move}",
    "{d:text}", "{e:amount*}", "{f:money<}", "{_:any}", ",", "\\(", ")", "|", "[", "]", "{", "a|", "year-on-year",
])
phrases = st.lists(phrase_parts, min_size=1, max_size=10).map(" ".join)
pieces = st.lists(st.sampled_from([
    "rose", "went up", "to", "from", "by", "a", "b c", "less", ",", "(", ")", ";", "year-on-year", "İ", "“x’s”", "vs.",
    "$5", "$6m", "7%", "doubled",
]), max_size=25)
FIGURES: dict[str, MentionKind] = {"$5": "money", "$6m": "money", "7%": "percent", "doubled": "multiple", "b c": "date"}


def tokens_of(words: list[str]) -> Tokens:
    text, mentions = "", list[Mention]()
    for word in words:
        start = len(text)
        text += word + " "
        if word in FIGURES:
            unit = PERCENT if word == "7%" else currency("USD")
            mentions.append(Mention(len(mentions), Span(start, start + len(word)), word, FIGURES[word], unit=unit))
    return tokenise(text, 0, len(text), mentions)


@given(st.text(max_size=60) | phrases)
def test_a_phrase_compiles_or_complains_within_itself(source: str) -> None:
    try:
        phrase = compile_phrase(source, LEXICON)
    except LanguageError as error:
        assert 1 <= error.column <= max(1, len(source) + 1)
        assert error.message
    else:
        assert phrase.needed <= set(phrase.roles)


@given(phrases, pieces)
def test_matches_lie_in_the_sentence_and_bind_what_stands_there(source: str, words: list[str]) -> None:
    try:
        phrase = compile_phrase(source, LEXICON)
    except LanguageError:
        return
    tokens = tokens_of(words)
    end = 0
    for _, match in PhraseBook([(0, phrase)]).find(tokens, lambda kinds, offset: None):
        assert end <= match.first < match.last <= len(tokens.words)
        end = match.last
        assert phrase.needed <= {role for role, _ in match.bindings} <= set(phrase.roles)
        for _, value in match.bindings:
            for item in value if isinstance(value, tuple) else (value,):
                assert tokens.text[item.span.start : item.span.end] == item.text
                assert match.span.covers(item.span)


@given(phrases, pieces)
def test_the_index_leaves_nothing_out(source: str, words: list[str]) -> None:
    try:
        phrase = compile_phrase(source, LEXICON)
    except LanguageError:
        return
    tokens = tokens_of(words)
    everywhere = Matcher(phrase, tokens, len(tokens.words)).trails(range(len(tokens.words)))
    found = [(first, last) for first, last, _ in everywhere]
    by_book = PhraseBook([(0, phrase)]).find(tokens, lambda kinds, offset: Mention(0, Span(0, 1), "x", "money"))
    if not source.startswith("{e:amount*}"):  # a list that opens a phrase begins at a mention, elsewhere at any word
        assert [(match.first, match.last) for _, match in by_book] == found


@given(st.text(max_size=200))
def test_tokens_are_where_they_say(text: str) -> None:
    tokens = tokenise(text, 0, len(text), ())
    spans = tokens.spans()
    assert len(spans) == len(tokens.words)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert list(spans) == sorted(spans)


class Counted(set[int]):
    """A memory of failures that counts what is put into it."""

    puts = 0

    def add(self, item: int) -> None:
        self.puts += 1
        super().add(item)


def test_no_phrase_is_slow_on_any_sentence() -> None:
    source = "a ... a ... a ... a ... [a ...] [a ...] [a ...] [a ...] ({_:text} a)|a ... b"
    phrase = compile_phrase(source, LEXICON)
    tokens = tokens_of(["a"] * 2_000)
    matcher = Matcher(phrase, tokens, len(tokens.words))
    matcher.failed = memory = Counted()
    assert list(matcher.trails(range(len(tokens.words)))) == []
    assert memory.puts == len(memory) <= len(phrase.steps) * (len(tokens.words) + 1)  # no step failed twice at one token


def test_no_list_is_slow_on_any_sentence() -> None:
    phrase = compile_phrase("{xs:amount*} ... {ys:amount*} ... b", LEXICON)
    tokens = tokens_of(["$5"] * 2_000)
    matcher = Matcher(phrase, tokens, len(tokens.words))
    matcher.failed = memory = Counted()
    assert list(matcher.trails(range(len(tokens.words)))) == []
    assert memory.puts == len(memory) <= len(phrase.steps) * (len(tokens.words) + 1)


numbers = st.decimals(min_value=-1000, max_value=1000, places=2)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))
LINEAR = [
    "(a - b) / b", "a / (a + b)", "c * (a - b) / b", "a * c / (b - c)", "a / c - b / c", "(a + b + c) / (a - b)", "a - b - b",
    "a / b",
]


@given(st.sampled_from(LINEAR), intervals, intervals, intervals, st.tuples(*[st.integers(0, 4)] * 3))
def test_every_reachable_value_lies_in_the_interval(
    source: str, a: Interval, b: Interval, c: Interval, at: tuple[int, int, int]
) -> None:
    """What any choice of true values comes to must be among the values calculated."""
    formula = parse_formula(f"x = {source}", (), "xabc")
    answer = evaluate(formula, {"a": a, "b": b, "c": c}, {}, lambda call: Unknown("no functions here"))
    if isinstance(answer, Unknown):
        return
    chosen = {
        name: Fraction(box.lo) + (Fraction(box.hi) - Fraction(box.lo)) * place / 4
        for name, box, place in zip("abc", (a, b, c), at, strict=True)
    }
    value = eval(source, {}, chosen)  # the formula is also Python, over exact fractions
    found = answer[0].quantity.interval
    slack = Fraction(1, 10**15) * (1 + abs(value))
    assert Fraction(found.lo) - slack <= value <= Fraction(found.hi) + slack


@given(st.text(alphabet="abx =+-*/().,%'1<>", max_size=40) | st.text(max_size=30))
def test_a_formula_parses_or_complains_within_itself(source: str) -> None:
    try:
        formula = parse_formula(source, ["f"], ["a", "b", "x"])
    except LanguageError as error:
        assert 1 <= error.column <= len(source) + 1
        return
    box = Interval(Decimal(-1), Decimal(2))
    answer = evaluate(formula, dict.fromkeys("abx", box), {}, lambda call: Unknown("asked"))
    assert isinstance(answer, Unknown) or all(isinstance(found, Candidate) for found in answer)
