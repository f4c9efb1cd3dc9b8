"""One claim, one finding: verdict, basis, strength, gap, resolution, suggestions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from verifier import Verifier
from verifier.model import Finding, Verdict

DAY = date(2025, 2, 24)


@cache
def verifier() -> Verifier:
    return Verifier()


def finding(text: str, rule: str, day: date | None = DAY) -> Finding:
    (found,) = [f for f in verifier().verify_text(text, date=day).findings if f.claim.rule == rule]
    return found


def test_a_pass_says_what_it_rests_on() -> None:
    exact = finding("Revenue rose 12% to $5.6bn from $5.0bn.", "percentage-change")
    assert (exact.verdict, exact.basis, exact.strength) == (Verdict.PASS, "as printed", "recalculated")
    rounded = finding("Revenue rose 13% to $5.6bn from $5.0bn.", "percentage-change")
    assert (rounded.verdict, rounded.basis) == (Verdict.PASS, "if rounded")
    market = finding("It cost 380 billion yuan (US$52.4 billion).", "currency-conversion")
    assert (market.strength, market.evidence[0].source) == ("market", "ecb")


def test_gap_and_resolution_are_stated() -> None:
    wrong = finding("Revenue rose 22% to $5.6bn from $5.0bn.", "percentage-change")
    assert wrong.gap is not None and wrong.gap.last_digits is not None and 7 < wrong.gap.last_digits < 8
    assert wrong.resolution is not None and Decimal("2") < wrong.resolution < Decimal("4")


@pytest.mark.parametrize(
    "text", ["Revenue rose 20% to $3 billion from $2 billion.", "Revenue rose 1% to $2.60 billion from $2.57 billion."]
)
def test_coarse_figures_decide_nothing(text: str) -> None:
    blind = finding(text, "percentage-change")
    assert blind.verdict is Verdict.UNVERIFIED and blind.reason and "coarse" in blind.reason


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("It cost at least 380 billion yuan (US$524 billion).", Verdict.FAIL),  # the second inherits "at least"
        ("It cost at least 380 billion yuan (US$52.4 billion).", Verdict.PASS),
        ("It cost 380 billion yuan (about US$53 billion).", Verdict.PASS),
        ("It cost 380 billion yuan (more than US$50 billion).", Verdict.PASS),
        ("It cost 380 billion yuan (more than US$5 billion).", Verdict.WARN),  # true, and nobody means it
        ("It cost 380 billion yuan (more than US$60 billion).", Verdict.FAIL),
        ("It cost 380 million yuan (US$52.4 billion).", Verdict.FAIL),
    ],
)
def test_qualifiers_of_conversions(text: str, verdict: Verdict) -> None:
    assert finding(text, "currency-conversion").verdict is verdict


def test_an_alternative_basis_is_named() -> None:
    parity = finding("It cost 380 billion yuan (US$53 billion).", "currency-conversion")
    assert parity.verdict is Verdict.WARN and parity.basis and "central parity" in parity.basis


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("It cost 380 billion yuan (US$52.4 billion).", None, "--date"),
        ("It cost 380 billion yuan (US$52.4 billion).", date(1970, 1, 1), "start on"),
        ("It cost 380 billion yuan (US$52.4 billion).", date(2126, 1, 1), "last fixing"),
    ],
)
def test_what_cannot_be_decided_says_why(text: str, day: date | None, words: str) -> None:
    unknown = finding(text, "currency-conversion", day)
    assert unknown.verdict is Verdict.UNVERIFIED and unknown.reason
    assert words in unknown.reason


def test_guards_soften() -> None:
    steady = finding("At constant currency, revenue rose 22% to $5.6bn from $5.0bn.", "percentage-change")
    assert steady.verdict is Verdict.WARN
    skipped = finding("Revenue rose 22% to $5.6bn, compared with a consensus of $5.5bn.", "percentage-change")
    assert skipped.verdict is Verdict.UNVERIFIED and skipped.reason and "consensus" in skipped.reason


def test_a_guard_that_leaves_a_pass_never_makes_one() -> None:
    text = "The price was $27.0 million, consisting primarily of $18.5 million in shares and $5.5 million in bonds."
    assert finding(text, "total").verdict is Verdict.UNVERIFIED
    assert finding(text.replace("27.0", "24.0"), "total").verdict is Verdict.PASS


def test_suggestions_edit_the_text_into_one_that_holds() -> None:
    text = "Licence fees decreased $64 million to $410 million from $346 million."
    wrong = finding(text, "amount-change")
    assert wrong.verdict is Verdict.FAIL
    mended = {text[: e.span.start] + e.text + text[e.span.end :] for e in wrong.suggestions}
    assert text.replace("decreased", "increased") in mended
    assert all(finding(other, "amount-change").verdict is Verdict.PASS for other in mended)
