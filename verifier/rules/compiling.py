"""Rules to runnable forms: phrases and formulas compiled, every complaint with the column inside them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from verifier.errors import Complaint, LanguageError, did_you_mean
from verifier.formula import Formula, parse_formula
from verifier.model import Form, Rule
from verifier.phrase import Phrase
from verifier.phrase.compiler import PhraseCompiler
from verifier.phrase.syntax import GROUPS, KINDS
from verifier.rules.building import form_path
from verifier.rules.pack import CompiledForm, CompiledGuard
from verifier.rules.proof import message_complaints
from verifier.rules.reading import Path, Source

if TYPE_CHECKING:
    from verifier.rules.schema import RuleEntry

MENTIONED = KINDS | GROUPS.keys()
PASSAGE = "passage"  # what a pair may also be of: passages printed twice
# what a table's figures may be to each other, and the labels of the stated one (see link/tables.py)
TABLE_ROLES = frozenset({"total", "parts", "share", "part", "whole", "change", "by", "new", "old", "row", "column"})
Arities = Mapping[str, tuple[int, int]]
Result = TypeVar("Result")


class Roles(Struct, frozen=True):
    """The roles a formula may name, and those of them that are always bound to class words."""

    names: frozenset[str]
    exact: frozenset[str] = frozenset()


class Draft(Struct, frozen=True):
    """One rule file on its way into the pack."""

    source: Source
    entry: RuleEntry
    rule: Rule


class RuleCompiler:
    """Compiles the forms of all rules of a pack; collects complaints instead of stopping at the first."""

    def __init__(self, phrases: PhraseCompiler, functions: Arities | Collection[str], drafts: Mapping[str, Draft]) -> None:
        self.phrases, self.functions, self.drafts = phrases, functions, drafts
        self.complaints: list[Complaint] = []

    def forms(self, place: int, draft: Draft) -> list[CompiledForm]:
        """The forms of one rule (the pack's `place`th) that compile."""
        found = (self._form(place, number, form, draft) for number, form in enumerate(draft.rule.forms))
        return [form for form in found if form is not None]

    def _form(self, place: int, number: int, form: Form, draft: Draft) -> CompiledForm | None:
        before = len(self.complaints)
        phrases = self._all(form.phrases, draft, form_path(draft.entry, number, "phrases"))
        unless = self._unless(form.unless, draft, form_path(draft.entry, number, "unless"))
        guards = self._guards(form, number, draft)
        against = self._against(draft)
        if len(self.complaints) > before:
            return None  # roles of broken phrases would be missed everywhere below
        roles = self._pair_roles(draft, against) if draft.rule.pair else _roles(phrases)
        formula = self._formula(form, number, draft, roles)
        if formula is None:
            return None
        if not draft.rule.pair:
            self._bound(phrases, formula, draft, form_path(draft.entry, number, "phrases"))
            self._used(phrases, formula, form, draft, form_path(draft.entry, number, "phrases"))
        self.complaints += message_complaints(draft.entry, draft.rule, number, roles.names, draft.source)
        return CompiledForm(place, number, phrases, formula, unless, guards, against)

    def _attempt(self, draft: Draft, path: Path, compile: Callable[[], Result]) -> Result | None:
        """What `compile` makes; None with a complaint at the column inside the text on that path."""
        try:
            return compile()
        except LanguageError as error:
            self.complaints.append(draft.source.complaint(path, error.message, error.column))
            return None

    def _all(self, sources: tuple[str, ...], draft: Draft, path: Path) -> tuple[Phrase, ...]:
        found = [self._phrase(source, draft, (*path, place)) for place, source in enumerate(sources)]
        return tuple(phrase for phrase in found if phrase is not None)

    def _unless(self, sources: tuple[str, ...], draft: Draft, path: Path) -> tuple[Phrase, ...]:
        """What `not` holds: phrases, and names of the lexicon's lists of phrases ("@another-clause")."""
        named = self.phrases.lexicon.phrases
        meant = [named.get(source[1:], (source,)) if source.startswith("@") else (source,) for source in sources]
        listed = [(place, each) for place, phrases in enumerate(meant) for each in phrases]
        found = [self._phrase(each, draft, (*path, place)) for place, each in listed]
        return tuple(phrase for phrase in found if phrase is not None)

    def _phrase(self, source: str, draft: Draft, path: Path) -> Phrase | None:
        return self._attempt(draft, path, lambda: self.phrases.compile(source))

    def _guards(self, form: Form, number: int, draft: Draft) -> tuple[CompiledGuard, ...]:
        path = form_path(draft.entry, number, "guards")
        found: list[CompiledGuard] = []
        for place, guard in enumerate(form.guards):
            words = self._phrase(guard.words, draft, (*path, place, "words"))
            if words is not None and words.roles:
                message = f"a guard's words play no role; write {{_:…}} instead of {{{words.roles[0]}:…}}"
                self.complaints.append(draft.source.complaint((*path, place, "words"), message))
            elif words is not None:
                found.append(CompiledGuard(guard, words))
        return tuple(found)

    def _against(self, draft: Draft) -> Phrase | None:
        pair = draft.rule.pair
        if pair is None or pair.against == "same" or pair.against in self.drafts:
            return None
        if pair.against.replace("-", "").isalnum():
            near = did_you_mean(pair.against, ("same", *self.drafts)) or "; a phrase has blanks or roles"
            message = f"'{pair.against}' is neither 'same' nor a rule's id{near}"
            self.complaints.append(draft.source.complaint(("rules", 0, "pair", "with"), message))
            return None
        return self._phrase(pair.against, draft, ("rules", 0, "pair", "with"))

    def _pair_roles(self, draft: Draft, against: Phrase | None) -> Roles:
        """The roles of a pair's formula.

        Of mentions: `first` and `second`, and across a text where they stand: `place` and `other_place`; of superlatives
        these, and `claim`. Of a rule's claims: that rule's roles; with `same` or another rule, the other claim's roles as
        `other_…`; with a phrase, the phrase's roles. Of a table's cells: what they are to each other.
        """
        pair = draft.rule.pair
        assert pair is not None
        if pair.across == "table":
            return Roles(TABLE_ROLES)
        other = self.drafts.get(pair.of)
        names: set[str] = set()
        if other is None:
            names.update(("first",) if against else ("first", "second"))
            if pair.of not in MENTIONED and pair.of != PASSAGE:
                near = did_you_mean(pair.of, (*MENTIONED, *self.drafts))
                message = f"'{pair.of}' is neither a kind of mention nor a rule's id{near}"
                self.complaints.append(draft.source.complaint(("rules", 0, "pair", "of"), message))
        else:
            names.update(self._rule_roles(other))
        if pair.across == "text" and pair.of in (*MENTIONED, "superlative"):
            names.update(("first", "second", "place", "other_place"))
        if against is not None:
            names.update(against.roles)
        elif other is not None:
            partner = self.drafts.get(pair.against, other)
            names.update(f"other_{name}" for name in self._rule_roles(partner))
        return Roles(frozenset(names))

    def _rule_roles(self, draft: Draft) -> list[str]:
        """The roles of another rule's phrases; those that do not compile are complained of in their own file."""
        found: list[str] = []
        for form in draft.rule.forms:
            for source in form.phrases:
                try:
                    found += self.phrases.compile(source).roles
                except LanguageError:
                    continue
        return found

    def _formula(self, form: Form, number: int, draft: Draft, roles: Roles) -> Formula | None:
        path = form_path(draft.entry, number, "expect")
        return self._attempt(draft, path, lambda: parse_formula(form.expect, self.functions, roles.names, roles.exact))

    def _bound(self, phrases: tuple[Phrase, ...], formula: Formula, draft: Draft, path: Path) -> None:
        """Every phrase of a form must be able to bind every role of its formula."""
        wanted = [name for name in (formula.stated, *formula.roles) if name]
        for place, phrase in enumerate(phrases):
            for name in dict.fromkeys(wanted):
                if name not in phrase.roles:
                    message = f"this phrase binds no role '{name}', which the form's expect needs"
                    self.complaints.append(draft.source.complaint((*path, place), message))

    def _used(self, phrases: tuple[Phrase, ...], formula: Formula, form: Form, draft: Draft, path: Path) -> None:
        """A role that neither the formula nor the message names is a slip, or should be _."""
        for place, phrase in enumerate(phrases):
            for name in phrase.roles:
                if name != formula.stated and name not in formula.roles and "{" + name + "}" not in form.message:
                    message = f"the role '{name}' is used neither in expect nor in message; write {{_:…}}"
                    self.complaints.append(draft.source.complaint((*path, place), message, phrase.source.find("{" + name) + 1))


def _roles(phrases: tuple[Phrase, ...]) -> Roles:
    names = frozenset(name for phrase in phrases for name in phrase.roles)
    inexact = {name for phrase in phrases for name in phrase.roles if name not in phrase.exact}
    return Roles(names, names - inexact)
