"""Phrases on sentences of our own; mentions are marked in them as [kind:text]."""

from __future__ import annotations

import pickle
import re
from decimal import Decimal
from typing import get_args

import pytest

from verifier.errors import LanguageError
from verifier.lexicon import read_lexicon
from verifier.model import Mention, MentionKind, Span, Word
from verifier.phrase import Match, PhraseBook, Tokens, compile_phrase, search, tokenise
from verifier.units import PERCENT, Unit, count, currency

LEXICON = read_lexicon("en", {"words.yaml": """
format: 1
classes:
  move: {rose: 1, went up: 1, fell: -1, went: 0}
  versus: [from, compared with, against, year-on-year]
  sign: {less: -1, plus: 1}
  clause-end: [compared with]
"""})
KINDS: dict[str, MentionKind] = {kind: kind for kind in get_args(MentionKind)}
MARKED = re.compile(r"\[(\w+):(?:([^|\]]*)\|)?([^|\]]*)(?:\|([^|\]]*))?\]")


def sentence(marked: str) -> tuple[str, list[Mention]]:
    """The text and mentions of a marked sentence; [money:about |$5] and [money:|$5| or more] carry qualifiers."""
    text, mentions, at = "", list[Mention](), 0
    for found in MARKED.finditer(marked):
        kind, before, core, after = found.groups(default="")
        text += marked[at : found.start()] + before
        start = len(text)
        text += core
        span = Span(start, len(text))
        text += after
        qualified = None
        if before.strip():
            qualified = Span(start - len(before), start - len(before) + len(before.rstrip()))
        elif after.strip():
            qualified = Span(len(text) - len(after.lstrip()), len(text))
        mentions.append(Mention(len(mentions) + 1, span, core, KINDS[kind], unit=_unit(kind, core), qualified=qualified))
        at = found.end()
    return text + marked[at:], mentions


def _unit(kind: str, text: str) -> Unit | None:
    if kind == "money":
        return currency("EUR" if "€" in text else "USD")
    return {"percent": PERCENT, "number": count(text.split()[-1])}.get(kind)


def tokens(marked: str) -> Tokens:
    text, mentions = sentence(marked)
    return tokenise(text, 0, len(text), mentions)


def found(phrase: str, marked: str) -> list[Match]:
    return [match for _, match in PhraseBook([("", compile_phrase(phrase, LEXICON))]).find(tokens(marked))]


def roles(phrase: str, marked: str) -> dict[str, str] | None:
    """What the first match binds, as text; None without a match."""
    matches = found(phrase, marked)
    if not matches:
        return None
    texts = {}
    for role, value in matches[0].bindings:
        texts[role] = " + ".join(item.text for item in value) if isinstance(value, tuple) else value.text
    return texts


def test_tokens_are_words_marks_and_whole_figures() -> None:
    found = tokens("Orders at the firm’s U.S. unit (its biggest) hit [money:$1.2 billion], up [percent:5 per cent] year-on-year")
    assert found.words == (
        "orders", "at", "the", "firm's", "u.s", "unit", "(", "its", "biggest", ")", "hit", "$1.2 billion", ",", "up",
        "5 per cent", "year-on-year",
    )
    assert [edge[0].text for edges in found.edges.values() for edge in edges] == ["$1.2 billion", "5 per cent"]


def test_tokens_know_where_they_stand() -> None:
    found = tokens("“Orders” came to [money:about |$1.2 billion], the İzmir unit’s [ordinal:sixth] record.")
    assert [found.text[start:end] for start, end in found.spans()] == [
        "“", "Orders", "”", "came", "to", "about", "$1.2 billion", ",", "the", "İzmir", "unit’s", "sixth", "record",
    ]


def test_tokens_begin_where_the_sentence_begins() -> None:
    text = "Costs fell. Orders rose $5."
    found = tokenise(text, 12, 27, [Mention(1, Span(24, 26), "$5", "money")])
    assert found.words == ("orders", "rose", "$5")
    assert found.spans() == [(12, 18), (19, 23), (24, 26)]


