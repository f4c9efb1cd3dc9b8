"""What tells two figures apart that look alike: another owner, another measure, another time."""

from __future__ import annotations

from collections.abc import Collection

from verifier.link.parts import MONEY
from verifier.link.stems import stems
from verifier.link.surroundings import NAME, Surroundings
from verifier.model import Mention

EXACT = 3  # figures that agree to more digits than that are one, whatever is said around them
WORDS = 2  # digits up to which a word that narrows the measure tells agreeing figures apart
SPAN = 28  # days from which on a period is one that figures are reported for, and no day of an announcement
SIZES = frozenset({"largest", "biggest", "greatest"})


def significant(mention: Mention) -> int:
    """Digits of the printed value, idle zeros left out; 0 for words without a value, and for spans of time and ranks."""
    if mention.value is None or mention.kind in ("duration", "rank"):
        return 0
    return len(mention.value.normalize().as_tuple().digits)


def tell_apart(one: Surroundings, other: Surroundings, agreeing: bool) -> bool:
    """Whether something says that two figures are two facts, whatever else they share."""
    if one.base != other.base or one.move * other.move < 0:
        return True
    digits = min(significant(one.mention), significant(other.mention)) if agreeing else 0
    if digits > EXACT:
        return False
    if _strangers(one, other, agreeing) or _disjoint(one.metrics, other.metrics):
        return True
    if other_time(one.period, other.period, agreeing):
        return True
    if digits <= WORDS and _narrowed(one, other, agreeing):
        return True
    return not agreeing and one.forecast != other.forecast


def akin(one: Surroundings, other: Surroundings, shared: Collection[str], agreeing: bool) -> bool:
    """Whether something says whose figures they are, and says the same: for all but long figures that agree.

    Agreeing figures may share any name or amount nearby; figures that disagree must be of one owner, which for those that
    name nobody is their texts' subject.
    """
    if agreeing and min(significant(one.mention), significant(other.mention)) > EXACT:
        return True
    mine, theirs = one.owners or one.subject, other.owners or other.subject
    return not mine.isdisjoint(theirs) or (agreeing and any(feature[0] in (NAME, MONEY) for feature in shared))


def rivals(one: Mention, other: Mention, shared: Collection[str]) -> bool:
    """Whether two superlatives rank different things.

    They may be one where both are of all time, or where both rank the same noun and a figure or day stands beside both:
    "the fastest growth in three years" is said of the group and of each of its divisions.
    """
    if sort_of_extreme(one) != sort_of_extreme(other):
        return True
    if one.facet("window") == other.facet("window") == "ever":
        return False
    nouns = [stems((mention.facet("noun") or "").lower().split()) for mention in (one, other)]
    return nouns[0].isdisjoint(nouns[1]) or not any(feature[0] in ("#", MONEY) for feature in shared)


def sort_of_extreme(mention: Mention) -> str:
    """Sizes are one sort, and so are heights of growth; "most aggressive" is one of its own."""
    word, *rest = mention.text.lower().replace("-ever", "").split()
    if word == "most":
        return " ".join((word, *rest[:1]))
    return "size" if word in SIZES or word == "record" else "extreme"


def _strangers(one: Surroundings, other: Surroundings, agreeing: bool) -> bool:
    """Whether they belong to different names or, where neither names anybody, to different countries.

    Where one names nobody but a country, that country's may be meant: "Orlo's exports", "In Spain, exports".
    """
    if one.owners and other.owners:
        return _disjoint(one.owners, other.owners)
    if not one.owners and not other.owners:
        return _disjoint(one.lands, other.lands)
    named, nameless = (one, other) if one.owners else (other, one)
    return not agreeing and not nameless.lands <= named.lands


def _disjoint(some: frozenset[str], others: frozenset[str]) -> bool:
    return bool(some and others) and some.isdisjoint(others)


def _narrowed(one: Surroundings, other: Surroundings, agreeing: bool) -> bool:
    """Whether words beside the measure differ: "cloud revenue" in one text, "retail revenue" in the other.

    Figures that disagree, and bands, are told apart by such a word in one text alone.
    """
    mine, theirs = one.scope - other.features.keys(), other.scope - one.features.keys()
    if one.mention.kind == "band":
        return bool(mine or theirs)
    if one.metrics.isdisjoint(other.metrics):
        return False
    return bool(mine and theirs) if agreeing else bool(mine or theirs)


def other_time(one: Mention | None, other: Mention | None, agreeing: bool) -> bool:
    """Whether the two stand beside periods that have no day in common; days count only where the figures disagree."""
    if one is None or other is None:
        return False
    if one.period is None or other.period is None:
        relative = one.facet("relative"), other.facet("relative")
        return None not in relative and one.facet("unit") == other.facet("unit") and relative[0] != relative[1]
    long = one.period.days >= SPAN, other.period.days >= SPAN
    if long[0] != long[1] or (agreeing and not long[0]):
        return False
    return one.period.last < other.period.first or other.period.last < one.period.first
