"""What stands around a figure: the words that say what it is a figure of, whose, and of when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from verifier.link.clauses import NOBODY, Clauses, slug
from verifier.link.parts import Offer, Part, parts_of, place_at
from verifier.link.stems import STEM
from verifier.link.words import Term, Wording
from verifier.model import Mention, MentionKind, Report, Span

# kinds that can be one fact in two texts; days and clock times are when things happen, names of models are no quantities
KINDS: frozenset[MentionKind] = frozenset({
    "money", "percent", "points", "number", "measure", "multiple", "fraction", "duration", "rank", "ordinal", "band",
    "superlative",
})
NEAR = 6  # tokens: as far as that a word is as good as next to the figure
INHERITED = 0.5  # what the sentence before says counts half: "Stargate starts in Texas. Its first $100 billion …"
LEANING = 0.8  # and more where the sentence itself names nobody
BESIDE, SCOPE = 2, 4  # tokens before and after a measure in which it is narrowed: "cloud revenue", "revenue from its cloud unit"
NAME = "!"  # how features of names begin
LEAD = 4  # sentences that name what a text is about, its title among them
AHEAD = 16  # terms before "over three years" within which a word says that these are to come
LEADS = 2  # terms within which a comparing word leads up to a figure


class Surroundings(Struct, frozen=True, gc=False):
    """A mention and what was read around it.

    text       place of its document among the texts
    sentence   the sentence it stands in
    features   what the words and figures around it count as → how near they stand, 0 to 1
    owners     the names of its clause, else of its sentence: whose figure it is; empty where they stand further off
    lands      the same for countries and their peoples
    subject    the name its text is about
    metrics    what the words of its clause say it measures: revenue, profit, outlay
    move       1 or -1 where its clause has a direction, else 0
    base       what another figure is measured from ("from $5.0 billion");  forecast  somebody expects it
    period     the date or year nearest to it in the sentence
    scope      the words that narrow what it measures: cloud, operating
    head       what a band is a band of: growth, revenue
    months     how long the time is that it was measured for, where the words say so: 3 for a quarter
    """

    text: int
    mention: Mention
    sentence: Span
    features: Mapping[str, float]
    owners: frozenset[str]
    lands: frozenset[str]
    metrics: frozenset[str]
    move: int = 0
    base: bool = False
    forecast: bool = False
    period: Mention | None = None
    scope: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    head: str | None = None
    months: int | None = None


def surroundings(
    place: int, report: Report, names: frozenset[str], wording: Wording, dated: bool = False
) -> Iterator[Surroundings]:
    """Those of every figure of a text that may stand in another text too, in text order; boilerplate and copies have none.

    dated  the days and periods that are written out have some, too
    """
    before: Part | None = None
    offer: Offer | None = None  # that of the sentence before, where that had figures
    parts = list(parts_of(report.document, report.mentions, names, wording))
    subject = _subject(parts, wording)
    for part in parts:
        heard: Mapping[str, float] = {}  # what the sentence before offers, the same to all figures of one
        clauses: Clauses | None = None
        for each in part.mentions:
            mention = to_come(each, part.terms, wording) if each.kind == "duration" and each.facet("direction") is None else each
            if eligible(mention) or (dated and mention.kind == "date" and _shown(mention)):
                if clauses is None:
                    clauses = Clauses(part, wording)
                    if before is not None and before.block is part.block:
                        heard = _offered(offer or Offer.of(before), len(before.terms))
                yield _around(place, mention, part, clauses, heard, subject)
        before, offer = part, clauses.offer if clauses is not None else None


def _subject(parts: Sequence[Part], wording: Wording) -> frozenset[str]:
    """The name a text has most often, and in its first sentences: whose figures those are that name nobody."""
    # the labels of a table are not said once more for each of its cells
    prose = (part.terms for part in parts if not part.labelled)
    counts = Counter(term.feature for terms in prose for term in terms[_speaker(terms, wording) :] if term.sort == "name")
    lead = {term.feature for part in parts[:LEAD] for term in part.terms[slug(part.terms, wording) :] if term.sort == "name"}
    most = max((counts[name] for name in lead), default=0)
    return frozenset(name for name in lead if counts[name] == most) if most and most == max(counts.values()) else frozenset()


def _speaker(terms: Sequence[Term], wording: Wording) -> int:
    """Where the terms of a sentence begin behind who speaks; 0 where nobody is named."""
    place = slug(terms, wording)
    return place if place and terms[place - 1].word == ":" else 0


def eligible(mention: Mention) -> bool:
    """Whether a mention can be a fact that several texts state; a bare "first" or "three months" is none."""
    if mention.kind == "ordinal" and mention.facet("streak") is None:
        return False
    if mention.kind == "duration" and mention.facet("direction") is None:
        return False  # "the three months ended March 31" is half a date
    return mention.kind in KINDS and _shown(mention)


def _shown(mention: Mention) -> bool:
    return mention.copy_of is None and mention.zone not in ("boilerplate", "dateline")


def to_come(mention: Mention, terms: Sequence[Term], wording: Wording) -> Mention:
    """A stretch of time as one that lies ahead where its sentence says so: "plans to invest $5 billion over three years"."""
    at = place_at(terms, mention)
    if not at or terms[at - 1].word not in wording.spanning:
        return mention
    before = terms[max(0, at - AHEAD) : at - 1]
    aimed = any(one.word in wording.aims and other.word in wording.undertakings for one, other in pairwise(before))
    if not aimed and not any(term.word in wording.ahead for term in before):
        return mention
    return replace(mention, facets=(*mention.facets, ("direction", "next")))


def _around(
    place: int, mention: Mention, part: Part, clauses: Clauses, heard: Mapping[str, float], subject: frozenset[str]
) -> Surroundings:
    wording = clauses.wording
    at = place_at(part.terms, mention)
    clause = clauses.at(at)
    owners = clause.owners
    features = _features(mention, clauses.offer, at)
    weight = INHERITED if owners else LEANING
    for feature, near in heard.items():
        near = near if owners or feature[0] != NAME else 1.0  # a name is near in a sentence that has none of its own
        if near * weight > features.get(feature, 0.0):
            features[feature] = near * weight
    return Surroundings(
        # a table's head names a line of business rather than another owner: the table is its text's own
        place, mention, part.span, features, owners | subject if part.labelled else owners, clause.lands, clause.metrics,
        move=clause.move,
        base=_based(part.terms[max(0, at - LEADS) : at], wording),
        forecast=clause.forecast,
        period=_period(mention, clauses.dates_of(mention)),
        scope=_scope(clause.terms, mention, wording) if clause.narrows else NOBODY,
        head=_head(part.terms[at:], wording) if mention.kind == "band" else None,
        subject=subject,
        months=clause.months,
    )  # fmt: skip


def _based(terms: Sequence[Term], wording: Wording) -> bool:
    """Whether a comparing word leads up to a figure: "from $5.0 billion", "against the $5.0 billion"."""
    return any(term.word in wording.bases for term in terms)


def _scope(clause: Sequence[Term], mention: Mention, wording: Wording) -> frozenset[str]:
    """The words that say which revenue or profit is meant; those before the figure count only where the measure does, too."""
    found: set[str] = set()
    for place, term in enumerate(clause):
        if wording.metrics.get(term.word) in wording.narrowed:
            first = mention.span.start if term.start > mention.span.start else 0
            after = clause[place + 1 : place + SCOPE + 1]
            leads = bool(after) and after[0].word in wording.narrowing and not _leads_to(after, mention)
            around = (*clause[max(0, place - BESIDE) : place], *(after if leads else ()))
            found.update([near.feature for near in around if near.start >= first and _narrows(near, wording)])
    return frozenset(found)


def _leads_to(after: Sequence[Term], mention: Mention) -> bool:
    """Whether the figure itself stands behind the first of these words: "revenue of 31.7 billion yuan came from the cloud"."""
    return after[0].start < mention.span.start and (len(after) == 1 or mention.span.start < after[1].start)


def _narrows(term: Term, wording: Wording) -> bool:
    return term.sort == "word" and bool(term.feature) and term.word not in wording.metrics and term.word not in wording.moves


def _features(mention: Mention, offer: Offer, at: int) -> dict[str, float]:
    """What the sentence of a figure offers it, the nouns that a superlative ranks among it → how near that stands."""
    found = _offered(offer, at, mention.span)
    if mention.kind == "superlative" and (noun := mention.facet("noun")):
        found.update((word.lower()[:STEM], 1.0) for word in noun.split())
    return found


def _offered(offer: Offer, at: int, but: Span | None = None) -> dict[str, float]:
    """What a sentence offers, the figure at `but` left out → how near it stands to the term `at`, 0 to 1."""
    found: dict[str, float] = {}
    known = found.get
    for place, feature in offer.telling:
        away = abs(place - at)
        near = NEAR / away if away > NEAR else 1.0
        if near > known(feature, 0.0):
            found[feature] = near
    for there, feature, other in offer.figures:
        if other.span != but:
            away = abs(there - at)
            near = NEAR / away if away > NEAR else 1.0
            if near > known(feature, 0.0):
                found[feature] = near
    return found


def _period(mention: Mention, dates: Sequence[tuple[bool, Mention]]) -> Mention | None:
    """The date nearest to a figure; one that figures are reported for rather than the day of an announcement."""
    if len(dates) < 2:
        return dates[0][1] if dates else None
    return min(dates, key=lambda date: (not date[0], _between(mention.span, date[1].span)))[1]


def _between(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end)


def _head(terms: Sequence[Term], wording: Wording) -> str | None:
    """The last word for a measure in the phrase after a band: "triple-digit revenue growth" is growth."""
    head: str | None = None
    for term in terms[:NEAR]:
        if term.sort == "mark" or (term.word in wording.faint and head is not None):
            break
        head = wording.heads.get(term.word, head)
    return head
