"""The edits that would make a queried claim hold."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from verifier.check.case import Case, expected, judged, stated
from verifier.diagnose import kind_slips, slips
from verifier.interval import Interval
from verifier.judge import Judgement, nearest
from verifier.model import Claim, Mention, RoleValue, Suggestion, Unknown, Verdict

Roles = Mapping[str, RoleValue]


def suggestions(case: Case, verdict: Verdict) -> tuple[Suggestion, ...]:
    """Single edits, likeliest first. A fail doubts every figure of the claim, a warn only the stated one."""
    figure, twin = case.figure, _twin(case)
    if isinstance(figure, Mention) and twin is not None:
        return (Suggestion(figure.span, twin.text, "rounding"), Suggestion(twin.span, figure.text, "rounding"))
    said, every = stated(figure, case.form), dict(case.claim.roles)
    if said is None:
        return ()

    def expect(roles: Roles) -> Interval | None:
        answer = expected(case, {**every, **roles})
        near = None if isinstance(answer, Unknown) else nearest(said, [c for c in answer if c.standing == "primary"])
        return near.quantity.interval.scaled(1 / said.worth) if near else None

    def holds(roles: Roles) -> bool:
        tried = judged(case, {**every, **roles})
        return isinstance(tried, Judgement) and tried.verdict is Verdict.PASS and tried.basis != "within tolerance"

    claim = case.claim if verdict is Verdict.FAIL else _only(case.claim, case.formula.stated)
    found = slips(claim, case.formula.stated, said.allowed.scaled(1 / said.worth), expect, holds, case.opposites)
    return tuple(Suggestion(slip.span, slip.text, slip.name) for slip in found)


def kind_suggestions(claim: Claim) -> tuple[Suggestion, ...]:
    """Edits for a wording that is wrong in itself."""
    return tuple(Suggestion(slip.span, slip.text, slip.name) for slip in kind_slips(claim))


def _only(claim: Claim, name: str) -> Claim:
    """The claim with its stated role alone: a query is no reason to doubt every figure beside it."""
    return replace(claim, roles=tuple((role, value) for role, value in claim.roles if role == name))


def _twin(case: Case) -> Mention | None:
    """The other printing of the stated figure, where the formula sets one figure equal to another."""
    _, _, right = case.formula.source.partition("=")
    role = case.claim.role(right.strip())
    return role if isinstance(role, Mention) else None
