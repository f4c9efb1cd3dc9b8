"""The exceptions a caller can meet, and nothing else.

    VerifierError                    everything below; its text is written for the person who caused it
    ├── InputError                   a document cannot be read: missing, empty, binary, wrong encoding
    ├── RuleError                    a rule or lexicon file is wrong; holds every complaint of the file at once
    ├── ConfigError                  verifier.yaml or a command-line setting is wrong
    ├── SourceError                  a rate table, fact table or live source cannot answer
    └── LanguageError                a phrase or formula is wrong at one column; rules.py gives it file and line

Each says what happened, where, and what to do. A finding that cannot be decided is no exception: it is an
`unverified` finding with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class VerifierError(Exception):
    """Anything that stops `verifier` from doing what it was asked, in words for a person."""


class InputError(VerifierError):
    """A document cannot be read."""


class ConfigError(VerifierError):
    """A setting is wrong."""


class SourceError(VerifierError):
    """A source of evidence is broken or out of reach."""


class LanguageError(VerifierError):
    """A phrase or a formula is wrong; `column` counts its characters from 1."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class Complaint(Struct, frozen=True):
    """One thing wrong with one file; lines and columns count from 1, 0 means the whole file."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class RuleError(VerifierError):
    """Rule or lexicon files are wrong; `complaints` holds all of them in file order."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        super().__init__("\n".join(str(complaint) for complaint in complaints))
        self.complaints = complaints


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The end of a complaint: `; did you mean 'money'?`, or nothing where no known word is near."""
    from difflib import get_close_matches  # only on the way to a complaint

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""
