"""A text and what was read in it: places, blocks, mentions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from verifier.interval import Interval
from verifier.period import Period
from verifier.units import Unit

MentionKind = Literal[
    "money", "percent", "points", "number", "measure", "multiple", "fraction", "ordinal", "rank", "duration", "date",
    "year", "time", "weekday", "band", "superlative", "identifier",
]
BlockKind = Literal["title", "dateline", "heading", "paragraph", "item", "cell", "caption", "quote", "boilerplate"]
Inputs = Literal["as-printed", "rounded", "loose"]


class Span(Struct, frozen=True, order=True, gc=False):
    """Characters (code points) `start` to `end` of a document's text, half-open: the only coordinates there are."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether some character lies in both."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def hull(self, other: Span) -> Span:
        """The smallest span over both."""
        return Span(min(self.start, other.start), max(self.end, other.end))


class Block(Struct, frozen=True, gc=False):
    """A stretch of the document with one role in its layout.

    Blocks come in text order and never overlap; `path` says where in the original a block stands ("table 2, row 3,
    column 1"; empty in running text), `level` is a heading's depth.
    """

    span: Span
    kind: BlockKind
    path: str = ""
    level: int = 0


class Document(Struct, frozen=True, gc=False):
    """A text and its layout.

    `sentences` are spans in text order, each inside one block, filled in by `extract`. `date` is the day the text was
    published, `date_from` how that is known: `given`, `metadata`, `dateline`, `copyright`, or None with the date.
    `origin` holds (offset, place) pairs, ascending: from that offset on, the text stems from that place of the original.
    `country` (ISO 3166) is the home country that decides what a bare "$" means. `copies` are (copy, original) spans of
    passages printed twice.
    """

    name: str
    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    date: date | None = None
    date_from: str | None = None
    language: str = "en"
    country: str | None = None
    sha256: str = ""
    origin: tuple[tuple[int, str], ...] = ()
    copies: tuple[tuple[Span, Span], ...] = ()


class Quantity(Struct, frozen=True, gc=False):
    """What a number may be, and its unit. Values are as printed: 13 for 13 %, 52.4e9 for US$52.4 billion."""

    interval: Interval
    unit: Unit


class Mention(Struct, frozen=True, gc=False):
    """One number (or number-like word) as it stands in the text; `document.text[span] == text`.

    quantity   what the words allow, the qualifier included ("more than 40": [40, ∞)); None for dates, superlatives, identifiers
    value      the printed core, scale applied: 52400000000 for "US$52.4 billion"; None for ranges and words without a value
    step       one unit of the last printed place: 100000000 for "52.4 billion"
    strict     the core ± half a step: "380 billion" is [379.5, 380.5] billion; a range's own ends
    loose      the same with trailing zeros not significant: [375, 385] billion
    qualifier  the lexicon's name for "at least", "about" …; None for a bare figure; `qualified` is where those words stand
    unit       of the value; None where there is none
    period     the days a date, year, quarter or resolved duration stands for
    per        what the figure is counted by: share, barrel, year ("$3.45 a share")
    assumed    what had to be decided to read it: "US dollar" for a bare "$"
    copy_of    id of the mention this one merely repeats in a passage printed twice
    facets     what else was read, by name, sorted: a superlative's direction, scope and window, a count's noun
    """

    id: int
    span: Span
    text: str
    kind: MentionKind
    quantity: Quantity | None = None
    value: Decimal | None = None
    step: Decimal | None = None
    strict: Interval | None = None
    loose: Interval | None = None
    qualifier: str | None = None
    qualified: Span | None = None
    unit: Unit | None = None
    period: Period | None = None
    per: str | None = None
    zone: BlockKind = "paragraph"
    assumed: str | None = None
    copy_of: int | None = None
    facets: tuple[tuple[str, str], ...] = ()

    def facet(self, name: str) -> str | None:
        """What was read under that name, or None."""
        return next((value for key, value in self.facets if key == name), None)

    def reading(self, inputs: Inputs) -> Interval | None:
        """The printed core without its qualifier, as exactly as a rule's `inputs` take it; None without a value."""
        if inputs == "as-printed" and self.value is not None:
            return Interval(self.value, self.value)
        return self.loose if inputs == "loose" else self.strict


class Word(Struct, frozen=True, gc=False):
    """A word or phrase bound to a role; `value` is what its lexicon class gives it (rose 1, fell -1)."""

    span: Span
    text: str
    value: Decimal | None = None


RoleValue = Mention | Word | tuple[Mention, ...]
