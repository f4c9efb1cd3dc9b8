"""A claim kind as its YAML file states it, checked and complete."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from verifier.model.texts import Inputs
from verifier.model.verdict import Verdict


class Origin(Struct, frozen=True, gc=False):
    """Where something was written: file, and line and column from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Slack(Struct, frozen=True, gc=False):
    """How far beyond rounding a verdict still reaches: an amount of `%`, `last digits`, `points`, `days`."""

    amount: Decimal = Decimal(0)
    unit: str = "%"


class Tolerance(Struct, frozen=True, gc=False):
    """Beyond-rounding allowances of a rule. `scale_slip`: a gap within that share of a power of ten always fails (0: off)."""

    passing: Slack = Slack()
    warning: Slack = Slack()
    scale_slip: Decimal = Decimal(0)


class Guard(Struct, frozen=True, gc=False):
    """Words that change what a rule may say: where they are looked for, and what then (skip, a cap, or a wider warning).

    `where`: match, match+N, before+N, after+N (N tokens), clause, sentence, paragraph, title, document.
    `cap`: the worst verdict left (`unverified` skips the claim with a reason naming the word).
    """

    words: str
    where: str
    cap: Verdict
    slack: Slack | None = None


class Form(Struct, frozen=True, gc=False):
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


class Pair(Struct, frozen=True, gc=False):
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


class RuleTest(Struct, frozen=True, gc=False):
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


class Rule(Struct, frozen=True, gc=False):
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
