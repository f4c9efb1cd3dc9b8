"""The day a web page says it was published: in its meta tags, its structured data, or a `<time>` of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape

from msgspec import Struct, field

from verifier.readers.frontmatter import written_day

# in the order in which sites keep them right; schema.org, Open Graph, Dublin Core, Highwire, and makers of news sites
_KEYS = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "publish-date",
    "publish_date", "pubdate", "date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "citation_publication_date", "article.published",
)
_STRUCTURED = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{8,40})"')


class Published(Struct):
    """What was found on the way through a page; lives for one reading."""

    named: dict[str, str] = field(default_factory=dict)
    structured: str = ""
    times: list[str] = field(default_factory=list)

    def meta(self, attributes: Mapping[str, str]) -> None:
        """Keeps what a meta tag says; the first of several counts."""
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        if name and "content" in attributes:
            self.named.setdefault(name.lower(), unescape(attributes["content"]))

    def script(self, text: str) -> None:
        """Keeps the day in structured data (JSON-LD), wherever in it that stands."""
        found = _STRUCTURED.search(text)
        if found is not None and not self.structured:
            self.structured = found[1]

    def time(self, attributes: Mapping[str, str]) -> None:
        """Keeps the day of a `<time>`: of several the one marked as the page's own, else the first."""
        written = attributes.get("datetime", "")
        if "pubdate" in attributes or attributes.get("itemprop", "").lower() == "datepublished":
            self.named.setdefault("datepublished", written)
        elif len(self.times) < 1:
            self.times.append(written)

    def day(self) -> date | None:
        """The day of publication, in the page's own time zone; None where nothing says it."""
        return next((day for written in self._candidates() if (day := written_day(written.strip()))), None)

    def _candidates(self) -> Iterator[str]:
        yield from (self.named[key] for key in _KEYS[:3] if key in self.named)
        yield self.structured
        yield from (self.named[key] for key in _KEYS[3:] if key in self.named)
        yield from self.times
