"""The `key: value` lines between two `---` at the head of a Markdown file: its date, title, language and country.

Only plain `key: value` lines are understood; the rest of YAML is not needed here and would cost the cold start.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from msgspec import Struct

from verifier.model import BlockKind, Span

_OPENING = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_ENTRY = re.compile(r"^([A-Za-z_-]{1,40})[ \t]*:[ \t]*([^\r\n]*?)[ \t]*$", re.MULTILINE)
_LONGEST = 20_000  # characters
_DATE_KEYS = ("date", "published", "publish_date", "publishdate", "pubdate", "datepublished", "publication_date")
_DATE_FORMS = ("%B %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y", "%Y/%m/%d")


class FrontMatter(Struct, frozen=True):
    """What was said there; `end` is the offset behind it (0 without any), `spans` its stretches with their block kinds."""

    end: int = 0
    date: date | None = None
    language: str | None = None
    country: str | None = None
    spans: tuple[tuple[Span, BlockKind], ...] = ()


def front_matter(text: str) -> FrontMatter:
    """The front matter of a Markdown text; an empty one where there is none or it never ends."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end(), opening.end() + _LONGEST) if opening else None
    if opening is None or closing is None:
        return FrontMatter()
    entries = {match[1].lower(): match for match in _ENTRY.finditer(text, opening.end(), closing.start())}
    values = {key: match[2].strip("\"'") for key, match in entries.items()}
    written = next((values[key] for key in _DATE_KEYS if values.get(key)), "")
    country = values.get("country", "").upper()
    return FrontMatter(
        closing.end(), written_day(written), _language(values), country if re.fullmatch("[A-Z]{2}", country) else None,
        tuple(_spans(closing.end(), entries.get("title"))),
    )


def _language(values: dict[str, str]) -> str | None:
    tag = values.get("language") or values.get("lang") or ""
    return tag.replace("_", "-").split("-")[0].lower() or None


def written_day(written: str) -> date | None:
    """The day of `2025-02-24`, `2025-02-24T09:30:00+08:00` or `February 24, 2025`; None for anything else."""
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        pass
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(written, form).date()
        except ValueError:
            continue
    return None


def _spans(end: int, title: re.Match[str] | None) -> list[tuple[Span, BlockKind]]:
    if title is None or not title[2].strip("\"' "):
        return [(Span(0, end), "boilerplate")]
    inner = title[2].strip("\"'")
    start = title.start(2) + title[2].index(inner)
    return [(Span(0, start), "boilerplate"), (Span(start, start + len(inner)), "title"),
            (Span(start + len(inner), end), "boilerplate")]
