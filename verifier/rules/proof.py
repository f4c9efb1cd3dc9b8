"""What a rule must bring to be loaded: its id in its file's name, a message that can be filled in, tests that prove it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from verifier.errors import Complaint, did_you_mean
from verifier.model import Rule, Verdict
from verifier.rules.building import form_path
from verifier.rules.reading import Source
from verifier.rules.wording import message_names

if TYPE_CHECKING:
    from verifier.rules.schema import RuleEntry

# what a message may name beside roles; see check.py, which fills it in
MESSAGE_NAMES = ("basis", "expected", "gap", "rate", "stated")


def identity_complaints(entry: RuleEntry, source: Source) -> Iterator[Complaint]:
    """Where id and file name differ, or a rule is neither wording nor pair, or both."""
    if entry.id != source.file.path.stem:
        yield source.complaint(("rules", 0, "id"), f"the id must be the file's name, '{source.file.path.stem}'")
    forms = entry.forms if entry.pair is None or entry.pair.across != "table" else ()  # a table's say what they state
    if entry.pair is not None and (entry.phrases or forms):
        message = "a pair has no phrases or forms of its own; it sets mentions or claims side by side"
        yield source.complaint(("rules", 0, "pair"), message)
    if entry.forms and entry.phrases:
        yield source.complaint(("rules", 0, "phrases"), "phrases stand in the forms or in the rule, not in both")


def form_complaints(entry: RuleEntry, rule: Rule, source: Source) -> Iterator[Complaint]:
    """Where a form lacks its phrases, expectation or message, even in its rule."""
    for place, form in enumerate(rule.forms):
        here = ("rules", 0, "forms", place) if entry.forms else ("rules", 0)
        if not form.phrases and entry.pair is None:
            yield source.complaint(here, "the key 'phrases' is missing (or 'pair', for what no single sentence says)")
        if not form.expect:
            yield source.complaint(here, "the key 'expect' is missing")
        if not form.message and form.severity is not Verdict.UNVERIFIED:
            yield source.complaint(here, "the key 'message' is missing")


def message_complaints(entry: RuleEntry, rule: Rule, form: int, roles: frozenset[str], source: Source) -> Iterator[Complaint]:
    """Where a message names what its form does not have. It is filled in by name only: str.format would reach into Python."""
    message = rule.forms[form].message
    names, rest = message_names(message)
    path = form_path(entry, form, "message")
    known = sorted(roles | set(MESSAGE_NAMES))
    for name in names:
        if name not in known:
            near = did_you_mean(name, known) or f"; it may name {', '.join(known)}"
            yield source.complaint(path, f"{_which(entry, form)} has no role '{name}'{near}", message.index("{" + name) + 1)
    stray = next((brace for brace in "{}" if brace in rest), None)
    if stray:
        yield source.complaint(path, "braces in a message stand around one name, as in {expected}", rest.index(stray) + 1)


def proof_complaints(entry: RuleEntry, rule: Rule, asking: bool, source: Source) -> Iterator[Complaint]:
    """Which kinds of test are missing: a pass, a fail or warn, and a none.

    A rule whose forms all may stay `unverified`, or all ask a function (`asking`) whose sources a test may lack, may
    prove itself with an unverified test instead of the first two.
    """
    path = ("rules", 0, "tests")
    verdicts = {test.verdict for test in rule.tests}
    excused = "unverified" in verdicts and (asking or all(form.severity is Verdict.UNVERIFIED for form in rule.forms))
    never = all(form.expect.strip() == "never" for form in rule.forms)
    if "none" not in verdicts:
        yield source.complaint(path, "a test with verdict: none is missing: a sentence near the wording that makes no claim")
    if "pass" not in verdicts and not excused and not never:
        yield source.complaint(path, "a test with verdict: pass is missing")
    if not verdicts & {"fail", "warn"} and not excused:
        yield source.complaint(path, "a test with verdict: fail (or warn) is missing: a rule that cannot speak up proves nothing")


def _which(entry: RuleEntry, form: int) -> str:
    return f"form {form + 1}" if entry.forms else "the rule"