@pytest.mark.parametrize(("phrase", "marked", "bound"), [
    ("{x:money} rose", "The [money:$5] ROSE.", {"x": "$5"}),
    ("{x:money} rose", "The [money:$5] climbed.", None),
    ("rose|climbed [by] {x:percent}", "It climbed by [percent:5%].", {"x": "5%"}),
    ("rose|climbed [by] {x:percent}", "It rose [percent:5%].", {"x": "5%"}),
    ("[by [some|about]] {x:percent}", "It rose by about [percent:5%].", {"x": "5%"}),
    ("a [sharp | very steep] rise of {x:percent}", "There was a very steep rise of [percent:5%].", {"x": "5%"}),
    ("a (rise | slow climb) of {x:percent}", "There was a slow climb of [percent:5%].", {"x": "5%"}),
    ("a (rise | slow climb) of {x:percent}", "There was a of [percent:5%].", None),
    ("(in the)|during quarter {x:percent}", "During quarter [percent:5%].", {"x": "5%"}),
    ("{a:money} ({b:money})", "It paid [money:€4] ([money:$5]).", {"a": "€4", "b": "$5"}),
    (r"{a:money} \( {b:money}", "It paid [money:€4] ([money:$5] then).", {"a": "€4", "b": "$5"}),
    (r"{a:money} [\(] {b:money}", "It paid [money:€4] [money:$5].", {"a": "€4", "b": "$5"}),
    ("{a:money} vs. {b:money}", "It was [money:$4] vs [money:$5].", {"a": "$4", "b": "$5"}),
    ("{a:money} year-on-year", "It rose [money:$4] year on year.", {"a": "$4"}),
    ("{a:money} year-on-year", "It rose [money:$4] year-on-year.", {"a": "$4"}),
    ("{a:money} @versus {b:money}", "It was [money:$5] compared with [money:$4].", {"a": "$5", "b": "$4"}),
    ("{a:money} @versus", "It was [money:$5] year on year.", {"a": "$5"}),
    ("{a:amount?} of {b:percent}", "Some of [percent:5%].", {"b": "5%"}),
    ("{_:money} or {b:percent}", "It fell [money:$5] or [percent:3%].", {"b": "3%"}),
    ("{a:money|percent} more", "It paid [percent:5%] more.", {"a": "5%"}),
    ("{a:amount} more", "It paid [percent:5%] more.", None),
    ("{who:text} paid {a:money}", "Last year, Varda of Oslo paid [money:$5].", {"who": "Varda of Oslo", "a": "$5"}),
    ("{a:any}", "On [weekday:Monday]", {"a": "Monday"}),
])
def test_language(phrase: str, marked: str, bound: dict[str, str] | None) -> None:
    assert roles(phrase, marked) == bound


@pytest.mark.parametrize(("between", "crosses"), [
    ("in a month that saw little else,", True),
    ("in [duration:three months] to [date:March 31]", True),
    ("for the [ordinal:sixth] [year:2024]", True),
    ("a [superlative:record]", True),
    ("one two three four five six seven eight nine ten eleven twelve", True),
    ("one two three four five six seven eight nine ten eleven twelve thirteen", False),
    ("[duration:twelve long years]" + " so" * 11, True),  # a mention is one token
    ("(or [percent:3%])", False),
    ("and [money:$2] more", False),
    ("in [number:3 plants]", False),
    ("; orders came", False),
])
def test_gap(between: str, crosses: bool) -> None:
    assert (roles("rose {x:percent} ... to {y:money}", f"It rose [percent:5%] {between} to [money:$9].") is not None) is crosses


def test_gap_takes_the_nearest_end() -> None:
    assert roles("{x:percent} ... to {y:money}", "It rose [percent:5%] on hopes to grow to [money:$9].") == {"x": "5%", "y": "$9"}


@pytest.mark.parametrize(("marked", "bound"), [
    ("Sales came to [money:about |$5].", {"x": "$5"}),  # the qualifier belongs to the mention …
    ("Sales came to [money:|$5| or more] in cash.", {"x": "$5"}),
])
def test_qualifiers_are_part_of_their_mention(marked: str, bound: dict[str, str]) -> None:
    assert roles("to {x:money}", marked) == bound


