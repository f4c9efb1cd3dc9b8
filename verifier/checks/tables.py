"""Questions for fact tables: answered where tables are configured, else with what it would take.

What reads sentences for facts is loaded only then: a plain check pays nothing for tables it does not have.
"""

from __future__ import annotations

from verifier.checks import unanswered
from verifier.model import Answer, Mention, Unknown, Word
from verifier.sources.ledger import Inquiry

FACTS = "facts"  # the name of the source


def _at_hand(inquiry: Inquiry) -> bool:
    return FACTS in inquiry.ledger.sources


def fact(inquiry: Inquiry, figure: Mention) -> Answer:
    """What the tables hold for a figure's entity, concept and days; `Unknown("")` where they hold nothing."""
    if not _at_hand(inquiry):
        return Unknown("")
    from verifier.checks.facts import fact as answered

    return answered(inquiry, figure)


def growth_to(inquiry: Inquiry, new: Mention) -> Answer:
    """The relative change that led to `new`, as a ratio."""
    if not _at_hand(inquiry):
        return unanswered.growth_to(inquiry, new)
    from verifier.checks.facts import growth_to as answered

    return answered(inquiry, new)


def growth_figure(inquiry: Inquiry, band: Mention) -> Answer:
    """The growth a band word sums up, as a ratio."""
    if not _at_hand(inquiry):
        return unanswered.growth_figure(inquiry, band)
    from verifier.checks.facts import growth_figure as answered

    return answered(inquiry, band)


def other_side(inquiry: Inquiry, word: Word | Mention) -> Answer:
    """1 where a comparison in words holds, 0 where it does not."""
    if not _at_hand(inquiry):
        return unanswered.other_side(inquiry, word)
    from verifier.checks.population import other_side as answered

    return answered(inquiry, word)


def extreme(inquiry: Inquiry, claim: Mention) -> Answer:
    """1 where a superlative holds within its scope, 0 where a row refutes it."""
    if not _at_hand(inquiry):
        return unanswered.extreme(inquiry, claim)
    from verifier.checks.series import extreme as answered

    return answered(inquiry, claim)


def streak(inquiry: Inquiry, count: Mention) -> Answer:
    """The length of a run of periods, in the count's unit."""
    if not _at_hand(inquiry):
        return unanswered.streak(inquiry, count)
    from verifier.checks.streaks import streak as answered

    return answered(inquiry, count)


def value_before(inquiry: Inquiry, gain: Mention) -> Answer:
    """The market value before a gain, in the gain's currency."""
    if not _at_hand(inquiry):
        return unanswered.value_before(inquiry, gain)
    from verifier.checks.population import value_before as answered

    return answered(inquiry, gain)
