"""Questions that only facts can answer: each says what it would take.

The rules that ask them are complete; a fact table only has to answer.
"""

from __future__ import annotations

from verifier.model import Answer, Mention, Unknown, Word
from verifier.sources.ledger import Inquiry


def growth_to(inquiry: Inquiry, new: Mention) -> Answer:
    """The relative change that led to `new`; unknown without the earlier period's value."""
    return Unknown(f"the text gives no earlier figure for {new.text}; a fact table with the earlier value would decide it")


def growth_figure(inquiry: Inquiry, band: Mention) -> Answer:
    """The growth a band word sums up; unknown without a figure."""
    return Unknown(f"no figure stands beside '{band.text}'; a fact table with the growth rate would decide it")


def other_side(inquiry: Inquiry, word: Word | Mention) -> Answer:
    """What a comparison compares with; unknown where one side has no figure."""
    return Unknown(f"'{word.text}' compares with something the text gives no figure for; a fact table would decide it")


def extreme(inquiry: Inquiry, claim: Mention) -> Answer:
    """The extreme of a population within a scope; unknown without a table of that population."""
    scope = ", ".join(f"{name} {text}" for name in ("scope", "window", "hedge") if (text := claim.facet(name)))
    return Unknown(f"no source holds what '{claim.text}' is measured against" + (f" ({scope})" if scope else ""))


def streak(inquiry: Inquiry, count: Mention) -> Answer:
    """The length of a run of periods; unknown without the series."""
    return Unknown(f"no series is at hand to count '{count.text}'")


def value_before(inquiry: Inquiry, gain: Mention) -> Answer:
    """The market value before a gain; unknown without a share count and a price."""
    return Unknown(f"the market value that grew by {gain.text} is not given; a share count and a price would decide it")
