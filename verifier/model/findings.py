"""What rules read in a text and what came of it: claims, evidence, findings, the report."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from verifier.model.rules import Guard
from verifier.model.texts import Document, Mention, Quantity, RoleValue, Span, Word
from verifier.model.verdict import Verdict
from verifier.period import Period


class Claim(Struct, frozen=True, gc=False):
    """A wording of a rule found in a text: its roles, the stated one first named by the form's `expect`.

    `guarded` are the guards that spoke: the words found and what they do.
    """

    rule: str
    form: int
    span: Span
    sentence: Span
    roles: tuple[tuple[str, RoleValue], ...]
    guarded: tuple[tuple[str, Guard], ...] = ()
    period: Period | None = None

    def role(self, name: str) -> RoleValue | None:
        """What is bound to a role, or None for an optional one that is absent."""
        return next((value for key, value in self.roles if key == name), None)


class Evidence(Struct, frozen=True, gc=False):
    """One answer of a source: who says what, as of when, and where it can be looked up."""

    source: str
    key: str
    quantity: Quantity | None
    as_of: date | None = None
    locator: str = ""
    note: str = ""


class Candidate(Struct, frozen=True, gc=False):
    """What a check function offers as *expected*, and how far it may be trusted.

    quantity  in the stated unit's terms, percents as ratios (0.13); its interval is what the evidence allows
    basis     how it came about, for the report: "ECB, 24 Feb 2025", "central parity"
    ceiling   the best verdict it can give when it fits (PASS or WARN)
    harshest  the worst verdict it can cause when it does not fit (FAIL; WARN for a source that alone must not fail)
    standing  primary: decides, tolerances apply;  alternative: explains an exact fit better than a primary within
              tolerance would;  last resort: heard, exact fits only, when nothing else fits
    """

    quantity: Quantity
    evidence: tuple[Evidence, ...] = ()
    basis: str = ""
    ceiling: Verdict = Verdict.PASS
    harshest: Verdict = Verdict.FAIL
    standing: Literal["primary", "alternative", "last resort"] = "primary"


class Unknown(Struct, frozen=True, gc=False):
    """Why a check function has no answer: the reason of an unverified finding, with what to do about it."""

    reason: str


Answer = tuple[Candidate, ...] | Unknown


class Suggestion(Struct, frozen=True, gc=False):
    """An edit that would make the claim hold: the span it replaces, the new text, and the slip it undoes."""

    span: Span
    text: str
    slip: str


class Gap(Struct, frozen=True, gc=False):
    """How far the nearest allowed value lies from the stated one beyond rounding; `last_digits` in steps of the stated figure."""

    percent: Decimal
    last_digits: Decimal | None = None


class Finding(Struct, frozen=True, gc=False):
    """One claim judged. `stated` and `expected` are as printed (13 for 13 %); `reason` only where unverified."""

    claim: Claim
    stated_role: str
    verdict: Verdict
    message: str
    basis: str | None = None
    strength: str | None = None
    stated: Quantity | None = None
    expected: Quantity | None = None
    gap: Gap | None = None
    resolution: Decimal | None = None
    reason: str | None = None
    evidence: tuple[Evidence, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def span(self) -> Span:
        """Where the finding points: the stated figure if it stands in the text, else the whole claim."""
        stated = self.claim.role(self.stated_role)
        return stated.span if isinstance(stated, (Mention, Word)) else self.claim.span


class Report(Struct, frozen=True, gc=False):
    """One document accounted for: every mention, every finding (in text order), and digests of what was used.

    `rates` are the newest days of the reference rates at hand: as shipped and, where they were updated since, as updated.
    """

    document: Document
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    digests: tuple[tuple[str, str], ...] = ()
    rates: tuple[date, ...] = ()
