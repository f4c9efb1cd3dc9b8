"""Running the tests that stand in rules: each sentence through the whole engine, one rule's verdict looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from datetime import date

from msgspec import Struct

from verifier.dossier import UNTRACED
from verifier.engine import Verifier
from verifier.errors import SourceError
from verifier.model import Pair, Report, Rule, RuleTest
from verifier.readers import plain, read
from verifier.sources.given import GivenRates
from verifier.sources.ledger import Source

NONE = "none"  # the rule must not speak


class Outcome(Struct, frozen=True):
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


def _given(verifier: Verifier, test: RuleTest) -> Verifier:
    """The verifier with the rates and facts a test states outright, so that it holds whatever banks fix and tables say."""
    given: dict[str, Source] = {}
    if test.rates:
        try:
            rates = GivenRates.parse(dict(test.rates))
        except SourceError as error:
            raise SourceError(f"{test.origin}: {error}") from None
        given[rates.name] = rates
    if test.facts:
        from verifier.sources.facts import Facts, given_facts
        from verifier.sources.facts.wording import Wording

        given[Facts.name] = given_facts([dict(row) for row in test.facts], str(test.origin), Wording.of(verifier.pack.lexicon))
    if not given:
        return verifier
    twin = copy(verifier)
    twin.sources = {**verifier.sources, **given}
    return twin


def _complaint(verifier: Verifier, rule: str, test: RuleTest) -> str:
    if test.beside is not None and (pair := _pair(verifier, rule)) is not None and pair.across == "against":
        return _against(verifier, rule, test, test.beside)
    if test.beside is not None:
        return _beside(verifier, test.text, test.beside, test)
    if (pair := _pair(verifier, rule)) is not None and pair.across == "table":  # tables are written in Markdown
        return _of_report(_given(verifier, test).verify(read(test.text.encode(), "test.md")), rule, test)
    day = date.fromisoformat(test.date) if test.date else None
    report = _given(verifier, test).verify_text(test.text, date=day, title=test.title, name=str(test.origin))
    return _of_report(report, rule, test)


def _pair(verifier: Verifier, rule: str) -> Pair | None:
    found = verifier.pack.rule(rule)
    return found.pair if found else None


def _against(verifier: Verifier, rule: str, test: RuleTest, source: str) -> str:
    """What came instead of what was wanted of a draft held against a source that is said to be the only one."""
    day = date.fromisoformat(test.date) if test.date else None
    against, complete = [plain(source, "source")], rule == UNTRACED
    report = verifier.verify_text(test.text, date=day, title=test.title, against=against, sources_complete=complete)
    return _of_report(report, rule, test)


def _of_report(report: Report, rule: str, test: RuleTest) -> str:
    findings = [finding for finding in report.findings if finding.claim.rule == rule]
    worst = max((finding.verdict for finding in findings), default=None)
    got = NONE if worst is None else worst.word
    if got != test.verdict:
        said = next((f" ({finding.message})" for finding in findings if finding.verdict is worst), "") or _silent(report)
        return f"wanted {test.verdict}, got {got}{said}"
    offered = [suggestion.text for finding in findings for suggestion in finding.suggestions]
    if test.suggest and test.suggest not in offered:
        return f"wanted the suggestion '{test.suggest}', got {', '.join(offered) or 'none'}"
    return ""


def _silent(report: Report) -> str:
    """What a rule that says nothing could have read: a kind that is not the phrase's is the commonest reason."""
    numbers = [f"{mention.text} ({mention.kind})" for mention in report.mentions]
    return f" (the rule reads nothing here; the numbers of the text: {', '.join(numbers) or 'none'})"


def _beside(verifier: Verifier, text: str, other: str, test: RuleTest) -> str:
    """What came instead of what was wanted of two texts set side by side."""
    day = date.fromisoformat(test.date) if test.date else None
    reports = [verifier.verify_text(each, date=day, name=name) for each, name in ((text, "first"), (other, "second"))]
    worst = max(verifier.compare(reports), key=lambda comparison: comparison.verdict, default=None)
    got = worst.verdict.word if worst else NONE
    return "" if got == test.verdict else f"wanted {test.verdict}, got {got}{f' ({worst.message})' if worst else ''}"
