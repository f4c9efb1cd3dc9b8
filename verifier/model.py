"""The values that flow between the five verbs: all frozen, hashable, picklable, none holding its maker.

    bytes ─read─▶ Document ─extract─▶ Mention* ─link─▶ Claim* ─check─▶ Finding* ─▶ Report ─render─▶ text
"""

from __future__ import annotations

import enum
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from verifier.interval import Interval
from verifier.period import Period
from verifier.units import Unit

MentionKind = Literal[
    "money", "percent", "points", "number", "measure", "multiple", "fraction", "ordinal", "rank", "duration", "date",
    "year", "time", "weekday", "band", "superlative", "identifier",
]
BlockKind = Literal["title", "dateline", "heading", "paragraph", "item", "cell", "caption", "quote", "boilerplate"]
Inputs = Literal["as-printed", "rounded", "loose"]


class Verdict(enum.IntEnum):
    """What was decided, mildest first: the worst of several is their `max` (FEVER's and SARIF's scale)."""

    UNVERIFIED = 0
    PASS = 1
    WARN = 2
    FAIL = 3

    @property
    def word(self) -> str:
        """The name in reports and rules: unverified, pass, warn, fail."""
        return self.name.lower()


class Span(Struct, frozen=True, order=True):
    """Characters (code points) `start` to `end` of a document's text, half-open: the only coordinates there are."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether some character lies in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """The smallest span over both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Block(Struct, frozen=True):
    """A stretch of the document with one role in its layout.

    Blocks come in text order and never overlap; `path` says where in the original a block stands ("table 2, row 3,
    column 1"; empty in running text), `level` is a heading's depth.
    """

    span: Span
    kind: BlockKind
    path: str = ""
    level: int = 0


class Document(Struct, frozen=True):
    """A text and its layout.

    `sentences` are spans in text order, each inside one block, filled in by `extract`. `date` is the day the text was
    published, `date_from` how that is known: `given`, `metadata`, `dateline`, `copyright`, or None with the date.
    `origin` holds (offset, place) pairs, ascending: from that offset on, the text stems from that place of the original.
    `country` (ISO 3166) is the home country that decides what a bare "$" means. `copies` are (copy, original) spans of
    passages printed twice.
    """

    name: str
    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    date: date | None = None
    date_from: str | None = None
    language: str = "en"
    country: str | None = None
    sha256: str = ""
    origin: tuple[tuple[int, str], ...] = ()
    copies: tuple[tuple[Span, Span], ...] = ()


class Quantity(Struct, frozen=True):
    """What a number may be, and its unit. Values are as printed: 13 for 13 %, 52.4e9 for US$52.4 billion."""

    interval: Interval
    unit: Unit


class Mention(Struct, frozen=True):
    """One number (or number-like word) as it stands in the text; `document.text[span] == text`.

    quantity   what the words allow, the qualifier included ("more than 40": [40, ∞)); None for dates, superlatives, identifiers
    value      the printed core, scale applied: 52400000000 for "US$52.4 billion"; None for ranges and words without a value
    step       one unit of the last printed place: 100000000 for "52.4 billion"
    strict     the core ± half a step: "380 billion" is [379.5, 380.5] billion; a range's own ends
    loose      the same with trailing zeros not significant: [375, 385] billion
    qualifier  the lexicon's name for "at least", "about" …; None for a bare figure; `qualified` is where those words stand
    unit       of the value; None where there is none
    period     the days a date, year, quarter or resolved duration stands for
    per        what the figure is counted by: share, barrel, year ("$3.45 a share")
    assumed    what had to be decided to read it: "US dollar" for a bare "$"
    copy_of    id of the mention this one merely repeats in a passage printed twice
    facets     what else was read, by name, sorted: a superlative's direction, scope and window, a count's noun
    """

    id: int
    span: Span
    text: str
    kind: MentionKind
    quantity: Quantity | None = None
    value: Decimal | None = None
    step: Decimal | None = None
    strict: Interval | None = None
    loose: Interval | None = None
    qualifier: str | None = None
    qualified: Span | None = None
    unit: Unit | None = None
    period: Period | None = None
    per: str | None = None
    zone: BlockKind = "paragraph"
    assumed: str | None = None
    copy_of: int | None = None
    facets: tuple[tuple[str, str], ...] = ()

    def facet(self, name: str) -> str | None:
        """What was read under that name, or None."""
        return next((value for key, value in self.facets if key == name), None)

    def reading(self, inputs: Inputs) -> Interval | None:
        """The printed core without its qualifier, as exactly as a rule's `inputs` take it; None without a value."""
        if inputs == "as-printed" and self.value is not None:
            return Interval(self.value, self.value)
        return self.loose if inputs == "loose" else self.strict


