"""How certain a text says it is that the money of a figure was or will be spent: "invested", "plans to invest", "may invest".

The word looked for is the nearest of the lexicon's class `modality` before the figure in its clause, or a passive after it
("380 billion yuan will be spent"). Most figures have none, and nothing is said of those.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from verifier.lexicon import Lexicon, Words
from verifier.link.titles import agreeing_figures
from verifier.link.within import Sentence
from verifier.model import Claim, Document, Mention, Span, Word

CLASS = "modality"
KINDS = frozenset({"money", "number", "measure", "percent"})  # what is spent, hired, built, or bought of something
DONE, RESOLVED, INTENDED, HOPED, POSSIBLE = Decimal(4), Decimal(3), Decimal(2), Decimal("1.5"), Decimal(1)
# up to where other words may say the same: "hopes to" may be "plans to", "plans to" may be "will", but "hopes to" is not "will"
UP_TO = {DONE: DONE, HOPED: INTENDED, POSSIBLE: HOPED}
REACH = 10  # words from the figure back to its verb: "plans to invest at least 380 billion yuan"
INSERTED = 6  # words between two commas
DENYING = 4  # before it: "denied that it will"
AFTER = 4  # and on to a passive
NEAR = 300  # characters on either side, far more than so many words take; a sentence may be a whole page
BE = "be"
_TOKEN = re.compile(r"['’]ll\b|[^\W_]+(?:-[^\W_]+)*|[;:,()—–]")
_MARKS = frozenset(";:,—–")  # brackets only set off a conversion


class Saying(Struct, frozen=True):
    """How certain the words beside a figure make it: 4 done, 3 resolved, 2 intended, 1.5 hoped for, 1 only possible."""

    strength: Decimal
    words: str
    span: Span


class Cues(Struct, frozen=True):
    """The lexicon's words of certainty, by their first word, the longest first."""

    phrases: Mapping[str, Sequence[tuple[Words, Decimal]]]
    passing: Collection[str]
    describing: Collection[str]
    denials: Collection[str]
    turning: Collection[str]
    intentions: Collection[str]

    @classmethod
    @lru_cache(maxsize=4)
    def of(cls, lexicon: Lexicon) -> Cues:
        """Those of a lexicon; made once for each, for every text with a figure in its title asks."""
        phrases: dict[str, list[tuple[Words, Decimal]]] = {}
        for words, strength in lexicon.classes.get(CLASS, {}).items():
            if strength is not None:
                phrases.setdefault(words[0], []).append((words, strength))
        for found in phrases.values():
            found.sort(key=lambda one: -len(one[0]))
        names = ("passing", "describing", "denials", "turning", "intentions")
        return cls(phrases, *(lexicon.table(name) for name in names))

    def saying(self, document: Document, sentence: Span, figure: Mention) -> Saying | None:
        """What the words beside a figure say, None where they say nothing, or deny it."""
        if figure.kind not in KINDS:
            return None
        clause = _Clause(document.text, sentence, figure, self)
        found = clause.before() or clause.after()
        return None if found is None or clause.denied else found


def apart(some: Collection[Saying], others: Collection[Saying]) -> bool:
    """Whether no two of them may be as certain as each other: "spent" and "plans to", "will" and "hopes to" or "may".

    "Will" and "plans to" are one: newspapers write either for what a company announced.
    """
    if not some or not others:
        return False
    return not any(_alike(*sorted((one.strength, other.strength))) for one in some for other in others)


def _alike(less: Decimal, more: Decimal) -> bool:
    return more <= UP_TO.get(less, RESOLVED)


def modality_pairs(document: Document, parts: Sequence[Sentence], lexicon: Lexicon) -> Iterator[Claim]:
    """Each figure of the title (`first`) that the body gives as more or less certain, with the body's words (`second`)."""
    pairs = list(agreeing_figures(parts))
    cues = Cues.of(lexicon) if pairs else None
    sayings: dict[int, Saying | None] = {}  # several figures of a title may agree with one of the body
    for title, figure, places in pairs:
        assert cues is not None
        said = cues.saying(document, title.span, figure)
        if said is None:
            continue
        for part, other in places:
            if other.id not in sayings:
                sayings[other.id] = cues.saying(document, part.span, other)
        heard = [found for _, other in places if (found := sayings[other.id]) is not None]
        if apart((said,), heard):
            yield Claim("", 0, figure.span, title.span, (("first", figure), ("second", Word(heard[0].span, heard[0].words))))


