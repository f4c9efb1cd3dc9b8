"""`verifier rules`: which rules there are, what one says, and whether their own tests hold."""

from __future__ import annotations

import argparse

from msgspec.structs import replace

from verifier.author.pages import effect_text, slack_text, tolerances
from verifier.author.proof import prove
from verifier.cli.settings import settings, settings_file
from verifier.engine import Verifier
from verifier.errors import ConfigError
from verifier.model import Form, Rule

FAILED = 1


def run(options: argparse.Namespace) -> int:
    """Print what was asked for; 1 where a test in a rule fails, else 0."""
    config = settings(options, settings_file(options, "."))
    if options.verb == "test" and options.path:
        if not options.path.is_dir():
            raise ConfigError(f"{options.path}: there is no such folder of rules")
        config = replace(config, rules=(*config.rules, options.path))
    verifier = Verifier(config=config)
    if options.verb == "list":
        width = max((len(rule.id) for rule in verifier.pack.rules), default=0)
        for rule in verifier.pack.rules:
            print(f"{rule.id.ljust(width)}  {rule.title}")
        return 0
    if options.verb == "explain":
        print(_explained(_rule(verifier, options.rule)))
        return 0
    wanted = str(options.path) if options.path else ""
    return _test(verifier, [rule for rule in verifier.pack.rules if rule.origin.file.startswith(wanted)])


def _rule(verifier: Verifier, name: str) -> Rule:
    rules = {rule.id: rule for rule in verifier.pack.rules}
    if name in rules:
        return rules[name]
    from difflib import get_close_matches

    close = get_close_matches(name, rules, 1)
    raise ConfigError(f"there is no rule '{name}'; {f'did you mean {close[0]}?' if close else 'see verifier rules list'}")


def _test(verifier: Verifier, rules: list[Rule]) -> int:
    passed, failed = 0, 0
    for outcome in prove(verifier, rules):
        if outcome.holds:
            passed += 1
        else:
            failed += 1
            print(f"{outcome.test.origin}: {outcome.rule}: {outcome.complaint}\n    {outcome.test.text}")
    print(f"{len(rules)} {'rule' if len(rules) == 1 else 'rules'}, {passed + failed} tests: {passed} hold, {failed} fail")
    return FAILED if failed else 0


def _explained(rule: Rule) -> str:
    lines = [f"{rule.id}: {rule.title}", f"  from       {rule.origin}", f"  authority  {rule.authority}"]
    if rule.pair:
        lines.append(f"  compares   {rule.pair.of} with {rule.pair.against}, across {rule.pair.across}")
    for form in rule.forms:
        lines += ["", *_form(form)]
    lines += ["", "  tests"]
    lines += [f"    {test.verdict.ljust(10)} {test.text}" for test in rule.tests]
    return "\n".join(lines)


def _form(form: Form) -> list[str]:
    lines = [f"  reads      {phrase}" for phrase in form.phrases]
    lines += [f"  not        {phrase}" for phrase in form.unless]
    lines.append(f"  expects    {form.expect}")
    for name, slack in tolerances(form):
        if slack.amount:
            lines.append(f"  {name.ljust(10)} up to {slack_text(slack)} beyond rounding")
    lines += [f"  guard      {guard.words} in {guard.where}: {effect_text(guard)}" for guard in form.guards]
    return [*lines, f"  at worst   {form.severity.word}"]
