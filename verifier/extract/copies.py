"""Passages that a page prints twice: a title over its picture again, an article's whole body again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from verifier.model import Block, Span

SHORTEST: Final = 40  # characters; shorter lines repeat without being copies ("Read more", a table's heads)


def copies(text: str, blocks: Iterable[Block]) -> Iterator[tuple[Span, Span]]:
    """(copy, original) for every title and every passage of at least 40 characters that stood before, word for word."""
    first: dict[str, Span] = {}
    for block in blocks:
        if block.kind in ("boilerplate", "cell"):
            continue
        words = text[block.span.start:block.span.end]
        if len(words) < SHORTEST and block.kind != "title":
            continue
        original = first.setdefault(words, block.span)
        if original is not block.span:
            yield block.span, original