def test_qualifiers_can_be_spelt_out() -> None:
    assert roles("about {x:money}", "Sales came to [money:about |$5].") == {"x": "$5"}  # … and its words stay words
    assert roles("{x:money} or more in", "Sales came to [money:|$5| or more] in cash.") == {"x": "$5"}
    assert roles("{x:money} in cash", "Sales came to [money:|$5| or more] in cash.") == {"x": "$5"}


def test_words_of_soft_mentions_stay_words() -> None:
    marked = "Sales [multiple:doubled] in the [date:first quarter] to a [superlative:record high]."
    assert roles("doubled in the first quarter", marked) == {}
    assert roles("{a:multiple} in the {b:date} to a {c:superlative}", marked) == {
        "a": "doubled", "b": "first quarter", "c": "record high",
    }


def test_class_words_bind_their_value_longest_first() -> None:
    (match,) = found("{move:@move} {x:percent}", "Sales went up [percent:5%].")
    assert match.bindings[0] == ("move", Word(Span(6, 13), "went up", Decimal(1)))
    (shorter,) = found("{move:@move} up {x:percent}", "Sales went up [percent:5%].")
    assert shorter.bindings[0] == ("move", Word(Span(6, 10), "went", Decimal(0)))


def test_several_matches_do_not_overlap() -> None:
    marked = "It paid [money:€1] ([money:$2]) and [money:€3] ([money:$4]), not [money:€5]."
    assert [match.span for match in found("{a:money} ({b:money})", marked)] == [Span(8, 15), Span(20, 27)]


def test_earlier_mentions_come_from_the_paragraph() -> None:
    text, mentions = sentence("It was [percent:4%] before; now [percent:6%].")
    sentence_tokens = tokenise(text, 0, len(text), mentions)
    book = PhraseBook([("", compile_phrase("now {x:percent} {before:percent<}", LEXICON))])
    asked = []

    def earlier(kinds: frozenset[MentionKind], offset: int) -> Mention | None:
        asked.append((kinds, offset))
        return mentions[0]

    ((_, match),) = book.find(sentence_tokens, earlier)
    assert dict(match.bindings) == {"x": mentions[1], "before": mentions[0]}
    assert asked == [(frozenset({"percent"}), text.index("now"))]
    assert book.find(sentence_tokens) == []
    assert book.find(sentence_tokens, lambda kinds, offset: None) == []


@pytest.mark.parametrize(("marked", "parts", "signs"), [
    ("It has [money:$9]: [money:$5] in cash and [money:$4] in notes.", "$5 + $4", (1, 1)),
    ("It has [money:$9]: cash of [money:$5], plus [money:$6] in notes, less [money:$2] of debt.", "$5 + $6 + $2", (1, 1, -1)),
    ("It has [money:$9]: [money:$5] ([percent:55%] of it, [money:€4], [money:$2] abroad) and [money:$4].", "$5 + $4", (1, 1)),
    ("It has [money:$9]: cash ([money:$5]) and notes ([money:$4]).", "$5 + $4", (1, 1)),
    ("It has [money:$9]: [money:$5] and [money:$4], compared with [money:$8] before.", "$5 + $4", (1, 1)),
    ("It has [money:$9]: [money:$5] and [money:$4]; debts were [money:$8].", "$5 + $4", (1, 1)),
    ("It has [money:$9] (: [money:$5] and [money:$4]) and debts of [money:$8].", "$5 + $4", (1, 1)),
    ("It has [number:9 branches]: [number:5 shops] and [number:4 stalls].", "5 shops + 4 stalls", (1, 1)),
])
def test_lists(marked: str, parts: str, signs: tuple[int, ...]) -> None:
    (match,) = found(r"{total:amount} [\(] : {parts:amount*}", marked)
    listed = dict(match.bindings)["parts"]
    assert isinstance(listed, tuple)
    assert " + ".join(item.text for item in listed) == parts
    assert match.signs == (("parts", tuple(Decimal(sign) for sign in signs)),)


def test_a_list_has_two_members_at_least() -> None:
    assert found("{total:money} : {parts:money*}", "It has [money:$9]: [money:$5] in cash.") == []


def test_a_list_leaves_the_rest_of_the_phrase_its_part() -> None:
    marked = "It paid [money:$5], [money:$4] and [money:$2], for a total of [money:$11]."
    assert roles("{parts:money*} ... total of {total:money}", marked) == {"parts": "$5 + $4 + $2", "total": "$11"}


