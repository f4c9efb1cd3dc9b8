"""What a phrase may ask of a mention beyond its kind, and names: matched on read sentences, refused with a column."""

from __future__ import annotations

import pickle
from datetime import date
from functools import cache

import pytest

from verifier import Verifier
from verifier.errors import LanguageError
from verifier.phrase import PhraseBook, compile_phrase, search, tokenise


@cache
def engine() -> Verifier:
    return Verifier()


def bound(phrase: str, text: str) -> dict[str, str] | None:
    """What the phrase binds in the text, or None where it does not match."""
    mentions = engine().verify_text(text, date=date(2025, 2, 24)).mentions
    compiled = pickle.loads(pickle.dumps(compile_phrase(phrase, engine().pack.lexicon)))
    tokens = tokenise(text, 0, len(text), mentions)
    match = search(compiled, tokens)
    book = PhraseBook([("only", compiled)]).find(tokens)
    assert bool(book) == (match is not None)
    return {name: role.text for name, role in match.bindings if not isinstance(role, tuple)} if match else None


@pytest.mark.parametrize(("phrase", "text", "found"), [
    ("fell {x:percent>100}", "Costs fell 140% in May.", {"x": "140%"}),
    ("fell {x:percent>100}", "Costs fell 100% in May.", None),
    ("fell {x:percent>=100}", "Costs fell 100% in May.", {"x": "100%"}),
    ("{x:money<1000}", "It paid $2 million, then $999.", {"x": "$999"}),
    ("{x:number<=3}", "It has four mills and three docks.", {"x": "three docks"}),
    ("{x:money/per}", "It paid $2 million at $3 a share.", {"x": "$3 a share"}),
    ("{x:money/per=barrel}", "It paid $3 a share and $70 a barrel.", {"x": "$70 a barrel"}),
    ("{x:number/noun=share}", "It sold 40 cars and 2 million shares.", {"x": "2 million shares"}),
    ("{x:number/unit=share>1000000}", "It sold 40 shares and 2 million shares.", {"x": "2 million shares"}),
    ("on {x:date/impossible}", "It meets on June 31, 2025.", {"x": "June 31, 2025"}),
    ("on {x:date/impossible}", "It meets on June 30, 2025.", None),
    ("to {x:identifier/malformed}", "It fell to 18.350.61.", {"x": "18.350.61"}),
    ("to {x:identifier/malformed}", "It moved to 10.5.3.", None),
    ("sold {x:percent>100?} shares", "It sold shares.", {}),
])
def test_conditions(phrase: str, text: str, found: dict[str, str] | None) -> None:
    assert bound(phrase, text) == found


@pytest.mark.parametrize(("text", "name"), [
    ("It was bought by Orrin on Friday.", "Orrin"),
    ("It was bought by Bank of the West last year.", "Bank of the West"),
    ("It was bought by Marks & Lumo for cash.", "Marks & Lumo"),
    ("It was bought by rivals.", None),
    ("It was bought by the West.", None),
])
def test_a_name_is_capitalised(text: str, name: str | None) -> None:
    found = bound("bought by {who:name} on|last|for|friday", text) if name else bound("bought by {who:name}", text)
    assert (found or {}).get("who") == name


def test_a_name_ends_where_the_phrase_goes_on() -> None:
    assert bound("{a:name} and {b:name} met", "A year on Orrin Bank and Lumo met.") == {"a": "Orrin Bank", "b": "Lumo"}


@pytest.mark.parametrize(("phrase", "complaint"), [
    ("{x:percent>}", "written {name:kind}"),
    ("{x:percent>many}", "written {name:kind}"),
    ("{x:text>3}", "only a single mention"),
    ("{x:@move/per}", "only a single mention|no class|mentions"),
    ("{x:money<}{y:money/}", "named as in /per"),
    ("{x:name*}", "only mentions"),
])
def test_what_means_nothing_is_refused_with_a_column(phrase: str, complaint: str) -> None:
    with pytest.raises(LanguageError, match=complaint) as refused:
        compile_phrase(phrase, engine().pack.lexicon)
    assert 1 <= refused.value.column <= len(phrase) + 1


def test_a_stretch_of_words_crosses_a_possessive_day() -> None:
    assert bound("over {_:text} of {x:money}", "It is 3% over Friday's close of $21.") == {"x": "$21"}
