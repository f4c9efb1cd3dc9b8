"""The small notations inside a rule file's scalars: tolerances, guards' consequences, messages."""

from __future__ import annotations

import re
from decimal import Decimal

from verifier.model import Slack, Verdict

_SLACK = re.compile(r"(\d+(?:\.\d+)?)\s*(%|percent|last digits?|points?|days?)?")
_PLURALS = {"percent": "%", "last digit": "last digits", "point": "points", "day": "days"}
_NAME = re.compile(r"\{([a-z_][a-z0-9_]*)\}")

CAPS = {"skip": Verdict.UNVERIFIED, "pass": Verdict.PASS, "warn": Verdict.WARN}


def parse_slack(text: str) -> Slack:
    """`0.5%`, `0.25 last digit`, `0.4 points`, `3 days`, or a bare 0; ValueError otherwise."""
    found = _SLACK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"'{text}' is no tolerance; 0.5%, 1 last digit, 0.4 points, 3 days or 0 are")
    amount, unit = Decimal(found[1]), found[2]
    if unit is None and amount:
        raise ValueError(f"{text} of what? {text}%, {text} last digits, {text} points or {text} days")
    return Slack(amount, _PLURALS.get(unit, unit) if unit else "%")


def parse_then(value: object) -> tuple[Verdict, Slack | None]:
    """A guard's consequence: the worst verdict left, or (FAIL, a wider warning); ValueError otherwise."""
    if isinstance(value, str) and value in CAPS:
        return CAPS[value], None
    if isinstance(value, dict) and set(value) == {"warn"} and isinstance(value["warn"], str):
        return Verdict.FAIL, parse_slack(value["warn"])
    raise ValueError("expected skip, pass, warn, or a wider tolerance: {warn: 0.4 points}")


def message_names(message: str) -> tuple[list[str], str]:
    """The names in braces of a message, and the message with blanks in their place (a brace left over is wrong)."""
    return _NAME.findall(message), _NAME.sub(lambda name: " " * len(name.group()), message)
