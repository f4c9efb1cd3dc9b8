"""Running a phrase over a sentence: backtracking that never tries one step at one token twice.

Whether the rest of a phrase fits from some token on depends on nothing that came before, so every failure is remembered:
the work is bounded by steps times tokens (times twelve for gaps, times a list's longest stretch), whatever the text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple

from verifier.model import Mention, MentionKind, RoleValue, Span, Word
from verifier.phrase.conditions import meets, name_ends
from verifier.phrase.lists import listed
from verifier.phrase.program import (
    ACCEPT,
    CLASS,
    EARLIER,
    GAP,
    LIST,
    MENTION,
    NAME,
    SPLIT,
    STRETCH,
    TESTED,
    WORD,
    Phrase,
)
from verifier.phrase.tokens import Tokens

# the nearest mention of one of these kinds that ends at or before an offset, in the same paragraph; None where there is none
Earlier = Callable[[frozenset[MentionKind], int], Mention | None]

WIDEST_GAP: Final = 12  # tokens that ... may cross
LONGEST_STRETCH: Final = 8  # words that {x:text} may take

# how a match went, innermost last: (role, what was taken, further) … (token after the match,)
Trail = tuple[Any, ...]  # a linked list of three shapes; typing it out costs a cast at every step


class Match(NamedTuple):
    """A phrase found: tokens `first` to `last` (exclusive), their span, what plays which role.

    bindings  role → mention, word (a class word, with its class's value; or a stretch of text) or list of mentions
    signs     list role → one sign (1, or what the class `sign` gives) for each mention of the list
    """

    first: int
    last: int
    span: Span
    bindings: tuple[tuple[str, RoleValue], ...]
    signs: tuple[tuple[str, tuple[Decimal, ...]], ...] = ()


class Matcher:
    """One phrase on one sentence, up to token `limit`; remembers what failed, for as long as the sentence is being tried."""

    __slots__ = ("edges", "failed", "limit", "phrase", "steps", "stride", "tokens", "words")

    def __init__(self, phrase: Phrase, tokens: Tokens, limit: int) -> None:
        self.phrase, self.tokens, self.limit = phrase, tokens, limit
        self.steps = phrase.steps
        self.words, self.edges = tokens.words, tokens.edges
        self.failed: set[int] = set()
        self.stride = len(phrase.steps)

    def trails(self, starts: Iterable[int]) -> Iterator[tuple[int, int, Trail]]:
        """Matches that begin at one of these tokens (ascending), leftmost first, none overlapping the one before.

        Each is (first, last, trail).
        """
        free = 0
        for at in starts:
            if at >= free and (trail := self.run(self.phrase.start, at)) is not None:
                last = _last(trail)
                yield at, last, trail
                free = max(last, at + 1)

    def run(self, step: int, at: int) -> Trail | None:
        """How the phrase fits from this step and token on, or None."""
        what, then, detail, role = self.steps[step]
        while what == WORD:
            if at >= self.limit or self.words[at] not in detail:  # type: ignore[operator]  # a WORD's detail is its words
                return None
            at += 1
            step = then
            what, then, detail, role = self.steps[step]
        if what == ACCEPT:
            return (at,)
        key = at * self.stride + step
        if key in self.failed:
            return None
        trail: Trail | None = None
        if what == MENTION:
            trail = self._mention(then, detail, role, at)
        elif what == SPLIT:
            trail = self._split(detail, at)
        elif what == CLASS:
            trail = self._class(then, detail, role, at)
        elif what == GAP:
            trail = self._gap(then, detail, at)
        elif what == STRETCH:
            trail = self._stretch(then, role, at)
        elif what == TESTED:
            trail = self._tested(then, detail, role, at)
        elif what == NAME:
            trail = self._name(then, role, at)
        elif what == LIST:
            trail = self._list(then, detail, role, at)
        elif what == EARLIER:
            further = self.run(then, at)
            trail = None if further is None else (role, detail, further)
        if trail is None:
            self.failed.add(key)
        return trail

    def _split(self, branches: Any, at: int) -> Trail | None:
        places = self.tokens.places
        for branch, opening in branches:
            if opening is None or (at < self.limit and at in places(opening)[1]):  # spares most runs that would fail at once
                trail = self.run(branch, at)
                if trail is not None:
                    return trail
        return None

    def _mention(self, then: int, kinds: Any, role: str, at: int) -> Trail | None:
        for mention, last in self.edges.get(at, ()):
            if last <= self.limit and mention.kind in kinds:
                trail = self.run(then, last)
                if trail is not None:
                    return (role, mention, trail) if role else trail
        return None

    def _tested(self, then: int, detail: Any, role: str, at: int) -> Trail | None:
        kinds, conditions = detail
        for mention, last in self.edges.get(at, ()):
            if last <= self.limit and mention.kind in kinds and meets(mention, conditions):
                trail = self.run(then, last)
                if trail is not None:
                    return (role, mention, trail) if role else trail
        return None

    def _class(self, then: int, table: Any, role: str, at: int) -> Trail | None:
        if at >= self.limit:
            return None
        for rest, value in table.get(self.words[at], ()):
            last = at + 1 + len(rest)
            if last <= self.limit and (not rest or self.words[at + 1 : last] == rest):
                trail = self.run(then, last)
                if trail is not None:
                    return (role, (at, last, value), trail) if role else trail
        return None

    def _gap(self, then: int, follows: Any, at: int) -> Trail | None:
        (ascending, places), onward, limit = self.tokens.places(follows), self.tokens.onward(), self.limit
        for _ in range(WIDEST_GAP + 1):
            if at >= limit:
                return self.run(then, at) if follows is None and at == limit else None
            if not ascending or ascending[-1] < at:
                return None  # what must follow stands nowhere further on
            if at in places:
                trail = self.run(then, at)
                if trail is not None:
                    return trail
            at = onward[at]
            if not at:
                return None
        return None

    def _crossed(self, at: int) -> int:
        """The token after this one (or the mention that begins here); 0 where a gap ends."""
        last = self.tokens.onward()[at] if at < self.limit else 0
        return 0 if last > self.limit else last

    def _stretch(self, then: int, role: str, at: int) -> Trail | None:
        first = at
        for _ in range(LONGEST_STRETCH):
            if at >= self.limit or not (self.words[at][0].isalnum() or self.words[at] == "'"):
                return None  # the apostrophe of "Friday's" stands apart where the day is a mention
            at = self._crossed(at)
            if not at:
                return None
            trail = self.run(then, at)
            if trail is not None:
                return (role, (first, at, None), trail) if role else trail
        return None

    def _name(self, then: int, role: str, at: int) -> Trail | None:
        """The longest name that lets the rest fit: of "Nile Bank and Trust and Orbit", the first may be "Nile Bank and Trust"."""
        for last in name_ends(self.tokens, at, min(self.limit, at + LONGEST_STRETCH)):
            trail = self.run(then, last)
            if trail is not None:
                return (role, (at, last, None), trail) if role else trail
        return None

    def _list(self, then: int, kinds: Any, role: str, at: int) -> Trail | None:
        """The longest list that lets the rest of the phrase fit; two mentions or more."""
        items = list(listed(self.tokens, kinds, self.phrase.signs, self.phrase.stops, at, self.limit))
        for count in range(len(items), 1, -1):
            trail = self.run(then, items[count - 1][2])
            if trail is not None:
                return (role, items[:count], trail) if role else trail
        return None


def _last(trail: Trail) -> int:
    while len(trail) > 1:
        trail = trail[2]
    return int(trail[0])


def as_match(first: int, last: int, trail: Trail, tokens: Tokens, earlier: Earlier | None) -> Match | None:
    """The match a trail stands for; None where an earlier mention is asked for and there is none."""
    bindings: list[tuple[str, RoleValue]] = []
    signs: list[tuple[str, tuple[Decimal, ...]]] = []
    spans = tokens.spans()
    begin = spans[first][0]
    while len(trail) > 1:
        role, taken, trail = trail
        if isinstance(taken, Mention):
            bindings.append((role, taken))
        elif isinstance(taken, frozenset):
            mention = earlier(taken, begin) if earlier else None
            if mention is None:
                return None
            bindings.append((role, mention))
        elif isinstance(taken, list):
            bindings.append((role, tuple(item[0] for item in taken)))
            signs.append((role, tuple(item[1] for item in taken)))
        else:
            low, high = spans[taken[0]][0], spans[taken[1] - 1][1]
            bindings.append((role, Word(Span(low, high), tokens.text[low:high], taken[2])))
    return Match(first, last, Span(begin, spans[last - 1][1]), tuple(bindings), tuple(signs))
