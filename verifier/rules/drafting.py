"""Rule files to rules, before their phrases and formulas are compiled."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence

from verifier.errors import Complaint, RuleError
from verifier.rules.building import build_rule
from verifier.rules.compiling import Draft
from verifier.rules.files import RuleFile
from verifier.rules.proof import form_complaints, identity_complaints, proof_complaints
from verifier.rules.reading import read_source, validated

ANY_NUMBER = 1_000  # arguments of a function that takes as many as it is given


def drafts(files: Sequence[RuleFile]) -> tuple[dict[str, Draft], list[Complaint]]:
    """The rules by id, in the order of folders and files, and everything wrong with their shape."""
    found: dict[str, Draft] = {}
    complaints: list[Complaint] = []
    for file in files:
        try:
            draft = _draft(file)
        except RuleError as error:
            complaints += error.complaints
            continue
        complaints += _shape_complaints(draft)
        earlier = found.get(draft.rule.id)
        if earlier is not None and (complaint := _twice(draft, earlier)):
            complaints.append(complaint)
        found[draft.rule.id] = draft
    return found, complaints


def arities(functions: Mapping[str, object]) -> dict[str, tuple[int, int]]:
    """How many arguments (fewest, most) each function takes in a formula, the inquiry before them not counted."""
    return {name: _arity(function) if callable(function) else (0, ANY_NUMBER) for name, function in functions.items()}


def _arity(function: Callable[..., object]) -> tuple[int, int]:
    parameters = list(inspect.signature(function).parameters.values())
    if any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters):
        named = [parameter for parameter in parameters if parameter.kind is not parameter.VAR_POSITIONAL]
        return max(0, sum(parameter.default is parameter.empty for parameter in named) - 1), ANY_NUMBER
    return sum(parameter.default is parameter.empty for parameter in parameters[1:]), len(parameters) - 1


def _draft(file: RuleFile) -> Draft:
    source = read_source(file)
    entry = validated(source)
    return Draft(source, entry, build_rule(entry, source))


def _shape_complaints(draft: Draft) -> list[Complaint]:
    entry, rule, source = draft.entry, draft.rule, draft.source
    asking = all("(" in form.expect for form in rule.forms)
    return [
        *identity_complaints(entry, source), *form_complaints(entry, rule, source), *proof_complaints(entry, rule, asking, source)
    ]


def _twice(draft: Draft, earlier: Draft) -> Complaint | None:
    """A complaint unless a later folder's rule says that it replaces the earlier one."""
    if draft.source.file.folder > earlier.source.file.folder and draft.entry.replaces == "true":
        return None
    message = f"the rule '{draft.rule.id}' already stands in {earlier.rule.origin}"
    if draft.source.file.folder > earlier.source.file.folder:
        message += "; write replaces: true to put this one in its place"
    return draft.source.complaint(("rules", 0, "id"), message)
