"""A finding in words: the rule's message with its roles, the value expected, the rate it rests on."""

from __future__ import annotations

import re

from verifier.figure import interval_text
from verifier.judge import Judgement
from verifier.model import Candidate, Claim, Form, Mention, Quantity, RoleValue

_NAMED = re.compile(r"\{(\w+)\}")


def message(claim: Claim, form: Form, judgement: Judgement, expected: Quantity | None) -> str:
    """The form's message, each {name} replaced once: what a document says is never read as part of the message."""
    role = claim.role(form.expect.split()[0]) if form.expect else None
    against = judgement.measured or judgement.candidate
    words = {name: spoken(value) for name, value in claim.roles}
    words |= {
        "stated": spoken(role),
        "basis": against.basis if against else "",
        "gap": f"{judgement.gap.percent:.2f}%" if judgement.gap else "",
    }
    if "{expected}" in form.message:  # the longest to find words for, and not every message has it
        words["expected"] = interval_text(expected, role if isinstance(role, Mention) else None) if expected else "unknown"
    if "{rate}" in form.message:
        words["rate"] = _rate(against) or "no rate"
    text = _NAMED.sub(lambda name: words.get(name[1], name[0]), form.message)
    other = judgement.candidate
    if other is None or other is against or not other.basis:
        return text
    return f"{text.rstrip('.')}. Explained by: {other.basis}{f' ({rate})' if (rate := _rate(other)) else ''}."


def spoken(role: RoleValue | None) -> str:
    """A role as the text has it; the members of a list joined by commas."""
    if isinstance(role, tuple):
        return ", ".join(mention.text for mention in role)
    return role.text if role else ""


def _rate(candidate: Candidate | None) -> str:
    """The rate a candidate rests on: "USD/CNY 7.25"; empty where it rests on none."""
    evidence = candidate.evidence if candidate else ()
    return next((f"{e.key} {e.quantity.interval.middle.normalize():f}" for e in evidence if e.quantity), "")