class Word(Struct, frozen=True):
    """A word or phrase bound to a role; `value` is what its lexicon class gives it (rose 1, fell -1)."""

    span: Span
    text: str
    value: Decimal | None = None


RoleValue = Mention | Word | tuple[Mention, ...]


class Origin(Struct, frozen=True):
    """Where something was written: file, and line and column from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Slack(Struct, frozen=True):
    """How far beyond rounding a verdict still reaches: an amount of `%`, `last digits`, `points`, `days`."""

    amount: Decimal = Decimal(0)
    unit: str = "%"


class Tolerance(Struct, frozen=True):
    """Beyond-rounding allowances of a rule. `scale_slip`: a gap within that share of a power of ten always fails (0: off)."""

    passing: Slack = Slack()
    warning: Slack = Slack()
    scale_slip: Decimal = Decimal(0)


class Guard(Struct, frozen=True):
    """Words that change what a rule may say: where they are looked for, and what then (skip, a cap, or a wider warning).

    `where`: match, match+N, before+N, after+N (N tokens), clause, sentence, paragraph, title, document.
    `cap`: the worst verdict left (`unverified` skips the claim with a reason naming the word).
    """

    words: str
    where: str
    cap: Verdict
    slack: Slack | None = None


class Form(Struct, frozen=True):
    """One wording of a rule, complete: what the form leaves out was filled in from the rule."""

    phrases: tuple[str, ...]
    expect: str
    unless: tuple[str, ...] = ()
    inputs: Inputs = "rounded"
    qualifiers: Literal["own", "stated"] = "own"
    guards: tuple[Guard, ...] = ()
    tolerance: Tolerance = Tolerance()
    severity: Verdict = Verdict.FAIL
    message: str = ""
    alike: tuple[str, ...] = ()


class Pair(Struct, frozen=True):
    """For what no single sentence says: which mentions or claims are set against which.

    of      a mention kind, the id of a rule whose claims are paired, or `cell`
    against `same`, a rule id, or a phrase
    across  text, title-body, table, documents, against, facts
    alike   what both must share: unit, subject, period, local …
    """

    of: str
    against: str
    across: str
    alike: tuple[str, ...] = ()


class RuleTest(Struct, frozen=True):
    """A sentence of a rule's own proof, the verdict it must get (`none`: the rule must not speak), and its surroundings.

    `beside` is a second text, for rules that pair across documents; `facts` are rows of a fact table, each (column, text) pairs.
    """

    text: str
    verdict: str
    date: str | None = None
    suggest: str | None = None
    title: str | None = None
    rates: tuple[tuple[str, str], ...] = ()
    origin: Origin = Origin("")
    beside: str | None = None
    facts: tuple[tuple[tuple[str, str], ...], ...] = ()


class Rule(Struct, frozen=True):
    """A claim kind as its YAML file states it; `why` it exists and what it `cannot_see` are for its page."""

    id: str
    title: str
    authority: str
    forms: tuple[Form, ...]
    pair: Pair | None = None
    tests: tuple[RuleTest, ...] = ()
    origin: Origin = Origin("")
    why: str = ""
    cannot_see: str = ""


class Claim(Struct, frozen=True):
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


class Evidence(Struct, frozen=True):
    """One answer of a source: who says what, as of when, and where it can be looked up."""

    source: str
    key: str
    quantity: Quantity | None
    as_of: date | None = None
    locator: str = ""
    note: str = ""


class Candidate(Struct, frozen=True):
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


class Unknown(Struct, frozen=True):
    """Why a check function has no answer: the reason of an unverified finding, with what to do about it."""

    reason: str


Answer = tuple[Candidate, ...] | Unknown


class Suggestion(Struct, frozen=True):
    """An edit that would make the claim hold: the span it replaces, the new text, and the slip it undoes."""

    span: Span
    text: str
    slip: str


class Gap(Struct, frozen=True):
    """How far the nearest allowed value lies from the stated one beyond rounding; `last_digits` in steps of the stated figure."""

    percent: Decimal
    last_digits: Decimal | None = None


class Finding(Struct, frozen=True):
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


class Report(Struct, frozen=True):
    """One document accounted for: every mention, every finding (in text order), and digests of what was used.

    `rates` are the newest days of the reference rates at hand: as shipped and, where they were updated since, as updated.
    """

    document: Document
    mentions: tuple[Mention, ...]
    findings: tuple[Finding, ...]
    digests: tuple[tuple[str, str], ...] = ()
    rates: tuple[date, ...] = ()
