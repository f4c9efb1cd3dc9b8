"""Document → the same document with its layout, and every number in it as a Mention. Knows no rules, reads no file, no clock.

    from verifier.extract import Extractor
    document, mentions = Extractor(lexicon).extract(document)

The parts: `layout` (title, sentences, boilerplate, passages printed twice, the date of the dateline); `times` and
`claimwords` (dates, durations, superlatives, streaks); `quantities` and `spelled` (numbers in digits and in words), then
`ranges`, `resolve` (of overlapping finds the longest stays) and `qualifiers`.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from verifier.extract.cells import bracketed_negative, kept_to_cell
from verifier.extract.claimwords import find_claim_words
from verifier.extract.cues import Cues, Hit, scan
from verifier.extract.draft import Draft
from verifier.extract.layout import layout
from verifier.extract.lists import share_units
from verifier.extract.money import Homonyms
from verifier.extract.place import Place
from verifier.extract.qualifiers import Qualifier, Qualifiers, allowed, qualify
from verifier.extract.quantities import numbers_in_digits, vulgar_fractions
from verifier.extract.ranges import join_ranges
from verifier.extract.resolve import resolve
from verifier.extract.script import language_of
from verifier.extract.spelled import numbers_in_words, trigger_words
from verifier.extract.times import find_times
from verifier.extract.vocabulary import Vocabulary
from verifier.extract.widths import narrow
from verifier.extract.zones import zones
from verifier.lexicon import Lexicon

if TYPE_CHECKING:
    from verifier.extract.tables import Tables
from verifier.model import BlockKind, Document, Mention, Quantity, Span

__all__ = ["Extractor", "language_of"]

_NUMBER: Final = 1 << 30  # marks number words among the cues, so that one pass over the words serves both halves


class Extractor:
    """Reads documents of one language; holds only tables, so one serves many threads.

    `country` (ISO 3166) is the home country that decides what a bare "$" or "pesos" means; a document's own outranks it.
    """

    def __init__(self, lexicon: Lexicon, country: str | None = None) -> None:
        self._vocabulary = Vocabulary(lexicon)
        self._cues = Cues(lexicon, trigger_words(self._vocabulary), _NUMBER)
        self._qualifiers = Qualifiers(lexicon)
        self._moves = lexicon.classes.get("move", {})
        self._country = country

    def extract(self, document: Document) -> tuple[Document, tuple[Mention, ...]]:
        """The document with blocks, sentences, copies and date filled in, and its mentions: ids from 1 in text order,
        none overlapping, `document.text[span] == text` for each."""
        plain = narrow(document.text)
        if plain is not document.text:
            return _as_printed(document.text, *self.extract(replace(document, text=plain)))
        hits = scan(document.text, self._cues)
        document = layout(document, self._cues, hits)
        drafts = self._drafts(document, hits, [hit for hit in hits if hit.sort & _NUMBER])
        return document, self._mentions(document, drafts)

    def _drafts(self, document: Document, hits: list[Hit], number_words: list[Hit]) -> list[Draft]:
        """What both halves find in a document whose layout is known, overlaps resolved, in text order."""
        text = document.text
        place = Place(text, self._vocabulary, self._homonyms(document))
        quantities = numbers_in_digits(place) + numbers_in_words(place, number_words) + vulgar_fractions(place)
        if self._vocabulary.characters is not None:
            from verifier.extract.scripted import numbers_in_characters  # English texts need none of this

            quantities += numbers_in_characters(place)
        found = resolve(quantities + find_times(document, self._cues, hits) + find_claim_words(document, self._cues, hits))
        if self._cues.shapes:
            from verifier.extract.shaped import NOTHING

            found = [draft for draft in found if draft.facets != NOTHING]
        # ranges last: in "from 2022 to $84 million" the year is no lower end
        return share_units(join_ranges(text, found, self._vocabulary, self._moves), text, self._vocabulary)

    def _homonyms(self, document: Document) -> Homonyms:
        return Homonyms(self._vocabulary, document.text, document.country or self._country)

    def _tables(self, document: Document) -> Tables | None:
        if not any(block.kind == "cell" for block in document.blocks):
            return None
        from verifier.extract.tables import Tables  # few texts have any

        return Tables(document, self._vocabulary, self._homonyms(document))

    def _mentions(self, document: Document, drafts: list[Draft]) -> tuple[Mention, ...]:
        zone = zones(document)
        tables = self._tables(document)
        originals = _Originals(document) if document.copies else None
        mentions: list[Mention] = []
        floor = 0
        for number, draft in enumerate(drafts, 1):
            kind = zone.at(draft.start)
            if kind == "cell":
                block = zone.block(draft.start)
                draft = bracketed_negative(document.text, kept_to_cell(document.text, draft, block))
                draft = tables.read(draft, block) if tables is not None else draft
            found = qualify(document.text, draft, self._qualifiers, floor)
            floor = draft.end
            copy_of = originals.of(draft, mentions) if originals is not None else None
            mentions.append(_mention(document.text, number, draft, found, kind, copy_of))
        return tuple(mentions)


def _mention(
    text: str, number: int, draft: Draft, found: tuple[Qualifier, Span] | None, zone: BlockKind, copy_of: int | None,
) -> Mention:
    start, end, value, facets = draft.start, draft.end, draft.value, draft.facets
    interval, qualifier, qualified = draft.interval, draft.qualifier, draft.qualified
    if found is not None:
        known, qualified = found
        interval, qualifier = allowed(draft, known), known.name
        if known.far is not None and value is not None:
            facets = (*facets, ("far", format((value * known.far).normalize(), "f")))
    elif interval is None:
        interval = draft.strict
    return Mention(
        number, Span(start, end), text[start:end], draft.kind,
        Quantity(interval, draft.unit) if interval is not None and draft.unit is not None else None,
        value, draft.step, draft.strict, draft.loose, qualifier, qualified, draft.unit, draft.period, draft.per, zone,
        draft.assumed, copy_of,
        facets if len(facets) < 2 else tuple(sorted(facets)),
    )


def _as_printed(text: str, document: Document, mentions: tuple[Mention, ...]) -> tuple[Document, tuple[Mention, ...]]:
    """What was read in a text with its full-width figures made plain, in the words of the text itself."""
    return replace(document, text=text), tuple(
        replace(mention, text=text[mention.span.start:mention.span.end]) for mention in mentions
    )


class _Originals:
    """For a mention in a passage printed twice, the id of the one it repeats; lives for one extraction."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._copies = sorted(document.copies)
        self._starts = [copy.start for copy, _ in self._copies]

    def of(self, draft: Draft, earlier: list[Mention]) -> int | None:
        place = bisect_right(self._starts, draft.start) - 1
        if place < 0:
            return None
        copy, original = self._copies[place]
        if draft.end > copy.end:
            return None
        start = original.start + draft.start - copy.start
        at = bisect_right(earlier, start, key=lambda mention: mention.span.start) - 1
        if at < 0 or earlier[at].span.start != start or earlier[at].text != self._text[draft.start:draft.end]:
            return None
        return earlier[at].copy_of or earlier[at].id
