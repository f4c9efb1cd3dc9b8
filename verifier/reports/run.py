"""What one run of the program has to say, before it is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from verifier.model import Report

if TYPE_CHECKING:
    from verifier.dossier import Comparison

Offsets = Literal["codepoints", "utf16"]


class Failure(Struct, frozen=True):
    """A document that could not be read, and why."""

    name: str
    message: str


class Run(Struct, frozen=True):
    """The reports of a run in the order the documents were given, what could not be read, and digests of what was used.

    `comparisons` are what the texts say of the same things; None where they were not set side by side.
    """

    reports: tuple[Report, ...]
    errors: tuple[Failure, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()
    comparisons: tuple[Comparison, ...] | None = None


class Style(Struct, frozen=True):
    """How a report is to look: `offsets` is for JSON, the rest for people.

    `width` in columns; `verbose` lists every number that was not checked instead of counting them by reason.
    """

    colour: bool = False
    width: int = 100
    verbose: bool = False
    offsets: Offsets = "codepoints"


PLAIN = Style()
