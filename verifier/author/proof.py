"""Running the tests that stand in rules: each sentence through the whole engine, one rule's verdict looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date

from verifier.engine import Verifier
from verifier.model import Rule, RuleTest
from verifier.sources.given import GivenRates

NONE = "none"  # the rule must not speak


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test run; `complaint` says what came instead of what was wanted, "" where it holds."""

    rule: str
    test: RuleTest
    complaint: str

    @property
    def holds(self) -> bool:
        """Whether the rule did as the test says."""
        return not self.complaint


def prove(verifier: Verifier, rules: Iterable[Rule]) -> Iterator[Outcome]:
    """The outcomes of all tests of some rules, in the order they are written."""
    for rule in rules:
        for test in rule.tests:
            yield Outcome(rule.id, test, _complaint(verifier, rule.id, test))


def _given(verifier: Verifier, rates: tuple[tuple[str, str], ...]) -> Verifier:
    """The verifier with the rates a test states outright, so that it holds whatever the banks fix."""
    if not rates:
        return verifier
    given = GivenRates.parse(dict(rates))
    twin = copy(verifier)
    twin.sources = {**verifier.sources, given.name: given}
    return twin


def _complaint(verifier: Verifier, rule: str, test: RuleTest) -> str:
    if test.beside is not None:
        return _beside(verifier, test.text, test.beside, test)
    day = date.fromisoformat(test.date) if test.date else None
    report = _given(verifier, test.rates).verify_text(test.text, date=day, title=test.title, name=str(test.origin))
    findings = [finding for finding in report.findings if finding.claim.rule == rule]
    worst = max((finding.verdict for finding in findings), default=None)
    got = NONE if worst is None else worst.word
    if got != test.verdict:
        said = next((f" ({finding.message})" for finding in findings if finding.verdict is worst), "")
        return f"wanted {test.verdict}, got {got}{said}"
    offered = [suggestion.text for finding in findings for suggestion in finding.suggestions]
    if test.suggest and test.suggest not in offered:
        return f"wanted the suggestion '{test.suggest}', got {', '.join(offered) or 'none'}"
    return ""


def _beside(verifier: Verifier, text: str, other: str, test: RuleTest) -> str:
    """What came instead of what was wanted of two texts set side by side."""
    day = date.fromisoformat(test.date) if test.date else None
    reports = [verifier.verify_text(each, date=day, name=name) for each, name in ((text, "first"), (other, "second"))]
    worst = max(verifier.compare(reports), key=lambda comparison: comparison.verdict, default=None)
    got = worst.verdict.word if worst else NONE
    return "" if got == test.verdict else f"wanted {test.verdict}, got {got}{f' ({worst.message})' if worst else ''}"
