"""Passages printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model import Claim, Document, Span, Word

LEAST = 80  # characters: a headline may well stand above a page and above its text
SHOWN = 6  # words of the beginning


def doubled_passages(document: Document) -> Iterator[Claim]:
    """One claim per run of copied paragraphs: `first` says how much was copied, `second` how it begins."""
    for start, end, paragraphs in _runs(document):
        if end - start >= LEAST:
            words = document.text[start:end].split()
            size = Word(Span(start, end), f"{paragraphs} paragraph{'s' if paragraphs > 1 else ''} ({len(words)} words)")
            begins = Word(Span(start, end), " ".join(words[:SHOWN]) + ("…" if len(words) > SHOWN else ""))
            yield Claim("", 0, Span(start, end), Span(start, end), (("first", size), ("second", begins)))


def _runs(document: Document) -> Iterator[tuple[int, int, int]]:
    """Copies that stand one after the other with nothing but blanks between them: start, end, how many."""
    run: tuple[int, int, int] | None = None
    for copy, _ in document.copies:
        if run and not document.text[run[1] : copy.start].strip():
            run = (run[0], copy.end, run[2] + 1)
        else:
            if run:
                yield run
            run = (copy.start, copy.end, 1)
    if run:
        yield run
