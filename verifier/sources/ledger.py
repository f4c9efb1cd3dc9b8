"""What the sources answer during one check, and what a check function may look at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Protocol, TypeVar, cast

from msgspec import Struct

from verifier.model import Claim, Document, Evidence, Mention, Word
from verifier.period import Period

T = TypeVar("T")


class Source(Protocol):
    """Anything that holds evidence: a rate table, a fact table, a series."""

    @property
    def name(self) -> str:
        """How reports call it: `ecb`, `nbp`, `facts.csv`."""
        ...

    @property
    def digest(self) -> str:
        """SHA-256 of the data it answers from, in hex; the same data give the same digest."""
        ...

    def find(self, key: str, period: Period) -> tuple[Evidence, ...]:
        """What it knows of `key` ("USD/CNY") in that period, newest first; empty where it knows nothing."""
        ...


class Ledger:
    """The one mutable object: it lives for one check and remembers what each source answered."""

    def __init__(self, document: Document, mentions: tuple[Mention, ...], sources: Mapping[str, Source]) -> None:
        self.document = document
        self.mentions = mentions
        self.sources = sources
        self._answers: dict[tuple[str, str, Period], tuple[Evidence, ...]] = {}
        self._worked_out: dict[Hashable, object] = {}

    def find(self, source: str, key: str, period: Period) -> tuple[Evidence, ...]:
        """What one source answers, asked once; empty where there is no such source."""
        asked = (source, key, period)
        if asked not in self._answers:
            holder = self.sources.get(source)
            self._answers[asked] = holder.find(key, period) if holder else ()
        return self._answers[asked]

    def once(self, asked: Hashable, work_out: Callable[[], T]) -> T:
        """What `work_out` gives, worked out the first time that is asked: a check's own memory, one type per kind of question."""
        if asked not in self._worked_out:
            self._worked_out[asked] = work_out()
        return cast(T, self._worked_out[asked])

    def used(self) -> tuple[str, ...]:
        """The names of the sources that answered something, sorted."""
        return tuple(sorted({asked[0] for asked, answer in self._answers.items() if answer}))


class Inquiry(Struct, frozen=True):
    """What a check function is given before its arguments: the claim it serves, the stated role, and the ledger."""

    ledger: Ledger
    claim: Claim
    stated: Mention | Word | None
