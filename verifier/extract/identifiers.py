"""Numbers that are names: models, versions, tickers, forms, sections, list numbers, telephone numbers; never a quantity."""

from __future__ import annotations

import re
from typing import Final

from verifier.extract.draft import Draft

_LEFT: Final = re.compile(r"[\w.&/+'’-]")
_RIGHT: Final = re.compile(r"(?:[\w&+/_-]|[.:](?=\w)|[(]\w{1,3}[)])*")
_FARTHEST: Final = 200
_TELEPHONE: Final = re.compile(r"[(]?\+?[0-9]{1,4}[)]?(?:[ .-][(]?[0-9]{2,5}[)]?){2,5}(?![0-9])")

PRIORITY: Final = -2  # dates and amounts of the same length read more


def name_at(text: str, start: int, end: int, floor: int = 0) -> Draft:
    """The whole token around the digits from `start` to `end` as an identifier, but nothing before `floor`."""
    low = max(floor, start - _FARTHEST)
    while start > low and _LEFT.match(text, start - 1) and not _unspaced(text[start - 1]):
        start -= 1
    while start < end and not text[start].isalnum() and text[start] not in "+(":
        start += 1
    end += len(_spaced(_RIGHT.match(text, end, end + _FARTHEST)[0]))  # type: ignore[index]  # it matches nothing at least
    while text[end - 1] in ".-/_&+:":
        end -= 1
    return Draft(start, end, "identifier", priority=PRIORITY)


def _unspaced(letter: str) -> bool:
    """Whether a letter is of a script without blanks, and so no part of a Latin name: "发布Qwen2.5模型"."""
    return "\u3041" <= letter <= "\u30ff" or "\u3400" <= letter <= "\u9fff"


def _spaced(tail: str) -> str:
    """The tail of a name up to the first such letter, and up to the bracket it stands in. A pattern takes 3 ms to compile."""
    if tail.isascii():
        return tail
    head = tail[:next((place for place, letter in enumerate(tail) if _unspaced(letter)), len(tail))]
    return head[:head.rfind("(")] if len(head) < len(tail) and head.rfind("(") > head.rfind(")") else head


def marker_at(text: str, start: int, end: int) -> Draft | None:
    """The number of a list item or footnote: "1." or "2)" at the head of a line, "(3)" anywhere; None for any other."""
    after = text[end:end + 2]
    before = text[max(0, start - 1):start]
    if before == "(" and after[:1] == ")" and end - start <= 2:
        return Draft(start - 1, end + 1, "identifier", facets=(("shape", "marker"),), priority=PRIORITY)
    if end - start > 3 or after[:1] not in (".", ")") or not after[1:].isspace():
        return None
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip() or start - line > 12:
        return None
    return Draft(start, end + 1, "identifier", facets=(("shape", "marker"),), priority=PRIORITY)


def telephone_at(text: str, start: int) -> Draft | None:
    """A telephone number: three or more groups with at least nine digits, "+86 571 8502 2088", "1-800-555-0199"."""
    first = start - 1 if start and text[start - 1] in "+(" else start
    match = _TELEPHONE.match(text, first)
    if match is None or (first == start and "-" not in match[0] and "(" not in match[0]):
        return None
    if sum(map(str.isdecimal, match[0])) < 9:
        return None
    return Draft(first, match.end(), "identifier", facets=(("shape", "telephone"),), priority=1)

