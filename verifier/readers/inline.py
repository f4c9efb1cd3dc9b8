"""Markdown's inline markup: which characters of a block are not text.

Every pattern is bounded and starts at a character that rarely occurs, so a line of ten million stars costs ten million steps.
"""

from __future__ import annotations

import re

from msgspec import Struct, field

from verifier.model import Span

_MARK = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~])               # an escape: \$5bn
    |<!--.{0,2000}?-->
    |</?[A-Za-z][^<>]{0,1000}>              # a tag, or an address in angle brackets; "<5%" is neither
    |\[\^[^\]\s]{1,30}\]:?                  # a footnote mark
    |!?\[
    |\]\([^()\s]{0,2000}(?:[ \t]{1,9}(?:"[^"]{0,300}"|'[^']{0,300}'))?\)
    |\]\[[^\]]{0,200}\]
    |\]
    |&(?:nbsp|amp|ensp|emsp|thinsp|\#\d{1,6});
    |`+|\*+|_+|~~
    """,
    re.VERBOSE | re.DOTALL,
)


class _Open(Struct):
    """What waits for its other half."""

    brackets: list[Span] = field(default_factory=list)
    star: Span | None = None
    underscore: Span | None = None


def markup(text: str, span: Span) -> list[Span]:
    """The stretches of a block that are markup, in no particular order."""
    found: list[Span] = []
    waiting = _Open()
    for match in _MARK.finditer(text, span.start, span.end):
        here, mark = Span(match.start(), match.end()), match[0]
        if mark in ("[", "!["):
            waiting.brackets.append(here)
        elif mark[0] == "]":
            opener = waiting.brackets.pop() if waiting.brackets else None
            if opener and len(mark) > 1:  # "[12%]" alone is text
                found += (opener, here)
        elif mark[0] in "*_":
            found += _emphasis(text, here, mark, span, waiting)
        else:
            found.append(here)
    return found


def _emphasis(text: str, here: Span, mark: str, block: Span, waiting: _Open) -> list[Span]:
    """Marks of emphasis; a single star counts only in pairs ("$5.2bn*" points to a footnote)."""
    before = text[here.start - 1] if here.start > block.start else " "
    after = text[here.end] if here.end < block.end else " "
    if mark[0] == "_" and before.isalnum() and after.isalnum():
        return []
    if len(mark) > 1:
        return [] if before.isspace() and after.isspace() else [here]
    opener = waiting.star if mark == "*" else waiting.underscore
    found: list[Span] = []
    left: Span | None = opener
    if opener and not before.isspace() and not after.isalnum():
        found, left = [opener, here], None
    elif not after.isspace() and not before.isalnum():
        left = here
    if mark == "*":
        waiting.star = left
    else:
        waiting.underscore = left
    return found
