"""From a reader's coarse blocks to a laid-out document: roles, sentences, passages printed twice, and the text's date."""

from __future__ import annotations

from msgspec.structs import replace

from verifier.extract.blocks import roles
from verifier.extract.copies import copies
from verifier.extract.cues import Cues, Hit, scan
from verifier.extract.dateline import publication_date
from verifier.extract.sentences import sentences
from verifier.model import Document


def layout(document: Document, cues: Cues, hits: list[Hit] | None = None) -> Document:
    """The document with refined blocks, sentences and copies, and with its date where it had none and prints one.

    Blocks that a reader was sure of (titles, cells, headings from markup) keep their role, plain paragraphs are given one; a
    document without blocks is cut into its lines. Nothing of the text is dropped: what is not the story is `boilerplate`.
    `hits` are `scan`'s of the text; they save a pass where the caller needs them too.
    """
    text = document.text
    hits = scan(text, cues) if hits is None else hits
    blocks = tuple(roles(text, document.blocks, cues, hits))
    laid_out = replace(
        document, blocks=blocks, sentences=tuple(sentences(text, blocks, cues)), copies=tuple(copies(text, blocks)),
    )
    if laid_out.date is None and (known := publication_date(laid_out, cues, hits)):
        laid_out = replace(laid_out, date=known[0], date_from=known[1])
    return laid_out
