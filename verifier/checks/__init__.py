"""The functions formulas may call; `CHECKS` lists all of them, by the name a rule uses.

Each takes the inquiry it serves and what the formula gives it (a mention, several, a word, a text, a number, or the
candidates of another call), and answers with candidates or with the reason why there are none. Amounts come in the stated
figure's printed unit, percents as ratios, dates as ordinal days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import wraps

from verifier.checks.calendar import day, days_between, published, weekday, weekday_of_text
from verifier.checks.convert import convert
from verifier.checks.given import at_rate, lead, span_of
from verifier.checks.growth import growth_rate, growth_rate_between
from verifier.checks.measure import unit
from verifier.checks.moments import same_moment
from verifier.checks.prices import in_money_of, in_todays_money
from verifier.checks.sessions import session
from verifier.checks.spans import closing_day, since, spanned
from verifier.checks.tables import extreme, fact, growth_figure, growth_to, other_side, streak, value_before
from verifier.checks.totals import total_of
from verifier.checks.wording import course, share_meant
from verifier.model import Answer, Candidate, Mention, Unknown, Word
from verifier.sources.ledger import Inquiry

Argument = Mention | tuple[Mention, ...] | Word | str | Decimal | tuple[Candidate, ...]
Check = Callable[..., Answer]  # (inquiry, *arguments: Argument)


def _mention(argument: Argument) -> bool:
    return isinstance(argument, Mention)


def _word(argument: Argument) -> bool:
    return isinstance(argument, Word)


def _spoken(argument: Argument) -> bool:
    return isinstance(argument, (Mention, Word))


def _date(argument: Argument) -> bool:
    candidates = isinstance(argument, tuple) and all(isinstance(part, Candidate) for part in argument)
    return candidates or isinstance(argument, Mention)


def _taking(check: Check, *wanted: Callable[[Argument], bool]) -> Check:
    """The check, answering Unknown for arguments it cannot take: a rule may bind a list where it wants one figure."""

    @wraps(check)
    def asked(inquiry: Inquiry, *arguments: Argument) -> Answer:
        if len(arguments) != len(wanted):
            return Unknown(f"the rule gives {check.__name__}() {len(arguments)} arguments, and it takes {len(wanted)}")
        for place, (argument, takes) in enumerate(zip(arguments, wanted, strict=True), 1):
            if not takes(argument):
                return Unknown(f"argument {place} of {check.__name__}() is nothing it takes; the rule binds something else")
        return check(inquiry, *arguments)

    return asked


CHECKS: Mapping[str, Check] = {
    "at_rate": _taking(at_rate, _mention, _mention, _mention),
    "closing_day": _taking(closing_day, _mention),
    "convert": _taking(convert, _mention),
    "course": _taking(course, _word, _mention, _mention),
    "day": _taking(day, _date),
    "days_between": _taking(days_between, _date, _date),
    "extreme": _taking(extreme, _mention),
    "fact": _taking(fact, _mention),
    "growth_figure": _taking(growth_figure, _mention),
    "growth_rate": _taking(growth_rate, _mention, _mention, _mention),
    "growth_rate_between": _taking(growth_rate_between, _mention, _mention, _mention, _mention),
    "growth_to": _taking(growth_to, _mention),
    "in_money_of": _taking(in_money_of, _mention, _mention, _mention),
    "in_todays_money": _taking(in_todays_money, _mention, _mention),
    "lead": _taking(lead, _mention),
    "other_side": _taking(other_side, _spoken),
    "published": _taking(published),
    "same_moment": _taking(same_moment, _mention),
    "session": _taking(session, _mention),
    "share_meant": _taking(share_meant, _mention),
    "since": _taking(since, _mention),
    "span_of": _taking(span_of, _mention),
    "spanned": _taking(spanned, _mention, _mention),
    "streak": _taking(streak, _mention),
    "total_of": _taking(total_of, lambda argument: isinstance(argument, tuple)),
    "unit": _taking(unit, _mention),
    "value_before": _taking(value_before, _mention),
    "weekday": _taking(weekday, _date),
    "weekday_of_text": _taking(weekday_of_text),
}

__all__ = ["CHECKS", "Argument", "Check"]
