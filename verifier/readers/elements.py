"""What the elements of HTML mean for a reader: which break the text, and which hold no part of the story."""

from __future__ import annotations

import re
from typing import Literal

from verifier.readers.tags import Tag

Mark = Literal["", "dropped", "furniture", "form", "main", "article"]

HEADINGS = {f"h{level}": level for level in range(1, 7)}
# where a paragraph ends, and another may begin
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol",
    "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul", *HEADINGS,
})
# elements without an end tag
VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})
# nothing in them is shown as text of the page; ix:header holds the facts of an inline XBRL filing that are not displayed
_DROPPED = (
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "audio", "video", "canvas", "map",
    "select", "datalist", "button", "textarea", "progress", "meter", "del", "noframes", "noembed", "xmp", "ix:header",
)
_FURNITURE = ("nav", "footer", "aside", "menu", "search", "dialog")
_MARKS: dict[str, Mark] = {
    **dict.fromkeys(_DROPPED, "dropped"), **dict.fromkeys(_FURNITURE, "furniture"), "form": "form", "main": "main",
    "article": "article",
}
_ROLES: dict[str, Mark] = {
    **dict.fromkeys(("navigation", "contentinfo", "complementary", "search", "dialog"), "furniture"), "main": "main",
}
_UNSEEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_TELLING = re.compile(r"hidden|display|role", re.IGNORECASE)  # what in a tag may change what its element is


def mark_of(tag: Tag) -> Mark:
    """What an element's text is to the story: dropped (not shown), furniture, part of a form, main, article; "" for others."""
    mark = _MARKS.get(tag.name, "")
    if not tag.written or not _TELLING.search(tag.written):
        return mark
    attributes = tag.attributes()
    unseen = "hidden" in attributes or _UNSEEN.search(attributes.get("style", "")) is not None
    if unseen and tag.name not in ("html", "body", "main"):  # some pages hide themselves until a script has run
        return "dropped"
    return mark or _ROLES.get(attributes.get("role", "").lower(), "")
