"""Which guards of a rule speak: the words they wait for, looked up around the match."""

from __future__ import annotations

from verifier.model import Document, Guard, Span
from verifier.phrase import Match, Tokens, search, tokenise
from verifier.rules import CompiledForm, CompiledGuard

# where one clause ends and another begins; a comma does not: it sets off amounts inside a clause
CLAUSE_ENDS = frozenset({";", "while", "whereas", "but", "although", "though"})


def guards_of(compiled: CompiledForm, tokens: Tokens, match: Match, document: Document) -> tuple[tuple[str, Guard], ...]:
    """The guards whose words stand where they look, each with the words as found."""
    found = ((_words(guard, tokens, match, document), guard.guard) for guard in compiled.guards)
    return tuple((words, guard) for words, guard in found if words is not None)


def _words(guard: CompiledGuard, tokens: Tokens, match: Match, document: Document) -> str | None:
    where = guard.guard.where
    if where in ("paragraph", "title", "document"):
        return _beyond(guard, document, match.span, where)
    if not tokens.holds(guard.words.order):
        return None  # nearly always; asked before the window is looked for
    for first, last in _window(where, tokens, match):
        found = search(guard.words, tokens, first, last)
        if found is not None:
            return tokens.text[found.span.start : found.span.end]
    return None


def _window(where: str, tokens: Tokens, match: Match) -> tuple[tuple[int, int], ...]:
    """The stretches of tokens to search: (first, last exclusive)."""
    size = len(tokens.words)
    place, _, count = where.partition("+")
    reach = int(count) if count else 0
    if place == "match":
        return ((max(0, match.first - reach), min(size, match.last + reach)),)
    if place == "before":
        return ((max(0, match.first - reach), match.first),)
    if place == "after":
        return ((match.last, min(size, match.last + reach)),)
    if place == "clause":
        return (_clause(tokens, match),)
    return ((0, size),)


def _clause(tokens: Tokens, match: Match) -> tuple[int, int]:
    first, last = match.first, match.last
    while first > 0 and tokens.words[first - 1] not in CLAUSE_ENDS:
        first -= 1
    while last < len(tokens.words) and tokens.words[last] not in CLAUSE_ENDS:
        last += 1
    return first, last


def _beyond(guard: CompiledGuard, document: Document, at: Span, where: str) -> str | None:
    """The words found outside the sentence: in its paragraph, the title, or anywhere."""
    kinds = ("title", "heading") if where == "title" else None
    for block in document.blocks:
        if where == "paragraph" and not block.span.overlaps(at):
            continue
        if kinds is None or block.kind in kinds:
            found = search(guard.words, tokenise(document.text, block.span.start, block.span.end, ()))
            if found is not None:
                return document.text[found.span.start : found.span.end]
    return None
