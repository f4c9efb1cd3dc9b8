"""What holds of every report, whatever the text."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from verifier import Verifier
from verifier.model import Report, Verdict
from verifier.phrase import PhraseBook

DAY = date(2025, 2, 24)
VOCABULARY = """
Revenue rose fell 12% 22 per cent to from $5.6bn $5.0 billion 380 yuan (US$53 billion) 1.5 million euros , . by or
compared with a record largest ever sixth consecutive quarter double-digit growth doubled 500 acres 202 hectares Monday
Feb. 24 2025 HANGZHOU half of total consisting and about more than at least $1 = 7.25 — “ ” ( ) % $ 0 -3 −5% ٣ ½
9999999999999999999999 1e9 H2O
"""
WORDS = st.sampled_from(VOCABULARY.split())
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=200)


@cache
def verifier() -> Verifier:
    return Verifier()


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.sampled_from([None, DAY, date(1970, 1, 1), date(9999, 12, 31)]))
def test_no_text_raises_and_every_span_is_its_text(text: str, day: date | None) -> None:
    report = verifier().verify_text(text, date=day)
    for mention in report.mentions:
        assert report.document.text[mention.span.start : mention.span.end] == mention.text
    for finding in report.findings:
        assert 0 <= finding.span.start < finding.span.end <= len(text)
        assert (finding.verdict is Verdict.UNVERIFIED) == bool(finding.reason)
        for edit in finding.suggestions:
            assert 0 <= edit.span.start < edit.span.end <= len(text)


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_same_input_same_bytes(text: str) -> None:
    first, second = (verifier().verify_text(text, date=DAY).to_dict() for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.integers(0, 10**6))
def test_rule_order_never_changes_a_report(text: str, seed: int) -> None:
    shuffled = _shuffled(verifier(), seed)
    assert _judged(verifier().verify_text(text, date=DAY)) == _judged(shuffled.verify_text(text, date=DAY))


def _shuffled(whole: Verifier, seed: int) -> Verifier:
    """The same rules in another order, as if their files had other names."""
    order = list(range(len(whole.pack.rules)))
    random.Random(seed).shuffle(order)
    forms = sorted(whole.pack.compiled, key=lambda form: (order[form.rule], form.form))
    compiled = tuple(replace(form, rule=order[form.rule]) for form in forms)
    rules = tuple(rule for _, rule in sorted(zip(order, whole.pack.rules, strict=True), key=lambda pair: pair[0]))
    keyed = [((place, number), phrase) for place, form in enumerate(compiled) for number, phrase in enumerate(form.phrases)]
    other = Verifier(config=whole.config)
    other.pack = replace(whole.pack, rules=rules, compiled=compiled, book=PhraseBook(keyed))
    return other


def _judged(report: Report) -> set[tuple[str, int, int, Verdict, str]]:
    return {(f.claim.rule, f.span.start, f.span.end, f.verdict, f.message) for f in report.findings}