class _Clause:
    """The words around one figure; lives for one question."""

    def __init__(self, text: str, sentence: Span, figure: Mention, cues: Cues) -> None:
        self.text, self.cues, self.figure = text, cues, figure
        whole = figure.span.hull(figure.qualified) if figure.qualified else figure.span
        low = sentence.start if whole.start - sentence.start < NEAR else text.find(" ", whole.start - NEAR, whole.start)
        high = min(sentence.end, whole.end + NEAR)
        self.head = [(match.start(), match.group()) for match in _TOKEN.finditer(text, max(low, sentence.start), whole.start)]
        self.tail = [(match.start(), match.group()) for match in _TOKEN.finditer(text, whole.end, high)]
        self.denied = False

    def before(self) -> Saying | None:
        """The nearest word of certainty that leads up to the figure; in a title a bare "to invest" is a resolution."""
        infinitive: int | None = None
        skipped = len(self.head)
        for place in range(len(self.head) - 1, max(-1, len(self.head) - 1 - REACH - INSERTED), -1):
            word = self.head[place][1].lower()
            if place >= skipped:
                continue
            if word == "," and (opened := self._opened(place)) is not None:
                skipped = opened
                continue
            if word in _MARKS or word in self.cues.turning:
                break
            self.denied = self.denied or word in self.cues.denials
            infinitive = place if word == "to" else infinitive
            found = self._at(self.head, place)
            if found is not None and not (found.strength == DONE and self._led(place)):
                unfinished = found.strength == DONE and self._intended(place)
                self.denied = self.denied or self._denied_before(place) or unfinished
                return found
        if infinitive is not None and self.figure.zone == "title":
            start, last = self.head[infinitive][0], self.head[min(infinitive + 1, len(self.head) - 1)]
            span = Span(start, last[0] + len(last[1]))
            return Saying(RESOLVED, self.text[span.start : span.end], span)
        return None

    def _opened(self, closed: int) -> int | None:
        """Where the insertion begins that a comma closes, None if none: "Orlo, a maker of cranes, for $5 billion"."""
        for place in range(closed - 1, max(-1, closed - 1 - INSERTED), -1):
            word = self.head[place][1].lower()
            if word == ",":
                return place
            if word in _MARKS or word == "and" or self._at(self.head, place) is not None:
                return None
        return None

    def after(self) -> Saying | None:
        """A passive after the figure: "could be spent", "was invested"."""
        for place, (_, spelt) in enumerate(self.tail[:AFTER]):
            word = spelt.lower()
            if word in _MARKS or word in self.cues.turning:
                return None
            found = self._at(self.tail, place)
            if found is None:
                continue
            following = self.tail[place + len(found.words.split()) :][:1]
            passive = bool(following) and following[0][1].lower() == BE
            led = place > 0 and self.tail[place - 1][1].lower() in self.cues.passing
            return found if (led if found.strength == DONE else passive) else None
        return None

    def _at(self, tokens: Sequence[tuple[int, str]], place: int) -> Saying | None:
        start, spelt = tokens[place]
        if spelt[0].isupper() and spelt[1:].islower() and place > 0 and self.figure.zone != "title":
            return None  # the month of May, and Will, who has a name
        for words, strength in self.cues.phrases.get(spelt.lower().replace("’", "'"), ()):
            held = tokens[place : place + len(words)]
            if tuple(word.lower().replace("’", "'") for _, word in held) == words:
                span = Span(start, held[-1][0] + len(held[-1][1]))
                return Saying(strength, " ".join(self.text[span.start : span.end].split()), span)
        return None

    def _led(self, place: int) -> bool:
        """Whether a participle belongs to "will", "to" and their like ("will be spent"), or only describes something."""
        at = place - 1
        if at >= 0 and self.head[at][1].lower() in self.cues.describing:
            return True
        while at >= 0 and (self.head[at][1].lower() in self.cues.passing or self.head[at][1].endswith("ly")):
            at -= 1
        if at < 0:
            return False
        modal = self._at(self.head, at)
        return self.head[at][1].lower() in ("to", BE) or (modal is not None and modal.strength < DONE)

    def _intended(self, place: int) -> bool:
        """Whether what was done was done to a plan or an offer."""
        between = (*self.head[place + 1 :], *self.tail[:AFTER])
        return any(word.lower() in self.cues.intentions for _, word in between)

    def _denied_before(self, place: int) -> bool:
        return any(word.lower() in self.cues.denials for _, word in self.head[max(0, place - DENYING) : place])
