from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from verifier.interval import INFINITY, Interval
from verifier.judge import Stated, judge
from verifier.model import Candidate, Quantity, Slack, Tolerance, Verdict
from verifier.units import currency

USD = currency("USD")
EXACT = Tolerance()
RATES = Tolerance(Slack(Decimal("0.5"), "%"), Slack(Decimal(2), "%"), Decimal("0.15"))


def stated(lo: str, hi: str, value: str | None = None, usual: Interval | None = None) -> Stated:
    allowed = Interval(Decimal(lo), Decimal(hi))
    return Stated(allowed, usual or allowed, Decimal(value) if value else None, Decimal("0.1"))


def offered(lo: str, hi: str | None = None) -> Candidate:
    return Candidate(Quantity(Interval(Decimal(lo), Decimal(hi or lo)), USD), basis="market")


def test_exact_fit_passes_as_printed() -> None:
    assert judge(stated("52.35", "52.45", "52.4"), [offered("52.41")], EXACT).basis == "as printed"


def test_fit_by_the_edge_of_rounded_inputs_passes_if_rounded() -> None:
    result = judge(stated("52.35", "52.45", "52.4"), [offered("52.44", "52.54")], EXACT)
    assert (result.verdict, result.basis) == (Verdict.PASS, "if rounded")


def test_alternative_that_fits_beats_a_primary_within_tolerance() -> None:
    parity = replace(offered("52.99"), standing="alternative", ceiling=Verdict.WARN, basis="central parity")
    said = stated("52.5", "53.5", "53")
    assert judge(said, [offered("52.34", "52.48")], RATES).basis == "within tolerance"
    result = judge(said, [offered("52.34", "52.48"), parity], RATES)
    assert (result.verdict, result.basis) == (Verdict.WARN, "central parity")


def test_beyond_passing_within_warning_tolerance_warns() -> None:
    assert judge(stated("53.05", "53.15", "53.1"), [offered("52.4")], RATES).verdict is Verdict.WARN


def test_last_resort_is_heard_only_when_nothing_else_fits() -> None:
    stale = replace(offered("60"), standing="last resort", ceiling=Verdict.WARN, basis="stale")
    result = judge(stated("59.5", "60.5", "60"), [offered("52.4"), stale], RATES)
    assert (result.verdict, result.basis) == (Verdict.WARN, "stale")
    assert judge(stated("52.35", "52.45", "52.4"), [offered("52.4"), stale], RATES).basis == "as printed"


@pytest.mark.parametrize("value", ["524", "5.24", "52400"])
def test_power_of_ten_fails_whatever_the_source(value: str) -> None:
    weak = replace(offered("52.4"), harshest=Verdict.WARN)
    stale = replace(offered(value), standing="last resort", ceiling=Verdict.WARN)
    assert judge(stated(value, value, value), [weak, stale], RATES).verdict is Verdict.FAIL


def test_a_source_that_may_not_fail_only_warns() -> None:
    weak = replace(offered("52.4"), harshest=Verdict.WARN)
    assert judge(stated("70", "70", "70"), [weak], RATES).verdict is Verdict.WARN


def test_half_and_twice_fitting_means_nothing_was_checked() -> None:
    result = judge(stated("0.5", "1.5", "1"), [offered("0.4", "2.6")], EXACT)
    assert result.verdict is Verdict.UNVERIFIED and result.reason is not None and "coarse" in result.reason


def test_far_beyond_the_customary_end_warns() -> None:
    more_than = stated("5", "Infinity", "5", usual=Interval(Decimal(5), Decimal("6.5")))
    assert judge(more_than, [offered("6")], EXACT).verdict is Verdict.PASS
    assert judge(more_than, [offered("500")], EXACT).verdict is Verdict.WARN
    assert judge(more_than, [offered("4")], EXACT).verdict is Verdict.FAIL


def test_no_candidate_is_unverified() -> None:
    assert judge(stated("1", "1"), [], EXACT).verdict is Verdict.UNVERIFIED


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2), st.decimals(0, 5, places=1))
def test_wider_tolerance_never_makes_a_verdict_worse(said: Decimal, expected: Decimal, slack: Decimal) -> None:
    claim = Stated(Interval(said, said), Interval(said, said), said, Decimal("0.01"))
    narrow = judge(claim, [offered(str(expected))], EXACT)
    wide = judge(claim, [offered(str(expected))], Tolerance(Slack(slack, "%"), Slack(slack, "%")))
    assert wide.verdict <= narrow.verdict


def test_infinite_expected_does_not_raise() -> None:
    open_end = Candidate(Quantity(Interval(Decimal(40), INFINITY), USD))
    assert judge(stated("39", "41", "40"), [open_end], EXACT).verdict in (Verdict.PASS, Verdict.UNVERIFIED)
