"""Texts on one event side by side: what is one fact, what drifted, and what must never be paired."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verifier import Verifier
from verifier.config import Config, Tuning
from verifier.dossier import Comparison
from verifier.errors import InputError
from verifier.link.copying import witnesses
from verifier.link.words import Wording
from verifier.model import Verdict
from verifier.reports import Run, Style, render
from verifier.resources import seeds_folder

DAY = date(2025, 2, 24)
ENGINE = Verifier()
SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
SEEDS = sorted(path for path in (seeds_folder() / "documents").iterdir() if path.suffix != ".yaml")


def compared(*texts: str) -> tuple[Comparison, ...]:
    return ENGINE.compare([ENGINE.verify_text(text, date=DAY, name=f"{place}.txt") for place, text in enumerate(texts)])


def said(*texts: str) -> set[tuple[str, str, frozenset[tuple[int, str]]]]:
    """Aspect, verdict, and the figures as (text, printed)."""
    return {(one.aspect, one.verdict.word, frozenset((p.text, p.mention.text) for p in one.places)) for one in compared(*texts)}


def test_the_finer_print_agrees_with_the_coarser() -> None:
    one = "Varda's cloud revenue rose 13% to 31.7 billion yuan."
    found = said(one, "Cloud revenue of Varda climbed 13% to 31.74 billion yuan.")
    assert found == {
        ("figure", "pass", frozenset({(0, "13%"), (1, "13%")})),
        ("figure", "pass", frozenset({(0, "31.7 billion yuan"), (1, "31.74 billion yuan")})),
    }


def test_countries_are_known_but_not_by_names_that_others_have() -> None:
    lands = Wording.of(ENGINE.pack.lexicon).lands
    known = {"spain": "ES", "spanish": "ES", "poland": "PL", "polish": "PL", "israeli": "IL", "türkiye": "TR", "macau": "MO"}
    assert known.items() <= lands.items()
    assert not lands.keys() & {"georgia", "chad", "jersey", "guinea", "niger"}


def test_a_figure_that_changed_is_named_with_both_places() -> None:
    one = "Varda will put 380 billion yuan ($53 billion) into cloud centres."
    other = "Varda is to put 380 billion yuan ($52.4 billion) into its cloud centres."
    found = said(one, other)
    assert ("figure", "warn", frozenset({(0, "$53 billion"), (1, "$52.4 billion")})) in found
    assert ("figure", "pass", frozenset({(0, "380 billion yuan"), (1, "380 billion yuan")})) in found
    (warning,) = (each for each in compared(one, other) if each.verdict is Verdict.WARN)
    assert warning.message == "The texts differ: $53 billion (0.txt) against $52.4 billion (1.txt)."


@pytest.mark.parametrize(("one", "other", "wanted"), [
    ("Cloud revenue of Varda was 31.7 billion yuan in 2024.",
     "Varda's cloud revenue came to 33.9 billion yuan last year.", "fail"),
    ("Varda's revenue rose 13% to $5.1 billion in 2024.", "Revenue of Varda climbed 13% to $5.5 billion in 2024.", "fail"),
    ("Varda's operating margin was 13.1% in 2024.", "Varda had an operating margin of 14.2% in 2024.", "fail"),
    ("Varda's cloud revenue was about 31.7 billion yuan in 2024.",
     "Varda's cloud revenue came to 33.9 billion yuan in 2024.", "warn"),
    ("Varda's cloud revenue was 31.7 billion yuan in 2024.", "Varda's cloud revenue came to 31.8 billion yuan in 2024.", "warn"),
    ("Varda's cloud revenue was 31.7 billion yuan.", "Varda's cloud revenue came to 33.9 billion yuan.", "warn"),  # of when?
    ("Varda's sales were $5.1 billion in 2024.", "Varda's sales were $5.3 billion in 2024, revised figures show.", "warn"),
    ("Varda's sales in Europe were $5.1 billion in 2024.", "Varda's sales in Asia were $5.3 billion in 2024.", "warn"),
    ("Varda's sales to airlines were $5.1 billion in 2024.", "Varda's sales to carmakers were $5.3 billion in 2024.", "warn"),
    ("Varda's revenue rose $5.1 billion in 2024.", "Varda's revenue rose to $5.5 billion in 2024.", "warn"),
    ("Varda's revenue grew 12% in 2024.", "Varda's revenue grew 13.5% in 2024.", "warn"),  # from what?
])
def test_figures_exclude_each_other_only_where_both_texts_say_all(one: str, other: str, wanted: str) -> None:
    assert max((each.verdict for each in compared(one, other) if each.aspect == "figure"), default=Verdict.WARN).word == wanted


def test_a_conversion_is_its_writers_own() -> None:
    one = "Varda's cloud revenue was 31.7 billion yuan ($4.4 billion) in 2024."
    assert ("figure", "warn", frozenset({(0, "$4.4 billion"), (1, "$4.2 billion")})) in said(one, one.replace("4.4", "4.2"))


@pytest.mark.parametrize(("one", "other", "verdicts"), [
    ("at least ", "more than ", ["pass", "warn"]),
    ("at least ", "", ["pass", "warn"]),
    ("about ", "", ["pass"]),  # a round figure is about itself
    ("more than ", "more than ", ["pass"]),
])
def test_qualifiers_drift(one: str, other: str, verdicts: list[str]) -> None:
    frame = "Varda will spend {}380 billion yuan on cloud centres in Harbour City."
    found = compared(frame.format(one), frame.format(other))
    assert [each.verdict.word for each in found if each.places[0].mention.kind == "money"] == verdicts


def test_a_bound_that_the_other_text_fills_in_is_no_drift() -> None:
    found = compared("Varda's backlog passed more than $30 billion in June.", "Varda's backlog reached $31.7 billion in June.")
    assert [(each.aspect, each.verdict) for each in found] == [("figure", Verdict.PASS)]


def test_this_year_is_not_this_financial_year() -> None:
    found = said(
        "Varda expects to spend $80 billion on data centres this year.",
        "Varda expects to spend $80 billion on data centres this financial year.",
    )
    places = frozenset({(0, "$80 billion"), (1, "$80 billion")})
    assert {("figure", "pass", places), ("period", "warn", places)} <= found


def test_triple_digit_revenue_is_not_triple_digit_growth() -> None:
    one = "AI products of Varda brought triple-digit revenue for the sixth consecutive quarter."
    other = "AI products of Varda brought triple-digit growth for the sixth consecutive quarter."
    found = said(one, other)
    places = frozenset({(0, "triple-digit"), (1, "triple-digit")})
    assert ("metric", "warn", places) in found and ("figure", "pass", places) not in found
    assert ("figure", "pass", places) in said(other, other.replace("brought", "have brought in"))


def test_one_superlative_with_two_scopes() -> None:
    one = "For Varda it is the largest computing project ever financed by a single private company in China."
    other = "For Varda no private company of China ever made a larger investment; it is its largest ever, in computing."
    (scope,) = (each for each in compared(one, other) if each.aspect == "scope")
    assert scope.verdict is Verdict.WARN and scope.message.startswith("One superlative, 2 scopes: ")


@pytest.mark.parametrize(("one", "other"), [
    ("Varda spends $100 billion on cloud centres.", "Orlo Air ordered jets worth $100 billion."),
    ("Varda spends $80 billion on cloud centres this year.", "Orlo spends $84 billion on cloud centres this year."),
    ("Varda's cloud revenue rose 8% in the quarter.", "Varda's retail revenue rose 8% in the quarter."),
    ("Varda's cloud revenue rose 12% in the quarter.", "Varda's retail revenue rose 13% in the quarter."),
    ("Varda's revenue was $5.0 billion in 2023.", "Varda's revenue was $5.2 billion in 2024."),
    ("Varda's revenue rose to $5.2 billion.", "Varda's revenue came to $6.1 billion, up from $5.0 billion."),
    ("Varda's shares rose 5.0% on Monday.", "Varda's shares fell 5.2% on Monday."),
    ("Varda's revenue was $5.1 billion.", "Varda's profit was $5.0 billion."),
    ("Shares of Varda rose 9.4% to a record.", "Shares of Varda rose 9.4% to a record.".replace("Varda", "Orlo")),
    ("Exports of Japan rose 5.0% last month.", "Exports of India rose 5.1% last month."),
    ("Exports from Spain rose 5.0% last month.", "Exports of Portugal rose 5.1% last month."),
    ("Varda showed its fastest growth in three years.", "The retail arm of Varda had its fastest growth in a year."),
    ("Varda is based in a town of 3 rivers.", "Varda has 3 rivers on its seal."),
])  # fmt: skip
def test_figures_of_two_things_are_not_paired(one: str, other: str) -> None:
    assert [each.message for each in compared(one, other) if each.places[0].mention.kind not in ("duration", "number")] == []


def test_a_text_that_prints_both_figures_knows_two_facts() -> None:
    one = "Varda's sales were $5.0 billion in the quarter. Sales of Varda had been $5.2 billion in the quarter before."
    other = "Sales of Varda came to $5.0 billion in the quarter. In the quarter before, sales of Varda were $5.2 billion."
    assert [each.message for each in compared(one, other) if each.verdict is not Verdict.PASS] == []


def test_a_name_in_the_sentence_before_says_whose_figure_it_is() -> None:
    one = "The sum is half of the $100 billion with which the Northgate venture wants to begin."
    other = "Orlo will spend $100 billion this year.\n\nIn May Varda presented Northgate. Its initial $100 billion may grow."
    (found,) = (each for each in compared(one, other) if each.places[0].mention.kind == "money")
    assert [(place.text, place.mention.span.start) for place in found.places] == [(0, 23), (1, other.rindex("$"))]


def test_copies_are_one_witness() -> None:
    text = (
        "Varda will put 380 billion yuan into cloud centres in the coming years, its chief executive told reporters in "
        "Harbour City, where the first of the halls is already being built beside the old docks and the river."
    )
    own = "In Harbour City, Varda wants to build cloud centres for 380 billion yuan."
    texts = (text, own, f"{text} Rivals watch.")
    reports = [ENGINE.verify_text(each, date=DAY, name=str(place)) for place, each in enumerate(texts)]
    assert witnesses(reports) == (0, 1, 0)
    (found,) = (each for each in ENGINE.compare(reports) if each.aspect == "figure" and each.places[0].mention.kind == "money")
    assert found.message == "380 billion yuan: the figure agrees in 3 texts, but some copy others: 2 witnesses."


@pytest.mark.parametrize("order", list(permutations(range(5)))[::37])
def test_the_order_of_the_texts_changes_no_verdict(order: tuple[int, ...]) -> None:
    def found(reports: list[Any]) -> set[tuple[str, str, frozenset[tuple[str, int]]]]:
        return {
            (one.aspect, one.verdict.word, frozenset((reports[p.text].document.name, p.mention.id) for p in one.places))
            for one in ENGINE.compare(reports)
        }

    reports: list[Any] = [ENGINE.verify_file(path) for path in SEEDS]
    assert found([reports[place] for place in order]) == found(reports)


def test_the_seeds_have_no_other_warnings() -> None:
    dossier = ENGINE.verify_dossier(SEEDS)
    assert dossier.verdict is Verdict.WARN
    aspects = sorted(finding.aspect for finding in dossier.findings if finding.verdict is not Verdict.PASS)
    assert aspects == ["figure", "figure", "metric", "period", "qualifier", "qualifier", "scope"]


def test_the_json_is_what_its_schema_says() -> None:
    answer: Any = ENGINE.verify_dossier(SEEDS, dates={str(SEEDS[0]): DAY}).to_dict()
    jsonschema.validate(answer, SCHEMA)
    assert len(answer["documents"]) == len(SEEDS) and answer["documents"][0]["date_from"] == "given"
    place = answer["dossier"]["findings"][0]["places"][0]
    document = next(each for each in answer["documents"] if each["name"] == place["document"])
    mention = next(each for each in document["mentions"] if each["id"] == place["mention"])
    assert (mention["start"], mention["end"]) == (place["start"], place["end"])


def test_the_report_prints_each_text_with_its_words() -> None:
    reports = [
        ENGINE.verify_text("Varda will spend at least $5 billion on docks.", date=DAY, name="a.txt"),
        ENGINE.verify_text("Varda will spend more than $5 billion on docks.", date=DAY, name="b.txt"),
    ]
    text = render(Run(tuple(reports), comparisons=ENGINE.compare(reports)), "text", Style(width=120))
    assert "Side by side: 2 texts" in text
    assert "a.txt:1:27  at least $5 billion" in text and "b.txt:1:28  more than $5 billion" in text
    assert "no figure stands in more than one" in render(Run(tuple(reports), comparisons=()), "text")
    assert "Side by side" not in render(Run(tuple(reports)), "text")


def test_the_rule_can_be_switched_off() -> None:
    quiet = Verifier(config=Config(tuning=(Tuning("dossier", off=True),)))
    text = "Varda will spend $5 billion on docks."
    assert quiet.compare([quiet.verify_text(text), quiet.verify_text(text)]) == ()


def test_one_text_has_nothing_to_stand_beside() -> None:
    assert compared("Varda will spend $5 billion on docks.") == ()


def test_a_missing_file_is_said() -> None:
    with pytest.raises(InputError, match="no such file"):
        ENGINE.verify_dossier(["nowhere.txt"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=80), max_size=3))
def test_any_texts_can_be_compared(texts: list[str]) -> None:
    for one in compared(*texts, "Varda will spend $5 billion on docks."):
        assert len({place.text for place in one.places}) > 1


def test_many_like_figures_stay_cheap() -> None:
    many = " ".join(f"Varda paid $5 million for dock {number}." for number in range(400))
    found = compared(many, many.replace("paid", "has paid"))
    assert all(each.verdict is Verdict.PASS for each in found)


def test_no_more_than_is_up_to() -> None:
    one = "Varda sees cost savings of up to $90 million a year in cloud centres."
    other = "Varda sees cost savings of no more than $90 million a year in cloud centres."
    assert [(aspect, verdict) for aspect, verdict, _ in said(one, other)] == [("figure", "pass")]