@pytest.mark.parametrize(("source", "message", "column"), [
    ("to {x:mony}", "did you mean 'money'", 7),
    ("to {x:money|persent}", "did you mean 'percent'", 13),
    ("to {x:@moove}", "did you mean 'move'", 7),
    ("to @moove", "did you mean 'move'", 4),
    ("to [the {x:money}", "never closed", 4),
    ("to the] {x:money}", "never opened", 7),
    ("a {x:money} | ", "nothing beside this |", 15),
    ("a| b {x:money}", "stands between", 2),
    ("... {x:money}", "beginning or end", 1),
    ("[to] {x:money?}", "every part of this phrase is optional", 1),
    ("{x:money} to {x:money}", "'x' stands in this phrase twice", 1),
    ("{expected:money}", "'expected' means something else", 2),
    ("{X:money}", "no name for a role", 2),
    ("{x money}", "{name:kind}", 1),
    ("{x:text*}", "only mentions", 4),
    ("{x:money*<}", "not both", 4),
    ("{_:money<}", "name it", 4),
    ("[a]|b {x:money}", "an [option] cannot be an alternative", 1),
    ("{x:money} }", "a brace of the text", 11),
    ("", "empty", 1),
    ("[" * 9 + "a" + "]" * 9, "deep", 7),
    ("a " * 300, "400 characters", 400),
    # what people write who know regular expressions
    ("ratio.* of {x:money}", "* means nothing here: a phrase is no regular expression", 7),
    ("ratios? of {x:money}", "[word] may be missing", 7),
    ("^ratio of {x:money}", "a ^ of the text is \\^", 1),
    ("ratio of \\d+ {x:money}", "\\d means nothing here", 10),
    ("ratio[s] of {x:money}", "write share|shares, not share[s]", 6),
    ("[pre-]tax {x:money}", "words are matched whole", 7),
    ("(paid|spent) {x:money}", "write (a | b), with blanks around |", 1),
    ("it (paid|spent {x:money}", "this bracket is never closed", 4),
])
def test_complaints(source: str, message: str, column: int) -> None:
    with pytest.raises(LanguageError) as caught:
        compile_phrase(source, LEXICON)
    assert message in str(caught.value)
    assert caught.value.column == column


def test_roles_of_a_phrase() -> None:
    phrase = compile_phrase("{move:@move} [by] {x:percent?} to {y:money} , {zs:money*} {_:money}", LEXICON)
    assert phrase.roles == ("move", "x", "y", "zs")
    assert phrase.needed == {"move", "y", "zs"}
    assert phrase.exact == {"move"}
    assert phrase.listed == {"zs"}


def test_search_stays_within_its_tokens() -> None:
    phrase = compile_phrase("@versus", LEXICON)
    within = tokens("It rose to [money:$5] compared with [money:$4] before.")
    match = search(phrase, within)
    assert match is not None and (match.first, match.last) == (4, 6)
    assert search(phrase, within, 0, 4) is None
    assert search(phrase, within, 0, 5) is None
    assert search(phrase, within, 5) is None
    assert search(phrase, within, -3, 99) == match


def test_a_book_finds_what_each_phrase_finds_alone() -> None:
    sources = [
        "{x:money}", "rose {x:percent}", "{move:@move} ... {x:money}", "{who:text} rose", "@versus {x:money}",
        "{a:money} {b:money}",
    ]
    phrases = [compile_phrase(source, LEXICON) for source in sources]
    book = PhraseBook(list(zip(sources, phrases, strict=True)))
    for marked in ("Sales rose [percent:5%] to [money:$5] from [money:$4].", "Nothing rose.", "[money:$1] [money:$2] [money:$3]"):
        alone = [(source, match) for source in sources for match in found(source, marked)]
        assert book.find(tokens(marked)) == alone


def test_compiled_phrases_survive_pickling() -> None:
    book = PhraseBook([("k", compile_phrase("{move:@move} [by] {x:percent} ... to {y:money}", LEXICON))])
    copy: PhraseBook[str] = pickle.loads(pickle.dumps(book))
    marked = tokens("Sales rose by [percent:5%] last year to [money:$5].")
    assert copy.find(marked) == book.find(marked) != []
