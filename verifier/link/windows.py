"""Whether a figure beyond a superlative's own is one that the superlative ranks: of its owner, measure, scope and window."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from verifier.lexicon import Lexicon
from verifier.link.counterparts import MONTH, Figure
from verifier.link.outdone import Ranked
from verifier.link.repeated import ONCE, narrowed, one_owner, place_of, read_around
from verifier.link.stems import STEM
from verifier.link.surroundings import Surroundings
from verifier.link.within import Sentence
from verifier.link.words import Wording
from verifier.model import Claim, Document, Guard, Mention, Verdict, Word

PRONOUNS = frozenset({"its", "their", "our", "his", "her", "my", "the company", "the group", "the firm"})
ALWAYS = re.compile(r"ever|on record|.*\bhistory|all[- ]time|since records began", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d\d")
WORD = re.compile(r"[^\W\d_]{2,}|\d+")
SPANS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}  # months
DOUBT = "no owner, measure, time and window said outright on both sides"  # what keeps a contradiction a query
MARGIN = 3  # months by which "in three years" may be rounded


class Compared(Struct, frozen=True):
    """A superlative, its figure and one beyond it, each with what stands around it."""

    claim: Mention
    own: Figure
    other: Figure
    mine: Surroundings
    theirs: Surroundings


def outdone_claims(
    document: Document, parts: Sequence[Sentence], pairs: Sequence[tuple[Ranked, Figure]], lexicon: Lexicon
) -> Iterator[Claim]:
    """The pairs whose second figure the superlative ranks, too; one claim a superlative.

    Roles: `claim`, the superlative; `first`, its figure; `second`, the one beyond it; and their places.
    """
    wording = Wording.of(lexicon)
    around, _ = read_around(document, parts, [(own, other) for (_, own), other in pairs], wording)
    said: set[int] = set()
    for (claim, own), other in pairs:
        mine, theirs = around.get(own.mention.id), around.get(other.mention.id)
        if mine is None or theirs is None or claim.id in said:
            continue
        compared = Compared(claim, own, other, mine, theirs)
        if _ranks(compared, document, wording) and _inside(compared, document, lexicon):
            said.add(claim.id)
            yield _claim(compared)


def _claim(compared: Compared) -> Claim:
    first, second = compared.own.mention, compared.other.mention
    here, there = place_of(first), place_of(second)
    roles = (
        ("claim", compared.claim),
        # words rather than figures: no figure is wrong for standing beside a superlative
        ("first", Word(first.span, " ".join(first.text.split()))), ("second", Word(second.span, " ".join(second.text.split()))),
        ("place", Word(first.span, here)), ("other_place", Word(second.span, there)),
    )  # fmt: skip
    doubt = () if _outright(compared) else ((DOUBT, Guard(DOUBT, "match", Verdict.WARN)),)
    return Claim("", 0, compared.claim.span, compared.own.sentence, roles, doubt)


def _ranks(compared: Compared, document: Document, wording: Wording) -> bool:
    """Whether both figures are of one owner and measure, within the superlative's scope, and of as long a time."""
    mine, theirs = compared.mine, compared.theirs
    if mine.base or theirs.base or mine.forecast or theirs.forecast or mine.move * theirs.move < 0:
        return False
    if len(mine.metrics) != 1 or mine.metrics != theirs.metrics or narrowed(mine, wording) != narrowed(theirs, wording):
        return False
    if mine.mention.kind == "percent" and not mine.move == theirs.move != 0:
        return False
    limits = _limits(compared.claim)
    if not one_owner(mine, theirs, {f"!{word}" for word in limits}) or not _owned(compared.claim, mine.owners | mine.subject):
        return False
    if not theirs.owners and mine.metrics.isdisjoint(wording.narrowed) and not _own(compared.other, document, wording):
        return False
    return _scoped(compared, document, wording) and (mine.metrics.isdisjoint(ONCE) or _as_long(compared))


def _own(other: Figure, document: Document, wording: Wording) -> bool:
    """Whether nobody else is said to spend or owe: "it invested", and not "the industry as a whole invested"."""
    for word in WORD.findall(document.text[other.sentence.start : other.sentence.end].lower()):
        if word in wording.metrics:
            return True
        if not (word in wording.faint or word in wording.lasting or word.isdigit()):
            return False
    return True


def _owned(claim: Mention, owner: frozenset[str]) -> bool:
    """Whether the superlative ranks what its figure's owner has, and not what "China's" firms have."""
    whose = (claim.facet("owner") or "its").lower()
    return whose in PRONOUNS or any(f"!{word}" in owner for word in whose.split())


def _limits(claim: Mention) -> list[str]:
    """The words of what is ranked and within what: "quarterly", "loss", "in", "spain"."""
    return WORD.findall(f"{claim.facet('noun') or ''} {claim.facet('scope') or ''}".lower())


def _scoped(compared: Compared, document: Document, wording: Wording) -> bool:
    """Whether the other sentence names whatever limits the superlative: "largest investment in Spain"."""
    owner, sentence = compared.mine.owners | compared.mine.subject, compared.other.sentence
    known = (wording.faint, wording.metrics, wording.lasting, wording.moves, wording.heads, {f"{name[1:]}" for name in owner})
    wanted = {word[:STEM] for word in _limits(compared.claim) if not any(word in words for words in known)}
    heard = {word[:STEM] for word in WORD.findall(document.text[sentence.start : sentence.end].lower())}
    return wanted <= heard | compared.theirs.features.keys()


def _as_long(compared: Compared) -> bool:
    """Whether both are figures of a quarter, or both of a year."""
    spans = [
        each.months or next((length for _, length in figure.times if length), None)
        for each, figure in ((compared.mine, compared.own), (compared.theirs, compared.other))
    ]
    return spans[0] is not None and spans[0] == spans[1]


def _inside(compared: Compared, document: Document, lexicon: Lexicon) -> bool:
    """Whether the other figure is of an earlier time that the superlative's window holds."""
    ((end, _),) = compared.other.times
    window = compared.claim.facet("window") or ""
    if not isinstance(end, date):
        return end.startswith("last ") and bool(ALWAYS.match(window))
    now = next((last for last, _ in compared.own.times if isinstance(last, date)), document.date)
    if now is not None and end >= now:
        return False
    if ALWAYS.match(window):
        return True
    since = YEAR.search(window)
    if since is not None:
        return end.year > int(since.group())
    length = _length(window, lexicon)
    return now is not None and length is not None and (now - end).days < (length - MARGIN) * MONTH


def _length(window: str, lexicon: Lexicon) -> int | None:
    """The months of "in three years", "five-year", "in a decade"; None for windows of other words."""
    words = WORD.findall(window.lower())
    unit = next((SPANS[word.rstrip("s")] for word in words if word.rstrip("s") in SPANS), None)
    if unit is None:
        return None
    numbers = lexicon.table("number_words")
    counts = [int(word) if word.isdigit() else int(numbers[word]) for word in words if word.isdigit() or word in numbers]
    return unit * (counts[0] if counts else 1)


def _outright(compared: Compared) -> bool:
    """Whether owner, measure, time and window are said on both sides, in sums of money that no table or third party gives."""
    mine, theirs = compared.mine, compared.theirs
    if mine.mention.kind != "money" or mine.metrics.isdisjoint(ONCE) or not mine.owners or mine.owners != theirs.owners:
        return False
    if "hearsay" in compared.own.manner | compared.other.manner or "cell" in (mine.mention.zone, theirs.mention.zone):
        return False
    window = compared.claim.facet("window") or ""
    return bool(compared.own.times) and bool(ALWAYS.match(window) or YEAR.search(window))
