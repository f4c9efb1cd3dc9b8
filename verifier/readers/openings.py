"""Which reader bytes without a file name need, by how they begin: an article comes through a pipe with its markup, too."""

from __future__ import annotations

import codecs
import re

_ZIP, _PDF = b"PK\x03\x04", b"%PDF-"
# a comment ends at the first "-->" and nowhere else: "<!---->" a hundred times over must not be tried in every division
_COMMENT = rb"<!--(?:[^-]|-(?!->))*+-->"
_HTML = re.compile(rb"\s*+(?:<\?xml[^>]*>\s*+)?(?:" + _COMMENT + rb"\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_MARKDOWN = re.compile(rb"---[ \t]*\r?\n(?:[^\n]*\n)*?---[ \t]*\r?$|\s*#{1,2}[ \t]+\S", re.MULTILINE)
_FAR = 10_000  # bytes; the longest front matter is looked at no further


def suffix_of(data: bytes) -> str:
    """The suffix such a document would have as a file; "" for plain text and all that only its name could tell."""
    if data.startswith(_PDF):
        return ".pdf"
    if data.startswith(_ZIP):
        return ".docx"
    opening = data[:_FAR].removeprefix(codecs.BOM_UTF8)
    if _HTML.match(opening):
        return ".html"
    return ".md" if _MARKDOWN.match(opening) else ""
