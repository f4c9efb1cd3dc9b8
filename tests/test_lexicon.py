"""Word lists: tables and classes of several files add up, and every mistake is said with its place."""

from __future__ import annotations

from decimal import Decimal

import pytest

from verifier.errors import RuleError
from verifier.lexicon import read_lexicon

SCALES = """
format: 1
about: How large numbers are written.
tables:
  scales: {Million: 1e6, bn: 1e9}
  currencies:
    yuan: {code: CNY, ambiguous: no}
  months: [january, february]
classes:
  move: {rose: 1, Went Up: 1}
  forecast: [forecast, analysts expected]
phrases:
  elsewhere: ["up|down to {_:level}", "{_:multiple} from {_:level}"]
"""


def complaints(**files: str) -> list[str]:
    with pytest.raises(RuleError) as caught:
        read_lexicon("en", files)
    return [str(complaint) for complaint in caught.value.complaints]


def test_tables_and_classes() -> None:
    lexicon = read_lexicon("en", {"scales.yaml": SCALES})
    assert lexicon.language == "en"
    assert lexicon.table("scales") == {"Million": "1e6", "bn": "1e9"}
    assert lexicon.table("months") == {"january": "1", "february": "2"}
    assert lexicon.row_table("currencies") == {"yuan": {"code": "CNY", "ambiguous": "no"}}
    assert lexicon.classes["move"] == {("rose",): Decimal(1), ("went", "up"): Decimal(1)}
    assert lexicon.classes["forecast"] == {("forecast",): None, ("analysts", "expected"): None}
    assert lexicon.phrases == {"elsewhere": ("up|down to {_:level}", "{_:multiple} from {_:level}")}
    assert lexicon.table("nothing") == {} and lexicon.row_table("nothing") == {}


def test_files_add_up() -> None:
    more = "format: 1\ntables: {scales: {tn: 1e12}}\nclasses: {move: {fell: -1}}\n"
    lexicon = read_lexicon("en", {"a": SCALES, "b": more})
    assert set(lexicon.table("scales")) == {"Million", "bn", "tn"}
    assert lexicon.classes["move"].keys() == {("rose",), ("went", "up"), ("fell",)}


def test_all_complaints_of_all_files() -> None:
    found = complaints(
        a="format: 1\nclasses:\n  move: {rose: up}\n  odd: word\n",
        b="format: 1\ntabels: {}\ntables: {scales: x, months: {may: [5]}}\n",
        c="- a list\n",
        d="a: [\n",
        e="format: 1\nclasses:\n  move: {rose: 1}\n",
    )
    assert [complaint.split(":")[0] for complaint in found] == ["a", "a", "b", "b", "b", "c", "d", "e"]
    assert found[0] == "a:3:16: the value of 'rose' must be a number"
    assert found[2] == "b:2:1: 'tabels' is not known here; expected format, about, tables, classes or phrases"
    assert found[7] == "e:3:10: 'rose' already stands in this table"


def test_lists_of_phrases_are_lists_and_stand_once() -> None:
    found = complaints(a="format: 1\nphrases:\n  odd: up to\n  twice: [up to]\n", b="format: 1\nphrases:\n  twice: [down to]\n")
    assert found == ["a:3:8: 'odd' must list phrases", "b:3:3: 'twice' already stands in this table"]
