"""Which verdict each number of a text bears, and how many bear which.

A pass vouches for every number in it. A warn or a fail accuses the *stated* number only: its partners are `involved`
unless another finding decides about them (52.4 in the body is not wrong because the title says 53).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from verifier.model import Claim, Finding, Mention, Report, RoleValue, Verdict

Colour = Literal["pass", "warn", "fail", "involved", "unverified"]
COLOURS: tuple[Colour, ...] = ("pass", "warn", "fail", "unverified", "involved")
STRENGTHS = ("traced", "market", "recalculated", "consistent")  # what a pass rests on, strongest first
NO_RULE = "no rule reads it"
_OF: dict[Verdict, Colour] = {Verdict.PASS: "pass", Verdict.WARN: "warn", Verdict.FAIL: "fail"}


class Shade(Struct, frozen=True):
    """A number's verdict; `reason` where it is unverified or does not count."""

    colour: Colour
    reason: str | None = None


def verdict(report: Report) -> Verdict:
    """The document's verdict: the worst of its findings, unverified where nothing was decided."""
    return max((finding.verdict for finding in report.findings), default=Verdict.UNVERIFIED)


def set_aside(mention: Mention) -> str | None:
    """Why a number does not count in the summary; None where it does."""
    if mention.kind == "identifier":
        return "in names"  # GPT-4, 10-K
    if mention.zone == "boilerplate":
        return "in boilerplate"
    return None if mention.copy_of is None else "in passages printed twice"


def counted(mention: Mention) -> bool:
    """Whether a number is one of the article's own quantities, each counted once."""
    return set_aside(mention) is None


def shades(report: Report) -> dict[int, Shade]:
    """Every mention's id → its shade. A copy bears its original's unless a finding of its own decides."""
    decided: dict[int, Verdict] = {}
    involved: set[int] = set()
    reasons: dict[int, str] = {}
    for finding in report.findings:
        accused = {mention.id for mention in stated(finding)}
        for mention in mentions_of(finding.claim):
            if finding.verdict is Verdict.UNVERIFIED:
                if finding.reason and (mention.id in accused or mention.id not in reasons):
                    reasons[mention.id] = finding.reason
            elif finding.verdict is Verdict.PASS or mention.id in accused:
                decided[mention.id] = max(finding.verdict, decided.get(mention.id, Verdict.PASS))
            else:
                involved.add(mention.id)
    found: dict[int, Shade] = {}
    for mention in report.mentions:
        if mention.id in decided:
            found[mention.id] = Shade(_OF[decided[mention.id]])
        elif mention.copy_of is not None and mention.copy_of in found:
            found[mention.id] = Shade(found[mention.copy_of].colour, f"repeats #{mention.copy_of}; counted once")
        elif mention.id in involved:
            found[mention.id] = Shade("involved")
        else:
            aside = set_aside(mention)
            found[mention.id] = Shade("unverified", f"{aside}: not counted" if aside else reasons.get(mention.id, NO_RULE))
    return found


def summary(report: Report, shaded: dict[int, Shade] | None = None) -> dict[str, int]:
    """`mentions` and how many of them bear each colour; only those that count (see `counted`), so that the five add up."""
    known = shades(report) if shaded is None else shaded
    numbers = [mention for mention in report.mentions if counted(mention)]
    counts: dict[str, int] = {"mentions": len(numbers), **dict.fromkeys(COLOURS, 0)}
    for mention in numbers:
        counts[known[mention.id].colour] += 1
    return counts


def strengths(report: Report, shaded: dict[int, Shade]) -> dict[str, int]:
    """How many of the numbers that agree rest on what, strongest first; a number counts under its strongest support."""
    best: dict[int, int] = {}
    for finding in report.findings:
        if finding.verdict is Verdict.PASS and finding.strength in STRENGTHS:
            rank = STRENGTHS.index(finding.strength)
            for mention in mentions_of(finding.claim):
                best[mention.id] = min(rank, best.get(mention.id, rank))
    ranks = [best[mention.id] for mention in report.mentions
             if mention.id in best and counted(mention) and shaded[mention.id].colour == "pass"]
    return {strength: count for rank, strength in enumerate(STRENGTHS) if (count := ranks.count(rank))}


def stated(finding: Finding) -> tuple[Mention, ...]:
    """The numbers a finding is about: those in its stated role, or all of the claim's where the wording itself is the error."""
    value = finding.claim.role(finding.stated_role)
    return tuple(mentions_of(finding.claim)) if value is None else tuple(_mentions(value))


def mentions_of(claim: Claim) -> Iterator[Mention]:
    """Every number bound to a role, in role order."""
    for _, value in claim.roles:
        yield from _mentions(value)


def _mentions(value: RoleValue) -> Iterator[Mention]:
    if isinstance(value, Mention):
        yield value
    elif isinstance(value, tuple):
        yield from value
