"""What only a block's neighbours tell of it: the title, the lines between title and story, headings, the foot of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from verifier.extract.cues import Cues
from verifier.model import Block, BlockKind

ENDS_SENTENCE: Final = re.compile(r"[.!?…。][\"”’')\]]*\Z")
DATE_LIKE: Final = re.compile(
    r"[0-9]{1,2}:[0-9]{2}|\b(?:19|20)[0-9]{2}\b|^[01]?[0-9]-[0-3]?[0-9]\Z"
    r"|[A-Z][a-z]{2,8}\.? [0-9]{1,2}\b|\b[0-9]{1,2} [A-Z][a-z]{2,8}\b|^(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日(?:\s|\Z)"
)
EDGES: Final = " .:!?*•|>#-»)"  # what is cut off a line before it is looked up among the known ones
_STOP: Final = re.compile(r"[.。][\"”’')\]]*\Z")
_FIGURE: Final = re.compile(r"[0-9]")
_HEAD_LONGEST: Final = 40  # lines; a story that starts later is no article under its title
_TITLE_LONGEST: Final = 220
_BYLINE_LONGEST: Final = 140
_HEADING_LONGEST: Final = 90


def framed(text: str, blocks: Sequence[Block], cues: Cues) -> list[Block]:
    """The blocks with the roles their neighbours give the plain paragraphs among them."""
    kinds: list[BlockKind] = [block.kind for block in blocks]
    lines = [text[block.span.start:block.span.end] for block in blocks]
    body = next((i for i, kind in enumerate(kinds) if kind == "paragraph" and _is_prose(lines[i], cues)), len(blocks))
    if body < min(len(blocks), _HEAD_LONGEST):
        _head(kinds, lines, body, cues)
    if body < len(blocks):
        _foot(kinds, lines, body, cues)
        for i in range(body + 1, len(kinds) - 1):
            if kinds[i] == "paragraph" and _is_heading(lines[i]):
                kinds[i] = "heading"
    return [
        block if kind == block.kind else Block(block.span, kind, block.path, block.level)
        for block, kind in zip(blocks, kinds, strict=True)
    ]


def _is_prose(line: str, cues: Cues) -> bool:
    """Whether a line is a sentence of the story: it ends like one, and is no byline ("By Jo Park.", "Updated March 3.")."""
    if len(line) > _TITLE_LONGEST:
        return True
    return _length(line, cues) > 3 and not _is_byline(line, cues) and bool(
        _STOP.search(line) or (len(line) > 60 and ENDS_SENTENCE.search(line))
    )


def _head(kinds: list[BlockKind], lines: list[str], body: int, cues: Cues) -> None:
    """Roles above the first sentence of the story: title (and its repetition), bylines and dates, navigation before it."""
    plain = [i for i in range(body) if kinds[i] == "paragraph"]
    title = next((lines[i] for i in range(body) if kinds[i] == "title"), None) or _title([lines[i] for i in plain], cues)
    first = lines.index(title) if title is not None else -1
    for i in plain:
        if lines[i] == title:
            kinds[i] = "title"
        elif i < first and not _FIGURE.search(lines[i]):
            kinds[i] = "boilerplate"
        else:
            kinds[i] = "dateline" if _is_byline(lines[i], cues) or _is_source(lines[i], cues) else "heading"
    for i in range(body):
        if kinds[i] == "item" and _is_byline(lines[i].lstrip(EDGES), cues):
            kinds[i] = "dateline"


def _title(lines: Sequence[str], cues: Cues) -> str | None:
    """The line printed twice if there is one, else the first that reads like a title."""
    titles = [line for line in lines if _is_title(line, cues)]
    return next((line for line in titles if titles.count(line) > 1), titles[0] if titles else None)


def _is_title(line: str, cues: Cues) -> bool:
    words, length = line.split(), _length(line, cues)
    if length < 3 or len(line) > _TITLE_LONGEST or line.endswith((":", ",")) or _is_byline(line, cues):
        return False
    if line.endswith(".") and not line.endswith(("...", "U.S.", "Inc.", "Ltd.", "Corp.", "Co.")):
        return False
    return length > 5 or _FIGURE.search(line) is not None or _holds_function_word(words, cues)


def _length(line: str, cues: Cues) -> int:
    """How many words a line has; about one in two characters where a language puts no blanks between them."""
    return len(line) // 2 if "writing" in cues.values else len(line.split())


def _holds_function_word(words: Sequence[str], cues: Cues) -> bool:
    return any(word.lower() in cues.lists.get("function_words", ()) for word in words)


def _is_byline(line: str, cues: Cues) -> bool:
    """Whether a line says who wrote the story or when: "By Jo Park", "Published 3 March 2025", "Feb 23, 2025 10:24 pm"."""
    words = line.split()
    if len(line) > _BYLINE_LONGEST or len(words) > 12:
        return False
    dated = _FIGURE.search(line) is not None and DATE_LIKE.search(line) is not None  # lines without figures are many
    if line.lower().startswith(tuple(cues.lists.get("byline_openers", ()))):
        # "By Jo Park, 3 March" but not "By 2030 output will double" nor "Published accounts show a loss of $3 million"
        known = dated or not _FIGURE.search(line) or "writing" in cues.values
        return known and not (words[0].lower() == "by" and not "".join(words[1:2])[:1].isupper())
    return dated and len(line) < 60 and not _holds_function_word(words, cues)


def _is_source(line: str, cues: Cues) -> bool:
    """Whether a line is the bare name of a paper or an agency, as some sites print it under the title."""
    words = [word for word in line.split() if word not in ("of", "The", "the")]
    return len(words) <= 5 and not _FIGURE.search(line) and not _holds_function_word(words, cues)


def _is_heading(line: str) -> bool:
    return (
        len(line) < _HEADING_LONGEST and len(line.split()) <= 12 and line[:1].isalnum()
        and not ENDS_SENTENCE.search(line) and not line.endswith((",", ";"))
    )


def _foot(kinds: list[BlockKind], lines: Sequence[str], body: int, cues: Cues) -> None:
    """After a footer's own heading ("Related articles") in the second half of a page nothing belongs to the story."""
    total = sum(map(len, lines))
    passed = 0
    for i, line in enumerate(lines):
        passed += len(line)
        if i > body and passed * 2 > total and len(line) < 60 and line.lower().strip(EDGES) in cues.lists.get("footer_lines", ()):
            kinds[i:] = ["boilerplate"] * (len(kinds) - i)
            return
