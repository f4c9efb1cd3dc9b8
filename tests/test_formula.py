"""The formula language: what it refuses, and what it comes to over intervals."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from decimal import Decimal, localcontext

import pytest

from verifier.errors import LanguageError
from verifier.formula import Call, Formula, RoleName, evaluate, parse_formula
from verifier.interval import INFINITY, Interval, point
from verifier.model import Answer, Candidate, Evidence, Quantity, Unknown, Verdict
from verifier.units import COUNT, RATIO, Unit, count, currency, physical, time

USD, CNY = currency("USD"), currency("CNY")
FUNCTIONS = {"convert": (1, 2), "published": (0, 0)}
ROLES = ("stated", "a", "b", "c", "xs", "move")
# "… from $5.0bn to $5.6bn": each anything that rounds to it
A = Interval(Decimal("5.55"), Decimal("5.65"))
B = Interval(Decimal("4.95"), Decimal("5.05"))


def formula(source: str) -> Formula:
    return parse_formula(f"stated = {source}", FUNCTIONS, ROLES, exact=("move",))


def no_call(call: Call) -> Answer:
    raise AssertionError(f"{call.function} was asked")


def value(source: str, units: Mapping[str, Unit] | None = None, **inputs: Interval | tuple[Interval, ...]) -> Interval | str:
    """The interval a formula comes to, or the reason why not."""
    answer = evaluate(formula(source), inputs, units or dict.fromkeys(inputs, USD), no_call)
    if isinstance(answer, Unknown):
        return answer.reason
    (candidate,) = answer
    return candidate.quantity.interval


def interval(lo: str, hi: str) -> Interval:
    return Interval(Decimal(lo), Decimal(hi))


@pytest.mark.parametrize(("source", "expected"), [
    ("a + b", interval("10.50", "10.70")),
    ("a - b", interval("0.50", "0.70")),
    ("-(a - b)", interval("-0.70", "-0.50")),
    ("abs(b - a)", interval("0.50", "0.70")),
    ("a - b - b", interval("-4.55", "-4.25")),  # the same b both times
    ("a * 5%", interval("0.2775", "0.2825")),
    ("a * -2", interval("-11.30", "-11.10")),
    ("min(a, b)", B),
    ("max(a, b)", A),
    ("sum(a, b)", interval("10.50", "10.70")),
    ("a - sum(b, b) / 2", interval("0.50", "0.70")),
    ("(a)", A),
])
def test_arithmetic(source: str, expected: Interval) -> None:
    assert value(source, a=A, b=B) == expected


def test_a_repeated_figure_counts_once() -> None:
    found = value("(a - b) / b", a=A, b=B)
    assert isinstance(found, Interval)
    assert round(found.lo, 6) == round(Decimal("5.55") / Decimal("5.05") - 1, 6)
    assert round(found.hi, 6) == round(Decimal("5.65") / Decimal("4.95") - 1, 6)


def test_a_share_of_its_own_total_is_not_twice_too_wide() -> None:
    assert value("a / (a + b)", a=interval("1", "2"), b=interval("1", "2")) == interval(
        "0.3333333333333333333333333333", "0.6666666666666666666666666667"
    )


def test_absolute_values_are_functions_of_intervals() -> None:
    assert value("abs(a - b)", a=interval("5.5", "5.6"), b=interval("5.4", "5.7")) == interval("0", "0.2")


def test_words_are_points_and_may_stand_anywhere() -> None:
    units = {"move": RATIO, "a": USD, "b": USD}
    found = value("move * b / (a - move * b)", units, move=point(-1), a=interval("10", "10"), b=interval("2.5", "2.5"))
    assert found == point("-0.2")


def test_lists_are_summed_with_their_half_widths() -> None:
    assert value("sum(xs)", xs=(interval("1", "3"), interval("2", "4"), interval("0", "1"))) == interval("3", "8")
    assert value("sum(xs) / count(xs)", xs=(interval("1", "3"), interval("3", "5"))) == interval("2", "4")
    assert value("max(xs)", xs=(interval("1", "3"), interval("2", "4"))) == interval("2", "4")
    assert value("xs + a", xs=(A, B), a=A) == "xs is a list where one value is needed"


@pytest.mark.parametrize(("source", "a", "expected"), [
    ("a - b", Interval(Decimal(9), INFINITY), Interval(Decimal("3.95"), INFINITY)),
    ("b / a", Interval(Decimal(5), INFINITY), Interval(Decimal(0), Decimal("1.01"))),
    ("(b - a) / a", Interval(Decimal(5), INFINITY), interval("-1", "0.01")),
    ("(a - b) / b", Interval(Decimal("10.1"), INFINITY), Interval(Decimal(1), INFINITY)),
    ("a + b - a", Interval(Decimal(5), INFINITY), B),
    ("(a - b) / a", Interval(-INFINITY, Decimal(-1)), Interval(Decimal(1), Decimal("6.05"))),
])
def test_infinite_ends_are_limits(source: str, a: Interval, expected: Interval) -> None:
    assert value(source, a=a, b=B) == expected


def test_two_infinite_ends() -> None:
    a = b = Interval(Decimal(5), INFINITY)
    assert value("(a - b) / b", a=a, b=b) == Interval(Decimal(-1), INFINITY)
    assert value("a - b", a=a, b=b) == Interval(-INFINITY, INFINITY)


@pytest.mark.parametrize("source", ["a / b", "(a - b) / b", "a / (b + b)", "a / 0"])
def test_a_divisor_that_may_be_zero(source: str) -> None:
    reason = "a divisor may be zero within its rounding, so the quotient may be anything"
    assert value(source, a=A, b=interval("-1", "1")) == reason
    assert value(source, a=A, b=interval("0", "0")) == reason


def test_more_than_eight_rounded_figures() -> None:
    names = "abcdefghi"
    source = f"stated = ({' + '.join(names)}) / a"
    inputs = dict.fromkeys(names, A)
    found = evaluate(parse_formula(source, (), ("stated", *names)), inputs, {}, no_call)
    assert isinstance(found, Unknown) and "more than 8 rounded figures" in found.reason
    exact = inputs | {"i": point(1)}
    assert isinstance(evaluate(parse_formula(source, (), ("stated", *names)), exact, {}, no_call), tuple)
    once = f"stated = {' + '.join(names)}"  # nothing repeats: no corners needed
    assert isinstance(evaluate(parse_formula(once, (), ("stated", *names)), inputs, {}, no_call), tuple)


def test_huge_figures_are_a_reason_not_a_crash() -> None:
    huge = point(Decimal("9E+999999"))
    ratios = dict.fromkeys("abc", RATIO)
    assert value("(a * b - a * c) / a", ratios, a=huge, b=huge, c=huge) == "the figures are too large to calculate with"
    assert value("a * b - a * c", ratios, a=huge, b=huge, c=huge) == "the figures are too large to calculate with"


def test_the_callers_decimal_context_decides_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert value("a + b - a", a=point("1234567"), b=point("0.25")) == point("0.25")


@pytest.mark.parametrize(("source", "units", "expected"), [
    ("a / b", (USD, USD), RATIO),
    ("a / b", (USD, CNY), Unit("USD/CNY", "ratio")),
    ("a * b", (USD, RATIO), USD),
    ("a * b", (USD, count("share")), USD),
    ("a / b", (USD, time("year")), USD),
    ("a * b", (USD, physical("barrel")), USD),
    ("a / b", (physical("mile"), time("hour")), physical("mile")),
    ("a - b", (RATIO, Unit("pp", "points")), RATIO),
    ("1 + a - b", (RATIO, RATIO), RATIO),
    ("a + b", (count("bank"), count("insurer")), COUNT),
    ("a + b", (USD, CNY), "CNY cannot be added to USD"),
    ("a - b", (USD, RATIO), "a ratio cannot be taken from USD"),
    ("a + b + 1", (USD, USD), "a bare number cannot be added to USD"),
    ("a + b", (time("year"), time("month")), "month cannot be added to year"),
    ("sum(a, b)", (USD, CNY), "CNY cannot be set beside USD"),
    ("a * b / a", (CNY, USD), USD),
])
def test_units(source: str, units: tuple[Unit, Unit], expected: Unit | str) -> None:
    answer = evaluate(formula(source), {"a": A, "b": B}, {"a": units[0], "b": units[1]}, no_call)
    if isinstance(answer, Unknown):
        assert answer.reason == expected
    else:
        assert answer[0].quantity.unit == expected


def candidate(value: str, basis: str = "", ceiling: Verdict = Verdict.PASS, harshest: Verdict = Verdict.FAIL) -> Candidate:
    return Candidate(Quantity(point(value), USD), (Evidence("ecb", basis, None),), basis, ceiling, harshest)


def test_functions_answer_with_candidates() -> None:
    first, second = candidate("5", "Monday"), candidate("6", "parity", Verdict.WARN)
    answer = evaluate(formula("convert(a, 'EUR') * 2"), {}, {}, lambda call: (first, second))
    assert isinstance(answer, tuple)
    assert [(found.quantity.interval, found.basis, found.ceiling) for found in answer] == [
        (point(10), "Monday", Verdict.PASS), (point(12), "parity", Verdict.WARN),
    ]
    assert answer[0].evidence == first.evidence


def test_a_bare_call_hands_its_candidates_on() -> None:
    candidates = (candidate("5"),)
    assert evaluate(formula("convert(a)"), {}, {}, lambda call: candidates) is candidates
    assert evaluate(formula("convert(a)"), {}, {}, lambda call: Unknown("no rate")) == Unknown("no rate")


def test_two_functions_are_no_better_than_the_weaker() -> None:
    answers = {"convert": (candidate("5", "ECB", Verdict.WARN),), "published": (candidate("2", "NBP", harshest=Verdict.WARN),)}
    answer = evaluate(formula("convert(a) - published()"), {}, {}, lambda call: answers[call.function])
    assert isinstance(answer, tuple)
    assert (answer[0].quantity.interval, answer[0].ceiling, answer[0].harshest, answer[0].basis) == (
        point(3), Verdict.WARN, Verdict.WARN, "ECB; NBP",
    )
    assert [item.key for item in answer[0].evidence] == ["ECB", "NBP"]


def test_a_zero_candidate_leaves_the_others() -> None:
    answer = evaluate(formula("1 / convert(a)"), {}, {}, lambda call: (candidate("0"), candidate("4")))
    assert isinstance(answer, tuple) and [found.quantity.interval for found in answer] == [point("0.25")]
    assert isinstance(evaluate(formula("1 / convert(a)"), {}, {}, lambda call: (candidate("0"),)), Unknown)
    assert isinstance(evaluate(formula("convert(a) + 0 * a"), {"a": A}, {}, lambda call: ()), Unknown)


def test_too_many_candidates() -> None:
    many = tuple(candidate(str(number + 1)) for number in range(20))
    answer = evaluate(formula("convert(a) / convert(b)"), {}, {}, lambda call: many)
    assert isinstance(answer, Unknown) and "combinations" in answer.reason


def test_what_a_formula_says_of_itself() -> None:
    parsed = parse_formula("stated >= move * sum(xs) - convert(c, stated, 'x', 2.50)", ["convert"], ROLES, exact=("move",))
    assert (parsed.stated, parsed.relation) == ("stated", ">=")
    assert parsed.roles == ("move", "xs", "c", "stated")
    assert parsed.reads == ("move", "xs")
    assert parsed.each == ("move",)
    assert parsed.calls == (Call("convert", (RoleName("c"), RoleName("stated"), "x", Decimal("2.50"))),)
    nested = formula("convert(published())")
    assert nested.calls == (Call("convert", (Call("published", ()),)),)
    assert pickle.loads(pickle.dumps(parsed)) == parsed


def test_never() -> None:
    parsed = parse_formula(" never ", FUNCTIONS, ROLES)
    assert (parsed.stated, parsed.relation) == ("", "never")
    assert isinstance(evaluate(parsed, {}, {}, no_call), Unknown)


def test_a_missing_input_is_a_reason() -> None:
    assert value("a + b", a=A) == "the text gives no b"


@pytest.mark.parametrize(("source", "message", "column"), [
    ("stated == a", "one = is enough", 8),
    ("stated != a", "what it is not", 8),
    ("3 = a", "begins with the stated role", 1),
    ("stated", "a relation", 7),
    ("stated = ", "ends too early", 10),
    ("stated = a = b", "one relation", 12),
    ("stated = a +", "ends too early", 13),
    ("stated = (a + b", "never closed", 10),
    ("stated = a)", "unexpected )", 11),
    ("stated = a ** 2", "no powers", 12),
    ("stated = a.b", "no attributes", 11),
    ("stated = xs[0]", "no lists or indices", 12),
    ("stated = {a}", "without braces", 10),
    ("stated = 'a'", "given to a function", 10),
    ("stated = 'a", "no closing '", 10),
    ("stated = d", "no phrase binds a role 'd'", 10),
    ("statd = a", "did you mean 'stated'", 1),
    ("stated = konvert(a)", "did you mean 'convert'", 10),
    ("stated = convert()", "1 to 2 arguments, not 0", 10),
    ("stated = published(a)", "0 arguments, not 1", 10),
    ("stated = convert(a + b)", "calculate outside", 18),
    ("stated = convert(a b)", "unexpected b", 20),
    ("stated = abs(a, b)", "abs takes one value", 10),
    ("stated = stated - a", "is what this formula is to tell", 1),
    ("stated = a * (a - b)", "both factors", 12),
    ("stated = a / (b / a)", "squared", 1),
    ("stated = a / b - b / a", "squared", 1),
    ("stated = " + "(" * 20 + "a" + ")" * 20, "deep", 22),
    ("stated = " + "a + " * 200 + "b", "400 characters", 400),
])
def test_complaints(source: str, message: str, column: int) -> None:
    with pytest.raises(LanguageError) as caught:
        parse_formula(source, FUNCTIONS, ROLES, exact=("move",))
    assert message in str(caught.value)
    assert caught.value.column == column


@pytest.mark.parametrize("source", [
    "(a - b) / b", "a / c - b / c", "a / b - 1", "move * a / (b - move * a)", "abs(a - b) / a", "a / b / c",
])
def test_linear_formulas_are_accepted(source: str) -> None:
    assert formula(source).relation == "="
