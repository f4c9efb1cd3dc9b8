"""Every test inside every built-in rule, run through the whole engine; each is one case, named by its file and line.

A test asks for the verdict of its own rule on its text: the worst of that rule's findings, or `none` where the rule must not
speak. What other rules say of the sentence is theirs to test. `verifier rules test` runs the same proof.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from verifier import Verifier
from verifier.author.proof import prove
from verifier.model import Rule, RuleTest
from verifier.resources import rules_folder


@cache
def engine() -> Verifier:
    return Verifier()


RULES = engine().pack.rules
CASES = [(rule, test) for rule in RULES for test in rule.tests]


def name(value: Rule | RuleTest) -> str:
    return value.id if isinstance(value, Rule) else f"{value.origin.line}-{value.verdict}"


@pytest.mark.parametrize(("rule", "test"), CASES, ids=name)
def test_rule_proves_itself(rule: Rule, test: RuleTest) -> None:
    (outcome,) = prove(engine(), [replace(rule, tests=(test,))])
    assert outcome.holds, f"{test.origin}: {test.text}\n{outcome.complaint}"


@pytest.mark.parametrize("rule", RULES[:1], ids=name)
def test_a_wrong_test_does_not_hold(rule: Rule) -> None:
    wrong = replace(rule.tests[0], verdict="none" if rule.tests[0].verdict != "none" else "fail")
    (outcome,) = prove(engine(), [replace(rule, tests=(wrong,))])
    assert not outcome.holds


def test_every_rule_file_is_loaded() -> None:
    files = {path.stem for path in rules_folder().rglob("*.yaml") if "lexicon" not in path.relative_to(rules_folder()).parts}
    assert {rule.id for rule in RULES} == files


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_rule_shows_what_it_says_and_where_it_keeps_silent(rule: Rule) -> None:
    verdicts = {test.verdict for test in rule.tests}
    assert "none" in verdicts, rule.origin
    assert verdicts & {"fail", "warn", "unverified"}, rule.origin
    assert Path(rule.origin.file).stem == rule.id
