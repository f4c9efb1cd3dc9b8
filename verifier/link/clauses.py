"""The clauses of a sentence: whose they are, what they measure and for how long, the same for every figure that stands in one."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from verifier.link.lasting import months
from verifier.link.parts import DATES, Offer, Part
from verifier.link.words import Sort, Term, Wording
from verifier.model import Mention, Span

LABEL = 5  # terms, the colon among them, of a label before a figure
SLUG = 8  # terms within which the dash of a dateline stands: "PARIS, March 3 (Newswire) -- Sales"
SPOKEN = 4  # terms after "said" within which it is said of whom: "said that the company"
REPORTED = frozenset({"year", "half", "quarter"})
STATELY = 3  # terms behind "Spain's" within which a word tells that the country is meant: "Spain's annual goods exports"
MONTH = 31  # days
NOBODY: frozenset[str] = frozenset()


class Clause(Struct, frozen=True, gc=False):
    """The words between two marks or turning words, and what `Surroundings` tell of them.

    narrows  whether one of its measures is a sort that words beside it narrow
    """

    terms: Sequence[Term]
    owners: frozenset[str]
    lands: frozenset[str]
    metrics: frozenset[str]
    move: int
    forecast: bool
    narrows: bool
    months: int | None


class Clauses:
    """The clauses of one sentence, each looked through once for all its figures.

    offer  what its figures look for
    dates  the days its figures can be of, each with whether figures are reported for it rather than announced on it
    """

    def __init__(self, part: Part, wording: Wording) -> None:
        self._part, self.wording = part, wording
        self.offer = Offer.of(part)
        named = (*part.labels, *part.mentions)
        # "in 2015 dollars" is when prices were, no more
        self.dates = [(_reported_for(each), each) for each in named if each.kind in DATES and each.facet("basis") is None]
        closed = {each.span.end for _, each in self.dates if "," in each.text}  # "the quarter ended Dec. 31, 2024, was …"
        ends = [place for place, term in enumerate(part.terms) if _ends_clause(term) and term.start not in closed]
        self._ends = [place for place in ends if not _in_label(place, part.terms, wording)] if part.labelled else ends
        self._read: dict[int, Clause] = {}
        self._asides = list(_asides(part)) if self.dates else []

    def dates_of(self, mention: Mention) -> Sequence[tuple[bool, Mention]]:
        """The days a figure can be of: the year in "revenue of $5 billion (2024: $4.7 billion)" is of the second amount."""
        apart = [span for span in self._asides if not span.covers(mention.span)]
        return [each for each in self.dates if not any(span.covers(each[1].span) for span in apart)] if apart else self.dates

    def at(self, place: int) -> Clause:
        """The clause that the place of a term lies in."""
        number = bisect_left(self._ends, place)
        found = self._read.get(number)
        if found is None:
            found = self._read[number] = self._clause(number)
        return found

    def _clause(self, number: int) -> Clause:
        part, wording = self._part, self.wording
        terms = part.terms
        first = self._ends[number - 1] + 1 if number else 0
        last = self._ends[number] if number < len(self._ends) else len(terms)
        if 0 < first <= LABEL and terms[first - 1].word == ":" and all(term.sort != "mark" for term in terms[: first - 1]):
            first = 0  # "Cloud revenue: 31.7 billion yuan"
        clause = terms[first:last]
        words = [term.word for term in clause]
        moves = {wording.moves[word] for word in words if word in wording.moves}
        metrics = frozenset(wording.metrics[word] for word in words if word in wording.metrics)
        return Clause(
            clause,
            ("land" in part.named and _of_a_land(clause, wording))
            or (_owners(terms, first, clause, "name", wording) if "name" in part.named else NOBODY),
            _owners(terms, first, clause, "land", wording) if "land" in part.named else NOBODY,
            metrics,
            moves.pop() if len(moves) == 1 else 0,
            any(word in wording.forecasts for word in words),
            not metrics.isdisjoint(wording.narrowed),
            months(terms, clause, (*part.labels, *part.mentions), wording),
        )


def _asides(part: Part) -> Iterator[Span]:
    """The brackets of a sentence that hold a day and, behind a colon, its figure."""
    opened: int | None = None
    colon = False
    for term in part.terms:
        if term.word == "(":
            opened, colon = term.start, False
        elif term.word == ":":
            colon = opened is not None
        elif term.word == ")" and opened is not None:
            if colon:
                yield Span(opened, term.start)
            opened = None


def _ends_clause(term: Term) -> bool:
    # a bracket only sets off "(US$52.4 billion)"
    return (term.sort == "mark" and term.word not in "()") or term.word in ("while", "whereas", "but")


def _in_label(place: int, terms: Sequence[Term], wording: Wording) -> bool:
    """Whether a comma stands before the rest of a label's one measure: "Net income, group share", but not "Revenue, Asia"."""
    return terms[place].word == "," and any(term.word in wording.metrics for term in terms[place + 1 :])


