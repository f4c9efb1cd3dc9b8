"""What a rule pack is once it has been read and compiled."""

from __future__ import annotations

from msgspec import Struct

from verifier.formula import Formula
from verifier.lexicon import Lexicon
from verifier.model import Guard, Rule
from verifier.phrase import Phrase, PhraseBook


class CompiledGuard(Struct, frozen=True):
    """A guard and its words as a phrase (`phrase.search` finds them)."""

    guard: Guard
    words: Phrase


class CompiledForm(Struct, frozen=True):
    """One form of one rule ready to run: `pack.rules[rule].forms[form]`.

    phrases are empty for a pair; `against` is the phrase of `pair: {with: "phrase"}`; `unless` are the form's `not` phrases
    """

    rule: int
    form: int
    phrases: tuple[Phrase, ...]
    formula: Formula
    unless: tuple[Phrase, ...] = ()
    guards: tuple[CompiledGuard, ...] = ()
    against: Phrase | None = None


class Pack(Struct, frozen=True):
    """The rules of all folders, compiled, in the order of folders and file names.

    book     finds phrases: its keys are (index into `compiled`, index of the phrase there)
    digest   SHA-256 of the rule and lexicon files' names and contents, in hex: the same rules give the same digest anywhere
    """

    rules: tuple[Rule, ...]
    compiled: tuple[CompiledForm, ...]
    book: PhraseBook[tuple[int, int]]
    lexicon: Lexicon
    digest: str

    def rule(self, id: str) -> Rule | None:
        """The rule of that id, or None."""
        return next((rule for rule in self.rules if rule.id == id), None)
