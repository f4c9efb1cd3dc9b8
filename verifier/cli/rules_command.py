"""`verifier rules`: which rules there are, what one says, and whether their own tests hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from msgspec.structs import replace

from verifier.author.pages import effect_text, slack_text, tolerances
from verifier.author.proof import prove
from verifier.cli.settings import settings, settings_file
from verifier.config import Config
from verifier.engine import Verifier
from verifier.errors import ConfigError
from verifier.model import Form, Rule, RuleTest
from verifier.resources import rules_folder

FAILED = 1


def run(options: argparse.Namespace) -> int:
    """Print what was asked for; 1 where a test in a rule fails, else 0."""
    config = settings(options, settings_file(options, "."))
    wanted: Path | None = options.path if options.verb == "test" else None
    if wanted:
        config = _with(config, wanted)
    verifier = Verifier(config=config)
    if options.verb == "list":
        width = max((len(rule.id) for rule in verifier.pack.rules), default=0)
        for rule in verifier.pack.rules:
            print(f"{rule.id.ljust(width)}  {rule.title}")
        return 0
    if options.verb == "explain":
        print(_explained(_rule(verifier, options.rule)))
        return 0
    rules = [rule for rule in verifier.pack.rules if wanted is None or _lies_in(rule, wanted)]
    if not rules:
        raise ConfigError(f"{wanted}: no rule is in there; a rule is a file whose name ends in .yaml")
    return _test(verifier, rules)


def _with(config: Config, wanted: Path) -> Config:
    """The settings with the folder to be tested, unless they name it, or one that it lies in, already."""
    if not wanted.exists():
        raise ConfigError(f"{wanted}: there is no such folder of rules")
    if wanted.is_dir() and (strays := sorted(wanted.rglob("*.yml"))):
        raise ConfigError(f"{strays[0]}: is not read; the name of a rule file ends in .yaml")
    folder = wanted if wanted.is_dir() else wanted.parent
    if any(folder.resolve().is_relative_to(known.resolve()) for known in (rules_folder(), *config.rules)):
        return config
    return replace(config, rules=(*config.rules, folder))


def _lies_in(rule: Rule, wanted: Path) -> bool:
    return Path(rule.origin.file).resolve().is_relative_to(wanted.resolve())


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
    for test in rule.tests:
        lines += _example(test)
    return "\n".join(lines)


def _example(test: RuleTest) -> list[str]:
    """A test as the reader needs it: all its paragraphs below its verdict, and what else it was given."""
    first, *further = test.text.strip().splitlines()
    given = [("title", test.title), ("date", test.date), ("beside", test.beside)]
    beside = [f"({name}: {' '.join(value.split())})" for name, value in given if value]
    return [f"    {test.verdict.ljust(10)} {first}", *(f"{' ' * 15}{line}".rstrip() for line in (*further, *beside))]


def _form(form: Form) -> list[str]:
    lines = [f"  reads      {phrase}" for phrase in form.phrases]
    lines += [f"  not        {phrase}" for phrase in form.unless]
    lines.append(f"  expects    {form.expect}")
    for name, slack in tolerances(form):
        if slack.amount:
            lines.append(f"  {name.ljust(10)} up to {slack_text(slack)} beyond rounding")
    lines += [f"  guard      {guard.words} in {guard.where}: {effect_text(guard)}" for guard in form.guards]
    return [*lines, f"  at worst   {form.severity.word}"]