def _reported_for(other: Mention) -> bool:
    unit = other.facet("unit")
    return unit in REPORTED or (unit is None and other.period is not None and other.period.days > MONTH)


def _owners(terms: Sequence[Term], first: int, clause: Sequence[Term], sort: Sort, wording: Wording) -> frozenset[str]:
    """The names in a clause, else the nearest before it; what stands in brackets ("(Reuters)") owns nothing."""
    named = frozenset(term.feature for term in _unbracketed(clause) if term.sort == sort)
    if named:
        return named - _speakers(clause, wording)
    start = slug(terms, wording)
    before = list(_unbracketed(terms[start : max(start, _behind_place(terms, first))]))
    nearest = next((term.feature for term in reversed(before) if term.sort == sort), None)
    return frozenset({nearest}) if nearest else NOBODY


def _behind_place(terms: Sequence[Term], first: int) -> int:
    """Where the terms before a clause end, less what says where a place lies: "a plant in Hosur, Tamil Nadu, with 900 jobs"."""
    at = first - 1
    while at > 0 and terms[at - 1].sort == "name":
        at -= 1
    apposed = 1 < at < first - 1 and terms[first - 1].word == terms[at - 1].word == "," and terms[at - 2].sort in ("name", "land")
    return at - 1 if apposed else first


def _of_a_land(clause: Sequence[Term], wording: Wording) -> frozenset[str]:
    """The country whose own affairs a clause tells of that names nobody: "Spain's exports rose", "Spain plans to spend"."""
    if any(term.sort == "name" for term in clause):
        return NOBODY
    for place, term in enumerate(clause):
        if term.sort != "land":
            continue
        following = clause[place + 1 : place + 2 + STATELY]
        possessive = bool(following) and following[0].word == "s" and following[0].start == term.start + len(term.word) + 1
        if possessive and any(each.word in wording.stately for each in following[1:]):
            return frozenset({term.feature})
        if not place and following and (following[0].word in wording.sayings or following[0].word in wording.ahead):
            return frozenset({term.feature})
    return NOBODY


def _speakers(clause: Sequence[Term], wording: Wording) -> frozenset[str]:
    """The people who only speak of the text's subject: "chief executive Jane Roe said the company would spend $5 billion"."""
    said = next((place for place, term in enumerate(clause) if term.word in wording.sayings), 0)
    office = next((place for place, term in enumerate(clause[:said]) if term.word in wording.offices), None)
    if office is None or not any(term.word in wording.spoken_of for term in clause[said + 1 : said + 1 + SPOKEN]):
        return NOBODY
    return frozenset(term.feature for term in clause[office:said] if term.sort == "name")


def slug(terms: Sequence[Term], wording: Wording) -> int:
    """Where the terms of a sentence begin behind its dateline, or behind who speaks: "Jane Roe, CEO: We sold …"."""
    office = False
    for place, term in enumerate(terms[:SLUG]):
        if term.word[0] in "-—" or (office and term.word == ":"):
            return place + 1
        office = office or term.word in wording.offices
    return 0


def _unbracketed(terms: Sequence[Term]) -> Iterator[Term]:
    depth = 0
    for term in terms:
        if term.word == "(":
            depth += 1
        elif depth and term.word == ")":
            depth -= 1
        if not depth:
            yield term
