"""A validated rule entry to a `model.Rule`: forms filled in from the rule, notations turned into values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verifier.model import Form, Guard, Inputs, Origin, Pair, Rule, RuleTest, Tolerance, Verdict
from verifier.rules.reading import Path, Source
from verifier.rules.wording import parse_slack, parse_then

if TYPE_CHECKING:
    from verifier.rules.schema import FormEntry, GuardEntry, PairEntry, RuleEntry, TestEntry, ToleranceEntry

_SEVERITIES = {"fail": Verdict.FAIL, "warn": Verdict.WARN, "unverified": Verdict.UNVERIFIED}


def build_rule(entry: RuleEntry, source: Source) -> Rule:
    """The rule an entry states."""
    tests = tuple(_test(test, source, place) for place, test in enumerate(entry.tests))
    pair = _pair(entry.pair) if entry.pair else None
    forms = tuple(_form(form, entry) for form in entry.forms or [entry])
    origin = _origin(source, ("rules", 0))
    return Rule(entry.id, entry.title, entry.authority, forms, pair, tests, origin, entry.why or "", entry.cannot_see or "")


def form_path(entry: RuleEntry, form: int, key: str) -> Path:
    """Where a form's value stands in the file: in the form, or in the rule that it falls back on."""
    alias = {"unless": "not"}.get(key, key)
    if entry.forms and getattr(entry.forms[form], key) is not None:
        return ("rules", 0, "forms", form, alias)
    return ("rules", 0, alias)


def _form(form: FormEntry, rule: RuleEntry) -> Form:
    """A form with what it leaves out taken from its rule."""
    inputs: Inputs = form.inputs or rule.inputs or "rounded"
    unless = form.unless if form.unless is not None else rule.unless
    guards = form.guards if form.guards is not None else rule.guards
    alike = form.alike if form.alike is not None else rule.alike
    unlike = form.unlike if form.unlike is not None else rule.unlike
    return Form(
        phrases=tuple(form.phrases or rule.phrases or ()),
        expect=form.expect or rule.expect or "",
        unless=tuple(unless or ()),
        inputs=inputs,
        qualifiers=form.qualifiers or rule.qualifiers or "own",
        guards=tuple(_guard(guard) for guard in guards or ()),
        tolerance=_tolerance(form.tolerance or rule.tolerance),
        severity=_SEVERITIES[form.severity or rule.severity or "fail"],
        message=form.message or rule.message or "",
        alike=_shared(alike, unlike),
    )


def _shared(alike: list[str] | None, unlike: list[str] | None) -> tuple[str, ...]:
    """What figures must share, and with a ! before it in what they must differ."""
    return (*(alike or ()), *(f"!{name}" for name in unlike or ()))


def _guard(entry: GuardEntry) -> Guard:
    cap, slack = parse_then(entry.then)
    return Guard(entry.words, entry.place, cap, slack)


def _tolerance(entry: ToleranceEntry | None) -> Tolerance:
    if entry is None:
        return Tolerance()
    return Tolerance(parse_slack(entry.passing), parse_slack(entry.warn), parse_slack(entry.scale).amount / 100)


def _pair(entry: PairEntry) -> Pair:
    return Pair(entry.of, entry.against, entry.across, _shared(entry.alike, entry.unlike))


def _test(entry: TestEntry, source: Source, place: int) -> RuleTest:
    return RuleTest(
        entry.text, entry.verdict, entry.date, entry.suggest, entry.title, tuple(entry.rates.items()),
        _origin(source, ("rules", 0, "tests", place)), entry.beside, tuple(tuple(row.items()) for row in entry.facts),
    )


def _origin(source: Source, path: Path) -> Origin:
    node = source.node(path)
    return Origin(str(source.file.path), node.line, node.column)
