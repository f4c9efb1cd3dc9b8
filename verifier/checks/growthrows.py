"""Growth as fact tables give it: stated in a row of its own, or worked out from the rows of two years."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from verifier.interval import Interval
from verifier.period import Period
from verifier.sources.facts import Facts
from verifier.sources.facts.rows import CONFIDENCES, Fact
from verifier.units import RATIO

ONE = Decimal(1)


class Growth(Struct, frozen=True):
    """A change of a concept from one period to another, as a ratio, and the facts it rests on."""

    interval: Interval
    facts: tuple[Fact, ...]

    @property
    def doubt(self) -> int:
        """How unsure its least sure fact is: 0 for high confidence, 2 for low."""
        return max(CONFIDENCES.index(fact.confidence) for fact in self.facts)


def growths(facts: Facts, entity: str, concept: str, period: Period) -> list[Growth]:
    """The change of a concept over a year to a period: from two levels or a row of its own ("revenue growth"), the surer.

    Of two equally sure the levels are preferred: they tell more digits.
    """
    worked = [
        Growth(new.core / base - Interval(ONE, ONE), (new, old))
        for new in facts.at(entity, concept, period)
        for old in facts.at(entity, concept, year_before(period))
        if new.unit == old.unit != RATIO and new.scope == old.scope and (base := old.core).lo > 0
    ]
    rows = facts.at(entity, growth_concept(facts, concept), period)
    stated = [Growth(row.core, (row,)) for row in rows if row.unit == RATIO]
    return max((worked, stated), key=lambda found: (bool(found), -max((one.doubt for one in found), default=0)))


def growth_concept(facts: Facts, concept: str) -> str:
    """The concept under which a table holds another's growth: as names.yaml says, else "revenue growth" for revenue."""
    return facts.names.growth.get(concept) or (concept if concept.endswith(" growth") else f"{concept} growth")


def year_before(period: Period) -> Period:
    """The same days a year earlier."""
    return Period(_earlier(period.first), _earlier(period.last))


def _earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
